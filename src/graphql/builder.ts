// The schema builder: which plugins, which scalars, who may see what by default.

import SchemaBuilder from '@pothos/core'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import { GraphQLError } from 'graphql'
import type PrismaTypes from '../database/generated/pothos.ts'
import { getDatamodel } from '../database/generated/pothos.ts'
import { type Action, may } from '../organizations/roles.ts'
import { type Context, organizationNeeded, unauthenticated } from './context.ts'
import { decodeGlobalId, encodeGlobalId } from './ids.ts'

/** The largest page of a connection, and the page of a request that names no size. */
export const PAGE_SIZE_MAX = 100
export const PAGE_SIZE = 50

export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  AuthScopes: { anybody: boolean; person: boolean; operator: boolean; may: Action }
  Scalars: {
    ID: { Input: string; Output: string }
    Credits: { Input: bigint; Output: bigint }
    DateTime: { Input: Date; Output: Date }
    JSONObject: { Input: Record<string, unknown>; Output: unknown }
  }
}>({
  plugins: [ScopeAuthPlugin, RelayPlugin, DataloaderPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    idFieldOptions: { description: 'Its id: opaque, the same everywhere in the API.' },
    nodeTypeOptions: { description: 'Anything that has an id.' },
    pageInfoTypeOptions: { description: 'Where a page is in its list.' },
    hasNextPageFieldOptions: { description: 'Whether more follow after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are some before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first on this page; null when it is empty.' },
    endCursorFieldOptions: { description: 'The cursor of the last on this page; null when it is empty.' },
    defaultConnectionTypeOptions: { description: 'A page of a list.' },
    defaultEdgeTypeOptions: { description: 'One of a list, and where it is.' },
    edgesFieldOptions: { description: 'What is on the page, in order.' },
    pageInfoFieldOptions: { description: 'Where the page is.' },
    cursorFieldOptions: { description: 'Where it is, for `after` and `before`.' },
    nodeFieldOptions: { description: 'The thing itself.' },
    firstArgOptions: {
      description: `How many at most, from the front: 1 to ${PAGE_SIZE_MAX}; ${PAGE_SIZE} if absent.`,
    },
    lastArgOptions: { description: `How many at most, from the back: 1 to ${PAGE_SIZE_MAX}.` },
    afterArgOptions: { description: 'Only what comes after this cursor.' },
    beforeArgOptions: { description: 'Only what comes before this cursor.' },
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: decodeGlobalId,
    nodeQueryOptions: {
      nullable: true,
      args: { id: { description: 'Its id.' } },
      description: 'Anything that has an id, by its id. Null when it is not there or not the caller’s to see.',
      authScopes: { may: 'read' },
    },
    nodesQueryOptions: {
      args: { ids: { description: 'Their ids.' } },
      nullable: { list: false, items: true },
      description: 'Many things by their ids, in the order of the ids; null where `node` would be null.',
      authScopes: { may: 'read' },
    },
  },
  prisma: {
    client: (context) => context.app.prisma,
    dmmf: getDatamodel(),
    maxConnectionSize: PAGE_SIZE_MAX,
    defaultConnectionSize: PAGE_SIZE,
    onUnusedQuery: process.env.NODE_ENV === 'production' ? null : 'error',
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ caller }) => ({
      anybody: true,
      person: caller?.kind === 'person' || (caller?.kind === 'tenant' && caller.person !== null),
      operator: caller?.kind === 'operator',
      may: (action) => caller !== null && may(caller, action),
    }),
    unauthorizedError: (_parent, { caller }) =>
      !caller
        ? unauthenticated()
        : caller.kind === 'person'
          ? organizationNeeded()
          : new GraphQLError('You may not do that with this role or key.', { extensions: { code: 'FORBIDDEN' } }),
  },
})

/** The builder's types, for helpers that take or make parts of the schema. */
export type Types = typeof builder.$inferSchemaTypes

builder.queryType({ description: 'Reads. Nothing here changes anything.' })
builder.mutationType({
  description:
    'Changes. Each answers after its commit, with what it made or with a typed error that says why nothing was changed.',
})
builder.subscriptionType({
  description: 'Live. Each first sends the present state, then every change in order. Over graphql-ws and SSE.',
})
