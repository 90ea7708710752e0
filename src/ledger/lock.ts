// lock makes the credits of a lot unusable, and unlock makes them usable again. Frozen credits stay frozen, and are locked when they
// come back.

import { conclude } from './debt.ts'
import type { Decision } from './decision.ts'
import { Journaling } from './journal.ts'
import { type LotLocked, type LotNotLocked, lotLocked, lotNotLocked } from './refusals.ts'
import { free, unlockMature } from './unlock.ts'
import { isMature, type Lot, move, type WalletState } from './wallet.ts'

export function lock({ wallet }: WalletState, lot: Lot, reason: string, now: Date): Decision | LotLocked {
  if (lot.lock !== null && !isMature(lot, now)) return lotLocked(lot.lock)
  const journaling = new Journaling(wallet, now)
  const open = unlockMature(lot, journaling, now)
  if (open.available > 0n) journaling.write('LOCK', open.available, { lotId: lot.id, reason })
  const locked: Lot = { ...move(open, 'available', 'locked', open.available), lock: 'MANUAL' }
  return { wallet: journaling.wallet, lots: [locked], entries: journaling.entries }
}

/** Unlocks a lot, even if it has not matured. A lot that needs a subscription stays locked until the organization has one. */
export function unlock(state: WalletState, lot: Lot, reason: string, now: Date): Decision | LotNotLocked | LotLocked {
  if (lot.lock === null) return lotNotLocked()
  if (lot.lock === 'SUBSCRIPTION') return lotLocked(lot.lock)
  const journaling = new Journaling(state.wallet, now)
  return conclude(state, [free(lot, journaling, reason)], journaling)
}

/** Books that a lot has matured; null if there is nothing to book. */
export function mature(state: WalletState, lot: Lot, now: Date): Decision | null {
  if (!isMature(lot, now)) return null
  const journaling = new Journaling(state.wallet, now)
  return conclude(state, [unlockMature(lot, journaling, now)], journaling)
}
