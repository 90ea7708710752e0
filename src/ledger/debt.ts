// Debts: credits that were used and could not be paid. A wallet pays its debts before anything else, from credits that come in and
// from all that become available again. So no wallet has a debt while it has credits that could pay it. Nobody pays a write-off.
//
// A lot that is limited to some models or operations pays no debts, because they may be for others; nor does one that is locked,
// in dispute, expired or falling back to the pool.

import type { Decision } from './decision.ts'
import { Journaling } from './journal.ts'
import { type NothingOwed, nothingOwed } from './refusals.ts'
import { unlockMature } from './unlock.ts'
import {
  burnDownOrder,
  hasExpired,
  isFallingBack,
  isUnlimited,
  type Lot,
  move,
  type Purpose,
  usable,
  type WalletState,
  withoutLimits,
} from './wallet.ts'

/** Pays what the wallet owes from the available credits of a lot, if that may pay it. */
function repay(lot: Lot, journaling: Journaling): Lot {
  const { wallet, now } = journaling
  if (wallet.owed === 0n || !isUnlimited(lot) || hasExpired(lot, now) || isFallingBack(lot, now)) return lot
  return pay(lot, journaling)
}

function pay(lot: Lot, journaling: Journaling): Lot {
  const { owed } = journaling.wallet
  const paid = owed < lot.available ? owed : lot.available
  if (paid === 0n) return lot
  journaling.write('REPAY', paid, { lotId: lot.id })
  return move(lot, 'available', 'spent', paid)
}

/**
 * The decision of a rule, with the lots that it changed. Every rule that makes credits available, or creates a debt, ends with this:
 * the wallet pays what it owes from its available credits, in burn-down order.
 */
export function conclude(state: WalletState, changed: readonly Lot[], journaling: Journaling): Decision {
  const { entries } = journaling
  if (journaling.wallet.owed === 0n) return { wallet: journaling.wallet, lots: changed, entries }
  const lots = new Map(changed.map((lot) => [lot.id, lot]))
  const all = [...new Map([...state.lots, ...lots]).values()].sort(burnDownOrder(state.wallet))
  for (const lot of all) {
    const after = repay(lot, journaling)
    if (after !== lot) lots.set(lot.id, after)
  }
  return { wallet: journaling.wallet, lots: [...lots.values()], entries }
}

/**
 * The lots of a wallet after it has paid what it owes. Lots that have matured, but were not booked yet, pay, too. Called before
 * credits are taken, so that no request takes credits that must pay a debt.
 */
export function payFirst(state: WalletState, journaling: Journaling): ReadonlyMap<string, Lot> {
  if (journaling.wallet.owed === 0n) return state.lots
  const lots = new Map(state.lots)
  for (const lot of lots.values()) {
    if (journaling.wallet.owed > 0n && usable(lot, null, journaling.now) > 0n) {
      lots.set(lot.id, pay(unlockMature(lot, journaling, journaling.now), journaling))
    }
  }
  return lots
}

/**
 * Pays what a wallet owes from all credits that can be used now, those that are limited to some models or operations among them;
 * refuses if there is nothing to pay, or nothing to pay with. Only an operator decides that.
 */
export function settleDebt(state: WalletState, now: Date): Decision | NothingOwed {
  const journaling = new Journaling(state.wallet, now)
  const unlimited = withoutLimits(state.lots)
  const paid = payFrom(state, (lot) => usable(unlimited.get(lot.id) ?? lot, null, now) > 0n, journaling)
  if (paid.length === 0) return nothingOwed()
  return { wallet: journaling.wallet, lots: paid, entries: journaling.entries }
}

/** Pays the wallet's debts from the credits that it has now; null if none of them may pay. */
export function payDebts(state: WalletState, now: Date): Decision | null {
  const journaling = new Journaling(state.wallet, now)
  const lots = payFirst(state, journaling)
  const { wallet, entries } = journaling
  return entries.length > 0 ? { wallet, lots: withPaid(state, lots, []), entries } : null
}

/** The lots that a rule has changed, and those that have paid before it (`there`, as payFirst left them). */
export function withPaid(state: WalletState, there: ReadonlyMap<string, Lot>, changed: readonly Lot[]): readonly Lot[] {
  if (there === state.lots) return changed
  const lots = new Map(changed.map((lot) => [lot.id, lot]))
  for (const [id, lot] of there) if (lot !== state.lots.get(id) && !lots.has(id)) lots.set(id, lot)
  return [...lots.values()]
}

/** Adds to the wallet's debt. Lots that are limited to the purpose of the debt pay for it, too. Returns the lots that paid. */
export function owe(
  state: WalletState,
  credits: bigint,
  purpose: Purpose | null,
  journaling: Journaling,
  links: { readonly holdId: string; readonly taskId: string | null },
): Lot[] {
  journaling.write('OWE', credits, links)
  return payFrom(state, (lot) => usable(lot, purpose, journaling.now) > 0n, journaling)
}

/** Pays what the wallet owes from those of its lots that may pay, in burn-down order. Returns the lots that paid. */
function payFrom({ lots }: WalletState, mayPay: (lot: Lot) => boolean, journaling: Journaling): Lot[] {
  const paid: Lot[] = []
  for (const lot of lots.values()) {
    if (journaling.wallet.owed === 0n) break
    if (mayPay(lot)) paid.push(pay(unlockMature(lot, journaling, journaling.now), journaling))
  }
  return paid
}

/** A debt that arose before its wallet came to Holdfast. The wallet pays what it can at once. */
export function bringDebt(state: WalletState, credits: bigint, reason: string, now: Date): Decision {
  if (credits <= 0n) throw new RangeError('a debt is of more than zero credits')
  const journaling = new Journaling(state.wallet, now)
  journaling.write('DEBT_IN', credits, { reason })
  const lots = payFirst(state, journaling)
  return conclude({ ...state, lots }, withPaid(state, lots, []), journaling)
}

/**
 * Moves the debt of one wallet to another of the same organization and credit type, which pays what it can at once. Returns null if
 * there is no debt. The two decisions belong together: the caller applies both or none.
 */
export function handOverDebt(
  from: WalletState,
  to: WalletState,
  reason: string,
  now: Date,
): { from: Decision; to: Decision } | null {
  const { owed } = from.wallet
  if (owed === 0n) return null
  const out = new Journaling(from.wallet, now)
  out.write('DEBT_OUT', owed, { reason, otherWalletId: to.wallet.id })
  const into = new Journaling(to.wallet, now)
  into.write('DEBT_IN', owed, { reason, otherWalletId: from.wallet.id })
  const lots = payFirst(to, into)
  return {
    from: { wallet: out.wallet, lots: [], entries: out.entries },
    to: conclude({ ...to, lots }, withPaid(to, lots, []), into),
  }
}
