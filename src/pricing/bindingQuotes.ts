// Quotes that bind: the prices of now, promised for some minutes, for as many tasks as were quoted.
//
// Each item of a quote promises one price rule, for tasks of at most so many units, so many times. When a task is submitted by
// a quote, its price is decided anew: by all rules of the edition that the quote was decided by, as of its instant. Then an
// item must promise the rule that this names. So a quote for a cheap input doesn't bind for a dear one, whose rule it doesn't name.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { QuoteItem } from '../database/generated/client/client.ts'
import type { QuoteRow } from '../engine/batch.ts'
import type { Edition } from '../engine/priceBook.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { keptOf, type QuotaExceeded, refuseQuota } from '../organizations/quotas.ts'
import { field, type InvalidInput, jsonObject, type NotFound, parseInput } from '../refusals.ts'
import { type Price, type PriceRefusal, priceOf, rulesInForce, type Wanted } from './priceOf.ts'
import { type Quote, quote } from './quotes.ts'

/** The most tasks that one quote is for. */
const TASKS_MAX = 1_000
const INPUT_CHARACTERS_MAX = 100_000
/** How long a quote binds when its request doesn't say. */
export const QUOTE_SECONDS = 600
const QUOTE_SECONDS_MAX = 24 * 60 * 60

const Item = z.object({
  model: field.token,
  operation: field.token,
  input: jsonObject(INPUT_CHARACTERS_MAX),
  count: z.int().min(1).max(TASKS_MAX),
})

/** What a quote is asked for: up to 1,000 tasks in all. */
export const QuoteItems = z
  .array(Item)
  .min(1)
  .refine((items) => items.reduce((sum, { count }) => sum + count, 0) <= TASKS_MAX, `is for up to ${TASKS_MAX} tasks`)

const NewQuote = z.object({
  organizationId: z.uuid(),
  memberId: z.uuid().nullable(),
  lineageId: z.uuid().nullable(),
  items: QuoteItems,
  validForSeconds: z.int().min(1).max(QUOTE_SECONDS_MAX),
})

export interface MadeQuote {
  readonly promised: QuoteRow
  readonly quote: Quote
}

/** Promises the prices of now for some tasks. It freezes nothing, so whether they can be paid then is another matter. */
export async function createQuote(
  app: App,
  input: z.input<typeof NewQuote>,
): Promise<MadeQuote | InvalidInput | NotFound | PriceRefusal | LimitReached | QuotaExceeded> {
  const parsed = parseInput(NewQuote, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, lineageId, items, validForSeconds } = parsed.value
  // Counted beside the lane: of those that are made at the same moment a few may pass the bound.
  const open = await app.prisma.quote.count({ where: { organizationId, expiresAt: { gt: app.clock() } } })
  const all = await app.prisma.quote.count({ where: { organizationId } })
  const refused = refuseOneMore('quotes', open) ?? refuseQuota(await keptOf(app, organizationId), 'quotes', BigInt(all))
  if (refused) return refused
  const quoted = await quote(app, { organizationId, memberId, lineageId }, items)
  if (isRefusal(quoted)) return quoted
  const lines: Pick<QuoteItem, 'priceRuleId' | 'units' | 'count'>[] = []
  for (const { item, price, refusal } of quoted.items) {
    if (!price) return refusal as PriceRefusal
    lines.push({ priceRuleId: price.rule.id, units: price.units, count: item.count })
  }
  const { at: createdAt, edition } = quoted
  const promised = await app.prisma.quote.create({
    data: {
      organizationId,
      id: uuidv7(),
      memberId,
      edition,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + validForSeconds * 1_000),
      items: { create: lines.map((line, position) => ({ ...line, position, taken: 0 })) },
    },
    include: { items: { orderBy: { position: 'asc' } } },
  })
  return { promised, quote: quoted }
}

export interface QuoteExpired extends Refusal {
  readonly code: 'QUOTE_EXPIRED'
  readonly expiredAt: Date
}

export interface QuoteMismatch extends Refusal {
  readonly code: 'QUOTE_MISMATCH'
}

/** All tasks that it was for were submitted. */
export interface QuoteTaken extends Refusal {
  readonly code: 'QUOTE_TAKEN'
  /** How many tasks like this one it was for. */
  readonly count: number
}

export type QuoteRefusal = QuoteExpired | QuoteMismatch | QuoteTaken

/** What a task costs by a quote. A price that was promised doesn't bring back what can't be had any more. */
export function priceByQuote(
  edition: Edition,
  quote: QuoteRow,
  wanted: Wanted,
  now: Date,
): Price | PriceRefusal | QuoteRefusal {
  const { organizationId, createdAt, expiresAt } = quote
  if (expiresAt <= now) return quoteExpired(expiresAt)
  const rules = edition.rulesOf(wanted.model, wanted.operation)
  const known = rules.filter((rule) => rule.edition <= quote.edition)
  const price = priceOf(known, organizationId, wanted, createdAt)
  if (isRefusal(price)) return price.code === 'NO_PRICE' ? quoteMismatch(wanted) : price
  const { variant } = price.rule
  const current = rulesInForce(rules, organizationId, now)
  const isGone = current.some((rule) => rule.variant === variant && rule.state === 'UNAVAILABLE')
  return isGone ? priceOf(current, organizationId, wanted, now) : price
}

/** The item of a quote that a task is submitted by: of those that promise its price, the smallest that has one left. */
export function itemFor(
  quote: QuoteRow,
  wanted: Wanted,
  { rule, units }: Price,
): QuoteItem | QuoteMismatch | QuoteTaken {
  const fitting = quote.items
    .filter((item) => item.priceRuleId === rule.id && item.units >= units)
    .sort((a, b) => Number(a.units - b.units) || a.position - b.position)
  if (fitting.length === 0) return quoteMismatch(wanted)
  return fitting.find(({ taken, count }) => taken < count) ?? quoteTaken(wanted, fitting)
}

function quoteExpired(expiredAt: Date): QuoteExpired {
  const message = `This quote was valid until ${expiredAt.toISOString()}. Make a new one, or submit without.`
  return { code: 'QUOTE_EXPIRED', message, expiredAt }
}

function quoteMismatch({ model, operation }: Wanted): QuoteMismatch {
  const message = `This quote is not for ${operation} of ${model} with this input. Submit what was quoted, or without it.`
  return { code: 'QUOTE_MISMATCH', message }
}

function quoteTaken({ model, operation }: Wanted, items: readonly QuoteItem[]): QuoteTaken {
  const count = items.reduce((sum, item) => sum + item.count, 0)
  const message = `This quote was for ${count} of ${operation} of ${model} with this input, and all were submitted. Make a new one, or submit without.`
  return { code: 'QUOTE_TAKEN', message, count }
}
