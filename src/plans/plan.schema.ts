import {
  type Plan,
  PlanInterval,
  PlanPayment,
  PlanRefresh,
  TrialEnd,
  UnusedTime,
  UpgradePolicy,
} from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { refusalType } from '../graphql/errors.ts'
import { MoneyType } from '../graphql/money.ts'
import { assumedOf, CatalogueType, ofCatalogue } from './catalogue.schema.ts'
import type { PlanLimit } from './limits.ts'
import {
  type Allowance,
  byPrice,
  creditsOf,
  creditsOfTrial,
  featuresOf,
  type NotEntitled,
  type PlanFeature,
} from './plan.ts'

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

export const AllowanceType = builder.objectRef<Allowance>('PlanCredits').implement({
  description: 'Credits of one type that each cycle brings.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The credit type, for example `music`.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The credits that come with each cycle.' }),
  }),
})

export const PlanFeatureType = builder.objectRef<PlanFeature>('PlanFeature').implement({
  description: 'A feature of a plan other than an operation, such as a license. The platform decides what it means.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, for programs: `commercial-license`.' }),
    limit: t.expose('limit', {
      type: 'SafeInt',
      nullable: true,
      description: 'The most of what it gives, such as 10 voices; null: no limit, or nothing to count.',
    }),
  }),
})

const PlanPaymentEnum = builder.enumType('PlanPayment', {
  description:
    'The order of payment and credits in a period of a plan. The platform records payments by markSubscriptionPaid.',
  values: {
    NOT_RECORDED: {
      value: PlanPayment.NOT_RECORDED,
      description: 'Payments are not recorded: a period counts as paid unless markSubscriptionPastDue says otherwise.',
    },
    BEFORE_CREDITS: {
      value: PlanPayment.BEFORE_CREDITS,
      description: 'The credits of a period come with its payment. Until then only what is carried over can be used.',
    },
    AFTER_CREDITS: {
      value: PlanPayment.AFTER_CREDITS,
      description: 'The credits come at once. If the period is not paid in time, those that are left expire.',
    },
  },
})

const TrialEndEnum = builder.enumType('TrialEnd', {
  description: 'The outcomes of a trial.',
  values: {
    RENEW: { value: TrialEnd.RENEW, description: 'The first period, whose payment the plan’s `payment` treats.' },
    LAPSE: { value: TrialEnd.LAPSE, description: 'The subscription lapses. It can be reactivated.' },
  },
})

export const UnusedTimeEnum = builder.enumType('UnusedTimePolicy', {
  description:
    'The uses of paid time that a change leaves unused: an upgrade, or a cancellation at once. Holdfast records what it was worth; the platform pays it back or sets it off.',
  values: {
    NOTHING: { value: UnusedTime.NOTHING, description: 'Nothing: the rest of the period is lost.' },
    CREDIT: { value: UnusedTime.CREDIT, description: 'It is set off against the customer’s next payment.' },
    REFUND: { value: UnusedTime.REFUND, description: 'It is paid back.' },
  },
})

const TrialType = builder.objectRef<Plan & { readonly trialDays: number }>('PlanTrial').implement({
  description: 'The trial of a plan. An organization can have one trial.',
  fields: (t) => ({
    days: t.exposeInt('trialDays', { description: 'The length, in days of the subscription’s time zone.' }),
    credits: t.field({
      type: [AllowanceType],
      description: 'The credits that come for the trial. They expire at its end.',
      resolve: (plan) => creditsOfTrial(plan),
    }),
    end: t.field({
      type: TrialEndEnum,
      description: 'The outcome at its end.',
      resolve: ({ trialEnd }) => trialEnd,
    }),
  }),
})

export const PlanType = builder.objectRef<Plan>('Plan').implement({
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
    features: t.field({
      type: [PlanFeatureType],
      description: 'The features other than operations, in the order of the plan’s document.',
      resolve: (plan) => featuresOf(plan),
    }),
    seats: t.exposeInt('seats', {
      nullable: true,
      description: 'The number of members that the plan includes; null: no limit.',
    }),
    payment: t.field({
      type: PlanPaymentEnum,
      description: 'The order of payment and credits in a period.',
      resolve: ({ payment }) => payment,
    }),
    paymentDays: t.exposeInt('paymentDays', {
      nullable: true,
      description:
        'The days within which a period is to be paid. After that the subscription lapses, or ends if it has never begun. Null: payments are not recorded.',
    }),
    trial: t.field({
      type: TrialType,
      nullable: true,
      description: 'The trial; null: the plan has none.',
      resolve: ({ trialDays, ...plan }) => (trialDays === null ? null : { ...plan, trialDays }),
    }),
    unusedTime: t.field({
      type: UnusedTimeEnum,
      description: 'The use of paid time that a change from this plan leaves unused.',
      resolve: ({ unusedTime }) => unusedTime,
    }),
    selfService: t.exposeBoolean('selfService', {
      description:
        'True if an OWNER or BILLING of the customer may change between this and other such plans, and cancel it at the end of its period.',
    }),
    concurrentTasks: t.exposeInt('concurrentTasks', {
      nullable: true,
      description:
        'The most tasks with credits that can be under way at a time, including those that wait for an approval. An open hold without a task counts as one. Null: any number.',
    }),
    tasksPerMinute: t.exposeInt('tasksPerMinute', {
      nullable: true,
      description:
        'The most tasks that can be submitted within a minute. A hold without a task that is opened counts as one. Null: any number.',
    }),
  }),
})

builder.objectFields(PlanType, (t) => ({
  catalogue: t.field({
    type: CatalogueType,
    nullable: true,
    description: ofCatalogue.catalogue,
    resolve: ({ catalogue }, _args, { app, caller }) =>
      caller?.kind === 'operator' ? (app.priceBook.version.catalogue(catalogue) ?? null) : null,
  }),
  assumed: t.stringList({
    nullable: true,
    description: ofCatalogue.assumed,
    resolve: ({ catalogue, name }, _args, { app, caller }) =>
      caller?.kind === 'operator' ? assumedOf(app.priceBook.version.catalogue(catalogue), `plan ${name}`) : null,
  }),
}))

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

const PlanLimitKindEnum = builder.enumType('PlanLimitKind', {
  description: 'The limits of a plan on tasks. A hold without a task counts as a task.',
  values: {
    CONCURRENT_TASKS: {
      value: 'CONCURRENT_TASKS',
      description: 'The tasks with credits, and the open holds without a task, at a time.',
    },
    TASKS_PER_MINUTE: {
      value: 'TASKS_PER_MINUTE',
      description: 'The tasks that are submitted, and the holds without a task that are opened, within a minute.',
    },
  } as const,
})

export const PlanLimitError = refusalType<PlanLimit>('PLAN_LIMIT', (t) => ({
  limit: t.expose('limit', { type: PlanLimitKindEnum, description: 'The limit that was reached.' }),
  max: t.exposeInt('max', { description: 'The number of tasks and holds that it allows together.' }),
}))
