// Runs simulations, each by a job of the queue and in a thread of its own, which takes no time from the lane's. A process that is
// killed leaves its job to another process, or to its own next start: it begins from the start, and what was written is removed.

import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { removeUnfinished } from './keeping.ts'
import { SIMULATION_TASK, startNext } from './operations.ts'
import type { Totals } from './report.ts'
import type { Message, Order } from './thread.ts'

/** The time between two writes of its progress, and the longest until a run that was canceled ends. */
const TELL_MS = 500
/** Each has ended with its process. */
const ATTEMPTS_MAX = 5
/** A thread that needs more memory ends, and its simulation fails. */
const MEMORY_MB_MAX = 1_024

const Job = z.object({ id: z.uuid() })

interface Run {
  readonly id: string
  readonly attempt: number
}

type Outcome =
  | { readonly status: 'SUCCEEDED'; readonly result: Totals }
  | { readonly status: 'FAILED'; readonly failure: string }

export interface SimulationWork {
  /** The queue's job for simulations, by name. */
  readonly tasks: TaskList
  /** Leaves the one that runs, which begins again in another process. */
  stop(): Promise<void>
}

export function openSimulations(app: App, databaseUrl: string): SimulationWork {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  return {
    tasks: {
      [SIMULATION_TASK]: async (payload) => {
        const running = work(app, databaseUrl, Job.parse(payload).id, stopping.signal)
        underWay.add(running)
        await running.finally(() => underWay.delete(running))
      },
    },
    async stop() {
      stopping.abort(new Error('Holdfast is stopping.'))
      await Promise.allSettled(underWay)
    },
  }
}

async function work(app: App, url: string, id: string, stopping: AbortSignal): Promise<void> {
  stopping.throwIfAborted()
  const attempt = await begin(app, id)
  if (attempt !== null) {
    const run = { id, attempt }
    const outcome = attempt > ATTEMPTS_MAX ? TOO_OFTEN : await play(app, url, run, stopping)
    if (outcome) await end(app, run, outcome)
  }
  await transact(app.prisma, startNext)
  await removeUnfinished(app, id)
}

const TOO_OFTEN: Outcome = {
  status: 'FAILED',
  failure: `It was begun ${ATTEMPTS_MAX} times, and the process that played it ended each time.`,
}

/** Notes that a simulation runs. Returns the number of the attempt; null if it has ended. */
async function begin({ prisma, clock }: App, id: string): Promise<number | null> {
  const [begun] = await prisma.$queryRaw<{ attempts: number }[]>`
    UPDATE simulation SET status = 'RUNNING', attempts = attempts + 1, sequence = sequence + 1, tasks = 0, tasks_total = NULL,
      started_at = coalesce(started_at, ${clock()})
    WHERE id = ${id}::uuid AND ended_at IS NULL
    RETURNING attempts`
  return begun?.attempts ?? null
}

/** The condition that an attempt is still the one that counts. */
function whereRuns({ id, attempt }: Run) {
  return { id, attempts: attempt, endedAt: null }
}

async function end(app: App, run: Run, outcome: Outcome): Promise<void> {
  await app.prisma.simulation.updateMany({
    where: whereRuns(run),
    data: {
      ...(outcome.status === 'FAILED'
        ? outcome
        : { ...outcome, result: outcome.result as unknown as Prisma.InputJsonObject }),
      ...{ endedAt: app.clock(), sequence: { increment: 1 } },
    },
  })
}

/** Plays a simulation. Returns its outcome; null if it was canceled or begun again elsewhere. Throws if it has to begin again. */
async function play(app: App, url: string, run: Run, stopping: AbortSignal): Promise<Outcome | null> {
  const session = `holdfast simulation ${run.id}`
  // That of an earlier attempt may go on reading.
  await endSession(app, session)
  const workerData: Order = { url, ...run, now: app.clock(), session }
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX },
  })
  const over = new AbortController()
  const signal = AbortSignal.any([stopping, over.signal])
  const seen: Seen = { tasks: 0, tasksTotal: null }
  const telling = tellProgress(app, run, seen, signal)
  try {
    const outcome = await Promise.race([outcomeOf(app, run, thread, seen), telling])
    return outcome && { ...outcome, ...seen }
  } finally {
    over.abort()
    // Its last progress must not be written after the end.
    await Promise.allSettled([telling])
    thread.removeAllListeners('exit')
    await thread.terminate()
    await endSession(app, session).catch(() => {})
  }
}

/** The progress of a thread. */
interface Seen {
  tasks: number
  tasksTotal: number | null
}

function outcomeOf({ log }: App, { id }: Run, thread: Worker, seen: Seen): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const fail = (error: unknown) => {
    log.error({ err: error, simulationId: id }, 'a simulation has failed')
    resolve({ status: 'FAILED', failure: 'It failed by an error of Holdfast, which its log names.' })
  }
  thread.on('message', (message: Message) => {
    if ('total' in message) seen.tasksTotal = message.total
    if ('played' in message) seen.tasks = message.played
    if ('total' in message || 'played' in message) return
    thread.removeAllListeners('exit')
    if ('totals' in message) resolve({ status: 'SUCCEEDED', result: message.totals })
    else if ('failure' in message) resolve({ status: 'FAILED', failure: message.failure })
    else if (message.isUnavailable) reject(message.error)
    else fail(message.error)
  })
  thread.on('error', fail)
  thread.on('exit', (code) => fail(new Error(`The thread of a simulation has ended with ${code}.`)))
  return promise
}

/** Writes how far a simulation is, from time to time. Resolves once it was canceled or begun again; rejects when the process stops. */
async function tellProgress({ prisma }: App, run: Run, seen: Seen, signal: AbortSignal): Promise<null> {
  let told = { ...seen }
  while (true) {
    await delay(TELL_MS, undefined, { signal })
    const { tasks, tasksTotal } = seen
    const isNew = tasks !== told.tasks || tasksTotal !== told.tasksTotal
    const where = whereRuns(run)
    const data = { tasks, tasksTotal, sequence: { increment: 1 } }
    const count = isNew
      ? (await prisma.simulation.updateMany({ where, data })).count
      : await prisma.simulation.count({ where })
    if (count === 0) return null
    told = { tasks, tasksTotal }
  }
}

/** Ends a session that reads, which PostgreSQL would do only when it has something to send. */
async function endSession({ prisma }: App, session: string): Promise<void> {
  await prisma.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = ${session} AND datname = current_database()`
}
