// Disputes: somebody wants back the money that was paid for a lot (a chargeback).
//
// While it is open, none of the lot's credits can be used, in any wallet. If it is won, they can be used again. If it is lost,
// unused credits are revoked, and spent ones are charged back: they are no longer paid for, so the wallet that the lot
// came in with owes them. Frozen credits follow when their hold ends.

import type { Decision } from './decision.ts'
import type { EntryLinks, Journaling } from './journal.ts'
import { LineageJournal } from './lineage.ts'
import { type DisputeState, disputeState } from './refusals.ts'
import { unlockCredits } from './unlock.ts'
import { type Credits, isLocked, type Lot, type LotDispute, move, type WalletState } from './wallet.ts'

/** The states from which each step may be taken. */
const FROM: Readonly<Record<LotDispute, readonly (LotDispute | null)[]>> = {
  OPEN: [null, 'WON'],
  WON: ['OPEN'],
  LOST: ['OPEN'],
}

export interface Dispute {
  readonly to: LotDispute
  /** The reason, for the journals. */
  readonly reason: string
}

export interface Disputed {
  /** One for each wallet that holds some of it. They belong together. */
  readonly decisions: readonly Decision[]
  /** When it is lost: what was left, and what had been spent and is owed now. */
  readonly revoked: Credits
  readonly chargedBack: Credits
}

/**
 * Opens, wins or loses the dispute over the lineage of a lot: the lot that the credits came in with, which is the first, and all
 * lots that were split off it.
 */
export function dispute(
  lineage: readonly [Lot, ...Lot[]],
  stateOf: (lot: Lot) => WalletState,
  { to, reason }: Dispute,
  now: Date,
): Disputed | DisputeState {
  const [origin] = lineage
  if (!FROM[to].includes(origin.dispute)) return disputeState(origin.dispute)

  const journal = new LineageJournal(stateOf, now)
  let revoked = 0n
  let chargedBack = 0n
  for (const lot of lineage) {
    const journaling = journal.of(lot)
    const links = { lotId: lot.id, reason }
    if (to === 'OPEN') {
      if (lot.available > 0n) journaling.write('LOCK', lot.available, links)
      journal.put({ ...move(lot, 'available', 'locked', lot.available), dispute: to })
    } else if (to === 'WON') {
      const won: Lot = { ...lot, dispute: to }
      journal.put(isLocked(won) ? won : unlockCredits(won, journaling, reason))
    } else {
      const lost = unlockCredits({ ...lot, lock: null, dispute: to }, journaling, reason)
      if (lot.locked > 0n) journaling.write('REVOKE', lot.locked, links)
      journal.put(chargeBack(move(lost, 'available', 'revoked', lot.locked), lot.spent, journaling, links))
      revoked += lot.locked
      chargedBack += lot.spent
    }
  }
  if (chargedBack > 0n) journal.of(origin).write('OWE', chargedBack, { lotId: origin.id, reason })
  return { decisions: journal.decisions(), revoked, chargedBack }
}

/** Charges spent credits back, because their payment was taken back. Another entry records the debt. */
export function chargeBack(lot: Lot, credits: Credits, journaling: Journaling, links: EntryLinks): Lot {
  if (credits > 0n) journaling.write('CHARGE_BACK', credits, { ...links, lotId: lot.id })
  return move(lot, 'spent', 'revoked', credits)
}
