// Reads what a budget that is made in mid-period has to count: what its period has used so far.
//
// Holds that have ended may be many, so most of them are summed before the command enters the lane (`SPENT_BEFORE`), up to
// the time of the last batch that was committed then. The lane reads only those that ended since, and the holds that are
// open, of which it takes as many at most as the command says: they name the new usage from then on.

import type { Hold } from '../ledger/wallet.ts'
import { instants, ints, texts, uuids } from './binary.ts'
import type { Command, UsedSoFar } from './command.ts'
import type { Session } from './session.ts'
import { holds } from './tables.ts'

/** Whether a hold `h`, on the wallet `w`, counts against a budget `wanted`: as `limits` in src/ledger/budget.ts says. */
const COUNTS = `
  w.credit_type = wanted.credit_type AND coalesce(h.counts_at, h.created_at) >= wanted.period_start
    AND (wanted.member_id IS NULL OR h.member_id = wanted.member_id)
    AND (wanted.api_key_id IS NULL OR h.api_key_id = wanted.api_key_id)
    AND (wanted.model IS NULL OR h.model = wanted.model)
    AND (wanted.operation IS NULL OR h.operation = wanted.operation)`

/**
 * What holds have spent that ended before the time of the last batch (or the organization's own), and that time. Whatever
 * ended before it is committed, for the times of batches never go back. Served by hold_spent.
 */
export const SPENT_BEFORE = `
  WITH wanted AS (
    SELECT $1::uuid AS organization_id, $2::text AS credit_type, $3::uuid AS member_id, $4::uuid AS api_key_id,
      $5::text AS model, $6::text AS operation, $7::timestamptz AS period_start
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
    $9::timestamptz[], $10::int[]) AS wanted (organization_id, budget_id, credit_type, member_id, api_key_id, model,
    operation, period_start, since, open_max)`

// What holds spent that ended since then, served by hold_spent; and all that came to be owed for holds, which may be long
// after they ended, but is rare: served by hold_owed.
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

/** What was spent of late before each new budget, and the holds that are open. */
export interface UsedRows {
  readonly spent: readonly { readonly budgetId: string; readonly credits: bigint; readonly isTooMany: boolean }[]
  readonly open: readonly Omit<Hold, 'lines'>[]
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
  ]
  const [spent, open] = await Promise.all([
    session.query<{ budgetId: string; credits: bigint }>('spent_since', SPENT_SINCE, columns),
    session.query<{ budgetId: string } & Omit<Hold, 'lines'>>('open_holds', OPEN_HOLDS, columns),
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
