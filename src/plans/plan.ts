// The terms of a plan: the credits of a cycle, the entitlements, and the allowances of a subscription.

import type { Plan, PriceRule, Prisma, Subscription, UnusedTime } from '../database/generated/client/client.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { type CarryLimit, isInForce } from '../engine/subscriptionTerms.ts'
import { mustBeName } from '../formats/nearest.ts'
import { creditsInCycle, creditsOfYear, priceInCycle, type Share } from '../ledger/cycle.ts'
import type { Money } from '../ledger/money.ts'
import type { Refusal } from '../ledger/refusals.ts'
import type { Credits } from '../ledger/wallet.ts'

/** The credits of one type in a cycle. */
export interface Allowance {
  readonly creditType: string
  readonly credits: Credits
  /** The part that an earlier cycle had brought and that expired at the subscription's end; absent: none. */
  readonly expired?: Credits
}

/** A feature of a plan other than an operation: the platform's own frontend and servers ask for it. */
export interface PlanFeature {
  readonly name: string
  /** The most of what it gives; null: no limit, or nothing to count. */
  readonly limit: number | null
}

/** The features of a plan, in the order of its document. */
export function featuresOf({ features }: Pick<Plan, 'features'>): PlanFeature[] {
  return features as unknown as PlanFeature[]
}

/** The credits of each cycle of a plan. */
export function creditsOf({ credits }: Pick<Plan, 'credits'>): Allowance[] {
  return readAllowances(credits)
}

/** The credits of one cycle: fewer for a week that ends early, with its period. */
export function creditsOfCycle(plan: Plan, share: Share): Allowance[] {
  return creditsOf(plan).map(({ creditType, credits }) => ({
    creditType,
    credits: creditsInCycle(credits, plan, share),
  }))
}

/** The part of an interval's price that a cycle costs. Null if the price is agreed elsewhere. */
export function priceOfCycle({ amount, currency }: Plan, share: Share): Money | null {
  return amount === null || currency === null ? null : { amount: priceInCycle(amount, share), currency }
}

/** Returns whether a plan brings fewer credits of any type in a year than another one. */
export function hasFewer(plan: Plan, other: Plan): boolean {
  const inYear = (of: Plan, creditType: string) => {
    const credits = creditsOf(of).find((each) => each.creditType === creditType)?.credits ?? 0n
    return creditsOfYear(credits, of)
  }
  return creditsOf(other).some(({ creditType }) => inYear(plan, creditType) < inYear(other, creditType))
}

/** The allowances of a subscription's present cycle, including credits that were carried over. */
export function allowancesOf({ allowances }: Pick<Subscription, 'allowances'>): Allowance[] {
  return readAllowances(allowances)
}

type StoredAllowance = { creditType: string; credits: number; expired?: number }

/** The stored form of allowances. */
export function writeAllowances(allowances: readonly Allowance[]): StoredAllowance[] {
  return allowances.map(({ creditType, credits, expired }) => {
    const stored = { creditType, credits: Number(credits) }
    return expired === undefined ? stored : { ...stored, expired: Number(expired) }
  })
}

/**
 * The stored form of a renewal's carry limit. The part that the renewal did not use is left for credits that were frozen at the
 * end of the cycle and come back later. Null: no limit.
 */
export function writeCarryLimit(
  max: Credits | null,
  carried: readonly Allowance[],
  renewedAt: Date,
): (CarryLimit & Prisma.JsonObject) | null {
  if (max === null) return null
  const limits = carried.map(({ creditType, credits }) => {
    return { creditType, max: Number(max), left: Number(max - credits) }
  })
  return { at: renewedAt.toISOString(), limits }
}

function readAllowances(json: unknown): Allowance[] {
  return (json as readonly StoredAllowance[]).map(({ creditType, credits, expired }) => {
    const allowance = { creditType, credits: BigInt(credits) }
    return expired === undefined ? allowance : { ...allowance, expired: BigInt(expired) }
  })
}

/** The plan that a subscription changes to at the end of its period; null: none is planned. */
export function plannedPlan(version: PriceBookVersion, { nextPlanId }: Pick<Subscription, 'nextPlanId'>): Plan | null {
  return (nextPlanId && version.plan(nextPlanId)) || null
}

/** A time that was never paid. */
export interface Unpaid {
  readonly from: Date
  readonly until: Date
}

/** A change that has left paid time unused: its worth, and its use. */
export interface SubscriptionChange {
  readonly at: Date
  /** The plan that was left. */
  readonly plan: string
  /** The end of the time that was paid. */
  readonly paidUntil: Date
  /** Null: the price is agreed elsewhere. */
  readonly unused: Money | null
  readonly policy: UnusedTime
}

/** The most changes and unpaid times that are kept, the newest ones. */
const KEPT_MAX = 50

interface StoredChange {
  readonly [key: string]: string | null
  readonly at: string
  readonly plan: string
  readonly paidUntil: string
  readonly amount: string | null
  readonly currency: string | null
  readonly policy: UnusedTime
}

/** The changes that have left paid time unused, the oldest first. */
export function changesOf({ changes }: Pick<Subscription, 'changes'>): SubscriptionChange[] {
  return (changes as unknown as readonly StoredChange[]).map(({ at, plan, paidUntil, amount, currency, policy }) => {
    const unused = amount === null || currency === null ? null : { amount: BigInt(amount), currency }
    return { at: new Date(at), plan, paidUntil: new Date(paidUntil), unused, policy }
  })
}

/** The stored form of changes. */
export function writeChanges(changes: readonly SubscriptionChange[]): Record<string, string | null>[] {
  return changes.slice(-KEPT_MAX).map(({ at, plan, paidUntil, unused, policy }) => ({
    ...{ at: at.toISOString(), plan, paidUntil: paidUntil.toISOString(), policy },
    ...{ amount: unused === null ? null : String(unused.amount), currency: unused?.currency ?? null },
  }))
}

/** The stored form of the times that were never paid, with another one. */
export function withUnpaid(
  { unpaid }: Pick<Subscription, 'unpaid'>,
  { from, until }: Unpaid,
): { from: string; until: string }[] {
  const before = unpaid as unknown as { from: string; until: string }[]
  return [...before, { from: from.toISOString(), until: until.toISOString() }].slice(-KEPT_MAX)
}

/** The expiry of a lot that ends with the cycle, if there is one. */
export function expiryInCycle(
  subscription: Pick<Subscription, 'status' | 'cycleEnd'> | null | undefined,
  expiresAt: Date | null,
): Date | null {
  if (!subscription || !isInForce(subscription)) return expiresAt
  return expiresAt && expiresAt < subscription.cycleEnd ? expiresAt : subscription.cycleEnd
}

/** The credits that come with the payment of the present period. */
export function awaitedOf({ awaited }: Pick<Subscription, 'awaited'>): Allowance[] {
  return readAllowances(awaited)
}

/** The credits of a plan's trial. */
export function creditsOfTrial(plan: Plan): Allowance[] {
  return plan.trialCredits === null ? creditsOf(plan) : readAllowances(plan.trialCredits)
}

export interface NotEntitled extends Refusal {
  readonly code: 'NOT_ENTITLED'
  /** The plans that include the operation, the cheapest first. */
  readonly plans: readonly Plan[]
}

/** Says which plans can be chosen, and which one was probably meant. */
export function mustBePlan(version: PriceBookVersion, name: string): string {
  const choosable = [...version.plans()].filter(({ retired }) => !retired)
  return mustBeName('the name of a plan', name, new Set(choosable.map((plan) => plan.name)))
}

/** Refuses an operation that the organization's plan does not include; null if it does, or without a subscription. */
export function refuseUnentitled(
  version: PriceBookVersion,
  subscription: Subscription | null | undefined,
  rule: PriceRule,
): NotEntitled | null {
  const plan = subscription && isInForce(subscription) ? version.plan(subscription.planId) : undefined
  if (!plan || allows(plan, rule)) return null
  const plans = [...version.plans()].filter((each) => !each.retired && allows(each, rule)).sort(byPrice)
  const others = plans.length > 0 ? ` Plans that do: ${plans.map(({ name }) => name).join(', ')}.` : ''
  const message = `The plan ${plan.name} doesn't include ${rule.operation} of ${rule.model}.${others}`
  return { code: 'NOT_ENTITLED', message, plans }
}

/** Sorts plans by price, then by credits; plans whose price is agreed elsewhere come last. */
export function byPrice(a: Plan, b: Plan): number {
  const rank = ({ amount }: Plan) => (amount === null ? Number.POSITIVE_INFINITY : Number(amount))
  const size = (plan: Plan) => creditsOf(plan).reduce((sum, { credits }) => sum + Number(credits), 0)
  return (rank(a) === rank(b) ? 0 : rank(a) - rank(b)) || size(a) - size(b) || (a.name < b.name ? -1 : 1)
}

function allows({ models, operations, assetKinds }: Plan, rule: PriceRule): boolean {
  const includes = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value))
  return includes(models, rule.model) && includes(operations, rule.operation) && includes(assetKinds, rule.assetKind)
}
