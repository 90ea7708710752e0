// Forgets what was delivered, or given up, long ago: whole bodies would be kept for good otherwise.

import type { App } from '../app.ts'

/** How long a delivery can be read, and sent again, after it has ended. */
const DELIVERIES_KEPT_DAYS = 30
const SWEEP_ROWS_MAX = 500

/** Served by webhook_delivery_over. Processes that sweep at once take turns row by row, and none waits for another. */
const FORGET = `
  WITH over AS MATERIALIZED (
    SELECT organization_id, id FROM webhook_delivery
    WHERE ended_at <= $1::timestamptz
    ORDER BY ended_at
    LIMIT ${SWEEP_ROWS_MAX}
    FOR UPDATE SKIP LOCKED
  )
  DELETE FROM webhook_delivery d
  USING over
  WHERE d.organization_id = over.organization_id AND d.id = over.id`

/** Forgets some, and says how many. */
export function sweepDeliveries(app: App): Promise<number> {
  const before = new Date(app.clock().getTime() - DELIVERIES_KEPT_DAYS * 24 * 60 * 60 * 1_000)
  return app.prisma.$executeRawUnsafe(FORGET, before)
}
