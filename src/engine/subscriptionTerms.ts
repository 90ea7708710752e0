// The terms of a subscription that decisions about credits need: the end of its cycle, its allowances, and the carry limit of its last
// renewal. The latter two are stored as JSON, which src/plans/plan.ts writes.

import type { Subscription } from '../database/generated/client/client.ts'
import type { Carry } from '../ledger/wallet.ts'

/** The carry limit of a subscription's last renewal, as it is stored: of each credit type, the maximum, and what is left of it. */
export interface CarryLimit {
  /** The time of the renewal. */
  readonly at: string
  readonly limits: readonly { readonly creditType: string; readonly max: number; readonly left: number }[]
}

function carryLimitOf({ carryLimit }: Subscription): CarryLimit {
  return carryLimit as unknown as CarryLimit
}

/** The credits that holds may give back past the last renewal; null if that had no carry limit. */
export function carryOf(subscription: Subscription, creditType: string): Carry | null {
  if (subscription.carryLimit === null) return null
  const { at, limits } = carryLimitOf(subscription)
  return { at: new Date(at), left: BigInt(limits.find((limit) => limit.creditType === creditType)?.left ?? 0) }
}

/** The subscription after holds have given credits back: the carry limit of the credit type has this much left. */
export function withCarryLeft(subscription: Subscription, creditType: string, left: bigint): Subscription {
  const { at, limits } = carryLimitOf(subscription)
  const after = limits.map((limit) => (limit.creditType === creditType ? { ...limit, left: Number(left) } : limit))
  return { ...subscription, carryLimit: { at, limits: after } }
}

/** Returns whether the end of a cycle, a pause or the time for a payment has come, and what follows was not decided yet. */
export function isDue({ dueAt }: Pick<Subscription, 'dueAt'>, now: Date): boolean {
  return dueAt !== null && dueAt.getTime() <= now.getTime()
}

/** Returns whether lots that require a subscription can be used. */
export function isInForce(subscription: Pick<Subscription, 'status'> | null | undefined): boolean {
  const status = subscription?.status
  return status === 'ACTIVE' || status === 'PAST_DUE' || status === 'TRIALING'
}

/** The allowance of a credit type in the present cycle; null without an active subscription or without such an allowance. */
export function allowanceOf(subscription: Subscription | null, creditType: string): bigint | null {
  if (!isInForce(subscription)) return null
  const allowance = allowancesOf(subscription).find((each) => each.creditType === creditType)
  return allowance ? BigInt(allowance.credits) : null
}

/** The allowances of the present cycle, as they are stored. */
export function allowancesOf(subscription: Subscription | null): readonly { creditType: string; credits: number }[] {
  return subscription ? (subscription.allowances as unknown as { creditType: string; credits: number }[]) : []
}
