// The same idempotency key has one effect, however often and however fast a request is repeated.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  Balance,
  Complete,
  CreateApiKey,
  CreateOrganization,
  Freeze,
  Grant,
  SetPrice,
  Spend,
  Submit,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const SONG = { model: 'suno', operation: 'music', input: { prompt: 'rain' } }

async function inTurn<Result>(works: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = []
  for (const work of works) results.push(await work())
  return results
}

const taskOf = ({ submitTask }: { submitTask: { __typename?: string; task?: { id: string } } | null }) =>
  submitTask?.task?.id

test('the same key twice creates one task, and both answers return it', async () => {
  const { member, admin } = await holdfast.organization()
  const input = { ...SONG, idempotencyKey: 'song-1' }
  const first = await member.run(Submit, { input })
  const second = await member.run(Submit, { input })
  if (first.submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  expect(first.submitTask.replayed).toBe(false)
  expect(second.submitTask).toMatchObject({ replayed: true, task: { id: first.submitTask.task.id } })
  expect((await admin.run(Balance)).organization?.wallet).toMatchObject({ available: 990, frozen: 10 })
})

test('the same key fifty times at once creates one task', async () => {
  const { member, admin } = await holdfast.organization()
  const input = { ...SONG, idempotencyKey: 'k'.repeat(255) }
  const answers = await Promise.all(Array.from({ length: 50 }, () => member.run(Submit, { input })))
  const tasks = answers.map(({ submitTask }) => submitTask?.__typename === 'SubmitTaskSuccess' && submitTask.task.id)
  expect(new Set(tasks).size).toBe(1)
  expect((await admin.run(Balance)).organization?.wallet).toMatchObject({ available: 990, frozen: 10 })
})

test('the same key with another request is refused', async () => {
  const { member } = await holdfast.organization()
  await member.run(Submit, { input: { ...SONG, idempotencyKey: 'song-1' } })
  const { submitTask } = await member.run(Submit, {
    input: { ...SONG, input: { prompt: 'snow' }, idempotencyKey: 'song-1' },
  })
  expect(submitTask).toMatchObject({ __typename: 'IdempotencyConflictError', code: 'IDEMPOTENCY_CONFLICT' })
})

test('each organization has its own idempotency keys', async () => {
  const [one, other] = await Promise.all([holdfast.organization(), holdfast.organization()])
  const input = { ...SONG, idempotencyKey: 'song-1' }
  const answers = await Promise.all([one, other].map(({ member }) => member.run(Submit, { input })))
  expect(answers).toMatchObject([{ submitTask: { replayed: false } }, { submitTask: { replayed: false } }])
})

test('each member has their own idempotency keys, also before those of the organization and of the platform', async () => {
  const { id: organizationId, member, admin, owner } = await holdfast.organization()
  const { createApiKey } = await owner.run(CreateApiKey, {
    input: { name: 'server', scopes: ['SUBMIT', 'READ'], ofOrganization: true },
  })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  const server = holdfast.client(createApiKey.secret ?? '')
  const input = { ...SONG, idempotencyKey: 'song 1' }
  const submits = [
    ...[member, admin, server].map((client) => () => client.run(Submit, { input })),
    () => holdfast.operator.run(Submit, { input: { ...input, organizationId } }),
  ]
  const [first, again] = [await inTurn(submits), await inTurn(submits)]
  expect(first.map(({ submitTask }) => submitTask)).toMatchObject(Array(4).fill({ replayed: false }))
  expect(again.map(({ submitTask }) => submitTask)).toMatchObject(Array(4).fill({ replayed: true }))
  expect(again.map(taskOf)).toEqual(first.map(taskOf))
  expect(new Set(first.map(taskOf)).size).toBe(4)
})

test('each mutation has its own idempotency keys', async () => {
  const { id: organizationId } = await holdfast.organization()
  const { operator } = holdfast
  const order = { organizationId, credits: 10, idempotencyKey: 'order 7' }
  expect(await operator.run(Grant, { input: order })).toMatchObject({ grantCredits: { replayed: false } })
  expect(await operator.run(Freeze, { input: order })).toMatchObject({ freezeCredits: { replayed: false } })
  expect(await operator.run(Freeze, { input: order })).toMatchObject({ freezeCredits: { replayed: true } })
  expect(await operator.run(Freeze, { input: { ...order, credits: 11 } })).toMatchObject({
    freezeCredits: { code: 'IDEMPOTENCY_CONFLICT', message: expect.stringContaining('"order 7"') },
  })
})

test('a refusal does not use up its key', async () => {
  const { id, member } = await holdfast.organization({ credits: 0n })
  const input = { ...SONG, idempotencyKey: 'song-1' }
  const poor = await member.run(Submit, { input })
  expect(poor.submitTask?.__typename).toBe('InsufficientCreditsError')
  await holdfast.operator.run(Grant, { input: { organizationId: id, credits: 10 } })
  const rich = await member.run(Submit, { input })
  expect(rich.submitTask).toMatchObject({ __typename: 'SubmitTaskSuccess', replayed: false })
})

test('every other mutation is done once per key too', async () => {
  const { id, admin } = await holdfast.organization({ credits: 0n })
  const { operator } = holdfast
  const grant = { organizationId: id, credits: 50, idempotencyKey: 'grant' }
  expect(await operator.run(Grant, { input: grant })).toMatchObject({ grantCredits: { replayed: false } })
  expect(await operator.run(Grant, { input: grant })).toMatchObject({
    grantCredits: { replayed: true, lot: { granted: 50 }, wallet: { available: 50 } },
  })

  const freeze = { organizationId: id, credits: 20, idempotencyKey: 'freeze' }
  const frozen = await operator.run(Freeze, { input: freeze })
  if (frozen.freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error('refused')
  const holdId = frozen.freezeCredits.hold.id
  expect(await operator.run(Freeze, { input: freeze })).toMatchObject({
    freezeCredits: { replayed: true, hold: { id: holdId } },
  })

  const spend = { holdId, idempotencyKey: 'spend' }
  expect(await operator.run(Spend, { input: spend })).toMatchObject({ spendCredits: { replayed: false } })
  expect(await operator.run(Spend, { input: spend })).toMatchObject({
    spendCredits: { replayed: true, hold: { status: 'SPENT', spent: 20 } },
  })
  expect((await admin.run(Balance)).organization?.wallet).toMatchObject({ available: 30, frozen: 0, spent: 20 })

  const task = await operator.run(Submit, { input: { ...SONG, organizationId: id } })
  if (task.submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const complete = { taskId: task.submitTask.task.id, idempotencyKey: 'complete' }
  expect(await operator.run(Complete, { input: complete })).toMatchObject({ completeTask: { replayed: false } })
  expect(await operator.run(Complete, { input: complete })).toMatchObject({
    completeTask: { replayed: true, task: { status: 'SUCCEEDED' } },
  })
})

test('the operator’s mutations too: an organization, a price', async () => {
  const { operator } = holdfast
  const made = { name: 'Once Records', idempotencyKey: 'once' }
  const answers = await Promise.all([1, 2, 3].map(() => operator.run(CreateOrganization, { input: made })))
  const organizations = answers.map(({ createOrganization }) =>
    createOrganization?.__typename === 'CreateOrganizationSuccess' ? createOrganization : null,
  )
  expect(new Set(organizations.map((o) => o?.organization.id)).size).toBe(1)
  expect(organizations.filter((o) => o?.keys[0]?.secret).length).toBe(1)

  const price = {
    provider: 'suno',
    model: 'suno-v5',
    operation: 'music',
    creditType: 'music',
    credits: 12,
    idempotencyKey: 'price',
  }
  expect(await operator.run(SetPrice, { input: price })).toMatchObject({ createPriceRule: { replayed: false } })
  expect(await operator.run(SetPrice, { input: price })).toMatchObject({ createPriceRule: { replayed: true } })
  expect(await operator.run(SetPrice, { input: { ...price, credits: 13 } })).toMatchObject({
    createPriceRule: { code: 'IDEMPOTENCY_CONFLICT' },
  })
})
