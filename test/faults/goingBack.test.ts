// The way back from an upgrade: a program runs with a database that a newer one has migrated, while it is migrated and when it is
// started again. Until there is a release to go back to, the program is of this commit and the newer migration is made up; then the
// release before runs with the migrations of this commit, too.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type Migration, migrate, readMigrations, runsFromOf } from '../../src/database/migrate.ts'
import { verify } from '../../src/engine/verify.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { live, TASKS_PER_LIFE } from '../support/living.ts'
import { runHoldfast, spawnHoldfast } from '../support/process.ts'
import { checkOut, tagBefore } from '../support/releaseBefore.ts'

const RELEASE_BEFORE = await tagBefore()

let folder: string
let database: TestDatabase

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-back-'))
  database = await createTestDatabase()
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Migrations that add what a first step may add: columns of every table, a value of every enum, and a table. */
async function firstSteps(): Promise<Migration[]> {
  const names = async (sql: string) =>
    (await run(database.url, (client) => client.query<{ name: string }>(sql))).rows.map(({ name }) => name)
  const tables = await names(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      AND relname <> '_prisma_migrations' ORDER BY relname`)
  const enums = await names(`
    SELECT typname AS name FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e' ORDER BY typname`)
  expect(tables.length).toBeGreaterThan(50)
  expect(enums.length).toBeGreaterThan(40)
  const scripts = [
    ...tables.map((name) => `ALTER TABLE ${name} ADD COLUMN later_note TEXT, ADD COLUMN later INT NOT NULL DEFAULT 7;`),
    ...enums.map((name) => `ALTER TYPE ${name} ADD VALUE 'LATER';`),
    'CREATE TABLE later (id UUID PRIMARY KEY, organization_id UUID NOT NULL REFERENCES organization (id), note TEXT);',
  ]
  const last = (await readMigrations()).at(-1)?.name
  return scripts.map((script, i) => ({
    name: `2099010100${String(i).padStart(4, '0')}_later`,
    script: `-- Programs from ${last} on run with it.\n${script}`,
  }))
}

const start = async (root?: string) => {
  const holdfast = spawnHoldfast({ DATA_DIR: folder, DATABASE_URL: database.url, FEED_DAYS: '30' }, root)
  await holdfast.ready()
  return holdfast
}

test('every migration after the first says which programs run with it, and names one before it', async () => {
  const migrations = await readMigrations()
  for (const [i, migration] of migrations.entries()) {
    const names = migrations.slice(0, i).map(({ name }) => name)
    if (i > 0)
      expect([migration.name, names]).toEqual([migration.name, expect.arrayContaining([runsFromOf(migration)])])
  }
})

test('a program goes on while a newer one migrates the database by a first step, and starts again after that', async () => {
  const before = await start()
  await live(folder, 'before')
  const [migrations, steps] = [await readMigrations(), await firstSteps()]
  let rounds = 0
  let isMigrated = false
  const living = (async () => {
    while (!isMigrated) await live(folder, `meanwhile ${rounds++}`)
  })()
  expect(await migrate(database.url, [...migrations, ...steps])).toEqual(steps.map(({ name }) => name))
  isMigrated = true
  await living
  await live(folder, 'after')
  expect(await before.end('SIGTERM')).toBe(0)

  const again = await start()
  await live(folder, 'again')
  expect(await again.end('SIGTERM')).toBe(0)
  expect((await verify(database.url)).violations).toEqual([])
  const verified = await runHoldfast(['verify'], { DATABASE_URL: database.url })
  expect([verified.code, verified.stderr]).toEqual([0, ''])
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT count(*)::int AS tasks, sum(later)::int AS later FROM task WHERE status = 'SUCCEEDED'`),
  )
  const tasks = TASKS_PER_LIFE * (3 + rounds)
  expect(rows).toEqual([{ tasks, later: 7 * tasks }])

  // A dump has the new columns, too: only the newer program restores it.
  const dump = join(folder, 'dump')
  expect((await runHoldfast(['dump', dump], { DATABASE_URL: database.url })).code).toBe(0)
  const restored = await runHoldfast(['restore', dump], { DATABASE_URL: inject('databaseUrl') })
  expect(restored.stderr).toContain(`migrated up to ${steps.at(-1)?.name}`)
})

test('a program that does not know a migration of the second step is refused at its start', async () => {
  const migrations = await readMigrations()
  const [step] = await firstSteps()
  if (!step) throw new Error('there is a first step')
  const second = { name: '20990102000000_second', script: `-- Programs from ${step.name} on run with it.\nSELECT 1;` }
  await migrate(database.url, [...migrations, step, second])
  await expect(migrate(database.url, migrations)).rejects.toThrow(`newer Holdfast (${second.name} is not known here)`)
  expect(await migrate(database.url, [...migrations, step])).toEqual([])
})

test.runIf(RELEASE_BEFORE)(
  `the release before (${RELEASE_BEFORE}) runs with the database of this commit, and back`,
  async () => {
    const root = await checkOut(RELEASE_BEFORE ?? '')
    try {
      const name = new URL(database.url).pathname.slice(1)
      await run(inject('databaseUrl'), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
      await run(inject('databaseUrl'), (client) => client.query(`CREATE DATABASE ${name}`))
      for (const [round, at] of [
        ['before', root],
        ['this', undefined],
        ['back', root],
        ['this again', undefined],
      ] as const) {
        const holdfast = await start(at)
        await live(folder, round)
        expect(await holdfast.end('SIGTERM')).toBe(0)
      }
      expect((await verify(database.url)).violations).toEqual([])
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  },
)
