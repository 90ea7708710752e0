// Alerts, and what makes them: their part of the API. Budgets' thresholds are the budgets' (src/budgets/schema.ts).

import { NIL } from 'uuid'
import { canSee } from '../access/roles.ts'
import { BudgetNode } from '../budgets/schema.ts'
import { AlertKind, type Prisma } from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf, organizationIdFor, organizationOrAllFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  requestError,
  resultType,
} from '../graphql/errors.ts'
import { encodeGlobalId, idIn, idInOrAll, splitTenantId, tenantId } from '../graphql/ids.ts'
import { LAST_CREATED_FIRST, OLDEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import type { OrganizationId } from '../ids.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { settingSuccess } from '../organizations/operations.schema.ts'
import { MemberNode, OrganizationNode, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { WalletNode } from '../wallets/wallet.schema.ts'
import { EndpointNode } from '../webhooks/schema.ts'
import { setExpiryAlert } from './expiring.ts'
import { newestAlert, watchAlerts } from './live.ts'
import { createBalanceThreshold, endBalanceThreshold, type ThresholdAnswer } from './thresholds.ts'

const AlertKindEnum = builder.enumType('AlertKind', {
  description: 'The kinds of alerts.',
  values: {
    BUDGET_THRESHOLD: {
      value: AlertKind.BUDGET_THRESHOLD,
      description: 'The usage of a budget has reached one of its thresholds.',
    },
    BALANCE_LOW: {
      value: AlertKind.BALANCE_LOW,
      description:
        'The available credits of a wallet have fallen to a balance threshold. It is raised again only after they have been above it.',
    },
    LOT_EXPIRING: {
      value: AlertKind.LOT_EXPIRING,
      description:
        'Credits will be lost: at the present pace they are not used before they expire. It is raised `expiryAlertDays` before, once for each lot.',
    },
    WEBHOOK_DISABLED: {
      value: AlertKind.WEBHOOK_DISABLED,
      description:
        'A webhook endpoint did not accept any message for a day, or answered 410, and gets no messages any more. `message` says how to enable it again.',
    },
    CREDITS_REQUESTED: {
      value: AlertKind.CREDITS_REQUESTED,
      description: 'A member asks for credits. An OWNER or ADMIN decides, by decideCreditRequest.',
    },
    TOP_UP_STOPPED: {
      value: AlertKind.TOP_UP_STOPPED,
      description: 'An auto top-up buys nothing for now, or has ended. `message` says why, and until when.',
    },
    PAYMENT_FAILED: {
      value: AlertKind.PAYMENT_FAILED,
      description:
        'The saved means of payment could not be charged for a payment. `message` says whether it is tried again, and what can be done.',
    },
  },
})

export const AlertNode = builder.prismaNode('Alert', {
  nullable: true,
  description:
    'A message to an organization about a budget, a balance, an expiry, a webhook endpoint, a request for credits or a payment. It is raised by the decision that causes it.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    kind: t.field({ type: AlertKindEnum, description: 'The kind of the alert.', resolve: ({ kind }) => kind }),
    budget: t.relation('budget', {
      nullable: true,
      description: 'The budget that the alert is about; null for alerts about something else.',
    }),
    wallet: t.relation('wallet', {
      nullable: true,
      description:
        'The wallet with the low balance, or with the lot whose credits will be lost; null for alerts about something else.',
    }),
    lot: t.relation('lot', {
      nullable: true,
      description: 'The lot whose credits will be lost; null for alerts about something else.',
    }),
    threshold: t.exposeInt('threshold', {
      nullable: true,
      description:
        'The threshold that was reached, in percent of the budget or of the allowance of the cycle; null if the threshold is a number of credits.',
    }),
    credits: t.expose('credits', {
      type: 'Credits',
      nullable: true,
      description:
        'The credits that were available in the wallet at the time of the alert, or that will be lost; null for alerts about a budget or a webhook endpoint.',
    }),
    lostAt: t.expose('lostAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the credits will be lost, in UTC; null for alerts about something else.',
    }),
    message: t.exposeString('message', { description: 'The message, for people to read.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was raised, in UTC.' }),
  }),
})

const ThresholdNode = builder.prismaNode('BalanceThreshold', {
  nullable: true,
  description: 'A number of available credits at or below which an alert is raised.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The member whose own wallet is watched; null: the pool is watched.',
      resolve: (query, { organizationId, holderId: id }, _args, { app }) =>
        id === organizationId
          ? null
          : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
    }),
    creditType: t.exposeString('creditType', { description: 'The type of the credits, for example `music`.' }),
    credits: t.expose('credits', {
      type: 'Credits',
      nullable: true,
      description: 'The number of available credits; null if `percent` is set.',
    }),
    percent: t.exposeInt('percent', {
      nullable: true,
      description: 'The threshold in percent of the allowance of the current cycle; null if `credits` is set.',
    }),
    isBelow: t.exposeBoolean('isBelow', {
      description:
        'True if the available credits have fallen to the threshold and have not recovered. An alert is raised when this becomes true.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the threshold was ended, in UTC; null while it is in force.',
    }),
  }),
})

const AlertFilter = builder.inputType('AlertFilter', {
  description: 'The conditions that an alert must meet; absent ones do not restrict it.',
  fields: (t) => ({
    kind: t.field({ type: AlertKindEnum, description: 'Lists only alerts of this kind.' }),
    budgetId: t.globalID({ for: BudgetNode, description: 'Lists only alerts about this budget.' }),
    tag: t.string({ description: 'Lists only alerts about budgets of this tag.' }),
    walletId: t.globalID({
      for: WalletNode,
      description: 'Lists only alerts about the balance of this wallet, and about lots in it that expire.',
    }),
    source: t.string({
      description: 'Lists only alerts about lots with exactly this source, such as an invoice number.',
    }),
    from: t.field({ type: 'DateTime', description: 'Lists only alerts that were raised at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only alerts that were raised before this time, which is later than `from`.',
    }),
  }),
})

builder.prismaObjectFields(OrganizationNode, (t) => ({
  alerts: t.connection(
    {
      type: AlertNode,
      description: 'The alerts of the organization, newest first.',
      args: {
        filter: t.arg({
          type: AlertFilter,
          description: 'The conditions that the alerts must meet. Null: all alerts.',
        }),
      },
      resolve: ({ id: organizationId }, { filter, ...args }, context, info) => {
        const wanted = alertCondition(organizationId, filter ?? {})
        return pageOf({
          order: LAST_CREATED_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) => context.app.prisma.alert.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(AlertNode),
  ),
  balanceThresholds: t.connection(
    {
      type: ThresholdNode,
      description: 'The balance thresholds in force, oldest first.',
      resolve: ({ id: organizationId }, args, context, info) =>
        pageOf({
          order: OLDEST_FIRST,
          args,
          context,
          info,
          count: () => context.app.prisma.balanceThreshold.count({ where: { organizationId, endedAt: null } }),
          find: ({ where, query }) =>
            context.app.prisma.balanceThreshold.findMany({
              ...query,
              where: { AND: [{ organizationId, endedAt: null }, where] },
            }),
        }),
    },
    connectionOf(ThresholdNode, { isCounted: true }),
  ),
  expiryAlertDays: t.exposeInt('expiryAlertDays', {
    nullable: true,
    description: 'The number of days before credits are lost at which an alert is raised; null: no alerts.',
  }),
}))

/** Per condition: the kinds of alerts that can meet it, and what other alerts are not about. */
const CONDITIONS: readonly {
  readonly name: 'budgetId' | 'tag' | 'walletId' | 'source'
  readonly kinds: readonly AlertKind[]
  readonly subject: string
}[] = [
  { name: 'budgetId', kinds: [AlertKind.BUDGET_THRESHOLD], subject: 'budget' },
  { name: 'tag', kinds: [AlertKind.BUDGET_THRESHOLD], subject: 'budget' },
  { name: 'walletId', kinds: [AlertKind.BALANCE_LOW, AlertKind.LOT_EXPIRING], subject: 'wallet' },
  { name: 'source', kinds: [AlertKind.LOT_EXPIRING], subject: 'lot' },
]

function alertCondition(
  organizationId: OrganizationId,
  { from, until, ...filter }: typeof AlertFilter.$inferInput,
): Prisma.AlertWhereInput {
  const { kind, budgetId, tag, walletId, source } = filter
  for (const { name, kinds, subject } of CONDITIONS) {
    if (!kind || kinds.includes(kind) || filter[name] == null) continue
    const problem = `must be ${kinds.join(' or ')} with ${name}, not ${kind}: other alerts are about no ${subject}`
    throw badInput('filter.kind', problem)
  }
  return {
    organizationId,
    kind: kind ?? undefined,
    budgetId: budgetId ? idIn(organizationId, budgetId) : undefined,
    budget: tag == null ? undefined : { organizationId, tag },
    walletId: walletId ? idIn(organizationId, walletId) : undefined,
    lot: source == null ? undefined : { organizationId, source },
    createdAt: timeRange(from, until),
  }
}

const key = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const CreateBalanceThresholdInput = builder.inputType('CreateBalanceThresholdInput', {
  description: 'A balance threshold: exactly one of `credits` and `percent`.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    memberId: t.globalID({ for: MemberNode, description: 'The member whose own wallet is watched. Null: the pool.' }),
    creditType: t.string(creditTypeField),
    credits: t.field({
      type: 'Credits',
      description:
        'The number of available credits at or below which an alert is raised; 0 or more. Null: `percent` is given.',
    }),
    percent: t.int({
      description:
        'The percentage of the allowance of the current cycle, 1 to 100, at or below which an alert is raised: 20 raises it when 80 percent are used. For the pool only. Null: `credits` is given.',
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
  description: 'The organization, and the number of days before a loss.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    days: t.int({ description: 'The number of days before the loss, 1 to 365. Null: no alerts.' }),
    idempotencyKey: t.string(key),
  }),
})

function thresholdSuccess(name: string) {
  return builder.objectRef<ThresholdAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      balanceThreshold: t.field({
        type: ThresholdNode,
        description: 'The balance threshold after the change.',
        resolve: ({ threshold }) => threshold as never,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError] as const

builder.mutationFields((t) => ({
  createBalanceThreshold: t.field({
    type: resultType('CreateBalanceThresholdResult', thresholdSuccess('CreateBalanceThresholdSuccess'), [
      ...ERRORS,
      LimitReachedError,
      CreditTypeRequiredError,
    ]),
    description:
      'Raises an alert each time that a balance falls to a threshold. If the balance is at or below the threshold already, the first alert is raised after it has been above. An equal threshold of the wallet in force is the answer, and nothing is added. For an OWNER or ADMIN.',
    authScopes: { may: 'manageAlerts' },
    args: { input: t.arg({ type: CreateBalanceThresholdInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, memberId, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const member = memberId ? idIn(organizationId, memberId) : null
      return inCreditType(context.app, organizationId, input, (typed) =>
        createBalanceThreshold(context.app, { ...typed, memberId: member, organizationId }),
      )
    },
  }),
  endBalanceThreshold: t.field({
    type: resultType('EndBalanceThresholdResult', thresholdSuccess('EndBalanceThresholdSuccess'), ERRORS),
    description: 'Ends a balance threshold: it no longer raises alerts. For an OWNER or ADMIN.',
    authScopes: { may: 'manageAlerts' },
    args: { input: t.arg({ type: EndBalanceThresholdInput, required: true }) },
    resolve: (_root, { input: { balanceThresholdId, ...input } }, context) => {
      const { organizationId, id } = splitTenantId(balanceThresholdId.id)
      if (!canSee(callerOf(context), organizationId)) return notFound('balance threshold')
      return endBalanceThreshold(context.app, { ...input, organizationId, thresholdId: id })
    },
  }),
  setExpiryAlert: t.field({
    type: resultType('SetExpiryAlertResult', settingSuccess('SetExpiryAlertSuccess'), ERRORS),
    description:
      'Sets the number of days before a loss at which an alert is raised, once for each lot of which credits will be lost: `forecast` foretells it, and is looked at again as long as it foretells no loss. Null raises no alerts; this is the default. For an OWNER or ADMIN.',
    authScopes: { may: 'manageAlerts' },
    args: { input: t.arg({ type: SetExpiryAlertInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, days, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return setExpiryAlert(context.app, { ...input, organizationId, days: days ?? null })
    },
  }),
}))

builder.queryField('newestAlertId', (t) =>
  t.id({
    description:
      'The id that `alertRaised(after:)` takes to send all alerts from now on: that of the newest alert, or one that comes before the first if no alert exists yet. A client that asks for it before it follows misses no alert, even if the connection breaks before the first one.',
    authScopes: { may: 'read' },
    args: {
      organizationId: t.arg.globalID({
        for: OrganizationNode,
        description: 'The organization. Null: for the operator all organizations, for others their own.',
      }),
    },
    resolve: async (_root, { organizationId: named }, context) => {
      const organizationId = organizationOrAllFor(context, named)
      if (organizationId === null) throw requestError(notFound('organization'))
      const id = await newestAlert(context.app, organizationId)
      return encodeGlobalId('Alert', tenantId({ organizationId: organizationId || NIL, id }))
    },
  }),
)

builder.subscriptionField('alertRaised', (t) =>
  t.field({
    type: AlertNode,
    description:
      'Each alert of an organization as it is raised; with `after`, first the alerts that were raised since that one. The operator gets those of all organizations, and of the platform itself, if `organizationId` is null.',
    authScopes: { may: 'read' },
    args: {
      organizationId: t.arg.globalID({
        for: OrganizationNode,
        description: 'The organization. Null: for the operator all organizations, for others their own.',
      }),
      after: t.arg.globalID({
        for: AlertNode,
        description:
          'The id of the last alert that the client has seen, when it reconnects, or `newestAlertId` if it has seen none. Null: only new alerts are sent.',
      }),
    },
    subscribe: async (_root, { organizationId: named, after }, context) => {
      const organizationId = organizationOrAllFor(context, named)
      if (organizationId === null) throw requestError(notFound('organization'))
      const alerts = await watchAlerts(context.app, organizationId, after ? idInOrAll(organizationId, after) : null)
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
      'The endpoint that was disabled, for WEBHOOK_DISABLED; null for other kinds, and for callers that may not manage webhooks.',
    authScopes: { may: 'manageWebhooks' },
    unauthorizedResolver: () => null,
  }),
)
