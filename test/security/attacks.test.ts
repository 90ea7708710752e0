// Attacks: floods, bombs, injections, invalid numbers, ids of other tenants, and forms of other pages. Each is refused with a
// reason, changes nothing, and reveals nothing internal.

import { once } from 'node:events'
import { connect } from 'node:net'
import { Writable } from 'node:stream'
import { crc32, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { openApp } from '../../src/openApp.ts'
import { type Answer, Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Balance, Grant, Submit, SubmitMany, WhoAmI } from '../support/operations.ts'

let holdfast: TestHoldfast
let limited: TestHoldfast
let mine: TestOrganization
const logged: string[] = []

beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  holdfast = await startTestHoldfast({ log: pino({ level: 'trace' }, sink) })
  mine = await holdfast.organization()
  limited = await startTestHoldfast({
    rates: { perKey: 10, perOrganization: 15 },
    streamsPerCaller: 3,
    explorer: false,
    operations: {
      documents: new Map([
        ['known', '{ viewer { isOperator } }'],
        ['watch', 'subscription { tasksUpdated { id } }'],
      ]),
      only: false,
    },
  })
})
afterAll(async () => {
  await Promise.all([holdfast.stop(), limited.stop()])
})

const song = { model: 'suno', operation: 'music' }

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${holdfast.holdfast.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': mine.admin.key ?? '', ...headers },
    body,
  })
}

async function codesOf(client: Client, query: string, variables?: unknown): Promise<unknown[]> {
  const { errors } = await client.send(query, variables)
  return errors?.map(({ extensions, message }) => extensions?.code ?? message) ?? []
}

/** Shows nothing of what is inside. */
function expectDiscreet(text: string): void {
  expect(text).not.toMatch(/prisma|select |insert |pg_|node_modules|\.ts:|at \w+ \(|ECONN|relation "/i)
}

test('a thousand aliases of any field are refused before one is executed', async () => {
  const aliases = (field: string) => Array.from({ length: 1_000 }, (_, i) => `a${i}: ${field}`).join(' ')
  for (const query of [
    `mutation { ${aliases('submitTask(input: { model: "suno", operation: "music" }) { __typename }')} }`,
    `{ ${aliases('viewer { isOperator }')} }`,
  ]) {
    const { data, errors } = await mine.member.send(query)
    expect(data ?? null).toBeNull()
    expect(errors?.length).toBeGreaterThan(0)
  }
  const { data, errors } = await mine.member.send(
    `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: viewer { isOperator }`).join(' ')} }`,
  )
  expect(data ?? null).toBeNull()
  expect(errors?.[0]?.message).toMatch(/alias/i)
  expect((await mine.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 1_000, frozen: 0 })
})

test('a batch of operations in one request is refused', async () => {
  const response = await post(
    JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ viewer { isOperator } }' }))),
  )
  expect(response.status).toBe(400)
})

test('depth, breadth and cost are limited, and fragments that double or form a circle do not avoid the limits', async () => {
  const deep = `{ organization { ${'members { edges { node { organization { '.repeat(20)} name ${'} } } } '.repeat(20)} } }`
  expect((await codesOf(mine.admin, deep))[0]).toMatch(/COST_LIMIT|DEPTH_LIMIT/)
  const pages =
    '{ organization { tasks(first: 100) { edges { node { organization { tasks(first: 100) { edges { node { organization { tasks(first: 100) { edges { node { id } } } } } } } } } } } } }'
  const { errors, extensions } = (await mine.admin.send(pages)) as Answer<unknown> & { extensions?: { cost?: object } }
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'COST_LIMIT' })
  expect(extensions?.cost).toBeDefined()
  const doubling = Array.from(
    { length: 30 },
    (_, i) => `fragment f${i} on Organization { ...f${i + 1} ...f${i + 1} }`,
  ).join(' ')
  await mine.admin.send(`{ organization { ...f0 } } ${doubling} fragment f30 on Organization { name id }`)
  const circle = await mine.admin.send(
    '{ organization { ...a } } fragment a on Organization { ...b } fragment b on Organization { ...a }',
  )
  expect(circle.errors?.[0]?.message).toMatch(/cannot spread fragment|circular/i)
  const directives = await mine.admin.send(`{ viewer { isOperator ${'@include(if: true) '.repeat(500)} } }`)
  expect(directives.errors?.length).toBeGreaterThan(0)
  const cost = (await mine.admin.send('{ viewer { isOperator } }')) as { extensions?: { cost?: object } }
  expect(cost.extensions?.cost).toEqual({ requestedQueryCost: 2, actual: expect.any(Number) })
})

test('huge queries, lists, strings and bodies are refused', async () => {
  const tokens = await mine.admin.send(`{ ${'viewer { isOperator } '.repeat(2_000)} }`)
  expect(tokens.errors?.length).toBeGreaterThan(0)
  const comment = await post(JSON.stringify({ query: `{ viewer { isOperator } } #${'x'.repeat(10_000_000)}` }))
  expect(comment.status).toBe(413)
  const inputs = Array.from({ length: 1_001 }, () => song)
  const many = await mine.member.run(SubmitMany, { inputs })
  expect(many.submitTasks).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'tasks must have 1 to 1000 items, not 1001',
  })
  const long = await mine.member.run(Submit, { input: { ...song, idempotencyKey: 'k'.repeat(256) } })
  expect(long.submitTask).toMatchObject({ code: 'INVALID_INPUT' })
  const large = await mine.member.run(Submit, { input: { ...song, input: { prompt: 'x'.repeat(200_000) } } })
  expect(large.submitTask).toMatchObject({ code: 'INVALID_INPUT' })
  const ids = Array.from({ length: 5_000 }, () => mine.id)
  expect((await codesOf(mine.admin, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }))[0]).toBeDefined()
  for (const page of ['first: 1000000', 'first: -1', 'first: 0', 'first: 1, last: 1', 'last: 101']) {
    const { data, errors } = await mine.admin.send<{ organization: { members: object } | null }, unknown>(
      `{ organization { members(${page}) { edges { node { id } } } } }`,
    )
    expect(errors?.length ?? 0, page).toBeGreaterThan(0)
    expect(data?.organization?.members ?? null, page).toBeNull()
  }
})

test('a compressed bomb uses little memory', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, 32))
  const response = await post(new Uint8Array(bomb), { 'content-encoding': 'gzip' })
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
})

test('invalid amounts of credits are refused in every form and move nothing', async () => {
  const grant = (credits: string) =>
    `mutation { grantCredits(input: { organizationId: "${mine.id}", credits: ${credits} }) { __typename ... on Error { code } } }`
  for (const credits of [
    '-1',
    '0',
    '1.5',
    '1e-10',
    '1e400',
    '9007199254740993',
    '99999999999999999999',
    '"10"',
    'NaN',
    'null',
    'true',
    '[1, 2]',
    '{}',
    '٣',
    '0x10',
    '1_000',
  ]) {
    const { data, errors } = await holdfast.operator.send<{ grantCredits: { code?: string } | null }, unknown>(
      grant(credits),
    )
    expect(errors ?? data?.grantCredits?.code, credits).toBeDefined()
  }
  for (const credits of [-1, 0, 1.5, 2 ** 53, Number.MAX_VALUE, '1', 'NaN', [], {}, true, null]) {
    const { data, errors } = await holdfast.operator.send(Grant, {
      input: { organizationId: mine.id, credits: credits as number },
    })
    expect(errors ?? (data?.grantCredits as { code?: string })?.code, String(credits)).toBeDefined()
  }
  expect((await mine.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 1_000, granted: 1_000 })
})

const INJECTIONS = [
  "'; DROP TABLE wallet; --",
  "' OR '1'='1",
  '"; SELECT pg_sleep(5); --',
  '$1',
  `$${'{7*7}'}`,
  '{{7*7}}',
  '\\',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '{"$gt": ""}',
  '__proto__',
  'constructor',
  'a\u202Eb',
  '\uFF10\uFF11',
]

test('injections in any string are stored as text or refused, and execute nothing', async () => {
  for (const text of INJECTIONS) {
    const requests: [string, Record<string, unknown>][] = [
      [
        'mutation($t: String!) { submitTask(input: { model: $t, operation: $t, idempotencyKey: $t }) { __typename ... on Error { code } } }',
        { t: text },
      ],
      [
        'mutation($t: JSONObject!) { submitTask(input: { model: "suno", operation: "music", input: $t }) { __typename ... on Error { code } } }',
        { t: { prompt: text, [text]: 1 } },
      ],
      [
        'mutation($t: String!) { updateOrganization(input: { name: $t }) { __typename ... on Error { code } } }',
        { t: text },
      ],
      [
        'mutation($t: String!) { createBudget(input: { period: DAY, limit: 1, creditType: $t, model: $t }) { __typename ... on Error { code } } }',
        { t: text },
      ],
      [
        'mutation($t: String!) { createApiKey(input: { name: $t, scopes: [READ], allowedAddresses: [$t] }) { __typename ... on Error { code } } }',
        { t: text },
      ],
      [
        'mutation($t: String!) { createInvitation(input: { role: MEMBER, email: $t }) { __typename ... on Error { code } } }',
        { t: text },
      ],
      [
        'query($t: String!) { organization { wallet(creditType: $t) { available } } priceRules(model: $t) { id } invitation(invitationSecret: $t) { role } }',
        { t: text },
      ],
      [
        'query($t: String!) { organization { audit(filter: { action: $t, subjectId: $t }, after: $t) { edges { node { id } } } } }',
        { t: text },
      ],
      ['query($t: ID!) { node(id: $t) { id } }', { t: text }],
    ]
    for (const [query, variables] of requests) {
      const response = await post(JSON.stringify({ query, variables }))
      const answer = await response.text()
      expect(response.status, answer).toBeLessThan(500)
      expect(answer, `${query} ${JSON.stringify(text)}`).not.toContain('INTERNAL_SERVER_ERROR')
      // What was sent may be said again.
      expectDiscreet(
        answer.replaceAll(JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1), '').replaceAll(text, ''),
      )
    }
  }
  expect((await mine.admin.run(Balance)).organization?.wallet?.granted).toBe(1_000)
})

test('JSON input can’t change a prototype', async () => {
  const query =
    'mutation($i: JSONObject!) { submitTask(input: { model: "suno", operation: "music", input: $i }) { __typename } }'
  const variables = '{"i": {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}}'
  expect((await post(`{"query": ${JSON.stringify(query)}, "variables": ${variables}}`)).status).toBe(200)
  expect((await post(`{"query": ${JSON.stringify(query)}, "__proto__": {"polluted": 1}}`)).status).toBe(400)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('slugs and credit types accept ASCII letters only, and look-alikes are refused', async () => {
  for (const creditType of ['Music', 'mus\u0456c', 'music ', ' music', 'music\u200b', '\uFF4Dusic', '']) {
    const answer = await holdfast.operator.run(Grant, { input: { organizationId: mine.id, creditType, credits: 1 } })
    expect(answer.grantCredits, JSON.stringify(creditType)).toMatchObject({ code: 'INVALID_INPUT' })
  }
  const first = await mine.member.run(Submit, { input: { ...song, idempotencyKey: 'caf\u00e9' } })
  const second = await mine.member.run(Submit, { input: { ...song, idempotencyKey: 'cafe\u0301' } })
  const taskOf = (answer: typeof first) =>
    answer.submitTask?.__typename === 'SubmitTaskSuccess' ? answer.submitTask.task.id : null
  expect(taskOf(first)).not.toBe(taskOf(second))
  const own = await mine.member.run(Submit, { input: { ...song, idempotencyKey: 'holdfast: mine' } })
  expect(own.submitTask).toMatchObject({ code: 'INVALID_INPUT' })
})

test('an idempotency key with other parameters is refused, and each tenant has its own keys', async () => {
  const other = await holdfast.organization()
  const key = { idempotencyKey: 'replayed' }
  const first = await mine.member.run(Submit, { input: { ...song, ...key } })
  expect(first.submitTask?.__typename).toBe('SubmitTaskSuccess')
  const changed = await mine.member.run(Submit, { input: { ...song, ...key, input: { prompt: 'other' } } })
  expect(changed.submitTask).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  const theirs = await other.member.run(Submit, { input: { ...song, ...key } })
  expect(theirs.submitTask).toMatchObject({ __typename: 'SubmitTaskSuccess', replayed: false })
})

test('forms and plain text, which other pages can send, execute nothing', async () => {
  const query = 'mutation { updateOrganization(input: { name: "Evil" }) { __typename } }'
  for (const [type, body] of [
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(query)}`],
    ['text/plain', JSON.stringify({ query })],
    ['multipart/form-data; boundary=x', `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${query}\r\n--x--`],
  ] as const) {
    expect((await post(body, { 'content-type': type })).status, type).toBe(415)
  }
  const get = await fetch(`${holdfast.holdfast.url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { 'x-api-key': mine.admin.key ?? '' },
  })
  expect(get.status).toBe(405)
  const preflight = await fetch(`${holdfast.holdfast.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
})

test('a key in the URL is ignored', async () => {
  const response = await fetch(
    `${holdfast.holdfast.url}/graphql?apiKey=${mine.admin.key}&x-api-key=${mine.admin.key}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { isOperator } }' }),
    },
  )
  expect(await response.json()).toMatchObject({ data: { viewer: null } })
})

test('headers that split or come twice are refused or have no effect', async () => {
  const { port } = new URL(holdfast.holdfast.url)
  const raw = async (text: string) => {
    const socket = connect(Number(port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => {
      answer += data
    })
    socket.end(text)
    await once(socket, 'close')
    return answer
  }
  const body = '{"query":"{ viewer { isOperator } }"}'
  const twoLengths = await raw(
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\ncontent-length: 5\r\n\r\n${body}`,
  )
  expect(twoLengths).toContain('400 Bad Request')
  const both = await raw(
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n`,
  )
  expect(both).toContain('400 Bad Request')
})

test('a key or an organization past its rate is told when to try again, and others are not affected', async () => {
  const [busy, calm] = await Promise.all([limited.organization(), limited.organization()])
  const flood = async (client: Client, count: number) =>
    (await Promise.all(Array.from({ length: count }, () => client.send('{ viewer { isOperator } }')))).filter(
      ({ errors }) => errors?.[0]?.extensions?.code === 'RATE_LIMITED',
    )
  const refused = await flood(busy.member, 150)
  // 100 in ten seconds, and a twentieth more at most.
  expect(refused.length).toBeGreaterThanOrEqual(45)
  expect(refused[0]?.errors?.[0]?.extensions?.retryAfterMs).toBeGreaterThan(0)
  const response = await fetch(`${limited.holdfast.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': busy.member.key ?? '' },
    body: JSON.stringify({ query: '{ viewer { isOperator } }' }),
  })
  expect(response.status).toBe(429)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  await expect(busy.member.watch('subscription { tasksUpdated { id } }' as never).next()).rejects.toThrow(
    'RATE_LIMITED',
  )
  // What is left of the organization's 150 is for its other keys, and no more.
  expect((await flood(busy.otherMember, 100)).length).toBeGreaterThanOrEqual(40)
  expect(await flood(calm.member, 50)).toHaveLength(0)

  // Two processes share a rate; each may have a twentieth of it left over.
  const second = await startHoldfast({
    databaseUrl: limited.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    rates: { perKey: 10, perOrganization: 15 },
  })
  const { member } = await limited.organization()
  const there = new Client(second.url, member.key)
  const refusedOfBoth = (await Promise.all([flood(member, 100), flood(there, 100)])).flat()
  expect(refusedOfBoth.length).toBeGreaterThanOrEqual(90)
  await second.stop()
})

test('live streams past their limit are refused until one has ended', async () => {
  const { member } = await limited.organization()
  const open = () => member.watch('subscription { balanceChanged { available } }' as never)
  const streams = [open(), open(), open()]
  await Promise.all(streams.map((stream) => stream.next()))
  await expect(open().next()).rejects.toThrow('TOO_MANY_STREAMS')
  await streams[0]?.end()
  await expect
    .poll(() =>
      open()
        .next()
        .then(
          () => 'open',
          () => 'refused',
        ),
    )
    .toBe('open')
})

test('introspection and suggestions are refused without the explorer, and persisted operations run by their ids', async () => {
  const { member } = await limited.organization()
  expect((await member.send('{ __schema { types { name } } }')).errors?.[0]?.message).toMatch(/introspection/i)
  const overSocket = member.watch('{ __schema { types { name } } }' as never).next()
  await expect(overSocket).rejects.toThrow(/introspection/i)
  const typo = await member.send('{ viewr { isOperator } }')
  expect(typo.errors?.[0]?.message).not.toMatch(/did you mean/i)
  expect((await fetch(`${limited.holdfast.url}/graphql`, { headers: { accept: 'text/html' } })).status).not.toBe(200)
  const byId = (id: string) =>
    fetch(`${limited.holdfast.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': member.key ?? '' },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } }),
    })
  expect(await (await byId('known')).json()).toMatchObject({ data: { viewer: { isOperator: false } } })
  expect((await byId('unknown')).status).toBe(404)
})

test('an unexpected error is answered with an id only, and logged in full without secrets', async () => {
  const { prisma } = holdfast.holdfast.app
  await prisma.$executeRawUnsafe('ALTER TABLE price_rule RENAME TO price_rule_away')
  const answer = JSON.stringify(
    await mine.admin.send('{ organization { tasks(first: 1) { edges { node { priceRule { id } } } } } }'),
  )
  await prisma.$executeRawUnsafe('ALTER TABLE price_rule_away RENAME TO price_rule')
  expectDiscreet(answer)
  const errorId = /"errorId":"([^"]+)"/.exec(answer)?.[1] ?? 'none'
  const log = logged.join('')
  expect(log).toContain(errorId)
  const { data } = await mine.admin.send<{ createApiKey: { secret: string } }, unknown>(
    'mutation { createApiKey(input: { name: "s", scopes: [READ] }) { ... on CreateApiKeySuccess { secret } } }',
  )
  await holdfast.client(data?.createApiKey.secret ?? '').run(WhoAmI)
  for (const key of [mine.admin.key, mine.member.key, holdfast.operator.key, data?.createApiKey.secret]) {
    expect(logged.join('')).not.toContain(key?.slice(12))
  }
})

test('a key that is almost right is looked up like any other: by the hash of the whole key', async () => {
  const sent: string[] = []
  const app = openApp({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    onStatement: (sql) => sent.push(sql),
  })
  const lookUp = async (body: string) => {
    const secret = body + crc32(body).toString(16).padStart(8, '0')
    sent.length = 0
    expect(await app.access.authenticate({ secret, cookies: null, organizationId: null, address: null })).toBeNull()
    return sent.toSorted()
  }
  const real = (mine.member.key ?? '').slice(0, -8)
  const nearly = await lookUp(`${real.slice(0, -1)}${real.endsWith('0') ? '1' : '0'}`)
  const wrong = await lookUp(`hf_member_${'0'.repeat(40)}`)
  expect(nearly.length).toBeGreaterThan(0)
  expect(nearly).toEqual(wrong)
  expect(nearly.join()).toContain('"hash"')
  await app.close()
})
