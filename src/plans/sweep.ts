// Ends cycles that are due. Any number of processes may sweep: the lane checks each subscription again. Each renewal is a command
// of its own, so tasks are decided between them.

import type { App } from '../app.ts'
import type { SweepAt } from '../queue/repeat.ts'
import { endCycle } from './commands.ts'

/** The most subscriptions of one sweep: few, because tasks that are submitted meanwhile wait for them (npm run -s bench renewals). */
const SWEEP_ROWS_MAX = 50

/** Renews, ends or lapses the subscriptions that are due, and returns their number. */
export async function sweepSubscriptions(app: App, at?: SweepAt): Promise<number> {
  const due = await app.prisma.subscription.findMany({
    where: {
      status: { in: ['ACTIVE', 'PAST_DUE'] },
      cycleEnd: { lte: at?.now ?? app.clock() },
      ...(at ? { organizationId: at.organizationId } : { organization: { clockAt: null } }),
    },
    orderBy: { cycleEnd: 'asc' },
    take: SWEEP_ROWS_MAX,
    select: { organizationId: true, id: true },
  })
  const outcomes = await Promise.all(due.map(({ organizationId, id }) => app.lane.run(endCycle(organizationId, id))))
  return outcomes.filter(({ kind }) => kind === 'decided').length
}
