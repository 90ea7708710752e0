// expire: book what is left of a lot past its expiry. Its frozen credits are honoured until their hold ends.

import { record } from './journal.ts'
import { type Decision, hasExpired, type Lot, move, type WalletState } from './wallet.ts'

/** Null when there is nothing to book: the lot has not expired yet, or nothing of it is available. */
export function expire({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  if (!hasExpired(lot, now) || lot.available === 0n) return null
  const expired = record(wallet, 'EXPIRE', lot.available, { lotId: lot.id }, now)
  return {
    wallet: expired.wallet,
    lots: [move(lot, 'available', 'expired', lot.available)],
    entries: [expired.entry],
  }
}
