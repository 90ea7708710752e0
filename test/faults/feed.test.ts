// The feed while things fail: a follower sees every change once although connections are cut, acts are numbered once although many
// processes number them, and the events of several cells although a process is killed while it does.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { splitCells } from '../../src/database/splitCell.ts'
import { verify } from '../../src/engine/verify.ts'
import { startHoldfast } from '../../src/holdfast.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { AddMember, Events, Grant, WatchEvents } from '../support/operations.ts'
import { readDemo, spawnHoldfast } from '../support/process.ts'

const GRANTS = 100
const CUTS = 4

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ feedDays: 30 })
})
afterAll(() => holdfast.stop())

/** Ends the connections of the lanes, or of the relays. */
async function cut(name: string): Promise<void> {
  await run(holdfast.database.url, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE '%' || $1 || '%'`,
      [name],
    ),
  )
}

test('a follower sees each change once, in order, while the connections of lanes and relays are cut', async () => {
  const second = await startHoldfast({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    feedDays: 30,
  })
  const elsewhere = new Client(second.url, holdfast.operator.key)
  try {
    const { id } = await holdfast.organization({ credits: 0n })
    const { events } = await holdfast.operator.run(Events, { after: 0, first: 1 })
    const before = events?.newestNumber ?? 0
    const streams = [holdfast.operator, elsewhere].map((client) => client.watch(WatchEvents, { after: before }))
    const last = { organizationId: id, credits: 2 * GRANTS, kind: 'TOP_UP' as const }
    const following = streams.map((stream) =>
      stream.until(
        ({ events: { kind, data } }) => kind === 'GRANT' && (data as { credits: number }).credits === last.credits,
      ),
    )
    const grant = (client: Client, credits: number) =>
      client.run(Grant, { input: { ...last, credits, idempotencyKey: `grant ${credits}` } })
    for (let part = 0; part < CUTS; part++) {
      const grants = Array.from({ length: GRANTS / CUTS }, (_, i) =>
        grant(i % 2 === 0 ? holdfast.operator : elsewhere, 1 + part * (GRANTS / CUTS) + i),
      )
      await cut(part % 2 === 0 ? 'lane' : 'relay')
      await Promise.all(grants)
    }
    await grant(elsewhere, last.credits)
    const [here, there] = (await Promise.all(following)).map((messages) => messages.map((message) => message.events))
    expect(here?.map(({ number }) => number)).toEqual(here?.map((_, i) => before + 1 + i))
    expect(there).toEqual(here)
    const grants = here?.filter(({ kind, organizationId }) => kind === 'GRANT' && organizationId === id)
    expect(grants).toHaveLength(GRANTS + 1)
    await Promise.all(streams.map((stream) => stream.end()))
  } finally {
    await elsewhere.close()
    await second.stop()
  }
})

test('each act that the lane does not decide has one number, although every process numbers them', async () => {
  const others = await Promise.all(
    Array.from({ length: 2 }, () =>
      startHoldfast({
        databaseUrl: holdfast.database.url,
        log: pino({ level: 'silent' }),
        host: '127.0.0.1',
        port: 0,
        feedDays: 30,
      }),
    ),
  )
  try {
    const { id } = await holdfast.organization({ credits: 0n })
    const stream = holdfast.operator.watch(WatchEvents, { after: 0, organizationId: id, kinds: ['MEMBER_ACT'] })
    const names = Array.from({ length: 60 }, (_, i) => `member ${i}`)
    const following = stream.until(() => stream.messages.length === names.length)
    for (const name of names) {
      await holdfast.operator.run(AddMember, { input: { organizationId: id, name, role: 'MEMBER' } })
    }
    const told = (await following).map(({ events }) => (events.data as { after: { name: string } }).after.name)
    expect(told).toEqual(names)
    await stream.end()
  } finally {
    await Promise.all(others.map((each) => each.stop()))
  }
})

test('a process that is killed after it has numbered events, before it has deleted them, loses and doubles none', async () => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-feed-'))
  const rows = async (sql: string) => (await run(database.url, (client) => client.query(sql))).rows
  const start = async () => {
    const started = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url, FEED_DAYS: '30' })
    await started.ready()
    return started
  }
  const killed = await start()
  await splitCells(database.url, 2)
  // Deletions wait for a lock that this test holds.
  await rows(`
    CREATE FUNCTION wait_to_delete() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NULL; END';
    CREATE TRIGGER wait_to_delete BEFORE DELETE ON feed_pending EXECUTE FUNCTION wait_to_delete()`)
  const holder = new pg.Client({ connectionString: database.url })
  await holder.connect()
  await holder.query('SELECT pg_advisory_lock(42)')
  const grant = async (credits: number) => {
    const { operatorKey, organizationId, url } = await readDemo(dataDir)
    return new Client(url, operatorKey).run(Grant, { input: { organizationId, credits, kind: 'TOP_UP' } })
  }
  const deleting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'DELETE FROM public.feed_pending%'`
  try {
    await grant(7)
    await vi.waitUntil(async () => (await rows(deleting)).length > 0, { timeout: 15_000 })
    await killed.end('SIGKILL')
    // Its backends would go on.
    await rows(`SELECT pg_terminate_backend(pid) FROM (${deleting}) AS waiting`)
    await vi.waitUntil(async () => (await rows(deleting)).length === 0)
    expect((await rows('SELECT FROM feed_pending')).length).toBeGreaterThan(0)
    expect((await verify(database.url)).violations).toEqual([])
    await holder.end()
    const next = await start()
    await grant(8)
    const { operatorKey, url } = await readDemo(dataDir)
    const client = new Client(url, operatorKey)
    const { events: page } = await client.run(Events, { after: 0, first: 100, kinds: ['GRANT'] })
    const credits = page?.events.map(({ data }) => (data as { credits: number }).credits)
    expect(credits?.slice(-2)).toEqual([7, 8])
    await vi.waitUntil(async () => (await rows('SELECT FROM feed_pending')).length === 0, { timeout: 15_000 })
    await next.end('SIGTERM')
    expect((await verify(database.url)).violations).toEqual([])
  } finally {
    await holder.end()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
})
