// The official audits of GraphQL over HTTP, and the close codes of the graphql-ws protocol.

import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { serverAudits } from 'graphql-http'
import { NIL } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { newKey } from '../../src/access/keys.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Grant, SubmitMany, WatchBalance } from '../support/operations.ts'

let holdfast: TestHoldfast
let mine: TestOrganization
let now: Date

beforeAll(async () => {
  now = new Date()
  holdfast = await startTestHoldfast({ clock: () => now })
  mine = await holdfast.organization()
})
afterAll(() => holdfast.stop())

test('every MUST and SHOULD of the GraphQL-over-HTTP specification holds', async () => {
  const audits = serverAudits({ url: `${holdfast.holdfast.url}/graphql` })
  expect(audits.length).toBeGreaterThan(50)
  const failed: string[] = []
  for (const audit of audits) {
    const result = await audit.fn()
    if (result.status === 'error' || result.status === 'warn') failed.push(`${audit.name}: ${result.reason}`)
  }
  expect(failed).toEqual([])
})

interface RefusedKeys {
  readonly READ: string
  readonly REVOKED: string
  readonly EXPIRED: string
  readonly ELSEWHERE: string
}

/** Keys, each of which is refused for a reason of its own. */
async function refusedKeys(): Promise<RefusedKeys> {
  const key = async (more: string) => {
    const { data } = await mine.owner.send<{ createApiKey: { secret: string; apiKey: { id: string } } }, unknown>(
      `mutation { createApiKey(input: { name: "k", scopes: [READ] ${more} }) { ... on CreateApiKeySuccess { secret apiKey { id } } } }`,
    )
    return data?.createApiKey as { secret: string; apiKey: { id: string } }
  }
  const [read, revoked, elsewhere] = [
    await key(''),
    await key(''),
    await key('allowedAddresses: ["203.0.113.1"]'),
  ] as const
  const expired = await key(`expiresAt: "${new Date(now.getTime() + 1_000).toISOString()}"`)
  now = new Date(now.getTime() + 1_000)
  await mine.owner.send(`mutation { revokeApiKey(input: { apiKeyId: "${revoked.apiKey.id}" }) { __typename } }`)
  return { READ: read.secret, REVOKED: revoked.secret, EXPIRED: expired.secret, ELSEWHERE: elsewhere.secret }
}

const CREDENTIALS: readonly [what: string, headers: (keys: RefusedKeys) => Record<string, string>, reason: string][] = [
  ['no key', () => ({}), 'MISSING'],
  ['the scheme of a proxy', () => ({ authorization: 'Basic YWRhOmFkYQ==' }), 'SCHEME'],
  ['a key without a scheme', ({ READ }) => ({ authorization: READ }), 'SCHEME'],
  ['a key cut off', ({ READ }) => ({ 'x-api-key': READ.slice(0, -1) }), 'MALFORMED'],
  ['a key that nobody has', () => ({ 'x-api-key': newKey('member').secret }), 'UNKNOWN_KEY'],
  ['a revoked key', ({ REVOKED }) => ({ authorization: `Bearer ${REVOKED}` }), 'KEY_REVOKED'],
  ['an expired key', ({ EXPIRED }) => ({ 'x-api-key': EXPIRED }), 'KEY_EXPIRED'],
  ['a key from elsewhere', ({ ELSEWHERE }) => ({ 'x-api-key': ELSEWHERE }), 'KEY_ADDRESS'],
  [
    'a key of another organization',
    ({ READ }) => ({ 'x-api-key': READ, 'x-organization': encodeGlobalId('Organization', NIL) }),
    'KEY_ORGANIZATION',
  ],
  [
    'a key and an organization that is none',
    ({ READ }) => ({ 'x-api-key': READ, 'x-organization': 'x' }),
    'KEY_ORGANIZATION',
  ],
  ['a token of nobody', () => ({ authorization: 'Bearer a.b.c' }), 'INVALID_TOKEN'],
]

const REASONS = new Set(CREDENTIALS.map(([, , reason]) => reason))

test('a request without valid credentials gets 401 with WWW-Authenticate and the reason', async () => {
  const keys = await refusedKeys()
  const messages = new Set<string>()
  for (const accept of ['application/json', 'application/graphql-response+json', 'text/event-stream']) {
    for (const [what, headers, reason] of CREDENTIALS) {
      const sse = accept === 'text/event-stream'
      const query = sse
        ? 'subscription { balanceChanged { sequence } }'
        : '{ ...F } fragment F on Query { organization { id } }'
      const response = await fetch(`${holdfast.holdfast.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept, ...headers(keys) },
        body: JSON.stringify({ query }),
      })
      expect(response.status, what).toBe(401)
      const challenge = response.headers.get('www-authenticate') ?? ''
      expect(challenge, what).toMatch(
        ['MISSING', 'SCHEME'].includes(reason) ? /^Bearer realm="holdfast"$/ : /^Bearer .*error="invalid_token"/,
      )
      const text = await response.text()
      const { errors, ...others } = JSON.parse(sse ? (/^data: (.+)$/m.exec(text)?.[1] ?? '') : text)
      expect(others).not.toHaveProperty('data')
      expect(errors, what).toEqual([{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', reason } }])
      messages.add(errors[0].message)
    }
  }
  expect(messages.size).toBe(REASONS.size)
  // Credentials that are refused are refused for what is for everybody, too; none at all are not.
  const ask = (headers: Record<string, string>, query: string) =>
    fetch(`${holdfast.holdfast.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    })
  expect((await ask({ 'x-api-key': keys.REVOKED }, '{ viewer { isOperator } }')).status).toBe(401)
  expect(await (await ask({}, '{ viewer { isOperator } }')).json()).toMatchObject({ data: { viewer: null } })
  const partly = await ask({}, '{ viewer { isOperator } organization { id } }')
  expect(partly.status).toBe(200)
  expect(await partly.json()).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'MISSING' } }],
  })
})

test('an export without valid credentials gets 401 and the reason', async () => {
  const keys = await refusedKeys()
  for (const [what, headers] of CREDENTIALS) {
    const response = await fetch(`${holdfast.holdfast.url}/organizations/${mine.id}/audit`, { headers: headers(keys) })
    expect(response.status, what).toBe(401)
    expect(response.headers.get('www-authenticate'), what).toContain('Bearer')
  }
})

class Socket {
  readonly socket: WebSocket
  readonly messages: { type: string; id?: string; payload?: unknown }[] = []
  readonly closed: Promise<number>
  reason = ''

  constructor(headers: Record<string, string> = {}, protocol = 'graphql-transport-ws') {
    this.socket = new WebSocket(`${holdfast.holdfast.url.replace('http', 'ws')}/graphql`, protocol, { headers })
    this.socket.on('message', (data) => this.messages.push(JSON.parse(String(data))))
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code, reason) => {
        this.reason = String(reason)
        resolve(code)
      }),
    )
    this.socket.on('error', () => {})
  }

  static async open(headers: Record<string, string> = {}): Promise<Socket> {
    const made = new Socket(headers)
    await once(made.socket, 'open')
    return made
  }

  static async ready(key: string | null = mine.member.key): Promise<Socket> {
    const made = await Socket.open()
    made.send({ type: 'connection_init', payload: { apiKey: key } })
    await made.message(({ type }) => type === 'connection_ack')
    return made
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  async message(isIt: (message: { type: string; id?: string; payload?: unknown }) => boolean) {
    while (true) {
      const found = this.messages.find(isIt)
      if (found) return found
      await once(this.socket, 'message')
    }
  }
}

const watch = { query: 'subscription { tasksUpdated { id } }' }
const ask = { query: '{ viewer { isOperator } }' }

test('an operation before connection_init closes the socket with 4401', async () => {
  const socket = await Socket.open()
  socket.send({ type: 'subscribe', id: '1', payload: ask })
  expect(await socket.closed).toBe(4401)
})

test('a missing connection_init closes the socket with 4408', async () => {
  expect(await (await Socket.open()).closed).toBe(4408)
})

test('a second connection_init closes the socket with 4429', async () => {
  const socket = await Socket.ready()
  socket.send({ type: 'connection_init', payload: { apiKey: mine.member.key } })
  expect(await socket.closed).toBe(4429)
})

test('an invalid key closes the socket with 4403', async () => {
  const socket = await Socket.open()
  socket.send({ type: 'connection_init', payload: { apiKey: 'nonsense' } })
  expect(await socket.closed).toBe(4403)
  for (const payload of [
    null,
    undefined,
    {},
    { apiKey: 5 },
    { apiKey: { toString: 1 } },
    { __proto__: { apiKey: 'x' } },
  ]) {
    const other = await Socket.open()
    other.send({ type: 'connection_init', payload })
    expect(await other.closed).toBe(4403)
  }
})

test('the reason of the close says what is wrong with the credentials', async () => {
  const keys = await refusedKeys()
  const reasons = new Set<string>()
  for (const [what, headers] of CREDENTIALS) {
    const socket = await Socket.open()
    socket.send({ type: 'connection_init', payload: headers(keys) })
    expect(await socket.closed, what).toBe(4403)
    reasons.add(socket.reason)
  }
  expect(reasons.size).toBe(REASONS.size)
})

test('connection_init takes a key under whichever name and case clients send it, at the top or in headers', async () => {
  const key = mine.member.key as string
  for (const payload of [
    { apiKey: key },
    { 'x-api-key': key },
    { 'X-API-Key': key },
    { authorization: `Bearer ${key}` },
    { Authorization: `Bearer ${key}` },
    { AUTHORIZATION: `bearer ${key}` },
    { headers: { 'x-api-key': key } },
    { headers: { apiKey: key } },
    { headers: { Authorization: `Bearer ${key}` } },
    { Headers: { authorization: `Bearer ${key}` } },
    { headers: { 'x-api-key': 'nonsense' }, apiKey: key },
    { headers: { 'X-Organization': mine.id, Authorization: `Bearer ${key}` } },
  ]) {
    const socket = await Socket.open()
    socket.send({ type: 'connection_init', payload })
    await socket.message(({ type }) => type === 'connection_ack')
    socket.socket.close()
  }
  for (const payload of [{ headers: [key] }, { headers: { headers: { apiKey: key } } }, { key }]) {
    const socket = await Socket.open()
    socket.send({ type: 'connection_init', payload })
    expect(await socket.closed).toBe(4403)
  }
})

test('a repeated id closes the socket with 4409, and an invalid message with 4400', async () => {
  const twice = await Socket.ready()
  twice.send({ type: 'subscribe', id: '1', payload: watch })
  twice.send({ type: 'subscribe', id: '1', payload: watch })
  expect(await twice.closed).toBe(4409)
  for (const nonsense of ['{', '[]', '{"type":"nonsense"}', '{"type":"subscribe"}', '"text"']) {
    const socket = await Socket.ready()
    socket.send(nonsense)
    expect(await socket.closed, nonsense).toBe(4400)
  }
})

test('another subprotocol is refused with 4406, and another path with 404', async () => {
  const socket = new Socket({}, 'graphql-ws')
  expect([1006, 4406]).toContain(await socket.closed)
  const elsewhere = new WebSocket(`${holdfast.holdfast.url.replace('http', 'ws')}/elsewhere`)
  const [error] = await once(elsewhere, 'error')
  expect(String(error)).toContain('404')
})

/** What is answered to these bytes, from the first line on. */
function answerTo(head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(holdfast.holdfast.url)
    const socket = connect(Number(port), hostname, () => socket.write(head))
    socket.once('data', (data) => {
      socket.destroy()
      resolve(String(data).split('\r\n')[0] ?? '')
    })
    socket.once('error', reject)
    socket.once('end', () => reject(new Error('no answer')))
  })
}

test('an invalid URL is answered, over HTTP and WebSocket, and the process continues', async () => {
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
  for (const address of ['//', 'http://', 'http://[', '///', '*']) {
    expect(await answerTo(`GET ${address} HTTP/1.1\r\nHost: here\r\n\r\n`), address).toMatch(/ 40[04] /)
    expect(await answerTo(`GET ${address} HTTP/1.1\r\nHost: here\r\n${upgrade}\r\n`), address).toMatch(/ 404 /)
  }
})

test('a client that disconnects before the answer to a wrong WebSocket path affects nobody', async () => {
  const { hostname, port } = new URL(holdfast.holdfast.url)
  const upgrade = 'GET /elsewhere HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
  for (let i = 0; i < 50; i++) {
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write(upgrade)
    socket.resetAndDestroy()
  }
  expect((await fetch(`${holdfast.holdfast.url}/health/ready`)).status).toBe(200)
})

test('a message that is too large closes the socket with 1009 and affects nobody else', async () => {
  const other = await Socket.ready()
  const socket = await Socket.ready()
  socket.send({ type: 'subscribe', id: '1', payload: { query: `{ viewer { isOperator } } #${'x'.repeat(300_000)}` } })
  expect(await socket.closed).toBe(1009)
  other.send({ type: 'subscribe', id: '1', payload: ask })
  expect(await other.message(({ id }) => id === '1')).toMatchObject({ type: 'next' })
  other.socket.close()
})

test('an operation that does not parse or validate gets an error, and the socket stays open', async () => {
  const socket = await Socket.ready()
  for (const [id, query] of Object.entries({ a: '{', b: '{ nothing }', c: 'subscription { nothing }' })) {
    socket.send({ type: 'subscribe', id, payload: { query } })
    expect(await socket.message((message) => message.id === id)).toMatchObject({ type: 'error' })
  }
  socket.send({ type: 'subscribe', id: 'd', payload: ask })
  expect(await socket.message(({ id }) => id === 'd')).toMatchObject({ type: 'next' })
  socket.socket.close()
})

test('a very long id of an operation is refused', async () => {
  const socket = await Socket.ready()
  socket.send({ type: 'subscribe', id: 'x'.repeat(201), payload: watch })
  expect(await socket.message(({ type }) => type === 'error')).toMatchObject({
    payload: [
      { message: 'The id of an operation must have at most 200 characters.', extensions: { code: 'BAD_USER_INPUT' } },
    ],
  })
  socket.socket.close()
})

test('live messages of any length arrive complete: a frame has its length in one, three or nine bytes', async () => {
  const socket = await Socket.ready((await holdfast.organization({ credits: 1n })).member.key)
  const next = (id: string, alias: string) => ({ id, type: 'next', payload: { data: { [alias]: { sequence: 1 } } } })
  const bytes = JSON.stringify(next('0', '')).length
  for (const [i, length] of [100, 125, 126, 127, 65_535, 65_536, 70_000].entries()) {
    const alias = 'x'.repeat(length - bytes)
    const query = `subscription { ${alias}: balanceChanged { sequence } }`
    socket.send({ type: 'subscribe', id: String(i), payload: { query } })
    const told = await socket.message(({ id }) => id === String(i))
    expect(told).toEqual(next(String(i), alias))
    expect(JSON.stringify(told)).toHaveLength(length)
  }
  socket.socket.close()
})

test('subscriptions past 200 on one socket are refused', async () => {
  const socket = await Socket.ready()
  for (let i = 0; i < 300; i++) socket.send({ type: 'subscribe', id: String(i), payload: watch })
  const refused = await socket.message(({ type }) => type === 'error')
  expect(JSON.stringify(refused)).toContain('TOO_MANY_OPERATIONS')
  socket.send({ type: 'ping' })
  expect(await socket.message(({ type }) => type === 'pong')).toBeDefined()
  socket.socket.close()
})

test.concurrent('a client that reads nothing is disconnected, and nobody else waits for it', async ({ expect }) => {
  const organization = await holdfast.organization()
  const slow = await Socket.ready(organization.member.key)
  const query = 'subscription { balanceChanged { sequence available frozen entry { id type credits hash } } }'
  for (let i = 0; i < 200; i++) slow.send({ type: 'subscribe', id: String(i), payload: { query } })
  await slow.message(({ id }) => id === '199')
  slow.socket.pause()
  const reading = organization.admin.watch(WatchBalance)
  await reading.next()
  // More than the buffers on the way hold.
  const inputs = Array.from({ length: 90 }, () => ({ model: 'suno', operation: 'music' }))
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 10_000 } })
  for (const left of [10_100, 9_200]) {
    await organization.member.run(SubmitMany, { inputs })
    await reading.until(({ balanceChanged }) => balanceChanged.available === left)
  }
  const listening = () => holdfast.holdfast.app.bus.listenerCount('entry', organization.uuid)
  await expect.poll(listening).toBe(1)
  slow.socket.resume()
  expect(await slow.closed).toBe(1013)
  expect(slow.reason).toContain('Too slow')
})

test.concurrent('a client that reads nothing over SSE is disconnected, too', async ({ expect }) => {
  const organization = await holdfast.organization({ credits: 10_000n })
  // Messages so large that what is on the way soon holds no more.
  const fields = Array.from({ length: 30 }, (_, i) => `a${i}${'x'.repeat(3_000)}: available`).join(' ')
  const query = `subscription { balanceChanged { ${fields} } }`
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    'x-api-key': organization.admin.key!,
  }
  const sent = request(`${holdfast.holdfast.url}/graphql`, { method: 'POST', headers })
  sent.on('error', () => {})
  sent.end(JSON.stringify({ query }))
  await once(sent, 'response')
  const listening = () => holdfast.holdfast.app.bus.listenerCount('entry', organization.uuid)
  expect(listening()).toBe(1)
  const inputs = Array.from({ length: 90 }, () => ({ model: 'suno', operation: 'music' }))
  for (let i = 0; i < 4; i++) await organization.member.run(SubmitMany, { inputs })
  await expect.poll(listening).toBe(0)
  sent.destroy()
})
