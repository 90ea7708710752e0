// Gives credits of the organization to members: the same to each, or one sum in equal shares.

import { AllocateCredits, AllocateEqually } from '@holdfast/client/operations'
import { SegmentedControl, Slider, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useCreditType } from '../app/creditType.tsx'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { MembersToChoose } from '../generated/members.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { type Named, Receivers } from './Receivers.tsx'

type Way = 'each' | 'shared'

interface GiveDialogProps {
  readonly members: readonly Named[]
  readonly onClose: () => void
  readonly onDone: () => void
}

export function GiveDialog({ members, onClose, onDone }: GiveDialogProps) {
  const { creditType } = useCreditType()
  const pool = useData(MembersToChoose, { creditType }, { on: ['credits'] })
  const [chosen, setChosen] = useState<readonly Named[] | 'everyone'>(members)
  const [way, setWay] = useState<Way>('each')
  const [credits, setCredits] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const give = useGiving(creditType)
  const available = pool.data?.wallet?.available ?? 0
  // The shares of everyone are the API's to count: only those who may start tasks get one.
  const count = chosen === 'everyone' ? null : chosen.length
  const isShared = way === 'shared' || chosen === 'everyone'
  const total = credits === null ? 0 : isShared ? credits : credits * (count ?? 0)
  const max = isShared || !count ? available : Math.floor(available / count)
  const label = isShared ? texts.members.creditsShared : texts.members.creditsEach
  const isTooMuch = pool.data !== undefined && total > available
  async function run() {
    if (credits === null) return false
    const isDone = await give.run({ chosen, isShared, credits, reason })
    if (isDone) onDone()
    return isDone
  }
  return (
    <ActionDialog
      title={texts.members.give}
      action={texts.members.giveAction(formatNumber(total))}
      needs={{ [texts.members.chooseMembers]: count !== 0, [label]: credits !== null && !isTooMuch }}
      {...{ run, onClose, isRunning: give.isRunning, problem: give.problem }}
    >
      <Receivers chosen={chosen} setChosen={setChosen} />
      {chosen === 'everyone' || chosen.length < 2 ? null : (
        <SegmentedControl
          aria-label={texts.members.way}
          data={[
            { value: 'each', label: texts.members.each },
            { value: 'shared', label: texts.members.shared },
          ]}
          value={way}
          onChange={(value) => setWay(value === 'shared' ? 'shared' : 'each')}
          fullWidth
        />
      )}
      <CreditsInput
        label={label}
        description={texts.members.poolHas(formatNumber(available))}
        value={credits}
        onChange={setCredits}
        error={isTooMuch ? texts.members.tooMany : null}
        data-autofocus={members.length > 0 || undefined}
      />
      <Slider
        thumbLabel={texts.members.giveSlider}
        min={0}
        max={Math.max(1, max)}
        value={Math.min(credits ?? 0, Math.max(1, max))}
        onChange={(value) => setCredits(value > 0 ? value : null)}
        label={formatNumber}
        disabled={max < 1}
        size="sm"
      />
      <Text size="sm" className="quiet number" role="status">
        {total > available ? '' : texts.members.stays(formatNumber(total), formatNumber(available - total))}
        {isShared && count && credits
          ? ` ${texts.members.shares(formatNumber(Math.floor(credits / count)), formatNumber(count))}`
          : ''}
      </Text>
      <TextInput
        label={texts.members.reason}
        description={texts.members.reasonHint}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={500}
      />
    </ActionDialog>
  )
}

interface Giving {
  readonly chosen: readonly Named[] | 'everyone'
  readonly isShared: boolean
  readonly credits: number
  readonly reason: string
}

/** Gives them by the mutation that fits. */
function useGiving(creditType: string | null) {
  const each = useAct(AllocateCredits)
  const shared = useAct(AllocateEqually)
  async function run({ chosen, isShared, credits, reason }: Giving): Promise<boolean> {
    const why = { creditType, reason: reason.trim() || null }
    const ids = chosen === 'everyone' ? null : chosen.map(({ id }) => id)
    const done =
      isShared || !ids
        ? await shared.run({ ...why, credits, memberIds: ids })
        : await each.run({ ...why, allocations: ids.map((memberId) => ({ memberId, credits })) })
    if (!done) return false
    const sum = done.allocated.reduce((all, one) => all + one.credits, 0)
    notifications.show({ message: texts.members.given(formatNumber(sum), done.allocated.length), color: 'teal' })
    return true
  }
  return { run, isRunning: each.isRunning || shared.isRunning, problem: each.problem ?? shared.problem }
}
