// Forgets what was delivered, or given up, long ago, and ends what has waited for as long: whole bodies would be kept for good
// otherwise.

import type { App } from '../app.ts'

/** How long a delivery can be read, and sent again, after it has ended. */
const DELIVERIES_KEPT_DAYS = 30
const SWEEP_ROWS_MAX = 500

/**
 * What has ended is found by webhook_delivery_over; endpoints whose messages wait by webhook_endpoint_waiting, and what waits for
 * them by webhook_delivery_due, in the real time, as `due_at` is. Processes that sweep at once take turns row by row, and
 * none waits for another.
 */
const SWEEP = `
  WITH over AS MATERIALIZED (
    SELECT organization_id, id FROM webhook_delivery
    WHERE ended_at <= $1::timestamptz
    ORDER BY ended_at
    LIMIT ${SWEEP_ROWS_MAX}
    FOR UPDATE SKIP LOCKED
  ), forgotten AS (
    DELETE FROM webhook_delivery d
    USING over
    WHERE d.organization_id = over.organization_id AND d.id = over.id
    RETURNING d.id
  ), waiting AS MATERIALIZED (
    SELECT d.organization_id, d.id
    FROM webhook_endpoint e
    JOIN webhook_delivery d ON d.organization_id = e.organization_id AND d.endpoint_id = e.id
    WHERE e.state <> 'ENABLED'::webhook_state AND e.ended_at IS NULL
      AND d.ended_at IS NULL AND d.due_at <= now() - make_interval(days => ${DELIVERIES_KEPT_DAYS})
    LIMIT ${SWEEP_ROWS_MAX}
    FOR UPDATE OF d SKIP LOCKED
  ), given_up AS (
    UPDATE webhook_delivery d
    SET status = 'FAILED', error = 'It has waited for ${DELIVERIES_KEPT_DAYS} days.', ended_at = $2::timestamptz
    FROM waiting
    WHERE d.organization_id = waiting.organization_id AND d.id = waiting.id
    RETURNING d.id
  )
  SELECT (SELECT count(*) FROM forgotten)::int + (SELECT count(*) FROM given_up)::int AS swept`

/** Forgets and ends some, and says how many. */
export async function sweepDeliveries(app: App): Promise<number> {
  const now = app.clock()
  const before = new Date(now.getTime() - DELIVERIES_KEPT_DAYS * 24 * 60 * 60 * 1_000)
  const [row] = await app.prisma.$queryRawUnsafe<{ swept: number }[]>(SWEEP, before, now)
  return row?.swept ?? 0
}
