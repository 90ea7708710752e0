// The beginnings of periods: their credits come at once, or with the payment. Each function puts the effects on credits into the batch and
// returns the subscription after it.

import type { Plan, Subscription } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { OrganizationId } from '../ids.ts'
import { daysAfter } from '../ledger/calendar.ts'
import { cycleAt, periodStartOf, priceOfRest, trialFrom } from '../ledger/cycle.ts'
import { must } from '../ledger/must.ts'
import type { CreditsOutOfBounds } from '../ledger/refusals.ts'
import { close, end, grantCycle, prolong, refuseGrants, resume, together, withinBounds } from './effects.ts'
import {
  type Allowance,
  allowancesOf,
  awaitedOf,
  changesOf,
  creditsOfCycle,
  creditsOfTrial,
  priceOfCycle,
  withUnpaid,
  writeAllowances,
  writeCarryLimit,
  writeChanges,
} from './plan.ts'
import { carriesOver, nextCycle } from './rules.ts'

/** Everything of a subscription apart from its identity and its history. */
export type Terms = Omit<
  Subscription,
  | 'organizationId'
  | 'id'
  | 'createdAt'
  | 'endedAt'
  | 'dueAt'
  | 'cancelAtPeriodEnd'
  | 'unpaid'
  | 'changes'
  | 'trialEndsAt'
>

/** The values of a subscription that begins. */
const NOTHING_PENDING = {
  ...{ nextPlanId: null, carryLimit: null, awaited: [], paymentDueAt: null, pausedAt: null, resumesAt: null },
}

interface Beginning {
  readonly anchorAt: Date
  readonly isPaid: boolean
  /** The trial that ends with it, and its credits; absent: none. */
  readonly trial?: Subscription | null
}

/**
 * Begins to count cycles from an instant that is not after now. The credits of the present cycle come in, and lots that require a
 * subscription are unlocked; unless the plan's credits come after a payment that was not made: then nothing happens until it is.
 */
export function begin(
  batch: Batch,
  organizationId: OrganizationId,
  plan: Plan,
  { anchorAt, isPaid, trial = null }: Beginning,
): Terms | CreditsOutOfBounds {
  const now = batch.timeOf(organizationId)
  const { timeZone } = must(batch.organization(organizationId), 'a command has its organization')
  const { place, share } = cycleAt({ anchorAt, timeZone, pausedDays: 0 }, plan, now)
  const grants = creditsOfCycle(plan, share)
  const refusal = refuseGrants(batch, organizationId, grants)
  if (refusal) return refusal
  if (trial) end(batch, trial, now)
  const terms = { ...place, ...NOTHING_PENDING, planId: plan.id }
  const paymentDueAt = isPaid ? null : dueFrom(plan, now, timeZone)
  if (paymentDueAt && plan.payment === 'BEFORE_CREDITS') {
    return { ...terms, status: 'INCOMPLETE', allowances: [], paidUntil: null, paymentDueAt }
  }
  resume(batch, organizationId, place.cycleEnd)
  grantCycle(batch, organizationId, plan, { place, grants, paid: priceOfCycle(plan, share) })
  const paidUntil = paymentDueAt ? null : place.periodEnd
  return { ...terms, status: 'ACTIVE', allowances: writeAllowances(grants), paidUntil, paymentDueAt }
}

/** Begins a trial of the plan's days. */
export function beginTrial(
  batch: Batch,
  organizationId: OrganizationId,
  plan: Plan,
  days: number,
): Terms | CreditsOutOfBounds {
  const { timeZone } = must(batch.organization(organizationId), 'a command has its organization')
  const place = trialFrom({ anchorAt: batch.timeOf(organizationId), timeZone }, days)
  const grants = creditsOfTrial(plan)
  const refusal = refuseGrants(batch, organizationId, grants)
  if (refusal) return refusal
  resume(batch, organizationId, place.cycleEnd)
  grantCycle(batch, organizationId, plan, { place, grants, paid: null })
  const allowances = writeAllowances(grants)
  return { ...place, ...NOTHING_PENDING, planId: plan.id, status: 'TRIALING', allowances, paidUntil: null }
}

/** Begins the next cycle, with another plan if it changes now. */
export function renew(
  batch: Batch,
  subscription: Subscription,
  { plan, changed }: { readonly plan: Plan; readonly changed: Plan | null },
  now: Date,
): Subscription {
  const { organizationId, cycleEnd } = subscription
  const next = changed ?? plan
  const { place, share } = nextCycle(subscription, plan, next, now)
  const carries = subscription.status !== 'TRIALING' && carriesOver(plan)
  if (!carries) close(batch, organizationId, now, { suspends: false })
  const carried = carries
    ? prolong(batch, organizationId, { expiresAt: place.cycleEnd, max: plan.rolloverMax, endedAt: cycleEnd }, now)
    : []
  const payment = paymentOf(
    { ...subscription, ...place },
    next,
    place.periodEnd > subscription.periodEnd || place.cycle === 1,
  )
  const waits = payment.paymentDueAt !== null && next.payment === 'BEFORE_CREDITS'
  // A wallet that can't take a whole cycle's credits any more gets the rest that fits: the organization goes on with what it has.
  const credits = creditsOfCycle(next, share).map((allowance) => withinBounds(batch, organizationId, allowance))
  const grants = waits ? credits.map((allowance) => ({ ...allowance, credits: 0n })) : credits
  grantCycle(batch, organizationId, next, { place, grants, paid: priceOfCycle(next, share) })
  return {
    ...subscription,
    ...place,
    ...payment,
    planId: next.id,
    nextPlanId: changed ? null : subscription.nextPlanId,
    allowances: writeAllowances(together(grants, carried)),
    awaited: writeAllowances(waits ? credits : []),
    carryLimit: carries ? writeCarryLimit(plan.rolloverMax, carried, now) : null,
  }
}

/** The payment of the cycle that begins: of a new period, or of the same one as before. */
function paymentOf(
  subscription: Subscription,
  next: Plan,
  isNewPeriod: boolean,
): Pick<Subscription, 'status' | 'paidUntil' | 'paymentDueAt'> {
  const { status, paidUntil, paymentDueAt, periodEnd, cycleStart, timeZone } = subscription
  if (paymentDueAt !== null || !isNewPeriod) return { status, paidUntil, paymentDueAt }
  if (paidUntil !== null && paidUntil >= periodEnd) return { status: 'ACTIVE', paidUntil, paymentDueAt: null }
  const due = dueFrom(next, cycleStart, timeZone)
  if (due === null) return { status: 'ACTIVE', paidUntil: periodEnd, paymentDueAt: null }
  return { status: next.payment === 'BEFORE_CREDITS' ? 'PAST_DUE' : 'ACTIVE', paidUntil, paymentDueAt: due }
}

/** The time until which a period from an instant on is to be paid; null: payments are not recorded. */
export function dueFrom({ paymentDays }: Plan, anchorAt: Date, timeZone: string): Date | null {
  return paymentDays === null ? null : daysAfter({ anchorAt, timeZone }, paymentDays)
}

/**
 * Records the payment of a period, the oldest that brought credits and was not paid. Of the present one the credits come in that wait for
 * it.
 */
export function pay(batch: Batch, subscription: Subscription, plan: Plan, now: Date): Subscription {
  const { organizationId, periodEnd, timeZone } = subscription
  const earlier = earlierUnpaid(subscription, plan)
  if (earlier) return { ...subscription, paidUntil: earlier, paymentDueAt: dueFrom(plan, earlier, timeZone) }
  const { share } = cycleAt(subscription, plan, subscription.cycleStart)
  const grants = awaitedOf(subscription).map((allowance) => withinBounds(batch, organizationId, allowance))
  if (subscription.cycleEnd > now) {
    grantCycle(batch, organizationId, plan, { place: subscription, grants, paid: priceOfCycle(plan, share) })
  }
  const allowances = writeAllowances(together(allowancesOf(subscription), grants))
  const paid = { status: 'ACTIVE' as const, paidUntil: periodEnd, paymentDueAt: null }
  return { ...subscription, ...paid, allowances, awaited: [] }
}

/**
 * The end of the oldest period before the present one that brought credits and was not paid; null: no such period. There is one if the
 * plan allows more time for a payment than a period has.
 */
function earlierUnpaid(subscription: Subscription, plan: Plan): Date | null {
  const { anchorAt, paidUntil, paymentDueAt, periodEnd } = subscription
  if (plan.payment !== 'AFTER_CREDITS' || paymentDueAt === null) return null
  const from = paidUntil && paidUntil > anchorAt ? paidUntil : anchorAt
  const { cycleEnd } = cycleAt(subscription, { ...plan, refresh: plan.interval }, from).place
  return cycleEnd < periodEnd ? cycleEnd : null
}

/** Ends the present period now for a new one of another plan. The old plan's policy decides which credits of the cycle stay. */
export function changeTo(
  batch: Batch,
  subscription: Subscription,
  { plan, next }: { readonly plan: Plan; readonly next: Plan },
  now: Date,
): Subscription | CreditsOutOfBounds {
  const { organizationId } = subscription
  const { timeZone } = must(batch.organization(organizationId), 'a command has its organization')
  const { place, share } = cycleAt({ anchorAt: now, timeZone, pausedDays: 0 }, next, now)
  const isNet = plan.upgradePolicy === 'NET_OF_USED'
  // NET_OF_USED: the remaining credits stay, and the difference between the allowances is granted.
  const before = isNet ? allowancesOf(subscription) : []
  const grants = creditsOfCycle(next, share).map(({ creditType, credits }): Allowance => {
    const had = before.find((each) => each.creditType === creditType)?.credits ?? 0n
    return { creditType, credits: credits > had ? credits - had : 0n }
  })
  const refusal = refuseGrants(batch, organizationId, grants)
  if (refusal) return refusal
  const carried = prolong(batch, organizationId, { expiresAt: place.cycleEnd, max: null, endedAt: null }, now)
  const paymentDueAt = dueFrom(next, now, timeZone)
  const waits = paymentDueAt !== null && next.payment === 'BEFORE_CREDITS'
  if (!waits) grantCycle(batch, organizationId, next, { place, grants, paid: priceOfCycle(next, share) })
  const kept = isNet ? before : carried
  const paidUntil = paymentDueAt === null ? place.periodEnd : now
  return {
    ...withChange(subscription, plan, now),
    ...place,
    ...{ planId: next.id, nextPlanId: null, status: waits ? ('PAST_DUE' as const) : ('ACTIVE' as const) },
    ...{ paidUntil: subscription.paidUntil === null && paymentDueAt !== null ? null : paidUntil, paymentDueAt },
    allowances: writeAllowances(waits ? kept : together(kept, grants)),
    awaited: writeAllowances(waits ? grants : []),
  }
}

/** The subscription with the change that ends its present period early, and what the paid rest of it is worth. */
export function withChange(subscription: Subscription, plan: Plan, at: Date): Subscription {
  const { paidUntil, periodEnd } = subscription
  if (paidUntil === null || paidUntil <= at) return withoutUnpaid(subscription, at)
  const isAhead = paidUntil > periodEnd
  const rest =
    plan.amount === null || plan.currency === null
      ? null
      : priceOfRest(plan.amount, periodStartOf(subscription, plan), periodEnd, at) + (isAhead ? plan.amount : 0n)
  const unused = rest === null || plan.currency === null ? null : { amount: rest, currency: plan.currency }
  const change = { at, plan: plan.name, paidUntil, unused, policy: plan.unusedTime }
  return { ...subscription, changes: writeChanges([...changesOf(subscription), change]) }
}

/** The subscription with the time that will never be paid, if its period is not paid. */
export function withoutUnpaid(subscription: Subscription, until: Date): Subscription {
  const { paymentDueAt, paidUntil, createdAt, status } = subscription
  if (paymentDueAt === null && status !== 'PAST_DUE') return subscription
  return { ...subscription, unpaid: withUnpaid(subscription, { from: paidUntil ?? createdAt, until }) }
}
