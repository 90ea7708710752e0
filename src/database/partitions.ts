// Partitions: the journal and the holds are kept by quarters, so that the tables and indexes that are written now stay small,
// however long the past is. An old quarter is read as before; it can be moved to slower disks (ALTER TABLE … SET TABLESPACE),
// but not away: `verify` reads all.
//
// They are made ahead. What has none, because nobody made it in time or the clock is far off, goes to the default partition,
// where it is as good, and only bigger.

import pg from 'pg'

/** Of quarters, the present one included. */
const AHEAD = 3
/** To attach a partition locks the default one. Whoever is in the way for longer goes first, and it is done another time. */
const LOCK_TIMEOUT_MS = 1_000
/** The default partition holds rows of that time already: they stay there, and those that follow. */
const CHECK_VIOLATION = '23514'
const LOCK_NOT_AVAILABLE = '55P03'
/** Held while a process makes them, so that two don't both try. */
const PARTITIONS_LOCK = 4_701_346_712_904n

interface Partitioned {
  readonly table: string
  /** Where a time begins in its key. */
  readonly from: (time: Date) => string
  /** What a partition needs that isn't inherited. */
  readonly finish: (partition: string) => string
}

const PARTITIONED: readonly Partitioned[] = [
  {
    table: 'journal_entry',
    from: (time) => time.toISOString(),
    finish: (partition) => `
      ALTER TABLE ${partition} ADD PRIMARY KEY (organization_id, wallet_id, sequence);
      CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON ${partition}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()`,
  },
  { table: 'hold', from: uuidFrom, finish: (partition) => `ALTER TABLE ${partition} SET (fillfactor = 80)` },
  { table: 'hold_line', from: uuidFrom, finish: () => '' },
]

/** Makes the partitions of this quarter and of the next ones, as far as they are not there. */
export async function makePartitions(url: string, now: Date): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'holdfast partitions' })
  // Its queries fail when it is lost; without a listener the process would, too.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`SELECT pg_advisory_lock($1)`, [PARTITIONS_LOCK])
    for (let ahead = 0; ahead < AHEAD; ahead++) {
      for (const partitioned of PARTITIONED) await makePartition(client, partitioned, quarterOf(now, ahead))
    }
  } finally {
    await client.end()
  }
}

/** The quarters that have partitions of their own, by name: 2026q4. */
export async function partitionedQuarters(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ quarter: string }>(
    `SELECT substring(inhrelid::regclass::text FROM '[0-9]{4}q[1-4]$') AS quarter FROM pg_inherits
     WHERE inhparent = 'journal_entry'::regclass ORDER BY 1`,
  )
  return rows.flatMap(({ quarter }) => quarter ?? [])
}

/** Makes the partitions of these quarters in the transaction that the client is in. */
export async function makePartitionsOf(client: pg.Client, quarters: readonly string[]): Promise<void> {
  for (const name of quarters) {
    const [year, quarter] = name.split('q').map(Number) as [number, number]
    const start = new Date(Date.UTC(year, 3 * (quarter - 1)))
    for (const partitioned of PARTITIONED) await makePartition(client, partitioned, quarterOf(start, 0))
  }
}

async function makePartition(
  client: pg.Client,
  { table, from, finish }: Partitioned,
  { name, start, end }: Quarter,
): Promise<void> {
  const partition = `${table}_${name}`
  const { rows } = await client.query(`SELECT to_regclass($1) IS NOT NULL AS made`, [partition])
  if (rows[0].made) return
  try {
    // One message, and so one transaction.
    await client.query(`
      SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS};
      CREATE TABLE ${partition} (LIKE ${table} INCLUDING CONSTRAINTS);
      ${finish(partition)};
      ALTER TABLE ${table} ATTACH PARTITION ${partition} FOR VALUES FROM ('${from(start)}') TO ('${from(end)}')`)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== CHECK_VIOLATION && code !== LOCK_NOT_AVAILABLE) throw error
  }
}

interface Quarter {
  /** 2026q4 */
  readonly name: string
  readonly start: Date
  readonly end: Date
}

/** The quarter (UTC) so many after the one of a time. */
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
