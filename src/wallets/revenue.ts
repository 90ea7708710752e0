// Money: what was paid for an organization's credits, and how much of that has been earned.

import type { App } from '../app.ts'

export interface Revenue {
  readonly currency: string
  readonly paid: bigint
  readonly recognized: bigint
  readonly deferred: bigint
  readonly breakage: bigint
  readonly reversed: bigint
}

// A lot and all that was split off it were paid for together, so they are added up before money is rounded: down for
// each part, and what remains is deferred, or else breakage. credit_lot's primary key begins with the organization.
const REVENUE = `
  SELECT currency, sum(paid)::bigint AS paid, sum(recognized)::bigint AS recognized, sum(reversed)::bigint AS reversed,
    sum(CASE WHEN is_over THEN 0 ELSE paid - recognized - reversed - breakage END)::bigint AS deferred,
    sum(CASE WHEN is_over THEN paid - recognized - reversed ELSE breakage END)::bigint AS breakage
  FROM (
    SELECT min(currency) AS currency, min(cost_amount) AS paid,
      sum(available + locked + frozen) = 0 AS is_over,
      div(min(cost_amount)::numeric * sum(spent), min(cost_credits)) AS recognized,
      div(min(cost_amount)::numeric * sum(revoked), min(cost_credits)) AS reversed,
      div(min(cost_amount)::numeric * sum(expired), min(cost_credits)) AS breakage
    FROM credit_lot l
    WHERE organization_id = $1::uuid AND currency IS NOT NULL
      AND wallet_id IN (SELECT id FROM wallet WHERE organization_id = $1::uuid AND credit_type = $2)
    GROUP BY coalesce(origin_lot_id, id)
  ) AS purchase
  GROUP BY currency ORDER BY currency`

/** One for each currency in which credits of this type were paid for. As booked: sweeps may be a second behind. */
export function findRevenue(app: App, organizationId: string, creditType: string): Promise<Revenue[]> {
  return app.prisma.$queryRawUnsafe<Revenue[]>(REVENUE, organizationId, creditType)
}
