// The credits of random formulas for random inputs and results, against a naive model that adds one unit after the other.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceRule } from '../../src/database/generated/client/client.ts'
import { PLATFORM_ID } from '../../src/engine/idempotency.ts'
import { fractionOf, isMore, whole } from '../../src/ledger/fraction.ts'
import { highestPrice, priceOfUnits, type UnitPrice, unitsFor } from '../../src/ledger/price.ts'
import { isRefusal } from '../../src/ledger/refusals.ts'
import { priceOf } from '../../src/pricing/priceOf.ts'
import { settle } from '../../src/pricing/settlement.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300)
const NOW = new Date(Date.UTC(2026, 0, 1))
const FIELDS = ['a', 'b', 'c', 'd'] as const

/** Units in thousandths, so that the model adds whole numbers: 12.345 is 12345. */
const milli = fc.oneof(
  fc.integer({ min: 0, max: 12_000 }),
  fc.integer({ min: 0, max: 12 }).map((n) => n * 1_000),
)
const per = fc.constantFrom(1, 2, 3, 5, 7, 10, 1_000)
const credits = fc.integer({ min: 0, max: 30 })
const tiers = fc
  .uniqueArray(
    fc.record({ upTo: fc.integer({ min: 1, max: 10 }), credits, per, fixed: fc.integer({ min: 0, max: 5 }) }),
    {
      selector: ({ upTo }) => upTo,
      maxLength: 3,
    },
  )
  .map((all) => all.toSorted((a, b) => a.upTo - b.upTo))
const part = fc.record({
  ...{ credits, per, tiers, step: fc.constantFrom(0, 0, 1, 3, 10) },
  tiering: fc.constantFrom('GRADUATED' as const, 'VOLUME' as const),
  isSettled: fc.boolean(),
})
type NaivePart = typeof part extends fc.Arbitrary<infer Value> ? Value : never

/** The model: the price in millionths of a credit times 210, which every `per` divides, added in steps of a thousandth of a unit. */
const SCALE = 210_000_000n

function naive({ credits, per, tiers, tiering, step }: NaivePart, units: number): bigint {
  const counted = step === 0 ? units : Math.ceil(units / (step * 1_000)) * step * 1_000
  const perMilli = (rate: { credits: number; per: number }) =>
    (BigInt(rate.credits) * SCALE) / BigInt(rate.per) / 1_000n
  const rates = [...tiers, { credits, per, fixed: 0, upTo: Number.POSITIVE_INFINITY }]
  if (tiering === 'VOLUME') {
    const rate = rates.find(({ upTo }) => counted <= upTo * 1_000)
    return rate && counted > 0 ? BigInt(counted) * perMilli(rate) + BigInt(rate.fixed) * SCALE : 0n
  }
  let sum = 0n
  let reached = -1
  for (let each = 0; each < counted; each++) {
    const tier = rates.findIndex(({ upTo }) => each < upTo * 1_000)
    const rate = rates[tier] as (typeof rates)[number]
    if (tier !== reached) sum += BigInt(rate.fixed) * SCALE
    reached = tier
    sum += perMilli(rate)
  }
  return sum
}

function naiveCredits(fixed: number, parts: readonly NaivePart[], units: readonly number[]): bigint {
  const sum = parts.reduce((total, each, i) => total + naive(each, units[i] as number), BigInt(fixed) * SCALE)
  return (sum + SCALE - 1n) / SCALE
}

function stored({ credits, per, tiers, tiering, step, isSettled }: NaivePart, i: number) {
  const field = FIELDS[i] as string
  const settled = isSettled ? { settleBy: 'RESULT' as const, settleField: field } : {}
  return { credits, per, unit: 'FIELD' as const, unitField: field, step, tiers, tiering, ...settled }
}

const formula = fc.record({
  fixed: fc.integer({ min: 0, max: 9 }),
  parts: fc.array(part, { minLength: 1, maxLength: 3 }),
})

function ruleOf(fixed: number, parts: readonly NaivePart[]): PriceRule {
  const [own, ...further] = parts.map(stored)
  const { credits, per, unit, unitField, ...measure } = own as ReturnType<typeof stored>
  return {
    ...{ id: 'r', model: 'm', operation: 'o', variant: 'v', state: 'ACTIVE', effectiveFrom: NOW, effectiveUntil: null },
    ...{
      organizationId: PLATFORM_ID,
      conditions: [],
      inputLimits: [],
      quality: null,
      assetKind: null,
      comparableAs: null,
    },
    ...{ credits: BigInt(credits), per: BigInt(per), unit, unitField, measure, fixed: BigInt(fixed), parts: further },
  } as never
}

const inputOf = (units: readonly number[]) =>
  Object.fromEntries(units.map((each, i) => [FIELDS[i] as string, each / 1_000]))

const quoteOf = (rule: PriceRule, units: readonly number[], maxCredits?: bigint) =>
  priceOf([rule], 'organization' as never, { model: 'm', operation: 'o', input: inputOf(units), maxCredits }, NOW)

const units = fc.tuple(milli, milli, milli)

test('a price that does not settle is exactly that of the naive model, rounded up once', () => {
  fc.assert(
    fc.property(formula, units, ({ fixed, parts }, all) => {
      const asked = all.slice(0, parts.length)
      const rule = ruleOf(
        fixed,
        parts.map((each) => ({ ...each, isSettled: false })),
      )
      expect(quoteOf(rule, asked)).toMatchObject({ credits: naiveCredits(fixed, parts, asked) })
    }),
    { numRuns: RUNS },
  )
})

test('a charge by the result is exactly that of the naive model, and the quote is its maximum for what the input asks for', () => {
  fc.assert(
    fc.property(formula, units, units, ({ fixed, parts }, all, made) => {
      const asked = all.slice(0, parts.length)
      const rule = ruleOf(fixed, parts)
      const quoted = quoteOf(rule, asked)
      if (isRefusal(quoted)) throw new Error(quoted.message)
      // Nothing that comes out is more than what the input asks for.
      const came = parts.map(({ isSettled }, i) =>
        isSettled ? Math.min(made[i] as number, asked[i] as number) : (asked[i] as number),
      )
      const task = { input: inputOf(asked), createdAt: NOW, startedAt: NOW, forgottenAt: null }
      const frozen = { creditType: rule.creditType, credits: quoted.credits }
      const charge = settle(rule, task as never, frozen, inputOf(came), NOW)
      expect(charge).toBe(naiveCredits(fixed, parts, came))
      expect((charge as bigint) <= quoted.credits).toBe(true)
      // If more comes out, the maximum stays.
      const more = settle(rule, task as never, frozen, inputOf(asked.map((each) => each * 3 + 1)), NOW)
      expect((more as bigint) <= quoted.credits).toBe(true)
    }),
    { numRuns: RUNS },
  )
})

test('no task with a maximum is quoted or charged more, whatever comes out', () => {
  fc.assert(
    fc.property(formula, units, units, fc.bigInt({ min: 0n, max: 400n }), ({ fixed, parts }, all, made, maxCredits) => {
      const asked = all.slice(0, parts.length)
      const known = parts.map(({ isSettled }, i) => (isSettled && i % 2 === 0 ? undefined : asked[i]))
      const input = Object.fromEntries(
        known.flatMap((each, i) => (each === undefined ? [] : [[FIELDS[i], each / 1_000]])),
      )
      const rule = ruleOf(fixed, parts)
      const quoted = priceOf([rule], 'organization' as never, { model: 'm', operation: 'o', input, maxCredits }, NOW)
      if (isRefusal(quoted)) {
        expect(quoted.code).toBe('MAX_CREDITS_EXCEEDED')
        return
      }
      expect(quoted.credits <= maxCredits).toBe(true)
      const task = { input, createdAt: NOW, startedAt: NOW, forgottenAt: null }
      const frozen = { creditType: rule.creditType, credits: quoted.credits }
      const charge = settle(rule, task as never, frozen, inputOf(made), NOW)
      expect((charge as bigint) <= quoted.credits).toBe(true)
    }),
    { numRuns: RUNS },
  )
})

const unitPrice = part.map(
  ({ tiers, step, ...rest }): UnitPrice => ({
    ...{ credits: BigInt(rest.credits), per: BigInt(rest.per), step: BigInt(step), tiering: rest.tiering },
    tiers: tiers.map(({ upTo, credits, per, fixed }) => ({
      ...{ upTo: BigInt(upTo), credits: BigInt(credits), per: BigInt(per), fixed: BigInt(fixed) },
    })),
  }),
)

test('graduated tiers never cost less for more units, and no fewer units cost more than the highest price', () => {
  fc.assert(
    fc.property(unitPrice, milli, milli, (price, a, b) => {
      const [fewer, more] = [fractionOf(Math.min(a, b) / 1_000), fractionOf(Math.max(a, b) / 1_000)]
      if (price.tiering === 'GRADUATED')
        expect(isMore(priceOfUnits(price, fewer), priceOfUnits(price, more))).toBe(false)
      expect(isMore(priceOfUnits(price, fewer), highestPrice(price, more))).toBe(false)
    }),
    { numRuns: RUNS },
  )
})

test('the units for some credits are the most that they pay for', () => {
  fc.assert(
    fc.property(unitPrice, fc.integer({ min: 0, max: 200 }), (price, credits) => {
      const most = unitsFor(price, whole(BigInt(credits)))
      if (most === null) return
      expect(isMore(highestPrice(price, whole(most)), whole(BigInt(credits)))).toBe(false)
      expect(isMore(highestPrice(price, whole(most + 1n)), whole(BigInt(credits)))).toBe(true)
    }),
    { numRuns: RUNS },
  )
})
