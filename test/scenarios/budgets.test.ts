// One decision over all that limits a task: the member's own wallet, the pool, budgets, and limits for one model.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Alerts,
  Budgets,
  Cancel,
  ChangeBudget,
  Complete,
  CreateBudget,
  EndBudget,
  Quote,
  SetSpendingPolicy,
  Submit,
  Transfer,
  Viewer,
  Wallets,
} from '../support/operations.ts'

const HOUR_MS = 60 * 60 * 1_000

let now = Date.UTC(2026, 0, 31, 12)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
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

test('a member’s task is paid from the own wallet, then from the pool; one of them pays the whole', async () => {
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

test('the refusal names the budget that is in the way, the tightest if there are several', async () => {
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
      'This needs 10 music credits, and of the organization’s budget of 20 for suno 0 are left: 0 are spent and 20 frozen.',
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

test('what is given back gives the room back, what is spent doesn’t; a budget can be changed and ended', async () => {
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

  expect((await admin.run(ChangeBudget, { input: { budgetId, limit: 5 } })).changeBudget).toMatchObject({
    budget: { limit: 5, usage: { frozen: 10, spent: 7 } },
  })
  expect(await submit(member, 'udio')).toMatchObject({ remaining: 0 })
  const ending = { input: { budgetId, idempotencyKey: 'end' } }
  expect((await admin.run(EndBudget, ending)).endBudget).toMatchObject({ replayed: false })
  expect((await admin.run(EndBudget, ending)).endBudget).toMatchObject({ replayed: true })
  expect((await admin.run(EndBudget, { input: { budgetId } })).endBudget).toMatchObject({ code: 'NOT_FOUND' })
  await submitted(member)
})

test('a budget says its period from the start, and its limit, enforcement and thresholds are changed one by one', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { admin, member } = organization
  const budgetId = await budget(organization, { limit: 20, period: 'DAY' })
  expect(await usages(organization)).toMatchObject([
    { frozen: 0, spent: 0, periodStart: '2026-01-31T00:00:00.000Z', periodEnd: '2026-02-01T00:00:00.000Z' },
  ])
  const change = async (input: object) =>
    (await admin.run(ChangeBudget, { input: { budgetId, ...input } })).changeBudget
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

test('a day begins at midnight where the organization is, and what was frozen before counts where it began', async () => {
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
  expect((await admin.run(ChangeBudget, { input: { budgetId: foreign, limit: 9 } })).changeBudget).toMatchObject({
    code: 'NOT_FOUND',
  })
})
