// The queue: what is done later, again until it is done. graphile-worker keeps it in PostgreSQL, so whatever is put there in a
// transaction is there if that was committed, and only then; and each job is some process's until it has ended.
//
// A job that fails is tried again after e^n seconds: ten seconds, a minute, an hour, at most six hours.

import { EventEmitter } from 'node:events'
import { type Job, Logger, type Runner, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Logger as Log } from 'pino'
import { watchOrphans } from './orphans.ts'

const CONNECTIONS_MAX = 4

const SILENT = new Logger(() => () => {})

export interface Queue {
  /** Lets the jobs under way finish. */
  stop(): Promise<void>
}

/** Makes the queue’s own schema, or brings it up to date. */
export function migrateQueue(url: string): Promise<void> {
  return runMigrations({ connectionString: url, logger: SILENT })
}

export interface QueueOptions {
  /** How many jobs are done at a time. */
  readonly concurrency: number
  /** Asked before each job is taken, with how many of each flag are under way: jobs with these flags are left to others, and to later. */
  readonly leave: (underWay: ReadonlyMap<string, number>) => string[]
}

/** Prepares the database, and works on those jobs of its queue that are of these tasks. */
export async function openQueue(
  url: string,
  tasks: TaskList,
  log: Log,
  { concurrency, leave }: QueueOptions,
): Promise<Queue> {
  const pool = new pg.Pool({ connectionString: url, application_name: 'holdfast queue', max: CONNECTIONS_MAX })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const logger = new Logger(() => (level, message) => {
    // What goes wrong with a job is the job's to tell.
    if (level === 'error') log.debug({ queue: message })
  })
  const options = { pgPool: pool, logger, noHandleSignals: true }
  const events = new EventEmitter() as WorkerEvents
  const forbiddenFlags = forbid(events, leave)
  let queueId = ''
  events.on('pool:create', ({ workerPool }) => {
    queueId = workerPool.id
  })
  let runner: Runner
  try {
    await runMigrations(options)
    runner = await run({ ...options, concurrency, forbiddenFlags, events, taskList: tasks })
  } catch (error) {
    await pool.end()
    throw error
  }
  const orphans = watchOrphans(url, queueId, log)
  return {
    async stop() {
      await runner.stop().catch(() => {})
      await orphans.stop()
      await pool.end()
    },
  }
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
