// Times out tasks past their deadline. Any number of processes may sweep: the lane checks each task again.

import type { App } from '../app.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { SweepAt } from '../queue/repeat.ts'
import { timeOutTask } from './steps.ts'

/** The most tasks of one sweep. */
const SWEEP_ROWS_MAX = 500

/** Times out the tasks that are due, and returns their number. */
export async function sweepTasks(app: App, at?: SweepAt): Promise<number> {
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
