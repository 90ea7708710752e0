// Limits of API keys: they outlive rotation, a key creates no credentials with fewer limits, and only owners change owners' keys.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  ApiKeys,
  CreateApiKey,
  Members,
  RevokeApiKey,
  RotateApiKey,
  SetSpendingPolicy,
  Submit,
  UpdateMemberRole,
  WatchBalance,
  WhoAmI,
} from '../support/operations.ts'

const STREAMS_MAX = 2

let now: Date
let holdfast: TestHoldfast
let mine: TestOrganization

beforeAll(async () => {
  now = new Date()
  holdfast = await startTestHoldfast({ clock: () => now, streamsPerCaller: STREAMS_MAX })
  mine = await holdfast.organization()
})
afterAll(() => holdfast.stop())

const song = { model: 'suno', operation: 'music' }
const ALL = ['READ', 'SUBMIT', 'ADMIN']

interface Made {
  readonly id: string
  readonly client: Client
}

async function created(by: Client, input: object): Promise<Made> {
  const { createApiKey } = await by.run(CreateApiKey, { input: { name: 'key', scopes: ALL, ...input } as never })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  return { id: createApiKey.apiKey.id, client: holdfast.client(createApiKey.secret) }
}

async function rotated(by: Client, apiKeyId: string, overlapSeconds: number): Promise<Made> {
  const { rotateApiKey } = await by.run(RotateApiKey, { input: { apiKeyId, overlapSeconds } })
  if (rotateApiKey?.__typename !== 'RotateApiKeySuccess') throw new Error(JSON.stringify(rotateApiKey))
  return { id: rotateApiKey.apiKey.id, client: holdfast.client(rotateApiKey.secret) }
}

/** What an operation without a typed document of its own answers: its code, or null for a success. */
async function codeOf(by: Client, field: string): Promise<unknown> {
  const { data, errors } = await by.send<Record<string, { code?: string }>, unknown>(
    `mutation { ${field} { __typename ... on Error { code } } }`,
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return Object.values(data ?? {})[0]?.code ?? null
}

async function budget(by: Client, apiKeyId: string, limit: number): Promise<string> {
  const { data } = await by.send<{ createBudget: { budget: { id: string; apiKey: string } } }, unknown>(
    `mutation { createBudget(input: { apiKeyId: "${apiKeyId}", period: TOTAL, limit: ${limit} }) { ... on CreateBudgetSuccess { budget { id apiKey } } } }`,
  )
  expect(data?.createBudget.budget.apiKey).toBe(apiKeyId)
  return data?.createBudget.budget.id as string
}

async function submitted(by: Client): Promise<string> {
  const { submitTask } = await by.run(Submit, { input: song })
  return submitTask && 'code' in submitTask ? submitTask.code : 'submitted'
}

describe('the limits of a key outlive its rotation', () => {
  test('a key and its successors spend from one budget, on whichever of them it was set', async () => {
    const first = await created(mine.member, {})
    await budget(mine.admin, first.id, 25)
    expect(await submitted(first.client)).toBe('submitted')
    const second = await rotated(mine.member, first.id, 600)
    expect(await submitted(second.client)).toBe('submitted')
    for (const key of [first, second]) expect(await submitted(key.client)).toBe('BUDGET_EXCEEDED')
    const third = await rotated(mine.member, second.id, 0)
    expect(await submitted(third.client)).toBe('BUDGET_EXCEEDED')

    const other = await created(mine.member, {})
    const successor = await rotated(mine.member, other.id, 600)
    const budgetId = await budget(mine.admin, successor.id, 15)
    expect(await submitted(other.client)).toBe('submitted')
    for (const key of [other, successor]) expect(await submitted(key.client)).toBe('BUDGET_EXCEEDED')
    // The budget shows the key that is used from now on.
    const last = await rotated(mine.member, successor.id, 0)
    const { data } = await mine.admin.send<{ node: { apiKey: string } }, unknown>(
      `{ node(id: "${budgetId}") { ... on Budget { apiKey } } }`,
    )
    expect(data?.node.apiKey).toBe(last.id)
  })

  test('a quote for a successor counts what its predecessor has spent', async () => {
    const first = await created(mine.member, {})
    await budget(mine.admin, first.id, 10)
    expect(await submitted(first.client)).toBe('submitted')
    const second = await rotated(mine.member, first.id, 0)
    const { data } = await second.client.send<{ quote: { blockedBy: { code: string } } }, unknown>(
      '{ quote(model: "suno", operation: "music") { ... on Quote { blockedBy { code } } } }',
    )
    expect(data?.quote.blockedBy.code).toBe('BUDGET_EXCEEDED')
  })

  test('live streams of a key and of its successor count together', async () => {
    const first = await created(mine.member, {})
    const second = await rotated(mine.member, first.id, 600)
    const open = [first.client.watch(WatchBalance), second.client.watchBySse(WatchBalance)]
    for (const stream of open) await stream.next()
    for (const { client } of [first, second]) {
      await expect(client.watch(WatchBalance).next()).rejects.toThrow('TOO_MANY_STREAMS')
    }
    await Promise.all(open.map((stream) => stream.end()))
  })
})

describe('the number of keys in force', () => {
  test('at most two keys that replace each other are in force, however long they overlap', async () => {
    const first = await created(mine.member, {})
    const week = 7 * 24 * 60 * 60
    const second = await rotated(mine.member, first.id, week)
    const again = await mine.member.run(RotateApiKey, { input: { apiKeyId: first.id, overlapSeconds: 0 } })
    expect(again.rotateApiKey).toMatchObject({ code: 'KEY_REPLACED' })
    const more = await mine.member.run(RotateApiKey, { input: { apiKeyId: second.id, overlapSeconds: week } })
    expect(more.rotateApiKey).toMatchObject({ code: 'LIMIT_REACHED' })
    // Without an overlap it replaces the second at once; the first is in force still.
    const third = await rotated(mine.member, second.id, 0)
    expect(await inForce([first, second, third])).toEqual([true, false, true])
    await mine.member.run(RevokeApiKey, { id: first.id })
    await rotated(mine.member, third.id, week)
    const longer = await mine.member.run(RotateApiKey, { input: { apiKeyId: third.id, overlapSeconds: week + 1 } })
    expect(longer.rotateApiKey).toMatchObject({ code: 'INVALID_INPUT' })
  })

  test('of two concurrent rotations, one creates the successor', async () => {
    const first = await created(mine.member, {})
    const input = { apiKeyId: first.id, overlapSeconds: 600 }
    const both = await Promise.all([1, 2].map(() => mine.member.run(RotateApiKey, { input })))
    const codes = both.map(({ rotateApiKey }) => (rotateApiKey && 'code' in rotateApiKey ? rotateApiKey.code : 'made'))
    expect(codes.sort()).toEqual(['KEY_REPLACED', 'made'])
  })

  test('an owner has at most 100 keys in force, also after rotation; keys that have ended don’t count', async () => {
    const { owner } = await holdfast.organization()
    const soon = new Date(now.getTime() + 60_000).toISOString()
    const input = { name: 'key', scopes: ['READ'], expiresAt: soon } as const
    const made: { id: string }[] = []
    while (made.length < 99) {
      const making = Array.from({ length: 5 }, () => owner.run(CreateApiKey, { input: { ...input, scopes: ['READ'] } }))
      for (const { createApiKey } of await Promise.all(making)) {
        if (createApiKey?.__typename === 'CreateApiKeySuccess') made.push(createApiKey.apiKey)
        else expect(createApiKey).toMatchObject({ code: 'LIMIT_REACHED' })
      }
    }
    expect(made).toHaveLength(99)
    const overlap = await owner.run(RotateApiKey, { input: { apiKeyId: made[0]?.id ?? '', overlapSeconds: 1 } })
    expect(overlap.rotateApiKey).toMatchObject({ code: 'LIMIT_REACHED' })
    await rotated(owner, made[0]?.id ?? '', 0)
    now = new Date(now.getTime() + 60_000)
    await created(owner, {})
    const { organization } = await owner.run(ApiKeys)
    expect(organization?.apiKeys.edges.filter(({ node }) => node.member?.name === 'OWNER 0')).toHaveLength(2)
  })

  async function inForce(keys: readonly Made[]): Promise<boolean[]> {
    return Promise.all(keys.map(async ({ client }) => Boolean((await client.send(WhoAmI)).data?.viewer)))
  }
})

describe('a limited key creates no credentials with fewer limits', () => {
  const inAnHour = () => new Date(now.getTime() + 3_600_000).toISOString()
  const inTwo = () => new Date(now.getTime() + 7_200_000).toISOString()
  const refusalOf = async (by: Client, input: object) =>
    (await by.run(CreateApiKey, { input: { name: 'more', scopes: ['READ'], ...input } as never })).createApiKey

  test('a key with an expiry creates only keys that expire no later', async () => {
    const { client } = await created(mine.owner, { expiresAt: inAnHour() })
    const refused = { code: 'LIMITED_KEY' }
    expect(await refusalOf(client, {})).toMatchObject(refused)
    expect(await refusalOf(client, { expiresAt: inTwo() })).toMatchObject(refused)
    expect(await refusalOf(client, { ofOrganization: true })).toMatchObject(refused)
    expect(await refusalOf(client, { expiresAt: inAnHour() })).toMatchObject({ __typename: 'CreateApiKeySuccess' })
  })

  test('a key of some networks creates only keys of these networks', async () => {
    const { client } = await created(mine.owner, { allowedAddresses: ['127.0.0.0/8', '::1', '10.1.0.0/16'] })
    for (const allowedAddresses of [[], ['10.0.0.0/8'], ['127.0.0.1', '203.0.113.1'], ['::/0']]) {
      expect(await refusalOf(client, { allowedAddresses })).toMatchObject({ code: 'LIMITED_KEY' })
    }
    const within = { allowedAddresses: ['10.1.2.0/24', '127.0.0.1'] }
    expect(await refusalOf(client, within)).toMatchObject({ __typename: 'CreateApiKeySuccess' })
  })

  test('a limited key can rotate itself, and no key with fewer limits', async () => {
    const free = await created(mine.owner, {})
    const few = await created(mine.owner, { scopes: ['ADMIN'] })
    const limited = await created(mine.owner, { expiresAt: inAnHour() })
    const rotate = async (by: Client, id: string) =>
      (await by.run(RotateApiKey, { input: { apiKeyId: id, overlapSeconds: 0 } })).rotateApiKey
    expect(await rotate(few.client, free.id)).toMatchObject({ code: 'SCOPE_NOT_ALLOWED' })
    expect(await rotate(limited.client, free.id)).toMatchObject({ code: 'LIMITED_KEY' })
    expect(await rotate(limited.client, limited.id)).toMatchObject({ __typename: 'RotateApiKeySuccess' })
  })

  test('a key with a budget creates no other key, and can rotate only itself', async () => {
    const other = await created(mine.owner, {})
    const key = await created(mine.owner, {})
    await budget(mine.owner, key.id, 10)
    expect(await refusalOf(key.client, {})).toMatchObject({ code: 'LIMITED_KEY' })
    const rotate = async (id: string) =>
      (await key.client.run(RotateApiKey, { input: { apiKeyId: id, overlapSeconds: 600 } })).rotateApiKey
    expect(await rotate(other.id)).toMatchObject({ code: 'LIMITED_KEY' })
    expect(await rotate(key.id)).toMatchObject({ __typename: 'RotateApiKeySuccess' })
  })

  test('neither a key nor its successor can change or end the key’s budget', async () => {
    const key = await created(mine.owner, {})
    const budgetId = await budget(mine.owner, key.id, 10)
    const successor = await rotated(mine.owner, key.id, 600)
    for (const { client } of [key, successor]) {
      expect(await codeOf(client, `updateBudget(input: { budgetId: "${budgetId}", limit: 1000 })`)).toBe('LIMITED_KEY')
      expect(await codeOf(client, `updateBudget(input: { budgetId: "${budgetId}", enforcement: SOFT })`)).toBe(
        'LIMITED_KEY',
      )
      expect(await codeOf(client, `endBudget(input: { budgetId: "${budgetId}" })`)).toBe('LIMITED_KEY')
    }
    const other = await budget(mine.owner, (await created(mine.owner, {})).id, 10)
    expect(await codeOf(successor.client, `endBudget(input: { budgetId: "${other}" })`)).toBeNull()
    expect(await codeOf(mine.owner, `endBudget(input: { budgetId: "${budgetId}" })`)).toBeNull()
  })

  test('a limited key can’t invite anybody or raise the role of a member', async () => {
    const { organization } = await mine.owner.run(Members)
    const id = organization?.members.edges.find(({ node }) => node.name === 'MEMBER 3')?.node.id ?? ''
    for (const limits of [
      { expiresAt: inAnHour() },
      { allowedAddresses: ['127.0.0.0/8', '::1'] },
      { scopes: ['ADMIN'] },
      'a budget',
    ] as const) {
      const { id: keyId, client } = await created(mine.owner, limits === 'a budget' ? {} : limits)
      if (limits === 'a budget') await budget(mine.owner, keyId, 10)
      expect(await codeOf(client, 'createInvitation(input: { role: MEMBER })')).toBe('LIMITED_KEY')
      expect(await codeOf(client, `updateMemberRole(input: { memberId: "${id}", role: ADMIN })`)).toBe('LIMITED_KEY')
      expect(await codeOf(client, `updateMemberRole(input: { memberId: "${id}", role: MEMBER })`)).toBeNull()
    }
    const adminId = organization?.members.edges.find(({ node }) => node.role === 'ADMIN')?.node.id ?? ''
    const { client } = await created(mine.owner, { scopes: ['ADMIN'] })
    const lowered = await client.run(UpdateMemberRole, { input: { memberId: adminId, role: 'MEMBER' } })
    expect(lowered.updateMemberRole).toMatchObject({ member: { role: 'MEMBER' } })
    await mine.owner.run(UpdateMemberRole, { input: { memberId: adminId, role: 'ADMIN' } })
  })
})

test('an ADMIN can’t revoke, rotate or limit the keys of an OWNER', async () => {
  const theirs = await created(mine.owner, {})
  for (const by of [mine.admin, (await created(mine.admin, { ofOrganization: true })).client]) {
    expect(await codeOf(by, `revokeApiKey(input: { apiKeyId: "${theirs.id}" })`)).toBe('OWNERS_ONLY')
    expect(await codeOf(by, `createBudget(input: { apiKeyId: "${theirs.id}", period: DAY, limit: 0 })`)).toBe(
      'OWNERS_ONLY',
    )
    expect(await codeOf(by, `rotateApiKey(input: { apiKeyId: "${theirs.id}", overlapSeconds: 0 })`)).toBe('NOT_FOUND')
  }
  const budgetId = await budget(mine.owner, theirs.id, 100)
  expect(await codeOf(mine.admin, `updateBudget(input: { budgetId: "${budgetId}", limit: 0 })`)).toBe('OWNERS_ONLY')
  expect(await codeOf(mine.admin, `endBudget(input: { budgetId: "${budgetId}" })`)).toBe('OWNERS_ONLY')
  expect((await theirs.client.run(WhoAmI)).viewer).not.toBeNull()
  expect(await codeOf(mine.owner, `revokeApiKey(input: { apiKeyId: "${theirs.id}" })`)).toBeNull()
})

test('a task of a key with only SUBMIT waits for an approval according to the role of the key’s owner', async () => {
  const organization = await holdfast.organization()
  await organization.admin.run(SetSpendingPolicy, { input: { approvalAbove: 5 } })
  const { organization: seen } = await organization.admin.run(Members)
  const memberId = seen?.members.edges.find(({ node }) => node.role === 'MEMBER')?.node.id ?? ''
  const approvalOf = async (by: Client, more: object = {}) => {
    const { data } = await by.send<{ submitTask: { task: { approval: string | null } } }, unknown>(
      'mutation($input: SubmitTaskInput!) { submitTask(input: $input) { ... on SubmitTaskSuccess { task { approval } } } }',
      { input: { ...song, ...more } },
    )
    return data?.submitTask.task.approval
  }
  for (const [by, more] of [
    [organization.member, {}],
    [organization.admin, { scopes: ['SUBMIT'] }],
    [organization.owner, { scopes: ['SUBMIT'], ofOrganization: true }],
    [organization.owner, { scopes: ['READ', 'SUBMIT'], ofOrganization: true }],
  ] as const) {
    const { client } = await created(by, more)
    expect(await approvalOf(client)).toBe('PENDING')
    if ('ofOrganization' in more) expect(await approvalOf(client, { memberId })).toBe('PENDING')
  }
  expect(await approvalOf(organization.admin)).toBeNull()
  const backend = await created(organization.owner, { scopes: ['SUBMIT', 'ADMIN'], ofOrganization: true })
  expect(await approvalOf(backend.client, { memberId })).toBeNull()
})
