// What the present cycle of a subscription has to give, and what is left of it, wherever its credits were moved. Both are read in one
// snapshot: a renewal in between would leave the credits of the new cycle beside the allowance of the old one.

import type { App } from '../app.ts'
import type { Subscription } from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import type { Credits } from '../ledger/wallet.ts'
import { allowancesOf } from './plan.ts'

export interface CycleAllowance {
  readonly creditType: string
  readonly total: Credits
  readonly remaining: Credits
}

// The lots are found among the open ones: credit_lot_open. Some may have expired, and no sweep has booked it yet.
const REMAINING = `
  SELECT w.credit_type AS "creditType",
    sum(l.frozen + CASE WHEN l.expires_at > coalesce(o.clock_at, $2) THEN l.available + l.locked ELSE 0 END)::bigint
      AS remaining
  FROM organization o
  JOIN wallet w ON w.organization_id = o.id
  JOIN credit_lot l ON l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open
  WHERE o.id = $1::uuid AND l.kind = 'SUBSCRIPTION' AND l.requires_subscription
  GROUP BY w.credit_type`

/** By credit type, in the plan's order. */
export async function readAllowances(
  app: App,
  { organizationId, id }: Pick<Subscription, 'organizationId' | 'id'>,
): Promise<CycleAllowance[]> {
  const [present, rows] = await inSnapshot(app, async ({ prisma, clock }) => [
    await prisma.subscription.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } }),
    await prisma.$queryRawUnsafe<{ creditType: string; remaining: bigint }[]>(REMAINING, organizationId, clock()),
  ])
  const remaining = new Map(rows.map((row) => [row.creditType, row.remaining]))
  return allowancesOf(present).map(({ creditType, credits }) => {
    const left = remaining.get(creditType) ?? 0n
    // What a hold of an earlier cycle still has frozen is no part of this one.
    return { creditType, total: credits, remaining: left < credits ? left : credits }
  })
}
