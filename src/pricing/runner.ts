// The runner of a price's tasks: the sandbox, a provider over HTTP, or the platform's own workers. The price may set it;
// otherwise the sandbox runs the tasks of SANDBOX organizations, and workers those of LIVE ones.

import type { OrganizationMode, PriceRule } from '../database/generated/client/client.ts'

export type RunBy = 'SANDBOX' | 'WORKERS' | 'HTTP'

/** A provider over HTTP only gets tasks of LIVE organizations, so that it does not charge the platform for trials. */
export function runBy(
  { runner, httpProvider }: Pick<PriceRule, 'runner' | 'httpProvider'>,
  mode: OrganizationMode,
): RunBy {
  if (runner) return runner
  if (mode === 'SANDBOX') return 'SANDBOX'
  return httpProvider === null ? 'WORKERS' : 'HTTP'
}

/** The same in SQL, for a price_rule r and an organization o. */
export const RUN_BY = `coalesce(r.runner::text, CASE
  WHEN o.mode = 'SANDBOX' THEN 'SANDBOX' WHEN r.http_provider IS NULL THEN 'WORKERS' ELSE 'HTTP' END)`
