// Subscriptions: what the platform calls when its customers buy a plan, change it and leave.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { rowOf } from '../database/row.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { uuidOf } from '../ids.ts'
import { type ExternalIdTaken, labeled, labelInput } from '../labels/label.ts'
import type { CreditsOutOfBounds, Refusal } from '../ledger/refusals.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import type { SeatsExceeded } from '../organizations/seats.ts'
import { field } from '../refusals.ts'
import {
  type ChangedBy,
  cancelSubscription,
  downgradeSubscription,
  markPaid,
  markPastDue,
  type NotSelfService,
  type NoUpgrade,
  pauseSubscription,
  reactivateSubscription,
  resumeSubscription,
  type Subscribed,
  type SubscriptionExists,
  startSubscription,
  type TrialUsed,
  undoChange,
  upgradeSubscription,
} from './commands.ts'
import type { SubscriptionState } from './rules.ts'

export type SubscriptionAnswer = Answer<Subscribed>

const Reference = z.object({ organizationId: uuidOf.organization, idempotencyKey: field.idempotencyKey })
const Choice = Reference.extend({ plan: field.token })
const Start = Choice.extend({ startsAt: z.date().nullish(), trial: z.boolean().default(false), ...labelInput })
const Pause = Reference.extend({ resumesAt: z.date().nullish() })
const Undo = Reference.extend({ change: z.enum(['CANCELLATION', 'DOWNGRADE']) })
const Cancellation = Reference.extend({ atPeriodEnd: z.boolean() })

/** Subscribes an organization to a plan, from now on or from an instant in the past. */
export function start(
  app: App,
  input: z.input<typeof Start>,
): Promise<
  | SubscriptionAnswer
  | CommonRefusal
  | SubscriptionExists
  | SeatsExceeded
  | CreditsOutOfBounds
  | TrialUsed
  | ExternalIdTaken
> {
  return act(
    app,
    'startSubscription',
    Start,
    input,
    ({ organizationId, plan, startsAt = null, trial, ...label }, key) =>
      labeled(
        startSubscription(organizationId, { plan, startsAt, trial, subscriptionId: uuidv7() }, key),
        'SUBSCRIPTION',
        label,
      ),
  )
}

/** Upgrades to another plan with at least as many credits at once; a new period begins. */
export function upgrade(
  app: App,
  input: z.input<typeof Choice>,
  by: ChangedBy,
): Promise<
  | SubscriptionAnswer
  | CommonRefusal
  | SubscriptionState
  | NoUpgrade
  | SeatsExceeded
  | CreditsOutOfBounds
  | NotSelfService
> {
  return act(app, 'upgradeSubscription', Choice, input, ({ organizationId, plan }, key) =>
    upgradeSubscription(organizationId, { plan, by }, key),
  )
}

/** Changes to another plan at the end of the paid period. */
export function downgrade(
  app: App,
  input: z.input<typeof Choice>,
  by: ChangedBy,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState | SeatsExceeded | NotSelfService> {
  return act(app, 'downgradeSubscription', Choice, input, ({ organizationId, plan }, key) =>
    downgradeSubscription(organizationId, { plan, by }, key),
  )
}

/** Records that a payment has failed. */
export function markUnpaid(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState> {
  return act(app, 'markSubscriptionPastDue', Reference, input, ({ organizationId }, key) =>
    markPastDue(organizationId, key),
  )
}

/** Records a payment: of the present period, of the first one, or of the next in advance. */
export function markAsPaid(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState | CreditsOutOfBounds> {
  return act(app, 'markSubscriptionPaid', Reference, input, ({ organizationId }, key) => markPaid(organizationId, key))
}

/** Undoes a change that is planned for the end of the period. */
export function undo(
  app: App,
  input: z.input<typeof Undo>,
  by: ChangedBy,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState | NotSelfService> {
  return act(app, 'undoSubscriptionChange', Undo, input, ({ organizationId, change }, key) =>
    undoChange(organizationId, { change, by }, key),
  )
}

/** Stops the time of a subscription. */
export function pause(
  app: App,
  input: z.input<typeof Pause>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState> {
  return act(app, 'pauseSubscription', Pause, input, ({ organizationId, resumesAt = null }, key) =>
    pauseSubscription(organizationId, resumesAt, key),
  )
}

/** Ends a pause. */
export function resume(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState> {
  return act(app, 'resumeSubscription', Reference, input, ({ organizationId }, key) =>
    resumeSubscription(organizationId, key),
  )
}

/** Starts a lapsed subscription again. */
export function reactivate(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState | SeatsExceeded | CreditsOutOfBounds> {
  return act(app, 'reactivateSubscription', Reference, input, ({ organizationId }, key) =>
    reactivateSubscription(organizationId, key),
  )
}

/** Cancels a subscription, at once or at the end of the paid period. */
export function cancel(
  app: App,
  input: z.input<typeof Cancellation>,
  by: ChangedBy,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState | NotSelfService> {
  return act(app, 'cancelSubscription', Cancellation, input, ({ organizationId, atPeriodEnd }, key) =>
    cancelSubscription(organizationId, { atPeriodEnd, by }, key),
  )
}

function act<Schema extends typeof Reference, Refused extends Refusal>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  commandOf: (parameters: Parameters<Schema>, key: Idempotency | null) => Command<Subscribed, Refused>,
): Promise<SubscriptionAnswer | CommonRefusal | Refused> {
  return operate<Schema, Subscribed, CommonRefusal | Refused>({
    name,
    schema,
    input,
    run: (parameters, key) => {
      const before = (batch: Batch) => {
        const subscription = batch.organization(parameters.organizationId)?.subscription
        if (!subscription) return null
        return { plan: batch.priceBook.plan(subscription.planId)?.name, status: subscription.status }
      }
      return app.lane.run(audited(commandOf(parameters, key), name, 'PlanSubscription', parameters, before))
    },
    find: async (id, { organizationId }) => ({
      subscription: await rowOf(app.prisma.subscription, organizationId, id),
    }),
  })
}
