// The kinds of values that fields of moved rows have. A value may be text in all of them: CSV has nothing else.

import { z } from 'zod'
import { type MetadataChange, metadataChange } from '../labels/label.ts'
import { isTimeZone } from '../ledger/period.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { field } from '../refusals.ts'

/** The longest key of a row. */
const KEY_LENGTH_MAX = 200
/** The most models or operations of a lot. */
const LIMITED_TO_MAX = 100

export const key = field.text(KEY_LENGTH_MAX).trim().min(1, 'must be given')

export const instant = z
  .string()
  .refine((text) => z.iso.datetime({ offset: true }).safeParse(text).success || z.iso.date().safeParse(text).success, {
    message: 'must be a time such as 2026-11-26T09:30:00Z, or a day such as 2026-11-26, which begins at 00:00 UTC',
  })
  .transform((text) => new Date(text))

export const whole = (min: bigint) =>
  z.union([z.bigint(), z.number(), z.string()], 'must be a whole number').transform((value, context) => {
    const text = String(value)
    const number = /^\d{1,16}$/.test(text) ? BigInt(text) : -1n
    if (number >= min && number <= CREDITS_MAX) return number
    context.addIssue(`must be a whole number from ${min} to ${CREDITS_MAX}`)
    return z.NEVER
  })

export const yesNo = z
  .union([z.boolean(), z.enum(['true', 'false'])], 'must be true or false')
  .transform((value) => value === true || value === 'true')

export const int = (min: number, max: number) =>
  z.union([z.number(), z.string()], 'must be a whole number').transform((value, context) => {
    const number = Number(value)
    if (/^-?\d+$/.test(String(value)) && number >= min && number <= max) return number
    context.addIssue(`must be a whole number from ${min} to ${max}`)
    return z.NEVER
  })

/** A list, or its items with spaces between them. */
export const list = z
  .union(
    [z.array(z.union([z.string(), z.number()])), z.string().transform((text) => text.split(' ').filter(Boolean))],
    'must be a list',
  )
  .transform((items) => items.map(String))

export const tokens = list.pipe(z.array(field.token).max(LIMITED_TO_MAX))

export function choices<Choices extends Record<string, string>>(all: Choices, { min }: { readonly min: number }) {
  return list.pipe(z.array(z.enum(all)).min(min)).refine((items) => new Set(items).size === items.length, {
    message: 'must name each once',
  })
}

function objectIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isOfTexts(value: unknown): value is MetadataChange {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((text) => typeof text === 'string')
}

export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Berlin').default('UTC')

/** An object of texts; or, in CSV, its JSON. */
export const metadata = z
  .unknown()
  .transform((value, context) => {
    const object = typeof value === 'string' ? objectIn(value) : value
    if (isOfTexts(object)) return object
    context.addIssue('must be an object of texts, such as {"tier":"gold"}')
    return z.NEVER
  })
  .pipe(metadataChange)

/** An object or a list; or, in CSV, its JSON. */
export function structure<Schema extends z.ZodType>(schema: Schema) {
  return z
    .unknown()
    .transform((value) => (typeof value === 'string' ? objectIn(value) : value))
    .pipe(schema)
}
