// Checks that Holdfast can work, for GET /health/ready.
//
// A check sends a query to the database, has the lane decide a command that changes nothing (unless it has just decided others), and
// looks if the queue gets jobs and the listener has its connection, without which streams here miss what other processes decide. All
// requests within a second get the same answer, so frequent requests cost nothing.
//
// A load balancer takes a process out that is not ready, so only what another process could do better counts. The lanes of cells for which
// another process decides are not asked: that process says how they do. And a cell that is being divided counts for nothing: no process
// decides for it, and all can read it.

import type { App } from '../app.ts'
import type { Lane } from '../engine/lane.ts'
import { isDivided } from '../processes/stopped.ts'

const LOOK_PAUSE_MS = 1_000
/** A part that takes longer to answer is not ready. */
const ANSWER_MS_MAX = 2_000

export interface Readiness {
  /** Set to false when shutting down, so that no new traffic is sent here. */
  ready: boolean
}

interface Part {
  readonly ready: boolean
  /** The time since which it is not ready, as ISO 8601; null: it is ready. */
  readonly since: string | null
}

/** A cell for which this process decides, or would, and can't. */
interface StoppedCell {
  readonly cell: number
  /** As of a part. */
  readonly since: string
  /** True: `holdfast cells` divides it. This does not make the lane not ready. */
  readonly isDivided: boolean
}

interface LanePart extends Part {
  readonly stopped: readonly StoppedCell[]
}

export type Health = { readonly ready: boolean; readonly lane: LanePart } & Readonly<
  Record<'process' | 'database' | 'queue' | 'listener', Part>
>

/** The times since which parts do not work; null: they do. */
export interface Background {
  readonly queueStuckSince: () => Date | null
  readonly listenerLostSince: () => Date | null
}

export function openHealth(app: App, readiness: Readiness, background: Background): () => Promise<Health> {
  const database = new Check(async () => {
    await app.prisma.$queryRaw`SELECT 1`
  })
  const lanes = new LaneChecks(app)
  const notReady = new Since()
  const look = async (): Promise<Health> => {
    const [databasePart, lanePart] = await Promise.all([database.look(), lanes.look()])
    const process = notReady.tell(readiness.ready)
    const queue = part(background.queueStuckSince())
    const listener = part(background.listenerLostSince())
    const ready = [process, databasePart, lanePart, queue, listener].every((each) => each.ready)
    return { ready, process, database: databasePart, lane: lanePart, queue, listener }
  }
  let last: Promise<Health> | null = null
  let lastAt = 0
  return () => {
    const now = performance.now()
    if (last === null || now - lastAt >= LOOK_PAUSE_MS) {
      lastAt = now
      last = look()
    }
    return last
  }
}

/** The lanes of the cells for which no other process decides. */
class LaneChecks {
  readonly #app: App
  readonly #checks = new WeakMap<Lane, Check>()

  constructor(app: App) {
    this.#app = app
  }

  async look(): Promise<LanePart> {
    const { lanes, home } = this.#app
    const looks = lanes.all.map(async (lane) => {
      // A new check begins when this process decides again.
      if (home.isElsewhereIn(lane.cell)) return void this.#checks.delete(lane)
      const { since } = await this.#checkOf(lane).look()
      return since === null ? undefined : this.#stopped(lane.cell, since)
    })
    const stopped = (await Promise.all(looks)).filter((each) => each !== undefined)
    const [since = null] = stopped.flatMap((each) => (each.isDivided ? [] : each.since)).sort()
    return { ready: since === null, since, stopped }
  }

  #checkOf(lane: Lane): Check {
    const known = this.#checks.get(lane)
    if (known) return known
    const check = new Check(async () => {
      if (lane.answeredMsAgo > LOOK_PAUSE_MS) await lane.probe()
    })
    this.#checks.set(lane, check)
    return check
  }

  async #stopped(cell: number, since: string): Promise<StoppedCell> {
    return { cell, since, isDivided: await inTime(isDivided(this.#app, cell).catch(() => false)) }
  }
}

/** A part that is asked one question at a time. No other question is sent before the answer. */
class Check {
  readonly #ask: () => Promise<void>
  readonly #since = new Since()
  #asking: Promise<boolean> | null = null

  constructor(ask: () => Promise<void>) {
    this.#ask = ask
  }

  async look(): Promise<Part> {
    const begun = new Date()
    this.#asking ??= this.#ask()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        this.#asking = null
      })
    return this.#since.tell(await inTime(this.#asking), begun)
  }
}

async function inTime(asking: Promise<boolean>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const overdue = setTimeout(() => resolve(false), ANSWER_MS_MAX)
  try {
    return await Promise.race([asking, promise])
  } finally {
    clearTimeout(overdue)
  }
}

/** The time since which a part is not ready. */
class Since {
  #since: Date | null = null

  tell(ready: boolean, now = new Date()): Part {
    this.#since = ready ? null : (this.#since ?? now)
    return part(this.#since)
  }
}

function part(since: Date | null): Part {
  return { ready: since === null, since: since?.toISOString() ?? null }
}
