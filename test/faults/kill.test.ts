// kill -9 of Holdfast under load: no answered change is lost, none is made twice, and work continues. So it is while it takes back
// what was granted for a time.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { mutate } from '../support/mutate.ts'
import { Balance, Grant, Submit } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

const CLIENTS = 20
const KILLS = 4
const ANSWERS_PER_LIFE = 300
/** Grants for a time, of as many credits each as a task costs. */
const GRANTS = 40
const GRANT = 10

let dataDir: string
let database: TestDatabase
let holdfast: HoldfastProcess

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-kill-'))
  database = await createTestDatabase()
  await start()
})
afterAll(async () => {
  await holdfast.end('SIGTERM')
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  holdfast = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url, FEED_DAYS: '30' })
  await holdfast.ready()
}

test('after repeated kills under load, every submit that was retried until it was answered exists once', async () => {
  const { operatorKey, organizationId, url } = await readDemo(dataDir)
  const granted = await new Client(url, operatorKey).run(Grant, {
    input: { organizationId, credits: 1_000_000, kind: 'TOP_UP' },
  })
  expect(granted.grantCredits?.__typename).toBe('GrantCreditsSuccess')

  const answered = new Map<string, string>()
  let retried = 0
  let isOver = false
  let life = Promise.withResolvers<void>()
  const submitUntilAnswered = async (idempotencyKey: string) => {
    const input = { model: 'suno', operation: 'music', input: { sandbox: { durationMs: 50 } }, idempotencyKey }
    while (true) {
      const demo = await readDemo(dataDir)
      try {
        const { submitTask } = await new Client(demo.url, demo.memberKey).run(Submit, { input })
        if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(`refused: ${JSON.stringify(submitTask)}`)
        answered.set(idempotencyKey, submitTask.task.id)
        if (answered.size % ANSWERS_PER_LIFE === 0) life.resolve()
        return
      } catch (error) {
        // The process is gone, or about to go: fetch says so, or the request failed as unavailable.
        if (!/fetch failed|terminated|UNAVAILABLE|shutting down/.test(`${error}`)) throw error
        retried++
        await revived
      }
    }
  }
  let revived = Promise.resolve()
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let i = 0; !isOver; i++) await submitUntilAnswered(`client ${client} task ${i}`)
  })
  for (let kill = 0; kill < KILLS; kill++) {
    await life.promise
    life = Promise.withResolvers()
    const { promise, resolve } = Promise.withResolvers<void>()
    revived = promise
    expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
    await start()
    resolve()
  }
  isOver = true
  await Promise.all(clients)
  expect(retried).toBeGreaterThan(KILLS)

  // Each task is carried to its end by whichever process lives, and is charged once.
  const tasks = answered.size
  await run(database.url, async (client) => {
    while (true) {
      const { rows } = await client.query(`SELECT count(*)::int AS open FROM task WHERE ended_at IS NULL`)
      if (rows[0].open === 0) break
    }
    const { rows } = await client.query(`SELECT count(*)::int AS tasks FROM task WHERE status = 'SUCCEEDED'`)
    expect(rows[0].tasks).toBe(tasks)
  })
  expect(new Set(answered.values()).size).toBe(tasks)

  // The feed has every entry of the journal once, in its order, and every state of a task.
  const feed: { kind: string; subjectType: string; data: Record<string, unknown> }[] = []
  const { url: newUrl } = await readDemo(dataDir)
  const ndjson = await (await fetch(`${newUrl}/events?after=0`, { headers: { 'x-api-key': operatorKey } })).text()
  for (const [i, line] of ndjson.trimEnd().split('\n').entries()) {
    const event = JSON.parse(line)
    expect(event.number).toBe(i + 1)
    feed.push(event)
  }
  await run(database.url, async (client) => {
    const { rows } = await client.query(`SELECT count(*)::int AS entries FROM journal_entry`)
    const told = feed.filter(({ subjectType }) => subjectType === 'JournalEntry')
    expect(told).toHaveLength(rows[0].entries)
    for (const of of Map.groupBy(told, ({ data }) => data.walletId).values()) {
      expect(of.map(({ data }) => data.sequence)).toEqual(of.map((_, i) => i + 1))
    }
    const spent = told.filter(({ kind }) => kind === 'SPEND').reduce((sum, { data }) => sum + Number(data.credits), 0)
    expect(spent).toBe(10 * tasks)
    const ended = feed.filter(({ kind }) => kind === 'TASK_ENDED')
    expect(ended).toHaveLength(tasks)
  })
  const demo = await readDemo(dataDir)
  const { organization } = await new Client(demo.url, demo.adminKey).run(Balance)
  expect(organization?.wallet).toMatchObject({
    available: 1_001_000 - 10 * tasks,
    frozen: 0,
    spent: 10 * tasks,
  })
})

test('grants that are due while processes die fall back once each, and so does what a hold gives back then', async () => {
  const { adminKey, memberKey, url } = await readDemo(dataDir)
  const [admin, member] = [new Client(url, adminKey), new Client(url, memberKey)]
  const until = new Date(Date.now() + 60 * 60 * 1_000).toISOString()
  for (let i = 0; i < GRANTS; i++) {
    const asked = { creditType: 'music', credits: GRANT, reason: 'A song.' }
    const { creditRequest } = await mutate<{ creditRequest: { id: string } }>(
      member,
      'requestCredits',
      asked,
      'creditRequest { id }',
    )
    const decision = { creditRequestId: creditRequest.id, decision: 'APPROVE', as: 'ALLOCATION', until }
    await mutate(admin, 'decideCreditRequest', decision)
  }
  const task = { model: 'suno', operation: 'music', input: { sandbox: { durationMs: 600_000 } } }
  const { task: held } = await mutate<{ task: { id: string } }>(member, 'submitTask', task, 'task { id }')
  await holdfast.end('SIGKILL')
  await run(database.url, async (client) => {
    await client.query(`UPDATE credit_request SET until = now() WHERE until IS NOT NULL`)
    await client.query(
      `UPDATE credit_lot l SET falls_back_at = r.until FROM credit_request r WHERE r.id = l.request_id`,
    )
    const fallen = async () => {
      const { rows } = await client.query<{ fallen: number; credits: number }>(
        `SELECT count(fell_back_at)::int AS fallen, sum(took_back)::int AS credits FROM credit_request`,
      )
      return rows[0] ?? { fallen: 0, credits: 0 }
    }
    await start()
    while ((await fallen()).fallen === 0) {}
    await holdfast.end('SIGKILL')
    await start()
    while ((await fallen()).fallen < GRANTS) {}
    expect((await fallen()).credits).toBe((GRANTS - 1) * GRANT)
    const demo = await readDemo(dataDir)
    await mutate(new Client(demo.url, demo.memberKey), 'cancelTask', { taskId: held.id })
    await holdfast.end('SIGKILL')
    await start()
    while ((await fallen()).credits < GRANTS * GRANT) {}
    const { rows } = await client.query(
      `SELECT sum(available + frozen + spent)::int AS left FROM credit_lot WHERE request_id IS NOT NULL`,
    )
    expect(rows[0].left).toBe(0)
  })
})
