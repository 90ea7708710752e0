// Turns a webhook on again, and decides about the messages that wait.

import { UpdateWebhookEndpoint } from '@holdfast/client/operations'
import { Radio, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'

export function ResumeDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = texts.webhooks
  const update = useAct(UpdateWebhookEndpoint)
  const [missed, setMissed] = useState<'send' | 'drop'>('send')
  async function run() {
    const done = await update.run({ webhookEndpointId: id, isPaused: false, discardMissed: missed === 'drop' })
    if (done) notifications.show({ message: t.resumed, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={t.resumeTitle}
      action={t.resumeAction}
      {...{ run, onClose, isRunning: update.isRunning, problem: update.problem }}
    >
      <Radio.Group label={t.resumeText} value={missed}>
        <Stack gap="xs" mt={6}>
          <Radio value="send" label={t.sendMissed} onChange={() => setMissed('send')} />
          <Radio value="drop" label={t.dropMissed} onChange={() => setMissed('drop')} />
        </Stack>
      </Radio.Group>
    </ActionDialog>
  )
}
