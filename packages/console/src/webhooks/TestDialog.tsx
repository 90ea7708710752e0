// Shows what a server has answered to a test message.

import { Alert, Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { useAgainWhile } from '../data/useAgainWhile.ts'
import { useData } from '../data/useData.ts'
import { Delivery as Read } from '../generated/webhooks.ts'
import { texts } from '../texts/index.ts'
import { answerText } from './answerText.ts'
import type { DeliveryDetails } from './types.ts'

export function TestDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = texts.webhooks
  const { data, error, again } = useData(Read, { id })
  const delivery = data?.__typename === 'WebhookDelivery' ? data : null
  const isAwaited = !delivery || delivery.attempts === 0
  useAgainWhile(isAwaited, again)
  return (
    <Modal opened onClose={onClose} title={t.tryTitle}>
      <Stack>
        <div role="status">
          {!isAwaited && delivery ? (
            <Answer delivery={delivery} />
          ) : error ? (
            <Text size="sm">{error.message}</Text>
          ) : (
            <Group gap="sm">
              <Loader size="sm" />
              <Text size="sm">{t.tryWaiting}</Text>
            </Group>
          )}
        </div>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {texts.settings.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Answer({ delivery }: { readonly delivery: DeliveryDetails }) {
  const t = texts.webhooks
  const isGood = delivery.status === 'SUCCEEDED'
  return (
    <Alert color={isGood ? 'teal' : 'red'} variant="light" title={isGood ? t.tryGood : t.tryBad}>
      {answerText(delivery)}
    </Alert>
  )
}
