// A message to a webhook, as it is sent.

import { Code, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useData } from '../data/useData.ts'
import { Delivery as Read } from '../generated/webhooks.ts'
import { Fault } from '../parts/Fault.tsx'
import { texts } from '../texts/index.ts'
import { eventText } from './eventsText.ts'

export function DeliveryDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = texts.webhooks
  const { data, error, again } = useData(Read, { id })
  const delivery = data?.__typename === 'WebhookDelivery' ? data : null
  return (
    <Modal opened onClose={onClose} size="lg" title={delivery ? eventText(delivery.event) : t.body}>
      {error && !delivery ? (
        <Fault error={error} again={again} />
      ) : !delivery ? (
        <Skeleton h={200} />
      ) : (
        <Stack gap="xs">
          <Text size="xs" className="quiet" style={{ overflowWrap: 'anywhere' }}>
            {t.messageId(delivery.messageId)}
          </Text>
          <Code block aria-label={t.body}>
            {indented(delivery.body)}
          </Code>
        </Stack>
      )}
    </Modal>
  )
}

/** The message with a line for each value; as it is where it is not JSON. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
