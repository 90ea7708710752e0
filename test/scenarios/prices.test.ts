// Prices: never edited, only superseded; a task keeps the price it was submitted at.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Prices, Quote, SetPrice, Submit } from '../support/operations.ts'

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

test('the sunor catalogue is there from the start', async () => {
  const { member } = await holdfast.organization()
  const { priceRules } = await member.run(Prices)
  expect(priceRules.map(({ model, operation, credits }) => `${model} ${operation} ${credits}`)).toEqual([
    'suno concat 5',
    'suno lyrics 5',
    'suno music 10',
    'suno upload 1',
    'udio music 5',
  ])
})

test('a newer rule takes over from its date on, and what was said before can still be asked', async () => {
  const { member } = await holdfast.organization()
  const before = new Date(now).toISOString()
  const effectiveFrom = new Date(now + 60_000).toISOString()
  const rule = { provider: 'udio', model: 'udio', operation: 'music', creditType: 'music' }
  const { createPriceRule } = await holdfast.operator.run(SetPrice, { input: { ...rule, credits: 7, effectiveFrom } })
  expect(createPriceRule).toMatchObject({ priceRule: { credits: 7, effectiveFrom } })

  const udio = { model: 'udio', operation: 'music' }
  expect((await member.run(Quote, udio)).quote).toMatchObject({ credits: 5 })
  now += 60_000
  expect((await member.run(Quote, udio)).quote).toMatchObject({ credits: 7, priceRule: { credits: 7 } })
  const { submitTask } = await member.run(Submit, { input: udio })
  expect(submitTask).toMatchObject({ task: { credits: 7 } })
  expect((await member.run(Prices, { model: 'udio', at: before })).priceRules).toMatchObject([{ credits: 5 }])
  expect((await member.run(Prices, { model: 'udio' })).priceRules).toMatchObject([{ credits: 7 }])
})

test('a price can’t be set for the past, nor twice for one moment', async () => {
  const rule = { provider: 'suno', model: 'suno', operation: 'wav', creditType: 'music', credits: 3 }
  const past = await holdfast.operator.run(SetPrice, { input: { ...rule, effectiveFrom: '2025-12-31T00:00:00Z' } })
  expect(past.createPriceRule).toMatchObject({ code: 'EFFECTIVE_FROM_PAST' })
  const effectiveFrom = '2027-01-01T00:00:00Z'
  await holdfast.operator.run(SetPrice, { input: { ...rule, effectiveFrom } })
  const twice = await holdfast.operator.run(SetPrice, { input: { ...rule, credits: 4, effectiveFrom } })
  expect(twice.createPriceRule).toMatchObject({ __typename: 'PriceRuleExistsError', code: 'PRICE_RULE_EXISTS' })
})

test('a quote says the shortfall, and what an operation without a price is', async () => {
  const { member } = await holdfast.organization({ credits: 4n })
  expect((await member.run(Quote, { model: 'suno', operation: 'music' })).quote).toMatchObject({
    credits: 10,
    available: 4,
    shortfall: 6,
    lines: [{ credits: 4 }],
  })
  expect((await member.run(Quote, { model: 'suno', operation: 'video' })).quote).toMatchObject({ code: 'NO_PRICE' })
})
