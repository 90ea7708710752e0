// Catalogues: named sets of prices that a platform starts from, as data.
//
// Loading one makes the price book say what the catalogue says: what it has anew is added, what it says differently
// takes over from now on, and what came from it and is in it no longer is UNAVAILABLE. Whatever else is in the book
// stays as it is.

import stringify from 'safe-stable-stringify'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { PriceRule } from '../database/generated/client/client.ts'
import { type Edition, PriceBook } from '../engine/priceBook.ts'
import { field, type InvalidInput, parseInput } from '../refusals.ts'
import { addRules, type NewRule, newRule, PriceTerms } from './operations.ts'
import { rulesInForce } from './rules.ts'
import sunor from './sunor.json' with { type: 'json' }

const PRICES_MAX = 20_000

/** Credits as JSON has them. */
const jsonCredits = z.int().nonnegative().transform(BigInt)

export const Catalogue = z.strictObject({
  name: field.token,
  description: field.text(2_000),
  priceRules: z.array(PriceTerms.extend({ credits: jsonCredits })).max(PRICES_MAX),
})

export type Catalogue = z.output<typeof Catalogue>

/** Those that come with Holdfast, by name. */
export const CATALOGUES = { sunor } as const satisfies Record<string, unknown>

/** Loads one that comes with Holdfast, unless it was loaded before: prices that were set since stay as they are. */
export async function loadBuiltIn(app: App, name: keyof typeof CATALOGUES): Promise<void> {
  if ([...app.priceBook.edition.rules()].some(({ catalogue }) => catalogue === name)) return
  const loaded = await loadCatalogue(app, CATALOGUES[name], { dryRun: false })
  if ('code' in loaded) throw new Error(loaded.message)
}

export interface CatalogueChange {
  readonly kind: 'ADDED' | 'CHANGED' | 'WITHDRAWN'
  /** What it is about: price suno music standard. */
  readonly subject: string
  /** What of it changes, each as it was and as it is now. */
  readonly differences: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[]
}

export interface LoadedCatalogue {
  readonly name: string
  readonly dryRun: boolean
  /** Empty: the book said all this already. */
  readonly changes: readonly CatalogueChange[]
}

/** Makes the price book say what a catalogue says; or with `dryRun`, only answers what that would change. */
export async function loadCatalogue(
  app: App,
  document: unknown,
  { dryRun }: { dryRun: boolean },
): Promise<LoadedCatalogue | InvalidInput> {
  const parsed = parseInput(Catalogue, document)
  if (!parsed.ok) return parsed.refusal
  const catalogue = parsed.value
  const now = app.clock()
  const loaded = await app.prisma.$transaction(async (transaction) => {
    // Whoever else changes the book waits from here on.
    await transaction.$queryRaw`SELECT 1 FROM price_book FOR UPDATE`
    const book = new PriceBook()
    await book.refresh((_name, sql, values) => transaction.$queryRawUnsafe(sql, ...values))
    const { changes, rules } = differencesTo(catalogue, book.edition, now)
    if (!dryRun && rules.length > 0) await addRules(transaction, rules)
    return { name: catalogue.name, dryRun, changes }
  })
  await app.refreshPriceBook()
  return loaded
}

function differencesTo({ name, priceRules }: Catalogue, edition: Edition, now: Date) {
  const changes: CatalogueChange[] = []
  const rules: NewRule[] = []
  const validity = { catalogue: name, effectiveFrom: now, effectiveUntil: null, createdAt: now }
  const inForce = new Map(rulesInForce(edition.rules(), null, now).map((rule) => [subjectOf(rule), rule]))
  const subjects = new Set(priceRules.map(subjectOf))
  for (const terms of priceRules) {
    const subject = subjectOf(terms)
    const before = inForce.get(subject)
    const rule = newRule(terms, validity)
    const differences = differencesBetween(before, rule)
    if (differences.length === 0) continue
    changes.push({ kind: before ? 'CHANGED' : 'ADDED', subject, differences })
    rules.push(rule)
  }
  for (const [subject, before] of inForce) {
    if (before.catalogue !== name || subjects.has(subject) || before.state === 'UNAVAILABLE') continue
    const state = 'UNAVAILABLE' as const
    const { edition: _, id, effectiveFrom, effectiveUntil, createdAt, ...terms } = before
    changes.push({ kind: 'WITHDRAWN', subject, differences: [{ field: 'state', from: before.state, to: state }] })
    rules.push({ ...(terms as unknown as NewRule), ...validity, id: uuidv7(), state })
  }
  return { changes, rules }
}

function subjectOf({ model, operation, variant }: Pick<PriceRule, 'model' | 'operation' | 'variant'>): string {
  return `price ${model} ${operation} ${variant}`
}

const COMPARED = [
  'provider',
  'creditType',
  'credits',
  'unit',
  'unitField',
  'conditions',
  'inputLimits',
  'outputs',
  'quality',
  'assetKind',
  'state',
  'notice',
] as const

function differencesBetween(before: PriceRule | undefined, after: NewRule): CatalogueChange['differences'] {
  return COMPARED.flatMap((field) => {
    const from = before ? shown(before[field]) : null
    const to = shown(after[field])
    return from === to ? [] : [{ field, from, to }]
  })
}

/** A value as it is compared and printed; null for none. */
function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : (stringify(value) ?? null)
}
