// The webhooks of the platform, which are told the events of all organizations.

import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { CreatePlatformWebhook, PlatformWebhooks as Read } from '../generated/platform.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { Fault } from '../parts/Fault.tsx'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { Notice } from '../parts/Notice.tsx'
import { SecretReady } from '../parts/SecretReady.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { type Choice, EndpointFields, neededOf } from '../webhooks/EndpointFields.tsx'
import { EndpointTable } from '../webhooks/EndpointTable.tsx'

export function PlatformWebhooks() {
  const t = operator.platformWebhooks
  const { data: endpoints, error, again } = useData(Read, {})
  const [isAdding, setIsAdding] = useState(false)
  if (error && !endpoints) return <Fault error={error} again={again} />
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
      {texts.webhooks.add}
    </Button>
  )
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" className="quiet" maw={640}>
          {t.text}
        </Text>
        {endpoints?.length ? add : null}
      </Group>
      <section className="card" aria-label={texts.webhooks.title}>
        {!endpoints ? (
          <Skeleton h={240} radius="lg" />
        ) : endpoints.length === 0 ? (
          <Notice icon={IconWebhook} title={texts.webhooks.none} text={t.noneText}>
            {add}
          </Notice>
        ) : (
          <EndpointTable endpoints={endpoints} />
        )}
      </section>
      {isAdding ? <NewDialog onClose={() => setIsAdding(false)} /> : null}
    </>
  )
}

function NewDialog({ onClose }: { onClose: () => void }) {
  const t = texts.webhooks
  const create = useAct(CreatePlatformWebhook)
  const [choice, setChoice] = useState<Choice>({ url: '', events: ['PAYMENT_UPDATED'] })
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const done = await create.run({ url: choice.url.trim(), events: [...choice.events] })
    if (done) setSecret(done.secret)
    return false
  }
  if (secret) return <SecretReady title={t.ready} label={t.secret} text={t.secretOnce} {...{ secret, onClose }} />
  return (
    <ActionDialog
      title={t.add}
      action={t.addAction}
      needs={neededOf(choice)}
      {...{ run, onClose, isRunning: create.isRunning, problem: problemBeside(create, 'url') }}
    >
      <EndpointFields {...{ choice, setChoice }} urlIssue={issueAt(create.refusal, 'url')} />
    </ActionDialog>
  )
}
