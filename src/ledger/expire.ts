// expire: book what is left of a lot past its expiry. Its frozen credits are honoured until their hold ends.

import { Journaling } from './journal.ts'
import { free } from './lock.ts'
import { type Decision, hasExpired, type Lot, move, type WalletState } from './wallet.ts'

/** Null when there is nothing to book: the lot has not expired yet, or nothing of it is left. */
export function expire({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  const left = lot.available + lot.locked
  if (!hasExpired(lot, now) || left === 0n) return null
  const journaling = new Journaling(wallet, now)
  const open = lot.lock === null ? lot : free(lot, journaling, null)
  journaling.write('EXPIRE', left, { lotId: lot.id })
  const lots = [move(open, 'available', 'expired', left)]
  return { wallet: journaling.wallet, lots, entries: journaling.entries }
}
