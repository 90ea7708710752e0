// Platform keys: their part of the API.

import { NIL } from 'uuid'
import type { Operator } from '../access/roles.ts'
import { mayAsPlatform } from '../access/roles.ts'
import type { OperatorKey } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { type Context, callerOf } from '../graphql/context.ts'
import { InvalidInputError, LimitReachedError, NotFoundError, resultType } from '../graphql/errors.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { KeyReplacedError, LimitedKeyError } from './apiKeys.schema.ts'
import { inForceAt, OVERLAP_SECONDS_MAX } from './keyTerms.ts'
import { createPlatformKey, type NewlyMadePlatformKey, revokePlatformKey, rotatePlatformKey } from './platformKeys.ts'
import { PlatformScopeEnum } from './viewer.schema.ts'

const PlatformKeyNode = builder.prismaNode('OperatorKey', {
  variant: 'PlatformKey',
  nullable: true,
  description:
    'A key of the platform itself, which works in every organization within its scopes. Its secret was shown once, and is not stored.',
  id: { resolve: ({ id }) => id },
  findUnique: (id, { caller }) => ({ id: mayAsPlatform(caller, 'KEYS') ? id : NIL }),
  authScopes: (_key, { caller }) => mayAsPlatform(caller, 'KEYS'),
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'The name of the key. The audit logs of organizations show it as the actor.',
    }),
    prefix: t.exposeString('prefix', { description: 'The first characters of the key, by which people recognize it.' }),
    scopes: t.field({
      type: [PlatformScopeEnum],
      description: 'The scopes of the key.',
      resolve: ({ scopes }) => scopes,
    }),
    allowedAddresses: t.exposeStringList('allowedAddresses', {
      description: 'The networks that the key may be used from; empty: any.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was created, in UTC.' }),
    createdBy: t.exposeString('createdBy', {
      nullable: true,
      description: 'The name of the platform key that created it; null: the command line.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it expires, in UTC; null: it does not expire.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was revoked, in UTC; null: it was not revoked.',
    }),
    revokedBy: t.exposeString('revokedBy', {
      nullable: true,
      description: 'The name of the platform key that revoked it; null: it was not revoked, or by a rotation.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time of its last use, to the minute, in UTC; null: it was never used.',
    }),
  }),
})

builder.queryField('platformKeys', (t) =>
  t.connection(
    {
      type: PlatformKeyNode,
      description: 'The platform keys in force, newest first. For platform keys with KEYS.',
      authScopes: { platform: 'KEYS' },
      resolve: (_root, args, context, info) =>
        pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.operatorKey.findMany({
              ...query,
              where: { AND: [inForceAt(context.app.clock()), where] },
            }),
        }),
    },
    connectionOf(PlatformKeyNode),
  ),
)

const CreatePlatformKeyInput = builder.inputType('CreatePlatformKeyInput', {
  description: 'A platform key to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name, which audit logs show; 1 to 200 characters.' }),
    scopes: t.field({ type: [PlatformScopeEnum], required: true, description: 'The scopes of the key, at least one.' }),
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
  }),
})

const RotatePlatformKeyInput = builder.inputType('RotatePlatformKeyInput', {
  description: 'A platform key to replace.',
  fields: (t) => ({
    platformKeyId: t.globalID({ for: PlatformKeyNode, required: true, description: 'The platform key.' }),
    overlapSeconds: t.int({
      required: true,
      defaultValue: 3_600,
      description: `The time for which the old key still works, 0 to ${OVERLAP_SECONDS_MAX} seconds (7 days).`,
    }),
  }),
})

const RevokePlatformKeyInput = builder.inputType('RevokePlatformKeyInput', {
  description: 'A platform key to revoke.',
  fields: (t) => ({
    platformKeyId: t.globalID({ for: PlatformKeyNode, required: true, description: 'The platform key to revoke.' }),
  }),
})

function keySuccess(name: string) {
  return builder.objectRef<NewlyMadePlatformKey>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({
      platformKey: t.field({
        type: PlatformKeyNode,
        description: 'The platform key.',
        resolve: ({ platformKey }) => platformKey,
      }),
      secret: t.exposeString('secret', { description: 'The key itself. It is shown only once, and is not stored.' }),
    }),
  })
}

const RevokePlatformKeySuccess = builder.objectRef<{ platformKey: OperatorKey }>('RevokePlatformKeySuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    platformKey: t.field({
      type: PlatformKeyNode,
      description: 'The platform key.',
      resolve: ({ platformKey }) => platformKey,
    }),
  }),
})

/** The caller of a field that only platform keys reach. */
function operatorOf(context: Context): Operator {
  const caller = callerOf(context)
  if (caller.kind !== 'operator') throw new TypeError('only platform keys have the scope KEYS')
  return caller
}

builder.mutationFields((t) => ({
  createPlatformKey: t.field({
    type: resultType('CreatePlatformKeyResult', keySuccess('CreatePlatformKeySuccess'), [
      InvalidInputError,
      NotFoundError,
      LimitedKeyError,
      LimitReachedError,
    ]),
    description:
      'Creates a platform key within the scopes, networks and expiry of the key of the request. A worker for all organizations needs SETTLE only. For platform keys with KEYS.',
    authScopes: { platform: 'KEYS' },
    args: { input: t.arg({ type: CreatePlatformKeyInput, required: true }) },
    resolve: (_root, { input }, context) => createPlatformKey(context.app, input, operatorOf(context)),
  }),
  rotatePlatformKey: t.field({
    type: resultType('RotatePlatformKeyResult', keySuccess('RotatePlatformKeySuccess'), [
      InvalidInputError,
      NotFoundError,
      LimitedKeyError,
      KeyReplacedError,
      LimitReachedError,
    ]),
    description:
      'Creates a platform key with the same name and limits that replaces another, which keeps working for `overlapSeconds`. For platform keys with KEYS.',
    authScopes: { platform: 'KEYS' },
    args: { input: t.arg({ type: RotatePlatformKeyInput, required: true }) },
    resolve: (_root, { input: { platformKeyId, overlapSeconds } }, context) =>
      rotatePlatformKey(context.app, { keyId: platformKeyId.id, overlapSeconds }, operatorOf(context)),
  }),
  revokePlatformKey: t.field({
    type: resultType('RevokePlatformKeyResult', RevokePlatformKeySuccess, [NotFoundError]),
    description:
      'Revokes a platform key: within a second it can’t be used on any process, and its live streams end. For platform keys with KEYS.',
    authScopes: { platform: 'KEYS' },
    args: { input: t.arg({ type: RevokePlatformKeyInput, required: true }) },
    resolve: (_root, { input: { platformKeyId } }, context) =>
      revokePlatformKey(context.app, { keyId: platformKeyId.id }, operatorOf(context)),
  }),
}))
