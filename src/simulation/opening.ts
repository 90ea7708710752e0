// The credits of an organization at the beginning of a simulation: the present credits without the changes since then.

import type { Subscription } from '../database/generated/client/client.ts'
import { holdOf } from '../engine/holdLines.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { cycleAt } from '../ledger/cycle.ts'
import { BUCKETS, GENESIS, type Hold, isOfCycle, type Lot, type Wallet } from '../ledger/wallet.ts'
import type { LotRow, OrganizationRow, PastHold, WalletRow } from './reads.ts'

export interface Opening {
  readonly organization: OrganizationRow
  readonly wallets: readonly Wallet[]
  /** The lots that were there. */
  readonly lots: readonly Lot[]
  /** All lots by id as they are now, also those that came later: the terms of their grants. */
  readonly terms: ReadonlyMap<string, Lot>
  /** The holds that were open. */
  readonly holds: readonly Hold[]
  /** Those that began before the end, the oldest first. */
  readonly subscriptions: readonly Subscription[]
}

interface Rows {
  readonly wallets: readonly WalletRow[]
  readonly lots: readonly LotRow[]
  readonly holds: readonly PastHold[]
  readonly subscriptions: readonly Subscription[]
}

export function openingOf(organization: OrganizationRow, rows: Rows, present: PriceBookVersion, from: Date): Opening {
  const { subscriptions } = rows
  const cycleEnd = cycleEndAt(subscriptionAt(subscriptions, from), present, from)
  const lots = rows.lots.map((row) => lotThen(row, cycleEnd, from)).filter(({ granted }) => granted > 0n)
  const lotsOf = Map.groupBy(lots, ({ walletId }) => walletId)
  return {
    organization,
    wallets: rows.wallets.map((row) => walletThen(row, lotsOf.get(row.id) ?? [])),
    lots,
    terms: new Map(rows.lots.map((lot) => [lot.id, lot])),
    holds: rows.holds.map(holdThen),
    subscriptions,
  }
}

/** The subscription in force at an instant. */
export function subscriptionAt(subscriptions: readonly Subscription[], at: Date): Subscription | null {
  return (
    subscriptions.findLast(({ createdAt, endedAt }) => createdAt <= at && (endedAt === null || endedAt > at)) ?? null
  )
}

/** The end of the cycle at an instant; null: no cycle ran, or a later change of the plan hides it. */
export function cycleEndAt(subscription: Subscription | null, version: PriceBookVersion, at: Date): Date | null {
  const plan = subscription && version.plan(subscription.planId)
  if (!plan || subscription.anchorAt > at) return null
  return cycleAt(subscription, plan, at).place.cycleEnd
}

function lotThen(row: LotRow, cycleEnd: Date | null, from: Date): Lot {
  const then: { -readonly [Name in keyof Lot]: Lot[Name] } = { ...row }
  then.granted -= row.grantedSince
  for (const bucket of BUCKETS) then[bucket] -= row[`${bucket}Since`]
  if (row.graceFrom !== null && row.graceFrom >= from) {
    then.expiresAt = row.graceFrom
    then.graceFrom = null
  }
  // Renewals since then have moved it; if it is earlier, its cycle had ended.
  const isOver = row.expiresAt !== null && row.expiresAt <= from
  if (isOfCycle(row) && cycleEnd && then.graceFrom === null && !isOver) then.expiresAt = cycleEnd
  const isScheduled = row.usableFrom !== null && row.usableFrom > from
  then.lock = then.locked === 0n ? null : isScheduled ? 'SCHEDULED' : (row.lock ?? 'MANUAL')
  if (then.locked > 0n && row.dispute === 'OPEN') then.lock = null
  else if (row.dispute !== 'LOST' || row.revokedSince > 0n) then.dispute = null
  return then
}

/** The wallet is the sum of the lots that play a part; its chain begins again. */
function walletThen(row: WalletRow, lots: readonly Lot[]): Wallet {
  const then: { -readonly [Name in keyof Wallet]: Wallet[Name] } = { ...row, sequence: 0n, head: GENESIS }
  for (const amount of ['granted', ...BUCKETS] as const) then[amount] = lots.reduce((sum, lot) => sum + lot[amount], 0n)
  then.owed -= row.owedSince
  then.writtenOff -= row.writtenOffSince
  return then
}

function holdThen({ spentSince, furtherLines, ...row }: PastHold): Hold {
  const further = furtherLines.map(({ lotId, credits, frozenAt }) => {
    return { lotId, credits: BigInt(credits), frozenAt: frozenAt === null ? null : new Date(frozenAt) }
  })
  const credits = further.reduce((sum, line) => sum + line.credits, row.firstCredits)
  const open = { status: 'OPEN' as const, released: 0n, owed: 0n, refunded: 0n, late: null, endedAt: null }
  const spent = row.spent - spentSince
  return holdOf({ ...row, ...open, usages: [], runId: null, meter: null, spent, credits }, further)
}
