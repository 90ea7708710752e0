// The price of a task, over random price lists and random inputs.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceRule } from '../../src/database/generated/client/client.ts'
import { PLATFORM_ID } from '../../src/engine/idempotency.ts'
import { isRefusal } from '../../src/ledger/refusals.ts'
import { type Constraint, type Input, typesIn } from '../../src/pricing/constraints.ts'
import { priceOf, rulesInForce } from '../../src/pricing/priceOf.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)
const ORGANIZATION = 'organization'
const NOW = new Date(Date.UTC(2026, 0, 1))

/** Each field is taken to be of one type, as price lists do. */
const NUMBERS = ['durationSeconds', 'outputs', 'voice.speed']
const TEXTS = ['quality', 'voice.language', 'voice.accent.region']
const FIELDS = [...NUMBERS, ...TEXTS]
const WORDS = ['studio', 'de', '180', '', 'true']

const bound = fc.integer({ min: -5, max: 300 })
const numeric = fc.record(
  { field: fc.constantFrom(...NUMBERS), min: bound, max: bound, below: bound, required: fc.boolean() },
  { requiredKeys: ['field'] },
)
const textual = fc.record(
  {
    field: fc.constantFrom(...TEXTS),
    oneOf: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1 }),
    maxLength: fc.integer({ min: 0, max: 8 }),
    required: fc.boolean(),
  },
  { requiredKeys: ['field'] },
)
const constraints = fc.array(fc.oneof(numeric, textual), { maxLength: 2 }) as fc.Arbitrary<Constraint[]>

const BLANK = {
  ...{ model: 'm', operation: 'o', state: 'ACTIVE', effectiveFrom: NOW, effectiveUntil: null, notice: null },
  ...{ per: 1n, fixed: 0n, measure: {}, parts: [], comparableAs: null, quality: null, assetKind: null },
}

const rule = fc
  .record({
    credits: fc.bigInt({ min: 0n, max: 100n }),
    unit: fc.constantFrom('CALL' as const, 'SECOND' as const, 'OUTPUT' as const),
    conditions: constraints,
    inputLimits: fc.constant([]),
    isContract: fc.boolean(),
  })
  .map(({ isContract, unit, ...terms }): PriceRule => {
    const unitField = { CALL: null, SECOND: 'durationSeconds', OUTPUT: 'outputs' }[unit]
    return { ...BLANK, ...terms, unit, unitField, organizationId: isContract ? ORGANIZATION : PLATFORM_ID } as never
  })

const rules = fc
  .array(rule, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((each, i) => ({ ...each, id: `rule ${i}`, variant: `variant ${i}` })))

const leaf = fc.oneof(
  fc.integer({ min: -5, max: 400 }),
  fc.constantFrom(...WORDS, '60', '1e2', 'NaN', 'Infinity', ' 180 ', 'STUDIO', 'De', 'TRUE', 'other'),
  fc.constantFrom(true, false, null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.array(fc.oneof(fc.integer({ max: 400 }), fc.constantFrom(...WORDS)), { maxLength: 2 }),
  fc.constantFrom({}, { language: 'de' }, { valueOf: 180 }),
)
const number = fc.oneof({ arbitrary: fc.integer({ min: 1, max: 400 }), weight: 9 }, leaf)
const text = fc.oneof({ arbitrary: fc.constantFrom(...WORDS), weight: 9 }, leaf)
const accent = fc.oneof({ arbitrary: fc.record({ region: text }, { requiredKeys: [] }), weight: 9 }, leaf)
const voice = fc.record({ speed: number, language: text, accent }, { requiredKeys: [] })
const input = fc.record(
  { durationSeconds: number, outputs: number, quality: text, voice: fc.oneof({ arbitrary: voice, weight: 9 }, leaf) },
  { requiredKeys: [] },
) as fc.Arbitrary<Input>

/** The fields that a price list's prices depend on. */
function pricedFields(all: readonly PriceRule[]): Set<string> {
  const fields = all.flatMap(({ conditions, unitField }) => [
    ...(conditions as unknown as Constraint[]).flatMap((each) => (typesIn(each).size > 0 ? [each.field] : [])),
    ...(unitField ? [unitField] : []),
  ])
  return new Set(fields)
}

/** What a lenient worker finds at a field, and reads it as: Number("180"), the text of a number, the first of a list, "DE" as "de". */
function leniently(value: unknown, [name, ...rest]: readonly string[], isNumber: boolean): unknown {
  if (name !== undefined) {
    const object = Array.isArray(value) ? value[0] : value
    if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return value
    return { ...object, [name]: leniently((object as Input)[name], rest, isNumber) }
  }
  const plain = Array.isArray(value) ? value[0] : value
  if (plain === null || plain === undefined) return value
  if (isNumber) return Number(plain)
  return WORDS.find((word) => word === String(plain).toLowerCase()) ?? String(plain)
}

test('the newest contract that has begun counts, until it ends; then the newest price for all does', () => {
  const event = fc.record({
    kind: fc.constantFrom('general' as const, 'contract' as const, 'end' as const),
    at: fc.integer({ min: 0, max: 20 }),
  })
  // No two rules of the same organization begin at the same instant.
  const selector = ({ kind, at }: { kind: string; at: number }) => `${kind === 'general'} ${at}`
  const events = fc.uniqueArray(event, { selector, maxLength: 12 })
  fc.assert(
    fc.property(events, fc.integer({ min: 0, max: 22 }), (all, at) => {
      const list = all.map(({ kind, at: from }, i) => ({
        ...{ ...BLANK, id: `${i}`, variant: 'standard', conditions: [], inputLimits: [], endsContract: kind === 'end' },
        ...{ organizationId: kind === 'general' ? PLATFORM_ID : ORGANIZATION, effectiveFrom: new Date(from) },
      })) as never as PriceRule[]
      const newest = (isGeneral: boolean) =>
        all
          .filter(({ kind, at: from }) => (kind === 'general') === isGeneral && from <= at)
          .reduce(
            (last, each) => (last && last.at > each.at ? last : each),
            undefined as (typeof all)[number] | undefined,
          )
      const own = newest(false)
      const counts = own?.kind === 'contract' ? own : newest(true)
      const inForce = rulesInForce(list, ORGANIZATION, new Date(at)).map(({ id }) => id)
      expect(inForce).toEqual(counts ? [`${all.indexOf(counts)}`] : [])
    }),
    { numRuns: RUNS },
  )
})

test('the lenient reading of a task’s input never raises its price', () => {
  let priced = 0
  fc.assert(
    fc.property(rules, input, (list, asked) => {
      const wanted = { model: 'm', operation: 'o', input: asked }
      const price = priceOf(list, ORGANIZATION, wanted, NOW)
      if (isRefusal(price)) return
      priced++
      for (const field of pricedFields(list)) {
        const read = leniently(asked, field.split('.'), NUMBERS.includes(field)) as Input
        expect(priceOf(list, ORGANIZATION, { ...wanted, input: read }, NOW)).toEqual(price)
      }
    }),
    { numRuns: RUNS },
  )
  expect(priced).toBeGreaterThan(RUNS / 10)
})

test('a value of another type in a field that a price depends on is refused, and the refusal names a field of its path', () => {
  fc.assert(
    fc.property(rules, input, fc.constantFrom(...FIELDS), leaf, (list, asked, field, value) => {
      const isNumber = NUMBERS.includes(field)
      fc.pre(pricedFields(list).has(field) && value !== null)
      fc.pre(isNumber ? !Number.isFinite(value) : typeof value !== 'string')
      const input = put({ ...asked }, field.split('.'), value)
      const refusal = priceOf(list, ORGANIZATION, { model: 'm', operation: 'o', input }, NOW)
      expect(refusal).toMatchObject({ code: 'INPUT_LIMIT' })
    }),
    { numRuns: RUNS },
  )
})

function put(into: Input, [name, ...rest]: readonly string[], value: unknown): Input {
  const within = into[name as string]
  const object = typeof within === 'object' && within !== null && !Array.isArray(within) ? (within as Input) : {}
  return { ...into, [name as string]: rest.length === 0 ? value : put(object, rest, value) }
}
