// The lane commands of a subscription: each decides the subscription's next state and its effects on credits in one batch. So
// a renewal grants and expires together, once, regardless of who sends it and how often.

import type { Plan, Subscription } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { type Command, type Idempotency, type Skipped, skip } from '../engine/command.ts'
import { isDue } from '../engine/subscriptionTerms.ts'
import type { OrganizationId } from '../ids.ts'
import { daysPassed } from '../ledger/calendar.ts'
import { cycleAt, pausedFor, periodStartOf } from '../ledger/cycle.ts'
import { must } from '../ledger/must.ts'
import { type CreditsOutOfBounds, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { pauseAll } from '../ledger/subscription.ts'
import { refuseClosed } from '../organizations/lock.ts'
import { refuseSeats, type SeatsExceeded } from '../organizations/seats.ts'
import { type InvalidInput, invalidInput, type NotFound, noSuchName, notFound } from '../refusals.ts'
import { end, resume } from './effects.ts'
import { begin, beginTrial, changeTo, dueFrom, pay, renew, withChange, withoutUnpaid } from './periods.ts'
import { hasFewer, mustBePlan, plannedPlan } from './plan.ts'
import {
  dueAtOf,
  endsPeriod,
  isRenewal,
  isRenewed,
  isUnpaid,
  type PlannedChange,
  refuseStep,
  refuseUndo,
  type SubscriptionState,
} from './rules.ts'
import { cancelUnwanted } from './unwantedPayments.ts'

export interface Subscribed {
  readonly subscription: Subscription
}

export interface SubscriptionExists extends Refusal {
  readonly code: 'SUBSCRIPTION_EXISTS'
}

export interface NoUpgrade extends Refusal {
  readonly code: 'NOT_AN_UPGRADE'
}

export interface TrialUsed extends Refusal {
  readonly code: 'TRIAL_USED'
}

export interface NotSelfService extends Refusal {
  readonly code: 'NOT_SELF_SERVICE'
}

/** The side that asks for a change: the platform, or the customer, who may only do what the plans allow. */
export type ChangedBy = 'PLATFORM' | 'CUSTOMER'

export interface Start {
  readonly plan: string
  readonly subscriptionId: string
  /** The instant from which cycles are counted, at most now; null: now. An earlier one is of a period that is paid. */
  readonly startsAt: Date | null
  /** True: with the plan's trial. */
  readonly trial: boolean
}

type StartRefusal = InvalidInput | NotFound | SubscriptionExists | SeatsExceeded | CreditsOutOfBounds | TrialUsed

/** Starts a subscription, with a trial or its first period, or in the middle of one that began in the past. */
export function startSubscription(
  organizationId: OrganizationId,
  { plan: planName, subscriptionId: id, startsAt, trial }: Start,
  idempotency: Idempotency | null,
): Command<Subscribed, StartRefusal> {
  return {
    organizationId,
    idempotency,
    reads: { everyWallet: true, planPayments: true, counts: ['members', 'trials'] },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const plan = choosablePlan(batch, planName)
      if (isRefusal(plan)) return plan
      if (snapshot.subscription) return subscriptionExists()
      const now = batch.timeOf(organizationId)
      if (startsAt && startsAt > now) return invalidInput({ path: 'startsAt', message: 'must not be in the future' })
      if (startsAt && trial) return invalidInput({ path: 'startsAt', message: 'can’t be given with trial' })
      if (trial && plan.trialDays === null)
        return invalidInput({ path: 'trial', message: `must be false: the plan ${plan.name} has no trial` })
      if (trial && batch.count(organizationId, 'trials') > 0) return trialUsed()
      const seats = refuseSeatsOf(batch, organizationId, plan)
      if (seats) return seats
      const terms =
        trial && plan.trialDays !== null
          ? beginTrial(batch, organizationId, plan, plan.trialDays)
          : begin(batch, organizationId, plan, { anchorAt: startsAt ?? now, isPaid: startsAt !== null })
      if (isRefusal(terms)) return terms
      const history = { unpaid: [], changes: [], trialEndsAt: trial ? terms.cycleEnd : null }
      const life = { cancelAtPeriodEnd: false, createdAt: now, endedAt: null }
      return put(batch, { organizationId, id, ...terms, ...history, ...life })
    },
  }
}

/**
 * Decides what is due: the next cycle begins, a pause ends, or the subscription ends or lapses, because that was chosen or it was not
 * paid in time.
 */
export function endCycle(organizationId: OrganizationId): Command<Subscribed, NotFound | Skipped> {
  const command = change<Skipped>(organizationId, null, (batch, subscription, plan, now) => {
    if (!isDue(subscription, now)) return skip()
    if (subscription.status === 'PAUSED') return goOn(batch, subscription, now)
    if (subscription.status === 'INCOMPLETE') return cancel(batch, subscription, now)
    if (isUnpaid(subscription, now) || !isRenewed(subscription, plan)) {
      return subscription.cancelAtPeriodEnd
        ? cancel(batch, subscription, now)
        : { ...end(batch, withoutUnpaid(subscription, now), now), status: 'LAPSED' }
    }
    const planned = endsPeriod(subscription) ? plannedPlan(batch.priceBook, subscription) : null
    // If the planned plan has too few seats now, the change waits for the end of the next period.
    const changed = planned && !refuseSeatsOf(batch, organizationId, planned) ? planned : null
    return renew(batch, subscription, { plan, changed }, now)
  })
  return { ...command, evenClosed: true, evenDue: true }
}

type ChangeRefusal = NotFound | SubscriptionState | SeatsExceeded | NotSelfService

/** Changes to another plan with at least as many credits, at once. */
export function upgradeSubscription(
  organizationId: OrganizationId,
  { plan: planName, by }: { readonly plan: string; readonly by: ChangedBy },
  idempotency: Idempotency | null,
): Command<Subscribed, ChangeRefusal | NoUpgrade | CreditsOutOfBounds> {
  type Refused = ChangeRefusal | NoUpgrade | CreditsOutOfBounds
  return change<Refused>(organizationId, idempotency, (batch, subscription, plan, now) => {
    const state = refuseStep(subscription, 'upgrade')
    if (state) return state
    const next = choosablePlan(batch, planName)
    if (isRefusal(next)) return next
    const refusal =
      refuseCustomer(by, plan) ??
      refuseCustomer(by, next) ??
      refuseUnpaid(by, subscription) ??
      refuseSeatsOf(batch, organizationId, next)
    if (refusal) return refusal
    if (next.id === plan.id || hasFewer(next, plan)) return noUpgrade(plan, next)
    return changeTo(batch, subscription, { plan, next }, now)
  })
}

/** Plans another plan from the end of the period on. A planned cancellation stays, and takes precedence until it is undone. */
export function downgradeSubscription(
  organizationId: OrganizationId,
  { plan: planName, by }: { readonly plan: string; readonly by: ChangedBy },
  idempotency: Idempotency | null,
): Command<Subscribed, ChangeRefusal> {
  return change<ChangeRefusal>(organizationId, idempotency, (batch, subscription, plan) => {
    const next = choosablePlan(batch, planName)
    if (isRefusal(next)) return next
    const refusal =
      refuseStep(subscription, 'downgrade') ??
      refuseCustomer(by, plan) ??
      refuseCustomer(by, next) ??
      refuseSeatsOf(batch, organizationId, next)
    return refusal ?? { ...subscription, nextPlanId: next.id }
  })
}

/**
 * Records that a payment has failed. The credits of the cycle can be used to its end, or to the end of the plan's time for the payment;
 * then the subscription lapses.
 */
export function markPastDue(
  organizationId: OrganizationId,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState> {
  return change<SubscriptionState>(organizationId, idempotency, (_batch, subscription, plan, now) => {
    const state = refuseStep(subscription, 'mark as past due')
    if (state) return state
    const { paymentDueAt, paidUntil, timeZone } = subscription
    const start = periodStartOf(subscription, plan)
    return {
      ...subscription,
      status: 'PAST_DUE',
      paidUntil: paidUntil && paidUntil > start ? start : paidUntil,
      paymentDueAt: paymentDueAt ?? dueFrom(plan, now, timeZone),
    }
  })
}

/**
 * Records a payment: of the present period, of the first one of a subscription that waits for it or is in its trial, or of the next
 * period in advance. Changes that are planned for the end of the period stay planned.
 */
export function markPaid(
  organizationId: OrganizationId,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | CreditsOutOfBounds> {
  type Refused = SubscriptionState | CreditsOutOfBounds
  return change<Refused>(organizationId, idempotency, paidPeriod)
}

/** The subscription after the payment of a period. */
function paidPeriod(
  batch: Batch,
  subscription: Subscription,
  plan: Plan,
  now: Date,
): Subscription | SubscriptionState | CreditsOutOfBounds {
  const refused = refusePaid(subscription, plan)
  if (refused) return refused
  const { organizationId, status, paymentDueAt } = subscription
  if (status === 'INCOMPLETE' || status === 'TRIALING') {
    const trial = status === 'TRIALING' ? subscription : null
    const terms = begin(batch, organizationId, plan, { anchorAt: now, isPaid: true, trial })
    const { nextPlanId, carryLimit } = subscription
    return isRefusal(terms) ? terms : { ...subscription, ...terms, nextPlanId, carryLimit }
  }
  if (status === 'PAST_DUE' || paymentDueAt !== null) return pay(batch, subscription, plan, now)
  return { ...subscription, paidUntil: nextPeriodEnd(subscription, plan) }
}

/** A payment of a period of a plan. */
export interface PlanPayment {
  readonly paymentId: string
  /** The id of the subscription that it starts, if the organization has none. */
  readonly subscriptionId: string
  /** True: it pays the next period if the present one is paid. */
  readonly inAdvance: boolean
}

/**
 * Puts the payment of a period of a plan into a batch: it starts the subscription if the organization has none, begins one again that has
 * lapsed, and else pays the period of the subscription. The command reads every wallet and the payments of plans, and counts the members.
 */
export function putPlanPayment(
  batch: Batch,
  organizationId: OrganizationId,
  plan: Plan,
  { paymentId, subscriptionId, inAdvance }: PlanPayment,
): Subscribed | SubscriptionState | SeatsExceeded | CreditsOutOfBounds | NotSelfService {
  const { subscription } = must(batch.organization(organizationId), 'a command has its organization')
  const now = batch.timeOf(organizationId)
  const refused = refusePlanPayment(batch, organizationId, plan)
  if (refused) return refused
  if (!subscription || subscription.status === 'LAPSED') {
    const terms = begin(batch, organizationId, plan, { anchorAt: now, isPaid: true })
    if (isRefusal(terms)) return terms
    if (subscription)
      return put(batch, { ...subscription, ...terms, carryLimit: subscription.carryLimit }, paymentId).value
    const history = { unpaid: [], changes: [], trialEndsAt: null }
    const life = { cancelAtPeriodEnd: false, createdAt: now, endedAt: null }
    return put(batch, { organizationId, id: subscriptionId, ...terms, ...history, ...life }, paymentId).value
  }
  if (!inAdvance && isPaid(subscription)) return paidAlready(subscription)
  const current = must(batch.priceBook.plan(subscription.planId), 'the plan of a subscription is in the book')
  const paid = paidPeriod(batch, subscription, current, now)
  return isRefusal(paid) ? paid : put(batch, paid, paymentId).value
}

/** Returns whether nothing of a subscription is to be paid now. A payment of it is one in advance. */
function isPaid({ status, paymentDueAt }: Subscription): boolean {
  return status === 'ACTIVE' && paymentDueAt === null
}

function paidAlready({ status }: Subscription): SubscriptionState {
  const message =
    'Its period was paid already: accept it as the payment of the next one with settlePayment, or give it back with refundPayment.'
  return { code: 'SUBSCRIPTION_STATE', message, status, allowed: ['PAST_DUE'] }
}

/** Refuses the purchase of a retired plan; null if it can be chosen, or if the organization has it. */
export function refuseRetiredPurchase(batch: Batch, organizationId: OrganizationId, plan: Plan): NotFound | null {
  const { subscription } = must(batch.organization(organizationId), 'a command has its organization')
  const own = subscription && batch.priceBook.plan(subscription.planId)
  return own?.name === plan.name ? null : refuseRetired(plan)
}

/** Refuses the payment of a period of a plan that the organization can't have, or has no period of to pay; null if it can. */
export function refusePlanPayment(
  batch: Batch,
  organizationId: OrganizationId,
  plan: Plan,
): SubscriptionState | SeatsExceeded | NotSelfService | null {
  const { subscription } = must(batch.organization(organizationId), 'a command has its organization')
  if (!subscription || subscription.status === 'LAPSED') return refuseSeatsOf(batch, organizationId, plan)
  const current = must(batch.priceBook.plan(subscription.planId), 'the plan of a subscription is in the book')
  if (current.name !== plan.name) {
    return notSelfService(
      `The subscription has the plan ${current.name}: a period of that is to be paid. Change the plan first.`,
    )
  }
  return refusePaid(subscription, current)
}

/** Refuses a payment of a subscription that has nothing to pay now or in advance; null if it has. */
function refusePaid(subscription: Subscription, plan: Plan): SubscriptionState | null {
  const { status, paymentDueAt, paidUntil, periodEnd } = subscription
  if (status === 'INCOMPLETE' || status === 'TRIALING' || status === 'PAST_DUE' || paymentDueAt !== null) return null
  const isAhead = plan.payment !== 'NOT_RECORDED' && paidUntil !== null && paidUntil <= periodEnd
  return status === 'ACTIVE' && isAhead ? null : refuseStep(subscription, 'mark as paid')
}

/** Stops the time of a subscription: its credits are locked and don't expire until it is resumed. */
export function pauseSubscription(
  organizationId: OrganizationId,
  resumesAt: Date | null,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | InvalidInput> {
  return change<SubscriptionState | InvalidInput>(organizationId, idempotency, (batch, subscription, _plan, now) => {
    const state = refuseStep(subscription, 'pause') ?? refuseUnpaidPause(subscription)
    if (state) return state
    if (resumesAt && resumesAt <= now) return invalidInput({ path: 'resumesAt', message: 'must be in the future' })
    for (const decision of pauseAll(batch.walletsOf(organizationId), subscription.cycleEnd, now)) batch.apply(decision)
    return { ...subscription, status: 'PAUSED', pausedAt: now, resumesAt }
  })
}

/** Ends a pause. */
export function resumeSubscription(
  organizationId: OrganizationId,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState> {
  return change<SubscriptionState>(
    organizationId,
    idempotency,
    (batch, subscription, _plan, now) => refuseStep(subscription, 'resume') ?? goOn(batch, subscription, now),
  )
}

/** The time of a subscription goes on: everything is later by the whole days of its pause. */
function goOn(batch: Batch, subscription: Subscription, now: Date): Subscription {
  const { organizationId, pausedAt, paidUntil, timeZone } = subscription
  const days = daysPassed({ anchorAt: pausedAt ?? now, timeZone }, now)
  const place = pausedFor(subscription, days)
  const paid = paidUntil && pausedFor({ ...subscription, periodEnd: paidUntil }, days).periodEnd
  resume(batch, organizationId, place.cycleEnd)
  return { ...subscription, ...place, paidUntil: paid, status: 'ACTIVE', pausedAt: null, resumesAt: null }
}

/** Undoes a planned cancellation or downgrade. */
export function undoChange(
  organizationId: OrganizationId,
  { change: planned, by }: { readonly change: PlannedChange; readonly by: ChangedBy },
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | NotSelfService> {
  return change<SubscriptionState | NotSelfService>(organizationId, idempotency, (_batch, subscription, plan) => {
    const refusal = refuseUndo(subscription, planned) ?? refuseCustomer(by, plan)
    if (refusal) return refusal
    return planned === 'CANCELLATION'
      ? { ...subscription, cancelAtPeriodEnd: false }
      : { ...subscription, nextPlanId: null }
  })
}

/** Starts a lapsed subscription again, with the plan of the planned downgrade if there was one. */
export function reactivateSubscription(
  organizationId: OrganizationId,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | SeatsExceeded | CreditsOutOfBounds> {
  type Refused = SubscriptionState | SeatsExceeded | CreditsOutOfBounds
  return change<Refused>(organizationId, idempotency, (batch, subscription, plan, now) => {
    const state = refuseStep(subscription, 'reactivate')
    if (state) return state
    const next = plannedPlan(batch.priceBook, subscription) ?? plan
    const seats = refuseSeatsOf(batch, organizationId, next)
    if (seats) return seats
    const terms = begin(batch, organizationId, next, { anchorAt: now, isPaid: false })
    return isRefusal(terms) ? terms : { ...subscription, ...terms, carryLimit: subscription.carryLimit }
  })
}

/** Cancels a subscription, at once or at the end of the paid period. A customer can do it at the end of the period. */
export function cancelSubscription(
  organizationId: OrganizationId,
  { atPeriodEnd, by }: { readonly atPeriodEnd: boolean; readonly by: ChangedBy },
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | NotSelfService> {
  type Refused = SubscriptionState | NotSelfService
  const command = change<Refused>(organizationId, idempotency, (batch, subscription, plan, now) => {
    const { status } = subscription
    const refusal = refuseStep(subscription, 'cancel') ?? refuseCustomer(by, plan)
    if (refusal) return refusal
    // A subscription that has lapsed or has not begun has no period. A planned downgrade stays, in case the cancellation is undone.
    if (atPeriodEnd && status !== 'LAPSED' && status !== 'INCOMPLETE')
      return { ...subscription, cancelAtPeriodEnd: true }
    if (by === 'CUSTOMER')
      return notSelfService('A customer can cancel at the end of the period only: give atPeriodEnd.')
    return cancel(batch, withChange(subscription, plan, now), now)
  })
  return { ...command, evenClosed: true }
}

function cancel(batch: Batch, subscription: Subscription, now: Date): Subscription {
  const ended = end(batch, withoutUnpaid(subscription, now), now)
  const nothing = { awaited: [], paymentDueAt: null, pausedAt: null, resumesAt: null }
  return { ...ended, ...nothing, status: 'CANCELED', endedAt: now }
}

/** The end of the period after the present one. */
function nextPeriodEnd(subscription: Subscription, plan: Plan): Date {
  return cycleAt(subscription, plan, subscription.periodEnd).place.periodEnd
}

/** Decides the next state of a subscription. If it does not refuse, it has put the effects on credits into the batch. */
type Decide<Refused extends Refusal> = (
  batch: Batch,
  subscription: Subscription,
  plan: Plan,
  now: Date,
) => Subscription | Refused

/** Changes an organization's subscription. */
function change<Refused extends Refusal>(
  organizationId: OrganizationId,
  idempotency: Idempotency | null,
  decide: Decide<Refused>,
): Command<Subscribed, NotFound | Refused> {
  return {
    organizationId,
    idempotency,
    reads: { everyWallet: true, planPayments: true, counts: ['members'] },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const { subscription } = snapshot
      if (!subscription) return refuseClosed(snapshot) ?? noSubscription()
      const plan = batch.priceBook.plan(subscription.planId)
      if (!plan) throw new RangeError(`plan ${subscription.planId} is not in the book`)
      const decided = decide(batch, subscription, plan, batch.timeOf(organizationId))
      return isRefusal(decided) ? decided : put(batch, decided)
    },
  }
}

/** `paidBy`: the payment that leads to it; null: none does. */
function put(batch: Batch, decided: Omit<Subscription, 'dueAt'>, paidBy: string | null = null) {
  const { organizationId, id: subjectId } = decided
  const subscription = { ...decided, dueAt: dueAtOf(decided) }
  const before = batch.organization(organizationId)?.subscription
  batch.putSubscription(subscription)
  cancelUnwanted(batch, { before: before ?? null, after: subscription }, paidBy)
  const event = before && isRenewal(before, subscription) ? 'subscription.renewed' : 'subscription.changed'
  batch.tell({ organizationId, event, subjectId, detail: null })
  return { value: { subscription }, resultId: subscription.id }
}

/** Refuses a plan with fewer seats than the organization has members; null if they fit. */
function refuseSeatsOf(batch: Batch, organizationId: OrganizationId, plan: Plan): SeatsExceeded | null {
  return refuseSeats(plan, batch.count(organizationId, 'members'))
}

/** Refuses what a customer asks for whose plan the platform alone changes. */
export function refuseCustomer(by: ChangedBy, plan: Plan): NotSelfService | null {
  if (by === 'PLATFORM' || plan.selfService) return null
  return notSelfService(`The platform alone changes to and from the plan ${plan.name}. Ask it for the change.`)
}

/** Refuses a customer another plan's credits while those of the present period are not paid. */
function refuseUnpaid(by: ChangedBy, { paymentDueAt }: Subscription): NotSelfService | null {
  if (by === 'PLATFORM' || paymentDueAt === null) return null
  return notSelfService('The present period is not paid yet: the plan can be changed after its payment.')
}

function notSelfService(message: string): NotSelfService {
  return { code: 'NOT_SELF_SERVICE', message }
}

function refuseUnpaidPause({ status, paymentDueAt }: Subscription): SubscriptionState | null {
  if (paymentDueAt === null) return null
  const message = 'The present period is not paid yet: the subscription can be paused after its payment.'
  return { code: 'SUBSCRIPTION_STATE', message, status, allowed: ['ACTIVE'] }
}

function trialUsed(): TrialUsed {
  const message = 'This organization has had a trial already. Start without one.'
  return { code: 'TRIAL_USED', message }
}

/** The plan that can be chosen by this name. */
function choosablePlan(batch: Batch, name: string): Plan | NotFound {
  const plan = batch.priceBook.planNamed(name)
  if (!plan) return noSuchName('plan', mustBePlan(batch.priceBook, name))
  return refuseRetired(plan) ?? plan
}

function refuseRetired({ name, retired }: Plan): NotFound | null {
  const message = `The plan ${name} is retired and can’t be chosen any more. The query plans lists those that can.`
  return retired ? { code: 'ENDED', message, endedAt: null } : null
}

/** An organization has at most one subscription; a canceled one is not its subscription any more. */
function noSubscription(): NotFound {
  const message = 'This organization has no subscription. Start one with startSubscription.'
  return { code: 'NOT_FOUND', message }
}

function subscriptionExists(): SubscriptionExists {
  const message = 'This organization already has a subscription. Upgrade, downgrade, reactivate or cancel it.'
  return { code: 'SUBSCRIPTION_EXISTS', message }
}

function noUpgrade(plan: Plan, next: Plan): NoUpgrade {
  const message = `The plan ${next.name} has fewer credits than ${plan.name}, or is the same. Use downgradeSubscription, which changes the plan at the end of the period.`
  return { code: 'NOT_AN_UPGRADE', message }
}
