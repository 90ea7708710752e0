// Exact fractions: prices and units on the way to whole credits. No value is a float, so nothing is lost before the one rounding
// at the end.

/** A number of zero or more: `over` divided by `under`, which is more than zero. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

export const ZERO: Fraction = { over: 0n, under: 1n }

export function whole(over: bigint): Fraction {
  return { over, under: 1n }
}

/** The decimal that a JSON number was written as: 0.1 is one tenth. The number must be finite, and zero or more. */
export function fractionOf(number: number): Fraction {
  if (!(number >= 0) || number === Number.POSITIVE_INFINITY) throw new RangeError(`${number} is not a number of units`)
  if (Number.isSafeInteger(number)) return whole(BigInt(number))
  return decimal(String(number))
}

const DECIMAL = /^\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?$/

/** The fraction of a decimal, as JSON writes numbers of zero or more; null: the text is not one. */
export function fractionOfText(text: string): Fraction | null {
  return DECIMAL.test(text) ? decimal(text) : null
}

function decimal(text: string): Fraction {
  const [digits = '', exponent = '0'] = text.split(/[eE]/)
  const [before = '', after = ''] = digits.split('.')
  const power = Number(exponent) - after.length
  const over = BigInt(before + after)
  return power < 0 ? { over, under: 10n ** BigInt(-power) } : whole(over * 10n ** BigInt(power))
}

export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.under === b.under) return { over: a.over + b.over, under: a.under }
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under }
}

/** The difference, or zero if `b` is the larger. */
export function minus(a: Fraction, b: Fraction): Fraction {
  const over = a.over * b.under - b.over * a.under
  return over <= 0n ? ZERO : { over, under: a.under * b.under }
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under }
}

export function isMore(a: Fraction, b: Fraction): boolean {
  return a.over * b.under > b.over * a.under
}

export function roundUp({ over, under }: Fraction): bigint {
  return (over + under - 1n) / under
}

export function roundDown({ over, under }: Fraction): bigint {
  return over / under
}
