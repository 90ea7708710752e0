// The lane commands of a subscription: each decides the subscription's next state and its effects on credits in one batch. So
// a renewal grants and expires together, once, regardless of who sends it and how often.

import { v7 as uuidv7 } from 'uuid'
import type { Plan, Subscription } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { type Command, type Idempotency, type Skipped, skip } from '../engine/command.ts'
import { isDue } from '../engine/subscriptionTerms.ts'
import type { OrganizationId } from '../ids.ts'
import { type Cycle, cycleAt, type Place } from '../ledger/cycle.ts'
import { grant, PLAIN_GRANT } from '../ledger/grant.ts'
import { must } from '../ledger/must.ts'
import { type CreditsOutOfBounds, creditsOutOfBounds, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { type CarryOver, carryOver, endCycles, resumeAll } from '../ledger/subscription.ts'
import { CREDITS_MAX, type Credits, isOfCycle } from '../ledger/wallet.ts'
import { refuseClosed } from '../organizations/lock.ts'
import { refuseSeats, type SeatsExceeded } from '../organizations/seats.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import {
  type Allowance,
  allowancesOf,
  creditsOfCycle,
  hasFewer,
  isInForce,
  plannedPlan,
  priceOfCycle,
  writeAllowances,
  writeCarryLimit,
} from './plan.ts'
import {
  carriesOver,
  endsPeriod,
  isRenewal,
  isRenewed,
  nextCycle,
  type PlannedChange,
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

export interface Start {
  readonly plan: string
  readonly subscriptionId: string
  /** The instant from which cycles are counted, at most now; null: now. */
  readonly startsAt: Date | null
}

/**
 * Starts a subscription: the credits of the present cycle are granted, which is the first unless it starts in the past, and lots that
 * require a subscription are unlocked.
 */
export function startSubscription(
  organizationId: OrganizationId,
  { plan: planName, subscriptionId, startsAt }: Start,
  idempotency: Idempotency | null,
): Command<Subscribed, InvalidInput | NotFound | SubscriptionExists | SeatsExceeded | CreditsOutOfBounds> {
  return {
    organizationId,
    idempotency,
    reads: { everyWallet: true, counts: ['members'] },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const plan = choosablePlan(batch, planName)
      if (isRefusal(plan)) return plan
      if (snapshot.subscription) return subscriptionExists()
      const now = batch.timeOf(organizationId)
      if (startsAt && startsAt > now) return invalidInput({ path: 'startsAt', message: 'must not be in the future' })
      const seats = refuseSeatsOf(batch, organizationId, plan)
      if (seats) return seats
      const begun = begin(batch, organizationId, plan, startsAt ?? now)
      if (isRefusal(begun)) return begun
      return put(batch, {
        organizationId,
        id: subscriptionId,
        status: 'ACTIVE',
        ...begun,
        cancelAtPeriodEnd: false,
        createdAt: now,
        endedAt: null,
      })
    },
  }
}

/** Ends the cycle of an organization, if it is due: the next one begins, or the subscription ends or lapses. */
export function endCycle(organizationId: OrganizationId): Command<Subscribed, NotFound | Skipped> {
  const command = change<Skipped>(organizationId, null, (batch, subscription, plan, now) => {
    if (!isDue(subscription, now)) return skip()
    if (!isRenewed(subscription)) {
      const ended = end(batch, subscription, now)
      return subscription.cancelAtPeriodEnd
        ? { ...ended, status: 'CANCELED', endedAt: now }
        : { ...ended, status: 'LAPSED' }
    }
    const planned = endsPeriod(subscription) ? plannedPlan(batch.priceBook, subscription) : null
    // If the planned plan has too few seats now, the change waits for the end of the next period.
    const changed = planned && !refuseSeatsOf(batch, organizationId, planned) ? planned : null
    return renew(batch, subscription, { plan, changed }, now)
  })
  return { ...command, evenClosed: true, evenDue: true }
}

/** Begins the next cycle, with another plan if it changes now. */
function renew(
  batch: Batch,
  subscription: Subscription,
  { plan, changed }: { readonly plan: Plan; readonly changed: Plan | null },
  now: Date,
): Subscription {
  const { organizationId, cycleEnd } = subscription
  const next = changed ?? plan
  const cycle = nextCycle(subscription, plan, next, now)
  const carries = carriesOver(plan)
  if (!carries) close(batch, organizationId, now, { suspends: false })
  const carried = carries
    ? prolong(batch, organizationId, { expiresAt: cycle.place.cycleEnd, max: plan.rolloverMax, endedAt: cycleEnd }, now)
    : []
  // A wallet that can't take a whole cycle's credits any more gets the rest that fits: the organization goes on with what it has.
  const grants = creditsOfCycle(next, cycle.share).map((allowance) => withinBounds(batch, organizationId, allowance))
  grantCycle(batch, organizationId, next, { cycle, grants }, now)
  return {
    ...subscription,
    ...cycle.place,
    planId: next.id,
    nextPlanId: changed ? null : subscription.nextPlanId,
    allowances: writeAllowances(together(grants, carried)),
    carryLimit: carries ? writeCarryLimit(plan.rolloverMax, carried, now) : null,
  }
}

/** Upgrades to another plan with at least as many credits, at once. The old plan's policy decides which credits of the cycle stay. */
export function upgradeSubscription(
  organizationId: OrganizationId,
  planName: string,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds> {
  type Refused = NotFound | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds
  return change<Refused>(organizationId, idempotency, (batch, subscription, plan, now) => {
    const state = refuseStep(subscription, 'upgrade')
    if (state) return state
    const next = choosablePlan(batch, planName)
    if (isRefusal(next)) return next
    const seats = refuseSeatsOf(batch, organizationId, next)
    if (seats) return seats
    if (next.id === plan.id || hasFewer(next, plan)) return noUpgrade(plan, next)
    const cycle = cycleAt({ anchorAt: now, timeZone: timeZoneOf(batch, organizationId) }, next, now)
    const isNet = plan.upgradePolicy === 'NET_OF_USED'
    // NET_OF_USED: the remaining credits stay, and the difference between the allowances is granted.
    const before = isNet ? allowancesOf(subscription) : []
    const credits = creditsOfCycle(next, cycle.share)
    const grants = credits.map(({ creditType, credits }) => {
      const had = before.find((each) => each.creditType === creditType)?.credits ?? 0n
      return { creditType, credits: credits > had ? credits - had : 0n }
    })
    const refusal = refuseGrants(batch, organizationId, grants)
    if (refusal) return refusal
    const carried = prolong(batch, organizationId, { expiresAt: cycle.place.cycleEnd, max: null, endedAt: null }, now)
    grantCycle(batch, organizationId, next, { cycle, grants }, now)
    const allowances = writeAllowances(isNet ? credits : together(credits, carried))
    // The upgrade replaces a planned downgrade, but not a planned cancellation.
    return { ...subscription, ...cycle.place, planId: next.id, nextPlanId: null, allowances }
  })
}

/** Plans another plan from the end of the period on. A planned cancellation stays, and takes precedence until it is undone. */
export function downgradeSubscription(
  organizationId: OrganizationId,
  planName: string,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState | SeatsExceeded> {
  return change<NotFound | SubscriptionState | SeatsExceeded>(organizationId, idempotency, (batch, subscription) => {
    const next = choosablePlan(batch, planName)
    if (isRefusal(next)) return next
    const refusal = refuseStep(subscription, 'downgrade') ?? refuseSeatsOf(batch, organizationId, next)
    return refusal ?? { ...subscription, nextPlanId: next.id }
  })
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
  return change<SubscriptionState>(
    organizationId,
    idempotency,
    (_batch, subscription) => refuseStep(subscription, step) ?? { ...subscription, status },
  )
}

/** Undoes a planned cancellation or downgrade. */
export function undoChange(
  organizationId: OrganizationId,
  planned: PlannedChange,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState> {
  return change<SubscriptionState>(organizationId, idempotency, (_batch, subscription) => {
    const refusal = refuseUndo(subscription, planned)
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
    const begun = begin(batch, organizationId, next, now)
    if (isRefusal(begun)) return begun
    return { ...subscription, ...begun, carryLimit: subscription.carryLimit, status: 'ACTIVE' as const }
  })
}

/** Cancels a subscription, at once or at the end of the paid period. */
export function cancelSubscription(
  organizationId: OrganizationId,
  atPeriodEnd: boolean,
  idempotency: Idempotency | null,
): Command<Subscribed, NotFound | SubscriptionState> {
  const command = change<SubscriptionState>(organizationId, idempotency, (batch, subscription, _plan, now) => {
    const state = refuseStep(subscription, 'cancel')
    if (state) return state
    // A lapsed subscription has no period. A planned downgrade stays, in case the cancellation is undone.
    if (atPeriodEnd && isInForce(subscription)) return { ...subscription, cancelAtPeriodEnd: true }
    return { ...end(batch, subscription, now), status: 'CANCELED', endedAt: now }
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

/**
 * Begins to count cycles from an anchor: the credits of the present cycle are granted, and lots that require a subscription are
 * unlocked. Returns the terms of the subscription; or a refusal, and puts nothing.
 */
function begin(batch: Batch, organizationId: OrganizationId, plan: Plan, anchorAt: Date): Begun | CreditsOutOfBounds {
  const now = batch.timeOf(organizationId)
  const cycle = cycleAt({ anchorAt, timeZone: timeZoneOf(batch, organizationId) }, plan, now)
  const grants = creditsOfCycle(plan, cycle.share)
  const refusal = refuseGrants(batch, organizationId, grants)
  if (refusal) return refusal
  for (const decision of resumeAll(batch.walletsOf(organizationId), now)) batch.apply(decision)
  grantCycle(batch, organizationId, plan, { cycle, grants }, now)
  const allowances = writeAllowances(grants)
  return { ...cycle.place, planId: plan.id, nextPlanId: null, allowances, carryLimit: null }
}

type Begun = Place & Pick<Subscription, 'planId' | 'nextPlanId' | 'allowances' | 'carryLimit'>

function timeZoneOf(batch: Batch, organizationId: OrganizationId): string {
  return must(batch.organization(organizationId), 'a command has its organization').timeZone
}

/** Grants a cycle's credits to the pools. The price is the cost of the lot of the first credit type. */
function grantCycle(
  batch: Batch,
  organizationId: OrganizationId,
  plan: Plan,
  { cycle: { place, share }, grants }: { readonly cycle: Cycle; readonly grants: readonly Allowance[] },
  now: Date,
): void {
  const policy = batch.priceBook.lotPolicy('SUBSCRIPTION')
  for (const [i, { creditType, credits }] of grants.entries()) {
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
      expiresAt: place.cycleEnd,
      requiresSubscription: true,
      source: `${plan.name}, cycle ${place.cycle}`,
      paid: i === 0 ? priceOfCycle(plan, share) : null,
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
  return allowances.some((each) => withinBounds(batch, organizationId, each) !== each) ? creditsOutOfBounds() : null
}

/** The credits of an allowance that the pool can take: the same allowance if it can take all. */
function withinBounds(batch: Batch, organizationId: OrganizationId, allowance: Allowance): Allowance {
  const granted = batch.walletOf(organizationId, organizationId, allowance.creditType)?.wallet.granted ?? 0n
  const room = CREDITS_MAX - granted
  return allowance.credits <= room ? allowance : { ...allowance, credits: room }
}

/** Carries the remaining credits of the cycle over, up to a maximum of each type. Returns the carried credits. */
function prolong(batch: Batch, organizationId: OrganizationId, how: CarryOver, now: Date): Allowance[] {
  const { decisions, carried } = carryOver(batch.walletsOf(organizationId), how, now)
  for (const decision of decisions) batch.apply(decision)
  return [...carried].map(([creditType, credits]) => ({ creditType, credits }))
}

/** Ends a subscription's credits with it. Its allowances know what expired of the credits that earlier cycles had brought. */
function end(batch: Batch, subscription: Subscription, now: Date): Subscription {
  const { organizationId, cycleStart } = subscription
  if (!isInForce(subscription)) return subscription
  const allowances = allowancesOf(subscription).map((allowance) => {
    const states = batch.walletsOf(organizationId).filter(({ wallet }) => wallet.creditType === allowance.creditType)
    const older = states.flatMap(({ lots }) =>
      [...lots.values()].filter((lot) => isOfCycle(lot) && lot.createdAt < cycleStart),
    )
    const expired = older.reduce((sum, { available, locked }) => sum + available + locked, 0n)
    return expired === 0n ? allowance : { ...allowance, expired }
  })
  close(batch, organizationId, now)
  return { ...subscription, allowances: writeAllowances(allowances) }
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
  const message = `The plan ${next.name} has fewer credits than ${plan.name}, or is the same. Use downgradeSubscription, which changes the plan at the end of the period.`
  return { code: 'NOT_AN_UPGRADE', message }
}
