// The refund of a purchase, or of a part of it: credits are taken from the lot that it brought, and from the lots that were split off
// that one, because their payment was given back.
//
// Credits that were not used are revoked first, those of the lot itself before those in other wallets. The rest is taken from the
// credits that were spent: nobody has paid for these any more, so the wallet that the lot came in with owes them, or they are
// written off, as its policy for late costs says. Frozen and expired credits are not taken.

import type { Decision } from './decision.ts'
import { chargeBack } from './dispute.ts'
import { LineageJournal } from './lineage.ts'
import { type DisputeState, disputeState, type RefundExceedsLot, refundExceedsLot } from './refusals.ts'
import { unlockMature } from './unlock.ts'
import { type Credits, hasExpired, type Lot, move, type WalletState } from './wallet.ts'

export interface LotRefund {
  /** More than zero. */
  readonly credits: Credits
  /** The reason, for the journals. */
  readonly reason: string
}

export interface RefundedLot {
  /** One for each wallet that had some of it. They belong together. */
  readonly decisions: readonly Decision[]
  /** Credits that had not been used. */
  readonly revoked: Credits
  /** Credits that had been spent: owed, or written off. */
  readonly chargedBack: Credits
}

export function takeBack(
  /** The lot that the credits came in with, and then all that were split off it. */
  lineage: readonly [Lot, ...Lot[]],
  stateOf: (lot: Lot) => WalletState,
  { credits, reason }: LotRefund,
  now: Date,
): RefundedLot | DisputeState | RefundExceedsLot {
  const [origin] = lineage
  if (origin.dispute === 'OPEN') return disputeState(origin.dispute)
  const most = takeable(lineage, now)
  if (credits > most) {
    const frozen = sumOf(lineage, (lot) => lot.frozen)
    return refundExceedsLot(credits, most, frozen)
  }

  const journal = new LineageJournal(stateOf, now)
  const after = new Map<string, Lot>()
  let rest = credits
  for (const lot of lineage) {
    const taken = least(rest, unusedOf(lot, now))
    if (taken === 0n) continue
    rest -= taken
    after.set(lot.id, takeUnused(lot, taken, journal, reason))
  }
  const chargedBack = rest
  for (const lot of lineage) {
    const taken = least(rest, lot.spent)
    if (taken === 0n) continue
    rest -= taken
    after.set(lot.id, chargeBack(after.get(lot.id) ?? lot, taken, journal.of(lot), { reason }))
  }
  for (const lot of after.values()) journal.put(lot)
  if (chargedBack > 0n) {
    const { latePolicy } = journal.policyOf(origin)
    journal.of(origin).write(latePolicy === 'OWE' ? 'OWE' : 'WRITE_OFF', chargedBack, { lotId: origin.id, reason })
  }
  return { decisions: journal.decisions(), revoked: credits - chargedBack, chargedBack }
}

/** The credits of a lineage that can be taken back: those that were not used, and those that were spent. */
export function takeable(lineage: readonly Lot[], now: Date): Credits {
  return sumOf(lineage, (lot) => unusedOf(lot, now) + lot.spent)
}

/** The credits of a lot that nobody has used and that have not expired. */
function unusedOf(lot: Lot, now: Date): Credits {
  return hasExpired(lot, now) ? 0n : lot.available + lot.locked
}

function takeUnused(lot: Lot, credits: Credits, journal: LineageJournal, reason: string): Lot {
  const journaling = journal.of(lot)
  const open = unlockMature(lot, journaling, journaling.now)
  const links = { lotId: lot.id, reason }
  const locked = credits - least(credits, open.available)
  if (locked > 0n) journaling.write('UNLOCK', locked, links)
  journaling.write('REVOKE', credits, links)
  return move(move(open, 'locked', 'available', locked), 'available', 'revoked', credits)
}

function sumOf(lots: readonly Lot[], creditsOf: (lot: Lot) => Credits): Credits {
  return lots.reduce((sum, lot) => sum + creditsOf(lot), 0n)
}

function least(a: Credits, b: Credits): Credits {
  return a < b ? a : b
}
