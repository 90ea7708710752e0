// refund: credits that an ended hold has used come back, all or a part, as often as there is something left to refund.
//
// The credits that were spent last come back first, each to the lot that paid: in the state that they would have there if they had
// never been frozen (src/ledger/giveBack.ts). Credits that are no longer spent in their lot have no lot to come back to: their
// payment was taken back, or the wallet owed them. They come in as a new lot, which pays what the wallet still owes.

import { conclude } from './debt.ts'
import type { Held } from './freeze.ts'
import { GiveBack } from './giveBack.ts'
import { newLot, PLAIN_GRANT } from './grant.ts'
import { Journaling } from './journal.ts'
import { must } from './must.ts'
import {
  type CreditsOutOfBounds,
  creditsOutOfBounds,
  type HoldOpen,
  holdOpen,
  type RefundExceedsSpent,
  refundExceedsSpent,
} from './refusals.ts'
import { CREDITS_MAX, type Credits, type Hold, type HoldLine, type Lot, move, type WalletState } from './wallet.ts'

export interface Refund {
  /** More than zero; null: all that can be refunded. */
  readonly credits: Credits | null
  /** The reason, for the journal. */
  readonly reason: string
  /** The id of the lot for credits that have no lot to come back to. */
  readonly lotId: string
}

/** The credits of a hold that can still be refunded, once it has ended. */
export function refundable({ spent, owed, refunded }: Hold): Credits {
  return spent + owed - refunded
}

export function refund(
  state: WalletState,
  hold: Hold,
  /** Finds the lots of the hold, with credits left or without. */
  lotOf: (id: string) => Lot | undefined,
  { credits: asked, reason, lotId }: Refund,
  now: Date,
): Held | HoldOpen | RefundExceedsSpent | CreditsOutOfBounds {
  if (hold.status === 'OPEN') return holdOpen()
  const credits = asked ?? refundable(hold)
  if (credits === 0n || credits > refundable(hold)) return refundExceedsSpent(asked, refundable(hold))

  const lots = new Map<string, Lot>()
  const giveBack = new GiveBack(state, hold)
  const refunded = new Map<string, Credits>()
  let rest = credits
  for (const line of refundableLines(hold)) {
    if (rest === 0n) break
    const lot = lots.get(line.lotId) ?? must(lotOf(line.lotId), 'the lots of a hold are read with it')
    const back = min(line.credits, rest, lot.spent)
    rest -= min(line.credits, rest)
    if (back === 0n) continue
    const after = move(lot, 'spent', 'available', back)
    giveBack.add(after, line, back)
    lots.set(lot.id, after)
    refunded.set(lot.id, (refunded.get(lot.id) ?? 0n) + back)
  }

  const journaling = new Journaling(state.wallet, now)
  const links = { holdId: hold.id, taskId: hold.taskId, reason }
  for (const [id, back] of refunded) journaling.write('REFUND', back, { ...links, lotId: id })
  for (const [id, lot] of lots) lots.set(id, giveBack.to(lot, journaling, links))
  const withoutLot = credits - giveBack.credits
  if (withoutLot > 0n) {
    const { wallet } = journaling
    if (wallet.granted + withoutLot > CREDITS_MAX) return creditsOutOfBounds()
    const grant = { ...PLAIN_GRANT, lotId, kind: 'ADJUSTMENT' as const, credits: withoutLot, source: 'refund' }
    lots.set(lotId, newLot(wallet, grant, now))
    journaling.write('GRANT', withoutLot, { ...links, lotId })
  }
  return {
    ...conclude(state, [...lots.values()], journaling),
    hold: { ...hold, refunded: hold.refunded + credits },
    ...giveBack.used,
  }
}

/** The spent part of each line of a hold without the part that was refunded, the last first. */
function refundableLines({ lines, spent, refunded }: Hold): HoldLine[] {
  let used = spent
  const usedLines = lines.map((line) => {
    const credits = min(line.credits, used)
    used -= credits
    return { ...line, credits }
  })
  let gone = min(refunded, spent)
  return usedLines.toReversed().map((line) => {
    const credits = line.credits - min(line.credits, gone)
    gone -= line.credits - credits
    return { ...line, credits }
  })
}

function min(...credits: readonly [Credits, ...Credits[]]): Credits {
  return credits.reduce((least, each) => (each < least ? each : least))
}
