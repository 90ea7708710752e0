// Revenue: the payments for an organization's credits, and the part of them that is earned.

import type { App } from '../app.ts'

export interface Revenue {
  readonly currency: string
  readonly paid: bigint
  readonly recognized: bigint
  readonly deferred: bigint
  readonly breakage: bigint
  readonly reversed: bigint
}

// One payment covers a lot and all portions that were moved from it, so they are added up before money is rounded. Each part is
// rounded down; the rest is deferred or, if no credits are left, breakage. A cycle's lots of a time that was not paid, or not yet, count
// nothing. Served by credit_lot's primary key.
const REVENUE = `
  WITH unpaid AS (
    SELECT coalesce(paid_until, created_at) AS since, coalesce(ended_at, 'infinity') AS until
    FROM subscription WHERE organization_id = $1::uuid
    UNION ALL
    SELECT never."from", never.until
    FROM subscription, jsonb_to_recordset(subscription.unpaid) AS never ("from" timestamptz, until timestamptz)
    WHERE organization_id = $1::uuid
  )
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
    HAVING NOT bool_or(kind = 'SUBSCRIPTION' AND requires_subscription) OR NOT EXISTS (
      SELECT FROM unpaid WHERE min(l.created_at) >= unpaid.since AND min(l.created_at) < unpaid.until
    )
  ) AS purchase
  GROUP BY currency ORDER BY currency`

/** The revenue of one credit type, by currency. As booked: sweeps can be a second behind. */
export function findRevenue(app: App, organizationId: string, creditType: string): Promise<Revenue[]> {
  return app.prisma.$queryRawUnsafe<Revenue[]>(REVENUE, organizationId, creditType)
}
