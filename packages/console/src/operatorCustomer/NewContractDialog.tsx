// Sets one own price of a customer: for an operation that is sold to all, with another number of credits.

import { Select, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { SetContractPrice } from '../generated/contracts.ts'
import { priceText, type Rule } from '../operatorPrices/priceText.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { DayInput } from '../parts/DayInput.tsx'
import { issueAt } from '../parts/issuesOf.ts'
import { operator } from '../texts/operator.ts'
import { subjectOf } from './contractList.ts'

interface NewContractDialogProps {
  readonly id: string
  /** The prices in force for the customer. */
  readonly rules: readonly Rule[]
  readonly forAll: ReadonlyMap<string, Rule>
  readonly onClose: () => void
}

/** Prices with one part and no tiers; a list sets the others. */
const isSimple = ({ parts }: Rule) => parts.length === 1 && parts[0]?.tiers.length === 0 && !parts[0].settleBy

export function NewContractDialog({ id, rules, forAll, onClose }: NewContractDialogProps) {
  const t = operator.contracts
  const set = useAct(SetContractPrice)
  const [subject, setSubject] = useState<string | null>(null)
  const [credits, setCredits] = useState<number | null>(null)
  const [until, setUntil] = useState('')
  const choices = rules.filter(isSimple)
  const rule = choices.find((each) => subjectOf(each) === subject)
  const general = subject ? forAll.get(subject) : undefined
  async function run() {
    if (!rule) return false
    const { provider, model, operation, variant, creditType, per, unit, unitField, fixed, outputs } = rule
    const done = await set.run({
      ...{ organizationId: id, provider, model, operation, variant, creditType, outputs },
      ...{ credits: credits ?? 0, per, unit, unitField, fixed },
      ...(until === '' ? {} : { effectiveUntil: `${until}T00:00:00Z` }),
    })
    if (done) notifications.show({ message: t.set(1), color: 'teal' })
    return done !== null
  }
  const after =
    rule && credits !== null ? priceText({ ...rule, parts: rule.parts.map((part) => ({ ...part, credits })) }) : null
  const label = rule ? t.creditsFor(rule.creditType, operator.prices.units[rule.unit], rule.per) : t.credits
  return (
    <ActionDialog
      title={t.add}
      action={t.addAction}
      needs={{ [operator.prices.columns.operation]: rule !== undefined, [label]: credits !== null }}
      {...{ run, onClose, isRunning: set.isRunning, problem: issueAt(set.refusal, 'credits') ? null : set.problem }}
    >
      <Select
        label={operator.prices.columns.operation}
        description={t.simpleHint}
        data={choices.map(subjectOf)}
        value={subject}
        onChange={setSubject}
        searchable
        data-autofocus
      />
      <CreditsInput
        label={label}
        value={credits}
        onChange={setCredits}
        error={issueAt(set.refusal, 'credits')}
        min={0}
      />
      <DayInput label={t.untilDay} description={t.untilDayHint} value={until} onChange={setUntil} />
      {rule ? (
        <Text size="sm" role="status">
          {after ? t.change(priceText(rule), after) : priceText(rule)}
          {general && rule.isContract ? (
            <Text size="xs" className="quiet" component="span" display="block">
              {t.forAll}: {priceText(general)}
            </Text>
          ) : null}
        </Text>
      ) : null}
    </ActionDialog>
  )
}
