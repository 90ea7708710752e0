// Numbers in JSON that callers send. JavaScript reads them as doubles, so 9007199254740993 would silently become …992, and two
// seeds would be one. A number that a double doesn't keep is read as an InexactNumber, which inputs refuse by its path.
// A double keeps a number if it is printed as the same decimal: 1.50 is 1.5, and 0.1 is 0.1.

import { isTooDeep } from './json.ts'

/** A number that a double can't represent, as it was sent. */
export class InexactNumber {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  toJSON(): string {
    return this.source
  }
}

/** A number from its text. */
export function numberOf(source: string): number | InexactNumber {
  const number = Number(source)
  const printed = String(number)
  if (printed === source) return number
  return Number.isFinite(number) && decimal(printed) === decimal(source) ? number : new InexactNumber(source)
}

/** For JSON.parse. */
export function reviveNumbers(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? numberOf(context.source) : value
}

// A double represents fewer than 16 digits with a two-digit exponent exactly. Digits in a text may match, too; that only costs time. Those of a
// UUID don't: a minus sign begins a number only where a value begins.
const MAY_BE_INEXACT = /(?:^|[[:,\s])-?(?:\d[\d.]{15}|\d[\d.]*[eE][+-]?\d{3})/

/** The value of a JSON text, with InexactNumber for numbers that a double can't represent. */
export function parseJson(text: string): unknown {
  const value = JSON.parse(text)
  // A value that is nested too deep is refused later. A reviver would recurse for each level.
  return MAY_BE_INEXACT.test(text) && !isTooDeep(value) ? JSON.parse(text, reviveNumbers) : value
}

/** True if a value has a number that a double can't represent. */
export function hasInexact(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return value instanceof InexactNumber || Object.values(value).some(hasInexact)
}

/** The inexact numbers of a value, with their paths. */
export function* inexactIn(
  value: unknown,
  path: readonly string[] = [],
): Generator<{ readonly path: readonly string[]; readonly source: string }> {
  if (typeof value !== 'object' || value === null) return
  if (value instanceof InexactNumber) yield { path, source: value.source }
  else for (const [name, each] of Object.entries(value)) yield* inexactIn(each, [...path, name])
}

/** A normal form of decimals: the digits without zeros at both ends, and the power of ten of the last digit. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
