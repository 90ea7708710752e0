// Grants credits to a customer as a new lot: of a kind, with a price and an end where there is one.

import { Autocomplete, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { GrantCredits } from '../generated/acts.ts'
import type { LotKind } from '../generated/types.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { DayInput } from '../parts/DayInput.tsx'
import { formatNumber, minorUnits } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

const KINDS: readonly LotKind[] = ['TOP_UP', 'EXTRA', 'PROMO']

interface GrantDialogProps {
  readonly id: string
  readonly creditTypes: readonly string[]
  readonly onClose: () => void
}

export function GrantDialog({ id, creditTypes, onClose }: GrantDialogProps) {
  const t = operator.credits
  const grant = useAct(GrantCredits)
  const [creditType, setCreditType] = useState(creditTypes[0] ?? '')
  const [credits, setCredits] = useState<number | null>(null)
  const [kind, setKind] = useState<LotKind>('PROMO')
  const [source, setSource] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [paid, setPaid] = useState<number | null>(null)
  const [currency, setCurrency] = useState('USD')
  async function run() {
    const done = await grant.run({
      ...{ organizationId: id, creditType: creditType.trim(), credits: credits ?? 0, kind },
      ...(source.trim() ? { source: source.trim() } : {}),
      ...(expiresOn ? { expiresAt: new Date(`${expiresOn}T00:00:00Z`).toISOString() } : {}),
      ...(paid === null ? {} : { paid: { amount: minorUnits(paid, currency), currency } }),
    })
    if (done) notifications.show({ message: t.granted(formatNumber(credits ?? 0), creditType), color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={t.grant}
      action={t.grantAction}
      needs={{ [t.howMany]: credits !== null, [t.columns.type]: creditType.trim() !== '' }}
      {...{ run, onClose, isRunning: grant.isRunning, problem: grant.problem }}
    >
      <Group grow align="flex-start">
        <CreditsInput label={t.howMany} value={credits} onChange={setCredits} required data-autofocus />
        <Autocomplete
          label={t.columns.type}
          data={[...creditTypes]}
          value={creditType}
          onChange={setCreditType}
          required
        />
      </Group>
      <Select
        label={t.kind}
        description={t.kindHint}
        data={KINDS.map((value) => ({ value, label: texts.credits.kinds[value] ?? value }))}
        value={kind}
        onChange={(value) => value && setKind(value)}
        allowDeselect={false}
      />
      <TextInput
        label={t.source}
        description={t.sourceHint}
        value={source}
        onChange={({ currentTarget }) => setSource(currentTarget.value)}
        maxLength={255}
      />
      <DayInput label={t.expires} description={t.expiresHint} value={expiresOn} onChange={setExpiresOn} />
      <Group grow align="flex-end">
        <NumberInput
          label={t.paid}
          value={paid ?? ''}
          onChange={(value) => setPaid(typeof value === 'number' ? value : null)}
          min={0}
          decimalScale={2}
          thousandSeparator=","
        />
        <TextInput
          label={t.currency}
          value={currency}
          onChange={({ currentTarget }) => setCurrency(currentTarget.value.toUpperCase())}
          maxLength={3}
        />
      </Group>
    </ActionDialog>
  )
}
