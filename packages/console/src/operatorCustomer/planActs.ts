// What can be done with a subscription, by its state.

import type { Subscription } from './customer.ts'

type ChoosingAct = 'start' | 'upgrade' | 'downgrade'
export type SimpleAct =
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'cancelNow'
  | 'keep'
  | 'keepPlan'
  | 'reactivate'
  | 'markPaid'
  | 'markPastDue'
export type PlanAct = ChoosingAct | SimpleAct

/** Returns the acts in the order in which they are offered. */
export function planActsOf(subscription: Subscription | null): readonly PlanAct[] {
  if (!subscription) return ['start']
  const { status, cancelAtPeriodEnd, nextPlan, paymentDueAt } = subscription
  if (status === 'CANCELED') return ['start']
  if (status === 'LAPSED') return ['reactivate', 'cancelNow']
  const planned: readonly PlanAct[] = [
    ...(cancelAtPeriodEnd ? (['keep'] as const) : []),
    ...(nextPlan ? (['keepPlan'] as const) : []),
  ]
  if (status === 'PAUSED') return ['resume', ...planned, 'cancelNow']
  const awaitsPayment = status === 'INCOMPLETE' || status === 'TRIALING' || status === 'PAST_DUE' || paymentDueAt
  return [
    ...(awaitsPayment ? (['markPaid'] as const) : []),
    ...(status === 'ACTIVE' ? (['upgrade', 'downgrade', 'pause', 'markPastDue'] as const) : []),
    ...planned,
    ...(cancelAtPeriodEnd ? [] : (['cancel'] as const)),
    'cancelNow',
  ]
}
