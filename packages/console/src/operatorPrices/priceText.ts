// A price rule in words: what is paid for how much, and for which inputs.

import type { AnswerOf } from '@holdfast/client'
import type { Rules } from '../generated/prices.ts'
import { formatNumber } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'

export type Rule = NonNullable<AnswerOf<typeof Rules>>[number]
type Part = Rule['parts'][number]
type Condition = Rule['conditions'][number]

const partText = ({ credits, per, unit, creditType, settleBy, tiers }: Part): string => {
  const t = operator.prices
  const price = t.perUnit(formatNumber(credits), creditType, per, t.units[unit])
  return [price, ...(tiers.length > 0 ? [t.tiers(tiers.length)] : []), ...(settleBy ? [t.settles] : [])].join(', ')
}

/** "10 music per call + 1 video per second". */
export function priceText({ fixed, parts, creditType }: Pick<Rule, 'fixed' | 'parts' | 'creditType'>): string {
  const t = operator.prices
  return [...(fixed > 0 ? [t.fixed(formatNumber(fixed), creditType)] : []), ...parts.map(partText)].join(' + ')
}

function conditionText({ field, min, max, below, maxLength, required, ...among }: Condition): string {
  const t = operator.prices
  const values = among.oneOf ?? among.oneOfNumbers ?? among.oneOfBooleans
  return [
    values ? t.oneOf(field, values.map(String)) : null,
    typeof min === 'number' ? `${field} ≥ ${formatNumber(min)}` : null,
    typeof max === 'number' ? `${field} ≤ ${formatNumber(max)}` : null,
    typeof below === 'number' ? `${field} < ${formatNumber(below)}` : null,
    typeof maxLength === 'number' ? t.maxLength(field, formatNumber(maxLength)) : null,
    required && !values ? t.given(field) : null,
  ]
    .filter(Boolean)
    .join(', ')
}

/** The inputs that the rule is for; empty: all. */
export const conditionsText = ({ conditions }: Rule): string => conditions.map(conditionText).join('; ')

/** What runs the tasks. */
export function runnerText({ runner, httpProvider }: Rule): string {
  const { runners, byMode } = operator.prices
  if (httpProvider) return httpProvider
  return runner ? runners[runner] : byMode
}
