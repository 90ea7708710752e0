// Ends a webhook for good.

import { EndWebhookEndpoint } from '@holdfast/client/operations'
import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'
import type { Endpoint } from './types.ts'

interface EndEndpointDialogProps {
  readonly endpoint: Pick<Endpoint, 'id' | 'url'>
  readonly onClose: () => void
}

export function EndEndpointDialog({ endpoint: { id, url }, onClose }: EndEndpointDialogProps) {
  const t = texts.webhooks
  const end = useAct(EndWebhookEndpoint)
  const navigate = useNavigate()
  async function run() {
    const done = await end.run({ webhookEndpointId: id })
    if (!done) return false
    notifications.show({ message: t.ended, color: 'teal' })
    navigate('..', { relative: 'path' })
    return true
  }
  return (
    <ActionDialog
      title={t.endTitle}
      action={t.endAction}
      isDanger
      {...{ run, onClose, isRunning: end.isRunning, problem: end.problem }}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t.endText(url)}
      </Text>
    </ActionDialog>
  )
}
