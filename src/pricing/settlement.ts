// Settles the price of a task by its result: the parts with `settleBy` are counted again, in what came out. The rule is the one that
// the task was submitted with, and the charge is never more than what was frozen then.
//
// A result that lacks what a part is settled by is refused: nobody is charged by a guess. A worker can complete the task again with
// a better result; a task of a provider fails, and its credits are given back.

import type { PriceRule, Task } from '../database/generated/client/client.ts'
import type { Cost } from '../ledger/cost.ts'
import { type Fraction, fractionOf, minus, plus, times, whole } from '../ledger/fraction.ts'
import { priceOfUnits, unitsFor, wholeCredits } from '../ledger/price.ts'
import type { Credits } from '../ledger/wallet.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import { type Input, valueAt } from './constraints.ts'
import { formulaOf, type Part } from './formula.ts'
import type { PricedPart } from './priceOf.ts'
import { countResult, countUnits, toUnits } from './units.ts'

/** The list of a result whose length is its number of outputs, if the price names none. */
const OUTPUTS_FIELD = 'files'

type Settled = Pick<Task, 'input' | 'createdAt' | 'startedAt' | 'forgottenAt'>

/** Returns whether a task by this rule is charged by its result: its credits of one type, or (without a type) any of them. */
export function settles(rule: PriceRule, creditType?: string): boolean {
  const { parts } = formulaOf(rule)
  return parts.some((part) => part.settleBy !== null && (creditType ?? part.creditType) === part.creditType)
}

/** The credits of one type that a task has cost at `now`, of those that were frozen; or the flaw of its result. */
export function settle(rule: PriceRule, task: Settled, frozen: Cost, result: Input, now: Date): Credits | InvalidInput {
  const { fixed, parts } = formulaOf(rule)
  const { creditType } = frozen
  // Its input was removed, so the frozen price stays.
  if (task.forgottenAt !== null) return frozen.credits
  const prices: Fraction[] = []
  for (const part of parts) {
    if (part.creditType !== creditType) continue
    const units = unitsAtEnd(part, task, result, now)
    if ('code' in units) return units
    prices.push(priceOfUnits(part, units))
  }
  const credits = wholeCredits(creditType === rule.creditType ? fixed : 0n, prices)
  return credits < frozen.credits ? credits : frozen.credits
}

/** The units of a part of a task that has succeeded; or the flaw of its result. */
export function unitsAtEnd(part: Part, task: Settled, result: Input, now: Date): Fraction | InvalidInput {
  const { settleBy } = part
  if (settleBy === null) return unitsAsked(part, task)
  if (settleBy === 'SECONDS') return secondsOf(part, task, now)
  if (settleBy === 'OUTPUTS') return outputsIn(part, result)
  const units = countResult(part, (part.settleField ?? '').split('*'), result)
  return 'flaw' in units ? unsettled(units.field, units.flaw) : units
}

/** The units of a part that does not settle, which the task was priced by. */
function unitsAsked(part: Part, { input }: Settled): Fraction {
  const counted = countUnits(part, input as Input)
  if ('flaw' in counted || counted.units === null) throw new RangeError('a task was priced by the units of its input')
  return counted.units
}

/** The parts of the price of a task that was submitted with this input. */
export function partsAsked(rule: PriceRule, input: Input): PricedPart[] {
  return formulaOf(rule).parts.map((part) => {
    const counted = countUnits(part, input)
    return { part, ...('flaw' in counted ? { units: null, isAsked: false } : counted) }
  })
}

/** The time since the task was started; since its submit if nobody has started it. */
function secondsOf({ unit }: Part, { startedAt, createdAt }: Settled, now: Date): Fraction {
  const ms = Math.max(now.getTime() - (startedAt ?? createdAt).getTime(), 0)
  const seconds = times(whole(BigInt(ms)), { over: 1n, under: 1_000n })
  return unit === 'CALL' ? whole(1n) : toUnits(unit, seconds)
}

function outputsIn({ settleField }: Part, result: Input): Fraction | InvalidInput {
  const field = settleField ?? OUTPUTS_FIELD
  const outputs = valueAt(result, field)
  return Array.isArray(outputs) ? fractionOf(outputs.length) : unsettled(field, 'must be a list of the outputs')
}

function unsettled(field: string, flaw: string): InvalidInput {
  return invalidInput({ path: `result.${field}`, message: `${flaw}: the price of this task follows it` })
}

/** The credits that pay for the parts of one credit type, and these parts. */
export interface Paying {
  readonly fixed: Credits
  /** The frozen credits. */
  readonly credits: Credits
  /** All parts of the type. */
  readonly all: readonly PricedPart[]
}

/** Finds the credits that pay for the parts of one credit type, among the frozen credits of all types. */
export function payingFor(
  rule: Pick<PriceRule, 'creditType' | 'fixed'>,
  costs: readonly Cost[],
  parts: readonly PricedPart[],
  creditType: string,
): Paying {
  return {
    fixed: creditType === rule.creditType ? rule.fixed : 0n,
    credits: costs.find((cost) => cost.creditType === creditType)?.credits ?? 0n,
    all: parts.filter(({ part }) => part.creditType === creditType),
  }
}

/**
 * The largest whole number of units of a part that settles, for which the frozen credits suffice: if it alone costs something, of
 * all parts of its credit type that settle. At most what the input asks for. Null: any number.
 */
export function unitsMaxOf({ fixed, credits, all }: Paying, { part, units, isAsked }: PricedPart): number | null {
  const others = all.flatMap((each) => (each.part.settleBy === null && each.units ? [each] : []))
  const spoken = others.map((each) => priceOfUnits(each.part, each.units as Fraction)).reduce(plus, whole(fixed))
  const paid = unitsFor(part, minus(whole(credits), spoken))
  const asked = units === null || !isAsked ? null : Number(units.over) / Number(units.under)
  const most = paid === null ? null : Number(paid)
  return asked === null || (most !== null && most < asked) ? most : asked
}
