// Artlist: plans with entitlements, no purchases beside them, and upgrades.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { Plans, PriceList, SetPrice } from '../../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'artlist' })
  // The platform adds models of its own.
  const own = { provider: 'acme', creditType: 'credits' }
  for (const input of [
    { ...own, model: 'narrator', operation: 'voiceover', assetKind: 'voiceover', credits: 1, unit: 'SECOND' as const },
    { ...own, model: 'painter', operation: 'image', assetKind: 'image', credits: 20 },
    { ...own, model: 'filmer', operation: 'video', assetKind: 'video', credits: 1_000 },
  ]) {
    await holdfast.operator.run(SetPrice, { input })
  }
})
afterAll(() => holdfast.stop())

test('the price of a track depends on the model', async () => {
  const { organization } = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const { priceRules } = await organization.member.run(PriceList)
  const music = priceRules.filter(({ operation }) => operation === 'music')
  expect(music.map(({ model, credits }) => `${model} ${credits}`)).toEqual(['lyria-3 150', 'lyria-3-pro 300'])
})

test('one allowance is shared by image, video, voiceover and music', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.subscribe('16500-monthly')
  await customer.make('lyria-3', 'music')
  await customer.make('painter', 'image')
  await customer.make('filmer', 'video')
  const voiceover = { durationSeconds: 12.5, sandbox: { outcome: 'STUCK' } }
  expect(await customer.submit('narrator', 'voiceover', voiceover)).toMatchObject({ task: { credits: 13 } })
  expect(await customer.pool('credits')).toMatchObject({ available: 16_500 - 150 - 20 - 1_000 - 13, frozen: 13 })
})

test('the smallest plan allows voiceover only, and the refusal names the plans that allow more', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.subscribe('7500-monthly')
  expect(await customer.submit('narrator', 'voiceover', { durationSeconds: 10 })).toMatchObject({
    task: { credits: 10 },
  })
  for (const [model, operation] of [
    ['painter', 'image'],
    ['filmer', 'video'],
    ['lyria-3', 'music'],
  ] as const) {
    expect(await customer.submit(model, operation)).toMatchObject({
      code: 'NOT_ENTITLED',
      message: expect.stringContaining('16500-monthly, 16500-yearly, 40000-monthly'),
    })
  }
})

test('credits can be bought only with a plan', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.subscribe('40000-monthly')
  const extra = { creditType: 'credits', credits: 1_000 }
  expect(await customer.grant({ ...extra, kind: 'EXTRA' })).toMatchObject({ code: 'PURCHASE_NOT_ALLOWED' })
  expect(await customer.grant({ ...extra, kind: 'TOP_UP' })).toMatchObject({ code: 'PURCHASE_NOT_ALLOWED' })
})

test('monthly and yearly plans both have monthly cycles, whose exact end can be seen', async () => {
  const { organization } = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const { plans } = await organization.member.run(Plans)
  expect(plans.map(({ name, interval }) => `${name} ${interval}`)).toContain('240000-yearly YEAR')
  const customer = await Customer.at(holdfast, '2027-01-31T17:42:10.123Z')
  await customer.subscribe('16500-yearly')
  expect(await customer.subscription()).toMatchObject({
    renewsAt: '2027-02-28T17:42:10.123Z',
    periodEnd: '2028-01-31T17:42:10.123Z',
  })
  await customer.make('lyria-3-pro', 'music')
  await customer.wait('2027-02-28T17:42:10.123Z')
  expect(await customer.pool('credits')).toMatchObject({ available: 16_500, spent: 300 })
})

test('an upgrade of a yearly plan takes effect at once, restarts the subscription, and subtracts what was used', async () => {
  const customer = await Customer.at(holdfast, '2027-01-10T00:00:00Z')
  await customer.subscribe('40000-yearly')
  await customer.make('filmer', 'video')
  await customer.wait('2027-01-25T15:00:00Z')
  expect(await customer.upgrade('240000-yearly')).toMatchObject({ subscription: { plan: { name: '240000-yearly' } } })
  expect(await customer.pool('credits')).toMatchObject({ available: 239_000 })
  expect(await customer.subscription()).toMatchObject({
    anchorAt: '2027-01-25T15:00:00.000Z',
    renewsAt: '2027-02-25T15:00:00.000Z',
    cycle: { allowances: [{ total: 240_000, remaining: 239_000, used: 1_000 }] },
  })
  await customer.wait('2027-02-25T15:00:00Z')
  expect(await customer.pool('credits')).toMatchObject({ available: 240_000 })
})

test('an upgrade of a monthly plan carries unused credits over for the first month only', async () => {
  const customer = await Customer.at(holdfast, '2027-01-10T00:00:00Z')
  await customer.subscribe('16500-monthly')
  await customer.make('filmer', 'video')
  await customer.wait('2027-01-25T15:00:00Z')
  await customer.upgrade('40000-monthly')
  expect(await customer.pool('credits')).toMatchObject({ available: 55_500 })
  await customer.wait('2027-02-25T15:00:00Z')
  expect(await customer.pool('credits')).toMatchObject({ available: 40_000 })
  await customer.wait('2027-03-25T15:00:00Z')
  expect(await customer.pool('credits')).toMatchObject({ available: 40_000 })
})

test('the credits of a successful task stay spent', async () => {
  const customer = await Customer.at(holdfast, '2027-01-10T00:00:00Z')
  await customer.subscribe('16500-monthly')
  await customer.make('lyria-3', 'music')
  const tasks = `{ organization { tasks { edges { node { id } } } } }`
  type Tasks = { organization: { tasks: { edges: { node: { id: string } }[] } } }
  const { data } = await customer.organization.member.send<Tasks, object>(tasks)
  const taskId = data?.organization.tasks.edges[0]?.node.id
  const cancel = `mutation ($input: CancelTaskInput!) { cancelTask(input: $input) { ... on Error { code } } }`
  const canceled = await customer.organization.member.send(cancel, { input: { taskId } })
  expect(canceled.data).toEqual({ cancelTask: { code: 'TASK_STATE' } })
  expect(await customer.pool('credits')).toMatchObject({ spent: 150 })
})
