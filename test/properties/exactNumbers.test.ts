// Numbers in JSON: a value that is parsed as a number is the number that was sent.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InexactNumber, parseJson } from '../../src/formats/exactNumbers.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)

const digits = (max: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${max}}$`))
/** A JSON number as it may be written. */
const written = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.oneof(
      digits(22).map((text) => text.replace(/^0+(?=\d)/, '')),
      fc.bigInt(2n ** 53n - 4n, 2n ** 53n + 4n).map(String),
    ),
    fraction: fc.option(digits(20)),
    exponent: fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), digits(3))),
  })
  .map(
    ({ sign, whole, fraction, exponent }) =>
      `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent?.join('') ?? ''}`,
  )

/** A decimal as a fraction of whole numbers, by schoolbook rules. */
function fractionOf(text: string): [numerator: bigint, denominator: bigint] {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const power = Number(exponent) - fraction.length
  const number = BigInt(`${whole.replace('-', '')}${fraction}`) * (text.startsWith('-') ? -1n : 1n)
  return power >= 0 ? [number * 10n ** BigInt(power), 1n] : [number, 10n ** BigInt(-power)]
}

const areEqual = ([a, b]: [bigint, bigint], [c, d]: [bigint, bigint]) => a * d === c * b

test('a number is parsed only if it prints as the same number; otherwise its digits are kept', () => {
  let [kept, inexact] = [0, 0]
  fc.assert(
    fc.property(written, (text) => {
      const { seed } = parseJson(`{"seed":${text}}`) as { seed: number | InexactNumber }
      if (seed instanceof InexactNumber) {
        inexact++
        expect(seed.source).toBe(text)
        // It was not refused for nothing.
        const double = Number(text)
        if (Number.isFinite(double)) expect(areEqual(fractionOf(String(double)), fractionOf(text))).toBe(false)
      } else {
        kept++
        expect(areEqual(fractionOf(String(seed)), fractionOf(text))).toBe(true)
      }
    }),
    { numRuns: RUNS },
  )
  expect(Math.min(kept, inexact)).toBeGreaterThan(RUNS / 20)
})

test('values that are not numbers are parsed as by JSON.parse', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)))
    }),
    { numRuns: RUNS },
  )
})
