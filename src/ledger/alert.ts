// Alerts about credits: a balance has become low, or credits of a lot will be lost. They move no credits.
//
// A threshold records that the balance has come down to it, until the balance has recovered: it is above the threshold and credits
// have come in, or it is at least twice the threshold. Credits that a failed task gives back are not a recovery; otherwise tasks
// that fail around a threshold would each raise an alert.

import { type Credits, hasExpired, type Lot, lotAt } from './wallet.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** A number of credits, or a share of the cycle's allowance, at which an alert is raised for a wallet. */
export interface BalanceThreshold {
  readonly organizationId: string
  readonly id: string
  /** The wallet's holder: the organization's own id for its pool, a member's id for the member's wallet. */
  readonly holderId: string
  readonly creditType: string
  /** Null if `percent` is set. */
  readonly credits: Credits | null
  /** The share of the allowance of the present cycle. Null if `credits` is set. */
  readonly percent: number | null
  /** True if the balance has come down to it and has not recovered since. */
  readonly isBelow: boolean
  readonly createdAt: Date
  /** Null: in force. */
  readonly endedAt: Date | null
}

/** Returns whether the available credits have reached a threshold. Without a cycle, they are above every share of it. */
export function isLow(
  { credits, percent }: Pick<BalanceThreshold, 'credits' | 'percent'>,
  available: Credits,
  allowance: Credits | null,
): boolean {
  if (credits !== null) return available <= credits
  return allowance !== null && percent !== null && available * 100n <= allowance * BigInt(percent)
}

/** Returns whether a balance has recovered from a threshold. `cameIn`: the decision has brought credits into the wallet. */
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

/** The credits of a lot that are foretold to be lost, if that is soon and they are still there; null if not. */
export function lossSoon(
  lot: Lot,
  foretold: { readonly credits: Credits; readonly at: Date },
  days: number,
  now: Date,
): Credits | null {
  if (hasExpired(lot, now) || foretold.at <= now) return null
  if (foretold.at.getTime() - days * DAY_MS > now.getTime()) return null
  const { available, locked } = lotAt(lot, now)
  const left = available + locked
  if (left === 0n) return null
  return foretold.credits < left ? foretold.credits : left
}
