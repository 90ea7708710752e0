// Partitions: the journal and the holds are kept by quarters, so that the tables and indexes that are written now stay small,
// however long the past is. An old quarter is read as before; it can be moved to slower disks (ALTER TABLE … SET TABLESPACE),
// but not away: `verify` reads all.
//
// They are created in advance. A row without a partition, because none was created in time or the clock is wrong, goes to the
// default partition, which works too, and only grows larger.

import { readCells } from './cells.ts'
import { type Client, createClient, TIMEOUTS, type Timeouts } from './connect.ts'
import { LOCKS } from './locks.ts'
import { readWith } from './shards.ts'

/** The number of quarters that have a partition in advance, the present one included. */
const AHEAD = 3
/**
 * To attach a partition, PostgreSQL locks the default one, and while that lock is waited for, every later statement on the table waits
 * behind it. So the lock is hardly waited for: during a long read of the journal no partition is made, and a later attempt makes it.
 */
const PARTITION_TIMEOUTS: Timeouts = { ...TIMEOUTS, lockMs: 100 }
/** The default partition holds rows of that time already: they stay there, and those that follow. */
const CHECK_VIOLATION = '23514'
const LOCK_NOT_AVAILABLE = '55P03'

interface Partitioned {
  readonly table: string
  /** The first key of a time. */
  readonly from: (time: Date) => string
  /** The statements for what a partition needs and doesn't inherit. */
  readonly finish: (partition: string) => readonly string[]
}

const PARTITIONED: readonly Partitioned[] = [
  {
    table: 'journal_entry',
    from: (time) => time.toISOString(),
    finish: (partition) => [
      `ALTER TABLE ${partition} ADD PRIMARY KEY (organization_id, wallet_id, sequence)`,
      `CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON ${partition}
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()`,
    ],
  },
  { table: 'hold', from: uuidFrom, finish: (partition) => [`ALTER TABLE ${partition} SET (fillfactor = 80)`] },
  { table: 'hold_line', from: uuidFrom, finish: () => [] },
]

/**
 * Creates the missing partitions of this quarter and of the next ones. Returns false if some could not be created just now,
 * because somebody held a lock.
 */
export async function makePartitions(url: string, now: Date): Promise<boolean> {
  const client = createClient(url, { name: 'holdfast partitions', timeouts: PARTITION_TIMEOUTS })
  await client.connect()
  try {
    const cells = await readCells(readWith(client))
    let isDone = true
    for (const cell of cells.ids) if (!(await makePartitionsOf(client, cells.schemaOf(cell), now))) isDone = false
    return isDone
  } finally {
    await client.end()
  }
}

/** Those of the tables in one schema. */
async function makePartitionsOf(client: Client, schema: string, now: Date): Promise<boolean> {
  await client.query(`SET search_path = ${schema === 'public' ? '' : `${schema}, `}public`)
  const missing = await missingPartitions(client, now)
  if (missing.length === 0) return true
  const { rows } = await client.query(`SELECT pg_try_advisory_lock($1) AS locked`, [LOCKS.partitions])
  if (!rows[0].locked) return false
  let isDone = true
  // Checked again, because another process may have created them before it gave up the lock.
  for (const partition of await missingPartitions(client, now)) {
    if (!(await makePartition(client, partition))) isDone = false
  }
  return isDone
}

/** The quarters that have partitions of their own, by name: 2026q4. */
export async function partitionedQuarters(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ quarter: string }>(
    `SELECT DISTINCT substring(relid::regclass::text FROM '[0-9]{4}q[1-4]$') AS quarter
     FROM pg_partition_tree('public.journal_entry') ORDER BY 1`,
  )
  return rows.flatMap(({ quarter }) => quarter ?? [])
}

/** Makes the partitions of these quarters in the transaction that the client is in, of which none is there yet. */
export async function makePartitionsWithin(client: Client, quarters: readonly string[]): Promise<void> {
  for (const name of quarters) {
    const [year, quarter] = name.split('q').map(Number) as [number, number]
    const start = new Date(Date.UTC(year, 3 * (quarter - 1)))
    for (const partition of partitionsOf([quarterOf(start, 0)])) {
      for (const step of stepsOf(partition)) await client.query(step)
    }
  }
}

interface Partition extends Partitioned {
  /** journal_entry_2026q4 */
  readonly name: string
  readonly quarter: Quarter
}

async function missingPartitions(client: Client, now: Date): Promise<Partition[]> {
  const wanted = partitionsOf(Array.from({ length: AHEAD }, (_, ahead) => quarterOf(now, ahead)))
  const { rows } = await client.query<{ made: boolean }>(
    `SELECT to_regclass(name) IS NOT NULL AS made FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, i) ORDER BY i`,
    [wanted.map(({ name }) => name)],
  )
  return wanted.filter((_, i) => !rows[i]?.made)
}

function partitionsOf(quarters: readonly Quarter[]): Partition[] {
  return quarters.flatMap((quarter) =>
    PARTITIONED.map((partitioned) => ({ ...partitioned, name: `${partitioned.table}_${quarter.name}`, quarter })),
  )
}

function stepsOf({ table, name, from, finish, quarter }: Partition): string[] {
  return [
    `CREATE TABLE ${name} (LIKE ${table} INCLUDING CONSTRAINTS)`,
    ...finish(name),
    // Last, because it locks what others use.
    `ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${from(quarter.start)}') TO ('${from(quarter.end)}')`,
  ]
}

/** Makes and attaches it, or does nothing. False if somebody was in the way. */
async function makePartition(client: Client, partition: Partition): Promise<boolean> {
  try {
    for (const step of ['BEGIN', ...stepsOf(partition), 'COMMIT']) await client.query(step)
    return true
  } catch (error) {
    await client.query(`ROLLBACK`).catch(() => {})
    const { code } = error as { code?: string }
    if (code !== CHECK_VIOLATION && code !== LOCK_NOT_AVAILABLE) throw error
    return code === CHECK_VIOLATION
  }
}

interface Quarter {
  /** 2026q4 */
  readonly name: string
  readonly start: Date
  readonly end: Date
}

/** Returns the quarter (UTC) that comes `ahead` quarters after the one of a time. */
function quarterOf(now: Date, ahead: number): Quarter {
  const month = 3 * (Math.floor(now.getUTCMonth() / 3) + ahead)
  const start = new Date(Date.UTC(now.getUTCFullYear(), month))
  const name = `${start.getUTCFullYear()}q${start.getUTCMonth() / 3 + 1}`
  return { name, start, end: new Date(Date.UTC(now.getUTCFullYear(), month + 3)) }
}

/** Before every UUIDv7 that was made from a time on: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7 */
function uuidFrom(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
