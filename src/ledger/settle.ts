// spend and release: end a hold.
//
// A hold ends once. What is spent comes from its lines in order, from the first on; the rest goes back to exactly
// the lots it came from. Credits whose lot has expired meanwhile were honoured while they were frozen; given back
// after that, they expire at once.

import { type JournalEntry, type JournalEntryType, record } from './journal.ts'
import { type HoldNotOpen, holdNotOpen, type SpendExceedsHold, spendExceedsHold } from './refusals.ts'
import { type Credits, type Decision, type Hold, hasExpired, type Lot, move, type WalletState } from './wallet.ts'

export type Settled = Decision & { hold: Hold }

/** Takes `credits` of the hold for good (all of it unless said otherwise) and gives the rest back. */
export function spend(
  state: WalletState,
  hold: Hold,
  credits: Credits = hold.credits,
  now: Date,
): Settled | HoldNotOpen | SpendExceedsHold {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  if (credits > hold.credits) return spendExceedsHold(credits, hold.credits)
  return settle(state, hold, credits, credits > 0n ? 'SPENT' : 'RELEASED', now)
}

/** Gives all of the hold back; `TIMED_OUT` says that its deadline did it. */
export function release(
  state: WalletState,
  hold: Hold,
  as: 'RELEASED' | 'TIMED_OUT',
  now: Date,
): Settled | HoldNotOpen {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  return settle(state, hold, 0n, as, now)
}

function settle(state: WalletState, hold: Hold, spent: Credits, status: Hold['status'], now: Date): Settled {
  const lots: Lot[] = []
  const expired: { lotId: string; credits: Credits }[] = []
  let toSpend = spent
  for (const line of hold.lines) {
    let lot = state.lots.get(line.lotId)
    if (!lot) throw new RangeError(`lot ${line.lotId} of hold ${hold.id} is not among the wallet's open lots`)
    const spentHere = toSpend < line.credits ? toSpend : line.credits
    const givenBack = line.credits - spentHere
    toSpend -= spentHere
    if (spentHere > 0n) lot = move(lot, 'frozen', 'spent', spentHere)
    if (givenBack > 0n) {
      lot = move(lot, 'frozen', 'available', givenBack)
      if (hasExpired(lot, now)) {
        lot = move(lot, 'available', 'expired', givenBack)
        expired.push({ lotId: lot.id, credits: givenBack })
      }
    }
    lots.push(lot)
  }

  const released = hold.credits - spent
  const links = { holdId: hold.id, taskId: hold.taskId }
  let wallet = state.wallet
  const entries: JournalEntry[] = []
  const write = (type: JournalEntryType, credits: Credits, lotId: string | null = null) => {
    const recorded = record(wallet, type, credits, { ...links, lotId }, now)
    wallet = recorded.wallet
    entries.push(recorded.entry)
  }
  if (spent > 0n) write('SPEND', spent)
  if (released > 0n) write('RELEASE', released)
  for (const { lotId, credits } of expired) write('EXPIRE', credits, lotId)

  return { wallet, lots, hold: { ...hold, status, spent, released, endedAt: now }, entries }
}
