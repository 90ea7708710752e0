// The queue: what is done later, again until it is done. graphile-worker keeps it in PostgreSQL, so whatever is put there in a
// transaction is there if that was committed, and only then; and each job is some process's until it has ended.
//
// A job that fails is tried again after e^n seconds: ten seconds, a minute, an hour, at most six hours.
//
// PostgreSQL may go away at any moment. graphile-worker doesn't await its own bookkeeping (that a job is done, or failed), so
// a failure there would be an unhandled rejection, which ends the process; and what it reads once, at its start, it would
// never read again after a failure. So it gets a pool whose statements wait for the database. If graphile-worker stops by
// itself all the same, it is started again.

import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type Job, Logger, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Logger as Log } from 'pino'
import { createPool, type Pool, type PoolClient, TIMEOUTS, type Timeouts, UNHURRIED } from './database/connect.ts'
import { isSerializationFailure, isUnavailable } from './database/retry.ts'
import { watchOrphans } from './orphans.ts'

const CONNECTIONS_MAX = 4
/** Whatever the queue asks takes milliseconds: what was silent for longer is not worth waiting for. */
const QUEUE_TIMEOUTS: Timeouts = { ...TIMEOUTS, statementMs: 4_000, lockMs: 4_000, answerMs: 5_000 }
const RETRY_PAUSE_MS = 500
const RESTART_PAUSE_MS = 1_000
/** Each idle worker asks for a job every two seconds. */
const SILENT_MS = 10_000
/** graphile-worker's names of the statement that takes a job, and of those that it doesn't await. */
const TAKING = /^get_job/
const BOOKKEEPING = /^(complete|fail)_job/

const SILENT = new Logger(() => () => {})

export interface Queue {
  /** Since when no job could be taken; null: jobs can be taken. */
  stuckSince(): Date | null
  /** Lets the jobs under way finish. */
  stop(): Promise<void>
}

/** Makes the queue’s own schema, or brings it up to date. */
export async function migrateQueue(url: string): Promise<void> {
  const pgPool = createPool(url, 1, { name: 'holdfast migrate', timeouts: UNHURRIED })
  try {
    await runMigrations({ pgPool, logger: SILENT })
  } finally {
    await pgPool.end()
  }
}

export interface QueueOptions {
  /** How many jobs are done at a time. */
  readonly concurrency: number
  /** Asked before each job is taken, with how many of each flag are under way: jobs with these flags are left to others, and to later. */
  readonly leave: (underWay: ReadonlyMap<string, number>) => string[]
}

/** Prepares the database, and works on those jobs of its queue that are of these tasks. */
export async function openQueue(url: string, tasks: TaskList, log: Log, options: QueueOptions): Promise<Queue> {
  await migrateQueue(url)
  const pool = createPool(url, CONNECTIONS_MAX, { name: 'holdfast queue', timeouts: QUEUE_TIMEOUTS })
  const stopping = new AbortController()
  const { signal } = stopping
  const work = () => startWorkers(url, patient(pool, log, signal), tasks, log, options)
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

/** Until it succeeds, or the signal says that it needn't. */
async function again<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  while (true) {
    await delay(RESTART_PAUSE_MS, undefined, { signal })
    try {
      return await work()
    } catch {
      // The database may be away for as long as it likes.
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
    // What goes wrong with a job is the job's to tell.
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
      // It has stopped already, or could not tell the database so.
      await runner.stop().catch(() => {})
      await orphans.stop()
    },
  }
}

/** The jobs under way, and when a job was last taken, or there was none to take. */
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
 * The pool as graphile-worker sees it: a client of it takes a connection for each statement alone, and sends that again until
 * it is taken, or until the queue stops. What is not noted then is put back, as a job of a process that is gone. Only to take
 * a job may fail, for that is asked again in two seconds: longer and longer, if graphile-worker knew why it has failed.
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
          if (!isTransient) log.error({ err: error }, 'the queue could not note that a job has ended')
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

/** To graphile-worker's listener, which keeps a connection, and when that breaks may give it back twice: an error for the pool. */
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

/** Jobs are taken one after the other: who asked while another was just being taken wouldn't know of it. */
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
