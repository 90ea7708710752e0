// Migrations: brings a database to the shape that this version needs, in plain Prisma migrations.
//
// Each is applied in one transaction together with the row that says so: a process killed in the middle leaves
// nothing half done, and the next start continues. The rows are in Prisma's own `_prisma_migrations` table, so
// `prisma migrate` can still be used. Its column `logs` keeps which older programs run with a migration that they don't know.

import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT, Failure } from '../failure.ts'
import { type Client, createClient, UNHURRIED } from './connect.ts'
import { LOCKS } from './locks.ts'
import { makePartitions } from './partitions.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations')

/** As Prisma makes it. */
const MIGRATIONS_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

/** The first line of a migration: the newest one that a program must know, for a database that has been migrated further. */
const RUNS_FROM = /^-- Programs from (\S+) on run with it\.\n/

export interface Migration {
  /** The name of its folder; migrations are applied in the order of their names. */
  readonly name: string
  readonly script: string
}

/** Applies what is missing. Answers the names of what was applied. */
export async function migrate(url: string, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations())
  const client = createClient(url, { name: 'holdfast migrate', timeouts: UNHURRIED })
  await client.connect()
  try {
    await client.query(`SELECT pg_advisory_lock($1)`, [LOCKS.migration])
    const missing = await missingMigrations(client, wanted)
    for (const migration of missing) await apply(client, migration)
    // Before anything is written to tables that are new. Later ones are made by a job, for which no start waits.
    if (!migrations && missing.length > 0) await makePartitions(url, new Date())
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Throws a Failure unless the database is at the version of this Holdfast, or a newer one with which it runs. Changes nothing. */
export async function requireMigrated(url: string, migrations?: readonly Migration[]): Promise<void> {
  const client = createClient(url, { name: 'holdfast start' })
  await client.connect()
  try {
    const wanted = migrations ?? (await readMigrations())
    const missing = await missingMigrations(client, wanted)
    if (missing.length === 0) return
    const state =
      missing.length === wanted.length
        ? 'has no tables of Holdfast yet'
        : `is of an older Holdfast (${missing.map(({ name }) => name).join(', ')} is missing)`
    throw new Failure(EXIT.VERSION, `The database ${state}. Migrate it first: npx holdfast migrate.`)
  } finally {
    await client.end()
  }
}

/** Throws a Failure if the database is of a newer version with which this one does not run, or of one that can't be migrated. */
async function missingMigrations(client: Client, wanted: readonly Migration[]): Promise<Migration[]> {
  const rows = await appliedMigrations(client)
  if (rows.some((row) => isOfBefore(row, wanted))) throw new Failure(EXIT.VERSION, OF_BEFORE)
  const applied = rows.map(({ name }) => name)
  const isKnown = (name: string | null) => wanted.some((migration) => migration.name === name)
  const unknown = rows.filter(({ name, runsFrom }) => !isKnown(name) && !isKnown(runsFrom)).map(({ name }) => name)
  if (unknown.length > 0) {
    throw new Failure(
      EXIT.VERSION,
      `The database was migrated by a newer Holdfast (${unknown.join(', ')} is not known here). Use that version.`,
    )
  }
  return wanted.filter(({ name }) => !applied.includes(name))
}

const OF_BEFORE =
  'The database was made by a Holdfast before 0.1.0, and such databases are not migrated. Start with an empty one: ' +
  'another DATABASE_URL or, without DATABASE_URL, another DATA_DIR.'

/** Returns whether a migration was applied before the first release: it is older than the first one, or another of its name. */
function isOfBefore({ name, checksum }: Applied, wanted: readonly Migration[]): boolean {
  const known = wanted.find((migration) => migration.name === name)
  return known ? checksum !== checksumOf(known) : name < (wanted[0]?.name ?? '')
}

const checksumOf = ({ script }: Migration) => createHash('sha256').update(script).digest('hex')

/** The oldest migration of the programs that run with this one; null: only those that know it. */
export const runsFromOf = ({ script }: Migration): string | null => RUNS_FROM.exec(script)?.[1] ?? null

export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true })
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  return Promise.all(
    names.map(async (name) => ({ name, script: await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8') })),
  )
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await applyWithin(client, migration)
    await client.query('COMMIT')
  } catch (error) {
    throw new Error(`The migration ${migration.name} can't be applied.`, { cause: error })
  }
}

/** Applies a migration in the transaction that the client is in. */
export async function applyWithin(client: Client, migration: Migration): Promise<void> {
  const { name, script } = migration
  await client.query(MIGRATIONS_TABLE)
  await client.query(script)
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksumOf(migration), name, runsFromOf(migration)],
  )
}

interface Applied {
  readonly name: string
  readonly checksum: string
  readonly runsFrom: string | null
}

/** Throws a Failure if one was begun and not finished. */
export async function appliedMigrations(client: Client): Promise<Applied[]> {
  const { rows: tables } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`)
  if (!tables[0].made) return []
  const { rows } = await client.query<Applied & { finished: boolean }>(
    `SELECT migration_name AS name, checksum, logs AS "runsFrom", finished_at IS NOT NULL AS finished
     FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const broken = rows.find((row) => !row.finished)
  if (broken) {
    throw new Failure(
      EXIT.VERSION,
      `The migration ${broken.name} was begun and not finished. Look what it left, then mark it with ` +
        '"prisma migrate resolve --rolled-back" or "--applied".',
    )
  }
  return rows
}
