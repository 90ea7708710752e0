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
//
// A price can be of several credit types: each is added up and rounded for itself. Lists of rules and rules never change, so the rules
// in force and the prices that don't depend on the input are computed once and kept.

import type { PriceRule } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { mustBeName } from '../formats/nearest.ts'
import { sentence } from '../formats/sentence.ts'
import type { OrganizationId } from '../ids.ts'
import { type Cost, NO_COSTS } from '../ledger/cost.ts'
import { type Fraction, roundUp, ZERO } from '../ledger/fraction.ts'
import { highestPrice, priceOfUnits, wholeCredits } from '../ledger/price.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX, type Credits } from '../ledger/wallet.ts'
import { unknownOperation } from '../organizations/knownNames.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import { type Constraint, constraintsIn, flawIn, type Input, meets } from './constraints.ts'
import { formulaOf, type Part } from './formula.ts'
import { conditionsOf, mistakeIn } from './pricedFields.ts'
import { countUnits } from './units.ts'

/** The work that a price is for. */
export interface Wanted {
  readonly model: string
  readonly operation: string
  readonly input: Input
  /** The most that the submitter wants to pay, of the main credit type; absent: whatever the price is. */
  readonly maxCredits?: Credits | null | undefined
  /** The same of any credit types, each at most once. */
  readonly maxCosts?: readonly Cost[] | null | undefined
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
  /** The price in the rule's credit type; the most that the task can cost if a part settles. */
  readonly credits: Credits
  readonly parts: readonly PricedPart[]
  /** The price in each further credit type. */
  readonly further: readonly Cost[]
}

/** The price in each credit type, the rule's own first. */
export function costsOf({ rule, credits, further }: Pick<Price, 'rule' | 'credits' | 'further'>): readonly Cost[] {
  return [{ creditType: rule.creditType, credits }, ...further]
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
  readonly creditType: string
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
    const known: InForce = newest.get(key) ?? { general: undefined, contract: undefined }
    newest.set(key, known)
    const whose = isGeneral ? 'general' : 'contract'
    const before = known[whose]
    if (!before || before.effectiveFrom < rule.effectiveFrom) known[whose] = rule
  }
  return [...newest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, each]) => inForceOf(each) ?? [])
}

/** The newest rules of a variant. */
interface InForce {
  general: PriceRule | undefined
  contract: PriceRule | undefined
}

function inForceOf({ general, contract }: InForce): PriceRule | undefined {
  if (contract?.endsContract) return general
  return contract && general ? inherit(contract, general) : (contract ?? general)
}

/** The knowledge of a list of rules: whose contracts it has, when it changes, and which of its rules are in force for whom. */
interface KnownRules {
  readonly contractors: ReadonlySet<string>
  /** The instants from which or until which a rule is in force, in milliseconds since 1970, in their order. */
  readonly instants: readonly number[]
  /** By organization; under PLATFORM_ID those for all that have no contract. */
  readonly inForce: Map<string, { readonly from: number; readonly until: number; readonly rules: readonly PriceRule[] }>
}

/** The list of an operation stays the same until the price book changes. */
const knownRules = new WeakMap<readonly PriceRule[], KnownRules>()

function knownOf(rules: readonly PriceRule[]): KnownRules {
  const known = knownRules.get(rules)
  if (known) return known
  const instants = rules.flatMap(({ effectiveFrom, effectiveUntil }) =>
    effectiveUntil ? [effectiveFrom.getTime(), effectiveUntil.getTime()] : [effectiveFrom.getTime()],
  )
  const made: KnownRules = {
    contractors: new Set(rules.map(({ organizationId }) => organizationId)),
    instants: instants.sort((a, b) => a - b),
    inForce: new Map(),
  }
  knownRules.set(rules, made)
  return made
}

/** The same as `rulesInForce`, for a list that never changes. */
function inForceAt(rules: readonly PriceRule[], organizationId: OrganizationId, at: Date): readonly PriceRule[] {
  const { contractors, instants, inForce } = knownOf(rules)
  const whose = contractors.has(organizationId) ? organizationId : PLATFORM_ID
  const instant = at.getTime()
  const known = inForce.get(whose)
  if (known && known.from <= instant && instant < known.until) return known.rules
  const from = instants.findLast((each) => each <= instant) ?? Number.NEGATIVE_INFINITY
  const until = instants.find((each) => each > instant) ?? Number.POSITIVE_INFINITY
  const found = rulesInForce(rules, organizationId, at)
  inForce.set(whose, { from, until, rules: found })
  return found
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
  rules: readonly PriceRule[],
  organizationId: OrganizationId,
  wanted: Wanted,
  at: Date,
): Price | PriceRefusal {
  const rule = ruleOf(rules, organizationId, wanted, at)
  return isRefusal(rule) ? rule : priceBy(rule, wanted)
}

/** The rule that sets the price of an organization's task at a time. */
export function ruleOf(
  rules: readonly PriceRule[],
  organizationId: OrganizationId,
  wanted: Wanted,
  at: Date,
): PriceRule | NoPrice | OperationUnavailable | InputLimit {
  const inForce = inForceAt(rules, organizationId, at)
  const mistake = mistakeIn(wanted.input, inForce)
  if (mistake) return inputLimit(mistake.rule, mistake.field, mistake.mustBe)
  let applying: PriceRule | undefined
  for (const rule of inForce) {
    if (applying && !isCloser(rule, applying)) continue
    if (conditionsOf(rule).every((condition) => meets(wanted.input, condition))) applying = rule
  }
  if (!applying) return noPrice(wanted, inForce)
  return applying.state === 'UNAVAILABLE' ? unavailable(applying) : applying
}

/** Returns whether a rule applies before another, if the input meets the conditions of both. */
function isCloser(rule: PriceRule, than: PriceRule): boolean {
  const more = conditionsOf(rule).length - conditionsOf(than).length
  return more > 0 || (more === 0 && isContract(rule) && !isContract(than))
}

function isContract({ organizationId }: PriceRule): boolean {
  return organizationId !== PLATFORM_ID
}

/** The prices of rules that are per call in all parts, whatever the input. */
const flatPrices = new WeakMap<PriceRule, Price>()

/** The price of a task by one rule. */
function priceBy(rule: PriceRule, wanted: Wanted): Price | PriceRefusal {
  for (const limit of constraintsIn(rule.inputLimits)) {
    const flaw = flawIn(wanted.input, limit)
    if (flaw) return inputLimit(rule, limit.field, flaw)
  }
  const hasMaximum = (wanted.maxCredits ?? wanted.maxCosts ?? null) !== null
  const known = hasMaximum ? undefined : flatPrices.get(rule)
  if (known) return known
  const { fixed, parts: all, further: furtherTypes } = formulaOf(rule)
  const parts: PricedPart[] = []
  for (const part of all) {
    const found = countUnits(part, wanted.input)
    if ('flaw' in found) return inputLimit(rule, found.field, found.flaw)
    if (found.units === null && part.settleBy === null) {
      const [name = ''] = part.fields
      return inputLimit(rule, name, `must be given: the price is per ${part.unit.toLowerCase()}`)
    }
    parts.push({ part, units: found.units, isAsked: found.isAsked })
  }
  const { creditType } = rule
  const strange = wanted.maxCosts ? strangeMaximum(wanted.maxCosts, [creditType, ...furtherTypes]) : null
  if (strange) return strange
  const main = furtherTypes.length === 0 ? parts : parts.filter(({ part }) => part.creditType === creditType)
  const credits = most(rule, fixed, main, maximumOf(wanted, creditType, true))
  if (typeof credits !== 'bigint') return credits
  const further = furtherTypes.length === 0 ? NO_COSTS : furtherOf(rule, furtherTypes, parts, wanted)
  if (isRefusal(further)) return further
  const price = { rule, units: roundUp(parts[0]?.units ?? ZERO), credits, parts, further }
  if (!hasMaximum && all.every(({ unit }) => unit === 'CALL')) flatPrices.set(rule, price)
  return price
}

/** Refuses a maximum in a credit type that the task does not cost, which would limit nothing. */
function strangeMaximum(maxCosts: readonly Cost[], types: readonly string[]): InvalidInput | null {
  for (const [i, { creditType }] of maxCosts.entries()) {
    if (types.includes(creditType)) continue
    const message = mustBeName('one that the task costs', creditType, new Set(types))
    return invalidInput({ path: `maxCosts.${i}.creditType`, message })
  }
  return null
}

/** The price in each further credit type. */
function furtherOf(
  rule: PriceRule,
  types: readonly string[],
  parts: readonly PricedPart[],
  wanted: Wanted,
): Cost[] | PriceRefusal {
  const costs: Cost[] = []
  for (const creditType of types) {
    const ofType = parts.filter(({ part }) => part.creditType === creditType)
    const credits = most(rule, 0n, ofType, maximumOf(wanted, creditType, false))
    if (typeof credits !== 'bigint') return credits
    costs.push({ creditType, credits })
  }
  return costs
}

/** A maximum in one credit type, and the field of the request that has it. */
interface Maximum {
  readonly creditType: string
  /** Null: whatever the price is. */
  readonly credits: Credits | null
  readonly field: 'maxCredits' | 'maxCosts'
}

/** The most that the submitter wants to pay in one credit type: of two maximums the smaller. */
function maximumOf({ maxCredits = null, maxCosts }: Wanted, creditType: string, isMain: boolean): Maximum {
  const own = isMain ? maxCredits : null
  const named = maxCosts?.find((each) => each.creditType === creditType)?.credits ?? null
  if (named === null || (own !== null && own <= named))
    return { creditType, credits: own, field: isMain ? 'maxCredits' : 'maxCosts' }
  return { creditType, credits: named, field: 'maxCosts' }
}

/** The most that a task can cost in one credit type: what its input asks for, and the rest within its maximum. */
function most(rule: PriceRule, fixed: Credits, parts: readonly PricedPart[], maximum: Maximum): Credits | PriceRefusal {
  const all: Fraction[] = []
  // The maximum can limit what the result may become, but not what the input asks for.
  const asked: Fraction[] = []
  let open: Part | null = null
  for (const { part, units, isAsked } of parts) {
    if (units === null) {
      open ??= part
      continue
    }
    const price = part.settleBy === null ? priceOfUnits(part, units) : highestPrice(part, units)
    all.push(price)
    if (isAsked || part.settleBy === null) asked.push(price)
  }
  const max = maximum.credits
  const least = max === null ? 0n : wholeCredits(fixed, asked)
  if (max !== null && least > max) return maxCreditsExceeded(rule, least, max, maximum)
  if (open && max === null) return maxCreditsNeeded(rule, open, maximum)
  const sum = open ? CREDITS_MAX : wholeCredits(fixed, all)
  const credits = max !== null && max < sum ? max : sum
  if (credits <= CREDITS_MAX) return credits
  const field = parts.find(({ part, units }) => units && part.fields.length > 0)?.part.fields[0] ?? ''
  return inputLimit(rule, field, 'must be smaller: the price is higher than any wallet can hold')
}

/** The credits of the rule's own type of a task whose result is what its input asks for; null if the input does not say it. */
export function expectedPrice({ rule, credits, parts: all }: Price): Credits | null {
  const parts = all.filter(({ part }) => part.creditType === rule.creditType)
  const priced = parts.flatMap(({ part, units }) => (units ? [priceOfUnits(part, units)] : []))
  if (priced.length < parts.length) return null
  const expected = wholeCredits(formulaOf(rule).fixed, priced)
  return expected < credits ? expected : credits
}

function maxCreditsExceeded(
  { model, operation, creditType: main }: PriceRule,
  credits: Credits,
  maxCredits: Credits,
  { creditType, field }: Maximum,
): MaxCreditsExceeded {
  const what = creditType === main ? 'credits' : `${creditType} credits`
  const message = `${operation} of ${model} with this input costs ${credits} ${what}, more than ${field}, which is ${maxCredits}. Raise ${field}, or ask for less.`
  return { code: 'MAX_CREDITS_EXCEEDED', message, credits, maxCredits, creditType }
}

function maxCreditsNeeded(
  { model, operation }: PriceRule,
  { fields }: Part,
  { creditType, field }: Maximum,
): InvalidInput {
  const given = field === 'maxCosts' ? `must have ${creditType}` : 'must be given'
  const message = `${given}: the price of ${operation} of ${model} follows its result, and the input has no ${fields.join(' and ')} that limits it`
  return invalidInput({ path: field, message })
}

/** The same outcome; a refusal because no price has the name of the model or the operation says which names there are. */
export function namingPrices<Outcome extends object>(
  version: PriceBookVersion,
  organizationId: string,
  outcome: Outcome | NoPrice,
): Outcome | NoPrice {
  if (!('code' in outcome) || outcome.code !== 'NO_PRICE') return outcome
  const { model, operation } = outcome as NoPrice
  const unknown = unknownOperation(version, organizationId, { model, operation })
  return unknown === null
    ? outcome
    : { ...(outcome as NoPrice), message: `There is no price for ${operation} of ${model}: ${unknown}` }
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
  const why = rule.notice ? ` ${sentence(rule.notice)}` : ''
  return {
    code: 'OPERATION_UNAVAILABLE',
    message: `${rule.operation} of ${rule.model} is not available now.${why} The alternatives of a quote are available.`,
    rule,
  }
}

export function inputLimit({ model, operation }: PriceRule, field: string, limit: string): InputLimit {
  return { code: 'INPUT_LIMIT', message: `For ${operation} of ${model}, ${field} ${limit}.`, field, limit }
}
