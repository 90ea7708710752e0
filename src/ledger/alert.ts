// Alerts about credits: when a balance has become low, and when a lot is about to expire. What they tell moves nothing.
//
// A threshold remembers that the balance has come down to it, until the balance has recovered. It has once it is above the
// threshold and credits have come in, or once it is at least twice the threshold. Credits that a failed task gives back are no
// recovery, or tasks that fail around a threshold would each raise an alert.

import { type Credits, hasExpired, type Lot, lotAt } from './wallet.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** A balance to be told of once it is no more than this: of credits, or of a share of the cycle's allowance. */
export interface BalanceThreshold {
  readonly organizationId: string
  readonly id: string
  /** Whose wallet: the organization's own id for its pool, a member's id for the member's. */
  readonly holderId: string
  readonly creditType: string
  /** Null: `percent` says it. */
  readonly credits: Credits | null
  /** Of what the present cycle of the subscription has to give. Null: `credits` says it. */
  readonly percent: number | null
  /** Whether the balance has come down to it, and has not recovered since. */
  readonly isBelow: boolean
  readonly createdAt: Date
  /** Null: in force. */
  readonly endedAt: Date | null
}

/** Whether so many available credits are no more than a threshold. Without a cycle, they are more than any share of it. */
export function isLow(
  { credits, percent }: Pick<BalanceThreshold, 'credits' | 'percent'>,
  available: Credits,
  allowance: Credits | null,
): boolean {
  if (credits !== null) return available <= credits
  return allowance !== null && percent !== null && available * 100n <= allowance * BigInt(percent)
}

/** Whether a balance that had come down to a threshold has recovered. `cameIn`: the decision has brought credits into the wallet. */
export function hasRecovered(
  threshold: Pick<BalanceThreshold, 'credits' | 'percent'>,
  available: Credits,
  allowance: Credits | null,
  cameIn: boolean,
): boolean {
  if (isLow(threshold, available, allowance)) return false
  if (cameIn) return true
  const { credits, percent } = threshold
  if (credits !== null) return credits > 0n && available >= 2n * credits
  return allowance === null || percent === null || available * 100n >= 2n * allowance * BigInt(percent)
}

/** What will be lost of a lot that expires within so many days, if it isn't used; null if it isn't that time, or nothing will. */
export function expiringSoon(lot: Lot, days: number, now: Date): Credits | null {
  if (lot.expiresAt === null || hasExpired(lot, now)) return null
  if (lot.expiresAt.getTime() - days * DAY_MS > now.getTime()) return null
  const { available, locked } = lotAt(lot, now)
  return available + locked > 0n ? available + locked : null
}
