// The state machine of a subscription. Pure: which step may be taken in which state. src/ledger/cycle.ts has the times of cycles and
// periods.
// src/plans/commands.ts decides the effects on credits.
//
//   start ──► ACTIVE ──end of cycle──► ACTIVE, or CANCELED if the end of the period was chosen
//               │ ▲
//        unpaid │ │ paid
//               ▼ │
//            PAST_DUE ──end of cycle──► LAPSED ──reactivate──► ACTIVE, from then on
//                                       or CANCELED if that was chosen
//
//   A subscription in any of these states can be canceled at once.

import type { Plan, Subscription, SubscriptionStatus } from '../database/generated/client/client.ts'
import { type Cycle, cycleAt } from '../ledger/cycle.ts'
import type { Refusal } from '../ledger/refusals.ts'

/** The states in which each step may be taken. */
const STEPS = {
  upgrade: ['ACTIVE'],
  downgrade: ['ACTIVE'],
  'mark as past due': ['ACTIVE'],
  'mark as paid': ['PAST_DUE'],
  reactivate: ['LAPSED'],
  cancel: ['ACTIVE', 'PAST_DUE', 'LAPSED'],
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
  const message = `This subscription is ${status}; to ${step} it, it must be ${allowed.join(' or ')}.`
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
  return cycleAt(isAlike ? subscription : { ...subscription, anchorAt: subscription.periodEnd }, next, now)
}

/** Returns whether the paid period ends with the cycle. */
export function endsPeriod({ cycleEnd, periodEnd }: Subscription): boolean {
  return cycleEnd >= periodEnd
}

/** Returns whether another cycle follows the present one. */
export function isRenewed(subscription: Subscription): boolean {
  return subscription.status === 'ACTIVE' && !(subscription.cancelAtPeriodEnd && endsPeriod(subscription))
}

/** Returns whether a change is a renewal: only after a renewal the present cycle begins when the one before has ended, or later. */
export function isRenewal(before: Subscription, after: Subscription): boolean {
  return before.status !== 'LAPSED' && after.cycleStart >= before.cycleEnd
}

/** Returns whether a renewal carries credits over. */
export function carriesOver({ rolloverMax }: Plan): boolean {
  return rolloverMax !== 0n
}
