// Webhooks as a table; each leads to its page.

import { Anchor, Table, Text } from '@mantine/core'
import { Link } from 'react-router'
import { formatNumber } from '../parts/format.ts'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { eventsText } from './eventsText.ts'
import type { Endpoint } from './types.ts'

export function EndpointTable({ endpoints }: { readonly endpoints: readonly Endpoint[] }) {
  const { columns } = texts.webhooks
  return (
    <TableFrame>
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
    </TableFrame>
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
      <Table.Td data-phone="beside">
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
