// One decision over all that limits a task: the member's own wallet, the pool, budgets, and limits for one model.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BOUNDS } from '../../src/bounds.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import {
  Alerts,
  Budgets,
  Cancel,
  Complete,
  CreateApiKey,
  CreateBudget,
  EndBudget,
  Quote,
  RotateApiKey,
  SetSpendingPolicy,
  Submit,
  Transfer,
  UpdateBudget,
  Viewer,
  Wallets,
  WatchBalance,
} from '../support/operations.ts'

const HOUR_MS = 60 * 60 * 1_000

let now = Date.UTC(2026, 0, 31, 12)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
  await makeKnown(holdfast.operator, { creditType: 'video' })
})
afterAll(() => holdfast.stop())

// suno's music takes 10 credits, udio's 5.
const submit = async (client: Client, model = 'suno') =>
  (await client.run(Submit, { input: { model, operation: 'music', timeoutSeconds: 604_800 } })).submitTask

async function submitted(client: Client, model = 'suno') {
  const answer = await submit(client, model)
  if (answer?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(answer))
  return answer.task
}

const memberOf = async (client: Client) => (await client.run(Viewer)).viewer?.member?.id as string

type BudgetInput = Parameters<typeof holdfast.operator.run<unknown, { input: Record<string, unknown> }>>[1]['input']

async function budget(
  { admin }: TestOrganization,
  input: BudgetInput & { limit: number; period: 'DAY' | 'WEEK' | 'MONTH' | 'TOTAL' },
) {
  const { createBudget } = await admin.run(CreateBudget, { input })
  if (createBudget?.__typename !== 'CreateBudgetSuccess') throw new Error(JSON.stringify(createBudget))
  return createBudget.budget.id
}

const usages = async ({ admin }: TestOrganization) =>
  (await admin.run(Budgets)).organization?.budgets.edges.map(({ node: { usage } }) => usage)

test('a member’s task is paid from their own wallet, or else from the pool; one of them pays the whole price', async () => {
  const organization = await holdfast.organization({ credits: 38n })
  const { admin, member } = organization
  const memberId = await memberOf(member)
  await admin.run(Transfer, { input: { credits: 14, toMemberId: memberId } })
  const balances = async () => {
    const { organization: found } = await admin.run(Wallets)
    const own = found?.members.edges.find(({ node }) => node.id === memberId)?.node.wallet
    return [own?.available, own?.frozen, found?.wallet?.available, found?.wallet?.frozen]
  }
  expect((await member.run(Quote, { model: 'suno', operation: 'music' })).quote).toMatchObject({
    available: 14,
    sources: [
      { isPool: false, available: 14 },
      { isPool: true, available: 24 },
    ],
  })
  await submitted(member)
  expect(await balances()).toEqual([4, 10, 24, 0])
  await submitted(member)
  expect(await balances()).toEqual([4, 10, 14, 10])
  expect((await member.run(Quote, { model: 'suno', operation: 'music' })).quote).toMatchObject({
    available: 14,
    shortfall: 0,
    blockedBy: null,
  })
  await admin.run(SetSpendingPolicy, { input: { membersUsePool: false } })
  expect(await submit(member)).toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
    shortfall: 6,
    sources: [{ isPool: false, available: 4 }],
  })
  await admin.run(SetSpendingPolicy, { input: { membersUsePool: true } })
  await submitted(member)
  expect(await submit(member)).toMatchObject({
    message:
      'This needs 10 music credits and 4 are available (the member’s own wallet has 4, the pool has 4; one wallet must pay the whole): 6 short.',
    sources: [
      { isPool: false, available: 4 },
      { isPool: true, available: 4 },
    ],
  })
})

test('the refusal names the budget that was exceeded, the tightest if there are several', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { member, otherMember } = organization
  const memberId = await memberOf(member)
  await budget(organization, { limit: 100, period: 'TOTAL' })
  const own = await budget(organization, { limit: 25, period: 'TOTAL', memberId })
  const model = await budget(organization, { limit: 20, period: 'TOTAL', model: 'suno' })
  await submitted(member)
  await submitted(otherMember)
  expect(await submit(member)).toMatchObject({
    code: 'BUDGET_EXCEEDED',
    message:
      'This needs 10 music credits, and the organization’s budget of 20 for suno has 0 left: 0 are spent and 20 frozen.',
    required: 10,
    remaining: 0,
    budget: { id: model, model: 'suno', member: null },
  })
  for (let i = 0; i < 3; i++) await submitted(member, 'udio')
  expect(await submit(member, 'udio')).toMatchObject({
    budget: { id: own, member: { name: 'MEMBER 2' } },
    remaining: 0,
  })
  expect((await member.run(Quote, { model: 'udio', operation: 'music' })).quote).toMatchObject({
    shortfall: 0,
    blockedBy: { required: 5, remaining: 0, budget: { id: own } },
  })
  await submitted(otherMember, 'udio')
})

test('released credits free their room in a budget, spent credits do not; a budget can be changed and ended', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { admin, member } = organization
  const budgetId = await budget(organization, { limit: 20, period: 'TOTAL' })
  const [one, two] = [await submitted(member), await submitted(member)]
  expect(await submit(member)).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  await member.run(Cancel, { input: { taskId: one.id } })
  await holdfast.operator.run(Complete, { input: { taskId: two.id, credits: 7 } })
  expect(await usages(organization)).toMatchObject([{ frozen: 0, spent: 7 }])
  await submitted(member)
  expect(await submit(member)).toMatchObject({ remaining: 3, usage: { frozen: 10, spent: 7 } })

  expect((await admin.run(UpdateBudget, { input: { budgetId, limit: 5 } })).updateBudget).toMatchObject({
    budget: { limit: 5, usage: { frozen: 10, spent: 7 } },
  })
  expect(await submit(member, 'udio')).toMatchObject({ remaining: 0 })
  const ending = { input: { budgetId, idempotencyKey: 'end' } }
  expect((await admin.run(EndBudget, ending)).endBudget).toMatchObject({ replayed: false })
  expect((await admin.run(EndBudget, ending)).endBudget).toMatchObject({ replayed: true })
  expect((await admin.run(EndBudget, { input: { budgetId } })).endBudget).toMatchObject({ code: 'ENDED' })
  await submitted(member)
})

test('a budget shows its period from the start, and its limit, enforcement and thresholds can be changed one by one', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { admin, member } = organization
  const budgetId = await budget(organization, { limit: 20, period: 'DAY' })
  expect(await usages(organization)).toMatchObject([
    { frozen: 0, spent: 0, periodStart: '2026-01-31T00:00:00.000Z', periodEnd: '2026-02-01T00:00:00.000Z' },
  ])
  const change = async (input: object) =>
    (await admin.run(UpdateBudget, { input: { budgetId, ...input } })).updateBudget
  expect(await change({})).toMatchObject({ code: 'INVALID_INPUT' })
  expect(await change({ thresholds: [0] })).toMatchObject({ issues: [{ path: 'thresholds.0' }] })
  await submitted(member)
  await submitted(member)
  expect(await submit(member)).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  expect(await change({ enforcement: 'SOFT' })).toMatchObject({
    budget: { limit: 20, enforcement: 'SOFT', thresholds: [80, 100], usage: { frozen: 20 } },
  })
  await submitted(member)
  const told = async () =>
    (await admin.run(Alerts)).organization?.alerts.edges.map(({ node: { threshold } }) => threshold) ?? []
  expect(await told()).toEqual([100])
  // 30 of 60 are reached already, which is no news; 75 % of it is.
  expect(await change({ limit: 60, thresholds: [75, 50] })).toMatchObject({
    budget: { limit: 60, enforcement: 'SOFT', thresholds: [50, 75] },
  })
  expect(await told()).toEqual([100])
  await submitted(member)
  expect(await told()).toEqual([100])
  await submitted(member)
  expect(await told()).toEqual([75, 100])
  expect(await change({ thresholds: [] })).toMatchObject({ budget: { limit: 60, thresholds: [] } })
})

test('an equal budget is the answer, not a second one that alerts again', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { admin, member } = organization
  const day = { limit: 20, period: 'DAY', thresholds: [50, 100] } as const
  const [daily, total] = [await budget(organization, day), await budget(organization, { ...day, period: 'TOTAL' })]
  expect(await budget(organization, { ...day, thresholds: [100, 50, 50] })).toBe(daily)
  // A double click.
  expect(await budget(organization, { ...day, period: 'TOTAL' })).toBe(total)
  const others = [{ limit: 21 }, { enforcement: 'SOFT' as const }, { thresholds: [100] }, { model: 'suno' }]
  for (const other of others)
    await admin.run(EndBudget, { input: { budgetId: await budget(organization, { ...day, ...other }) } })
  await submitted(member)
  const told = (await admin.run(Alerts)).organization?.alerts.edges.map(({ node: { threshold } }) => threshold)
  expect(told).toEqual([50, 50])
  expect(await budget(organization, day)).toBe(daily)
  // The first one has counted since then.
  expect(await budget(organization, { ...day, period: 'TOTAL' })).not.toBe(total)
  expect(await usages(organization)).toMatchObject([{ frozen: 10 }, { frozen: 10 }, { frozen: 0 }])
  await admin.run(EndBudget, { input: { budgetId: daily } })
  expect(await budget(organization, day)).not.toBe(daily)
})

test('budgets that were changed to be equal alert once together', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { admin, member } = organization
  const day = { limit: 20, period: 'DAY', thresholds: [50, 100] } as const
  await budget(organization, day)
  const budgetId = await budget(organization, { ...day, limit: 30 })
  await admin.run(UpdateBudget, { input: { budgetId, limit: 20 } })
  await budget(organization, { ...day, model: 'suno' })
  await submitted(member)
  const told = (await admin.run(Alerts)).organization?.alerts.edges.map(({ node: { threshold } }) => threshold)
  // One of both, and one of the budget of a model.
  expect(told).toEqual([50, 50])
  await submitted(member)
  const all = (await admin.run(Alerts)).organization?.alerts.edges.map(({ node: { threshold } }) => threshold)
  expect(all).toEqual([100, 100, 50, 50])
})

test('a day begins at midnight in the organization’s time zone, and a hold counts in the day on which it was frozen', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { admin, member } = organization
  await admin.run(SetSpendingPolicy, { input: { timeZone: 'America/New_York' } })
  await budget(organization, { limit: 10, period: 'DAY' })
  await budget(organization, { limit: 15, period: 'MONTH' })
  // Seven in the morning there, on the last day of January.
  const first = await submitted(member)
  expect(await submit(member, 'udio')).toMatchObject({
    message: expect.stringContaining('until 2026-02-01T05:00:00.000Z'),
    budget: { period: 'DAY' },
  })
  now += 17 * HOUR_MS - 1
  expect(await submit(member, 'udio')).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  now += 1
  await submitted(member)
  await holdfast.operator.run(Complete, { input: { taskId: first.id } })
  expect(await usages(organization)).toEqual([
    { frozen: 10, spent: 0, periodStart: '2026-02-01T05:00:00.000Z', periodEnd: '2026-02-02T05:00:00.000Z' },
    { frozen: 10, spent: 0, periodStart: '2026-02-01T05:00:00.000Z', periodEnd: '2026-03-01T05:00:00.000Z' },
  ])
  const nowhere = await admin.run(SetSpendingPolicy, { input: { timeZone: 'Mars/Olympus' } })
  expect(nowhere.setSpendingPolicy).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'timeZone' }] })
})

test('fifty racing requests can’t pass a budget by one credit', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  await budget(organization, { limit: 123, period: 'WEEK' })
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => submit(i % 2 ? organization.member : organization.otherMember)),
  )
  const kinds = Map.groupBy(answers, (each) => each?.__typename)
  expect(kinds.get('SubmitTaskSuccess')).toHaveLength(12)
  expect(kinds.get('BudgetExceededError')).toHaveLength(38)
  expect(await usages(organization)).toMatchObject([{ frozen: 120, spent: 0 }])
})

test('budgets are for owners and admins', async () => {
  const { member, viewer } = await holdfast.organization()
  for (const client of [member, viewer]) {
    const { errors } = await client.send(CreateBudget, { input: { limit: 1, period: 'DAY' } })
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  }
  const stranger = await holdfast.organization()
  const foreign = await budget(stranger, { limit: 1, period: 'DAY' })
  const { admin } = await holdfast.organization()
  expect((await admin.run(UpdateBudget, { input: { budgetId: foreign, limit: 9 } })).updateBudget).toMatchObject({
    code: 'NOT_FOUND',
  })
})

describe('a budget created in mid-period counts what the period has used', () => {
  const at = (time: string) => {
    now = Date.parse(time)
  }
  const create = async ({ admin }: TestOrganization, input: BudgetInput) => {
    const { createBudget } = await admin.run(CreateBudget, { input: { limit: 1_000, ...input } as never })
    if (createBudget?.__typename !== 'CreateBudgetSuccess') throw new Error(JSON.stringify(createBudget))
    return createBudget.budget
  }
  const complete = (taskId: string, credits?: number) =>
    holdfast.operator.run(Complete, { input: { taskId, ...(credits === undefined ? {} : { credits }) } })

  async function keyOf(client: Client) {
    const { createApiKey } = await client.run(CreateApiKey, { input: { name: 'key', scopes: ['READ', 'SUBMIT'] } })
    if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
    return { id: createApiKey.apiKey.id, client: holdfast.client(createApiKey.secret) }
  }

  test('for all, a member, a key, a model and an operation, by day, week and month in the organization’s time zone', async () => {
    const organization = await holdfast.organization({ credits: 1_000n })
    const { admin, member, otherMember } = organization
    const memberId = await memberOf(member)
    await admin.run(SetSpendingPolicy, { input: { timeZone: 'America/New_York' } })
    // A minute before midnight there, on a Wednesday.
    at('2026-03-12T03:59:00Z')
    const yesterdays = await submitted(member)
    await complete((await submitted(member, 'udio')).id)
    at('2026-03-12T04:00:00Z')
    const key = await keyOf(member)
    await complete((await submitted(key.client)).id, 7)
    const open = await submitted(otherMember, 'udio')
    await member.run(Cancel, { input: { taskId: (await submitted(member)).id } })
    // It counts in the day in which it was frozen, whenever it is spent.
    await complete(yesterdays.id)
    const { rotateApiKey } = await member.run(RotateApiKey, { input: { apiKeyId: key.id, overlapSeconds: 600 } })
    if (rotateApiKey?.__typename !== 'RotateApiKeySuccess') throw new Error(JSON.stringify(rotateApiKey))

    const used = async (input: BudgetInput) => {
      const { usage } = await create(organization, input)
      return [usage?.frozen, usage?.spent]
    }
    expect(await used({ period: 'DAY' })).toEqual([5, 7])
    expect(await used({ period: 'WEEK' })).toEqual([5, 22])
    expect(await used({ period: 'MONTH' })).toEqual([5, 22])
    expect(await used({ period: 'TOTAL' })).toEqual([0, 0])
    expect(await used({ period: 'DAY', memberId })).toEqual([0, 7])
    expect(await used({ period: 'WEEK', memberId })).toEqual([0, 22])
    expect(await used({ period: 'WEEK', apiKeyId: key.id })).toEqual([0, 7])
    expect(await used({ period: 'DAY', apiKeyId: rotateApiKey.apiKey.id })).toEqual([0, 7])
    expect(await used({ period: 'DAY', model: 'udio' })).toEqual([5, 0])
    expect(await used({ period: 'WEEK', model: 'udio', operation: 'music' })).toEqual([5, 5])
    expect(await used({ period: 'WEEK', operation: 'lyrics' })).toEqual([0, 0])
    expect(await used({ period: 'WEEK', creditType: 'video' })).toEqual([0, 0])
    expect((await usages(organization))?.slice(0, 3).map((usage) => usage?.periodStart)).toEqual([
      '2026-03-12T04:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
      '2026-03-01T05:00:00.000Z',
    ])

    // What becomes of what was open counts, too.
    await complete(open.id, 3)
    const after = (await usages(organization))?.map((usage) => [usage?.frozen, usage?.spent])
    expect(after?.slice(0, 4)).toEqual([
      [0, 10],
      [0, 25],
      [0, 25],
      [0, 0],
    ])
    expect(after?.slice(8, 10)).toEqual([
      [0, 3],
      [0, 8],
    ])
  })

  test('if its limit is already passed, the next freeze is refused at once, and no alert reports what was used before', async () => {
    const organization = await holdfast.organization({ credits: 1_000n })
    const { admin, member } = organization
    at('2026-03-13T12:00:00Z')
    await complete((await submitted(member)).id)
    const hard = await create(organization, { period: 'DAY', limit: 9 })
    expect(hard).toMatchObject({ usage: { frozen: 0, spent: 10 } })
    expect(await submit(member, 'udio')).toMatchObject({ code: 'BUDGET_EXCEEDED', remaining: 0, usage: { spent: 10 } })
    expect((await member.run(Quote, { model: 'udio', operation: 'music' })).quote).toMatchObject({
      blockedBy: { remaining: 0 },
    })
    const told = async () =>
      (await admin.run(Alerts)).organization?.alerts.edges.map(({ node: { threshold } }) => threshold)
    expect(await told()).toEqual([])
    at('2026-03-14T12:00:00Z')
    await submitted(member, 'udio')
    expect(await usages(organization)).toMatchObject([{ frozen: 5, spent: 0 }])
    expect(await told()).toEqual([])
    // A quarter of it is used already.
    await create(organization, { period: 'DAY', limit: 20, enforcement: 'SOFT', thresholds: [25, 40] })
    expect(await told()).toEqual([])
    await admin.run(UpdateBudget, { input: { budgetId: hard.id, limit: 100 } })
    await submitted(member, 'udio')
    expect(await told()).toEqual([40])
  })

  test('a task that timed out and is paid late counts in the period in which it was frozen, also against budgets created since', async () => {
    const organization = await holdfast.organization({ credits: 1_000n })
    const { admin, member } = organization
    const input = { model: 'suno', operation: 'music', timeoutSeconds: 60 }
    at('2026-03-17T23:59:30Z')
    const { submitTask } = await member.run(Submit, { input })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    const balance = admin.watch(WatchBalance)
    await balance.next()
    at('2026-03-18T00:00:30Z')
    await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'RELEASE')
    await balance.end()
    expect((await create(organization, { period: 'WEEK' })).usage).toEqual({ frozen: 0, spent: 0 })
    await complete(submitTask.task.id, 8)
    await create(organization, { period: 'DAY' })
    await create(organization, { period: 'WEEK', limit: 2_000 })
    expect(await usages(organization)).toMatchObject([{ spent: 8 }, { spent: 0 }, { spent: 8 }])
  })

  test('even if credits are frozen and spent while it is created', async () => {
    const organization = await holdfast.organization({ credits: 1_000n })
    const { admin, member, otherMember } = organization
    at('2026-03-19T12:00:00Z')
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        if (i % 10 === 5) return create(organization, { period: 'DAY', limit: 1_000 + i })
        const { id } = await submitted(i % 2 ? member : otherMember, 'udio')
        if (i % 3 === 0) await complete(id, 4)
        if (i % 3 === 1) await member.run(Cancel, { input: { taskId: id } })
        return null
      }),
    )
    await create(organization, { period: 'DAY' })
    const { frozen = 0, available = 0 } = (await admin.run(Wallets)).organization?.wallet ?? {}
    const spent = 1_000 - frozen - available
    expect(spent).toBeGreaterThan(0)
    const counted = (await usages(organization))?.map((usage) => [usage?.frozen, usage?.spent])
    expect(counted).toEqual(Array.from({ length: 7 }, () => [frozen, spent]))
  })

  test('but is refused, and limits nothing, if there are more open holds than it can count', async () => {
    const organization = await holdfast.organization({ credits: 1_000n })
    at('2026-03-20T12:00:00Z')
    await submitted(organization.member)
    await submitted(organization.member)
    const { openHoldsOfNewBudget } = BOUNDS
    Object.assign(BOUNDS, { openHoldsOfNewBudget: 1 })
    const input = { period: 'DAY' as const, limit: 1 }
    expect((await organization.admin.run(CreateBudget, { input })).createBudget).toMatchObject({
      code: 'LIMIT_REACHED',
    })
    Object.assign(BOUNDS, { openHoldsOfNewBudget })
    expect(await usages(organization)).toEqual([])
    expect(await create(organization, input)).toMatchObject({ usage: { frozen: 20, spent: 0 } })
  })
})
