// Partitions: a journal and its holds that go through several quarters.

import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { migrate } from '../../src/database/migrate.ts'
import { makePartitions } from '../../src/database/partitions.ts'
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
