// Jobs of processes that are gone. graphile-worker knows who has a job and since when, but not whether that process still
// lives: it would wait for four hours. So each queue holds a lock in PostgreSQL for as long as its process lives, which the
// end of its connection gives up, however that comes; and each looks now and then for jobs of those that hold none.

import pg from 'pg'
import type { Logger } from 'pino'
import { type RunningJob, repeat } from './jobs.ts'

const PAUSE_MS = 2_000
/** Beside the name of a queue: which locks these are. */
const ALIVE_LOCKS = 470_134_673
/** So long a queue may take to get its lock, at first and when its connection has broken. */
const GRACE_SECONDS = 5

const TAKE_BACK = `
  WITH working AS MATERIALIZED (
    SELECT DISTINCT locked_by FROM graphile_worker.jobs
    WHERE locked_by <> $2 AND locked_at < now() - ${GRACE_SECONDS} * interval '1 second'
  ), gone AS MATERIALIZED (
    SELECT locked_by FROM working WHERE pg_try_advisory_xact_lock($1, hashtext(locked_by))
  )
  SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM gone HAVING count(*) > 0`

/** Shows that this queue lives, and puts back the jobs of those that don't. */
export function watchOrphans(url: string, queueId: string, log: Logger): RunningJob {
  let client: pg.Client | null = null
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'holdfast queue alive' })
    fresh.on('error', () => {})
    fresh.on('end', () => {
      if (client === fresh) client = null
    })
    await fresh.connect()
    await fresh.query(`SELECT pg_advisory_lock($1, hashtext($2))`, [ALIVE_LOCKS, queueId])
    return fresh
  }
  const looking = repeat('look for jobs of processes that are gone', PAUSE_MS, log, async () => {
    client ??= await connect()
    const { rowCount } = await client.query(TAKE_BACK, [ALIVE_LOCKS, queueId])
    if (rowCount) log.warn('jobs of a process that is gone were put back')
    return { more: false }
  })
  return {
    async stop() {
      await looking.stop()
      await client?.end()
    },
  }
}
