// The lease: says which process decides for all of a database, or of one of its cells. It is an advisory lock of the relay's session, so PostgreSQL releases
// it with that connection, and one row, by which the other processes reach the holder.
//
// The lease is a hint about where to decide, and never the right to decide: that is the lane's lock with its guard. A lease that is
// wrong or out of date costs time, and nothing else.

import { randomBytes } from 'node:crypto'
import type { Client } from '../database/connect.ts'
import { homeLock, laneLock } from '../database/locks.ts'

/** The holder of the lease, as its row says. */
export interface HomeRow {
  /** The id of the holder's lane. */
  readonly processId: string
  /** Each with its port, such as 10.0.0.7:4000: one of them leads to the holder. */
  readonly addresses: readonly string[]
  /** The secret of this lease. */
  readonly token: Buffer
  /** The build and the settings that a mutation depends on: only a process that has the same sends its mutations. */
  readonly likeness: string
}

const TOKEN_BYTES = 32

const TRY = `SELECT pg_try_advisory_lock($1) AS "isHeld"`

const READ = `SELECT process_id AS "processId", addresses, token, likeness FROM home WHERE id = $1`

const WRITE = `
  INSERT INTO home (id, process_id, addresses, token, likeness, since) VALUES ($5, $1, $2, $3, $4, now())
  ON CONFLICT (id) DO UPDATE SET process_id = excluded.process_id, addresses = excluded.addresses, token = excluded.token,
    likeness = excluded.likeness, since = excluded.since`

const GIVE_UP = `WITH gone AS (DELETE FROM home WHERE token = $2) SELECT pg_advisory_unlock($1)`

// A holder of the lease that works sends a statement on this session every two seconds; one of the lane's lock, several a batch.
const END_SILENT = `
  SELECT pg_terminate_backend(a.pid)
  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (l.classid::bigint << 32) + l.objid::bigint = ANY ($1::bigint[])
    AND a.usename = current_user AND a.application_name LIKE 'holdfast%' AND a.wait_event IN ('ClientRead', 'ClientWrite')
    AND a.state_change < clock_timestamp() - make_interval(secs => $2)`

/** The id of a cell's row. */
const idOf = (cell: number) => cell + 1

/** Takes the lease for this session. Returns false if another session has it. */
export async function tryLease(client: Client, cell: number): Promise<boolean> {
  const { rows } = await client.query({ name: 'home_try', text: TRY, values: [homeLock(cell)] })
  return rows[0].isHeld
}

/** Writes the row of the holder, with a new token, which it returns. */
export async function writeHome(client: Client, cell: number, home: Omit<HomeRow, 'token'>): Promise<Buffer> {
  const token = randomBytes(TOKEN_BYTES)
  await client.query(WRITE, [home.processId, home.addresses, token, home.likeness, idOf(cell)])
  return token
}

/** Null: no process has ever held the lease, or the last holder has given it up. */
export async function readHome(client: Client, cell: number): Promise<HomeRow | null> {
  const { rows } = await client.query<HomeRow>({ name: 'home_read', text: READ, values: [idOf(cell)] })
  return rows[0] ?? null
}

/** Gives up the lease that this session holds. */
export async function giveUp(client: Client, token: Buffer, cell: number): Promise<void> {
  await client.query(GIVE_UP, [homeLock(cell), token])
}

/**
 * Ends the session of a holder of the lease that has sent nothing for the given number of seconds; and that of the lane's lock, if `withLane`.
 * Returns whether there was one.
 */
export async function endSilent(client: Client, cell: number, seconds: number, withLane: boolean): Promise<boolean> {
  const locks = withLane ? [homeLock(cell), laneLock(cell)] : [homeLock(cell)]
  const { rowCount } = await client.query({ name: 'home_end', text: END_SILENT, values: [locks, seconds] })
  return (rowCount ?? 0) > 0
}
