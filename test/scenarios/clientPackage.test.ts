// @holdfast/client against the real server: typed answers, one effect of each mutation and every message of a stream once, whatever
// is cut on the way.

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  AlertRaised,
  BalanceChanged,
  CreateApiKey,
  FeedEvents,
  GrantCredits,
  Organization,
  RevokeApiKey,
  SubmitPermission,
  SubmitTask,
  SubmitTasks,
  TasksUpdated,
  Wallet,
  WalletsChanged,
} from '../../packages/client/src/generated/operations.ts'
import { openMetered, withHold } from '../../packages/client/src/holds.ts'
import {
  type AnswerOf,
  createHoldfast,
  define,
  type Holdfast,
  HoldfastError,
  isRefusal,
} from '../../packages/client/src/index.ts'
import { ALL_ORGANIZATIONS } from '../../src/app.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { listen } from '../support/listen.ts'
import { mutate } from '../support/mutate.ts'
import { startProxy } from '../support/proxy.ts'

const ROOT = join(import.meta.dirname, '../..')

let holdfast: TestHoldfast
let url: string
const clients: Holdfast[] = []

beforeAll(async () => {
  holdfast = await startTestHoldfast({ feedDays: 1 })
  url = holdfast.holdfast.url
})
afterAll(async () => {
  for (const client of clients) client.close()
  await holdfast.stop()
})

function clientOf(apiKey: string | null, more: Partial<Parameters<typeof createHoldfast>[0]> = {}): Holdfast {
  const client = createHoldfast({ url, apiKey: apiKey ?? '', ...more })
  clients.push(client)
  return client
}

const operator = (more = {}) => clientOf(holdfast.operator.key, more)

test('a refusal is an answer with a type of its own; a request that is wrong is an error with its code', async () => {
  const { member, admin, id } = await holdfast.organization({ credits: 15n })
  const client = clientOf(member.key)
  const said = (answer: AnswerOf<typeof SubmitTask>): string => {
    switch (answer.__typename) {
      case 'SubmitTaskSuccess':
        return `${answer.task.status}, ${answer.task.credits}`
      case 'InsufficientCreditsError':
        return `${answer.shortfall} credits are missing`
      default:
        return answer.message
    }
  }
  const song = { model: 'suno', operation: 'music', input: {} }
  expect(said(await client.mutate(SubmitTask, song))).toBe('QUEUED, 10')
  expect(said(await client.mutate(SubmitTask, song))).toBe('5 credits are missing')
  const refused = await client.mutate(SubmitTask, { ...song, model: 'nothing' })
  expect(isRefusal(refused) && refused.code).toBe('NO_PRICE')
  await expect(client.query(Organization, { id: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  await expect(clientOf('wrong').query(Organization, {})).rejects.toBeInstanceOf(HoldfastError)
  const own = define<{ name: string }>('query Name { organization { name } }')
  expect(await clientOf(admin.key).query(own, {})).toEqual({ name: 'Test Records' })
  expect(await clientOf(admin.key).query(Organization, { id })).toMatchObject({
    wallets: [{ available: 5, frozen: 10 }],
  })
})

test('the address may have the path of the API; a wrong one is named at once', async () => {
  const { admin } = await holdfast.organization({ credits: 15n })
  for (const live of ['socket', 'events'] as const) {
    const client = clientOf(admin.key, { url: `${url}/graphql/`, live })
    expect(await client.query(Wallet, {})).toMatchObject({ wallet: { available: 15 } })
    expect(await readUntil(client.watch(BalanceChanged, {}), () => true)).toMatchObject([{ available: 15 }])
  }
  const lost = clientOf(admin.key, { url: `${url}/elsewhere` })
  const message = `${url}/elsewhere/graphql answered: This path does not exist. GraphQL is at /graphql.`
  await expect(lost.query(Wallet, {})).rejects.toMatchObject({ code: 'NOT_FOUND', message })
  await expect(lost.watch(BalanceChanged, {}).next()).rejects.toMatchObject({ code: 'NOT_FOUND', message })
  for (const wrong of ['localhost:4000', '', undefined as unknown as string]) {
    const client = clientOf(admin.key, { url: wrong })
    const expected = `url must be the address of Holdfast, such as https://billing.example.com, not ${JSON.stringify(wrong)}`
    await expect(client.query(Wallet, {})).rejects.toThrow(expected)
    await expect(client.watch(BalanceChanged, {}).next()).rejects.toThrow(expected)
  }
  const page = createServer((_, response) => response.end('<!doctype html>'))
  try {
    const elsewhere = await listen(page)
    await expect(clientOf(admin.key, { url: elsewhere, retryForMs: 0 }).query(Wallet, {})).rejects.toMatchObject({
      code: 'NO_ANSWER',
      message: `${elsewhere}/graphql answered with HTTP 200, and not as Holdfast does.`,
    })
  } finally {
    page.close()
  }
})

test('a thousand tasks are within the cost of one request', async () => {
  const { member } = await holdfast.organization({ credits: 10_000n })
  const tasks = Array.from({ length: 1_000 }, () => ({ model: 'suno', operation: 'lyrics' }))
  const answer = await clientOf(member.key).mutate(SubmitTasks, { tasks })
  const results = answer.__typename === 'SubmitTasksSuccess' ? answer.results : []
  expect(new Set(results.map(({ __typename }) => __typename))).toEqual(new Set(['SubmitTaskSuccess']))
  expect(results).toHaveLength(1_000)
})

test('a mutation whose answer is cut off is sent again and has its effect once', async () => {
  const { id: organizationId, admin } = await holdfast.organization({ credits: 0n })
  const proxy = await startProxy(url)
  try {
    const client = operator({ url: proxy.url })
    // A dozen cuts, each in the middle of many requests and answers.
    const cutting = (async () => {
      for (let i = 0; i < 12; i++) {
        await proxy.afterBytes(2_000 + ((i * 1_931) % 5_000))
        proxy.cut()
      }
    })()
    const grants = Array.from({ length: 60 }, () =>
      client.mutate(GrantCredits, { organizationId, creditType: 'music', credits: 7 }),
    )
    const answers = await Promise.all(grants)
    await cutting
    expect(answers.filter(({ __typename }) => __typename !== 'GrantCreditsSuccess')).toEqual([])
    expect(proxy.cuts).toBe(12)
    expect(await clientOf(admin.key).query(Wallet, {})).toMatchObject({ wallet: { available: 420 } })
  } finally {
    proxy.stop()
  }
})

test('a request that was turned away is sent again when Retry-After says, and a mutation without a key is not', async () => {
  const { admin } = await holdfast.organization()
  const at: number[] = []
  const server = createServer((_, response) => {
    at.push(performance.now())
    const code = at.length < 3 ? 'OVERLOADED' : 'UNAVAILABLE'
    response.writeHead(503, { 'retry-after': '1', 'content-type': 'application/json' })
    response.end(JSON.stringify({ errors: [{ message: 'Come back later.', extensions: { code } }] }))
  })
  try {
    const client = clientOf(admin.key, { url: await listen(server) })
    await expect(client.mutate(CreateApiKey, { name: 'once', scopes: ['READ'] })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    expect(at).toHaveLength(3)
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(999)
  } finally {
    server.close()
  }
})

/** Reads a stream until a message is the last. */
async function readUntil<Message>(
  stream: AsyncGenerator<Message, void>,
  isLast: (message: Message) => boolean,
  messages: Message[] = [],
) {
  for await (const message of stream) {
    messages.push(message)
    if (isLast(message)) break
  }
  return messages
}

test.each(['socket', 'events'] as const)(
  'live streams over a line that is cut, by %s: every entry once and in order',
  async (live) => {
    const { id: organizationId, admin } = await holdfast.organization({ credits: 1n })
    const proxy = await startProxy(url)
    try {
      const client = clientOf(admin.key, { url: proxy.url, live })
      const states: string[] = []
      const onState = (state: string) => states.push(state)
      const isLast = ({ available }: { available: number }) => available === 101
      const seen: [AnswerOf<typeof BalanceChanged>[], AnswerOf<typeof WalletsChanged>[]] = [[], []]
      const balances = readUntil(client.watch(BalanceChanged, {}, { onState }), isLast, seen[0])
      const wallets = readUntil(client.watch(WalletsChanged, {}), isLast, seen[1])
      const grants = client.watch(FeedEvents, { kinds: ['GRANT'], after: 0 })
      const events = readUntil(grants, ({ data }) => data.available === 101)
      await expect.poll(() => seen.map(({ length }) => length)).toEqual([1, 1])
      for (let i = 0; i < 100; i++) {
        await operator().mutate(GrantCredits, { organizationId, creditType: 'music', credits: 1 })
        if (i % 20 === 10) proxy.cut()
        if (i === 50) proxy.swallow()
        if (i === 55) proxy.cut()
      }
      const all = Array.from({ length: 101 }, (_, i) => i + 1)
      expect((await balances).map(({ available }) => available)).toEqual(all)
      expect((await wallets).map(({ available }) => available)).toEqual(all)
      expect((await events).map(({ data }) => data.available)).toEqual(all)
      expect(states).toContain('connecting')
    } finally {
      proxy.stop()
    }
  },
)

test('the first alert that is raised while the line is cut is not missed, of one organization and of all', async () => {
  const organization = await holdfast.organization({ credits: 40n })
  const { admin, member } = organization
  await mutate(admin, 'createBalanceThreshold', { credits: 35 })
  const proxy = await startProxy(url)
  try {
    const clients = [clientOf(admin.key, { url: proxy.url }), operator({ url: proxy.url })]
    const first = clients.map(async (client) => {
      for await (const { message } of client.watch(AlertRaised, {})) return message
      return null
    })
    const { bus } = holdfast.holdfast.app
    const following = () => [organization.uuid, ALL_ORGANIZATIONS].map((id) => bus.listenerCount('alert', id))
    await expect.poll(following).toEqual([1, 1])
    // Nobody can connect again until it is raised.
    proxy.leadTo('http://127.0.0.1:1')
    proxy.cut()
    await mutate(member, 'submitTask', { model: 'suno', operation: 'music' })
    proxy.leadTo(url)
    const message = '30 music credits are available in the pool: no more than 35.'
    expect(await Promise.all(first)).toEqual([message, message])
  } finally {
    proxy.stop()
  }
})

test('tasks over a line that is cut: no state comes twice, and the end of each comes', async () => {
  const { member } = await holdfast.organization({ mode: 'SANDBOX' })
  const proxy = await startProxy(url)
  try {
    const client = clientOf(member.key, { url: proxy.url })
    const ended = new Set<string>()
    const isLast = ({ id, status }: { id: string; status: string }) => {
      if (status === 'SUCCEEDED') ended.add(id)
      if (ended.size % 4 === 2) proxy.cut()
      return ended.size === 20
    }
    const reading = readUntil(client.watch(TasksUpdated, {}), isLast)
    for (let i = 0; i < 20; i++) {
      const answer = await clientOf(member.key).mutate(SubmitTask, { model: 'suno', operation: 'music' })
      expect(answer.__typename).toBe('SubmitTaskSuccess')
    }
    const seen = (await reading).map(({ id, sequence }) => `${id} ${sequence}`)
    expect(new Set(seen).size).toBe(seen.length)
  } finally {
    proxy.stop()
  }
})

test('if a proxy lets no WebSocket through, streams use server-sent events', async () => {
  const { id: organizationId, admin } = await holdfast.organization({ credits: 1n })
  const accepts: string[] = []
  const server = createServer((incoming, response) => {
    accepts.push(incoming.headers.accept ?? 'none')
    const { connection: _, upgrade: __, ...headers } = incoming.headers
    const outgoing = request(`${url}${incoming.url}`, { method: incoming.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    incoming.pipe(outgoing)
    response.on('close', () => outgoing.destroy())
    outgoing.on('error', () => response.destroy())
  })
  try {
    const client = clientOf(admin.key, { url: await listen(server) })
    const reading = readUntil(client.watch(BalanceChanged, {}), ({ available }) => available === 2)
    await expect.poll(() => accepts).toContain('text/event-stream')
    await operator().mutate(GrantCredits, { organizationId, creditType: 'music', credits: 1 })
    expect((await reading).at(-1)).toMatchObject({ available: 2 })
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('a stream whose key is revoked ends with an error, and one that is left ends quietly', async () => {
  const { admin } = await holdfast.organization()
  const client = clientOf(admin.key)
  const made = await client.mutate(CreateApiKey, { name: 'short', scopes: ['READ'] })
  if (made.__typename !== 'CreateApiKeySuccess') throw new Error(made.message)
  for (const live of ['socket', 'events'] as const) {
    const again = await client.mutate(CreateApiKey, { name: live, scopes: ['READ'] })
    if (again.__typename !== 'CreateApiKeySuccess') throw new Error(again.message)
    const reading = readUntil(clientOf(again.secret, { live }).watch(BalanceChanged, {}), () => {
      void client.mutate(RevokeApiKey, { apiKeyId: again.apiKey.id })
      return false
    })
    await expect(reading).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  }
  const leaving = new AbortController()
  const allowed = client.watch(SubmitPermission, { model: 'suno', operation: 'music' }, { signal: leaving.signal })
  const messages = await readUntil(allowed, ({ allowed }) => {
    expect(allowed).toBe(true)
    leaving.abort()
    return false
  })
  expect(messages).toHaveLength(1)
})

test('a hold is spent by what the work took, and given back if the work fails or was free', async () => {
  const { id: organizationId, admin } = await holdfast.organization({ credits: 100n })
  const client = operator()
  const hold = { organizationId, creditType: 'music', credits: 30 }
  expect(await withHold(client, hold, async () => 12)).toMatchObject({ hold: { spent: 12, released: 18 } })
  expect(await withHold(client, hold, async () => 0)).toMatchObject({ hold: { status: 'RELEASED', released: 30 } })
  const failing = withHold(client, hold, async () => {
    throw new Error('The GPU is gone.')
  })
  await expect(failing).rejects.toThrow('The GPU is gone.')
  expect(await withHold(client, { ...hold, credits: 500 }, async () => 1)).toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
  })
  expect(await clientOf(admin.key).query(Wallet, {})).toMatchObject({ wallet: { available: 88, frozen: 0, spent: 12 } })
})

test('a metered hold counts each event once over a line that is cut, says when to stop, and is closed with what was counted', async () => {
  const { id: organizationId } = await holdfast.organization({ credits: 100n })
  const price = {
    provider: 'acme',
    model: 'voice',
    operation: 'speak',
    creditType: 'music',
    credits: 1,
    unit: 'SECOND',
  }
  await mutate(holdfast.operator, 'createPriceRule', price)
  const proxy = await startProxy(url)
  try {
    const call = await openMetered(operator({ url: proxy.url }), {
      ...{ organizationId, model: 'voice', operation: 'speak', maxCredits: 30, silenceSeconds: 60 },
    })
    if (call.__typename !== 'Metering') throw new Error(call.message)
    for (let i = 0; i < 20; i++) {
      const metering = call.meter(1)
      if (i % 3 === 0) proxy.cut()
      expect((await metering).__typename).toBe('MeterSuccess')
    }
    expect(await call.meter(50)).toMatchObject({ __typename: 'MeterStoppedError', stoppedBy: 'MAXIMUM' })
    expect(await call.meter(10)).toMatchObject({ meter: { units: 30, sequence: 21 } })
    expect(await call.close()).toMatchObject({ hold: { status: 'SPENT', spent: 30 } })
  } finally {
    proxy.stop()
  }
})

test.each(['docs/client.md', 'packages/client/README.md'])(
  'the program of %s runs exactly as written there, and prints what it says',
  async (path) => {
    const { member } = await holdfast.organization({ mode: 'SANDBOX' })
    const page = await readFile(join(ROOT, path), 'utf8')
    const [, program = '', output = ''] = /```ts\n([\s\S]*?)```\n```\n([\s\S]*?)```/.exec(page) ?? []
    const folder = await mkdtemp(join(ROOT, 'test/.clients-'))
    try {
      await writeFile(join(folder, 'program.ts'), program.replace('http://localhost:4000', url))
      const flags = ['--conditions=@holdfast/source', 'program.ts']
      const env = { ...process.env, HOLDFAST_KEY: member.key ?? '' }
      const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: folder, env })
      expect(stdout).toBe(output)
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)
