// The platform's own ids and metadata: each thing is found by the id that the platform knows it by, a request that is repeated
// creates nothing, and no id names two things of a kind.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeGlobalId, splitTenantId } from '../../src/graphql/ids.ts'
import { updateLabels } from '../../src/labels/updateLabels.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { signUp } from '../support/people.ts'

let holdfast: TestHoldfast
let operator: Client
beforeAll(async () => {
  holdfast = await startTestHoldfast({ sessions: { signUp: true, oidc: null } })
  await loadBuiltIn(holdfast.holdfast.app, 'artlist')
  operator = holdfast.operator
})
afterAll(() => holdfast.stop())

type Json = Record<string, unknown>

/** The data of an operation. Throws if it has errors. */
async function ask(client: Client, document: string, variables: object = {}): Promise<Json> {
  const { data, errors } = await client.send<Json, object>(document, variables)
  if (errors) throw new Error(JSON.stringify(errors))
  return data as Json
}

const LABEL = 'id externalId metadata'
const ERROR =
  '... on Error { code message } ... on ExternalIdTakenError { takenBy { id } } ... on InvalidInputError { issues { path message } }'

interface Answer {
  readonly code?: string
  readonly message?: string
  readonly issues?: readonly { readonly path: string; readonly message: string }[]
  readonly takenBy?: { readonly id: string } | null
  readonly created?: boolean
  readonly replayed?: boolean
  readonly thing?: { readonly id: string; readonly externalId: string | null; readonly metadata: object }
}

/** Per mutation: the type of its input, and what its success shows of the thing. */
const CREATE = {
  createOrganization: 'created thing: organization',
  addMember: 'created thing: member',
  grantCredits: 'replayed thing: lot',
  freezeCredits: 'replayed thing: hold',
  submitTask: 'replayed thing: task',
  createApiKey: 'thing: apiKey',
  startSubscription: 'replayed thing: subscription',
} as const

type Creation = keyof typeof CREATE

async function create(client: Client, name: Creation, input: object): Promise<Answer> {
  const type = name[0]?.toUpperCase() + name.slice(1)
  const document = `mutation ($input: ${type}Input!) {
    ${name}(input: $input) { __typename ... on ${type}Success { ${CREATE[name]} { ${LABEL} } } ${ERROR} } }`
  return (await ask(client, document, { input }))[name] as Answer
}

async function update(client: Client, subjectId: string, change: object): Promise<Answer> {
  const document = `mutation ($input: UpdateLabelsInput!) {
    updateLabels(input: $input) {
      __typename ... on UpdateLabelsSuccess { externalId metadata subject { id ... on Task { metadata } } } ${ERROR} } }`
  return (await ask(client, document, { input: { subjectId, ...change } })).updateLabels as Answer
}

async function find(client: Client, type: string, externalId: string, organizationId?: string): Promise<string | null> {
  const document = `query ($type: LabeledType!, $externalId: String!, $organizationId: ID) {
    nodeByExternalId(type: $type, externalId: $externalId, organizationId: $organizationId) { id } }`
  const { nodeByExternalId } = await ask(client, document, { type, externalId, organizationId })
  return (nodeByExternalId as { id: string } | null)?.id ?? null
}

const song = { model: 'suno', operation: 'music', input: { prompt: 'rain' } }
const metadata = { team: 'video', 'cost centre': '4711' }

/** What creates each kind of thing in an organization: the caller, the mutation, its input and the type to find it by. */
function kindsOf({ id: organizationId, member, admin }: TestOrganization) {
  return [
    { type: 'MEMBER', by: operator, name: 'addMember', input: { organizationId, name: 'Ann', role: 'MEMBER' } },
    {
      type: 'CREDIT_LOT',
      by: operator,
      name: 'grantCredits',
      input: { organizationId, credits: 50, creditType: 'music' },
    },
    { type: 'HOLD', by: operator, name: 'freezeCredits', input: { organizationId, credits: 5, creditType: 'music' } },
    { type: 'TASK', by: member, name: 'submitTask', input: song },
    { type: 'API_KEY', by: admin, name: 'createApiKey', input: { name: 'ci', scopes: ['READ'] } },
  ] as const
}

describe('an external id', () => {
  test('and metadata are set when a thing is created, shown by it, and found by it', async () => {
    const organization = await holdfast.organization()
    for (const { type, by, name, input } of kindsOf(organization)) {
      const { thing } = await create(by, name, { ...input, externalId: `own ${type}`, metadata })
      expect(thing, type).toEqual({ id: expect.any(String), externalId: `own ${type}`, metadata })
      expect(await find(operator, type, `own ${type}`, organization.id), type).toBe(thing?.id)
      const shown = await ask(
        operator,
        `query ($id: ID!) { node(id: $id) { ... on ${thingType(type)} { ${LABEL} } } }`,
        {
          id: thing?.id,
        },
      )
      expect(shown.node).toEqual(thing)
    }
    const started = await create(operator, 'startSubscription', {
      organizationId: organization.id,
      plan: '7500-monthly',
      externalId: 'sub 1',
      metadata,
    })
    expect(started.thing).toEqual({ id: expect.any(String), externalId: 'sub 1', metadata })
    expect(await find(operator, 'PLAN_SUBSCRIPTION', 'sub 1', organization.id)).toBe(started.thing?.id)
  })

  test('finds its thing by the field of its type, and in the lists that have it', async () => {
    const organization = await holdfast.organization({ credits: 0n })
    const { id: organizationId, owner, member } = organization
    const made: Record<string, string | undefined> = {}
    for (const { type, by, name, input } of kindsOf(organization)) {
      if (type !== 'MEMBER') made[type] = (await create(by, name, { ...input, externalId: 'x' })).thing?.id
    }
    const plan = { organizationId, plan: '7500-monthly', externalId: 'x' }
    made.PLAN_SUBSCRIPTION = (await create(operator, 'startSubscription', plan)).thing?.id
    const fields = { lot: 'CREDIT_LOT', hold: 'HOLD', apiKey: 'API_KEY', subscription: 'PLAN_SUBSCRIPTION' }
    const other = await holdfast.organization()
    for (const [field, type] of Object.entries(fields)) {
      const look = (client: Client, of: string) => ask(client, `{ ${field}(externalId: "x"${of}) { id } }`)
      const found = { [field]: { id: made[type] } }
      expect(await look(operator, `, organizationId: "${organizationId}"`), field).toEqual(found)
      expect(await look(owner, ''), field).toEqual(found)
      // A member sees their own keys.
      expect(await look(member, ''), field).toEqual(field === 'apiKey' ? { apiKey: null } : found)
      for (const of of ['', `, organizationId: "${organizationId}"`]) {
        expect(await look(other.owner, of), field).toEqual({ [field]: null })
      }
    }

    const list = (name: string, externalId: string) =>
      `${name}(filter: { externalId: "${externalId}" }) { edges { node { id } } }`
    for (const [externalId, isThere] of [
      ['x', true],
      ['y', false],
    ] as const) {
      const edges = (type: string) => ({ edges: isThere ? [{ node: { id: made[type] } }] : [] })
      const lists = `wallet(creditType: "music") { ${list('lots', externalId)} ${list('openHolds', externalId)} }
        ${list('apiKeys', externalId)} ${list('subscriptions', externalId)} ${list('tasks', externalId)}`
      expect(await ask(owner, `{ organization { ${lists} } }`)).toEqual({
        organization: {
          wallet: { lots: edges('CREDIT_LOT'), openHolds: edges('HOLD') },
          apiKeys: edges('API_KEY'),
          subscriptions: edges('PLAN_SUBSCRIPTION'),
          tasks: edges('TASK'),
        },
      })
    }
  })

  test('leads a MEMBER to a lot, and to neither its price nor what is earned of it', async () => {
    const { id: organizationId, owner, member, viewer } = await holdfast.organization()
    const paid = { amount: 1_900, currency: 'EUR' }
    await create(operator, 'grantCredits', {
      organizationId,
      credits: 50,
      creditType: 'music',
      paid,
      externalId: 'inv 1',
    })
    const doors = [
      'lot(externalId: "inv 1") { paid { amount } recognized { amount } }',
      'lot: nodeByExternalId(type: CREDIT_LOT, externalId: "inv 1") { ... on CreditLot { paid { amount } recognized { amount } } }',
    ]
    for (const door of doors) {
      const lot = { paid: { amount: 1_900 }, recognized: { amount: 0 } }
      expect(await ask(owner, `{ ${door} }`)).toEqual({ lot })
      for (const client of [member, viewer]) {
        expect(await ask(client, `{ ${door} }`)).toEqual({ lot: { paid: null, recognized: null } })
      }
    }
  })

  test('is unique per kind within an organization: a second one is refused, and names the first', async () => {
    const organization = await holdfast.organization()
    const other = await holdfast.organization()
    for (const { type, by, name, input } of kindsOf(organization)) {
      const first = await create(by, name, { ...input, externalId: 'one' })
      const second = await create(by, name, { ...input, externalId: 'one' })
      expect(second, type).toMatchObject({ code: 'EXTERNAL_ID_TAKEN', takenBy: { id: first.thing?.id } })
      expect(second.message).toContain('has the externalId "one"')
    }
    // Another tenant has the same ids, and neither finds those of the other.
    for (const { type, by, name, input } of kindsOf(other)) {
      const { thing } = await create(by, name, { ...input, externalId: 'one' })
      expect(await find(other.owner, type, 'one'), type).toBe(thing?.id)
      expect(await find(organization.owner, type, 'one'), type).not.toBe(thing?.id)
      expect(await find(organization.owner, type, 'one', other.id), type).toBeNull()
    }
  })

  test('of an organization is unique among all organizations, and is found by it', async () => {
    const { thing } = await create(operator, 'createOrganization', { name: 'Acme', externalId: 'acme', metadata })
    expect(thing).toMatchObject({ externalId: 'acme', metadata })
    expect(await create(operator, 'createOrganization', { name: 'Other', externalId: 'acme' })).toMatchObject({
      code: 'EXTERNAL_ID_TAKEN',
      takenBy: { id: thing?.id },
    })
    const found = await ask(
      operator,
      '{ organization(externalId: "acme") { id members(filter: { externalId: "x" }) { totalCount edges { node { id } } } } organizations(filter: { externalId: "acme" }) { edges { node { id } } } none: organizations(filter: { externalId: "nobody" }) { edges { node { id } } } }',
    )
    expect(found).toEqual({
      organization: { id: thing?.id, members: { totalCount: 0, edges: [] } },
      organizations: { edges: [{ node: { id: thing?.id } }] },
      none: { edges: [] },
    })
    const mine = await holdfast.organization()
    expect(await ask(mine.owner, '{ organization(externalId: "acme") { id } }')).toEqual({ organization: null })
    const both = await operator.send(`{ organization(id: "${thing?.id}", externalId: "acme") { id } }`)
    expect(both.errors?.[0]?.message).toBe('externalId and id must not be given together')
  })

  test('of another member’s task is refused without saying whose it is', async () => {
    const { member, otherMember, id } = await holdfast.organization()
    const { thing } = await create(member, 'submitTask', { ...song, externalId: 'hers' })
    expect(await create(otherMember, 'submitTask', { ...song, externalId: 'hers' })).toMatchObject({
      code: 'EXTERNAL_ID_TAKEN',
      takenBy: null,
    })
    const query = `{ task(externalId: "hers", organizationId: "${id}") { id } organization { tasks(filter: { externalId: "hers" }) { edges { node { id } } } } }`
    expect(await ask(otherMember, query)).toEqual({ task: null, organization: { tasks: { edges: [] } } })
    expect(await ask(member, query)).toEqual({
      task: { id: thing?.id },
      organization: { tasks: { edges: [{ node: { id: thing?.id } }] } },
    })
    expect((await update(otherMember, thing?.id ?? '', { metadata })).code).toBe('NOT_FOUND')
  })

  test('in a bulk submit twice refuses the second and none of the others', async () => {
    const { member, owner } = await holdfast.organization()
    const tasks = ['a', 'b', 'a', null, 'c', 'b'].map((externalId) => ({ ...song, externalId }))
    const { submitTasks } = await ask(
      member,
      `mutation ($tasks: [SubmitTaskInput!]!) { submitTasks(input: { tasks: $tasks }) { ... on SubmitTasksSuccess { results {
        ... on SubmitTaskSuccess { task { id externalId } } ... on ExternalIdTakenError { code takenBy { id } } } } } }`,
      { tasks },
    )
    const { results } = submitTasks as { results: { task?: { id: string; externalId: string | null } }[] }
    const idOf = (i: number) => ({ id: results[i]?.task?.id })
    expect(results.map(({ task }) => task?.externalId)).toEqual(['a', 'b', undefined, null, 'c', undefined])
    expect(results[2]).toEqual({ code: 'EXTERNAL_ID_TAKEN', takenBy: idOf(0) })
    expect(results[5]).toEqual({ code: 'EXTERNAL_ID_TAKEN', takenBy: idOf(1) })
    expect(await find(owner, 'TASK', 'c')).toBe(results[4]?.task?.id)
  })

  test('does not change what a repeated idempotency key is answered', async () => {
    const { member } = await holdfast.organization()
    const input = { ...song, externalId: 'once', metadata, idempotencyKey: 'k1' }
    const first = await create(member, 'submitTask', input)
    expect(await create(member, 'submitTask', input)).toEqual({ ...first, replayed: true })
    expect((await create(member, 'submitTask', { ...input, externalId: 'twice' })).code).toBe('IDEMPOTENCY_CONFLICT')
    expect((await create(member, 'submitTask', { ...input, idempotencyKey: 'k2' })).code).toBe('EXTERNAL_ID_TAKEN')
  })

  test('of a refused task is free', async () => {
    const { member, id } = await holdfast.organization({ credits: 0n })
    expect((await create(member, 'submitTask', { ...song, externalId: 'free' })).code).toBe('INSUFFICIENT_CREDITS')
    await create(operator, 'grantCredits', { organizationId: id, credits: 100, creditType: 'music' })
    expect((await create(member, 'submitTask', { ...song, externalId: 'free' })).thing?.externalId).toBe('free')
  })

  test('is taken once by fifty concurrent submits, and the others learn by which task', async () => {
    const { member } = await holdfast.organization()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => create(member, 'submitTask', { ...song, externalId: 'race' })),
    )
    const made = answers.filter(({ thing }) => thing)
    expect(made).toHaveLength(1)
    const others = answers.filter(({ takenBy }) => takenBy?.id === made[0]?.thing?.id)
    expect(others).toHaveLength(49)
  })
})

describe('updateLabels', () => {
  test('changes the external id and merges the metadata of everything, and the audit log has both', async () => {
    const organization = await holdfast.organization()
    const things = [{ type: 'ORGANIZATION', id: organization.id }]
    for (const { type, by, name, input } of kindsOf(organization)) {
      const { thing } = await create(by, name, { ...input, externalId: 'before', metadata })
      things.push({ type, id: thing?.id ?? '' })
    }
    for (const { type, id } of things) {
      const externalId = `after ${id}`
      const change = { externalId, metadata: { team: 'audio', 'cost centre': null, season: '2' } }
      const merged = { externalId, metadata: { team: 'audio', season: '2' } }
      expect(await update(operator, id, change), type).toMatchObject({ ...merged, subject: { id } })
      expect(await update(operator, id, {}), type).toMatchObject(merged)
      expect(await find(operator, type, externalId, organization.id), type).toBe(id)
      expect(await find(operator, type, 'before', organization.id), type).toBeNull()
      expect(await update(operator, id, { externalId: null, metadata: null }), type).toMatchObject({
        externalId: null,
        metadata: {},
      })
      expect(await find(operator, type, externalId, organization.id), type).toBeNull()
    }
    const { organization: shown } = await ask(
      organization.owner,
      '{ organization { audit(filter: { action: "updateLabels" }, first: 2) { edges { node { before after } } } } }',
    )
    const { id } = things.at(-1) ?? { id: '' }
    expect(shown).toEqual({
      audit: {
        edges: [
          {
            node: {
              before: { externalId: `after ${id}`, metadata: { team: 'audio', season: '2' } },
              after: { metadata: {} },
            },
          },
          {
            node: {
              before: { externalId: 'before', metadata },
              after: { externalId: `after ${id}`, metadata: { team: 'audio', season: '2' } },
            },
          },
        ],
      },
    })
  })

  test('takes an external id that another one gives up in the same moment, in a circle too', async () => {
    const { member, owner } = await holdfast.organization()
    const ids: string[] = []
    for (const externalId of ['a', 'b']) {
      ids.push((await create(member, 'submitTask', { ...song, externalId })).thing?.id ?? '')
    }
    const [a = '', b = ''] = ids
    expect((await update(member, a, { externalId: 'b' })).takenBy).toEqual({ id: b })
    // The lane decides them in one batch, in this order.
    const rename = (globalId: string, externalId: string | null) => {
      const { organizationId, id: subjectId } = splitTenantId(decodeGlobalId(globalId).id)
      return updateLabels(holdfast.holdfast.app, { organizationId, kind: 'TASK', subjectId, externalId })
    }
    const answers = await Promise.all([rename(a, null), rename(b, 'a'), rename(a, 'b')])
    expect(answers.map((answer) => 'label' in answer)).toEqual([true, true, true])
    expect(await find(owner, 'TASK', 'a')).toBe(b)
    expect(await find(owner, 'TASK', 'b')).toBe(a)
  })

  test('is for the operator, and for members on their own tasks and API keys', async () => {
    const organization = await holdfast.organization()
    const { member, admin, viewer, owner, id } = organization
    const task = (await create(member, 'submitTask', song)).thing?.id ?? ''
    const key = (await create(admin, 'createApiKey', { name: 'x', scopes: ['READ'] })).thing?.id ?? ''
    const lot = (await create(operator, 'grantCredits', { organizationId: id, credits: 1, creditType: 'music' })).thing
      ?.id
    expect((await update(member, task, { metadata })).code).toBeUndefined()
    expect((await update(admin, task, { metadata })).code).toBeUndefined()
    expect((await update(admin, key, { metadata })).code).toBeUndefined()
    expect((await update(member, key, { metadata })).code).toBe('NOT_FOUND')
    const other = await holdfast.organization()
    expect((await update(other.owner, task, { metadata })).code).toBe('NOT_FOUND')
    for (const [client, subjectId] of [
      [owner, id],
      [owner, lot],
      [viewer, task],
    ] as const) {
      const document = `mutation { updateLabels(input: { subjectId: "${subjectId}", externalId: "x" }) { __typename } }`
      const { errors } = await client.send(document)
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    }
  })

  test('refuses what has no labels', async () => {
    const { id, owner } = await holdfast.organization()
    const { organization } = await ask(owner, '{ organization { wallet { id } } }')
    const { wallet } = organization as { wallet: { id: string } }
    const { errors } = await operator.send(
      `mutation { updateLabels(input: { subjectId: "${wallet.id}", externalId: "x" }) { __typename } }`,
    )
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('input.subjectId must be an id of type Organization, Member, CreditLot'),
      extensions: { code: 'BAD_USER_INPUT' },
    })
    const nobody = id.replace(/.{6}$/, 'AAAAAA')
    expect((await update(operator, nobody, { externalId: 'x' })).code).toBe('NOT_FOUND')
  })
})

describe('wrong labels', () => {
  test('are refused field by field, and change nothing', async () => {
    const { member, owner } = await holdfast.organization()
    const wrong: [object, string, string][] = [
      [{ externalId: '' }, 'externalId', 'must not be empty'],
      [{ externalId: 'x'.repeat(256) }, 'externalId', 'must have at most 255 characters'],
      [{ metadata: { [`k${'x'.repeat(40)}`]: 'v' } }, 'metadata', 'must have keys of 1 to 40 characters, not "k'],
      [{ metadata: { '': 'v' } }, 'metadata', 'must have keys of 1 to 40 characters, not ""'],
      [{ metadata: { 'a\0': 'v' } }, 'metadata', 'has the key "a\\u0000", which must not contain U+0000'],
      [{ metadata: { team: 'x'.repeat(501) } }, 'metadata.team', 'must have at most 500 characters'],
      [
        { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])) },
        'metadata',
        'must have at most 50 keys, not 51',
      ],
    ]
    for (const [label, path, message] of wrong) {
      const { code, issues } = await create(member, 'submitTask', { ...song, ...label })
      expect({ code, path: issues?.[0]?.path }).toEqual({ code: 'INVALID_INPUT', path })
      expect(issues?.[0]?.message).toContain(message)
    }
    for (const value of ['{ team: 1 }', '{ team: { a: "b" } }', '["a"]', '"a"', '{ team: true }']) {
      const { errors } = await member.send(
        `mutation { submitTask(input: { model: "suno", operation: "music", metadata: ${value} }) { __typename } }`,
      )
      expect(errors?.[0]?.message).toContain('input.metadata must be an object of texts')
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
    }
    const { organization } = await ask(owner, '{ organization { tasks { edges { node { id } } } } }')
    expect(organization).toEqual({ tasks: { edges: [] } })
  })

  test('never exceed the number of keys by being merged, and keep unusual keys', async () => {
    const { member } = await holdfast.organization()
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'v']))
    const id = (await create(member, 'submitTask', { ...song, metadata: fifty })).thing?.id ?? ''
    expect((await update(member, id, { metadata: { more: 'v' } })).issues).toEqual([
      { path: 'metadata', message: 'must have at most 50 keys, not 51' },
    ])
    expect((await update(member, id, { metadata: { more: 'v', k0: null } })).code).toBeUndefined()
    const odd = JSON.parse('{"__proto__": "a", "constructor": "b", "🎵": "c", " ": ""}')
    expect(await update(member, id, { metadata: null })).toMatchObject({ metadata: {} })
    const { metadata: kept } = (await update(member, id, { metadata: odd })) as unknown as { metadata: object }
    expect(Object.entries(kept).toSorted()).toEqual(Object.entries(odd).toSorted())
  })
})

describe('an upsert', () => {
  test('of an organization creates it once, and then gives it the name and the metadata of the input', async () => {
    const input = { name: 'Acme', externalId: 'upsert 1', metadata: { tier: 'gold' }, upsert: true }
    const first = await create(operator, 'createOrganization', input)
    expect(first).toMatchObject({ created: true, thing: { externalId: 'upsert 1', metadata: { tier: 'gold' } } })
    expect(await create(operator, 'createOrganization', input)).toMatchObject({ created: false, thing: first.thing })
    const changed = await ask(
      operator,
      `mutation { createOrganization(input: { name: "Acme Inc.", mode: SANDBOX, externalId: "upsert 1", metadata: { region: "eu" }, upsert: true }) {
        ... on CreateOrganizationSuccess { created replayed keys { secret } organization { id name mode metadata members { totalCount } } } } }`,
    )
    expect(changed.createOrganization).toEqual({
      created: false,
      replayed: false,
      keys: [],
      organization: {
        id: first.thing?.id,
        name: 'Acme Inc.',
        mode: 'LIVE',
        metadata: { tier: 'gold', region: 'eu' },
        members: { totalCount: 1 },
      },
    })
    await ask(
      operator,
      `mutation { closeOrganization(input: { organizationId: "${first.thing?.id}", reason: "x" }) { __typename } }`,
    )
    expect((await create(operator, 'createOrganization', input)).code).toBe('ENDED')
    // Its id can be used again once it has been taken away from it.
    await update(operator, first.thing?.id ?? '', { externalId: null })
    expect((await create(operator, 'createOrganization', input)).created).toBe(true)
  })

  test('of one external id by a hundred requests at once makes one organization', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        create(operator, 'createOrganization', { name: 'Hundred', externalId: 'upsert 100', upsert: true }),
      ),
    )
    expect(new Set(answers.map(({ thing }) => thing?.id)).size).toBe(1)
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    const { organizations } = await ask(
      operator,
      '{ organizations(filter: { name: "Hundred" }) { edges { node { id } } } }',
    )
    expect((organizations as { edges: object[] }).edges).toHaveLength(1)
  })

  test('of a member adds them once, and then changes the name, the role and the subject', async () => {
    const { id: organizationId, viewer } = await holdfast.organization()
    const input = { organizationId, name: 'Ann', role: 'MEMBER', externalId: 'u1', upsert: true }
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(operator, 'addMember', input)))
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    const [first] = answers
    expect(new Set(answers.map(({ thing }) => thing?.id)).size).toBe(1)
    const changed = { ...input, name: 'Ann B.', role: 'ADMIN', subject: 'https://id.example#ann', metadata }
    expect(await create(operator, 'addMember', changed)).toMatchObject({ created: false, thing: { metadata } })
    const query = `{ member(externalId: "u1", organizationId: "${organizationId}") { id name role subject } }`
    const ann = { id: first?.thing?.id, name: 'Ann B.', role: 'ADMIN', subject: 'https://id.example#ann' }
    expect(await ask(operator, query)).toEqual({ member: ann })
    expect(await ask(viewer, query)).toEqual({ member: { ...ann, subject: null } })
    // Without a subject the one that is there stays.
    expect((await create(operator, 'addMember', input)).created).toBe(false)
    expect(await ask(operator, query)).toEqual({ member: { ...ann, name: 'Ann', role: 'MEMBER' } })
    await ask(operator, `mutation { removeMember(input: { memberId: "${ann.id}" }) { __typename } }`)
    expect((await create(operator, 'addMember', input)).code).toBe('ENDED')
  })

  test('needs an external id, and takes no idempotency key', async () => {
    const missing = await create(operator, 'createOrganization', { name: 'X', upsert: true, idempotencyKey: 'k' })
    expect(missing.issues).toEqual([
      { path: 'externalId', message: 'must be given with upsert: it says what to look for' },
      { path: 'idempotencyKey', message: 'can’t be given with upsert: the externalId makes the request repeatable' },
    ])
    const { id: organizationId } = await holdfast.organization()
    const member = await create(operator, 'addMember', { organizationId, name: 'X', role: 'MEMBER', upsert: true })
    expect(member.issues?.[0]?.path).toBe('externalId')
  })
})

describe('an invitation', () => {
  test('carries the external id of the member that it makes, which only the platform names', async () => {
    const { id: organizationId, owner } = await holdfast.organization()
    const document = `mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { __typename ${ERROR} ... on CreateInvitationSuccess { secret } } }`
    const invite = async (client: Client, externalId: string) =>
      (await ask(client, document, { input: { organizationId, role: 'MEMBER', externalId } }))
        .createInvitation as Answer
    expect((await invite(owner, 'u1')).message).toContain('can only be given by the platform')
    await create(operator, 'addMember', { organizationId, name: 'Ann', role: 'MEMBER', externalId: 'u1' })
    expect((await invite(operator, 'u1')).code).toBe('EXTERNAL_ID_TAKEN')
    expect((await invite(operator, 'u2')).code).toBeUndefined()
  })

  test('that is accepted gives the member the external id and the metadata, unless another member has the id by then', async () => {
    const { id: organizationId } = await holdfast.organization()
    const document = `mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { ${ERROR} ... on CreateInvitationSuccess { secret } } }`
    const invite = async (externalId: string) => {
      const input = { organizationId, role: 'MEMBER', externalId, metadata }
      return ((await ask(operator, document, { input })).createInvitation as { secret: string }).secret
    }
    const accept = async (client: Client, secret: string) =>
      (
        await ask(
          client,
          `mutation { acceptInvitation(input: { invitationSecret: "${secret}" }) { ... on Error { code } ... on AcceptInvitationSuccess { member { ${LABEL} } } } }`,
        )
      ).acceptInvitation
    const [first, second] = [await invite('user 1'), await invite('user 1')]
    const accepted = await accept((await signUp(holdfast, 'ann@example.com')).client(), first)
    expect(accepted).toEqual({ member: { id: expect.any(String), externalId: 'user 1', metadata } })
    const found = await find(operator, 'MEMBER', 'user 1', organizationId)
    expect(accepted).toMatchObject({ member: { id: found } })
    const late = (await signUp(holdfast, 'bo@example.com')).client()
    expect(await accept(late, second)).toMatchObject({ code: 'EXTERNAL_ID_TAKEN' })
    // It can be accepted once the id was given up.
    await update(operator, found ?? '', { externalId: null })
    expect(await accept(late, second)).toMatchObject({ member: { externalId: 'user 1' } })
  })
})

function thingType(type: string): string {
  const types: Record<string, string> = {
    MEMBER: 'Member',
    CREDIT_LOT: 'CreditLot',
    HOLD: 'Hold',
    TASK: 'Task',
    API_KEY: 'ApiKey',
  }
  return types[type] ?? ''
}
