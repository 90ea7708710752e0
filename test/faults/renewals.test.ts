// kill -9 of Holdfast while it renews many subscriptions at once: each is renewed exactly once. And of the home of one cell, while two
// processes do everything else, too, that becomes due and that follows from tasks.

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { expect, test, vi } from 'vitest'
import { issueOperatorKey } from '../../src/access/keys.ts'
import { readConfig } from '../../src/config.ts'
import { splitCells } from '../../src/database/splitCell.ts'
import { verify } from '../../src/engine/verify.ts'
import { startHoldfast } from '../../src/holdfast.ts'
import { openApp } from '../../src/openApp.ts'
import { start } from '../../src/plans/operations.ts'
import { loadCatalogue } from '../../src/pricing/catalogue.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run } from '../support/database.ts'
import { listen } from '../support/listen.ts'
import {
  ClaimTasks,
  Complete,
  CreateBudget,
  CreateOrganization,
  CreateWebhookEndpoint,
  Grant,
  Submit,
} from '../support/operations.ts'
import { spawnHoldfast } from '../support/process.ts'

const SUBSCRIPTIONS = 400
const KILLS = 3
const SHOP = {
  name: 'shop',
  description: 'For this test.',
  priceRules: [{ provider: 'suno', model: 'suno', operation: 'music', creditType: 'music', credits: 10 }],
  plans: [
    {
      name: 'monthly',
      title: 'Monthly',
      price: null,
      interval: 'MONTH',
      credits: [{ creditType: 'music', credits: 100 }],
    },
  ],
}

/** Begins subscriptions of a month as they were begun at a time in the past, each of an organization of its own. */
async function subscribe(databaseUrl: string, then: Date, count: number): Promise<void> {
  const app = openApp({ databaseUrl, log: pino({ level: 'silent' }), clock: () => then })
  expect(await loadCatalogue(app, SHOP, { dryRun: false })).toMatchObject({ name: 'shop' })
  const ids = Array.from({ length: count }, () => uuidv7())
  const settings = { mode: 'LIVE' as const, timeZone: 'UTC', membersUsePool: true, createdAt: then }
  await app.prisma.organization.createMany({ data: ids.map((id) => ({ id, name: id, ...settings })) })
  await Promise.all(
    ids.map(async (organizationId) => {
      const started = await start(app, { organizationId, plan: 'monthly' })
      expect(started).toMatchObject({ subscription: { status: 'ACTIVE' } })
    }),
  )
  await app.close()
}

/** The number that a statement counts. */
const counted = (databaseUrl: string, sql: string): Promise<number> =>
  run(databaseUrl, async (client) => Number((await client.query(sql)).rows[0].count))
const RENEWED = 'SELECT count(*) FROM subscription WHERE cycle = 2'
/** Each was renewed once: the credits of the first cycle are lost, and those of the second are there. */
const RENEWED_ONCE = `
  SELECT count(*) FROM wallet WHERE granted = 200 AND available = 100 AND expired = 100
    AND organization_id IN (SELECT organization_id FROM subscription)`

test('after repeated kills in the middle of renewals, each subscription is renewed once', async () => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-renewals-'))
  // So long ago that one cycle has ended since, and no other.
  await subscribe(database.url, new Date(Date.now() - 32 * 24 * 60 * 60 * 1_000), SUBSCRIPTIONS)
  const renewed = () => counted(database.url, RENEWED)

  const environment = { DATA_DIR: dataDir, DATABASE_URL: database.url, DEMO: 'off' }
  for (let kill = 1; kill <= KILLS; kill++) {
    const holdfast = spawnHoldfast(environment)
    await expect
      .poll(renewed, { interval: 5 })
      .toBeGreaterThan((SUBSCRIPTIONS * kill) / (KILLS + 1) - SUBSCRIPTIONS / 10)
    expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
  }
  const holdfast = spawnHoldfast(environment)
  await holdfast.ready()
  await expect.poll(renewed, { interval: 50 }).toBe(SUBSCRIPTIONS)
  expect(await holdfast.end('SIGTERM')).toBe(0)

  expect(await counted(database.url, RENEWED_ONCE)).toBe(SUBSCRIPTIONS)
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The time from the begin of the set-up until all becomes due; on a busy machine, it is due before the set-up ends. */
const DUE_MS = 12_000
/** The time in which what is granted to a customer is sent. */
const GRANT_MS = 10_000
const CUSTOMERS = 8
const TASKS_EACH = 4
const WAIT = { timeout: 60_000, interval: 50 }

/** Receives webhooks. */
async function openReceiver() {
  /** The tasks that were told of, by the ids of the messages. */
  const tasks = new Map<string, string>()
  const server = createServer(async (request, response) => {
    const { data } = JSON.parse(await text(request))
    tasks.set(String(request.headers['webhook-id']), data.taskId)
    response.writeHead(204).end()
  })
  return { tasks, url: await listen(server), close: () => server.close() }
}

/** Makes a customer with a webhook, a budget, and credits of which some end. Returns the key of its first member. */
async function openCustomer(operator: Client, url: string, due: Date): Promise<string> {
  const expiresAt = new Date(Math.max(due.getTime(), Date.now() + GRANT_MS)).toISOString()
  const members = [{ name: 'Ada', role: 'OWNER' as const }]
  const { createOrganization: made } = await operator.run(CreateOrganization, {
    input: { name: 'Customer', mode: 'LIVE', members, creditTypes: ['music'] },
  })
  if (made?.__typename !== 'CreateOrganizationSuccess') throw new Error(JSON.stringify(made))
  const { id: organizationId } = made.organization
  const budget = { organizationId, limit: 1_000, period: 'TOTAL' as const, thresholds: [1] }
  const answers = [
    await operator.run(Grant, { input: { organizationId, credits: 100, kind: 'TOP_UP' } }),
    await operator.run(Grant, {
      input: { organizationId, credits: 7, kind: 'PROMO', priority: 9, expiresAt },
    }),
    await operator.run(CreateBudget, { input: budget }),
    await operator.run(CreateWebhookEndpoint, { input: { organizationId, url, events: ['TASK_ENDED'] } }),
  ]
  for (const [answer] of answers.map((each) => Object.values(each))) expect(answer?.__typename).toMatch(/Success$/)
  return made.keys[0]?.secret ?? ''
}

/** Repeats what was not answered, under its key. */
async function untilAnswered<Data>(send: () => Promise<{ data?: Data | null; errors?: unknown }>): Promise<Data> {
  for (;;) {
    const { data, errors } = await send().catch((error) => ({ data: null, errors: error }))
    if (data && !errors) return data
    await delay(100)
  }
}

test('the home of one of two cells is killed while all becomes due: each thing is done once, by the other one', async () => {
  const [database, receiver] = [await createTestDatabase(), await openReceiver()]
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-renewals-'))
  const due = new Date(Date.now() + DUE_MS)
  const then = new Date(due)
  then.setUTCMonth(due.getUTCMonth() - 1)
  await subscribe(database.url, then, SUBSCRIPTIONS)
  await splitCells(database.url, 2)
  const environment = { DATA_DIR: dataDir, DATABASE_URL: database.url, DEMO: 'off', PRIVATE_WEBHOOKS: 'on' }
  const killed = spawnHoldfast(environment)
  const { server, secret, mail, payments } = readConfig(environment)
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const place = { databaseUrl: database.url, log, host: '127.0.0.1', port: 0 }
  const other = await startHoldfast({ ...place, ...server, secret, mail, payments, rates: null, privateWebhooks: true })
  await killed.ready()
  await vi.waitUntil(() => other.app.home.cells.length === 1 && other.app.home.isAnyElsewhere, WAIT)
  const [{ addresses }] = (
    await run(database.url, (client) =>
      client.query('SELECT addresses FROM home WHERE process_id <> $1', [other.app.lanes.id]),
    )
  ).rows
  const key = await issueOperatorKey(other.app.prisma, new Date())
  const operator = new Client(other.url, key)
  const keys = await Promise.all(Array.from({ length: CUSTOMERS }, () => openCustomer(operator, receiver.url, due)))

  // Each process gets half of the tasks, whichever cell they are in; and a worker that goes away, half of all.
  const tasks = await Promise.all(
    keys.flatMap((member) =>
      Array.from({ length: TASKS_EACH }, async (_, i) => {
        const at = i % 2 === 0 ? other.url : `http://${addresses[0]}`
        const { submitTask } = await new Client(at, member).run(Submit, {
          input: { model: 'suno', operation: 'music' },
        })
        if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
        return submitTask.task.id
      }),
    ),
  )
  const leaseSeconds = Math.max(Math.ceil((due.getTime() - Date.now()) / 1_000), 1)
  const { claimTasks } = await operator.run(ClaimTasks, { input: { limit: tasks.length / 2, leaseSeconds } })
  expect(claimTasks).toMatchObject({ claimed: { length: tasks.length / 2 } })

  await expect.poll(() => counted(database.url, RENEWED), { ...WAIT, interval: 5 }).toBeGreaterThan(0)
  const work = async () => {
    const ended = new Set<string>()
    while (ended.size < tasks.length) {
      const claim = await untilAnswered(() => operator.send(ClaimTasks, { input: { limit: 5, leaseSeconds: 60 } }))
      const claimed = claim.claimTasks?.__typename === 'ClaimTasksSuccess' ? claim.claimTasks.claimed : []
      for (const { task, lease } of claimed) {
        const input = { taskId: task.id, leaseId: lease.leaseId, result: {}, idempotencyKey: task.id }
        const { completeTask } = await untilAnswered(() => operator.send(Complete, { input }))
        expect(completeTask).toMatchObject({ __typename: 'CompleteTaskSuccess' })
        ended.add(task.id)
      }
      if (claimed.length === 0) await delay(100)
    }
  }
  await Promise.all([work(), killed.end('SIGKILL')])
  expect(other.app.home.cells).toEqual([0, 1])

  await expect.poll(() => counted(database.url, RENEWED_ONCE), WAIT).toBe(SUBSCRIPTIONS)
  const lost = `SELECT count(*) FROM journal_entry WHERE type = 'EXPIRE' AND credits = 7`
  await expect.poll(() => counted(database.url, lost), WAIT).toBe(CUSTOMERS)
  expect(await counted(database.url, `SELECT count(*) FROM alert WHERE kind = 'BUDGET_THRESHOLD'`)).toBe(CUSTOMERS)
  const succeeded = `SELECT count(*) FROM task WHERE status = 'SUCCEEDED'`
  expect(await counted(database.url, succeeded)).toBe(tasks.length)
  await expect.poll(() => receiver.tasks.size, WAIT).toBe(tasks.length)
  expect(new Set(receiver.tasks.values()).size).toBe(tasks.length)
  await other.stop()
  receiver.close()
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})
