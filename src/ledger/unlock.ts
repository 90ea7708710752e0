// Making locked credits of a lot available: when its time has come, or when its lock is lifted.

import type { Journaling } from './journal.ts'
import { isDisputed, isMature, type Lot, move } from './wallet.ts'

/** The lot after it has matured; the same object if it has not. */
export function unlockMature(lot: Lot, journaling: Journaling, now: Date): Lot {
  return isMature(lot, now) ? free(lot, journaling, null) : lot
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
