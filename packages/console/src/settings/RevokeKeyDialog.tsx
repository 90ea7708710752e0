// Ends a key.

import { RevokeApiKey } from '@holdfast/client/operations'
import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'

interface RevokeKeyDialogProps {
  readonly apiKey: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

export function RevokeKeyDialog({ apiKey: { id, name }, onClose }: RevokeKeyDialogProps) {
  const revoke = useAct(RevokeApiKey)
  async function run() {
    const done = await revoke.run({ apiKeyId: id })
    if (done) notifications.show({ message: texts.settings.revoked, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.settings.revokeTitle(name)}
      action={texts.settings.revokeAction}
      isDanger
      {...{ run, onClose, isRunning: revoke.isRunning, problem: revoke.problem }}
    >
      <Text size="sm">{texts.settings.revokeText}</Text>
    </ActionDialog>
  )
}
