// Catalogues: their part of the API.

import { mustBeName } from '../formats/nearest.ts'
import { builder } from '../graphql/builder.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { AssumedType, assumedIn } from '../plans/catalogue.schema.ts'
import { type InvalidInput, type NotFound, noSuchName } from '../refusals.ts'
import { CATALOGUES, type CatalogueChange, isBuiltIn, type LoadedCatalogue } from './catalogue.ts'
import { loadCatalogueWithin } from './priceChange.ts'

const CatalogueDifference = builder.objectRef<CatalogueChange['differences'][number]>('CatalogueDifference').implement({
  description: 'One value that a catalogue changes.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The name of the value that differs.' }),
    from: t.exposeString('from', {
      nullable: true,
      description: 'The value before the change; null if it did not exist.',
    }),
    to: t.exposeString('to', {
      nullable: true,
      description: 'The value after the change; null if it does not exist any more.',
    }),
  }),
})

const CatalogueChangeKind = builder.enumType('CatalogueChangeKind', {
  description: 'The ways in which a catalogue changes an entry of the price book.',
  values: {
    ADDED: { description: 'The price book has no such entry.' },
    CHANGED: { description: 'The price book has the entry with other values.' },
    WITHDRAWN: {
      description: 'The catalogue no longer has the entry: the price becomes UNAVAILABLE, or the plan is retired.',
    },
  } as const,
})

const CatalogueChangeType = builder.objectRef<CatalogueChange>('CatalogueChange').implement({
  description: 'One thing that a catalogue changes.',
  fields: (t) => ({
    kind: t.expose('kind', { type: CatalogueChangeKind, description: 'The way in which the entry changes.' }),
    subject: t.exposeString('subject', { description: 'The thing that changes: `price suno music standard`.' }),
    differences: t.expose('differences', { type: [CatalogueDifference], description: 'The values that change.' }),
  }),
})

const LoadCatalogueSuccess = builder.objectRef<LoadedCatalogue>('LoadCatalogueSuccess').implement({
  description: 'The catalogue was loaded, or would be with `dryRun`.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The catalogue’s name.' }),
    dryRun: t.exposeBoolean('dryRun', { description: 'True if this was a dry run, which changes nothing.' }),
    changes: t.expose('changes', {
      type: [CatalogueChangeType],
      description: 'The changes that the catalogue makes; empty if the price book already contains all of it.',
    }),
    sources: t.exposeStringList('sources', {
      description: 'The URLs of the pages that its figures were taken from; empty if it names none.',
    }),
    assumed: t.field({
      type: [AssumedType],
      description: 'The values that nobody has published, by their entries; empty if it names none.',
      resolve: ({ assumed }) => assumedIn(assumed),
    }),
  }),
})

export const CatalogueSourceInput = builder.inputType('CatalogueSourceInput', {
  description: 'The source of a catalogue: exactly one of a built-in catalogue by its name, or a document.',
  isOneOf: true,
  fields: (t) => ({
    name: t.string({ description: `The name of a built-in catalogue: ${Object.keys(CATALOGUES).join(', ')}.` }),
    document: t.field({
      type: 'JSONObject',
      description: 'A catalogue of your own, as docs/catalogues.md describes it.',
    }),
  }),
})

/** The document of a catalogue's source. */
export function documentOfSource({
  name,
  document,
}: typeof CatalogueSourceInput.$inferInput): { readonly document: unknown } | NotFound {
  if (typeof name !== 'string') return { document }
  if (isBuiltIn(name)) return { document: CATALOGUES[name] }
  return noSuchName(
    'source.name',
    mustBeName('the name of a built-in catalogue', name, new Set(Object.keys(CATALOGUES))),
  )
}

const LoadCatalogueInput = builder.inputType('LoadCatalogueInput', {
  description: 'A catalogue to load into the price book.',
  fields: (t) => ({
    source: t.field({ type: CatalogueSourceInput, required: true, description: 'The catalogue to load.' }),
    dryRun: t.boolean({
      required: true,
      defaultValue: false,
      description: 'True: only the changes that the catalogue would make are returned, and nothing is changed.',
    }),
    takeOver: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'True: prices and plans that another catalogue has brought are replaced. False: a catalogue that would replace one is refused.',
    }),
    maxChangePercent: t.int({
      description:
        'The most by which a price may change, in percent: 0 to 10,000. A catalogue that changes one by more is refused, and the issues name each such price. Prices are compared for the inputs of the tasks of the last 30 days, and a price that none of them had by its own credits. Null or absent: by any.',
    }),
  }),
})

builder.mutationField('loadCatalogue', (t) =>
  t.field({
    type: resultType('LoadCatalogueResult', LoadCatalogueSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Loads a catalogue into the price book, from now on: adds and replaces prices and plans, and withdraws those that came from an earlier version of the catalogue and are not in it any more. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: LoadCatalogueInput, required: true }) },
    resolve: (
      _root,
      { input: { source, dryRun, takeOver, maxChangePercent = null } },
      { app },
    ): Promise<LoadedCatalogue | InvalidInput> | NotFound => {
      const found = documentOfSource(source)
      return isRefusal(found) ? found : loadCatalogueWithin(app, found.document, { dryRun, takeOver, maxChangePercent })
    },
  }),
)
