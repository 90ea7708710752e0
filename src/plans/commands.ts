// The lane commands of a subscription: each decides the subscription's next state and its effects on credits in one batch. So
// a renewal grants and expires together, once, regardless of who sends it and how often.

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import type { Plan, Subscription } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import {
  type Command,
  type Idempotency,
  type LaneRefusal,
  type Outcome,
  type Skipped,
  skip,
} from '../engine/command.ts'
import type { OrganizationId } from '../ids.ts'
import { grant, PLAIN_GRANT } from '../ledger/grant.ts'
import type { Money } from '../ledger/money.ts'
import { type CreditsOutOfBounds, creditsOutOfBounds, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { carryOver, endCycles, resumeAll } from '../ledger/subscription.ts'
import { CREDITS_MAX, type Credits } from '../ledger/wallet.ts'
import { refuseClosed } from '../organizations/lock.ts'
import { refuseSeats, type SeatsExceeded } from '../organizations/seats.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { cycleDue, refuseDue } from './cycleDue.ts'
import {
  type Allowance,
  allowancesOf,
  creditsOf,
  isInForce,
  plannedPlan,
  writeAllowances,
  writeCarryLimit,
} from './plan.ts'
import {
  beginning,
  carriesOver,
  creditsExpireAt,
  endsPeriod,
  isDue,
  isRenewal,
  isRenewed,
  nextCycle,
  type PlannedChange,
  priceOfCycle,
  refuseStep,
  refuseUndo,
  type SubscriptionState,
  type SubscriptionStep,
} from './rules.ts'

export interface Subscribed {
  readonly subscription: Subscription
}

export interface SubscriptionExists extends Refusal {
  readonly code: 'SUBSCRIPTION_EXISTS'
}

export interface NoUpgrade extends Refusal {
  readonly code: 'NOT_AN_UPGRADE'
}

/** Starts a subscription: the first cycle's credits are granted, and lots that require a subscription are unlocked. */
export function startSubscription(
  organizationId: OrganizationId,
  planName: string,
  subscriptionId: string,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionExists | SeatsExceeded | CreditsOutOfBounds> {
  return {
    organizationId,
    idempotency,
    reads: { everyWallet: true, counts: ['members'] },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const plan = choosablePlan(batch, planName)
      if (isRefusal(plan)) return plan
      if (snapshot.subscription) return refuseDue(batch, organizationId, subscriptionExists()) ?? subscriptionExists()
      const now = batch.timeOf(organizationId)
      const allowances = creditsOf(plan)
      const refusal = refuseSeatsOf(batch, organizationId, plan) ?? refuseGrants(batch, organizationId, allowances)
      if (refusal) return refusal
      return put(batch, {
        organizationId,
        id: subscriptionId,
        planId: plan.id,
        status: 'ACTIVE',
        ...begin(batch, organizationId, plan, allowances, now),
        cancelAtPeriodEnd: false,
        nextPlanId: null,
        allowances: writeAllowances(allowances),
        carryLimit: null,
        createdAt: now,
        endedAt: null,
      })
    },
  }
}

/** Ends a cycle: the next one begins, or the subscription ends or lapses. */
export function endCycle(
  organizationId: OrganizationId,
  subscriptionId: string,
): Command<Subscribed, NotFound | CreditsOutOfBounds | Skipped> {
  const command = change<CreditsOutOfBounds | Skipped>(organizationId, null, (batch, subscription, plan, now) => {
    if (subscription.id !== subscriptionId || !isDue(subscription, now)) return skip()
    if (!isRenewed(subscription)) {
      close(batch, organizationId, now)
      return subscription.cancelAtPeriodEnd
        ? { ...subscription, status: 'CANCELED', endedAt: now }
        : { ...subscription, status: 'LAPSED' }
    }
    const planned = endsPeriod(subscription) ? plannedPlan(batch.priceBook, subscription) : null
    // If the planned plan has too few seats now, the change waits for the end of the next period.
    const changed = planned && !refuseSeatsOf(batch, organizationId, planned) ? planned : null
    const next = changed ?? plan
    const place = nextCycle(subscription, next, now)
    const refusal = refuseGrants(batch, organizationId, creditsOf(next))
    if (refusal) return refusal
    // Credits that are carried over expire with the credits of the next cycle.
    const carried = carriesOver(plan)
      ? prolong(batch, organizationId, creditsExpireAt(next, place), plan.rolloverMax, now)
      : []
    if (!carriesOver(plan)) close(batch, organizationId, now, { suspends: false })
    grantCycle(batch, organizationId, next, creditsOf(next), { ...place, paid: priceOfCycle(next, place.cycle) }, now)
    const allowances = writeAllowances(together(creditsOf(next), carried))
    const carryLimit = carriesOver(plan) ? writeCarryLimit(plan.rolloverMax, carried, now) : null
    const nextPlanId = changed ? null : subscription.nextPlanId
    return { ...subscription, ...place, planId: next.id, nextPlanId, allowances, carryLimit }
  })
  return { ...command, evenClosed: true }
}

/** Runs a command in the present cycle: if a cycle has ended and was not renewed yet, that is done first. */
export function runInCycle<Value, Refused extends Refusal = Refusal>(
  app: App,
  command: Command<Value, Refused>,
): Promise<Outcome<Value, Refused | LaneRefusal>> {
  return app.lane.run(command).then((outcome) => {
    const due = outcome.kind === 'refused' ? cycleDue(outcome.refusal) : null
    if (due === null) return outcome
    return app.lane.run(endCycle(command.organizationId, due)).then(() => app.lane.run(command))
  })
}

/** Upgrades to a plan with more credits, at once. The old plan's policy decides which credits of the cycle stay. */
export function upgradeSubscription(
  organizationId: OrganizationId,
  planName: string,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds> {
  type Refused = NotFound | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds
  return changeInCycle<Refused>(organizationId, idempotency, (batch, subscription, plan, now) => {
    const state = refuseStep(subscription, 'upgrade')
    if (state) return state
    const next = choosablePlan(batch, planName)
    if (isRefusal(next)) return next
    const seats = refuseSeatsOf(batch, organizationId, next)
    if (seats) return seats
    if (!hasMore(next, plan)) return noUpgrade(plan, next)
    const place = beginning(next, now)
    const isNet = plan.upgradePolicy === 'NET_OF_USED'
    // NET_OF_USED: the remaining credits stay, and the difference between the allowances is granted.
    const before = isNet ? allowancesOf(subscription) : []
    const grants = creditsOf(next).map(({ creditType, credits }) => {
      const had = before.find((each) => each.creditType === creditType)?.credits ?? 0n
      return { creditType, credits: credits > had ? credits - had : 0n }
    })
    const refusal = refuseGrants(batch, organizationId, grants)
    if (refusal) return refusal
    const until = isNet ? creditsExpireAt(next, place) : place.cycleEnd
    const carried = prolong(batch, organizationId, until, null, now)
    grantCycle(batch, organizationId, next, grants, { ...place, paid: priceOfCycle(next, 1) }, now)
    const allowances = writeAllowances(isNet ? creditsOf(next) : together(creditsOf(next), carried))
    // The upgrade replaces a planned downgrade, but not a planned cancellation.
    return { ...subscription, ...place, planId: next.id, nextPlanId: null, allowances }
  })
}

/** Plans another plan from the end of the period on. A planned cancellation stays, and takes precedence until it is undone. */
export function downgradeSubscription(
  organizationId: OrganizationId,
  planName: string,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | SeatsExceeded> {
  return changeInCycle<NotFound | SubscriptionState | SeatsExceeded>(
    organizationId,
    idempotency,
    (batch, subscription) => {
      const next = choosablePlan(batch, planName)
      if (isRefusal(next)) return next
      const refusal = refuseStep(subscription, 'downgrade') ?? refuseSeatsOf(batch, organizationId, next)
      return refusal ?? { ...subscription, nextPlanId: next.id }
    },
  )
}

/** Records that a payment has failed. The credits of the cycle can be used to its end; then the subscription lapses. */
export function markPastDue(organizationId: OrganizationId, idempotency: Idempotency | null) {
  return changeStatus(organizationId, 'mark as past due', 'PAST_DUE', idempotency)
}

/** Records a late payment: the subscription is ACTIVE again. Changes that are planned for the end of the period stay planned. */
export function markPaid(organizationId: OrganizationId, idempotency: Idempotency | null) {
  return changeStatus(organizationId, 'mark as paid', 'ACTIVE', idempotency)
}

function changeStatus(
  organizationId: OrganizationId,
  step: SubscriptionStep,
  status: Subscription['status'],
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState> {
  return changeInCycle<SubscriptionState>(
    organizationId,
    idempotency,
    (_batch, subscription) => refuseStep(subscription, step) ?? { ...subscription, status },
  )
}

/** Undoes a planned cancellation or downgrade. */
export function undoChange(
  organizationId: OrganizationId,
  change: PlannedChange,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState> {
  return changeInCycle<SubscriptionState>(organizationId, idempotency, (_batch, subscription) => {
    const refusal = refuseUndo(subscription, change)
    if (refusal) return refusal
    return change === 'CANCELLATION'
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
  return changeInCycle<Refused>(organizationId, idempotency, (batch, subscription, plan, now) => {
    const state = refuseStep(subscription, 'reactivate')
    if (state) return state
    const next = plannedPlan(batch.priceBook, subscription) ?? plan
    const allowances = creditsOf(next)
    const refusal = refuseSeatsOf(batch, organizationId, next) ?? refuseGrants(batch, organizationId, allowances)
    if (refusal) return refusal
    const place = begin(batch, organizationId, next, allowances, now)
    const active = { ...subscription, status: 'ACTIVE' as const, planId: next.id, nextPlanId: null }
    return { ...active, ...place, allowances: writeAllowances(allowances) }
  })
}

/** Cancels a subscription, at once or at the end of the paid period. */
export function cancelSubscription(
  organizationId: OrganizationId,
  atPeriodEnd: boolean,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState> {
  const command = changeInCycle<SubscriptionState>(organizationId, idempotency, (batch, subscription, _plan, now) => {
    const state = refuseStep(subscription, 'cancel')
    if (state) return state
    // A lapsed subscription has no period. A planned downgrade stays, in case the cancellation is undone.
    if (atPeriodEnd && isInForce(subscription)) return { ...subscription, cancelAtPeriodEnd: true }
    close(batch, organizationId, now)
    return { ...subscription, status: 'CANCELED', endedAt: now }
  })
  return { ...command, evenClosed: true }
}

/** Decides the next state of a subscription. If it does not refuse, it has put the effects on credits into the batch. */
type Decide<Refused extends Refusal> = (
  batch: Batch,
  subscription: Subscription,
  plan: Plan,
  now: Date,
) => Subscription | Refused

/** Changes an organization's subscription, in the present cycle. */
function changeInCycle<Refused extends Refusal>(
  organizationId: OrganizationId,
  idempotency: Idempotency | null,
  decide: Decide<Refused>,
): Command<Subscribed, NotFound | Refused> {
  return change<NotFound | Refused>(organizationId, idempotency, (batch, subscription, plan, now) => {
    const due = refuseDue(batch, organizationId, noSubscription())
    return due ?? decide(batch, subscription, plan, now)
  })
}

/** Changes an organization's subscription. */
function change<Refused extends Refusal>(
  organizationId: OrganizationId,
  idempotency: Idempotency | null,
  decide: Decide<Refused>,
): Command<Subscribed, NotFound | Refused> {
  return {
    organizationId,
    idempotency,
    reads: { everyWallet: true, counts: ['members'] },
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

function put(batch: Batch, subscription: Subscription) {
  const { organizationId, id: subjectId } = subscription
  const before = batch.organization(organizationId)?.subscription
  batch.putSubscription(subscription)
  const event = before && isRenewal(before, subscription) ? 'subscription.renewed' : 'subscription.changed'
  batch.tell({ organizationId, event, subjectId, detail: null })
  return { value: { subscription }, resultId: subscription.id }
}

/** Begins a first cycle: its credits are granted, and lots that require a subscription are unlocked. */
function begin(batch: Batch, organizationId: OrganizationId, plan: Plan, allowances: readonly Allowance[], now: Date) {
  const place = beginning(plan, now)
  for (const decision of resumeAll(batch.walletsOf(organizationId), now)) batch.apply(decision)
  grantCycle(batch, organizationId, plan, allowances, { ...place, paid: priceOfCycle(plan, 1) }, now)
  return place
}

/** Grants a cycle's credits to the pools. The price is the cost of the lot of the first credit type. */
function grantCycle(
  batch: Batch,
  organizationId: OrganizationId,
  plan: Plan,
  allowances: readonly Allowance[],
  cycle: Pick<Subscription, 'anchorAt' | 'cycle'> & { readonly paid: Money | null },
  now: Date,
): void {
  const policy = batch.priceBook.lotPolicy('SUBSCRIPTION')
  for (const [i, { creditType, credits }] of allowances.entries()) {
    if (credits === 0n) continue
    const state = batch.walletFor({ organizationId, id: uuidv7(), holderId: organizationId, creditType })
    batch.openWallet(state.wallet)
    const command = {
      ...PLAIN_GRANT,
      lotId: uuidv7(),
      kind: 'SUBSCRIPTION' as const,
      credits,
      priority: policy?.priority ?? 0,
      graceSeconds: policy ? policy.graceSeconds : 0,
      expiresAt: creditsExpireAt(plan, cycle),
      requiresSubscription: true,
      source: `${plan.name}, cycle ${cycle.cycle}`,
      paid: i === 0 ? cycle.paid : null,
    }
    const granted = grant(state, command, now)
    if (isRefusal(granted)) throw new RangeError(`a cycle's credits were refused: ${granted.message}`)
    batch.apply(granted)
  }
}

/** Refuses a plan with fewer seats than the organization has members; null if they fit. */
function refuseSeatsOf(batch: Batch, organizationId: OrganizationId, plan: Plan): SeatsExceeded | null {
  return refuseSeats(plan, batch.count(organizationId, 'members'))
}

/** Refuses credits past the bounds of a wallet. Checked before anything is put into the batch. */
function refuseGrants(
  batch: Batch,
  organizationId: OrganizationId,
  allowances: readonly Allowance[],
): CreditsOutOfBounds | null {
  const isOver = allowances.some(({ creditType, credits }) => {
    const granted = batch.walletOf(organizationId, organizationId, creditType)?.wallet.granted ?? 0n
    return granted + credits > CREDITS_MAX
  })
  return isOver ? creditsOutOfBounds() : null
}

/** Carries the remaining credits of the cycle over, up to a maximum of each type. Returns the carried credits. */
function prolong(
  batch: Batch,
  organizationId: OrganizationId,
  expiresAt: Date,
  max: Credits | null,
  now: Date,
): Allowance[] {
  const { decisions, carried } = carryOver(batch.walletsOf(organizationId), { expiresAt, max }, now)
  for (const decision of decisions) batch.apply(decision)
  return [...carried].map(([creditType, credits]) => ({ creditType, credits }))
}

/** Expires the cycle's credits. With `suspends`, lots that require a subscription are locked until the next one. */
function close(batch: Batch, organizationId: OrganizationId, now: Date, { suspends } = { suspends: true }): void {
  for (const decision of endCycles(batch.walletsOf(organizationId), { suspends }, now)) batch.apply(decision)
}

function together(one: readonly Allowance[], other: readonly Allowance[]): Allowance[] {
  const sums = new Map<string, Credits>()
  for (const { creditType, credits } of [...one, ...other]) {
    sums.set(creditType, (sums.get(creditType) ?? 0n) + credits)
  }
  return [...sums].map(([creditType, credits]) => ({ creditType, credits }))
}

/** Returns whether a plan has at least as many credits of each type, and more of one. */
function hasMore(next: Plan, plan: Plan): boolean {
  const creditsIn = (of: Plan, creditType: string) =>
    creditsOf(of).find((each) => each.creditType === creditType)?.credits ?? 0n
  const types = [...creditsOf(next), ...creditsOf(plan)].map(({ creditType }) => creditType)
  return (
    types.every((type) => creditsIn(next, type) >= creditsIn(plan, type)) &&
    types.some((type) => creditsIn(next, type) > creditsIn(plan, type))
  )
}

/** The plan that can be chosen by this name. */
function choosablePlan(batch: Batch, name: string): Plan | NotFound {
  const plan = batch.priceBook.planNamed(name)
  if (!plan) return notFound('plan')
  const message = `The plan ${name} is retired and can’t be chosen any more. The query plans lists those that can.`
  return plan.retired ? { code: 'ENDED', message, endedAt: null } : plan
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
  const message = `The plan ${next.name} doesn’t have more credits than ${plan.name}. Use downgradeSubscription, which changes the plan at the end of the period.`
  return { code: 'NOT_AN_UPGRADE', message }
}
