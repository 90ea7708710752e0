// The outlook of a wallet: the credits that expire soon, and the time at which the rest runs out at the present pace. Each is read in
// one snapshot.

import type { App } from '../app.ts'
import type { CreditLot, Wallet } from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { burnDownOrder, type Credits, lotAt, poolFirst } from '../ledger/wallet.ts'
import { timeOf } from '../organizations/clock.ts'
import { carriesOver, isRenewed } from '../plans/rules.ts'
import { balanceNow, sequenceAt } from './balance.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** The latest instant of JavaScript. Credits that last longer have no forecast. */
const INSTANT_MAX = 8_640_000_000_000_000n

export interface Expiring {
  readonly lot: CreditLot
  /** The credits of the lot that are not frozen. The wallet's burn-down order decides whether they are spent first. */
  readonly credits: Credits
  readonly expiresAt: Date
}

/** The credits that expire within the given days unless they are used, by their expiry. */
export function expiring(app: App, wallet: Wallet, withinDays: number): Promise<Expiring[]> {
  return inSnapshot(app, (reader) => readExpiring(reader, wallet, withinDays))
}

async function readExpiring(app: App, wallet: Wallet, withinDays: number): Promise<Expiring[]> {
  const { organizationId, id: walletId } = wallet
  const now = await timeOf(app, organizationId)
  const until = new Date(now.getTime() + withinDays * DAY_MS)
  const lots = await app.prisma.creditLot.findMany({
    where: { organizationId, walletId, open: true, expiresAt: { gt: now, lte: until } },
    orderBy: [{ expiresAt: 'asc' }, { id: 'asc' }],
  })
  const ending = await endingWithCycle(app, wallet, now)
  const byThemselves = lots.flatMap((lot) => {
    const credits = leftOf(lot, now)
    const { expiresAt } = lot
    return expiresAt && credits > 0n && !ending?.lots.has(lot.id) ? [{ lot, credits, expiresAt }] : []
  })
  const withCycle = [...(ending?.lots.values() ?? [])].flatMap(({ lot, lost }) =>
    ending && ending.cycleEnd <= until && lost > 0n && lot.walletId === walletId
      ? [{ lot, credits: lost, expiresAt: ending.cycleEnd }]
      : [],
  )
  return [...byThemselves, ...withCycle].sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
}

/**
 * The loss of a subscription's carried credits at the end of its cycle: those that exceed the plan's carry limit, or all if the
 * subscription is not renewed. Null for plans that carry nothing over, whose lots expire with their cycle.
 */
async function endingWithCycle(app: App, { organizationId, creditType }: Wallet, now: Date) {
  const subscription = await app.prisma.subscription.findFirst({ where: { organizationId, endedAt: null } })
  const plan = subscription && app.priceBook.version.plan(subscription.planId)
  if (!plan || !carriesOver(plan)) return null
  const rows = await app.prisma.creditLot.findMany({
    where: { organizationId, open: true, kind: 'SUBSCRIPTION', requiresSubscription: true, wallet: { creditType } },
    include: { wallet: true },
  })
  const sorted = rows.sort((a, b) => poolFirst(a.wallet, b.wallet) || burnDownOrder(a.wallet)(a, b))
  const max = isRenewed(subscription, plan) ? plan.rolloverMax : 0n
  const lots = new Map<string, { lot: CreditLot; lost: Credits }>()
  let room = max
  for (const { wallet: _, ...lot } of sorted) {
    const left = leftOf(lot, now)
    const kept = room === null || left < room ? left : room
    if (room !== null) room -= kept
    lots.set(lot.id, { lot, lost: left - kept })
  }
  return { cycleEnd: subscription.cycleEnd, lots }
}

/** The available and locked credits of a lot. */
function leftOf(lot: CreditLot, now: Date): Credits {
  const { available, locked } = lotAt(lot, now)
  return available + locked
}

export interface Forecast {
  /** The start of the time that the pace was measured over. */
  readonly from: Date
  /** The end of that time. */
  readonly to: Date
  readonly spent: Credits
  /** Null if it is unknown; `unknownBecause` gives the reason. */
  readonly runsOutAt: Date | null
  readonly unknownBecause: UnknownBecause | null
}

/** The reason why there is no forecast. */
export type UnknownBecause = 'NOTHING_SPENT' | 'OBSERVED_TOO_SHORT' | 'TOO_FAR'

/** Spending varies over the day, so a pace that was measured for less than a day predicts nothing. */
const OBSERVED_MS_MIN = DAY_MS

// Served by the primary key.
const SPENT = `
  SELECT greatest(0, coalesce(sum(CASE type WHEN 'REFUND' THEN -credits ELSE credits END), 0))::bigint AS spent
  FROM journal_entry
  WHERE organization_id = $1::uuid AND wallet_id = $2::uuid AND sequence > $3 AND type IN ('SPEND', 'REPAY', 'REFUND')`

/** The time of a wallet's first credits; `none` if it never had any. */
async function firstUse(app: App, { organizationId, id: walletId }: Wallet, none: Date): Promise<Date> {
  const first = await app.prisma.journalEntry.findUnique({
    where: { organizationId_walletId_sequence: { organizationId, walletId, sequence: 1n } },
    select: { createdAt: true },
  })
  return first?.createdAt ?? none
}

/** Forecasts when the available credits run out, at the pace of the last days or, if shorter, since the first credits came in. */
export function forecast(app: App, wallet: Wallet, days: number): Promise<Forecast> {
  return inSnapshot(app, (reader) => readForecast(reader, wallet, days))
}

async function readForecast(app: App, wallet: Wallet, days: number): Promise<Forecast> {
  const { organizationId, id } = wallet
  const to = await timeOf(app, organizationId)
  const begin = new Date(to.getTime() - days * DAY_MS)
  const after = await sequenceAt(app, wallet, begin)
  const from = after === 0n ? await firstUse(app, wallet, to) : begin
  const rows = await app.prisma.$queryRawUnsafe<{ spent: bigint }[]>(SPENT, organizationId, id, after)
  const spent = rows[0]?.spent ?? 0n
  const { available } = await balanceNow(app, wallet)
  const observedMs = to.getTime() - from.getTime()
  const unknown = (unknownBecause: UnknownBecause) => ({ from, to, spent, runsOutAt: null, unknownBecause })
  if (spent === 0n) return unknown('NOTHING_SPENT')
  if (observedMs < OBSERVED_MS_MIN) return unknown('OBSERVED_TOO_SHORT')
  const instant = BigInt(to.getTime()) + (available * BigInt(observedMs)) / spent
  if (instant > INSTANT_MAX) return unknown('TOO_FAR')
  return { from, to, spent, runsOutAt: new Date(Number(instant)), unknownBecause: null }
}
