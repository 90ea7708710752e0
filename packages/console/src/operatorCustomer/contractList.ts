// A list of own prices of a customer, as a catalogue has prices: what it would change, and as the API takes each.

import type { CreatePriceRuleInput } from '../generated/types.ts'
import { documentOf } from '../operator/documentOf.ts'
import { priceText, type Rule } from '../operatorPrices/priceText.ts'
import { operator } from '../texts/operator.ts'

export type NewPrice = Omit<CreatePriceRuleInput, 'organizationId'>

/** A price of the list, and what is in force instead. */
export interface Listed {
  readonly subject: string
  readonly price: NewPrice
  readonly kind: 'ADDED' | 'CHANGED' | 'SAME'
  readonly from: string
  readonly to: string
}

const STANDARD = 'standard'

/** What a price is for: "music · suno", with its variant if it is not the usual one. */
export function subjectOf({ model, operation, variant }: Pick<NewPrice, 'model' | 'operation' | 'variant'>): string {
  return [operation, model, ...(variant && variant !== STANDARD ? [variant] : [])].join(' · ')
}

interface Known {
  readonly contracts: readonly Rule[]
  readonly forAll: ReadonlyMap<string, Rule>
}

/** The prices of a text; or a sentence that says why it is not a list of prices. */
export function listOf(text: string, { contracts, forAll }: Known): readonly Listed[] | string {
  const t = operator.contracts
  const trimmed = text.trim()
  const document = documentOf(trimmed.startsWith('[') ? `{ "priceRules": ${trimmed} }` : trimmed)
  if (typeof document === 'string') return document
  const { priceRules } = document
  if (!Array.isArray(priceRules) || priceRules.length === 0) return t.noList
  const own = new Map(contracts.map((rule) => [subjectOf(rule), rule]))
  const listed: Listed[] = []
  for (const [i, row] of priceRules.entries()) {
    const price = priceOf(row)
    if (!price) return t.noPrice(i + 1)
    const subject = subjectOf(price)
    if (listed.some((other) => other.subject === subject)) return t.twice(subject)
    listed.push(compared(subject, price, own.get(subject), forAll.get(subject)))
  }
  return listed
}

function compared(subject: string, given: NewPrice, own: Rule | undefined, general: Rule | undefined): Listed {
  const price = { ...given, provider: given.provider || (general?.provider ?? given.model) }
  const [from, to] = [own ?? general, textOf(price)]
  const fromText = from ? priceText(from) : operator.contracts.notForAll
  const isSame = own !== undefined && fromText === to && isAsOwn(price, own)
  return { subject, price, kind: isSame ? 'SAME' : own ? 'CHANGED' : 'ADDED', from: fromText, to }
}

/** The values besides the number of credits in which a price may differ from one in force. */
const COMPARED = ['provider', 'creditType', 'fixed', 'state', 'notice', 'unitField', 'outputs'] as const

function isAsOwn(price: NewPrice, own: Rule): boolean {
  // What the list leaves open, and what can't be compared here, counts as it is: setting it again does no harm.
  const isPlain = !price.tiers && !price.parts && !price.conditions && !price.inputLimits
  return isPlain && COMPARED.every((name) => price[name] === undefined || price[name] === (own[name] ?? null))
}

function textOf({ creditType, credits, per, unit, settleBy, tiers, fixed, parts }: NewPrice): string {
  const all = [{ creditType, credits, per, unit, settleBy, tiers }, ...(parts ?? [])].map((part) => ({
    ...{ creditType: part.creditType ?? creditType, credits: part.credits, per: part.per ?? 1 },
    ...{ unit: part.unit ?? 'CALL', settleBy: part.settleBy ?? null, tiers: part.tiers ?? [] },
  }))
  return priceText({ creditType, fixed: fixed ?? 0, parts: all as Rule['parts'] })
}

/** A row of a catalogue as the API takes it; null if it is not a price. */
function priceOf(row: unknown): NewPrice | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null
  const { runs, conditions, inputLimits, ...terms } = row as Readonly<Record<string, unknown>>
  const { model, operation, creditType, credits } = terms
  if (![model, operation, creditType].every((name) => typeof name === 'string' && name !== '')) return null
  if (typeof credits !== 'number') return null
  return {
    // The API checks the rest of it.
    ...(terms as NewPrice),
    ...(conditions ? { conditions: constraintsOf(conditions) } : {}),
    ...(inputLimits ? { inputLimits: constraintsOf(inputLimits) } : {}),
    ...runnerOf(runs),
  }
}

/** In a catalogue a list of values may have texts, numbers and truths; the API has a list for each. */
function constraintsOf(constraints: unknown): NonNullable<NewPrice['conditions']> {
  const rows = Array.isArray(constraints) ? constraints : []
  return rows.map(({ oneOf = [], ...rest }: { field: string; oneOf?: readonly unknown[] }) => {
    const valuesOf = (type: string) => oneOf.filter((value) => typeof value === type)
    const lists = { oneOf: valuesOf('string'), oneOfNumbers: valuesOf('number'), oneOfBooleans: valuesOf('boolean') }
    return { ...rest, ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)) }
  })
}

function runnerOf(runs: unknown): Pick<NewPrice, 'runner' | 'httpProvider'> {
  if (runs === 'sandbox') return { runner: 'SANDBOX' }
  if (runs === 'workers') return { runner: 'WORKERS' }
  const http = typeof runs === 'object' && runs !== null && 'http' in runs ? runs.http : null
  return typeof http === 'string' ? { httpProvider: http } : {}
}
