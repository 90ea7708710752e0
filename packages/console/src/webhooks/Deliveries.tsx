// The messages to a webhook, the newest first.

import { RedeliverWebhook } from '@holdfast/client/operations'
import { Button, Group, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { Card } from '../parts/Card.tsx'
import { CursorPages } from '../parts/CursorPages.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { answerText } from './answerText.ts'
import { DeliveryDialog } from './DeliveryDialog.tsx'
import { eventText } from './eventsText.ts'
import type { Delivery, EndpointDetails } from './types.ts'

export function Deliveries({ deliveries }: { readonly deliveries: EndpointDetails['deliveries'] }) {
  const t = texts.webhooks
  const [shownId, setShownId] = useState<string | null>(null)
  const nodes = deliveries.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <Card title={t.deliveries} padded={false}>
      {nodes.length === 0 ? (
        <Notice icon={IconSend} title={t.noDeliveries} text={t.noDeliveriesText} />
      ) : (
        <TableFrame>
          <Table miw={700}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.deliveryColumns.event}</Table.Th>
                <Table.Th>{t.deliveryColumns.status}</Table.Th>
                <Table.Th>{t.deliveryColumns.answer}</Table.Th>
                <Table.Th>{t.deliveryColumns.when}</Table.Th>
                <Table.Td w={210} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {nodes.map((delivery) => (
                <DeliveryRow key={delivery.id} delivery={delivery} show={setShownId} />
              ))}
            </Table.Tbody>
          </Table>
        </TableFrame>
      )}
      <CursorPages pageInfo={deliveries.pageInfo} />
      {shownId ? <DeliveryDialog id={shownId} onClose={() => setShownId(null)} /> : null}
    </Card>
  )
}

function DeliveryRow({ delivery, show }: { readonly delivery: Delivery; readonly show: (id: string) => void }) {
  const t = texts.webhooks
  const again = useAct(RedeliverWebhook)
  const { id, event, status, attempts, createdAt } = delivery
  async function redeliver() {
    const done = await again.run({ deliveryId: id })
    if (done) notifications.show({ message: t.redelivered, color: 'teal' })
  }
  return (
    <Table.Tr>
      <Table.Td fw={500}>{eventText(event)}</Table.Td>
      <Table.Td data-phone="beside">
        <Status status={status} text={t.statuses[status]} />
      </Table.Td>
      <Table.Td data-phone="line">
        <Text size="sm">{answerText(delivery)}</Text>
        <Text size="xs" className="quiet">
          {t.attempts(attempts)}
        </Text>
        {again.problem ? (
          <Text size="xs" className="bad" role="alert">
            {again.problem}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td className="quiet" data-phone="line">
        <When at={createdAt} exact />
      </Table.Td>
      <Table.Td data-phone="acts">
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Button size="xs" variant="default" onClick={() => show(id)}>
            {t.details}
          </Button>
          <Button size="xs" variant="default" onClick={redeliver} loading={again.isRunning}>
            {t.redeliver}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
