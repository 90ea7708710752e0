// Deletes mails that ended long ago. Otherwise addresses and texts would be kept for good.

import type { App } from '../app.ts'

/** The days in which a mail that has ended can be listed. */
const MAILS_KEPT_DAYS = 30
const SWEEP_ROWS_MAX = 500

/** Served by mail_over. Processes that sweep at the same time skip each other's rows. */
const SWEEP = `
  WITH over AS MATERIALIZED (
    SELECT organization_id, id FROM mail
    WHERE ended_at <= $1::timestamptz
    ORDER BY ended_at
    LIMIT ${SWEEP_ROWS_MAX}
    FOR UPDATE SKIP LOCKED
  ), removed AS (
    DELETE FROM mail m USING over WHERE m.organization_id = over.organization_id AND m.id = over.id RETURNING m.id
  )
  SELECT count(*)::int AS swept FROM removed`

/** Deletes mails. Returns their number. */
export async function sweepMails(app: App): Promise<number> {
  const before = new Date(app.clock().getTime() - MAILS_KEPT_DAYS * 24 * 60 * 60 * 1_000)
  const rows = await app.cells.inEach<{ swept: number }>(SWEEP, before)
  return rows.reduce((sum, { swept }) => sum + swept, 0)
}
