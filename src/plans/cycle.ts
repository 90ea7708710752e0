// The allowance of a subscription's present cycle, and where its credits are, in whatever wallet. Both are read in one snapshot:
// otherwise a renewal in between would mix the credits of the new cycle with the allowance of the old one.

import type { App } from '../app.ts'
import type { Subscription } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import { inSnapshot } from '../database/snapshot.ts'
import type { Credits } from '../ledger/wallet.ts'
import { allowancesOf } from './plan.ts'

export interface CycleAllowance {
  readonly creditType: string
  /** total = remaining + used + expired. */
  readonly total: Credits
  readonly remaining: Credits
  readonly used: Credits
  readonly expired: Credits
}

/** The lots that cycles brought, those of the present cycle and older ones. */
interface Sums {
  readonly creditType: string
  /** True if they came with the present cycle. */
  readonly isNew: boolean
  /** The credits that came in, without portions that were moved. */
  readonly granted: Credits
  readonly remaining: Credits
  /** Expired, or removed by the platform. */
  readonly gone: Credits
}

// Served by credit_lot_of_kind for the present cycle's lots, and by credit_lot_open for older ones that are still open. Some may have
// expired, but were not swept yet.
const SUMS = `
  SELECT w.credit_type AS "creditType", coalesce(p.created_at, l.created_at) >= $3 AS "isNew",
    sum(CASE WHEN l.origin_lot_id IS NULL THEN l.granted ELSE 0 END)::bigint AS granted,
    sum(l.frozen + CASE WHEN l.expires_at > coalesce(o.clock_at, $2) THEN l.available + l.locked ELSE 0 END)::bigint
      AS remaining,
    sum(l.expired + l.revoked + CASE WHEN l.expires_at > coalesce(o.clock_at, $2) THEN 0 ELSE l.available + l.locked END)::bigint
      AS gone
  FROM organization o
  JOIN wallet w ON w.organization_id = o.id
  CROSS JOIN LATERAL (
    SELECT * FROM credit_lot
      WHERE organization_id = w.organization_id AND wallet_id = w.id AND kind = 'SUBSCRIPTION' AND created_at >= $3
    UNION ALL
    SELECT * FROM credit_lot
      WHERE organization_id = w.organization_id AND wallet_id = w.id AND open AND kind = 'SUBSCRIPTION' AND created_at < $3
  ) AS l
  LEFT JOIN credit_lot p ON p.organization_id = l.organization_id AND p.id = l.origin_lot_id
  WHERE o.id = $1::uuid AND l.requires_subscription
  GROUP BY w.credit_type, 2`

/** The allowances of the present cycle by credit type, in the plan's order. */
export async function readAllowances(
  app: App,
  { organizationId, id }: Pick<Subscription, 'organizationId' | 'id'>,
): Promise<CycleAllowance[]> {
  const [present, rows] = await inSnapshot(app, async ({ prisma, clock }) => {
    const subscription = await rowOf(prisma.subscription, organizationId, id)
    const values = [organizationId, clock(), subscription.cycleStart] as const
    return [subscription, await prisma.$queryRawUnsafe<Sums[]>(SUMS, ...values)] as const
  })
  return allowancesOf(present).map(({ creditType, credits: total, expired = 0n }) => {
    const sums = (isNew: boolean) => rows.find((row) => row.creditType === creditType && row.isNew === isNew)
    const [ofCycle, older] = [sums(true), sums(false)]
    const broughtNow = least(total, ofCycle?.granted ?? 0n)
    // Credits that a hold of an earlier cycle has frozen are not part of this cycle.
    const left = least(broughtNow, ofCycle?.remaining ?? 0n) + least(total - broughtNow, older?.remaining ?? 0n)
    const gone = least(total - left, least(broughtNow, ofCycle?.gone ?? 0n) + expired)
    return { creditType, total, remaining: left, used: total - left - gone, expired: gone }
  })
}

function least(a: Credits, b: Credits): Credits {
  return a < b ? a : b
}
