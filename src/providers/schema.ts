// Providers over HTTP: their part of the API, for the operator alone.

import type { HttpProvider } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { DEFINITIONS } from './definition.ts'
import { type Load, listHttpProviders, loadOf, missingSecrets, setHttpProvider } from './provider.ts'

const LoadType = builder.objectRef<Load>('HttpProviderLoad').implement({
  description: 'The number of tasks of LIVE organizations at a provider.',
  fields: (t) => ({
    waiting: t.expose('waiting', {
      type: 'SafeInt',
      description: 'Tasks that were submitted and not yet given to the provider.',
    }),
    atWork: t.expose('atWork', {
      type: 'SafeInt',
      description: 'Tasks that were given to the provider and have not ended.',
    }),
  }),
})

const HttpProviderType = builder.objectRef<HttpProvider>('HttpProvider').implement({
  description: 'A provider over HTTP, which does tasks of LIVE organizations: docs/providers.md.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name by which price rules refer to it: `sunor`.' }),
    definition: t.expose('definition', {
      type: 'JSONObject',
      description: 'The definition of the provider. It contains secrets by name only.',
    }),
    missingSecrets: t.stringList({
      description:
        'The names of secrets that it needs and the process that answers doesn’t have: SUNOR_KEY is the setting PROVIDER_SUNOR_KEY.',
      resolve: (provider, _args, { app }) => missingSecrets(app, provider),
    }),
    load: t.field({
      type: LoadType,
      description: 'The number of tasks that the provider has.',
      resolve: (provider, _args, { app }) => loadOf(app, provider),
    }),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description:
        'The last error of its tasks, at the provider, on the network, or in the storage of Holdfast; null: there was no error.',
    }),
    lastErrorAt: t.expose('lastErrorAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time of `lastError`, in UTC; null: there was no error.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'The time at which it was last set, in UTC.' }),
  }),
})

builder.queryField('httpProviders', (t) =>
  t.field({
    type: [HttpProviderType],
    nullable: true,
    description: 'The providers over HTTP, by name. For the operator; null, with an error, for others.',
    authScopes: { platform: 'READ' },
    resolve: (_root, _args, { app }) => listHttpProviders(app),
  }),
)

const HttpProviderSourceInput = builder.inputType('HttpProviderSourceInput', {
  description: 'The source of a provider’s definition: exactly one of a built-in provider by its name, or a document.',
  isOneOf: true,
  fields: (t) => ({
    name: t.string({ description: `The name of a built-in definition: ${Object.keys(DEFINITIONS).join(', ')}.` }),
    document: t.field({
      type: 'JSONObject',
      description: 'A definition of your own, as docs/providers.md describes it.',
    }),
  }),
})

const SetHttpProviderInput = builder.inputType('SetHttpProviderInput', {
  description: 'A provider to create, or to replace if one has the same name.',
  fields: (t) => ({
    source: t.field({ type: HttpProviderSourceInput, required: true, description: 'The definition of the provider.' }),
    baseUrl: t.string({
      description: 'The base URL to use instead of the one in the definition, for example of a proxy. Null: that one.',
    }),
  }),
})

const SetHttpProviderSuccess = builder.objectRef<{ provider: HttpProvider }>('SetHttpProviderSuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    httpProvider: t.field({
      type: HttpProviderType,
      description: 'The provider after the change.',
      resolve: ({ provider }) => provider,
    }),
  }),
})

builder.mutationField('setHttpProvider', (t) =>
  t.field({
    type: resultType('SetHttpProviderResult', SetHttpProviderSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Creates a provider over HTTP, or replaces the one of the same name; its current tasks follow the new definition, too. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: SetHttpProviderInput, required: true }) },
    resolve: (_root, { input: { source, baseUrl } }, { app }) => setHttpProvider(app, { ...source, baseUrl }),
  }),
)
