// The upstream cost of tasks by the price book: an amount for each call, second, token or other unit, which a rule has in addition to
// its price. It is for tasks that succeeded, whose provider did not tell the cost itself.

import { z } from 'zod'
import type { PriceRule, Prisma, Task } from '../database/generated/client/client.ts'
import { costOfUnits, type ExactMoney, millionthsOf } from '../ledger/exactMoney.ts'
import type { Fraction } from '../ledger/fraction.ts'
import { field } from '../refusals.ts'
import type { Input } from './constraints.ts'
import { measureOf, type Part, partFields, partOf, refusePart, unitFieldOf, type Whole } from './formula.ts'
import { unitsAtEnd } from './settlement.ts'
import { countUnits } from './units.ts'

/** A decimal of a currency's major unit, in millionths. */
const decimal = z.string().transform((text, context) => {
  const millionths = millionthsOf(text)
  if (millionths !== null) return millionths
  context.addIssue('must be a decimal of at most 1000000000 with at most six decimals, such as 0.0125')
  return z.NEVER
})

/** The cost of one task, as a worker or the platform's engineer tells it. */
export const statedCost = z
  .strictObject({ amount: decimal, currency: field.currency })
  .transform(({ amount: millionths, currency }): ExactMoney => ({ millionths, currency }))

/** The cost of a price's tasks; `number` reads whole numbers. */
export function costTerms<Number_ extends Whole>(number: Number_) {
  const { per, unit, unitField, defaultUnits, settleBy, settleField } = partFields(number)
  return z
    .strictObject({
      amount: decimal,
      currency: field.currency,
      per,
      unit,
      unitField,
      defaultUnits,
      settleBy,
      settleField,
    })
    .superRefine((terms, context) => refusePart({ ...terms, credits: 0n }, context))
}

export type CostTerms = z.output<ReturnType<typeof costTerms>>

/** The cost in the stored JSON of a rule. */
type StoredTerms = {
  /** In millionths of the major unit, for `per` units. */
  readonly amount: string
  readonly currency: string
  readonly per: number
  readonly unit: PriceRule['unit']
  readonly unitField: string | null
}

/** The cost of a price as its row keeps it. */
export function storedTerms(terms: CostTerms): Prisma.InputJsonObject {
  const { amount, currency, unit, per } = terms
  const stored: StoredTerms = {
    amount: String(amount),
    currency,
    per: Number(per ?? 1n),
    unit,
    unitField: unitFieldOf(terms),
  }
  return { ...stored, ...measureOf({ ...terms, credits: 0n }) }
}

/** The cost of a rule's tasks, ready to be computed. */
export interface RuleCost {
  readonly each: ExactMoney
  readonly part: Part
}

/** The cost of a rule's tasks; null: the rule has none. */
export function costOfRule({ upstreamCost }: Pick<PriceRule, 'upstreamCost'>): RuleCost | null {
  if (upstreamCost === null) return null
  const { amount, currency, ...measure } = upstreamCost as unknown as StoredTerms
  return { each: { millionths: BigInt(amount), currency }, part: partOf({ ...measure, creditType: '', credits: 0 }) }
}

type Done = Pick<Task, 'input' | 'result' | 'createdAt' | 'startedAt' | 'forgottenAt'>

/** The cost of a task that has succeeded, by its rule; null: the rule has none, or its units can't be counted. */
export function costByRule(rule: Pick<PriceRule, 'upstreamCost'>, task: Done, now: Date): ExactMoney | null {
  const cost = costOfRule(rule)
  if (!cost) return null
  const { each, part } = cost
  const units = unitsOf(part, task, now)
  const millionths = units && costOfUnits(units, each.millionths, part.per)
  return millionths === null ? null : { millionths, currency: each.currency }
}

function unitsOf(part: Part, task: Done, now: Date): Fraction | null {
  if (part.settleBy !== null) {
    const units = unitsAtEnd(part, task, (task.result ?? {}) as Input, now)
    return 'code' in units ? null : units
  }
  const counted = countUnits(part, task.input as Input)
  return 'flaw' in counted ? null : counted.units
}
