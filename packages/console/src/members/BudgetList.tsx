// The budgets with their bars.

import { EndBudget } from '@holdfast/client/operations'
import { Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChartBar, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCreditType } from '../app/creditType.tsx'
import { useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { Fault } from '../parts/Fault.tsx'
import { LongBody } from '../parts/LongBody.tsx'
import { Notice } from '../parts/Notice.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { texts } from '../texts/index.ts'
import { BudgetDialog } from './BudgetDialog.tsx'
import { BudgetBar, BudgetRule } from './BudgetFactsCells.tsx'
import { useBudgets, whatOf, whoseOf } from './budgetFacts.ts'
import type { Budget } from './types.ts'

type Doing = { readonly what: 'new' } | { readonly what: 'change' | 'end'; readonly budget: Budget }

export function BudgetList() {
  const may = useMay()
  const { creditType } = useCreditType()
  const { items, error, again } = useBudgets()
  const [search] = useSearchParams()
  const named = search.get('budget')
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  if (error && !items) return <Fault error={error} again={again} />
  // The one that an address names comes first, of whichever type.
  const budgets = items
    ?.filter((budget) => budget.creditType === creditType || budget.id === named)
    .toSorted((a, b) => Number(b.id === named) - Number(a.id === named))
  const make = may('manageBudgets') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDoing({ what: 'new' })}>
      {texts.members.newBudget}
    </Button>
  ) : null
  return (
    <>
      {budgets && budgets.length > 0 ? <Group justify="flex-end">{make}</Group> : null}
      <section className="card" aria-label={texts.members.budgets}>
        {!budgets ? (
          <Skeleton h={260} radius="lg" />
        ) : budgets.length === 0 ? (
          <Notice icon={IconChartBar} title={texts.members.noBudgets} text={texts.members.noBudgetsText}>
            {make}
          </Notice>
        ) : (
          <BudgetTable budgets={budgets} named={named} start={setDoing} />
        )}
      </section>
      {doing?.what === 'new' ? <BudgetDialog onClose={close} /> : null}
      {doing?.what === 'change' ? <BudgetDialog budget={doing.budget} onClose={close} /> : null}
      {doing?.what === 'end' ? <EndDialog budget={doing.budget} onClose={close} /> : null}
    </>
  )
}

interface BudgetTableProps {
  readonly budgets: readonly Budget[]
  /** The id of the budget that the address names. */
  readonly named: string | null
  readonly start: (doing: Doing) => void
}

function BudgetTable({ budgets, named, start }: BudgetTableProps) {
  const may = useMay()
  return (
    <TableFrame>
      <Table miw={700} layout="fixed" aria-rowcount={budgets.length + 1}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.members.budgetColumns.who}</Table.Th>
            <Table.Th>{texts.members.budgetColumns.what}</Table.Th>
            <Table.Th w={180}>{texts.members.budgetColumns.used}</Table.Th>
            <Table.Th>{texts.members.budgetColumns.rule}</Table.Th>
            {may('manageBudgets') ? <Table.Td w={170} /> : null}
          </Table.Tr>
        </Table.Thead>
        <LongBody rows={budgets} height={86}>
          {(budget, measured) => (
            <Table.Tr key={budget.id} {...measured} {...(budget.id === named ? { 'aria-current': true } : {})}>
              <Table.Td fw={500}>{whoseOf(budget)}</Table.Td>
              <Table.Td data-phone="line">{whatOf(budget)}</Table.Td>
              <Table.Td data-phone="wide">
                <BudgetBar budget={budget} />
              </Table.Td>
              <Table.Td data-phone="line">
                <BudgetRule budget={budget} />
              </Table.Td>
              {may('manageBudgets') ? (
                <Table.Td data-phone="acts">
                  <Group gap={6} wrap="nowrap" justify="flex-end">
                    <Button size="xs" variant="default" onClick={() => start({ what: 'change', budget })}>
                      {texts.members.changeBudget}
                    </Button>
                    <Button size="xs" variant="subtle" color="red" onClick={() => start({ what: 'end', budget })}>
                      {texts.members.endBudget}
                    </Button>
                  </Group>
                </Table.Td>
              ) : null}
            </Table.Tr>
          )}
        </LongBody>
      </Table>
    </TableFrame>
  )
}

function EndDialog({ budget, onClose }: { budget: Budget; onClose: () => void }) {
  const end = useAct(EndBudget)
  async function run() {
    const done = await end.run({ budgetId: budget.id })
    if (done) notifications.show({ message: texts.members.budgetEnded, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.members.endBudgetTitle}
      action={texts.members.endBudget}
      isDanger
      {...{ run, onClose, isRunning: end.isRunning, problem: end.problem }}
    >
      <Text size="sm">{texts.members.endBudgetText}</Text>
    </ActionDialog>
  )
}
