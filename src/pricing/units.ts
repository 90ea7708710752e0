// The units of a part of a price: those in the task’s input before it is done, and those in its result when it has succeeded.

import { type Fraction, fractionOf, times, whole } from '../ledger/fraction.ts'
import { type Input, valueAt } from './constraints.ts'
import { type Part, UNITS } from './formula.ts'

export type Counted =
  | {
      /** Null: nothing says it. */
      readonly units: Fraction | null
      /** True if the input says it; false if the price's default is used. */
      readonly isAsked: boolean
    }
  | { readonly field: string; readonly flaw: string }

const ONE = whole(1n)

/** The number of units in a task's input, or its flaw. */
export function countUnits({ unit, fields, defaultUnits }: Part, input: Input): Counted {
  if (unit === 'CALL') return { units: ONE, isAsked: true }
  const { canBeZero, max } = UNITS[unit]
  const values = fields.map((field) => valueAt(input, field))
  if (values.every((value) => value === undefined)) return { units: defaultUnits, isAsked: false }
  let product = ONE
  for (const [i, field] of fields.entries()) {
    const value = values[i]
    if (value === undefined)
      return { field, flaw: `must be given, because ${fields.find((_, j) => values[j] !== undefined)} is` }
    const number = amountOf(unit, value)
    if (number === null || number > max || !(canBeZero ? number >= 0 : number > 0))
      return { field, flaw: rightAmount(unit, max) }
    product = times(product, fractionOf(number))
  }
  return { units: toUnits(unit, product), isAsked: true }
}

/** The number of units in a task's result, or its flaw. */
export function countResult(
  { unit }: Part,
  paths: readonly string[],
  result: Input,
): Fraction | { field: string; flaw: string } {
  if (unit === 'CALL') return ONE
  let product = ONE
  for (const field of paths) {
    const number = amountOf(unit, valueAt(result, field))
    if (number === null || number < 0) {
      return { field, flaw: UNITS[unit].isText ? 'must be a text' : 'must be a number of 0 or more' }
    }
    product = times(product, fractionOf(number))
  }
  return toUnits(unit, product)
}

/** A number of the unit that its fields are in, as a number of units: 90 seconds are 1.5 minutes. */
export function toUnits(unit: keyof typeof UNITS, amount: Fraction): Fraction {
  return { over: amount.over, under: amount.under * UNITS[unit].divisor }
}

/** The number that a field has: its own, or that of its characters, in Unicode code points. Null: it has none. */
function amountOf(unit: keyof typeof UNITS, value: unknown): number | null {
  if (!UNITS[unit].isText) return typeof value === 'number' && Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  let characters = 0
  for (const _ of value) characters++
  return characters
}

function rightAmount(unit: keyof typeof UNITS, max: number): string {
  const { isText, canBeZero } = UNITS[unit]
  if (isText) return 'must be a text'
  return `must be a number ${canBeZero ? 'of 0 or more' : 'above 0'}, at most ${max}`
}
