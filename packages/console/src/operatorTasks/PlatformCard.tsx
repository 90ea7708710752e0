// What only the platform sees of a task: what runs it, and what it has cost upstream.

import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { RecordCost } from '../generated/anyTask.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Facts } from '../parts/Facts.tsx'
import { formatExactMoney } from '../parts/format.ts'
import type { Details } from '../tasks/types.ts'
import { operator } from '../texts/operator.ts'
import type { OfPlatform } from './types.ts'

interface PlatformCardProps {
  readonly task: Details
  readonly more: OfPlatform
}

export function PlatformCard({ task, more }: PlatformCardProps) {
  const t = operator.allTasks
  const has = useHasScope()
  const [isRecording, setIsRecording] = useState(false)
  const { organization, upstreamCost, metadata } = more
  return (
    <Card
      title={t.platform}
      actions={
        has('SETTLE') ? (
          <Button size="xs" variant="default" onClick={() => setIsRecording(true)}>
            {t.cost.menu}
          </Button>
        ) : null
      }
    >
      <Facts
        of={[
          [
            t.columns.organization,
            <Link key="organization" className="link" to={`/organizations/${organization.id}`}>
              {organization.name}
            </Link>,
          ],
          [operator.organizations.mode, operator.organizations.modes[organization.mode]],
          [operator.prices.columns.runs, runnerOf(more)],
          [t.attempts, task.receipt && task.receipt.attempts > 1 ? String(task.receipt.attempts) : null],
          [t.cost.name, upstreamCost ? formatExactMoney(upstreamCost) : t.cost.unknown],
          ...Object.entries(metadata).map(([key, value]) => [key, value] as const),
        ]}
      />
      {isRecording ? <CostDialog taskId={task.id} known={upstreamCost} onClose={() => setIsRecording(false)} /> : null}
    </Card>
  )
}

function runnerOf({ organization: { mode }, priceRule: { runner, httpProvider } }: OfPlatform): string {
  const { runners } = operator.prices
  if (runner) return runners[runner]
  if (mode === 'SANDBOX') return runners.SANDBOX
  return httpProvider ?? runners.WORKERS
}

interface CostDialogProps {
  readonly taskId: string
  readonly known: OfPlatform['upstreamCost']
  readonly onClose: () => void
}

function CostDialog({ taskId, known, onClose }: CostDialogProps) {
  const t = operator.allTasks.cost
  const [amount, setAmount] = useState(known?.amount ?? '')
  const [currency, setCurrency] = useState(known?.currency ?? 'USD')
  return (
    <ConfirmDialog
      operation={RecordCost}
      inputOf={() => ({ taskId, upstreamCost: { amount: amount.trim(), currency } })}
      {...{ title: t.title, action: t.action, text: t.text, done: t.done, onClose }}
      needs={{
        [t.amount]: /^\d+(\.\d{1,6})?$/.test(amount.trim()),
        [operator.credits.currency]: currency.length === 3,
      }}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t.amount}
          description={t.amountHint}
          value={amount}
          onChange={({ currentTarget }) => setAmount(currentTarget.value)}
          inputMode="decimal"
          autoComplete="off"
          data-autofocus
        />
        <TextInput
          label={operator.credits.currency}
          description={t.currencyHint}
          value={currency}
          onChange={({ currentTarget }) => setCurrency(currentTarget.value.toUpperCase())}
          maxLength={3}
          autoComplete="off"
        />
      </Group>
    </ConfirmDialog>
  )
}
