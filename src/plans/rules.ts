// The state machine of a subscription. Pure: which step may be taken in which state, and the times of cycles and periods.
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
import type { Money } from '../ledger/money.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { cycleAt, monthsAfter, monthsOf } from './calendar.ts'

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

/** The position of a subscription in time. */
export type Place = Pick<Subscription, 'anchorAt' | 'cycle' | 'cycleStart' | 'cycleEnd' | 'periodEnd'>

/** The first cycle, from now on. */
export function beginning(plan: Plan, now: Date): Place {
  return {
    anchorAt: now,
    cycle: 1,
    cycleStart: now,
    cycleEnd: monthsAfter(now, 1),
    periodEnd: monthsAfter(now, monthsOf(plan.interval)),
  }
}

/** The cycle at `now`, which is at or after the end of the last one: the next cycle, or a later one if no process ran. */
export function nextCycle({ anchorAt }: Subscription, plan: Plan, now: Date): Place {
  const cycle = cycleAt(anchorAt, now)
  const interval = monthsOf(plan.interval)
  return {
    anchorAt,
    cycle,
    cycleStart: monthsAfter(anchorAt, cycle - 1),
    cycleEnd: monthsAfter(anchorAt, cycle),
    periodEnd: monthsAfter(anchorAt, Math.ceil(cycle / interval) * interval),
  }
}

/** Returns whether the paid period ends with the cycle. */
export function endsPeriod({ cycleEnd, periodEnd }: Subscription): boolean {
  return cycleEnd >= periodEnd
}

/** Returns whether the cycle has ended, and was not renewed yet. */
export function isDue({ status, cycleEnd }: Subscription, now: Date): boolean {
  return (status === 'ACTIVE' || status === 'PAST_DUE') && cycleEnd <= now
}

/** Returns whether another cycle follows the present one. */
export function isRenewed(subscription: Subscription): boolean {
  return subscription.status === 'ACTIVE' && !(subscription.cancelAtPeriodEnd && endsPeriod(subscription))
}

/** Returns whether a change is a renewal: only a renewal increments the cycle of the same anchor. */
export function isRenewal(before: Subscription, after: Subscription): boolean {
  return before.anchorAt.getTime() === after.anchorAt.getTime() && after.cycle > before.cycle
}

/** The expiry of a cycle's credits: the end of the cycle, or of the next one if the plan carries credits over. */
export function creditsExpireAt(plan: Plan, { anchorAt, cycle }: Pick<Subscription, 'anchorAt' | 'cycle'>): Date {
  return monthsAfter(anchorAt, carriesOver(plan) ? cycle + 1 : cycle)
}

/** Returns whether a renewal carries credits over. */
export function carriesOver({ rolloverMax }: Plan): boolean {
  return rolloverMax !== 0n
}

/**
 * The part of an interval's price that a cycle costs (1 is the first cycle after the anchor). The parts of an interval add up
 * to its price exactly. Null if the price is agreed elsewhere.
 */
export function priceOfCycle({ amount, currency, interval }: Plan, cycle: number): Money | null {
  if (amount === null || currency === null) return null
  const months = BigInt(monthsOf(interval))
  const month = BigInt(cycle - 1) % months
  return { amount: (amount * (month + 1n)) / months - (amount * month) / months, currency }
}
