// Ends cycles that are due. Any number of processes may sweep: the lane checks each subscription again. Each renewal is a command
// of its own, so tasks are decided between them.

import type { App, DueWork } from '../app.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { endCycle } from './commands.ts'

/** The most subscriptions of one sweep: few, because tasks that are submitted meanwhile wait for them (npm run -s bench renewals). */
const SWEEP_ROWS_MAX = 50

export const SUBSCRIPTIONS_DUE: DueWork = {
  name: 'end cycles',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepSubscriptions,
  nextInstant: `
    SELECT min(due_at) FROM subscription WHERE organization_id = $1::uuid AND due_at > $2`,
}

/** Renews, resumes, ends or lapses the subscriptions that are due, and returns their number. */
async function sweepSubscriptions(app: App, at?: SweepAt): Promise<number> {
  const due = await app.prisma.subscription.findMany({
    where: {
      dueAt: { lte: at?.now ?? app.clock() },
      ...(at ? { organizationId: at.organizationId } : { organization: { clockAt: null } }),
    },
    orderBy: { dueAt: 'asc' },
    take: SWEEP_ROWS_MAX,
    select: { organizationId: true },
  })
  const outcomes = await Promise.all(due.map(({ organizationId }) => app.lane.run(endCycle(organizationId))))
  return outcomes.filter(({ kind }) => kind === 'decided').length
}
