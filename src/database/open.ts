// The database that the settings name: the one at DATABASE_URL, or else the embedded one in the data folder.

import { join } from 'node:path'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { migrate } from './migrate.ts'

export interface Database {
  readonly url: string
  stop(): Promise<void>
}

/** Finds or starts it, and migrates it. */
export async function openDatabase({ databaseUrl, dataDir }: Config): Promise<Database> {
  const database = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startEmbeddedPostgres(join(dataDir, 'postgres'))
  try {
    await migrate(database.url)
  } catch (error) {
    await database.stop()
    throw error
  }
  return database
}
