// Changes one price for all customers, now or from a day on: says the difference, and plays it on the past before it is set.

import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { CreatePriceRule, RuleTerms } from '../generated/prices.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { nowMs } from '../parts/clock.ts'
import { DayInput } from '../parts/DayInput.tsx'
import { formatChange, formatDay } from '../parts/format.ts'
import { issueAt } from '../parts/issuesOf.ts'
import { operator } from '../texts/operator.ts'
import { documentWith, inputWith, type Terms } from './changedPrice.ts'
import { priceText, type Rule } from './priceText.ts'
import { WhatIfDialog } from './WhatIfDialog.tsx'

const DAY_MS = 86_400_000

interface ChangePriceDialogProps {
  readonly rule: Rule
  readonly onClose: () => void
}

export function ChangePriceDialog({ rule, onClose }: ChangePriceDialogProps) {
  const t = operator.changePrice
  const label = operator.contracts.creditsFor(rule.creditType, operator.prices.units[rule.unit], rule.per)
  const { data: terms, error } = useData(RuleTerms, { id: rule.id })
  const set = useAct(CreatePriceRule)
  const [credits, setCredits] = useState<number | null>(null)
  const [from, setFrom] = useState('')
  const [isTrying, setIsTrying] = useState(false)
  const changed = credits !== null && credits !== rule.credits && isRule(terms) ? { terms, credits } : null
  async function run() {
    if (!changed) return false
    const done = await set.run({
      ...inputWith(changed.terms, changed.credits),
      ...(from === '' ? {} : { effectiveFrom: `${from}T00:00:00Z` }),
    })
    if (done) notifications.show({ message: from === '' ? t.set : t.setFrom(formatDay(from)), color: 'teal' })
    return done !== null
  }
  if (isTrying && changed) {
    const document = documentWith(changed.terms, changed.credits)
    return <WhatIfDialog source={{ document }} onClose={() => setIsTrying(false)} />
  }
  return (
    <ActionDialog
      title={t.title(rule.operation, rule.model)}
      action={t.action}
      needs={{ [label]: changed !== null }}
      problem={issueAt(set.refusal, 'credits') ? null : (set.problem ?? error?.message ?? null)}
      {...{ run, onClose, isRunning: set.isRunning }}
    >
      <CreditsInput
        label={label}
        value={credits}
        onChange={setCredits}
        error={issueAt(set.refusal, 'credits')}
        min={0}
        data-autofocus
      />
      <DayInput
        label={t.from}
        description={t.fromHint}
        value={from}
        onChange={setFrom}
        min={new Date(nowMs() + DAY_MS).toISOString().slice(0, 10)}
      />
      <Group justify="space-between" gap="xs">
        <Text size="sm" role="status">
          {credits === null ? priceText(rule) : differenceOf(rule, credits)}
        </Text>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconFlask size={14} aria-hidden />}
          onClick={() => setIsTrying(true)}
          disabled={changed === null}
        >
          {operator.load.whatIf}
        </Button>
      </Group>
      {rule.catalogue ? (
        <Text size="xs" className="quiet">
          {t.ofCatalogue(rule.catalogue.name)}
        </Text>
      ) : null}
    </ActionDialog>
  )
}

const isRule = (node: unknown): node is Terms => typeof node === 'object' && node !== null && 'creditType' in node

/** "12 music per call → 15 music per call (+25%)". */
function differenceOf(rule: Rule, credits: number): string {
  const t = operator.changePrice
  const after = priceText({ ...rule, parts: rule.parts.map((part) => ({ ...part, credits })) })
  const percent = rule.credits > 0 ? formatChange((credits - rule.credits) / rule.credits) : null
  return credits === rule.credits ? t.same(priceText(rule)) : t.difference(priceText(rule), after, percent)
}
