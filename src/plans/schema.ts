// Subscriptions: their part of the API.

import { canSee } from '../access/roles.ts'
import { type Plan, type Subscription, SubscriptionStatus } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { tenantId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { whereExternalId } from '../labels/find.ts'
import { addLabelFields, labeledAs } from '../labels/schema.ts'
import { timeOf } from '../organizations/clock.ts'
import { OrganizationNode, organizationField, whereVisible } from '../organizations/schema.ts'
import { SeatsExceededError } from '../organizations/seats.schema.ts'
import { refuseSeats } from '../organizations/seats.ts'
import { type CycleAllowance, readAllowances } from './cycle.ts'
import { AllowanceType, PlanType, UnusedTimeEnum } from './plan.schema.ts'
import { awaitedOf, changesOf, plannedPlan, type SubscriptionChange } from './plan.ts'
import { isRenewed } from './rules.ts'

export const SubscriptionStatusEnum = builder.enumType('SubscriptionStatus', {
  description: 'The states of a subscription.',
  values: {
    INCOMPLETE: {
      value: SubscriptionStatus.INCOMPLETE,
      description:
        'It waits for its first payment: no credits have come. It begins with the payment, and ends if that is not made until `paymentDueAt`.',
    },
    TRIALING: {
      value: SubscriptionStatus.TRIALING,
      description: 'The trial of its plan: it is not paid. `Plan.trial.end` says what follows.',
    },
    ACTIVE: {
      value: SubscriptionStatus.ACTIVE,
      description: 'The subscription is paid, or is to be paid by `paymentDueAt`. It renews by itself.',
    },
    PAST_DUE: {
      value: SubscriptionStatus.PAST_DUE,
      description:
        'A payment has failed, or the credits of the period wait for it. The credits that are there can be used: to `paymentDueAt`, or without that to the end of the cycle.',
    },
    PAUSED: {
      value: SubscriptionStatus.PAUSED,
      description: 'Its time stands still: its credits are locked, and neither expire nor renew.',
    },
    LAPSED: {
      value: SubscriptionStatus.LAPSED,
      description: 'It was not paid in time, or its trial has ended. The subscription can be reactivated.',
    },
    CANCELED: {
      value: SubscriptionStatus.CANCELED,
      description: 'The subscription has ended. Another one can be started.',
    },
  },
})

const CycleAllowanceType = builder.objectRef<CycleAllowance>('CycleAllowance').implement({
  description: 'The credits of one type that a cycle provides, and the used part of them.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The credit type, for example `music`.' }),
    total: t.expose('total', {
      type: 'Credits',
      description: 'The total number of credits, including those carried over.',
    }),
    remaining: t.expose('remaining', {
      type: 'Credits',
      description:
        'The credits of the total that are not used yet: available, locked or frozen, in the pool or with members.',
    }),
    used: t.expose('used', {
      type: 'Credits',
      description: 'The used credits: total minus remaining and expired.',
    }),
    expired: t.expose('expired', {
      type: 'Credits',
      description:
        'The credits that were lost unused: they expired with the subscription, or the platform removed them.',
    }),
    usedPercent: t.int({
      description: 'The used credits in percent of the total, rounded down.',
      resolve: ({ total, used }) => (total === 0n ? 0 : Number((used * 100n) / total)),
    }),
  }),
})

const CycleType = builder.objectRef<Subscription>('SubscriptionCycle').implement({
  description: 'A cycle of a subscription, with its credits: a day, a week, a month or a year, as its plan says.',
  fields: (t) => ({
    number: t.int({
      description: 'The number of the cycle: 1 for the first after the start or the last upgrade; 0: a trial.',
      resolve: ({ cycle }) => cycle,
    }),
    start: t.expose('cycleStart', { type: 'DateTime', description: 'The time at which the cycle began, in UTC.' }),
    end: t.expose('cycleEnd', { type: 'DateTime', description: 'The time at which the cycle ends, in UTC.' }),
    allowances: t.field({
      type: [CycleAllowanceType],
      description: 'The allowances of the cycle, one for each credit type.',
      resolve: (subscription, _args, { app }) => readAllowances(app, subscription),
    }),
  }),
})

const ChangeType = builder.objectRef<SubscriptionChange>('SubscriptionChange').implement({
  description: 'A change that has left paid time of a subscription unused.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'The time of the change, in UTC.' }),
    plan: t.exposeString('plan', { description: 'The name of the plan that was left.' }),
    paidUntil: t.expose('paidUntil', { type: 'DateTime', description: 'The time until which it was paid, in UTC.' }),
    unused: t.field({
      type: MoneyType,
      nullable: true,
      description:
        'The part of the price for the time that was left of the paid period, rounded down; null: the price is agreed elsewhere.',
      resolve: ({ unused }) => unused,
    }),
    policy: t.field({
      type: UnusedTimeEnum,
      description: 'The use of it.',
      resolve: ({ policy }) => policy,
    }),
  }),
})

export const SubscriptionNode = builder.prismaNode('Subscription', {
  name: 'PlanSubscription',
  nullable: true,
  description: 'An organization’s contract for a plan. It has one at a time.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    status: t.field({
      type: SubscriptionStatusEnum,
      description: 'The state of the subscription.',
      resolve: ({ status }) => status,
    }),
    plan: t.field({
      type: PlanType,
      description: 'The plan, with the terms that it had when the subscription began or changed to it.',
      resolve: ({ planId }, _args, { app }) => app.priceBook.version.plan(planId) as Plan,
    }),
    cycle: t.field({ type: CycleType, description: 'The present cycle.', resolve: (subscription) => subscription }),
    anchorAt: t.expose('anchorAt', {
      type: 'DateTime',
      description: 'The time from which its cycles are counted, in UTC.',
    }),
    timeZone: t.exposeString('timeZone', {
      description:
        'The IANA time zone whose calendar and clocks its cycles follow: that of the organization when the anchor was set, by a start, an upgrade or a reactivation. An organization’s new time zone applies from the next of these on.',
    }),
    periodEnd: t.expose('periodEnd', {
      type: 'DateTime',
      description: 'The end of the period that one payment covers, in UTC.',
    }),
    renewsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the credits of the next cycle come in, in UTC; null if none do.',
      resolve: (subscription, _args, { app }) =>
        isRenewed(subscription, app.priceBook.version.plan(subscription.planId)) ? subscription.cycleEnd : null,
    }),
    cancelAtPeriodEnd: t.exposeBoolean('cancelAtPeriodEnd', {
      description:
        'True if the subscription ends with the period. Then `nextPlan` applies only if the cancellation is undone.',
    }),
    nextPlan: t.field({
      type: PlanType,
      nullable: true,
      description: 'The plan that it changes to at the end of the period; null if no change is planned.',
      resolve: (subscription, _args, { app }) => plannedPlan(app.priceBook.version, subscription),
    }),
    nextPlanBlockedBy: t.field({
      type: SeatsExceededError,
      nullable: true,
      description:
        'The refusal that `nextPlan` would meet now because the organization has too many members. If it still does at the end of the period, the current plan continues, and the change is tried again at the end of the next period. Null: nothing prevents the change.',
      resolve: async (subscription, _args, { app }) => {
        const plan = plannedPlan(app.priceBook.version, subscription)
        if (!plan) return null
        const { organizationId } = subscription
        return refuseSeats(plan, await app.prisma.member.count({ where: { organizationId, removedAt: null } }))
      },
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the subscription was started, in UTC.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the subscription ended, in UTC; null: it has not ended.',
    }),
    organization: t.relation('organization', { description: 'The organization that has the subscription.' }),
  }),
})

builder.prismaObjectFields(SubscriptionNode, (t) => ({
  paidUntil: t.expose('paidUntil', {
    type: 'DateTime',
    nullable: true,
    description:
      'The time until which it is or was paid, in UTC. It stays after the subscription has ended. Null: nothing was paid.',
  }),
  paymentDueAt: t.expose('paymentDueAt', {
    type: 'DateTime',
    nullable: true,
    description:
      'The time until which the period is to be paid, in UTC; null: it is paid, or the plan’s payments are not recorded.',
  }),
  awaited: t.field({
    type: [AllowanceType],
    description: 'The credits that come with the payment of the period; empty: none wait for it.',
    resolve: (subscription) => awaitedOf(subscription),
  }),
  trialEndsAt: t.expose('trialEndsAt', {
    type: 'DateTime',
    nullable: true,
    description: 'The end of its trial, in UTC, which may be past; null: it had none.',
  }),
  pausedAt: t.expose('pausedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'The time since which it is paused, in UTC; null: it is not.',
  }),
  resumesAt: t.expose('resumesAt', {
    type: 'DateTime',
    nullable: true,
    description: 'The time at which its pause ends by itself, in UTC; null: it is not paused, or until it is resumed.',
  }),
  changes: t.field({
    type: [ChangeType],
    description: 'The changes that have left paid time unused, the oldest first: the newest 50.',
    resolve: (subscription) => changesOf(subscription),
  }),
}))

addLabelFields(SubscriptionNode, 'SUBSCRIPTION', (subscription) => subscription)

const SubscriptionFilter = builder.inputType('PlanSubscriptionFilter', {
  description: 'The conditions that a subscription must meet; absent ones do not restrict it.',
  fields: (t) => ({
    status: t.field({ type: SubscriptionStatusEnum, description: 'Lists only subscriptions in this state.' }),
    from: t.field({
      type: 'DateTime',
      description: 'Lists only subscriptions that were started at this time or later.',
    }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only subscriptions that were started before this time, which is later than `from`.',
    }),
    externalId: t.string({ description: 'Lists only the subscription with this external id.' }),
  }),
})

builder.prismaObjectFields(OrganizationNode, (t) => ({
  now: t.field({
    type: 'DateTime',
    description: 'The current time of the organization, in UTC: the real time, unless it has a test clock.',
    resolve: ({ id }, _args, { app }) => timeOf(app, id),
  }),
  subscription: t.field({
    type: SubscriptionNode,
    nullable: true,
    description: 'The current subscription; null if the organization has no subscription or it was canceled.',
    select: { subscriptions: { where: { endedAt: null } } },
    resolve: ({ subscriptions }) => subscriptions[0] ?? null,
  }),
  subscriptions: t.connection(
    {
      type: SubscriptionNode,
      description: 'All subscriptions of the organization, including ended ones, newest first.',
      args: {
        filter: t.arg({
          type: SubscriptionFilter,
          description: 'The conditions that the subscriptions must meet. Null: all subscriptions.',
        }),
      },
      resolve: async ({ id: organizationId }, { filter, ...args }, context, info) => {
        const wanted = {
          organizationId,
          status: filter?.status ?? undefined,
          createdAt: timeRange(filter?.from, filter?.until),
          ...(await whereExternalId(context.app, organizationId, 'SUBSCRIPTION', filter?.externalId)),
        }
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.subscription.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(SubscriptionNode),
  ),
}))

builder.queryField('subscription', (t) =>
  t.prismaField({
    type: SubscriptionNode,
    nullable: true,
    description:
      'The subscription with this external id, also an ended one; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      externalId: t.arg.string({ required: true, description: 'The platform’s own id of the subscription.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }),
    },
    resolve: async (query, _root, { externalId, organizationId: named }, context) => {
      const found = await labeledAs(context, 'SUBSCRIPTION', externalId, named)
      return found && context.app.prisma.subscription.findUnique({ ...query, where: { organizationId_id: found } })
    },
  }),
)
