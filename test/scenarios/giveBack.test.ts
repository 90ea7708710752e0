// A task that doesn't succeed costs nothing: its credits go back to the lots they came from.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Balance,
  Cancel,
  Complete,
  Fail,
  Grant,
  Lots,
  Report,
  SetPrice,
  Start,
  Submit,
  TaskById,
  WatchTask,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

async function submit(client: Client, input: Record<string, unknown> = {}, timeoutSeconds?: number): Promise<string> {
  const { submitTask } = await client.run(Submit, {
    input: { model: 'suno', operation: 'music', input, timeoutSeconds },
  })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

/** Two lots of 6 credits, so that a song of 10 takes from both. */
async function twoLots(): Promise<TestOrganization> {
  const organization = await holdfast.organization({ credits: 0n })
  for (const source of ['first', 'second']) {
    await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 6, source } })
  }
  return organization
}

async function lots({ admin }: TestOrganization) {
  const { organization } = await admin.run(Lots)
  const nodes = organization?.wallet?.lots.edges.map(({ node }) => node) ?? []
  return nodes
    .map(({ source, available, frozen, spent }) => ({ source, available, frozen, spent }))
    .sort((a, b) => String(a.source).localeCompare(String(b.source)))
}

const UNTOUCHED = [
  { source: 'first', available: 6, frozen: 0, spent: 0 },
  { source: 'second', available: 6, frozen: 0, spent: 0 },
]
const FROZEN = [
  { source: 'first', available: 0, frozen: 6, spent: 0 },
  { source: 'second', available: 2, frozen: 4, spent: 0 },
]

test('a task that a worker fails returns the credits to both lots that paid', async () => {
  const organization = await twoLots()
  const taskId = await submit(organization.member)
  expect(await lots(organization)).toEqual(FROZEN)
  const { startTask } = await holdfast.operator.run(Start, { input: { taskId } })
  expect(startTask).toMatchObject({ __typename: 'StartTaskSuccess', task: { status: 'RUNNING' } })
  const { failTask } = await holdfast.operator.run(Fail, { input: { taskId, reason: 'the model fell over' } })
  expect(failTask).toMatchObject({ task: { status: 'FAILED', failureReason: 'the model fell over' } })
  expect(await lots(organization)).toEqual(UNTOUCHED)
})

test('a member cancels their task, queued or running', async () => {
  const organization = await twoLots()
  const taskId = await submit(organization.member)
  const { cancelTask } = await organization.member.run(Cancel, { input: { taskId } })
  expect(cancelTask).toMatchObject({ __typename: 'CancelTaskSuccess', task: { status: 'CANCELED' } })
  expect(await lots(organization)).toEqual(UNTOUCHED)

  const running = await submit(organization.member)
  await holdfast.operator.run(Start, { input: { taskId: running } })
  await organization.member.run(Cancel, { input: { taskId: running } })
  expect(await lots(organization)).toEqual(UNTOUCHED)
})

test('a task that nobody completes times out at its deadline', async () => {
  const organization = await twoLots()
  const taskId = await submit(organization.member, {}, 1)
  const task = organization.member.watch(WatchTask, { id: taskId })
  await task.until(({ taskUpdated }) => taskUpdated.status === 'TIMED_OUT')
  const { node } = await organization.member.run(TaskById, { id: taskId })
  expect(node).toMatchObject({ status: 'TIMED_OUT', hold: { status: 'TIMED_OUT', spent: 0, released: 10 } })
  expect(await lots(organization)).toEqual(UNTOUCHED)
})

test('the sandbox simulates a failure and a task that never ends on request', async () => {
  const { member, admin } = await holdfast.organization({ mode: 'SANDBOX' })
  const failing = await submit(member, { sandbox: { outcome: 'FAILED', durationMs: 0 } })
  const stuck = await submit(member, { sandbox: { outcome: 'STUCK' } }, 2)
  await member.watch(WatchTask, { id: failing }).until(({ taskUpdated }) => taskUpdated.status === 'FAILED')
  await member.watch(WatchTask, { id: stuck }).until(({ taskUpdated }) => taskUpdated.status === 'TIMED_OUT')
  const { organization } = await admin.run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 1_000, frozen: 0, spent: 0 })
})

test('a task that cost less than was frozen spends its cost and releases the rest', async () => {
  const organization = await twoLots()
  const taskId = await submit(organization.member)
  const tooMuch = await holdfast.operator.run(Complete, { input: { taskId, credits: 11 } })
  expect(tooMuch.completeTask).toMatchObject({ __typename: 'SpendExceedsHoldError', requested: 11, frozen: 10 })
  const { completeTask } = await holdfast.operator.run(Complete, { input: { taskId, credits: 7 } })
  expect(completeTask).toMatchObject({
    task: { status: 'SUCCEEDED', hold: { status: 'SPENT', spent: 7, released: 3 } },
  })
  expect(await lots(organization)).toEqual([
    { source: 'first', available: 0, frozen: 0, spent: 6 },
    { source: 'second', available: 5, frozen: 0, spent: 1 },
  ])
})

test('an ended task stays ended, even if a late worker reports something else', async () => {
  const organization = await twoLots()
  const taskId = await submit(organization.member)
  await organization.member.run(Cancel, { input: { taskId } })
  const late = await holdfast.operator.run(Complete, { input: { taskId } })
  expect(late.completeTask).toMatchObject({
    __typename: 'TaskStateError',
    code: 'TASK_STATE',
    status: 'CANCELED',
    allowed: ['QUEUED', 'RUNNING', 'TIMED_OUT'],
  })
  expect(await lots(organization)).toEqual(UNTOUCHED)
})

test('if two workers start a task, one of them does; progress never goes back', async () => {
  const { member } = await holdfast.organization()
  const taskId = await submit(member)
  const answers = await Promise.all([1, 2].map(() => holdfast.operator.run(Start, { input: { taskId } })))
  expect(answers.map(({ startTask }) => startTask?.__typename).sort()).toEqual(['StartTaskSuccess', 'TaskStateError'])
  await holdfast.operator.run(Report, { input: { taskId, progress: 60 } })
  const { reportTaskProgress } = await holdfast.operator.run(Report, { input: { taskId, progress: 40 } })
  expect(reportTaskProgress).toMatchObject({ task: { progress: 60 } })
})

test('a free operation is a task without a hold', async () => {
  const { member, admin } = await holdfast.organization()
  const { createPriceRule } = await holdfast.operator.run(SetPrice, {
    input: { provider: 'suno', model: 'suno', operation: 'status', creditType: 'music', credits: 0 },
  })
  expect(createPriceRule).toMatchObject({ __typename: 'CreatePriceRuleSuccess' })
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'status' } })
  expect(submitTask).toMatchObject({ task: { credits: 0, hold: null } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id } })
  const { organization } = await admin.run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 1_000, sequence: 1 })
})
