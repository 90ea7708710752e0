// The upstream costs of tasks: how a task's row keeps its cost, and how a batch notes it with its usage. A task whose cost is not known
// has a null, and writes nothing.
//
// The cost counts in the hour in which the task ended, whenever it became known: the last one that was recorded counts. Beside the hour,
// which is one of the organization's time zone, stands the month of UTC that revenue counts it in: where clocks are half an hour apart from
// UTC, an hour can be of two months.

import type { ExactMoney } from '../ledger/exactMoney.ts'
import { pendingRows } from './pendingRows.ts'

/** The cost of a task in its row. */
export type StoredCost = {
  /** In millionths of the currency's major unit, as a decimal, because JSON numbers are not exact. */
  readonly amount: string
  readonly currency: string
}

export function storedCost({ millionths, currency }: ExactMoney): StoredCost {
  return { amount: String(millionths), currency }
}

/** The cost that a task's row has; null: it is not known. */
export function costIn(stored: unknown): ExactMoney | null {
  if (stored === null || stored === undefined) return null
  const { amount, currency } = stored as StoredCost
  return { millionths: BigInt(amount), currency }
}

/** The columns of usage_cost that say what a cost is of. */
export const COST_KEY = [
  ...(['organization_id', 'hour', 'credit_type', 'model', 'operation', 'member_id', 'api_key_id', 'tags'] as const),
  'currency',
  'month',
] as const

/** The costs of batches, as rows of usage_cost. `batches`: what has the column `costs`. */
export function parsedCosts(batches: string): string {
  return `
    SELECT (row ->> 0)::uuid AS organization_id, to_timestamp((row ->> 1)::bigint) AS hour, row ->> 2 AS credit_type,
      row ->> 3 AS model, row ->> 4 AS operation, (row ->> 5)::uuid AS member_id, (row ->> 6)::uuid AS api_key_id,
      CASE WHEN row -> 7 <> 'null' THEN ARRAY(SELECT jsonb_array_elements_text(row -> 7)) END AS tags,
      row ->> 8 AS currency, (row ->> 9)::date AS month, (row ->> 10)::numeric AS cost
    FROM ${batches} CROSS JOIN LATERAL jsonb_array_elements(costs::jsonb) AS row`
}

/** All costs, those that are added up and those that are not yet. */
export const COSTS = `
  SELECT ${COST_KEY.join(', ')}, cost FROM usage_cost
  UNION ALL
  SELECT ${COST_KEY.join(', ')}, cost FROM (${parsedCosts(pendingRows('costs'))}) AS batch`

/** SQL of an amount in millionths as a decimal of the major unit, without zeros at its end. */
export function decimalInSql(millionths: string): string {
  return `trim_scale((${millionths})::numeric / 1000000)::text`
}
