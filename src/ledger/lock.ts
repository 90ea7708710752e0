// lock and unlock: a lot that may not be used now, and may again. What it has frozen stays frozen, and is locked when
// it comes back.

import { Journaling } from './journal.ts'
import { type LotLocked, type LotNotLocked, lotLocked, lotNotLocked } from './refusals.ts'
import { type Decision, isDisputed, isRipe, type Lot, move, type WalletState } from './wallet.ts'

export function lock({ wallet }: WalletState, lot: Lot, reason: string, now: Date): Decision | LotLocked {
  if (lot.lock !== null && !isRipe(lot, now)) return lotLocked(lot.lock)
  const journaling = new Journaling(wallet, now)
  const open = unlockRipe(lot, journaling, now)
  if (open.available > 0n) journaling.write('LOCK', open.available, { lotId: lot.id, reason })
  const locked: Lot = { ...move(open, 'available', 'locked', open.available), lock: 'MANUAL' }
  return { wallet: journaling.wallet, lots: [locked], entries: journaling.entries }
}

/** Also lifts a lock whose time has not come yet; but not that of a lot without the subscription that it needs. */
export function unlock(
  { wallet }: WalletState,
  lot: Lot,
  reason: string,
  now: Date,
): Decision | LotNotLocked | LotLocked {
  if (lot.lock === null) return lotNotLocked()
  if (lot.lock === 'SUBSCRIPTION') return lotLocked(lot.lock)
  const journaling = new Journaling(wallet, now)
  const unlocked = free(lot, journaling, reason)
  return { wallet: journaling.wallet, lots: [unlocked], entries: journaling.entries }
}

/** Books that a lot's time has come; null when there is nothing to book. */
export function ripen({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  if (!isRipe(lot, now)) return null
  const journaling = new Journaling(wallet, now)
  const ripe = unlockRipe(lot, journaling, now)
  return { wallet: journaling.wallet, lots: [ripe], entries: journaling.entries }
}

/** The lot as it is once its time has come; the very same if that isn't so. */
export function unlockRipe(lot: Lot, journaling: Journaling, now: Date): Lot {
  return isRipe(lot, now) ? free(lot, journaling, null) : lot
}

/** The lot without its lock. In dispute, its credits stay locked. */
export function free(lot: Lot, journaling: Journaling, reason: string | null): Lot {
  if (isDisputed(lot)) return { ...lot, lock: null }
  return unlockCredits({ ...lot, lock: null }, journaling, reason)
}

/** Makes what is locked of a lot available. */
export function unlockCredits(lot: Lot, journaling: Journaling, reason: string | null): Lot {
  if (lot.locked > 0n) journaling.write('UNLOCK', lot.locked, { lotId: lot.id, reason })
  return move(lot, 'locked', 'available', lot.locked)
}
