// Adds up what batches have used: into hours with every subject, and into hours without members, keys and tags, which most
// reports read; and what tasks have cost upstream, into hours of its own. A batch is counted in the transaction that removes its row, so exactly once.

import type { App } from '../app.ts'
import { LOCKS } from '../database/locks.ts'
import { COST_KEY, parsedCosts } from '../engine/upstreamCost.ts'
import { COLUMNS, parsed } from '../engine/usage.ts'

const BATCHES_MAX = 500

const SUBJECT = ['organization_id', 'hour', 'credit_type', 'model', 'operation']
const USED = Object.values(COLUMNS)
const DETAIL = [...SUBJECT, 'member_id', 'api_key_id', 'tags']

/** Adds to the rows of a table. They are locked in the order of their keys. */
function addTo(table: string, key: readonly string[], from = 'used', columns: readonly string[] = USED): string {
  return `
    INSERT INTO ${table} AS kept (${[...key, ...columns].join(', ')})
    SELECT ${key.join(', ')}, ${columns.map((column) => `sum(${column})`).join(', ')}
    FROM ${from} GROUP BY ${key.join(', ')} ORDER BY ${key.join(', ')}
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET
      ${columns.map((column) => `${column} = kept.${column} + excluded.${column}`).join(', ')}`
}

// One process at a time: others find no batch.
const ROLL_UP = `
  WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${LOCKS.usage}) AS is_ours),
    taken AS (
      DELETE FROM usage_batch WHERE batch IN (
        SELECT batch FROM usage_batch WHERE (SELECT is_ours FROM turn) ORDER BY batch LIMIT ${BATCHES_MAX}
      ) RETURNING rows, costs
    ),
    used AS MATERIALIZED (${parsed('taken')}),
    detail AS (${addTo('usage_detail', DETAIL)}),
    costed AS MATERIALIZED (${parsedCosts('taken')}),
    cost AS (${addTo('usage_cost', COST_KEY, 'costed', ['cost'])}),
    total AS (${addTo('usage_total', SUBJECT)})
  SELECT count(*)::int AS batches FROM taken`

/** Adds up some batches. Returns their number. */
export async function rollUpUsage({ cells }: { readonly cells: Pick<App['cells'], 'inEach'> }): Promise<number> {
  const rows = await cells.inEach<{ batches: number }>(ROLL_UP)
  return rows.reduce((sum, { batches }) => sum + batches, 0)
}
