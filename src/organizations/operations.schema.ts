// Creating an organization and changing it: their part of the API.

import { OrganizationMode, Role } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { ExternalIdTakenError, externalIdField, metadataField } from '../labels/schema.ts'
import { notFound } from '../refusals.ts'
import type { ChangedOrganization } from './change.ts'
import type { Suspended } from './operations.ts'
import {
  type CreatedOrganization,
  createOrganization,
  type MemberKey,
  resumeOrganization,
  suspendOrganization,
  updateOrganization,
} from './operations.ts'
import { MemberNode, OrganizationModeEnum, OrganizationNode, organizationField, RoleEnum } from './schema.ts'

const NewMemberInput = builder.inputType('NewMemberInput', {
  description: 'A first member of an organization.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name, for people to read; 1 to 200 characters.' }),
    role: t.field({ type: RoleEnum, required: true, description: 'The role of the member.' }),
    subject: t.string({
      description:
        'The identity that signs in as this member, for a platform with its own tokens: the issuer, `#` and the claim `sub`. Null: nobody signs in as this member.',
    }),
    externalId: t.string(externalIdField),
    metadata: t.field(metadataField),
  }),
})

const CreateOrganizationInput = builder.inputType('CreateOrganizationInput', {
  description: 'An organization to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name, for people to read; 1 to 200 characters.' }),
    mode: t.field({
      type: OrganizationModeEnum,
      defaultValue: OrganizationMode.LIVE,
      required: true,
      description: 'The mode. Tasks of a SANDBOX organization run on the built-in provider.',
    }),
    members: t.field({
      type: [NewMemberInput],
      defaultValue: [{ name: 'Owner', role: Role.OWNER }],
      required: true,
      description: 'The first members, at most 100, each of whom gets an API key. At least one is an OWNER.',
    }),
    creditTypes: t.stringList({
      required: true,
      defaultValue: [],
      description:
        'The credit types whose pools are opened at once, empty at first; up to 100. If the platform has prices or plans, one of them has each of these types. Pools of other types are opened by their first grant.',
    }),
    externalId: t.string({
      description:
        'The platform’s own id of the organization, 1 to 255 characters, by which `organization(externalId:)` finds it. If another organization has it, the request is refused with EXTERNAL_ID_TAKEN, unless it is an `upsert`. Null: none.',
    }),
    metadata: t.field(metadataField),
    upsert: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'True: if there is an organization with this `externalId`, which is required, it gets this name, and this metadata as by `updateLabels`; its mode, members and wallets stay as they are. Such a request can be repeated without an idempotency key, which it can’t have.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key create one organization. Null: each request creates one.',
    }),
  }),
})

const NewMemberKey = builder.objectRef<MemberKey>('NewMemberKey').implement({
  description: 'A member’s API key at the moment it is made.',
  fields: (t) => ({
    member: t.field({
      type: MemberNode,
      description: 'The member that owns the key.',
      resolve: ({ member }) => member,
    }),
    secret: t.exposeString('secret', {
      nullable: true,
      description: 'The key itself. Shown this once and kept nowhere; null when the request was a repetition.',
    }),
  }),
})

const CreateOrganizationSuccess = builder.objectRef<CreatedOrganization>('CreateOrganizationSuccess').implement({
  description: 'The request was carried out, now or earlier under the same idempotency key.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationNode,
      description: 'The organization.',
      resolve: ({ organization }) => organization,
    }),
    keys: t.expose('keys', {
      type: [NewMemberKey],
      description:
        'The API keys of the members, in the order of the input; empty if an `upsert` has found the organization.',
    }),
    created: t.exposeBoolean('created', {
      description:
        'True if this request created it; false if an `upsert` found it, or this idempotency key made it earlier.',
    }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key made it earlier.' }),
  }),
})

builder.mutationField('createOrganization', (t) =>
  t.field({
    type: resultType('CreateOrganizationResult', CreateOrganizationSuccess, [
      InvalidInputError,
      IdempotencyConflictError,
      NotFoundError,
      ExternalIdTakenError,
    ]),
    description:
      'Creates an organization with its members, a key for each, and an empty wallet. With `upsert`, the one that has the external id is answered instead, if there is one: ENDED if it was closed. For the operator.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: CreateOrganizationInput, required: true }) },
    resolve: (_root, { input }, { app }) => createOrganization(app, input),
  }),
)

// The outcomes.

export const OrganizationSuspendedError = refusalType<Suspended>('ORGANIZATION_SUSPENDED')

export const keyField = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const UpdateOrganizationInput = builder.inputType('UpdateOrganizationInput', {
  description: 'An organization, and its new name.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    name: t.string({ required: true, description: 'The name, for people to read; 1 to 200 characters.' }),
    idempotencyKey: t.string(keyField),
  }),
})

const SuspendOrganizationInput = builder.inputType('SuspendOrganizationInput', {
  description: 'The organization to suspend, and the reason.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The organization.',
    }),
    reason: t.string({ required: true, description: 'The reason, for the members; 1 to 500 characters.' }),
    idempotencyKey: t.string(keyField),
  }),
})

const ResumeOrganizationInput = builder.inputType('ResumeOrganizationInput', {
  description: 'The organization to resume.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The organization.',
    }),
    idempotencyKey: t.string(keyField),
  }),
})

/** The success of a mutation after which members may not see the organization any more. */
export function organizationSuccess(name: string) {
  return builder.objectRef<ChangedOrganization>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      organization: t.prismaField({
        type: OrganizationNode,
        nullable: true,
        description: 'The organization after the change; null if the caller may not see it any more.',
        resolve: (query, { organization: { id } }, _args, { app }) =>
          app.prisma.organization.findUnique({ ...query, where: { id } }),
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

/** The success of a mutation that changes a setting of an organization. Callers who may change the setting may see it. */
export function settingSuccess(name: string) {
  return builder.objectRef<ChangedOrganization>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      organization: t.prismaField({
        type: OrganizationNode,
        description: 'The organization after the change.',
        resolve: (query, { organization: { id } }, _args, { app }) =>
          app.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

export const ORGANIZATION_ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError] as const

builder.mutationFields((t) => ({
  updateOrganization: t.field({
    type: resultType('UpdateOrganizationResult', organizationSuccess('UpdateOrganizationSuccess'), ORGANIZATION_ERRORS),
    description: 'Gives an organization another name. For an OWNER or ADMIN.',
    authScopes: { may: 'updateOrganization' },
    args: { input: t.arg({ type: UpdateOrganizationInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return updateOrganization(context.app, { ...input, organizationId })
    },
  }),
  suspendOrganization: t.field({
    type: resultType(
      'SuspendOrganizationResult',
      organizationSuccess('SuspendOrganizationSuccess'),
      ORGANIZATION_ERRORS,
    ),
    description:
      'Suspends an organization: it can’t submit or approve tasks. It can read, and submitted tasks continue. For the operator.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: SuspendOrganizationInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      suspendOrganization(app, { ...input, organizationId: organizationId.id }),
  }),
  resumeOrganization: t.field({
    type: resultType('ResumeOrganizationResult', organizationSuccess('ResumeOrganizationSuccess'), ORGANIZATION_ERRORS),
    description: 'Lets a suspended organization work again. For the operator.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: ResumeOrganizationInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      resumeOrganization(app, { ...input, organizationId: organizationId.id }),
  }),
}))
