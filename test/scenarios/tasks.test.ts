// The list of an organization's tasks: its filters, and who may see them.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TaskFilter } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Cancel, Complete, SetPrice, SetSpendingPolicy, Submit, TasksWhere } from '../support/operations.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
  const price = { provider: 'acme', model: 'grand', operation: 'opera', creditType: 'music', credits: 20 }
  await holdfast.operator.run(SetPrice, { input: price })
})
afterAll(() => holdfast.stop())

const song = { model: 'suno', operation: 'music', timeoutSeconds: 86_400 }
const opera = { model: 'grand', operation: 'opera' }

/** Submits a second after the one before. */
async function submit(client: Client, input: typeof song | typeof opera): Promise<string> {
  now += 1_000
  const { submitTask } = await client.run(Submit, { input })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

async function page(client: Client, filter: TaskFilter | null, more: { first?: number; after?: string } = {}) {
  const { organization } = await client.run(TasksWhere, { filter, ...more })
  return organization?.tasks
}

async function find(client: Client, filter: TaskFilter | null): Promise<(string | undefined)[] | undefined> {
  return (await page(client, filter))?.edges.map(({ node }) => node.id)
}

test('tasks can be filtered by state, member, model, time, and whether they wait for an admin', async () => {
  const organization = await holdfast.organization()
  const { admin, member, otherMember, viewer } = organization
  await admin.run(SetSpendingPolicy, { input: { approvalAbove: 15, approvalSeconds: 86_400 } })
  const done = await submit(member, song)
  await holdfast.operator.run(Complete, { input: { taskId: done } })
  const others = await submit(otherMember, song)
  const from = new Date(now).toISOString()
  const canceled = await submit(member, opera)
  await member.run(Cancel, { input: { taskId: canceled } })
  const waiting = await submit(member, opera)
  const until = new Date(now).toISOString()

  expect(await find(admin, null)).toEqual([waiting, canceled, others, done])
  expect(await find(admin, {})).toEqual([waiting, canceled, others, done])
  expect(await find(viewer, { statuses: ['SUCCEEDED', 'CANCELED'] })).toEqual([canceled, done])
  expect(await find(admin, { statuses: ['QUEUED', 'RUNNING', 'QUEUED'] })).toEqual([waiting, others])
  expect(await find(admin, { statuses: [] })).toEqual([])
  expect(await find(admin, { waitingForApproval: true })).toEqual([waiting])
  expect(await find(admin, { waitingForApproval: true, statuses: ['CANCELED'] })).toEqual([])
  expect(await find(admin, { model: 'grand' })).toEqual([waiting, canceled])
  expect(await find(admin, { submittedFrom: from })).toEqual([waiting, canceled, others])
  expect(await find(admin, { submittedFrom: from, submittedUntil: until })).toEqual([canceled, others])

  const memberId = (await page(otherMember, null))?.edges[0]?.node.member?.id
  expect(await find(admin, { memberId })).toEqual([others])
  // A member sees their own, whatever they ask for.
  expect(await find(member, { memberId })).toEqual([])
  expect(await find(member, { model: 'suno' })).toEqual([done])
  const stranger = await holdfast.organization()
  expect(await find(stranger.admin, { memberId })).toEqual([])

  // Page by page, as without a filter.
  const first = await page(admin, { model: 'suno' }, { first: 1 })
  expect(first).toMatchObject({ edges: [{ node: { id: others } }], pageInfo: { hasNextPage: true } })
  const after = first?.pageInfo.endCursor ?? ''
  expect(await page(admin, { model: 'suno' }, { first: 1, after })).toMatchObject({
    edges: [{ node: { id: done } }],
    pageInfo: { hasNextPage: false },
  })
})
