// The lane's own connection to PostgreSQL: one session, which holds the lane's lock during its transaction.
//
// Lock and transaction share a session, so a process that loses its connection loses both at once and leaves nothing half done.
// Statements are prepared once and sent without waiting for each other (pipelined): a batch waits for the database two or three
// times, for any number of statements.
//
// On a Citus cluster, the session is one of the machine that has the cell's shard, whose tables it finds under their plain names
// (src/database/shards.ts). Citus does not see what is written to them directly, and may move the shard to another machine meanwhile. So each
// batch ends with a statement through Citus that changes its lane's row (`fence`). Citus runs it on the machine that has the shard, and lets the
// shard move only after the commit. If it has moved before, that machine does not have the row, and the batch fails.

import pg from 'pg'
import { CELL_COUNT } from '../database/cells.ts'
import { type Client, createClient, TIMEOUTS, type Timeouts, wireOf } from '../database/connect.ts'
import { laneLock } from '../database/locks.ts'
import { ANCHORED, type Shard, urlOf } from '../database/shards.ts'
import { CHANNEL } from './notification.ts'

/**
 * A statement's limit bounds the wait for the lane's lock, too. A process that stops in the middle of a batch holds up the
 * others for as long as its session may be idle: or, where no timeout of PostgreSQL's runs, until it is found to be silent
 * (src/queue/silent.ts).
 */
const LANE_TIMEOUTS: Timeouts = { ...TIMEOUTS, lockMs: 0 }

/**
 * Every statement of the lane finds its rows by an index, for any size of the tables. A plan is made once per connection. Without
 * these settings it would be made for the size of the tables at that time, possibly nearly empty, and would keep scanning them
 * when they have grown.
 */
const PLANNING = `
  SET plan_cache_mode = force_generic_plan;
  SET enable_seqscan = off;
  SET enable_hashjoin = off;
  SET enable_mergejoin = off;
  SET jit = off;
  SET timezone = 'UTC';
  SET holdfast.lane = 'unlocked'`

// The session's setting says whether it holds the lane's lock. If the wait for the lock is canceled, the statements that were sent
// behind it still run: then the setting says `unlocked`, and the guard fails.
const LOCK = `
  SELECT set_config('holdfast.lane', CASE WHEN pg_advisory_lock($1) IS NULL THEN 'unlocked' ELSE 'locked' END, false)`
const UNLOCK = `SELECT set_config('holdfast.lane', 'unlocked', false), pg_advisory_unlock($1)`

/**
 * Notifies the other processes (src/engine/relay.ts) of a batch, if it was committed. NOTIFY holds a lock of the whole server from
 * its COMMIT until that is on disk, so it has a transaction of its own, whose commit does not wait for the disk: a notification
 * may be lost.
 */
const NOTIFY = `
  SELECT pg_notify($1, notification), set_config('synchronous_commit', 'off', true)
  FROM lane, unnest($2::text[]) AS notification WHERE lane.id = $3 AND lane.batch = $4`

/** Deletes the lanes of former processes. The last number stays, because numbers never decrease. */
const FORGET_LANES = `
  DELETE FROM lane WHERE cell = $1 AND updated_at < now() - interval '1 day'
    AND batch < (SELECT max(batch) FROM lane WHERE cell = $1)`

/** Of a lane on a shard, whose notifications are sent on a connection to the cluster itself, where the others listen. */
const NOTIFY_ALL = `SELECT pg_notify($1, notification) FROM unnest($2::text[]) AS notification`

// Fails by a division by zero if Citus does not find the row that the session has just written. The values are a part of the text, because Citus
// can't plan it without them.
const fenceOf = (laneId: string, number: bigint) => `
  WITH fenced AS (UPDATE public.lane SET batch = batch WHERE id = '${laneId}' AND batch = ${number} RETURNING 1)
  SELECT 1 / count(*) FROM fenced`

const NUMBERS = `
  SELECT max(batch) AS last, max(updated_at) AS "lastAt", max(batch) FILTER (WHERE id = $1) AS own,
    coalesce(max(feed), 0) AS feed,
    (SELECT version FROM price_book) AS "newestVersion", ${CELL_COUNT} AS cells
  FROM lane`

// Fails by a division by zero. That the last batch has the number is not enough: if this lane's failed, another's has it.
const GUARD = `
  SELECT 1 / (count(*) FILTER (WHERE id = $1 AND batch = $2) = 1 AND max(batch) = $2
    AND (SELECT version FROM price_book) = $3 AND current_setting('holdfast.lane') = 'locked')::int
  FROM lane`

/** The notifications of a batch for other processes. */
export interface BatchNotifications {
  readonly laneId: string
  readonly number: bigint
  readonly notifications: readonly string[]
}

export interface Numbers {
  readonly last: bigint | null
  readonly lastAt: Date | null
  readonly own: bigint | null
  /** The number of the feed's last event; 0: it has none. */
  readonly feed: bigint
  readonly newestVersion: bigint
  /** The number of cells that the database has. */
  readonly cells: number
}

/** The cell of a lane. */
export interface SessionCell {
  readonly number: number
  /** The schema of its tables. */
  readonly schema: string
  /** Null: it is not on a cluster. */
  readonly shard: ShardOfCell | null
}

export interface ShardOfCell extends Shard {
  /** A UUID that belongs to the cell: of rows that belong to no organization. */
  readonly anchor: string
}

const ONLY_CELL: SessionCell = { number: 0, schema: 'public', shard: null }

/** Other lanes held the lock for too long. No transaction was begun. */
export class LockTimeout extends Error {}

/** The batch was decided on a state that the database does not have: the batch before failed, or another lane committed in between. */
export class Overtaken extends Error {}

/** The cell's shard is on another machine. Nothing was written. */
export class Moved extends Error {}

const QUERY_CANCELED = '57014'
const DIVISION_BY_ZERO = '22012'

export class Session {
  readonly #client: Client
  /** The lock of its cell's lane. */
  readonly #lock: bigint
  #lost: Error | null = null
  /** Resolves once the last notifications are sent, or could not be sent. */
  #notified: Promise<unknown> = Promise.resolve()
  /** The connection for the notifications of a lane on a shard; null: they are sent on its own. */
  readonly #notifier: Client | null

  private constructor(client: Client, cell: number, notifier: Client | null = null) {
    this.#client = client
    this.#lock = laneLock(cell)
    this.#notifier = notifier
    client.on('error', (error) => {
      this.#lost ??= error
    })
    client.on('end', () => {
      this.#lost ??= new Error('The connection to PostgreSQL has ended.')
    })
  }

  /** `cell`: whose tables it finds under their plain names. */
  static async open(url: string, cell: SessionCell = ONLY_CELL): Promise<Session> {
    const session = await Session.#connect(url, 'holdfast lane', LANE_TIMEOUTS, cell)
    await session.#client.query(FORGET_LANES, [cell.number])
    return session
  }

  /** Opens a session that only reads, and takes no lock. */
  static openReader(url: string, cell: SessionCell = ONLY_CELL): Promise<Session> {
    return Session.#connect(url, 'holdfast questions', TIMEOUTS, { ...cell, schema: 'public' })
  }

  static async #connect(url: string, name: string, timeouts: Timeouts, cell: SessionCell): Promise<Session> {
    const { number, schema, shard } = cell
    const client = createClient(shard ? urlOf(shard, url) : url, { name, timeouts, pipeline: true, parserOf })
    const notifier =
      shard && timeouts === LANE_TIMEOUTS ? createClient(url, { name: 'holdfast notify', pipeline: true }) : null
    const session = new Session(client, number, notifier)
    await Promise.all([client.connect(), notifier?.connect()])
    await client.query(PLANNING)
    // Citus plans what is about a table that each machine has a copy of only with the values.
    if (shard) await client.query('SET plan_cache_mode = auto')
    if (schema !== 'public') await client.query(`SET search_path = ${schema}, public`)
    if (shard) await client.query(viewsOf(number, shard))
    return session
  }

  /** True: it works on the shard of a cluster. */
  get isOnShard(): boolean {
    return this.#notifier !== null
  }

  get isLost(): boolean {
    return this.#lost !== null
  }

  /**
   * Waits for the lane's lock, then begins. Both are sent together; the snapshot is taken after the lock. Returns the number and
   * the time of the last batch of any lane, the number of the last one of this lane (null if it has none), that of the feed's
   * last event, and the newest version of the price book.
   */
  async begin(laneId: string): Promise<Numbers> {
    const [, numbers] = await all([
      this.#lockAndBegin(),
      this.#client.query({
        name: 'numbers',
        text: NUMBERS,
        values: [laneId],
      }),
    ])
    return numbers.rows[0]
  }

  /**
   * The same, without waiting for the answer: the transaction fails with Overtaken unless the last batch of any lane is this
   * lane's batch of this number, and the price book has this version; with LockTimeout unless the session has the lock.
   */
  async beginAfter(laneId: string, last: bigint, version: bigint): Promise<void> {
    await all([
      this.#lockAndBegin(),
      this.#client.query({ name: 'guard', text: GUARD, values: [laneId, last, version] }).catch((error) => {
        throw error.code === DIVISION_BY_ZERO ? new Overtaken('another batch came before', { cause: error }) : error
      }),
    ])
  }

  async #lockAndBegin(): Promise<void> {
    await all([
      this.#client.query({ name: 'lock', text: LOCK, values: [this.#lock] }).catch((error) => {
        throw error.code === QUERY_CANCELED ? new LockTimeout('the lane’s lock', { cause: error }) : error
      }),
      this.#client.query(`BEGIN ISOLATION LEVEL SERIALIZABLE`),
    ])
  }

  /** Begins a transaction that only reads, in one snapshot. */
  async beginReading(): Promise<void> {
    await this.#client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  }

  async endReading(): Promise<void> {
    if (!this.isLost) await this.#client.query('ROLLBACK')
  }

  /** Lets a batch fail whose cell is not on this machine any more, after its lane's row is written. */
  fence(laneId: string, number: bigint): Promise<unknown> {
    if (!this.isOnShard) return Promise.resolve()
    return this.#client.query(fenceOf(laneId, number)).catch((error) => {
      throw error.code === DIVISION_BY_ZERO ? new Moved('the cell is on another machine', { cause: error }) : error
    })
  }

  /** Commits, lets the next lane go, and notifies other processes. Resolves once the commit is durable. */
  async commit(toSend: BatchNotifications | null = null): Promise<void> {
    const committed = this.#client.query(`COMMIT`)
    this.#unlock()
    if (toSend) this.#notify(toSend, committed)
    // In a transaction that has failed, COMMIT answers ROLLBACK and no error.
    if ((await committed).command !== 'COMMIT') throw new Error('The transaction was rolled back at its commit.')
  }

  async rollback(): Promise<void> {
    if (this.isLost) return
    const rolledBack = this.#client.query(`ROLLBACK`)
    this.#unlock()
    await rolledBack
  }

  #unlock(): void {
    this.#client.query({ name: 'unlock', text: UNLOCK, values: [this.#lock] }).catch((error) => {
      this.#lost ??= error
    })
  }

  #notify({ laneId, number, notifications }: BatchNotifications, committed: Promise<unknown>): void {
    const notifier = this.#notifier
    if (notifier) {
      this.#notified = committed.then(() => notifier.query(NOTIFY_ALL, [CHANNEL, notifications])).catch(() => {})
      return
    }
    const values = [CHANNEL, notifications, laneId, number]
    this.#notified = this.#client.query({ name: 'notify', text: NOTIFY, values }).catch(() => {})
  }

  /** Sends all statements of `work` in one write: PostgreSQL is woken once. `work` is done when it returns, not when it resolves. */
  together<Result>(work: () => Result): Result {
    const wire = wireOf(this.#client)
    wire.cork()
    try {
      return work()
    } finally {
      wire.uncork()
    }
  }

  async query<Row>(name: string, sql: string, values: unknown[]): Promise<Row[]> {
    return (await this.#client.query({ name, text: sql, values })).rows
  }

  async close(): Promise<void> {
    if (!this.isLost) await this.#notified
    await Promise.all([this.#client.end().catch(() => {}), this.#notifier?.end().catch(() => {})])
  }
}

/** SQL of the views by which a session finds a shard's tables under their plain names. They last as long as the session. */
export function viewsOf(cell: number, { tables, anchor }: ShardOfCell): string {
  const views = Object.entries(tables).map(
    ([name, table]) => `CREATE TEMP VIEW ${name} AS SELECT * FROM public.${table}`,
  )
  const defaults = [
    `ALTER VIEW pg_temp.lane ALTER COLUMN cell SET DEFAULT ${cell}`,
    ...ANCHORED.map((table) => `ALTER VIEW pg_temp.${table} ALTER COLUMN anchor SET DEFAULT '${anchor}'`),
  ]
  return ['SET citus.enable_ddl_propagation = off', ...views, ...defaults].join(';\n')
}

/** Waits for all, then throws the first error that is a cause and not a consequence of another (25P02). */
export async function all<T extends readonly unknown[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(promises)
  const errors = settled.filter((s) => s.status === 'rejected').map((s) => s.reason)
  const cause = errors.find((error) => error?.code !== '25P02') ?? errors[0]
  if (cause) throw cause
  return settled.map((s) => (s as PromiseFulfilledResult<unknown>).value) as never
}

/** Credits and sequences come as BigInt, times (whose session is in UTC) by the short way, all else as pg gives it. */
export function parserOf(type: number, format: 'text'): (value: string) => unknown {
  if (type === pg.types.builtins.INT8) return BigInt
  if (type === pg.types.builtins.TIMESTAMPTZ) return parseInstant
  return pg.types.getTypeParser(type, format)
}

/** 2026-11-21 09:30:00.125+00 */
function parseInstant(value: string): Date {
  return new Date(`${value.slice(0, 10)}T${value.slice(11, -3)}Z`)
}
