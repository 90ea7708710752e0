// Forgets tasks that have cost nothing (FAILED, CANCELED, TIMED_OUT): their input and result are removed some time after their
// end. The rows stay, because journal entries and idempotency keys refer to them.

import type { App } from '../app.ts'
import type { Retention } from '../config.ts'
import { type Task, TaskStatus } from '../database/generated/client/client.ts'
import { type Command, skip } from '../engine/command.ts'
import type { OrganizationId, TaskId } from '../ids.ts'

const SWEEP_ROWS_MAX = 500
const WITHOUT_COST = [TaskStatus.FAILED, TaskStatus.CANCELED, TaskStatus.TIMED_OUT]

// Served by the index task_forgettable, whose condition is written in the same way.
const OVER = `
  SELECT organization_id AS "organizationId", id FROM task
  WHERE forgotten_at IS NULL AND (${WITHOUT_COST.map((status) => `status = '${status}'`).join(' OR ')})
    AND ended_at <= $1::timestamptz
  ORDER BY ended_at
  LIMIT ${SWEEP_ROWS_MAX}`

/** Forgets some tasks, and returns their number. The lane checks each of them again. */
export async function forgetTasks(app: App, { failedTasksDays }: Pick<Retention, 'failedTasksDays'>): Promise<number> {
  const before = new Date(app.clock().getTime() - failedTasksDays * 24 * 60 * 60 * 1_000)
  const over = await app.prisma.$queryRawUnsafe<Pick<Task, 'organizationId' | 'id'>[]>(OVER, before)
  const outcomes = await Promise.all(
    over.map(({ organizationId, id }) => app.lane.run(forget(organizationId, id, hasCostNothing))),
  )
  return outcomes.filter(({ kind }) => kind === 'decided').length
}

const hasCostNothing = ({ status }: Task) => WITHOUT_COST.some((each) => each === status)

/** Removes the input and result of a task that has ended and meets a condition. */
export function forget(
  organizationId: OrganizationId,
  taskId: TaskId,
  isOver: (task: Task) => boolean,
): Command<object> {
  return {
    organizationId,
    idempotency: null,
    reads: { taskId },
    evenClosed: true,
    decide(batch) {
      const task = batch.task(organizationId, taskId)
      if (!task || task.endedAt === null || task.forgottenAt !== null || !isOver(task)) return skip()
      batch.forgetTask({ ...task, input: {}, result: null, forgottenAt: batch.now })
      return { value: {}, resultId: taskId }
    },
  }
}
