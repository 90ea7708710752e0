// Creates a migrated, empty database for a test.

import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { LOCKS } from '../../src/database/locks.ts'
import { copyOnCluster, dropOnCluster } from './cluster.ts'

export interface TestDatabase {
  readonly name: string
  readonly url: string
  drop(): Promise<unknown>
}

/** Copies the migrated template, or another database that has no connections. */
export async function createTestDatabase(template = inject('templateName')): Promise<TestDatabase> {
  const adminUrl = inject('databaseUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  if (process.env.CITUS_URL) {
    await copyOnCluster(adminUrl, template, name)
    return { name, url: urlOf(adminUrl, name), drop: () => dropOnCluster(adminUrl, name) }
  }
  await run(adminUrl, async (client) => {
    await client.query(`SELECT pg_advisory_lock($1)`, [LOCKS.templateCopy])
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return {
    name,
    url: urlOf(adminUrl, name),
    drop: () => run(adminUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  }
}

/** The URL of another database of the same server. */
function urlOf(url: string, name: string): string {
  return url.replace(/\/holdfast$/, `/${name}`)
}

/** Runs a test's own SQL on a database, bypassing Holdfast. */
export async function run<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  // A statement that is under way fails with it.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
