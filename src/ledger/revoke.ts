// revoke: an operator takes available credits out again, in burn-down order, with a reason. Never below zero.

import { burnDown } from './freeze.ts'
import { Journaling } from './journal.ts'
import { unlockRipe } from './lock.ts'
import { type InsufficientCredits, insufficientCredits } from './refusals.ts'
import { type Credits, type Decision, type Lot, move, type WalletState, withoutLimits } from './wallet.ts'

export function revoke(
  state: WalletState,
  credits: Credits,
  reason: string,
  now: Date,
): Decision | InsufficientCredits {
  if (credits <= 0n) throw new RangeError('a revocation is of more than zero credits')
  // A correction is of all that is there, whatever it may pay for.
  const { lines, shortfall } = burnDown({ lots: withoutLimits(state.lots) }, credits, null, now)
  if (shortfall > 0n) return insufficientCredits(state.wallet.creditType, credits, credits - shortfall)

  const journaling = new Journaling(state.wallet, now)
  const lots = lines.map((line) => {
    const lot = unlockRipe(state.lots.get(line.lotId) as Lot, journaling, now)
    journaling.write('REVOKE', line.credits, { lotId: line.lotId, reason })
    return move(lot, 'available', 'revoked', line.credits)
  })
  return { wallet: journaling.wallet, lots, entries: journaling.entries }
}
