// Organizations, members, and who the caller is: their part of the API.

import { NIL } from 'uuid'
import { type Action, type Caller, canSee, hasScope, may, type Person, PLATFORM_SCOPES } from '../access/roles.ts'
import type { App } from '../app.ts'
import {
  OrganizationMode,
  OrganizationStatus,
  PlatformScope,
  type Prisma,
  Role,
  Scope,
} from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { encodeGlobalId, splitTenantId, tenantId } from '../graphql/ids.ts'
import { FIRST_CREATED_FIRST, NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { whereExternalId } from '../labels/find.ts'
import { subjectWith } from '../labels/insertLabel.ts'
import { addLabelFields, ExternalIdTakenError, externalIdField, labeledAs, metadataField } from '../labels/schema.ts'
import { notFound } from '../refusals.ts'
import type { ChangedOrganization } from './change.ts'
import { findOrganization } from './find.ts'
import type { Suspended } from './operations.ts'
import {
  type CreatedOrganization,
  createOrganization,
  type MemberKey,
  resumeOrganization,
  suspendOrganization,
  updateOrganization,
} from './operations.ts'

const OrganizationModeEnum = builder.enumType('OrganizationMode', {
  description: 'The modes of an organization.',
  values: {
    LIVE: {
      value: OrganizationMode.LIVE,
      description: 'Tasks are done by the platform’s workers or by providers over HTTP.',
    },
    SANDBOX: {
      value: OrganizationMode.SANDBOX,
      description: 'Tasks are done by the built-in sandbox provider, for demos and tests.',
    },
  },
})

const OrganizationStatusEnum = builder.enumType('OrganizationStatus', {
  description: 'The states of an organization.',
  values: {
    ACTIVE: { value: OrganizationStatus.ACTIVE, description: 'The organization works normally.' },
    SUSPENDED: {
      value: OrganizationStatus.SUSPENDED,
      description: 'The organization can’t submit or approve tasks. It can read, and submitted tasks continue.',
    },
    CLOSING: {
      value: OrganizationStatus.CLOSING,
      description: 'The organization is being closed. Only the platform sees it.',
    },
    CLOSED: { value: OrganizationStatus.CLOSED, description: 'The organization has ended. Only the platform sees it.' },
  },
})

export const ScopeEnum = builder.enumType('KeyScope', {
  description: 'The scopes of an API key. A request needs both the role and the scope.',
  values: {
    READ: { value: Scope.READ, description: 'The key may read everything that the role may read.' },
    SUBMIT: { value: Scope.SUBMIT, description: 'The key may ask for quotes, and submit and cancel tasks.' },
    SETTLE: {
      value: Scope.SETTLE,
      description:
        'The key may claim, start, report on, complete and fail tasks: it is for workers. Only the operator creates such keys.',
    },
    HOLD: {
      value: Scope.HOLD,
      description:
        'The key may hold, meter, spend and release the organization’s credits: it is for servers of the organization that do work themselves. It can’t refund, settle late, or touch the hold of a task.',
    },
    ADMIN: {
      value: Scope.ADMIN,
      description: 'The key may administer members, keys, budgets and allocations, and read the audit log.',
    },
  },
})

export const RoleEnum = builder.enumType('MemberRole', {
  description: 'The roles of members.',
  values: {
    OWNER: { value: Role.OWNER, description: 'An OWNER may do everything. An organization has at least one OWNER.' },
    ADMIN: {
      value: Role.ADMIN,
      description: 'An ADMIN administers members, credits, budgets and keys, and sees and cancels all tasks.',
    },
    BILLING: { value: Role.BILLING, description: 'A BILLING member sees everything and submits no tasks.' },
    MEMBER: { value: Role.MEMBER, description: 'A MEMBER submits tasks, and sees and cancels their own tasks.' },
    VIEWER: { value: Role.VIEWER, description: 'A VIEWER sees everything and changes nothing.' },
  },
})

export const organizationField = {
  description: 'The organization. Required for the operator; others may leave it out.',
} as const

/** Returns the key of a row of an organization; one that matches nothing if the caller can't see that organization. */
export function whereVisible(globalId: string, { caller }: Pick<Context, 'caller'>) {
  const { organizationId, id } = splitTenantId(globalId)
  const visible = canSee(caller, organizationId)
  return { organizationId_id: visible ? { organizationId, id } : { organizationId: NIL, id: NIL } }
}

/** As whereVisible, for rows that only callers who may do this see. */
export function whereVisibleTo(action: Action) {
  return (globalId: string, context: Context) =>
    whereVisible(globalId, may(callerOf(context), action) ? context : { caller: null })
}

/** True for a query of Pothos that wants a row as it is, without rows of other tables. */
function isWholeRow(query: { readonly include?: unknown; readonly select?: unknown }): boolean {
  return query.include === undefined && query.select === undefined
}

/** Narrows tasks to those that the caller may see. */
export function whereOwnTasks(caller: Caller): { memberId?: string } {
  if (caller.kind === 'person') return { memberId: NIL }
  const isOwn = caller.kind === 'tenant' && caller.memberId !== null && !may(caller, 'seeAllTasks')
  // A worker sees what it works on.
  return isOwn && !may(caller, 'settleTasks') ? { memberId: caller.memberId } : {}
}

/** Narrows wallets to organizations' pools. */
function whereIsPool({ prisma }: App) {
  return { holderId: { equals: prisma.wallet.fields.organizationId } }
}

export const OrganizationNode = builder.prismaNode('Organization', {
  nullable: true,
  description: 'A tenant: a customer of the platform, with its members, wallets and tasks.',
  id: { resolve: (organization) => organization.id },
  findUnique: (id, { caller }) => ({ id: canSee(caller, id) ? id : NIL }),
  authScopes: ({ id }, { caller }) => canSee(caller, id),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, for people to read.' }),
    mode: t.field({
      type: OrganizationModeEnum,
      description: 'The mode of the organization: LIVE or SANDBOX.',
      resolve: (o) => o.mode,
    }),
    status: t.field({
      type: OrganizationStatusEnum,
      description: 'The status of the organization.',
      resolve: (o) => o.status,
    }),
    statusReason: t.exposeString('statusReason', {
      nullable: true,
      description: 'The reason for the status; null if it is ACTIVE.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the organization was created, in UTC.',
    }),
    wallets: t.relation('wallets', {
      description: 'The organization’s own wallets, its pools: one per credit type.',
      query: (_args, { app }) => ({ where: whereIsPool(app), orderBy: { creditType: 'asc' } }),
    }),
  }),
})

export const MemberNode = builder.prismaNode('Member', {
  nullable: true,
  description: 'A person or program in an organization.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, for people to read.' }),
    role: t.field({ type: RoleEnum, description: 'The role of the member.', resolve: (member) => member.role }),
    subject: t.exposeString('subject', {
      nullable: true,
      description:
        'The identity that signs in as this member: `user:` and an id, or the issuer of the platform’s tokens, `#` and the claim `sub`. Null: nobody, and for callers that may not manage members.',
      authScopes: { may: 'manageMembers' },
      unauthorizedResolver: () => null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the member joined, in UTC.' }),
    removedAt: t.expose('removedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the member was removed, in UTC; null: the member was not removed.',
    }),
    organization: t.relation('organization', { description: 'The organization that the member belongs to.' }),
  }),
})

addLabelFields(OrganizationNode, 'ORGANIZATION', ({ id }) => ({ organizationId: id, id }))
addLabelFields(MemberNode, 'MEMBER', (member) => member)

/** The condition of a filter on a text that contains another, in upper or lower case. */
function containing(text: string | null | undefined): Prisma.StringFilter | undefined {
  return text ? { contains: text, mode: 'insensitive' } : undefined
}

const MemberFilter = builder.inputType('MemberFilter', {
  description: 'The conditions that a member must meet; absent ones do not restrict it.',
  fields: (t) => ({
    role: t.field({ type: RoleEnum, description: 'Lists only members with this role.' }),
    from: t.field({ type: 'DateTime', description: 'Lists only members who joined at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only members who joined before this time, which is later than `from`.',
    }),
    externalId: t.string({ description: 'Lists only the member with this external id.' }),
    name: t.string({ description: 'Lists only members whose name contains this, in upper or lower case.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'members', (t) =>
  t.connection(
    {
      type: MemberNode,
      description: 'The members, in the order they joined.',
      args: {
        filter: t.arg({
          type: MemberFilter,
          description: 'The conditions that the members must meet. Null: all members.',
        }),
      },
      resolve: async ({ id: organizationId }, { filter, ...args }, context, info) => {
        const named = await whereExternalId(context.app, organizationId, 'MEMBER', filter?.externalId)
        const role = filter?.role ?? undefined
        const createdAt = timeRange(filter?.from, filter?.until)
        const name = containing(filter?.name)
        const wanted = { organizationId, removedAt: null, role, createdAt, name, ...named }
        return pageOf({
          order: FIRST_CREATED_FIRST,
          args,
          context,
          info,
          count: () => context.app.prisma.member.count({ where: wanted }),
          find: ({ where, query }) => context.app.prisma.member.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(MemberNode, { isCounted: true }),
  ),
)

interface Membership {
  readonly organizationId: string
  readonly name: string
  readonly role: Role
}

const MembershipType = builder.objectRef<Membership>('Membership').implement({
  description: 'An organization that the person who has signed in may choose.',
  fields: (t) => ({
    organizationId: t.id({
      description: 'The id of the organization, for the header `x-organization`.',
      resolve: ({ organizationId }) => encodeGlobalId('Organization', organizationId),
    }),
    organizationName: t.exposeString('name', { description: 'The name of the organization.' }),
    role: t.field({
      type: RoleEnum,
      description: 'The role of the person in the organization.',
      resolve: ({ role }) => role,
    }),
  }),
})

const PersonType = builder.objectRef<Person>('Person').implement({
  description: 'Somebody who has signed in.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'The identity of the person, the same in every organization.' }),
    name: t.exposeString('name', { description: 'The name, for people to read.' }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'The email address of the person; null if it is unknown.',
    }),
    memberships: t.field({
      type: [MembershipType],
      description: 'The memberships of the person: one for each organization.',
      resolve: async ({ subject }, _args, { app }) => {
        const memberships = await app.access.membershipsOf(subject)
        const ids = memberships.map(({ organizationId }) => organizationId)
        const organizations = await app.prisma.organization.findMany({ where: { id: { in: ids } } })
        const names = new Map(organizations.map(({ id, name }) => [id, name]))
        return memberships.map(({ organizationId, role }) => ({
          organizationId,
          name: names.get(organizationId) ?? '',
          role,
        }))
      },
    }),
  }),
})

export const PlatformScopeEnum = builder.enumType('PlatformScope', {
  description: 'The scopes of a platform key, which works in every organization.',
  values: {
    READ: { value: PlatformScope.READ, description: `${PLATFORM_SCOPES.READ}.` },
    SUBMIT: { value: PlatformScope.SUBMIT, description: `${PLATFORM_SCOPES.SUBMIT}.` },
    SETTLE: { value: PlatformScope.SETTLE, description: `${PLATFORM_SCOPES.SETTLE}.` },
    GRANT: { value: PlatformScope.GRANT, description: `${PLATFORM_SCOPES.GRANT}.` },
    CATALOGUE: { value: PlatformScope.CATALOGUE, description: `${PLATFORM_SCOPES.CATALOGUE}.` },
    ORGANIZATIONS: { value: PlatformScope.ORGANIZATIONS, description: `${PLATFORM_SCOPES.ORGANIZATIONS}.` },
    KEYS: { value: PlatformScope.KEYS, description: `${PLATFORM_SCOPES.KEYS}.` },
  },
})

const Viewer = builder.objectRef<Caller>('Viewer').implement({
  description: 'The caller of a request.',
  fields: (t) => ({
    isOperator: t.boolean({ description: 'True for the platform’s own key.', resolve: (c) => c.kind === 'operator' }),
    organization: t.prismaField({
      type: OrganizationNode,
      nullable: true,
      description:
        'The organization that requests are about if they name none; null for the operator, and for a person who has not chosen one.',
      resolve: (query, caller, _args, { app }) =>
        caller.kind !== 'tenant'
          ? null
          : isWholeRow(query)
            ? findOrganization(app, caller.organizationId)
            : app.prisma.organization.findUnique({ ...query, where: { id: caller.organizationId } }),
    }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description:
        'The caller as a member; null for the operator, for an organization’s own key, and for a person who has not chosen an organization.',
      resolve: (query, caller, _args, { app }) =>
        caller.kind === 'tenant' && caller.memberId
          ? app.prisma.member.findUnique({
              ...query,
              where: { organizationId_id: { organizationId: caller.organizationId, id: caller.memberId } },
            })
          : null,
    }),
    person: t.field({
      type: PersonType,
      nullable: true,
      description: 'The person that has signed in; null for API keys.',
      resolve: (caller) => (caller.kind === 'person' ? caller : caller.kind === 'tenant' ? caller.person : null),
    }),
    scopes: t.field({
      type: [ScopeEnum],
      description:
        'The scopes of the credentials, as far as the role allows them. Of a platform key, those that it includes.',
      resolve: (caller) =>
        caller.kind === 'tenant'
          ? caller.scopes
          : caller.kind === 'operator'
            ? Object.values(Scope).filter((scope) => hasScope(caller, scope))
            : [],
    }),
    platformScopes: t.field({
      type: [PlatformScopeEnum],
      description: 'The scopes of the platform key of the request; empty for other callers.',
      resolve: (caller) => (caller.kind === 'operator' ? caller.platformScopes : []),
    }),
  }),
})

builder.queryFields((t) => ({
  viewer: t.field({
    type: Viewer,
    nullable: true,
    description: 'The caller of the request; null without valid credentials.',
    authScopes: { anybody: true },
    resolve: (_root, _args, { caller }) => caller,
  }),
  organization: t.prismaField({
    type: OrganizationNode,
    nullable: true,
    description:
      'The organization of the caller, or the one with this id; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      id: t.arg.globalID({
        for: OrganizationNode,
        description:
          'The organization. Required for the operator unless `externalId` is given; others may leave it out.',
      }),
      externalId: t.arg.string({
        description: 'The platform’s own id of the organization, in place of `id`. Null: `id` says which.',
      }),
    },
    resolve: async (query, _root, { id, externalId }, context) => {
      if (id && typeof externalId === 'string') throw badInput('externalId', 'and id must not be given together')
      const organizationId =
        typeof externalId === 'string' ? await organizationWith(context, externalId) : organizationIdFor(context, id)
      if (organizationId === null) return null
      if (isWholeRow(query)) return findOrganization(context.app, organizationId)
      return context.app.prisma.organization.findUnique({ ...query, where: { id: organizationId } })
    },
  }),
}))

/** The organization with an external id; null if it does not exist or the caller may not see it. */
async function organizationWith({ app, caller }: Context, externalId: string): Promise<string | null> {
  const found = await subjectWith(app.prisma, null, 'ORGANIZATION', externalId)
  return found && canSee(caller, found.organizationId) ? found.organizationId : null
}

builder.queryField('member', (t) =>
  t.prismaField({
    type: MemberNode,
    nullable: true,
    description:
      'The member with this external id, also a removed one; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      externalId: t.arg.string({ required: true, description: 'The platform’s own id of the member.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }),
    },
    resolve: async (query, _root, { externalId, organizationId: named }, context) => {
      const found = await labeledAs(context, 'MEMBER', externalId, named)
      return found && context.app.prisma.member.findUnique({ ...query, where: { organizationId_id: found } })
    },
  }),
)

const OrganizationFilter = builder.inputType('OrganizationFilter', {
  description: 'The conditions that an organization must meet; absent ones do not restrict it.',
  fields: (t) => ({
    name: t.string({ description: 'Lists only organizations whose name contains this, in upper or lower case.' }),
    status: t.field({ type: OrganizationStatusEnum, description: 'Lists only organizations with this status.' }),
    mode: t.field({ type: OrganizationModeEnum, description: 'Lists only organizations of this mode.' }),
    externalId: t.string({ description: 'Lists only the organization with this external id.' }),
    from: t.field({
      type: 'DateTime',
      description: 'Lists only organizations that were created at this time or later.',
    }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only organizations that were created before this time, which is later than `from`.',
    }),
  }),
})

builder.queryField('organizations', (t) =>
  t.connection(
    {
      type: OrganizationNode,
      nullable: true,
      description: 'All organizations, newest first. For the operator.',
      authScopes: { platform: 'READ' },
      args: {
        filter: t.arg({
          type: OrganizationFilter,
          description: 'The conditions that the organizations must meet. Null: all organizations.',
        }),
      },
      resolve: async (_root, { filter, ...args }, context, info) => {
        const wanted: Prisma.OrganizationWhereInput = {
          ...(await whereExternalId(context.app, null, 'ORGANIZATION', filter?.externalId)),
          name: containing(filter?.name),
          status: filter?.status ?? undefined,
          mode: filter?.mode ?? undefined,
          createdAt: timeRange(filter?.from, filter?.until),
        }
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.organization.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(OrganizationNode),
  ),
)

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
        'The credit types whose pools are opened at once, empty at first; up to 100. Pools of other types are opened by their first grant.',
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
