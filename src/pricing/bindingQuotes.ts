// Binding quotes: the prices in force, guaranteed for some minutes, for the quoted number of tasks.
//
// Each item of a binding quote guarantees one price rule, for its count of tasks of at most its price. When a task
// is submitted by a quote, its price is decided again, by the version of the price book and the time of the quote. An item of
// the quote must guarantee the rule that this finds. So a quote for a cheap input is not valid for an expensive one.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Prisma, QuoteItem } from '../database/generated/client/client.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import type { QuoteRow } from '../engine/records.ts'
import { uuidOf } from '../ids.ts'
import { type Cost, NO_COSTS } from '../ledger/cost.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { keptOf, type QuotaExceeded, refuseQuota } from '../organizations/quotas.ts'
import { field, type InvalidInput, jsonObject, type NotFound, parseInput } from '../refusals.ts'
import { costList } from './costs.ts'
import { type Price, type PriceRefusal, priceOf, rulesInForce, type Wanted } from './priceOf.ts'
import { type Quote, quote } from './quotes.ts'

/** The most tasks of one quote. */
const TASKS_MAX = 1_000
const INPUT_CHARACTERS_MAX = 100_000
/** The time that a quote is valid, if its request does not set one. */
export const QUOTE_SECONDS = 600
const QUOTE_SECONDS_MAX = 24 * 60 * 60

const Item = z.object({
  model: field.token,
  operation: field.token,
  input: jsonObject(INPUT_CHARACTERS_MAX),
  count: z.int().min(1).max(TASKS_MAX),
  /** The most that each task may cost; null: whatever its price is. */
  maxCredits: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
  /** The same by credit type. */
  maxCosts: costList.nullish(),
  tags: field.tags,
})

/** The items of a quote: up to 1,000 tasks in total. */
export const QuoteItems = z
  .array(Item)
  .min(1)
  .refine(
    (items) => items.reduce((sum, { count }) => sum + count, 0) <= TASKS_MAX,
    `must be for at most ${TASKS_MAX} tasks in total`,
  )

const NewQuote = z.object({
  organizationId: uuidOf.organization,
  memberId: uuidOf.member.nullable(),
  lineageId: z.uuid().nullable(),
  items: QuoteItems,
  validForSeconds: z.int().min(1).max(QUOTE_SECONDS_MAX),
})

export interface CreatedQuote {
  readonly binding: QuoteRow
  readonly quote: Quote
}

/** Guarantees the prices in force for some tasks. It freezes nothing, so the tasks may not be affordable when they are submitted. */
export async function createBindingQuote(
  app: App,
  input: z.input<typeof NewQuote>,
): Promise<CreatedQuote | InvalidInput | NotFound | PriceRefusal | LimitReached | QuotaExceeded> {
  const parsed = parseInput(NewQuote, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, lineageId, items, validForSeconds } = parsed.value
  // Counted outside the lane: of several that are created at the same moment, a few may pass the bound.
  const open = await app.prisma.quote.count({ where: { organizationId, expiresAt: { gt: app.clock() } } })
  const all = await app.prisma.quote.count({ where: { organizationId } })
  const refused = refuseOneMore('quotes', open) ?? refuseQuota(await keptOf(app, organizationId), 'quotes', BigInt(all))
  if (refused) return refused
  const quoted = await quote(app, { organizationId, memberId, lineageId }, items)
  if (isRefusal(quoted)) return quoted
  const lines: Prisma.QuoteItemCreateManyQuoteInput[] = []
  for (const { item, price, refusal } of quoted.items) {
    if (price === null) return refusal
    const { rule, units, credits, further } = price
    const costs = further.map((cost) => ({ creditType: cost.creditType, credits: Number(cost.credits) }))
    const several = costs.length > 0 ? { furtherCosts: costs } : {}
    lines.push({
      priceRuleId: rule.id,
      units,
      credits,
      ...several,
      count: item.count,
      position: lines.length,
      taken: 0,
    })
  }
  const { at: createdAt, version } = quoted
  const binding = await app.prisma.quote.create({
    data: {
      organizationId,
      id: uuidv7(),
      memberId,
      version,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + validForSeconds * 1_000),
      items: { create: lines },
    },
    include: { items: { orderBy: { position: 'asc' } } },
  })
  return { binding, quote: quoted }
}

export interface QuoteExpired extends Refusal {
  readonly code: 'QUOTE_EXPIRED'
  readonly expiredAt: Date
}

export interface QuoteMismatch extends Refusal {
  readonly code: 'QUOTE_MISMATCH'
}

/** All tasks that the quote was for were submitted. */
export interface QuoteTaken extends Refusal {
  readonly code: 'QUOTE_TAKEN'
  /** The number of tasks like this one that the quote was for. */
  readonly count: number
}

export type QuoteRefusal = QuoteExpired | QuoteMismatch | QuoteTaken

/** The price of a task by a binding quote. A quote does not make an operation available that is UNAVAILABLE now. */
export function priceByQuote(
  version: PriceBookVersion,
  quote: QuoteRow,
  wanted: Wanted,
  now: Date,
): Price | PriceRefusal | QuoteRefusal {
  const { organizationId, createdAt, expiresAt } = quote
  if (expiresAt <= now) return quoteExpired(expiresAt)
  const rules = version.rulesOf(wanted.model, wanted.operation)
  const known = rules.filter((rule) => rule.version <= quote.version)
  const price = priceOf(known, organizationId, wanted, createdAt)
  if (isRefusal(price)) return price.code === 'NO_PRICE' ? quoteMismatch(wanted) : price
  const { variant } = price.rule
  const current = rulesInForce(rules, organizationId, now)
  const isGone = current.some((rule) => rule.variant === variant && rule.state === 'UNAVAILABLE')
  return isGone ? priceOf(current, organizationId, wanted, now) : price
}

/** The item of a quote that a task counts against: of those that guarantee its price, the smallest that is not used up. */
export function itemFor(quote: QuoteRow, wanted: Wanted, price: Price): QuoteItem | QuoteMismatch | QuoteTaken {
  const fitting = quote.items
    .filter((item) => item.priceRuleId === price.rule.id && covers(item, price))
    .sort((a, b) => Number(a.credits - b.credits) || a.position - b.position)
  if (fitting.length === 0) return quoteMismatch(wanted)
  return fitting.find(({ taken, count }) => taken < count) ?? quoteTaken(wanted, fitting)
}

/** Returns whether an item of a quote is for at least a price, in each credit type. */
function covers({ credits, furtherCosts: stored }: QuoteItem, price: Price): boolean {
  if (credits < price.credits) return false
  const quoted = price.further.length > 0 ? quotedCosts(stored) : []
  return price.further.every((cost) =>
    quoted.some((each) => each.creditType === cost.creditType && each.credits >= cost.credits),
  )
}

/** The highest price of each task of an item in further credit types. */
export function quotedCosts(stored: QuoteItem['furtherCosts']): readonly Cost[] {
  if (stored === null) return NO_COSTS
  return StoredCosts.parse(stored).map(({ creditType, credits }) => ({ creditType, credits: BigInt(credits) }))
}

const StoredCosts = z.array(z.object({ creditType: z.string(), credits: z.int() }))

function quoteExpired(expiredAt: Date): QuoteExpired {
  const message = `This quote was valid until ${expiredAt.toISOString()}. Create a new one, or submit without a quote.`
  return { code: 'QUOTE_EXPIRED', message, expiredAt }
}

function quoteMismatch({ model, operation }: Wanted): QuoteMismatch {
  const message = `This quote is not for ${operation} of ${model} with this input. Submit an input that was quoted, or without a quote.`
  return { code: 'QUOTE_MISMATCH', message }
}

function quoteTaken({ model, operation }: Wanted, items: readonly QuoteItem[]): QuoteTaken {
  const count = items.reduce((sum, item) => sum + item.count, 0)
  const message = `This quote was for ${count} of ${operation} of ${model} with this input, and all were submitted. Create a new one, or submit without a quote.`
  return { code: 'QUOTE_TAKEN', message, count }
}
