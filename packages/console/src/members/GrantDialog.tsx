// Grants a request in part, for a time, or with a note.

import { Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { DayInput } from '../parts/DayInput.tsx'
import { dateAfter, startOfDate } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'
import { hasOneHardBudget } from './budgetFacts.ts'
import type { Budget, CreditRequest } from './types.ts'
import { useGrant } from './useGrant.ts'

interface GrantDialogProps {
  readonly request: CreditRequest
  readonly budgets: readonly Budget[]
  readonly onClose: () => void
}

type Form = NonNullable<CreditRequest['form']>

export function GrantDialog({ request, budgets, onClose }: GrantDialogProps) {
  const { member, creditType, reason } = request
  const mayRaise = member ? hasOneHardBudget(budgets, member.id, creditType) : false
  const [credits, setCredits] = useState<number | null>(request.credits)
  const [form, setForm] = useState<Form>(mayRaise ? 'BUDGET_RAISE' : 'ALLOCATION')
  const [until, setUntil] = useState('')
  const zone = useSession().data?.organization?.timeZone ?? 'UTC'
  const [note, setNote] = useState('')
  const { grant, isRunning, problem } = useGrant(request)
  async function run() {
    if (credits === null) return false
    const at = until ? startOfDate(dateAfter(until), zone) : null
    return grant({ credits, as: form, until: at, note: note.trim() || null })
  }
  return (
    <ActionDialog
      title={texts.members.grantTitle(member?.name ?? '')}
      action={texts.members.grantAction}
      needs={{ [texts.members.grantCredits]: credits !== null }}
      {...{ run, onClose, isRunning, problem }}
    >
      <Text size="sm">{reason}</Text>
      <CreditsInput label={texts.members.grantCredits} value={credits} onChange={setCredits} data-autofocus />
      {mayRaise ? (
        <Radio.Group label={texts.members.grantAs} value={form}>
          <Stack gap="xs" mt={6}>
            {(['BUDGET_RAISE', 'ALLOCATION'] as const).map((each) => (
              <Radio key={each} value={each} label={texts.members.forms[each]} onChange={() => setForm(each)} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      <DayInput
        label={texts.members.until}
        description={texts.members.untilHint[form]}
        value={until}
        onChange={setUntil}
      />
      <Textarea
        label={texts.members.note}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        maxLength={500}
        autosize
      />
    </ActionDialog>
  )
}
