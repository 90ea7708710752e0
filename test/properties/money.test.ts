// Amounts as decimals: none is rounded on its way to a provider and back, and what is finer than the smallest unit is cut off.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InexactNumber, parseJson } from '../../src/formats/exactNumbers.ts'
import { decimalOf, minorOf } from '../../src/formats/money.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)
const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CLF', 'ISK')

/** The decimal of a number in JSON, as a provider's answer has it. */
function readBack(decimal: string): string {
  const { amount } = parseJson(`{"amount":${decimal}}`) as { amount: number | InexactNumber }
  return amount instanceof InexactNumber ? amount.source : String(amount)
}

test('an amount goes out as a decimal and comes back the same, also as a number in JSON', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 17n), currency, (amount, code) => {
      const decimal = decimalOf(amount, code)
      expect(minorOf(decimal, code)).toBe(amount)
      expect(minorOf(readBack(decimal), code)).toBe(amount)
    }),
    { numRuns: RUNS },
  )
})

test('digits beyond the smallest unit are cut off, so no amount is more than was said', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.stringMatching(/^\d{1,20}$/), (amount, finer) => {
      expect(minorOf(`${decimalOf(amount, 'USD')}${finer}`, 'USD')).toBe(amount)
    }),
    { numRuns: RUNS },
  )
})

test.each(['', '-1', '1e3', '1.', '.5', '1,000', ' 1', 'NaN', '1'.repeat(19)])('%j is not an amount', (text) => {
  expect(minorOf(text, 'USD')).toBeNull()
})

test('an amount in a coin is not an amount of money', () => {
  expect(minorOf('1', 'USDT')).toBeNull()
})
