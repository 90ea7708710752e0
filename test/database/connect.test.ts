// Every connection to PostgreSQL has its timeouts and its keepalive, and is closed once it is silent.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPrisma } from '../../src/database/client.ts'
import { createClient, createPool, TIMEOUTS, UNHURRIED } from '../../src/database/connect.ts'
import { isUnavailable } from '../../src/database/retry.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startProxy } from '../support/proxy.ts'

const SOURCES = join(import.meta.dirname, '../../src')
/** What makes connections, and what makes migrations while Holdfast is developed. */
const CONNECTORS = ['database/client.ts', 'database/connect.ts', 'database/sharedPool.ts', 'database/writeMigration.ts']

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('connections are made in one place', async () => {
  const files = (await readdir(SOURCES, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const connecting: string[] = []
  for (const file of files) {
    if (file.includes('generated')) continue
    const source = await readFile(join(SOURCES, file), 'utf8')
    const makes = /new (pg\.)?(Pool|Client|ClosingClient|PrismaPg)\(|extends (pg\.(Pool|Client)|PrismaPg)\b/.test(
      source,
    )
    // graphile-worker makes a pool of its own when it is given a url.
    const lends = /connectionString/.test(source)
    if (makes || lends) connecting.push(file)
  }
  expect(connecting.toSorted()).toEqual(CONNECTORS)
})

test('PostgreSQL knows the timeouts and the keepalive of each session, in addition to the settings of the URL', async () => {
  const show = `SELECT name, setting FROM pg_settings WHERE name ~ '^tcp_|_timeout$' OR name = 'work_mem'`
  const url = new URL(database.url)
  url.searchParams.set('options', '-c work_mem=5MB')
  const pool = createPool(url.href, 1, { name: 'holdfast test' })
  const settings = Object.fromEntries((await pool.query(show)).rows.map(({ name, setting }) => [name, setting]))
  await pool.end()
  expect(settings).toMatchObject({
    tcp_user_timeout: '10000',
    tcp_keepalives_idle: '5',
    tcp_keepalives_interval: '2',
    tcp_keepalives_count: '3',
    statement_timeout: String(TIMEOUTS.statementMs),
    lock_timeout: String(TIMEOUTS.lockMs),
    idle_in_transaction_session_timeout: String(TIMEOUTS.idleInTransactionMs),
    work_mem: '5120',
  })
})

test('a connection without an answer in time is closed, and a pool never gives it out again', async () => {
  const proxy = await startProxy(database.url)
  const timeouts = { ...UNHURRIED, answerMs: 500 }
  const pool = createPool(proxy.url, 1, { name: 'holdfast test', timeouts })
  try {
    const client = await pool.connect()
    await client.query('BEGIN')
    proxy.swallow()
    const failure = await client.query('SELECT 1').catch((error) => error)
    expect(isUnavailable(failure)).toBe(true)
    // As Prisma hands the connection of a transaction back: it asks for a rollback, and tells the pool of no error.
    expect(await client.query('ROLLBACK').catch(isUnavailable)).toBe(true)
    client.release()
    expect((await pool.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }])
  } finally {
    await pool.end()
    proxy.stop()
  }
})

test('if a pool has no free connection in time, the database counts as unavailable', async () => {
  const pool = createPool(database.url, 1, { name: 'holdfast test' })
  const client = await pool.connect()
  const failure = await pool.query('SELECT 1').catch((error) => error)
  expect(isUnavailable(failure)).toBe(true)
  client.release()
  await pool.end()
})

test('a client ends even if its peer never closes its side', async () => {
  const proxy = await startProxy(database.url)
  const client = createClient(proxy.url, { name: 'holdfast test' })
  await client.connect()
  proxy.swallow()
  await client.end()
  proxy.stop()
})

test('a lock that another session keeps is waited for within bounds, and Prisma says that the database is unavailable', async () => {
  const prisma = createPrisma(database.url)
  const holder = createClient(database.url, { name: 'a test', timeouts: UNHURRIED })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT FROM price_book FOR UPDATE')
  await holder.query(`SELECT pg_advisory_xact_lock(4711)`)
  const failures = await Promise.all(
    [
      prisma.priceBook.update({ where: { id: 1 }, data: { version: { increment: 1 } } }),
      prisma.$executeRaw`UPDATE price_book SET version = version + 1`,
      prisma.$transaction((transaction) => transaction.$executeRaw`SELECT pg_advisory_xact_lock(4711)`),
      prisma.$queryRaw`SELECT pg_sleep(30)::text`,
    ].map((promise) =>
      promise.then(
        () => null,
        (error) => error,
      ),
    ),
  )
  expect(failures.map(isUnavailable)).toEqual([true, true, true, true])
  await holder.end()
  await prisma.$disconnect()
})
