// Partitions: a journal and its holds that go through several quarters, and tables that can be divided into cells.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { migrate } from '../../src/database/migrate.ts'
import { makePartitions } from '../../src/database/partitions.ts'
import { CELL_TABLES, keyOf } from '../../src/database/splitCell.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast } from '../support/holdfast.ts'
import { Freeze, Journal, Spend } from '../support/operations.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const organization = '00000000-0000-7000-8000-000000000000'

let url: string
beforeEach(async () => {
  const name = `partitions_${process.pid}_${Date.now()}`
  await run(inject('databaseUrl'), (client) => client.query(`CREATE DATABASE ${name}`))
  url = inject('databaseUrl').replace(/\/holdfast$/, `/${name}`)
})
afterEach(async () => {
  const name = new URL(url).pathname.slice(1)
  await run(inject('databaseUrl'), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
})

const rows = async (sql: string, at = url) => (await run(at, (client) => client.query(sql))).rows

const partitionsOf = async (table: string, at = url) =>
  (
    await rows(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = '${table}'::regclass ORDER BY 1`,
      at,
    )
  ).map(({ name }) => name)

const insertEntry = (sequence: number, recordedAt: string) => `
  INSERT INTO journal_entry
    (organization_id, wallet_id, sequence, type, credits, available, locked, frozen, hash, created_at, recorded_at)
  VALUES ('${organization}', '${organization}', ${sequence}, 'GRANT', 1, 1, 0, 0, '', '2020-01-01', '${recordedAt}')`

test('this quarter and the next two have partitions, regardless of which process makes them and how often', async () => {
  await migrate(url)
  const later = new Date(Date.UTC(2031, 10, 30))
  await Promise.all([makePartitions(url, later), makePartitions(url, later), makePartitions(url, later)])
  await makePartitions(url, later)
  for (const table of ['journal_entry', 'hold', 'hold_line']) {
    const names = await partitionsOf(table)
    for (const quarter of ['2031q4', '2032q1', '2032q2', 'default']) expect(names).toContain(`${table}_${quarter}`)
    expect(names).toHaveLength(7)
  }
  await rows(insertEntry(1, '2031-12-31T23:59:59.999Z'))
  await rows(insertEntry(2, '2032-01-01T00:00:00.000Z'))
  await rows(insertEntry(3, '2032-07-01T00:00:00.000Z'))
  expect(await rows(`SELECT sequence::int, tableoid::regclass::text AS name FROM journal_entry ORDER BY 1`)).toEqual([
    { sequence: 1, name: 'journal_entry_2031q4' },
    { sequence: 2, name: 'journal_entry_2032q1' },
    { sequence: 3, name: 'journal_entry_default' },
  ])
  await expect(rows(insertEntry(2, '2032-02-01T00:00:00.000Z'))).rejects.toThrow('duplicate key')
})

test('while a long read of the journal runs, partitions are made later, and no command waits for them', async () => {
  await migrate(url)
  const later = new Date(Date.UTC(2031, 10, 30))
  const before = await partitionsOf('journal_entry')
  await run(url, async (reader) => {
    await reader.query('BEGIN')
    await reader.query('SELECT count(*) FROM journal_entry')
    expect(await makePartitions(url, later)).toBe(false)
    expect(await partitionsOf('journal_entry')).toEqual(before)
    await rows(insertEntry(1, '2031-12-31T23:59:59.999Z'))
    await reader.query('COMMIT')
  })
  expect(await makePartitions(url, new Date(Date.UTC(2032, 10, 30)))).toBe(true)
  expect(await partitionsOf('journal_entry')).toContain('journal_entry_2033q2')
})

test('a journal continues across quarters, in order and without gaps', async () => {
  let now = Date.now()
  const holdfast = await startTestHoldfast({ clock: () => new Date(now) })
  const { operator, database } = holdfast
  const { id: organizationId, admin } = await holdfast.organization({ credits: 100n })
  for (const days of [100, 100, 60]) {
    const { freezeCredits } = await operator.run(Freeze, { input: { organizationId, credits: 3 } })
    const holdId = freezeCredits?.__typename === 'FreezeCreditsSuccess' ? freezeCredits.hold.id : ''
    await operator.run(Spend, { input: { holdId } })
    now += days * DAY_MS
  }
  await operator.run(Freeze, { input: { organizationId, credits: 3 } })
  const places = await rows(`SELECT tableoid::regclass::text AS name FROM journal_entry GROUP BY 1`, database.url)
  expect(places).toHaveLength(4)
  const { organization: read } = await admin.run(Journal, { first: 100 })
  const sequences = read?.wallet?.journal.edges.map(({ node }) => node.sequence)
  expect(sequences).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
  await holdfast.stop()
})

const OVER_ALL = 'A key of it is unique over all organizations, and PostgreSQL has no such index over partitions.'
const ADDED = 'The lane only adds rows, and reads none of them.'
const WAITS = 'Others write it often, and would wait for every split.'
/** The tables of organizations that the lane writes or reads and that stay whole when organizations are divided into cells, and why. */
const WHOLE: Readonly<Record<string, string>> = {
  audit_entry: ADDED,
  feed_outbox: 'With several cells the lane does not read it.',
  label: OVER_ALL,
  payment: OVER_ALL,
  payment_lot: 'It belongs to a payment.',
  quote: WAITS,
  quote_item: WAITS,
  receipt: OVER_ALL,
}

/** The tables that the statements of the lane name. */
function tablesOfLane(): Set<string> {
  const folder = join(import.meta.dirname, '../../src/engine')
  const source = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  const named = /(?:INSERT INTO|UPDATE|DELETE FROM|new Table<[^(]*\()\s*'?([a-z_]+)\b/g
  return new Set(source.flatMap((text) => [...text.matchAll(named)].map(([, name = '']) => name)))
}

test('each table of an organization that the lane works on is divided into cells, or says why it stays whole', async () => {
  await migrate(url)
  const ofOrganizations = await rows(
    `SELECT relname AS name FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND (relname = 'organization'
         OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'organization_id' AND NOT attisdropped))`,
  )
  const named = tablesOfLane()
  const ofLane = ofOrganizations.map(({ name }) => name).filter((name) => named.has(name))
  expect(ofLane.sort()).toEqual([...CELL_TABLES, ...Object.keys(WHOLE)].sort())
})

test('what is unique in a table that is divided into cells is unique within an organization, and nothing refers to it', async () => {
  await migrate(url)
  const keys = CELL_TABLES.map((table) => ({ table, key: keyOf(table) }))
  const given = `jsonb_to_recordset('${JSON.stringify(keys)}') AS given ("table" regclass, key name)`
  // A parent's index covers all cells only if it has the column by which they are divided; and an index of one quarter alone, all else.
  const unique = await rows(
    `SELECT i.indexrelid::regclass::text AS name, given."table"::text,
       EXISTS (
         SELECT FROM pg_attribute a
         WHERE a.attrelid = i.indrelid AND a.attname = given.key AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1])
       ) AS "hasKey"
     FROM ${given} LEFT JOIN pg_partition_tree(given."table") ON true
       JOIN pg_index i ON i.indrelid = coalesce(relid, given."table")
     WHERE i.indisunique OR i.indisexclusion`,
  )
  expect(new Set(unique.map(({ table }) => table))).toEqual(new Set(CELL_TABLES))
  expect(unique.filter(({ hasKey }) => !hasKey)).toEqual([])
  // A split copies neither; and two sequences would give the same numbers.
  const uncopied = await rows(
    `SELECT given."table"::text FROM ${given}
     WHERE EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND given."table" IN (conrelid, confrelid))
       OR EXISTS (
         SELECT FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         WHERE a.attrelid = given."table" AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%')
       )`,
  )
  expect(uncopied).toEqual([])
})
