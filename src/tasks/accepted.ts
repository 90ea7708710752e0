// The terms that a task was submitted with: the binding quote, and the most that its submitter accepted to pay. They decide nothing any
// more once the task is submitted; its receipt tells them, also when the quote itself was removed.

import { z } from 'zod'
import type { Prisma, QuoteItem } from '../database/generated/client/client.ts'
import type { QuoteRow } from '../engine/records.ts'
import type { Cost } from '../ledger/cost.ts'
import type { Credits } from '../ledger/wallet.ts'
import { quotedCosts } from '../pricing/bindingQuotes.ts'

/** The terms as a task’s row has them. */
export type StoredTerms = Prisma.JsonObject

interface Accepting {
  readonly maxCredits?: Credits | null | undefined
  readonly maxCosts?: readonly Cost[] | null | undefined
}

/** The terms of a submission; null: it names no quote and no maximum. */
export function acceptedBy(
  { maxCredits, maxCosts }: Accepting,
  quoted: { readonly quote: QuoteRow; readonly item: QuoteItem } | null,
): StoredTerms | null {
  if (quoted === null && typeof maxCredits !== 'bigint' && !maxCosts) return null
  return {
    ...(typeof maxCredits === 'bigint' ? { maxCredits: Number(maxCredits) } : {}),
    ...(maxCosts ? { maxCosts: maxCosts.map(stored) } : {}),
    ...(quoted ? { quote: quoteOf(quoted) } : {}),
  }
}

function quoteOf({ quote, item }: { readonly quote: QuoteRow; readonly item: QuoteItem }): Prisma.JsonObject {
  return {
    id: quote.id,
    version: Number(quote.version),
    credits: Number(item.credits),
    further: quotedCosts(item.furtherCosts).map(stored),
    createdAt: quote.createdAt.toISOString(),
    expiresAt: quote.expiresAt.toISOString(),
  }
}

function stored({ creditType, credits }: Cost): Prisma.JsonObject {
  return { creditType, credits: Number(credits) }
}

const credits = z.int().transform(BigInt)
const instant = z.iso.datetime().transform((text) => new Date(text))
const cost = z.object({ creditType: z.string(), credits })

const Terms = z.object({
  /** The most of the price rule’s own credit type. */
  maxCredits: credits.optional(),
  maxCosts: z.array(cost).optional(),
  quote: z
    .object({
      id: z.string(),
      /** The version of the price book that it was decided by. */
      version: z.int(),
      /** The quoted price: of the price rule’s own credit type, and of the others. */
      credits,
      further: z.array(cost),
      createdAt: instant,
      expiresAt: instant,
    })
    .optional(),
})

/** The terms that a task was submitted with, as its row has them. */
export function termsOf(accepted: unknown): z.infer<typeof Terms> {
  return Terms.parse(accepted ?? {})
}
