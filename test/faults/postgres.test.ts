// PostgreSQL fails under load in every way: it is killed, stopped, silent, or slow to end a session.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { LOCKS } from '../../src/database/locks.ts'
import { migrate } from '../../src/database/migrate.ts'
import { makePartitions } from '../../src/database/partitions.ts'
import { Lane } from '../../src/engine/lane.ts'
import { verify } from '../../src/engine/verify.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { grantLot } from '../../src/wallets/grants.ts'
import { freezeHold } from '../../src/wallets/holds.ts'
import { run } from '../support/database.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

const CLIENTS = 50
const log = pino({ level: 'silent' })

let folder: string
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let proxy: DatabaseProxy

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-postgres-'))
  postgres = await startEmbeddedPostgres(folder)
  await migrate(postgres.url)
  proxy = await startProxy(postgres.url)
})
afterAll(async () => {
  expect((await verify(postgres.url)).violations).toEqual([])
  proxy.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Freezes one credit after the other by many clients while `trouble` happens; all must succeed, each exactly once. */
async function underLoad(lanes: Lane[], trouble: (frozen: () => Promise<void>) => Promise<void>): Promise<void> {
  const organizationId = uuidv7()
  await run(postgres.url, (client) =>
    client.query(`INSERT INTO organization VALUES ($1, 'Test', 'LIVE', now(), true, 'UTC')`, [organizationId]),
  )
  const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP' as const, credits: 1_000_000n }
  await lanes[0]?.run(grantLot({ organizationId, creditType: 'music', walletId: uuidv7() }, () => lot, null))

  const holds: string[] = []
  let next = Promise.withResolvers<void>()
  let isOver = false
  const clients = Array.from({ length: CLIENTS }, async (_, i) => {
    while (!isOver) {
      const hold = { holdId: uuidv7(), credits: 1n, purpose: null, description: null, expiresAt: null }
      const outcome = await lanes[i % lanes.length]?.run(
        freezeHold(organizationId, organizationId, 'music', hold, null),
      )
      expect(outcome?.kind).toBe('decided')
      holds.push(hold.holdId)
      if (holds.length % 100 === 0) {
        next.resolve()
        next = Promise.withResolvers()
      }
    }
  })
  await trouble(() => next.promise)
  await next.promise
  isOver = true
  await Promise.all(clients)
  const { rows } = await run(postgres.url, (client) =>
    client.query(`SELECT id FROM hold WHERE organization_id = $1 ORDER BY id`, [organizationId]),
  )
  expect(rows.map(({ id }) => id)).toEqual(holds.toSorted())
}

test('work continues each time that PostgreSQL is back after it was killed', async () => {
  const lane = new Lane({ url: proxy.url, log })
  await underLoad([lane], async (frozen) => {
    for (let kill = 0; kill < 3; kill++) {
      await frozen()
      const [pid] = (await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGKILL')
      postgres = await startEmbeddedPostgres(folder)
      proxy.leadTo(postgres.url)
    }
  })
  await lane.close()
})

test('work continues each time that PostgreSQL ends the session of a lane', async () => {
  const lanes = [new Lane({ url: postgres.url, log }), new Lane({ url: postgres.url, log })]
  await underLoad(lanes, async (frozen) => {
    for (let i = 0; i < 20; i++) {
      await frozen()
      await run(postgres.url, (client) =>
        client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holdfast lane'`),
      )
    }
  })
  await Promise.all(lanes.map((lane) => lane.close()))
})

test('work continues each time that statements are canceled', async () => {
  const lane = new Lane({ url: postgres.url, log })
  await underLoad([lane], async (frozen) => {
    for (let i = 0; i < 20; i++) {
      await frozen()
      await run(postgres.url, (client) =>
        client.query(
          `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'holdfast lane' AND state = 'active'`,
        ),
      )
    }
  })
  await lane.close()
})

test('the lane gives up a connection that never answers, and another lane works meanwhile', async () => {
  const [silent, other] = [new Lane({ url: proxy.url, log }), new Lane({ url: postgres.url, log })]
  await underLoad([silent, other], async (frozen) => {
    await frozen()
    proxy.swallow()
    // Long enough that the silent lane has sent its next batch into the void.
    for (let i = 0; i < 5; i++) await frozen()
  })
  await Promise.all([silent.close(), other.close()])
})

test('the lane waits again after its wait for the lock was canceled', async () => {
  const holder = new pg.Client({ connectionString: postgres.url })
  await holder.connect()
  const lane = new Lane({ url: postgres.url, log })
  await underLoad([lane], async (frozen) => {
    await frozen()
    await holder.query('SELECT pg_advisory_lock($1)', [LOCKS.lane])
    for (let canceled = 0; canceled < 3; ) {
      const { rowCount } = await holder.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'holdfast lane' AND wait_event = 'advisory'`,
      )
      canceled += rowCount ?? 0
    }
    await holder.end()
  })
  await lane.close()
})

test('a lane that is stopped in the middle of a batch delays the others for a moment only', async () => {
  // As a suspended process does: it has the lock and a transaction, and doesn’t move.
  const stopped = new pg.Client({
    connectionString: postgres.url,
    idle_in_transaction_session_timeout: 1_000,
  })
  stopped.on('error', () => {})
  await stopped.connect()
  const lane = new Lane({ url: postgres.url, log })
  await underLoad([lane], async (frozen) => {
    await frozen()
    await stopped.query('SELECT pg_advisory_lock($1)', [LOCKS.lane])
    await stopped.query('BEGIN')
  })
  await lane.close()
})

test('a process that is cut off while it verifies or prepares the database fails, and affects no other process', async () => {
  const works = [
    () => verify(proxy.url),
    () => migrate(proxy.url),
    (year: number) => makePartitions(proxy.url, new Date(Date.UTC(year, 0))),
  ]
  for (const work of works) {
    let failures = 0
    for (let bytes = 1_000; bytes < 4_000; bytes += 600) {
      const cutting = proxy.afterBytes(bytes).then(() => proxy.cut())
      const working = work(2_040 + bytes / 200).then(
        () => 'done',
        () => failures++,
      )
      await Promise.race([cutting, working])
      await working
    }
    expect(failures).toBeGreaterThan(0)
  }
})
