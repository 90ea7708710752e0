// The state machine of a subscription. Pure: which step may be taken in which state, and what follows by itself. src/ledger/cycle.ts has
// the times of cycles and periods.
//
//   start ──► INCOMPLETE (credits come after the payment) ──paid──► ACTIVE; not in time ──► CANCELED
//   start ──► TRIALING ──end, or paid──► ACTIVE, or LAPSED if the plan says so
//   start ──► ACTIVE ──end of cycle──► ACTIVE, or CANCELED if the end of the period was chosen
//               │ ▲ │ ▲
//        unpaid │ │ │ └─resume── PAUSED ◄──pause── ACTIVE
//               ▼ │ paid
//            PAST_DUE ──end of the time for the payment──► LAPSED ──reactivate──► as a start
//                                                          or CANCELED if that was chosen
//
//   A subscription in any of these states can be canceled at once.

import type { Plan, Subscription, SubscriptionStatus } from '../database/generated/client/client.ts'
import { type Cycle, cycleAt } from '../ledger/cycle.ts'
import type { Refusal } from '../ledger/refusals.ts'

/** The states in which each step may be taken. */
const STEPS = {
  upgrade: ['ACTIVE', 'TRIALING'],
  downgrade: ['ACTIVE', 'TRIALING'],
  'mark as past due': ['ACTIVE'],
  'mark as paid': ['PAST_DUE'],
  pause: ['ACTIVE'],
  resume: ['PAUSED'],
  reactivate: ['LAPSED'],
  cancel: ['INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'PAUSED', 'LAPSED'],
} as const satisfies Record<string, readonly SubscriptionStatus[]>

export type SubscriptionStep = keyof typeof STEPS

export interface SubscriptionState extends Refusal {
  readonly code: 'SUBSCRIPTION_STATE'
  readonly status: SubscriptionStatus
  readonly allowed: readonly SubscriptionStatus[]
}

/** The reason why a step can't be taken; null if it can. */
export function refuseStep({ status }: Subscription, step: SubscriptionStep): SubscriptionState | null {
  const allowed: readonly SubscriptionStatus[] = STEPS[step]
  if (allowed.includes(status)) return null
  const message = `This subscription is ${status}; to ${step.replace(/^\w+/, '$& it')}, it must be ${allowed.join(' or ')}.`
  return { code: 'SUBSCRIPTION_STATE', message, status, allowed }
}

/** The changes that can be planned for the end of the period, and undone until then. */
export type PlannedChange = 'CANCELLATION' | 'DOWNGRADE'

/** The reason why a planned change can't be undone: none is planned; null if one is. */
export function refuseUndo(subscription: Subscription, change: PlannedChange): SubscriptionState | null {
  const { status, cancelAtPeriodEnd, nextPlanId } = subscription
  if (change === 'CANCELLATION' ? cancelAtPeriodEnd : nextPlanId !== null) return null
  const message = `No ${change.toLowerCase()} of this subscription is planned: there is nothing to undo.`
  return { code: 'SUBSCRIPTION_STATE', message, status, allowed: [] }
}

/**
 * The cycle at `now`, which is at or after the end of the last one: the next cycle, or a later one if no process ran. A plan with other
 * cycles or periods counts them from the end of the last period on.
 */
export function nextCycle(subscription: Subscription, plan: Plan, next: Plan, now: Date): Cycle {
  const isAlike = plan.interval === next.interval && plan.refresh === next.refresh
  const { periodEnd: anchorAt } = subscription
  return cycleAt(isAlike ? subscription : { ...subscription, anchorAt, pausedDays: 0 }, next, now)
}

/** Returns whether the paid period ends with the cycle. */
export function endsPeriod({ cycleEnd, periodEnd }: Subscription): boolean {
  return cycleEnd >= periodEnd
}

/** Returns whether another cycle follows the present one. */
export function isRenewed(subscription: Subscription, plan: Pick<Plan, 'trialEnd'> | undefined): boolean {
  const { status, cancelAtPeriodEnd, paymentDueAt } = subscription
  if (cancelAtPeriodEnd && endsPeriod(subscription)) return false
  if (status === 'TRIALING') return plan?.trialEnd === 'RENEW'
  // While there is time for the payment, cycles go on.
  return status === 'ACTIVE' || (status === 'PAST_DUE' && paymentDueAt !== null)
}

/** The next instant at which something follows by itself; null: nothing does. */
export function dueAtOf(subscription: Omit<Subscription, 'dueAt'>): Date | null {
  const { status, cycleEnd, paymentDueAt, resumesAt } = subscription
  if (status === 'LAPSED' || status === 'CANCELED') return null
  if (status === 'PAUSED') return resumesAt
  if (status === 'INCOMPLETE') return paymentDueAt
  return paymentDueAt !== null && paymentDueAt < cycleEnd ? paymentDueAt : cycleEnd
}

/** Returns whether the time for a payment has ended, before or with the cycle. */
export function isUnpaid({ paymentDueAt, cycleEnd }: Subscription, now: Date): boolean {
  return paymentDueAt !== null && paymentDueAt <= now && paymentDueAt <= cycleEnd
}

/** Returns whether a change is a renewal: only after a renewal the present cycle begins when the one before has ended, or later. */
export function isRenewal(before: Subscription, after: Subscription): boolean {
  const goesOn = before.status === 'ACTIVE' || before.status === 'PAST_DUE' || before.status === 'TRIALING'
  return goesOn && after.cycleStart >= before.cycleEnd
}

/** Returns whether a renewal carries credits over. */
export function carriesOver({ rolloverMax }: Plan): boolean {
  return rolloverMax !== 0n
}
