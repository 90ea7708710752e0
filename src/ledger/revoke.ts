// revoke: an operator takes available credits out again, in burn-down order, with a reason. Never below zero.

import { payFirst, withPaid } from './debt.ts'
import type { Decision } from './decision.ts'
import { burnDown } from './freeze.ts'
import { Journaling } from './journal.ts'
import { must } from './must.ts'
import { type InsufficientCredits, insufficientCredits } from './refusals.ts'
import { unlockMature } from './unlock.ts'
import { type Credits, move, type WalletState, withoutLimits } from './wallet.ts'

export function revoke(
  state: WalletState,
  credits: Credits,
  reason: string,
  now: Date,
): Decision | InsufficientCredits {
  if (credits <= 0n) throw new RangeError('a revocation is of more than zero credits')
  // A correction is of all that is there, whatever it may pay for.
  const journaling = new Journaling(state.wallet, now)
  const there = payFirst(state, journaling)
  const { lines, shortfall } = burnDown({ lots: withoutLimits(there) }, credits, null, now)
  if (shortfall > 0n) return insufficientCredits(state.wallet.creditType, credits, credits - shortfall)

  const revoked = lines.map((line) => {
    const lot = unlockMature(must(there.get(line.lotId), 'a line names a lot of the wallet'), journaling, now)
    journaling.write('REVOKE', line.credits, { lotId: line.lotId, reason })
    return move(lot, 'available', 'revoked', line.credits)
  })
  const lots = withPaid(state, there, revoked)
  return { wallet: journaling.wallet, lots, entries: journaling.entries }
}
