// Tasks above a price wait, frozen, for an admin: approved, declined, or lapsed. And budgets that only tell, or are a key's.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AdvanceClock,
  Alerts,
  ApproveTask,
  Balance,
  Cancel,
  Complete,
  CreateApiKey,
  CreateBudget,
  DeclineTask,
  SetSpendingPolicy,
  Start,
  Submit,
  TaskApproval,
  WatchTask,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const song = { model: 'suno', operation: 'music' }

async function submitted({ member }: Pick<TestOrganization, 'member'>, input: object = song): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: input as typeof song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

async function stateOf({ admin }: TestOrganization, id: string) {
  return (await admin.run(TaskApproval, { id })).node
}

/** A song costs 10. */
async function cautious(options: Parameters<TestHoldfast['organization']>[0] = {}): Promise<TestOrganization> {
  const organization = await holdfast.organization(options)
  await organization.admin.run(SetSpendingPolicy, { input: { approvalAbove: 9, approvalSeconds: 3_600 } })
  return organization
}

test('a task above the limit waits with its price frozen, and does not run until an admin approves it', async () => {
  const organization = await cautious()
  const id = await submitted(organization)
  expect(await stateOf(organization, id)).toMatchObject({ status: 'QUEUED', approval: 'PENDING' })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 990, frozen: 10 })
  const start = await holdfast.operator.run(Start, { input: { taskId: id } })
  expect(start.startTask).toMatchObject({ code: 'TASK_STATE' })
  const complete = await holdfast.operator.run(Complete, { input: { taskId: id } })
  expect(complete.completeTask).toMatchObject({ code: 'TASK_STATE' })
  expect((await organization.member.send(ApproveTask, { input: { taskId: id } })).errors?.[0]?.extensions?.code).toBe(
    'FORBIDDEN',
  )
  const approved = await organization.admin.run(ApproveTask, { input: { taskId: id } })
  expect(approved.approveTask).toMatchObject({ task: { status: 'QUEUED', approval: 'APPROVED' } })
  const again = await organization.admin.run(ApproveTask, { input: { taskId: id } })
  expect(again.approveTask).toMatchObject({ code: 'TASK_STATE' })
  await holdfast.operator.run(Start, { input: { taskId: id } })
  await holdfast.operator.run(Complete, { input: { taskId: id } })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 990, spent: 10 })
})

test('a declined task is canceled with the reason; its member may also cancel it while it waits for approval', async () => {
  const organization = await cautious()
  const declined = await submitted(organization)
  const answer = await organization.owner.run(DeclineTask, { input: { taskId: declined, reason: 'Too loud.' } })
  expect(answer.declineTask).toMatchObject({
    task: { status: 'CANCELED', approval: 'DECLINED', failureReason: 'Too loud.' },
  })
  const canceled = await submitted(organization)
  await organization.member.run(Cancel, { input: { taskId: canceled } })
  expect(await stateOf(organization, canceled)).toMatchObject({ status: 'CANCELED' })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 1_000, frozen: 0 })
})

test('neither an admin’s own task nor one exactly at the limit waits', async () => {
  const organization = await cautious()
  const own = await submitted({ member: organization.admin })
  expect(await stateOf(organization, own)).toMatchObject({ approval: null })
  await organization.admin.run(SetSpendingPolicy, { input: { approvalAbove: 10 } })
  expect(await stateOf(organization, await submitted(organization))).toMatchObject({ approval: null })
  await organization.admin.run(SetSpendingPolicy, { input: { approvalAbove: null } })
  expect(await stateOf(organization, await submitted(organization))).toMatchObject({ approval: null })
})

test('a task that nobody approves expires; one that is approved late still has its whole timeout', async () => {
  const organization = await cautious({ mode: 'SANDBOX' })
  const wait = (to: string) => holdfast.operator.run(AdvanceClock, { input: { organizationId: organization.id, to } })
  await wait('2027-05-01T00:00:00Z')
  const stuck = { ...song, input: { sandbox: { outcome: 'STUCK' } }, timeoutSeconds: 600 }
  const [late, forgotten] = [await submitted(organization, stuck), await submitted(organization, stuck)]
  await wait('2027-05-01T00:50:00Z')
  const approved = await organization.admin.run(ApproveTask, { input: { taskId: late } })
  expect(approved.approveTask).toMatchObject({ task: { deadlineAt: '2027-05-01T01:00:00.000Z' } })
  await wait('2027-05-01T01:00:00Z')
  expect(await stateOf(organization, forgotten)).toMatchObject({ status: 'TIMED_OUT', approval: 'LAPSED' })
  expect(await stateOf(organization, late)).toMatchObject({ status: 'TIMED_OUT', approval: 'APPROVED' })
  const complete = await holdfast.operator.run(Complete, { input: { taskId: forgotten } })
  expect(complete.completeTask).toMatchObject({ code: 'TASK_STATE' })
})

test('the sandbox does an approved task', async () => {
  const organization = await cautious({ mode: 'SANDBOX' })
  const id = await submitted(organization, { ...song, input: { sandbox: { durationMs: 0 } } })
  const watching = organization.admin.watch(WatchTask, { id })
  await watching.next()
  await organization.admin.run(ApproveTask, { input: { taskId: id } })
  await watching.until(({ taskUpdated }) => taskUpdated.status === 'SUCCEEDED')
})

test('a soft budget refuses nothing and raises one alert per threshold; a hard one raises its alert before it refuses', async () => {
  const { admin, member } = await holdfast.organization()
  await admin.run(CreateBudget, { input: { period: 'MONTH', limit: 20, enforcement: 'SOFT', thresholds: [50, 100] } })
  await admin.run(CreateBudget, { input: { period: 'TOTAL', limit: 50, thresholds: [80] } })
  const told = async () =>
    (await admin.run(Alerts)).organization?.alerts.edges.map(({ node }) => node.threshold).reverse()
  await member.run(Submit, { input: song })
  expect(await told()).toEqual([50])
  const id = await submitted({ member })
  expect(await told()).toEqual([50, 100])
  // What is given back and frozen again is no news.
  await member.run(Cancel, { input: { taskId: id } })
  await submitted({ member })
  expect(await told()).toEqual([50, 100])
  await submitted({ member })
  await submitted({ member })
  expect(await told()).toEqual([50, 100, 80])
  await submitted({ member })
  const over = await member.run(Submit, { input: song })
  expect(over.submitTask).toMatchObject({ code: 'BUDGET_EXCEEDED', remaining: 0 })
})

test('a key’s budget limits what is submitted with that key only', async () => {
  const { admin, member } = await holdfast.organization()
  const { createApiKey } = await member.run(CreateApiKey, { input: { name: 'script', scopes: ['READ', 'SUBMIT'] } })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error('refused')
  const script = holdfast.client(createApiKey.secret)
  const made = await admin.run(CreateBudget, {
    input: { period: 'DAY', limit: 15, apiKeyId: createApiKey.apiKey.id },
  })
  expect(made.createBudget?.__typename).toBe('CreateBudgetSuccess')
  expect((await script.run(Submit, { input: song })).submitTask?.__typename).toBe('SubmitTaskSuccess')
  expect((await script.run(Submit, { input: song })).submitTask).toMatchObject({
    code: 'BUDGET_EXCEEDED',
    remaining: 5,
  })
  expect((await member.run(Submit, { input: song })).submitTask?.__typename).toBe('SubmitTaskSuccess')
})
