// API keys: made with less than one's own powers, used from where they may, rotated, revoked; and what that ends.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { Client, rejectionOf } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  ApiKeys,
  Balance,
  ClaimTasks,
  Complete,
  CreateApiKey,
  Members,
  RevokeApiKey,
  RotateApiKey,
  Start,
  Submit,
  UpdateMemberRole,
  WatchBalance,
  WatchTasks,
  WhoAmI,
} from '../support/operations.ts'

let holdfast: TestHoldfast
let now: Date
let mine: TestOrganization

beforeAll(async () => {
  now = new Date()
  holdfast = await startTestHoldfast({ clock: () => now })
  mine = await holdfast.organization()
})
afterAll(() => holdfast.stop())

const song = { model: 'suno', operation: 'music' }

async function made(by: Client, input: object): Promise<{ id: string; secret: string; client: Client }> {
  const { createApiKey } = await by.run(CreateApiKey, { input: { name: 'key', scopes: ['READ'], ...input } as never })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  return { id: createApiKey.apiKey.id, secret: createApiKey.secret, client: holdfast.client(createApiKey.secret) }
}

async function codeOf(client: Client, operation: string): Promise<unknown> {
  const { errors } = await client.send(operation)
  return errors?.[0]?.extensions?.code
}

test('a key may do what its scopes say and its owner’s role allows', async () => {
  const reading = await made(mine.member, { scopes: ['READ'] })
  const submitting = await made(mine.member, { scopes: ['SUBMIT'] })
  expect((await reading.client.run(WhoAmI)).viewer).toMatchObject({ scopes: ['READ'], member: { role: 'MEMBER' } })
  expect((await reading.client.run(Balance)).organization?.wallet?.available).toBeTypeOf('number')
  expect((await reading.client.send(Submit, { input: song })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  expect((await submitting.client.run(Submit, { input: song })).submitTask?.__typename).toBe('SubmitTaskSuccess')
  expect(await codeOf(submitting.client, '{ organization { name } }')).toBe('FORBIDDEN')
  // A viewer's key with SUBMIT still is a viewer's.
  const viewers = await made(mine.viewer, { scopes: ['READ', 'SUBMIT', 'ADMIN'] })
  expect((await viewers.client.send(Submit, { input: song })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})

test('nobody can create a key that may do more than themselves', async () => {
  const admin = await made(mine.admin, { scopes: ['ADMIN'] })
  const more = await admin.client.run(CreateApiKey, { input: { name: 'more', scopes: ['ADMIN', 'SUBMIT'] } })
  expect(more.createApiKey).toMatchObject({ code: 'SCOPE_NOT_ALLOWED', scopes: ['SUBMIT'] })
  const settle = await mine.owner.run(CreateApiKey, { input: { name: 'cheat', scopes: ['SETTLE'] } })
  expect(settle.createApiKey).toMatchObject({ code: 'SCOPE_NOT_ALLOWED', scopes: ['SETTLE'] })
  const ofOrganization = await mine.member.run(CreateApiKey, {
    input: { name: 'ours', scopes: ['READ'], ofOrganization: true },
  })
  expect(ofOrganization.createApiKey).toMatchObject({ code: 'NOT_FOUND' })
  const reading = await made(mine.owner, { scopes: ['READ'] })
  expect(
    (await reading.client.send(CreateApiKey, { input: { name: 'x', scopes: ['READ'] } })).errors?.[0]?.extensions,
  ).toEqual({ code: 'FORBIDDEN' })
})

test('an organization’s own key acts for it and for its members, and is not a member', async () => {
  const { client } = await made(mine.owner, { ofOrganization: true, name: 'backend', scopes: ['READ', 'SUBMIT'] })
  const { viewer } = await client.run(WhoAmI)
  expect(viewer).toMatchObject({ member: null, person: null, organization: { id: mine.id } })
  const own = await client.run(Submit, { input: song })
  expect(own.submitTask).toMatchObject({ task: { member: null } })
  const { organization } = await client.run(Members)
  const member = organization?.members.edges.find(({ node }) => node.role === 'MEMBER')?.node
  const onBehalf = await client.run(Submit, { input: { ...song, memberId: member?.id ?? '' } })
  expect(onBehalf.submitTask).toMatchObject({ task: { member: { name: member?.name } } })
})

test('a worker’s key settles only the tasks of its organization', async () => {
  const theirs = await holdfast.organization()
  const { client } = await made(holdfast.operator, {
    organizationId: mine.id,
    ofOrganization: true,
    name: 'worker',
    scopes: ['SETTLE'],
  })
  const { submitTask } = await theirs.member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const start = await client.run(Start, { input: { taskId: submitTask.task.id } })
  expect(start.startTask).toMatchObject({ code: 'NOT_FOUND' })
  const complete = await client.run(Complete, { input: { taskId: submitTask.task.id } })
  expect(complete.completeTask).toMatchObject({ code: 'NOT_FOUND' })
  await mine.member.run(Submit, { input: song })
  const { claimTasks } = await client.run(ClaimTasks, { input: { limit: 100 } })
  if (claimTasks?.__typename !== 'ClaimTasksSuccess') throw new Error('refused')
  expect(claimTasks.claimed.length).toBeGreaterThan(0)
  expect(claimTasks.claimed.map(({ task }) => task.id)).not.toContain(submitTask.task.id)
  expect(await codeOf(client, '{ organization { name } }')).toBe('FORBIDDEN')
})

test('a key works from its addresses only', async () => {
  const elsewhere = await made(mine.member, { allowedAddresses: ['203.0.113.0/24', '2001:db8::1'] })
  expect(await rejectionOf(elsewhere.client)).toBe('KEY_ADDRESS')
  const here = await made(mine.member, { allowedAddresses: ['203.0.113.7', '127.0.0.0/8', '::1'] })
  expect((await here.client.run(WhoAmI)).viewer?.member?.role).toBe('MEMBER')
  const wrong = await mine.member.run(CreateApiKey, {
    input: { name: 'x', scopes: ['READ'], allowedAddresses: ['10.0.0.0/99'] },
  })
  expect(wrong.createApiKey).toMatchObject({ code: 'INVALID_INPUT' })
})

test('a key expires at its time', async () => {
  const { client } = await made(mine.member, { expiresAt: new Date(now.getTime() + 60_000).toISOString() })
  const watching = client.watch(WatchBalance)
  await watching.next()
  expect((await client.run(WhoAmI)).viewer).not.toBeNull()
  now = new Date(now.getTime() + 60_000)
  expect(await rejectionOf(client)).toBe('KEY_EXPIRED')
  await expect(watching.next()).rejects.toMatchObject({ code: 4403 })
})

test('a rotated key has a successor at once, and works until the overlap ends', async () => {
  const old = await made(mine.member, { name: 'production', scopes: ['READ', 'SUBMIT'] })
  const { rotateApiKey } = await mine.member.run(RotateApiKey, { input: { apiKeyId: old.id, overlapSeconds: 600 } })
  if (rotateApiKey?.__typename !== 'RotateApiKeySuccess') throw new Error('refused')
  expect(rotateApiKey.apiKey).toMatchObject({ name: 'production', scopes: ['READ', 'SUBMIT'] })
  const successor = holdfast.client(rotateApiKey.secret)
  expect((await old.client.run(WhoAmI)).viewer).not.toBeNull()
  expect((await successor.run(WhoAmI)).viewer).not.toBeNull()
  now = new Date(now.getTime() + 600_000)
  expect(await rejectionOf(old.client)).toBe('KEY_EXPIRED')
  expect((await successor.run(WhoAmI)).viewer).not.toBeNull()
  // An admin revokes members' keys; a new one in a member's name they don't get.
  const theirs = await made(mine.member, {})
  const rotated = await mine.admin.run(RotateApiKey, { input: { apiKeyId: theirs.id, overlapSeconds: 0 } })
  expect(rotated.rotateApiKey).toMatchObject({ code: 'NOT_FOUND' })
})

test('a revoked key ends at once, with its live streams, over WebSockets and SSE', async () => {
  const { id, client } = await made(mine.member, { scopes: ['READ'] })
  // There is a task under way to be told of first, whatever has become of the others.
  await mine.member.run(Submit, { input: song })
  const socket = client.watch(WatchTasks)
  const events = client.watchBySse(WatchBalance)
  await Promise.all([socket.next(), events.next()])
  const { revokeApiKey } = await mine.admin.run(RevokeApiKey, { id })
  expect(revokeApiKey?.__typename).toBe('RevokeApiKeySuccess')
  expect(await rejectionOf(client)).toBe('KEY_REVOKED')
  await expect(socket.until(() => false)).rejects.toMatchObject({ code: 4403 })
  await expect(events.until(() => false)).rejects.toThrow('UNAUTHENTICATED')
  const again = await mine.admin.run(RevokeApiKey, { id })
  expect(again.revokeApiKey).toMatchObject({ code: 'ENDED' })
})

test('a key that one process revokes ends on every other within a second, with its live streams there', async () => {
  const { id, secret } = await made(mine.member, { scopes: ['READ'] })
  const second = await startHoldfast({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    clock: () => now,
  })
  const there = new Client(second.url, secret)
  try {
    const socket = there.watch(WatchBalance)
    const events = there.watchBySse(WatchBalance)
    await Promise.all([socket.next(), events.next()])
    await mine.member.run(RevokeApiKey, { id })
    await expect(socket.until(() => false)).rejects.toMatchObject({ code: 4403 })
    await expect(events.until(() => false)).rejects.toThrow('UNAUTHENTICATED')
    expect(await rejectionOf(there)).toBe('KEY_REVOKED')
  } finally {
    await there.close()
    await second.stop()
  }
})

test('a new role takes effect at once, and ends live streams that it does not allow', async () => {
  const members = (await mine.owner.run(Members)).organization?.members.edges ?? []
  const { id } = members.find(({ node }) => node.name === 'MEMBER 3')?.node ?? { id: '' }
  const watching = mine.otherMember.watch(WatchBalance)
  await watching.next()
  const changed = await mine.admin.run(UpdateMemberRole, { input: { memberId: id, role: 'VIEWER' } })
  expect(changed.updateMemberRole).toMatchObject({ member: { role: 'VIEWER' } })
  await expect(watching.until(() => false)).rejects.toMatchObject({ code: 4403 })
  expect((await mine.otherMember.send(Submit, { input: song })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})

test('members see their own keys, admins all; never the secret; and when they were last used', async () => {
  const { id, secret, client } = await made(mine.member, { name: 'laptop' })
  await client.run(WhoAmI)
  await holdfast.holdfast.app.access.noteUses()
  const names = async (by: Client) => {
    const { organization } = await by.run(ApiKeys)
    return (organization?.apiKeys.edges ?? []).map(({ node }) => node)
  }
  const seen = (await names(mine.member)).find((key) => key.id === id)
  expect(seen).toMatchObject({ name: 'laptop', lastUsedAt: now.toISOString() })
  expect(secret.startsWith(seen?.prefix ?? '-')).toBe(true)
  expect(new Set((await names(mine.member)).map((key) => key.member?.name))).toEqual(new Set(['MEMBER 2']))
  expect(new Set((await names(mine.admin)).map((key) => key.member?.name)).size).toBeGreaterThan(3)
  expect(JSON.stringify(await names(mine.admin))).not.toContain(secret.slice(20))
  expect((await mine.viewer.run(RevokeApiKey, { id })).revokeApiKey).toMatchObject({ code: 'NOT_FOUND' })
  const stranger = await holdfast.organization()
  expect((await stranger.owner.run(RevokeApiKey, { id })).revokeApiKey).toMatchObject({ code: 'NOT_FOUND' })
})

test('a mistyped key causes no query, and an unknown key is answered like a wrong one', async () => {
  const key = mine.member.key ?? ''
  const mistyped = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
  for (const key of [mistyped, '', 'hf_member_', `hf_member_${'a'.repeat(48)}`, 'x'.repeat(10_000)]) {
    const reason = await rejectionOf(holdfast.client(key))
    expect(reason, key.slice(0, 60)).toBe(key === '' ? null : 'MALFORMED')
  }
})
