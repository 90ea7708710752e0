// What was used and can't be paid: late settlements, chargebacks, and how debts are paid.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journaling } from '../../src/ledger/journal.ts'
import { sweepClosing } from '../../src/offboarding/closing.ts'
import { DEBTS_DUE } from '../../src/wallets/debts.ts'
import { LOTS_DUE } from '../../src/wallets/sweep.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Budgets,
  CloseDispute,
  CloseOrganization,
  Complete,
  CreateBudget,
  Freeze,
  Grant,
  LockLot,
  OpenDispute,
  Reclaim,
  Release,
  RemoveMember,
  SetPolicy,
  SetSpendingPolicy,
  Spend,
  Submit,
  Transfer,
  UnlockLot,
  Viewer,
  Wallets,
  WalletsOf,
  WatchBalance,
  WatchTask,
} from '../support/operations.ts'

const HOUR_MS = 60 * 60 * 1_000

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

async function grant(
  { id }: TestOrganization,
  credits: number,
  more: { paid?: { amount: number; currency: string } } = {},
) {
  const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId: id, credits, ...more } })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
  return { lotId: grantCredits.lot.id, walletId: grantCredits.wallet.id }
}

async function freeze({ id }: TestOrganization, credits: number, memberId?: string) {
  const input = { organizationId: id, credits, memberId, expiresAt: new Date(now + HOUR_MS).toISOString() }
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  return freezeCredits.hold.id
}

const spend = async (holdId: string, more: { credits?: number; idempotencyKey?: string } = {}) =>
  (await holdfast.operator.run(Spend, { input: { holdId, ...more } })).spendCredits

const pool = async ({ admin }: TestOrganization) => (await admin.run(Wallets)).organization?.wallet

/** Lets time pass until a hold or task has been given back. */
async function timeOut({ admin }: TestOrganization, ms: number) {
  const balance = admin.watch(WatchBalance)
  await balance.next()
  now += ms
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'RELEASE')
  await balance.end()
}

/** Revenue in EUR. */
const revenueOf = (...[paid, recognized, deferred, breakage, reversed]: [number, number, number, number, number]) => ({
  currency: 'EUR',
  paid: { amount: paid },
  recognized: { amount: recognized },
  deferred: { amount: deferred },
  breakage: { amount: breakage },
  reversed: { amount: reversed },
})

test('a task completed after it timed out is paid once, if the credits are available', async () => {
  const organization = await holdfast.organization({ credits: 25n })
  const input = { model: 'suno', operation: 'music', timeoutSeconds: 60 }
  const { submitTask } = await organization.member.run(Submit, { input })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const { id: taskId } = submitTask.task
  await timeOut(organization, 60_000)
  const late = { input: { taskId, credits: 8, idempotencyKey: 'late' } }
  expect((await holdfast.operator.run(Complete, late)).completeTask).toMatchObject({
    replayed: false,
    task: { status: 'SUCCEEDED', failureReason: null, hold: { status: 'SPENT', spent: 8, late: 'PAID' } },
  })
  expect((await holdfast.operator.run(Complete, late)).completeTask).toMatchObject({
    replayed: true,
    task: { hold: { late: 'PAID' } },
  })
  const again = await holdfast.operator.run(Complete, { input: { taskId } })
  expect(again.completeTask).toMatchObject({ code: 'TASK_STATE', status: 'SUCCEEDED' })
  expect(await pool(organization)).toMatchObject({ available: 17, frozen: 0, owed: 0 })
})

test('if they are not, the available credits pay, the wallet owes the rest, and the next credits pay the debt first', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const holdId = await freeze(organization, 10)
  await timeOut(organization, HOUR_MS)
  await freeze(organization, 7)
  expect(await spend(holdId, { credits: 11 })).toMatchObject({ code: 'SPEND_EXCEEDS_HOLD', requested: 11, frozen: 10 })
  expect(await spend(holdId, { idempotencyKey: 'late' })).toMatchObject({
    hold: { status: 'TIMED_OUT', late: 'OWED' },
    wallet: { available: 0, owed: 7, spent: 3 },
  })
  expect(await spend(holdId, { idempotencyKey: 'late' })).toMatchObject({ replayed: true, wallet: { owed: 7 } })
  expect(await spend(holdId)).toMatchObject({ code: 'HOLD_NOT_OPEN', status: 'TIMED_OUT' })

  await grant(organization, 4)
  expect(await pool(organization)).toMatchObject({ available: 0, owed: 3 })
  await grant(organization, 20)
  expect(await pool(organization)).toMatchObject({ available: 17, owed: 0 })
})

test('or the platform bears the loss, if the wallet’s policy says so', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { walletId } = await grant(organization, 5)
  await holdfast.operator.run(SetPolicy, { input: { walletId, latePolicy: 'WRITE_OFF' } })
  const holdId = await freeze(organization, 5)
  await timeOut(organization, HOUR_MS)
  await freeze(organization, 5)
  expect(await spend(holdId)).toMatchObject({
    hold: { late: 'WRITTEN_OFF' },
    wallet: { available: 0, owed: 0, writtenOff: 5 },
  })
})

test('a lot in dispute cannot be used in any wallet; winning the dispute restores it', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const memberId = (await organization.member.run(Viewer)).viewer?.member?.id as string
  const { lotId } = await grant(organization, 30)
  await organization.admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
  const holdId = await freeze(organization, 5)
  const opening = { input: { lotId, reason: 'case 7', idempotencyKey: 'open' } }
  expect((await holdfast.operator.run(OpenDispute, opening)).openDispute).toMatchObject({
    replayed: false,
    lot: { dispute: 'OPEN', available: 0, locked: 15, moved: 10 },
    wallet: { available: 0, locked: 15 },
  })
  expect((await holdfast.operator.run(OpenDispute, opening)).openDispute).toMatchObject({ replayed: true })
  const twice = await holdfast.operator.run(OpenDispute, { input: { lotId, reason: 'case 8' } })
  expect(twice.openDispute).toMatchObject({ code: 'DISPUTE_STATE', dispute: 'OPEN' })
  await holdfast.operator.run(Release, { input: { holdId } })
  const during = (await organization.admin.run(Wallets)).organization
  expect(during?.wallet).toMatchObject({ available: 0, locked: 20, frozen: 0 })
  expect(during?.members.edges.find(({ node }) => node.id === memberId)?.node.wallet).toMatchObject({
    available: 0,
    locked: 10,
  })
  const { closeDispute } = await holdfast.operator.run(CloseDispute, {
    input: { lotId, outcome: 'WON', reason: 'case 7' },
  })
  expect(closeDispute).toMatchObject({ lot: { dispute: 'WON', available: 20, locked: 0 }, revoked: 0, chargedBack: 0 })
  expect((await organization.admin.run(Wallets)).organization?.wallet).toMatchObject({ available: 20, owed: 0 })
})

test('losing a dispute revokes unused credits and makes spent ones a debt, in credits and in money; frozen ones follow', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const memberId = (await organization.member.run(Viewer)).viewer?.member?.id as string
  const { lotId } = await grant(organization, 30, { paid: { amount: 1_000, currency: 'EUR' } })
  await organization.admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
  await spend(await freeze(organization, 8, memberId))
  await spend(await freeze(organization, 3))
  const open = await freeze(organization, 6)
  expect((await organization.admin.run(Wallets)).organization?.revenue).toEqual([revenueOf(1_000, 366, 634, 0, 0)])
  await holdfast.operator.run(OpenDispute, { input: { lotId, reason: 'case 9' } })
  const closing = { input: { lotId, outcome: 'LOST' as const, reason: 'case 9', idempotencyKey: 'close' } }
  const lost = {
    // 11 in the pool and 2 in the member's wallet were left; 3 and 8 had been spent.
    revoked: 13,
    chargedBack: 11,
    loss: { amount: 366, currency: 'EUR' },
    lot: { dispute: 'LOST', available: 0, locked: 0, spent: 0, revoked: 14 },
    wallet: { owed: 11 },
  }
  expect((await holdfast.operator.run(CloseDispute, closing)).closeDispute).toMatchObject({ replayed: false, ...lost })
  expect((await holdfast.operator.run(CloseDispute, closing)).closeDispute).toMatchObject({ replayed: true, ...lost })
  expect(await spend(open, { credits: 4 })).toMatchObject({
    hold: { spent: 4, released: 2 },
    wallet: { available: 0, frozen: 0, spent: 0, owed: 15 },
  })
  expect((await organization.admin.run(Wallets)).organization?.revenue).toEqual([revenueOf(1_000, 0, 0, 0, 1_000)])
  await grant(organization, 20)
  expect(await pool(organization)).toMatchObject({ available: 5, owed: 0 })
  const closed = await holdfast.operator.run(CloseDispute, { input: { lotId, outcome: 'WON', reason: 'case 9' } })
  expect(closed.closeDispute).toMatchObject({ code: 'DISPUTE_STATE', dispute: 'LOST' })
})

test('a limited lot pays no debts; members cannot use the operator’s mutations', async () => {
  const organization = await holdfast.organization({ credits: 4n })
  const holdId = await freeze(organization, 4)
  await timeOut(organization, HOUR_MS)
  await freeze(organization, 4)
  await spend(holdId)
  const promo = { organizationId: organization.id, credits: 9, models: ['udio'] }
  const { grantCredits } = await holdfast.operator.run(Grant, { input: promo })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error('refused')
  expect(await pool(organization)).toMatchObject({ available: 9, owed: 4 })
  const { errors } = await organization.owner.send(OpenDispute, {
    input: { lotId: grantCredits.lot.id, reason: 'mine' },
  })
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})

/** A member with ten credits of their own, whose task of ten has timed out; the credits are back in the pool. */
async function timedOutAndReclaimed() {
  const organization = await holdfast.organization({ credits: 10n })
  const memberId = (await organization.member.run(Viewer)).viewer?.member?.id as string
  await organization.admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
  const taskId = await submitAndTimeOut(organization)
  await organization.admin.run(Reclaim, { input: {} })
  expect(await pool(organization)).toMatchObject({ available: 10 })
  return { organization, memberId, taskId }
}

/** A member's task of ten that has timed out. */
async function submitAndTimeOut({ admin, member }: TestOrganization): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music', timeoutSeconds: 1 } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const { id } = submitTask.task
  const timedOut = admin.watch(WatchTask, { id })
  now += 1_000
  await timedOut.until(({ taskUpdated }) => taskUpdated.status === 'TIMED_OUT')
  await timedOut.end()
  return id
}

/** Does something that the pool takes over a debt for; answers what it holds then. */
async function afterHandOver(organization: TestOrganization, act: () => Promise<unknown>) {
  const balance = organization.admin.watch(WatchBalance)
  await balance.next()
  await act()
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'DEBT_IN')
  await balance.end()
  return pool(organization)
}

test('a late completion for a removed member is paid by the pool', async () => {
  const { organization, memberId, taskId } = await timedOutAndReclaimed()
  await organization.owner.run(RemoveMember, { input: { memberId } })
  const done = () => holdfast.operator.run(Complete, { input: { taskId } })
  expect(await afterHandOver(organization, done)).toMatchObject({ available: 0, owed: 0 })
})

test('the pool owes a late completion for a removed member if it has no credits', async () => {
  const { organization, memberId, taskId } = await timedOutAndReclaimed()
  await organization.owner.run(RemoveMember, { input: { memberId } })
  await spend(await freeze(organization, 10))
  const done = () => holdfast.operator.run(Complete, { input: { taskId } })
  expect(await afterHandOver(organization, done)).toMatchObject({ available: 0, owed: 10 })
  await grant(organization, 30)
  expect(await pool(organization)).toMatchObject({ available: 20, owed: 0 })
})

test('no work goes unpaid: the pool pays the debt of a member who is removed', async () => {
  const { organization, memberId, taskId } = await timedOutAndReclaimed()
  const owed = async () => {
    const late = await holdfast.operator.run(Complete, { input: { taskId } })
    expect(late.completeTask).toMatchObject({ task: { status: 'SUCCEEDED', hold: { late: 'OWED' } } })
    await organization.owner.run(RemoveMember, { input: { memberId } })
  }
  expect(await afterHandOver(organization, owed)).toMatchObject({ available: 0, owed: 0 })
})

test('no work goes unpaid: the pool pays what a member’s wallet cannot pay, because it pays for their tasks', async () => {
  const { organization, taskId } = await timedOutAndReclaimed()
  const done = () => holdfast.operator.run(Complete, { input: { taskId } })
  expect(await afterHandOver(organization, done)).toMatchObject({ available: 0, owed: 0 })
})

test('no work goes unpaid: the debt for a late task counts against the budgets under which it was submitted', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const memberId = (await organization.member.run(Viewer)).viewer?.member?.id as string
  await organization.owner.run(CreateBudget, { input: { memberId, period: 'TOTAL', limit: 20 } })
  for (const spent of [10, 20]) {
    await organization.admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
    const taskId = await submitAndTimeOut(organization)
    await organization.admin.run(Reclaim, { input: {} })
    await afterHandOver(organization, async () => {
      const { completeTask } = await holdfast.operator.run(Complete, { input: { taskId } })
      expect(completeTask).toMatchObject({ task: { hold: { late: 'OWED' } } })
    })
    const { budgets } = (await organization.owner.run(Budgets)).organization ?? {}
    expect(budgets?.edges[0]?.node.usage).toMatchObject({ frozen: 0, spent })
  }
  const { submitTask } = await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  expect(submitTask).toMatchObject({ code: 'BUDGET_EXCEEDED', remaining: 0 })
  expect(await pool(organization)).toMatchObject({ available: 80, owed: 0 })
})

test('if members may not use the pool, the member’s wallet owes the debt and pays it from its next credits', async () => {
  const { organization, memberId, taskId } = await timedOutAndReclaimed()
  await organization.owner.run(SetSpendingPolicy, { input: { membersUsePool: false } })
  await holdfast.operator.run(Complete, { input: { taskId } })
  expect(await DEBTS_DUE.sweep(holdfast.holdfast.app)).toBe(0)
  expect(await pool(organization)).toMatchObject({ available: 10, owed: 0 })
  await organization.admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
  const { members } = (await organization.admin.run(Wallets)).organization ?? {}
  const theirs = members?.edges.find(({ node }) => node.id === memberId)?.node.wallet
  expect(theirs).toMatchObject({ available: 0, spent: 10, owed: 0 })
})

test('closing an organization pays its debts first; the rest of the debts stays on record', async () => {
  const { organization, memberId, taskId } = await timedOutAndReclaimed()
  await organization.owner.run(SetSpendingPolicy, { input: { membersUsePool: false } })
  await organization.admin.run(Transfer, { input: { credits: 7, toMemberId: memberId } })
  await spend(await freeze(organization, 7, memberId))
  await holdfast.operator.run(Complete, { input: { taskId } })
  const input = { organizationId: organization.id, reason: 'The customer has left.' }
  await holdfast.operator.run(CloseOrganization, { input })
  const closed = (await holdfast.operator.run(WalletsOf, { id: organization.id })).organization
  // Of the ten, three were left to pay with.
  expect(closed).toMatchObject({ status: 'CLOSED', wallet: { available: 0, revoked: 0, owed: 7 } })
  const journal = closed?.wallet?.journal.edges.map(({ node }) => `${node.type} ${node.credits}`)
  expect(journal?.slice(0, 2)).toEqual(expect.arrayContaining(['DEBT_IN 10', 'REPAY 3']))
})

test('a late completion for a member of a closed organization is owed by the pool, not by the member’s wallet', async () => {
  const { organization, taskId } = await timedOutAndReclaimed()
  await organization.owner.run(SetSpendingPolicy, { input: { membersUsePool: false } })
  const input = { organizationId: organization.id, reason: 'The customer has left.' }
  await holdfast.operator.run(CloseOrganization, { input })
  const late = await holdfast.operator.run(Complete, { input: { taskId } })
  expect(late.completeTask).toMatchObject({ task: { status: 'SUCCEEDED', hold: { late: 'OWED' } } })
  await DEBTS_DUE.sweep(holdfast.holdfast.app)
  const closed = (await holdfast.operator.run(WalletsOf, { id: organization.id })).organization
  expect(closed).toMatchObject({ status: 'CLOSED', wallet: { available: 0, revoked: 10, owed: 10 } })
})

/** Closes an organization and answers its state after `act` and the sweeps that follow. */
async function afterClosing({ id }: TestOrganization, act: () => Promise<unknown>) {
  await holdfast.operator.run(CloseOrganization, { input: { organizationId: id, reason: 'The customer has left.' } })
  expect((await holdfast.operator.run(WalletsOf, { id })).organization).toMatchObject({ status: 'CLOSED' })
  await act()
  await LOTS_DUE.sweep(holdfast.holdfast.app)
  await sweepClosing(holdfast.holdfast.app)
  return (await holdfast.operator.run(WalletsOf, { id })).organization
}

test('a dispute that is won after the organization was closed leaves no available credits: they are revoked', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const memberId = (await organization.member.run(Viewer)).viewer?.member?.id as string
  const { lotId } = await grant(organization, 30)
  await organization.admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
  await holdfast.operator.run(OpenDispute, { input: { lotId, reason: 'case 10' } })
  const win = () =>
    holdfast.operator.run(CloseDispute, { input: { lotId, outcome: 'WON' as const, reason: 'case 10' } })
  expect(await afterClosing(organization, win)).toMatchObject({
    status: 'CLOSED',
    wallet: { available: 0, locked: 0, revoked: 30 },
  })
})

test('credits that are unlocked after the organization was closed are revoked', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { lotId } = await grant(organization, 30)
  await holdfast.operator.run(LockLot, { input: { lotId, reason: 'a check' } })
  const unlock = () => holdfast.operator.run(UnlockLot, { input: { lotId, reason: 'it is all right' } })
  expect(await afterClosing(organization, unlock)).toMatchObject({
    status: 'CLOSED',
    wallet: { available: 0, locked: 0, revoked: 30 },
  })
})

test('credits that mature after the organization was closed are revoked', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const usableFrom = new Date(now + HOUR_MS).toISOString()
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 30, usableFrom } })
  const wait = async () => {
    now += HOUR_MS
  }
  expect(await afterClosing(organization, wait)).toMatchObject({
    status: 'CLOSED',
    wallet: { available: 0, locked: 0, revoked: 30 },
  })
})

test('the sweep pays a debt from credits of the same wallet if an earlier version left both', async () => {
  const organization = await holdfast.organization({ credits: 30n })
  const { uuid: organizationId } = organization
  await holdfast.holdfast.app.lane.run({
    organizationId,
    idempotency: null,
    reads: { holders: [organizationId], creditType: 'music' },
    decide(batch) {
      const state = batch.walletOf(organizationId, organizationId, 'music')
      if (!state) throw new Error('the pool is missing')
      const journaling = new Journaling(state.wallet, batch.timeOf(organizationId))
      journaling.write('OWE', 12n, { reason: 'not set off' })
      batch.apply({ wallet: journaling.wallet, lots: [], entries: journaling.entries })
      return { value: {}, resultId: organizationId }
    },
  })
  await DEBTS_DUE.sweep(holdfast.holdfast.app)
  expect(await pool(organization)).toMatchObject({ available: 18, owed: 0 })
})
