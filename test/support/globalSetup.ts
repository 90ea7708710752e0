// Starts one PostgreSQL for the whole run, with a migrated template from which each test copies its own database.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { migrateQueue } from '../../src/queue/queue.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a database of the test run's PostgreSQL. */
    databaseUrl: string
    /** The name of the migrated database to copy. */
    templateName: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'holdfast-test-'))
  const postgres = await startEmbeddedPostgres(directory)
  const templateName = 'template_holdfast'
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateName}`)
  await client.end()
  const templateUrl = postgres.url.replace(/\/holdfast$/, `/${templateName}`)
  await migrate(templateUrl)
  await migrateQueue(templateUrl)
  project.provide('databaseUrl', postgres.url)
  project.provide('templateName', templateName)
  return async () => {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
