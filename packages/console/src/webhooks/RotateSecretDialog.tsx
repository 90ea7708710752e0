// Replaces the signing secret of a webhook; messages are signed with both for a while.

import { RotateWebhookSecret } from '@holdfast/client/operations'
import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { SecretReady } from '../parts/SecretReady.tsx'
import { texts } from '../texts/index.ts'

export function RotateSecretDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = texts.webhooks
  const rotate = useAct(RotateWebhookSecret)
  const [overlap, setOverlap] = useState('86400')
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const done = await rotate.run({ webhookEndpointId: id, overlapSeconds: Number(overlap) })
    if (done) setSecret(done.secret)
    return false
  }
  if (secret) return <SecretReady title={t.rotated} label={t.secret} text={t.secretOnce} {...{ secret, onClose }} />
  return (
    <ActionDialog
      title={t.rotateTitle}
      action={t.rotateAction}
      {...{ run, onClose, isRunning: rotate.isRunning, problem: rotate.problem }}
    >
      <Text size="sm">{t.rotateText}</Text>
      <Select
        label={t.overlap}
        data={Object.entries(t.overlaps).map(([value, label]) => ({ value, label }))}
        value={overlap}
        onChange={(value) => value && setOverlap(value)}
        allowDeselect={false}
      />
    </ActionDialog>
  )
}
