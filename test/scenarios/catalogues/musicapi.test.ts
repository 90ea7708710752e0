// MusicAPI: a unified credit, lyrics credits, a subscription, and extra credits that need it.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { CancelSubscription, PriceList } from '../../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'musicapi' })
})
afterAll(() => holdfast.stop())

test('the catalogue has the published prices: the cost of each call of a model, and the number of songs that it makes', async () => {
  const { organization } = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const { priceRules } = await organization.member.run(PriceList)
  const of = (model: string, credits: number, outputs: number) =>
    priceRules
      .filter((rule) => rule.model === model && rule.credits === credits && rule.outputs === outputs)
      .map(({ operation }) => operation)
  expect(of('sonic', 15, 2)).toEqual([
    ...['add-instrumental', 'add-vocals', 'cover', 'create', 'create-with-persona', 'extend', 'mashup', 'remaster'],
    ...['replace-section', 'sample'],
  ])
  expect(of('sonic', 1, 1)).toEqual(['aligned-lyrics', 'bpm', 'get-midi', 'upsample-tags', 'vox'])
  expect(of('sonic', 2, 1)).toEqual(['concat', 'get-wav', 'upload'])
  expect(of('sonic', 15, 1)).toEqual(['create-persona', 'stems-basic'])
  expect(of('sonic', 75, 1)).toEqual(['stems-full'])
  expect(of('sonic', 4, 1)).toEqual(['create-voice'])
  expect(of('producer', 12, 1)).toEqual(['cover', 'create', 'extend', 'replace'])
  expect(of('producer', 2, 1)).toEqual(['download', 'upload'])
  expect(of('riffusion', 12, 2)).toEqual([
    ...['cover', 'create-with-description', 'create-with-lyrics', 'extend', 'replace-section', 'swap-sound'],
    'swap-vocals',
  ])
  expect(of('riffusion', 2, 1)).toEqual(['upload'])
  expect(of('nuro', 10, 1)).toEqual(['instrumental', 'vocal'])
  for (const model of ['sonic', 'riffusion', 'nuro']) expect(of(model, 0, 1)).toEqual(['get-music'])
  expect(priceRules.filter(({ creditType }) => creditType === 'lyrics')).toMatchObject([
    { operation: 'lyrics', credits: 10 },
  ])
})

test('Studio is deprecated and cannot be submitted; get music is free, and still a task', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  for (const mode of ['create', 'description', 'extend', 'custom', 'instrumental']) {
    expect(await customer.submit('studio', mode)).toMatchObject({
      code: 'OPERATION_UNAVAILABLE',
      message: expect.stringContaining('Use sonic or riffusion.'),
    })
  }
  expect(await customer.submit('sonic', 'get-music')).toMatchObject({ task: { credits: 0, hold: null } })
})

test('lyrics credits pay for lyrics only, and nothing else pays for lyrics', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.grant({ credits: 10, creditType: 'lyrics' })
  expect(await customer.submit('sonic', 'create')).toMatchObject({ code: 'INSUFFICIENT_CREDITS', available: 0 })
  await customer.make('lyrics', 'lyrics')
  await customer.grant({ credits: 100, creditType: 'music' })
  expect(await customer.submit('lyrics', 'lyrics')).toMatchObject({ code: 'INSUFFICIENT_CREDITS' })
  expect(await customer.pool('lyrics')).toMatchObject({ available: 0, spent: 10 })
})

test('subscription credits start again with each cycle, and nothing carries over', async () => {
  const customer = await Customer.at(holdfast, '2027-01-31T08:00:00Z')
  await customer.subscribe('monthly')
  await customer.make('sonic', 'create')
  await customer.make('lyrics', 'lyrics')
  expect(await customer.pool()).toMatchObject({ available: 2_985 })
  await customer.wait('2027-02-28T08:00:00Z')
  expect(await customer.pool()).toMatchObject({ available: 3_000, expired: 2_985, spent: 15 })
  expect(await customer.pool('lyrics')).toMatchObject({ available: 100, expired: 90, spent: 10 })
})

test('extra credits are used before the subscription’s, never expire, and need a subscription', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.subscribe('monthly')
  await customer.grant({ credits: 100, creditType: 'music', kind: 'EXTRA' })
  await customer.make('riffusion', 'create-with-lyrics')
  const subscription = await customer.subscription()
  expect(subscription?.cycle.allowances[0]).toMatchObject({ creditType: 'music', total: 3_000, used: 0 })
  await holdfast.operator.run(CancelSubscription, { input: { organizationId: customer.id } })
  await customer.wait('2027-02-01T00:00:00Z')
  expect(await customer.pool()).toMatchObject({ available: 0, locked: 88 })
  expect(await customer.submit('nuro', 'vocal')).toMatchObject({ code: 'INSUFFICIENT_CREDITS' })
  await customer.wait('2035-01-01T00:00:00Z')
  await customer.subscribe('monthly')
  expect(await customer.pool()).toMatchObject({ available: 3_088, locked: 0 })
  await customer.make('nuro', 'vocal')
  expect((await customer.subscription())?.cycle.allowances[0]).toMatchObject({ used: 0 })
})
