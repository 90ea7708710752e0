// How a subscription goes from one state to the next. Pure: what may be done in which state, and what it makes of the
// subscription; src/plans/commands.ts does what it means for credits.
//
//   start ──► ACTIVE ──end of cycle──► ACTIVE, or CANCELED if that was wanted at the end of the period
//               │ ▲
//        unpaid │ │ paid
//               ▼ │
//            PAST_DUE ──end of cycle──► LAPSED ──reactivate──► ACTIVE, from then on
//                                       or CANCELED if that was wanted
//
//   Each can be canceled at once.

import type { Plan, Subscription, SubscriptionStatus } from '../database/generated/client/client.ts'
import type { Money } from '../ledger/money.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { cycleAt, monthsAfter, monthsOf } from './calendar.ts'

/** In which states each thing may be done. */
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

/** Why a step can't be taken; null if it can. */
export function refuseStep({ status }: Subscription, step: SubscriptionStep): SubscriptionState | null {
  const allowed: readonly SubscriptionStatus[] = STEPS[step]
  if (allowed.includes(status)) return null
  const message = `This subscription is ${status}; to ${step} it, it must be ${allowed.join(' or ')}.`
  return { code: 'SUBSCRIPTION_STATE', message, status, allowed }
}

/** Where a subscription is in time. */
type Place = Pick<Subscription, 'anchorAt' | 'cycle' | 'cycleStart' | 'cycleEnd' | 'periodEnd'>

/** Its first cycle, from now on. */
export function beginning(plan: Plan, now: Date): Place {
  return {
    anchorAt: now,
    cycle: 1,
    cycleStart: now,
    cycleEnd: monthsAfter(now, 1),
    periodEnd: monthsAfter(now, monthsOf(plan.interval)),
  }
}

/** The cycle that `now` is in, at or after the end of the last one: the next, unless some were slept through. */
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

/** Whether what was paid for ends with the cycle. */
export function endsPeriod({ cycleEnd, periodEnd }: Subscription): boolean {
  return cycleEnd >= periodEnd
}

/** Whether its cycle is over, and that was not booked yet. */
export function isDue({ status, cycleEnd }: Subscription, now: Date): boolean {
  return (status === 'ACTIVE' || status === 'PAST_DUE') && cycleEnd <= now
}

/** Whether another cycle comes after the present one. */
export function isRenewed(subscription: Subscription): boolean {
  return subscription.status === 'ACTIVE' && !(subscription.cancelAtPeriodEnd && endsPeriod(subscription))
}

/** Whether a subscription has gone from one cycle to a later one: cycles are counted on only by a renewal. */
export function isRenewal(before: Subscription, after: Subscription): boolean {
  return before.anchorAt.getTime() === after.anchorAt.getTime() && after.cycle > before.cycle
}

/** From when on credits of a cycle can't be used: with it, or where they can be carried over, with the one after it. */
export function creditsExpireAt(plan: Plan, { anchorAt, cycle }: Pick<Subscription, 'anchorAt' | 'cycle'>): Date {
  return monthsAfter(anchorAt, carriesOver(plan) ? cycle + 1 : cycle)
}

/** Whether a renewal carries anything over. */
export function carriesOver({ rolloverMax }: Plan): boolean {
  return rolloverMax !== 0n
}

/**
 * Of an interval's price, the part of its cycle of this number (1 for the first since the anchor). The parts of an
 * interval add up to its price exactly. Null where the price is agreed elsewhere.
 */
export function priceOfCycle({ amount, currency, interval }: Plan, cycle: number): Money | null {
  if (amount === null || currency === null) return null
  const months = BigInt(monthsOf(interval))
  const month = BigInt(cycle - 1) % months
  return { amount: (amount * (month + 1n)) / months - (amount * month) / months, currency }
}
