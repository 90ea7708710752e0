// Checks that Holdfast can work, for GET /health/ready.
//
// A check sends a query to the database, has the lane decide a command that changes nothing (unless it has just decided others), and
// looks if the queue gets jobs and the listener has its connection, without which streams here miss what other processes decide. All
// requests within a second get the same answer, so frequent requests cost nothing.

import type { App } from '../app.ts'

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

export type Health = { readonly ready: boolean } & Readonly<
  Record<'process' | 'database' | 'lane' | 'queue' | 'listener', Part>
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
  const lane = new Check(async () => {
    await app.lanes.probe(LOOK_PAUSE_MS)
  })
  const notReady = new Since()
  const look = async (): Promise<Health> => {
    const [databasePart, lanePart] = await Promise.all([database.look(), lane.look()])
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
