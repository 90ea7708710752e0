// Organizations and members: their part of the API.

import { NIL } from 'uuid'
import { type Action, type Caller, canSee, may } from '../access/roles.ts'
import type { App } from '../app.ts'
import { OrganizationMode, OrganizationStatus, type Prisma, Role, Scope } from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { type GlobalId, splitTenantId, tenantId } from '../graphql/ids.ts'
import { FIRST_CREATED_FIRST, NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import type { OrganizationId } from '../ids.ts'
import { whereExternalId } from '../labels/find.ts'
import { subjectWith } from '../labels/insertLabel.ts'
import { addLabelFields, labeledAs } from '../labels/schema.ts'
import { notFound } from '../refusals.ts'
import { findOrganization } from './find.ts'
import { whereFound } from './search.ts'

export const OrganizationModeEnum = builder.enumType('OrganizationMode', {
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
export function isWholeRow(query: { readonly include?: unknown; readonly select?: unknown }): boolean {
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

builder.queryFields((t) => ({
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
        typeof externalId === 'string'
          ? await organizationWith(context, externalId)
          : organizationIdFor(context, id, ['id', 'externalId'])
      if (organizationId === null) return null
      if (isWholeRow(query)) return findOrganization(context.app, organizationId)
      return context.app.prisma.organization.findUnique({ ...query, where: { id: organizationId } })
    },
  }),
}))

/**
 * The organization that a field without a refusal in its answer is about. Throws NOT_FOUND if the caller can't see it, or if it does not
 * exist. The caller's own needs no read.
 */
export async function organizationThere(context: Context, named: GlobalId | null | undefined): Promise<OrganizationId> {
  const organizationId = organizationIdFor(context, named)
  const isOwn = callerOf(context).kind === 'tenant'
  const isThere = organizationId && (isOwn || (await findOrganization(context.app, organizationId)) !== null)
  if (!isThere) throw requestError(notFound('organization'))
  return organizationId
}

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
    search: t.string({
      description:
        'Lists only organizations that this finds: by a part of the name in upper or lower case, by the id, by the external id, or by the email address of a member who has an account here.',
    }),
    name: t.string({ description: 'Lists only organizations whose name contains this, in upper or lower case.' }),
    inMaintenance: t.boolean({
      description:
        'True: lists only organizations with a maintenance of their own. False: lists the others. Maintenance of all organizations is `platformMaintenance`.',
    }),
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
      description: 'All organizations, newest first. For the operator; null, with an error, for others.',
      authScopes: { platform: 'READ' },
      args: {
        filter: t.arg({
          type: OrganizationFilter,
          description: 'The conditions that the organizations must meet. Null: all organizations.',
        }),
      },
      resolve: async (_root, { filter, ...args }, context, info) => {
        const search = filter?.search?.trim()
        const inMaintenance = filter?.inMaintenance ?? null
        const wanted: Prisma.OrganizationWhereInput = {
          ...(await whereExternalId(context.app, null, 'ORGANIZATION', filter?.externalId)),
          ...(search ? await whereFound(context.app, search) : {}),
          ...(inMaintenance === null ? {} : { maintenance: inMaintenance ? { not: null } : null }),
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
