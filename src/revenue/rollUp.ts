// Adds up what has happened to the credits of paid lots, by month: an organization at a time of at most a month, up to the time of the last
// batch of its cell. Everything that ended before that time is committed, because the times of a cell's batches never go back.

import type { App } from '../app.ts'
import { LOCKS } from '../database/locks.ts'
import { creditsOfLots, REVENUE_KEY, REVENUE_SUMS } from '../engine/revenue.ts'
import { lastBefore } from '../usage/lastBefore.ts'

/** The organizations of one statement. */
const ORGANIZATIONS_MAX = 100

/** The entries `j` of lots in the time of each slice. Served by journal_entry_of_lots. */
export const ENTRIES = `slice
  JOIN wallet w ON w.organization_id = slice.organization_id AND w.sequence > 0
  CROSS JOIN LATERAL (${lastBefore('slice.since', 'w.organization_id')}) AS before
  CROSS JOIN LATERAL (${lastBefore('slice.until', 'w.organization_id')}) AS last
  JOIN journal_entry j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
    AND j.sequence > before.sequence AND j.sequence <= last.sequence AND j.lot_id IS NOT NULL`

// One process at a time: others find no organization. The time of an organization with a clock of its own is that of the clock.
const ROLL_UP = `
  WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${LOCKS.revenue}) AS is_ours),
    slice AS MATERIALIZED (
      SELECT organization_id, since, until FROM (
        SELECT o.id AS organization_id, coalesce(u.until, '-infinity') AS since,
          least(coalesce(o.clock_at, decided.last), greatest(u.until, o.created_at) + interval '31 days') AS until
        FROM organization o
        LEFT JOIN revenue_until u ON u.organization_id = o.id
        LEFT JOIN (SELECT cell, max(updated_at) AS last FROM lane GROUP BY cell) AS decided ON decided.cell = cell_of(o.id)
        WHERE (SELECT is_ours FROM turn)
          AND EXISTS (SELECT FROM credit_lot l WHERE l.organization_id = o.id AND l.currency IS NOT NULL)
      ) AS organizations
      WHERE until > since + interval '1 minute' ORDER BY organization_id LIMIT ${ORGANIZATIONS_MAX}
    ),
    kept AS (
      INSERT INTO revenue_lot AS kept (${[...REVENUE_KEY, ...REVENUE_SUMS].join(', ')})
      ${creditsOfLots('slice', ENTRIES)}
      ON CONFLICT (${REVENUE_KEY.join(', ')}) DO UPDATE SET
        ${REVENUE_SUMS.map((sum) => `${sum} = kept.${sum} + excluded.${sum}`).join(', ')}
    ),
    done AS (
      INSERT INTO revenue_until (organization_id, until) SELECT organization_id, until FROM slice
      ON CONFLICT (organization_id) DO UPDATE SET until = excluded.until
    )
  SELECT count(*)::int AS organizations FROM slice`

/** Adds up for some organizations. Returns their number. */
export async function rollUpRevenue({ cells }: Pick<App, 'cells'>): Promise<number> {
  const rows = await cells.inEach<{ organizations: number }>(ROLL_UP)
  return rows.reduce((sum, { organizations }) => sum + organizations, 0)
}
