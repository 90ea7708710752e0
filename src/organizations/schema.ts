// Organizations, members, and who the caller is: their part of the API.

import { NIL } from 'uuid'
import type { App } from '../app.ts'
import { OrganizationMode, Role } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { IdempotencyConflictError, InvalidInputError, resultType } from '../graphql/errors.ts'
import { splitTenantId, tenantId } from '../graphql/ids.ts'
import { type CreatedOrganization, createOrganization, type MemberKey } from './operations.ts'
import { type Caller, canSee, may } from './roles.ts'

const OrganizationModeEnum = builder.enumType('OrganizationMode', {
  description: 'Whether an organization’s tasks are real.',
  values: {
    LIVE: { value: OrganizationMode.LIVE, description: 'Tasks are carried by the platform’s own workers.' },
    SANDBOX: {
      value: OrganizationMode.SANDBOX,
      description: 'Tasks are carried by the built-in sandbox provider, for demos and tests.',
    },
  },
})

const RoleEnum = builder.enumType('Role', {
  description: 'What a member may do in their organization.',
  values: {
    OWNER: { value: Role.OWNER, description: 'Everything. An organization has at least one.' },
    ADMIN: { value: Role.ADMIN, description: 'Submits and cancels tasks, sees those of every member.' },
    BILLING: { value: Role.BILLING, description: 'Sees everything, submits nothing.' },
    MEMBER: { value: Role.MEMBER, description: 'Submits tasks, and sees and cancels their own.' },
    VIEWER: { value: Role.VIEWER, description: 'Sees everything, changes nothing.' },
  },
})

/** Where to find a row of an organization: nowhere, when the caller can't see that organization. */
export function whereVisible(globalId: string, context: Context) {
  const { organizationId, id } = splitTenantId(globalId)
  const visible = context.caller !== null && canSee(context.caller, organizationId)
  return { organizationId_id: visible ? { organizationId, id } : { organizationId: NIL, id: NIL } }
}

/** Narrows tasks to those that the caller may see. */
export function whereOwnTasks(caller: Caller): { memberId?: string } {
  return may(caller, 'seeAllTasks') || caller.kind === 'operator' ? {} : { memberId: caller.memberId }
}

/** Narrows wallets to organizations' pools. */
export function whereIsPool({ prisma }: App) {
  return { holderId: { equals: prisma.wallet.fields.organizationId } }
}

export const OrganizationNode = builder.prismaNode('Organization', {
  nullable: true,
  description: 'A tenant: a customer of the platform, with its members, wallets and tasks.',
  id: { resolve: (organization) => organization.id },
  findUnique: (id, { caller }) => ({ id: caller && canSee(caller, id) ? id : NIL }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'For people.' }),
    mode: t.field({ type: OrganizationModeEnum, description: 'LIVE or SANDBOX.', resolve: (o) => o.mode }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created, UTC.' }),
    wallets: t.relation('wallets', {
      description: 'The organization’s own wallets, its pools: one per credit type.',
      query: (_args, { app }) => ({ where: whereIsPool(app), orderBy: { creditType: 'asc' } }),
    }),
    members: t.relatedConnection('members', {
      cursor: 'organizationId_id',
      description: 'The members, in the order they joined.',
      query: { orderBy: { id: 'asc' } },
    }),
    tasks: t.relatedConnection('tasks', {
      cursor: 'organizationId_id',
      description: 'The tasks that the caller may see, newest first: a MEMBER sees their own.',
      query: (_args, context) => ({ where: whereOwnTasks(callerOf(context)), orderBy: { id: 'desc' } }),
    }),
  }),
})

export const MemberNode = builder.prismaNode('Member', {
  nullable: true,
  description: 'A person or program in an organization.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  fields: (t) => ({
    name: t.exposeString('name', { description: 'For people.' }),
    role: t.field({ type: RoleEnum, description: 'What they may do.', resolve: (member) => member.role }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they joined, UTC.' }),
    organization: t.relation('organization', { description: 'Where they are a member.' }),
  }),
})

const Viewer = builder.objectRef<Caller>('Viewer').implement({
  description: 'Who the API key of this request belongs to.',
  fields: (t) => ({
    isOperator: t.boolean({ description: 'True for the platform’s own key.', resolve: (c) => c.kind === 'operator' }),
    organization: t.prismaField({
      type: OrganizationNode,
      nullable: true,
      description: 'The caller’s organization; null for the operator.',
      resolve: (query, caller, _args, { app }) =>
        caller.kind === 'operator'
          ? null
          : app.prisma.organization.findUnique({ ...query, where: { id: caller.organizationId } }),
    }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The caller as a member; null for the operator.',
      resolve: (query, caller, _args, { app }) =>
        caller.kind === 'operator'
          ? null
          : app.prisma.member.findUnique({
              ...query,
              where: { organizationId_id: { organizationId: caller.organizationId, id: caller.memberId } },
            }),
    }),
  }),
})

builder.queryFields((t) => ({
  viewer: t.field({
    type: Viewer,
    nullable: true,
    description: 'Who is calling; null without a valid API key.',
    resolve: (_root, _args, { caller }) => caller,
  }),
  organization: t.prismaField({
    type: OrganizationNode,
    nullable: true,
    description: 'The caller’s organization, or the one with this id. Null when it is not there or not the caller’s.',
    authScopes: { signedIn: true },
    args: { id: t.arg.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }) },
    resolve: (query, _root, { id }, context) => {
      const organizationId = organizationIdFor(context, id)
      if (organizationId === null) return null
      return context.app.prisma.organization.findUnique({ ...query, where: { id: organizationId } })
    },
  }),
}))

const NewMemberInput = builder.inputType('NewMemberInput', {
  description: 'A member to begin with.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'For people; 1 to 200 characters.' }),
    role: t.field({ type: RoleEnum, required: true, description: 'What they may do.' }),
  }),
})

const CreateOrganizationInput = builder.inputType('CreateOrganizationInput', {
  description: 'An organization to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'For people; 1 to 200 characters.' }),
    mode: t.field({
      type: OrganizationModeEnum,
      defaultValue: OrganizationMode.LIVE,
      required: true,
      description: 'SANDBOX lets the built-in provider carry its tasks.',
    }),
    members: t.field({
      type: [NewMemberInput],
      defaultValue: [{ name: 'Owner', role: Role.OWNER }],
      required: true,
      description: 'Its first members, up to 100, each with an API key. One at least is an OWNER.',
    }),
    idempotencyKey: t.string({
      description: 'Makes one organization however often this is sent; 1 to 255 characters.',
    }),
  }),
})

const NewMemberKey = builder.objectRef<MemberKey>('NewMemberKey').implement({
  description: 'A member’s API key at the moment it is made.',
  fields: (t) => ({
    member: t.field({ type: MemberNode, description: 'Whose key it is.', resolve: ({ member }) => member }),
    secret: t.exposeString('secret', {
      nullable: true,
      description: 'The key itself. Shown this once and kept nowhere; null when the request was a repetition.',
    }),
  }),
})

const CreateOrganizationSuccess = builder.objectRef<CreatedOrganization>('CreateOrganizationSuccess').implement({
  description: 'It is done, or was done earlier under the same idempotency key.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationNode,
      description: 'The organization.',
      resolve: ({ organization }) => organization,
    }),
    keys: t.expose('keys', { type: [NewMemberKey], description: 'One for each member, in the order they were given.' }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key made it earlier.' }),
  }),
})

builder.mutationField('createOrganization', (t) =>
  t.field({
    type: resultType('CreateOrganizationResult', CreateOrganizationSuccess, [
      InvalidInputError,
      IdempotencyConflictError,
    ]),
    nullable: true,
    description: 'Creates an organization with its members, a key for each, and an empty wallet. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: CreateOrganizationInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, { app }) => createOrganization(app, input),
  }),
)
