// Tasks, live: first as they are, then every change. A change that another process made may be told together with the next
// one: the newest state is what counts, and its number says how many there were.

import { LRUCache } from 'lru-cache'
import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { type LiveStream, LOOK_AGAIN, live } from '../events/live.ts'

/** The most open tasks that a stream of all tasks begins with. */
const PRESENT_TASKS_MAX = 1_000
/** Of how many tasks a stream remembers which state it has told. */
const TOLD_MAX = 10_000

/** One task, of one member if `memberId` is given. Null when it isn't there. */
export function watchTask(
  app: App,
  { organizationId, id, memberId }: { organizationId: string; id: string; memberId?: string },
  /** The last state that the client has seen; the present one comes first only if it is newer. */
  after: number | null,
): Promise<LiveStream<Task> | null> {
  return live<Task, Task>(
    (hear) => app.bus.listen('task', organizationId, hear),
    idOf,
    async () => {
      const find = () => app.prisma.task.findUnique({ where: { organizationId_id: { organizationId, id }, memberId } })
      const task = await find()
      if (!task) return null
      let last = task.sequence
      const tell = (changed: Task | null) => {
        if (changed?.id !== id || changed.sequence <= last) return null
        last = changed.sequence
        return changed
      }
      return {
        present: after === null || task.sequence > after ? [task] : [],
        follow: (event) =>
          event === LOOK_AGAIN
            ? (async function* () {
                const changed = tell(await find())
                if (changed) yield changed
              })()
            : tell(event),
      }
    },
  )
}

/** All tasks of an organization, or of one member: first those that are under way, oldest first. */
export async function watchTasks(
  app: App,
  { organizationId, memberId }: { organizationId: string; memberId?: string },
): Promise<LiveStream<Task> | null> {
  return live<Task, Task>(
    (hear) => app.bus.listen('task', organizationId, hear),
    idOf,
    async () => {
      if ((await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      const whose = { organizationId, memberId }
      const open = await app.prisma.task.findMany({
        where: { ...whose, endedAt: null },
        orderBy: { id: 'asc' },
        take: PRESENT_TASKS_MAX,
      })
      const told = new LRUCache<string, { sequence: number; ended: boolean }>({ max: TOLD_MAX })
      const tell = (task: Task) => {
        const isNew = task.sequence > (told.get(task.id)?.sequence ?? 0)
        if (isNew) told.set(task.id, { sequence: task.sequence, ended: task.endedAt !== null })
        return isNew
      }
      for (const task of open) tell(task)
      async function* lookAgain(): AsyncGenerator<Task> {
        const underWay = [...told.entries()].flatMap(([id, { ended }]) => (ended ? [] : [id]))
        const now = await app.prisma.task.findMany({
          where: { ...whose, OR: [{ endedAt: null }, { id: { in: underWay } }] },
          orderBy: { id: 'asc' },
        })
        for (const task of now) if (tell(task)) yield task
      }
      return {
        present: open,
        follow: (event) => {
          if (event === LOOK_AGAIN) return lookAgain()
          return (memberId === undefined || event.memberId === memberId) && tell(event) ? event : null
        },
      }
    },
  )
}

const idOf = ({ id }: Task) => id
