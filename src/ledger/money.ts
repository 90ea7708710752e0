// Money: what was paid for credits. Whole units of a currency's smallest coin, and exact fractions in between.

import type { Credits, Lot } from './wallet.ts'

export interface Money {
  /** In the currency's smallest unit. */
  readonly amount: bigint
  /** ISO 4217. */
  readonly currency: string
}

/**
 * What was paid for so many credits of a lot, rounded down; null if it was not told. All that were paid for together
 * cost exactly what was paid.
 */
export function costOf(
  { costAmount, costCredits, currency }: Pick<Lot, 'costAmount' | 'costCredits' | 'currency'>,
  credits: Credits,
): Money | null {
  if (costAmount === null || costCredits === null || currency === null) return null
  return { amount: (costAmount * credits) / costCredits, currency }
}
