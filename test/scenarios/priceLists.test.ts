// Price lists as vendors publish them, as data: quoted, submitted, and charged by what came out.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  ComparePrices,
  Complete,
  Grant,
  LoadCatalogue,
  QuoteParts,
  SetPrice,
  Start,
  StartSubscription,
  Submit,
  TaskParts,
} from '../support/operations.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast
let customer: TestOrganization

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'artlist', clock: () => new Date(now) })
  for (const name of ['elevenlabs', 'claude']) await holdfast.operator.run(LoadCatalogue, { input: { name } })
  customer = await holdfast.organization({ mode: 'LIVE' })
  const credits = { creditType: 'credits', credits: 1_000_000, kind: 'TOP_UP' as const }
  await holdfast.operator.run(Grant, { input: { organizationId: customer.id, ...credits } })
})
afterAll(() => holdfast.stop())

type Wanted = { model: string; operation: string; input?: Record<string, unknown>; maxCredits?: number }

const quote = async (wanted: Wanted) => (await customer.owner.run(QuoteParts, wanted)).quote

/** Submits a task, and returns its id and price. */
async function submit(wanted: Wanted): Promise<{ id: string; credits: number }> {
  const { submitTask } = await customer.owner.run(Submit, { input: wanted })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return { id: submitTask.task.id, credits: submitTask.task.credits }
}

const complete = async (taskId: string, result: Record<string, unknown> | null, more: object = {}) =>
  (await holdfast.operator.run(Complete, { input: { taskId, result, ...more } })).completeTask

const shown = async (id: string) => (await holdfast.operator.run(TaskParts, { id })).node

test.each([
  ['eleven-multilingual-v2', 'voiceover', { text: 'Good morning.' }, 3],
  ['minimax-02-hd', 'voiceover', { text: '🎵'.repeat(101) }, 11],
  ['voice-clone', 'clone-voice', {}, 500],
  ['speech-to-speech', 'change-voice', { durationSeconds: 12.5 }, 26],
  ['nano-banana-pro', 'image', { prompt: 'rain' }, 400],
  ['flux-2-dev', 'image', { prompt: 'rain', outputs: 4 }, 200],
  ['gpt-image-1.5', 'image', { quality: 'high' }, 600],
  ['kling-1.6', 'video', { durationSeconds: 5, resolution: 720 }, 300],
  ['kling-1.6', 'video', { durationSeconds: 5, resolution: 1080 }, 500],
  ['veo-3.1', 'video', { durationSeconds: 8, resolution: 1080, audio: false }, 2_400],
  ['veo-3.1', 'video', { durationSeconds: 8, resolution: 1080, audio: true }, 4_000],
  ['seedance-1.5-pro', 'video', { durationSeconds: 5, resolution: 720, audio: true }, 1_000],
])('Artlist: %s %s of %o costs %i', async (model, operation, input, credits) => {
  expect(await quote({ model, operation, input })).toMatchObject({ credits, isMaximum: false })
  expect(await submit({ model, operation, input })).toMatchObject({ credits })
})

test.each([
  ['veo-3.1', { durationSeconds: 8, resolution: 1080, audio: 'true' }, 'audio must be true or false'],
  ['veo-3.1', { durationSeconds: 8, resolution: '1080', audio: true }, 'resolution must be a number'],
  ['kling-1.6', { durationSeconds: 5, resolution: '1080' }, 'resolution must be a number'],
  ['kling-1.6', { durationSeconds: 5, resolution: 480 }, 'resolution must be one of: 720, 1080'],
])('Artlist: %s of %o is refused, and never priced by the cheaper rule', async (model, input, message) => {
  expect(await quote({ model, operation: 'video', input })).toMatchObject({
    code: 'INPUT_LIMIT',
    message: expect.stringContaining(message),
  })
})

test('Artlist: the plan of 7,500 credits makes voiceovers and nothing else', async () => {
  const { id: organizationId, owner } = await holdfast.organization({ mode: 'LIVE', credits: 0n })
  await holdfast.operator.run(StartSubscription, { input: { organizationId, plan: '7500-monthly' } })
  const text = 'x'.repeat(75_000)
  const spoken = { model: 'cartesia', operation: 'voiceover', input: { text } }
  expect((await owner.run(Submit, { input: spoken })).submitTask).toMatchObject({ task: { credits: 7_500 } })
  const image = { model: 'flux-2-dev', operation: 'image' }
  expect((await owner.run(Submit, { input: image })).submitTask).toMatchObject({ code: 'NOT_ENTITLED' })
  const none = await holdfast.operator.run(ComparePrices, { operation: 'image', organizationId })
  expect(none.comparePrices).toEqual([])
})

test('Artlist: the cheapest model for a wanted quality is one query', async () => {
  const input = { durationSeconds: 10, resolution: 720 }
  const { comparePrices } = await customer.owner.run(ComparePrices, { operation: 'video', input, minQuality: 4 })
  expect(comparePrices.map(({ credits, priceRule }) => `${priceRule.model} ${credits}`)).toEqual([
    'veo-3.1 3000',
    'sora-2-pro 6500',
  ])
})

test.each([
  ['eleven-flash-v2.5', 'text-to-speech', { text: 'Hello!!' }, 4],
  ['eleven-multilingual-v2', 'text-to-speech', { text: 'Hello!!' }, 7],
  ['sound-effects', 'sound', { prompt: 'rain' }, 100],
  ['sound-effects', 'sound', { prompt: 'rain', durationSeconds: 2.55 }, 51],
  ['voice-isolator', 'isolate-voice', { durationSeconds: 90 }, 1_500],
  ['dubbing', 'dub', { durationSeconds: 61, languages: 2 }, 6_100],
])('ElevenLabs: %s %s of %o costs %i', async (model, operation, input, credits) => {
  expect(await quote({ model, operation, input })).toMatchObject({ credits, isMaximum: false })
  expect(await submit({ model, operation, input })).toMatchObject({ credits })
})

const SONNET = { model: 'claude-sonnet-4', operation: 'messages' }
const usage = {
  input_tokens: 2_001,
  output_tokens: 503,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 10_000,
}

test('Claude: the hold is the most that a message can cost, and the charge follows the tokens of the result', async () => {
  const asked = { ...SONNET, input: { prompt: 'rain', max_tokens: 1_000, maxInputTokens: 20_000 } }
  // 1,000 tokens of output at 3 per 20, and 20,000 of input at 3 per 80.
  expect(await quote(asked)).toMatchObject({
    ...{ credits: 900, isMaximum: true },
    parts: [
      {
        units: 1_000,
        unitsMax: 1_000,
        part: { unit: 'TOKEN', settleBy: 'RESULT', settleField: 'usage.output_tokens' },
      },
      { units: 20_000 },
      { units: 0 },
      { units: 0 },
    ],
  })
  const { id, credits } = await submit(asked)
  expect(credits).toBe(900)
  expect(await complete(id, { text: 'Rain.', usage })).toMatchObject({ task: { status: 'SUCCEEDED' } })
  // 503 x 3/20 + 2,001 x 3/100 + 10,000 x 3/1,000 = 75.45 + 60.03 + 30 = 165.48, rounded up once.
  expect(await shown(id)).toMatchObject({ credits: 900, hold: { spent: 166, released: 734 } })
})

test('a maximum limits what the input leaves open, and never what it asks for', async () => {
  const asked = { ...SONNET, input: { prompt: 'rain', max_tokens: 1_000 } }
  expect(await quote(asked)).toMatchObject({ credits: 7_650, isMaximum: true })
  expect(await quote({ ...asked, maxCredits: 400 })).toMatchObject({ credits: 400, isMaximum: true })
  expect(await quote({ ...asked, maxCredits: 149 })).toMatchObject({
    code: 'MAX_CREDITS_EXCEEDED',
    message:
      'messages of claude-sonnet-4 with this input costs 150 credits, more than maxCredits, which is 149. Raise maxCredits, or ask for less.',
  })
  const { id } = await submit({ ...asked, maxCredits: 400 })
  const much = { ...usage, input_tokens: 150_000, output_tokens: 1_000 }
  expect(await complete(id, { usage: much })).toMatchObject({ task: { hold: { spent: 400, released: 0 } } })
})

test('a result without what the price follows is refused, changes nothing, and can be sent again', async () => {
  const { id } = await submit({ ...SONNET, input: { max_tokens: 100, maxInputTokens: 1_000 } })
  const { output_tokens: _, ...rest } = usage
  for (const [result, message] of [
    [null, 'result.usage.output_tokens must be a number of 0 or more: the price of this task follows it'],
    [{ usage: rest }, 'result.usage.output_tokens must be a number of 0 or more: the price of this task follows it'],
    [{ usage: { ...usage, output_tokens: '7' } }, 'result.usage.output_tokens must be a number of 0 or more'],
  ] as const) {
    const refused = { code: 'INVALID_INPUT', message: expect.stringContaining(message) }
    expect(await complete(id, result)).toMatchObject(refused)
  }
  expect(await complete(id, { usage }, { credits: 1 })).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'credits must be left out: the price follows the result',
  })
  expect(await shown(id)).toMatchObject({ status: 'QUEUED', hold: { spent: 0, released: 0 } })
  expect(await complete(id, { usage: { ...usage, output_tokens: 0 } })).toMatchObject({ task: { status: 'SUCCEEDED' } })
})

let models = 0

/** Sets a price of a new model. */
async function price(terms: object): Promise<Wanted> {
  const model = `own-${++models}`
  const input = { provider: 'acme', model, operation: 'make', creditType: 'credits', credits: 1, ...terms }
  const { createPriceRule } = await holdfast.operator.run(SetPrice, { input })
  if (createPriceRule?.__typename !== 'CreatePriceRuleSuccess') throw new Error(JSON.stringify(createPriceRule))
  return { model, operation: 'make' }
}

test('measured seconds and delivered outputs are charged, a price that is set later does not change them', async () => {
  const timed = await price({ credits: 3, per: 2, unit: 'SECOND', step: 0, settleBy: 'SECONDS' })
  expect(await quote(timed)).toMatchObject({
    code: 'INVALID_INPUT',
    message: `maxCredits must be given: the price of make of ${timed.model} follows its result, and the input has no durationSeconds that limits it`,
  })
  const open = await submit({ ...timed, maxCredits: 100 })
  expect(await shown(open.id)).toMatchObject({ credits: 100, priceParts: [{ units: null, unitsMax: 66 }] })
  await holdfast.operator.run(Start, { input: { taskId: open.id } })
  const other = { provider: 'acme', ...timed, creditType: 'credits', credits: 1_000 }
  now += 1
  await holdfast.operator.run(SetPrice, { input: other })
  now += 7_100
  // 7.101 seconds at 3 per 2.
  expect(await complete(open.id, null)).toMatchObject({ task: { hold: { spent: 11, released: 89 } } })

  const images = await price({ credits: 5, unit: 'OUTPUT', settleBy: 'OUTPUTS', settleField: 'images' })
  const { id, credits } = await submit({ ...images, input: { outputs: 4 } })
  expect(credits).toBe(20)
  expect(await complete(id, { images: 3 })).toMatchObject({
    message: 'result.images must be a list of the outputs: the price of this task follows it',
  })
  expect(await complete(id, { images: ['a', 'b', 'c'] })).toMatchObject({ task: { hold: { spent: 15, released: 5 } } })
})

test('1 credit and 0.2 for each question; tiers; fields that are multiplied', async () => {
  const quiz = await price({ credits: 1, per: 5, fixed: 1, unit: 'FIELD', unitField: 'questions' })
  expect(await quote({ ...quiz, input: { questions: 7 } })).toMatchObject({ credits: 3 })
  expect(await quote({ ...quiz, input: { questions: 0 } })).toMatchObject({ credits: 1 })
  const tiers = [
    { upTo: 10, credits: 5 },
    { upTo: 20, credits: 3, fixed: 1 },
  ]
  const terms = { credits: 1, unit: 'FIELD', unitField: 'pages', tiers }
  const graduated = await price(terms)
  const volume = await price({ ...terms, tiering: 'VOLUME' })
  expect(await quote({ ...graduated, input: { pages: 25 } })).toMatchObject({ credits: 50 + 31 + 5 })
  expect(await quote({ ...volume, input: { pages: 15 } })).toMatchObject({ credits: 46 })
  expect(await quote({ ...volume, input: { pages: 25 } })).toMatchObject({ credits: 25 })
  const pixels = await price({ credits: 10, unit: 'MEGAPIXEL', unitField: 'width*height*outputs' })
  expect(await quote({ ...pixels, input: { width: 1_024, height: 1_024, outputs: 2 } })).toMatchObject({ credits: 21 })
  expect(await quote({ ...pixels, input: { width: 1_024, height: 1_024 } })).toMatchObject({
    message: `For make of ${pixels.model}, outputs must be given, because width is.`,
  })
})

test('a price that says two things is refused with each mistake by its path', async () => {
  for (const [terms, message] of [
    [{ settleBy: 'RESULT' }, 'settleBy must be left out: the price is per CALL'],
    [{ unit: 'FIELD' }, 'unitField must be given: the unit is FIELD'],
    [{ unit: 'TOKEN', settleBy: 'RESULT' }, 'settleField must be given'],
    [{ unit: 'TOKEN', settleBy: 'SECONDS' }, 'settleBy must not be SECONDS'],
    [{ unit: 'TOKEN', per: 0 }, 'per must be a whole number of 1 to 1000000000'],
    [
      {
        unit: 'TOKEN',
        tiers: [
          { upTo: 5, credits: 1 },
          { upTo: 5, credits: 1 },
        ],
      },
      'tiers must be in ascending order',
    ],
    [{ conditions: [{ field: 'size', min: 1, oneOf: ['big'] }] }, 'conditions.0.oneOf must be of numbers'],
    [{ parts: [{ credits: 1, unit: 'TOKEN', creditType: 'Not a type' }] }, 'parts.0.creditType must'],
  ] as const) {
    await expect(price(terms)).rejects.toThrow(message)
  }
})

test('a contract takes the place of its own variant, and keeps the limits, conditions and kind that it does not state', async () => {
  const limits = [
    { field: 'durationSeconds', max: 300 },
    { field: 'prompt', required: true },
  ]
  const made = await price({ credits: 10, assetKind: 'music', inputLimits: limits })
  const both = { provider: 'acme', ...made, creditType: 'credits' }
  const long = { ...both, variant: 'long', credits: 24, conditions: [{ field: 'durationSeconds', min: 180 }] }
  await holdfast.operator.run(SetPrice, { input: { ...long, inputLimits: limits } })
  now += 1
  const organizationId = customer.id
  const own = { ...both, credits: 8, inputLimits: [{ field: 'durationSeconds', max: 400 }], organizationId }
  await holdfast.operator.run(SetPrice, { input: own })
  const asked = (durationSeconds: number) => quote({ ...made, input: { prompt: 'rain', durationSeconds } })
  expect(await asked(60)).toMatchObject({ credits: 8 })
  expect(await asked(200)).toMatchObject({ credits: 24 })
  expect(await asked(350)).toMatchObject({ code: 'INPUT_LIMIT' })
  expect(await quote({ ...made, input: { durationSeconds: 60 } })).toMatchObject({
    message: expect.stringContaining('prompt must be given'),
  })
  now += 1
  await holdfast.operator.run(SetPrice, { input: { ...both, variant: 'long', credits: 20, organizationId } })
  expect(await asked(60)).toMatchObject({ credits: 8 })
  expect(await asked(200)).toMatchObject({ credits: 20 })
})
