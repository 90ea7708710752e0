// Times out tasks past their deadline. Any number of processes may sweep: the lane checks each task again.

import type { App, DueWork } from '../app.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { timeOutTask } from './steps.ts'

/** The most tasks of one sweep. */
const SWEEP_ROWS_MAX = 500

export const TASKS_DUE: DueWork = {
  name: 'time out tasks',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepTasks,
  nextInstant: `
    SELECT min(deadline_at) FROM task WHERE organization_id = $1::uuid AND ended_at IS NULL AND deadline_at > $2`,
}

/** Times out the tasks that are due, and returns their number. */
async function sweepTasks(app: App, at?: SweepAt): Promise<number> {
  const due = await app.prisma.task.findMany({
    where: {
      endedAt: null,
      deadlineAt: { lte: at?.now ?? app.clock() },
      ...(at ? { organizationId: at.organizationId } : { organization: { clockAt: null } }),
    },
    orderBy: { deadlineAt: 'asc' },
    take: SWEEP_ROWS_MAX,
    select: { organizationId: true, id: true },
  })
  const answers = await Promise.all(
    due.map(({ organizationId, id }) => timeOutTask(app, { organizationId, taskId: id })),
  )
  return answers.filter((answer) => !isRefusal(answer)).length
}
