// Times out tasks past their deadline. Any number of processes may sweep: the lane decides again what is due.

import type { App } from '../app.ts'
import { timeOutTask } from './steps.ts'

/** How many are taken at a time. */
const SWEEP_ROWS_MAX = 500

/** Times out what is due, and says how many tasks that were. */
export async function sweepTasks(app: App): Promise<number> {
  const due = await app.prisma.task.findMany({
    // Who has a clock of their own is swept when that is moved.
    where: { endedAt: null, deadlineAt: { lte: app.clock() }, organization: { clockAt: null } },
    orderBy: { deadlineAt: 'asc' },
    take: SWEEP_ROWS_MAX,
    select: { organizationId: true, id: true },
  })
  await Promise.all(due.map(({ organizationId, id }) => timeOutTask(app, { organizationId, taskId: id })))
  return due.length
}
