// spend and release: take the credits of a hold for good, in one part or several, and give the rest back.
//
// What is spent comes from the hold's lines in order, from the first on; the rest goes back to exactly the lots it
// came from. Credits whose lot has expired meanwhile were honoured while they were frozen; given back after that, they
// expire at once. Given back to a lot that is locked, they are locked.

import { grow, type Held } from './freeze.ts'
import { Journaling } from './journal.ts'
import { free } from './lock.ts'
import {
  type HoldNotOpen,
  holdNotOpen,
  type InsufficientCredits,
  isRefusal,
  type SpendExceedsHold,
  spendExceedsHold,
} from './refusals.ts'
import {
  type Credits,
  frozenLines,
  type Hold,
  hasExpired,
  isRipe,
  type Lot,
  move,
  type Purpose,
  type WalletState,
} from './wallet.ts'

export interface Spend {
  /** Zero gives all back. */
  readonly credits: Credits
  /** Whether the rest stays frozen for a later part, or goes back. */
  readonly keepOpen: boolean
  /** What for: which lots may pay for more than is frozen. */
  readonly purpose: Purpose | null
}

/** What is frozen of an open hold. */
export function frozenOf(hold: Hold): Credits {
  return hold.status === 'OPEN' ? hold.credits - hold.spent : 0n
}

/** Takes `credits` for good. More than is frozen only if the wallet's policy allows it, and the wallet has it. */
export function spend(
  state: WalletState,
  hold: Hold,
  { credits, keepOpen, purpose }: Spend,
  now: Date,
): Held | HoldNotOpen | SpendExceedsHold | InsufficientCredits {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  const frozen = frozenOf(hold)
  if (credits <= frozen) return settle(state, hold, credits, keepOpen && credits < frozen, 'SPENT', now)

  if (!state.wallet.overspend) return spendExceedsHold(credits, frozen)
  const grown = grow(state, hold, credits - frozen, purpose, now)
  if (isRefusal(grown)) return grown
  const lots = new Map([...state.lots, ...grown.lots.map((lot): [string, Lot] => [lot.id, lot])])
  const settled = settle({ wallet: grown.wallet, lots }, grown.hold, credits, false, 'SPENT', now)
  const changed = new Map([...grown.lots, ...settled.lots].map((lot) => [lot.id, lot]))
  return { ...settled, lots: [...changed.values()], entries: [...grown.entries, ...settled.entries] }
}

/** Gives all that is frozen back; `TIMED_OUT` says that the hold's deadline did it. */
export function release(state: WalletState, hold: Hold, as: 'RELEASED' | 'TIMED_OUT', now: Date): Held | HoldNotOpen {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  return settle(state, hold, 0n, false, as, now)
}

function settle(
  state: WalletState,
  hold: Hold,
  spent: Credits,
  keepOpen: boolean,
  as: 'SPENT' | 'RELEASED' | 'TIMED_OUT',
  now: Date,
): Held {
  const lots = new Map<string, Lot>()
  const back = new Map<string, Credits>()
  let toSpend = spent
  for (const line of frozenLines(hold)) {
    let lot = lots.get(line.lotId) ?? state.lots.get(line.lotId)
    if (!lot) throw new RangeError(`lot ${line.lotId} of hold ${hold.id} is not among the wallet's open lots`)
    const spentHere = toSpend < line.credits ? toSpend : line.credits
    toSpend -= spentHere
    lot = move(lot, 'frozen', 'spent', spentHere)
    if (!keepOpen) {
      const backHere = line.credits - spentHere
      lot = move(lot, 'frozen', 'available', backHere)
      if (backHere > 0n) back.set(lot.id, (back.get(lot.id) ?? 0n) + backHere)
    }
    lots.set(lot.id, lot)
  }

  const released = [...back.values()].reduce((sum, credits) => sum + credits, 0n)
  const links = { holdId: hold.id, taskId: hold.taskId }
  const journaling = new Journaling(state.wallet, now)
  if (spent > 0n) journaling.write('SPEND', spent, links)
  if (released > 0n) journaling.write('RELEASE', released, links)
  for (const [id, credits] of back) {
    let lot = lots.get(id) as Lot
    if (hasExpired(lot, now)) {
      lot = move(lot, 'available', 'expired', credits)
      journaling.write('EXPIRE', credits, { ...links, lotId: id })
    } else if (isRipe(lot, now)) lot = free(lot, journaling, null)
    else if (lot.lock !== null) {
      lot = move(lot, 'available', 'locked', credits)
      journaling.write('LOCK', credits, { ...links, lotId: id })
    }
    lots.set(id, lot)
  }

  const total = hold.spent + spent
  const ended = { status: as === 'SPENT' && total === 0n ? ('RELEASED' as const) : as, released, endedAt: now }
  return {
    wallet: journaling.wallet,
    lots: [...lots.values()],
    hold: { ...hold, spent: total, ...(keepOpen ? {} : ended) },
    entries: journaling.entries,
  }
}
