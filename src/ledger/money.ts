// Money: the payments for credits, in whole numbers of a currency's smallest unit, with exact fractions in between.

import type { Credits, Lot } from './wallet.ts'

export interface Money {
  /** In the currency's smallest unit. */
  readonly amount: bigint
  /** ISO 4217. */
  readonly currency: string
}

/**
 * Returns the price of a number of credits of a lot, rounded down; null if it is unknown. All credits of a lot together
 * cost exactly the price of the lot.
 */
export function costOf(
  { costAmount, costCredits, currency }: Pick<Lot, 'costAmount' | 'costCredits' | 'currency'>,
  credits: Credits,
): Money | null {
  if (costAmount === null || costCredits === null || currency === null) return null
  return { amount: (costAmount * credits) / costCredits, currency }
}
