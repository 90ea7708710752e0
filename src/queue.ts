// The queue: what is done later, again until it is done. graphile-worker keeps it in PostgreSQL, so whatever is put there in a
// transaction is there if that was committed, and only then; and each job is some process's until it has ended.
//
// A job that fails is tried again after e^n seconds: ten seconds, a minute, an hour, at most six hours.

import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import pg from 'pg'
import type { Logger as Log } from 'pino'

const CONCURRENCY = 10
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

/** Prepares the database, and works on its queue. */
export async function openQueue(url: string, tasks: TaskList, log: Log): Promise<Queue> {
  const pool = new pg.Pool({ connectionString: url, application_name: 'holdfast queue', max: CONNECTIONS_MAX })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const logger = new Logger(() => (level, message) => {
    // What goes wrong with a job is the job's to tell.
    if (level === 'error') log.debug({ queue: message })
  })
  const options = { pgPool: pool, logger, noHandleSignals: true }
  let runner: Runner
  try {
    await runMigrations(options)
    runner = await run({ ...options, concurrency: CONCURRENCY, taskList: tasks })
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    async stop() {
      await runner.stop().catch(() => {})
      await pool.end()
    },
  }
}
