// Two processes on one database: the mutations that come to one are decided by the other, and their callers can't tell.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import type { Holdfast } from '../../src/holdfast.ts'
import { likenessOf, readBuild } from '../../src/server/forwarding.ts'
import { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import {
  Balance,
  ClaimTasks,
  CreateApiKey,
  CreateTaskUpload,
  Quote,
  RevokeApiKey,
  SetPrice,
  Submit,
  SubmitMany,
  WatchBalance,
} from '../support/operations.ts'
import { startSecond, untilElsewhere, untilHome } from '../support/second.ts'
import { vendorClient } from '../support/vendorClient.ts'

const TRUSTED = { trustedProxies: ['loopback'] }
const SONG = { model: 'suno', operation: 'music', input: { prompt: 'rain' } }

/** Decides for both. */
let home: TestHoldfast
let other: Holdfast
let mine: TestOrganization
/** The same callers at the other process. */
let member: Client
let owner: Client
let operator: Client

beforeAll(async () => {
  home = await startTestHoldfast(TRUSTED)
  await untilHome(home.holdfast)
  other = await startSecond(home, TRUSTED)
  await untilElsewhere(other)
  mine = await home.organization({ credits: 100_000n })
  member = new Client(other.url, mine.member.key)
  owner = new Client(other.url, mine.owner.key)
  operator = new Client(other.url, home.operator.key)
})
afterAll(async () => {
  await other.stop()
  expect((await verify(home.database.url)).violations).toEqual([])
  await home.database.drop()
})

/** The numbers of the last batches of both lanes; null: none. */
const batches = () =>
  run(home.database.url, async (client) => {
    const { rows } = await client.query<{ id: string; batch: string }>('SELECT id, batch FROM lane')
    const of = ({ app }: Holdfast) => rows.find(({ id }) => id === app.lanes.id)?.batch ?? null
    return { home: of(home.holdfast), other: of(other) }
  })

const submit = async (client: Client, more: object = {}) => {
  const { submitTask } = await client.run(Submit, { input: { ...SONG, ...more } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask
}

test('a mutation at one process is decided in a batch of the other', async () => {
  const before = await batches()
  const { task } = await submit(member)
  const after = await batches()
  expect(Number(after.home)).toBeGreaterThan(Number(before.home))
  expect(after.other).toBe(before.other)
  expect(task.credits).toBe(10)
  // A thousand entries travel like one.
  const inputs = Array.from({ length: 1_000 }, () => SONG)
  const { submitTasks } = await member.run(SubmitMany, { inputs })
  expect(submitTasks?.__typename).toBe('SubmitTasksSuccess')
  expect((await batches()).other).toBe(before.other)
})

test('a process that leaves its decisions to another one warns if it has no URL of its own that both share', async () => {
  const warned: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => warned.push(JSON.parse(line).msg) })
  const third = await startSecond(home, { log })
  await expect.poll(() => warned, { timeout: 10_000 }).toEqual([expect.stringContaining('PUBLIC_URL is not set')])
  await third.stop()
})

const NOTHING = encodeGlobalId('Organization', '00000000-0000-4000-8000-000000000000')
const SUBMIT = `mutation ($input: SubmitTaskInput!) { submitTask(input: $input) {
  __typename ... on InvalidInputError { issues { path message } } ... on Error { code message } } }`
const GRANT = (credits: number | string) =>
  `mutation { grantCredits(input: { organizationId: "${NOTHING}", credits: ${credits}, kind: TOP_UP }) { __typename ... on Error { code message } } }`

type Case = [story: string, key: 'member' | 'viewer' | 'operator' | null, body: object | string]

test.each<Case>([
  ['a refusal', 'member', { query: SUBMIT, variables: { input: { ...SONG, model: 'none' } } }],
  ['an input with a wrong field', 'member', { query: SUBMIT, variables: { input: { ...SONG, idempotencyKey: '' } } }],
  ['a variable of the wrong type', 'member', { query: SUBMIT, variables: { input: { ...SONG, model: 7 } } }],
  ['a variable that is missing', 'member', { query: SUBMIT }],
  ['a caller who may not', 'viewer', { query: SUBMIT, variables: { input: SONG } }],
  ['a caller without a key', null, { query: SUBMIT, variables: { input: SONG } }],
  ['an organization that does not exist', 'operator', { query: GRANT(5) }],
  ['credits that are no whole number', 'operator', { query: GRANT(1.5) }],
  [
    'a number that a double can’t hold',
    'member',
    `{"query":${JSON.stringify(SUBMIT)},"variables":{"input":{"model":"suno","operation":"music","input":{"prompt":"rain","seed":9007199254740993}}}}`,
  ],
  [
    'a text with U+0000',
    'member',
    { query: SUBMIT, variables: { input: { ...SONG, input: { prompt: 'rain\u0000' } } } },
  ],
  [
    'variables that are nested too deep',
    'member',
    { query: SUBMIT, variables: { input: { ...SONG, input: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) } } },
  ],
  [
    'numbers that are four times as long when they are written again',
    'member',
    `{"query":${JSON.stringify(SUBMIT)},"variables":{"input":{"model":"suno","operation":"music","input":{"seeds":[${Array(780_000).fill('1e20').join()}]}}}}`,
  ],
  [
    'an error in the second of three',
    'member',
    {
      query: `mutation {
        one: submitTask(input: { model: "none", operation: "music" }) { __typename }
        two: grantCredits(input: { credits: 1, kind: TOP_UP }) { __typename }
        three: submitTask(input: { model: "none", operation: "music" }) { __typename } }`,
    },
  ],
  [
    'two operations of which one is chosen',
    'member',
    {
      query: `mutation A { cancelTask(input: { taskId: "x" }) { __typename } } mutation B { cancelTask(input: { taskId: "y" }) { __typename } }`,
      operationName: 'B',
    },
  ],
])('%s is answered as by the process that decides', async (_story, who, body) => {
  const key = { member: mine.member.key, viewer: mine.viewer.key, operator: home.operator.key }[who ?? 'member']
  const ask = async ({ url }: Holdfast) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(who && key ? { 'x-api-key': key } : {}) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const { extensions, ...answer } = (await response.json()) as { extensions?: { cost?: Record<string, number> } }
    const estimate = extensions?.cost?.requestedQueryCost
    return { status: response.status, challenge: response.headers.get('www-authenticate'), answer, estimate }
  }
  const here = await ask(other)
  expect(here).toEqual(await ask(home.holdfast))
  expect(JSON.stringify(here)).not.toContain('INTERNAL_SERVER_ERROR')
})

test('a key has one effect, whichever process it is sent to first', async () => {
  const there = await submit(member, { idempotencyKey: 'one' })
  const again = await submit(mine.member, { idempotencyKey: 'one' })
  expect(again).toMatchObject({ replayed: true, task: { id: there.task.id } })
  const here = await submit(mine.member, { idempotencyKey: 'two' })
  const replayed = await submit(member, { idempotencyKey: 'two' })
  expect(replayed).toMatchObject({ replayed: true, task: { id: here.task.id } })
  const { submitTask } = await member.run(Submit, { input: { ...SONG, model: 'udio', idempotencyKey: 'two' } })
  expect(submitTask).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
})

test('the audit log names the caller, the address and the request, as they came to the other process', async () => {
  const acting: [Client, string][] = [
    [
      new Client(other.url, mine.admin.key, { 'x-request-id': 'of-the-admin', 'x-forwarded-for': '203.0.113.7' }),
      'of-the-admin',
    ],
    [new Client(other.url, home.operator.key, { 'x-request-id': 'of-the-operator' }), 'of-the-operator'],
  ]
  for (const [i, [client]] of acting.entries()) {
    await mutate(client, 'grantCredits', {
      organizationId: mine.id,
      credits: 5,
      kind: 'PROMO',
      creditType: 'music',
    }).catch(() => {})
    await mutate(client, 'createBudget', {
      organizationId: mine.id,
      limit: 50_000 + i,
      period: 'DAY',
      creditType: 'music',
    })
  }
  const entries = await home.holdfast.app.prisma.auditEntry.findMany({
    where: { requestId: { in: acting.map(([, id]) => id) } },
  })
  const told = entries.map(({ actorKind, address, requestId }) => ({ actorKind, address, requestId }))
  expect(told).toContainEqual({ actorKind: 'MEMBER', address: '203.0.113.7', requestId: 'of-the-admin' })
  expect(told).toContainEqual({ actorKind: 'OPERATOR', address: '127.0.0.1', requestId: 'of-the-operator' })
})

test('a caller reads what they have written: a key works and is refused at once, a price counts in the next quote', async () => {
  const { createApiKey } = await owner.run(CreateApiKey, { input: { name: 'new', scopes: ['READ'] } })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  const fresh = new Client(other.url, createApiKey.secret)
  expect((await fresh.run(Balance)).organization?.wallet).toMatchObject({ frozen: expect.any(Number) })
  await owner.run(RevokeApiKey, { id: createApiKey.apiKey.id })
  expect((await fresh.send(Balance)).errors?.[0]?.extensions).toMatchObject({ reason: 'KEY_REVOKED' })

  const price = { provider: 'udio', model: 'udio', operation: 'music', creditType: 'music' }
  for (const credits of [41, 42, 43]) {
    await operator.run(SetPrice, { input: { ...price, credits } })
    expect((await member.run(Quote, { model: 'udio', operation: 'music' })).quote).toMatchObject({ credits })
  }
})

test('a live stream at the other process has what the home decides', async () => {
  const stream = member.watch(WatchBalance)
  const { balanceChanged: first } = await stream.next()
  await submit(member)
  await stream.until(({ balanceChanged }) => balanceChanged.frozen >= first.frozen + 10)
  await stream.end()
  await member.close()
})

test('mutations over a WebSocket are sent on, too', async () => {
  const before = await batches()
  const socket = new Client(other.url, mine.member.key)
  const stream = socket.watch(Submit, { input: SONG })
  expect((await stream.next()).submitTask?.__typename).toBe('SubmitTaskSuccess')
  await stream.end()
  await socket.close()
  expect((await batches()).other).toBe(before.other)
})

test('tasks by a façade, and all that ends them, are decided there, too; a refusal is the vendor’s own', async () => {
  const before = await batches()
  const ask = vendorClient(other.url, mine.member.key, 'x-api-key')
  const body = { model: 'suno', task_type: 'music', input: { prompt: 'A happy pop song about summer' } }
  const created = await ask('/api/v1/task', { method: 'POST', body })
  expect(created).toMatchObject({ status: 202, body: { data: { status: 'pending', credits_charged: 10 } } })
  const refused = await ask('/api/v1/task', { method: 'POST', body: { ...body, model: 'none' } })
  const here = vendorClient(home.holdfast.url, mine.member.key, 'x-api-key')
  const there = await here('/api/v1/task', { method: 'POST', body: { ...body, model: 'none' } })
  expect([refused.status, refused.body]).toEqual([there.status, there.body])
  const inexact = { ...body, input: { ...body.input, seed: '@' } }
  const text = JSON.stringify(inexact).replace('"@"', '9007199254740993')
  expect((await ask('/api/v1/task', { method: 'POST', body: text })).status).toBeGreaterThanOrEqual(400)
  expect((await batches()).other).toBe(before.other)
})

test('the operator sees which process decides', async () => {
  const { data } = await operator.send<{ processes: { isHome: boolean }[] }, unknown>('{ processes { isHome } }')
  expect(data?.processes.map(({ isHome }) => isHome).toSorted()).toEqual([false, true])
})

test('links in an answer lead to the process that was asked', async () => {
  const model = 'of-a-worker'
  await operator.run(SetPrice, {
    input: { provider: 'acme', model, operation: 'music', creditType: 'music', credits: 1 },
  })
  await submit(member, { model })
  const { claimTasks } = await operator.run(ClaimTasks, { input: { models: [model], limit: 1 } })
  if (claimTasks?.__typename !== 'ClaimTasksSuccess') throw new Error(JSON.stringify(claimTasks))
  const [claimed] = claimTasks.claimed
  const input = { taskId: claimed?.task.id ?? '', leaseId: claimed?.lease.leaseId ?? '', name: 'song.mp3' }
  for (const [client, { url }] of [
    [operator, other],
    [home.operator, home.holdfast],
  ] as const) {
    const { createTaskUpload: made } = await client.run(CreateTaskUpload, { input })
    if (made?.__typename !== 'CreateTaskUploadSuccess') throw new Error(JSON.stringify(made))
    expect(new URL(made.upload.url).origin).toBe(new URL(url).origin)
  }
})

test('a process with other settings decides by itself', async () => {
  const unlike = await startSecond(home, { ...TRUSTED, privateWebhooks: true })
  try {
    await submit(new Client(unlike.url, mine.member.key))
    expect(unlike.app.home.isElsewhere).toBe(false)
    const { rows } = await run(home.database.url, (client) =>
      client.query('SELECT batch FROM lane WHERE id = $1', [unlike.app.lanes.id]),
    )
    expect(rows).toHaveLength(1)
  } finally {
    await unlike.stop()
  }
})

test('a process of another build is not like this one, although it says the same version', async () => {
  const { app } = home.holdfast
  const build = await readBuild()
  const likeness = likenessOf(app, build)
  const [row] = await app.prisma.home.findMany()
  expect(row?.likeness).toBe(likeness)
  const api = build.api.replace('limit: Int! = 1', 'limit: Int! = 2')
  expect(api).not.toBe(build.api)
  expect(likenessOf(app, { ...build, api })).not.toBe(likeness)
  expect(likenessOf(app, { ...build, migrations: [...build.migrations, 'SELECT 1'] })).not.toBe(likeness)
})

test('a home that stops finishes what it was sent, and the other one takes over', async () => {
  let isOver = false
  let answered = 0
  const submitting = Array.from({ length: 20 }, async () => {
    while (!isOver) {
      await submit(member)
      answered++
    }
  })
  await home.stop({ keepDatabase: true })
  await untilHome(other)
  const before = answered
  await expect.poll(() => answered).toBeGreaterThan(before + 20)
  isOver = true
  await Promise.all(submitting)
})
