// Plans and subscriptions: their part of the API.

import { canSee } from '../access/roles.ts'
import {
  type Plan,
  PlanInterval,
  type Subscription,
  SubscriptionStatus,
  UpgradePolicy,
} from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
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
import { timeOf } from '../organizations/clock.ts'
import { OrganizationNode, whereVisible } from '../organizations/schema.ts'
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
  description: 'How long what is paid lasts. Credits come monthly in both.',
  values: {
    MONTH: { value: PlanInterval.MONTH, description: 'A month.' },
    YEAR: { value: PlanInterval.YEAR, description: 'Twelve months.' },
  },
})

const UpgradePolicyEnum = builder.enumType('UpgradePolicy', {
  description: 'What an upgrade from a plan makes of the cycle that it ends.',
  values: {
    NET_OF_USED: {
      value: UpgradePolicy.NET_OF_USED,
      description: 'What was used of it counts against the new allowance: 1,000 used, then 240,000: 239,000 are left.',
    },
    CARRY_OVER_FIRST_CYCLE: {
      value: UpgradePolicy.CARRY_OVER_FIRST_CYCLE,
      description: 'What is left of it can be used in the first cycle of the new plan, beside its whole allowance.',
    },
  },
})

const SubscriptionStatusEnum = builder.enumType('SubscriptionStatus', {
  description: 'Where a subscription is.',
  values: {
    ACTIVE: { value: SubscriptionStatus.ACTIVE, description: 'Paid; it renews by itself.' },
    PAST_DUE: {
      value: SubscriptionStatus.PAST_DUE,
      description: 'Not paid. The credits of the cycle can be used to its end.',
    },
    LAPSED: { value: SubscriptionStatus.LAPSED, description: 'The cycle has ended unpaid. It can be reactivated.' },
    CANCELED: { value: SubscriptionStatus.CANCELED, description: 'Over. Another one can be started.' },
  },
})

const AllowanceType = builder.objectRef<Allowance>('PlanCredits').implement({
  description: 'Credits of one type that each cycle brings.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'Of which type.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'Credits per monthly cycle.' }),
  }),
})

const PlanType = builder.objectRef<Plan>('Plan').implement({
  description: 'What customers pay for. Never edited: a newer plan of the same name is for whoever subscribes then.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'For programs: pro-monthly.' }),
    title: t.exposeString('title', { description: 'For people.' }),
    price: t.field({
      type: MoneyType,
      nullable: true,
      description: 'Per interval; null: it is agreed elsewhere.',
      resolve: ({ amount, currency }) => (amount === null || currency === null ? null : { amount, currency }),
    }),
    interval: t.field({
      type: PlanIntervalEnum,
      description: 'How long what is paid lasts.',
      resolve: ({ interval }) => interval,
    }),
    credits: t.field({
      type: [AllowanceType],
      description: 'What each monthly cycle brings.',
      resolve: (plan) => creditsOf(plan),
    }),
    rolloverMax: t.expose('rolloverMax', {
      type: 'Credits',
      nullable: true,
      description:
        'How many unused credits a renewal carries over at most, of each type, frozen ones that come back later included; 0: none; null: all.',
    }),
    upgradePolicy: t.field({
      type: UpgradePolicyEnum,
      description: 'What an upgrade from it makes of the cycle that it ends.',
      resolve: ({ upgradePolicy }) => upgradePolicy,
    }),
    extraPurchases: t.exposeBoolean('extraPurchases', { description: 'Whether credits can be bought beside it.' }),
    models: t.exposeStringList('models', { description: 'The models that may be used; empty: all.' }),
    operations: t.exposeStringList('operations', { description: 'The operations that may be used; empty: all.' }),
    assetKinds: t.exposeStringList('assetKinds', { description: 'What may be made: voiceover; empty: everything.' }),
    seats: t.exposeInt('seats', { nullable: true, description: 'How many members it is for; null: any number.' }),
  }),
})

const CycleAllowanceType = builder.objectRef<CycleAllowance>('CycleAllowance').implement({
  description: 'What a cycle has to give of one credit type, and what was used of it.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'Of which type.' }),
    total: t.expose('total', { type: 'Credits', description: 'Credits in all, what was carried over included.' }),
    remaining: t.expose('remaining', {
      type: 'Credits',
      description: 'Of those, credits that are not used yet: available, locked or frozen, in the pool or with members.',
    }),
    used: t.field({
      type: 'Credits',
      description: 'total - remaining.',
      resolve: ({ total, remaining }) => total - remaining,
    }),
    usedPercent: t.int({
      description: 'used in percent of total, rounded down.',
      resolve: ({ total, remaining }) => (total === 0n ? 0 : Number(((total - remaining) * 100n) / total)),
    }),
  }),
})

const CycleType = builder.objectRef<Subscription>('Cycle').implement({
  description: 'A month of a subscription, with its credits.',
  fields: (t) => ({
    number: t.int({ description: '1 for the first since it began or was upgraded.', resolve: ({ cycle }) => cycle }),
    start: t.expose('cycleStart', { type: 'DateTime', description: 'When it began, UTC.' }),
    end: t.expose('cycleEnd', { type: 'DateTime', description: 'From when on it is over, UTC.' }),
    allowances: t.field({
      type: [CycleAllowanceType],
      description: 'What it has to give, by credit type.',
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
    status: t.field({ type: SubscriptionStatusEnum, description: 'Where it is.', resolve: ({ status }) => status }),
    plan: t.field({
      type: PlanType,
      description: 'The plan, as it was when this began or changed to it.',
      resolve: ({ planId }, _args, { app }) => app.priceBook.edition.plan(planId) as Plan,
    }),
    cycle: t.field({ type: CycleType, description: 'The present cycle.', resolve: (subscription) => subscription }),
    anchorAt: t.expose('anchorAt', { type: 'DateTime', description: 'From when on its cycles are counted, UTC.' }),
    periodEnd: t.expose('periodEnd', { type: 'DateTime', description: 'Until when it is paid, UTC.' }),
    renewsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next cycle’s credits come in, UTC; null when none do.',
      resolve: (subscription) => (isRenewed(subscription) ? subscription.cycleEnd : null),
    }),
    cancelAtPeriodEnd: t.exposeBoolean('cancelAtPeriodEnd', {
      description: 'Whether it ends with the period. Then `nextPlan` counts only if the end is taken back.',
    }),
    nextPlan: t.field({
      type: PlanType,
      nullable: true,
      description: 'The plan that it goes on with at the end of the period; null: the same.',
      resolve: (subscription, _args, { app }) => plannedPlan(app.priceBook.edition, subscription),
    }),
    nextPlanBlockedBy: t.field({
      type: SeatsExceededError,
      nullable: true,
      description:
        'That the organization has too many members for `nextPlan`. If it still has at the end of the period, the present plan goes on, and the change is tried again at the end of the next period. Null: nothing is in the way.',
      resolve: async (subscription, _args, { app }) => {
        const plan = plannedPlan(app.priceBook.edition, subscription)
        if (!plan) return null
        const { organizationId } = subscription
        return refuseSeats(plan, await app.prisma.member.count({ where: { organizationId, removedAt: null } }))
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started, UTC.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it was over, UTC.' }),
    organization: t.relation('organization', { description: 'Whose it is.' }),
  }),
})

builder.prismaObjectFields(OrganizationNode, (t) => ({
  now: t.field({
    type: 'DateTime',
    description: 'What time it is for the organization, UTC: the real time, unless it has a clock of its own.',
    resolve: ({ id }, _args, { app }) => timeOf(app, id),
  }),
  subscription: t.field({
    type: SubscriptionNode,
    nullable: true,
    description: 'The subscription, unless there is none or it was canceled.',
    select: { subscriptions: { where: { endedAt: null } } },
    resolve: ({ subscriptions }) => subscriptions[0] ?? null,
  }),
  subscriptions: t.connection({
    type: SubscriptionNode,
    description: 'All subscriptions there ever were, newest first.',
    resolve: ({ id: organizationId }, args, context, info) =>
      pageOf({
        order: NEWEST_FIRST,
        args,
        context,
        info,
        find: ({ where, query }) =>
          context.app.prisma.subscription.findMany({ ...query, where: { AND: [{ organizationId }, where] } }),
      }),
  }),
}))

builder.queryField('plans', (t) =>
  t.field({
    type: [PlanType],
    description: 'The plans that can be subscribed to, the cheapest first.',
    authScopes: { may: 'read' },
    resolve: (_root, _args, { app }) =>
      [...app.priceBook.edition.plans()].filter(({ retired }) => !retired).sort(byPrice),
  }),
)

export const NotEntitledError = refusalType<NotEntitled>('NOT_ENTITLED', (t) => ({
  plans: t.expose('plans', { type: [PlanType], description: 'The plans that do, the cheapest first.' }),
}))

const SubscriptionExistsError = refusalType<SubscriptionExists>('SUBSCRIPTION_EXISTS')

const SubscriptionStateError = refusalType<SubscriptionState>('SUBSCRIPTION_STATE', (t) => ({
  status: t.expose('status', { type: SubscriptionStatusEnum, description: 'The state that it is in.' }),
  allowed: t.expose('allowed', {
    type: [SubscriptionStatusEnum],
    description: 'The states in which it can be done.',
  }),
}))

const NotAnUpgradeError = refusalType<NoUpgrade>('NOT_AN_UPGRADE')

function success(name: string) {
  return builder.objectRef<SubscriptionAnswer>(name).implement({
    description: 'It is done, or was done earlier under the same idempotency key.',
    fields: (t) => ({
      subscription: t.field({
        type: SubscriptionNode,
        description: 'The subscription after it.',
        resolve: ({ subscription }) => subscription,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const organizationField = { required: true, description: 'Whose subscription.' } as const
const keyField = { description: 'Does it once however often this is sent; 1 to 255 characters.' } as const

function choiceInput(name: string) {
  return builder.inputType(name, {
    description: 'Which plan, for whom.',
    fields: (t) => ({
      organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
      plan: t.string({ required: true, description: 'The plan’s name.' }),
      idempotencyKey: t.string(keyField),
    }),
  })
}

function referenceInput(name: string) {
  return builder.inputType(name, {
    description: 'Whose subscription.',
    fields: (t) => ({
      organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
      idempotencyKey: t.string(keyField),
    }),
  })
}

const PlannedChangeEnum = builder.enumType('PlannedSubscriptionChange', {
  description: 'What can be planned for the end of the period, and taken back until then.',
  values: {
    CANCELLATION: { value: 'CANCELLATION', description: 'The end, by cancelSubscription(atPeriodEnd: true).' },
    DOWNGRADE: { value: 'DOWNGRADE', description: 'The change of plan, by downgradeSubscription.' },
  } as const,
})

const UndoSubscriptionChangeInput = builder.inputType('UndoSubscriptionChangeInput', {
  description: 'Which planned change of which subscription to take back.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    change: t.field({ type: PlannedChangeEnum, required: true, description: 'What to take back.' }),
    idempotencyKey: t.string(keyField),
  }),
})

const CancelSubscriptionInput = builder.inputType('CancelSubscriptionInput', {
  description: 'Which subscription to end, and when.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    atPeriodEnd: t.boolean({
      required: true,
      defaultValue: true,
      description:
        'Whether it goes on until the end of the period that is paid; while PAST_DUE, until the end of the cycle at the latest unless it is paid. A LAPSED one ends at once.',
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
    ]),
    description:
      'Subscribes an organization to a plan from now on: the first cycle’s credits come in, and lots that need a subscription can be used. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: choiceInput('StartSubscriptionInput'), required: true }) },
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
      'Changes to a plan with more credits at once: a new period begins, and the old cycle’s credits become what the old plan’s upgradePolicy says. For the operator.',
    authScopes: { operator: true },
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
    authScopes: { operator: true },
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
      'Says that a payment has failed: the credits of the cycle can be used to its end; unless markSubscriptionPaid comes before that, it lapses. For the operator.',
    authScopes: { operator: true },
    args: {
      input: t.arg({
        type: referenceInput('MarkSubscriptionPastDueInput'),
        required: true,
        description: 'What to do.',
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
      'Says that a payment that had failed was made: what was PAST_DUE is ACTIVE again. A planned end or downgrade stays planned. One that has LAPSED meanwhile is begun anew by reactivateSubscription. For the operator.',
    authScopes: { operator: true },
    args: {
      input: t.arg({ type: referenceInput('MarkSubscriptionPaidInput'), required: true }),
    },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      markAsPaid(app, { ...input, organizationId: organizationId.id }),
  }),
  undoSubscriptionChange: t.field({
    type: resultType('UndoSubscriptionChangeResult', success('UndoSubscriptionChangeSuccess'), COMMON),
    description:
      'Takes back one change that is planned for the end of the period: the end, or the downgrade. The other stays planned. NotFoundError: it isn’t planned. For the operator.',
    authScopes: { operator: true },
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
      'Begins a LAPSED subscription anew: a new period begins now, with `nextPlan` if a downgrade was planned. For the operator.',
    authScopes: { operator: true },
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
    authScopes: { operator: true },
    args: { input: t.arg({ type: CancelSubscriptionInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      cancel(app, { ...input, organizationId: organizationId.id }),
  }),
}))
