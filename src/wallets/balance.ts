// A wallet's balance: as it is now (what is stored, and what the time has changed since that no sweep has booked yet),
// and as it was at any moment.

import DataLoader from 'dataloader'
import type { App } from '../app.ts'
import type { JournalEntry, Wallet } from '../database/generated/client/client.ts'
import { AMOUNTS, type Balance } from '../ledger/wallet.ts'

type WalletId = Pick<Wallet, 'organizationId' | 'id'>
type Numbered = Balance & Pick<Wallet, 'sequence'>

interface Row extends Numbered, WalletId {
  /** Of lots that have expired: what would still be available, and what would still be locked. */
  readonly lateAvailable: bigint
  readonly lateLocked: bigint
  /** Of lots whose time has come: what would still be locked. */
  readonly ripe: bigint
}

const loaders = new WeakMap<object, DataLoader<WalletId, Row, string>>()

/**
 * All amounts of a wallet, from one moment: that of the wallet as it was read, or if it has changed since, a later
 * one. One look-up for all wallets that a request reads together.
 */
export async function balanceNow(request: object, app: App, wallet: WalletId & Numbered): Promise<Numbered> {
  let loader = loaders.get(request)
  if (!loader) {
    // Not remembered: a live stream reads the same wallet again and again.
    loader = new DataLoader((wallets) => read(app, wallets), { cache: false })
    loaders.set(request, loader)
  }
  const { lateAvailable, lateLocked, ripe, ...later } = await loader.load(wallet)
  const stored = later.sequence === wallet.sequence ? wallet : later
  return {
    ...stored,
    available: stored.available - lateAvailable + ripe,
    locked: stored.locked - lateLocked - ripe,
    expired: stored.expired + lateAvailable + lateLocked,
  }
}

const COLUMNS = AMOUNTS.map((amount) => `w.${amount}`).join(', ')

// One statement, hence one snapshot. Due lots are found among the wallet's open ones: credit_lot_open.
const BALANCES = `
  SELECT w.organization_id AS "organizationId", w.id, w.sequence, ${COLUMNS},
    coalesce(sum(l.available) FILTER (WHERE l.expires_at <= o.now), 0)::bigint AS "lateAvailable",
    coalesce(sum(l.locked) FILTER (WHERE l.expires_at <= o.now), 0)::bigint AS "lateLocked",
    coalesce(sum(l.locked) FILTER (
      WHERE (l.expires_at > o.now OR l.expires_at IS NULL) AND l.dispute IS DISTINCT FROM 'OPEN'
    ), 0)::bigint AS ripe
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

// Entries are numbered in the order of their times, so the last one of a moment is found by halving: each round looks
// one entry up by the primary key.
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

/** The number of the last entry of a wallet at a moment; 0 if there was none yet. */
export async function sequenceAt(app: App, wallet: Wallet, at: Date): Promise<bigint> {
  const { organizationId, id: walletId } = wallet
  const rows = await app.prisma.$queryRawUnsafe<{ sequence: bigint }[]>(
    LAST_AT,
    ...[organizationId, walletId, wallet.sequence, at],
  )
  return rows[0]?.sequence ?? 0n
}

/** The last entry of a wallet at a moment; null if there was none yet. */
export async function balanceAt(app: App, wallet: Wallet, at: Date): Promise<JournalEntry | null> {
  const { organizationId, id: walletId } = wallet
  const sequence = await sequenceAt(app, wallet, at)
  if (sequence === 0n) return null
  return app.prisma.journalEntry.findUniqueOrThrow({
    where: { organizationId_walletId_sequence: { organizationId, walletId, sequence } },
  })
}
