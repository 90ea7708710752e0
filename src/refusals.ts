// Refusals that every capability shares, the check of what callers send, and how a refusal takes a transaction back.

import { z } from 'zod'
import { OWN_KEYS } from './engine/idempotency.ts'
import { inexactIn } from './exactNumbers.ts'
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
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { ok: false, refusal: invalidInput(...issues) }
}

/** Says what is wrong with which fields. */
export function invalidInput(...issues: InvalidInput['issues']): InvalidInput {
  const all = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message))
  return { code: 'INVALID_INPUT', message: `The input is not valid: ${all.join('; ')}`, issues }
}

export interface NotFound extends Refusal {
  readonly code: 'NOT_FOUND'
}

/** Said alike of what isn't there and of what isn't the caller's. */
export function notFound(what: string): NotFound {
  return { code: 'NOT_FOUND', message: `There is no such ${what}.` }
}

/** Takes back a transaction in which a refusal was found. */
export class Undone<Refused extends Refusal> extends Error {
  readonly refusal: Refused

  constructor(refusal: Refused) {
    super(refusal.message)
    this.refusal = refusal
  }
}

/** What a transaction made, or the refusal that took it back. */
export async function orRefusal<Value, Refused extends Refusal>(work: Promise<Value>): Promise<Value | Refused> {
  return work.catch((error) => {
    if (error instanceof Undone) return error.refusal as Refused
    throw error
  })
}

/** Whether a text has more characters than so many: Unicode code points, as PostgreSQL and JSON Schema count them. */
export function isLonger(text: string, max: number): boolean {
  // Each is one or two of JavaScript's units.
  if (text.length <= max) return false
  if (text.length > 2 * max) return true
  let characters = 0
  for (const _ of text) characters++
  return characters > max
}

/** How much of a number is shown in a message. */
const SOURCE_SHOWN_MAX = 50

/** Text that PostgreSQL and JSON carry unchanged: no NUL, no lone surrogate. */
function text(length_max: number) {
  return z
    .string()
    .refine((value) => !isLonger(value, length_max), `must be at most ${length_max} characters`)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'contains a character that text cannot hold')
}

/** A JSON object that PostgreSQL can store: bounded, no NUL, no lone surrogate, and no number that a double doesn't keep. */
export function jsonObject(characters_max: number) {
  return z.record(z.string(), z.unknown()).superRefine((object, context) => {
    for (const { path, source } of inexactIn(object)) {
      const message = `is ${source.slice(0, SOURCE_SHOWN_MAX)}, which JSON numbers (doubles) don’t keep: send it as a text`
      context.addIssue({ code: 'custom', path: [...path], message, input: source })
    }
    const written = JSON.stringify(object)
    if (isLonger(written, characters_max)) context.addIssue(`is over ${characters_max} characters`)
    // JSON.stringify writes both as escapes; an escaped backslash before a u is none.
    if (/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/.test(written)) context.addIssue('contains a character that text cannot hold')
  })
}

/** Fields that many inputs share. */
export const field = {
  text,
  /** A name that people read: trimmed, 1 to 200 characters. */
  name: text(200).trim().min(1),
  /** A name that programs use: letters, digits and . _ - / up to 100 characters. */
  token: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'must be letters, digits and . _ - /, at most 100'),
  creditType: z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/, 'must be lower-case letters, digits, _ and -, at most 50'),
  /** Up to ten years. */
  graceSeconds: z
    .int()
    .min(1)
    .max(10 * 366 * 24 * 60 * 60),
  credits: z.bigint().min(1n).max(CREDITS_MAX),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, as in ISO 4217'),
  idempotencyKey: text(255)
    .min(1)
    .refine((key) => !key.startsWith(OWN_KEYS), `can’t begin with ${JSON.stringify(OWN_KEYS)}`)
    .nullish(),
}
