// Changes of subscriptions: their part of the API.

import { mayAsPlatform } from '../access/roles.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, organizationIdFor } from '../graphql/context.ts'
import {
  CreditsOutOfBoundsError,
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import type { GlobalId } from '../graphql/ids.ts'
import type { OrganizationId } from '../ids.ts'
import { ExternalIdTakenError, externalIdField, metadataField } from '../labels/schema.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { SeatsExceededError } from '../organizations/seats.schema.ts'
import { type NotFound, notFound } from '../refusals.ts'
import type { ChangedBy, NotSelfService, NoUpgrade, SubscriptionExists, TrialUsed } from './commands.ts'
import {
  cancel,
  downgrade,
  markAsPaid,
  markUnpaid,
  pause,
  reactivate,
  resume,
  type SubscriptionAnswer,
  start,
  undo,
  upgrade,
} from './operations.ts'
import type { SubscriptionState } from './rules.ts'
import { SubscriptionNode, SubscriptionStatusEnum } from './schema.ts'

const SubscriptionExistsError = refusalType<SubscriptionExists>('SUBSCRIPTION_EXISTS')

export const SubscriptionStateError = refusalType<SubscriptionState>('SUBSCRIPTION_STATE', (t) => ({
  status: t.expose('status', { type: SubscriptionStatusEnum, description: 'The current state.' }),
  allowed: t.expose('allowed', {
    type: [SubscriptionStatusEnum],
    description: 'The states that allow the request; empty if no change is planned that could be undone.',
  }),
}))

const NotAnUpgradeError = refusalType<NoUpgrade>('NOT_AN_UPGRADE')

const TrialUsedError = refusalType<TrialUsed>('TRIAL_USED')

export const NotSelfServiceError = refusalType<NotSelfService>('NOT_SELF_SERVICE')

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
        'The time from which cycles are counted, in UTC, not in the future: for a customer who has subscribed elsewhere. The present period counts as paid. The credits of the present cycle come in, those of earlier cycles don’t. Null: now.',
    }),
    trial: t.boolean({
      required: true,
      defaultValue: false,
      description: 'True: with the plan’s trial. False: with its first period.',
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

const PauseSubscriptionInput = builder.inputType('PauseSubscriptionInput', {
  description: 'The subscription to pause, and the time at which it goes on.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...subscriberField }),
    resumesAt: t.field({
      type: 'DateTime',
      description: 'The time at which the pause ends by itself, in UTC, in the future; null: when it is resumed.',
    }),
    idempotencyKey: t.string(keyField),
  }),
})

/** Returns the side that asks for a change: the platform with a key that manages subscriptions, or the customer. */
function askedBy({ caller }: Context): ChangedBy {
  return mayAsPlatform(caller, 'GRANT') ? 'PLATFORM' : 'CUSTOMER'
}

/** The scopes of changes that customers can make themselves where the plans allow it. */
const SELF_SERVICE = { $any: { platform: 'GRANT', may: 'changePlan' } } as const

/** Makes a change of a subscription that the caller can see. */
async function changeAsAsked<Input extends { readonly organizationId: GlobalId }, Result>(
  context: Context,
  { organizationId: named, ...input }: Input,
  change: (input: Omit<Input, 'organizationId'> & { organizationId: OrganizationId }, by: ChangedBy) => Promise<Result>,
): Promise<Result | NotFound> {
  const organizationId = organizationIdFor(context, named)
  return organizationId === null ? notFound('organization') : change({ ...input, organizationId }, askedBy(context))
}

const COMMON = [InvalidInputError, NotFoundError, IdempotencyConflictError] as const

builder.mutationFields((t) => ({
  startSubscription: t.field({
    type: resultType('StartSubscriptionResult', success('StartSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionExistsError,
      SeatsExceededError,
      CreditsOutOfBoundsError,
      TrialUsedError,
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
      NotSelfServiceError,
    ]),
    description:
      'Changes to another plan at once, with at least as many credits of each type in a year: a new period begins, and the old cycle’s credits become what the old plan’s upgradePolicy says. For the operator, and for an OWNER or BILLING where the plans are for self-service.',
    authScopes: SELF_SERVICE,
    args: {
      input: t.arg({ type: choiceInput('UpgradeSubscriptionInput'), required: true }),
    },
    resolve: (_root, { input }, context) =>
      changeAsAsked(context, input, (asked, by) => upgrade(context.app, asked, by)),
  }),
  downgradeSubscription: t.field({
    type: resultType('DowngradeSubscriptionResult', success('DowngradeSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionStateError,
      SeatsExceededError,
      NotSelfServiceError,
    ]),
    description:
      'Changes to another plan at the end of the period that is paid; the plan must have a seat for each member, now and then. A planned end stays planned. For the operator, and for an OWNER or BILLING where the plans are for self-service.',
    authScopes: SELF_SERVICE,
    args: {
      input: t.arg({ type: choiceInput('DowngradeSubscriptionInput'), required: true }),
    },
    resolve: (_root, { input }, context) =>
      changeAsAsked(context, input, (asked, by) => downgrade(context.app, asked, by)),
  }),
}))

builder.mutationFields((t) => ({
  markSubscriptionPastDue: t.field({
    type: resultType('MarkSubscriptionPastDueResult', success('MarkSubscriptionPastDueSuccess'), [
      ...COMMON,
      SubscriptionStateError,
    ]),
    description:
      'Records that a payment has failed: the subscription is PAST_DUE. Its credits can be used to the end of the cycle, or of the plan’s `paymentDays`; then it lapses, unless markSubscriptionPaid was called before. For the operator.',
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
      CreditsOutOfBoundsError,
    ]),
    description:
      'Records a payment: of the present period, whose credits come if they wait for it; of the first period of a subscription that is INCOMPLETE or TRIALING, which begins now; or in advance, of the next period of a plan whose payments are recorded. A planned end or downgrade stays planned. Use reactivateSubscription for one that has LAPSED. For the operator.',
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
      NotSelfServiceError,
    ]),
    description:
      'Undoes a change that is planned for the end of the period: the cancellation or the downgrade. The other one stays planned. SubscriptionStateError: the change is not planned. For the operator, and for an OWNER or BILLING where the plans are for self-service.',
    authScopes: SELF_SERVICE,
    args: { input: t.arg({ type: UndoSubscriptionChangeInput, required: true }) },
    resolve: (_root, { input }, context) => changeAsAsked(context, input, (asked, by) => undo(context.app, asked, by)),
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
      NotSelfServiceError,
    ]),
    description:
      'Ends a subscription, now or later. At its end the cycle’s credits expire, and lots that need a subscription are locked until there is another. For the operator, and for an OWNER or BILLING where the plans are for self-service.',
    authScopes: SELF_SERVICE,
    args: { input: t.arg({ type: CancelSubscriptionInput, required: true }) },
    resolve: (_root, { input }, context) =>
      changeAsAsked(context, input, (asked, by) => cancel(context.app, asked, by)),
  }),
}))

builder.mutationFields((t) => ({
  pauseSubscription: t.field({
    type: resultType('PauseSubscriptionResult', success('PauseSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionStateError,
    ]),
    description:
      'Stops the time of an ACTIVE subscription that is paid: its credits, and lots that need a subscription, are locked, and the cycle’s credits don’t expire. When it goes on, the whole days of the pause are added to the cycle and the period. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: PauseSubscriptionInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      pause(app, { ...input, organizationId: organizationId.id }),
  }),
  resumeSubscription: t.field({
    type: resultType('ResumeSubscriptionResult', success('ResumeSubscriptionSuccess'), [
      ...COMMON,
      SubscriptionStateError,
    ]),
    description:
      'Ends a pause now: credits are unlocked, and the cycle has the days left that it had. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: referenceInput('ResumeSubscriptionInput'), required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, { app }) =>
      resume(app, { ...input, organizationId: organizationId.id }),
  }),
}))
