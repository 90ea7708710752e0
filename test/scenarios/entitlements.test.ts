// Entitlements: operations, features and limits of the plan in force.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { LoadCatalogue } from '../support/operations.ts'

const price = (model: string, operation: string, more: object = {}) => ({
  ...{ provider: 'own', model, operation, creditType: 'music', credits: 1, ...more },
})
const plan = (name: string, more: object) => ({
  ...{ name, title: name, price: { amount: 0, currency: 'USD' }, interval: 'MONTH', credits: [] },
  ...more,
})
const LICENSE = { name: 'commercial-license' }
const SHOP = {
  name: 'entitlements',
  description: 'For these tests.',
  priceRules: [
    price('alpha', 'song', { variant: 'standard' }),
    price('alpha', 'song', { variant: 'long', conditions: [{ field: 'seconds', min: 60 }] }),
    price('alpha', 'stems', { state: 'UNAVAILABLE' }),
    price('beta', 'song'),
  ],
  plans: [
    plan('small', { models: ['alpha'], features: [LICENSE, { name: 'custom-voices', limit: 2 }], seats: 10 }),
    plan('large', {
      concurrentTasks: 5,
      tasksPerMinute: 60,
      features: [LICENSE, { name: 'custom-voices', limit: 10 }],
    }),
  ],
}

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  await load(SHOP)
})
afterAll(() => holdfast.stop())

async function load(document: object) {
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document } as never })
  return loadCatalogue
}

const FIELDS = `plan { name features { name limit } } operations { model operation isAvailable priceRules { variant } }
  features { name limit } voices: feature(name: "custom-voices") { limit } none: feature(name: "none") { limit }
  concurrentTasks tasksPerMinute seats until`

async function entitlementsOf(client: Client, args = '') {
  const { data, errors } = await client.send<{ entitlements: Record<string, unknown> | null }, unknown>(
    `{ entitlements${args} { ${FIELDS} } }`,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.entitlements
}

const operate = ({ id: organizationId }: TestOrganization, name: string, input: object = {}) =>
  mutate(holdfast.operator, name, { organizationId, ...input })

test('a plan allows operations of its models, features with limits, and no others', async () => {
  const organization = await holdfast.organization()
  // Without a subscription nothing is limited, and no feature is included.
  expect(await entitlementsOf(organization.viewer, '(model: "beta")')).toMatchObject({
    ...{ plan: null, features: [], voices: null, seats: null, until: null },
    operations: [{ model: 'beta', operation: 'song', isAvailable: true }],
  })
  await operate(organization, 'startSubscription', { plan: 'small' })
  expect(await entitlementsOf(organization.member)).toEqual({
    plan: {
      name: 'small',
      features: [
        { ...LICENSE, limit: null },
        { name: 'custom-voices', limit: 2 },
      ],
    },
    operations: [
      {
        ...{ model: 'alpha', operation: 'song', isAvailable: true },
        priceRules: [{ variant: 'long' }, { variant: 'standard' }],
      },
      { model: 'alpha', operation: 'stems', isAvailable: false, priceRules: [{ variant: 'standard' }] },
    ],
    features: [
      { ...LICENSE, limit: null },
      { name: 'custom-voices', limit: 2 },
    ],
    ...{ voices: { limit: 2 }, none: null, concurrentTasks: null, tasksPerMinute: null, seats: 10 },
    until: expect.stringMatching(/Z$/),
  })
  await operate(organization, 'upgradeSubscription', { plan: 'large' })
  const large = { voices: { limit: 10 }, concurrentTasks: 5, tasksPerMinute: 60, seats: null }
  expect(await entitlementsOf(organization.member, '(operation: "song", model: "beta")')).toMatchObject(large)
  await operate(organization, 'cancelSubscription', { atPeriodEnd: false })
  expect(await entitlementsOf(organization.member)).toMatchObject({ plan: null, features: [] })
})

test('a newer plan of the name is for new subscriptions; the others keep their features', async () => {
  const organization = await holdfast.organization()
  await operate(organization, 'startSubscription', { plan: 'small' })
  const more = plan('small', { ...SHOP.plans[0], features: [{ name: 'custom-voices', limit: 3 }] })
  expect(await load({ ...SHOP, plans: [more, SHOP.plans[1]] })).toMatchObject({ name: 'entitlements' })
  expect(await entitlementsOf(organization.member)).toMatchObject({ voices: { limit: 2 } })
  const later = await holdfast.organization()
  await operate(later, 'startSubscription', { plan: 'small' })
  expect(await entitlementsOf(later.member)).toMatchObject({ voices: { limit: 3 }, features: [{ limit: 3 }] })
})

test('a feature is named once, and its limit is a whole number', async () => {
  const wrong = (features: object[]) => load({ ...SHOP, name: 'wrong', plans: [plan('wrong', { features })] })
  const message = async (features: object[]) => ((await wrong(features)) as { message?: string } | null)?.message
  expect(await message([LICENSE, LICENSE])).toBe('plans.0.features must not name a feature twice')
  expect(await message([{ name: 'voices', limit: 1.5 }])).toContain('plans.0.features.0.limit must be a whole number')
  expect(await message([{ name: 'voices', limit: -1 }])).toContain('plans.0.features.0.limit must be at least 0')
  expect(await message([{ name: 'all voices' }])).toContain('plans.0.features.0.name must be 1 to 100 letters')
  const credits = [{ creditType: 'music', credits: 0 }]
  expect(await load({ ...SHOP, name: 'wrong', plans: [plan('wrong', { credits })] })).toMatchObject({
    issues: [{ path: 'plans.0.credits.0.credits', message: 'must be at least 1' }],
  })
})

test('the entitlements of another organization do not show', async () => {
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  expect(await entitlementsOf(one.owner, `(organizationId: "${other.id}")`)).toBe(null)
})
