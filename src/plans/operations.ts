// Subscriptions: what the platform calls when its customers buy a plan, change it and leave.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { answer } from '../engine/answer.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import type { CreditsOutOfBounds, Refusal } from '../ledger/refusals.ts'
import type { SeatsExceeded } from '../organizations/seats.ts'
import { field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import {
  cancelSubscription,
  downgradeSubscription,
  markPaid,
  markPastDue,
  type NoUpgrade,
  reactivateSubscription,
  runInCycle,
  type Subscribed,
  type SubscriptionExists,
  startSubscription,
  undoChange,
  upgradeSubscription,
} from './commands.ts'
import type { SubscriptionState } from './rules.ts'

export type SubscriptionAnswer = Subscribed & { readonly replayed: boolean }

type Common = InvalidInput | NotFound | IdempotencyConflict

const Reference = z.object({ organizationId: z.uuid(), idempotencyKey: field.idempotencyKey })
const Choice = Reference.extend({ plan: field.token })
const Undo = Reference.extend({ change: z.enum(['CANCELLATION', 'DOWNGRADE']) })
const Cancellation = Reference.extend({ atPeriodEnd: z.boolean() })

/** Subscribes an organization to a plan from now on. */
export function start(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionExists | SeatsExceeded | CreditsOutOfBounds> {
  return act(app, 'startSubscription', Choice, input, {
    command: ({ organizationId, plan }, key) => startSubscription(organizationId, plan, uuidv7(), key),
  })
}

/** Upgrades to a plan with more credits at once; a new period begins. */
export function upgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds> {
  return act(app, 'upgradeSubscription', Choice, input, {
    command: ({ organizationId, plan }, key) => upgradeSubscription(organizationId, plan, key),
  })
}

/** Changes to another plan at the end of the paid period. */
export function downgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionState | SeatsExceeded> {
  return act(app, 'downgradeSubscription', Choice, input, {
    command: ({ organizationId, plan }, key) => downgradeSubscription(organizationId, plan, key),
  })
}

/** Records that a payment has failed. */
export function markUnpaid(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  return act(app, 'markSubscriptionPastDue', Reference, input, {
    command: ({ organizationId }, key) => markPastDue(organizationId, key),
  })
}

/** Records that a failed payment was made after all, before the cycle's end. */
export function markAsPaid(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  return act(app, 'markSubscriptionPaid', Reference, input, {
    command: ({ organizationId }, key) => markPaid(organizationId, key),
  })
}

/** Undoes a change that is planned for the end of the period. */
export function undo(app: App, input: z.input<typeof Undo>): Promise<SubscriptionAnswer | Common> {
  return act<typeof Undo, NotFound>(app, 'undoSubscriptionChange', Undo, input, {
    command: ({ organizationId, change }, key) => undoChange(organizationId, change, key),
  })
}

/** Starts a lapsed subscription again. */
export function reactivate(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | Common | SubscriptionState | SeatsExceeded | CreditsOutOfBounds> {
  return act(app, 'reactivateSubscription', Reference, input, {
    command: ({ organizationId }, key) => reactivateSubscription(organizationId, key),
  })
}

/** Cancels a subscription, at once or at the end of the paid period. */
export function cancel(
  app: App,
  input: z.input<typeof Cancellation>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  return act(app, 'cancelSubscription', Cancellation, input, {
    command: ({ organizationId, atPeriodEnd }, key) => cancelSubscription(organizationId, atPeriodEnd, key),
  })
}

/** Parses the input and runs the command. */
async function act<Schema extends typeof Reference, Refused extends Refusal>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  how: {
    readonly command: (parameters: z.output<Schema>, key: Idempotency | null) => Command<Subscribed>
  },
): Promise<SubscriptionAnswer | Common | Refused> {
  const parsed = parseInput(schema, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId } = parsed.value
  const outcome = await runInCycle(
    app,
    audited(
      how.command(parsed.value, idempotency(idempotencyKey, name, parameters)),
      name,
      'PlanSubscription',
      parameters,
      (batch) => {
        const before = batch.standing(organizationId)?.subscription
        return before ? { plan: batch.edition.plan(before.planId)?.name, status: before.status } : null
      },
    ),
  )
  return answer<Subscribed, Refused>(outcome, async (id) => ({
    subscription: await app.prisma.subscription.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id } },
    }),
  }))
}
