// The things the ledger's rules are about: wallets, their lots of credits, and holds on them.
//
// Everything here is plain immutable data. A rule takes the present state, a command and the time, and answers
// with a Decision (the new state of what changed, and the journal entries that tell it) or with a Refusal.
// No rule reads a clock, makes an id, or knows of a database.

import type { JournalEntry } from './journal.ts'

/** Whole credits, 0 to 2^53-1. */
export type Credits = bigint

/** The largest number of credits: the largest whole number that JSON and JavaScript carry exactly. */
export const CREDITS_MAX: Credits = BigInt(Number.MAX_SAFE_INTEGER)

/** Where credits are. Each credit that was granted is in exactly one of these. */
export type Bucket = 'available' | 'frozen' | 'spent' | 'expired'

/** granted = available + frozen + spent + expired, always; and none is ever negative. */
export type Balance = Readonly<Record<Bucket | 'granted', Credits>>

/** The credits of one type of one holder. */
export interface Wallet extends Balance {
  readonly organizationId: string
  readonly id: string
  readonly creditType: string
  /** The number of the newest journal entry; 0 before the first. */
  readonly sequence: bigint
  /** The hash of the newest journal entry; GENESIS before the first. */
  readonly head: Uint8Array<ArrayBuffer>
  readonly createdAt: Date
}

export type LotKind = 'SUBSCRIPTION' | 'EXTRA' | 'TOP_UP' | 'PROMO' | 'ADJUSTMENT' | 'ALLOCATION'

/** Credits that came in together. */
export interface Lot extends Balance {
  readonly organizationId: string
  readonly id: string
  readonly walletId: string
  readonly kind: LotKind
  /** Lower burns first. */
  readonly priority: number
  /** From this instant on the lot can't be frozen. Null: never expires. */
  readonly expiresAt: Date | null
  /** Where the credits came from, in the platform's words. */
  readonly source: string | null
  readonly createdAt: Date
}

/** A part of a hold that is paid by one lot. */
export interface HoldLine {
  readonly lotId: string
  readonly credits: Credits
}

export type HoldStatus = 'OPEN' | 'SPENT' | 'RELEASED' | 'TIMED_OUT'

/** Credits frozen for one purpose. While it is OPEN all of `credits` is frozen; then credits = spent + released. */
export interface Hold {
  readonly organizationId: string
  readonly id: string
  readonly walletId: string
  readonly taskId: string | null
  readonly status: HoldStatus
  readonly credits: Credits
  readonly spent: Credits
  readonly released: Credits
  readonly description: string | null
  readonly expiresAt: Date
  readonly createdAt: Date
  readonly endedAt: Date | null
  /** In burn-down order. They add up to `credits`. */
  readonly lines: readonly HoldLine[]
}

/** A wallet and its open lots in burn-down order: all that a rule needs to know. */
export interface WalletState {
  readonly wallet: Wallet
  readonly lots: ReadonlyMap<string, Lot>
}

/** What a rule decided: the new state of all that changed, and the journal entries, in order. */
export interface Decision {
  readonly wallet: Wallet
  readonly lots: readonly Lot[]
  readonly hold?: Hold
  readonly entries: readonly JournalEntry[]
}

/** Credits that can be frozen at `now`: those of lots that have not expired, whether or not a sweep has booked it. */
export function usable(lot: Lot, now: Date): Credits {
  return hasExpired(lot, now) ? 0n : lot.available
}

/** A lot expires at its exact instant. */
export function hasExpired(lot: Lot, now: Date): boolean {
  return lot.expiresAt !== null && lot.expiresAt <= now
}

/** An open lot still holds credits that can be frozen, or frozen ones that can come back. */
export function isOpen(lot: Lot): boolean {
  return lot.available > 0n || lot.frozen > 0n
}

/** Burn-down order: by priority, then what expires first (never comes last), then the older; ids settle the rest. */
export function burnDownOrder(a: Lot, b: Lot): number {
  return (
    a.priority - b.priority ||
    compare(a.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY, b.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) ||
    compare(a.createdAt.getTime(), b.createdAt.getTime()) ||
    compare(a.id, b.id)
  )
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Moves credits of a wallet or a lot between two buckets; from null they come in newly granted. */
export function move<T extends Balance>(balance: T, from: Bucket | null, to: Bucket, credits: Credits): T {
  const moved = { ...balance, [to]: balance[to] + credits }
  if (from === null) Object.assign(moved, { granted: balance.granted + credits })
  else Object.assign(moved, { [from]: balance[from] - credits })
  assertBalanced(moved)
  return moved
}

/** Invariant 1. To break it is a bug, not a refusal: nothing of the decision is kept. */
export function assertBalanced(balance: Balance): void {
  const { granted, available, frozen, spent, expired } = balance
  if (available < 0n || frozen < 0n || spent < 0n || expired < 0n || granted > CREDITS_MAX) {
    throw new RangeError(`a bucket left its bounds: ${describe(balance)}`)
  }
  if (granted !== available + frozen + spent + expired) throw new RangeError(`unbalanced: ${describe(balance)}`)
}

function describe({ granted, available, frozen, spent, expired }: Balance): string {
  return `granted ${granted}, available ${available}, frozen ${frozen}, spent ${spent}, expired ${expired}`
}
