// What a platform's backend does with a wallet beside granting, freezing, spending and releasing.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Adjust,
  Balance,
  Complete,
  Extend,
  Freeze,
  Grant,
  Grow,
  History,
  LockLot,
  Release,
  SetPolicy,
  Spend,
  Submit,
  UnlockLot,
  WatchBalance,
} from '../support/operations.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const later = (ms: number) => new Date(now + ms).toISOString()

type GrantInput = Parameters<typeof holdfast.operator.run<unknown, { input: Record<string, unknown> }>>[1]['input']

async function grant({ id }: TestOrganization, credits: number, more: GrantInput = {}) {
  const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId: id, credits, ...more } })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
  return { lotId: grantCredits.lot.id, walletId: grantCredits.wallet.id }
}

async function freeze({ id }: TestOrganization, credits: number, more: GrantInput = {}) {
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId: id, credits, ...more } })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  return freezeCredits.hold
}

/** The journal, oldest first. */
async function journal({ admin }: TestOrganization) {
  const { organization } = await admin.run(History)
  return (organization?.wallet?.journal.edges ?? []).map(({ node }) => node).reverse()
}

test('a hold is spent in several parts until it is closed', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { id: holdId } = await freeze(organization, 30)
  const spend = async (input: { credits?: number; keepOpen?: boolean; idempotencyKey?: string }) =>
    (await holdfast.operator.run(Spend, { input: { holdId, ...input } })).spendCredits

  const first = { credits: 12, keepOpen: true, idempotencyKey: 'first chorus' }
  expect(await spend(first)).toMatchObject({ hold: { status: 'OPEN', spent: 12, released: 0 }, replayed: false })
  expect(await spend(first)).toMatchObject({ hold: { spent: 12 }, replayed: true })
  expect(await spend({ credits: 19, keepOpen: true })).toMatchObject({
    __typename: 'SpendExceedsHoldError',
    requested: 19,
    frozen: 18,
  })
  expect(await spend({ credits: 8, keepOpen: true })).toMatchObject({
    wallet: { available: 70, frozen: 10, spent: 20 },
  })
  expect(await spend({ credits: 4 })).toMatchObject({
    hold: { status: 'SPENT', spent: 24, released: 6 },
    wallet: { available: 76, frozen: 0, spent: 24 },
  })
})

test('the part that spends the rest closes the hold, even if it was to stay open', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { id: holdId } = await freeze(organization, 30)
  const { spendCredits } = await holdfast.operator.run(Spend, { input: { holdId, credits: 30, keepOpen: true } })
  expect(spendCredits).toMatchObject({ hold: { status: 'SPENT', spent: 30, released: 0 } })
})

test('a hold can be increased and extended', async () => {
  const organization = await holdfast.organization({ credits: 50n })
  const balance = organization.admin.watch(WatchBalance)
  const { id: holdId } = await freeze(organization, 30, { expiresAt: later(DAY_MS) })
  const grow = async (credits: number) =>
    (await holdfast.operator.run(Grow, { input: { holdId, credits, idempotencyKey: `${credits} more` } })).growHold
  expect(await grow(15)).toMatchObject({ hold: { credits: 45 }, wallet: { available: 5, frozen: 45 } })
  expect(await grow(15)).toMatchObject({ replayed: true, wallet: { frozen: 45 } })
  expect(await grow(6)).toMatchObject({ required: 6, available: 5, shortfall: 1 })

  const expiresAt = later(3 * DAY_MS)
  const { extendHold } = await holdfast.operator.run(Extend, { input: { holdId, expiresAt } })
  expect(extendHold).toMatchObject({ hold: { expiresAt } })
  now += 2 * DAY_MS
  const { spendCredits } = await holdfast.operator.run(Spend, { input: { holdId, credits: 1, keepOpen: true } })
  expect(spendCredits).toMatchObject({ hold: { status: 'OPEN' } })
  now += DAY_MS
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'RELEASE')
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 49, frozen: 0 })
  const late = await holdfast.operator.run(Extend, { input: { holdId, expiresAt: later(DAY_MS) } })
  expect(late.extendHold).toMatchObject({ __typename: 'HoldNotOpenError' })
})

test('more than was frozen is spent only if the wallet’s policy allows it', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { walletId } = await grant(organization, 50)
  const spend = async (credits: number) => {
    const { id: holdId } = await freeze(organization, 10)
    return (await holdfast.operator.run(Spend, { input: { holdId, credits } })).spendCredits
  }
  expect(await spend(12)).toMatchObject({ __typename: 'SpendExceedsHoldError' })
  await holdfast.operator.run(SetPolicy, { input: { walletId, overspend: true } })
  expect(await spend(12)).toMatchObject({ hold: { spent: 12 }, wallet: { spent: 12, frozen: 10 } })
  expect(await spend(39)).toMatchObject({ __typename: 'InsufficientCreditsError' })
})

test('a task that cost more than its price is paid in full only if the policy allows it', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { walletId } = await grant(organization, 25)
  await grant(organization, 5, { kind: 'PROMO', models: ['suno'], priority: 1 })
  const complete = async (credits: number) => {
    const { submitTask } = await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    const input = { taskId: submitTask.task.id, credits }
    return { input, answer: (await holdfast.operator.run(Complete, { input })).completeTask }
  }
  const refused = await complete(11)
  expect(refused.answer).toMatchObject({ __typename: 'SpendExceedsHoldError', requested: 11, frozen: 10 })
  await holdfast.operator.run(SetPolicy, { input: { walletId, overspend: true } })
  const tooMuch = await holdfast.operator.run(Complete, { input: { ...refused.input, credits: 31 } })
  expect(tooMuch.completeTask).toMatchObject({ __typename: 'InsufficientCreditsError', required: 21, available: 20 })
  // The last five come from the lot that pays for suno alone.
  const paid = await holdfast.operator.run(Complete, { input: { ...refused.input, credits: 30 } })
  expect(paid.completeTask).toMatchObject({ __typename: 'CompleteTaskSuccess', task: { status: 'SUCCEEDED' } })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ spent: 30, available: 0 })
})

test('a grant with a start date is visible and locked, and usable from exactly that instant', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  await grant(organization, 40, { usableFrom: later(DAY_MS), expiresAt: later(3 * DAY_MS) })
  expect((await organization.admin.run(History)).organization?.wallet).toMatchObject({ available: 0, locked: 40 })
  const input = { organizationId: organization.id, credits: 10 }
  now += DAY_MS - 1
  const early = await holdfast.operator.run(Freeze, { input })
  expect(early.freezeCredits).toMatchObject({ __typename: 'InsufficientCreditsError', available: 0 })
  now += 1
  expect((await organization.admin.run(History)).organization?.wallet).toMatchObject({ available: 40, locked: 0 })
  await freeze(organization, 10)
  expect((await journal(organization)).map(({ type, credits }) => [type, credits])).toEqual([
    ['GRANT', 40],
    ['LOCK', 40],
    ['UNLOCK', 40],
    ['FREEZE', 10],
  ])
  const tooShort = { ...input, usableFrom: later(DAY_MS), expiresAt: later(DAY_MS) }
  const { grantCredits } = await holdfast.operator.run(Grant, { input: tooShort })
  expect(grantCredits).toMatchObject({ __typename: 'ExpiryPassedError' })
})

test('reads never show credits as available past their expiry, even before the sweep', async () => {
  const organization = await holdfast.organization({ credits: 5n })
  await grant(organization, 30, { expiresAt: later(DAY_MS) })
  await grant(organization, 20, { usableFrom: later(DAY_MS) })
  now += DAY_MS
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({
    available: 25,
    total: 25,
    expired: 30,
    granted: 55,
  })
})

test('a locked lot is not used, and credits that come back to it are locked; once unlocked, it can be used again', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { lotId } = await grant(organization, 30)
  const { id: holdId } = await freeze(organization, 10)
  const lock = { lotId, reason: 'a dispute', idempotencyKey: 'lock' }
  const { lockLot } = await holdfast.operator.run(LockLot, { input: lock })
  expect(lockLot).toMatchObject({ lot: { lock: 'MANUAL', available: 0, locked: 20 }, wallet: { available: 0 } })
  expect((await holdfast.operator.run(LockLot, { input: lock })).lockLot).toMatchObject({ replayed: true })
  const again = await holdfast.operator.run(LockLot, { input: { lotId, reason: 'another' } })
  expect(again.lockLot).toMatchObject({ __typename: 'LotLockedError', lock: 'MANUAL' })

  await holdfast.operator.run(Release, { input: { holdId } })
  expect((await organization.admin.run(History)).organization?.wallet).toMatchObject({ available: 0, locked: 30 })
  const { unlockLot } = await holdfast.operator.run(UnlockLot, { input: { lotId, reason: 'settled' } })
  expect(unlockLot).toMatchObject({ lot: { lock: null, available: 30, locked: 0 }, wallet: { available: 30 } })
  expect((await journal(organization)).map(({ type, credits, reason }) => [type, credits, reason])).toEqual([
    ['GRANT', 30, null],
    ['FREEZE', 10, null],
    ['LOCK', 20, 'a dispute'],
    ['RELEASE', 10, null],
    ['LOCK', 10, null],
    ['UNLOCK', 30, 'settled'],
  ])
})

test('a correction goes up or down, with its reason, and never below zero', async () => {
  const organization = await holdfast.organization({ credits: 20n })
  const adjust = async (input: { add?: number; remove?: number; idempotencyKey?: string }) =>
    (await holdfast.operator.run(Adjust, { input: { organizationId: organization.id, reason: 'ticket 7', ...input } }))
      .adjustCredits
  await freeze(organization, 5)
  now += 1
  expect(await adjust({ add: 10, idempotencyKey: 'up' })).toMatchObject({ wallet: { granted: 30, available: 25 } })
  expect(await adjust({ add: 10, idempotencyKey: 'up' })).toMatchObject({ replayed: true, wallet: { granted: 30 } })
  expect(await adjust({ remove: 26 })).toMatchObject({ required: 26, available: 25, shortfall: 1 })
  const down = { remove: 25, idempotencyKey: 'down' }
  expect(await adjust(down)).toMatchObject({ replayed: false, wallet: { available: 0, revoked: 25, granted: 30 } })
  expect(await adjust(down)).toMatchObject({ replayed: true, wallet: { available: 0, revoked: 25 } })
  for (const wrong of [{}, { add: 1, remove: 1 }]) {
    expect(await adjust(wrong)).toMatchObject({ issues: [{ message: 'must have either add or remove' }] })
  }
  const reasons = (await journal(organization)).filter(({ reason }) => reason === 'ticket 7')
  expect(reasons.map(({ type, credits }) => [type, credits])).toEqual([
    ['GRANT', 10],
    ['REVOKE', 15],
    ['REVOKE', 10],
  ])
})

test('a lot that is limited to a model or an operation pays for nothing else', async () => {
  const organization = await holdfast.organization({ credits: 7n })
  const promo = await grant(organization, 10, { kind: 'PROMO', models: ['udio'], priority: -1 })
  const submit = async (model: string) =>
    (await organization.member.run(Submit, { input: { model, operation: 'music' } })).submitTask
  // suno takes 10 credits, udio 5.
  expect(await submit('suno')).toMatchObject({ required: 10, available: 7, shortfall: 3 })
  expect(await submit('udio')).toMatchObject({ task: { hold: { lines: [{ credits: 5, lot: { id: promo.lotId } }] } } })
  const purpose = { model: 'udio', operation: 'music' }
  expect((await freeze(organization, 12, { purpose })).lines).toHaveLength(2)
})

test('a wallet’s lots burn in the order that its policy says', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const topUp = await grant(organization, 1, { kind: 'TOP_UP', expiresAt: later(DAY_MS) })
  const promo = await grant(organization, 1, { kind: 'PROMO', priority: 1 })
  const { walletId } = promo
  const first = async () => {
    const hold = await freeze(organization, 1)
    await holdfast.operator.run(Release, { input: { holdId: hold.id } })
    return hold.lines[0]?.lot.id
  }
  expect(await first()).toBe(topUp.lotId)
  const { setWalletPolicy } = await holdfast.operator.run(SetPolicy, { input: { walletId, burnDown: ['KIND'] } })
  expect(setWalletPolicy).toMatchObject({ wallet: { burnDown: ['KIND'], overspend: false } })
  expect(await first()).toBe(promo.lotId)
  await holdfast.operator.run(SetPolicy, { input: { walletId, burnDown: ['EXPIRY', 'PRIORITY'] } })
  expect(await first()).toBe(topUp.lotId)
  const twice = await holdfast.operator.run(SetPolicy, { input: { walletId, burnDown: ['AGE', 'AGE'] } })
  expect(twice.setWalletPolicy).toMatchObject({ issues: [{ path: 'burnDown' }] })
})

test('no member may do any of it, and only an OWNER or ADMIN may change holds', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const { lotId, walletId } = await grant(organization, 1)
  const { id: holdId } = await freeze(organization, 1)
  const { id: organizationId, owner, member } = organization
  const attempts = [
    owner.send(LockLot, { input: { lotId, reason: 'mine' } }),
    owner.send(UnlockLot, { input: { lotId, reason: 'mine' } }),
    owner.send(Adjust, { input: { organizationId, add: 1, reason: 'mine' } }),
    owner.send(SetPolicy, { input: { walletId, overspend: true } }),
    member.send(Grow, { input: { holdId, credits: 1 } }),
    member.send(Extend, { input: { holdId, expiresAt: later(DAY_MS) } }),
  ]
  for (const { errors } of await Promise.all(attempts)) expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})
