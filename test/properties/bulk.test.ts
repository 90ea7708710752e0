// A bulk mutation does what its single mutations do in the order of its list. The same entries are sent as one bulk call for one
// half of the organizations, and one by one for the other half; the answers and the journals must be equal.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeGlobalId, tenantId } from '../../src/graphql/ids.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 8)
/** The organizations of each half. */
const ORGANIZATIONS = 2
const NOBODY = { organizationId: '01900000-0000-7000-8000-000000000000', id: '01900000-0000-7000-8000-000000000001' }

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const ANSWERS = {
  SubmitTask: 'task { id status credits } replayed',
  CompleteTask: 'task { id status credits result } replayed',
  FailTask: 'task { id status failureReason } replayed',
  FreezeCredits: 'hold { id status credits } replayed',
  SpendCredits: 'hold { id status spent released } replayed',
  ReleaseCredits: 'hold { id status released } replayed',
} as const
type Single = keyof typeof ANSWERS

const BULK = {
  submitTasks: { list: 'tasks', single: 'SubmitTask' },
  completeTasks: { list: 'tasks', single: 'CompleteTask' },
  failTasks: { list: 'tasks', single: 'FailTask' },
  freezeHolds: { list: 'holds', single: 'FreezeCredits' },
  spendHolds: { list: 'holds', single: 'SpendCredits' },
  releaseHolds: { list: 'holds', single: 'ReleaseCredits' },
} as const
type Name = keyof typeof BULK

const upper = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`
const lower = (name: string) => `${name[0]?.toLowerCase()}${name.slice(1)}`
const ofSingle = (single: Single) =>
  `__typename ... on ${single}Success { ${ANSWERS[single]} } ... on Error { code message }`

interface Result {
  readonly __typename: string
  readonly code?: string
  readonly replayed?: boolean
  readonly task?: { readonly id: string }
  readonly hold?: { readonly id: string }
}

async function sendBulk(by: Client, name: Name, entries: readonly object[]): Promise<Result[]> {
  const { list, single } = BULK[name]
  const { data, errors } = await by.send<Record<string, { results: Result[] }>, unknown>(
    `mutation ($input: ${upper(name)}Input!) { ${name}(input: $input) {
      ... on ${upper(name)}Success { results { ${ofSingle(single)} } } ... on Error { code message } } }`,
    { input: { [list]: entries } },
  )
  if (errors || !data?.[name]?.results) throw new Error(JSON.stringify({ data, errors }))
  return data[name].results
}

async function sendEach(by: Client, name: Name, entries: readonly object[]): Promise<Result[]> {
  const { single } = BULK[name]
  const results: Result[] = []
  for (const input of entries) {
    const { data, errors } = await by.send<Record<string, Result>, unknown>(
      `mutation ($input: ${single}Input!) { ${lower(single)}(input: $input) { ${ofSingle(single)} } }`,
      { input },
    )
    const result = data?.[lower(single)]
    if (errors || !result) throw new Error(JSON.stringify(errors))
    results.push(result)
  }
  return results
}

// An entry is described without ids: by the numbers of an organization, a member, and a task or hold that exists by then. Numbers
// past the end stand for what does not exist.
const key = fc.option(fc.integer({ min: 0, max: 8 }), { nil: null })
const entry = fc.record({
  organization: fc.integer({ min: 0, max: ORGANIZATIONS }),
  member: fc.constantFrom('none', 'member', 'unknown'),
  subject: fc.integer({ min: 0, max: 12 }),
  credits: fc.constantFrom(0, 1, 7, 30, 80),
  operation: fc.constantFrom('music', 'music', 'nothing'),
  keepOpen: fc.boolean(),
  key,
})
type Entry = typeof entry extends fc.Arbitrary<infer Value> ? Value : never

const call = fc.record({
  name: fc.constantFrom<Name>(...(Object.keys(BULK) as Name[])),
  by: fc.constantFrom('operator', 'owner'),
  entries: fc.array(entry, { minLength: 1, maxLength: 12 }),
})

type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never

const ONE: Entry = {
  organization: 0,
  member: 'none',
  subject: 0,
  credits: 7,
  operation: 'music',
  keepOpen: false,
  key: 0,
}

/** Calls that reach what random ones may leave out: each outcome, and a key that is used again with other parameters. */
const REACHING: Call[] = [
  { name: 'submitTasks', by: 'operator', entries: [ONE, ONE, { ...ONE, operation: 'nothing', key: 1 }] },
  {
    name: 'freezeHolds',
    by: 'operator',
    entries: [
      { ...ONE, key: 2 },
      { ...ONE, credits: 1, key: 2 },
    ],
  },
  { name: 'freezeHolds', by: 'operator', entries: [{ ...ONE, credits: 0, key: 3 }] },
  { name: 'spendHolds', by: 'operator', entries: [{ ...ONE, subject: 12, key: 4 }] },
]

/** One half: the organizations, and the ids of what was made in them, in the order of the results. */
class Half {
  readonly #organizations: readonly TestOrganization[]
  readonly #memberIds: readonly string[]
  readonly #made: { task: string[]; hold: string[] } = { task: [], hold: [] }

  private constructor(organizations: readonly TestOrganization[], memberIds: readonly string[]) {
    this.#organizations = organizations
    this.#memberIds = memberIds
  }

  static async open(): Promise<Half> {
    const organizations: TestOrganization[] = []
    const memberIds: string[] = []
    for (let i = 0; i < ORGANIZATIONS; i++) {
      const organization = await holdfast.organization({ credits: 100n })
      organizations.push(organization)
      const { prisma } = holdfast.holdfast.app
      const member = await prisma.member.findFirstOrThrow({
        where: { organizationId: organization.uuid, role: 'MEMBER' },
        orderBy: { id: 'asc' },
      })
      memberIds.push(encodeGlobalId('Member', tenantId(member)))
    }
    return new Half(organizations, memberIds)
  }

  client(by: 'operator' | 'owner'): Client {
    return by === 'operator' ? holdfast.operator : (this.#organizations[0] as TestOrganization).owner
  }

  input(name: Name, entry: Entry): object {
    const idempotencyKey = entry.key === null ? null : `key ${entry.key}`
    const organizationId =
      this.#organizations[entry.organization]?.id ?? encodeGlobalId('Organization', NOBODY.organizationId)
    const { list, single } = BULK[name]
    if (single === 'SubmitTask' || single === 'FreezeCredits') {
      const member = this.#memberIds[entry.organization] ?? this.#memberIds[0]
      const unknown = encodeGlobalId('Member', tenantId(NOBODY))
      const memberId = entry.member === 'none' ? null : entry.member === 'member' ? member : unknown
      const whose = { organizationId, memberId, idempotencyKey }
      if (single === 'FreezeCredits') return { ...whose, credits: entry.credits, creditType: 'music' }
      return { ...whose, model: 'suno', operation: entry.operation, input: { prompt: 'rain' } }
    }
    const type = list === 'tasks' ? 'task' : 'hold'
    const id = this.#made[type][entry.subject] ?? encodeGlobalId(upper(type) as 'Task' | 'Hold', tenantId(NOBODY))
    const subject = { [`${type}Id`]: id, idempotencyKey }
    if (single === 'FailTask') return { ...subject, reason: entry.credits === 0 ? '' : 'x' }
    if (single === 'CompleteTask') return { ...subject, result: { n: entry.credits } }
    if (single === 'SpendCredits') return { ...subject, credits: entry.credits, keepOpen: entry.keepOpen }
    return subject
  }

  /** The results with numbers in place of ids. What a used key answers is read now, after all entries: its id is compared. */
  plain(results: readonly Result[]): unknown[] {
    return results.map(({ task, hold, ...others }) => {
      const made = task ?? hold
      const result = { ...others, made: made && others.replayed ? { id: made.id } : made }
      const text = JSON.stringify(result, (name, value) => {
        if (name !== 'id') return value
        const type = String(value).startsWith('task_') ? 'task' : 'hold'
        if (!this.#made[type].includes(value)) this.#made[type].push(value)
        return this.#made[type].indexOf(value)
      })
      return JSON.parse(text)
    })
  }

  async journals(): Promise<unknown[]> {
    const { prisma } = holdfast.holdfast.app
    return Promise.all(
      this.#organizations.map(async ({ uuid: organizationId }) => {
        const entries = await prisma.journalEntry.findMany({ where: { organizationId }, orderBy: { sequence: 'asc' } })
        const keys = await prisma.idempotencyKey.count({ where: { organizationId } })
        const states = await prisma.task.groupBy({ by: ['status'], where: { organizationId }, _count: true })
        return {
          entries: entries.map(({ type, credits, available, frozen }) => [type, credits, available, frozen]),
          states: states.toSorted((a, b) => (a.status < b.status ? -1 : 1)),
          keys,
        }
      }),
    )
  }
}

test('a bulk mutation answers and leaves what its single mutations do in the same order', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 4, maxLength: 10 }), async (calls) => {
      const [bulk, each] = [await Half.open(), await Half.open()]
      for (const { name, by, entries } of calls) {
        // Members submit; workers and the platform do the others.
        if (by === 'owner' && name !== 'submitTasks') continue
        const inputs = (half: Half) => entries.map((one) => half.input(name, one))
        const inBulk = bulk.plain(await sendBulk(bulk.client(by), name, inputs(bulk)))
        const byOne = each.plain(await sendEach(each.client(by), name, inputs(each)))
        expect(inBulk).toEqual(byOne)
        for (const result of byOne as Result[]) {
          seen.add(result.code ?? (result.replayed ? 'replayed' : result.__typename))
        }
      }
      expect(await bulk.journals()).toEqual(await each.journals())
    }),
    { numRuns: RUNS, examples: [[REACHING]] },
  )
  // The histories reach what they are about.
  for (const code of [
    'SubmitTaskSuccess',
    'FreezeCreditsSuccess',
    'NOT_FOUND',
    'INVALID_INPUT',
    'IDEMPOTENCY_CONFLICT',
  ]) {
    expect(seen).toContain(code)
  }
})

test('a bulk mutation accepts 1 to 1,000 entries', async () => {
  const { id } = await holdfast.organization({ credits: 1_000n })
  const freeze = { organizationId: id, credits: 1, creditType: 'music' }
  const send = async (length: number) => {
    const { data, errors } = await holdfast.operator.send<
      { freezeHolds: { results?: Result[]; message?: string } },
      unknown
    >(
      `mutation ($input: FreezeHoldsInput!) { freezeHolds(input: $input) {
        ... on FreezeHoldsSuccess { results { __typename ... on FreezeCreditsSuccess { hold { id } } } }
        ... on Error { message } } }`,
      { input: { holds: Array.from({ length }, () => freeze) } },
    )
    expect(errors).toBe(undefined)
    return data?.freezeHolds
  }
  expect(await send(0)).toEqual({ message: 'holds must have 1 to 1000 items, not 0' })
  expect(await send(1_001)).toEqual({ message: 'holds must have 1 to 1000 items, not 1001' })
  const answer = await send(1_000)
  expect(new Set(answer?.results?.map(({ hold }) => hold?.id)).size).toBe(1_000)
  expect(await holdfast.holdfast.app.prisma.hold.count({ where: { credits: 1n, status: 'OPEN' } })).toBeGreaterThan(999)
})
