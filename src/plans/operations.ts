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
  cancelSubscription,
  downgradeSubscription,
  markPaid,
  markPastDue,
  type NoUpgrade,
  reactivateSubscription,
  type Subscribed,
  type SubscriptionExists,
  startSubscription,
  undoChange,
  upgradeSubscription,
} from './commands.ts'
import type { SubscriptionState } from './rules.ts'

export type SubscriptionAnswer = Answer<Subscribed>

const Reference = z.object({ organizationId: uuidOf.organization, idempotencyKey: field.idempotencyKey })
const Choice = Reference.extend({ plan: field.token })
const Start = Choice.extend({ startsAt: z.date().nullish(), ...labelInput })
const Undo = Reference.extend({ change: z.enum(['CANCELLATION', 'DOWNGRADE']) })
const Cancellation = Reference.extend({ atPeriodEnd: z.boolean() })

/** Subscribes an organization to a plan, from now on or from an instant in the past. */
export function start(
  app: App,
  input: z.input<typeof Start>,
): Promise<
  SubscriptionAnswer | CommonRefusal | SubscriptionExists | SeatsExceeded | CreditsOutOfBounds | ExternalIdTaken
> {
  return act(app, 'startSubscription', Start, input, ({ organizationId, plan, startsAt = null, ...label }, key) =>
    labeled(
      startSubscription(organizationId, { plan, startsAt, subscriptionId: uuidv7() }, key),
      'SUBSCRIPTION',
      label,
    ),
  )
}

/** Upgrades to another plan with at least as many credits at once; a new period begins. */
export function upgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds> {
  return act(app, 'upgradeSubscription', Choice, input, ({ organizationId, plan }, key) =>
    upgradeSubscription(organizationId, plan, key),
  )
}

/** Changes to another plan at the end of the paid period. */
export function downgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState | SeatsExceeded> {
  return act(app, 'downgradeSubscription', Choice, input, ({ organizationId, plan }, key) =>
    downgradeSubscription(organizationId, plan, key),
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

/** Records that a failed payment was made after all, before the cycle's end. */
export function markAsPaid(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState> {
  return act(app, 'markSubscriptionPaid', Reference, input, ({ organizationId }, key) => markPaid(organizationId, key))
}

/** Undoes a change that is planned for the end of the period. */
export function undo(
  app: App,
  input: z.input<typeof Undo>,
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState> {
  return act(app, 'undoSubscriptionChange', Undo, input, ({ organizationId, change }, key) =>
    undoChange(organizationId, change, key),
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
): Promise<SubscriptionAnswer | CommonRefusal | SubscriptionState> {
  return act(app, 'cancelSubscription', Cancellation, input, ({ organizationId, atPeriodEnd }, key) =>
    cancelSubscription(organizationId, atPeriodEnd, key),
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
