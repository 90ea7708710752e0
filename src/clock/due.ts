// Everything that time makes due for an organization, in one table: the jobs do it by the real time (src/jobs.ts), a test
// clock on its way from one time to another (src/clock/advance.ts).

import { EXPIRING_DUE } from '../alerts/expiring.ts'
import type { DueWork } from '../app.ts'
import { SUBSCRIPTIONS_DUE } from '../plans/sweep.ts'
import { TASKS_DUE } from '../tasks/sweep.ts'
import { ALLOCATIONS_DUE } from '../wallets/allocationRules.ts'
import { DEBTS_DUE } from '../wallets/debts.ts'
import { HOLDS_DUE, LOTS_DUE } from '../wallets/sweep.ts'

/** In the order in which it is done where several are due at the same instant. */
export const DUE_WORK: readonly DueWork[] = [
  TASKS_DUE,
  HOLDS_DUE,
  LOTS_DUE,
  DEBTS_DUE,
  SUBSCRIPTIONS_DUE,
  ALLOCATIONS_DUE,
  EXPIRING_DUE,
]

/**
 * When something is next due for organization $1 after $2, and not after $3. Every part is served by an index that begins with
 * the organization, or by a small one of what is open.
 */
export const NEXT_INSTANT = `
  SELECT min(at) AS at FROM (
    ${DUE_WORK.flatMap(({ nextInstant }) => nextInstant ?? []).join('\n    UNION ALL\n    ')}
  ) AS due (at) WHERE at <= $3`
