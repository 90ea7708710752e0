// Replaces the signing secret of a webhook; messages are signed with both for a while.

import { RotateWebhookSecret } from '@holdfast/client/operations'
import { useAct } from '../data/useAct.ts'
import { RotateDialog } from '../parts/RotateDialog.tsx'
import { SecretReady } from '../parts/SecretReady.tsx'
import { texts } from '../texts/index.ts'

export function RotateSecretDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = texts.webhooks
  const { run, isRunning, problem } = useAct(RotateWebhookSecret)
  return (
    <RotateDialog
      title={t.rotateTitle}
      texts={t}
      overlapAtFirst="86400"
      rotate={(overlapSeconds) => run({ webhookEndpointId: id, overlapSeconds })}
      ready={(secret) => (
        <SecretReady title={t.rotated} label={t.secret} text={t.secretOnce} {...{ secret, onClose }} />
      )}
      {...{ isRunning, problem, onClose }}
    />
  )
}
