// The key that a task was submitted with, and the actor of each journal entry, also in exports.

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkExport } from '../../src/wallets/journalExport.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Audit,
  Balance,
  Cancel,
  Complete,
  CreateApiKey,
  CreatePlatformKey,
  DeclineTask,
  Freeze,
  Grant,
  JournalWhere,
  KeyOfTask,
  PlatformKeys,
  RefundTask,
  Release,
  RotateApiKey,
  RotatePlatformKey,
  SetPrice,
  SetSpendingPolicy,
  Submit,
  Transfer,
  Viewer,
  WatchBalance,
} from '../support/operations.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
  const price = { provider: 'acme', model: 'gift', operation: 'song', creditType: 'music', credits: 0 }
  await holdfast.operator.run(SetPrice, { input: price })
})
afterAll(() => holdfast.stop())

const song = { model: 'suno', operation: 'music', timeoutSeconds: 60 }

async function submitted(client: Client, input = song): Promise<string> {
  const { submitTask } = await client.run(Submit, { input })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

/** The type and the actor of each entry, the oldest first. */
async function actors(client: Client) {
  const { organization } = await client.run(JournalWhere, { first: 100 })
  const nodes = organization?.wallet?.journal.edges.map(({ node }) => node) ?? []
  return nodes
    .reverse()
    .map(({ type, actor }) => [type, actor && `${actor.kind} ${actor.name}`, actor?.actorId ?? null])
}

async function keyFor({ owner }: TestOrganization, name: string) {
  const { createApiKey } = await owner.run(CreateApiKey, {
    input: { name, scopes: ['SUBMIT', 'READ'], ofOrganization: true },
  })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  return createApiKey
}

/** The id of the operator's own key. */
async function operatorsKey(): Promise<string> {
  const { platformKeys } = await holdfast.operator.run(PlatformKeys, {})
  return platformKeys?.edges.find(({ node }) => node.name === 'operator')?.node.id ?? ''
}

const memberOf = async (client: Client) => (await client.run(Viewer)).viewer?.member?.id as string

test('an entry says who caused it: a member, a key, the platform, or Holdfast itself', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { id: organizationId, admin, member } = organization
  await holdfast.operator.run(Grant, { input: { organizationId, credits: 100 } })
  const memberId = await memberOf(member)
  const adminId = await memberOf(admin)
  const done = await submitted(member)
  await holdfast.operator.run(Complete, { input: { taskId: done } })
  await holdfast.operator.run(RefundTask, { input: { taskId: done, credits: 3, reason: 'silent' } })
  await admin.run(Transfer, { input: { toMemberId: memberId, credits: 5, reason: 'for you' } })
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId, credits: 1 } })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  await holdfast.operator.run(Release, { input: { holdId: freezeCredits.hold.id } })

  const [granted] = await actors(admin)
  expect(granted).toEqual(['GRANT', 'OPERATOR operator', await operatorsKey()])
  const byMember = ['MEMBER MEMBER 2', memberId]
  expect((await actors(admin)).slice(1)).toEqual([
    ['FREEZE', ...byMember],
    ['SPEND', ...byMember],
    ['REFUND', ...(granted?.slice(1) ?? [])],
    ['MOVE_OUT', 'MEMBER ADMIN 1', adminId],
    // A hold without a task names the key that opened it, as the grant does.
    ['FREEZE', ...(granted?.slice(1) ?? [])],
    ['RELEASE', ...(granted?.slice(1) ?? [])],
  ])
  // A member doesn't see the audit log.
  expect(new Set((await actors(member)).map(([, actor]) => actor))).toEqual(new Set([null]))
})

test('a task that somebody else cancels says who it was, in the journal and in the audit log', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { admin, member } = organization
  const [own, others, operators, platforms] = [
    await submitted(member),
    await submitted(member),
    await submitted(member),
    await submitted(holdfast.operator, { ...song, organizationId: organization.id } as typeof song),
  ]
  await member.run(Cancel, { input: { taskId: own } })
  await admin.run(Cancel, { input: { taskId: others } })
  await holdfast.operator.run(Cancel, { input: { taskId: operators } })
  await holdfast.operator.run(Cancel, { input: { taskId: platforms } })
  const byAdmin = ['MEMBER ADMIN 1', await memberOf(admin)]
  const byOperator = ['OPERATOR operator', await operatorsKey()]
  const released = (await actors(admin)).filter(([type]) => type === 'RELEASE').map(([, ...actor]) => actor)
  expect(released).toEqual([['MEMBER MEMBER 2', await memberOf(member)], byAdmin, byOperator, byOperator])
  const { organization: read } = await admin.run(Audit, { filter: { action: 'cancelTask' } })
  const acts = read?.audit?.edges.map(({ node }) => [node.subjectId, node.actorName, node.actorId])
  // Whoever cancels what they have submitted does nothing that an audit log is for.
  expect(acts?.toReversed()).toEqual([
    [others, 'ADMIN 1', byAdmin[1]],
    [operators, 'operator', byOperator[1]],
  ])
  const { organization: found } = await admin.run(Audit, {
    filter: { action: 'cancelTask', actorId: byAdmin[1] as string },
  })
  expect(found?.audit?.edges.map(({ node }) => node.subjectId)).toEqual([others])
})

test('a hold names the newest key of the lineage of the platform key that opened it', async () => {
  const { id: organizationId, admin } = await holdfast.organization({ credits: 10n })
  const { createPlatformKey: made } = await holdfast.operator.run(CreatePlatformKey, {
    input: { name: 'renderer', scopes: ['SETTLE'] },
  })
  if (made?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(made))
  await holdfast.client(made.secret).run(Freeze, { input: { organizationId, credits: 1 } })
  expect((await actors(admin))[1]).toEqual(['FREEZE', 'OPERATOR renderer', made.platformKey.id])
  const { rotatePlatformKey: rotated } = await holdfast.operator.run(RotatePlatformKey, {
    input: { platformKeyId: made.platformKey.id },
  })
  if (rotated?.__typename !== 'RotatePlatformKeySuccess') throw new Error(JSON.stringify(rotated))
  expect((await actors(admin))[1]).toEqual(['FREEZE', 'OPERATOR renderer', rotated.platformKey.id])
})

test('what a key of the organization did, and what a deadline did', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { admin } = organization
  const { apiKey, secret } = await keyFor(organization, 'website')
  const client = holdfast.client(secret)
  await submitted(client)
  const canceled = await submitted(client)
  await client.run(Cancel, { input: { taskId: canceled } })
  const balance = admin.watch(WatchBalance)
  await balance.next()
  now += 61_000
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'RELEASE')
  await balance.end()
  const byKey = ['API_KEY website', apiKey.id]
  expect((await actors(admin)).slice(1)).toEqual([
    ['FREEZE', ...byKey],
    ['FREEZE', ...byKey],
    ['RELEASE', ...byKey],
    ['RELEASE', 'SYSTEM Holdfast', null],
  ])
})

test('a task says which key sent it, also a free one and after a rotation, for callers that may see the key', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { owner, admin, member, otherMember } = organization
  const { apiKey, secret } = await keyFor(organization, 'website')
  const client = holdfast.client(secret)
  const priced = await submitted(client)
  const free = await submitted(client, { ...song, model: 'gift', operation: 'song' })
  const keyOf = async (asker: Client, id: string) => {
    const { node } = await asker.run(KeyOfTask, { id })
    return node && 'apiKey' in node ? node.apiKey : 'nothing'
  }
  expect(await keyOf(admin, priced)).toEqual({ id: apiKey.id, name: 'website' })
  expect(await keyOf(admin, free)).toEqual({ id: apiKey.id, name: 'website' })
  const own = await submitted(member)
  expect(await keyOf(member, own)).toMatchObject({ name: expect.any(String) })
  expect(await keyOf(otherMember, own)).toBe('nothing')
  const { rotateApiKey } = await owner.run(RotateApiKey, { input: { apiKeyId: apiKey.id } })
  if (rotateApiKey?.__typename !== 'RotateApiKeySuccess') throw new Error(JSON.stringify(rotateApiKey))
  expect(await keyOf(admin, priced)).toEqual({ id: rotateApiKey.apiKey.id, name: 'website' })
  const forMember = await submitted(holdfast.operator, { ...song, organizationId: organization.id } as typeof song)
  expect(await keyOf(admin, forMember)).toBeNull()
})

test('what an admin declines is an act of the admin, and exports carry the actors in addition to the values that the hash covers', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { admin, member } = organization
  await admin.run(SetSpendingPolicy, { input: { approvalAbove: 5 } })
  const taskId = await submitted(member)
  await admin.run(DeclineTask, { input: { taskId, reason: 'too dear' } })
  const { organization: read } = await admin.run(Balance)
  const path = `/wallets/${read?.wallet?.id}/journal?format=`
  const exported = async (client: Client, format: string) =>
    (await fetch(`${holdfast.holdfast.url}${path}${format}`, { headers: { 'x-api-key': client.key ?? '' } })).text()
  const check = (text: string) => checkExport(new Blob([text]).stream() as unknown as AsyncIterable<Uint8Array>)

  const csv = await exported(admin, 'csv')
  const rows = parse(csv, { columns: true }) as Record<string, string>[]
  expect(rows.map((row) => [row.type, row.actorKind, row.actorName, row.actorId])).toEqual([
    ['GRANT', 'SYSTEM', 'Holdfast', ''],
    ['FREEZE', 'MEMBER', 'MEMBER 2', await memberOf(member)],
    ['RELEASE', 'MEMBER', 'ADMIN 1', await memberOf(admin)],
  ])
  const lines = (await exported(admin, 'ndjson')).trim().split('\n').slice(1)
  expect(lines.map((line) => JSON.parse(line).actor?.name)).toEqual(['Holdfast', 'MEMBER 2', 'ADMIN 1'])
  expect(lines.join()).not.toContain('auditEntryId')
  expect(await exported(member, 'csv')).not.toContain('actor')
  for (const format of ['csv', 'ndjson']) {
    for (const client of [admin, member]) {
      expect(await check(await exported(client, format))).toMatchObject({ wrong: null, entries: 3 })
    }
  }
})

test('acts of many callers at once are each recorded for their own caller', async () => {
  const organizations = await Promise.all(Array.from({ length: 8 }, () => holdfast.organization({ credits: 100n })))
  const acts = organizations.flatMap(({ admin, owner, member }) =>
    Array.from({ length: 5 }, async () => {
      const toMemberId = await memberOf(member)
      await Promise.all(
        [admin, owner].map((by) => by.run(Transfer, { input: { toMemberId, credits: 1, reason: 'all' } })),
      )
    }),
  )
  await Promise.all(acts)
  for (const { admin, owner } of organizations) {
    const { organization: read } = await admin.run(Audit, { filter: { action: 'transferCredits' } })
    const by = read?.audit?.edges.map(({ node }) => node.actorId) ?? []
    const ids = [await memberOf(admin), await memberOf(owner)]
    expect(ids.map((id) => by.filter((each) => each === id).length)).toEqual([5, 5])
  }
})
