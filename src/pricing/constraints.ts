// Constraints on a task's input: the conditions under which a price applies, and the limits of what may be asked for.

import { z } from 'zod'

const NUMBER_MAX = 1_000_000_000
const CHOICES_MAX = 100
const LENGTH_MAX = 100_000

/** A field of the input, or one inside another: voice.language. */
export const fieldPath = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,49}(\.[A-Za-z_][A-Za-z0-9_]{0,49}){0,4}$/,
    'must be a field name, or some joined by dots',
  )

const number = z.number().min(-NUMBER_MAX).max(NUMBER_MAX).nullish()

/** What one field must be. What isn't said is anything. */
export const Constraint = z
  .strictObject({
    field: fieldPath,
    /** A number, at least this. */
    min: number,
    /** A number, at most this. */
    max: number,
    /** A number, less than this. */
    below: number,
    /** A text of at most so many characters. */
    maxLength: z.int().min(0).max(LENGTH_MAX).nullish(),
    /** One of these texts. */
    oneOf: z.array(z.string().max(200)).min(1).max(CHOICES_MAX).nullish(),
    /** Must be there. */
    required: z.boolean().nullish(),
  })
  .transform((constraint) => dropAbsent(constraint) as Constraint)

export interface Constraint {
  readonly field: string
  readonly min?: number
  readonly max?: number
  readonly below?: number
  readonly maxLength?: number
  readonly oneOf?: readonly string[]
  readonly required?: boolean
}

/** The constraints of a rule, as they are stored. */
export function constraintsIn(json: unknown): readonly Constraint[] {
  return json as readonly Constraint[]
}

/** Why an input breaks a constraint, in words that follow the field's name; null if it doesn't. */
export function flawIn(input: Input, constraint: Constraint): string | null {
  const value = valueAt(input, constraint.field)
  if (value === undefined) return constraint.required ? 'is needed' : null
  const { min, max, below, maxLength, oneOf } = constraint
  const isAbout = (limit: unknown) => limit !== undefined
  if ([min, max, below].some(isAbout) && typeof value !== 'number') return 'must be a number'
  if ([maxLength, oneOf].some(isAbout) && typeof value !== 'string') return 'must be a text'
  if (min !== undefined && (value as number) < min) return `must be at least ${min}`
  if (max !== undefined && (value as number) > max) return `must be at most ${max}`
  if (below !== undefined && (value as number) >= below) return `must be less than ${below}`
  if (maxLength !== undefined && (value as string).length > maxLength) return `must be at most ${maxLength} characters`
  if (oneOf !== undefined && !oneOf.includes(value as string)) return `must be one of: ${oneOf.join(', ')}`
  return null
}

/** Whether an input meets a condition: the field is there, and as it says. */
export function meets(input: Input, condition: Constraint): boolean {
  return flawIn(input, { ...condition, required: true }) === null
}

export type Input = Readonly<Record<string, unknown>>

/** The value of a field, its own and not one that every object has. */
export function valueAt(input: Input, path: string): unknown {
  let value: unknown = input
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Input)[name]
  }
  return value === null ? undefined : value
}

/** The same without fields that are null or undefined, so that it is stored and compared as it is meant. */
function dropAbsent(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined))
}
