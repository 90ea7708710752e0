// expire: books the rest of a lot after its expiry. Its frozen credits can be spent until their hold ends. Credits that come back
// from a hold after the expiry are forfeited, or usable for the lot's grace. A grace ends a fixed time after the lot's expiry,
// however often credits come back.

import type { Decision } from './decision.ts'
import { type EntryLinks, Journaling } from './journal.ts'
import { unlockCredits, unlockMature } from './unlock.ts'
import { type Credits, hasExpired, isLocked, type Lot, move, type WalletState } from './wallet.ts'

/** Null if there is nothing to book: the lot has not expired, or has no credits left. */
export function expire({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  if (!hasExpired(lot, now) || lot.available + lot.locked === 0n) return null
  const journaling = new Journaling(wallet, now)
  const lots = [expireCredits({ ...lot, lock: null }, 0n, journaling)]
  return { wallet: journaling.wallet, lots, entries: journaling.entries }
}

/** Returns whether credits that come back to a lot now are lost: revoked with it, or after its grace. */
export function isForfeited(lot: Lot, now: Date): boolean {
  if (lot.dispute === 'LOST') return true
  if (!hasExpired(lot, now)) return false
  const end = graceEnd(lot)
  return end !== null && end <= now
}

/** The end of the time in which credits that come back to an expired lot can be used; null: it has no end. */
function graceEnd({ expiresAt, graceSeconds, graceFrom }: Lot): Date | null {
  if (expiresAt === null || graceSeconds === null) return null
  return graceFrom === null ? new Date(expiresAt.getTime() + graceSeconds * 1_000) : expiresAt
}

/**
 * The lot after credits have come back to it. They get the state that they would have if they had always been there; if the lot
 * has expired meanwhile, they can be used until its grace ends.
 */
export function comeBack(lot: Lot, credits: Credits, journaling: Journaling, links: EntryLinks): Lot {
  const now = journaling.now
  const ofLot = { ...links, lotId: lot.id }
  if (isForfeited(lot, now)) {
    const isRevoked = lot.dispute === 'LOST'
    journaling.write(isRevoked ? 'REVOKE' : 'EXPIRE', credits, ofLot)
    return move(lot, 'available', isRevoked ? 'revoked' : 'expired', credits)
  }
  let back = lot
  if (hasExpired(lot, now)) {
    const expiresAt = graceEnd(lot)
    back = { ...expireCredits(lot, credits, journaling), expiresAt, graceFrom: expiresAt && lot.expiresAt }
  }
  back = unlockMature(back, journaling, now)
  // All credits of an unlocked lot are available; of a locked lot, only those that have just come back.
  if (!isLocked(back)) return back
  journaling.write('LOCK', credits, ofLot)
  return move(back, 'available', 'locked', credits)
}

/** Expires the remaining credits of a lot, except for `kept` of the available ones. */
function expireCredits(lot: Lot, kept: Credits, journaling: Journaling): Lot {
  const open = unlockCredits(lot, journaling, null)
  const gone = open.available - kept
  if (gone > 0n) journaling.write('EXPIRE', gone, { lotId: lot.id })
  return move(open, 'available', 'expired', gone)
}
