// What a subscription means for lots: those that need one are suspended while there is none, and what a cycle brought ends
// with it or is carried over.

import { expire } from './expire.ts'
import { type EntryLinks, Journaling } from './journal.ts'
import { free, unlockRipe } from './lock.ts'
import { type Credits, type Decision, hasExpired, isLocked, type Lot, move, type WalletState } from './wallet.ts'

/** Locks a lot until there is a subscription again; null when it is locked by hand or has been suspended already. */
export function suspend({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  const journaling = new Journaling(wallet, now)
  const open = unlockRipe(lot, journaling, now)
  if (open.lock === 'MANUAL' || open.lock === 'SUBSCRIPTION') return null
  const left = open.available
  if (left > 0n) journaling.write('LOCK', left, { lotId: lot.id })
  const suspended: Lot = { ...move(open, 'available', 'locked', left), lock: 'SUBSCRIPTION' }
  return { wallet: journaling.wallet, lots: [suspended], entries: journaling.entries }
}

/** There is a subscription again; null when the lot isn't suspended. A lot whose time has not come waits for that. */
export function resume({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  if (lot.lock !== 'SUBSCRIPTION') return null
  const journaling = new Journaling(wallet, now)
  const waits = lot.usableFrom !== null && lot.usableFrom > now
  const resumed: Lot = waits ? { ...lot, lock: 'SCHEDULED' } : free(lot, journaling, null)
  return { wallet: journaling.wallet, lots: [resumed], entries: journaling.entries }
}

/**
 * A cycle has ended: of what is left of its lot, `max` credits (null: all) can be used until `expiresAt`, and the others
 * expire. What is frozen can be used as long when it comes back. Null when the lot has expired and nothing is left to book.
 */
export function carryOver(
  state: WalletState,
  lot: Lot,
  { expiresAt, max }: { readonly expiresAt: Date; readonly max: Credits | null },
  now: Date,
): Decision | null {
  if (hasExpired(lot, now)) return expire(state, lot, now)
  const journaling = new Journaling(state.wallet, now)
  const left = lot.available + lot.locked
  const gone = max !== null && left > max ? left - max : 0n
  const carried: Lot = { ...forfeitPart(lot, gone, journaling), expiresAt }
  return { wallet: journaling.wallet, lots: [carried], entries: journaling.entries }
}

/** Expires so many credits of a lot, whether it is locked or not. */
function forfeitPart(lot: Lot, credits: Credits, journaling: Journaling): Lot {
  if (credits === 0n) return lot
  const links: EntryLinks = { lotId: lot.id }
  let part = lot
  if (isLocked(lot)) {
    journaling.write('UNLOCK', credits, links)
    part = move(part, 'locked', 'available', credits)
  }
  journaling.write('EXPIRE', credits, links)
  return move(part, 'available', 'expired', credits)
}
