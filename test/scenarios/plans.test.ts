// Plans and subscriptions, tried with organizations that have clocks of their own: a year in a moment.

import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SUBSCRIPTIONS_DUE } from '../../src/plans/sweep.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AddMember,
  AdvanceClock,
  Balance,
  CancelSubscription,
  CreateBudget,
  DowngradeSubscription,
  Freeze,
  Grant,
  Journal,
  LoadCatalogue,
  Lots,
  MarkPaid,
  MarkPastDue,
  Outlook,
  Quote,
  Reactivate,
  SetPrice,
  Spend,
  StartSubscription,
  Submit,
  SubscriptionOf,
  Transfer,
  UndoSubscriptionChange,
  UpgradeSubscription,
} from '../support/operations.ts'

const plan = (name: string, credits: number, more: object = {}) => ({
  name,
  title: name,
  price: { amount: credits, currency: 'USD' },
  interval: 'MONTH',
  credits: [{ creditType: 'music', credits }],
  ...more,
})

const SHOP = {
  name: 'shop',
  description: 'For these tests.',
  priceRules: [],
  plans: [
    plan('small', 100),
    plan('large', 500),
    plan('rolling', 100, { rolloverMax: 30 }),
    plan('keeping', 100, { upgradePolicy: 'CARRY_OVER_FIRST_CYCLE' }),
    plan('yearly', 120, { interval: 'YEAR', price: { amount: 1_000, currency: 'USD' } }),
    plan('voices', 100, { assetKinds: ['voiceover'], seats: 3 }),
    plan('voices-team', 200, { assetKinds: ['voiceover'] }),
    plan('five', 100, { seats: 5 }),
    plan('everything', 300, { assetKinds: ['voiceover', 'song'] }),
    plan('closed', 100, { extraPurchases: false }),
  ],
  lotPolicies: [
    { kind: 'EXTRA', priority: -1, requiresSubscription: true },
    { kind: 'TOP_UP', expiresAfterMonths: 12 },
  ],
}

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: SHOP } })
  expect(loadCatalogue).toMatchObject({ name: 'shop', changes: expect.any(Array) })
})
afterAll(() => holdfast.stop())

/** An organization whose clock stands at a time. */
async function organizationAt(time: string, credits = 0n): Promise<TestOrganization> {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits })
  await advance(organization, time)
  return organization
}

async function advance({ id }: TestOrganization, to: string) {
  const { advanceClock } = await holdfast.operator.run(AdvanceClock, { input: { organizationId: id, to } })
  if (advanceClock?.__typename !== 'AdvanceClockSuccess') throw new Error(JSON.stringify(advanceClock))
  expect(advanceClock.now).toBe(new Date(to).toISOString())
  return advanceClock
}

async function subscribe({ id }: TestOrganization, name: string, idempotencyKey?: string) {
  const input = { organizationId: id, plan: name, idempotencyKey }
  return (await holdfast.operator.run(StartSubscription, { input })).startSubscription
}

function undo({ id }: TestOrganization, change: 'CANCELLATION' | 'DOWNGRADE') {
  return holdfast.operator.run(UndoSubscriptionChange, { input: { organizationId: id, change } })
}

async function subscriptionOf({ admin }: TestOrganization) {
  return (await admin.run(SubscriptionOf)).organization?.subscription
}

async function walletOf({ admin }: TestOrganization) {
  return (await admin.run(Balance)).organization?.wallet
}

async function grant({ id }: TestOrganization, kind: 'EXTRA' | 'TOP_UP' | 'PROMO', credits: number) {
  return (await holdfast.operator.run(Grant, { input: { organizationId: id, kind, credits } })).grantCredits
}

async function freeze({ id }: TestOrganization, credits: number, expiresAt?: string) {
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId: id, credits, expiresAt } })
  return freezeCredits
}

test('cycles renew at the anniversary of their start, also where a month has no such day', async () => {
  const organization = await organizationAt('2027-01-31T10:20:30.456Z')
  expect(await subscribe(organization, 'small')).toMatchObject({
    subscription: { status: 'ACTIVE', renewsAt: '2027-02-28T10:20:30.456Z', plan: { name: 'small' } },
  })
  expect(await walletOf(organization)).toMatchObject({ available: 100 })
  await freeze(organization, 40, '2030-01-01T00:00:00Z')
  await advance(organization, '2027-02-28T10:20:30.455Z')
  expect(await walletOf(organization)).toMatchObject({ available: 60 })
  await advance(organization, '2027-02-28T10:20:30.456Z')
  expect(await walletOf(organization)).toMatchObject({ available: 100, frozen: 40, expired: 60 })
  await advance(organization, '2027-03-31T10:20:30.456Z')
  const subscription = await subscriptionOf(organization)
  expect(subscription).toMatchObject({
    anchorAt: '2027-01-31T10:20:30.456Z',
    renewsAt: '2027-04-30T10:20:30.456Z',
    cycle: { number: 3, start: '2027-03-31T10:20:30.456Z', end: '2027-04-30T10:20:30.456Z' },
  })
  expect(subscription?.cycle.allowances).toEqual([
    { creditType: 'music', total: 100, remaining: 100, used: 0, usedPercent: 0 },
  ])
  const journal = (await organization.admin.run(Journal, { first: 100 })).organization?.wallet?.journal.edges
  expect(journal?.map(({ node }) => `${node.type} ${node.credits}`).reverse()).toEqual([
    ...['GRANT 100', 'FREEZE 40', 'EXPIRE 60', 'GRANT 100', 'EXPIRE 100', 'GRANT 100'],
  ])
})

test('a year of renewals passes in a moment, each at its own time', async () => {
  const organization = await organizationAt('2027-05-15T00:00:00Z')
  await subscribe(organization, 'yearly')
  const { instants } = await advance(organization, '2028-05-15T00:00:00Z')
  expect(instants).toBe(12)
  const subscription = await subscriptionOf(organization)
  expect(subscription).toMatchObject({ periodEnd: '2029-05-15T00:00:00.000Z', cycle: { number: 13 } })
  expect(await walletOf(organization)).toMatchObject({ granted: 13 * 120, available: 120, expired: 12 * 120 })
})

test('credits that a plan carries over stay for the next cycle, up to its maximum, in any wallet', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  await subscribe(organization, 'rolling')
  const toMemberId = await memberId(organization)
  await holdfast.operator.run(Transfer, {
    input: { organizationId: organization.id, creditType: 'music', credits: 20, toMemberId },
  })
  await advance(organization, '2027-06-01T00:00:00Z')
  const subscription = await subscriptionOf(organization)
  expect(subscription?.cycle.allowances).toEqual([
    { creditType: 'music', total: 130, remaining: 130, used: 0, usedPercent: 0 },
  ])
  await freeze(organization, 65, '2030-01-01T00:00:00Z')
  // Of the 65 that are left in the pool, 30 stay.
  const { organization: seen } = await organization.admin.run(Outlook, { withinDays: 30, days: 7 })
  const lost = seen?.wallet?.expiring.map(({ credits, expiresAt }) => `${credits} ${expiresAt}`)
  expect(lost).toEqual(['35 2027-07-01T00:00:00.000Z'])
  await advance(organization, '2027-07-01T00:00:00Z')
  expect((await subscriptionOf(organization))?.cycle.allowances[0]).toMatchObject({ total: 130, remaining: 130 })
  await holdfast.operator.run(CancelSubscription, { input: { organizationId: organization.id, atPeriodEnd: false } })
  expect(await walletOf(organization)).toMatchObject({ available: 0, frozen: 65 })
})

async function memberId({ member }: TestOrganization): Promise<string> {
  const { data } = await member.send<{ viewer: { member: { id: string } } }, object>('{ viewer { member { id } } }')
  return data?.viewer.member.id as string
}

test('an upgrade takes effect at once, and subtracts what was used or carries over what was not, as the plan says', async () => {
  const net = await organizationAt('2027-05-01T00:00:00Z')
  await subscribe(net, 'small')
  await freeze(net, 10)
  await advance(net, '2027-05-11T00:00:00Z')
  const up = { organizationId: net.id, plan: 'large' }
  const { upgradeSubscription } = await holdfast.operator.run(UpgradeSubscription, { input: up })
  expect(upgradeSubscription).toMatchObject({ subscription: { plan: { name: 'large' } } })
  // The hold of ten has timed out meanwhile, so nothing was used.
  expect(await walletOf(net)).toMatchObject({ available: 500 })
  expect(await subscriptionOf(net)).toMatchObject({
    anchorAt: '2027-05-11T00:00:00.000Z',
    renewsAt: '2027-06-11T00:00:00.000Z',
    cycle: { number: 1, allowances: [{ total: 500, remaining: 500 }] },
  })
  await advance(net, '2027-06-11T00:00:00Z')
  expect(await walletOf(net)).toMatchObject({ available: 500, expired: 500 })

  const keeping = await organizationAt('2027-05-01T00:00:00Z')
  await subscribe(keeping, 'keeping')
  await holdfast.operator.run(UpgradeSubscription, { input: { organizationId: keeping.id, plan: 'large' } })
  expect(await walletOf(keeping)).toMatchObject({ available: 600 })
  await advance(keeping, '2027-06-01T00:00:00Z')
  expect(await walletOf(keeping)).toMatchObject({ available: 500, expired: 600 })

  const down = { organizationId: keeping.id, plan: 'small' }
  const notUp = (await holdfast.operator.run(UpgradeSubscription, { input: down })).upgradeSubscription
  expect(notUp).toMatchObject({ code: 'NOT_AN_UPGRADE' })
})

test('credits used before an upgrade are subtracted from the new allowance', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  await subscribe(organization, 'small')
  const song = { model: 'suno', operation: 'music' }
  await organization.member.run(Submit, { input: song })
  await holdfast.operator.run(UpgradeSubscription, { input: { organizationId: organization.id, plan: 'large' } })
  const subscription = await subscriptionOf(organization)
  // Ten are frozen for the task, and not used yet.
  expect(subscription?.cycle.allowances[0]).toMatchObject({ total: 500, remaining: 500 })
  expect(await walletOf(organization)).toMatchObject({ available: 490, frozen: 10 })
})

test('a downgrade takes effect at the end of the period; both a downgrade and an end can be taken back', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const organizationId = organization.id
  await subscribe(organization, 'yearly')
  await holdfast.operator.run(DowngradeSubscription, { input: { organizationId, plan: 'small' } })
  await advance(organization, '2028-04-30T23:59:59.999Z')
  expect(await subscriptionOf(organization)).toMatchObject({ plan: { name: 'yearly' }, nextPlan: { name: 'small' } })
  await advance(organization, '2028-05-01T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({
    plan: { name: 'small' },
    nextPlan: null,
    periodEnd: '2028-06-01T00:00:00.000Z',
  })
  expect(await walletOf(organization)).toMatchObject({ available: 100 })
  await holdfast.operator.run(CancelSubscription, { input: { organizationId } })
  expect(await subscriptionOf(organization)).toMatchObject({ cancelAtPeriodEnd: true, renewsAt: null })
  const { undoSubscriptionChange } = await undo(organization, 'CANCELLATION')
  expect(undoSubscriptionChange).toMatchObject({
    subscription: { cancelAtPeriodEnd: false, renewsAt: '2028-06-01T00:00:00.000Z' },
  })
  expect((await undo(organization, 'CANCELLATION')).undoSubscriptionChange).toMatchObject({
    code: 'SUBSCRIPTION_STATE',
  })
})

test('a late payment drops neither a planned end nor a planned downgrade', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const input = { organizationId: organization.id }
  await subscribe(organization, 'large')
  await holdfast.operator.run(DowngradeSubscription, { input: { ...input, plan: 'small' } })
  await holdfast.operator.run(CancelSubscription, { input })
  await holdfast.operator.run(MarkPastDue, { input })
  expect((await holdfast.operator.run(Reactivate, { input })).reactivateSubscription).toMatchObject({
    code: 'SUBSCRIPTION_STATE',
    allowed: ['LAPSED'],
  })
  expect((await holdfast.operator.run(MarkPaid, { input })).markSubscriptionPaid).toMatchObject({
    subscription: { status: 'ACTIVE', renewsAt: null, cancelAtPeriodEnd: true, nextPlan: { name: 'small' } },
  })
  expect((await holdfast.operator.run(MarkPaid, { input })).markSubscriptionPaid).toMatchObject({
    code: 'SUBSCRIPTION_STATE',
    status: 'ACTIVE',
    allowed: ['PAST_DUE'],
  })
  await advance(organization, '2027-06-01T00:00:00Z')
  expect((await organization.admin.run(SubscriptionOf)).organization?.subscription).toBeNull()
})

test('a planned end and a planned downgrade are taken back one by one', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const input = { organizationId: organization.id }
  await subscribe(organization, 'large')
  await holdfast.operator.run(CancelSubscription, { input })
  const down = await holdfast.operator.run(DowngradeSubscription, { input: { ...input, plan: 'small' } })
  expect(down.downgradeSubscription).toMatchObject({ subscription: { cancelAtPeriodEnd: true } })
  expect((await undo(organization, 'CANCELLATION')).undoSubscriptionChange).toMatchObject({
    subscription: { cancelAtPeriodEnd: false, nextPlan: { name: 'small' } },
  })
  expect((await undo(organization, 'DOWNGRADE')).undoSubscriptionChange).toMatchObject({
    subscription: { nextPlan: null },
  })
  expect((await undo(organization, 'DOWNGRADE')).undoSubscriptionChange).toMatchObject({ code: 'SUBSCRIPTION_STATE' })
})

test('an upgrade does not take back a planned end', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const input = { organizationId: organization.id }
  await subscribe(organization, 'small')
  await holdfast.operator.run(CancelSubscription, { input })
  await holdfast.operator.run(UpgradeSubscription, { input: { ...input, plan: 'large' } })
  expect(await subscriptionOf(organization)).toMatchObject({ plan: { name: 'large' }, cancelAtPeriodEnd: true })
  await advance(organization, '2027-06-01T00:00:00Z')
  expect((await organization.admin.run(SubscriptionOf)).organization?.subscription).toBeNull()
})

test('an unpaid subscription with a planned end ends with its cycle, and does not wait to be reactivated', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const input = { organizationId: organization.id }
  await subscribe(organization, 'yearly')
  await holdfast.operator.run(MarkPastDue, { input })
  expect((await holdfast.operator.run(CancelSubscription, { input })).cancelSubscription).toMatchObject({
    subscription: { status: 'PAST_DUE', cancelAtPeriodEnd: true, endedAt: null },
  })
  await advance(organization, '2027-06-01T00:00:00Z')
  expect((await organization.admin.run(SubscriptionOf)).organization?.subscription).toBeNull()
})

test('a lapsed subscription starts again with the plan to which it was to change', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const input = { organizationId: organization.id }
  await subscribe(organization, 'large')
  await holdfast.operator.run(DowngradeSubscription, { input: { ...input, plan: 'small' } })
  await holdfast.operator.run(MarkPastDue, { input })
  await advance(organization, '2027-06-05T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'LAPSED', nextPlan: { name: 'small' } })
  expect((await holdfast.operator.run(Reactivate, { input })).reactivateSubscription).toMatchObject({
    subscription: { status: 'ACTIVE', plan: { name: 'small' }, nextPlan: null },
  })
})

test('a downgrade needs a seat for each member, when it is requested and when it takes effect', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const organizationId = organization.id
  await subscribe(organization, 'large')
  const down = (plan: string) => holdfast.operator.run(DowngradeSubscription, { input: { organizationId, plan } })
  expect((await down('voices')).downgradeSubscription).toMatchObject({ code: 'SEATS_EXCEEDED', seats: 3, members: 5 })
  expect((await down('five')).downgradeSubscription).toMatchObject({ subscription: { status: 'ACTIVE' } })
  const add = () => holdfast.operator.run(AddMember, { input: { organizationId, name: 'One more', role: 'MEMBER' } })
  // The present plan has room for any number, the planned one for five.
  expect((await add()).addMember).toMatchObject({ code: 'SEATS_EXCEEDED' })
  // A member who comes in past every door, as one does who is added in the instant of the downgrade.
  const { prisma } = holdfast.holdfast.app
  const sixth = { organizationId: organization.uuid, id: uuidv7(), name: 'Sixth', role: 'MEMBER' as const }
  await prisma.member.create({ data: { ...sixth, createdAt: new Date() } })
  const blocked = { plan: { name: 'large' }, nextPlan: { name: 'five' }, nextPlanBlockedBy: { seats: 5, members: 6 } }
  expect(await subscriptionOf(organization)).toMatchObject(blocked)
  await advance(organization, '2027-06-01T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ ...blocked, renewsAt: '2027-07-01T00:00:00.000Z' })
  await prisma.member.update({
    where: { organizationId_id: { organizationId: organization.uuid, id: sixth.id } },
    data: { removedAt: new Date() },
  })
  await advance(organization, '2027-07-01T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ plan: { name: 'five' }, nextPlan: null })
})

test('extra credits burn first, and are locked while no subscription is active', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const organizationId = organization.id
  expect(await grant(organization, 'EXTRA', 50)).toMatchObject({ wallet: { available: 0 } })
  expect(await freeze(organization, 1)).toMatchObject({ code: 'INSUFFICIENT_CREDITS' })
  await subscribe(organization, 'small')
  expect(await walletOf(organization)).toMatchObject({ available: 150 })
  const held = await freeze(organization, 30, '2030-01-01T00:00:00Z')
  if (held?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(held))
  const lots = (await organization.admin.run(Lots)).organization?.wallet?.lots.edges.map(({ node }) => node)
  expect(lots?.find(({ id }) => id === held.hold.lines[0]?.lot.id)).toMatchObject({ kind: 'EXTRA' })
  await holdfast.operator.run(CancelSubscription, { input: { organizationId } })
  await advance(organization, '2027-06-01T00:00:00Z')
  expect((await organization.admin.run(SubscriptionOf)).organization?.subscription).toBeNull()
  expect(await walletOf(organization)).toMatchObject({ available: 0, frozen: 30, expired: 100 })
  await subscribe(organization, 'small')
  expect(await walletOf(organization)).toMatchObject({ available: 120, frozen: 30 })
})

test('an unpaid subscription lapses with its cycle, and can be reactivated', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  const input = { organizationId: organization.id }
  await grant(organization, 'EXTRA', 50)
  await subscribe(organization, 'small')
  const pastDue = await holdfast.operator.run(MarkPastDue, { input })
  expect(pastDue.markSubscriptionPastDue).toMatchObject({ subscription: { status: 'PAST_DUE', renewsAt: null } })
  expect(await walletOf(organization)).toMatchObject({ available: 150 })
  const up = await holdfast.operator.run(UpgradeSubscription, { input: { ...input, plan: 'large' } })
  expect(up.upgradeSubscription).toMatchObject({ code: 'SUBSCRIPTION_STATE' })
  await advance(organization, '2027-06-05T00:00:00Z')
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'LAPSED' })
  expect(await walletOf(organization)).toMatchObject({ available: 0, expired: 100 })
  expect((await holdfast.operator.run(MarkPastDue, { input })).markSubscriptionPastDue).toMatchObject({
    status: 'LAPSED',
    allowed: ['ACTIVE'],
  })
  await holdfast.operator.run(Reactivate, { input })
  expect(await subscriptionOf(organization)).toMatchObject({ status: 'ACTIVE', renewsAt: '2027-07-05T00:00:00.000Z' })
  expect(await walletOf(organization)).toMatchObject({ available: 150 })
})

test('a wallet whose first credits came less than a day ago has no forecast, and shows the reason', async () => {
  const organization = await organizationAt('2027-05-01T00:00:00Z')
  await grant(organization, 'PROMO', 1_000)
  const forecast = async (days = 7) =>
    (await organization.admin.run(Outlook, { withinDays: 1, days })).organization?.wallet?.forecast
  expect(await forecast()).toMatchObject({ spent: 0, runsOutAt: null, unknownBecause: 'NOTHING_SPENT' })
  const held = await freeze(organization, 100)
  if (held?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(held))
  await holdfast.operator.run(Spend, { input: { holdId: held.hold.id } })
  await advance(organization, '2027-05-01T00:38:00Z')
  expect(await forecast()).toMatchObject({ spent: 100, runsOutAt: null, unknownBecause: 'OBSERVED_TOO_SHORT' })
  await advance(organization, '2027-05-02T00:00:00Z')
  // 100 a day, and 900 are left.
  expect(await forecast()).toMatchObject({ runsOutAt: '2027-05-11T00:00:00.000Z', unknownBecause: null })
})

test('an organization has one subscription; a repeated start returns the same one', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const first = await subscribe(organization, 'small', 'order 1')
  const again = await subscribe(organization, 'small', 'order 1')
  expect(first).toMatchObject({ replayed: false })
  expect(again).toMatchObject({ replayed: true })
  expect(await subscribe(organization, 'large', 'order 1')).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  expect(await subscribe(organization, 'large')).toMatchObject({ code: 'SUBSCRIPTION_EXISTS' })
  expect(await subscribe(organization, 'nothing')).toMatchObject({ code: 'NOT_FOUND' })
  expect(await walletOf(organization)).toMatchObject({ granted: 100 })
  // It has five members.
  expect(await subscribe(await holdfast.organization(), 'voices')).toMatchObject({ seats: 3, members: 5 })
})

test('a plan limits operations, and the refusal names the plans that allow more', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const rule = { provider: 'acme', creditType: 'music', credits: 10 }
  const song = { model: 'acme-song', operation: 'compose' }
  const voice = { model: 'acme-voice', operation: 'speak' }
  await holdfast.operator.run(SetPrice, { input: { ...rule, ...song, assetKind: 'song' } })
  await holdfast.operator.run(SetPrice, { input: { ...rule, ...voice, assetKind: 'voiceover' } })
  await subscribe(organization, 'voices-team')
  expect((await organization.member.run(Submit, { input: voice })).submitTask).toMatchObject({ task: { credits: 10 } })
  expect((await organization.member.run(Submit, { input: song })).submitTask).toMatchObject({
    code: 'NOT_ENTITLED',
    message: expect.stringContaining('everything'),
  })
  expect((await organization.member.run(Quote, song)).quote).toMatchObject({
    credits: 10,
    notEntitled: { plans: expect.arrayContaining([{ name: 'everything' }]) },
  })
})

test('if a plan allows no purchases, only other kinds of credits can be granted', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  await subscribe(organization, 'closed')
  expect(await grant(organization, 'EXTRA', 5)).toMatchObject({ code: 'PURCHASE_NOT_ALLOWED' })
  expect(await grant(organization, 'TOP_UP', 5)).toMatchObject({ code: 'PURCHASE_NOT_ALLOWED' })
  expect(await grant(organization, 'PROMO', 5)).toMatchObject({ wallet: { available: 105 } })
})

test('a test clock moves one SANDBOX organization forward, with everything that depends on its time', async () => {
  const [organization, other] = [await organizationAt('2027-05-01T12:00:00Z', 100n), await holdfast.organization()]
  const to = '2027-05-01T11:59:59Z'
  const move = async (organizationId: string) =>
    (await holdfast.operator.run(AdvanceClock, { input: { organizationId, to } })).advanceClock
  expect(await move(organization.id)).toMatchObject({ code: 'CLOCK_BACKWARDS' })
  expect(await move(other.id)).toMatchObject({ code: 'NOT_SANDBOX' })
  const denied = await organization.owner.send(AdvanceClock, { input: { organizationId: organization.id, to } })
  expect(denied.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')

  const budget = { organizationId: organization.id, creditType: 'music', period: 'DAY' as const, limit: 10 }
  await holdfast.operator.run(CreateBudget, { input: budget })
  expect(await freeze(organization, 10, '2027-05-01T13:00:00Z')).toMatchObject({ hold: { status: 'OPEN' } })
  expect(await freeze(organization, 1)).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  await grant(organization, 'TOP_UP', 7)
  await advance(organization, '2027-05-02T00:00:00Z')
  expect(await walletOf(organization)).toMatchObject({ available: 107, frozen: 0 })
  expect(await freeze(organization, 10, '2029-01-01T00:00:00Z')).toMatchObject({ hold: { status: 'OPEN' } })
  await advance(organization, '2028-05-01T12:00:00Z')
  // A top-up lasts for twelve months; the first hundred came in before the clock was moved the first time.
  expect(await walletOf(organization)).toMatchObject({ expired: 97 })
  const { organization: seen } = await organization.admin.run(SubscriptionOf)
  expect(seen?.now).toBe('2028-05-01T12:00:00.000Z')
  expect(
    Math.abs(Date.parse((await other.admin.run(SubscriptionOf)).organization?.now ?? '') - Date.now()),
  ).toBeLessThan(60_000)
})

test('many renewals that are due at once are each done once, even by several processes', async () => {
  let now = Date.UTC(2027, 0, 1)
  const timed = await startTestHoldfast({ clock: () => new Date(now) })
  try {
    await timed.operator.run(LoadCatalogue, { input: { document: SHOP } })
    const organizations = await Promise.all(Array.from({ length: 60 }, () => timed.organization({ credits: 0n })))
    await Promise.all(
      organizations.map(({ id }) =>
        timed.operator.run(StartSubscription, { input: { organizationId: id, plan: 'small' } }),
      ),
    )
    now = Date.UTC(2027, 1, 1)
    const { app } = timed.holdfast
    const sweep = async () => {
      while ((await SUBSCRIPTIONS_DUE.sweep(app)) > 0);
    }
    await Promise.all([sweep(), sweep(), sweep()])
    for (const organization of organizations) {
      expect(await walletOf(organization)).toMatchObject({ granted: 200, available: 100, expired: 100 })
    }
    // At the exact instant, before any sweep: whoever asks has the cycle ended first.
    now = Date.UTC(2027, 2, 1)
    const [first, second, third] = organizations as [TestOrganization, TestOrganization, TestOrganization]
    const input = { organizationId: first.id, credits: 100 }
    const frozen = await Promise.all([1, 2].map(() => timed.operator.run(Freeze, { input })))
    expect(frozen.map(({ freezeCredits }) => freezeCredits?.__typename).sort()).toEqual([
      ...['FreezeCreditsSuccess', 'InsufficientCreditsError'],
    ])
    const up = { organizationId: second.id, plan: 'large' }
    await timed.operator.run(UpgradeSubscription, { input: up })
    expect(await walletOf(second)).toMatchObject({ granted: 100 + 100 + 100 + 400, available: 500 })
    const end = { organizationId: third.id, atPeriodEnd: false }
    await timed.operator.run(CancelSubscription, { input: end })
    expect(await walletOf(third)).toMatchObject({ granted: 300, available: 0, expired: 300 })
    // Three months asleep: what was missed is not made up for.
    now = Date.UTC(2027, 4, 15)
    await sweep()
    expect(await subscriptionOf(organizations[0] as TestOrganization)).toMatchObject({
      cycle: { number: 5, start: '2027-05-01T00:00:00.000Z', end: '2027-06-01T00:00:00.000Z' },
    })
    expect(await walletOf(organizations[0] as TestOrganization)).toMatchObject({ granted: 400, available: 100 })
  } finally {
    await timed.stop()
  }
})
