// Organizations and their members: inviting, promoting, removing, renaming, suspending and closing, and the audit log of all that.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepLeaving } from '../../src/offboarding/leaving.ts'
import type { OrganizationsQuery } from '../generated/graphql.ts'
import { type Client, rejectionOf } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AddMember,
  Audit,
  Balance,
  CloseOrganization,
  CreateBudget,
  CreateInvitation,
  Freeze,
  Grant,
  LoadCatalogue,
  Members,
  OrganizationById,
  Organizations,
  RemoveMember,
  ResumeOrganization,
  StartSubscription,
  Submit,
  SuspendOrganization,
  TaskById,
  Transfer,
  UpdateMemberRole,
  UpdateOrganization,
  WatchBalance,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const song = { model: 'suno', operation: 'music' }

async function memberIds(by: Client): Promise<Record<string, string>> {
  const { organization } = await by.run(Members)
  return Object.fromEntries((organization?.members.edges ?? []).map(({ node }) => [node.name, node.id]))
}

async function auditOf(organization: TestOrganization, filter: object = {}) {
  const found = await holdfast.operator.run(Audit, { organizationId: organization.id, filter })
  return (found.organization?.audit?.edges ?? []).map(({ node }) => node)
}

test('an organization keeps its last owner, and only owners make owners', async () => {
  const { owner, admin } = await holdfast.organization()
  const ids = await memberIds(owner)
  const only = { memberId: ids['OWNER 0'] ?? '' }
  expect((await owner.run(UpdateMemberRole, { input: { ...only, role: 'ADMIN' } })).updateMemberRole).toMatchObject({
    code: 'LAST_OWNER',
  })
  expect((await owner.run(RemoveMember, { input: only })).removeMember).toMatchObject({ code: 'LAST_OWNER' })
  const promote = { memberId: ids['MEMBER 2'] ?? '', role: 'OWNER' as const }
  expect((await admin.run(UpdateMemberRole, { input: promote })).updateMemberRole).toMatchObject({
    code: 'OWNERS_ONLY',
  })
  expect((await admin.run(RemoveMember, { input: only })).removeMember).toMatchObject({ code: 'OWNERS_ONLY' })
  expect((await admin.run(CreateInvitation, { input: { role: 'OWNER' } })).createInvitation).toMatchObject({
    code: 'OWNERS_ONLY',
  })
  expect((await owner.run(UpdateMemberRole, { input: promote })).updateMemberRole).toMatchObject({
    member: { role: 'OWNER' },
  })
  expect((await owner.run(UpdateMemberRole, { input: { ...only, role: 'ADMIN' } })).updateMemberRole).toMatchObject({
    member: { role: 'ADMIN' },
  })
})

test('if two owners remove each other at the same time, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const { owner, member } = await holdfast.organization({ credits: 0n })
    const ids = await memberIds(owner)
    await owner.run(UpdateMemberRole, { input: { memberId: ids['MEMBER 2'] ?? '', role: 'OWNER' } })
    const both = await Promise.all([
      owner.send(RemoveMember, { input: { memberId: ids['MEMBER 2'] ?? '' } }),
      member.send(RemoveMember, { input: { memberId: ids['OWNER 0'] ?? '' } }),
    ])
    const done = both.filter(({ data }) => data?.removeMember?.__typename === 'RemoveMemberSuccess')
    expect(done).toHaveLength(1)
  }
})

test('a removed member loses access at once; their credits return to the pool, and their open tasks are canceled', async () => {
  const { owner, admin, member } = await holdfast.organization()
  const ids = await memberIds(owner)
  const memberId = ids['MEMBER 2'] ?? ''
  await admin.run(Transfer, { input: { toMemberId: memberId, credits: 100 } })
  const { submitTask } = await member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const watching = member.watch(WatchBalance)
  await watching.next()
  const removed = await admin.run(RemoveMember, { input: { memberId } })
  expect(removed.removeMember).toMatchObject({ member: { id: memberId } })
  expect(await rejectionOf(member)).toBe('KEY_REVOKED')
  await expect(watching.until(() => false)).rejects.toMatchObject({ code: 4403 })
  expect((await owner.run(TaskById, { id: submitTask.task.id })).node).toMatchObject({ status: 'CANCELED' })
  expect((await owner.run(Balance)).organization?.wallet).toMatchObject({ available: 1_000, frozen: 0 })
  expect(await memberIds(owner)).not.toHaveProperty('MEMBER 2')
  const again = await admin.run(Transfer, { input: { toMemberId: memberId, credits: 1 } })
  expect(again.transferCredits).toMatchObject({ code: 'ENDED' })
})

test('the open tasks of a removed member may finish; credits that they release go to the pool', async () => {
  const { owner, admin, member } = await holdfast.organization()
  const memberId = (await memberIds(owner))['MEMBER 2'] ?? ''
  await admin.run(Transfer, { input: { toMemberId: memberId, credits: 10 } })
  const { submitTask } = await member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  await admin.run(RemoveMember, { input: { memberId, openTasks: 'FINISH' } })
  expect((await owner.run(TaskById, { id: submitTask.task.id })).node).toMatchObject({ status: 'QUEUED' })
  expect((await owner.run(Balance)).organization?.wallet?.available).toBe(990)
  const watching = owner.watch(WatchBalance)
  await holdfast.operator.send('mutation($id: ID!) { failTask(input: { taskId: $id, reason: "no" }) { __typename } }', {
    id: submitTask.task.id,
  })
  await watching.until(({ balanceChanged }) => balanceChanged.available === 1_000)
})

test('seats limit the number of members that can be invited and added', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const plan = { name: 'five', title: 'Five seats', price: null, interval: 'MONTH', seats: 5, credits: [] }
  const document = { name: 'seats', description: 'A plan.', priceRules: [], plans: [plan] }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  await holdfast.operator.run(StartSubscription, { input: { organizationId: organization.id, plan: 'five' } })
  const invited = await organization.admin.run(CreateInvitation, { input: { role: 'MEMBER' } })
  expect(invited.createInvitation).toMatchObject({ code: 'SEATS_EXCEEDED' })
  const added = await holdfast.operator.run(AddMember, {
    input: { organizationId: organization.id, name: 'Sixth', role: 'MEMBER' },
  })
  expect(added.addMember).toMatchObject({ code: 'SEATS_EXCEEDED' })
})

test('a suspended organization reads and finishes, and submits nothing until it is resumed', async () => {
  const organization = await holdfast.organization()
  const input = { organizationId: organization.id, reason: 'The bill is not paid.' }
  const suspended = await holdfast.operator.run(SuspendOrganization, { input })
  expect(suspended.suspendOrganization).toMatchObject({
    organization: { status: 'SUSPENDED', statusReason: input.reason },
  })
  const refused = await organization.member.run(Submit, { input: song })
  expect(refused.submitTask).toMatchObject({ code: 'ORGANIZATION_SUSPENDED' })
  expect((await organization.member.run(Balance)).organization?.wallet?.available).toBe(1_000)
  expect((await organization.owner.send(SuspendOrganization, { input })).errors?.[0]?.extensions?.code).toBe(
    'FORBIDDEN',
  )
  await holdfast.operator.run(ResumeOrganization, { input: { organizationId: organization.id } })
  expect((await organization.member.run(Submit, { input: song })).submitTask?.__typename).toBe('SubmitTaskSuccess')
})

test('closing an organization cancels tasks, revokes credits and ends access; the operator can still read it', async () => {
  const organization = await holdfast.organization()
  const { owner, admin, member } = organization
  const memberId = (await memberIds(owner))['MEMBER 2'] ?? ''
  await admin.run(Transfer, { input: { toMemberId: memberId, credits: 100 } })
  await member.run(Submit, { input: song })
  await holdfast.operator.run(Freeze, { input: { organizationId: organization.id, credits: 50 } })
  const watching = owner.watch(WatchBalance)
  await watching.next()
  expect((await admin.send(CloseOrganization, { input: { reason: 'x' } })).errors?.[0]?.extensions?.code).toBe(
    'FORBIDDEN',
  )
  const closed = await owner.run(CloseOrganization, { input: { reason: 'We are done.', idempotencyKey: 'close' } })
  expect(closed.closeOrganization).toMatchObject({ __typename: 'CloseOrganizationSuccess', replayed: false })
  await expect(watching.until(() => false)).rejects.toMatchObject({ code: 4403 })
  for (const client of [owner, admin, member]) expect(await rejectionOf(client)).toBe('ORGANIZATION_CLOSED')
  const { organization: seen } = await holdfast.operator.run(OrganizationById, { id: organization.id })
  expect(seen).toMatchObject({ status: 'CLOSED', statusReason: 'We are done.' })
  expect(seen?.wallet).toMatchObject({ available: 0, frozen: 0, revoked: 1_000 })
  const grant = await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 5 } })
  expect(grant.grantCredits).toMatchObject({ code: 'ENDED' })
  const added = await holdfast.operator.run(AddMember, {
    input: { organizationId: organization.id, name: 'Late', role: 'MEMBER' },
  })
  expect(added.addMember).toMatchObject({ code: 'ENDED' })
})

test('every administrative act is in the audit log: who, from which address, the state before and after', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { owner, admin, member, viewer } = organization
  await owner.run(UpdateOrganization, { input: { name: 'Better Records' } })
  await admin.run(CreateBudget, { input: { period: 'MONTH', limit: 500 } })
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 7 } })
  const acts = await auditOf(organization)
  expect(acts.map(({ action }) => action)).toEqual([
    'grantCredits',
    'createBudget',
    'updateOrganization',
    'createOrganization',
  ])
  expect(acts[2]).toMatchObject({
    actorKind: 'MEMBER',
    actorName: 'OWNER 0',
    subjectType: 'Organization',
    before: { name: 'Test Records' },
    after: { name: 'Better Records' },
  })
  expect(acts[2]?.address).toMatch(/127\.0\.0\.1|::1/)
  expect(acts[0]).toMatchObject({ actorKind: 'OPERATOR', after: { credits: '7' } })
  expect((await auditOf(organization, { action: 'createBudget' })).map(({ actorName }) => actorName)).toEqual([
    'ADMIN 1',
  ])
  expect(await auditOf(organization, { until: acts[3]?.createdAt })).toEqual([])

  // Read by those who answer for the organization; by nobody else, and changed by nobody.
  const own = await admin.run(Audit, {})
  expect(own.organization?.audit?.edges).toHaveLength(4)
  for (const client of [member, viewer]) expect((await client.run(Audit, {})).organization?.audit).toBeNull()
  const stranger = await holdfast.organization({ credits: 0n })
  const id = acts[0]?.id ?? ''
  for (const client of [stranger.owner, member]) {
    expect((await client.send('query($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null })
  }
  const file = (client: Client, format: string) =>
    fetch(`${holdfast.holdfast.url}/organizations/${organization.id}/audit?format=${format}`, {
      headers: { 'x-api-key': client.key ?? '' },
    })
  const lines = (await (await file(admin, 'ndjson')).text()).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(acts.map(({ action }) => action).reverse())
  await owner.run(UpdateOrganization, { input: { name: '=1+1' } })
  expect(await (await file(owner, 'csv')).text()).toMatch(/updateOrganization,Organization,.*=1\+1/)
  for (const client of [stranger.owner, member, viewer]) expect((await file(client, 'csv')).status).toBe(404)

  const { prisma } = holdfast.holdfast.app
  await expect(prisma.auditEntry.deleteMany({})).rejects.toThrow()
  await expect(prisma.auditEntry.updateMany({ data: { actorName: 'nobody' } })).rejects.toThrow()
})

test('a sweep finishes a closing that was interrupted, and a member’s removal once their tasks have ended', async () => {
  const { app } = holdfast.holdfast
  const closing = await holdfast.organization()
  await closing.member.run(Submit, { input: song })
  // As a process leaves it that is killed right after the decision.
  await app.lane.run({
    organizationId: closing.uuid,
    idempotency: null,
    reads: {},
    decide(batch) {
      const snapshot = batch.organization(closing.uuid)
      if (!snapshot) throw new Error('it is not there')
      batch.putOrganization({ ...snapshot, status: 'CLOSING' })
      return { value: {}, resultId: closing.uuid }
    },
  })
  await expect
    .poll(async () => (await holdfast.operator.run(OrganizationById, { id: closing.id })).organization)
    .toMatchObject({ status: 'CLOSED', wallet: { available: 0, frozen: 0, revoked: 1_000 } })

  const { owner, admin, member, uuid } = await holdfast.organization()
  const { submitTask } = await member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const memberId = (await memberIds(owner))['MEMBER 2'] ?? ''
  await admin.run(RemoveMember, { input: { memberId, openTasks: 'FINISH' } })
  const leaving = () => app.prisma.member.count({ where: { organizationId: uuid, leaving: { not: null } } })
  // Nothing can be done until the task has ended, and nothing is tried over and over.
  expect(await sweepLeaving(app)).toBe(0)
  expect(await leaving()).toBe(1)
  await holdfast.operator.send('mutation($id: ID!) { completeTask(input: { taskId: $id }) { __typename } }', {
    id: submitTask.task.id,
  })
  await expect.poll(leaving).toBe(0)
})

test('a platform key has to say which organization it asks about, by the arguments that the field has', async () => {
  const message = async (query: string) => (await holdfast.operator.send(query)).errors?.[0]?.message
  const end = 'must be given: a platform key belongs to no organization'
  expect(await message('{ organization { id } }')).toBe(`id or externalId ${end}`)
  expect(await message('{ entitlements { __typename } }')).toBe(`organizationId ${end}`)
})

test('the operator lists and filters organizations, page by page', async () => {
  const made = await Promise.all([1, 2, 3].map(() => holdfast.organization({ credits: 0n })))
  for (const { owner } of made) await owner.run(UpdateOrganization, { input: { name: `Zanzibar ${made.length}%_` } })
  const found: string[] = []
  let after: string | null | undefined = null
  do {
    const { organizations }: OrganizationsQuery = await holdfast.operator.run(Organizations, {
      first: 2,
      after,
      filter: { name: 'zanzibar 3%_', status: 'ACTIVE' as const },
    })
    found.push(...(organizations?.edges ?? []).map(({ node }) => node.id))
    after = organizations?.pageInfo.hasNextPage ? organizations.pageInfo.endCursor : null
  } while (after)
  expect(found.sort()).toEqual(made.map(({ id }) => id).sort())
})
