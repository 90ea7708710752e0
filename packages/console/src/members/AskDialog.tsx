// Asks for more credits.

import { RequestCredits } from '@holdfast/client/operations'
import { Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { texts } from '../texts/index.ts'

export function AskDialog({ creditType, onClose }: { creditType: string; onClose: () => void }) {
  const ask = useAct(RequestCredits)
  const [credits, setCredits] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  async function run() {
    if (credits === null) return false
    const done = await ask.run({ creditType, credits, reason: reason.trim() })
    if (done) notifications.show({ message: texts.members.asked, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.members.askTitle}
      action={texts.members.askAction}
      needs={{ [texts.members.askCredits]: credits !== null, [texts.members.askReason]: reason.trim() !== '' }}
      {...{ run, onClose, isRunning: ask.isRunning, problem: ask.problem }}
    >
      <Text size="sm">{texts.members.askText}</Text>
      <CreditsInput label={texts.members.askCredits} value={credits} onChange={setCredits} data-autofocus />
      <Textarea
        label={texts.members.askReason}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={500}
        autosize
      />
    </ActionDialog>
  )
}
