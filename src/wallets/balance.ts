// A wallet's balance at present, including expiries and maturities that no sweep has booked yet, and at any past time.

import type { App } from '../app.ts'
import type { JournalEntry, Wallet } from '../database/generated/client/client.ts'
import { readTogether } from '../database/together.ts'
import { wallets } from '../engine/tables.ts'
import { AMOUNTS, type Balance } from '../ledger/wallet.ts'

type WalletId = Pick<Wallet, 'organizationId' | 'id'>
export type Numbered = Balance & Pick<Wallet, 'sequence'>

interface Row extends Numbered, WalletId {
  /** Stored available credits of lots that have expired. */
  readonly lateAvailable: bigint
  /** Stored locked credits of lots that have expired. */
  readonly lateLocked: bigint
  /** Stored locked credits of lots that have matured. */
  readonly mature: bigint
  /** Stored available credits, of which some may have matured, of lots that have fallen back to the pool. */
  readonly fallen: bigint
}

/** The balances of wallets that were read with them. */
const readWithWallet = new WeakMap<WalletId, Numbered>()

/**
 * All amounts of a wallet at one time: when the wallet was read or, if it has changed since, later. One look-up serves all wallets
 * that are read at the same time.
 */
export function balanceNow(app: App, wallet: WalletId & Numbered): Numbered | Promise<Numbered> {
  return readWithWallet.get(wallet) ?? balanceOf(app, wallet).then((row) => balanceAtRow(wallet, row))
}

function balanceAtRow(wallet: Numbered, { lateAvailable, lateLocked, mature, fallen, ...later }: Row): Numbered {
  const stored = later.sequence === wallet.sequence ? wallet : later
  return {
    ...stored,
    available: stored.available - lateAvailable + mature - fallen,
    locked: stored.locked - lateLocked - mature,
    expired: stored.expired + lateAvailable + lateLocked,
    moved: stored.moved + fallen,
  }
}

const COLUMNS = AMOUNTS.map((amount) => `w.${amount}`).join(', ')

/**
 * The expiries and maturities of the lots of wallet `w` that no sweep has booked yet, and what has fallen back and was not moved yet.
 * Served by credit_lot_open. $3 is the present time.
 */
const LATE = `
  CROSS JOIN LATERAL (
    SELECT coalesce(clock_at, $3) AS now FROM organization WHERE id = w.organization_id
  ) AS o
  CROSS JOIN LATERAL (
    SELECT
      coalesce(sum(l.available) FILTER (WHERE l.expires_at <= o.now), 0)::bigint AS "lateAvailable",
      coalesce(sum(l.locked) FILTER (WHERE l.expires_at <= o.now), 0)::bigint AS "lateLocked",
      coalesce(sum(l.locked) FILTER (
        WHERE (l.expires_at > o.now OR l.expires_at IS NULL) AND l.dispute IS DISTINCT FROM 'OPEN'
          AND l.lock = 'SCHEDULED' AND l.usable_from <= o.now
      ), 0)::bigint AS mature,
      coalesce(sum(CASE WHEN l.lock = 'SCHEDULED' AND l.usable_from <= o.now AND l.dispute IS DISTINCT FROM 'OPEN'
        THEN l.locked ELSE l.available END) FILTER (
        WHERE (l.expires_at > o.now OR l.expires_at IS NULL) AND l.falls_back_at <= o.now
      ), 0)::bigint AS fallen
    FROM credit_lot l
    WHERE l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open
      AND (l.expires_at <= o.now OR l.lock = 'SCHEDULED' AND l.usable_from <= o.now OR l.falls_back_at <= o.now)
  ) AS late`

// One statement, so one snapshot.
const BALANCES = `
  SELECT w.organization_id AS "organizationId", w.id, w.sequence, ${COLUMNS}, late.*
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.id = wanted.id
  ${LATE}`

const balanceOf = readTogether<App, WalletId, Row>(async (app, ids) => {
  const known = new Map(ids.map((wallet) => [wallet.id, wallet.organizationId]))
  const rows = await app.prisma.$queryRawUnsafe<Row[]>(BALANCES, [...known.values()], [...known.keys()], app.clock())
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return ids.map(({ id }) => rowOf.get(id) ?? new Error(`wallet ${id} is gone`))
})

/** Null: pools of all types. */
interface PoolKey {
  readonly organizationId: string
  readonly creditType: string | null
}

const POOLS = `
  SELECT wanted.key::int, ${wallets.select()}, late.*
  FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS wanted (organization_id, credit_type, key)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.holder_id = wanted.organization_id
    AND (wanted.credit_type IS NULL OR w.credit_type = wanted.credit_type)
  ${LATE}
  ORDER BY w.credit_type`

const poolsOf = readTogether<App, PoolKey, Wallet[]>(async (app, keys) => {
  const [organizationIds, creditTypes] = [keys.map((key) => key.organizationId), keys.map((key) => key.creditType)]
  const pools: Wallet[][] = keys.map(() => [])
  const rows = await app.prisma.$queryRawUnsafe<(Wallet & Row & { key: number })[]>(
    POOLS,
    organizationIds,
    creditTypes,
    app.clock(),
  )
  for (const row of rows) {
    readWithWallet.set(row, balanceAtRow(row, row))
    pools[row.key - 1]?.push(row)
  }
  return pools
})

/** The pools of an organization: that of a credit type, or all. Their balances are read with them. */
export async function findPools(app: App, organizationId: string, creditType: string | null): Promise<Wallet[]> {
  // PostgreSQL has no text with a NUL.
  if (creditType?.includes('\0')) return []
  return poolsOf(app, { organizationId, creditType })
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
