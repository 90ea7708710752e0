// expire: book what is left of a lot past its expiry. Its frozen credits can be spent until their hold ends; what comes
// back from a hold after the expiry is forfeited, or can be used for a while longer, as the lot's grace says. A grace ends
// so long after the lot's expiry, whenever credits come back and however often.

import { type EntryLinks, Journaling } from './journal.ts'
import { unlockCredits, unlockMature } from './unlock.ts'
import { type Credits, type Decision, hasExpired, isLocked, type Lot, move, type WalletState } from './wallet.ts'

/** Null when there is nothing to book: the lot has not expired yet, or nothing of it is left. */
export function expire({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  if (!hasExpired(lot, now) || lot.available + lot.locked === 0n) return null
  const journaling = new Journaling(wallet, now)
  const lots = [expireCredits({ ...lot, lock: null }, 0n, journaling)]
  return { wallet: journaling.wallet, lots, entries: journaling.entries }
}

/** Whether credits that come back to a lot now are lost: revoked with it, or too late even for its grace. */
export function isForfeited(lot: Lot, now: Date): boolean {
  if (lot.dispute === 'LOST') return true
  if (!hasExpired(lot, now)) return false
  const end = graceEnd(lot)
  return end !== null && end <= now
}

/** Until when credits can be used that come back to a lot that has expired; null: for good. */
function graceEnd({ expiresAt, graceSeconds, graceFrom }: Lot): Date | null {
  if (expiresAt === null || graceSeconds === null) return null
  return graceFrom === null ? new Date(expiresAt.getTime() + graceSeconds * 1_000) : expiresAt
}

/**
 * What becomes of credits that have come back to a lot and are available there: whatever would be the case if they had
 * been there all the time; but if it has expired meanwhile, they can be used until its grace ends.
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
  // An unlocked lot has all there; a locked one only what came back just now.
  if (!isLocked(back)) return back
  journaling.write('LOCK', credits, ofLot)
  return move(back, 'available', 'locked', credits)
}

/** Expires all that is left of a lot but `kept` of what is available. */
function expireCredits(lot: Lot, kept: Credits, journaling: Journaling): Lot {
  const open = unlockCredits(lot, journaling, null)
  const gone = open.available - kept
  if (gone > 0n) journaling.write('EXPIRE', gone, { lotId: lot.id })
  return move(open, 'available', 'expired', gone)
}
