// Tags: labels of spending, such as a project, by which budgets limit it and tasks are found.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CreateBudgetInput, SubmitTaskInput } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Alerts,
  Complete,
  CreateBudget,
  Fail,
  Freeze,
  QuoteTasks,
  RefundTask,
  resultsOf,
  Spend,
  Submit,
  SubmitMany,
  TagsOf,
  TasksWhere,
  WatchBalance,
} from '../support/operations.ts'

let now = Date.UTC(2027, 0, 15)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

// It takes 10 credits.
const song = { model: 'suno', operation: 'music' }

const submit = async (client: Client, tags: string[] | null, more: Partial<SubmitTaskInput> = {}) =>
  (await client.run(Submit, { input: { ...song, tags, ...more } })).submitTask

async function submitted(client: Client, tags: string[] | null, more: Partial<SubmitTaskInput> = {}): Promise<string> {
  const answer = await submit(client, tags, more)
  if (answer?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(answer))
  return answer.task.id
}

async function budget({ admin }: TestOrganization, input: CreateBudgetInput): Promise<string> {
  const { createBudget } = await admin.run(CreateBudget, { input })
  if (createBudget?.__typename !== 'CreateBudgetSuccess') throw new Error(JSON.stringify(createBudget))
  return createBudget.budget.id
}

const tagsOf = async (client: Client, id: string) => (await client.run(TagsOf, { id })).node

test('a task and its hold keep the tags that they were submitted with, each once', async () => {
  const { id: organizationId, member } = await holdfast.organization()
  const tags = ['Projekt Grün', 'cost-centre:4711, Berlin']
  const taskId = await submitted(member, [...tags, 'Projekt Grün'])
  expect(await tagsOf(member, taskId)).toEqual({ tags, hold: { tags } })
  expect(await tagsOf(member, await submitted(member, null))).toEqual({ tags: [], hold: { tags: [] } })
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId, credits: 1, tags } })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  expect(await tagsOf(member, freezeCredits.hold.id)).toEqual({ tags })
})

test.each([
  [['x'.repeat(65)], 'tags.0 must have at most 64 characters'],
  [[''], 'tags.0'],
  [[' x'], 'tags.0 must have no control characters, and no space at its beginning or end'],
  [['a\nb'], 'tags.0 must have no control characters, and no space at its beginning or end'],
  [Array.from({ length: 11 }, (_, i) => `tag ${i}`), 'tags must have at most 10 items'],
])('tags %j are refused', async (tags, message) => {
  const { member } = await holdfast.organization()
  expect(await submit(member, tags)).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(message) })
})

test('an idempotency key is of one set of tags', async () => {
  const { member } = await holdfast.organization()
  const idempotencyKey = 'song 1'
  await submitted(member, ['red'], { idempotencyKey })
  expect(await submit(member, ['red'], { idempotencyKey })).toMatchObject({ replayed: true })
  expect(await submit(member, ['green'], { idempotencyKey })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
})

test('a budget limits what has its tag, whoever submits it, and nothing else', async () => {
  const organization = await holdfast.organization()
  const { id: organizationId, admin, member, otherMember } = organization
  const budgetId = await budget(organization, { tag: 'red', period: 'MONTH', limit: 25, thresholds: [80] })
  await submitted(member, ['red', 'green'])
  await submitted(otherMember, ['green', 'red'])
  expect(await submit(member, ['red'])).toMatchObject({
    code: 'BUDGET_EXCEEDED',
    message:
      'This needs 10 music credits, and the organization’s budget of 25 with the tag "red" has 5 left until 2027-02-01T00:00:00.000Z: 0 are spent and 20 frozen.',
    budget: { id: budgetId },
  })
  await submitted(member, ['green'])
  await submitted(member, null)
  const input = { organizationId, credits: 6, tags: ['red'] }
  expect((await holdfast.operator.run(Freeze, { input })).freezeCredits).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { ...input, credits: 5 } })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  await holdfast.operator.run(Spend, { input: { holdId: freezeCredits.hold.id } })
  expect(await tagsOf(admin, budgetId)).toEqual({ tag: 'red', usage: { frozen: 20, spent: 5 } })
  const { organization: told } = await admin.run(Alerts)
  expect(told?.alerts.edges.map(({ node }) => node.message)).toEqual([
    '20 of 25 music credits of a budget with the tag "red" are frozen or spent: 80 %.',
  ])
})

test('a quote knows the budgets of the tags that the tasks would have', async () => {
  const organization = await holdfast.organization()
  await budget(organization, { tag: 'red', period: 'MONTH', limit: 15 })
  const quoted = async (tags: string[] | null) =>
    (await organization.member.run(QuoteTasks, { items: [{ ...song, count: 3, tags }] })).quoteTasks
  expect(await quoted(['red'])).toMatchObject({ items: [{ payable: 1, refusal: { code: 'BUDGET_EXCEEDED' } }] })
  expect(await quoted(['green'])).toMatchObject({ items: [{ payable: 3, refusal: null }] })
})

test('many tasks at once pass no budget of a tag', async () => {
  const organization = await holdfast.organization()
  await budget(organization, { tag: 'red', period: 'TOTAL', limit: 35 })
  const inputs = Array.from({ length: 10 }, (_, i) => ({ ...song, tags: i % 2 ? ['red'] : ['green'] }))
  const { submitTasks } = await organization.member.run(SubmitMany, { inputs })
  const refused = resultsOf(submitTasks).flatMap((result, i) => (result.__typename === 'SubmitTaskSuccess' ? [] : i))
  expect(refused).toEqual([7, 9])
})

test('a budget of a tag that is made in mid-period counts what the period has used, and refunds and late results of it', async () => {
  const organization = await holdfast.organization({ credits: 40n })
  const { member, admin } = organization
  const done = await submitted(member, ['red'])
  await holdfast.operator.run(Complete, { input: { taskId: done } })
  const late = await submitted(member, ['red'], { timeoutSeconds: 1 })
  const open = await submitted(member, ['red', 'blue'])
  await submitted(member, ['blue'])
  const balance = admin.watch(WatchBalance)
  await balance.next()
  now += 2_000
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'RELEASE')
  await balance.end()
  const budgetId = await budget(organization, { tag: 'red', period: 'MONTH', limit: 100 })
  const usage = async () => await tagsOf(admin, budgetId)
  expect(await usage()).toEqual({ tag: 'red', usage: { frozen: 10, spent: 10 } })
  // Its hold gave the credits back; another one pays for it now.
  await holdfast.operator.run(Complete, { input: { taskId: late } })
  expect(await tagsOf(member, late)).toEqual({ tags: ['red'], hold: { tags: ['red'] } })
  expect(await usage()).toEqual({ tag: 'red', usage: { frozen: 10, spent: 20 } })
  await holdfast.operator.run(RefundTask, { input: { taskId: done, credits: 4, reason: 'silent' } })
  await holdfast.operator.run(RefundTask, { input: { taskId: late, credits: 3, reason: 'silent' } })
  expect(await usage()).toEqual({ tag: 'red', usage: { frozen: 10, spent: 13 } })
  await holdfast.operator.run(Fail, { input: { taskId: open, reason: 'no' } })
  expect(await usage()).toEqual({ tag: 'red', usage: { frozen: 0, spent: 13 } })
})

test('tasks are found by a tag, newest first, together with everything else that they are found by', async () => {
  const { admin, member, otherMember } = await holdfast.organization()
  const other = await holdfast.organization()
  await submitted(other.member, ['red'])
  const first = await submitted(member, ['red'])
  await submitted(member, ['green'])
  const second = await submitted(otherMember, ['green', 'red'])
  await submitted(member, null)
  const third = await submitted(member, ['red'], { model: 'udio' })
  const find = async (client: Client, filter: object) => {
    const { organization } = await client.run(TasksWhere, { filter })
    return organization?.tasks.edges.map(({ node }) => node.id)
  }
  expect(await find(admin, { tag: 'red' })).toEqual([third, second, first])
  expect(await find(member, { tag: 'red' })).toEqual([third, first])
  expect(await find(admin, { tag: 'red', model: 'suno' })).toEqual([second, first])
  expect(await find(admin, { tag: 'red', statuses: ['SUCCEEDED'] })).toEqual([])
  expect(await find(admin, { tag: 'blue' })).toEqual([])
  const { organization } = await admin.run(TasksWhere, { filter: { tag: 'red' }, first: 1 })
  const after = organization?.tasks.pageInfo.endCursor ?? ''
  const next = await admin.run(TasksWhere, { filter: { tag: 'red' }, first: 5, after })
  expect(next.organization?.tasks.edges.map(({ node }) => node.id)).toEqual([second, first])
})
