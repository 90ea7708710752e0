// The effects of a subscription on lots. Lots that need a subscription are locked while none is active. The credits of a cycle
// expire at its end, or are carried over.
//
// A renewal carries over a number of credits of a type in total, from all lots and wallets. Credits that are frozen at that instant
// are counted when they come back: they can be used as far as the carry limit has room left, and the others expire.

import { conclude } from './debt.ts'
import type { Decision } from './decision.ts'
import { expire } from './expire.ts'
import { type EntryLinks, Journaling } from './journal.ts'
import { must } from './must.ts'
import { free, unlockMature } from './unlock.ts'
import { type Credits, hasExpired, isLocked, isOfCycle, type Lot, move, type WalletState } from './wallet.ts'

export interface CarryOver {
  /** The end of the next cycle. */
  readonly expiresAt: Date
  readonly max: Credits | null
  /** The instant at which the cycle ended, until which its credits could be used. Null: it has not ended. */
  readonly endedAt: Date | null
}

/**
 * Ends a cycle when the next one begins: up to `max` of its remaining credits of each type (null: all) can be used until `expiresAt`,
 * and the others expire. Takes all wallets, in the order in which their credits are carried over. Returns the number of credits of
 * each type that were carried over.
 */
export function carryOver(
  states: readonly WalletState[],
  { expiresAt, max, endedAt }: CarryOver,
  now: Date,
): { readonly decisions: readonly Decision[]; readonly carried: ReadonlyMap<string, Credits> } {
  const carried = new Map<string, Credits>()
  const decisions = overLots(states, (state, lot) => {
    if (!isOfCycle(lot)) return null
    const { creditType } = state.wallet
    const before = carried.get(creditType) ?? 0n
    const left = max === null ? null : max - before
    const decision = prolong(state, lot, { expiresAt, max: left, endedAt }, now)
    const after = decision?.lots[0] ?? lot
    carried.set(creditType, before + after.available + after.locked)
    return decision
  })
  return { decisions, carried }
}

/** Ends the lots of cycles now. If the subscription ends, too, locks the other lots that need one. */
export function endCycles(
  states: readonly WalletState[],
  { suspends }: { readonly suspends: boolean },
  now: Date,
): readonly Decision[] {
  return overLots(states, (state, lot) => {
    if (isOfCycle(lot)) return prolong(state, lot, { expiresAt: now, max: 0n, endedAt: null }, now)
    return suspends && lot.requiresSubscription ? suspend(state, lot, now) : null
  })
}

/** Unlocks the lots that were locked for want of a subscription, once there is one again. */
export function resumeAll(states: readonly WalletState[], now: Date): readonly Decision[] {
  return overLots(states, (state, lot) => resume(state, lot, now))
}

/**
 * Stops the time of a cycle: lots that require a subscription are locked, and the cycle's own don't expire (`cycleEnd`) until it goes on.
 */
export function pauseAll(states: readonly WalletState[], cycleEnd: Date, now: Date): readonly Decision[] {
  return overLots(states, (state, lot) => {
    if (!lot.requiresSubscription) return null
    const suspended = suspend(state, lot, now)
    if (!isOfCycle(lot) || lot.expiresAt?.getTime() !== cycleEnd.getTime()) return suspended
    const stopped = { ...(suspended?.lots[0] ?? lot), expiresAt: null }
    return { wallet: suspended?.wallet ?? state.wallet, lots: [stopped], entries: suspended?.entries ?? [] }
  })
}

/** Has lots that cycles brought expire with the cycle, if they expire later or not at all. */
export function endWithCycle(states: readonly WalletState[], cycleEnd: Date): readonly Decision[] {
  return overLots(states, ({ wallet }, lot) => {
    if (!isOfCycle(lot) || (lot.expiresAt !== null && lot.expiresAt <= cycleEnd)) return null
    return { wallet, lots: [{ ...lot, expiresAt: cycleEnd }], entries: [] }
  })
}

/** Applies a rule to each lot, one after the other, and returns the decisions. */
function overLots(
  states: readonly WalletState[],
  rule: (state: WalletState, lot: Lot) => Decision | null,
): readonly Decision[] {
  return states.flatMap((state) => {
    const lots = new Map(state.lots)
    let { wallet } = state
    return [...lots.keys()].flatMap((id) => {
      const decision = rule({ wallet, lots }, must(lots.get(id), 'no rule removes a lot'))
      if (!decision) return []
      wallet = decision.wallet
      for (const lot of decision.lots) lots.set(lot.id, lot)
      return [decision]
    })
  })
}

/** Locks a lot until there is a subscription again; null if it is locked by hand, or for want of a subscription already. */
export function suspend({ wallet }: WalletState, lot: Lot, now: Date): Decision | null {
  const journaling = new Journaling(wallet, now)
  const open = unlockMature(lot, journaling, now)
  if (open.lock === 'MANUAL' || open.lock === 'SUBSCRIPTION') return null
  const left = open.available
  if (left > 0n) journaling.write('LOCK', left, { lotId: lot.id })
  const suspended: Lot = { ...move(open, 'available', 'locked', left), lock: 'SUBSCRIPTION' }
  return { wallet: journaling.wallet, lots: [suspended], entries: journaling.entries }
}

/** Unlocks a lot once there is a subscription again; null if it was not locked for want of one. A lot that has not matured stays locked. */
export function resume(state: WalletState, lot: Lot, now: Date): Decision | null {
  if (lot.lock !== 'SUBSCRIPTION') return null
  const journaling = new Journaling(state.wallet, now)
  const waits = lot.usableFrom !== null && lot.usableFrom > now
  const resumed: Lot = waits ? { ...lot, lock: 'SCHEDULED' } : free(lot, journaling, null)
  return conclude(state, [resumed], journaling)
}

/**
 * Gives the rest of a lot another expiry, except for the credits above the maximum, which expire now. Returns null if the lot has
 * expired and nothing remains to be booked: before the end of the cycle if credits of it are carried over (`endedAt`), else until now.
 */
function prolong(state: WalletState, lot: Lot, { expiresAt, max, endedAt }: CarryOver, now: Date): Decision | null {
  const isOver = endedAt === null ? hasExpired(lot, now) : lot.expiresAt !== null && lot.expiresAt < endedAt
  if (isOver) return expire(state, lot, now)
  const journaling = new Journaling(state.wallet, now)
  const left = lot.available + lot.locked
  const gone = max !== null && left > max ? left - max : 0n
  // A lot that is in its grace already gets no second grace.
  const graceFrom = expiresAt <= now ? lot.graceFrom : null
  const carried: Lot = { ...forfeitPart(lot, gone, journaling), expiresAt, graceFrom }
  return { wallet: journaling.wallet, lots: [carried], entries: journaling.entries }
}

/** Expires some credits of a lot, locked or not. */
function forfeitPart(lot: Lot, credits: Credits, journaling: Journaling): Lot {
  if (credits === 0n) return lot
  const links: EntryLinks = { lotId: lot.id }
  let part = lot
  if (isLocked(lot)) {
    journaling.write('UNLOCK', credits, links)
    part = move(part, 'locked', 'available', credits)
  }
  journaling.write('EXPIRE', credits, links)
  return move(part, 'available', 'expired', credits)
}
