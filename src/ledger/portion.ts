// bringPortion: credits that were split off a lot before both came to Holdfast. They come in with the lot that they were bought
// with, and move on at once to a portion in another wallet, so a dispute or a refund of the purchase finds them there.

import { conclude } from './debt.ts'
import type { Decision } from './decision.ts'
import { refuseGrant } from './grant.ts'
import { Journaling } from './journal.ts'
import { type CreditsOutOfBounds, type DisputeState, disputeState, type ExpiryPassed } from './refusals.ts'
import { type Credits, isLocked, type Lot, move, NOTHING, type WalletState } from './wallet.ts'

export interface Portion {
  readonly lotId: string
  /** More than zero. */
  readonly credits: Credits
  readonly expiresAt: Date | null
  /** True if it is locked from the start because no subscription is active. */
  readonly suspended: boolean
  /** The time at which the credits were split off. */
  readonly since: Date
  /** The reason, for both journals. */
  readonly reason: string | null
  /** The request that gave it for a time, and the instant at which it falls back; null: it stays. */
  readonly fallingBack: Pick<Lot, 'requestId' | 'fallsBackAt'> | null
}

/**
 * `origin`: the lot that the credits came in with, in `from`; it may be used up. All other properties of the portion are the origin's.
 * The two decisions belong together: the caller applies both or none.
 */
export function bringPortion(
  origin: Lot,
  from: WalletState,
  to: WalletState,
  { lotId, credits, expiresAt, suspended, since, reason, fallingBack }: Portion,
  now: Date,
): { from: Decision; to: Decision } | CreditsOutOfBounds | ExpiryPassed | DisputeState {
  if (origin.walletId !== from.wallet.id || origin.originLotId !== null || from.wallet.id === to.wallet.id) {
    throw new RangeError('a portion is of a whole lot of another wallet')
  }
  if (origin.dispute === 'OPEN' || origin.dispute === 'LOST') return disputeState(origin.dispute)
  const { usableFrom } = origin
  const cameIn = { credits, expiresAt, usableFrom, since }
  const refused = refuseGrant(from.wallet, cameIn, now) ?? refuseGrant(to.wallet, cameIn, now)
  if (refused) return refused

  const out = new Journaling(from.wallet, now)
  out.write('GRANT', credits, { lotId: origin.id, reason })
  out.write('MOVE_OUT', credits, { lotId: origin.id, reason, otherWalletId: to.wallet.id })
  const left = move(move(origin, null, 'available', credits), 'available', 'moved', credits)

  const isScheduled = usableFrom !== null && usableFrom > now
  const lock = suspended ? 'SUBSCRIPTION' : isScheduled ? 'SCHEDULED' : null
  const time = fallingBack ?? { requestId: null, fallsBackAt: null }
  const own = {
    id: lotId,
    walletId: to.wallet.id,
    originLotId: origin.id,
    expiresAt,
    graceFrom: null,
    lock,
    ...time,
  } as const
  const into = new Journaling(to.wallet, now)
  into.write('MOVE_IN', credits, { lotId, reason, otherWalletId: from.wallet.id })
  const lot: Lot = move({ ...origin, ...NOTHING, ...own, createdAt: since }, null, 'available', credits)
  if (isLocked(lot)) into.write('LOCK', credits, { lotId })
  const arrived = isLocked(lot) ? move(lot, 'available', 'locked', credits) : lot
  return { from: { wallet: out.wallet, lots: [left], entries: out.entries }, to: conclude(to, [arrived], into) }
}
