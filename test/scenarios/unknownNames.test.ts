// Credit types, models and operations that nothing knows: a misspelled one is refused, and changes nothing. The fields and
// arguments come from the schema, so that a new one has to say here what it does with such a name.

import { isInputObjectType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schema } from '../../src/server/schema.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { mutate } from '../support/mutate.ts'

let holdfast: TestHoldfast
let organization: TestOrganization
let memberId: string
let holdId: string

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  organization = await holdfast.organization()
  const { viewer } = await ask<{ viewer: { member: { id: string } } }>(
    organization.member,
    '{ viewer { member { id } } }',
  )
  memberId = viewer.member.id
  const frozen = await mutate<{ hold: { id: string } }>(
    holdfast.operator,
    'freezeCredits',
    { organizationId: organization.id, credits: 5 },
    'hold { id }',
  )
  holdId = frozen.hold.id
})
afterAll(() => holdfast.stop())

async function ask<Answer>(client: Client, query: string): Promise<Answer> {
  const { data, errors } = await client.send<Answer, object>(query, {})
  if (errors || !data) throw new Error(JSON.stringify(errors))
  return data
}

type Fields = Readonly<Record<string, unknown>>

/** A mutation of the operator for the organization; `right` has no name that nothing knows, `wrong` adds one. */
const refused =
  (name: string, wrong: (right: Fields) => Fields, right: Fields = {}) =>
  async (message: string): Promise<void> => {
    const all = { organizationId: organization.id, ...right }
    const answer = await mutate(holdfast.operator, name, wrong(all))
    expect(answer, name).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', message })
    // It is the name alone that was wrong.
    expect(await mutate(holdfast.operator, name, all), name).not.toMatchObject({ code: 'INVALID_INPUT' })
  }

const TYPE =
  'creditType must be a credit type of a price, of a plan or of the organization (music), not "musik". Did you mean music?'
const model = (path = 'model') => `${path} must be a model of a price (suno, udio), not "sumo". Did you mean suno?`
const operation = (path = 'operation') =>
  `${path} must be an operation of a price (music, lyrics, upload, concat), not "musik". Did you mean music?`
const typed = (name: string, right: Fields) => () =>
  refused(name, (all) => ({ ...all, creditType: 'musik' }), right)(TYPE)
const purposed = (name: string, right: Fields) => async () => {
  await refused(
    name,
    (all) => ({ ...all, purpose: { model: 'sumo', operation: 'music' } }),
    right,
  )(model('purpose.model'))
  await refused(
    name,
    (all) => ({ ...all, purpose: { model: 'suno', operation: 'musik' } }),
    right,
  )(operation('purpose.operation'))
}

/** A query of the operator that has an answer to a name that nothing knows: nothing. */
const empty = (query: () => string, answer: unknown) => async () => {
  expect(await ask(holdfast.operator, query())).toEqual(answer)
}
const NO_MODEL = { code: 'NO_PRICE', message: `There is no price for music of sumo: ${model()}` }
const NO_OPERATION = { code: 'NO_PRICE', message: `There is no price for musik of suno: ${operation()}` }
/** The operation has no price: that is its refusal. */
const unpriced = (name: string, right: Fields) => async () => {
  const song = { organizationId: organization.id, model: 'suno', operation: 'music', ...right }
  expect(await mutate(holdfast.operator, name, { ...song, model: 'sumo' })).toMatchObject(NO_MODEL)
  expect(await mutate(holdfast.operator, name, { ...song, operation: 'musik' })).toMatchObject(NO_OPERATION)
}
const of = () => `organization(id: "${organization.id}")`
const RULE = { provider: 'acme', model: 'tune', operation: 'song', creditType: 'tunes', credits: 1 }
/** A price makes its names known. */
const declares = async () => {
  const rule = await mutate(holdfast.operator, 'createPriceRule', { ...RULE, variant: `v${Math.random()}` })
  expect(rule.__typename).toBe('CreatePriceRuleSuccess')
}
const quoted = async (operator: Client, wanted: string) =>
  (
    await ask<{ quote: object }>(
      operator,
      `{ quote(${wanted}, organizationId: "${organization.id}") { ... on Error { code message } } }`,
    )
  ).quote

async function requestedTask(model: string, operation: string, message: string): Promise<void> {
  const request = { organizationId: organization.id, memberId, credits: 1, reason: 'more', task: { model, operation } }
  expect(await mutate(holdfast.operator, 'requestCredits', request)).toMatchObject({ code: 'INVALID_INPUT', message })
}

async function refusedPace(named: string, message: string): Promise<void> {
  const query = `{ ${of()} { forecast(pace: [{ creditsPerDay: 1, ${named} }]) { until } } }`
  const { errors } = await holdfast.operator.send(query, {})
  expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } })
}

const usage = (args: string) =>
  `usage(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z", by: [MODEL], ${args}) { groups { model } }`

/** What each field and argument with a name does with one that nothing knows. */
const DOORS: Readonly<Record<string, () => Promise<void>>> = {
  'AdjustCreditsInput.creditType': typed('adjustCredits', { add: 1, reason: 'correction' }),
  'AllocateCreditsInput.creditType': async () => {
    await typed('allocateCredits', { allocations: [{ memberId, credits: 1 }] })()
  },
  'AllocateEquallyInput.creditType': typed('allocateEqually', { credits: 10 }),
  'ClaimTasksInput.models': async () => {
    const claim = { models: ['sumo'] }
    expect(await mutate(holdfast.operator, 'claimTasks', claim, 'claimed { task { id } }')).toMatchObject({
      claimed: [],
    })
  },
  'CreateBalanceThresholdInput.creditType': typed('createBalanceThreshold', { credits: 5 }),
  'CreateBudgetInput.creditType': typed('createBudget', { period: 'MONTH', limit: 1_000_000 }),
  'CreateBudgetInput.model': () =>
    refused('createBudget', (all) => ({ ...all, model: 'sumo' }), { period: 'MONTH', limit: 1_000_000 })(model()),
  'CreateBudgetInput.operation': () =>
    refused('createBudget', (all) => ({ ...all, operation: 'musik' }), { period: 'MONTH', limit: 1_000_000 })(
      operation(),
    ),
  'CreateOrganizationInput.creditTypes': async () => {
    const input = { name: 'New Records', creditTypes: ['music', 'musik'] }
    expect(await mutate(holdfast.operator, 'createOrganization', input)).toMatchObject({
      code: 'INVALID_INPUT',
      message: TYPE.replace('creditType ', 'creditTypes.1 '),
    })
  },
  'CreatePriceRuleInput.creditType': declares,
  'CreatePriceRuleInput.model': declares,
  'CreatePriceRuleInput.operation': declares,
  'PricePartInput.creditType': declares,
  'FreezeCreditsInput.creditType': typed('freezeCredits', { credits: 1 }),
  'FreezeCreditsInput.purpose': purposed('freezeCredits', { credits: 1 }),
  'GrantCreditsInput.creditType': typed('grantCredits', { credits: 1 }),
  'GrantCreditsInput.models': () =>
    refused('grantCredits', (all) => ({ ...all, models: ['suno', 'sumo'] }), { credits: 1 })(model('models.1')),
  'GrantCreditsInput.operations': () =>
    refused('grantCredits', (all) => ({ ...all, operations: ['musik'] }), { credits: 1 })(operation('operations.0')),
  'GrowHoldInput.purpose': async () => {
    const input = { holdId, credits: 1 }
    const wrong = { ...input, purpose: { model: 'sumo', operation: 'music' } }
    expect(await mutate(holdfast.operator, 'growHold', wrong)).toMatchObject({ message: model('purpose.model') })
    expect(await mutate(holdfast.operator, 'growHold', input)).not.toHaveProperty('code')
  },
  'SpendCreditsInput.purpose': async () => {
    const input = { holdId, credits: 1, keepOpen: true }
    const wrong = { ...input, purpose: { model: 'suno', operation: 'musik' } }
    const message = operation('purpose.operation')
    expect(await mutate(holdfast.operator, 'spendCredits', wrong)).toMatchObject({ message })
    expect(await mutate(holdfast.operator, 'spendCredits', input)).not.toHaveProperty('code')
  },
  'PurposeInput.model': purposed('freezeCredits', { credits: 1 }),
  'PurposeInput.operation': purposed('freezeCredits', { credits: 1 }),
  'OpenHoldInput.model': unpriced('openHold', { maxCredits: 10 }),
  'OpenHoldInput.operation': unpriced('openHold', { maxCredits: 10 }),
  'OpenRunInput.creditType': typed('openRun', { name: 'album', limit: 10 }),
  'QuoteItemInput.model': () => quotedTask('sumo', 'music'),
  'QuoteItemInput.operation': () => quotedTask('suno', 'musik'),
  'ReclaimCreditsInput.creditType': typed('reclaimCredits', {}),
  'EndAutoTopUpInput.creditType': async () => {
    const ended = await mutate(holdfast.operator, 'endAutoTopUp', {
      organizationId: organization.id,
      creditType: 'musik',
    })
    expect(ended).toMatchObject({ code: 'NOT_FOUND' })
  },
  'SetAutoTopUpInput.creditType': async () => {
    const price = { amount: 100, currency: 'USD' }
    const pack = { name: 'known', title: 'Credits', price, credits: [{ creditType: 'music', credits: 1 }] }
    const { creditPack } = await mutate<{ creditPack: { id: string } }>(
      holdfast.operator,
      'createCreditPack',
      pack,
      'creditPack { id }',
    )
    const rule = {
      organizationId: organization.id,
      below: 5,
      packId: creditPack.id,
      monthlyMax: price,
      provider: 'MANUAL',
    }
    expect(await mutate(holdfast.operator, 'setAutoTopUp', { ...rule, creditType: 'musik' })).toMatchObject({
      message: TYPE,
    })
    expect(await mutate(holdfast.operator, 'setAutoTopUp', { ...rule, creditType: 'music' })).toMatchObject({
      message: expect.stringMatching(/^provider must have a saved means of payment/),
    })
  },
  'SetAllocationRuleInput.creditType': typed('setAllocationRule', { credits: 5 }),
  'SetRefundAllowanceInput.creditType': typed('setRefundAllowance', { monthlyMax: 5 }),
  'SubmitTaskInput.model': unpriced('submitTask', {}),
  'SubmitTaskInput.operation': unpriced('submitTask', {}),
  'TransferCreditsInput.creditType': async () => {
    await typed('transferCredits', { toMemberId: memberId, credits: 1 })()
  },
  'RequestCreditsInput.creditType': async () => {
    await typed('requestCredits', { memberId, credits: 1, reason: 'more' })()
  },
  'RequestedTaskInput.model': () => requestedTask('sumo', 'music', model('task.model')),
  'RequestedTaskInput.operation': () => requestedTask('suno', 'musik', operation('task.operation')),
  ...Object.fromEntries(
    ['creditType: "musik"', 'model: "sumo"', 'operation: "musik"'].map((wanted) => [
      `HoldFilter.${wanted.split(':')[0]}`,
      empty(() => `{ ${of()} { holds(filter: { ${wanted} }) { edges { node { id } } } } }`, {
        organization: { holds: { edges: [] } },
      }),
    ]),
  ),
  'TaskFilter.model': empty(() => `{ ${of()} { tasks(filter: { model: "sumo" }) { edges { node { id } } } } }`, {
    organization: { tasks: { edges: [] } },
  }),
  'TaskFilter.operation': empty(
    () => `{ ${of()} { tasks(filter: { operation: "musik" }) { edges { node { id } } } } }`,
    {
      organization: { tasks: { edges: [] } },
    },
  ),
  'UsageFilter.model': empty(() => `{ ${of()} { ${usage('filter: { model: "sumo" }')} } }`, {
    organization: { usage: { groups: [] } },
  }),
  'UsageFilter.operation': empty(() => `{ ${of()} { ${usage('filter: { operation: "musik" }')} } }`, {
    organization: { usage: { groups: [] } },
  }),
  'Organization.wallet(creditType)': empty(() => `{ ${of()} { wallet(creditType: "musik") { id } } }`, {
    organization: { wallet: null },
  }),
  'Organization.revenue(creditType)': empty(() => `{ ${of()} { revenue(creditType: "musik") { currency } } }`, {
    organization: { revenue: [] },
  }),
  'Organization.forecast(creditType)': empty(
    () => `{ ${of()} { forecast(creditType: "musik") { wallets { creditType } } } }`,
    { organization: { forecast: { wallets: [] } } },
  ),
  'SpendingPaceInput.creditType': () => refusedPace('creditType: "musik"', `pace.0.${TYPE}`),
  'SpendingPaceInput.model': () => refusedPace('model: "sumo", operation: "music"', model('pace.0.model')),
  'SpendingPaceInput.operation': () => refusedPace('model: "suno", operation: "musik"', operation('pace.0.operation')),
  'Organization.usage(creditType)': empty(() => `{ ${of()} { ${usage('creditType: "musik"')} } }`, {
    organization: { usage: { groups: [] } },
  }),
  'Member.wallet(creditType)': empty(
    () => `{ node(id: "${memberId}") { ... on Member { wallet(creditType: "musik") { id } } } }`,
    {
      node: { wallet: null },
    },
  ),
  'Query.usage(creditType)': empty(() => `{ ${usage('creditType: "musik"')} }`, { usage: { groups: [] } }),
  'Query.usage(model)': empty(() => `{ ${usage('creditType: "music", model: "sumo"')} }`, { usage: { groups: [] } }),
  'Query.usage(operation)': empty(() => `{ ${usage('creditType: "music", operation: "musik"')} }`, {
    usage: { groups: [] },
  }),
  'Query.priceRules(model)': empty(() => '{ priceRules(model: "sumo") { id } }', { priceRules: [] }),
  'Query.priceRules(operation)': empty(() => '{ priceRules(operation: "musik") { id } }', { priceRules: [] }),
  'Query.comparePrices(operation)': empty(
    () => `{ comparePrices(operation: "musik", organizationId: "${organization.id}") { credits } }`,
    { comparePrices: [] },
  ),
  'Query.comparePrices(creditType)': empty(
    () =>
      `{ comparePrices(operation: "music", creditType: "musik", organizationId: "${organization.id}") { credits } }`,
    { comparePrices: [] },
  ),
  'Query.quote(model)': async () => {
    expect(await quoted(holdfast.operator, 'model: "sumo", operation: "music"')).toEqual(NO_MODEL)
  },
  'Query.quote(operation)': async () => {
    expect(await quoted(holdfast.operator, 'model: "suno", operation: "musik"')).toEqual(NO_OPERATION)
  },
  'CreditAmountInput.creditType': async () => {
    const song = { organizationId: organization.id, model: 'suno', operation: 'music' }
    const maxCosts = [{ creditType: 'musik', credits: 100 }]
    expect(await mutate(holdfast.operator, 'submitTask', { ...song, maxCosts })).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'maxCosts.0.creditType must be one that the task costs (music), not "musik". Did you mean music?',
    })
  },
  'RefundTaskInput.creditType': async () => {
    const song = { organizationId: organization.id, model: 'suno', operation: 'music' }
    const { task } = await mutate<{ task: { id: string } }>(holdfast.operator, 'submitTask', song, 'task { id }')
    await mutate(holdfast.operator, 'completeTask', { taskId: task.id })
    const refund = { taskId: task.id, creditType: 'musik', credits: 1, reason: 'blurred' }
    expect(await mutate(holdfast.operator, 'refundTask', refund)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'creditType must be one that the task costs (music), not "musik". Did you mean music?',
    })
  },
  'PurchasedCreditsInput.creditType': async () => {
    const pack = { name: 'small', title: 'Small', price: { amount: 900, currency: 'EUR' } }
    const credits = (creditType: string) => [{ creditType, credits: 100 }]
    expect(await mutate(holdfast.operator, 'createCreditPack', { ...pack, credits: credits('musik') })).toMatchObject({
      message: TYPE.replace('creditType ', 'credits.0.creditType '),
    })
    expect(
      await mutate(holdfast.operator, 'createCreditPack', { ...pack, credits: credits('music') }),
    ).not.toHaveProperty('code')
  },
  'Query.entitlements(model)': empty(
    () => `{ entitlements(organizationId: "${organization.id}", model: "sumo") { operations { operation } } }`,
    { entitlements: { operations: [] } },
  ),
  'Query.entitlements(operation)': empty(
    () => `{ entitlements(organizationId: "${organization.id}", operation: "musik") { operations { operation } } }`,
    { entitlements: { operations: [] } },
  ),
  'Query.canSubmit(model)': () => refusedToSubmit('query', 'sumo', 'music'),
  'Query.canSubmit(operation)': () => refusedToSubmit('query', 'suno', 'musik'),
  'Subscription.canSubmit(model)': () => refusedToSubmit('subscription', 'sumo', 'music'),
  'Subscription.canSubmit(operation)': () => refusedToSubmit('subscription', 'suno', 'musik'),
  'Subscription.balanceChanged(creditType)': async () => {
    const { admin } = organization
    const query = 'subscription { balanceChanged(creditType: "musik") { available } }'
    await expect(admin.watch(query as never).next()).rejects.toThrow('NOT_FOUND')
  },
  'Subscription.usageChanged(creditType)': async () => {
    const query = 'subscription { usageChanged(from: "2026-01-01T00:00:00Z", creditType: "musik") { total { used } } }'
    const stream = organization.admin.watch<{ usageChanged: object }, object>(query as never, {})
    expect((await stream.next()).usageChanged).toEqual({ total: { used: 0 } })
    await stream.end()
  },
}

async function quotedTask(model: string, operation: string): Promise<void> {
  const { quoteTasks } = await ask<{ quoteTasks: object }>(
    organization.admin,
    `{ quoteTasks(items: [{ model: "${model}", operation: "${operation}" }]) { ... on TasksQuote { items { refusal { code message } } } } }`,
  )
  expect(quoteTasks).toEqual({ items: [{ refusal: model === 'sumo' ? NO_MODEL : NO_OPERATION }] })
}

async function refusedToSubmit(kind: 'query' | 'subscription', model: string, operation: string): Promise<void> {
  const document = `${kind} { canSubmit(model: "${model}", operation: "${operation}") { allowed blockedBy refusals { message } } }`
  const { message } = model === 'sumo' ? NO_MODEL : NO_OPERATION
  const { admin } = organization
  const told = { canSubmit: { allowed: false, blockedBy: ['NO_PRICE'], refusals: [{ message }] } }
  if (kind === 'query') expect(await ask(admin, document)).toEqual(told)
  else expect(await admin.watch(document as never).next()).toEqual(told)
}

const NAMES = /^(creditTypes?|models?|operations?|purpose)$/

function doorsOfSchema(): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type))
      return Object.keys(type.getFields()).flatMap((name) => (NAMES.test(name) ? [`${type.name}.${name}`] : []))
    if (!isObjectType(type) || type.name.startsWith('__')) return []
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.flatMap((arg) => (NAMES.test(arg.name) ? [`${type.name}.${name}(${arg.name})`] : [])),
    )
  })
}

test('every field and argument of the schema with such a name says here what it does', () => {
  expect(doorsOfSchema().sort()).toEqual(Object.keys(DOORS).sort())
})

describe('a name that nothing knows', () => {
  // Prices come last, because they make names known.
  const doors = Object.entries(DOORS).sort(([, a], [, b]) => Number(a === declares) - Number(b === declares))
  test.each(doors)('%s', (_door, play) => play())
})

test('a model that has prices, and an operation that another one has, are told what the model does', async () => {
  await mutate(holdfast.operator, 'createPriceRule', { ...RULE, variant: 'pairs' })
  const song = { organizationId: organization.id, model: 'tune', operation: 'music' }
  expect(await mutate(holdfast.operator, 'submitTask', song)).toEqual({
    ...{ __typename: 'NoPriceError', code: 'NO_PRICE' },
    message: 'There is no price for music of tune: operation must be an operation of tune (song), not "music"',
  })
})

describe('the name of a thing that everybody may know, which nothing has', () => {
  const document = (names: readonly string[]) => ({
    ...{ name: 'plans', description: 'Plans.', priceRules: [] },
    plans: names.map((name) => ({
      ...{ name, title: name, price: { amount: 100, currency: 'EUR' }, interval: 'MONTH' },
      credits: [{ creditType: 'music', credits: 5 }],
    })),
  })
  const load = async (names: readonly string[]) => {
    const loaded = await mutate(holdfast.operator, 'loadCatalogue', { source: { document: document(names) } })
    expect(loaded.message).toBeUndefined()
  }
  const refuses = async (name: string, input: Fields, message: RegExp) =>
    expect(await mutate(holdfast.operator, name, input), name).toEqual({
      ...{ __typename: 'NotFoundError', code: 'NOT_FOUND', message: expect.stringMatching(message) },
    })

  test('is refused with the existing names, and the one that was meant', async () => {
    await load(['starter', 'former'])
    await load(['starter'])
    const { id: organizationId } = organization
    const plan = /^plan must be the name of a plan \((?!.*former).*starter.*\), not "startet"\. Did you mean starter\?$/
    await refuses('startSubscription', { organizationId, plan: 'startet' }, plan)
    await refuses('startPurchase', { organizationId, plan: 'startet', provider: 'MANUAL' }, plan)
    await mutate(holdfast.operator, 'startSubscription', { organizationId, plan: 'starter' })
    await refuses('upgradeSubscription', { organizationId, plan: 'startet' }, plan)
    await refuses('downgradeSubscription', { organizationId, plan: 'startet' }, plan)
    await refuses(
      'loadCatalogue',
      { source: { name: 'sunar' } },
      /^source\.name must be the name of a built-in catalogue \(.*\), not "sunar"\. Did you mean sunor\?$/,
    )
    await refuses(
      'setHttpProvider',
      { source: { name: 'sunar' } },
      /^source\.name must be the name of a built-in definition \(.*\), not "sunar"\. Did you mean sunor\?$/,
    )
    await refuses(
      'setFacade',
      { source: { name: 'sunar' } },
      /^source\.name must be the name of a façade \(.*\), not "sunar"\. Did you mean sunor\?$/,
    )
    await refuses('removeFacade', { name: 'sunar' }, /^name must be the name of a façade .* Did you mean sunor\?$/)
    await refuses(
      'createPriceRule',
      { ...RULE, variant: 'http', httpProvider: 'acme' },
      /^httpProvider must be the name of a provider over HTTP \(none exists\), not "acme"\. Create one with setHttpProvider$/,
    )
  })

  test('a retired plan can’t be bought, except by an organization that has it', async () => {
    await load(['starter', 'former'])
    const [{ id: mine }, { id: other }] = [await holdfast.organization(), await holdfast.organization()]
    await mutate(holdfast.operator, 'startSubscription', { organizationId: mine, plan: 'former' })
    await load(['starter'])
    const buy = (organizationId: string) =>
      mutate(holdfast.operator, 'startPurchase', { organizationId, plan: 'former', provider: 'MANUAL' })
    expect(await buy(other)).toMatchObject({
      code: 'ENDED',
      message: expect.stringMatching(/^The plan former is retired/),
    })
    expect((await buy(mine)).code).not.toBe('ENDED')
  })
})

test('on a fresh system every name is possible; after the first price or plan, those that it doesn’t have are mistakes', async () => {
  const fresh = await startTestHoldfast({ prepare: async () => {} })
  try {
    const { operator } = fresh
    const { id: organizationId } = await fresh.organization({ credits: 0n })
    const first = { organizationId, creditType: 'tunes', credits: 5, models: ['tune'], idempotencyKey: 'first' }
    expect(await mutate(operator, 'grantCredits', first)).toMatchObject({ __typename: 'GrantCreditsSuccess' })
    await makeKnown(operator, { creditType: 'music', model: 'suno', operation: 'music' })

    // What was done is done, and what the organization has stays usable.
    expect(await mutate(operator, 'grantCredits', first, 'replayed')).toMatchObject({ replayed: true })
    const more = { organizationId, creditType: 'tunes', credits: 5 }
    expect(await mutate(operator, 'grantCredits', more)).not.toHaveProperty('code')
    expect(
      await mutate(operator, 'createBudget', { organizationId, creditType: 'tunes', period: 'DAY', limit: 1 }),
    ).not.toHaveProperty('code')
    // Another organization does not have it.
    const other = await fresh.organization({ credits: 0n })
    expect(await mutate(operator, 'grantCredits', { ...more, organizationId: other.id })).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'creditType must be a credit type of a price, of a plan or of the organization (music), not "tunes"',
    })
    expect(await mutate(operator, 'grantCredits', { ...first, idempotencyKey: 'second' })).toMatchObject({
      message: 'models.0 must be a model of a price (suno), not "tune"',
    })
  } finally {
    await fresh.stop()
  }
})

test('a part of a price makes its credit type known', async () => {
  const { operator } = holdfast
  const grant = { organizationId: organization.id, credits: 1, creditType: 'compute' }
  expect(await mutate(operator, 'grantCredits', grant)).toMatchObject({ code: 'INVALID_INPUT' })
  const parts = [{ unit: 'FIELD', unitField: 'compute', per: 1, credits: 1, creditType: 'compute' }]
  expect(await mutate(operator, 'createPriceRule', { ...RULE, variant: 'parts', parts })).not.toHaveProperty('code')
  expect(await mutate(operator, 'grantCredits', grant)).not.toHaveProperty('code')
})

test('a price that begins later, an UNAVAILABLE one, a plan and a contract make names known', async () => {
  const { operator } = holdfast
  const { id: organizationId } = organization
  const grant = async (names: Fields, to = organizationId) =>
    (await mutate(operator, 'grantCredits', { organizationId: to, credits: 1, ...names })).code ?? 'granted'
  expect(await grant({ creditType: 'later' })).toBe('INVALID_INPUT')
  const later = { ...RULE, creditType: 'later', effectiveFrom: '2099-01-01T00:00:00Z' }
  expect(await mutate(operator, 'createPriceRule', later)).not.toHaveProperty('code')
  expect(await grant({ creditType: 'later' })).toBe('granted')

  expect(await grant({ creditType: 'music', models: ['chat'] })).toBe('INVALID_INPUT')
  await makeKnown(operator, { model: 'chat' })
  expect(await grant({ creditType: 'music', models: ['chat'] })).toBe('granted')

  const plan = {
    name: 'planned',
    title: 'Planned',
    price: null,
    interval: 'MONTH',
    credits: [{ creditType: 'planned', credits: 5 }],
  }
  const document = { name: 'mine', description: 'Mine.', priceRules: [], plans: [plan] }
  expect(await mutate(operator, 'loadCatalogue', { source: { document } })).not.toHaveProperty('code')
  expect(await grant({ creditType: 'planned' })).toBe('granted')

  const contract = { ...RULE, organizationId, creditType: 'own', model: 'own', operation: 'own' }
  expect(await mutate(operator, 'createPriceRule', contract)).not.toHaveProperty('code')
  expect(await grant({ creditType: 'own', models: ['own'] })).toBe('granted')
  // Nobody else learns of a contract.
  const { id: other } = await holdfast.organization()
  const { message } = await mutate(operator, 'grantCredits', { organizationId: other, credits: 1, creditType: 'own' })
  expect(message).toMatch(/^creditType must be .*, not "own"/)
  expect(message?.split(', not ')[0]).not.toContain('own')
})

test('a plan that is limited to a model that neither the price book nor its catalogue has is refused', async () => {
  const rule = { provider: 'acme', model: 'tune', operation: 'song', creditType: 'music', credits: 1 }
  const terms = { title: 'Limited', price: null, interval: 'MONTH', credits: [{ creditType: 'music', credits: 5 }] }
  const document = {
    ...{ name: 'limited', description: 'Limited plans.', priceRules: [rule] },
    plans: [
      { ...terms, name: 'right', models: ['tune', 'suno'], operations: ['song'] },
      { ...terms, name: 'wrong', models: ['tuna'] },
    ],
  }
  const { code, message } = await mutate(holdfast.operator, 'loadCatalogue', { source: { document } })
  expect(code).toBe('INVALID_INPUT')
  expect(message).toMatch(/^plans\.1\.models\.0 must be a model of a price \(.*\), not "tuna"\. Did you mean tune\?$/)
})
