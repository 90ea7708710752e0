// What does the tasks of a price: the sandbox, a provider over HTTP, or the platform's own workers. The price may say it; if it
// doesn't, SANDBOX organizations' tasks are the sandbox's, and those of LIVE ones the workers'.

import type { OrganizationMode, PriceRule } from '../database/generated/client/client.ts'

export type RunBy = 'SANDBOX' | 'WORKERS' | 'HTTP'

/** A provider over HTTP does LIVE organizations' tasks only: whoever tries something out doesn't have it charged for. */
export function runBy(
  { runner, httpProvider }: Pick<PriceRule, 'runner' | 'httpProvider'>,
  mode: OrganizationMode,
): RunBy {
  if (runner) return runner
  if (mode === 'SANDBOX') return 'SANDBOX'
  return httpProvider === null ? 'WORKERS' : 'HTTP'
}

/** The same in SQL, of a price_rule r and an organization o. */
export const RUN_BY = `coalesce(r.runner::text, CASE
  WHEN o.mode = 'SANDBOX' THEN 'SANDBOX' WHEN r.http_provider IS NULL THEN 'WORKERS' ELSE 'HTTP' END)`
