// The types that the rules of the ledger work with: wallets, their lots of credits, and holds on them.
//
// All values are plain immutable data. A rule takes the present state, a command and the time. It returns a Decision (the new state
// of all that changed, and the journal entries; src/ledger/decision.ts) or a Refusal. No rule reads a clock, creates an id, or uses
// a database.

/** Whole credits, 0 to 2^53-1. */
export type Credits = bigint

/** The largest number of credits: the largest whole number that JSON and JavaScript carry exactly. */
export const CREDITS_MAX: Credits = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * The states of credits. Each granted credit is in exactly one bucket: it can be frozen now (available), exists but can't be used
 * now (locked), is held for one purpose (frozen), or has left: used (spent), too late (expired), in another wallet (moved), or
 * taken back (revoked).
 */
export const BUCKETS = ['available', 'locked', 'frozen', 'spent', 'expired', 'moved', 'revoked'] as const

export type Bucket = (typeof BUCKETS)[number]

/** All numbers of a balance: what was granted, and where it is. */
export const AMOUNTS = ['granted', ...BUCKETS] as const

/** granted is the sum of the buckets, always; and none is ever negative. */
export type Balance = Readonly<Record<Bucket | 'granted', Credits>>

export const NOTHING: Balance = {
  granted: 0n,
  available: 0n,
  locked: 0n,
  frozen: 0n,
  spent: 0n,
  expired: 0n,
  moved: 0n,
  revoked: 0n,
}

/** A criterion for which of two lots is used first (COST: the one with the lower price per credit). If they are equal, the next criterion decides. */
export type BurnDownCriterion = 'PRIORITY' | 'KIND' | 'EXPIRY' | 'AGE' | 'COST'

/** The consequence of a late success that the wallet can't pay: the wallet owes it, or the platform loses it. */
export type LatePolicy = 'OWE' | 'WRITE_OFF'

/** The settings of a wallet that its owner may change. */
export interface WalletPolicy {
  /** Missing criteria follow in the order of DEFAULT_POLICY. */
  readonly burnDown: BurnDownCriterion[]
  /** True if more may be spent from a hold than it froze, as far as the wallet has credits. */
  readonly overspend: boolean
  /** The consequence of a success that is reported after its hold has timed out, if the wallet can't pay. */
  readonly latePolicy: LatePolicy
}

/** The policy of every new wallet. */
export const DEFAULT_POLICY: WalletPolicy = {
  burnDown: ['PRIORITY', 'EXPIRY', 'AGE', 'KIND'],
  overspend: false,
  latePolicy: 'OWE',
}

/** The credits that a wallet used and has not paid. They are not in its balance, because they were never granted. */
export interface Debts {
  /** Used, and to be paid first from what comes in next. */
  readonly owed: Credits
  /** Used, and never to be paid: the total loss of the platform. */
  readonly writtenOff: Credits
}

const NO_DEBTS: Debts = { owed: 0n, writtenOff: 0n }

/** The credits of one type of one holder. */
export interface Wallet extends Balance, Debts, WalletPolicy {
  readonly organizationId: string
  readonly id: string
  /** The holder: the organization's own id for its pool, a member's id for the member's wallet. */
  readonly holderId: string
  readonly creditType: string
  /** The number of the newest journal entry; 0 before the first. */
  readonly sequence: bigint
  /** The hash of the newest journal entry; GENESIS before the first. */
  readonly head: Uint8Array<ArrayBuffer>
  readonly createdAt: Date
}

/** The hash that the first journal entry of a wallet is chained to. */
export const GENESIS: Uint8Array<ArrayBuffer> = new Uint8Array(32)

/** A holder's first wallet of a credit type, before anything has come in. */
export function newWallet(
  identity: Pick<Wallet, 'organizationId' | 'id' | 'holderId' | 'creditType' | 'createdAt'>,
): Wallet {
  return { ...NOTHING, ...NO_DEBTS, ...DEFAULT_POLICY, sequence: 0n, head: GENESIS, ...identity }
}

/** The state of the last dispute over the payment for a lot. OPEN: none of its credits can be used. */
export type LotDispute = 'OPEN' | 'WON' | 'LOST'

/**
 * The reason why a lot can't be used: it has not matured (SCHEDULED), someone locked it (MANUAL), or no subscription is active
 * (SUBSCRIPTION).
 */
export type LotLock = 'SCHEDULED' | 'MANUAL' | 'SUBSCRIPTION'

export type LotKind = 'SUBSCRIPTION' | 'EXTRA' | 'TOP_UP' | 'PROMO' | 'ADJUSTMENT' | 'ALLOCATION'

/** Credits that came in together. */
export interface Lot extends Balance {
  readonly organizationId: string
  readonly id: string
  readonly walletId: string
  readonly kind: LotKind
  /** Lower burns first. */
  readonly priority: number
  /** Null: not locked. All that would be available is locked while it is, or while its dispute is OPEN. */
  readonly lock: LotLock | null
  /** Null: never disputed. */
  readonly dispute: LotDispute | null
  /** From this instant on a SCHEDULED lot can be used. Null: from the beginning. */
  readonly usableFrom: Date | null
  /** The only models and operations that it pays for; empty: all. */
  readonly models: string[]
  readonly operations: string[]
  /** From this instant on the lot can't be frozen. Null: never expires. */
  readonly expiresAt: Date | null
  /**
   * The time for which credits that come back from a hold after the lot's expiry can still be used: 0, not at all (they
   * expire at once); null, without end.
   */
  readonly graceSeconds: number | null
  /** The time at which it expired, if it is in its grace; `expiresAt` is then the end of the grace. Null: it is in no grace. */
  readonly graceFrom: Date | null
  /** True if it is locked while no subscription is active; a SUBSCRIPTION lot ends with the subscription. */
  readonly requiresSubscription: boolean
  /** The origin of the credits, in the platform's words. */
  readonly source: string | null
  /** The lot that these credits came in with, if they were moved from another wallet. */
  readonly originLotId: string | null
  /** The request for credits that gave them for a time. Null: none did, or they stay. */
  readonly requestId: string | null
  /** From this instant on they can't be frozen: they fall back to the pool. Null, together with the request: they stay. */
  readonly fallsBackAt: Date | null
  /** The price of `costCredits` credits, in the currency's smallest unit: the cost basis. Null if unknown. */
  readonly costAmount: bigint | null
  readonly costCredits: Credits | null
  /** ISO 4217. */
  readonly currency: string | null
  readonly createdAt: Date
}

/** A part of a hold that is paid by one lot. */
export interface HoldLine {
  readonly lotId: string
  readonly credits: Credits
  /** The time at which the hold grew by it; null if it is as old as the hold. */
  readonly frozenAt: Date | null
}

export type HoldStatus = 'OPEN' | 'SPENT' | 'RELEASED' | 'TIMED_OUT'

/** The settlement of a success that was reported after its hold had timed out. */
export type LateOutcome = 'PAID' | 'OWED' | 'WRITTEN_OFF'

/** The spender, purpose and time of a hold, which decide the budgets that it counts against. */
export interface HoldSpending {
  /** Null: the platform's own. */
  readonly memberId: string | null
  /** The lineage of the key that was used, also of one of the platform; null: none was. */
  readonly apiKeyId: string | null
  /** Null, together with the operation, if the hold has no purpose. */
  readonly model: string | null
  readonly operation: string | null
  /** The labels of the spending, each once; empty: none. */
  readonly tags: string[]
  /** The instant whose periods it counts in; null: its own `createdAt`. */
  readonly countsAt: Date | null
}

/** The reason why a hold can't grow: its maximum, or the wallet, a budget, a run or its lines leave no room. */
export type MeterStop = 'MAXIMUM' | 'CREDITS' | 'BUDGET' | 'RUN' | 'LINES'

/** The count of a metered hold. It is stored as JSON. */
export type Meter = {
  /** The price rule of a unit. */
  readonly priceRuleId: string
  /** The part of its price that is metered, from 0 on, and the exact price of the others: 7/2. */
  readonly part: number
  readonly base: string
  /** The counted millionths of a unit. */
  readonly counted: number
  /** The credits that they cost, rounded up. */
  readonly due: number
  /** The millionths that the frozen credits pay for. */
  readonly paid: number
  /** The most credits that the hold may freeze, and by how many it grows. */
  readonly max: number
  readonly step: number
  /** The hold ends if nothing is metered for this time. Null: metering does not move its deadline. */
  readonly silenceSeconds: number | null
  /** All events up to this number were counted, and these later ones. */
  readonly sequence: number
  readonly ahead: number[]
  /** The reason why it could not grow any more. Null: it can. */
  readonly stop: MeterStop | null
}

/**
 * Credits frozen for one purpose. While it is OPEN, what is not yet spent is frozen; then credits = spent + released.
 * Its lines are spent in order, from the first on.
 */
export interface Hold extends HoldSpending {
  readonly organizationId: string
  readonly id: string
  readonly walletId: string
  readonly taskId: string | null
  readonly status: HoldStatus
  readonly credits: Credits
  readonly spent: Credits
  readonly released: Credits
  /** The debt of its wallet for it, if it was settled late. It counts against budgets like spent credits. */
  readonly owed: Credits
  /** The part of `spent` and `owed` that was given back after it had ended. It does not count against budgets any more. */
  readonly refunded: Credits
  /** The budget usages that it counts against. */
  readonly usages: string[]
  /** Set once: on the hold that timed out, and on the one that pays for it after all. */
  readonly late: LateOutcome | null
  readonly description: string | null
  /** The run that it counts in, which may be a part of others; null: none. */
  readonly runId: string | null
  /** Its meter; null: it is not metered. */
  readonly meter: Meter | null
  readonly expiresAt: Date
  readonly createdAt: Date
  readonly endedAt: Date | null
  /** In the order in which they are spent. They add up to `credits`. */
  readonly lines: readonly HoldLine[]
}

/** A wallet and its open lots in burn-down order: all that a rule needs to know. */
export interface WalletState {
  readonly wallet: Wallet
  readonly lots: ReadonlyMap<string, Lot>
  /** The credits that holds may give back past the last renewal; absent if all may come back. Only rules that end a hold use it. */
  readonly carry?: Carry
}

/**
 * The credits that the cap of the last renewal leaves for those that were frozen then. It is one for all lots and all wallets of a
 * credit type: whichever hold ends first gets it.
 */
export interface Carry {
  /** The time of the last renewal. Credits that were frozen earlier come back under the cap. */
  readonly at: Date
  readonly left: Credits
}

/** The purpose of a freeze. A lot may be limited to some purposes. */
export interface Purpose {
  readonly model: string
  readonly operation: string
}

/** Credits that can be frozen at `now` for a purpose, whether or not a sweep has booked what the time has changed. */
export function usable(lot: Lot, purpose: Purpose | null, now: Date): Credits {
  if (hasExpired(lot, now) || isFallingBack(lot, now) || isDisputed(lot) || !paysFor(lot, purpose)) return 0n
  return isMature(lot, now) ? lot.available + lot.locked : lot.available
}

/** A lot expires at its exact instant. */
export function hasExpired(lot: Lot, now: Date): boolean {
  return lot.expiresAt !== null && lot.expiresAt <= now
}

/** Credits that were given for a time fall back at their exact instant, whether or not a sweep has moved them. */
export function isFallingBack({ fallsBackAt }: Lot, now: Date): boolean {
  return fallsBackAt !== null && fallsBackAt <= now
}

/** Returns whether a SCHEDULED lot has matured: its lock has ended. */
export function isMature(lot: Lot, now: Date): boolean {
  return lot.lock === 'SCHEDULED' && lot.usableFrom !== null && lot.usableFrom <= now
}

export function isDisputed(lot: Lot): boolean {
  return lot.dispute === 'OPEN'
}

/** A lock or an open dispute makes all of its credits unusable, at any time. */
export function isLocked(lot: Lot): boolean {
  return lot.lock !== null || isDisputed(lot)
}

/** A lot that came with a cycle, in any wallet: it ends with the cycle, or is carried over. */
export function isOfCycle(lot: Lot): boolean {
  return lot.kind === 'SUBSCRIPTION' && lot.requiresSubscription
}

/** A lot that pays for everything. */
export function isUnlimited(lot: Lot): boolean {
  return paysFor(lot, null)
}

/** The lots without their limits, for rules that take credits regardless of what the credits may pay for. */
export function withoutLimits(lots: ReadonlyMap<string, Lot>): Map<string, Lot> {
  return new Map([...lots].map(([id, lot]): [string, Lot] => [id, { ...lot, models: [], operations: [] }]))
}

function paysFor({ models, operations }: Lot, purpose: Purpose | null): boolean {
  if (purpose === null) return models.length === 0 && operations.length === 0
  return (
    (models.length === 0 || models.includes(purpose.model)) &&
    (operations.length === 0 || operations.includes(purpose.operation))
  )
}

/** An open lot still holds credits that can be used, now or later. */
export function isOpen(lot: Lot): boolean {
  return lot.available > 0n || lot.locked > 0n || lot.frozen > 0n
}

/** A lot as it is at `now`, whether or not a sweep has booked what the time has changed. */
export function lotAt<T extends Lot>(lot: T, now: Date): T {
  const left = lot.available + lot.locked
  if (hasExpired(lot, now)) return { ...lot, available: 0n, locked: 0n, expired: lot.expired + left, lock: null }
  const unlocked = isMature(lot, now) ? { ...lot, lock: null } : lot
  if (isLocked(unlocked)) return unlocked
  const isGone = isFallingBack(lot, now)
  if (unlocked === lot && !isGone) return lot
  return { ...unlocked, available: isGone ? 0n : left, locked: 0n, moved: isGone ? lot.moved + left : lot.moved }
}

/** The frozen rest of each line of a hold: the part after the spent one. */
export function frozenLines(hold: Hold): readonly HoldLine[] {
  if (hold.spent === 0n) return hold.lines
  let spent = hold.spent
  return hold.lines.flatMap((line) => {
    const gone = spent < line.credits ? spent : line.credits
    spent -= gone
    return gone < line.credits ? [{ ...line, credits: line.credits - gone }] : []
  })
}

/** The order of kinds: free credits before paid ones. */
const KINDS: readonly LotKind[] = ['PROMO', 'SUBSCRIPTION', 'ALLOCATION', 'ADJUSTMENT', 'TOP_UP', 'EXTRA']

const NEVER = Number.POSITIVE_INFINITY

const CRITERIA: Readonly<Record<BurnDownCriterion, (a: Lot, b: Lot) => number>> = {
  PRIORITY: (a, b) => a.priority - b.priority,
  KIND: (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
  EXPIRY: (a, b) => compare(a.expiresAt?.getTime() ?? NEVER, b.expiresAt?.getTime() ?? NEVER),
  AGE: (a, b) => compare(a.createdAt.getTime(), b.createdAt.getTime()),
  COST: (a, b) => compare((a.costAmount ?? 0n) * (b.costCredits ?? 1n), (b.costAmount ?? 0n) * (a.costCredits ?? 1n)),
}

/**
 * The burn-down order of a wallet's lots: what falls back first, before all that stays; then by its policy, then by the default,
 * and at last by their ids.
 */
export function burnDownOrder({ burnDown }: WalletPolicy): (a: Lot, b: Lot) => number {
  const criteria = [...burnDown, ...DEFAULT_POLICY.burnDown].map((criterion) => CRITERIA[criterion])
  return (a, b) => {
    if (a.fallsBackAt !== null || b.fallsBackAt !== null) {
      const order = compare(a.fallsBackAt?.getTime() ?? NEVER, b.fallsBackAt?.getTime() ?? NEVER)
      if (order !== 0) return order
    }
    for (const criterion of criteria) {
      const order = criterion(a, b)
      if (order !== 0) return order
    }
    return compare(a.id, b.id)
  }
}

/** The order of an organization's wallets: its pools, then its members' by their ids. */
export function poolFirst(a: Wallet, b: Wallet): number {
  const isMembers = ({ organizationId, holderId }: Wallet) => Number(organizationId !== holderId)
  return isMembers(a) - isMembers(b) || compare(a.id, b.id)
}

function compare<T extends number | bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Moves credits of a wallet or a lot between two buckets; from null they come in newly granted. */
export function move<T extends Balance>(balance: T, from: Bucket | null, to: Bucket, credits: Credits): T {
  const moved: { -readonly [Name in keyof T]: T[Name] } = { ...balance }
  const amounts: Record<Bucket | 'granted', Credits> = moved
  amounts[from ?? 'granted'] += from === null ? credits : -credits
  amounts[to] += credits
  assertBalanced(moved)
  return moved
}

/** Checks invariant 1. If it is broken, that is a bug and not a refusal: the whole decision is dropped. */
function assertBalanced(balance: Balance): void {
  let sum = 0n
  for (const bucket of BUCKETS) {
    if (balance[bucket] < 0n) throw new RangeError(`a bucket left its bounds: ${describe(balance)}`)
    sum += balance[bucket]
  }
  if (balance.granted > CREDITS_MAX) throw new RangeError(`a bucket left its bounds: ${describe(balance)}`)
  if (balance.granted !== sum) throw new RangeError(`unbalanced: ${describe(balance)}`)
}

function describe(balance: Balance): string {
  return AMOUNTS.map((amount) => `${amount} ${balance[amount]}`).join(', ')
}
