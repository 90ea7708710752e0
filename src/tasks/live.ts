// Live streams of tasks: first the present state, then each change. A change of another process may be sent together with the
// next one: the newest state counts, and its sequence shows the number of changes.

import { NIL } from 'uuid'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { tasks } from '../engine/tables.ts'
import { firstOfCells, inEachCell, readerPerBatchKey, type WithCells } from '../events/batchKey.ts'
import { type Beginning, type LiveStream, LookAgain, live } from '../events/live.ts'
import type { StreamMemory } from '../events/streamMemory.ts'
import type { MemberId, OrganizationId } from '../ids.ts'

/** The most tasks in progress, and the most ended ones, of which a stream remembers the state that it has sent. */
const TOLD_MAX = 10_000
const TOLD_ENDED_MAX = 1_000
/** The approximate size of one; streams share the ids. */
const TOLD_BYTES = 50
/** The approximate size of the id of one that the client has named: such an id is not shared. */
const SEEN_BYTES = 200
const TASKS_PER_READ = 100
/** The most later tasks that one read returns. */
const LATER_PER_READ = 1_000

/** Watches one task, of one member if `memberId` is given. Null if the task does not exist. */
export function watchTask(
  app: App,
  { organizationId, id, memberId }: { organizationId: OrganizationId; id: string; memberId?: MemberId },
  /** The sequence of the last state that the client has seen; the present state is sent first only if it is newer. */
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

/** The last state of a task that a client has seen. */
export interface Seen {
  readonly organizationId: OrganizationId
  readonly id: string
  readonly sequence: number
}

/**
 * Watches all tasks of ALL_ORGANIZATIONS, of one, or of one member: first those in progress, oldest first. A client that reconnects gets
 * the tasks that have changed since it saw them, and those submitted later than the newest that it saw, ended or not.
 */
export async function watchTasks(
  app: App,
  { organizationId, memberId }: { organizationId: OrganizationId; memberId?: MemberId },
  seen: readonly Seen[],
): Promise<LiveStream<Task> | null> {
  return live<Task, Task>(
    organizationId,
    (hear) => app.bus.listen('task', organizationId, hear),
    idOf,
    async (memory) => {
      const isAll = organizationId === ALL_ORGANIZATIONS
      if (!isAll && (await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      // A closure created here would keep `seen` in memory as long as the stream.
      const following = new Following(
        app,
        { organizationId, memberId },
        new Told(memory, isAll ? TOLD_BYTES + SEEN_BYTES : TOLD_BYTES),
      )
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

/** The position of a stream of the tasks of all organizations, of one, or of a member. */
class Following {
  readonly #app: App
  readonly #organizationId: OrganizationId
  readonly #memberId: MemberId | undefined
  readonly #told: Told
  /** The id of the newest task that it knows; empty before the first. */
  newest = ''

  constructor(app: App, whose: { organizationId: OrganizationId; memberId?: MemberId }, told: Told) {
    this.#app = app
    this.#organizationId = whose.organizationId
    this.#memberId = whose.memberId
    this.#told = told
  }

  /** Notes the states that the client has seen. */
  remember(seen: readonly Seen[]): void {
    for (const task of seen) {
      this.#told.set(this.#keyOf(task), task.sequence, false)
      if (task.id > this.newest) this.newest = task.id
    }
  }

  /** Returns whether the state is to be sent; then it counts as sent. */
  tell(task: Task): boolean {
    if (task.id > this.newest) this.newest = task.id
    if (!this.#isMine(task) || !this.#isNew(task)) return false
    this.#told.set(this.#keyOf(task), task.sequence, task.endedAt !== null)
    return true
  }

  /** Reads all changes since the last state that was sent from the database. */
  async *lookAgain(batchKey: object): AsyncGenerator<Task> {
    const app = this.#app
    const isAll = this.#organizationId === ALL_ORGANIZATIONS
    // Tasks that were in progress when they were last sent, and are not found now, have ended.
    const changed = new Set(this.#told.underWay())
    for (let isWhole = false; !isWhole; ) {
      const from = { organizationId: this.#organizationId, id: this.newest }
      const states = await (isAll ? statesOfAll(batchKey, app, from.id) : statesOf(batchKey, app, from))
      isWhole = states.filter(({ isLater }) => isLater).length < LATER_PER_READ
      for (const state of states) {
        if (state.isLater && state.id > this.newest) this.newest = state.id
        const key = this.#keyOf(state)
        if (this.#isMine(state) && this.#isNew(state)) changed.add(key)
        else changed.delete(key)
      }
      const keys = [...changed].sort()
      changed.clear()
      for (let i = 0; i < keys.length; i += TASKS_PER_READ) {
        const some = keys.slice(i, i + TASKS_PER_READ)
        const tasks = await Promise.all(some.map((key) => taskOf(batchKey, app, this.#named(key))))
        for (const [task] of tasks) if (task && this.tell(task)) yield task
      }
    }
  }

  #isMine(task: { memberId: MemberId | null }): boolean {
    return this.#memberId === undefined || task.memberId === this.#memberId
  }

  #isNew(state: Seen): boolean {
    return state.sequence > this.#told.sequenceOf(this.#keyOf(state))
  }

  /** The name of a task among those of the stream; names are in the order of the ids. Of all organizations it has the organization, too. */
  #keyOf({ organizationId, id }: Key): string {
    return this.#organizationId === ALL_ORGANIZATIONS ? `${id}/${organizationId}` : id
  }

  #named(key: string): Key {
    const [id = '', organizationId = this.#organizationId] = key.split('/')
    return { organizationId, id }
  }
}

const idOf = ({ id }: Task) => id

/**
 * The last state that a stream has sent of each task, for the tasks that it sent last. It uses maps, ordered by when a state was
 * sent: an LRU cache would allocate memory for ten thousand entries in each of thousands of streams.
 */
class Told {
  readonly #memory: StreamMemory
  readonly #bytesOfEach: number
  readonly #underWay = new Map<string, number>()
  readonly #ended = new Map<string, number>()
  /** The number of entries whose memory is counted. */
  #counted = 0

  constructor(memory: StreamMemory, bytesOfEach: number) {
    this.#memory = memory
    this.#bytesOfEach = bytesOfEach
  }

  /** The sequence of the last state that was sent; 0 if it is not remembered. */
  sequenceOf(id: string): number {
    return this.#underWay.get(id) ?? this.#ended.get(id) ?? 0
  }

  underWay(): Iterable<string> {
    return this.#underWay.keys()
  }

  /** Notes a state that was sent. Throws TOO_MANY_STREAMS if the memory of streams is used up. */
  set(id: string, sequence: number, hasEnded: boolean): void {
    this.#underWay.delete(id)
    this.#ended.delete(id)
    if (hasEnded) put(this.#ended, id, sequence, TOLD_ENDED_MAX)
    else put(this.#underWay, id, sequence, TOLD_MAX)
    if (this.#underWay.size + this.#ended.size <= this.#counted) return
    this.#memory.keep(this.#bytesOfEach)
    this.#counted++
  }
}

function put(map: Map<string, number>, id: string, sequence: number, max: number): void {
  map.set(id, sequence)
  const [oldest] = map.keys()
  if (map.size > max && oldest !== undefined) map.delete(oldest)
}

// Served by the primary key, once for each organization.
const NEWEST_OF_ALL = `
  SELECT t.id FROM organization o
  CROSS JOIN LATERAL (SELECT id FROM task WHERE organization_id = o.id ORDER BY id DESC LIMIT 1) AS t
  ORDER BY t.id DESC LIMIT 1`

async function newestTask(app: App, organizationId: OrganizationId): Promise<string> {
  if (organizationId === ALL_ORGANIZATIONS) {
    const [newest] = await app.prisma.$queryRawUnsafe<{ id: string }[]>(NEWEST_OF_ALL)
    return newest?.id ?? NIL
  }
  const newest = await app.prisma.task.findFirst({
    where: { organizationId },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return newest?.id ?? NIL
}

interface Key {
  readonly organizationId: OrganizationId
  readonly id: string
}

const valuesOf = ({ organizationId, id }: Key) => [organizationId, id]

// Served by the primary key.
const TASKS = `
  SELECT wanted.key::int, ${tasks.select()}
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id`

const taskOf = readerPerBatchKey<Key, Task>(TASKS, valuesOf)

// Open tasks are found by task_due, later ones by the primary key.
const STATES = `
  WITH wanted AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  )
  SELECT wanted.key::int, t.organization_id AS "organizationId", t.id, t.sequence, t.member_id AS "memberId", false AS "isLater"
  FROM wanted
  JOIN task t ON t.organization_id = wanted.organization_id
  WHERE t.ended_at IS NULL
  UNION ALL
  SELECT wanted.key::int, t.*, true
  FROM wanted
  CROSS JOIN LATERAL (
    SELECT t.organization_id, t.id, t.sequence, t.member_id
    FROM task t
    WHERE t.organization_id = wanted.organization_id AND t.id > wanted.id
    ORDER BY t.id
    LIMIT ${LATER_PER_READ}
  ) AS t`

interface State extends Seen {
  readonly memberId: MemberId | null
  readonly isLater: boolean
}

/** Reads the states of an organization's tasks in progress, and of those submitted later than one. */
const statesOf = readerPerBatchKey<Key, State, WithCells>(STATES, valuesOf, inEachCell)

// Open tasks are found by task_due, later ones by the primary key, once for each organization.
const STATES_OF_ALL = `
  WITH wanted AS (SELECT * FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, key))
  SELECT wanted.key::int, t.organization_id AS "organizationId", t.id, t.sequence, t.member_id AS "memberId", false AS "isLater"
  FROM wanted
  CROSS JOIN task t
  WHERE t.ended_at IS NULL
  UNION ALL
  SELECT wanted.key::int, t.*, true
  FROM wanted
  CROSS JOIN LATERAL (
    SELECT t.organization_id, t.id, t.sequence, t.member_id
    FROM organization o
    CROSS JOIN LATERAL (
      SELECT * FROM task WHERE organization_id = o.id AND id > wanted.id ORDER BY id LIMIT ${LATER_PER_READ}
    ) AS t
    ORDER BY t.id
    LIMIT ${LATER_PER_READ}
  ) AS t`

const statesOfAll = readerPerBatchKey<string, State, WithCells>(
  STATES_OF_ALL,
  (id) => [id],
  firstOfCells(
    LATER_PER_READ,
    ({ id }) => id,
    ({ isLater }) => isLater,
  ),
)
