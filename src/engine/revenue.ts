// The credits of paid lots that were spent, expired or were removed: by lot, by month of UTC and by model, in whole credits. Revenue follows
// from them and from what each lot has cost.
//
// An entry SPEND names its hold and no lot. The hold's lines say which lots have paid, and its credits count in the month in which the
// hold ended. Everything else that happens to the credits of a lot has an entry that names the lot. So a decision writes nothing for
// revenue: a job adds it up (src/revenue/rollUp.ts), and verify compares.

import { spentOfFirst, spentOfFurther } from './holdLines.ts'

/** The columns of a row: its key, and its sums. */
export const REVENUE_KEY = ['organization_id', 'lot_id', 'month', 'model'] as const
export const REVENUE_SUMS = ['spent', 'expired', 'revoked'] as const

/** The first day of the month of an instant. */
export function monthOf(instant: string): string {
  return `date_trunc('month', ${instant} AT TIME ZONE 'UTC')::date`
}

/** The entries that change what a lot has earned, and the sums that they change. A refund is of what was spent. */
const OF_ENTRY = {
  spent: { REPAY: 1, REFUND: -1, CHARGE_BACK: -1 },
  expired: { EXPIRE: 1 },
  revoked: { REVOKE: 1, CHARGE_BACK: 1 },
} as const satisfies Record<(typeof REVENUE_SUMS)[number], object>

const TYPES = [...new Set(Object.values(OF_ENTRY).flatMap((types) => Object.keys(types)))]

function creditsOf(sum: keyof typeof OF_ENTRY): string {
  const cases = Object.entries(OF_ENTRY[sum]).map(([type, sign]) => `WHEN '${type}' THEN ${sign} * j.credits`)
  return `CASE j.type ${cases.join(' ')} ELSE 0 END`
}

/** The spent part of each line of a hold `h`. Most holds have spent nothing of further lines, so these are not looked up. */
const SPENT_LINES = `
  SELECT h.first_lot_id AS lot_id, ${spentOfFirst('h.spent')} AS spent
  UNION ALL
  SELECT l.lot_id, ${spentOfFurther('h.spent')}
  FROM hold_line l WHERE l.organization_id = h.organization_id AND l.hold_id = h.id AND h.spent > h.first_credits`

/**
 * SQL of the rows of some time. `slice`: a table of organizations (organization_id), each from `since` until before `until`.
 * `entries`: SQL that follows FROM, with the entries `j` of lots in that time.
 */
export function creditsOfLots(slice: string, entries: string): string {
  return `
    SELECT happened.organization_id, happened.lot_id, month, model,
      sum(happened.spent)::bigint AS spent, sum(happened.expired)::bigint AS expired, sum(happened.revoked)::bigint AS revoked
    FROM (
      SELECT h.organization_id, line.lot_id, ${monthOf('h.ended_at')} AS month, coalesce(h.model, '') AS model,
        line.spent, 0 AS expired, 0 AS revoked
      FROM ${slice} AS slice
      JOIN hold h ON h.organization_id = slice.organization_id AND h.spent > 0
        AND h.ended_at >= slice.since AND h.ended_at < slice.until
      CROSS JOIN LATERAL (${SPENT_LINES}) AS line
      WHERE line.spent > 0
      UNION ALL
      SELECT j.organization_id, j.lot_id, ${monthOf('j.created_at')}, coalesce(h.model, ''),
        ${REVENUE_SUMS.map(creditsOf).join(', ')}
      FROM ${entries}
      LEFT JOIN hold h ON h.organization_id = j.organization_id AND h.id = j.hold_id
      WHERE j.type IN (${TYPES.map((type) => `'${type}'`).join(', ')})
    ) AS happened
    JOIN credit_lot l ON l.organization_id = happened.organization_id AND l.id = happened.lot_id AND l.currency IS NOT NULL
    GROUP BY happened.organization_id, happened.lot_id, month, model`
}
