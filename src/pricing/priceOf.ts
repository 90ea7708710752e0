// The price of a task: which price rule applies, and the number of credits. Pure: of the rules, the task and the time.
//
// Of the rules for one model, operation and variant, the newest that is in force counts. A contract (a rule of the
// organization's own) takes the place of the general rule of its variant; what it does not state, it inherits from that rule. Of
// the rules whose conditions the input meets, the one with the most conditions applies; then the input must keep its limits.
//
// Before that, the fields that a price depends on are checked for mistakes (src/pricing/pricedFields.ts): otherwise "180" in
// place of 180 would meet no condition, and get a cheaper price.
//
// The price of a rule that settles by the result is the most that the task can cost (src/pricing/settlement.ts).

import type { PriceRule } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { OrganizationId } from '../ids.ts'
import { type Fraction, roundUp, ZERO } from '../ledger/fraction.ts'
import { highestPrice, priceOfUnits, wholeCredits } from '../ledger/price.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX, type Credits } from '../ledger/wallet.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import { type Constraint, constraintsIn, flawIn, type Input, meets } from './constraints.ts'
import { formulaOf, type Part } from './formula.ts'
import { conditionsOf, mistakeIn } from './pricedFields.ts'
import { type Counted, countUnits } from './units.ts'

/** The work that a price is for. */
export interface Wanted {
  readonly model: string
  readonly operation: string
  readonly input: Input
  /** The most that the submitter wants to pay; absent: whatever the price is. */
  readonly maxCredits?: Credits | null | undefined
}

/** A part of a price, and the number of its units in the input. */
export interface PricedPart {
  readonly part: Part
  /** Null: the input does not say it, and the price has no default. Then the part settles, and maxCredits limits it. */
  readonly units: Fraction | null
  /** False if `units` are the price's default. */
  readonly isAsked: boolean
}

/** A price, and the rule that sets it. */
export interface Price {
  readonly rule: PriceRule
  /** The number of units of the rule's own part, rounded up; 0 if it is unknown. */
  readonly units: bigint
  /** The price; the most that the task can cost if a part settles. */
  readonly credits: Credits
  readonly parts: readonly PricedPart[]
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

export interface MaxCreditsExceeded extends Refusal {
  readonly code: 'MAX_CREDITS_EXCEEDED'
  readonly credits: Credits
  readonly maxCredits: Credits
}

export type PriceRefusal = NoPrice | OperationUnavailable | InputLimit | MaxCreditsExceeded | InvalidInput

/** The rules in force for an organization at a time: one of each model, operation and variant, ordered by these names. */
export function rulesInForce(rules: Iterable<PriceRule>, organizationId: OrganizationId | null, at: Date): PriceRule[] {
  const newest = new Map<string, InForce>()
  for (const rule of rules) {
    const isGeneral = rule.organizationId === PLATFORM_ID
    if (!isGeneral && rule.organizationId !== organizationId) continue
    if (rule.effectiveFrom > at || (rule.effectiveUntil && rule.effectiveUntil <= at)) continue
    const key = `${rule.model}\n${rule.operation}\n${rule.variant}`
    const known = newest.get(key)
    const before = isGeneral ? known?.general : known?.contract
    if (before && before.effectiveFrom >= rule.effectiveFrom) continue
    newest.set(key, { ...known, [isGeneral ? 'general' : 'contract']: rule })
  }
  return [...newest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, each]) => inForceOf(each) ?? [])
}

/** The newest rules of a variant. */
interface InForce {
  readonly general?: PriceRule
  readonly contract?: PriceRule
}

function inForceOf({ general, contract }: InForce): PriceRule | undefined {
  return contract && general ? inherit(contract, general) : (contract ?? general)
}

/** A contract's terms together with what it has inherited. Rules never change, so the terms are made once. */
const inherited = new WeakMap<PriceRule, { readonly general: PriceRule; readonly rule: PriceRule }>()

/** Adds to a contract what it does not state: the conditions of its variant, limits on further fields, and what it makes. */
function inherit(contract: PriceRule, general: PriceRule): PriceRule {
  const known = inherited.get(contract)
  if (known?.general === general) return known.rule
  const conditions = conditionsOf(contract).length > 0 ? contract.conditions : general.conditions
  const limits = constraintsIn(contract.inputLimits)
  const stated = new Set(limits.map(({ field }) => field))
  const others = constraintsIn(general.inputLimits).filter(({ field }) => !stated.has(field))
  const rule = {
    ...contract,
    conditions,
    inputLimits: [...limits, ...others] satisfies Constraint[] as unknown as PriceRule['inputLimits'],
    assetKind: contract.assetKind ?? general.assetKind,
    quality: contract.quality ?? general.quality,
    comparableAs: contract.comparableAs ?? general.comparableAs,
  }
  inherited.set(contract, { general, rule })
  return rule
}

/** The price of an organization's task at a time; `rules` are all rules of its model and operation. */
export function priceOf(
  rules: Iterable<PriceRule>,
  organizationId: OrganizationId,
  wanted: Wanted,
  at: Date,
): Price | PriceRefusal {
  const rule = ruleOf(rules, organizationId, wanted, at)
  return isRefusal(rule) ? rule : priceBy(rule, wanted)
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
  const [rule] = applying.sort(
    (a, b) => conditionsOf(b).length - conditionsOf(a).length || Number(isContract(b)) - Number(isContract(a)),
  )
  if (!rule) return noPrice(wanted, inForce)
  return rule.state === 'UNAVAILABLE' ? unavailable(rule) : rule
}

function isContract({ organizationId }: PriceRule): boolean {
  return organizationId !== PLATFORM_ID
}

interface CountedPart {
  readonly part: Part
  readonly found: Exclude<Counted, { readonly flaw: string }>
}

/** The price of a task by one rule. */
function priceBy(rule: PriceRule, wanted: Wanted): Price | PriceRefusal {
  for (const limit of constraintsIn(rule.inputLimits)) {
    const flaw = flawIn(wanted.input, limit)
    if (flaw) return inputLimit(rule, limit.field, flaw)
  }
  const counted: CountedPart[] = []
  for (const part of formulaOf(rule).parts) {
    const found = countUnits(part, wanted.input)
    if ('flaw' in found) return inputLimit(rule, found.field, found.flaw)
    if (found.units === null && part.settleBy === null) {
      const [name = ''] = part.fields
      return inputLimit(rule, name, `must be given: the price is per ${part.unit.toLowerCase()}`)
    }
    counted.push({ part, found })
  }
  const credits = most(rule, counted, wanted)
  if (typeof credits !== 'bigint') return credits
  const parts = counted.map(({ part, found }) => ({ part, ...found }))
  return { rule, units: roundUp(parts[0]?.units ?? ZERO), credits, parts }
}

/** The most that a task can cost: what its input asks for, and the rest within its maximum. */
function most(rule: PriceRule, counted: readonly CountedPart[], wanted: Wanted): Credits | PriceRefusal {
  const { fixed } = formulaOf(rule)
  const maxCredits = wanted.maxCredits ?? null
  const atMost = ({ part, units }: { readonly part: Part; readonly units: Fraction }) =>
    part.settleBy === null ? priceOfUnits(part, units) : highestPrice(part, units)
  const known = counted.flatMap(({ part, found: { units, isAsked } }) => (units ? [{ part, units, isAsked }] : []))
  // The maximum can limit what the result may become, but not what the input asks for.
  const asked = known.filter(({ part, isAsked }) => isAsked || part.settleBy === null)
  const least = wholeCredits(fixed, asked.map(atMost))
  if (maxCredits !== null && least > maxCredits) return maxCreditsExceeded(rule, least, maxCredits)
  const open = counted.find(({ found: { units } }) => units === null)
  if (open && maxCredits === null) return maxCreditsNeeded(rule, open.part)
  const all = open ? CREDITS_MAX : wholeCredits(fixed, known.map(atMost))
  const credits = maxCredits !== null && maxCredits < all ? maxCredits : all
  if (credits <= CREDITS_MAX) return credits
  const field = known.find(({ part }) => part.fields.length > 0)?.part.fields[0] ?? ''
  return inputLimit(rule, field, 'must be smaller: the price is higher than any wallet can hold')
}

/** The credits of a task whose result is what its input asks for; null if the input does not say it. */
export function expectedPrice({ rule, credits, parts }: Price): Credits | null {
  const priced = parts.flatMap(({ part, units }) => (units ? [priceOfUnits(part, units)] : []))
  if (priced.length < parts.length) return null
  const expected = wholeCredits(formulaOf(rule).fixed, priced)
  return expected < credits ? expected : credits
}

function maxCreditsExceeded(
  { model, operation }: PriceRule,
  credits: Credits,
  maxCredits: Credits,
): MaxCreditsExceeded {
  const message = `${operation} of ${model} with this input costs ${credits} credits, more than maxCredits, which is ${maxCredits}. Raise maxCredits, or ask for less.`
  return { code: 'MAX_CREDITS_EXCEEDED', message, credits, maxCredits }
}

function maxCreditsNeeded({ model, operation }: PriceRule, { fields }: Part): InvalidInput {
  const message = `must be given: the price of ${operation} of ${model} follows its result, and the input has no ${fields.join(' and ')} that limits it`
  return invalidInput({ path: 'maxCredits', message })
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
