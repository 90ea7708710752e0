// Money finer than the smallest unit of a currency: what a task costs upstream can be a fraction of a cent. It is counted in whole
// millionths of the currency's major unit, so that sums are exact: 0.0125 USD is 12,500.

import { type Fraction, times } from './fraction.ts'

export interface ExactMoney {
  /** In millionths of the currency's major unit. Costs are zero or more; a margin can be negative. */
  readonly millionths: bigint
  /** ISO 4217. */
  readonly currency: string
}

const MILLION = 1_000_000n
const DIGITS = 6
/** The largest amount: a billion of the major unit. */
export const MILLIONTHS_MAX = 1_000_000_000n * MILLION

const DECIMAL = /^(\d{1,10})(?:\.(\d{1,6}))?$/

/** The millionths of a decimal of the major unit: 0.0125 are 12,500. Null: it has more than six decimals, or is no such decimal. */
export function millionthsOf(decimal: string): bigint | null {
  const [, whole, fraction = ''] = DECIMAL.exec(decimal) ?? []
  if (whole === undefined) return null
  const millionths = BigInt(whole + fraction.padEnd(DIGITS, '0'))
  return millionths <= MILLIONTHS_MAX ? millionths : null
}

/** The decimal of millionths, without zeros at its end: 12,500 are 0.0125. */
export function decimalOfMillionths(millionths: bigint): string {
  const text = String(millionths < 0n ? -millionths : millionths).padStart(DIGITS + 1, '0')
  const fraction = text.slice(-DIGITS).replace(/0+$/, '')
  return `${millionths < 0n ? '-' : ''}${text.slice(0, -DIGITS)}${fraction === '' ? '' : `.${fraction}`}`
}

/** The cost of a number of units at `each` millionths for `per` units, rounded half up to the millionth. Null: it is too large. */
export function costOfUnits(units: Fraction, each: bigint, per: bigint): bigint | null {
  const { over, under } = times(units, { over: each, under: per })
  const millionths = (2n * over + under) / (2n * under)
  return millionths <= MILLIONTHS_MAX ? millionths : null
}

/** Converts an amount in the smallest unit of a currency with the given number of decimals. */
export function millionthsOfMinor(amount: bigint, digits: number): bigint {
  return amount * 10n ** BigInt(DIGITS - digits)
}
