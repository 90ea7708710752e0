// Denies a request, with a note for the member.

import { DecideCreditRequest } from '@holdfast/client/operations'
import { Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'
import type { CreditRequest } from './types.ts'

export function DenyDialog({ request, onClose }: { request: CreditRequest; onClose: () => void }) {
  const deny = useAct(DecideCreditRequest)
  const [note, setNote] = useState('')
  async function run() {
    const done = await deny.run({ creditRequestId: request.id, decision: 'DECLINE', note: note.trim() || null })
    if (done) notifications.show({ message: texts.members.denied, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.members.denyTitle(request.member?.name ?? '')}
      action={texts.members.denyAction}
      isDanger
      {...{ run, onClose, isRunning: deny.isRunning, problem: deny.problem }}
    >
      <Text size="sm">{texts.members.denyText}</Text>
      <Textarea
        label={texts.members.note}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        maxLength={500}
        autosize
        data-autofocus
      />
    </ActionDialog>
  )
}
