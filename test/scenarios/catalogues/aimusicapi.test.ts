// AIMusicAPI: one credit for three models, and what its users write by hand today.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { CreateBudget, PriceList, Quote, QuoteTasks, resultsOf, SubmitMany } from '../../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'aimusicapi' })
})
afterAll(() => holdfast.stop())

test('the catalogue has the published prices', async () => {
  const { organization } = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const { priceRules } = await organization.member.run(PriceList)
  const of = (model: string) =>
    Object.fromEntries(
      priceRules.filter((rule) => rule.model === model).map(({ operation, credits }) => [operation, credits]),
    )
  expect(of('suno-v4')).toEqual({
    ...{ create: 10, extend: 10, concat: 5, cover: 10, 'stems-basic': 20, 'stems-full': 50, persona: 50 },
    ...{ 'persona-music': 10, wav: 10, midi: 5, upload: 0, status: 0 },
    ...{ remaster: 10, 'add-instrumental': 10, 'add-vocals': 10, sample: 10, mashup: 10, 'replace-section': 10 },
    ...{ bpm: 1, vox: 1, 'aligned-lyrics': 1, 'upsample-tags': 1, 'create-voice': 4 },
  })
  expect(of('producer')).toEqual({
    ...{ create: 10, extend: 10, cover: 10, replace: 10, variation: 10, 'swap-vocals': 15, 'swap-instrumental': 15 },
    ...{ upload: 0, download: 0, lyrics: 1, 'video-clip': 5 },
  })
  expect(of('nuro')).toEqual({ vocal: 20, instrumental: 15, status: 0 })
  expect(of('lyrics')).toEqual({ lyrics: 5 })
  const outputs = (operation: string) => priceRules.find((rule) => rule.operation === operation)?.outputs
  expect([outputs('stems-basic'), outputs('stems-full')]).toEqual([2, 12])
})

test('Nuro makes 30 to 240 seconds', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.grant({ credits: 100 })
  const nuro = (durationSeconds: number) => customer.submit('nuro', 'instrumental', { durationSeconds })
  expect(await nuro(29)).toMatchObject({ code: 'INPUT_LIMIT', message: expect.stringContaining('must be 30 to 240') })
  expect(await nuro(241)).toMatchObject({ code: 'INPUT_LIMIT', message: expect.stringContaining('must be 30 to 240') })
  expect(await nuro(30)).toMatchObject({ task: { credits: 15 } })
})

test('the balance shows available, total, used, renewal and extra credits', async () => {
  const customer = await Customer.at(holdfast, '2027-01-15T00:00:00Z')
  await customer.subscribe('monthly')
  await customer.grant({ credits: 50, kind: 'EXTRA' })
  await customer.make('suno-v4', 'stems-full')
  expect(await customer.pool()).toMatchObject({ available: 1_000, spent: 50, total: 1_000 })
  const { data } = await customer.organization.admin.send<
    { organization: { wallet: { balancesByKind: object[] } } },
    object
  >('{ organization { wallet { balancesByKind { kind granted available spent } } } }')
  expect(data?.organization.wallet.balancesByKind).toEqual(
    expect.arrayContaining([
      { kind: 'EXTRA', granted: 50, available: 50, spent: 0 },
      { kind: 'SUBSCRIPTION', granted: 1_000, available: 950, spent: 50 },
    ]),
  )
  expect(await customer.subscription()).toMatchObject({
    renewsAt: '2027-02-15T00:00:00.000Z',
    cycle: { allowances: [{ total: 1_000, used: 50, remaining: 950, usedPercent: 5 }] },
  })
})

test('the plan decides whether credits roll over', async () => {
  const [without, with_] = [
    await Customer.at(holdfast, '2027-01-15T00:00:00Z'),
    await Customer.at(holdfast, '2027-01-15T00:00:00Z'),
  ]
  await without.subscribe('monthly')
  await with_.subscribe('monthly-rollover')
  for (const customer of [without, with_]) await customer.wait('2027-02-15T00:00:00Z')
  expect(await without.pool()).toMatchObject({ available: 1_000, expired: 1_000 })
  expect(await with_.pool()).toMatchObject({ available: 1_500, expired: 500 })
})

test('a plan of many generations against the balance, and a batch that stops cleanly where the credits end', async () => {
  const customer = await Customer.at(holdfast, '2027-01-15T00:00:00Z')
  await customer.grant({ credits: 95 })
  const items = [
    { model: 'suno-v4', operation: 'create', count: 8 },
    { model: 'suno-v4', operation: 'wav', count: 4 },
  ]
  const { member } = customer.organization
  expect((await member.run(QuoteTasks, { items })).quoteTasks).toMatchObject({
    items: [{ payable: 8 }, { payable: 1, refusal: { code: 'INSUFFICIENT_CREDITS' } }],
    totals: [{ credits: 120, available: 95, shortfall: 25 }],
  })
  const inputs = items.flatMap(({ model, operation, count }) =>
    Array.from({ length: count }, () => ({ model, operation, input: { sandbox: { outcome: 'STUCK' } } })),
  )
  const { submitTasks } = await member.run(SubmitMany, { inputs })
  expect(resultsOf(submitTasks).map((each) => each?.__typename === 'SubmitTaskSuccess')).toEqual([
    ...Array.from({ length: 9 }, () => true),
    ...Array.from({ length: 3 }, () => false),
  ])
  expect(await customer.pool()).toMatchObject({ available: 5, frozen: 90 })
})

test('the cheapest other model for the same operation can be found', async () => {
  const { organization } = await Customer.at(holdfast, '2027-01-15T00:00:00Z')
  const { quote } = await organization.member.run(Quote, { model: 'suno-v4', operation: 'create' })
  expect(quote).toMatchObject({ alternatives: [{ credits: 10, priceRule: { model: 'producer' } }] })
})

test('the cheapest model for a wanted quality can be found, for each operation', async () => {
  const { organization } = await Customer.at(holdfast, '2027-01-15T00:00:00Z')
  const { data } = await organization.member.send<{ quote: object; priceRules: object[] }, object>(`{
    quote(model: "producer", operation: "create") {
      ... on Quote { credits priceRule { quality } alternatives { credits priceRule { model quality } } } }
    priceRules(operation: "vocal") { quality } }`)
  expect(data?.quote).toEqual({
    credits: 10,
    priceRule: { quality: 2 },
    alternatives: [{ credits: 10, priceRule: { model: 'suno-v4', quality: 3 } }],
  })
  expect(data?.priceRules).toEqual([{ quality: 1 }])
})

test('a monthly budget refuses with the spent credits and the limit, and starts again each month', async () => {
  const customer = await Customer.at(holdfast, '2027-01-15T00:00:00Z')
  await customer.grant({ credits: 100 })
  const budget = { organizationId: customer.id, creditType: 'music', period: 'MONTH' as const, limit: 25 }
  await holdfast.operator.run(CreateBudget, { input: budget })
  await customer.make('suno-v4', 'create')
  await customer.make('suno-v4', 'create')
  expect(await customer.submit('suno-v4', 'create')).toMatchObject({
    code: 'BUDGET_EXCEEDED',
    usage: { spent: 20 },
    budget: { limit: 25 },
  })
  await customer.wait('2027-02-01T00:00:00Z')
  expect(await customer.submit('suno-v4', 'create')).toMatchObject({ task: { credits: 10 } })
})

test('test credits in development stay in a SANDBOX organization', async () => {
  const sandbox = await Customer.at(holdfast, '2027-01-15T00:00:00Z')
  const live = await holdfast.organization({ mode: 'LIVE', credits: 0n })
  await sandbox.grant({ credits: 100, kind: 'PROMO' })
  const { data } = await live.member.send<{ viewer: { member: { id: string } } }, object>(
    '{ viewer { member { id } } }',
  )
  const transfer = `mutation ($input: TransferCreditsInput!) { transferCredits(input: $input) { ... on Error { code } } }`
  const input = { organizationId: sandbox.id, creditType: 'music', credits: 10, toMemberId: data?.viewer.member.id }
  const moved = await holdfast.operator.send<{ transferCredits: { code: string } }, object>(transfer, { input })
  expect(moved.data?.transferCredits).toEqual({ code: 'NOT_FOUND' })
})
