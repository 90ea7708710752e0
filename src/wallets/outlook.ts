// What becomes of a wallet's credits if nothing changes: which expire soon, and when the rest runs out at the present pace.

import type { App } from '../app.ts'
import type { CreditLot, Wallet } from '../database/generated/client/client.ts'
import { type Credits, lotAt } from '../ledger/wallet.ts'
import { timeOf } from '../organizations/clock.ts'
import { balanceNow, sequenceAt } from './balance.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** The furthest instant that JavaScript knows; what runs out later doesn't run out. */
const INSTANT_MAX = 8_640_000_000_000_000n

export interface Expiring {
  readonly lot: CreditLot
  /** What of it is not frozen; whether that is spent first is the wallet's burn-down order. */
  readonly credits: Credits
  readonly expiresAt: Date
}

/** What will be lost within so many days if it isn't used, the first to go first. */
export async function expiring(app: App, wallet: Wallet, withinDays: number): Promise<Expiring[]> {
  const { organizationId, id: walletId } = wallet
  const now = await timeOf(app, organizationId)
  const until = new Date(now.getTime() + withinDays * DAY_MS)
  const lots = await app.prisma.creditLot.findMany({
    where: { organizationId, walletId, open: true, expiresAt: { gt: now, lte: until } },
    orderBy: [{ expiresAt: 'asc' }, { id: 'asc' }],
  })
  return lots.flatMap((lot) => {
    const { available, locked, expiresAt } = lotAt(lot, now)
    return expiresAt && available + locked > 0n ? [{ lot, credits: available + locked, expiresAt }] : []
  })
}

export interface Forecast {
  /** From when to when the pace was taken. */
  readonly from: Date
  readonly to: Date
  readonly spent: Credits
  /** Null: nothing was spent, so never. */
  readonly runsOutAt: Date | null
}

// Served by the primary key.
const SPENT = `
  SELECT coalesce(sum(credits), 0)::bigint AS spent FROM journal_entry
  WHERE organization_id = $1::uuid AND wallet_id = $2::uuid AND sequence > $3 AND type IN ('SPEND', 'REPAY')`

/** When what is available runs out, at the pace of the last days; of a younger wallet, at the pace of its life. */
export async function forecast(app: App, wallet: Wallet, days: number): Promise<Forecast> {
  const { organizationId, id } = wallet
  const to = await timeOf(app, organizationId)
  const from = new Date(Math.max(to.getTime() - days * DAY_MS, wallet.createdAt.getTime()))
  const after = await sequenceAt(app, wallet, from)
  const rows = await app.prisma.$queryRawUnsafe<{ spent: bigint }[]>(SPENT, organizationId, id, after)
  const spent = rows[0]?.spent ?? 0n
  const { available } = await balanceNow(wallet, app, wallet)
  if (spent === 0n) return { from, to, spent, runsOutAt: null }
  const instant = BigInt(to.getTime()) + (available * BigInt(to.getTime() - from.getTime())) / spent
  return { from, to, spent, runsOutAt: instant > INSTANT_MAX ? null : new Date(Number(instant)) }
}
