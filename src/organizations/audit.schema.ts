// The audit log: its part of the API.

import { canSee } from '../access/roles.ts'
import { ActorKind } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { OrganizationNode, whereVisibleTo } from './schema.ts'

export const ActorKindEnum = builder.enumType('AuditActorKind', {
  description: 'The kinds of callers that the audit log tells apart.',
  values: {
    MEMBER: { value: ActorKind.MEMBER, description: 'A member, signed in or by one of the member’s API keys.' },
    API_KEY: { value: ActorKind.API_KEY, description: 'An API key of the organization itself.' },
    PERSON: {
      value: ActorKind.PERSON,
      description: 'A person who has signed in and is not a member of the organization.',
    },
    OPERATOR: { value: ActorKind.OPERATOR, description: 'The platform.' },
    SYSTEM: { value: ActorKind.SYSTEM, description: 'Holdfast itself, for example at a deadline.' },
  },
})

const AuditEntryNode = builder.prismaNode('AuditEntry', {
  nullable: true,
  description:
    'One administrative act: who changed what, from where, and the values before and after it. Entries are never changed.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('seeAudit'),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time of the act, in UTC. It is the real time, also in an organization with a test clock.',
    }),
    actorKind: t.field({
      type: ActorKindEnum,
      description: 'The kind of the caller.',
      resolve: ({ actorKind }) => actorKind,
    }),
    actorName: t.exposeString('actorName', { description: 'The name of the caller at the time of the act.' }),
    actorId: t.exposeString('actorId', {
      nullable: true,
      description:
        'The id of the member, the person or the API key, also that of the operator; null for Holdfast itself.',
    }),
    address: t.exposeString('address', {
      nullable: true,
      description: 'The IP address of the caller; null if it was not done over the API.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description:
        'The id of the request, as in the header `x-request-id` of the response; null if it was not done over the API.',
    }),
    action: t.exposeString('action', { description: 'The act, as the name of the mutation: `createBudget`.' }),
    subjectType: t.exposeString('subjectType', { description: 'The type of the subject: `Budget`.' }),
    subjectId: t.exposeString('subjectId', { description: 'The id of the subject.' }),
    before: t.expose('before', {
      type: 'JSONObject',
      nullable: true,
      description: 'The changed values of the subject before the act; null if it had none.',
    }),
    after: t.expose('after', {
      type: 'JSONObject',
      nullable: true,
      description: 'The changed values of the subject after the act; null if it has none.',
    }),
  }),
})

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'The conditions that an audit entry must meet; absent ones do not restrict it.',
  fields: (t) => ({
    action: t.string({ description: 'Only acts of this name: `createBudget`.' }),
    actorId: t.string({ description: 'Only acts of the member, API key or person with this id.' }),
    subjectId: t.string({ description: 'Only acts on the subject with this id.' }),
    from: t.field({ type: 'DateTime', description: 'Only acts at this time or later.' }),
    until: t.field({ type: 'DateTime', description: 'Only acts before this time.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'audit', (t) =>
  t.connection(
    {
      type: AuditEntryNode,
      nullable: true,
      description: 'The audit log, newest first. For an OWNER, ADMIN or BILLING.',
      authScopes: { may: 'seeAudit' },
      unauthorizedResolver: () => null,
      args: {
        filter: t.arg({
          type: AuditFilter,
          description: 'The conditions that the entries must meet. Null: all entries.',
        }),
      },
      resolve: ({ id: organizationId }, { filter, ...args }, context, info) => {
        const wanted = {
          organizationId,
          action: filter?.action ?? undefined,
          actorId: filter?.actorId ?? undefined,
          subjectId: filter?.subjectId ?? undefined,
          createdAt: timeRange(filter?.from, filter?.until),
        }
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.auditEntry.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(AuditEntryNode),
  ),
)
