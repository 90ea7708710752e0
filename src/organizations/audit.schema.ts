// The audit log: its part of the API.

import { canSee } from '../access/roles.ts'
import { builder } from '../graphql/builder.ts'
import { tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { OrganizationNode, whereVisibleTo } from './schema.ts'

const AuditEntryNode = builder.prismaNode('AuditEntry', {
  nullable: true,
  description: 'One administrative act: who changed what, from where, and how it was before. Never changed.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('seeAudit'),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When, UTC; the real time.' }),
    actorKind: t.exposeString('actorKind', {
      description: 'What did it: member, key (the organization’s own), person, operator, or system (Holdfast itself).',
    }),
    actorName: t.exposeString('actorName', { description: 'What it was called then.' }),
    actorId: t.exposeString('actorId', { nullable: true, description: 'Of the member, key or person.' }),
    address: t.exposeString('address', { nullable: true, description: 'The IP address that it came from.' }),
    requestId: t.exposeString('requestId', { nullable: true, description: 'As in the answer’s x-request-id.' }),
    action: t.exposeString('action', { description: 'What was done, by the mutation’s name: createBudget.' }),
    subjectType: t.exposeString('subjectType', { description: 'To what: Budget.' }),
    subjectId: t.exposeString('subjectId', { description: 'To which.' }),
    before: t.expose('before', { type: 'JSONObject', nullable: true, description: 'What changed of it, as it was.' }),
    after: t.expose('after', { type: 'JSONObject', nullable: true, description: 'What changed of it, as it is.' }),
  }),
})

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'Which acts.',
  fields: (t) => ({
    action: t.string({ description: 'Only of this kind: createBudget.' }),
    actorId: t.string({ description: 'Only of this member, key or person.' }),
    subjectId: t.string({ description: 'Only on this subject.' }),
    from: t.field({ type: 'DateTime', description: 'Only from this time on.' }),
    until: t.field({ type: 'DateTime', description: 'Only before this time.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'audit', (t) =>
  t.connection({
    type: AuditEntryNode,
    nullable: true,
    description: 'The audit log, newest first. For an OWNER, ADMIN or BILLING.',
    authScopes: { may: 'seeAudit' },
    unauthorizedResolver: () => null,
    args: { filter: t.arg({ type: AuditFilter, description: 'Which acts; all if absent.' }) },
    resolve: ({ id: organizationId }, { filter, ...args }, context, info) => {
      const wanted = {
        organizationId,
        action: filter?.action ?? undefined,
        actorId: filter?.actorId ?? undefined,
        subjectId: filter?.subjectId ?? undefined,
        createdAt: { gte: filter?.from ?? undefined, lt: filter?.until ?? undefined },
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
  }),
)
