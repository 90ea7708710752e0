// Migrations: whatever interrupts them, the next start finds the database whole and goes on.

import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { MIGRATIONS, type Migration, migrate, readMigrations, requireMigrated } from '../../src/database/migrate.ts'
import { run } from '../support/database.ts'

const first: Migration = { name: '20260101000000_first', script: 'CREATE TABLE a (id INT); INSERT INTO a VALUES (1);' }
const second: Migration = {
  name: '20260102000000_second',
  script: 'ALTER TABLE a ADD COLUMN b INT;',
}

let url: string
beforeEach(async () => {
  const name = `migrate_${process.pid}_${Date.now()}`
  await run(inject('databaseUrl'), (client) => client.query(`CREATE DATABASE ${name}`))
  url = inject('databaseUrl').replace(/\/holdfast$/, `/${name}`)
})
afterEach(async () => {
  const name = new URL(url).pathname.slice(1)
  await run(inject('databaseUrl'), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
})

const rows = async (sql: string) => (await run(url, (client) => client.query(sql))).rows

test('Holdfast’s own migrations are all applied, once', async () => {
  const folders = (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name))
  expect(await migrate(url)).toEqual(folders)
  expect(await migrate(url)).toEqual([])
  expect(
    await rows(
      'SELECT migration_name, checksum, finished_at > started_at AS finished FROM _prisma_migrations ORDER BY 1',
    ),
  ).toEqual(
    (await readMigrations()).map(({ name, script }) => ({
      migration_name: name,
      checksum: createHash('sha256').update(script).digest('hex'),
      finished: true,
    })),
  )
})

test('a database of an older version is refused by name until it is migrated', async () => {
  await migrate(url, [first])
  await expect(requireMigrated(url, [first, second])).rejects.toThrow(
    `The database is of an older Holdfast (${second.name} is missing). Migrate it first`,
  )
  await migrate(url, [first, second])
  await requireMigrated(url, [first, second])
})

test('new migrations are applied after those that were applied before', async () => {
  expect(await migrate(url, [first])).toEqual([first.name])
  expect(await migrate(url, [first, second])).toEqual([second.name])
  expect(await rows('SELECT * FROM a')).toEqual([{ id: 1, b: null }])
})

test('five processes that start together apply a migration once', async () => {
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(url, [first, second])))
  expect(applied.flat().sort()).toEqual([first.name, second.name])
  expect(await rows('SELECT * FROM a')).toEqual([{ id: 1, b: null }])
})

test('a migration that is killed in the middle changes nothing, and the next start applies it', async () => {
  await migrate(url, [first])
  // The migration waits for this lock with its first statement done; then its connection is killed.
  const killer = new pg.Client({ connectionString: url })
  await killer.connect()
  await killer.query('SELECT pg_advisory_lock(1)')
  const waiting = { ...second, script: `${second.script} SELECT pg_advisory_xact_lock(1);` }
  const migrating = expect(migrate(url, [first, waiting])).rejects.toThrow()
  let killed = 0
  while (killed === 0) {
    const { rowCount } = await killer.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'holdfast migrate' AND wait_event = 'advisory' AND datname = current_database()`,
    )
    killed = rowCount ?? 0
  }
  await migrating
  await killer.end()
  expect(await rows('SELECT * FROM a')).toEqual([{ id: 1 }])
  expect(await migrate(url, [first, waiting])).toEqual([second.name])
  expect(await rows('SELECT * FROM a')).toEqual([{ id: 1, b: null }])
})

test('a migration that fails is named and leaves nothing', async () => {
  const broken = { name: '20260102000000_broken', script: 'CREATE TABLE b (id INT); SELECT 1 / 0;' }
  await expect(migrate(url, [first, broken])).rejects.toThrow('20260102000000_broken')
  expect(await rows(`SELECT to_regclass('a') AS a, to_regclass('b') AS b`)).toEqual([{ a: 'a', b: null }])
})

test('an older Holdfast does not change a newer database', async () => {
  await migrate(url, [first, second])
  await expect(migrate(url, [first])).rejects.toThrow('migrated by a newer Holdfast (20260102000000_second')
})

test('a database from before the first release is refused with the reason and the remedy', async () => {
  const told = 'was made by a Holdfast before 0.1.0, and such databases are not migrated. Start with an empty one'
  await migrate(url, [first])
  // Its migrations are older than the first one, or the first one was changed.
  for (const wanted of [[second], [{ ...first, script: 'CREATE TABLE b (id INT);' }]]) {
    await expect(migrate(url, wanted)).rejects.toThrow(told)
    await expect(requireMigrated(url, wanted)).rejects.toThrow(told)
  }
})

test('a migration that another tool has begun and not finished is refused, for a person to decide', async () => {
  await migrate(url, [first])
  await run(url, (client) =>
    client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '20260102000000_second')`,
    ),
  )
  await expect(migrate(url, [first, second])).rejects.toThrow('was begun and not finished')
})
