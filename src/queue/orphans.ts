// Jobs of processes that are gone. graphile-worker knows who has a job and since when, but not whether that process still
// lives: it would wait for four hours. So each queue holds a lock in PostgreSQL for as long as its process lives, which the
// end of its connection gives up, however that comes; and each looks now and then for jobs of those that hold none.
//
// A process may also have a job without knowing it: the connection was lost after the job was taken and before that was
// answered, or after a job was done and before that was noted. Those are put back, too.

import type { Logger } from 'pino'
import { type Client, createClient } from '../database/connect.ts'
import { QUEUE_LOCKS } from '../database/locks.ts'
import { type RunningJob, repeat } from './repeat.ts'
import { Since } from './since.ts'

const PAUSE_MS = 2_000
/**
 * So long a queue may be without its lock: until it has it at first, and when its connection has broken. After a restart of
 * PostgreSQL all are, and it counts from when a process is back itself. So long it may also take to note that a job is done.
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

const OWN = `SELECT id::text FROM graphile_worker._private_jobs WHERE locked_by = $1`

const PUT_BACK = `
  UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL
  WHERE id = ANY ($2::bigint[]) AND locked_by = $1`

/** Shows that this queue lives, and puts back the jobs of those that don't, and its own that are not under way. */
export function watchOrphans(url: string, queueId: string, underWay: ReadonlySet<string>, log: Logger): RunningJob {
  let client: Client | null = null
  /** Since when each look has found these queues without a lock, and these of the own jobs not under way. */
  const freeQueues = new Since(GRACE_MS)
  const lostJobs = new Since(GRACE_MS)
  const connect = async () => {
    const fresh = createClient(url, { name: 'holdfast queue alive' })
    fresh.on('end', () => {
      if (client === fresh) client = null
    })
    try {
      await fresh.connect()
      await fresh.query(`SELECT pg_advisory_lock($1, hashtext($2))`, [QUEUE_LOCKS, queueId])
    } catch (error) {
      fresh.end().catch(() => {})
      throw error
    }
    return fresh
  }
  const looking = repeat('look for jobs of processes that are gone', PAUSE_MS, log, async () => {
    if (!client) {
      client = await connect()
      freeQueues.forget()
      lostJobs.forget()
    }
    const { rows } = await client.query<{ queueId: string }>(FREE, [QUEUE_LOCKS, queueId])
    const gone = freeQueues.look(rows.map((row) => row.queueId))
    if (gone.length > 0) {
      const { rowCount } = await client.query(TAKE_BACK, [QUEUE_LOCKS, gone])
      if (rowCount) log.warn('jobs of a process that is gone were put back')
    }
    const { rows: own } = await client.query<{ id: string }>(OWN, [queueId])
    const lost = lostJobs.look(own.map((row) => row.id).filter((id) => !underWay.has(id)))
    if (lost.length > 0) {
      const { rowCount } = await client.query(PUT_BACK, [queueId, lost])
      if (rowCount) log.warn({ jobs: rowCount }, 'jobs that were taken, or done, and not known of were put back')
    }
    return { more: false }
  })
  return {
    async stop() {
      await looking.stop()
      await client?.end()
    },
  }
}
