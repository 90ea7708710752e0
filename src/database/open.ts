// The database that the settings name: the one at DATABASE_URL, or else the embedded one in the data folder.

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { EXIT, Failure } from '../failure.ts'
import { awaitDatabase, explain } from './await.ts'
import { createClient } from './connect.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { migrate, requireMigrated } from './migrate.ts'

export interface Database {
  readonly url: string
  /** The names of the migrations that were applied when it was opened. */
  readonly applied: readonly string[]
  stop(): Promise<void>
}

export interface Opening {
  /**
   * READ: unchanged, possibly a standby. WRITE: unchanged. MIGRATE: created if it does not exist, and migrated to this version.
   * NEW: created if it does not exist, and left unchanged. READ and WRITE refuse a database of another version.
   */
  readonly for: 'READ' | 'WRITE' | 'MIGRATE' | 'NEW'
  /** Called with a line about the reason of a wait. */
  readonly onWait: (line: string) => void
  /** Ends the wait. */
  readonly signal?: AbortSignal
}

/** Finds or starts the database, and waits until it can be used. Throws a Failure if it can't be. */
export async function openDatabase({ databaseUrl, dataDir }: Config, opening: Opening): Promise<Database> {
  const isNew = opening.for === 'MIGRATE' || opening.for === 'NEW'
  const { url, stop } = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startEmbedded(join(dataDir, 'postgres'), isNew)
  try {
    await awaitDatabase({ ...opening, url, writes: opening.for !== 'READ' })
    let applied: string[] = []
    if (opening.for === 'MIGRATE') applied = await migrate(url)
    else if (opening.for !== 'NEW') await requireMigrated(url)
    if (opening.for === 'MIGRATE' || opening.for === 'WRITE') await requireRights(url)
    return { url, applied, stop }
  } catch (error) {
    await stop()
    throw error instanceof Failure || opening.signal?.aborted ? error : failureOf(error, url)
  }
}

/** Returns a failure of the database as one line; throws any other error. */
export function failureOf(error: unknown, url: string): Failure {
  const { cause } = (error ?? {}) as { cause?: unknown }
  const failure = explain(cause instanceof Error ? cause : error, createClient(url, { name: 'holdfast start' }))
  return new Failure(failure.code, `DATABASE_URL: ${failure.message}`, { cause: error })
}

async function startEmbedded(folder: string, isNew: boolean) {
  const isThere = await stat(join(folder, 'cluster')).then(
    () => true,
    () => false,
  )
  if (!isThere && !isNew) {
    const message = `There is no database in DATA_DIR yet (${folder}): start Holdfast once, or set DATABASE_URL to another.`
    throw new Failure(EXIT.USAGE, message)
  }
  try {
    return await startEmbeddedPostgres(folder)
  } catch (error) {
    const { code, path } = error as { code?: string; path?: string }
    if (code !== 'EACCES' && code !== 'ENOTDIR' && code !== 'EROFS' && code !== 'EEXIST') throw error
    throw new Failure(EXIT.USAGE, `DATA_DIR must be a folder that can be written to: ${path} (${code}).`, {
      cause: error,
    })
  }
}

/** Throws a Failure if the database's user may not read and write every table. */
async function requireRights(url: string): Promise<void> {
  const client = createClient(url, { name: 'holdfast start' })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND relname <> '_prisma_migrations'
        AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'UPDATE'))
      ORDER BY relname LIMIT 3`)
    if (rows.length === 0) return
    const tables = rows.map(({ name }) => name).join(', ')
    const message = `DATABASE_URL: the user "${client.user}" may not read and write ${tables} in the database "${client.database}". Make it the owner of the tables.`
    throw new Failure(EXIT.REFUSED, message)
  } finally {
    await client.end()
  }
}
