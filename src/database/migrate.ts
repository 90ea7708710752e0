// Migrations: brings a database to the shape that this version needs, in plain Prisma migrations.
//
// Each is applied in one transaction together with the row that says so: a process killed in the middle leaves
// nothing half done, and the next start goes on. The rows are those of Prisma's own `_prisma_migrations` table, so
// `prisma migrate` stays usable beside it.

import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, createClient, UNHURRIED } from './connect.ts'
import { makePartitions } from './partitions.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations')
const POSTGRES_VERSION_MIN = 15
/** Held while a process migrates, so that two that start together don't both try. */
const MIGRATION_LOCK = 4_701_346_712_901n

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
    await checkVersion(client)
    await client.query(`SELECT pg_advisory_lock($1)`, [MIGRATION_LOCK])
    const applied = await appliedMigrations(client)
    const unknown = applied.filter((name) => !wanted.some((migration) => migration.name === name))
    if (unknown.length > 0) {
      throw new Error(
        `The database was migrated by a newer Holdfast (${unknown.join(', ')} is not known here). Start that version.`,
      )
    }
    const missing = wanted.filter(({ name }) => !applied.includes(name))
    for (const migration of missing) await apply(client, migration)
    // Before anything is written to tables that are new. Later ones are made by a job, for which no start waits.
    if (!migrations && missing.length > 0) await makePartitions(url, new Date())
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true })
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  return Promise.all(
    names.map(async (name) => ({ name, script: await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8') })),
  )
}

async function apply(client: Client, { name, script }: Migration): Promise<void> {
  const checksum = createHash('sha256').update(script).digest('hex')
  await client.query('BEGIN')
  try {
    await client.query(MIGRATIONS_TABLE)
    await client.query(script)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    throw new Error(`The migration ${name} can't be applied.`, { cause: error })
  }
}

async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query(`SHOW server_version_num`)
  const major = Math.floor(Number(rows[0].server_version_num) / 10_000)
  if (major < POSTGRES_VERSION_MIN) {
    throw new Error(`Holdfast needs PostgreSQL ${POSTGRES_VERSION_MIN} or newer; DATABASE_URL leads to ${major}.`)
  }
}

async function appliedMigrations(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`)
  if (!tables[0].made) return []
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const broken = rows.find((row) => !row.finished)
  if (broken) {
    throw new Error(
      `The migration ${broken.name} was begun and not finished. Look what it left, then mark it with ` +
        '"prisma migrate resolve --rolled-back" or "--applied".',
    )
  }
  return rows.map((row) => row.name)
}
