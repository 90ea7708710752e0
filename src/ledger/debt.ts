// Debts: credits that were used and could not be paid. What comes in next pays them first; what is written off, nobody
// pays.

import type { Journaling } from './journal.ts'
import { isUnlimited, type Lot, move } from './wallet.ts'

/**
 * Pays what the wallet owes from credits that have just come in. A lot that is limited to some models or operations
 * pays no debts: they may be of others.
 */
export function repay(lot: Lot, journaling: Journaling): Lot {
  const { owed } = journaling.wallet
  const paid = owed < lot.available ? owed : lot.available
  if (paid === 0n || !isUnlimited(lot)) return lot
  journaling.write('REPAY', paid, { lotId: lot.id })
  return move(lot, 'available', 'spent', paid)
}
