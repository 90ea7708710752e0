// The webhooks of the organization.

import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { Webhooks as Read } from '../generated/webhooks.ts'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { texts } from '../texts/index.ts'
import { EndpointTable } from './EndpointTable.tsx'
import { NewEndpointDialog } from './NewEndpointDialog.tsx'

export function EndpointList() {
  const t = texts.webhooks
  const { data, error, again } = useData(Read, {}, { on: ['alerts', 'tasks'] })
  const [isAdding, setAdding] = useState(false)
  if (error && !data) return <Fault error={error} again={again} />
  const endpoints = data?.webhookEndpoints
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t.add}
    </Button>
  )
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" className="quiet">
          {t.text}
        </Text>
        {endpoints?.length ? add : null}
      </Group>
      <section className="card" aria-label={t.title}>
        {!endpoints ? (
          <Skeleton h={240} radius="lg" />
        ) : endpoints.length === 0 ? (
          <Notice icon={IconWebhook} title={t.none} text={t.noneText}>
            {add}
          </Notice>
        ) : (
          <EndpointTable endpoints={endpoints} />
        )}
      </section>
      {isAdding ? <NewEndpointDialog onClose={() => setAdding(false)} /> : null}
    </>
  )
}
