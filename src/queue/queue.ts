// The job queue. graphile-worker keeps it in PostgreSQL, so a job that was added in a transaction exists if that was committed, and
// only then; each job belongs to one process until it has ended.
//
// A job that fails is retried with backoff, after e^n seconds: ten seconds, a minute, an hour, at most six hours.
//
// PostgreSQL may become unavailable at any moment. graphile-worker doesn't await its own bookkeeping (that a job is done, or has
// failed), so an error there would be an unhandled rejection, which ends the process; and it reads some rows only at its start. So
// it gets a pool whose statements wait for the database. If graphile-worker stops anyway, it is started again.

import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type Job, Logger, run, runMigrations, type Task, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Logger as Log } from 'pino'
import { createPool, type Pool, type PoolClient, TIMEOUTS, type Timeouts, UNHURRIED } from '../database/connect.ts'
import { isSerializationFailure, isUnavailable } from '../database/retry.ts'
import { traced, tracer } from '../telemetry/trace.ts'
import { watchOrphans } from './orphans.ts'

const CONNECTIONS_MAX = 4
/** Statements of the queue take milliseconds, so a connection that is silent for longer is given up. */
const QUEUE_TIMEOUTS: Timeouts = { ...TIMEOUTS, statementMs: 4_000, lockMs: 4_000, answerMs: 5_000 }
const RETRY_PAUSE_MS = 500
const RESTART_PAUSE_MS = 1_000
/** Each idle worker asks for a job every two seconds. */
const SILENT_MS = 10_000
/** graphile-worker's names of the statement that takes a job, and of the statements that it doesn't await. */
const TAKING = /^get_job/
const BOOKKEEPING = /^(complete|fail)_job/

const SILENT = new Logger(() => () => {})

export interface Queue {
  /** The time since which no job could be taken; null: jobs can be taken. */
  stuckSince(): Date | null
  /** Stops after the jobs in progress. */
  stop(): Promise<void>
}

/** Creates or migrates the queue’s own schema. */
export async function migrateQueue(url: string): Promise<void> {
  const pgPool = createPool(url, 1, { name: 'holdfast migrate', timeouts: UNHURRIED })
  try {
    await runMigrations({ pgPool, logger: SILENT })
  } finally {
    await pgPool.end()
  }
}

export interface QueueOptions {
  /** The number of jobs at a time. */
  readonly concurrency: number
  /** Called before each job is taken, with the number of jobs in progress by flag. Jobs with the returned flags are not taken now. */
  readonly leave: (underWay: ReadonlyMap<string, number>) => string[]
}

/** Migrates the queue's schema, and works on the jobs of these tasks. */
export async function openQueue(url: string, tasks: TaskList, log: Log, options: QueueOptions): Promise<Queue> {
  await migrateQueue(url)
  const pool = createPool(url, CONNECTIONS_MAX, { name: 'holdfast queue', timeouts: QUEUE_TIMEOUTS })
  const stopping = new AbortController()
  const { signal } = stopping
  const all = tracer() ? tracedTasks(tasks) : tasks
  const work = () => startWorkers(url, patient(pool, log, signal), all, log, options)
  let workers: Workers
  try {
    workers = await work()
  } catch (error) {
    await pool.end()
    throw error
  }
  const keepWorking = async () => {
    while (true) {
      await workers.ended
      if (signal.aborted) return
      log.error('the queue has stopped by itself and starts again')
      await workers.stop()
      workers = await again(work, signal)
    }
  }
  const working = keepWorking().catch(() => {})
  return {
    stuckSince: () => workers.stuckSince(),
    async stop() {
      stopping.abort()
      await workers.stop()
      await working
      await pool.end()
    },
  }
}

/** The same tasks, each job in a span of the trace that its payload carries. */
function tracedTasks(tasks: TaskList): TaskList {
  const spanned = Object.entries(tasks).map(([name, task]) => {
    const run: Task = (payload, helpers) => {
      const { traceparent: parent = null } = payload as { readonly traceparent?: string }
      return traced(name, { kind: 'CONSUMER', parent }, async () => task?.(payload, helpers))
    }
    return [name, run] as const
  })
  return Object.fromEntries(spanned)
}

/** Repeats `work` until it succeeds or the signal aborts. */
async function again<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  while (true) {
    await delay(RESTART_PAUSE_MS, undefined, { signal })
    try {
      return await work()
    } catch {
      // The database may be unavailable for any time.
    }
  }
}

interface Workers {
  readonly ended: Promise<void>
  stuckSince(): Date | null
  stop(): Promise<void>
}

async function startWorkers(
  url: string,
  pgPool: Pool,
  taskList: TaskList,
  log: Log,
  { concurrency, leave }: QueueOptions,
): Promise<Workers> {
  const logger = new Logger(() => (level, message) => {
    // Jobs log their own errors.
    if (level === 'error') log.debug({ queue: message })
  })
  const events = new EventEmitter() as WorkerEvents
  const forbiddenFlags = forbid(events, leave)
  const underWay = watchJobs(events)
  let queueId = ''
  events.on('pool:create', ({ workerPool }) => {
    queueId = workerPool.id
  })
  const runner = await run({ pgPool, logger, noHandleSignals: true, concurrency, forbiddenFlags, events, taskList })
  const orphans = watchOrphans(url, queueId, underWay.ids, log)
  return {
    ended: runner.promise.catch(() => {}),
    stuckSince() {
      const isBusy = underWay.ids.size >= concurrency
      const isSilent = Date.now() - underWay.lastAsked().getTime() > SILENT_MS
      return isBusy || !isSilent ? null : underWay.lastAsked()
    },
    async stop() {
      // Fails if it has stopped already, or can't reach the database.
      await runner.stop().catch(() => {})
      await orphans.stop()
    },
  }
}

/** The jobs in progress, and the last time that the queue was asked for a job and answered. */
function watchJobs(events: WorkerEvents): { readonly ids: ReadonlySet<string>; lastAsked(): Date } {
  const ids = new Set<string>()
  let lastAsked = new Date()
  const asked = () => {
    lastAsked = new Date()
  }
  events.on('job:start', ({ job }) => {
    ids.add(job.id)
    asked()
  })
  events.on('worker:getJob:empty', asked)
  events.on('job:complete', ({ job }) => ids.delete(job.id))
  return { ids, lastAsked: () => lastAsked }
}

/**
 * The pool for graphile-worker. Each statement takes a connection of its own, and is retried until it succeeds or the queue stops; a
 * job whose end is not recorded by then is put back later, as a job of an ended process. Only the statement that takes a job may
 * fail, because graphile-worker repeats it after two seconds. The error hides its cause, or graphile-worker would back off.
 */
function patient(pool: Pool, log: Log, stopping: AbortSignal): Pool {
  const query = async (statement: { readonly name?: string; readonly text: string }) => {
    const { name = '' } = statement
    while (true) {
      try {
        return await pool.query(statement)
      } catch (error) {
        const isTransient = isUnavailable(error) || isSerializationFailure(error)
        if (isTransient && TAKING.test(name)) throw new Error('No job could be taken.', { cause: error })
        if (!isTransient || stopping.aborted) {
          if (!BOOKKEEPING.test(name)) throw error
          if (!isTransient) log.error({ err: error }, 'the queue could not record that a job has ended')
          return { rows: [] }
        }
        await delay(RETRY_PAUSE_MS)
      }
    }
  }
  const client = { query, release() {} }
  return Object.create(pool, {
    connect: {
      value: (onConnected?: OnConnected) => (onConnected ? lend(pool, onConnected) : Promise.resolve(client)),
    },
  })
}

type OnConnected = (error: Error | undefined, client?: PoolClient, release?: (error?: boolean) => void) => void

/** Lends a connection to graphile-worker's listener, which may release it twice when it breaks. The pool would throw then. */
function lend(pool: Pool, onConnected: OnConnected): void {
  pool.connect((error, client, release) => {
    if (!client) return onConnected(error)
    let isReleased = false
    onConnected(error, client, (cause) => {
      if (isReleased) return
      isReleased = true
      release(cause)
    })
  })
}

/** Takes jobs one after the other: a job that is being taken counts before the next one is asked for. */
function forbid(events: WorkerEvents, leave: QueueOptions['leave']): () => Promise<string[]> {
  const underWay = new Map<string, number>()
  const count = ({ flags }: Job, change: 1 | -1) => {
    for (const flag of Object.keys(flags ?? {})) {
      const jobs = (underWay.get(flag) ?? 0) + change
      if (jobs > 0) underWay.set(flag, jobs)
      else underWay.delete(flag)
    }
  }
  let taken = Promise.resolve()
  let onTaken = () => {}
  events.on('job:start', ({ job }) => {
    count(job, 1)
    onTaken()
  })
  events.on('worker:getJob:empty', () => onTaken())
  events.on('worker:getJob:error', () => onTaken())
  events.on('job:complete', ({ job }) => count(job, -1))
  return async () => {
    const before = taken
    const { promise, resolve } = Promise.withResolvers<void>()
    taken = promise
    await before
    onTaken = resolve
    return leave(underWay)
  }
}
