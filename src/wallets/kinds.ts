// The balance of a wallet by kinds of lots, at present: expiries and maturities that no sweep has booked yet are included.

import type { App } from '../app.ts'
import type { LotKind, Wallet } from '../database/generated/client/client.ts'
import { readTogether } from '../database/together.ts'
import { AMOUNTS, type Balance } from '../ledger/wallet.ts'

export interface KindBalance extends Balance {
  readonly kind: LotKind
}

interface Row extends KindBalance {
  readonly key: number
}

const AS_STORED = AMOUNTS.filter((amount) => !['available', 'locked', 'expired', 'moved'].includes(amount))

/** A lot `l` at the time `o.now`: the rule `lotAt` of src/ledger/wallet.ts. */
const LOT_NOW = `
  CROSS JOIN LATERAL (
    SELECT l.expires_at IS NOT NULL AND l.expires_at <= o.now AS "hasExpired",
      l.lock = 'SCHEDULED' AND l.usable_from <= o.now AND l.dispute IS DISTINCT FROM 'OPEN' AS "isMature",
      l.falls_back_at IS NOT NULL AND l.falls_back_at <= o.now AS "isFallingBack"
  ) AS at
  CROSS JOIN LATERAL (
    SELECT CASE WHEN at."hasExpired" THEN 0 WHEN at."isMature" THEN l.available + l.locked ELSE l.available END AS credits
  ) AS free`

// One statement, so one snapshot. Served by credit_lot_of_wallet.
const BY_KIND = `
  SELECT wanted.key::int, l.kind, ${AS_STORED.map((amount) => `sum(l.${amount})::bigint AS ${amount}`).join(', ')},
    sum(CASE WHEN at."isFallingBack" THEN 0 ELSE free.credits END)::bigint AS available,
    sum(l.moved + CASE WHEN at."isFallingBack" THEN free.credits ELSE 0 END)::bigint AS moved,
    sum(CASE WHEN at."hasExpired" OR at."isMature" THEN 0 ELSE l.locked END)::bigint AS locked,
    sum(l.expired + CASE WHEN at."hasExpired" THEN l.available + l.locked ELSE 0 END)::bigint AS expired
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  CROSS JOIN LATERAL (SELECT coalesce(clock_at, $3) AS now FROM organization WHERE id = wanted.organization_id) AS o
  JOIN credit_lot l ON l.organization_id = wanted.organization_id AND l.wallet_id = wanted.id
  ${LOT_NOW}
  GROUP BY wanted.key, l.kind
  ORDER BY l.kind`

/** The balances of a wallet's lots by their kinds; only kinds of which there are lots. */
export const balancesByKind = readTogether<App, Pick<Wallet, 'organizationId' | 'id'>, KindBalance[]>(
  async (app, wallets) => {
    const ids = [wallets.map(({ organizationId }) => organizationId), wallets.map(({ id }) => id)]
    const rows = await app.prisma.$queryRawUnsafe<Row[]>(BY_KIND, ...ids, app.clock())
    const rowsOf = Map.groupBy(rows, ({ key }) => key)
    return wallets.map((_, i) => rowsOf.get(i + 1) ?? [])
  },
)
