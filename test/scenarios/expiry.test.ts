// Credits that expire, holds with a deadline, and which lots burn first: with a clock that the test moves.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { Balance, Freeze, Grant, Lots, Quote, Release, Spend, WatchBalance } from '../support/operations.ts'

const MONTH_MS = 30 * 24 * 60 * 60 * 1_000

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const later = (ms: number) => new Date(now + ms).toISOString()

async function grant({ id }: TestOrganization, credits: number, more: { expiresAt?: string; priority?: number } = {}) {
  const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId: id, credits, ...more } })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
  return grantCredits.lot.id
}

async function freeze({ id }: TestOrganization, credits: number, expiresAt?: string) {
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId: id, credits, expiresAt } })
  return freezeCredits
}

async function held(organization: TestOrganization, credits: number, expiresAt?: string) {
  const frozen = await freeze(organization, credits, expiresAt)
  if (frozen?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(frozen))
  return frozen.hold
}

test('lots burn by priority, then by expiry, then by age; lots that never expire come last', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const never = await grant(organization, 10)
  const inTwoMonths = await grant(organization, 10, { expiresAt: later(2 * MONTH_MS) })
  const inOneMonth = await grant(organization, 10, { expiresAt: later(MONTH_MS) })
  now += 1
  const neverButYounger = await grant(organization, 10)
  const last = await grant(organization, 10, { expiresAt: later(MONTH_MS), priority: 1 })

  const { quote } = await organization.member.run(Quote, { model: 'suno', operation: 'music' })
  expect(quote).toMatchObject({
    credits: 10,
    available: 50,
    shortfall: 0,
    lines: [{ credits: 10, lot: { id: inOneMonth } }],
  })
  const hold = await held(organization, 45)
  expect(hold.lines.map(({ lot, credits }) => [lot.id, credits])).toEqual([
    [inOneMonth, 10],
    [inTwoMonths, 10],
    [never, 10],
    [neverButYounger, 10],
    [last, 5],
  ])
})

test('a lot cannot be frozen from the exact instant of its expiry; the sweep books it', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const balance = organization.admin.watch(WatchBalance)
  await balance.next()
  await grant(organization, 30, { expiresAt: later(MONTH_MS) })
  now += MONTH_MS - 1
  expect((await freeze(organization, 1))?.__typename).toBe('FreezeCreditsSuccess')
  now += 1
  expect(await freeze(organization, 1)).toMatchObject({ __typename: 'InsufficientCreditsError', available: 0 })
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'EXPIRE')
  const { organization: shown } = await organization.admin.run(Balance)
  expect(shown?.wallet).toMatchObject({ available: 0, frozen: 1, expired: 29 })
})

test('frozen credits whose lot expires are honoured until their hold ends; credits released after that expire', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  await grant(organization, 20, { expiresAt: later(MONTH_MS) })
  const spent = await held(organization, 8, later(2 * MONTH_MS))
  const released = await held(organization, 12, later(2 * MONTH_MS))
  now += MONTH_MS
  const spend = await holdfast.operator.run(Spend, { input: { holdId: spent.id, credits: 5 } })
  expect(spend.spendCredits).toMatchObject({ hold: { status: 'SPENT', spent: 5, released: 3 } })
  const release = await holdfast.operator.run(Release, { input: { holdId: released.id } })
  expect(release.releaseCredits).toMatchObject({ hold: { released: 12 }, wallet: { available: 0, total: 0 } })
  const { organization: shown } = await organization.admin.run(Balance)
  expect(shown?.wallet).toMatchObject({ granted: 20, spent: 5, expired: 15 })
  const { organization: withLots } = await organization.admin.run(Lots)
  expect(withLots?.wallet?.lots.edges[0]?.node).toMatchObject({ granted: 20, spent: 5, expired: 15 })
})

test('a hold is released after its deadline', async () => {
  const organization = await holdfast.organization({ credits: 50n })
  const balance = organization.admin.watch(WatchBalance)
  const hold = await held(organization, 20, later(60_000))
  now += 60_000
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'RELEASE')
  const late = await holdfast.operator.run(Release, { input: { holdId: hold.id } })
  expect(late.releaseCredits).toMatchObject({ __typename: 'HoldNotOpenError', status: 'TIMED_OUT' })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 50, frozen: 0 })
})

test('credits of one type can’t pay for another', async () => {
  await makeKnown(holdfast.operator, { creditType: 'lyrics' })
  const organization = await holdfast.organization({ credits: 0n })
  const lyrics = { organizationId: organization.id, credits: 100, creditType: 'lyrics' }
  const { grantCredits } = await holdfast.operator.run(Grant, { input: lyrics })
  expect(grantCredits).toMatchObject({ wallet: { creditType: 'lyrics', available: 100 } })
  const music = { organizationId: organization.id, credits: 1, creditType: 'music' }
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: music })
  expect(freezeCredits).toMatchObject({ __typename: 'InsufficientCreditsError' })
})

test.each([
  ['FORFEIT', undefined, { available: 0, expired: 30 }],
  ['GRACE', 3_600, { available: 20, expired: 10 }],
  ['HONOUR', undefined, { available: 20, expired: 10 }],
] as const)('what a hold gives back after its lot has expired: %s', async (heldPastExpiry, graceSeconds, after) => {
  const organization = await holdfast.organization({ credits: 0n })
  const { grantCredits } = await holdfast.operator.run(Grant, {
    input: { organizationId: organization.id, credits: 30, expiresAt: later(60_000), heldPastExpiry, graceSeconds },
  })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
  const hold = await held(organization, 20, later(120_000))
  now += 60_000
  expect((await holdfast.operator.run(Release, { input: { holdId: hold.id } })).releaseCredits).toMatchObject({
    wallet: { available: after.available },
  })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject(after)
  now += 3_600_000
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({
    available: heldPastExpiry === 'HONOUR' ? 20 : 0,
  })
})

test('only the expiry policy GRACE has a length, and it requires one', async () => {
  const { id: organizationId } = await holdfast.organization({ credits: 0n })
  for (const input of [{ heldPastExpiry: 'GRACE' as const }, { graceSeconds: 60 }]) {
    const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId, credits: 1, ...input } })
    expect(grantCredits).toMatchObject({ code: 'INVALID_INPUT' })
  }
})
