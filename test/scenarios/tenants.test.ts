// Tenant isolation: nobody reaches another organization's objects by id, argument or role, or without a key. They are answered
// exactly like objects that do not exist.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AddMember,
  AdvanceClock,
  Balance,
  Cancel,
  CancelSubscription,
  ClaimTasks,
  Complete,
  CreateBindingQuote,
  CreateOrganization,
  DowngradeSubscription,
  ExtendLease,
  Fail,
  Freeze,
  Grant,
  Journal,
  LoadCatalogue,
  Lots,
  MarkPaid,
  MarkPastDue,
  Reactivate,
  Release,
  Report,
  ReturnTask,
  SetMaintenance,
  SetPrice,
  Spend,
  Start,
  StartSubscription,
  Submit,
  TaskById,
  UndoSubscriptionChange,
  UpgradeSubscription,
  WatchBalance,
  WatchTask,
  WatchTasks,
} from '../support/operations.ts'

let holdfast: TestHoldfast
let mine: TestOrganization
let theirs: TestOrganization
/** One id of every type, all of their organization. */
let ids: Record<
  | 'Organization'
  | 'Wallet'
  | 'CreditLot'
  | 'JournalEntry'
  | 'Task'
  | 'Hold'
  | 'Member'
  | 'PlanSubscription'
  | 'BindingQuote',
  string
>

const PLAN = {
  ...{ name: 'acme', title: 'Acme', price: null, interval: 'MONTH' },
  credits: [{ creditType: 'music', credits: 10 }],
}

const NODE = 'query Node($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }'

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  ;[mine, theirs] = await Promise.all([holdfast.organization(), holdfast.organization()])
  const { submitTask } = await theirs.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const balance = await theirs.admin.run(Balance)
  const lots = await theirs.admin.run(Lots)
  const journal = await theirs.admin.run(Journal, { first: 1 })
  const { data } = await theirs.member.send<{ viewer: { member: { id: string } } }, unknown>(
    '{ viewer { member { id } } }',
  )
  const document = { name: 'acme', description: 'A plan.', priceRules: [], plans: [PLAN] }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  const started = await holdfast.operator.run(StartSubscription, { input: { organizationId: theirs.id, plan: 'acme' } })
  const items = [{ model: 'suno', operation: 'music' }]
  const { createBindingQuote } = await theirs.member.run(CreateBindingQuote, { input: { items } })
  ids = {
    Organization: theirs.id,
    Wallet: balance.organization?.wallet?.id ?? '',
    CreditLot: lots.organization?.wallet?.lots.edges[0]?.node.id ?? '',
    JournalEntry: journal.organization?.wallet?.journal.edges[0]?.node.id ?? '',
    Task: submitTask.task.id,
    Hold: submitTask.task.hold?.id ?? '',
    Member: data?.viewer.member.id ?? '',
    PlanSubscription:
      started.startSubscription?.__typename === 'StartSubscriptionSuccess'
        ? started.startSubscription.subscription.id
        : '',
    BindingQuote:
      createBindingQuote?.__typename === 'CreateBindingQuoteSuccess' ? createBindingQuote.bindingQuote.id : '',
  }
})
afterAll(() => holdfast.stop())

async function node(client: Client, id: string) {
  return client.send<{ node: { __typename: string; id: string } | null }, unknown>(NODE, { id })
}

test('every kind of node is visible to its own admin and to the operator, and to nobody else', async () => {
  for (const [typename, id] of Object.entries(ids)) {
    expect((await node(theirs.admin, id)).data?.node).toEqual({ __typename: typename, id })
    expect((await node(holdfast.operator, id)).data?.node).toEqual({ __typename: typename, id })
    expect((await node(mine.owner, id)).data).toEqual({ node: null, nodes: [null] })
  }
})

test('a malformed id is refused; a well-formed but unknown id is null', async () => {
  for (const id of ['', 'constructor:1', '1', 'task_', `${ids.Task}A`, ids.Task.replace('task_', 'hold'), 'VGFzazox']) {
    const { errors } = await node(theirs.admin, id)
    expect(errors?.[0]?.extensions?.code, id).toBe('BAD_USER_INPUT')
  }
  const unknown = `task_${Buffer.alloc(32, 7).toString('base64url')}`
  expect((await node(theirs.admin, unknown)).data?.node).toBeNull()
})

test('the id of another organization as an argument is not found', async () => {
  const { data } = await mine.owner.send('query Other($id: ID!) { organization(id: $id) { name } }', { id: theirs.id })
  expect(data).toEqual({ organization: null })
  const song = { model: 'suno', operation: 'music' }
  const submit = await mine.member.run(Submit, { input: { ...song, organizationId: theirs.id } })
  expect(submit.submitTask).toMatchObject({ __typename: 'NotFoundError' })
  const onBehalf = await mine.member.run(Submit, { input: { ...song, memberId: ids.Member } })
  expect(onBehalf.submitTask).toMatchObject({ __typename: 'NotFoundError' })
  const cancel = await mine.owner.run(Cancel, { input: { taskId: ids.Task } })
  expect(cancel.cancelTask).toMatchObject({ __typename: 'NotFoundError' })
  const wrongType = await mine.owner.send(Cancel, { input: { taskId: ids.Hold } })
  expect(wrongType.errors).toHaveLength(1)
})

test('another organization’s task and wallet can’t be watched', async () => {
  await expect(mine.owner.watch(WatchTask, { id: ids.Task }).next()).rejects.toThrow('NOT_FOUND')
  const nobody = holdfast.client(null)
  await expect(nobody.watchBySse(WatchBalance).next()).rejects.toThrow('UNAUTHENTICATED')
  await expect(nobody.watch(WatchBalance).next()).rejects.toMatchObject({ code: 4403 })
})

test('a member sees and cancels their own tasks, not another member’s; an admin does both', async () => {
  const { submitTask } = await mine.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const { id } = submitTask.task
  expect((await mine.member.run(TaskById, { id })).node?.__typename).toBe('Task')
  expect((await mine.otherMember.run(TaskById, { id })).node).toBeNull()
  expect((await mine.admin.run(TaskById, { id })).node?.__typename).toBe('Task')
  const cancel = await mine.otherMember.run(Cancel, { input: { taskId: id } })
  expect(cancel.cancelTask).toMatchObject({ __typename: 'NotFoundError' })
  await expect(mine.otherMember.watch(WatchTask, { id }).next()).rejects.toThrow('NOT_FOUND')

  const { data } = await mine.otherMember.send<{ organization: { tasks: { edges: unknown[] } } }, unknown>(
    '{ organization { tasks { edges { node { id } } } } }',
  )
  expect(data?.organization.tasks.edges).toEqual([])
  const watching = mine.otherMember.watch(WatchTasks)
  const own = await mine.otherMember.run(Submit, { input: { model: 'udio', operation: 'music' } })
  if (own.submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  expect((await watching.next()).tasksUpdated.id).toBe(own.submitTask.task.id)

  const byAdmin = await mine.admin.run(Cancel, { input: { taskId: id } })
  expect(byAdmin.cancelTask).toMatchObject({ __typename: 'CancelTaskSuccess' })
})

test('every member is refused what only the operator may do, and clients without a key are refused everything', async () => {
  const operatorOnly = [
    [Grant, { input: { organizationId: mine.id, credits: 1 } }],
    [Start, { input: { taskId: ids.Task } }],
    [Report, { input: { taskId: ids.Task, progress: 1 } }],
    [Complete, { input: { taskId: ids.Task } }],
    [Fail, { input: { taskId: ids.Task, reason: 'no' } }],
    [SetPrice, { input: { provider: 'a', model: 'a', operation: 'a', creditType: 'a', credits: 0 } }],
    [CreateOrganization, { input: { name: 'Mine' } }],
    [ClaimTasks, { input: {} }],
    [ExtendLease, { input: { taskId: ids.Task, leaseId: 'x' } }],
    [ReturnTask, { input: { taskId: ids.Task, leaseId: 'x' } }],
    [LoadCatalogue, { input: { name: 'sunor' } }],
    [SetMaintenance, { input: { organizationId: mine.id, reason: 'no' } }],
    [AdvanceClock, { input: { organizationId: mine.id, to: '2030-01-01T00:00:00Z' } }],
    [StartSubscription, { input: { organizationId: mine.id, plan: 'acme' } }],
    [MarkPastDue, { input: { organizationId: theirs.id } }],
    [MarkPaid, { input: { organizationId: theirs.id } }],
    [Reactivate, { input: { organizationId: theirs.id } }],
  ] as const
  for (const [operation, variables] of operatorOnly) {
    for (const client of [mine.owner, mine.admin, mine.member, mine.viewer]) {
      const { errors } = await client.send<unknown, unknown>(operation.toString(), variables)
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
      expect(errors?.[0]?.message).toMatch(/^(Only the operator of the platform may|This needs .* the scope SETTLE,)/)
    }
  }
  // An owner reads what to call instead.
  const added = { organizationId: mine.id, name: 'Ada', role: 'MEMBER' } as const
  const { errors: [refusal] = [] } = await mine.owner.send<unknown, unknown>(AddMember.toString(), { input: added })
  expect(refusal?.message).toBe('Only the operator of the platform may do this. createInvitation invites somebody.')
  // Of their own organization, some members may do these.
  const byPayers = [
    [UpgradeSubscription, { input: { organizationId: theirs.id, plan: 'acme' } }],
    [DowngradeSubscription, { input: { organizationId: theirs.id, plan: 'acme' } }],
    [UndoSubscriptionChange, { input: { organizationId: theirs.id, change: 'CANCELLATION' } }],
    [CancelSubscription, { input: { organizationId: theirs.id, atPeriodEnd: true } }],
  ] as const
  const byAdmins = [
    [Freeze, { input: { organizationId: theirs.id, credits: 1 } }],
    [Spend, { input: { holdId: ids.Hold } }],
    [Release, { input: { holdId: ids.Hold } }],
  ] as const
  for (const [operation, variables] of [...byPayers, ...byAdmins]) {
    const { data, errors } = await mine.owner.send<Record<string, unknown>, unknown>(operation.toString(), variables)
    expect([errors, Object.values(data ?? {})]).toMatchObject([undefined, [{ code: 'NOT_FOUND' }]])
    for (const client of [mine.member, mine.viewer]) {
      const refused = await client.send<unknown, unknown>(operation.toString(), variables)
      expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    }
  }
  const viewer = await mine.viewer.send(Submit, { input: { model: 'suno', operation: 'music' } })
  expect(viewer.errors).toMatchObject([
    {
      message: 'This needs the role OWNER, ADMIN, or MEMBER, and yours is VIEWER.',
      extensions: { code: 'FORBIDDEN' },
    },
  ])

  const key = mine.owner.key ?? ''
  const mistyped = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
  const wrongKeys = [null, 'x', mistyped, key.replace('member', 'operator')]
  for (const wrong of wrongKeys) {
    const stranger = holdfast.client(wrong)
    for (const [operation, variables] of [...operatorOnly, [Balance, undefined], [Lots, undefined]] as const) {
      const { errors } = await stranger.send<unknown, unknown>(operation.toString(), variables)
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
    }
    const { data } = await stranger.send('{ viewer { isOperator } }')
    expect(data).toEqual(wrong === null ? { viewer: null } : undefined)
  }
})

test('the operator acts in every organization, and must name it', async () => {
  const { errors } = await holdfast.operator.send(Balance)
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  const input = { model: 'suno', operation: 'music', organizationId: theirs.id, memberId: ids.Member }
  const { submitTask } = await holdfast.operator.run(Submit, { input })
  expect(submitTask).toMatchObject({ task: { member: { name: 'MEMBER 2' } } })
  const astray = await holdfast.operator.run(Submit, { input: { ...input, organizationId: mine.id } })
  expect(astray.submitTask).toMatchObject({ __typename: 'NotFoundError' })
})

test('a new organization can be used at once with the keys that came with it', async () => {
  const { createOrganization } = await holdfast.operator.run(CreateOrganization, {
    input: {
      name: 'Fresh Records',
      creditTypes: ['music'],
      members: [
        { name: 'Olivia', role: 'OWNER' },
        { name: 'Max', role: 'MEMBER' },
      ],
    },
  })
  if (createOrganization?.__typename !== 'CreateOrganizationSuccess') throw new Error('refused')
  expect(createOrganization.organization).toMatchObject({ mode: 'LIVE', wallet: { available: 0 } })
  const { id } = createOrganization.organization
  await holdfast.operator.run(Grant, { input: { organizationId: id, credits: 10 } })
  const max = holdfast.client(createOrganization.keys[1]?.secret ?? null)
  const { submitTask } = await max.run(Submit, { input: { model: 'suno', operation: 'music' } })
  expect(submitTask).toMatchObject({ __typename: 'SubmitTaskSuccess', task: { member: { name: 'Max' } } })
})
