// The limits of a plan on what is under way at a time, and on what is begun within a minute: a hold without a task counts as a task.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { release } from '../../src/ledger/settle.ts'
import { COUNTS_OF_LIMITS } from '../../src/plans/limits.ts'
import { changeHold, freezeHold, PLATFORM } from '../../src/wallets/holds.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { LoadCatalogue } from '../support/operations.ts'

const plan = (name: string, limits: object) => ({
  ...{ name, title: name, price: { amount: 0, currency: 'USD' }, interval: 'MONTH', ...limits },
  credits: [{ creditType: 'music', credits: 1_000 }],
})
const SHOP = {
  name: 'limits',
  description: 'For these tests.',
  priceRules: [
    { provider: 'own', model: 'song', operation: 'make', creditType: 'music', credits: 3, unit: 'CALL' },
    { provider: 'own', model: 'voice', operation: 'speak', creditType: 'music', credits: 1, unit: 'SECOND', step: 0 },
  ],
  plans: [plan('three', { concurrentTasks: 3 }), plan('four-a-minute', { tasksPerMinute: 4 }), plan('any', {})],
}

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: SHOP } })
  expect(loadCatalogue, JSON.stringify(loadCatalogue)).toMatchObject({ name: 'limits' })
})
afterAll(() => holdfast.stop())

interface Customer extends TestOrganization {
  /** A key of the organization with the scopes HOLD and SUBMIT. */
  readonly server: Client
}

async function customerOf(planName: string, mode: 'LIVE' | 'SANDBOX' = 'LIVE'): Promise<Customer> {
  const organization = await holdfast.organization({ credits: 0n, mode })
  await mutate(holdfast.operator, 'startSubscription', { organizationId: organization.id, plan: planName })
  const key = { name: 'server', scopes: ['HOLD', 'SUBMIT', 'READ'] }
  const { secret } = await mutate<{ secret: string }>(organization.owner, 'createApiKey', key, 'secret')
  return { ...organization, server: holdfast.client(secret) }
}

interface Begun {
  readonly hold?: { readonly id: string }
  readonly limit?: string
  readonly max?: number
}
const BEGUN = 'hold { id } } ... on PlanLimitError { limit max'

const submit = ({ server }: Customer) =>
  mutate<Begun>(
    server,
    'submitTask',
    { model: 'song', operation: 'make' },
    'task { id } } ... on PlanLimitError { limit max',
  )
const freeze = ({ id, server }: Customer, by = server) =>
  mutate<Begun>(by, 'freezeCredits', { organizationId: id, credits: 2 }, BEGUN)
const open = ({ server }: Customer) =>
  mutate<Begun>(server, 'openHold', { model: 'voice', operation: 'speak', maxCredits: 10 }, BEGUN)

async function canSubmit({ server }: Customer) {
  const { data } = await server.send<{ canSubmit: { blockedBy: string[]; until: string | null } }, unknown>(
    '{ canSubmit(model: "song", operation: "make") { blockedBy until } }',
  )
  return data?.canSubmit
}

const isRefused = ({ code }: { code?: string }) => code === 'PLAN_LIMIT'

test('racing tasks, holds and metered holds of a customer together never pass what may be under way', async () => {
  const customer = await customerOf('three')
  const answers = await Promise.all([1, 2, 3].flatMap(() => [freeze(customer), open(customer), submit(customer)]))
  expect(answers.filter((answer) => !isRefused(answer)).map(({ code }) => code)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(answers.find(isRefused)).toMatchObject({
    limit: 'CONCURRENT_TASKS',
    max: 3,
    message:
      'The plan three allows 3 tasks at a time, holds without a task included. Begin the next when one of them has ended.',
  })
})

test('an open hold fills a place until it ends, and parts of it and its growth are not limited', async () => {
  const customer = await customerOf('three')
  const holds = [await freeze(customer), await freeze(customer), await open(customer)].map(({ hold }) => hold?.id)
  expect(await canSubmit(customer)).toMatchObject({ blockedBy: ['PLAN_LIMIT'] })
  for (const begin of [submit, freeze, open]) expect(await begin(customer)).toMatchObject({ code: 'PLAN_LIMIT' })
  expect(await freeze(customer, holdfast.operator)).toMatchObject({ code: 'PLAN_LIMIT' })
  const { server } = customer
  const part = { holdId: holds[0], credits: 1, keepOpen: true }
  expect(await mutate(server, 'spendCredits', part)).toMatchObject({ __typename: 'SpendCreditsSuccess' })
  const more = { holdId: holds[0], credits: 5 }
  expect(await mutate(server, 'growHold', more)).toMatchObject({ __typename: 'GrowHoldSuccess' })
  expect(await mutate(server, 'meter', { holdId: holds[2], units: 4 })).toMatchObject({ __typename: 'MeterSuccess' })
  expect(await canSubmit(customer)).toMatchObject({ blockedBy: ['PLAN_LIMIT'] })
  await mutate(server, 'spendCredits', { holdId: holds[0] })
  expect(await canSubmit(customer)).toMatchObject({ blockedBy: [] })
  await mutate(server, 'closeHold', { holdId: holds[2] })
  expect(await submit(customer)).toMatchObject({ __typename: 'SubmitTaskSuccess' })
  expect(await open(customer)).toMatchObject({ __typename: 'OpenHoldSuccess' })
  expect(await freeze(customer)).toMatchObject({ code: 'PLAN_LIMIT' })
})

test('a list of holds opens those that the plan has room for', async () => {
  const { id, server } = await customerOf('three')
  const { data } = await server.send<{ freezeHolds: { results: { __typename: string; code?: string }[] } }, unknown>(
    `mutation ($holds: [FreezeCreditsInput!]!) { freezeHolds(input: { holds: $holds }) {
      ... on FreezeHoldsSuccess { results { __typename ... on Error { code } } } } }`,
    { holds: Array.from({ length: 5 }, () => ({ organizationId: id, credits: 1 })) },
  )
  const codes = data?.freezeHolds.results.map(({ code }) => code ?? 'OPEN')
  expect(codes).toEqual(['OPEN', 'OPEN', 'OPEN', 'PLAN_LIMIT', 'PLAN_LIMIT'])
})

test('commands of one batch count each other: a hold that ends makes room for the next', async () => {
  const customer = await customerOf('three')
  const { lane } = holdfast.holdfast.app
  const hold = (holdId: string) =>
    freezeHold(
      ...([customer.uuid, customer.uuid, 'music'] as const),
      { holdId, credits: 1n, purpose: null, description: null, expiresAt: null, runId: null },
      ...([null, PLATFORM, COUNTS_OF_LIMITS] as const),
    )
  const end = (holdId: string) =>
    changeHold(customer.uuid, holdId, null, (state, open, now) => release(state, open, 'RELEASED', now))
  const [one, two, three, four, five] = Array.from(
    { length: 5 },
    (_, i) => `0197${i}000-0000-7000-8000-000000000000`,
  ) as [string, string, string, string, string]
  const commands = [hold(one), hold(two), hold(three), hold(four), end(two), hold(five)]
  const outcomes = await Promise.all(commands.map((command) => lane.run<unknown, never>(command as never)))
  expect(outcomes.map(({ kind }) => kind)).toEqual(['decided', 'decided', 'decided', 'refused', 'decided', 'decided'])
})

test('tasks and holds that are begun within a minute count together, also those that have ended', async () => {
  const customer = await customerOf('four-a-minute')
  const before = Date.now()
  const [first] = [await freeze(customer), await open(customer), await submit(customer)]
  await mutate(customer.server, 'releaseCredits', { holdId: first?.hold?.id })
  expect(await canSubmit(customer)).toMatchObject({ blockedBy: [] })
  await freeze(customer)
  const { blockedBy, until } = (await canSubmit(customer)) ?? {}
  expect(blockedBy).toEqual(['PLAN_LIMIT'])
  expect(new Date(until ?? 0).getTime()).toBeGreaterThan(before + 59_999)
  expect(new Date(until ?? 0).getTime()).toBeLessThan(Date.now() + 60_002)
  for (const begin of [submit, freeze, open]) {
    expect(await begin(customer)).toMatchObject({ code: 'PLAN_LIMIT', limit: 'TASKS_PER_MINUTE', max: 4 })
  }
})

test('a hold that is settled late is not begun a second time', async () => {
  const customer = await customerOf('four-a-minute', 'SANDBOX')
  const { hold } = await freeze(customer)
  const to = new Date(Date.now() + 2 * 60 * 60 * 1_000).toISOString()
  await mutate(holdfast.operator, 'advanceClock', { organizationId: customer.id, to })
  expect(await mutate(holdfast.operator, 'spendCredits', { holdId: hold?.id }, 'hold { late }')).toMatchObject({
    hold: { late: 'PAID' },
  })
  for (let i = 0; i < 3; i++) expect(await freeze(customer)).toMatchObject({ __typename: 'FreezeCreditsSuccess' })
  expect(await freeze(customer)).toMatchObject({ code: 'PLAN_LIMIT' })
})

test('a plan without limits has any number of holds', async () => {
  const customer = await customerOf('any')
  const answers = await Promise.all(Array.from({ length: 12 }, () => freeze(customer)))
  expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => 'FreezeCreditsSuccess'))
})
