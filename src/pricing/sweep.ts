// Removes binding quotes some time after they have expired.

import type { App } from '../app.ts'

/** The time that a quote can be read after it has expired. */
const KEPT_MS = 24 * 60 * 60 * 1_000
const SWEEP_ROWS_MAX = 500

/** Served by the index quote_over. Processes that sweep at the same time skip each other's rows. */
const SWEEP = `
  WITH over AS MATERIALIZED (
    SELECT organization_id, id FROM quote WHERE expires_at <= $1::timestamptz
    ORDER BY expires_at LIMIT ${SWEEP_ROWS_MAX} FOR UPDATE SKIP LOCKED
  ), items AS (
    DELETE FROM quote_item i USING over WHERE i.organization_id = over.organization_id AND i.quote_id = over.id
  ), removed AS (
    DELETE FROM quote q USING over WHERE q.organization_id = over.organization_id AND q.id = over.id RETURNING q.id
  )
  SELECT count(*)::int AS swept FROM removed`

/** Removes some quotes, and returns their number. */
export async function sweepQuotes(app: App): Promise<number> {
  const before = new Date(app.clock().getTime() - KEPT_MS)
  const rows = await app.cells.inEach<{ swept: number }>(SWEEP, before)
  return rows.reduce((sum, { swept }) => sum + swept, 0)
}
