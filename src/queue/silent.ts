// Ends database sessions that are silent and hold locks.
//
// A process that is suspended, or cut off by a network that drops all packets, keeps its locks: the lane's, or those of a
// transaction. PostgreSQL's own timeouts don't run while a session waits for the rest of a message (it is `active`, and reads
// from its client), nor while it is idle and holds a session lock. So each process looks every second for sessions of Holdfast
// that block another session, or that wait in the middle of a message (SKIP LOCKED hides those from other sessions). A session
// that waits for its client at every look for five seconds, without receiving a message, is ended. Its process then handles a lost
// connection.
//
// A session that works is never ended, because each message that PostgreSQL receives from it changes its `state_change`.

import type { Logger } from 'pino'
import { type Client, createClient, TIMEOUTS } from '../database/connect.ts'
import { type RunningJob, repeat } from './repeat.ts'
import { Since } from './since.ts'

const PAUSE_MS = 1_000
const SILENT_MS = 5_000

/** `verify` holds only locks of reads, and may read its rows slowly. */
const HOLDER = `
  holder.usename = current_user AND holder.wait_event IN ('ClientRead', 'ClientWrite')
  AND holder.application_name LIKE 'holdfast%' AND holder.application_name <> 'holdfast verify'`

const SESSION = `concat_ws(' ', holder.pid, holder.backend_start, holder.state_change)`

const SILENT = `
  SELECT ${SESSION} AS session
  FROM pg_stat_activity waiter
  CROSS JOIN LATERAL unnest(pg_blocking_pids(waiter.pid)) AS blocking (pid)
  JOIN pg_stat_activity holder ON holder.pid = blocking.pid AND ${HOLDER}
  WHERE waiter.wait_event_type = 'Lock' AND waiter.application_name LIKE 'holdfast%'
    AND waiter.datname = current_database()
  UNION
  SELECT ${SESSION} FROM pg_stat_activity holder
  WHERE holder.state = 'active' AND holder.wait_event = 'ClientRead' AND holder.datname = current_database() AND ${HOLDER}`

const END = `
  SELECT holder.application_name AS name, holder.state, pg_terminate_backend(holder.pid)
  FROM pg_stat_activity holder
  WHERE ${SESSION} = ANY ($1) AND ${HOLDER}`

/** Looks for silent sessions every second, and ends them. */
export function endSilentSessions(url: string, log: Logger): RunningJob {
  let client: Client | null = null
  const silent = new Since(SILENT_MS)
  const connect = async () => {
    const fresh = createClient(url, { name: 'holdfast watch', timeouts: { ...TIMEOUTS, answerMs: 5_000 } })
    fresh.on('end', () => {
      if (client === fresh) client = null
    })
    await fresh.connect()
    silent.forget()
    return fresh
  }
  const looking = repeat('end silent sessions', PAUSE_MS, log, async () => {
    client ??= await connect()
    const { rows } = await client.query<{ session: string }>({ name: 'silent', text: SILENT })
    const sessions = silent.look(rows.map(({ session }) => session))
    if (sessions.length === 0) return { more: false }
    const { rows: ended } = await client.query<{ name: string; state: string }>(END, [sessions])
    for (const { name, state } of ended) log.warn({ session: name, state }, 'a silent session was ended')
    return { more: false }
  })
  return {
    async stop() {
      await looking.stop()
      await client?.end()
    },
  }
}
