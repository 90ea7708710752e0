// The catalogue that a price or a plan came from, with the sources of its figures. Only the operator sees it: customers have the price.

import type { Catalogue } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'

interface Assumed {
  readonly subject: string
  readonly fields: readonly string[]
}

export const AssumedType = builder.objectRef<Assumed>('AssumedValues').implement({
  description: 'The values of one entry of a catalogue that nobody has published: they are examples.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'The entry: `price suno music standard`, `plan monthly`.' }),
    fields: t.exposeStringList('fields', { description: 'The names of the fields: `credits`.' }),
  }),
})

/** The values that nobody has published, ordered by their entries. */
export function assumedIn(assumed: unknown): Assumed[] {
  const entries = Object.entries(assumed ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.flatMap(([subject, fields]) =>
    Array.isArray(fields) ? [{ subject, fields: fields.map(String) }] : [],
  )
}

/** The fields of one entry whose values nobody has published. */
export function assumedOf(catalogue: Catalogue | undefined, subject: string): readonly string[] {
  return assumedIn(catalogue?.assumed).find((each) => each.subject === subject)?.fields ?? []
}

export const CatalogueType = builder.objectRef<Catalogue>('Catalogue').implement({
  description: 'A catalogue that was loaded into the price book: docs/catalogues.md.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the catalogue.' }),
    description: t.exposeString('description', { description: 'The business model, in words.' }),
    sources: t.exposeStringList('sources', {
      description: 'The URLs of the pages that the figures were taken from; empty if it names none.',
    }),
    assumed: t.field({
      type: [AssumedType],
      description: 'The values that nobody has published, by their entries; empty if it names none.',
      resolve: ({ assumed }) => assumedIn(assumed),
    }),
    loadedAt: t.expose('loadedAt', {
      type: 'DateTime',
      description: 'The time at which it was loaded last and changed something, in UTC.',
    }),
  }),
})

/** The descriptions of the fields of prices and plans. */
export const ofCatalogue = {
  catalogue: 'The catalogue that it came from, as loaded last; null if it came from none. Only the operator sees it.',
  assumed:
    'The names of its fields whose values nobody has published, so that they are examples: `credits`. Empty if the catalogue names none. Only the operator sees it; null for others.',
} as const
