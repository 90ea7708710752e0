// API keys: their part of the API.

import { NIL } from 'uuid'
import { type Caller, canSee, may } from '../access/roles.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, LimitReachedError, NotFoundError, refusalType, resultType } from '../graphql/errors.ts'
import { type GlobalId, idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { whereExternalId } from '../labels/find.ts'
import { addLabelFields, ExternalIdTakenError, externalIdField, labeledAs, metadataField } from '../labels/schema.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { createApiKey, type NewlyMadeKey, revokeApiKey, rotateApiKey } from './apiKeys.ts'
import { inForceAt, type KeyReplaced, OVERLAP_SECONDS_MAX } from './keyTerms.ts'
import type { LimitedKey, ScopeNotAllowed } from './limitedKeys.ts'
import type { OwnersOnly } from './members.ts'
import { MemberNode, OrganizationNode, organizationField, ScopeEnum, whereVisible } from './schema.ts'

/** Narrows keys to those that the caller may see: all of them, or their own. */
export function whereOwnKeys(caller: Caller): { memberId?: string } {
  if (may(caller, 'manageAllKeys')) return {}
  return { memberId: (caller.kind === 'tenant' && caller.memberId) || NIL }
}

export const ApiKeyNode = builder.prismaNode('ApiKey', {
  nullable: true,
  description: 'A key of a member, or of the organization itself. Its secret was shown once, and is kept nowhere.',
  id: { resolve: tenantId },
  findUnique: (id, context) => ({ ...whereVisible(id, context), ...whereOwnKeys(callerOf(context)) }),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    member: t.relation('member', {
      nullable: true,
      description: 'The member that owns the key; null if it belongs to the organization itself.',
    }),
    name: t.exposeString('name', { description: 'The name, for people to read.' }),
    prefix: t.exposeString('prefix', { description: 'The first characters of the key, by which people recognize it.' }),
    scopes: t.field({ type: [ScopeEnum], description: 'The scopes of the key.', resolve: ({ scopes }) => scopes }),
    allowedAddresses: t.exposeStringList('allowedAddresses', {
      description: 'The networks that it may be used from; empty: any.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was created, in UTC.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it expires, in UTC; null: it does not expire.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the key was revoked, in UTC; null: it was not revoked.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time of its last use, to the minute, in UTC; null: it was never used.',
    }),
  }),
})

addLabelFields(ApiKeyNode, 'API_KEY', (key) => key)

const ApiKeyFilter = builder.inputType('ApiKeyFilter', {
  description: 'The conditions that an API key must meet; absent ones do not restrict it.',
  fields: (t) => ({
    memberId: t.globalID({ for: MemberNode, description: 'Lists only keys of this member.' }),
    from: t.field({ type: 'DateTime', description: 'Lists only keys that were created at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only keys that were created before this time, which is later than `from`.',
    }),
    externalId: t.string({ description: 'Lists only the key with this external id.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'apiKeys', (t) =>
  t.connection(
    {
      type: ApiKeyNode,
      description:
        'The keys in force that the caller may see, newest first: an OWNER or ADMIN sees all, others their own.',
      args: {
        filter: t.arg({ type: ApiKeyFilter, description: 'The conditions that the keys must meet. Null: all keys.' }),
      },
      resolve: async ({ id: organizationId }, { filter, ...args }, context, info) => {
        const visible = { organizationId, ...whereOwnKeys(callerOf(context)), ...inForceAt(context.app.clock()) }
        const named = await whereExternalId(context.app, organizationId, 'API_KEY', filter?.externalId)
        const memberId = filter?.memberId ? idIn(organizationId, filter.memberId) : undefined
        const wanted = { memberId, createdAt: timeRange(filter?.from, filter?.until), ...named }
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.apiKey.findMany({ ...query, where: { AND: [visible, wanted, where] } }),
        })
      },
    },
    connectionOf(ApiKeyNode),
  ),
)

builder.queryField('apiKey', (t) =>
  t.prismaField({
    type: ApiKeyNode,
    nullable: true,
    description:
      'The API key with this external id, also a revoked one; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      externalId: t.arg.string({ required: true, description: 'The platform’s own id of the API key.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }),
    },
    resolve: async (query, _root, { externalId, organizationId: named }, context) => {
      const found = await labeledAs(context, 'API_KEY', externalId, named)
      if (!found) return null
      return context.app.prisma.apiKey.findFirst({ ...query, where: { ...found, ...whereOwnKeys(callerOf(context)) } })
    },
  }),
)

const ScopeNotAllowedError = refusalType<ScopeNotAllowed>('SCOPE_NOT_ALLOWED', (t) => ({
  scopes: t.expose('scopes', { type: [ScopeEnum], description: 'The scopes that the key can’t have.' }),
}))

export const KeyReplacedError = refusalType<KeyReplaced>('KEY_REPLACED')

export const OwnersOnlyError = refusalType<OwnersOnly>('OWNERS_ONLY')
export const LimitedKeyError = refusalType<LimitedKey>('LIMITED_KEY', (t) => ({
  expiresAt: t.expose('expiresAt', {
    type: 'DateTime',
    nullable: true,
    description: 'The time at which the API key of this request expires, in UTC; null: never.',
  }),
  allowedAddresses: t.exposeStringList('allowedAddresses', {
    description: 'The networks that the key of this request may be used from; empty: any.',
  }),
}))

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'An API key to create.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    ofOrganization: t.boolean({
      required: true,
      defaultValue: false,
      description: 'True: the key belongs to the organization itself. False: it belongs to a member.',
    }),
    memberId: t.globalID({
      for: MemberNode,
      description:
        'The member that gets the key. Required for the operator unless `ofOrganization` is true. Null: the caller, who creates keys for themselves.',
    }),
    name: t.string({ required: true, description: 'The name, for people to read; 1 to 200 characters.' }),
    scopes: t.field({ type: [ScopeEnum], required: true, description: 'The scopes of the key, at least one.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'The time at which the key expires. Null: it does not expire.',
    }),
    allowedAddresses: t.stringList({
      required: true,
      defaultValue: [],
      description:
        'The IP addresses and networks that the key may be used from, at most 50: 203.0.113.7, 10.0.0.0/8. Empty: any.',
    }),
    externalId: t.string(externalIdField),
    metadata: t.field(metadataField),
  }),
})

const RotateApiKeyInput = builder.inputType('RotateApiKeyInput', {
  description: 'An API key to replace.',
  fields: (t) => ({
    apiKeyId: t.globalID({ for: ApiKeyNode, required: true, description: 'The API key.' }),
    overlapSeconds: t.int({
      required: true,
      defaultValue: 3_600,
      description: `The time for which the old key still works, 0 to ${OVERLAP_SECONDS_MAX} seconds (7 days).`,
    }),
  }),
})

const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  description: 'An API key to revoke.',
  fields: (t) => ({
    apiKeyId: t.globalID({ for: ApiKeyNode, required: true, description: 'The API key to revoke.' }),
  }),
})

function keySuccess(name: string) {
  return builder.objectRef<NewlyMadeKey>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({
      apiKey: t.field({ type: ApiKeyNode, description: 'The API key.', resolve: ({ apiKey }) => apiKey }),
      secret: t.exposeString('secret', { description: 'The key itself. Shown this once and kept nowhere.' }),
    }),
  })
}

const RevokeApiKeySuccess = builder.objectRef<{ apiKey: NewlyMadeKey['apiKey'] }>('RevokeApiKeySuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyNode, description: 'The API key.', resolve: ({ apiKey }) => apiKey }),
  }),
})

/** Returns the key that is named, if the caller may manage it; not found otherwise. */
async function keyFor(
  context: Context,
  named: GlobalId,
): Promise<{ organizationId: string; keyId: string; memberId: string | null } | NotFound> {
  const caller = callerOf(context)
  const { organizationId, id } = splitTenantId(named.id)
  if (!canSee(caller, organizationId)) return notFound('API key')
  const where = { organizationId, id, ...whereOwnKeys(caller) }
  const key = await context.app.prisma.apiKey.findFirst({ where, select: { memberId: true } })
  return key ? { organizationId, keyId: id, ...key } : notFound('API key')
}

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: resultType('CreateApiKeyResult', keySuccess('CreateApiKeySuccess'), [
      InvalidInputError,
      NotFoundError,
      ScopeNotAllowedError,
      LimitedKeyError,
      LimitReachedError,
      ExternalIdTakenError,
    ]),
    description:
      'Creates an API key. Members create keys for themselves, an OWNER or ADMIN also for the organization itself, and the operator for everybody.',
    authScopes: { may: 'manageOwnKeys' },
    args: { input: t.arg({ type: CreateApiKeyInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ofOrganization, memberId: behalf, ...input } }, context) => {
      const caller = callerOf(context)
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const own = caller.kind === 'tenant' ? caller.memberId : behalf ? idIn(organizationId, behalf) : null
      const memberId = ofOrganization ? null : own
      const isTheirs =
        memberId !== null && (caller.kind === 'operator' || !behalf || idIn(organizationId, behalf) === own)
      if (memberId === null ? !may(caller, 'manageAllKeys') : !isTheirs) return notFound('member')
      return createApiKey(context.app, { ...input, organizationId, memberId }, caller)
    },
  }),
  rotateApiKey: t.field({
    type: resultType('RotateApiKeyResult', keySuccess('RotateApiKeySuccess'), [
      InvalidInputError,
      NotFoundError,
      ScopeNotAllowedError,
      LimitedKeyError,
      OwnersOnlyError,
      KeyReplacedError,
      LimitReachedError,
    ]),
    description:
      'Creates an API key that replaces another, which keeps working for `overlapSeconds`. Budgets, rates and other limits of the key hold for both together. For its owner.',
    authScopes: { may: 'manageOwnKeys' },
    args: { input: t.arg({ type: RotateApiKeyInput, required: true }) },
    resolve: async (_root, { input: { apiKeyId, overlapSeconds } }, context) => {
      const key = await keyFor(context, apiKeyId)
      if (isRefusal(key)) return key
      const caller = callerOf(context)
      // The right to revoke a member’s key does not include getting one in their name.
      const isTheirs =
        caller.kind === 'operator' ||
        key.memberId === caller.memberId ||
        (key.memberId === null && may(caller, 'manageAllKeys'))
      if (!isTheirs) return notFound('API key')
      return rotateApiKey(context.app, { ...key, overlapSeconds }, caller)
    },
  }),
  revokeApiKey: t.field({
    type: resultType('RevokeApiKeyResult', RevokeApiKeySuccess, [NotFoundError, OwnersOnlyError]),
    description:
      'Revokes an API key: within a second it can’t be used on any process, and its live streams end. For its owner, an OWNER or an ADMIN; only an OWNER may revoke the key of an OWNER.',
    authScopes: { may: 'manageOwnKeys' },
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true }) },
    resolve: async (_root, { input: { apiKeyId } }, context) => {
      const key = await keyFor(context, apiKeyId)
      return isRefusal(key) ? key : revokeApiKey(context.app, key, callerOf(context))
    },
  }),
}))
