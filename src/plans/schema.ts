// Plans and subscriptions: their part of the API.

import { canSee } from '../access/roles.ts'
import {
  type Plan,
  PlanInterval,
  PlanRefresh,
  type Subscription,
  SubscriptionStatus,
  UpgradePolicy,
} from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import {
  CreditsOutOfBoundsError,
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { tenantId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { whereExternalId } from '../labels/find.ts'
import { addLabelFields, ExternalIdTakenError, externalIdField, labeledAs, metadataField } from '../labels/schema.ts'
import { timeOf } from '../organizations/clock.ts'
import { OrganizationNode, organizationField, whereVisible } from '../organizations/schema.ts'
import { SeatsExceededError } from '../organizations/seats.schema.ts'
import { refuseSeats } from '../organizations/seats.ts'
import type { NoUpgrade, SubscriptionExists } from './commands.ts'
import { type CycleAllowance, readAllowances } from './cycle.ts'
import {
  cancel,
  downgrade,
  markAsPaid,
  markUnpaid,
  reactivate,
  type SubscriptionAnswer,
  start,
  undo,
  upgrade,
} from './operations.ts'
import { type Allowance, byPrice, creditsOf, type NotEntitled, plannedPlan } from './plan.ts'
import { isRenewed, type SubscriptionState } from './rules.ts'

const PlanIntervalEnum = builder.enumType('PlanInterval', {
  description: 'The periods that one payment covers.',
  values: {
    MONTH: { value: PlanInterval.MONTH, description: 'One payment covers a month, counted from the anchor.' },
    YEAR: { value: PlanInterval.YEAR, description: 'One payment covers twelve months, counted from the anchor.' },
  },
})

const PlanRefreshEnum = builder.enumType('PlanRefresh', {
  description:
    'The lengths of a cycle, for which its credits come. Cycles are counted by the calendar and the clocks of the subscription’s time zone, and a period ends with a cycle.',
  values: {
    DAY: { value: PlanRefresh.DAY, description: 'A day, from the anchor’s time of day to the same on the next day.' },
    WEEK: {
      value: PlanRefresh.WEEK,
      description:
        'Seven days, counted from the beginning of the period. The last week ends with the period: if it is shorter, it brings its days’ part of the credits, rounded down.',
    },
    MONTH: { value: PlanRefresh.MONTH, description: 'A month: after 31 January come 28 February and 31 March.' },
    YEAR: { value: PlanRefresh.YEAR, description: 'A year: its credits come at once. Only with the interval YEAR.' },
  },
})

const UpgradePolicyEnum = builder.enumType('PlanUpgradePolicy', {
  description: 'The effects of an upgrade from a plan on the cycle that it ends.',
  values: {
    NET_OF_USED: {
      value: UpgradePolicy.NET_OF_USED,
      description:
        'The used credits of the old plan count against the new allowance: after 1,000 used, 239,000 of 240,000 are left.',
    },
    CARRY_OVER_FIRST_CYCLE: {
      value: UpgradePolicy.CARRY_OVER_FIRST_CYCLE,
      description:
        'The unused credits of the old plan can be used in the first cycle of the new plan, in addition to the full allowance. At its end they are treated as its own.',
    },
  },
})

const SubscriptionStatusEnum = builder.enumType('SubscriptionStatus', {
  description: 'The states of a subscription.',
  values: {
    ACTIVE: { value: SubscriptionStatus.ACTIVE, description: 'The subscription is paid, and renews by itself.' },
    PAST_DUE: {
      value: SubscriptionStatus.PAST_DUE,
      description: 'A payment has failed. The credits of the cycle can be used to its end.',
    },
    LAPSED: {
      value: SubscriptionStatus.LAPSED,
      description: 'The cycle has ended unpaid. The subscription can be reactivated.',
    },
    CANCELED: {
      value: SubscriptionStatus.CANCELED,
      description: 'The subscription has ended. Another one can be started.',
    },
  },
})

const AllowanceType = builder.objectRef<Allowance>('PlanCredits').implement({
  description: 'Credits of one type that each cycle brings.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The credit type, for example `music`.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The credits that come with each cycle.' }),
  }),
})

const PlanType = builder.objectRef<Plan>('Plan').implement({
  description:
    'A plan that customers subscribe to. Plans are never changed: a newer plan of the same name applies to new subscriptions.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, for programs: `pro-monthly`.' }),
    title: t.exposeString('title', { description: 'The name, for people to read.' }),
    price: t.field({
      type: MoneyType,
      nullable: true,
      description: 'The price per interval; null if it is agreed elsewhere.',
      resolve: ({ amount, currency }) => (amount === null || currency === null ? null : { amount, currency }),
    }),
    interval: t.field({
      type: PlanIntervalEnum,
      description: 'The period that one payment covers.',
      resolve: ({ interval }) => interval,
    }),
    refresh: t.field({
      type: PlanRefreshEnum,
      description: 'The length of a cycle: how often the credits come.',
      resolve: ({ refresh }) => refresh,
    }),
    credits: t.field({
      type: [AllowanceType],
      description: 'The credits that each cycle provides.',
      resolve: (plan) => creditsOf(plan),
    }),
    rolloverMax: t.expose('rolloverMax', {
      type: 'Credits',
      nullable: true,
      description:
        'The most unused credits of each type that a renewal carries over, including frozen ones that are given back later; 0: none; null: all.',
    }),
    upgradePolicy: t.field({
      type: UpgradePolicyEnum,
      description: 'The effect of an upgrade from this plan on the cycle that it ends.',
      resolve: ({ upgradePolicy }) => upgradePolicy,
    }),
    extraPurchases: t.exposeBoolean('extraPurchases', { description: 'True if additional credits can be bought.' }),
    models: t.exposeStringList('models', { description: 'The models that may be used; empty: all.' }),
    operations: t.exposeStringList('operations', { description: 'The operations that may be used; empty: all.' }),
    assetKinds: t.exposeStringList('assetKinds', {
      description: 'The asset kinds that may be made, for example `voiceover`; empty: all.',
    }),
    seats: t.exposeInt('seats', {
      nullable: true,
      description: 'The number of members that the plan includes; null: no limit.',
    }),
  }),
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
      description: 'The number of the cycle: 1 for the first after the start or the last upgrade.',
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

const SubscriptionNode = builder.prismaNode('Subscription', {
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
    periodEnd: t.expose('periodEnd', { type: 'DateTime', description: 'The time until which it is paid, in UTC.' }),
    renewsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the credits of the next cycle come in, in UTC; null if none do.',
      resolve: (subscription) => (isRenewed(subscription) ? subscription.cycleEnd : null),
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

builder.queryField('plans', (t) =>
  t.field({
    type: [PlanType],
    description: 'The plans that can be subscribed to, the cheapest first.',
    authScopes: { may: 'read' },
    resolve: (_root, _args, { app }) =>
      [...app.priceBook.version.plans()].filter(({ retired }) => !retired).sort(byPrice),
  }),
)

export const NotEntitledError = refusalType<NotEntitled>('NOT_ENTITLED', (t) => ({
  plans: t.expose('plans', { type: [PlanType], description: 'The plans that include it, the cheapest first.' }),
}))

const SubscriptionExistsError = refusalType<SubscriptionExists>('SUBSCRIPTION_EXISTS')

const SubscriptionStateError = refusalType<SubscriptionState>('SUBSCRIPTION_STATE', (t) => ({
  status: t.expose('status', { type: SubscriptionStatusEnum, description: 'The current state.' }),
  allowed: t.expose('allowed', {
    type: [SubscriptionStatusEnum],
    description: 'The states that allow the request; empty if no change is planned that could be undone.',
  }),
}))

const NotAnUpgradeError = refusalType<NoUpgrade>('NOT_AN_UPGRADE')

function success(name: string) {
  return builder.objectRef<SubscriptionAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      subscription: t.field({
        type: SubscriptionNode,
        description: 'The subscription after the change.',
        resolve: ({ subscription }) => subscription,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const subscriberField = { required: true, description: 'The organization that has the subscription.' } as const
const keyField = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

function choiceInput(name: string) {
  return builder.inputType(name, {
    description: 'The organization, and the plan to change to.',
    fields: (t) => ({
      organizationId: t.globalID({ for: OrganizationNode, ...subscriberField }),
      plan: t.string({ required: true, description: 'The name of the plan.' }),
      idempotencyKey: t.string(keyField),
    }),
  })
}

const StartSubscriptionInput = builder.inputType('StartSubscriptionInput', {
  description: 'The organization, and the plan to subscribe to.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...subscriberField }),
    plan: t.string({ required: true, description: 'The name of the plan.' }),
    startsAt: t.field({
      type: 'DateTime',
      description:
        'The time from which cycles are counted, in UTC, not in the future: for a customer who has subscribed elsewhere. The credits of the present cycle come in, those of earlier cycles don’t. Null: now.',
    }),
    externalId: t.string(externalIdField),
    metadata: t.field(metadataField),
    idempotencyKey: t.string(keyField),
  }),
})

function referenceInput(name: string) {
  return builder.inputType(name, {
    description: 'The organization that has the subscription.',
    fields: (t) => ({
      organizationId: t.globalID({ for: OrganizationNode, ...subscriberField }),
      idempotencyKey: t.string(keyField),
    }),
  })
}

const PlannedChangeEnum = builder.enumType('PlannedSubscriptionChange', {
  description: 'The changes that can be planned for the end of the period, and undone until then.',
  values: {
    CANCELLATION: {
      value: 'CANCELLATION',
      description: 'The subscription will end, by cancelSubscription(atPeriodEnd: true).',
    },
    DOWNGRADE: { value: 'DOWNGRADE', description: 'The plan will change, by downgradeSubscription.' },
  } as const,
})

const UndoSubscriptionChangeInput = builder.inputType('UndoSubscriptionChangeInput', {
  description: 'The subscription, and the planned change to undo.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...subscriberField }),
    change: t.field({ type: PlannedChangeEnum, required: true, description: 'The planned change to undo.' }),
    idempotencyKey: t.string(keyField),
  }),
})

const CancelSubscriptionInput = builder.inputType('CancelSubscriptionInput', {
  description: 'The subscription to cancel, and the time at which it ends.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...subscriberField }),
    atPeriodEnd: t.boolean({
      required: true,
      defaultValue: true,
      description:
        'True: it continues to the end of the paid period; while PAST_DUE, to the end of the cycle at the latest unless it is paid. False: it ends at once. A LAPSED one always ends at once.',
    }),
    idempotencyKey: t.string(keyField),
  }),
})

const COMMON = [InvalidInputError, NotFoundError, IdempotencyConflictError] as const

builder.mutationFields((t) => ({
  startSubscription: t.field({
    type: resultType('StartSubscriptionResult', success('StartSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionExistsError,
      SeatsExceededError,
      CreditsOutOfBoundsError,
      ExternalIdTakenError,
    ]),
    description:
      'Subscribes an organization to a plan, from now on or from a time in the past: the present cycle’s credits come in, and lots that need a subscription can be used. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: StartSubscriptionInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      start(app, { ...input, organizationId: organizationId.id }),
  }),
  upgradeSubscription: t.field({
    type: resultType('UpgradeSubscriptionResult', success('UpgradeSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionStateError,
      NotAnUpgradeError,
      SeatsExceededError,
      CreditsOutOfBoundsError,
    ]),
    description:
      'Changes to another plan at once, with at least as many credits of each type in a year: a new period begins, and the old cycle’s credits become what the old plan’s upgradePolicy says. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: {
      input: t.arg({ type: choiceInput('UpgradeSubscriptionInput'), required: true }),
    },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      upgrade(app, { ...input, organizationId: organizationId.id }),
  }),
  downgradeSubscription: t.field({
    type: resultType('DowngradeSubscriptionResult', success('DowngradeSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionStateError,
      SeatsExceededError,
    ]),
    description:
      'Changes to another plan at the end of the period that is paid; the plan must have a seat for each member, now and then. A planned end stays planned. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: {
      input: t.arg({ type: choiceInput('DowngradeSubscriptionInput'), required: true }),
    },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      downgrade(app, { ...input, organizationId: organizationId.id }),
  }),
}))

builder.mutationFields((t) => ({
  markSubscriptionPastDue: t.field({
    type: resultType('MarkSubscriptionPastDueResult', success('MarkSubscriptionPastDueSuccess'), [
      ...COMMON,
      SubscriptionStateError,
    ]),
    description:
      'Records that a payment has failed: the subscription is PAST_DUE. Its credits can be used to the end of the cycle; then it lapses, unless markSubscriptionPaid was called before. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: {
      input: t.arg({
        type: referenceInput('MarkSubscriptionPastDueInput'),
        required: true,
      }),
    },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      markUnpaid(app, { ...input, organizationId: organizationId.id }),
  }),
  markSubscriptionPaid: t.field({
    type: resultType('MarkSubscriptionPaidResult', success('MarkSubscriptionPaidSuccess'), [
      ...COMMON,
      SubscriptionStateError,
    ]),
    description:
      'Records that a failed payment was made: a PAST_DUE subscription is ACTIVE again. A planned end or downgrade stays planned. Use reactivateSubscription for one that has LAPSED. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: {
      input: t.arg({ type: referenceInput('MarkSubscriptionPaidInput'), required: true }),
    },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      markAsPaid(app, { ...input, organizationId: organizationId.id }),
  }),
  undoSubscriptionChange: t.field({
    type: resultType('UndoSubscriptionChangeResult', success('UndoSubscriptionChangeSuccess'), [
      ...COMMON,
      SubscriptionStateError,
    ]),
    description:
      'Undoes a change that is planned for the end of the period: the cancellation or the downgrade. The other one stays planned. SubscriptionStateError: the change is not planned. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: UndoSubscriptionChangeInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      undo(app, { ...input, organizationId: organizationId.id }),
  }),
  reactivateSubscription: t.field({
    type: resultType('ReactivateSubscriptionResult', success('ReactivateSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionStateError,
      SeatsExceededError,
      CreditsOutOfBoundsError,
    ]),
    description:
      'Starts a LAPSED subscription again: a new period begins now, with `nextPlan` if a downgrade was planned. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: {
      input: t.arg({ type: referenceInput('ReactivateSubscriptionInput'), required: true }),
    },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      reactivate(app, { ...input, organizationId: organizationId.id }),
  }),
  cancelSubscription: t.field({
    type: resultType('CancelSubscriptionResult', success('CancelSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionStateError,
    ]),
    description:
      'Ends a subscription, now or later. At its end the cycle’s credits expire, and lots that need a subscription are locked until there is another. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: CancelSubscriptionInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      cancel(app, { ...input, organizationId: organizationId.id }),
  }),
}))
