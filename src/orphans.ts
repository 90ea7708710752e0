// Jobs of processes that are gone. graphile-worker knows who has a job and since when, but not whether that process still
// lives: it would wait for four hours. So each queue holds a lock in PostgreSQL for as long as its process lives, which the
// end of its connection gives up, however that comes; and each looks now and then for jobs of those that hold none.

import pg from 'pg'
import type { Logger } from 'pino'
import { type RunningJob, repeat } from './jobs.ts'

const PAUSE_MS = 2_000
/** Beside the name of a queue: which locks these are. */
const ALIVE_LOCKS = 470_134_673
/**
 * So long a queue may be without its lock: until it has it at first, and when its connection has broken. After a restart of
 * PostgreSQL all are, and it counts from when a process is back itself.
 */
const GRACE_MS = 5_000

const FREE = `
  WITH working AS MATERIALIZED (
    SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by <> $2
  )
  SELECT locked_by AS "queueId" FROM working WHERE pg_try_advisory_xact_lock($1, hashtext(locked_by))`

// Once more, so that none gets its lock meanwhile.
const TAKE_BACK = `
  WITH gone AS MATERIALIZED (
    SELECT queue_id FROM unnest($2::text[]) AS free (queue_id) WHERE pg_try_advisory_xact_lock($1, hashtext(queue_id))
  )
  SELECT graphile_worker.force_unlock_workers(array_agg(queue_id)) FROM gone HAVING count(*) > 0`

/** Shows that this queue lives, and puts back the jobs of those that don't. */
export function watchOrphans(url: string, queueId: string, log: Logger): RunningJob {
  let client: pg.Client | null = null
  /** Since when no look has found a lock of these queues. */
  const freeSince = new Map<string, number>()
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
    if (!client) {
      client = await connect()
      freeSince.clear()
    }
    const { rows } = await client.query<{ queueId: string }>(FREE, [ALIVE_LOCKS, queueId])
    const free = new Set(rows.map((row) => row.queueId))
    for (const each of freeSince.keys()) if (!free.has(each)) freeSince.delete(each)
    const now = performance.now()
    for (const each of free) if (!freeSince.has(each)) freeSince.set(each, now)
    const gone = [...free].filter((each) => now - (freeSince.get(each) ?? now) >= GRACE_MS)
    if (gone.length === 0) return { more: false }
    const { rowCount } = await client.query(TAKE_BACK, [ALIVE_LOCKS, gone])
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
