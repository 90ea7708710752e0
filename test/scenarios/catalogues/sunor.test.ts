// sunor: pay as you go.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { Outlook, PriceList } from '../../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunor' })
})
afterAll(() => holdfast.stop())

const topUp = (credits: number, payment: string) => ({
  kind: 'TOP_UP' as const,
  credits,
  paid: { amount: credits, currency: 'USD' },
  source: payment,
  idempotencyKey: payment,
})

test('the catalogue has the published prices', async () => {
  const { organization } = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const { priceRules } = await organization.member.run(PriceList)
  expect(priceRules.map(({ model, operation, credits }) => `${model} ${operation} ${credits}`)).toEqual([
    ...['suno concat 5', 'suno lyrics 5', 'suno music 10', 'suno upload 1', 'udio music 5'],
  ])
})

test('credits are frozen on submit, spent on success, and released on every failure; the balance has the original format', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.grant(topUp(1_000, 'payment 1'))
  for (const [model, operation] of [
    ...[['suno', 'music'] as const, ['suno', 'music'] as const, ['suno', 'music'] as const],
    ...[['suno', 'lyrics'] as const, ['udio', 'music'] as const],
  ]) {
    await customer.make(model, operation)
  }
  expect(await customer.submit('suno', 'music')).toMatchObject({ task: { credits: 10, status: 'QUEUED' } })
  const key = customer.organization.member.key
  const balance = () => customer.call('/api/v1/account/balance', { headers: { 'x-api-key': key } })
  expect(await balance()).toEqual({
    status: 200,
    text: '{"code":200,"data":{"available":950,"frozen":10,"total":960}}',
  })
  await customer.fail('suno', 'music')
  expect((await balance()).text).toBe('{"code":200,"data":{"available":950,"frozen":10,"total":960}}')
  // The first one times out.
  await customer.wait('2027-01-01T00:10:00Z')
  expect((await balance()).text).toBe('{"code":200,"data":{"available":960,"frozen":0,"total":960}}')
})

test('a payment is credited once, however often it is confirmed', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  expect(await customer.pool()).toMatchObject({ available: 0 })
  expect(await customer.grant(topUp(500, 'payment 2'))).toMatchObject({ replayed: false })
  expect(await customer.grant(topUp(500, 'payment 2'))).toMatchObject({ replayed: true })
  expect(await customer.pool()).toMatchObject({ available: 500 })
})

test('each top-up expires 12 months after its own date, and its unused credits are forfeited', async () => {
  const customer = await Customer.at(holdfast, '2027-01-31T12:00:00Z')
  await customer.grant(topUp(100, 'payment 3'))
  await customer.wait('2027-02-28T09:00:00Z')
  await customer.grant(topUp(200, 'payment 4'))
  await customer.make('suno', 'music')
  await customer.wait('2028-01-28T12:00:00Z')
  const { organization } = await customer.organization.admin.run(Outlook, { withinDays: 7, days: 365 })
  expect(organization?.wallet).toMatchObject({
    expiring: [{ credits: 90, expiresAt: '2028-01-31T12:00:00.000Z', lot: { kind: 'TOP_UP' } }],
    forecast: { spent: 10, runsOutAt: expect.any(String) },
  })
  await customer.wait('2028-01-31T11:59:59.999Z')
  expect(await customer.pool()).toMatchObject({ available: 290 })
  await customer.wait('2028-01-31T12:00:00Z')
  expect(await customer.pool()).toMatchObject({ available: 200, expired: 90 })
  await customer.wait('2028-02-28T09:00:00Z')
  expect(await customer.pool()).toMatchObject({ available: 0, expired: 290, spent: 10 })
})

test('the balance answers invalid keys and methods as the original API does', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const headers = { 'x-api-key': customer.organization.member.key }
  expect(await customer.call('/api/v1/account/balance')).toMatchObject({
    status: 401,
    text: '{"code":401,"message":"Missing x-api-key header"}',
  })
  const wrong = await customer.call('/api/v1/account/balance', { headers, method: 'POST' })
  expect(wrong).toMatchObject({ status: 404, text: expect.stringContaining('{"code":404,"message":') })
  // The other vendor's API is not here.
  const bearer = { authorization: `Bearer ${customer.organization.member.key}` }
  expect(await customer.call('/api/v1/generate/credit', { headers: bearer })).toMatchObject({ status: 404 })
})
