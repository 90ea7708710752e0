// Subscribing organizations to plans: what the platform does when its customers buy, change and leave.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { answer } from '../engine/answer.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import type { CreditsOutOfBounds, Refusal } from '../ledger/refusals.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import {
  cancelSubscription,
  downgradeSubscription,
  markPastDue,
  type NoUpgrade,
  reactivateSubscription,
  type Subscribed,
  type SubscriptionExists,
  startSubscription,
  upgradeSubscription,
} from './commands.ts'
import type { SubscriptionState } from './rules.ts'
import { runInCycle } from './runInCycle.ts'
import { refuseSeats, type SeatsExceeded } from './seats.ts'

export type SubscriptionAnswer = Subscribed & { readonly replayed: boolean }

type Common = InvalidInput | NotFound | IdempotencyConflict

const Reference = z.object({ organizationId: z.uuid(), idempotencyKey: field.idempotencyKey })
const Choice = Reference.extend({ plan: field.token })
const Cancellation = Reference.extend({ atPeriodEnd: z.boolean() })

/** Subscribes an organization to a plan, from now on. */
export function start(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionExists | SeatsExceeded | CreditsOutOfBounds> {
  return act(app, 'startSubscription', Choice, input, {
    refuse: ({ organizationId, plan }) => refusePlan(app, organizationId, plan),
    command: ({ organizationId, plan }, key) => startSubscription(organizationId, plan, uuidv7(), key),
  })
}

/** Changes to a plan with more credits at once; a new period begins. */
export function upgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds> {
  return act(app, 'upgradeSubscription', Choice, input, {
    refuse: ({ organizationId, plan }) => refusePlan(app, organizationId, plan),
    command: ({ organizationId, plan }, key) => upgradeSubscription(organizationId, plan, key),
  })
}

/** Changes to another plan at the end of the period that is paid. */
export function downgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  return act(app, 'downgradeSubscription', Choice, input, {
    command: ({ organizationId, plan }, key) => downgradeSubscription(organizationId, plan, key),
  })
}

/** Says that a payment has failed. */
export function markUnpaid(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  return act(app, 'markSubscriptionPastDue', Reference, input, {
    command: ({ organizationId }, key) => markPastDue(organizationId, key),
  })
}

/** Goes on with a subscription that was to end, was not paid, or has lapsed. */
export function reactivate(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | Common | SubscriptionState | CreditsOutOfBounds> {
  return act(app, 'reactivateSubscription', Reference, input, {
    command: ({ organizationId }, key) => reactivateSubscription(organizationId, key),
  })
}

/** Ends a subscription, at once or with the period that is paid. */
export function cancel(
  app: App,
  input: z.input<typeof Cancellation>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  return act(app, 'cancelSubscription', Cancellation, input, {
    command: ({ organizationId, atPeriodEnd }, key) => cancelSubscription(organizationId, atPeriodEnd, key),
  })
}

/** Checks what was sent, and has the lane decide it. */
async function act<Schema extends typeof Reference, Refused extends Refusal>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  how: {
    /** Why it can't even be tried; null if it can. */
    readonly refuse?: (parameters: z.output<Schema>) => Promise<Refused | NotFound | null>
    readonly command: (parameters: z.output<Schema>, key: Idempotency | null) => Command<Subscribed>
  },
): Promise<SubscriptionAnswer | Common | Refused> {
  const parsed = parseInput(schema, input)
  if (!parsed.ok) return parsed.refusal
  const refusal = await how.refuse?.(parsed.value)
  if (refusal) return refusal
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

async function refusePlan(
  app: App,
  organizationId: string,
  planName: string,
): Promise<SeatsExceeded | NotFound | null> {
  await app.refreshPriceBook()
  const plan = app.priceBook.edition.planNamed(planName)
  if (!plan) return notFound('plan')
  return refuseSeats(plan, await app.prisma.member.count({ where: { organizationId, removedAt: null } }))
}
