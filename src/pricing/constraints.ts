// Constraints on a task's input: the conditions under which a price applies, and the limits of an input.

import { z } from 'zod'
import { field, isLonger } from '../refusals.ts'

const NUMBER_MAX = 1_000_000_000
const CHOICES_MAX = 100
const LENGTH_MAX = 100_000

/** The path of a field of the input; a nested field is joined by dots: voice.language. */
export const fieldPath = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,49}(\.[A-Za-z_][A-Za-z0-9_]{0,49}){0,4}$/,
    'must be a field name, or several joined by dots',
  )

const bound = z.number().min(-NUMBER_MAX).max(NUMBER_MAX)
const number = bound.nullish()

/** A value that a field may have to be. */
export type Scalar = string | number | boolean

const scalar = z.union([field.text(200), bound, z.boolean()])

/** The bounds of one field. An absent property allows any value. */
export const Constraint = z
  .strictObject({
    field: fieldPath,
    /** A number, at least this. */
    min: number,
    /** A number, at most this. */
    max: number,
    /** A number, less than this. */
    below: number,
    /** A text of at most this number of characters: Unicode code points. */
    maxLength: z.int().min(0).max(LENGTH_MAX).nullish(),
    /** A text, a number, true or false that is one of these. */
    oneOf: z.array(scalar).min(1).max(CHOICES_MAX).nullish(),
    /** True if the field must be present. */
    required: z.boolean().nullish(),
  })
  .superRefine(refuseContradiction)
  .transform((constraint) => dropAbsent(constraint) as Constraint)

export interface Constraint {
  readonly field: string
  readonly min?: number
  readonly max?: number
  readonly below?: number
  readonly maxLength?: number
  readonly oneOf?: readonly Scalar[]
  readonly required?: boolean
}

/** Refuses a constraint that no value can keep, because its properties are for different types. */
function refuseContradiction(
  constraint: { readonly [Name in keyof Constraint]: Constraint[Name] | null },
  context: z.core.$RefinementCtx,
): void {
  const { min, max, below, maxLength, oneOf } = constraint
  const given = (limit: unknown) => limit !== undefined && limit !== null
  const isNumeric = [min, max, below].some(given)
  if (isNumeric && given(maxLength))
    context.addIssue('must not have both maxLength, which is for texts, and min, max or below')
  const others = (oneOf ?? []).filter((value) => typeof value !== (isNumeric ? 'number' : 'string'))
  if ((isNumeric || given(maxLength)) && others.length > 0) {
    const path = ['oneOf']
    const message = `must be of ${isNumeric ? 'numbers, as min, max and below are' : 'texts, as maxLength is'}`
    context.addIssue({ code: 'custom', path, message })
  }
}

/** The constraints in the stored JSON of a price rule. */
export function constraintsIn(json: unknown): readonly Constraint[] {
  return json as readonly Constraint[]
}

/** The flaw of an input that breaks a constraint, as a message continues after the field's name; null if it keeps it. */
export function flawIn(input: Input, constraint: Constraint): string | null {
  const value = valueAt(input, constraint.field)
  if (value === undefined) return constraint.required ? 'must be given' : null
  const { min, max, below, maxLength, oneOf } = constraint
  const types = typesIn(constraint)
  if (types.size > 0 && ![...types].some((type) => isOfType(value, type))) return mustBe(types)
  const isIn = (min === undefined || (value as number) >= min) && (max === undefined || (value as number) <= max)
  if (!isIn && min !== undefined && max !== undefined) return `must be ${min} to ${max}`
  if (!isIn) return min === undefined ? `must be at most ${max}` : `must be at least ${min}`
  if (below !== undefined && (value as number) >= below) return `must be less than ${below}`
  if (maxLength !== undefined && isLonger(value as string, maxLength))
    return `must have at most ${maxLength} characters`
  if (oneOf !== undefined && !oneOf.includes(value as Scalar)) return `must be one of: ${oneOf.join(', ')}`
  return null
}

/** Returns whether an input meets a condition: the field is present, and as the condition says. */
export function meets(input: Input, condition: Constraint): boolean {
  return valueAt(input, condition.field) !== undefined && flawIn(input, condition) === null
}

/** The type of a field that a price depends on. */
export type FieldType = 'number' | 'text' | 'boolean'

const MUST_BE = { number: 'a number', text: 'a text', boolean: 'true or false' } as const satisfies Record<
  FieldType,
  string
>

/** The types that a field may have, as a message continues after its name. */
export function mustBe(types: ReadonlySet<FieldType>): string {
  return `must be ${[...types].map((type) => MUST_BE[type]).join(' or ')}`
}

/** The types of the values of a constraint; none if it only requires that the field is present. Constraints never change. */
const typesKnown = new WeakMap<Constraint, ReadonlySet<FieldType>>()

export function typesIn(constraint: Constraint): ReadonlySet<FieldType> {
  const known = typesKnown.get(constraint)
  if (known) return known
  const { min, max, below, maxLength, oneOf = [] } = constraint
  const types = new Set(oneOf.map(typeOf))
  if ([min, max, below].some((limit) => limit !== undefined)) types.add('number')
  if (maxLength !== undefined) types.add('text')
  typesKnown.set(constraint, types)
  return types
}

function typeOf(value: Scalar): FieldType {
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
}

export function isOfType(value: unknown, type: FieldType): boolean {
  if (type === 'number') return Number.isFinite(value)
  return typeof value === (type === 'text' ? 'string' : 'boolean')
}

export type Input = Readonly<Record<string, unknown>>

/** The value of a field, which must be an own property. Undefined if it is absent or null. */
export function valueAt(input: Input, path: string): unknown {
  if (!path.includes('.')) return isObject(input) && Object.hasOwn(input, path) ? (input[path] ?? undefined) : undefined
  let value: unknown = input
  for (const name of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value === null ? undefined : value
}

/** The object at a path; null if the path leads to no object. */
export function objectAt(input: Input, names: readonly string[]): Input | null {
  const value = names.length === 0 ? input : valueAt(input, names.join('.'))
  return isObject(value) ? value : null
}

/** The first part of a field's path whose value is not an object; null if all are objects or absent. */
export function brokenPathTo(input: Input, path: string): string | null {
  if (!path.includes('.')) return null
  const names = path.split('.')
  for (let length = 1; length < names.length; length++) {
    const part = names.slice(0, length).join('.')
    const value = valueAt(input, part)
    if (value !== undefined && !isObject(value)) return part
  }
  return null
}

function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Removes properties that are null or undefined, so that equal constraints are stored in the same way. */
function dropAbsent(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined))
}
