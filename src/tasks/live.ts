// Tasks, live: first as they are, then every change.

import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { live } from '../events/live.ts'

/** The most open tasks that a stream of all tasks begins with. */
const PRESENT_TASKS_MAX = 1_000

/** One task, of one member if `memberId` is given; the stream ends with the task. Null when it isn't there. */
export function watchTask(
  app: App,
  { organizationId, id, memberId }: { organizationId: string; id: string; memberId?: string },
): Promise<AsyncIterableIterator<Task> | null> {
  return live<Task, Task>(
    (signal) => app.bus.listen('task', organizationId, signal),
    async () => {
      const task = await app.prisma.task.findUnique({ where: { organizationId_id: { organizationId, id }, memberId } })
      if (!task) return null
      return {
        present: [task],
        follow: (changed) => (changed.id === id && changed.sequence > task.sequence ? changed : null),
      }
    },
  )
}

/** All tasks of an organization, or of one member: first those that are under way, oldest first. */
export async function watchTasks(
  app: App,
  { organizationId, memberId }: { organizationId: string; memberId?: string },
): Promise<AsyncIterableIterator<Task> | null> {
  return live<Task, Task>(
    (signal) => app.bus.listen('task', organizationId, signal),
    async () => {
      if ((await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      const open = await app.prisma.task.findMany({
        where: { organizationId, memberId, endedAt: null },
        orderBy: { id: 'asc' },
        take: PRESENT_TASKS_MAX,
      })
      const told = new Map(open.map((task) => [task.id, task.sequence]))
      return {
        present: open,
        follow: (changed) => {
          if (memberId !== undefined && changed.memberId !== memberId) return null
          return changed.sequence > (told.get(changed.id) ?? 0) ? changed : null
        },
      }
    },
  )
}
