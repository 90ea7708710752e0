// Refusals that every capability shares, and the check of what callers send.

import { z } from 'zod'
import { OWN_KEYS } from './engine/idempotency.ts'
import { hasInexact, InexactNumber, inexactIn } from './formats/exactNumbers.ts'
import { isText, jsonFlaw, TEXT_FLAW } from './formats/json.ts'
import { isCurrency } from './formats/money.ts'
import { nearestOf } from './formats/nearest.ts'
import type { Refusal } from './ledger/refusals.ts'
import { CREDITS_MAX } from './ledger/wallet.ts'

export interface InvalidInput extends Refusal {
  readonly code: 'INVALID_INPUT'
  readonly issues: readonly { readonly path: string; readonly message: string }[]
}

/** Checks what a caller sent; a refusal names every field that is wrong, and nothing has happened. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): { ok: true; value: z.output<Schema> } | { ok: false; refusal: InvalidInput } {
  const parsed = schema.safeParse(input, { error: (issue) => plainly(issue, schema) })
  if (parsed.success) return { ok: true, value: parsed.data }
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { ok: false, refusal: invalidInput(...issues) }
}

/** Says what is wrong with which fields. A message goes on after the name of its field: `must be 1 to 100`. */
export function invalidInput(...issues: InvalidInput['issues']): InvalidInput {
  const all = issues.map(({ path, message }) => `${path || 'The input'} ${message}`)
  return { code: 'INVALID_INPUT', message: all.join('; '), issues }
}

/** The first of the fields that are wrong, and how. */
export function firstIssue({ issues: [first] }: InvalidInput): string {
  return first ? `${first.path || 'it'} ${first.message}` : 'it must have another value'
}

/** Returns what would be right, for checks that have no message of their own. */
function plainly(issue: z.core.$ZodRawIssue, schema: z.ZodType): string {
  switch (issue.code) {
    case 'too_big':
      if (!isSize(issue.origin)) return rangeAt(schema, issue) ?? `must be at most ${issue.maximum}`
      return `must have at most ${sizeOf(issue.origin, issue.maximum)}`
    case 'too_small':
      if (!isSize(issue.origin)) return rangeAt(schema, issue) ?? `must be at least ${issue.minimum}`
      return issue.minimum === 1 ? 'must not be empty' : `must have at least ${sizeOf(issue.origin, issue.minimum)}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return `must not have ${issue.keys.join(', ')}${knownAt(schema, issue)}`
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? `in the format ${issue.format}`}`
    case 'invalid_type':
      if (issue.input instanceof InexactNumber) return inexact(issue.input.source)
      return issue.input === undefined ? 'must be given' : `must be ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_key':
      return `has a name that ${issue.issues.map(({ message }) => message).join(' and ')}`
    case 'invalid_union':
      return Array.isArray(issue.options) ? `must be one of ${issue.options.join(', ')}` : inOneOf(issue)
    default:
      return 'must have another value'
  }
}

type Bound = number | bigint

interface Broken {
  readonly path?: readonly PropertyKey[] | undefined
  readonly minimum?: Bound
  readonly maximum?: Bound
}

/** The whole range of a number that is too small or too big, so that nobody is told its other end next; null if it has no other end. */
function rangeAt(schema: z.core.$ZodType, { path = [], ...broken }: Broken): string | null {
  const leaf = inside(path.reduce<z.core.$ZodType | null>(within, schema))
  if (!(leaf instanceof z.ZodNumber || leaf instanceof z.ZodBigInt)) return null
  const { minValue, maxValue } = leaf
  // The schema of another value, if the path begins within one of several types.
  if (broken.minimum === undefined ? broken.maximum !== maxValue : broken.minimum !== minValue) return null
  return [minValue, maxValue].every(isChosen) ? `must be ${minValue} to ${maxValue}` : null
}

/** The fields that an object has, and which one was probably meant; nothing if it may be one of several kinds. */
function knownAt(
  schema: z.core.$ZodType,
  { path = [], keys, input }: z.core.$ZodRawIssue<z.core.$ZodIssueUnrecognizedKeys>,
): string {
  const object = kindOf(inside(path.reduce<z.core.$ZodType | null>(within, schema)), input)
  if (!(object instanceof z.ZodObject)) return ''
  const known = Object.keys(object.shape)
  const near = keys.map((key) => nearestOf(key, known)).flatMap((found) => (found?.isNear ? [found.nearest] : []))
  const meant = near.length > 0 ? `. Did you mean ${near.join(', ')}?` : ''
  return `: its fields are ${known.join(', ')}${meant}`
}

/** Of an object that may be one of several kinds, the one that its own value names. */
function kindOf(schema: z.core.$ZodType | null, value: unknown): z.core.$ZodType | null {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema
  const { discriminator } = schema.def
  const named = (value as Readonly<Record<string, unknown>>)[discriminator]
  const isNamed = (kind: z.core.$ZodType) => within(kind, discriminator)?._zod.values?.has(named as string) === true
  return schema.options.find(isNamed) ?? null
}

/** Returns whether an end of a range was chosen: at others, all whole numbers end. */
function isChosen(end: Bound | null): boolean {
  return typeof end === 'bigint' || (end !== null && Number.isFinite(end) && Math.abs(end) !== Number.MAX_SAFE_INTEGER)
}

/** The schema of an item or a field; null if it is not of one type. */
function within(schema: z.core.$ZodType | null, key: PropertyKey): z.core.$ZodType | null {
  const outer = inside(schema)
  if (outer instanceof z.ZodObject) return outer.shape[key as string] ?? null
  if (outer instanceof z.ZodArray) return outer.element
  return outer instanceof z.ZodRecord ? outer.valueType : null
}

/** A schema without what may be absent, and without what is made of its value. */
function inside(schema: z.core.$ZodType | null): z.core.$ZodType | null {
  let inner = schema
  while (true) {
    if (inner instanceof z.ZodPipe) inner = inner.in
    else if (
      inner instanceof z.ZodOptional ||
      inner instanceof z.ZodNullable ||
      inner instanceof z.ZodDefault ||
      inner instanceof z.ZodReadonly
    )
      inner = inner.def.innerType
    else return inner
  }
}

/** Returns what would be right, for a value that may be of several types. */
function inOneOf({ errors }: { readonly errors: readonly (readonly z.core.$ZodIssue[])[] }): string {
  const each = errors.map((issues) => issues.map(({ path, message }) => [...path, message].join(' ')).join(' and '))
  return [...new Set(each)].join(', or ')
}

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'a time in UTC as RFC 3339 has it, such as 2026-11-21T09:30:00Z',
  email: 'an email address, such as ada@example.com',
  url: 'an http:// or https:// URL',
  uuid: 'a UUID',
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  bigint: 'a whole number',
  boolean: 'true or false',
  date: 'a time',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a string',
}

const isSize = (origin: string): boolean => origin === 'string' || origin === 'array' || origin === 'set'

function sizeOf(origin: string, size: number | bigint): string {
  return `${size} ${origin === 'string' ? 'character' : 'item'}${size === 1 ? '' : 's'}`
}

export interface Missing extends Refusal {
  readonly code: 'NOT_FOUND'
}

export interface Ended extends Refusal {
  readonly code: 'ENDED'
  readonly endedAt: Date | null
}

/** The refusals of a thing that the input names: it does not exist, or it exists and has ended. */
export type NotFound = Missing | Ended

/** The same refusal for things that do not exist and for things that the caller may not see. */
export function notFound(what: string): Missing {
  return { code: 'NOT_FOUND', message: `There is no such ${what}, or you may not see it.` }
}

/** The refusal of a name that nothing has, if everybody may know the names: `mustBe` says which there are. */
export function noSuchName(path: string, mustBe: string): Missing {
  return { code: 'NOT_FOUND', message: `${path} ${mustBe}` }
}

/** The refusal of a thing that the caller may see and that has ended: `how` it ended, and when, if that is known. */
export function ended(what: string, endedAt: Date | null, how = 'ended'): Ended {
  const when = endedAt ? ` at ${endedAt.toISOString()}` : ''
  return {
    code: 'ENDED',
    message: `This ${what} ${how}${when}, and that can’t be undone. Name another ${what}.`,
    endedAt,
  }
}

/** The refusal of a thing that is not in force: it has ended, or there is no row of it. */
export function endedOrMissing(what: string, row: { readonly endedAt: Date | null } | null): NotFound {
  return row?.endedAt ? ended(what, row.endedAt) : notFound(what)
}

/** Returns whether a text has more than `max` characters: Unicode code points, as PostgreSQL and JSON Schema count them. */
export function isLonger(text: string, max: number): boolean {
  // Each is one or two of JavaScript's units.
  if (text.length <= max) return false
  if (text.length > 2 * max) return true
  let characters = 0
  for (const _ of text) characters++
  return characters > max
}

/** The most characters of a number that a message shows. */
const SOURCE_SHOWN_MAX = 50

function inexact(source: string): string {
  return `must be a number that a double keeps, not ${source.slice(0, SOURCE_SHOWN_MAX)}`
}

/** Text that PostgreSQL and JSON carry unchanged. */
function text(length_max: number) {
  return z
    .string()
    .refine((value) => !isLonger(value, length_max), `must have at most ${length_max} characters`)
    .refine(isText, TEXT_FLAW)
}

/** A JSON object that PostgreSQL can store: bounded in length and nesting, of text that it can hold, and of numbers that a double keeps. */
export function jsonObject(characters_max: number) {
  return z.record(z.string(), z.unknown()).superRefine((object, context) => {
    const flaw = jsonFlaw(object)
    if (flaw) return context.addIssue(flaw)
    for (const { path, source } of hasInexact(object) ? inexactIn(object) : []) {
      const message = `${inexact(source)}: send it as a string`
      context.addIssue({ code: 'custom', path: [...path], message, input: source })
    }
    if (isLonger(JSON.stringify(object), characters_max)) {
      context.addIssue(`must have at most ${characters_max} characters as JSON`)
    }
  })
}

/** The most tags of a task or a hold. */
const TAGS_MAX = 10

/** A label of spending, such as a project or a cost centre. */
const tag = text(64)
  .min(1)
  .regex(/^(?!\s)[^\p{Cc}]*(?<!\s)$/u, 'must have no control characters, and no space at its beginning or end')

/** Returns what would be right instead of a text that is not a currency of ISO 4217; null if it is one. */
export function currencyFlaw(code: string): string | null {
  if (isCurrency(code)) return null
  const words = 'must be the three capital letters of a currency in ISO 4217, such as EUR'
  return `${words}${/^[A-Z]{3}$/.test(code) ? `: there is no currency ${code}` : ''}`
}

/** Fields that many inputs share. */
export const field = {
  text,
  /** A name that people read: trimmed, 1 to 200 characters. */
  name: text(200).trim().min(1),
  /** A name that programs use: letters, digits and . _ - / up to 100 characters. */
  token: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,
      'must be 1 to 100 letters, digits and . _ - /, and begin with a letter or a digit',
    ),
  creditType: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,49}$/, 'must be 1 to 50 lower-case letters, digits, _ and -, and begin with a letter'),
  tag,
  /** Each tag once. */
  tags: z
    .array(tag)
    .max(TAGS_MAX)
    .transform((tags) => [...new Set(tags)])
    .nullish(),
  /** Up to ten years. */
  graceSeconds: z
    .int()
    .min(1)
    .max(10 * 366 * 24 * 60 * 60),
  credits: z.bigint().min(1n).max(CREDITS_MAX),
  /** ISO 4217. */
  currency: z.string().superRefine((code, context) => {
    const flaw = currencyFlaw(code)
    if (flaw) context.addIssue(flaw)
  }),
  idempotencyKey: text(255)
    .min(1)
    .refine((key) => !key.startsWith(OWN_KEYS), `must not begin with ${JSON.stringify(OWN_KEYS)}`)
    .nullish(),
}
