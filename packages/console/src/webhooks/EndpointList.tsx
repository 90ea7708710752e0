// The webhooks of the organization.

import { Anchor, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { Webhooks as Read } from '../generated/webhooks.ts'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { eventsText } from './eventsText.ts'
import { NewEndpointDialog } from './NewEndpointDialog.tsx'
import type { Endpoint } from './types.ts'

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

function EndpointTable({ endpoints }: { readonly endpoints: readonly Endpoint[] }) {
  const { columns } = texts.webhooks
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls is scrolled by the keyboard, too.
    <div className="table-frame" tabIndex={0}>
      <Table miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.url}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
            <Table.Th ta="right">{columns.waiting}</Table.Th>
            <Table.Th>{columns.last}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function EndpointRow({ endpoint }: { readonly endpoint: Endpoint }) {
  const { id, url, events, state, stateReason, waitingDeliveries, deliveredAt } = endpoint
  const t = texts.webhooks
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Anchor component={Link} to={id} size="sm" fw={500}>
          {url}
        </Anchor>
        <Text size="xs" className="quiet">
          {eventsText(events)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Status status={state} text={t.states[state]} />
        {stateReason ? (
          <Text size="xs" className="quiet" mt={2}>
            {stateReason}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(waitingDeliveries)}
      </Table.Td>
      <Table.Td className="quiet">{deliveredAt ? <When at={deliveredAt} /> : t.never}</Table.Td>
    </Table.Tr>
  )
}
