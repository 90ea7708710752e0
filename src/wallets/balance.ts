// A wallet's balance at present, including expiries and maturities that no sweep has booked yet, and at any past time.

import DataLoader from 'dataloader'
import type { App } from '../app.ts'
import type { JournalEntry, Wallet } from '../database/generated/client/client.ts'
import { AMOUNTS, type Balance } from '../ledger/wallet.ts'

type WalletId = Pick<Wallet, 'organizationId' | 'id'>
type Numbered = Balance & Pick<Wallet, 'sequence'>

interface Row extends Numbered, WalletId {
  /** Stored available credits of lots that have expired. */
  readonly lateAvailable: bigint
  /** Stored locked credits of lots that have expired. */
  readonly lateLocked: bigint
  /** Stored locked credits of lots that have matured. */
  readonly mature: bigint
}

const loaders = new WeakMap<object, DataLoader<WalletId, Row, string>>()

/**
 * All amounts of a wallet at one time: when the wallet was read or, if it has changed since, later. One look-up serves all wallets
 * that a request reads together.
 */
export async function balanceNow(request: object, app: App, wallet: WalletId & Numbered): Promise<Numbered> {
  let loader = loaders.get(request)
  if (!loader) {
    // No cache: a live stream reads the same wallet repeatedly.
    loader = new DataLoader((wallets) => read(app, wallets), { cache: false })
    loaders.set(request, loader)
  }
  const { lateAvailable, lateLocked, mature, ...later } = await loader.load(wallet)
  const stored = later.sequence === wallet.sequence ? wallet : later
  return {
    ...stored,
    available: stored.available - lateAvailable + mature,
    locked: stored.locked - lateLocked - mature,
    expired: stored.expired + lateAvailable + lateLocked,
  }
}

const COLUMNS = AMOUNTS.map((amount) => `w.${amount}`).join(', ')

// One statement, so one snapshot. Served by credit_lot_open.
const BALANCES = `
  SELECT w.organization_id AS "organizationId", w.id, w.sequence, ${COLUMNS},
    coalesce(sum(l.available) FILTER (WHERE l.expires_at <= o.now), 0)::bigint AS "lateAvailable",
    coalesce(sum(l.locked) FILTER (WHERE l.expires_at <= o.now), 0)::bigint AS "lateLocked",
    coalesce(sum(l.locked) FILTER (
      WHERE (l.expires_at > o.now OR l.expires_at IS NULL) AND l.dispute IS DISTINCT FROM 'OPEN'
    ), 0)::bigint AS mature
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.id = wanted.id
  CROSS JOIN LATERAL (
    SELECT coalesce(clock_at, $3) AS now FROM organization WHERE id = w.organization_id
  ) AS o
  LEFT JOIN credit_lot l ON l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open
    AND (l.expires_at <= o.now OR l.lock = 'SCHEDULED' AND l.usable_from <= o.now)
  GROUP BY w.organization_id, w.id`

async function read(app: App, wallets: readonly WalletId[]): Promise<(Row | Error)[]> {
  const known = new Map(wallets.map((wallet) => [wallet.id, wallet.organizationId]))
  const rows = await app.prisma.$queryRawUnsafe<Row[]>(BALANCES, [...known.values()], [...known.keys()], app.clock())
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return wallets.map(({ id }) => rowOf.get(id) ?? new Error(`wallet ${id} is gone`))
}

// Entries are numbered in the order of their times, so a binary search finds the last one at a given time. Each round reads one entry
// by the primary key.
const LAST_AT = `
  WITH RECURSIVE search (low, high) AS (
    SELECT 0::bigint, $3::bigint
    UNION ALL
    SELECT CASE WHEN e.created_at <= $4::timestamptz THEN e.sequence ELSE low END,
      CASE WHEN e.created_at <= $4::timestamptz THEN high ELSE e.sequence - 1 END
    FROM search
    JOIN journal_entry e ON e.organization_id = $1::uuid AND e.wallet_id = $2::uuid AND e.sequence = (low + high + 1) / 2
    WHERE low < high
  )
  SELECT low AS sequence FROM search WHERE low = high`

/** The number of a wallet's last entry at a given time; 0 before the first. */
export async function sequenceAt(app: App, wallet: Wallet, at: Date): Promise<bigint> {
  const { organizationId, id: walletId } = wallet
  const rows = await app.prisma.$queryRawUnsafe<{ sequence: bigint }[]>(
    LAST_AT,
    organizationId,
    walletId,
    wallet.sequence,
    at,
  )
  return rows[0]?.sequence ?? 0n
}

/** A wallet's last entry at a given time; null before the first. */
export async function balanceAt(app: App, wallet: Wallet, at: Date): Promise<JournalEntry | null> {
  const { organizationId, id: walletId } = wallet
  const sequence = await sequenceAt(app, wallet, at)
  if (sequence === 0n) return null
  return app.prisma.journalEntry.findUniqueOrThrow({
    where: { organizationId_walletId_sequence: { organizationId, walletId, sequence } },
  })
}
