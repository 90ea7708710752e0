// The work that becomes due for an organization at a time, in one table. Jobs do it at the real time (src/jobs.ts), and a test
// clock while it is moved (src/clock/advance.ts).

import type { DueWork } from '../app.ts'
import { LOSSES_DUE } from '../forecast/tell.ts'
import { CHARGES_DUE } from '../payments/charges.ts'
import { PAYMENTS_DUE, PAYMENTS_EXPIRING } from '../payments/sweep.ts'
import { SUBSCRIPTIONS_DUE } from '../plans/sweep.ts'
import { REQUESTS_DUE } from '../requests/sweep.ts'
import { TASKS_DUE } from '../tasks/sweep.ts'
import { ALLOCATIONS_DUE } from '../wallets/allocationRules.ts'
import { DEBTS_DUE } from '../wallets/debts.ts'
import { HOLDS_DUE, LOTS_DUE } from '../wallets/sweep.ts'

/** The order in which work that is due at the same instant is done. A renewal ends the lots of its cycle, so they need no sweep. */
export const DUE_WORK: readonly DueWork[] = [
  SUBSCRIPTIONS_DUE,
  TASKS_DUE,
  HOLDS_DUE,
  LOTS_DUE,
  DEBTS_DUE,
  CHARGES_DUE,
  PAYMENTS_EXPIRING,
  ALLOCATIONS_DUE,
  REQUESTS_DUE,
  LOSSES_DUE,
  PAYMENTS_DUE,
]

/**
 * The next instant at which work is due for organization $1, after $2 and not after $3. Each part is served by an index that
 * begins with the organization, or by a small one of open rows.
 */
export const NEXT_INSTANT = `
  SELECT min(at) AS at FROM (
    ${DUE_WORK.flatMap(({ nextInstant }) => nextInstant ?? []).join('\n    UNION ALL\n    ')}
  ) AS due (at) WHERE at <= $3`
