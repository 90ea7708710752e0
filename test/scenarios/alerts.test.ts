// An organization hears of its credits before they are gone: balances that come down to a threshold, lots that expire soon.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOSSES_DUE } from '../../src/forecast/tell.ts'
import type { ForecastOfQueryVariables } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { Customer } from '../support/customer.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Alerts,
  BalanceThresholds,
  Cancel,
  CloseOrganization,
  Complete,
  CreateBalanceThreshold,
  EndBalanceThreshold,
  FollowAlerts,
  ForecastOf,
  Grant,
  LoadCatalogue,
  SetExpiryAlert,
  Submit,
  SubmitMany,
  SuspendOrganization,
  Transfer,
  Viewer,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

async function submitted(client: Client) {
  const { submitTask } = await client.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

type ThresholdInput = Parameters<
  typeof holdfast.operator.run<unknown, { input: { credits?: number; percent?: number; memberId?: string } }>
>[1]['input']

async function threshold({ admin }: TestOrganization, input: ThresholdInput) {
  const { createBalanceThreshold } = await admin.run(CreateBalanceThreshold, { input })
  if (createBalanceThreshold?.__typename !== 'CreateBalanceThresholdSuccess')
    throw new Error(JSON.stringify(createBalanceThreshold))
  return createBalanceThreshold.balanceThreshold
}

/** Those of a kind, the oldest first. */
async function alertsOf({ admin }: TestOrganization, kind: string) {
  const { organization } = await admin.run(Alerts)
  const alerts = organization?.alerts.edges.map(({ node }) => node) ?? []
  return alerts.filter((alert) => alert.kind === kind).reverse()
}

// suno's music takes 10 credits.
test('a balance that falls to its threshold raises an alert at once, and again only after it has been above', async () => {
  const organization = await holdfast.organization({ credits: 40n })
  const { admin, member } = organization
  expect(await threshold(organization, { credits: 25 })).toMatchObject({ credits: 25, percent: null, isBelow: false })
  const live = admin.watch(FollowAlerts)
  const first = live.next()
  await submitted(member)
  expect(await alertsOf(organization, 'BALANCE_LOW')).toEqual([])
  const taskId = await submitted(member)
  const low = {
    kind: 'BALANCE_LOW',
    credits: 20,
    threshold: null,
    message: '20 music credits are available in the pool: no more than 25.',
  }
  expect((await first).alertRaised).toMatchObject(low)
  await submitted(member)
  expect(await alertsOf(organization, 'BALANCE_LOW')).toMatchObject([low])
  await member.run(Cancel, { input: { taskId } })
  expect(await alertsOf(organization, 'BALANCE_LOW')).toHaveLength(1)
  // Above, and down again.
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 10 } })
  await submitted(member)
  expect(await alertsOf(organization, 'BALANCE_LOW')).toMatchObject([low, low])
})

test('five tasks that fail around a threshold are one alert; it is raised again once the balance has recovered', async () => {
  const organization = await holdfast.organization({ credits: 30n })
  const { member } = organization
  await threshold(organization, { credits: 25 })
  for (let i = 0; i < 5; i++) await member.run(Cancel, { input: { taskId: await submitted(member) } })
  expect(await alertsOf(organization, 'BALANCE_LOW')).toHaveLength(1)
  // One credit that comes in is enough.
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 1 } })
  const taskIds = [await submitted(member)]
  expect(await alertsOf(organization, 'BALANCE_LOW')).toHaveLength(2)
  // So is twice the threshold, whatever brings it about.
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 29 } })
  for (let i = 0; i < 3; i++) taskIds.push(await submitted(member))
  expect(await alertsOf(organization, 'BALANCE_LOW')).toHaveLength(3)
  for (const taskId of taskIds.slice(0, 3)) await member.run(Cancel, { input: { taskId } })
  for (let i = 0; i < 3; i++) await submitted(member)
  expect(await alertsOf(organization, 'BALANCE_LOW')).toHaveLength(4)
})

test('a member’s wallet has thresholds of its own, and every kind of decrease raises their alerts', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { admin, member } = organization
  const memberId = (await member.run(Viewer)).viewer?.member?.id as string
  // There is nothing yet, which is no news.
  expect(await threshold(organization, { memberId, credits: 0 })).toMatchObject({
    isBelow: true,
    member: { id: memberId },
  })
  await admin.run(Transfer, { input: { credits: 10, toMemberId: memberId } })
  expect(await alertsOf(organization, 'BALANCE_LOW')).toEqual([])
  await admin.run(Transfer, { input: { credits: 10, fromMemberId: memberId } })
  expect(await alertsOf(organization, 'BALANCE_LOW')).toMatchObject([
    { credits: 0, message: '0 music credits are available in a member’s wallet: no more than 0.' },
  ])
})

test('an ended threshold raises no alerts; a threshold is of credits or of the allowance', async () => {
  const organization = await holdfast.organization({ credits: 20n })
  const { admin, member } = organization
  const { id: balanceThresholdId } = await threshold(organization, { credits: 10 })
  // An equal threshold would alert twice.
  expect(await threshold(organization, { credits: 10 })).toMatchObject({ id: balanceThresholdId })
  const ended = await admin.run(EndBalanceThreshold, { input: { balanceThresholdId } })
  expect(ended.endBalanceThreshold).toMatchObject({ balanceThreshold: { endedAt: expect.any(String) } })
  const again = await admin.run(EndBalanceThreshold, { input: { balanceThresholdId } })
  expect(again.endBalanceThreshold).toMatchObject({ code: 'ENDED' })
  await submitted(member)
  expect(await alertsOf(organization, 'BALANCE_LOW')).toEqual([])

  const memberId = (await member.run(Viewer)).viewer?.member?.id as string
  for (const input of [{}, { credits: 1, percent: 1 }, { percent: 0 }, { percent: 101 }]) {
    const { createBalanceThreshold } = await admin.run(CreateBalanceThreshold, { input })
    expect(createBalanceThreshold, JSON.stringify(input)).toMatchObject({ code: 'INVALID_INPUT' })
  }
  const ofMember = await admin.run(CreateBalanceThreshold, { input: { memberId, percent: 10 } })
  expect(ofMember.createBalanceThreshold).toMatchObject({ issues: [{ path: 'percent' }] })
  const foreign = await holdfast.organization()
  const theirs = await foreign.admin.run(CreateBalanceThreshold, { input: { memberId, credits: 1 } })
  expect(theirs.createBalanceThreshold).toMatchObject({ code: 'NOT_FOUND' })
})

test('80 % of the allowance raises an alert once per cycle; a renewal alone raises none', async () => {
  const plan = { name: 'small', title: 'Small', price: null, interval: 'MONTH' }
  const plans = [{ ...plan, credits: [{ creditType: 'music', credits: 50 }] }]
  const document = { name: 'told', description: 'A plan.', priceRules: [], plans }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  const customer = await Customer.at(holdfast, '2027-01-10T12:00:00Z')
  const { organization } = customer
  expect(await threshold(organization, { percent: 20 })).toMatchObject({ percent: 20, isBelow: false })
  await customer.subscribe('small')
  for (let i = 0; i < 3; i++) await customer.make('suno', 'music')
  expect(await alertsOf(organization, 'BALANCE_LOW')).toEqual([])
  await customer.make('suno', 'music')
  const told = {
    threshold: 20,
    message: '10 music credits are available in the pool: no more than 20 % of the cycle’s 50.',
  }
  expect(await alertsOf(organization, 'BALANCE_LOW')).toMatchObject([told])
  await customer.wait('2027-03-20T12:00:00Z')
  expect(await alertsOf(organization, 'BALANCE_LOW')).toHaveLength(1)
  for (let i = 0; i < 4; i++) await customer.make('suno', 'music')
  expect(await alertsOf(organization, 'BALANCE_LOW')).toMatchObject([told, told])
})

test('an alert reports credits the configured days before they expire, once, by the organization’s own clock', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const { organization } = customer
  const { admin } = organization
  await admin.run(SetExpiryAlert, { input: { days: 7 } })
  expect((await admin.run(BalanceThresholds)).organization?.expiryAlertDays).toBe(7)
  const granted = await customer.grant({ credits: 30, expiresAt: '2027-02-01T00:00:00Z' })
  await customer.grant({ credits: 10, expiresAt: '2027-02-01T00:00:00Z', priority: -1 })
  await customer.grant({ credits: 5 })
  if (granted?.__typename !== 'GrantCreditsSuccess') throw new Error('refused')
  // Of what burns first nothing is left to tell of.
  await customer.make('suno', 'music')
  await customer.wait('2027-01-24T23:59:59Z')
  expect(await alertsOf(organization, 'LOT_EXPIRING')).toEqual([])
  const live = admin.watch(FollowAlerts)
  const next = live.next()
  await customer.wait('2027-01-25T00:00:00Z')
  const told = {
    kind: 'LOT_EXPIRING',
    // 10 were spent in 24 days, so 2 more are in the last 7.
    credits: 28,
    lot: { id: granted.lot.id },
    message:
      '28 of 30 music credits of a lot in the pool will be lost at 2027-02-01T00:00:00.000Z: at the present pace they are not used before.',
  }
  expect((await next).alertRaised).toMatchObject(told)
  await customer.wait('2027-01-30T00:00:00Z')
  expect(await alertsOf(organization, 'LOT_EXPIRING')).toMatchObject([told])

  // Nobody wants to know any more.
  await admin.run(SetExpiryAlert, { input: { days: null } })
  await customer.grant({ credits: 1, expiresAt: '2027-02-02T00:00:00Z' })
  await customer.wait('2027-02-01T12:00:00Z')
  expect(await alertsOf(organization, 'LOT_EXPIRING')).toHaveLength(1)
})

test('an alert is raised only if credits will be lost: when the pace falls, not while it uses them up', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const { organization } = customer
  await organization.admin.run(SetExpiryAlert, { input: { days: 14 } })
  await customer.grant({ credits: 200, expiresAt: '2027-02-01T00:00:00Z' })
  for (let day = 1; day <= 20; day++) {
    await customer.wait(`2027-01-${String(day).padStart(2, '0')}T12:00:00Z`)
    if (day <= 15) await customer.make('suno', 'music')
    if (day === 18) expect(await alertsOf(organization, 'LOT_EXPIRING')).toEqual([])
  }
  // 150 in 19.5 days are more than 7 a day, and 50 are left for 11.5 days. Then nobody spends anything.
  await customer.wait('2027-01-31T00:00:00Z')
  const [told, ...others] = await alertsOf(organization, 'LOT_EXPIRING')
  expect(others).toEqual([])
  expect(told).toMatchObject({ lostAt: '2027-02-01T00:00:00.000Z' })
  expect(told?.credits).toBeGreaterThan(0)
  expect(told?.credits).toBeLessThan(50)
})

test('a forecast says by day what is available, what is lost and when it runs out, for the pool and for members', async () => {
  const customer = await Customer.at(holdfast, '2030-01-01T00:00:00Z')
  const { organization } = customer
  const { admin, member } = organization
  const { id: memberId, name } = (await member.run(Viewer)).viewer?.member ?? { id: '', name: '' }
  const granted = await customer.grant({ credits: 50, expiresAt: '2030-01-04T00:00:00Z', source: 'spring' })
  await customer.grant({ credits: 25 })
  await admin.run(Transfer, { input: { credits: 5, toMemberId: memberId } })
  const of = async (variables: Partial<ForecastOfQueryVariables>) =>
    (await admin.run(ForecastOf, { days: 10, ...variables })).organization?.forecast

  // Nothing was spent, so what expires is lost: in the pool, and in the member's wallet that got a part of it.
  const lotId = granted?.__typename === 'GrantCreditsSuccess' && granted.lot.id
  const at = '2030-01-04T00:00:00.000Z'
  expect(await of({})).toMatchObject({
    from: '2030-01-01T00:00:00.000Z',
    until: '2030-01-11T00:00:00.000Z',
    isComplete: true,
    pace: [],
    wallets: [
      { member: null, runsOutAt: null, losses: [{ credits: 45, at, source: 'spring', lot: { id: lotId } }] },
      { member: { name }, runsOutAt: null, losses: [{ credits: 5, at, source: 'spring' }] },
    ],
  })

  // 12 a day are 35 until right before the third midnight, so 10 of 45 are lost. The other 25 last for two days more.
  const pace = [{ creditsPerDay: 12 }]
  const forecast = await of({ pace, creditType: 'music', first: 1 })
  expect(forecast).toMatchObject({ isComplete: false, pace: [{ creditType: 'music', creditsPerDay: 12, model: null }] })
  const [pool] = forecast?.wallets ?? []
  expect(pool?.losses).toMatchObject([{ credits: 10, at }])
  expect(pool?.days.map(({ available }) => available)).toEqual([70, 59, 47, 25, 13, 1, 0, 0, 0, 0])
  expect(pool?.runsOutAt).toBe('2030-01-06T02:00:00.000Z')
  expect(pool?.days[1]).toEqual({ at: '2030-01-02T00:00:00.000Z', available: 59 })

  // A member spends first what is their own.
  const [own] = (await of({ pace: [{ creditsPerDay: 2, memberId }], memberId }))?.wallets ?? []
  expect(own).toMatchObject({ member: { name }, runsOutAt: '2030-01-04T00:00:00.000Z', losses: [] })

  // The pool is older than 28 days by this clock. The measured pace is that of the model, the operation and the member who has spent.
  await customer.make('suno', 'music')
  await customer.wait('2030-01-03T00:00:00Z')
  expect((await of({}))?.pace).toEqual([
    { creditType: 'music', creditsPerDay: 10 / 28, member: { name }, model: 'suno', operation: 'music' },
  ])

  const refused: [Partial<ForecastOfQueryVariables>, string][] = [
    [{ days: 0 }, 'days must be 1 to 366, not 0'],
    [{ days: 367 }, 'days must be 1 to 366, not 367'],
    [{ first: 0 }, 'first must be 1 to 100, not 0'],
    [{ pace: [{ creditsPerDay: 0 }] }, 'pace.0.creditsPerDay must be 1 to 9007199254740991, not 0'],
    [{ pace: [{ creditsPerDay: 1, model: 'suno' }] }, 'pace.0.model must be given with operation'],
  ]
  for (const [variables, message] of refused) await expect(of(variables)).rejects.toThrow(message)
  const foreign = await holdfast.organization()
  const { errors } = await foreign.admin.send(ForecastOf, { days: 1, pace: [{ creditsPerDay: 1, memberId }] })
  expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
})

test('processes that sweep at the same time report a lot once; suspended organizations get alerts, closed ones do not', async () => {
  const soon = new Date(Date.now() + 3 * 24 * 60 * 60 * 1_000).toISOString()
  const organizations = [await holdfast.organization(), await holdfast.organization(), await holdfast.organization()]
  const [one, suspended, closed] = organizations as [TestOrganization, TestOrganization, TestOrganization]
  for (const { id: organizationId, admin } of organizations) {
    await holdfast.operator.run(Grant, { input: { organizationId, credits: 9, expiresAt: soon } })
    await admin.run(SetExpiryAlert, { input: { days: 7 } })
  }
  await holdfast.operator.run(SuspendOrganization, { input: { organizationId: suspended.id, reason: 'x' } })
  await closed.owner.run(CloseOrganization, { input: { reason: 'over' } })
  const { app } = holdfast.holdfast
  const told = await Promise.all(Array.from({ length: 5 }, () => LOSSES_DUE.sweep(app)))
  expect(told.reduce((sum, each) => sum + each)).toBe(2)
  for (const each of [one, suspended]) expect(await alertsOf(each, 'LOT_EXPIRING')).toMatchObject([{ credits: 9 }])
  expect(await app.prisma.alert.count({ where: { organizationId: closed.uuid } })).toBe(0)
})

test('fifty concurrent tasks that take a balance across its threshold raise one alert', async () => {
  const organization = await holdfast.organization({ credits: 500n })
  await threshold(organization, { credits: 200 })
  const taskIds = await Promise.all(Array.from({ length: 50 }, () => submitted(organization.member)))
  expect(await alertsOf(organization, 'BALANCE_LOW')).toMatchObject([{ credits: 200 }])
  await Promise.all(taskIds.map((taskId) => holdfast.operator.run(Complete, { input: { taskId } })))
  expect(await alertsOf(organization, 'BALANCE_LOW')).toHaveLength(1)
})

test('only OWNER and ADMIN can change thresholds and alerts', async () => {
  const { member, viewer } = await holdfast.organization()
  for (const client of [member, viewer]) {
    for (const { errors } of [
      await client.send(CreateBalanceThreshold, { input: { credits: 1 } }),
      await client.send(SetExpiryAlert, { input: { days: 1 } }),
    ]) {
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    }
  }
})

test('alerts are ordered by the time of their decisions, which never goes back', async () => {
  let now = Date.UTC(2031, 0, 1)
  const elsewhere = await startTestHoldfast({ clock: () => new Date(now) })
  const organization = await elsewhere.organization({ credits: 50n })
  for (const credits of [40, 30, 20]) await threshold(organization, { credits })
  const task = { model: 'suno', operation: 'music' }
  await organization.member.run(SubmitMany, { inputs: [task, task] })
  now = Date.UTC(2026, 0, 1)
  await submitted(organization.member)
  const { prisma } = elsewhere.holdfast.app
  const alerts = await prisma.alert.findMany({ orderBy: { id: 'asc' } })
  expect(alerts.map(({ message }) => message.split(' ')[0])).toEqual(['40', '30', '20'])
  for (const { id } of alerts) {
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2031, 0, 1))
  }
  await elsewhere.stop()
})
