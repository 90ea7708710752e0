// Doubles the cells of a database, one cell after the other: src/database/cells.ts.
//
// A split moves half of a cell's organizations, with all their rows, into the tables of a new cell. It is one transaction, under the lock
// of the cell's lane: until it is committed, nothing has changed, and a split that is killed leaves the database as it was. Meanwhile the
// cell decides nothing and can be read; the others work. The last steps lock the parents, for as long as PostgreSQL looks through the
// rows of both halves once. It would skip a half with an equal CHECK; but the half that stays gets none before: ADD CONSTRAINT locks out
// readers, too, and until the end of the transaction.
//
// A lane that still works on the whole cell does not notice the split before its next batch. Its guard then fails, because the split
// has taken the next number; and the number of cells, which it reads before it goes on, is another.

import { setTimeout as delay } from 'node:timers/promises'
import { EXIT, Failure } from '../failure.ts'
import { CELLS_MAX, Cells, nameOf, readCells } from './cells.ts'
import { type Client, createClient, UNHURRIED } from './connect.ts'
import { beginLineFrom, beginLines, queryWith } from './feedSequence.ts'
import { LOCKS, laneLock } from './locks.ts'
import { readWith } from './shards.ts'

/**
 * The tables that a lane reads or writes, by organization. Those that it only adds rows to stay whole, and those that others write often, such
 * as quotes: these would have to wait for every split. Payments and labels stay whole, too: a key of theirs is unique over all organizations, and PostgreSQL
 * has no such index over partitions. test/database/partitions.test.ts holds the list to this.
 */
export const CELL_TABLES = [
  ...['organization', 'kept', 'wallet', 'credit_lot', 'hold', 'hold_line', 'journal_entry', 'task', 'task_tag'],
  ...['idempotency_key', 'budget', 'budget_usage', 'balance_threshold', 'subscription', 'alert', 'run'],
  'credit_request',
] as const

/**
 * The time for which the locks of the parents are waited for at once. Every later statement on them waits behind; and one that has some of
 * the locks, and waits for others, is not failed as a deadlock within a second.
 */
const LOCK_MS = 250
const LOCK_PAUSE_MS = 500
const LOCK_ATTEMPTS = 120
const LOCK_NOT_AVAILABLE = '55P03'
const LOCKED =
  'The tables could not be locked, because something has read them for more than a minute, such as verify, dump or an export. Nothing was changed: try again when that has ended.'

/** The progress of a split. */
export interface SplitProgress {
  readonly cell: number
  readonly newCell: number
  /** The table whose rows were moved; null: the split is done. */
  readonly table: string | null
  readonly rows: number
}

/** Splits cells until their number is `count`. Returns the number of cells before. Another process that splits or migrates is waited for. */
export async function splitCells(
  url: string,
  count: number,
  onProgress: (progress: SplitProgress) => void = () => {},
): Promise<number> {
  if (count > CELLS_MAX || !Number.isInteger(Math.log2(count))) throw new RangeError(`${count} cells`)
  const client = createClient(url, { name: 'holdfast cells', timeouts: UNHURRIED })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.migration])
    const before = await readCells(readWith(client))
    for (let cells = before; cells.count < count; cells = new Cells(cells.count + 1)) {
      await splitNext(client, cells, onProgress)
    }
    return before.count
  } finally {
    await client.end()
  }
}

/** Splits the cell that has the organizations of the next one. */
async function splitNext(client: Client, cells: Cells, onProgress: (progress: SplitProgress) => void): Promise<void> {
  const newCell = cells.count
  const modulus = new Cells(newCell + 1).modulusOf(newCell)
  const split = { client, cells, cell: newCell - modulus / 2, newCell, modulus, onProgress }
  await client.query('SELECT pg_advisory_lock($1)', [laneLock(split.cell)])
  try {
    await client.query('BEGIN')
    await splitWithin(split)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
  await client.query('SELECT pg_advisory_unlock($1)', [laneLock(split.cell)])
  await client.query(`ANALYZE ${CELL_TABLES.map((table) => `${nameOf(newCell)}.${table}`).join(', ')}`)
  onProgress({ cell: split.cell, newCell, table: null, rows: 0 })
}

interface Split {
  readonly client: Client
  readonly cells: Cells
  readonly cell: number
  readonly newCell: number
  /** The modulus of both halves. */
  readonly modulus: number
  readonly onProgress: (progress: SplitProgress) => void
}

async function splitWithin(split: Split): Promise<void> {
  const { client, cells, cell, newCell, onProgress } = split
  const from = cells.schemaOf(cell)
  // Those who write without a lane wait, before they have another lock, so that no row comes between the copy and the removal.
  const parents = cells.count === 1 ? [] : CELL_TABLES.map((table) => `ONLY public.${table}`)
  const own = CELL_TABLES.map((table) => `${from}.${table}`)
  await client.query(`LOCK TABLE ${[...parents, ...own].join(', ')} IN SHARE ROW EXCLUSIVE MODE`)
  const tables: Described[] = []
  for (const name of CELL_TABLES) tables.push(await describe(client, from, name))
  if (cells.count === 1) await client.query(`CREATE SCHEMA ${nameOf(cell)}`)
  await client.query(`CREATE SCHEMA ${nameOf(newCell)}`)
  for (const table of tables) {
    const rows = await moveRows(split, from, table)
    onProgress({ cell, newCell, table: table.name, rows })
  }
  await lockParents(client)
  for (const table of tables) {
    if (cells.count === 1) await makeParent(client, table, `HASH (${keyOf(table.name)})`)
    else await client.query(`ALTER TABLE public.${table.name} DETACH PARTITION ${nameOf(cell)}.${table.name}`)
    for (const half of [cell, newCell]) {
      await client.query(
        `ALTER TABLE public.${table.name} ATTACH PARTITION ${nameOf(half)}.${table.name}
         FOR VALUES WITH (MODULUS ${split.modulus}, REMAINDER ${half})`,
      )
    }
  }
  await splitLane(split)
  await client.query(`INSERT INTO public.cell (id) VALUES ($1)`, [newCell])
}

/** The column with the organization's id, by which a table is divided. */
export function keyOf(table: string): string {
  return table === 'organization' ? 'id' : 'organization_id'
}

/** A table of a cell, as PostgreSQL's catalogue has it. */
interface Described {
  readonly name: string
  /** Such as RANGE (id); null: it has no partitions of its own. */
  readonly partitionedBy: string | null
  /** Such as fillfactor=50. */
  readonly options: string | null
  readonly columns: string
  /** The privileges of roles other than the owner. */
  readonly grants: readonly { readonly privilege: string; readonly role: string }[]
  /** The statements that make its constraints that are indexes, and its other indexes; those of a part without those of its table. */
  readonly indexes: readonly string[]
  readonly triggers: readonly { readonly name: string; readonly text: string; readonly isOfRows: boolean }[]
  /** With the bounds of each, such as DEFAULT. */
  readonly parts: readonly (Described & { readonly bound: string })[]
}

const DESCRIBE = `
  SELECT c.oid, pg_get_partkeydef(c.oid) AS "partitionedBy", array_to_string(c.reloptions, ', ') AS options,
    (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(json_agg(json_build_object('privilege', privilege_type,
        'role', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)), '[]')
      FROM aclexplode(c.relacl) WHERE grantee <> c.relowner) AS grants,
    ARRAY(SELECT CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
        ELSE format('ALTER TABLE %s.%I ADD CONSTRAINT %I %s', $1::text, c.relname, k.conname, pg_get_constraintdef(k.oid)) END
      FROM pg_index i LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = c.oid
      WHERE i.indrelid = c.oid
        AND ($3 OR NOT EXISTS (SELECT FROM pg_inherits p WHERE p.inhrelid = i.indexrelid))
      ORDER BY k.oid IS NULL, i.indexrelid) AS indexes,
    (SELECT coalesce(json_agg(json_build_object('name', t.tgname, 'text', pg_get_triggerdef(t.oid), 'isOfRows', t.tgtype & 1 = 1)), '[]')
      FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND ($3 OR t.tgparentid = 0)) AS triggers,
    ARRAY(SELECT p.relname::text FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid WHERE i.inhparent = c.oid ORDER BY 1)
      AS "partNames",
    pg_get_expr(c.relpartbound, c.oid) AS bound
  FROM pg_class c WHERE c.oid = format('%I.%I', $1::text, $2::text)::regclass`

/** `isWhole`: it is not a part of another table of the cell. */
async function describe<Whole extends boolean = true>(
  client: Client,
  schema: string,
  name: string,
  isWhole = true as Whole,
): Promise<Described & (Whole extends true ? unknown : { readonly bound: string })> {
  const { rows } = await client.query(DESCRIBE, [schema, name, isWhole])
  const { partNames, ...described } = rows[0]
  const parts: (Described & { bound: string })[] = []
  for (const part of partNames) parts.push(await describe<false>(client, schema, part, false))
  return { name, ...described, parts }
}

/** Statements that were read of a table of one schema, for its namesake in another. */
function inSchema(statement: string, from: string, to: string): string {
  return statement.replace(new RegExp(`( ON |ALTER TABLE )(ONLY )?${from}\\.`), `$1${to}.`)
}

/** Makes the table of the new cell, moves its rows there, and then makes its indexes. Returns the number of rows. */
async function moveRows(split: Split, from: string, table: Described): Promise<number> {
  const { client, newCell } = split
  const to = nameOf(newCell)
  const { name, partitionedBy, parts } = table
  const by = partitionedBy ? `PARTITION BY ${partitionedBy}` : ''
  await client.query(`CREATE TABLE ${to}.${name} (LIKE ${from}.${name} INCLUDING ALL EXCLUDING INDEXES) ${by}`)
  await setOptions(client, to, table)
  await grant(client, to, table)
  let rows = 0
  for (const part of parts) {
    await client.query(`CREATE TABLE ${to}.${part.name} PARTITION OF ${to}.${name} ${part.bound}`)
    await setOptions(client, to, part)
    rows += await moveRowsOf(split, from, part, name)
  }
  if (!partitionedBy) rows = await moveRowsOf(split, from, table, name)
  for (const each of [table, ...parts]) {
    for (const index of each.indexes) await client.query(inSchema(index, from, to))
    // Those for rows come with the table's parent.
    for (const { text, isOfRows } of each.triggers) if (!isOfRows) await client.query(inSchema(text, from, to))
  }
  return rows
}

async function setOptions(client: Client, schema: string, { name, options }: Described): Promise<void> {
  if (options) await client.query(`ALTER TABLE ${schema}.${name} SET (${options})`)
}

/** Lets the roles that may use a table use its namesake in another schema. */
async function grant(client: Client, schema: string, { name, grants }: Described): Promise<void> {
  for (const { privilege, role } of grants) {
    await client.query(`GRANT ${privilege} ON ${schema}.${name} TO ${role}`)
    if (schema !== 'public') await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`)
  }
}

async function moveRowsOf(split: Split, from: string, { name, columns }: Described, table: string): Promise<number> {
  const { client, newCell, modulus } = split
  // Rows of the journal are never removed: these aren't either.
  await client.query(`ALTER TABLE ${from}.${name} DISABLE TRIGGER USER`)
  const { rowCount } = await client.query(`
    WITH moved AS (
      DELETE FROM ${from}.${name} WHERE ${hashIn(keyOf(table), modulus)} = ${newCell} RETURNING ${columns}
    )
    INSERT INTO ${nameOf(newCell)}.${name} (${columns}) SELECT ${columns} FROM moved`)
  await client.query(`ALTER TABLE ${from}.${name} ENABLE TRIGGER USER`)
  return rowCount ?? 0
}

/** SQL of the remainder of a UUID's hash, as PostgreSQL finds its partition. If it were another, the new cell could not be attached. */
function hashIn(key: string, modulus: number): string {
  const [seed, addend] = ['8816678312871386365', 35]
  return `((uuid_hash_extended(${key}, ${seed}) & 63) + ${addend}) & ${modulus - 1}`
}

/** Waits for the locks of all parents, and lets others in between. */
async function lockParents(client: Client): Promise<void> {
  const parents = [...CELL_TABLES, 'lane'].map((table) => `ONLY public.${table}`).join(', ')
  await client.query('SAVEPOINT unlocked')
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`SET LOCAL lock_timeout = ${LOCK_MS}`)
      await client.query(`LOCK TABLE ${parents} IN ACCESS EXCLUSIVE MODE`)
      await client.query('SET LOCAL lock_timeout = 0')
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== LOCK_NOT_AVAILABLE) throw error
      if (attempt === LOCK_ATTEMPTS) throw new Failure(EXIT.UNAVAILABLE, LOCKED, { cause: error })
      await client.query('ROLLBACK TO SAVEPOINT unlocked')
      await delay(LOCK_PAUSE_MS)
    }
  }
}

/** Moves a table of the only cell into the schema of cell 0, and makes an empty one in its place that is partitioned. */
async function makeParent(client: Client, table: Described, by: string): Promise<void> {
  const { name, parts, triggers, indexes } = table
  const to = nameOf(0)
  // Two triggers of one name can't be on a table: these come back with the parent's.
  for (const trigger of triggers)
    if (trigger.isOfRows) await client.query(`DROP TRIGGER ${trigger.name} ON public.${name}`)
  for (const each of [name, ...parts.map((part) => part.name)]) {
    await client.query(`ALTER TABLE public.${each} SET SCHEMA ${to}`)
  }
  await client.query(
    `CREATE TABLE public.${name} (LIKE ${to}.${name} INCLUDING ALL EXCLUDING INDEXES) PARTITION BY ${by}`,
  )
  for (const index of indexes) await client.query(inSchema(index, 'public', 'public'))
  for (const { text } of triggers) await client.query(text)
  await grant(client, 'public', table)
  for (const { role } of table.grants) await client.query(`GRANT USAGE ON SCHEMA ${to} TO ${role}`)
}

/** Gives the new cell a table for the numbers of its lane, which go on from the number that both cells get here. */
async function splitLane({ client, cells, cell, newCell }: Split): Promise<void> {
  const [own, other] = [`${nameOf(cell)}.lane`, `${nameOf(newCell)}.lane`]
  if (cells.count === 1) {
    const table = await describe(client, 'public', 'lane')
    // A parent with the key would need the cell in it, and lanes find their rows by the id alone.
    await makeParent(client, { ...table, indexes: [] }, 'LIST (cell)')
    await client.query(`ALTER TABLE public.lane ATTACH PARTITION ${own} FOR VALUES IN (${cell})`)
  }
  await client.query(`CREATE TABLE ${other} (LIKE ${own} INCLUDING ALL)`)
  await grant(client, nameOf(newCell), await describe(client, nameOf(cell), 'lane'))
  await client.query(`ALTER TABLE ${other} ALTER COLUMN cell SET DEFAULT ${newCell}`)
  await client.query(`ALTER TABLE public.lane ATTACH PARTITION ${other} FOR VALUES IN (${newCell})`)
  await client.query(`
    INSERT INTO public.lane (id, batch, updated_at, feed, cell)
    SELECT gen_random_uuid(), last.batch + 1, last.at, last.feed, half
    FROM unnest(ARRAY[${cell}, ${newCell}]) AS half,
      (SELECT coalesce(max(batch), 0) AS batch, coalesce(max(updated_at), now()) AS at, coalesce(max(feed), 0) AS feed
        FROM ${own}) AS last`)
  if (cells.count === 1) await beginLines(queryWith(client), 2)
  else await beginLineFrom(queryWith(client), cell)
}
