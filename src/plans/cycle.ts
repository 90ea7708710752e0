// The allowance of a subscription's present cycle, and the credits that remain of it, in whatever wallet they are. Both are read
// in one snapshot: otherwise a renewal in between would mix the credits of the new cycle with the allowance of the old one.

import type { App } from '../app.ts'
import type { Subscription } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import { inSnapshot } from '../database/snapshot.ts'
import type { Credits } from '../ledger/wallet.ts'
import { allowancesOf } from './plan.ts'

export interface CycleAllowance {
  readonly creditType: string
  readonly total: Credits
  readonly remaining: Credits
}

// The open lots are found by the index credit_lot_open. Some may have expired, but were not swept yet.
const REMAINING = `
  SELECT w.credit_type AS "creditType",
    sum(l.frozen + CASE WHEN l.expires_at > coalesce(o.clock_at, $2) THEN l.available + l.locked ELSE 0 END)::bigint
      AS remaining
  FROM organization o
  JOIN wallet w ON w.organization_id = o.id
  JOIN credit_lot l ON l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open
  WHERE o.id = $1::uuid AND l.kind = 'SUBSCRIPTION' AND l.requires_subscription
  GROUP BY w.credit_type`

/** The allowances of the present cycle by credit type, in the plan's order. */
export async function readAllowances(
  app: App,
  { organizationId, id }: Pick<Subscription, 'organizationId' | 'id'>,
): Promise<CycleAllowance[]> {
  const [present, rows] = await inSnapshot(app, async ({ prisma, clock }) => [
    await rowOf(prisma.subscription, organizationId, id),
    await prisma.$queryRawUnsafe<{ creditType: string; remaining: bigint }[]>(REMAINING, organizationId, clock()),
  ])
  const remaining = new Map(rows.map((row) => [row.creditType, row.remaining]))
  return allowancesOf(present).map(({ creditType, credits }) => {
    const left = remaining.get(creditType) ?? 0n
    // Credits that a hold of an earlier cycle has frozen are not part of this cycle.
    return { creditType, total: credits, remaining: left < credits ? left : credits }
  })
}
