// What was paid, trials, pauses, changes by the customer, and limits on tasks: the rest of what a plan says.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { AdvanceClock, Freeze, Grant, LoadCatalogue, Lots, Release, SetPrice, Submit } from '../support/operations.ts'

const plan = (name: string, credits: number, more: object = {}) => ({
  name,
  title: name,
  price: { amount: 3_100, currency: 'USD' },
  interval: 'MONTH',
  credits: [{ creditType: 'music', credits }],
  ...more,
})
const before = { payment: { order: 'BEFORE_CREDITS', days: 3 } }
const after = { payment: { order: 'AFTER_CREDITS', days: 3 } }

const SHOP = {
  name: 'payments',
  description: 'For these tests.',
  priceRules: [],
  plans: [
    plan('prepaid', 100, before),
    plan('prepaid-daily', 10, { ...before, refresh: 'DAY' }),
    plan('trusted', 100, after),
    plan('net-40', 100, { payment: { order: 'AFTER_CREDITS', days: 40 } }),
    plan('plain', 100),
    plan('credited', 100, { unusedTime: 'CREDIT' }),
    plan('refunded', 100, { unusedTime: 'REFUND' }),
    plan('bigger', 500),
    plan('trial', 100, { ...before, trial: { days: 14, credits: [{ creditType: 'music', credits: 20 }] } }),
    plan('trial-ends', 100, { trial: { days: 14, end: 'LAPSE' } }),
    plan('own-small', 100, { ...before, selfService: true }),
    plan('own-large', 500, { ...before, selfService: true }),
    plan('limited', 1_000, { concurrentTasks: 2, tasksPerMinute: 3 }),
    plan('no-top-ups', 100, { extraPurchases: false }),
  ],
  lotPolicies: [{ kind: 'EXTRA', priority: -1, requiresSubscription: true }],
}

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: SHOP } })
  expect(loadCatalogue).toMatchObject({ name: 'payments' })
})
afterAll(() => holdfast.stop())

async function organizationAt(time: string): Promise<TestOrganization> {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  await advance(organization, time)
  return organization
}

async function advance({ id }: TestOrganization, to: string) {
  const { advanceClock } = await holdfast.operator.run(AdvanceClock, { input: { organizationId: id, to } })
  if (advanceClock?.__typename !== 'AdvanceClockSuccess') throw new Error(JSON.stringify(advanceClock))
}

/** Calls a mutation of subscriptions; answers the subscription or the refusal. */
async function change({ id }: TestOrganization, name: string, more = '', by: Client = holdfast.operator) {
  const answer = `${name[0]?.toUpperCase()}${name.slice(1)}Success { subscription { status } }`
  const field = `${name}(input: { organizationId: "${id}" ${more} }) { ... on ${answer} ... on Error { code message } }`
  const { data, errors } = await by.send<Record<string, { subscription?: { status: string }; code?: string }>, object>(
    `mutation { ${field} }`,
  )
  if (errors) return { code: errors[0]?.extensions?.code }
  return data?.[name]?.subscription ?? data?.[name]
}

const FIELDS = `status renewsAt paidUntil paymentDueAt periodEnd anchorAt trialEndsAt pausedAt endedAt awaited { credits }
  changes { plan paidUntil policy unused { amount currency } } cycle { number end allowances { total remaining used } }`

/** The newest subscription, ended or not. */
async function subscriptionOf({ admin }: TestOrganization) {
  const { data } = await admin.send<{ organization: { subscriptions: { edges: { node: object }[] } } }, object>(
    `{ organization { subscriptions(first: 1) { edges { node { ${FIELDS} } } } } }`,
  )
  return data?.organization.subscriptions.edges[0]?.node
}

async function walletOf({ admin }: TestOrganization) {
  const { data } = await admin.send<{ organization: { wallet: object | null } }, object>(
    '{ organization { wallet { granted available locked frozen expired } } }',
  )
  return data?.organization.wallet
}

async function paidFor({ owner }: TestOrganization) {
  const { data } = await owner.send<{ organization: { revenue: { paid: object }[] } }, object>(
    '{ organization { revenue { paid { amount } } } }',
  )
  return data?.organization.revenue.map(({ paid }) => paid)
}

test('credits come with the payment: at the start and at each renewal', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  expect(await change(organization, 'startSubscription', 'plan: "prepaid"')).toEqual({ status: 'INCOMPLETE' })
  expect(await walletOf(organization)).toMatchObject({ granted: 0 })
  await advance(organization, '2027-05-02T00:00:00Z')
  expect(await change(organization, 'markSubscriptionPaid')).toEqual({ status: 'ACTIVE' })
  // The first period begins with the payment.
  const first = { paidUntil: '2027-06-02T00:00:00.000Z', paymentDueAt: null, anchorAt: '2027-05-02T00:00:00.000Z' }
  expect(await subscriptionOf(organization)).toMatchObject(first)
  expect(await walletOf(organization)).toMatchObject({ available: 100 })

  await advance(organization, '2027-06-02T00:00:00Z')
  expect(await walletOf(organization)).toMatchObject({ available: 0, expired: 100 })
  expect(await subscriptionOf(organization)).toMatchObject({
    ...{ status: 'PAST_DUE', paidUntil: '2027-06-02T00:00:00.000Z', paymentDueAt: '2027-06-05T00:00:00.000Z' },
    awaited: [{ credits: 100 }],
  })
  await advance(organization, '2027-06-04T00:00:00Z')
  expect(await change(organization, 'markSubscriptionPaid')).toEqual({ status: 'ACTIVE' })
  expect(await walletOf(organization)).toMatchObject({ available: 100 })
  expect(await subscriptionOf(organization)).toMatchObject({
    ...{ paidUntil: '2027-07-02T00:00:00.000Z', awaited: [] },
    cycle: { allowances: [{ total: 100, remaining: 100 }] },
  })
  // A payment in advance: the next renewal brings its credits at once.
  expect(await change(organization, 'markSubscriptionPaid')).toEqual({ status: 'ACTIVE' })
  expect(await change(organization, 'markSubscriptionPaid')).toMatchObject({ code: 'SUBSCRIPTION_STATE' })
  await advance(organization, '2027-07-02T00:00:00Z')
  expect(await walletOf(organization)).toMatchObject({ available: 100 })
  expect(await paidFor(organization)).toEqual([{ amount: 3 * 3_100 }])
})

test('a payment that comes in a later period pays the oldest period that is not paid, and no other', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  await change(organization, 'startSubscription', 'plan: "net-40"')
  await advance(organization, '2027-06-05T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    ...{
      status: 'ACTIVE',
      paidUntil: null,
      paymentDueAt: '2027-06-10T00:00:00.000Z',
      periodEnd: '2027-07-01T00:00:00.000Z',
    },
  })
  expect(await paidFor(organization)).toEqual([])
  expect(await change(organization, 'markSubscriptionPaid')).toEqual({ status: 'ACTIVE' })
  // May is paid, and June is due 40 days after it began.
  expect(await subscriptionOf(organization)).toMatchObject({
    ...{ paidUntil: '2027-06-01T00:00:00.000Z', paymentDueAt: '2027-07-11T00:00:00.000Z' },
  })
  expect(await paidFor(organization)).toEqual([{ amount: 3_100 }])
  expect(await change(organization, 'markSubscriptionPaid')).toEqual({ status: 'ACTIVE' })
  expect(await subscriptionOf(organization)).toMatchObject({
    paidUntil: '2027-07-01T00:00:00.000Z',
    paymentDueAt: null,
  })
  expect(await paidFor(organization)).toEqual([{ amount: 2 * 3_100 }])
  // Then July, which nobody pays, is no revenue after it has lapsed.
  await advance(organization, '2027-08-11T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'LAPSED', paidUntil: '2027-07-01T00:00:00.000Z' })
  expect(await paidFor(organization)).toEqual([{ amount: 2 * 3_100 }])
})

test('without the payment a subscription that waits for it ends, and one that was paid lapses', async () => {
  const never = await organizationAt('2027-05-01T00:00:00Z')
  await change(never, 'startSubscription', 'plan: "prepaid"')
  await advance(never, '2027-05-04T00:00:00Z')
  expect(await subscriptionOf(never)).toMatchObject({ status: 'CANCELED', paidUntil: null })

  const daily = await organizationAt('2027-05-01T00:00:00Z')
  await change(daily, 'startSubscription', 'plan: "prepaid-daily"')
  await change(daily, 'markSubscriptionPaid')
  await advance(daily, '2027-06-02T00:00:00Z')
  expect(await subscriptionOf(daily)).toMatchObject({ status: 'PAST_DUE', awaited: [{ credits: 10 }] })
  await advance(daily, '2027-06-04T00:00:00Z')
  expect(await subscriptionOf(daily)).toMatchObject({ status: 'LAPSED', paidUntil: '2027-06-01T00:00:00.000Z' })
  expect(await walletOf(daily)).toMatchObject({ granted: 310, available: 0, expired: 310 })
})

/** The revenue of May 2027. */
async function monthOf({ id }: TestOrganization) {
  const { data } = await holdfast.operator.send<{ revenueByMonth: object[] }, object>(
    `{ revenueByMonth(from: "2027-05", to: "2027-05", organizationId: "${id}") { paid { amount } owed { amount } closing { amount } } }`,
  )
  return data?.revenueByMonth[0]
}

test('credits that come before the payment expire if it is not made in time, and were never revenue', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  expect(await change(organization, 'startSubscription', 'plan: "trusted"')).toEqual({ status: 'ACTIVE' })
  expect(await subscriptionOf(organization)).toMatchObject({
    paidUntil: null,
    paymentDueAt: '2027-05-04T00:00:00.000Z',
  })
  expect(await walletOf(organization)).toMatchObject({ available: 100 })
  expect(await paidFor(organization)).toEqual([])
  expect(await monthOf(organization)).toEqual({ paid: { amount: 0 }, owed: { amount: 3_100 }, closing: { amount: 0 } })
  await change(organization, 'markSubscriptionPaid')
  expect(await monthOf(organization)).toEqual({
    paid: { amount: 3_100 },
    owed: { amount: 0 },
    closing: { amount: 3_100 },
  })
  expect(await paidFor(organization)).toEqual([{ amount: 3_100 }])
  await advance(organization, '2027-06-03T23:59:59Z')
  expect(await walletOf(organization)).toMatchObject({ available: 100, expired: 100 })
  await advance(organization, '2027-06-04T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'LAPSED', paidUntil: '2027-06-01T00:00:00.000Z' })
  expect(await walletOf(organization)).toMatchObject({ available: 0, expired: 200 })
  expect(await paidFor(organization)).toEqual([{ amount: 3_100 }])
  // The month that nobody has paid stays unpaid when a later one is.
  await change(organization, 'reactivateSubscription')
  await change(organization, 'markSubscriptionPaid')
  expect(await paidFor(organization)).toEqual([{ amount: 2 * 3_100 }])
})

test('a month that is past due and lapses was never revenue', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  await change(organization, 'startSubscription', 'plan: "plain"')
  expect(await paidFor(organization)).toEqual([{ amount: 3_100 }])
  await advance(organization, '2027-06-01T00:00:00Z')
  await change(organization, 'markSubscriptionPastDue')
  expect(await subscriptionOf(organization)).toMatchObject({ paidUntil: '2027-06-01T00:00:00.000Z' })
  expect(await paidFor(organization)).toEqual([{ amount: 3_100 }])
  await advance(organization, '2027-07-01T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'LAPSED' })
  expect(await paidFor(organization)).toEqual([{ amount: 3_100 }])
})

test('a trial brings its credits once, and what follows is what the plan says', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  expect(await change(organization, 'startSubscription', 'plan: "plain", trial: true')).toMatchObject({
    code: 'INVALID_INPUT',
  })
  expect(await change(organization, 'startSubscription', 'plan: "trial", trial: true')).toEqual({ status: 'TRIALING' })
  expect(await walletOf(organization)).toMatchObject({ available: 20 })
  expect(await subscriptionOf(organization)).toMatchObject({
    ...{ trialEndsAt: '2027-05-15T00:00:00.000Z', renewsAt: '2027-05-15T00:00:00.000Z', paidUntil: null },
    cycle: { number: 0, allowances: [{ total: 20 }] },
  })
  await advance(organization, '2027-05-15T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'PAST_DUE', cycle: { number: 1 } })
  expect(await walletOf(organization)).toMatchObject({ available: 0, expired: 20 })
  await change(organization, 'markSubscriptionPaid')
  expect(await walletOf(organization)).toMatchObject({ available: 100 })
  await change(organization, 'cancelSubscription', 'atPeriodEnd: false')
  expect(await change(organization, 'startSubscription', 'plan: "trial", trial: true')).toMatchObject({
    code: 'TRIAL_USED',
  })

  // A payment ends the trial at once.
  const early = await organizationAt('2027-05-01T00:00:00Z')
  await change(early, 'startSubscription', 'plan: "trial", trial: true')
  await advance(early, '2027-05-03T00:00:00Z')
  expect(await change(early, 'markSubscriptionPaid')).toEqual({ status: 'ACTIVE' })
  expect(await subscriptionOf(early)).toMatchObject({ periodEnd: '2027-06-03T00:00:00.000Z', cycle: { number: 1 } })
  expect(await walletOf(early)).toMatchObject({ available: 100, expired: 20 })

  const lapsing = await organizationAt('2027-05-01T00:00:00Z')
  await change(lapsing, 'startSubscription', 'plan: "trial-ends", trial: true')
  expect(await subscriptionOf(lapsing)).toMatchObject({ renewsAt: null })
  await advance(lapsing, '2027-05-15T00:00:00Z')
  expect(await subscriptionOf(lapsing)).toMatchObject({ status: 'LAPSED' })
  const leaving = await organizationAt('2027-05-01T00:00:00Z')
  await change(leaving, 'startSubscription', 'plan: "trial", trial: true')
  await change(leaving, 'cancelSubscription')
  await advance(leaving, '2027-05-15T00:00:00Z')
  expect(await subscriptionOf(leaving)).toMatchObject({ status: 'CANCELED', paidUntil: null })
})

test('a pause stops the time of a subscription, and its whole days are added', async () => {
  const organization = await organizationAt('2027-01-31T09:00:00Z')
  const { id: organizationId } = organization
  await change(organization, 'startSubscription', 'plan: "plain"')
  await holdfast.operator.run(Grant, { input: { organizationId, kind: 'EXTRA', credits: 5 } })
  const input = { organizationId, credits: 30, expiresAt: '2040-01-01T00:00:00Z' }
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  await advance(organization, '2027-02-10T12:00:00Z')
  expect(await change(organization, 'resumeSubscription')).toMatchObject({ code: 'SUBSCRIPTION_STATE' })
  expect(await change(organization, 'pauseSubscription', 'resumesAt: "2027-05-01T00:00:00Z"')).toEqual({
    status: 'PAUSED',
  })
  expect(await walletOf(organization)).toMatchObject({ available: 0, locked: 75, frozen: 30 })
  const none = await holdfast.operator.run(Freeze, { input: { ...input, credits: 1 } })
  expect(none.freezeCredits).toMatchObject({ code: 'INSUFFICIENT_CREDITS' })
  const expiries = async () =>
    (await organization.admin.run(Lots)).organization?.wallet?.lots.edges.map(({ node }) => node.expiresAt)
  expect(await expiries()).toEqual([null, null])
  // It passes the end of the cycle; what a hold gives back is locked, too.
  await advance(organization, '2027-03-01T00:00:00Z')
  await holdfast.operator.run(Release, { input: { holdId: freezeCredits.hold.id } })
  expect(await walletOf(organization)).toMatchObject({ available: 0, locked: 105, frozen: 0, expired: 0 })
  await advance(organization, '2027-03-02T13:00:00Z')
  // 20 days and an hour: 28 February becomes 20 March, and 31 March becomes 20 April.
  expect(await change(organization, 'resumeSubscription')).toEqual({ status: 'ACTIVE' })
  expect(await subscriptionOf(organization)).toMatchObject({
    ...{ renewsAt: '2027-03-20T09:00:00.000Z', paidUntil: '2027-03-20T09:00:00.000Z' },
    cycle: { number: 1, allowances: [{ total: 100, remaining: 100, used: 0 }] },
  })
  expect(await walletOf(organization)).toMatchObject({ available: 105, locked: 0 })
  expect((await expiries())?.sort()).toEqual(['2027-03-20T09:00:00.000Z', null])
  await advance(organization, '2027-03-20T09:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    renewsAt: '2027-04-20T09:00:00.000Z',
    cycle: { number: 2 },
  })

  // A pause ends by itself at its time.
  await change(organization, 'pauseSubscription', 'resumesAt: "2027-03-25T09:00:00Z"')
  await advance(organization, '2027-03-25T09:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'ACTIVE', renewsAt: '2027-04-25T09:00:00.000Z' })
  // A paused subscription that is canceled has no credits left.
  await change(organization, 'pauseSubscription')
  await change(organization, 'cancelSubscription', 'atPeriodEnd: false')
  expect(await walletOf(organization)).toMatchObject({ available: 0, locked: 5 })
})

test('what was paid and is left unused at a change is recorded, and the plan says its use', async () => {
  for (const [name, policy] of [
    ['plain', 'NOTHING'],
    ['credited', 'CREDIT'],
    ['refunded', 'REFUND'],
  ] as const) {
    const organization = await organizationAt('2027-05-01T00:00:00Z')
    await change(organization, 'startSubscription', `plan: "${name}"`)
    await advance(organization, '2027-05-11T00:00:00Z')
    await change(organization, 'upgradeSubscription', 'plan: "bigger"')
    // 21 of 31 days of 31.00.
    const left = {
      plan: name,
      paidUntil: '2027-06-01T00:00:00.000Z',
      policy,
      unused: { amount: 2_100, currency: 'USD' },
    }
    expect(await subscriptionOf(organization)).toMatchObject({ paidUntil: '2027-06-11T00:00:00.000Z', changes: [left] })
    await change(organization, 'cancelSubscription', 'atPeriodEnd: false')
    expect(await subscriptionOf(organization)).toMatchObject({
      ...{ status: 'CANCELED', paidUntil: '2027-06-11T00:00:00.000Z' },
      changes: [left, { plan: 'bigger', unused: { amount: 3_100 } }],
    })
  }
})

test('an OWNER or BILLING changes between plans for self-service, and gets credits with the payment', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const { owner, admin } = organization
  await change(organization, 'startSubscription', 'plan: "own-small"')
  await change(organization, 'markSubscriptionPaid')
  expect(await change(organization, 'upgradeSubscription', 'plan: "own-large"', admin)).toEqual({ code: 'FORBIDDEN' })
  expect(await change(organization, 'upgradeSubscription', 'plan: "bigger"', owner)).toMatchObject({
    code: 'NOT_SELF_SERVICE',
  })
  expect(await change(organization, 'upgradeSubscription', 'plan: "own-large"', owner)).toEqual({ status: 'PAST_DUE' })
  expect(await walletOf(organization)).toMatchObject({ available: 100 })
  // An OWNER can't change another organization's subscription.
  const other = await organizationAt('2027-05-01T00:00:00Z')
  await change(other, 'startSubscription', 'plan: "own-small"')
  expect(await change(other, 'cancelSubscription', '', owner)).toMatchObject({ code: 'NOT_FOUND' })
  await change(organization, 'markSubscriptionPaid')
  expect(await walletOf(organization)).toMatchObject({ available: 500 })
  expect(await change(organization, 'downgradeSubscription', 'plan: "own-small"', owner)).toEqual({ status: 'ACTIVE' })
  expect(await change(organization, 'cancelSubscription', 'atPeriodEnd: false', owner)).toMatchObject({
    code: 'NOT_SELF_SERVICE',
  })
  expect(await change(organization, 'cancelSubscription', '', owner)).toEqual({ status: 'ACTIVE' })
  expect(await change(organization, 'undoSubscriptionChange', 'change: CANCELLATION', owner)).toEqual({
    status: 'ACTIVE',
  })
  const wrong = { ...SHOP, name: 'wrong', plans: [plan('free-for-all', 1, { selfService: true })] }
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: wrong } })
  expect(loadCatalogue).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('selfService') })
})

test('a plan limits tasks at a time and within a minute, as the decision of each submit', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const rule = { provider: 'acme', creditType: 'music', model: 'limited-song', operation: 'compose', credits: 10 }
  await holdfast.operator.run(SetPrice, { input: rule })
  await change(organization, 'startSubscription', 'plan: "limited"')
  const submit = async () =>
    (await organization.member.run(Submit, { input: { model: 'limited-song', operation: 'compose' } })).submitTask
  const [one, two, three] = await Promise.all([submit(), submit(), submit()])
  const answers = [one, two, three]
  expect(answers.filter((answer) => answer?.__typename === 'SubmitTaskSuccess')).toHaveLength(2)
  expect(answers.find((answer) => answer?.__typename !== 'SubmitTaskSuccess')).toMatchObject({ code: 'PLAN_LIMIT' })
  expect(await walletOf(organization)).toMatchObject({ available: 980, frozen: 20 })
  for (const answer of answers) {
    if (answer?.__typename !== 'SubmitTaskSuccess') continue
    await organization.member.send(`mutation { cancelTask(input: { taskId: "${answer.task.id}" }) { __typename } }`, {})
  }
  expect(await submit()).toMatchObject({ __typename: 'SubmitTaskSuccess' })
  expect(await submit()).toMatchObject({ code: 'PLAN_LIMIT', message: expect.stringContaining('within a minute') })
})

test('a plan without purchases refuses those of its own credit types only', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { id: organizationId } = organization
  await change(organization, 'startSubscription', 'plan: "no-top-ups"')
  const buy = async (creditType: string) =>
    (await holdfast.operator.run(Grant, { input: { organizationId, creditType, kind: 'TOP_UP', credits: 5 } }))
      .grantCredits
  expect(await buy('music')).toMatchObject({ code: 'PURCHASE_NOT_ALLOWED' })
  await makeKnown(holdfast.operator, { creditType: 'lyrics' })
  expect(await buy('lyrics')).toMatchObject({ lot: { granted: 5 } })
})
