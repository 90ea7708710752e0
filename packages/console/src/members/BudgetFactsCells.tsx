// What tables and lists show of a budget: how much is used and until when, and what happens at the end of it.

import { Text } from '@mantine/core'
import { formatMoment, formatNumber } from '../parts/format.ts'
import { UsedOf } from '../parts/UsedOf.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { limitOf, usedOf, whoseOf } from './budgetFacts.ts'
import type { Budget } from './types.ts'

export function BudgetBar({ budget }: { budget: Budget }) {
  const { usage, raises } = budget
  return (
    <>
      <UsedOf used={usedOf(budget)} limit={limitOf(budget)} label={texts.members.budgetUsed(whoseOf(budget))} />
      <Text size="xs" className="quiet" mt={4}>
        {texts.members.periodFacts[budget.period]}
        {usage.periodEnd ? (
          <>
            {` · ${texts.members.startsAgain} `}
            <When at={usage.periodEnd} />
          </>
        ) : null}
      </Text>
      {raises.map(({ credits, until }) => (
        <Text size="xs" className="quiet" key={until}>
          {texts.members.raised(formatNumber(credits), formatMoment(until))}
        </Text>
      ))}
    </>
  )
}

export function BudgetRule({ budget: { enforcement, thresholds } }: { budget: Budget }) {
  return (
    <>
      {texts.members.enforcementFacts[enforcement]}
      {thresholds.length > 0 ? (
        <Text size="xs" className="quiet">
          {texts.members.warnsAt(thresholds.map((percent) => `${percent} %`).join(', '))}
        </Text>
      ) : null}
    </>
  )
}
