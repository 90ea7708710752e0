// Prices: never edited, only superseded; a task keeps the price it was submitted at.

import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import type { CreateBindingQuoteInput, CreatePriceRuleInput } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import {
  CreateBindingQuote,
  Prices,
  Quote,
  QuoteItems,
  QuoteTasks,
  RemoveMember,
  SetMaintenance,
  SetPrice,
  Submit,
  Viewer,
} from '../support/operations.ts'

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

test('the sunor catalogue is loaded from the start', async () => {
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

test('a newer rule applies from its date on, and earlier prices can still be read', async () => {
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

test('a price cannot be set for the past, nor twice for the same instant', async () => {
  const rule = { provider: 'suno', model: 'suno', operation: 'wav', creditType: 'music', credits: 3 }
  const past = await holdfast.operator.run(SetPrice, { input: { ...rule, effectiveFrom: '2025-12-31T00:00:00Z' } })
  expect(past.createPriceRule).toMatchObject({ code: 'EFFECTIVE_FROM_PAST' })
  const effectiveFrom = '2027-01-01T00:00:00Z'
  await holdfast.operator.run(SetPrice, { input: { ...rule, effectiveFrom } })
  const twice = await holdfast.operator.run(SetPrice, { input: { ...rule, credits: 4, effectiveFrom } })
  expect(twice.createPriceRule).toMatchObject({ __typename: 'PriceRuleExistsError', code: 'PRICE_RULE_EXISTS' })
})

test('a quote shows the shortfall, and operations without a price', async () => {
  const { member } = await holdfast.organization({ credits: 4n })
  expect((await member.run(Quote, { model: 'suno', operation: 'music' })).quote).toMatchObject({
    credits: 10,
    available: 4,
    shortfall: 6,
    lines: [{ credits: 4 }],
  })
  expect((await member.run(Quote, { model: 'suno', operation: 'video' })).quote).toMatchObject({ code: 'NO_PRICE' })
})

const fresh = (() => {
  let number = 0
  return (what: string) => `${what}${++number}`
})()

/** Sets a price; everything that isn't said is plain. */
async function setPrice(rule: Partial<CreatePriceRuleInput> & { model: string; credits: number }) {
  const plain = { provider: 'acme', operation: 'song', creditType: 'music' }
  const { createPriceRule } = await holdfast.operator.run(SetPrice, { input: { ...plain, ...rule } })
  if (createPriceRule?.__typename !== 'CreatePriceRuleSuccess') throw new Error(JSON.stringify(createPriceRule))
  return createPriceRule.priceRule
}

async function bindingQuote(client: Client, items: CreateBindingQuoteInput['items']): Promise<string> {
  const { createBindingQuote } = await client.run(CreateBindingQuote, { input: { items } })
  if (createBindingQuote?.__typename !== 'CreateBindingQuoteSuccess')
    throw new Error(JSON.stringify(createBindingQuote))
  return createBindingQuote.bindingQuote.id
}

test('a price depends on the input: its range, its quality, its seconds', async () => {
  const { member } = await holdfast.organization()
  const model = fresh('ranged')
  const voice = { model, operation: 'voice' }
  await setPrice({
    ...voice,
    credits: 15,
    conditions: [{ field: 'durationSeconds', min: 0, below: 60 }],
    variant: 'short',
  })
  await setPrice({
    ...voice,
    credits: 20,
    conditions: [{ field: 'durationSeconds', min: 60, max: 240 }],
    variant: 'long',
  })
  await setPrice({
    ...voice,
    credits: 2,
    unit: 'SECOND',
    variant: 'studio',
    conditions: [
      { field: 'durationSeconds', min: 0 },
      { field: 'quality', oneOf: ['studio'] },
    ],
  })
  const priceOf = async (input: Record<string, unknown>) => (await member.run(Quote, { ...voice, input })).quote
  expect(await priceOf({ durationSeconds: 59.9 })).toMatchObject({ credits: 15, priceRule: { variant: 'short' } })
  expect(await priceOf({ durationSeconds: 60 })).toMatchObject({ credits: 20, priceRule: { variant: 'long' } })
  expect(await priceOf({ durationSeconds: 30.2, quality: 'studio' })).toMatchObject({ credits: 62, units: 31 })
  expect(await priceOf({ durationSeconds: 241 })).toMatchObject({
    code: 'NO_PRICE',
    message: expect.stringContaining('durationSeconds from 60 to 240'),
  })
  expect(await priceOf({ durationSeconds: null })).toMatchObject({ code: 'NO_PRICE' })
})

test('a field that a price depends on and that has another type is refused by its name, never priced lower', async () => {
  const { member, id: organizationId } = await holdfast.organization()
  const model = fresh('typed')
  const song = { model, operation: 'song' }
  await setPrice({ ...song, credits: 4 })
  const long = { variant: 'long', conditions: [{ field: 'durationSeconds', min: 180 }] }
  await setPrice({ ...song, ...long, credits: 25 })
  const german = { variant: 'german', conditions: [{ field: 'voice.language', oneOf: ['de'] }] }
  await setPrice({ ...song, ...german, credits: 30 })
  const outputs = { variant: 'many', unit: 'OUTPUT' as const, conditions: [{ field: 'hd', required: true }] }
  await setPrice({ ...song, ...outputs, credits: 9 })
  expect((await member.run(Quote, { ...song, input: { durationSeconds: 180 } })).quote).toMatchObject({ credits: 25 })
  expect((await member.run(Quote, { ...song, input: { voice: null } })).quote).toMatchObject({ credits: 4 })

  const wrong: [field: string, limit: string, input: Record<string, unknown>][] = [
    ...['180', true, [180], { valueOf: 180 }, ''].map((durationSeconds): [string, string, Record<string, unknown>] => [
      ...(['durationSeconds', 'must be a number'] as const),
      { durationSeconds },
    ]),
    ...[5, true, ['de'], { de: 1 }].map((language): [string, string, Record<string, unknown>] => [
      ...(['voice.language', 'must be a text'] as const),
      { voice: { language } },
    ]),
    ['voice', 'must be an object', { voice: 'de' }],
    ['voice', 'must be an object', { voice: [{ language: 'de' }] }],
    // Only the price per output names it; the standard price would take it.
    ['outputs', 'must be a number', { outputs: '3' }],
  ]
  for (const [field, limit, input] of wrong) {
    const refusal = { code: 'INPUT_LIMIT', field, limit }
    expect((await member.run(Quote, { ...song, input })).quote).toMatchObject(refusal)
    expect((await member.run(Submit, { input: { ...song, input } })).submitTask).toMatchObject(refusal)
    expect((await member.run(QuoteTasks, { items: [{ ...song, input }] })).quoteTasks).toMatchObject({
      items: [{ price: null, refusal: { code: 'INPUT_LIMIT' } }],
    })
    const binding = { items: [{ ...song, input }] }
    expect((await member.run(CreateBindingQuote, { input: binding })).createBindingQuote).toMatchObject({
      code: 'INPUT_LIMIT',
    })
  }
  // A contract is asked the same: it can be for some inputs only, too.
  await setPrice({ ...song, ...long, credits: 20, organizationId })
  expect((await member.run(Quote, { ...song, input: { durationSeconds: '180' } })).quote).toMatchObject({
    code: 'INPUT_LIMIT',
    field: 'durationSeconds',
  })
})

test('a value that resembles a more expensive one is refused with the right spelling, and any other value is allowed', async () => {
  const { member } = await holdfast.organization()
  const model = fresh('spelled')
  const image = { model, operation: 'image' }
  await setPrice({ ...image, credits: 2 })
  await setPrice({ ...image, credits: 9, variant: 'hd', conditions: [{ field: 'quality', oneOf: ['hd', 'Ultra HD'] }] })
  await setPrice({
    ...image,
    credits: 5,
    variant: 'austrian',
    conditions: [{ field: 'voice.accent', oneOf: ['de-AT'] }],
  })
  const quoted = async (input: Record<string, unknown>) => (await member.run(Quote, { ...image, input })).quote
  for (const [field, right, input] of [
    ...['HD', ' hd', 'hd\u200b', 'ＨＤ', 'Hd '].map((quality) => ['quality', 'hd', { quality }] as const),
    ...['ultra hd', 'Ultra-HD', 'ULTRA_HD'].map((quality) => ['quality', 'Ultra HD', { quality }] as const),
    ...['de-at', 'de_AT', 'DE AT'].map((accent) => ['voice.accent', 'de-AT', { voice: { accent } }] as const),
  ]) {
    const refusal = { code: 'INPUT_LIMIT', field, limit: `must be spelled "${right}"` }
    expect(await quoted(input)).toMatchObject(refusal)
    expect((await member.run(Submit, { input: { ...image, input } })).submitTask).toMatchObject(refusal)
  }
  for (const [credits, input] of [
    [9, { quality: 'hd' }],
    [9, { quality: 'Ultra HD' }],
    [2, { quality: 'draft' }],
    [2, { quality: 'hd+' }],
    [2, { quality: '' }],
    [5, { voice: { accent: 'de-AT' } }],
    [2, { voice: { accent: 'de' } }],
    [2, { prompt: 'HD' }],
  ] as const) {
    expect(await quoted(input)).toMatchObject({ credits })
  }
})

test('a field whose name resembles one that a price depends on is refused with the right name', async () => {
  const { member } = await holdfast.organization()
  const song = { model: fresh('named'), operation: 'song' }
  await setPrice({ ...song, credits: 4 })
  await setPrice({ ...song, credits: 25, variant: 'long', conditions: [{ field: 'durationSeconds', min: 180 }] })
  await setPrice({ ...song, credits: 30, variant: 'german', conditions: [{ field: 'voice.language', oneOf: ['de'] }] })
  const quoted = async (input: Record<string, unknown>) => (await member.run(Quote, { ...song, input })).quote
  for (const [field, right, input] of [
    ...['DurationSeconds', 'duration_seconds', 'durationseconds', ' durationSeconds'].map(
      (name) => [name, 'durationSeconds', { [name]: 600 }] as const,
    ),
    ['duration_seconds', 'durationSeconds', { duration_seconds: 600, durationSeconds: null }],
    ['Voice', 'voice.language', { Voice: { language: 'de' } }],
    ['voice.Language', 'voice.language', { voice: { Language: 'de' } }],
  ] as const) {
    expect(await quoted(input)).toMatchObject({ code: 'INPUT_LIMIT', field, limit: `must be named ${right}` })
  }
  expect(await quoted({ durationSeconds: 200, duration_seconds: 600 })).toMatchObject({ credits: 25 })
  expect(await quoted({ duration: 600, seconds: 600, voice: { name: 'Ada' } })).toMatchObject({ credits: 4 })
})

test('a number in a condition that a double does not keep is refused, not rounded', async () => {
  const rule = 'provider: "acme", model: "exact", operation: "song", creditType: "music", credits: 1'
  const create = (min: string) =>
    holdfast.operator.send(`mutation { createPriceRule(input: { ${rule}, conditions: [{ field: "x", min: ${min} }] }) {
      ... on CreatePriceRuleSuccess { priceRule { conditions { min } } } ... on Error { code message } } }`)
  for (const number of ['0.12345678901234567891', '90.071992547409930001']) {
    expect(await create(number)).toMatchObject({
      errors: [
        {
          message: `input.conditions.0.min must be a number that a double keeps, such as 0.5 or 180, not ${number}`,
        },
      ],
    })
  }
  expect(await create('0.10')).toMatchObject({
    data: { createPriceRule: { priceRule: { conditions: [{ min: 0.1 }] } } },
  })
  const document = `{ name: "exact", description: "", priceRules: [{ provider: "acme", model: "exact", operation: "song",
    creditType: "music", credits: 1, conditions: [{ field: "x", max: 0.12345678901234567891 }] }] }`
  expect(
    await holdfast.operator.send(`mutation { loadCatalogue(input: { source: { document: ${document} } }) {
      ... on InvalidInputError { issues { path message } } } }`),
  ).toMatchObject({
    data: {
      loadCatalogue: {
        issues: [
          {
            path: 'priceRules.0.conditions.0.max',
            message: 'must be a number that a double keeps, not 0.12345678901234567891',
          },
        ],
      },
    },
  })
})

test('inputs are bounded, and the refusal names the limit', async () => {
  const { member } = await holdfast.organization()
  const model = fresh('limited')
  const song = { model, operation: 'song' }
  await setPrice({
    ...song,
    credits: 3,
    unit: 'OUTPUT',
    inputLimits: [
      { field: 'prompt', maxLength: 10, required: true },
      { field: 'voice.language', oneOf: ['de', 'en'] },
      { field: 'outputs', max: 4 },
    ],
  })
  const submit = async (input: Record<string, unknown>) =>
    (await member.run(Submit, { input: { ...song, input } })).submitTask
  expect(await submit({ prompt: 'rain', outputs: 2 })).toMatchObject({ task: { credits: 6 } })
  const refused = { __typename: 'InputLimitError', code: 'INPUT_LIMIT' }
  for (const [input, message] of [
    [{ outputs: 1 }, 'prompt must be given'],
    [{ prompt: 'rain on a tin roof', outputs: 1 }, 'prompt must have at most 10 characters'],
    [{ prompt: 'rain', voice: { language: 'fr' }, outputs: 1 }, 'voice.language must be one of: de, en'],
    [{ prompt: 'rain', outputs: 5 }, 'outputs must be at most 4'],
    [{ prompt: 'rain' }, 'outputs must be given'],
    [{ prompt: 'rain', outputs: 0 }, 'outputs must be a number above 0'],
    [{ prompt: 'rain', outputs: -1 }, 'outputs must be a number above 0'],
  ] as const) {
    expect(await submit(input)).toMatchObject({ ...refused, message: expect.stringContaining(message) })
  }
})

test('a deprecated price warns, and an unavailable one is refused with an alternative', async () => {
  const { member } = await holdfast.organization()
  const operation = fresh('sing')
  const [old, gone, cheap, dear, best] = ['old', 'gone', 'cheap', 'dear', 'best'].map(fresh) as string[]
  await setPrice({ model: old!, operation, credits: 5, state: 'DEPRECATED', notice: 'Use the best.' })
  await setPrice({ model: gone!, operation, credits: 5, state: 'UNAVAILABLE', notice: 'Its maker has closed.' })
  await setPrice({ model: cheap!, operation, credits: 2, quality: 1 })
  await setPrice({ model: dear!, operation, credits: 9, quality: 1 })
  await setPrice({ model: best!, operation, credits: 8, quality: 2 })
  const submitted = (await member.run(Submit, { input: { model: old!, operation } })).submitTask
  const warnings = [{ code: 'DEPRECATED', message: `${operation} of ${old} is deprecated. Use the best.` }]
  expect(submitted).toMatchObject({ task: { credits: 5 }, warnings })
  expect((await member.run(Submit, { input: { model: gone!, operation } })).submitTask).toMatchObject({
    code: 'OPERATION_UNAVAILABLE',
    message: expect.stringContaining('Its maker has closed.'),
  })
  expect((await member.run(Quote, { model: old!, operation })).quote).toMatchObject({
    warnings,
    alternatives: [
      { credits: 8, priceRule: { model: best, quality: 2 } },
      { credits: 2, priceRule: { model: cheap, quality: 1 } },
    ],
  })
})

test('a contract overrides the general price, and nobody else sees it', async () => {
  const [customer, other] = [await holdfast.organization(), await holdfast.organization()]
  const model = fresh('contract')
  const song = { model, operation: 'song' }
  await setPrice({ ...song, credits: 10 })
  const { id } = await setPrice({ ...song, credits: 6, organizationId: customer.id })
  now += 1_000
  await setPrice({ ...song, credits: 12 })
  expect((await customer.member.run(Quote, song)).quote).toMatchObject({ credits: 6, priceRule: { isContract: true } })
  expect((await customer.member.run(Submit, { input: song })).submitTask).toMatchObject({ task: { credits: 6 } })
  expect((await other.member.run(Quote, song)).quote).toMatchObject({ credits: 12, priceRule: { isContract: false } })
  expect((await other.member.run(Prices, { model })).priceRules).toHaveLength(1)
  const named = (client: typeof other.member, field: string, organizationId: string) =>
    client.send('query ($id: ID!) { FIELD }'.replace('FIELD', field), { id: organizationId })
  const gone = encodeGlobalId('Organization', uuidv7())
  for (const field of [
    'priceRules(organizationId: $id) { id }',
    'comparePrices(operation: "song", organizationId: $id) { credits }',
  ]) {
    expect((await named(customer.member, field, customer.id)).errors).toBeUndefined()
    for (const [client, id] of [
      [other.member, customer.id],
      [holdfast.operator, gone],
    ] as const)
      expect((await named(client, field, id)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  }
  const node = (client: typeof other.member) => client.send('query ($id: ID!) { node(id: $id) { id } }', { id })
  expect((await node(other.member)).data).toEqual({ node: null })
  expect((await node(customer.member)).data).toEqual({ node: { id } })
})

test('after a price with an end, the one before it applies again', async () => {
  const { member } = await holdfast.organization()
  const model = fresh('sale')
  const song = { model, operation: 'song' }
  await setPrice({ ...song, credits: 10 })
  const [from, until] = [new Date(now + 60_000), new Date(now + 120_000)].map((date) => date.toISOString())
  await setPrice({ ...song, credits: 4, effectiveFrom: from, effectiveUntil: until })
  const credits = async () => (await member.run(Quote, song)).quote
  expect(await credits()).toMatchObject({ credits: 10 })
  now += 60_000
  expect(await credits()).toMatchObject({ credits: 4 })
  now += 60_000
  expect(await credits()).toMatchObject({ credits: 10 })
})

test('a contract ends, and from then on the price for all applies', async () => {
  const { id: organizationId, member, admin } = await holdfast.organization()
  const model = fresh('agreed')
  const song = { model, operation: 'song' }
  const price = { ...song, credits: 10 }
  const general = await setPrice(price)
  const { id: priceRuleId } = await setPrice({ ...price, credits: 4, organizationId })
  now += 1_000
  const { id: plannedId } = await setPrice({
    ...{ ...price, credits: 3, organizationId, effectiveFrom: new Date(now + 60_000).toISOString() },
  })
  const credits = async () => (await member.run(Quote, song)).quote
  expect(await credits()).toMatchObject({ credits: 4 })
  const before = new Date(now).toISOString()
  now += 1_000
  const end = (id: string) =>
    mutate<object>(holdfast.operator, 'endContractPrice', { priceRuleId: id }, 'priceRule { id isContract }')
  const applies = { __typename: 'EndContractPriceSuccess', priceRule: { id: general.id, isContract: false } }
  expect(await end(priceRuleId)).toEqual(applies)
  expect(await credits()).toMatchObject({ credits: 10 })
  expect(await end(priceRuleId)).toEqual(applies)
  expect((await member.run(Prices, { model, at: before })).priceRules).toMatchObject([{ credits: 4 }])

  expect(await end(plannedId)).toEqual(applies)
  now += 120_000
  expect(await credits()).toMatchObject({ credits: 10 })
  await setPrice({ ...price, credits: 5, organizationId })
  expect(await credits()).toMatchObject({ credits: 5 })

  expect(await end(general.id)).toMatchObject({
    ...{ code: 'INVALID_INPUT', message: 'priceRuleId must be a contract: a price of one organization' },
  })
  expect(await end(encodeGlobalId('PriceRule', uuidv7()))).toMatchObject({ code: 'NOT_FOUND' })
  const { data } = await admin.send<{ organization: { audit: { edges: object[] } } }, unknown>(
    '{ organization { audit(first: 9, filter: { action: "endContractPrice" }) { edges { node { before } } } } }',
  )
  expect(data?.organization.audit.edges).toMatchObject([
    { node: { before: { model, credits: '3' } } },
    { node: { before: { model, credits: '4' } } },
  ])
})

test('a quote is binding for its minutes, even if prices are set meanwhile', async () => {
  const { member, id } = await holdfast.organization()
  const model = fresh('promised')
  const song = { model, operation: 'song' }
  await setPrice({ ...song, credits: 10 })
  const made = (
    await member.run(CreateBindingQuote, { input: { items: [{ ...song, count: 3 }], validForSeconds: 300 } })
  ).createBindingQuote
  if (made?.__typename !== 'CreateBindingQuoteSuccess') throw new Error(JSON.stringify(made))
  const bindingQuoteId = made.bindingQuote.id
  expect(made).toMatchObject({
    bindingQuote: {
      expiresAt: new Date(now + 300_000).toISOString(),
      items: [{ units: 1, count: 3, taken: 0, priceRule: { model, credits: 10 } }],
    },
    quote: { totals: [{ creditType: 'music', credits: 30, shortfall: 0 }] },
  })
  now += 1_000
  await setPrice({ ...song, credits: 50 })
  const submit = async (input: object) => (await member.run(Submit, { input: { ...song, ...input } })).submitTask
  expect(await submit({ bindingQuoteId })).toMatchObject({ task: { credits: 10 } })
  expect(await submit({})).toMatchObject({ task: { credits: 50 } })
  expect(await submit({ bindingQuoteId, model: 'suno', operation: 'music' })).toMatchObject({ code: 'QUOTE_MISMATCH' })
  const stranger = await holdfast.organization()
  expect((await stranger.member.run(Submit, { input: { ...song, bindingQuoteId } })).submitTask).toMatchObject({
    code: 'NOT_FOUND',
  })
  const behalf = { ...song, bindingQuoteId, organizationId: id }
  expect((await holdfast.operator.run(Submit, { input: behalf })).submitTask).toMatchObject({ task: { credits: 10 } })
  now += 1_000
  await setPrice({ ...song, credits: 50, state: 'UNAVAILABLE' })
  expect(await submit({ bindingQuoteId })).toMatchObject({ code: 'OPERATION_UNAVAILABLE' })
  now += 298_000
  expect(await submit({ bindingQuoteId })).toMatchObject({ code: 'QUOTE_EXPIRED' })
})

test('a quote for a cheap input is not binding for an expensive one', async () => {
  const { member } = await holdfast.organization()
  const model = fresh('dear')
  const song = { model, operation: 'song' }
  await setPrice({ ...song, credits: 10 })
  await setPrice({ ...song, credits: 100, variant: 'long', conditions: [{ field: 'durationSeconds', min: 180 }] })
  await setPrice({ model, operation: 'speech', credits: 2, unit: 'SECOND' })
  const speech = { model, operation: 'speech' }
  const bindingQuoteId = await bindingQuote(member, [
    { ...song, input: { durationSeconds: 30 }, count: 2 },
    { ...speech, input: { durationSeconds: 10 }, count: 2 },
  ])
  const submit = async (input: { model: string; operation: string; input?: Record<string, unknown> }) =>
    (await member.run(Submit, { input: { ...input, bindingQuoteId } })).submitTask
  expect(await submit({ ...song, input: { durationSeconds: 600 } })).toMatchObject({ code: 'QUOTE_MISMATCH' })
  expect(await submit({ ...song, input: { durationSeconds: 179 } })).toMatchObject({ task: { credits: 10 } })
  expect(await submit({ ...speech, input: { durationSeconds: 600 } })).toMatchObject({ code: 'QUOTE_MISMATCH' })
  expect(await submit({ ...speech, input: { durationSeconds: 9.5 } })).toMatchObject({ task: { credits: 20 } })
  // A dearer price that was set after the quote doesn't count for it, nor one that is cheaper.
  now += 1_000
  await setPrice({ ...song, credits: 1, variant: 'short', conditions: [{ field: 'durationSeconds', below: 60 }] })
  expect(await submit({ ...song, input: { durationSeconds: 30 } })).toMatchObject({ task: { credits: 10 } })
})

test('a quote is used once for each of its tasks, even if many are submitted at once', async () => {
  const { member } = await holdfast.organization()
  const model = fresh('counted')
  const song = { model, operation: 'song' }
  await setPrice({ ...song, credits: 1 })
  const bindingQuoteId = await bindingQuote(member, [
    { ...song, count: 2 },
    { ...song, input: { prompt: 'rain' }, count: 3 },
  ])
  const submitted = await Promise.all(
    Array.from({ length: 51 }, (_, i) =>
      member.run(Submit, { input: { ...song, bindingQuoteId, idempotencyKey: `song ${i}` } }),
    ),
  )
  const made = submitted.flatMap(({ submitTask }, i) => (submitTask?.__typename === 'SubmitTaskSuccess' ? [i] : []))
  expect(made).toHaveLength(5)
  for (const { submitTask } of submitted.filter((_, i) => !made.includes(i))) {
    expect(submitTask).toMatchObject({ code: 'QUOTE_TAKEN' })
  }
  // A repetition takes nothing; nor did those that were refused use up their keys.
  const again = { ...song, bindingQuoteId, idempotencyKey: `song ${made[0]}` }
  expect((await member.run(Submit, { input: again })).submitTask).toMatchObject({ replayed: true })
  const { node } = await member.run(QuoteItems, { id: bindingQuoteId })
  expect(node).toMatchObject({
    items: [
      { count: 2, taken: 2 },
      { count: 3, taken: 3 },
    ],
  })
})

test('a refused submit leaves its quote unchanged', async () => {
  const { member } = await holdfast.organization({ credits: 5n })
  const model = fresh('unpaid')
  const song = { model, operation: 'song' }
  await setPrice({ ...song, credits: 10 })
  const bindingQuoteId = await bindingQuote(member, [{ ...song, count: 1 }])
  expect((await member.run(Submit, { input: { ...song, bindingQuoteId } })).submitTask).toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
  })
  expect((await member.run(QuoteItems, { id: bindingQuoteId })).node).toMatchObject({ items: [{ taken: 0 }] })
})

test('a quote of many tasks shows where the credits end', async () => {
  const { member } = await holdfast.organization({ credits: 37n })
  const items = [
    { model: 'suno', operation: 'music', count: 3 },
    { model: 'suno', operation: 'lyrics', count: 4 },
    { model: 'suno', operation: 'video', count: 1 },
  ]
  const { quoteTasks } = await member.run(QuoteTasks, { items })
  expect(quoteTasks).toMatchObject({
    items: [
      { payable: 3, price: { credits: 10 }, refusal: null },
      { payable: 1, price: { credits: 5 }, refusal: { code: 'INSUFFICIENT_CREDITS' } },
      { payable: 0, price: null, refusal: { code: 'NO_PRICE' } },
    ],
    totals: [{ creditType: 'music', credits: 50, available: 37, shortfall: 13, lines: [{ credits: 37 }] }],
  })
  expect((await member.run(QuoteTasks, { items: [{ ...items[0]!, count: 1_001 }] })).quoteTasks).toMatchObject({
    code: 'INVALID_INPUT',
  })
})

test('in maintenance new tasks are refused, tasks in progress go on, and reads work', async () => {
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  const music = { model: 'suno', operation: 'music' }
  const submit = async ({ member }: typeof one) => (await member.run(Submit, { input: music })).submitTask
  const set = (input: object) => holdfast.operator.run(SetMaintenance, { input })
  const seen = async () =>
    (
      await holdfast.operator.send<Record<string, unknown>, object>(
        `{ platformMaintenance organization(id: "${one.id}") { maintenance ownMaintenance }
          organizations(filter: { inMaintenance: true }) { edges { node { id } } } }`,
        {},
      )
    ).data
  const edges = [{ node: { id: one.id } }]
  const none = { maintenance: null, ownMaintenance: null }
  expect(await seen()).toEqual({ platformMaintenance: null, organization: none, organizations: { edges: [] } })
  await set({ organizationId: one.id, reason: 'The vault is being painted.' })
  expect(await submit(one)).toMatchObject({
    code: 'MAINTENANCE',
    message: expect.stringContaining('The vault is being painted.'),
  })
  expect(await submit(other)).toMatchObject({ __typename: 'SubmitTaskSuccess' })
  await set({ reason: 'The house is being painted.' })
  expect(await submit(other)).toMatchObject({ code: 'MAINTENANCE' })
  // The operator sees which of the two has to be ended.
  expect(await seen()).toEqual({
    platformMaintenance: 'The house is being painted.',
    organization: { maintenance: 'The house is being painted.', ownMaintenance: 'The vault is being painted.' },
    organizations: { edges },
  })
  expect((await other.member.run(Quote, music)).quote).toMatchObject({ credits: 10 })
  await set({ reason: null })
  expect(await submit(other)).toMatchObject({ __typename: 'SubmitTaskSuccess' })
  expect(await submit(one)).toMatchObject({ code: 'MAINTENANCE' })
  await set({ organizationId: one.id, reason: null })
  expect(await submit(one)).toMatchObject({ __typename: 'SubmitTaskSuccess' })
})

test('a quote on behalf of a member is refused if they were removed or belong to another organization', async () => {
  const organization = await holdfast.organization()
  const other = await holdfast.organization()
  const idOf = async ({ member }: TestOrganization) => (await member.run(Viewer)).viewer?.member?.id ?? ''
  const [memberId, strangerId] = [await idOf(organization), await idOf(other)]
  const song = { model: 'suno', operation: 'music' }
  const askedBy = async (client: Client, memberId: string) => {
    const input = { items: [song], organizationId: organization.id, memberId }
    const query = `query ($organizationId: ID, $memberId: ID!) {
      quote(model: "suno", operation: "music", organizationId: $organizationId, memberId: $memberId) {
        __typename ... on Error { code message } }
      quoteTasks(items: [{ model: "suno", operation: "music" }], organizationId: $organizationId, memberId: $memberId) {
        __typename ... on Error { code message } } }`
    const { quote, quoteTasks } = (await client.send(query, input)).data as Record<string, object>
    return [(await client.run(CreateBindingQuote, { input })).createBindingQuote, quote, quoteTasks]
  }
  const refused = { code: 'NOT_FOUND', message: 'There is no such member, or you may not see it.' }
  for (const answer of await askedBy(holdfast.operator, memberId)) expect(answer).not.toHaveProperty('code')
  for (const answer of await askedBy(organization.member, memberId)) expect(answer).not.toHaveProperty('code')
  for (const client of [holdfast.operator, organization.member]) {
    for (const answer of await askedBy(client, strangerId)) expect(answer).toMatchObject(refused)
  }
  for (const answer of await askedBy(organization.otherMember, memberId)) expect(answer).toMatchObject(refused)
  await organization.owner.run(RemoveMember, { input: { memberId } })
  for (const answer of await askedBy(holdfast.operator, memberId)) expect(answer).toMatchObject({ code: 'ENDED' })
})
