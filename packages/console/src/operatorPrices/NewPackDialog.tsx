// Puts a credit pack on sale.

import { Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { CreateCreditPack } from '../generated/prices.ts'
import type { CreditPackKind } from '../generated/types.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { minorUnits } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

const KINDS = ['TOP_UP', 'EXTRA'] as const satisfies readonly CreditPackKind[]

interface Written {
  readonly title: string
  readonly name: string
  readonly creditType: string
  readonly credits: number | null
  readonly bonus: number | null
  readonly amount: number | null
  readonly currency: string
  readonly kind: CreditPackKind
}

const NOTHING: Written = {
  ...{ title: '', name: '', creditType: '', credits: null, bonus: null, amount: null },
  ...{ currency: 'USD', kind: 'TOP_UP' },
}

/** "Studio 1000" as programs call it: "studio-1000". */
const nameOf = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

export function NewPackDialog({ onClose }: { onClose: () => void }) {
  const t = operator.packs
  const create = useAct(CreateCreditPack)
  const [written, setWritten] = useState(NOTHING)
  const { title, creditType, credits, bonus, amount, currency, kind } = written
  const write = (part: Partial<Written>) => setWritten((last) => ({ ...last, ...part }))
  const name = written.name || nameOf(title)
  async function run() {
    const done = await create.run({
      ...{ name, title: title.trim(), kind, price: { amount: minorUnits(amount ?? 0, currency), currency } },
      credits: [{ creditType: creditType.trim(), credits: credits ?? 0, ...(bonus ? { bonus } : {}) }],
    })
    if (done) notifications.show({ message: t.added, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={t.add}
      action={t.addAction}
      needs={{
        [t.name]: name !== '',
        [t.credits]: credits !== null,
        [operator.credits.columns.type]: creditType.trim() !== '',
        [t.columns.price]: amount !== null,
        [operator.credits.currency]: currency.length === 3,
      }}
      {...{ run, onClose, isRunning: create.isRunning, problem: create.problem }}
    >
      <TextInput
        label={t.packTitle}
        value={title}
        onChange={({ currentTarget }) => write({ title: currentTarget.value })}
        maxLength={200}
        data-autofocus
      />
      <TextInput
        label={t.name}
        description={t.nameHint}
        value={name}
        onChange={({ currentTarget }) => write({ name: currentTarget.value })}
        maxLength={100}
      />
      <Group grow align="flex-end">
        <CreditsInput label={t.credits} value={credits} onChange={(value) => write({ credits: value })} />
        <TextInput
          label={operator.credits.columns.type}
          value={creditType}
          onChange={({ currentTarget }) => write({ creditType: currentTarget.value })}
        />
        <CreditsInput label={t.bonus} value={bonus} onChange={(value) => write({ bonus: value })} min={0} />
      </Group>
      <Group grow align="flex-end">
        <NumberInput
          label={t.columns.price}
          value={amount ?? ''}
          onChange={(value) => write({ amount: typeof value === 'number' ? value : null })}
          min={0}
          decimalScale={2}
          thousandSeparator=","
        />
        <TextInput
          label={operator.credits.currency}
          value={currency}
          onChange={({ currentTarget }) => write({ currency: currentTarget.value.toUpperCase() })}
          maxLength={3}
        />
      </Group>
      <SegmentedControl
        aria-label={operator.credits.kind}
        data={KINDS.map((value) => ({ value, label: texts.credits.kinds[value] ?? value }))}
        value={kind}
        onChange={(value) => write({ kind: value })}
        fullWidth
      />
    </ActionDialog>
  )
}
