// The audit log: its part of the API.

import { canSee } from '../access/roles.ts'
import type { App } from '../app.ts'
import { ActorKind } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { labelOf } from '../labels/find.ts'
import type { LabelSubject } from '../labels/label.ts'
import { whereAudit } from './auditFilter.schema.ts'
import { labeledActor, labeledSubject, shownActorId, shownSubjectId, shownValues } from './auditShown.ts'
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
    actorId: t.string({
      nullable: true,
      description:
        'The id of the caller: of the member or the API key as everywhere in the API, of the person as `Person.subject`, or of the platform key. Null for Holdfast itself.',
      resolve: shownActorId,
    }),
    actorExternalId: t.string({
      nullable: true,
      description: 'The external id of the member or the API key that called; null: it has none.',
      resolve: (entry, _args, { app }) => externalIdOf(app, labeledActor(entry)),
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
    subjectId: t.string({
      description:
        'The id of the subject, as everywhere in the API; for a type without ids (HttpProvider, Catalogue) its name.',
      resolve: shownSubjectId,
    }),
    subjectExternalId: t.string({
      nullable: true,
      description: 'The external id of the subject; null: it has none.',
      resolve: (entry, _args, { app }) => externalIdOf(app, labeledSubject(entry)),
    }),
    before: t.field({
      type: 'JSONObject',
      nullable: true,
      resolve: (entry) => shownValues(entry, entry.before),
      description: 'The changed values of the subject before the act; null if it had none.',
    }),
    after: t.field({
      type: 'JSONObject',
      nullable: true,
      resolve: (entry) => shownValues(entry, entry.after),
      description: 'The changed values of the subject after the act; null if it has none.',
    }),
  }),
})

async function externalIdOf(app: App, subject: LabelSubject | null): Promise<string | null> {
  return (subject && (await labelOf(app, subject))?.externalId) ?? null
}

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'The conditions that an audit entry must meet; absent ones do not restrict it.',
  fields: (t) => ({
    action: t.string({ description: 'Only acts of this name: `createBudget`.' }),
    actorId: t.string({ description: 'Only acts of the member, API key, person or platform key with this id.' }),
    subjectId: t.string({ description: 'Only acts on the subject with this id.' }),
    from: t.field({ type: 'DateTime', description: 'Only acts at this time or later.' }),
    until: t.field({ type: 'DateTime', description: 'Only acts before this time.' }),
  }),
})

builder.queryField('platformAudit', (t) =>
  t.connection(
    {
      type: AuditEntryNode,
      description:
        'The audit log of the platform itself, newest first: acts on platform keys, catalogues, providers, façades and webhook endpoints of the platform. For platform keys with ORGANIZATIONS.',
      authScopes: { platform: 'ORGANIZATIONS' },
      args: {
        filter: t.arg({
          type: AuditFilter,
          description: 'The conditions that the entries must meet. Null: all entries.',
        }),
      },
      resolve: (_root, { filter, ...args }, context, info) => {
        const wanted = whereAudit(PLATFORM_ID, filter, 'filter.')
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

builder.prismaObjectField(OrganizationNode, 'audit', (t) =>
  t.connection(
    {
      type: AuditEntryNode,
      nullable: true,
      description: 'The audit log, newest first. For an OWNER, ADMIN or BILLING; null, with an error, for others.',
      authScopes: { may: 'seeAudit' },
      unauthorizedResolver: () => null,
      args: {
        filter: t.arg({
          type: AuditFilter,
          description: 'The conditions that the entries must meet. Null: all entries.',
        }),
      },
      resolve: ({ id }, { filter, ...args }, context, info) => {
        const wanted = whereAudit(id, filter, 'filter.')
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
