// Alerts, and what makes them: their part of the API. Budgets' thresholds are the budgets' (src/budgets/schema.ts).

import { canSee } from '../access/roles.ts'
import { AlertKind } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  requestError,
  resultType,
} from '../graphql/errors.ts'
import { idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, OLDEST_FIRST, pageOf } from '../graphql/pages.ts'
import { DEFAULT_CREDIT_TYPE } from '../ledger/wallet.ts'
import { MemberNode, OrganizationNode, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { EndpointNode } from '../webhooks/schema.ts'
import { type ExpiryAlertAnswer, setExpiryAlert } from './expiring.ts'
import { watchAlerts } from './live.ts'
import { createBalanceThreshold, endBalanceThreshold, type ThresholdAnswer } from './thresholds.ts'

const AlertKindEnum = builder.enumType('AlertKind', {
  description: 'What an alert is about.',
  values: {
    BUDGET_THRESHOLD: {
      value: AlertKind.BUDGET_THRESHOLD,
      description: 'So much counts against a budget as one of its thresholds says.',
    },
    BALANCE_LOW: {
      value: AlertKind.BALANCE_LOW,
      description: 'A balance has come down to a threshold. Told again only after it has been above.',
    },
    LOT_EXPIRING: {
      value: AlertKind.LOT_EXPIRING,
      description: 'Credits are about to expire: so many days before as the organization wishes, once for each lot.',
    },
    WEBHOOK_DISABLED: {
      value: AlertKind.WEBHOOK_DISABLED,
      description:
        'A webhook endpoint took nothing for a day, or answered 410, and is told nothing any more. `message` says how to go on.',
    },
  },
})

const AlertNode = builder.prismaNode('Alert', {
  nullable: true,
  description: 'Something that an organization wants to know of. Raised by the decision that brings it about.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    kind: t.field({ type: AlertKindEnum, description: 'What it is about.', resolve: ({ kind }) => kind }),
    budget: t.relation('budget', { nullable: true, description: 'Which budget; null unless it is about one.' }),
    wallet: t.relation('wallet', { nullable: true, description: 'Whose balance is low, or where the lot is.' }),
    lot: t.relation('lot', { nullable: true, description: 'What is about to expire.' }),
    threshold: t.exposeInt('threshold', {
      nullable: true,
      description:
        'Which threshold, in percent: of the budget, or of the cycle’s allowance; null where it is of credits.',
    }),
    credits: t.expose('credits', {
      type: 'Credits',
      nullable: true,
      description: 'What was available then, or what of the lot was left; null of a budget.',
    }),
    message: t.exposeString('message', { description: 'For people.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When, UTC.' }),
  }),
})

const ThresholdNode = builder.prismaNode('BalanceThreshold', {
  nullable: true,
  description: 'A balance that an organization wants to be told of, once no more than this is available.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'Whose own wallet; null: the pool.',
      resolve: (query, { organizationId, holderId: id }, _args, { app }) =>
        id === organizationId
          ? null
          : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
    }),
    creditType: t.exposeString('creditType', { description: 'Of which credits.' }),
    credits: t.expose('credits', { type: 'Credits', nullable: true, description: 'So many; null: `percent` says it.' }),
    percent: t.exposeInt('percent', {
      nullable: true,
      description: 'So much of what the present cycle has to give, in percent; null: `credits` says it.',
    }),
    isBelow: t.exposeBoolean('isBelow', {
      description:
        'Whether the balance has come down to it, and has not recovered since. An alert is raised when this becomes true.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when it is told, UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is told no more, UTC; null while it is.',
    }),
  }),
})

builder.prismaObjectFields(OrganizationNode, (t) => ({
  alerts: t.connection({
    type: AlertNode,
    description: 'What the organization wants to know of, newest first.',
    resolve: ({ id: organizationId }, args, context, info) =>
      pageOf({
        order: NEWEST_FIRST,
        args,
        context,
        info,
        find: ({ where, query }) =>
          context.app.prisma.alert.findMany({ ...query, where: { AND: [{ organizationId }, where] } }),
      }),
  }),
  balanceThresholds: t.connection({
    type: ThresholdNode,
    description: 'The balances that it wants to be told of, oldest first.',
    resolve: ({ id: organizationId }, args, context, info) =>
      pageOf({
        order: OLDEST_FIRST,
        args,
        context,
        info,
        find: ({ where, query }) =>
          context.app.prisma.balanceThreshold.findMany({
            ...query,
            where: { AND: [{ organizationId, endedAt: null }, where] },
          }),
      }),
  }),
  expiryAlertDays: t.exposeInt('expiryAlertDays', {
    nullable: true,
    description: 'So many days before credits expire an alert is raised; null: none is.',
  }),
}))

const key = { description: 'Does it once however often this is sent; 1 to 255 characters.' } as const

const CreateBalanceThresholdInput = builder.inputType('CreateBalanceThresholdInput', {
  description: 'A balance to be told of: `credits` or `percent`.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
    memberId: t.globalID({ for: MemberNode, description: 'Of this member’s own wallet; of the pool if absent.' }),
    creditType: t.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which credits.' }),
    credits: t.field({ type: 'Credits', description: 'Once no more than so many are available; 0 or more.' }),
    percent: t.int({
      description:
        'Once no more is available than so much of what the subscription’s present cycle has to give, 1 to 100 percent; 20 tells when 80 are used. Of the pool only.',
    }),
    idempotencyKey: t.string(key),
  }),
})

const EndBalanceThresholdInput = builder.inputType('EndBalanceThresholdInput', {
  description: 'A threshold to end.',
  fields: (t) => ({
    balanceThresholdId: t.globalID({ for: ThresholdNode, required: true, description: 'The threshold to end.' }),
    idempotencyKey: t.string(key),
  }),
})

const SetExpiryAlertInput = builder.inputType('SetExpiryAlertInput', {
  description: 'How long before credits expire an organization wants to know.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
    days: t.int({ description: 'So many days before, 1 to 365; null: not at all.' }),
    idempotencyKey: t.string(key),
  }),
})

function thresholdSuccess(name: string) {
  return builder.objectRef<ThresholdAnswer>(name).implement({
    description: 'It is done, or was done earlier under the same idempotency key.',
    fields: (t) => ({
      balanceThreshold: t.field({
        type: ThresholdNode,
        description: 'The threshold after it.',
        resolve: ({ threshold }) => threshold as never,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const SetExpiryAlertSuccess = builder.objectRef<ExpiryAlertAnswer>('SetExpiryAlertSuccess').implement({
  description: 'It is done, or was done earlier under the same idempotency key.',
  fields: (t) => ({
    organization: t.prismaField({
      type: OrganizationNode,
      description: 'The organization after it.',
      resolve: (query, { organization: { id } }, _args, { app }) =>
        app.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
  }),
})

const ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError] as const

builder.mutationFields((t) => ({
  createBalanceThreshold: t.field({
    type: resultType('CreateBalanceThresholdResult', thresholdSuccess('CreateBalanceThresholdSuccess'), [
      ...ERRORS,
      LimitReachedError,
    ]),
    description:
      'Raises an alert each time that a balance comes down to a threshold. Of one that is there already nothing is told before it has been above. For an OWNER or ADMIN.',
    authScopes: { may: 'manageAlerts' },
    args: { input: t.arg({ type: CreateBalanceThresholdInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, memberId, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const member = memberId ? idIn(organizationId, memberId) : null
      return createBalanceThreshold(context.app, { ...input, memberId: member, organizationId })
    },
  }),
  endBalanceThreshold: t.field({
    type: resultType('EndBalanceThresholdResult', thresholdSuccess('EndBalanceThresholdSuccess'), ERRORS),
    description: 'Nobody is told of a balance any more. For an OWNER or ADMIN.',
    authScopes: { may: 'manageAlerts' },
    args: { input: t.arg({ type: EndBalanceThresholdInput, required: true }) },
    resolve: (_root, { input: { balanceThresholdId, ...input } }, context) => {
      const { organizationId, id } = splitTenantId(balanceThresholdId.id)
      if (!canSee(callerOf(context), organizationId)) return notFound('balance threshold')
      return endBalanceThreshold(context.app, { ...input, organizationId, thresholdId: id })
    },
  }),
  setExpiryAlert: t.field({
    type: resultType('SetExpiryAlertResult', SetExpiryAlertSuccess, ERRORS),
    description:
      'Raises an alert so many days before credits expire, once for each lot of which something is left; none if `days` is null, as at first. For an OWNER or ADMIN.',
    authScopes: { may: 'manageAlerts' },
    args: { input: t.arg({ type: SetExpiryAlertInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, days, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return setExpiryAlert(context.app, { ...input, organizationId, days: days ?? null })
    },
  }),
}))

builder.subscriptionField('alertRaised', (t) =>
  t.field({
    type: AlertNode,
    description: 'Each alert of an organization as it is raised; with `after`, first those since that one.',
    authScopes: { may: 'read' },
    args: {
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
      after: t.arg.globalID({
        for: AlertNode,
        description: 'The last one that the client has seen, when it comes back.',
      }),
    },
    subscribe: async (_root, { organizationId: named, after }, context) => {
      const organizationId = organizationIdFor(context, named)
      const last = organizationId && after ? idIn(organizationId, after) : null
      const alerts = organizationId && (await watchAlerts(context.app, organizationId, last))
      if (!alerts) throw requestError(notFound('organization'))
      return alerts
    },
    resolve: (alert) => alert as never,
  }),
)

builder.prismaObjectField(AlertNode, 'webhookEndpoint', (t) =>
  t.relation('endpoint', {
    type: EndpointNode,
    nullable: true,
    description:
      'Which endpoint was disabled, of WEBHOOK_DISABLED. For whoever manages webhooks; null to others, and for other kinds.',
    authScopes: { may: 'manageWebhooks' },
    unauthorizedResolver: () => null,
  }),
)
