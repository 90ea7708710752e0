// Puts back the jobs of processes that have ended. graphile-worker knows which process has a job and since when, but not if that
// process still runs; it would wait for four hours. So each queue holds an advisory lock in PostgreSQL while its process runs, which
// ends with its connection; and each queue looks every two seconds for jobs of queues that hold no lock.
//
// A process may also have a job without knowing it: the connection was lost after the job was taken and before the answer came, or
// after a job was done and before that was recorded. These are put back, too.

import type { Logger } from 'pino'
import { type Client, createClient } from '../database/connect.ts'
import { QUEUE_LOCKS } from '../database/locks.ts'
import { type RunningJob, repeat } from './repeat.ts'
import { Since } from './since.ts'

const PAUSE_MS = 2_000
/**
 * The time that a queue may be without its lock: at its start, and after its connection was lost. After a restart of PostgreSQL
 * each process counts from its own reconnection. A process has the same time to record that a job is done.
 */
const GRACE_MS = 5_000

const FREE = `
  WITH working AS MATERIALIZED (
    SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by <> $2
  )
  SELECT locked_by AS "queueId" FROM working WHERE pg_try_advisory_xact_lock($1, hashtext(locked_by))`

// Tries the locks again in the same transaction, so that no queue gets its lock meanwhile.
const TAKE_BACK = `
  WITH gone AS MATERIALIZED (
    SELECT queue_id FROM unnest($2::text[]) AS free (queue_id) WHERE pg_try_advisory_xact_lock($1, hashtext(queue_id))
  )
  SELECT graphile_worker.force_unlock_workers(array_agg(queue_id)) FROM gone HAVING count(*) > 0`

const OWN = `SELECT id::text FROM graphile_worker._private_jobs WHERE locked_by = $1`

const PUT_BACK = `
  UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL
  WHERE id = ANY ($2::bigint[]) AND locked_by = $1`

/** Holds this queue's lock, and puts back jobs of queues without one, and its own jobs that are not in progress. */
export function watchOrphans(url: string, queueId: string, underWay: ReadonlySet<string>, log: Logger): RunningJob {
  let client: Client | null = null
  /** The time since which each look has found a queue without a lock, or an own job that is not in progress. */
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
  const looking = repeat('put back jobs of ended processes', PAUSE_MS, log, async () => {
    if (!client) {
      client = await connect()
      freeQueues.forget()
      lostJobs.forget()
    }
    const { rows } = await client.query<{ queueId: string }>(FREE, [QUEUE_LOCKS, queueId])
    const gone = freeQueues.look(rows.map((row) => row.queueId))
    if (gone.length > 0) {
      const { rowCount } = await client.query(TAKE_BACK, [QUEUE_LOCKS, gone])
      if (rowCount) log.warn('jobs of an ended process were put back')
    }
    const { rows: own } = await client.query<{ id: string }>(OWN, [queueId])
    const lost = lostJobs.look(own.map((row) => row.id).filter((id) => !underWay.has(id)))
    if (lost.length > 0) {
      const { rowCount } = await client.query(PUT_BACK, [queueId, lost])
      if (rowCount) log.warn({ jobs: rowCount }, 'jobs whose start or end was lost with the connection were put back')
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
