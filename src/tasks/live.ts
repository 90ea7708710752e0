// Tasks, live: first as they are, then every change. A change that another process made may be told together with the next
// one: the newest state is what counts, and its number says how many there were.

import { NIL } from 'uuid'
import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { tasks } from '../engine/tables.ts'
import { type Beginning, type LiveStream, LookAgain, live } from '../events/live.ts'
import { readerPerOccasion } from '../events/occasion.ts'
import type { StreamMemory } from '../events/streamMemory.ts'

/** Of how many tasks under way, and of how many that have ended, a stream remembers which state it has told. */
const TOLD_MAX = 10_000
const TOLD_ENDED_MAX = 1_000
/** About what one takes; streams share the ids. */
const TOLD_BYTES = 50
/** About what the id takes beside that, of one that the client has named: it shares that with nobody. */
const SEEN_BYTES = 200
const TASKS_PER_READ = 100
/** The most tasks that are found at once of those submitted later than one. */
const LATER_PER_READ = 1_000

/** One task, of one member if `memberId` is given. Null when it isn't there. */
export function watchTask(
  app: App,
  { organizationId, id, memberId }: { organizationId: string; id: string; memberId?: string },
  /** The last state that the client has seen; the present one comes first only if it is newer. */
  after: number | null,
): Promise<LiveStream<Task> | null> {
  return live<Task, Task>(
    organizationId,
    (hear) => app.bus.listen('task', organizationId, hear),
    idOf,
    async () => {
      const task = await app.prisma.task.findUnique({
        where: { organizationId_id: { organizationId, id }, memberId },
      })
      if (!task) return null
      let last = task.sequence
      const tell = (changed: Task | undefined) => {
        if (changed?.id !== id || changed.sequence <= last) return null
        last = changed.sequence
        return changed
      }
      return {
        present: after === null || task.sequence > after ? [task] : [],
        follow: (event) =>
          event instanceof LookAgain
            ? (async function* () {
                const changed = tell((await taskOf(event, app, { organizationId, id }))[0])
                if (changed) yield changed
              })()
            : tell(event),
      }
    },
  )
}

/** How far a client has followed a task. */
export interface Seen {
  readonly id: string
  readonly sequence: number
}

/**
 * All tasks of an organization, or of one member: first those that are under way, oldest first; and of a client that comes
 * back those that have changed since it saw them, and those submitted later than the newest that it saw, ended or not.
 */
export async function watchTasks(
  app: App,
  { organizationId, memberId }: { organizationId: string; memberId?: string },
  seen: readonly Seen[],
): Promise<LiveStream<Task> | null> {
  return live<Task, Task>(
    organizationId,
    (hear) => app.bus.listen('task', organizationId, hear),
    idOf,
    async (memory) => {
      if ((await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      // Closures made here would keep what the client has seen as long as the stream.
      const following = new Following(app, { organizationId, memberId }, new Told(memory))
      if (seen.length === 0) following.newest = await newestTask(app, organizationId)
      memory.keep(seen.length * SEEN_BYTES)
      following.remember(seen)
      return beginningOf(following)
    },
  )
}

function beginningOf(following: Following): Beginning<Task, Task> {
  return {
    present: following.lookAgain({}),
    follow: (event) => {
      if (event instanceof LookAgain) return following.lookAgain(event)
      return following.tell(event) ? event : null
    },
  }
}

/** How far a stream of an organization's tasks, or a member's, has come. */
class Following {
  readonly #app: App
  readonly #organizationId: string
  readonly #memberId: string | undefined
  readonly #told: Told
  /** The newest task that it knows of; empty before the first. */
  newest = ''

  constructor(app: App, whose: { organizationId: string; memberId?: string }, told: Told) {
    this.#app = app
    this.#organizationId = whose.organizationId
    this.#memberId = whose.memberId
    this.#told = told
  }

  /** The client has seen these. */
  remember(seen: readonly Seen[]): void {
    for (const { id, sequence } of seen) {
      this.#told.set(id, sequence, false)
      if (id > this.newest) this.newest = id
    }
  }

  /** Whether the task is to be told; if so, it counts as told. */
  tell(task: Task): boolean {
    if (task.id > this.newest) this.newest = task.id
    if (!this.#isMine(task) || !this.#isNew(task)) return false
    this.#told.set(task.id, task.sequence, task.endedAt !== null)
    return true
  }

  /** Whatever has changed since it was last told, read from the database. */
  async *lookAgain(occasion: object): AsyncGenerator<Task> {
    const app = this.#app
    const organizationId = this.#organizationId
    // What was under way when it was last told, and isn't any more, has ended.
    const changed = new Set(this.#told.underWay())
    for (let isAll = false; !isAll; ) {
      const states = await statesOf(occasion, app, { organizationId, id: this.newest })
      isAll = states.filter(({ isLater }) => isLater).length < LATER_PER_READ
      for (const state of states) {
        if (state.isLater && state.id > this.newest) this.newest = state.id
        if (this.#isMine(state) && this.#isNew(state)) changed.add(state.id)
        else changed.delete(state.id)
      }
      const ids = [...changed].sort()
      changed.clear()
      for (let i = 0; i < ids.length; i += TASKS_PER_READ) {
        const some = ids.slice(i, i + TASKS_PER_READ)
        const tasks = await Promise.all(some.map((id) => taskOf(occasion, app, { organizationId, id })))
        for (const [task] of tasks) if (task && this.tell(task)) yield task
      }
    }
  }

  #isMine(task: { memberId: string | null }): boolean {
    return this.#memberId === undefined || task.memberId === this.#memberId
  }

  #isNew({ id, sequence }: Seen): boolean {
    return sequence > this.#told.sequenceOf(id)
  }
}

const idOf = ({ id }: Task) => id

/**
 * Which state of each task a stream has told, of the tasks that it told last. In maps, whose order is that of telling: a
 * cache that takes the room of ten thousand at once would take it for each of thousands of streams.
 */
class Told {
  readonly #memory: StreamMemory
  readonly #underWay = new Map<string, number>()
  readonly #ended = new Map<string, number>()
  /** Of how many the memory is counted. */
  #counted = 0

  constructor(memory: StreamMemory) {
    this.#memory = memory
  }

  /** 0: none is remembered. */
  sequenceOf(id: string): number {
    return this.#underWay.get(id) ?? this.#ended.get(id) ?? 0
  }

  underWay(): Iterable<string> {
    return this.#underWay.keys()
  }

  /** Throws TOO_MANY_STREAMS if there is no memory for it. */
  set(id: string, sequence: number, hasEnded: boolean): void {
    this.#underWay.delete(id)
    this.#ended.delete(id)
    if (hasEnded) put(this.#ended, id, sequence, TOLD_ENDED_MAX)
    else put(this.#underWay, id, sequence, TOLD_MAX)
    if (this.#underWay.size + this.#ended.size <= this.#counted) return
    this.#memory.keep(TOLD_BYTES)
    this.#counted++
  }
}

function put(map: Map<string, number>, id: string, sequence: number, max: number): void {
  map.set(id, sequence)
  const [oldest] = map.keys()
  if (map.size > max && oldest !== undefined) map.delete(oldest)
}

async function newestTask(app: App, organizationId: string): Promise<string> {
  const newest = await app.prisma.task.findFirst({
    where: { organizationId },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return newest?.id ?? NIL
}

interface Key {
  readonly organizationId: string
  readonly id: string
}

const valuesOf = ({ organizationId, id }: Key) => [organizationId, id]

// Served by the primary key.
const TASKS = `
  SELECT wanted.key::int, ${tasks.select()}
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id`

const taskOf = readerPerOccasion<Key, Task>(TASKS, valuesOf)

// Open tasks are found by task_due, later ones by the primary key.
const STATES = `
  WITH wanted AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  )
  SELECT wanted.key::int, t.id, t.sequence, t.member_id AS "memberId", false AS "isLater"
  FROM wanted
  JOIN task t ON t.organization_id = wanted.organization_id
  WHERE t.ended_at IS NULL
  UNION ALL
  SELECT wanted.key::int, t.*, true
  FROM wanted
  CROSS JOIN LATERAL (
    SELECT t.id, t.sequence, t.member_id
    FROM task t
    WHERE t.organization_id = wanted.organization_id AND t.id > wanted.id
    ORDER BY t.id
    LIMIT ${LATER_PER_READ}
  ) AS t`

interface State extends Seen {
  readonly memberId: string | null
  readonly isLater: boolean
}

/** Of the tasks of an organization that are under way, and of those submitted later than one. */
const statesOf = readerPerOccasion<Key, State>(STATES, valuesOf)
