// The price of a task: which price rule applies, and the number of credits. Pure: of the rules, the task and the time.
//
// Of the rules for one model, operation and variant, the newest that is in force counts. A contract (a rule of the
// organization's own) takes precedence over the general rule. Of the rules whose conditions the input meets, the one with the
// most conditions applies; then the input must keep its limits.
//
// Before that, the fields that a price depends on are checked for mistakes (src/pricing/pricedFields.ts): otherwise "180" in
// place of 180 would meet no condition, and get a cheaper price.

import type { PriceRule } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { OrganizationId } from '../ids.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX, type Credits } from '../ledger/wallet.ts'
import { constraintsIn, flawIn, type Input, meets, valueAt } from './constraints.ts'
import { conditionsOf, mistakeIn } from './pricedFields.ts'

/** The most units that one task can be charged for. */
const UNITS_MAX = 1_000_000

/** The work that a price is for. */
export interface Wanted {
  readonly model: string
  readonly operation: string
  readonly input: Input
}

/** A price, and the rule that sets it. */
export interface Price {
  readonly rule: PriceRule
  /** The number of calls, seconds or outputs; seconds are rounded up. */
  readonly units: bigint
  readonly credits: Credits
}

export interface NoPrice extends Refusal {
  readonly code: 'NO_PRICE'
  readonly model: string
  readonly operation: string
}

export interface OperationUnavailable extends Refusal {
  readonly code: 'OPERATION_UNAVAILABLE'
  readonly rule: PriceRule
}

export interface InputLimit extends Refusal {
  readonly code: 'INPUT_LIMIT'
  /** The field of the input. */
  readonly field: string
  /** The limit in words, at most 500 characters: must be at most 600. */
  readonly limit: string
}

export type PriceRefusal = NoPrice | OperationUnavailable | InputLimit

/** The rules in force for an organization at a time: one of each model, operation and variant, ordered by these names. */
export function rulesInForce(rules: Iterable<PriceRule>, organizationId: OrganizationId | null, at: Date): PriceRule[] {
  const newest = new Map<string, PriceRule>()
  for (const rule of rules) {
    if (rule.organizationId !== PLATFORM_ID && rule.organizationId !== organizationId) continue
    if (rule.effectiveFrom > at || (rule.effectiveUntil && rule.effectiveUntil <= at)) continue
    const key = `${rule.model}\n${rule.operation}\n${rule.variant}`
    const before = newest.get(key)
    if (!before || takesOver(rule, before)) newest.set(key, rule)
  }
  return [...newest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule)
}

function takesOver(rule: PriceRule, before: PriceRule): boolean {
  const isContract = rule.organizationId !== PLATFORM_ID
  const wasContract = before.organizationId !== PLATFORM_ID
  return isContract === wasContract ? rule.effectiveFrom > before.effectiveFrom : isContract
}

/** The price of an organization's task at a time; `rules` are all rules of its model and operation. */
export function priceOf(
  rules: Iterable<PriceRule>,
  organizationId: OrganizationId,
  wanted: Wanted,
  at: Date,
): Price | PriceRefusal {
  const rule = ruleOf(rules, organizationId, wanted, at)
  return isRefusal(rule) ? rule : priceBy(rule, wanted.input)
}

/** The rule that sets the price of an organization's task at a time. */
export function ruleOf(
  rules: Iterable<PriceRule>,
  organizationId: OrganizationId,
  wanted: Wanted,
  at: Date,
): PriceRule | NoPrice | OperationUnavailable | InputLimit {
  const inForce = rulesInForce(rules, organizationId, at)
  const mistake = mistakeIn(wanted.input, inForce)
  if (mistake) return inputLimit(mistake.rule, mistake.field, mistake.mustBe)
  const applying = inForce.filter((rule) => conditionsOf(rule).every((condition) => meets(wanted.input, condition)))
  const contracts = applying.filter((rule) => rule.organizationId !== PLATFORM_ID)
  const [rule] = (contracts.length > 0 ? contracts : applying).sort(
    (a, b) => conditionsOf(b).length - conditionsOf(a).length,
  )
  if (!rule) return noPrice(wanted, inForce)
  return rule.state === 'UNAVAILABLE' ? unavailable(rule) : rule
}

/** The price of a task by one rule. */
function priceBy(rule: PriceRule, input: Input): Price | InputLimit {
  for (const limit of constraintsIn(rule.inputLimits)) {
    const flaw = flawIn(input, limit)
    if (flaw) return inputLimit(rule, limit.field, flaw)
  }
  const units = unitsOf(rule, input)
  if (typeof units === 'string') return inputLimit(rule, rule.unitField ?? '', units)
  const credits = rule.credits * units
  if (credits > CREDITS_MAX)
    return inputLimit(rule, rule.unitField ?? '', 'must be smaller: the price is higher than any wallet can hold')
  return { rule, units, credits }
}

/** The number of units of an input, or what is wrong with it. */
function unitsOf({ unit, unitField }: PriceRule, input: Input): bigint | string {
  if (unit === 'CALL' || unitField === null) return 1n
  const value = valueAt(input, unitField)
  if (value === undefined) return `must be given: the price is per ${unit.toLowerCase()}`
  if (typeof value !== 'number' || !(value > 0) || value > UNITS_MAX) {
    return `must be a number above 0, at most ${UNITS_MAX}`
  }
  return BigInt(Math.ceil(value))
}

function noPrice({ model, operation }: Wanted, inForce: readonly PriceRule[]): NoPrice {
  const what = `There is no price for ${operation} of ${model}`
  const message =
    inForce.length === 0
      ? `${what}. priceRules lists what can be submitted.`
      : `${what} with this input. Prices are for: ${inForce.map(describeConditions).join('; ')}.`
  return { code: 'NO_PRICE', message, model, operation }
}

function describeConditions(rule: PriceRule): string {
  const words = conditionsOf(rule).map(({ field, min, max, below, oneOf }) =>
    [
      field,
      min === undefined ? '' : `from ${min}`,
      max === undefined ? '' : `to ${max}`,
      below === undefined ? '' : `below ${below}`,
      oneOf ? `one of ${oneOf.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  )
  return words.join(' and ')
}

function unavailable(rule: PriceRule): OperationUnavailable {
  const why = rule.notice ? ` ${rule.notice}` : ''
  return {
    code: 'OPERATION_UNAVAILABLE',
    message: `${rule.operation} of ${rule.model} is not available now.${why} The alternatives of a quote are available.`,
    rule,
  }
}

export function inputLimit({ model, operation }: PriceRule, field: string, limit: string): InputLimit {
  return { code: 'INPUT_LIMIT', message: `For ${operation} of ${model}, ${field} ${limit}.`, field, limit }
}
