// PgBouncer: Holdfast refuses to start through it if sessions are shared, and only then.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awaitDatabase } from '../../src/database/await.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { IGNORED, startPgBouncer } from '../support/pgbouncer.ts'
import { runHoldfast, spawnHoldfast } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** Fails if it has to wait. */
const start = (url: string, writes = true) =>
  awaitDatabase({
    url,
    writes,
    waitMsMax: 0,
    onWait: (line) => {
      throw new Error(line)
    },
  })

const SENTENCE =
  /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:\d+ is a pooler in transaction mode \(such as PgBouncer with pool_mode = transaction\), and Holdfast needs sessions: connect to PostgreSQL itself, or set pool_mode = session\.$/

test.each([
  ['transaction mode', {}],
  ['transaction mode with one connection', { default_pool_size: '1' }],
  ['transaction mode that hands out the connection that was idle for longest', { server_round_robin: '1' }],
  ['transaction mode that resets what it hands out', { server_reset_query_always: '1' }],
  ['statement mode', { pool_mode: 'statement' }],
])('PgBouncer in %s is refused with a sentence, whether it is idle or busy', async (_mode, settings) => {
  const bouncer = await startPgBouncer(database.url, {
    pool_mode: 'transaction',
    ignore_startup_parameters: IGNORED,
    ...settings,
  })
  const others = Array.from({ length: 6 }, () => new pg.Client({ connectionString: bouncer.url }))
  try {
    for (let time = 0; time < 5; time++) await expect(start(bouncer.url)).rejects.toThrow(SENTENCE)
    // Connections that the pool has by now, in any number and order, are used by others meanwhile.
    await Promise.all(others.map((client) => client.connect()))
    let isOver = false
    const busy = others.map(async (client) => {
      while (!isOver) await client.query('SELECT 1')
    })
    for (let time = 0; time < 5; time++) await expect(start(bouncer.url)).rejects.toThrow(SENTENCE)
    isOver = true
    await Promise.all(busy)
    // Whoever only reads needs no session.
    await start(bouncer.url, false)
  } finally {
    await Promise.all(others.map((client) => client.end()))
    await bouncer.stop()
  }
})

test('PgBouncer in session mode and PostgreSQL itself are accepted', async () => {
  const bouncer = await startPgBouncer(database.url, {
    pool_mode: 'session',
    ignore_startup_parameters: IGNORED,
    default_pool_size: '90',
  })
  try {
    for (const url of [bouncer.url, database.url]) {
      for (let time = 0; time < 5; time++) await Promise.all(Array.from({ length: 4 }, () => start(url)))
    }
  } finally {
    await bouncer.stop()
  }
})

test('the error names a PgBouncer that refuses the settings of Holdfast’s sessions', async () => {
  const bouncer = await startPgBouncer(database.url, { pool_mode: 'session' })
  try {
    await expect(start(bouncer.url)).rejects.toThrow(
      /^DATABASE_URL: PostgreSQL at \S+ is a pooler that refuses the limits which Holdfast sets for its sessions \(unsupported startup parameter.*\)\. Connect to PostgreSQL itself\.$/,
    )
  } finally {
    await bouncer.stop()
  }
})

test('Holdfast fails to start with one line and exit code 4 in transaction mode, and starts in session mode', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-pgbouncer-'))
  const pooled = (pool_mode: string) =>
    startPgBouncer(database.url, { pool_mode, ignore_startup_parameters: IGNORED, default_pool_size: '90' })
  const [transactions, sessions] = await Promise.all([pooled('transaction'), pooled('session')])
  try {
    const refused = await runHoldfast(['serve'], { DATABASE_URL: transactions.url })
    expect(refused).toMatchObject({ code: 4, stdout: '' })
    expect(refused.stderr).toMatch(/^holdfast: DATABASE_URL: .* is a pooler in transaction mode .*\n$/)
    const holdfast = spawnHoldfast({ DATABASE_URL: sessions.url, DATA_DIR: dataDir })
    await holdfast.ready()
    expect(await holdfast.end('SIGTERM')).toBe(0)
  } finally {
    await Promise.all([transactions.stop(), sessions.stop()])
    await rm(dataDir, { recursive: true, force: true })
  }
})
