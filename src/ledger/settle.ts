// spend and release: take the credits of a hold for good, in one part or several, and give the rest back.
//
// Spent credits come from the hold's lines in order, from the first on; the rest goes back to exactly the lots that it
// came from, in the state that they would have if they had stayed (src/ledger/expire.ts).

import { countsAt } from './budget.ts'
import { conclude, owe } from './debt.ts'
import { chargeBack } from './dispute.ts'
import { freeze, grow, type Held } from './freeze.ts'
import { GiveBack } from './giveBack.ts'
import { Journaling } from './journal.ts'
import { must } from './must.ts'
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
  type LateOutcome,
  type Lot,
  move,
  type Purpose,
  type WalletState,
} from './wallet.ts'

export interface Spend {
  /** Zero: the hold gives all credits back. */
  readonly credits: Credits
  /** True if the rest stays frozen for a later part; false if the rest is released. */
  readonly keepOpen: boolean
  /** The purpose: it decides which lots may pay for more than is frozen. */
  readonly purpose: Purpose | null
}

/** The frozen credits of an open hold. */
export function frozenOf(hold: Hold): Credits {
  return hold.status === 'OPEN' ? hold.credits - hold.spent : 0n
}

/** Takes `credits` for good: more than are frozen only if the wallet's policy allows that and the wallet has them. */
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
  return thenSettle(state, grown, credits, now)
}

/** Gives all frozen credits back. `TIMED_OUT`: because of the hold's deadline. */
export function release(state: WalletState, hold: Hold, as: 'RELEASED' | 'TIMED_OUT', now: Date): Held | HoldNotOpen {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  return settle(state, hold, 0n, false, as, now)
}

export interface LateSpend {
  /** The cost, at most what the hold gave back when it timed out; zero if the task costs nothing. */
  readonly credits: Credits
  /** For the hold that pays, if the credits are there. */
  readonly holdId: string
  /** The budget usages that what is paid counts against. */
  readonly usages: string[]
  readonly purpose: Purpose | null
  /** True: nothing more may be charged for it, because its run has no room left. It is written off. */
  readonly isOverCap?: boolean
}

/**
 * Settles a hold whose purpose was fulfilled after it had timed out: its credits are frozen again and spent if they are
 * available, else owed by the wallet or written off, as its policy says. Happens once for each hold.
 */
export function settleLate(
  state: WalletState,
  hold: Hold,
  { credits, holdId, usages, purpose, isOverCap = false }: LateSpend,
  now: Date,
): Held | HoldNotOpen | SpendExceedsHold {
  if (hold.status !== 'TIMED_OUT' || hold.late !== null) return holdNotOpen(hold.status)
  if (credits > hold.released) return spendExceedsHold(credits, hold.released)
  const settled = (late: LateOutcome): Hold => ({ ...hold, late })
  if (credits === 0n) return { wallet: state.wallet, lots: [], hold: settled('PAID'), entries: [] }

  const { taskId, description, memberId, apiKeyId, model, operation, tags, runId } = hold
  const expiresAt = new Date(now.getTime() + 1)
  const spending = { memberId, apiKeyId, model, operation, tags, countsAt: countsAt(hold) }
  const command = { holdId, taskId, credits, purpose, description, usages, spending, runId, expiresAt }
  const again = isOverCap ? null : freeze(state, command, now)
  if (again && !isRefusal(again)) {
    const paid = thenSettle(state, again, credits, now)
    return { ...paid, hold: { ...paid.hold, late: 'PAID' }, timedOut: settled('PAID') }
  }
  const journaling = new Journaling(state.wallet, now)
  if (isOverCap || state.wallet.latePolicy === 'WRITE_OFF') {
    journaling.write('WRITE_OFF', credits, { holdId: hold.id, taskId })
    const { wallet, entries } = journaling
    return { wallet, lots: [], hold: settled('WRITTEN_OFF'), entries }
  }
  const paid = owe(state, credits, purpose, journaling, { holdId: hold.id, taskId })
  return { ...conclude(state, paid, journaling), hold: { ...settled('OWED'), usages, owed: credits } }
}

/** Spends from a hold that the same decision has opened or grown. */
function thenSettle(state: WalletState, held: Held, credits: Credits, now: Date): Held {
  const lots = new Map([...state.lots, ...held.lots.map((lot): [string, Lot] => [lot.id, lot])])
  const settled = settle({ ...state, wallet: held.wallet, lots }, held.hold, credits, false, 'SPENT', now)
  const changed = new Map([...held.lots, ...settled.lots].map((lot) => [lot.id, lot]))
  return { ...settled, lots: [...changed.values()], entries: [...held.entries, ...settled.entries] }
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
  const giveBack = new GiveBack(state, hold)
  let toSpend = spent
  for (const line of frozenLines(hold)) {
    let lot = lots.get(line.lotId) ?? state.lots.get(line.lotId)
    if (!lot) throw new RangeError(`lot ${line.lotId} of hold ${hold.id} is not among the wallet's open lots`)
    const spentHere = toSpend < line.credits ? toSpend : line.credits
    toSpend -= spentHere
    if (spentHere > 0n) lot = move(lot, 'frozen', 'spent', spentHere)
    const backHere = keepOpen ? 0n : line.credits - spentHere
    if (backHere > 0n) {
      lot = move(lot, 'frozen', 'available', backHere)
      giveBack.add(lot, line, backHere)
    }
    lots.set(line.lotId, lot)
  }

  const released = giveBack.credits
  const links = { holdId: hold.id, taskId: hold.taskId }
  const journaling = new Journaling(state.wallet, now)
  if (spent > 0n) journaling.write('SPEND', spent, links)
  if (released > 0n) journaling.write('RELEASE', released, links)
  for (const [id, lot] of lots) {
    const before = must(state.lots.get(id), 'a hold is settled with open lots of its wallet')
    let after = lot
    if (lot.dispute === 'LOST' && lot.spent > before.spent) {
      // The payment for the lot was taken back while its credits were frozen.
      const unpaid = lot.spent - before.spent
      after = chargeBack(after, unpaid, journaling, links)
      journaling.write('OWE', unpaid, { ...links, lotId: id })
    }
    lots.set(id, giveBack.to(after, journaling, links))
  }

  const total = hold.spent + spent
  const ended = { status: as === 'SPENT' && total === 0n ? ('RELEASED' as const) : as, released, endedAt: now }
  return {
    ...conclude(state, [...lots.values()], journaling),
    hold: { ...hold, spent: total, ...(keepOpen ? {} : ended) },
    ...giveBack.used,
  }
}
