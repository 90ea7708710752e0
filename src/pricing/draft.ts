// The price book as it would be with a draft: a catalogue's document whose prices and plans hold for all of the time that is simulated,
// whatever was in force then. Contracts stay, and so do prices and plans that neither the document nor its catalogue has.

import { type Plan, type PriceRule, TrialEnd } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { type InvalidInput, parseInput } from '../refusals.ts'
import { Catalogue, planRow } from './catalogue.ts'
import { newRule } from './priceRules.ts'

const ALWAYS = new Date(0)

/** A price book with the draft in force, and the draft's name. */
export interface Draft {
  readonly name: string
  readonly version: PriceBookVersion
}

export function draftOf(document: unknown, present: PriceBookVersion): Draft | InvalidInput {
  const parsed = parseInput(Catalogue, document)
  if (!parsed.ok) return parsed.refusal
  const catalogue = parsed.value
  const news = { rules: rulesOf(catalogue, present), plans: plansOf(catalogue, present) }
  const { maintenance, facades, webhookEvents } = present
  const cover = { maintenance, facades, webhookEvents }
  const version = present.with(present.number + 1n, cover, {
    ...news,
    lotPolicies: [],
    facadeDefinitions: [],
    catalogues: [],
  })
  return { name: catalogue.name, version }
}

/** The draft's rules. Each takes the place of all general rules for the same work, so that none of these comes before it. */
function rulesOf({ name, priceRules }: Catalogue, present: PriceBookVersion): PriceRule[] {
  const validity = { catalogue: name, effectiveFrom: ALWAYS, effectiveUntil: null, createdAt: ALWAYS }
  const version = present.number + 1n
  const general = Map.groupBy(
    [...present.rules()].filter(({ organizationId }) => organizationId === PLATFORM_ID),
    subjectOf,
  )
  const drafted = priceRules.map((terms): PriceRule => ({ ...(newRule(terms, validity) as PriceRule), version }))
  const wanted = new Set(drafted.map(subjectOf))
  const replaced = drafted.flatMap((rule) =>
    (general.get(subjectOf(rule)) ?? []).map(({ id, effectiveFrom, effectiveUntil }) => {
      return { ...rule, id, effectiveFrom, effectiveUntil }
    }),
  )
  const withdrawn = [...general.values()]
    .flat()
    .filter((rule) => rule.catalogue === name && !wanted.has(subjectOf(rule)))
    .map((rule): PriceRule => ({ ...rule, version, state: 'UNAVAILABLE' }))
  return [...drafted, ...replaced, ...withdrawn]
}

function subjectOf({ model, operation, variant }: Pick<PriceRule, 'model' | 'operation' | 'variant'>): string {
  return `${model}\n${operation}\n${variant}`
}

/** The draft's plans: in the place of all plans of the same name, because subscriptions name these. */
function plansOf({ name, plans }: Catalogue, present: PriceBookVersion): Plan[] {
  const version = present.number + 1n
  const known = Map.groupBy(present.everyPlan(), (plan) => plan.name)
  return plans.flatMap((terms) => {
    const row = planRow(terms, name)
    const trialEnd = row.trialEnd ?? TrialEnd.RENEW
    return (known.get(terms.name) ?? [{ id: terms.name, createdAt: ALWAYS }]).map(
      ({ id, createdAt }) => ({ ...row, trialEnd, id, createdAt, version }) as Plan,
    )
  })
}
