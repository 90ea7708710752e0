// The schema builder: which plugins, which scalars, who may see what by default.

import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import { type Action, may, mayAsPlatform } from '../access/roles.ts'
import type { PlatformScope } from '../database/generated/client/client.ts'
import type PrismaTypes from '../database/generated/pothos.ts'
import { getDatamodel } from '../database/generated/pothos.ts'
import { badInput } from './badInput.ts'
import { type Context, organizationNeeded, unauthenticated } from './context.ts'
import { forbidden } from './forbidden.ts'
import { decodeGlobalId, encodeGlobalId } from './ids.ts'
import { PAGE_SIZE, PAGE_SIZE_MAX, pageSize } from './pages.ts'
import './syncIds.ts'

/** A page is counted by its connection, as if it were full. */
const CONNECTION_PARTS = new Set(['edges', 'node', 'pageInfo', 'cursor'])

export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  DefaultNodeNullability: true
  AuthScopes: { anybody: boolean; person: boolean; platform: PlatformScope; may: Action }
  Scalars: {
    ID: { Input: string; Output: string }
    Credits: { Input: bigint; Output: bigint }
    SafeInt: { Input: bigint; Output: bigint | number }
    Units: { Input: number; Output: number }
    DateTime: { Input: Date; Output: Date }
    JSONObject: { Input: Record<string, unknown>; Output: unknown }
    Metadata: { Input: Readonly<Record<string, string | null>>; Output: Readonly<Record<string, string>> }
  }
}>({
  plugins: [ScopeAuthPlugin, ComplexityPlugin, RelayPlugin, DataloaderPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  // The cost of an operation is checked once, before it begins: src/server/limits.ts.
  complexity: {
    disabled: true,
    fieldComplexity: (args, _context, { name, args: known }) => {
      if (CONNECTION_PARTS.has(name)) return { field: 0, multiplier: 1 }
      const list = Object.values(args).find(Array.isArray)
      // An empty list doesn't make what is below it free.
      if (list) return { field: list.length, multiplier: Math.max(1, list.length) }
      if (!known.some((arg) => arg.name === 'first')) return 1
      return { field: 1, multiplier: pageSize(args) }
    },
  },
  relay: {
    cursorType: 'String',
    idFieldOptions: { description: 'The id of the object: opaque, the same everywhere in the API.' },
    nodeTypeOptions: { description: 'Anything that has an id.' },
    pageInfoTypeOptions: { description: 'The position of a page in its list.' },
    hasNextPageFieldOptions: { description: 'True if more items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'True if there are items before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first item of the page; null if the page is empty.' },
    endCursorFieldOptions: { description: 'The cursor of the last item of the page; null if the page is empty.' },
    defaultConnectionTypeOptions: { description: 'A page of a list.' },
    defaultEdgeTypeOptions: { description: 'An item of a list, and its position.' },
    edgesFieldOptions: { description: 'The items of the page, in order.' },
    pageInfoFieldOptions: { description: 'The position of the page in the list.' },
    cursorFieldOptions: { description: 'The position of the item, for `after` and `before`.' },
    nodeFieldOptions: {
      nullable: true,
      description:
        'The item; null if it could not be read: an error with its path says why. The other items of the page are not affected.',
    },
    firstArgOptions: {
      description: `The largest number of items, from the start of the list: 1 to ${PAGE_SIZE_MAX}; ${PAGE_SIZE} if absent.`,
    },
    lastArgOptions: { description: `The largest number of items, from the end of the list: 1 to ${PAGE_SIZE_MAX}.` },
    afterArgOptions: { description: 'Lists only items after this cursor.' },
    beforeArgOptions: { description: 'Lists only items before this cursor.' },
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: decodeGlobalId,
    nodeQueryOptions: {
      nullable: true,
      args: { id: { description: 'The id of the object.' } },
      description: 'The object with this id; null if it does not exist or the caller may not see it.',
      authScopes: { may: 'read' },
    },
    nodesQueryOptions: {
      args: { ids: { description: `The ids of the objects, at most ${PAGE_SIZE_MAX}.` } },
      nullable: { list: false, items: true },
      description: 'The objects with these ids, in the same order; null where `node` would be null.',
      authScopes: { may: 'read' },
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > PAGE_SIZE_MAX) {
          throw badInput('ids', `must have at most ${PAGE_SIZE_MAX} items, not ${ids.length}`)
        }
        return resolveNodes([...ids])
      },
    },
  },
  prisma: {
    client: (context) => context.app.prisma,
    dmmf: getDatamodel(),
    // The same whatever NODE_ENV says: a caller is never told how a resolver reads.
    onUnusedQuery: null,
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ caller }) => ({
      anybody: true,
      // Only when it is asked for: what is read of a caller decides who shares a live answer (src/server/streams.ts).
      person: () => caller?.kind === 'person' || (caller?.kind === 'tenant' && caller.person !== null),
      platform: (scope) => mayAsPlatform(caller, scope),
      may: (action) => caller !== null && may(caller, action),
    }),
    unauthorizedError: (_parent, { caller, rejection }, { fieldName }, { failure }) =>
      !caller
        ? unauthenticated(rejection)
        : caller.kind === 'person'
          ? organizationNeeded(caller)
          : forbidden(caller, fieldName, failure),
  },
})

/** The builder's types, for helpers that take or make parts of the schema. */
export type Types = typeof builder.$inferSchemaTypes

builder.queryType({ description: 'The queries. None of them changes anything.' })
builder.mutationType({
  description:
    'The mutations. Each answers after its commit: with the result, or with a typed error that says why nothing was changed.',
})
builder.subscriptionType({
  description:
    'The live streams, over graphql-ws and SSE. Each first sends the current state, then every change in order.',
})
