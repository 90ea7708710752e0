// One process is frozen in the middle of its work, or its network has dropped all its connections: the other processes can do the
// same work, and /health/ready shows the state.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCKS } from '../../src/database/locks.ts'
import { type Holdfast, startHoldfast } from '../../src/holdfast.ts'
import type { Health } from '../../src/server/health.ts'
import { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  ClaimTasks,
  CreateApiKey,
  CreateWebhookEndpoint,
  RevokeApiKey,
  SetPrice,
  Submit,
} from '../support/operations.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

const WAIT = { timeout: 60_000 }

/** Works. */
let holdfast: TestHoldfast
/** Is frozen, or cut off by its network: on the same database, through a proxy. */
let frozen: Holdfast
let proxy: DatabaseProxy
let mine: TestOrganization

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  proxy = await startProxy(holdfast.database.url)
  frozen = await startHoldfast({
    databaseUrl: proxy.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    privateWebhooks: true,
  })
  mine = await holdfast.organization({ credits: 1_000n })
})
afterAll(async () => {
  await frozen.stop()
  proxy.stop()
  await holdfast.stop()
})

const makeKey = async (name: string) => {
  const { createApiKey } = await mine.owner.run(CreateApiKey, { input: { name, scopes: ['READ'] } })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  return createApiKey.apiKey.id
}

const health = async ({ url }: { url: string }) => (await (await fetch(`${url}/health/ready`)).json()) as Health

/** A transaction that is frozen when its statement with this text has run: it holds what that has locked. */
const freezeAfter = (text: string) => proxy.afterMessage({ application: 'holdfast', text, nth: 5, kind: 'freeze' })

test('a leaked key can be revoked although another process is frozen in the middle of a revocation', async () => {
  const [one, other] = [await makeKey('one'), await makeKey('other')]
  const freezing = freezeAfter('UPDATE "public"."access_version"')
  const lost = new Client(frozen.url, mine.owner.key).send(RevokeApiKey, { id: one })
  await freezing
  const { revokeApiKey } = await mine.owner.run(RevokeApiKey, { id: other })
  expect(revokeApiKey?.__typename).toBe('RevokeApiKeySuccess')
  expect((await lost).errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1_000 })
})

test('a price can be set although another process is frozen in the middle of setting one', async () => {
  const input = { provider: 'udio', model: 'udio', operation: 'music', creditType: 'music', credits: 7 }
  const freezing = freezeAfter('UPDATE "public"."price_book"')
  const lost = new Client(frozen.url, holdfast.operator.key).send(SetPrice, { input })
  await freezing
  const { createPriceRule } = await holdfast.operator.run(SetPrice, { input: { ...input, credits: 8 } })
  expect(createPriceRule).toMatchObject({ priceRule: { credits: 8 } })
  expect((await lost).errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1_000 })
})

test('tasks can be claimed although another process is frozen in the middle of a claim', async () => {
  const freezing = freezeAfter('pg_advisory_xact_lock')
  const lost = new Client(frozen.url, holdfast.operator.key).send(ClaimTasks, { input: { limit: 1 } })
  await freezing
  const { claimTasks } = await holdfast.operator.run(ClaimTasks, { input: { limit: 1 } })
  expect(claimTasks?.__typename).toBe('ClaimTasksSuccess')
  expect((await lost).errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1_000 })
})

test('/health/ready shows since when the lane can’t decide, and checks at most once a second', async () => {
  const ready = { ready: true, since: null }
  const lane = { ...ready, stopped: [] }
  await expect
    .poll(() => health(holdfast.holdfast), WAIT)
    .toEqual({ ready: true, process: ready, database: ready, lane, queue: ready, listener: ready })
  const silent = new pg.Client({ connectionString: holdfast.database.url, application_name: 'holdfast lane' })
  silent.on('error', () => {})
  await silent.connect()
  await silent.query('SELECT pg_advisory_lock($1)', [LOCKS.lane])
  await expect
    .poll(() => health(holdfast.holdfast), WAIT)
    .toMatchObject({ ready: false, process: ready, database: ready, lane: { ready: false }, queue: ready })
  const many = await Promise.all(Array.from({ length: 50 }, () => health(holdfast.holdfast)))
  expect(new Set(many.map(({ lane }) => lane.since)).size).toBe(1)
  expect(Date.parse(many[0]?.lane.since ?? '')).toBeGreaterThan(Date.now() - 60_000)
  // The silent session is ended, and the lane decides again.
  await expect.poll(() => health(holdfast.holdfast), WAIT).toMatchObject({ ready: true, lane })
})

const PARTS = {
  database: 'holdfast',
  lane: 'holdfast lane',
  queue: 'holdfast queue',
  listener: 'holdfast relay',
} as const

test.each(Object.entries(PARTS))(
  '/health/ready names the %s if only its connections are cut, and answers 503',
  async (part, application) => {
    await expect.poll(() => health(frozen), WAIT).toMatchObject({ ready: true })
    proxy.refuse(application)
    const others = Object.keys(PARTS).filter((each) => each !== part)
    const ready = Object.fromEntries(others.map((each) => [each, { ready: true, since: null }]))
    const since = expect.any(String)
    await expect
      .poll(() => health(frozen), WAIT)
      .toMatchObject({ ready: false, ...ready, [part]: { ready: false, since } })
    expect((await fetch(`${frozen.url}/health/ready`)).status).toBe(503)
    proxy.refuse(null)
    await expect.poll(() => health(frozen), WAIT).toMatchObject({ ready: true, [part]: { ready: true, since: null } })
  },
)

test('after a firewall has dropped every connection, commands are decided and webhooks sent again', async () => {
  const messages: string[] = []
  const server = createServer((request, response) => {
    messages.push(String(request.headers['webhook-id']))
    request.resume()
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const own = await holdfast.organization({ mode: 'SANDBOX' })
  // Only this one is left to send it.
  const admin = new Client(frozen.url, own.admin.key)
  const { createWebhookEndpoint } = await admin.run(CreateWebhookEndpoint, { input: { url, events: ['TASK_ENDED'] } })
  expect(createWebhookEndpoint?.__typename).toBe('CreateWebhookEndpointSuccess')
  proxy.swallow()
  const member = new Client(frozen.url, own.member.key)
  const submit = () =>
    member
      .send(Submit, {
        input: {
          model: 'suno',
          operation: 'music',
          idempotencyKey: 'song',
          input: { prompt: 'rain', seconds: 1, sandbox: { durationMs: 0 } },
        },
      })
      .then(({ data }) => data?.submitTask?.__typename ?? null)
  await expect.poll(submit, WAIT).toBe('SubmitTaskSuccess')
  await expect.poll(() => messages.length, WAIT).toBeGreaterThan(0)
  await expect.poll(() => health(frozen), WAIT).toMatchObject({ ready: true })
  server.close()
})
