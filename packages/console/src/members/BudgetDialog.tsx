// Makes or changes a budget. Of a member that is given, it is the monthly limit on everything that they use.

import { CreateBudget, UpdateBudget } from '@holdfast/client/operations'
import { Chip, Group, Input, Radio, SegmentedControl, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useCreditType } from '../app/creditType.tsx'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { texts } from '../texts/index.ts'
import { BudgetSubject, NOTHING, neededOf, type Subject } from './BudgetSubject.tsx'
import type { Named } from './Receivers.tsx'
import type { Budget } from './types.ts'

interface BudgetDialogProps {
  /** The member whose monthly limit it is; absent: the subject is chosen, or that of the budget. */
  readonly of?: Named
  /** The budget to change; absent: a new one. */
  readonly budget?: Budget | undefined
  readonly onClose: () => void
}

type Period = Budget['period']
type Enforcement = Budget['enforcement']

const PERIODS: readonly Period[] = ['DAY', 'WEEK', 'MONTH', 'TOTAL']
const ENFORCEMENTS: readonly Enforcement[] = ['HARD', 'SOFT']
const PERCENTS = [50, 75, 80, 90, 100]

export function BudgetDialog({ of, budget, onClose }: BudgetDialogProps) {
  const [limit, setLimit] = useState<number | null>(budget?.limit ?? null)
  const [enforcement, setEnforcement] = useState<Enforcement>(budget?.enforcement ?? 'HARD')
  const [thresholds, setThresholds] = useState<readonly number[]>(budget?.thresholds ?? [80, 100])
  const [period, setPeriod] = useState<Period>('MONTH')
  const [subject, setSubject] = useState<Subject>(of ? { ...NOTHING, memberId: of.id } : NOTHING)
  const save = useSaving(budget)
  const isNew = !budget && !of
  const title = of
    ? texts.members.monthlyTitle(of.name)
    : budget
      ? texts.members.changeBudgetTitle
      : texts.members.budgetTitle
  async function run() {
    if (limit === null) return false
    return save.run({ limit, enforcement, thresholds: [...thresholds].sort((a, b) => a - b), period, subject })
  }
  return (
    <ActionDialog
      title={title}
      action={of ? texts.members.budgetAction : texts.members.budgetAction}
      needs={{ ...neededOf(subject), [texts.members.limit]: limit !== null }}
      {...{ run, onClose, isRunning: save.isRunning, problem: save.problem }}
    >
      {of ? <Text size="sm">{texts.members.monthlyText(of.name)}</Text> : null}
      {isNew ? <BudgetSubject subject={subject} setSubject={setSubject} /> : null}
      <CreditsInput
        label={texts.members.limit}
        value={limit}
        onChange={setLimit}
        data-autofocus={!isNew || undefined}
      />
      {isNew ? (
        <Input.Wrapper label={texts.members.period} labelElement="div">
          <SegmentedControl
            aria-label={texts.members.period}
            data={PERIODS.map((value) => ({ value, label: texts.members.periods[value] ?? value }))}
            value={period}
            onChange={(value) => setPeriod(PERIODS.find((each) => each === value) ?? 'MONTH')}
            fullWidth
          />
        </Input.Wrapper>
      ) : null}
      <Radio.Group label={texts.members.enforcement} value={enforcement}>
        <Group mt={6}>
          {ENFORCEMENTS.map((each) => (
            <Radio
              key={each}
              value={each}
              label={texts.members.enforcements[each]}
              onChange={() => setEnforcement(each)}
            />
          ))}
        </Group>
      </Radio.Group>
      <Thresholds thresholds={thresholds} setThresholds={setThresholds} />
    </ActionDialog>
  )
}

interface ThresholdsProps {
  readonly thresholds: readonly number[]
  readonly setThresholds: (thresholds: readonly number[]) => void
}

function Thresholds({ thresholds, setThresholds }: ThresholdsProps) {
  const shown = [...new Set([...PERCENTS, ...thresholds])].sort((a, b) => a - b)
  return (
    <Input.Wrapper label={texts.members.thresholds} labelElement="div">
      <Chip.Group multiple value={thresholds.map(String)} onChange={(values) => setThresholds(values.map(Number))}>
        <Group gap={6} mt={6}>
          {shown.map((percent) => (
            <Chip key={percent} value={String(percent)} size="xs">{`${percent} %`}</Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  )
}

interface Saving {
  readonly limit: number
  readonly enforcement: Enforcement
  readonly thresholds: number[]
  readonly period: Period
  readonly subject: Subject
}

/** Changes the budget; makes one if the dialog was opened without. */
function useSaving(budget: Budget | undefined) {
  const { creditType } = useCreditType()
  const create = useAct(CreateBudget)
  const update = useAct(UpdateBudget)
  async function run({ limit, enforcement, thresholds, period, subject }: Saving): Promise<boolean> {
    const { memberId, kind, value } = subject
    const rule = { limit, enforcement, thresholds }
    const about = { memberId, creditType, period, ...(kind ? { [kind]: value.trim() } : {}) }
    const done = budget ? await update.run({ ...rule, budgetId: budget.id }) : await create.run({ ...rule, ...about })
    if (done) notifications.show({ message: texts.members.budgetSaved, color: 'teal' })
    return done !== null
  }
  return { run, isRunning: create.isRunning || update.isRunning, problem: create.problem ?? update.problem }
}
