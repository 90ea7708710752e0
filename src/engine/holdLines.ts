// The lines of holds, as they are stored: the first line of a hold is in its own row, further ones are rows of their own. Nearly every hold
// has one line, and is one row.

import type { Hold, HoldLine } from '../ledger/wallet.ts'
import type { HoldRow } from './tables.ts'

/** SQL of the spent part of the first line of a hold `h`. `spent`: SQL of what the hold has spent. Lines are spent in order. */
export function spentOfFirst(spent: string): string {
  return `least(h.first_credits, ${spent})`
}

/** SQL of the spent part of a further line `l` of the hold `h`, among all of them: each takes what the ones before left of `spent`. */
export function spentOfFurther(spent: string): string {
  return `greatest(0, least(l.credits, ${spent} - h.first_credits - coalesce(sum(l.credits) OVER (
    PARTITION BY l.organization_id, l.hold_id ORDER BY l.position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ), 0)))`
}

/** Returns whether a hold has further lines: its lines add up to its credits. */
export function hasFurther({ credits, firstCredits }: HoldRow): boolean {
  return firstCredits < credits
}

/** The hold of a row. `further`: its further lines, in the order of their positions. */
export function holdOf(
  { firstLotId: lotId, firstCredits: credits, ...hold }: HoldRow,
  further: readonly HoldLine[],
): Hold {
  return { ...hold, lines: [{ lotId, credits, frozenAt: null }, ...further] }
}
