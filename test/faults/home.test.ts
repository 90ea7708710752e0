// The process that decides for all dies, is suspended, or can't be reached: nothing is lost or made twice, and another one takes over
// within five seconds.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { splitCells } from '../../src/database/splitCell.ts'
import { verify } from '../../src/engine/verify.ts'
import { decodeGlobalId } from '../../src/graphql/ids.ts'
import { type Holdfast, type HoldfastOptions, startHoldfast } from '../../src/holdfast.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { Grant, Submit } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'
import { untilElsewhere, untilHome } from '../support/second.ts'

const CLIENTS = 20
const TAKEOVER_MS_MAX = 5_000
const WAIT = { timeout: 20_000 }
/** Of tasks with a key, of others, and of the one that is sent to a suspended home. */
const [KEYED_MS, OTHER_MS, LOST_MS] = [10, 11, 12]

let dataDir: string
let database: TestDatabase
/** A process of its own, which is killed and suspended. */
let home: HoldfastProcess
/** In here, with the same settings. */
let other: Holdfast
let member: Client
/** The ids of the tasks that were answered. */
const ids = new Set<string>()

const environment = () => ({
  ...{ DATA_DIR: dataDir, DATABASE_URL: database.url, DEMO: 'on' },
  AUTH_SECRET: 'the secret of both processes, which is long enough',
})

/** Starts the process that is to be the home, when nobody else is. */
async function startHome(): Promise<void> {
  home = spawnHoldfast(environment())
  await home.ready()
  await vi.waitUntil(holder, WAIT)
}

async function startHere(options: Partial<HoldfastOptions> = {}): Promise<Holdfast> {
  const { server, secret, mail, payments } = readConfig(environment())
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const given = { ...server, secret, mail, payments, rates: null, ...options }
  const started = await startHoldfast({ databaseUrl: database.url, log, host: '127.0.0.1', port: 0, ...given })
  member = new Client(started.url, (await readDemo(dataDir)).memberKey)
  return started
}

/** The id of the lane of the process that holds the lease; null: nobody does. */
const holder = () =>
  run(database.url, async (client) => (await client.query('SELECT process_id AS id FROM home')).rows[0]?.id ?? null)

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-home-'))
  database = await createTestDatabase()
  await startHome()
  other = await startHere()
  const { operatorKey, organizationId } = await readDemo(dataDir)
  await new Client(other.url, operatorKey).run(Grant, { input: { organizationId, credits: 1_000_000, kind: 'TOP_UP' } })
})
afterAll(async () => {
  await home.end('SIGKILL')
  await other.stop()
  expect((await verify(database.url)).violations).toEqual([])
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT organization_id || '/' || id AS id FROM task WHERE input -> 'sandbox' ->> 'durationMs' = $1`, [
      String(KEYED_MS),
    ]),
  )
  expect(new Set(rows.map(({ id }) => id))).toEqual(ids)
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Clients at the other process that submit under a key until it is answered, as long as `work` takes. Returns the answers. */
async function submitting(name: string, work: () => Promise<void>) {
  const answered = new Map<string, string>()
  let unavailable = 0
  let isOver = false
  const submit = async (idempotencyKey: string) => {
    const input = { model: 'suno', operation: 'music', input: { sandbox: { durationMs: KEYED_MS } }, idempotencyKey }
    while (true) {
      const { data, errors } = await member.send(Submit, { input })
      if (data?.submitTask?.__typename === 'SubmitTaskSuccess') {
        answered.set(idempotencyKey, data.submitTask.task.id)
        return
      }
      expect(errors?.[0]?.extensions, JSON.stringify(data)).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1_000 })
      unavailable++
    }
  }
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let i = 0; !isOver; i++) await submit(`${name} ${client} ${i}`)
  })
  await expect.poll(() => answered.size, WAIT).toBeGreaterThan(10 * CLIENTS)
  await work()
  const before = answered.size
  await expect.poll(() => answered.size, WAIT).toBeGreaterThan(before + 5 * CLIENTS)
  isOver = true
  await Promise.all(clients)
  // Each key has one task, and each task one key.
  expect(new Set(answered.values()).size).toBe(answered.size)
  for (const id of answered.values()) ids.add(decodeGlobalId(id).id)
  return { unavailable }
}

test('the home is killed under load: the other process takes over within five seconds', async () => {
  await untilElsewhere(other)
  await submitting('killed', async () => {
    const began = performance.now()
    await home.end('SIGKILL')
    await untilHome(other)
    expect(performance.now() - began).toBeLessThan(TAKEOVER_MS_MAX)
  })
})

test('the home is suspended under load: what it does not answer is UNAVAILABLE, and the other process takes over', async () => {
  await other.stop()
  await startHome()
  other = await startHere()
  await untilElsewhere(other)
  const { unavailable } = await submitting('suspended', async () => {
    const began = performance.now()
    process.kill(home.pid, 'SIGSTOP')
    const lost = member.send(Submit, {
      input: { model: 'suno', operation: 'music', input: { sandbox: { durationMs: LOST_MS } } },
    })
    await untilHome(other)
    expect(performance.now() - began).toBeLessThan(TAKEOVER_MS_MAX)
    expect((await lost).errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE' })
  })
  expect(unavailable).toBeGreaterThan(0)
  // Once it goes on, it finds that it has lost the lease, and sends its mutations to the other one.
  process.kill(home.pid, 'SIGCONT')
  const { url, memberKey } = await readDemo(dataDir)
  const input = { model: 'suno', operation: 'music', input: { sandbox: { durationMs: OTHER_MS } } }
  const again = async () => (await new Client(url, memberKey).send(Submit, { input })).data?.submitTask?.__typename
  await expect.poll(again, WAIT).toBe('SubmitTaskSuccess')
  expect(other.app.home.isHome).toBe(true)
  // It runs nothing that was answered with UNAVAILABLE meanwhile: the caller may have lost the right to it.
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT id FROM task WHERE input -> 'sandbox' ->> 'durationMs' = $1`, [String(LOST_MS)]),
  )
  expect(rows).toEqual([])
})

test('a home whose address can’t be reached decides in turns with the others', async () => {
  await home.end('SIGTERM')
  await other.stop()
  // Port 1 of this machine refuses.
  other = await startHere({ peerAddresses: ['127.0.0.1:1'] })
  const near = member
  await untilHome(other)
  const apart = await startHere()
  try {
    const input = { model: 'suno', operation: 'music', input: { sandbox: { durationMs: OTHER_MS } } }
    for (const client of [near, member, near, member]) {
      expect((await client.run(Submit, { input })).submitTask?.__typename).toBe('SubmitTaskSuccess')
    }
    expect(apart.app.home.isElsewhere).toBe(false)
  } finally {
    await apart.stop()
  }
})

test('the home of one of two cells is killed under load: the other process takes both within five seconds', async () => {
  await other.stop()
  await splitCells(database.url, 2)
  other = await startHere()
  await vi.waitUntil(() => other.app.home.cells.length === 2, WAIT)
  home = spawnHoldfast(environment())
  await home.ready()
  // Each has one.
  await vi.waitUntil(() => other.app.home.cells.length === 1 && other.app.home.isAnyElsewhere, WAIT)
  await submitting('one of two', async () => {
    const began = performance.now()
    await home.end('SIGKILL')
    await vi.waitUntil(() => other.app.home.cells.length === 2, WAIT)
    expect(performance.now() - began).toBeLessThan(TAKEOVER_MS_MAX)
  })
})
