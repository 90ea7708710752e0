// Deletes deliveries that ended long ago, and ends those that have waited as long. Otherwise their bodies would be kept for good.

import type { App } from '../app.ts'

/** The days in which a delivery that has ended can be read and sent again. */
const DELIVERIES_KEPT_DAYS = 30
const SWEEP_ROWS_MAX = 500

/**
 * Served by webhook_delivery_over for ended deliveries, webhook_endpoint_waiting for endpoints with waiting messages, and
 * webhook_delivery_due for these, in real time as `due_at` is. Processes that sweep at the same time skip each other's rows.
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

/** Deletes and ends deliveries. Returns their number. */
export async function sweepDeliveries(app: App): Promise<number> {
  const now = app.clock()
  const before = new Date(now.getTime() - DELIVERIES_KEPT_DAYS * 24 * 60 * 60 * 1_000)
  const rows = await app.cells.inEach<{ swept: number }>(SWEEP, before, now)
  return rows.reduce((sum, { swept }) => sum + swept, 0)
}
