// The cycles of plans: their lengths, the clocks that they follow, and what is true of their credits at every instant.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AdvanceClock,
  Alerts,
  Balance,
  CancelSubscription,
  Freeze,
  Grant,
  LoadCatalogue,
  Lots,
  MarkPastDue,
  Release,
  SetExpiryAlert,
  SetSpendingPolicy,
  Spend,
  StartSubscription,
  SubscriptionOf,
  UpgradeSubscription,
} from '../support/operations.ts'
import { instantOf, monthsLater, wallAt } from '../support/wallClock.ts'

const plan = (name: string, credits: number, more: object = {}) => ({
  name,
  title: name,
  price: { amount: credits, currency: 'USD' },
  interval: 'MONTH',
  credits: [{ creditType: 'music', credits }],
  ...more,
})

const SHOP = {
  name: 'cycles',
  description: 'For these tests.',
  priceRules: [],
  plans: [
    plan('monthly', 100),
    plan('daily', 10, { refresh: 'DAY' }),
    plan('weekly', 70, { refresh: 'WEEK' }),
    plan('at-once', 1_200, { interval: 'YEAR', refresh: 'YEAR' }),
    plan('yearly', 100, { interval: 'YEAR' }),
    plan('rolling', 100, { rolloverMax: 30 }),
    plan('all-stays', 100, { rolloverMax: null }),
    plan('40000-basic', 40_000, { price: { amount: 2_000, currency: 'USD' } }),
    plan('40000-pro', 40_000, { price: { amount: 3_000, currency: 'USD' } }),
    plan('less', 39_999),
  ],
}

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: SHOP } })
  expect(loadCatalogue).toMatchObject({ name: 'cycles' })
})
afterAll(() => holdfast.stop())

async function organizationAt(time: string, timeZone = 'UTC'): Promise<TestOrganization> {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  await advance(organization, time)
  await holdfast.operator.run(SetSpendingPolicy, { input: { organizationId: organization.id, timeZone } })
  return organization
}

async function advance({ id }: TestOrganization, to: string) {
  const { advanceClock } = await holdfast.operator.run(AdvanceClock, { input: { organizationId: id, to } })
  if (advanceClock?.__typename !== 'AdvanceClockSuccess') throw new Error(JSON.stringify(advanceClock))
  return advanceClock
}

async function subscribe({ id }: TestOrganization, name: string, startsAt?: string) {
  const input = { organizationId: id, plan: name, startsAt }
  return (await holdfast.operator.run(StartSubscription, { input })).startSubscription
}

async function subscriptionOf({ admin }: TestOrganization) {
  return (await admin.run(SubscriptionOf)).organization?.subscription
}

async function walletOf({ admin }: TestOrganization) {
  return (await admin.run(Balance)).organization?.wallet
}

async function lotsOf({ admin }: TestOrganization) {
  const edges = (await admin.run(Lots)).organization?.wallet?.lots.edges ?? []
  return edges.map(({ node: { available, expired, expiresAt } }) => ({ available, expired, expiresAt }))
}

async function freeze({ id }: TestOrganization, credits: number) {
  const input = { organizationId: id, credits, expiresAt: '2040-01-01T00:00:00Z' }
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  return freezeCredits.hold.id
}

test('cycles follow the wall clock of the organization’s time zone: Berlin, from 31 January half past midnight', async () => {
  const organization = await organizationAt('2027-01-30T23:30:00Z', 'Europe/Berlin')
  await subscribe(organization, 'monthly')
  expect(await subscriptionOf(organization)).toMatchObject({ renewsAt: '2027-02-27T23:30:00.000Z' })
  await advance(organization, '2027-02-27T23:30:00Z')
  // 31 March, half past midnight in summer.
  expect(await subscriptionOf(organization)).toMatchObject({ renewsAt: '2027-03-30T22:30:00.000Z' })
  // Another time zone applies to the next anchor, not to cycles that are counted from this one.
  await holdfast.operator.run(SetSpendingPolicy, { input: { organizationId: organization.id, timeZone: 'Asia/Tokyo' } })
  await advance(organization, '2027-03-30T22:30:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ renewsAt: '2027-04-29T22:30:00.000Z' })
})

test('150 renewals in ten time zones come at the instants that a wall clock shows', async () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'America/St_Johns']
  zones.push('Africa/Casablanca', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Apia')
  for (const [i, timeZone] of zones.entries()) {
    const start = Date.UTC(2027, 9, 31, 2 * i, 30)
    const organization = await organizationAt(new Date(start).toISOString(), timeZone)
    await subscribe(organization, 'monthly')
    const ends = Array.from({ length: 16 }, (_, month) =>
      new Date(instantOf(monthsLater(wallAt(start, timeZone), month + 1), timeZone)).toISOString(),
    )
    const { instants } = await advance(organization, ends[14] as string)
    expect(instants).toBe(15)
    const { prisma } = holdfast.holdfast.app
    const granted = await prisma.creditLot.findMany({
      where: { organizationId: organization.uuid },
      orderBy: { createdAt: 'asc' },
    })
    expect(granted.map(({ createdAt }) => createdAt.toISOString())).toEqual([
      new Date(start).toISOString(),
      ...ends.slice(0, 15),
    ])
    expect(await subscriptionOf(organization)).toMatchObject({ renewsAt: ends[15], cycle: { number: 16 } })
  }
})

test('a day’s credits come each day at the same time of day, and expire with the day', async () => {
  const organization = await organizationAt('2027-03-26T08:00:00Z', 'Europe/Berlin')
  await subscribe(organization, 'daily')
  await advance(organization, '2027-03-28T07:00:00Z')
  // The clocks were put forward: nine o'clock is an hour earlier in UTC.
  expect(await subscriptionOf(organization)).toMatchObject({
    periodEnd: '2027-04-26T07:00:00.000Z',
    cycle: { number: 3, start: '2027-03-28T07:00:00.000Z', end: '2027-03-29T07:00:00.000Z' },
  })
  expect(await walletOf(organization)).toMatchObject({ available: 10, expired: 20 })
  await advance(organization, '2027-05-26T07:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ cycle: { number: 62 } })
})

test('a week’s credits come each week; the last days of a month bring their part', async () => {
  const organization = await organizationAt('2027-03-31T12:00:00Z')
  await subscribe(organization, 'weekly')
  await advance(organization, '2027-04-28T12:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    periodEnd: '2027-04-30T12:00:00.000Z',
    cycle: { number: 5, end: '2027-04-30T12:00:00.000Z', allowances: [{ total: 20, remaining: 20 }] },
  })
  await advance(organization, '2027-04-30T12:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    periodEnd: '2027-05-31T12:00:00.000Z',
    cycle: { number: 6, end: '2027-05-07T12:00:00.000Z', allowances: [{ total: 70 }] },
  })
})

test('a year’s credits come at once, and last for the year', async () => {
  const organization = await organizationAt('2028-02-29T00:00:00Z')
  await subscribe(organization, 'at-once')
  expect(await walletOf(organization)).toMatchObject({ available: 1_200 })
  await advance(organization, '2029-02-27T00:00:00Z')
  expect(await walletOf(organization)).toMatchObject({ available: 1_200 })
  await advance(organization, '2029-02-28T00:00:00Z')
  expect(await walletOf(organization)).toMatchObject({ available: 1_200, expired: 1_200 })
  expect(await subscriptionOf(organization)).toMatchObject({ renewsAt: '2030-02-28T00:00:00.000Z' })
  const wrong = { ...SHOP, name: 'wrong', plans: [plan('wrong', 1, { refresh: 'YEAR' })] }
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: wrong } })
  expect(loadCatalogue).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('plans.0.refresh') })
})

test('a subscription that began in the past goes on in its present cycle', async () => {
  const organization = await organizationAt('2027-06-10T00:00:00Z')
  expect(await subscribe(organization, 'yearly', '2027-06-11T00:00:00Z')).toMatchObject({ code: 'INVALID_INPUT' })
  await subscribe(organization, 'yearly', '2026-01-31T09:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    anchorAt: '2026-01-31T09:00:00.000Z',
    periodEnd: '2028-01-31T09:00:00.000Z',
    renewsAt: '2027-06-30T09:00:00.000Z',
    cycle: { number: 17, start: '2027-05-31T09:00:00.000Z' },
  })
  expect(await walletOf(organization)).toMatchObject({ granted: 100, available: 100 })
})

test('a lot says when its credits expire unless they are carried over, and the renewal carries them over first', async () => {
  for (const [name, kept] of [
    ['rolling', 30],
    ['all-stays', 100],
  ] as const) {
    const organization = await organizationAt('2027-05-01T00:00:00Z')
    await subscribe(organization, name)
    expect(await lotsOf(organization)).toMatchObject([{ available: 100, expiresAt: '2027-06-01T00:00:00.000Z' }])
    await advance(organization, '2027-06-01T00:00:00Z')
    const both = { expiresAt: '2027-07-01T00:00:00.000Z' }
    const [newest, oldest] = (await lotsOf(organization)).toSorted((a, b) => Number(a.expired) - Number(b.expired))
    expect([newest, oldest]).toEqual(
      kept === 100
        ? [both, both].map((lot) => ({ ...lot, available: 100, expired: 0 }))
        : [
            { ...both, available: 100, expired: 0 },
            { ...both, available: 30, expired: 70 },
          ],
    )
    // The end of the subscription carries nothing over.
    await holdfast.operator.run(CancelSubscription, { input: { organizationId: organization.id } })
    await advance(organization, '2027-07-01T00:00:00Z')
    expect(await walletOf(organization)).toMatchObject({ available: 0, expired: 200 })
  }
})

test('the alert before a cycle ends says what will be lost beyond what is carried over, once for all lots', async () => {
  const alertsOf = async ({ admin }: TestOrganization) =>
    ((await admin.run(Alerts)).organization?.alerts.edges ?? []).map(({ node }) => `${node.credits}: ${node.message}`)
  const told = async (plan: string, more: (organization: TestOrganization) => Promise<unknown> = async () => {}) => {
    const organization = await organizationAt('2027-05-01T00:00:00Z')
    await organization.admin.run(SetExpiryAlert, { input: { days: 7 } })
    await subscribe(organization, plan)
    await more(organization)
    await advance(organization, '2027-05-28T00:00:00Z')
    return { organization, alerts: await alertsOf(organization) }
  }
  const { organization, alerts } = await told('rolling')
  const first =
    '70: 70 of the plan’s music credits will be lost at 2027-06-01T00:00:00.000Z: at the present pace they are not used before, and at most 30 are carried over.'
  expect(alerts).toEqual([first])
  // In the next cycle there are two lots, and one alert.
  await advance(organization, '2027-06-28T00:00:00Z')
  expect(await alertsOf(organization)).toEqual([
    '100: 100 of the plan’s music credits will be lost at 2027-07-01T00:00:00.000Z: at the present pace they are not used before, and at most 30 are carried over.',
    first,
  ])
  // All are carried over; or nothing is above the maximum.
  expect((await told('all-stays')).alerts).toEqual([])
  expect((await told('rolling', (each) => freeze(each, 75))).alerts).toEqual([])
  // A subscription that ends takes all of them.
  const ending = await told('rolling', ({ id: organizationId }) =>
    holdfast.operator.run(CancelSubscription, { input: { organizationId } }),
  )
  expect(ending.alerts).toEqual([
    '100: 100 music credits in the pool will be lost at 2027-06-01T00:00:00.000Z: at the present pace they are not used before.',
  ])
})

test('whatever a command is, a renewal that is due comes before it', async () => {
  let now = Date.UTC(2027, 0, 1)
  const timed = await startTestHoldfast({ clock: () => new Date(now) })
  try {
    await timed.operator.run(LoadCatalogue, { input: { document: SHOP } })
    const organization = await timed.organization({ credits: 0n })
    const { id: organizationId } = organization
    await timed.operator.run(StartSubscription, { input: { organizationId, plan: 'rolling' } })
    const input = { organizationId, credits: 60, expiresAt: '2040-01-01T00:00:00Z' }
    const { freezeCredits } = await timed.operator.run(Freeze, { input })
    if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
    now = Date.UTC(2027, 1, 1)
    // Given back at the instant of the renewal, before any sweep: under the cap of 30, which what was not frozen has used.
    await timed.operator.run(Release, { input: { holdId: freezeCredits.hold.id } })
    const wallet = (await organization.admin.run(Balance)).organization?.wallet
    expect(wallet).toMatchObject({ granted: 200, available: 130, frozen: 0, expired: 70 })
    now = Date.UTC(2027, 2, 1)
    await timed.operator.run(Grant, { input: { organizationId, kind: 'PROMO', credits: 5 } })
    expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ granted: 305, available: 135 })
  } finally {
    await timed.stop()
  }
})

test('a plan of as many credits at another price is an upgrade, and one of fewer is not', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const organizationId = organization.id
  await subscribe(organization, '40000-basic')
  const holdId = await freeze(organization, 1_000)
  await holdfast.operator.run(Spend, { input: { holdId } })
  const upgrade = async (name: string) =>
    (await holdfast.operator.run(UpgradeSubscription, { input: { organizationId, plan: name } })).upgradeSubscription
  for (const name of ['less', '40000-basic']) expect(await upgrade(name)).toMatchObject({ code: 'NOT_AN_UPGRADE' })
  await advance(organization, '2027-05-11T00:00:00Z')
  expect(await upgrade('40000-pro')).toMatchObject({ subscription: { plan: { name: '40000-pro' } } })
  expect(await subscriptionOf(organization)).toMatchObject({
    renewsAt: '2027-06-11T00:00:00.000Z',
    cycle: { allowances: [{ total: 40_000, used: 1_000, remaining: 39_000 }] },
  })
})

test('a wallet near the largest number of credits gets what fits, and its subscription goes on', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const organizationId = organization.id
  await subscribe(organization, 'monthly')
  const credits = Number.MAX_SAFE_INTEGER - 130
  const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId, kind: 'PROMO', credits } })
  expect(grantCredits).toMatchObject({ lot: { granted: credits } })
  await advance(organization, '2027-06-01T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    cycle: { number: 2, allowances: [{ total: 30, remaining: 30 }] },
  })
  await advance(organization, '2027-07-01T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    status: 'ACTIVE',
    cycle: { number: 3, allowances: [{ total: 0 }] },
  })
})

test('after a lapse the allowances say what was used, and what expired unused', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const input = { organizationId: organization.id }
  await subscribe(organization, 'rolling')
  await advance(organization, '2027-06-01T00:00:00Z')
  await holdfast.operator.run(Spend, { input: { holdId: await freeze(organization, 50) } })
  await holdfast.operator.run(MarkPastDue, { input })
  const allowances = async () => {
    const query =
      '{ organization { subscription { cycle { allowances { total remaining used expired usedPercent } } } } }'
    const { data } = await organization.admin.send<{ organization: { subscription: { cycle: object } } }, object>(query)
    return data?.organization.subscription.cycle
  }
  const used = { total: 130, used: 50, usedPercent: 38 }
  expect(await allowances()).toEqual({ allowances: [{ ...used, remaining: 80, expired: 0 }] })
  await advance(organization, '2027-07-01T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'LAPSED' })
  expect(await allowances()).toEqual({ allowances: [{ ...used, remaining: 0, expired: 80 }] })
})
