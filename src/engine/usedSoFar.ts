// Reads the credits that a budget counts if it is created in the middle of a period: those that the period has used before.
//
// There may be many ended holds, so most of them are summed before the command enters the lane (`SPENT_BEFORE`), up to the time of
// the last committed batch. The lane reads only those that ended since, and the open holds, up to a maximum: they name the new
// usage from then on.

import { instants, ints, texts, uuids } from './binary.ts'
import type { Command, UsedSoFar } from './command.ts'
import type { Session } from './session.ts'
import { type HoldRow, holds } from './tables.ts'

/** True if a hold `h`, on the wallet `w`, counts against a budget `wanted`: the rule `limits` of src/ledger/budget.ts. */
const COUNTS = `
  w.credit_type = wanted.credit_type AND coalesce(h.counts_at, h.created_at) >= wanted.period_start
    AND (wanted.member_id IS NULL OR h.member_id = wanted.member_id)
    AND (wanted.api_key_id IS NULL OR h.api_key_id = wanted.api_key_id)
    AND (wanted.model IS NULL OR h.model = wanted.model)
    AND (wanted.operation IS NULL OR h.operation = wanted.operation)
    AND (wanted.tag IS NULL OR wanted.tag = ANY (h.tags))`

/**
 * The credits spent by holds that ended before the time of the last batch (or the organization's own time), and that time. All
 * holds that ended before it are committed, because the times of batches never go back. Served by hold_spent.
 */
export const SPENT_BEFORE = `
  WITH wanted AS (
    SELECT $1::uuid AS organization_id, $2::text AS credit_type, $3::uuid AS member_id, $4::uuid AS api_key_id,
      $5::text AS model, $6::text AS operation, $7::timestamptz AS period_start, $8::text AS tag
  )
  SELECT cut.at AS since, (
    SELECT coalesce(sum(h.spent), 0)::bigint
    FROM hold h JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
    WHERE h.organization_id = wanted.organization_id AND h.spent > 0
      AND h.ended_at >= wanted.period_start AND h.ended_at < cut.at AND ${COUNTS}
  ) AS credits
  FROM wanted CROSS JOIN LATERAL (
    SELECT coalesce(o.clock_at, (SELECT max(updated_at) FROM lane), wanted.period_start) AS at
    FROM organization o WHERE o.id = wanted.organization_id
  ) AS cut`

const WANTED = `
  unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[],
    $9::timestamptz[], $10::int[], $11::text[]) AS wanted (organization_id, budget_id, credit_type, member_id, api_key_id,
    model, operation, period_start, since, open_max, tag)`

// The credits spent by holds that ended since then, served by hold_spent; and the debts for all holds of the period, and what was
// refunded of them, which may come long after a hold ended but are rare, served by hold_owed and hold_refunded.
const SPENT_SINCE = `
  SELECT wanted.budget_id AS "budgetId", (
    SELECT coalesce(sum(h.spent), 0)::bigint
    FROM hold h JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
    WHERE h.organization_id = wanted.organization_id AND h.spent > 0
      AND h.ended_at >= greatest(wanted.period_start, wanted.since) AND ${COUNTS}
  ) + (
    SELECT coalesce(sum(h.owed), 0)::bigint
    FROM hold h JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
    WHERE h.organization_id = wanted.organization_id AND h.owed > 0 AND h.ended_at >= wanted.period_start AND ${COUNTS}
  ) - (
    SELECT coalesce(sum(h.refunded), 0)::bigint
    FROM hold h JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
    WHERE h.organization_id = wanted.organization_id AND h.refunded > 0 AND h.ended_at >= wanted.period_start
      AND ${COUNTS}
  ) AS credits
  FROM ${WANTED}`

// Served by hold_open.
const OPEN_HOLDS = `
  SELECT wanted.budget_id AS "budgetId", ${holds.select()}
  FROM ${WANTED}
  CROSS JOIN LATERAL (
    SELECT h.* FROM hold h JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
    WHERE h.organization_id = wanted.organization_id AND h.ended_at IS NULL AND ${COUNTS}
    LIMIT wanted.open_max + 1
  ) AS h`

/** The recent spending before each new budget, and the open holds. */
export interface UsedRows {
  readonly spent: readonly { readonly budgetId: string; readonly credits: bigint; readonly isTooMany: boolean }[]
  readonly open: readonly HoldRow[]
}

/** Reads for the commands that make budgets; nothing for others. */
export async function readUsedSoFar(session: Session, commands: readonly Command<unknown>[]): Promise<UsedRows> {
  const all = commands.flatMap(({ organizationId, reads: { usedSoFar } }) =>
    usedSoFar ? [{ organizationId, ...usedSoFar }] : [],
  )
  // A command may be there twice, under one idempotency key.
  const wanted = [...new Map(all.map((row) => [row.budgetId, row])).values()]
  if (wanted.length === 0) return { spent: [], open: [] }
  const text = (value: (row: UsedSoFar) => string | null) => texts.encode(wanted, value)
  const columns = [
    uuids.encode(wanted, (row) => row.organizationId),
    uuids.encode(wanted, (row) => row.budgetId),
    text((row) => row.creditType),
    uuids.encode(wanted, (row) => row.memberId),
    uuids.encode(wanted, (row) => row.apiKeyId),
    text((row) => row.model),
    text((row) => row.operation),
    instants.encode(wanted, (row) => row.periodStart),
    instants.encode(wanted, (row) => row.since),
    ints.encode(wanted, (row) => row.openMax),
    text((row) => row.tag),
  ]
  const [spent, open] = await Promise.all([
    session.query<{ budgetId: string; credits: bigint }>('spent_since', SPENT_SINCE, columns),
    session.query<{ budgetId: string } & HoldRow>('open_holds', OPEN_HOLDS, columns),
  ])
  const openOf = Map.groupBy(open, ({ budgetId }) => budgetId)
  const tooMany = new Set(
    wanted.filter(({ budgetId, openMax }) => (openOf.get(budgetId)?.length ?? 0) > openMax).map((row) => row.budgetId),
  )
  return {
    spent: spent.map((row) => ({ ...row, isTooMany: tooMany.has(row.budgetId) })),
    open: open.filter(({ budgetId }) => !tooMany.has(budgetId)).map(({ budgetId: _, ...hold }) => hold),
  }
}
