// Platform keys: the platform's servers, workers and people each have a key with no more than they need.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlatformScope } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  Audit,
  ClaimTasks,
  Complete,
  CreateApiKey,
  CreatePlatformKey,
  Grant,
  Organizations,
  PlatformAudit,
  PlatformKeys,
  RevokePlatformKey,
  RotatePlatformKey,
  Submit,
  SuspendOrganization,
  WatchTask,
} from '../support/operations.ts'

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

interface Made {
  readonly id: string
  readonly client: Client
}

async function create(
  scopes: PlatformScope[],
  more: { name?: string; expiresAt?: string; allowedAddresses?: string[] } = {},
  by: Client = holdfast.operator,
): Promise<Made> {
  const { createPlatformKey } = await by.run(CreatePlatformKey, { input: { name: 'a key', scopes, ...more } })
  if (createPlatformKey?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(createPlatformKey))
  return { id: createPlatformKey.platformKey.id, client: holdfast.client(createPlatformKey.secret) }
}

async function submitted() {
  const organization = await holdfast.organization({ credits: 20n })
  const { submitTask } = await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  return { organization, taskId: submitTask.task.id }
}

test('a worker for all customers needs no more than SETTLE, and may do nothing else', async () => {
  const { client } = await create(['SETTLE'])
  const { organization, taskId } = await submitted()
  const done = await client.run(Complete, { input: { taskId } })
  expect(done.completeTask).toMatchObject({ task: { status: 'SUCCEEDED' } })
  const claims = { models: ['suno'], worker: 'worker 1', leaseSeconds: 60, limit: 1 }
  expect((await client.run(ClaimTasks, { input: claims })).claimTasks).toMatchObject({ claimed: [] })

  const grant = await client.send(Grant, { input: { organizationId: organization.id, credits: 5 } })
  expect(grant.errors?.[0]).toMatchObject({
    message: 'This needs a platform key with the scope GRANT, and yours has SETTLE.',
    extensions: { code: 'FORBIDDEN' },
  })
  for (const sent of [
    client.send(Organizations, {}),
    client.send(SuspendOrganization, { input: { organizationId: organization.id, reason: 'x' } }),
    client.send(CreatePlatformKey, { input: { name: 'more', scopes: ['SETTLE'] } }),
    client.send(PlatformKeys, {}),
  ]) {
    expect((await sent).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  }
})

test('a key creates no key beyond its own scopes, networks and expiry', async () => {
  const expiresAt = new Date(now + 60_000).toISOString()
  const { client } = await create(['KEYS', 'GRANT'], { expiresAt, allowedAddresses: ['127.0.0.0/8', '::1'] })
  const tried = async (input: { scopes: PlatformScope[]; expiresAt?: string; allowedAddresses?: string[] }) =>
    (await client.run(CreatePlatformKey, { input: { name: 'x', ...input } })).createPlatformKey
  const within = { scopes: ['GRANT' as const], expiresAt, allowedAddresses: ['127.0.0.1'] }
  expect(await tried(within)).toMatchObject({
    platformKey: { scopes: ['GRANT'], createdBy: 'a key', allowedAddresses: ['127.0.0.1/32'] },
  })
  for (const beyond of [
    { ...within, scopes: ['READ' as const] },
    { ...within, expiresAt: undefined },
    { ...within, allowedAddresses: [] },
    { ...within, allowedAddresses: ['10.0.0.0/8'] },
  ]) {
    expect(await tried(beyond)).toMatchObject({ code: 'LIMITED_KEY' })
  }
  expect(await tried({ ...within, scopes: [] })).toMatchObject({ code: 'INVALID_INPUT' })
})

test('ORGANIZATIONS serves an organization as its OWNER would, and gives no key to workers', async () => {
  const { client } = await create(['ORGANIZATIONS'])
  const { id: organizationId } = await holdfast.organization({ credits: 5n })
  const key = { organizationId, ofOrganization: true, name: 'server' }
  const created = await client.run(CreateApiKey, { input: { ...key, scopes: ['READ', 'SUBMIT', 'ADMIN'] } })
  expect(created.createApiKey).toMatchObject({ apiKey: { scopes: ['READ', 'SUBMIT', 'ADMIN'] } })
  const beyond = await client.run(CreateApiKey, { input: { ...key, scopes: ['SETTLE'] } })
  expect(beyond.createApiKey).toMatchObject({ code: 'SCOPE_NOT_ALLOWED', scopes: ['SETTLE'] })
})

test('the audit log names the key, and the list of keys says who created each', async () => {
  const { client } = await create(['GRANT'], { name: 'support desk' })
  const organization = await holdfast.organization({ credits: 0n })
  await client.run(Grant, { input: { organizationId: organization.id, credits: 5 } })
  const { organization: read } = await organization.owner.run(Audit, { filter: { action: 'grantCredits' } })
  expect(read?.audit?.edges.map(({ node }) => node)).toMatchObject([
    { actorKind: 'OPERATOR', actorName: 'support desk' },
  ])
  const { viewer, platformKeys } = await holdfast.operator.run(PlatformKeys, {})
  expect(viewer).toMatchObject({ isOperator: true, platformScopes: expect.arrayContaining(['KEYS', 'READ']) })
  const listed = platformKeys?.edges.map(({ node }) => node)
  expect(listed?.find(({ name }) => name === 'support desk')).toMatchObject({
    scopes: ['GRANT'],
    createdBy: 'operator',
  })
})

test('acts on platform keys are in the audit log of the platform, by the names and ids of the keys', async () => {
  const root = await create(['KEYS', 'READ'], { name: 'root of the house' })
  const { id } = await create(['READ'], { name: 'short-lived' }, root.client)
  const { rotatePlatformKey: rotated } = await root.client.run(RotatePlatformKey, { input: { platformKeyId: id } })
  if (rotated?.__typename !== 'RotatePlatformKeySuccess') throw new Error(JSON.stringify(rotated))
  await root.client.run(RevokePlatformKey, { input: { platformKeyId: rotated.platformKey.id } })
  const { platformAudit } = await holdfast.operator.run(PlatformAudit, { filter: { actorId: root.id } })
  const by = { actorKind: 'OPERATOR', actorName: 'root of the house', actorId: root.id, subjectType: 'PlatformKey' }
  expect(platformAudit.edges.map(({ node }) => node).reverse()).toMatchObject([
    { ...by, action: 'createPlatformKey', subjectId: id, after: { name: 'short-lived', scopes: ['READ'] } },
    { ...by, action: 'rotatePlatformKey', subjectId: rotated.platformKey.id, after: { replacedPlatformKeyId: id } },
    { ...by, action: 'revokePlatformKey', subjectId: rotated.platformKey.id, after: { name: 'short-lived' } },
  ])
  const { platformAudit: ofSubject } = await holdfast.operator.run(PlatformAudit, { filter: { subjectId: id } })
  expect(ofSubject.edges).toHaveLength(1)
  expect(JSON.stringify(platformAudit)).not.toContain('hf_operator')
})

test('an act of a platform key in an organization is found by the key’s id', async () => {
  const [one, other] = [await create(['GRANT'], { name: 'one' }), await create(['GRANT'], { name: 'other' })]
  const organization = await holdfast.organization({ credits: 0n })
  for (const { client } of [one, other, one])
    await client.run(Grant, { input: { organizationId: organization.id, credits: 5 } })
  const { organization: read } = await organization.owner.run(Audit, { filter: { actorId: one.id } })
  expect(read?.audit?.edges.map(({ node }) => [node.actorName, node.actorId])).toEqual([
    ['one', one.id],
    ['one', one.id],
  ])
})

test('each kind of label needs its scope: GRANT what moves credits, ORGANIZATIONS the others', async () => {
  const { organization, taskId } = await submitted()
  const [granting, organizing] = [await create(['GRANT', 'SUBMIT']), await create(['ORGANIZATIONS'])]
  const [submitting, reading] = [await create(['SUBMIT']), await create(['READ', 'SETTLE', 'CATALOGUE', 'KEYS'])]
  const { data } = await organization.owner.send<
    { viewer: { member: { id: string } }; organization: { wallet: { lots: { edges: { node: { id: string } }[] } } } },
    unknown
  >('{ viewer { member { id } } organization { wallet { lots(first: 1) { edges { node { id } } } } } }')
  const lotId = data?.organization.wallet.lots.edges[0]?.node.id
  const label = async ({ client }: Made, subjectId: string | undefined) => {
    const sent = await client.send<{ updateLabels: { __typename: string } }, unknown>(
      `mutation { updateLabels(input: { subjectId: "${subjectId}", metadata: { a: "b" } }) { __typename } }`,
    )
    return sent.errors?.[0]?.extensions?.code ?? sent.data?.updateLabels.__typename
  }
  for (const id of [taskId, lotId]) {
    expect(await label(granting, id)).toBe('UpdateLabelsSuccess')
    for (const key of [organizing, submitting, reading]) expect(await label(key, id)).toBe('FORBIDDEN')
  }
  for (const id of [organization.id, data?.viewer.member.id]) {
    expect(await label(organizing, id)).toBe('UpdateLabelsSuccess')
    for (const key of [granting, submitting, reading]) expect(await label(key, id)).toBe('FORBIDDEN')
  }
})

test('a rotated key works for its overlap, and its successor has the same limits', async () => {
  const { id, client } = await create(['READ'], { name: 'reporting' })
  const rotation = { input: { platformKeyId: id, overlapSeconds: 60 } }
  const { rotatePlatformKey } = await holdfast.operator.run(RotatePlatformKey, rotation)
  if (rotatePlatformKey?.__typename !== 'RotatePlatformKeySuccess') throw new Error(JSON.stringify(rotatePlatformKey))
  expect(rotatePlatformKey.platformKey).toMatchObject({ name: 'reporting', scopes: ['READ'] })
  const successor = holdfast.client(rotatePlatformKey.secret)
  const again = await holdfast.operator.run(RotatePlatformKey, rotation)
  expect(again.rotatePlatformKey).toMatchObject({ code: 'KEY_REPLACED' })
  for (const each of [client, successor])
    expect((await each.run(Organizations, { first: 1 })).organizations).toBeTruthy()
  now += 61_000
  expect((await client.send(Organizations, {})).errors?.[0]?.extensions).toMatchObject({ reason: 'KEY_EXPIRED' })
  expect((await successor.run(Organizations, { first: 1 })).organizations).toBeTruthy()
})

test('a revoked key ends at once, its live streams too', async () => {
  const { id, client } = await create(['READ', 'SUBMIT'])
  const { taskId } = await submitted()
  const watched = client.watch(WatchTask, { id: taskId })
  await watched.next()
  const revoked = await holdfast.operator.run(RevokePlatformKey, { input: { platformKeyId: id } })
  expect(revoked.revokePlatformKey).toMatchObject({ platformKey: { revokedBy: 'operator' } })
  await expect(watched.next()).rejects.toThrow()
  expect((await client.send(Organizations, {})).errors?.[0]?.extensions).toMatchObject({ reason: 'KEY_REVOKED' })
  const twice = await holdfast.operator.run(RevokePlatformKey, { input: { platformKeyId: id } })
  expect(twice.revokePlatformKey).toMatchObject({ code: 'ENDED' })
})

test('a key that may be used from other networks only is refused here', async () => {
  const { client } = await create(['READ'], { allowedAddresses: ['203.0.113.7'] })
  expect((await client.send(Organizations, {})).errors?.[0]?.extensions).toMatchObject({ reason: 'KEY_ADDRESS' })
})
