// A client's mistakes: every argument of the schema gets invalid values. Each answer is a typed error of Holdfast that names the
// field; the log has no error, and every request counts against the rate. The arguments come from the schema, so new ones are
// tried, too.

import { Writable } from 'node:stream'
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isUnionType,
} from 'graphql'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NESTING_MAX } from '../../src/formats/json.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { schema } from '../../src/server/schema.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Submit } from '../support/operations.ts'

const ERROR_LEVEL = 50
/** The requests that are sent without waiting for the answers of the others. */
const AT_ONCE = 8
/** What a library or a stack says, and no message of ours. */
const LIBRARY =
  /has invalid value|must not be null\.|its type does not allow|prisma|pothos|graphql-js|yoga|envelop|cannot represent|got invalid value|Variable "|Expected value of|expected (string|number|bigint|object|array)|Invalid (input|cursor|option)|Too (big|small)|zod|SQLSTATE|node_modules|at \w+ \(|undefined/i

let holdfast: TestHoldfast
let mine: TestOrganization
let ids: Readonly<Record<string, string>>
const logged: string[] = []

/** Keeps what is logged. */
const sink = new Writable({
  write(chunk, _encoding, done) {
    logged.push(String(chunk))
    done()
  },
})

beforeAll(async () => {
  holdfast = await startTestHoldfast({ log: pino({ level: 'warn' }, sink) })
})
afterAll(() => holdfast.stop())

/** An organization of its own for each field: much of what is tried is done. */
async function freshOrganization(): Promise<void> {
  mine = await holdfast.organization()
  const song = { model: 'suno', operation: 'music' }
  const { submitTask } = await mine.member.run(Submit, { input: song })
  const taskId = submitTask?.__typename === 'SubmitTaskSuccess' ? submitTask.task.id : ''
  const { data } = await mine.admin.send<Fixture, unknown>(
    '{ organization { members(first: 1, last: null) { edges { node { id } } } wallet { id lots { edges { node { id } } } openHolds { edges { node { id } } } } } }',
  )
  const { members, wallet } = data?.organization ?? {}
  ids = {
    ...{ Organization: mine.id, Task: taskId, Wallet: wallet?.id ?? '', Member: members?.edges[0]?.node.id ?? '' },
    ...{ CreditLot: wallet?.lots.edges[0]?.node.id ?? '', Hold: wallet?.openHolds.edges[0]?.node.id ?? '' },
  }
}

interface Nodes {
  edges: { node: { id: string } }[]
}
interface Fixture {
  organization: { members: Nodes; wallet: { id: string; lots: Nodes; openHolds: Nodes } }
}

type Input = GraphQLArgument | GraphQLInputField

function idFor(input: Input): string {
  const [of] = (input.extensions as { relayGlobalIDFor?: { typename: string }[] }).relayGlobalIDFor ?? []
  const type = of?.typename ?? 'Task'
  return ids[type] ?? encodeGlobalId(type, type === 'PriceRule' ? uuidv7() : `${mine.uuid}/${uuidv7()}`)
}

/** A value that is right as far as its type says. */
function goodFor(input: Input, type: GraphQLInputType = input.type): unknown {
  if (isNonNullType(type)) return goodFor(input, type.ofType)
  if (isListType(type)) return [goodFor(input, type.ofType)]
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    if (type.isOneOf) return fields[0] && { [fields[0].name]: goodFor(fields[0]) }
    // Whose organization it is about is always said, where it can be.
    const wanted = fields.filter((field) => isRequiredInputField(field) || field.name === 'organizationId')
    return Object.fromEntries(wanted.map((field) => [field.name, goodFor(field)]))
  }
  const values: Record<string, unknown> = { Boolean: true, DateTime: '2030-01-01T00:00:00Z', Float: 1, JSONObject: {} }
  if (type.name === 'ID') return idFor(input)
  return values[type.name] ?? (type.name === 'String' ? 'music' : 1)
}

const deepText = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
/** Stands for JSON that JSON.stringify couldn't write. */
const DEEPEST = 'nested 6,000 deep'
/** As JSON goes over the wire. */
const written = (body: unknown) => JSON.stringify(body).replace(JSON.stringify(DEEPEST), deepText(6_000))

const NO_STRINGS = [5, true, [], {}, [null]]
const NO_TEXTS = ['\0', 'a\0b', '\ud800', 'x\udfff']
const ODD_TEXTS = [
  '',
  ' ',
  'x'.repeat(100_000),
  "'; DROP TABLE wallet; --",
  '=1+1',
  '__proto__',
  '../..',
  '\u202e',
  '🎵',
]
const NO_NUMBERS = ['5', '', true, [], {}, 1.5, 1e300, -1, 2 ** 53, 'NaN']
const ODD_NUMBERS = [0, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1]

/** Per type: what can't be, or hardly. */
const BATTERY: Readonly<Record<string, readonly unknown[]>> = {
  Boolean: ['true', 1, [], {}],
  Credits: [...NO_NUMBERS, ...ODD_NUMBERS],
  DateTime: [
    'yesterday',
    '',
    5,
    [],
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    ...NO_TEXTS,
  ],
  Float: NO_NUMBERS,
  ID: ['x', 'task_', 'task_AAAA', 'org_', '\0', '\ud800', '__proto__', 'constructor', 'x'.repeat(10_000), true, [], {}],
  Int: [...NO_NUMBERS, ...ODD_NUMBERS, -(2 ** 31)],
  JSONObject: [
    'x',
    5,
    [],
    [{}],
    JSON.parse(deepText(NESTING_MAX + 1)),
    DEEPEST,
    { '\0': 1 },
    { a: ['\ud800'] },
    { a: 'x'.repeat(200_000) },
    { toJSON: 1, constructor: 1 },
  ],
  SafeInt: [...NO_NUMBERS, ...ODD_NUMBERS],
  String: [...NO_STRINGS, ...NO_TEXTS, ...ODD_TEXTS],
}

/** Values for a type, wrong at one place each. */
function badFor(input: Input, type: GraphQLInputType = input.type): unknown[] {
  if (isNonNullType(type)) return [null, ...badFor(input, type.ofType)]
  if (isListType(type)) {
    const item = goodFor(input, type.ofType)
    return [...badFor(input, type.ofType).map((bad) => [bad]), Array.from({ length: 2_000 }, () => item), [], {}]
  }
  if (isEnumType(type)) return ['NEVER', '', 5, true, [], {}, '\0']
  if (!isInputObjectType(type)) return [...(BATTERY[type.name] ?? [])]
  const good = goodFor(input, type) as object
  const fields = Object.values(type.getFields())
  return [
    ...['x', 5, [], { ...good, nobodyKnowsThis: 1 }, {}],
    ...fields.flatMap((field) => badFor(field).map((bad) => ({ ...good, [field.name]: bad }))),
  ]
}

/** What to ask of a field, so that nothing but its arguments can be wrong. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (isScalarType(named) || isEnumType(named)) return ''
  if (isUnionType(named)) return '{ __typename ... on Error { code message } }'
  return '{ __typename }'
}

interface Answer {
  data?: Record<string, { code?: string; message?: string } | null> | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

async function ask(key: string | null, query: string, variables: object): Promise<{ status: number; text: string }> {
  const response = await fetch(`${holdfast.holdfast.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key ?? '' },
    body: written({ query, variables }),
  })
  return { status: response.status, text: await response.text() }
}

/** What is not as it must be about an answer; null if nothing is. */
function flawOf({ status, text }: { status: number; text: string }): string | null {
  if (status >= 500) return `status ${status}`
  const { data, errors } = JSON.parse(text) as Answer
  const refusals = Object.values(data ?? {}).filter(
    (each) => typeof each === 'object' && each !== null && 'code' in each,
  )
  for (const { message, extensions } of errors ?? []) {
    if (!extensions?.code) return `no code: ${message}`
    if (extensions.code === 'INTERNAL_SERVER_ERROR') return message
    if (LIBRARY.test(message)) return message
  }
  for (const refusal of refusals) if (LIBRARY.test(refusal?.message ?? '')) return refusal?.message ?? ''
  return null
}

/** Tries all values, several at a time. */
async function eachOf(values: readonly unknown[], attempt: (value: unknown) => Promise<void>): Promise<void> {
  const waiting = values.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const value of waiting) await attempt(value)
    }),
  )
}

/** Tries every argument of a field with everything that it can't be. `wrap` asks for the field where it is. */
async function tryField(
  parent: GraphQLObjectType,
  name: string,
  wrap: (field: string, variables: string) => string,
): Promise<string[]> {
  const field = parent.getFields()[name]
  if (!field) throw new Error(name)
  const required = field.args.filter(isRequiredArgument)
  const flaws: string[] = []
  for (const argument of field.args) {
    const all = [...new Set([...required, argument])]
    const declared = all.map((each) => `$${each.name}: ${each.type}`).join(', ')
    const given = all.map((each) => `${each.name}: $${each.name}`).join(', ')
    const query = wrap(`${name}(${given}) ${selectionOf(field.type)}`, `(${declared})`)
    const good = Object.fromEntries(required.map((each) => [each.name, goodFor(each)]))
    const tell = (bad: unknown, flaw: string) =>
      flaws.push(`${parent.name}.${name}(${argument.name}: ${JSON.stringify(bad)?.slice(0, 150)}): ${flaw}`)
    const before = logged.length
    // A variable that may be null may stand where a default is, and a null in it is no default.
    if (argument.defaultValue !== undefined && isNonNullType(argument.type)) {
      const nullable = query.replace(
        `$${argument.name}: ${argument.type}`,
        `$${argument.name}: ${argument.type.ofType}`,
      )
      const flaw = flawOf(await ask(holdfast.operator.key, nullable, { ...good, [argument.name]: null }))
      if (flaw) tell('null in a variable of its own', flaw)
    }
    await eachOf(badFor(argument), async (bad) => {
      const flaw = flawOf(await ask(holdfast.operator.key, query, { ...good, [argument.name]: bad }))
      if (flaw) tell(bad, flaw)
    })
    const [error] = logged.slice(before).filter((line) => JSON.parse(line).level >= ERROR_LEVEL)
    if (error) tell('one of all', error.slice(0, 1_000))
  }
  return flaws
}

const withArguments = (type: GraphQLObjectType | null | undefined) =>
  Object.values(type?.getFields() ?? {})
    .filter(({ args }) => args.length > 0)
    .map(({ name }) => name)

describe.each([
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
] as const)('%s', (kind, type) => {
  test.each(withArguments(type))('%s answers every mistake in our words', async (name) => {
    await freshOrganization()
    expect(
      await tryField(type as GraphQLObjectType, name, (field, variables) => `${kind}${variables} { ${field} }`),
    ).toEqual([])
  })
})

/** How to get to an object of each type that has a field with arguments. */
const PLACES: Readonly<Record<string, (field: string) => string>> = {
  Organization: (field) => `organization(id: "${mine.id}") { ${field} }`,
  Wallet: (field) => `node(id: "${ids.Wallet}") { ... on Wallet { ${field} } }`,
  Member: (field) => `node(id: "${ids.Member}") { ... on Member { ${field} } }`,
  Task: (field) => `node(id: "${ids.Task}") { ... on Task { ${field} } }`,
  Simulation: (field) => `node(id: "${encodeGlobalId('Simulation', uuidv7())}") { ... on Simulation { ${field} } }`,
  Entitlements: (field) => `entitlements { ${field} }`,
  Run: (field) => `node(id: "${encodeGlobalId('Run', `${mine.uuid}/${uuidv7()}`)}") { ... on Run { ${field} } }`,
  WebhookEndpoint: (field) =>
    `node(id: "${encodeGlobalId('WebhookEndpoint', `${mine.uuid}/${uuidv7()}`)}") { ... on WebhookEndpoint { ${field} } }`,
}

describe('fields of objects', () => {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && !type.name.startsWith('__') && !roots.has(type) && withArguments(type).length > 0,
  )

  test('every type with such fields can be reached', () => {
    expect(types.map(({ name }) => name).sort()).toEqual(Object.keys(PLACES).sort())
  })

  test.each(types.map((type) => [type.name, type] as const))(
    '%s answers every mistake in our words',
    async (name, type) => {
      await freshOrganization()
      const flaws: string[] = []
      for (const field of withArguments(type)) {
        flaws.push(
          ...(await tryField(type, field, (asked, variables) => `query${variables} { ${PLACES[name]?.(asked)} }`)),
        )
      }
      expect(flaws).toEqual([])
    },
  )
})

/** Requests that are none, or whose document is none, and the code that each is answered with. */
const REQUESTS: readonly (readonly [body: string, code: string, message: RegExp])[] = [
  ['{', 'BAD_REQUEST', /must be a JSON object/],
  ['[]', 'BAD_REQUEST', /^Send one operation per request; bulk mutations such as submitTasks/],
  ['{"query":""}', 'BAD_REQUEST', /^query must be given/],
  ['null', 'BAD_REQUEST', /object/],
  ['{}', 'BAD_REQUEST', /query/],
  ['{"query":5}', 'BAD_REQUEST', /^query must be a string/],
  ['{"variables":{}}', 'BAD_REQUEST', /^query must be given/],
  ['{"query":"{ viewer { isOperator } }","variables":[1]}', 'BAD_REQUEST', /^variables must be a JSON object/],
  ['{"query":"{ viewer { isOperator } }","extensions":5}', 'BAD_REQUEST', /^extensions must be a JSON object/],
  ['{"query":"{ viewer { isOperator } }","operationName":5}', 'BAD_REQUEST', /^operationName must be a string/],
  ['{"query":"{ viewer { isOperator } }","variable":{}}', 'BAD_REQUEST', /^variable is not a parameter: send query, /],
  ['{"documentId":"x"}', 'PERSISTED_QUERY_NOT_SUPPORTED', /send the document as query/],
  ['{"query":"{ viewer { isOperator } }","variables":"x"}', 'BAD_REQUEST', /variables/],
  ['{"query":"{ viewer {"}', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
  ['{"query":"{ viewr { isOperator } }"}', 'GRAPHQL_VALIDATION_FAILED', /viewr/],
  ['{"query":"{ organization(nobody: 1) { name } }"}', 'GRAPHQL_VALIDATION_FAILED', /nobody/],
  [
    `{"query":"{ ${Array.from({ length: 100 }, (_, i) => `a${i}: viewer { isOperator }`).join(' ')} }"}`,
    'GRAPHQL_VALIDATION_FAILED',
    /alias/i,
  ],
  [
    '{"query":"query A { viewer { isOperator } } query B { viewer { isOperator } }"}',
    'OPERATION_RESOLUTION_FAILURE',
    /^operationName must be one of A, B: the document has several operations\.$/,
  ],
  [
    '{"query":"query A { viewer { isOperator } }","operationName":"B"}',
    'OPERATION_RESOLUTION_FAILURE',
    /^operationName must be one of the operations of the document, A, not "B"\.$/,
  ],
  [
    '{"query":"mutation { createBudget(input: { period: DAY, limit: -5 }) { __typename } }"}',
    'BAD_USER_INPUT',
    /^input.limit must be a whole number from 0 to 9007199254740991, not -5$/,
  ],
  ['{"query":"{ organization { members(first: \\"x\\") { edges { cursor } } } }"}', 'BAD_USER_INPUT', /^first must be/],
  [
    '{"query":"{ organization { members(first: 0) { edges { cursor } } } }"}',
    'BAD_USER_INPUT',
    /^first must be 1 to 100, not 0$/,
  ],
  ['{"query":"{ organization(id: \\"x\\") { name } }"}', 'BAD_USER_INPUT', /^id must be an id of type Organization/],
  [
    '{"query":"{ task(id: \\"x\\") { id } }"}',
    'GRAPHQL_VALIDATION_FAILED',
    / node\(id:\) reads a thing of any type by its id\.$/,
  ],
  [
    '{"query":"{ organization(id: \\"pack_AaIYKvY5dMmduPXcsb9bpw\\") { name } }"}',
    'BAD_USER_INPUT',
    /^id must be an id of type Organization, not of type CreditPack: node\(id:\) reads a thing of any type$/,
  ],
  [
    '{"query":"mutation { createBudget(input: { period: NEVER, limit: 1 }) { __typename } }"}',
    'BAD_USER_INPUT',
    /^input.period must be one of DAY.*, not NEVER$/,
  ],
]

test.each(REQUESTS)('%s is answered with %s', async (body, code, message) => {
  const before = logged.length
  const response = await fetch(`${holdfast.holdfast.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': holdfast.operator.key ?? '' },
    body,
  })
  expect(response.status).toBeLessThan(500)
  const { errors } = (await response.json()) as Answer
  expect(errors?.[0]?.extensions?.code).toBe(code)
  expect(errors?.[0]?.message).toMatch(message)
  expect(logged.slice(before).filter((line) => JSON.parse(line).level >= ERROR_LEVEL)).toEqual([])
})

test('the same mistakes get the same messages over a WebSocket', async () => {
  const { admin } = await holdfast.organization()
  const mistakes: [document: string, variables: object, message: RegExp][] = [
    ['{ viewr { isOperator } }', {}, /viewr/],
    [
      'query($f: Int) { organization { members(first: $f) { edges { cursor } } } }',
      { f: 'x' },
      /f must be a whole number/,
    ],
    ['query($id: ID!) { organization(id: $id) { name } }', { id: 'x' }, /id must be an id of type Organization/],
    ['subscription($id: ID!) { taskUpdated(taskId: $id) { id } }', { id: 'x' }, /taskId must be an id of type Task/],
    ['subscription($c: String!) { balanceChanged(creditType: $c) { available } }', { c: '\0' }, /c must be a string/],
  ]
  for (const [document, variables, message] of mistakes) {
    const told = admin.watch(document as never, variables as never).next()
    await expect(told, document).rejects.toThrow(message)
    await expect(told, document).rejects.toThrow(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/)
  }
})

test('a mutation by GET is answered with POST as the way, and a checkpoint’s number with what it must be', async () => {
  const { url } = holdfast.holdfast
  const get = (path: string) => fetch(`${url}${path}`, { headers: { 'x-api-key': holdfast.operator.key ?? '' } })
  const mutation = await get(`/graphql?query=${encodeURIComponent('mutation { rotateApiKey { __typename } }')}`)
  expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST'])
  expect(((await mutation.json()) as Answer).errors?.[0]?.message).toBe('Send a mutation by POST; GET is for queries.')
  const checkpoint = await get('/checkpoints/abc')
  expect(checkpoint.status).toBe(400)
  expect(await checkpoint.json()).toMatchObject({ message: 'NUMBER must be a whole number, or latest.' })
})

test('paths outside GraphQL answer mistakes with a code and log no error', async () => {
  const { url } = holdfast.holdfast
  const before = logged.length
  const paths: [method: string, path: string][] = [
    ['GET', '/wallets/x/journal'],
    ['GET', `/wallets/${mine.id}/journal`],
    ['GET', `/organizations/${mine.id}/audit?format=%00`],
    ['GET', `/organizations/${mine.id}/audit?format=csv&bom=%ED%A0%80`],
    ['GET', `/organizations/${mine.id}/audit?actorId=%00&from=x`],
    ['GET', '/platform/audit?subjectId=%ED%A0%80'],
    ['GET', '/platform/audit?until=99999-01-01'],
    ['GET', '/files/%00'],
    ['GET', '/files/%ZZ'],
    ['GET', '/checkpoints/9999999999999999'],
    ['PUT', '/uploads/%00'],
    ['PUT', '/uploads/x'],
    // No such path, or not by that method.
    ...['/nothing', '/checkpoints/0', '/checkpoints', '/wallets/%00/journal', '/uploads/x', '/callbacks/x'].map(
      (path): [string, string] => ['GET', path],
    ),
    ...['/', '/health/ready', '/checkpoints/latest', '/wallets/x/journal', '/files/x'].map((path): [string, string] => [
      'POST',
      path,
    ]),
  ]
  for (const [method, path] of paths) {
    const response = await fetch(`${url}${path}`, { method, headers: { 'x-api-key': holdfast.operator.key ?? '' } })
    expect(response.status, path).toBeLessThan(500)
    const { code, message } = (await response.json()) as { code?: string; message?: string }
    expect(code, path).toMatch(/^[A-Z_]+$/)
    expect(message, path).not.toMatch(LIBRARY)
  }
  for (const body of ['{', deepText(6_000), '\0', '{"a":"\\u0000"}']) {
    const response = await fetch(`${url}/callbacks/x`, { method: 'POST', body })
    expect(response.status, body.slice(0, 20)).toBe(404)
  }
  expect(logged.slice(before).filter((line) => JSON.parse(line).level >= ERROR_LEVEL)).toEqual([])
})

test('a request that accepts no available media type gets the list of available ones', async () => {
  const { member } = await holdfast.organization()
  const bodies: [accept: string, query: string][] = [
    ['image/png', '{ viewer { isOperator } }'],
    ['application/json', 'subscription { tasksUpdated { id } }'],
  ]
  for (const [accept, query] of bodies) {
    const response = await fetch(`${holdfast.holdfast.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, 'x-api-key': member.key ?? '' },
      body: JSON.stringify({ query }),
    })
    expect(response.status).toBe(406)
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('text/event-stream'), extensions: { code: 'NOT_ACCEPTABLE' } }],
    })
  }
})

test('a façade answers mistakes in its vendor’s shape, and logs no error', async () => {
  const vendor = await startTestHoldfast({
    catalogue: 'sunoapi',
    log: pino({ level: 'error' }, sink),
  })
  const { member } = await vendor.organization()
  const before = logged.length
  for (const body of [
    '{',
    '[]',
    'null',
    deepText(6_000),
    `{"prompt":${deepText(6_000)}}`,
    '{"prompt":"\\u0000"}',
    '{"prompt":"\\ud800"}',
    '{"\\u0000":1}',
  ]) {
    const response = await fetch(`${vendor.holdfast.url}/api/v1/generate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${member.key}`, 'content-type': 'application/json' },
      body,
    })
    expect(((await response.json()) as { code: number }).code, body.slice(0, 40)).toBe(400)
  }
  expect(logged.slice(before)).toEqual([])
  await vendor.stop()
})

test('invalid documents and variables count against a rate as valid ones do', async () => {
  const limited = await startTestHoldfast({ rates: { perKey: 10, perOrganization: 1_000 } })
  const bodies = [
    '{"query":"{ viewer {"}',
    '{"query":"{ viewr { isOperator } }"}',
    '{"query":"query($f: Int) { organization { members(first: $f) { edges { cursor } } } }","variables":{"f":"x"}}',
  ]
  for (const body of bodies) {
    const { member } = await limited.organization()
    const answers = await Promise.all(
      Array.from({ length: 140 }, async () => {
        const response = await fetch(`${limited.holdfast.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': member.key ?? '' },
          body,
        })
        return ((await response.json()) as Answer).errors?.[0]?.extensions?.code
      }),
    )
    // 100 in ten seconds, and a twentieth more at most.
    expect(answers.filter((code) => code === 'RATE_LIMITED').length, body).toBeGreaterThanOrEqual(35)
  }
  const strangers = await Promise.all(
    Array.from({ length: 140 }, async () => {
      const response = await fetch(`${limited.holdfast.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ viewr { isOperator } }"}',
      })
      return response.status
    }),
  )
  expect(strangers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(35)
  await limited.stop()
})
