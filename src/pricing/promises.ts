// Quotes that bind: the prices of now, promised for some minutes.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { PriceRule, Quote as Promised } from '../database/generated/client/client.ts'
import type { Edition } from '../engine/priceBook.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { timeOf } from '../organizations/clock.ts'
import { field, type InvalidInput, jsonObject, type NotFound, parseInput } from '../refusals.ts'
import { type Quote, quote } from './quotes.ts'
import { type Price, type PriceRefusal, priceOf, rulesInForce, type Wanted } from './rules.ts'

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
  readonly promised: Promised
  readonly quote: Quote
}

/** Promises the prices of now for some tasks. It freezes nothing, so whether they can be paid then is another matter. */
export async function createQuote(
  app: App,
  input: z.input<typeof NewQuote>,
): Promise<MadeQuote | InvalidInput | NotFound | PriceRefusal> {
  const parsed = parseInput(NewQuote, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, lineageId, items, validForSeconds } = parsed.value
  const quoted = await quote(app, { organizationId, memberId, lineageId }, items)
  if (isRefusal(quoted)) return quoted
  const prices: Price[] = []
  for (const { price, refusal } of quoted.items) {
    if (price) prices.push(price)
    else return refusal as PriceRefusal
  }
  const createdAt = await timeOf(app, organizationId)
  const promised = await app.prisma.quote.create({
    data: {
      organizationId,
      id: uuidv7(),
      memberId,
      priceRuleIds: [...new Set(prices.map(({ rule }) => rule.id))],
      createdAt,
      expiresAt: new Date(createdAt.getTime() + validForSeconds * 1_000),
    },
  })
  return { promised, quote: quoted }
}

export function findQuote(app: App, organizationId: string, id: string): Promise<Promised | null> {
  return app.prisma.quote.findUnique({ where: { organizationId_id: { organizationId, id } } })
}

export interface QuoteExpired extends Refusal {
  readonly code: 'QUOTE_EXPIRED'
  readonly expiredAt: Date
}

export interface QuoteMismatch extends Refusal {
  readonly code: 'QUOTE_MISMATCH'
}

export type QuoteRefusal = QuoteExpired | QuoteMismatch

/** What a task costs by a quote. A price that was promised doesn't bring back what can't be had any more. */
export function pricePromised(
  edition: Edition,
  { organizationId, priceRuleIds, createdAt, expiresAt }: Promised,
  wanted: Wanted,
  now: Date,
): Price | PriceRefusal | QuoteRefusal {
  if (expiresAt <= now) return quoteExpired(expiresAt)
  const promised = priceRuleIds
    .map((id) => edition.rule(id))
    .filter((rule): rule is PriceRule => rule?.model === wanted.model && rule.operation === wanted.operation)
  const price = priceOf(promised, organizationId, wanted, createdAt)
  if (isRefusal(price)) return price.code === 'NO_PRICE' ? quoteMismatch(wanted) : price
  const { variant } = price.rule
  const current = rulesInForce(edition.rulesOf(wanted.model, wanted.operation), organizationId, now)
  const isGone = current.some((rule) => rule.variant === variant && rule.state === 'UNAVAILABLE')
  return isGone ? priceOf(current, organizationId, wanted, now) : price
}

function quoteExpired(expiredAt: Date): QuoteExpired {
  const message = `This quote was valid until ${expiredAt.toISOString()}. Make a new one, or submit without.`
  return { code: 'QUOTE_EXPIRED', message, expiredAt }
}

function quoteMismatch({ model, operation }: Wanted): QuoteMismatch {
  const message = `This quote is not for ${operation} of ${model} with this input. Submit what was quoted, or without it.`
  return { code: 'QUOTE_MISMATCH', message }
}
