// Refunds: credits that a task or a hold has used come back to the lots that paid, and budgets and revenue go back with them.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepClosing } from '../../src/offboarding/closing.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import {
  Balance,
  Budgets,
  CloseDispute,
  CloseOrganization,
  Complete,
  CreateBudget,
  Fail,
  Freeze,
  Grant,
  Journal,
  Lots,
  OpenDispute,
  RefundHold,
  RefundLot,
  RefundTask,
  RemoveMember,
  SetPolicy,
  SettleDebt,
  Spend,
  Submit,
  Transfer,
  Viewer,
  Wallets,
  WalletsOf,
  WatchBalance,
  WatchTask,
} from '../support/operations.ts'

const HOUR_MS = 60 * 60 * 1_000
const reason = 'the song was silent'

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

async function grant({ id }: TestOrganization, credits: number, more: object = {}) {
  const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId: id, credits, ...more } })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
  return grantCredits.lot.id
}

/** A song that costs ten credits, and is done. */
async function song({ member }: TestOrganization, credits?: number): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id, credits } })
  return submitTask.task.id
}

async function freeze({ id }: TestOrganization, credits: number, memberId?: string): Promise<string> {
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId: id, credits, memberId } })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  return freezeCredits.hold.id
}

async function spent(organization: TestOrganization, credits: number, memberId?: string): Promise<string> {
  const holdId = await freeze(organization, credits, memberId)
  await holdfast.operator.run(Spend, { input: { holdId } })
  return holdId
}

const refund = async (taskId: string, more: { credits?: number; idempotencyKey?: string } = {}) =>
  (await holdfast.operator.run(RefundTask, { input: { taskId, reason, ...more } })).refundTask

const refundHold = async (holdId: string, more: { credits?: number } = {}) =>
  (await holdfast.operator.run(RefundHold, { input: { holdId, reason, ...more } })).refundHold

const memberOf = async ({ member }: TestOrganization) => (await member.run(Viewer)).viewer?.member?.id as string
const pool = async ({ admin }: TestOrganization) => (await admin.run(Wallets)).organization?.wallet

async function lots({ admin }: TestOrganization) {
  const { organization } = await admin.run(Lots)
  const nodes = organization?.wallet?.lots.edges.map(({ node }) => node) ?? []
  return Object.fromEntries(
    nodes.map(({ source, available, spent, expired }) => [source, { available, spent, expired }]),
  )
}

/** The types of a pool's entries from the first refund on. */
async function entriesOfRefund({ admin }: TestOrganization) {
  const { organization } = await admin.run(Journal, { first: 100 })
  const entries = organization?.wallet?.journal.edges.map(({ node }) => node).reverse() ?? []
  return entries.slice(entries.findIndex(({ type }) => type === 'REFUND')).map(({ type, credits }) => [type, credits])
}

test('credits of a task come back to the lots that paid, the last first, and never more than it used', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  await grant(organization, 6, { source: 'first' })
  await grant(organization, 6, { source: 'second' })
  const taskId = await song(organization)
  const watched = organization.member.watch(WatchTask, { id: taskId })
  const { sequence } = (await watched.next()).taskUpdated

  expect(await refund(taskId, { credits: 3, idempotencyKey: 'ticket 1' })).toMatchObject({
    replayed: false,
    task: { status: 'SUCCEEDED', sequence: sequence + 1, refundedCredits: 3, hold: { status: 'SPENT', spent: 10 } },
  })
  expect((await watched.next()).taskUpdated).toMatchObject({ status: 'SUCCEEDED', sequence: sequence + 1 })
  await watched.end()
  expect(await refund(taskId, { credits: 3, idempotencyKey: 'ticket 1' })).toMatchObject({
    replayed: true,
    task: { refundedCredits: 3 },
  })
  expect(await lots(organization)).toEqual({
    first: { available: 0, spent: 6, expired: 0 },
    second: { available: 5, spent: 1, expired: 0 },
  })
  expect(await refund(taskId, { credits: 8 })).toMatchObject({
    code: 'REFUND_EXCEEDS_SPENT',
    message: "8 credits can't be refunded: 7 were used and not refunded. Refund at most 7.",
    requested: 8,
    refundable: 7,
  })
  expect(await refund(taskId)).toMatchObject({ task: { refundedCredits: 10 } })
  expect(await lots(organization)).toEqual({
    first: { available: 6, spent: 0, expired: 0 },
    second: { available: 6, spent: 0, expired: 0 },
  })
  expect(await refund(taskId)).toMatchObject({ code: 'REFUND_EXCEEDS_SPENT', requested: null, refundable: 0 })
  expect(await entriesOfRefund(organization)).toEqual([
    ['REFUND', 3],
    ['REFUND', 1],
    ['REFUND', 6],
  ])
})

test('only an ended hold or task that used credits can be refunded, and by the operator alone without an allowance', async () => {
  const organization = await holdfast.organization({ credits: 30n })
  const { submitTask } = await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const { id: taskId } = submitTask.task
  expect(await refund(taskId)).toMatchObject({ code: 'HOLD_OPEN' })
  await holdfast.operator.run(Fail, { input: { taskId, reason: 'no' } })
  expect(await refund(taskId)).toMatchObject({ code: 'REFUND_EXCEEDS_SPENT', refundable: 0 })

  const done = await song(organization, 4)
  expect(await refund(done, { credits: 5 })).toMatchObject({ code: 'REFUND_EXCEEDS_SPENT', refundable: 4 })
  const input = { taskId: done, reason }
  const { errors } = await organization.member.send(RefundTask, { input })
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  for (const client of [organization.owner, organization.admin])
    expect((await client.run(RefundTask, { input })).refundTask).toMatchObject({
      ...{ code: 'REFUND_ALLOWANCE', creditType: 'music', left: 0 },
      message:
        'The platform has not allowed your organization to give back music credits by itself. Ask the platform to give them back.',
    })
  const empty = (await holdfast.operator.run(RefundTask, { input: { taskId: done, reason: '' } })).refundTask
  expect(empty).toMatchObject({ code: 'INVALID_INPUT' })
  expect(await pool(organization)).toMatchObject({ available: 26 })
})

test('an admin gives credits of tasks back by themselves, as many in a month as the platform allows', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const allow = (monthlyMax: number | null, idempotencyKey?: string) =>
    mutate(
      holdfast.operator,
      'setRefundAllowance',
      { organizationId: organization.id, creditType: 'music', monthlyMax, idempotencyKey },
      'replayed organization { refundAllowances { creditType monthlyMax refunded left renewsAt } }',
    )
  const giveBack = (taskId: string, credits?: number, idempotencyKey?: string) =>
    mutate(
      organization.admin,
      'refundTask',
      { taskId, credits, reason, idempotencyKey },
      'replayed task { refundedCredits }',
    )
  const left = async () => {
    const { data } = await organization.member.send<
      { organization: { refundAllowances: { monthlyMax: number; refunded: number; left: number }[] } },
      unknown
    >('{ organization { refundAllowances { monthlyMax refunded left } } }')
    return data?.organization.refundAllowances
  }
  expect(await left()).toEqual([])
  expect(await allow(0)).toMatchObject({ code: 'INVALID_INPUT' })
  const ends = new Date(now)
  ends.setUTCMonth(ends.getUTCMonth() + 1, 1)
  ends.setUTCHours(0, 0, 0, 0)
  expect(await allow(15, 'allow')).toMatchObject({
    organization: {
      refundAllowances: [{ creditType: 'music', monthlyMax: 15, refunded: 0, left: 15, renewsAt: ends.toISOString() }],
    },
  })
  expect(await allow(15, 'allow')).toMatchObject({ replayed: true })

  const [first, second] = [await song(organization), await song(organization)]
  expect(await giveBack(first, undefined, 'once')).toMatchObject({ replayed: false, task: { refundedCredits: 10 } })
  expect(await giveBack(first, undefined, 'once')).toMatchObject({ replayed: true })
  expect(await giveBack(second, 6)).toMatchObject({
    code: 'REFUND_ALLOWANCE',
    message:
      'Your organization can give back 5 more music credits this month, and this is 6. Give back fewer, or ask the platform.',
  })
  expect(await left()).toEqual([{ monthlyMax: 15, refunded: 10, left: 5 }])
  // Twenty at once don't pass it either.
  const answers = await Promise.all(Array.from({ length: 20 }, () => giveBack(second, 1)))
  expect(answers.filter(({ code }) => code === undefined)).toHaveLength(5)
  expect(await left()).toEqual([{ monthlyMax: 15, refunded: 15, left: 0 }])

  // What the platform gives back doesn't count, and a lower maximum takes nothing back.
  expect(await refund(second, { credits: 1 })).toMatchObject({ task: { refundedCredits: 6 } })
  await allow(12)
  expect(await left()).toEqual([{ monthlyMax: 12, refunded: 15, left: 0 }])
  now += 32 * 24 * HOUR_MS
  expect(await left()).toEqual([{ monthlyMax: 12, refunded: 0, left: 12 }])
  expect(await giveBack(second)).toMatchObject({ task: { refundedCredits: 10 } })
  await allow(null)
  expect(await left()).toEqual([])
  expect(await giveBack(await song(organization))).toMatchObject({ code: 'REFUND_ALLOWANCE' })
  expect(await pool(organization)).toMatchObject({ available: 90 })
})

test('a hold without a task is refunded in the same way; the hold of a task only with its task', async () => {
  const organization = await holdfast.organization({ credits: 20n })
  const holdId = await freeze(organization, 8)
  expect(await refundHold(holdId)).toMatchObject({ code: 'HOLD_OPEN' })
  await holdfast.operator.run(Spend, { input: { holdId, credits: 5 } })
  expect(await refundHold(holdId, { credits: 2 })).toMatchObject({
    hold: { status: 'SPENT', spent: 5, refunded: 2 },
    wallet: { available: 17, spent: 3 },
  })
  const taskId = await song(organization)
  const watched = organization.member.watch(WatchTask, { id: taskId })
  await watched.end()
  const { organization: read } = await organization.admin.run(Journal, { first: 100 })
  const ofTask = read?.wallet?.journal.edges.find(({ node }) => node.task?.id === taskId)?.node.hold?.id as string
  expect(await refundHold(ofTask)).toMatchObject({ code: 'HOLD_OF_TASK' })
})

test('credits of a lot that has expired are lost, or can be used for its grace', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const expiresAt = new Date(now + HOUR_MS).toISOString()
  await grant(organization, 10, { source: 'strict', expiresAt })
  const strict = await spent(organization, 10)
  await grant(organization, 10, { source: 'kind', expiresAt, heldPastExpiry: 'GRACE', graceSeconds: 7_201 })
  const kind = await spent(organization, 10)
  now += 2 * HOUR_MS
  await refundHold(strict)
  await refundHold(kind)
  expect(await lots(organization)).toEqual({
    strict: { available: 0, spent: 0, expired: 10 },
    kind: { available: 10, spent: 0, expired: 0 },
  })
  expect(await entriesOfRefund(organization)).toEqual([
    ['REFUND', 10],
    ['EXPIRE', 10],
    ['REFUND', 10],
  ])
})

test('a refund gives budgets their room back, also one that was created after the task, and defers the revenue again', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { id } = organization
  await grant(organization, 20, { paid: { amount: 2_000, currency: 'EUR' } })
  const budget = { organizationId: id, limit: 10, period: 'MONTH' as const }
  await holdfast.operator.run(CreateBudget, { input: budget })
  const taskId = await song(organization)
  await holdfast.operator.run(CreateBudget, { input: { ...budget, limit: 12 } })
  const used = async () =>
    (await organization.admin.run(Budgets)).organization?.budgets.edges.map(({ node }) => node.usage?.spent)
  expect(await used()).toEqual([10, 10])
  const revenue = async () => (await organization.admin.run(Wallets)).organization?.revenue
  expect(await revenue()).toMatchObject([{ recognized: { amount: 1_000 }, deferred: { amount: 1_000 } }])
  await refund(taskId, { credits: 4 })
  expect(await used()).toEqual([6, 6])
  expect(await revenue()).toMatchObject([{ recognized: { amount: 600 }, deferred: { amount: 1_400 } }])
  // Another budget counts what is left of it.
  await holdfast.operator.run(CreateBudget, { input: { ...budget, limit: 14 } })
  expect(await used()).toEqual([6, 6, 6])
  const { submitTask } = await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  expect(submitTask).toMatchObject({ code: 'BUDGET_EXCEEDED', remaining: 4 })
})

test('credits whose payment was taken back come as a new lot, which pays what is still owed for them', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const lotId = await grant(organization, 10, { source: 'bought' })
  const taskId = await song(organization)
  await holdfast.operator.run(OpenDispute, { input: { lotId, reason: 'a chargeback' } })
  await holdfast.operator.run(CloseDispute, { input: { lotId, outcome: 'LOST', reason: 'a chargeback' } })
  expect(await pool(organization)).toMatchObject({ available: 0, owed: 10 })
  await refund(taskId, { credits: 6 })
  expect(await pool(organization)).toMatchObject({ available: 0, owed: 4 })
  await grant(organization, 4, { source: 'more' })
  expect(await pool(organization)).toMatchObject({ available: 0, owed: 0 })
  await refund(taskId)
  expect(await pool(organization)).toMatchObject({ available: 4, owed: 0 })
})

test('the credits of a member come back to their own wallet, or to the pool once they were removed', async () => {
  const organization = await holdfast.organization({ credits: 20n })
  const memberId = await memberOf(organization)
  await organization.admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
  const holdId = await spent(organization, 10, memberId)
  expect(await refundHold(holdId, { credits: 4 })).toMatchObject({ wallet: { available: 4, spent: 6 } })
  expect(await pool(organization)).toMatchObject({ available: 10 })
  await organization.owner.run(RemoveMember, { input: { memberId } })
  expect(await pool(organization)).toMatchObject({ available: 14 })
  const balance = organization.owner.watch(WatchBalance)
  await balance.next()
  expect(await refundHold(holdId)).toMatchObject({ hold: { refunded: 10 } })
  await balance.until(({ balanceChanged }) => balanceChanged.available === 20)
  await balance.end()
})

test('a refund of a closed organization leaves nothing that can be used: it is revoked', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const holdId = await spent(organization, 10)
  const { id } = organization
  await holdfast.operator.run(CloseOrganization, { input: { organizationId: id, reason: 'They left.' } })
  expect(await refundHold(holdId)).toMatchObject({ hold: { refunded: 10 } })
  await sweepClosing(holdfast.holdfast.app)
  expect((await holdfast.operator.run(WalletsOf, { id })).organization).toMatchObject({
    status: 'CLOSED',
    wallet: { available: 0, revoked: 10 },
  })
})

const EUR = 'EUR'
const refundLot = async (lotId: string, part: object, more: { idempotencyKey?: string } = {}) =>
  (await holdfast.operator.run(RefundLot, { input: { lotId, reason, ...part, ...more } })).refundLot

test('a part of a purchase is taken back: unused credits in all wallets first, then spent ones, which are owed', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const lotId = await grant(organization, 100, { paid: { amount: 1_000, currency: EUR } })
  const memberId = await memberOf(organization)
  await organization.admin.run(Transfer, { input: { credits: 30, toMemberId: memberId } })
  await spent(organization, 40)
  await freeze(organization, 5)

  const first = { money: { amount: 350, currency: EUR } }
  expect(await refundLot(lotId, first, { idempotencyKey: 'r1' })).toMatchObject({
    replayed: false,
    // 25 in the pool, and 10 of the 30 in the member's wallet.
    revoked: 35,
    chargedBack: 0,
    money: { amount: 350, currency: EUR },
    lot: { available: 0, spent: 40, revoked: 25 },
  })
  expect(await refundLot(lotId, first, { idempotencyKey: 'r1' })).toMatchObject({ replayed: true, revoked: 35 })
  expect(await refundLot(lotId, { credits: 61 })).toMatchObject({
    code: 'REFUND_EXCEEDS_LOT',
    message:
      "61 credits can't be taken back: the purchase has 60 that are unused or spent. 5 are frozen: wait until their holds have ended.",
    refundable: 60,
    frozen: 5,
  })
  expect(await refundLot(lotId, { credits: 30 })).toMatchObject({
    revoked: 20,
    chargedBack: 10,
    wallet: { available: 0, owed: 10 },
  })
  const { organization: read } = await organization.admin.run(Wallets)
  expect(read?.revenue).toMatchObject([{ recognized: { amount: 300 }, reversed: { amount: 650 } }])
})

test('money must pay for whole credits, in the currency of the lot, and of a lot that was paid', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const lotId = await grant(organization, 3, { paid: { amount: 1_000, currency: EUR } })
  const refused = async (lot: string, part: object) => {
    const result = await refundLot(lot, part)
    return result?.__typename === 'InvalidInputError' ? result.message : result
  }
  expect(await refused(lotId, { money: { amount: 500, currency: EUR } })).toBe(
    'money must pay for whole credits of the lot, at most 1000: 333 for 1 credits, or 666 for 2 credits',
  )
  expect(await refused(lotId, { money: { amount: 333, currency: 'USD' } })).toBe(
    'money must be in EUR, as the lot was paid',
  )
  expect(await refused(lotId, {})).toContain('must have exactly one of credits and money')
  const gift = await grant(organization, 3)
  expect(await refused(gift, { money: { amount: 333, currency: EUR } })).toBe(
    'money must be absent, because nothing is known to be paid for this lot. Give credits',
  )
  await holdfast.operator.run(OpenDispute, { input: { lotId, reason } })
  expect(await refundLot(lotId, { credits: 1 })).toMatchObject({ code: 'DISPUTE_STATE' })
})

test('spent credits that are taken back are written off where the policy says so', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const lotId = await grant(organization, 10)
  await spent(organization, 10)
  const walletId = (await organization.admin.run(Balance)).organization?.wallet?.id as string
  await holdfast.operator.run(SetPolicy, { input: { walletId, latePolicy: 'WRITE_OFF' } })
  expect(await refundLot(lotId, { credits: 4 })).toMatchObject({ chargedBack: 4, wallet: { owed: 0, writtenOff: 4 } })
})

test('a debt is settled by hand from credits that are limited to some models', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const lotId = await grant(organization, 10)
  await spent(organization, 10)
  await refundLot(lotId, { credits: 6 })
  const walletId = (await organization.admin.run(Balance)).organization?.wallet?.id as string
  const settle = async () => (await holdfast.operator.run(SettleDebt, { input: { walletId, reason } })).settleDebt
  expect(await settle()).toMatchObject({ code: 'NOTHING_OWED' })
  await grant(organization, 9, { models: ['udio'] })
  expect(await pool(organization)).toMatchObject({ available: 9, owed: 6 })
  expect(await settle()).toMatchObject({ wallet: { available: 3, owed: 0 } })
  expect(await settle()).toMatchObject({ code: 'NOTHING_OWED' })
})
