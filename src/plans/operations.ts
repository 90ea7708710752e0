// Subscribing organizations to plans: what the platform does when its customers buy, change and leave.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { answer } from '../engine/answer.ts'
import type { Command, IdempotencyConflict } from '../engine/command.ts'
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

export type SubscriptionAnswer = Subscribed & { readonly replayed: boolean }

type Common = InvalidInput | NotFound | IdempotencyConflict

const Reference = z.object({ organizationId: z.uuid(), idempotencyKey: field.idempotencyKey })
const Choice = Reference.extend({ plan: field.token })
const Cancellation = Reference.extend({ atPeriodEnd: z.boolean() })

export interface SeatsExceeded extends Refusal {
  readonly code: 'SEATS_EXCEEDED'
  readonly seats: number
  readonly members: number
}

/** Subscribes an organization to a plan, from now on. */
export async function start(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionExists | SeatsExceeded | CreditsOutOfBounds> {
  const parsed = parseInput(Choice, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, plan } = parsed.value
  const refusal = await refuseSeats(app, organizationId, plan)
  if (refusal) return refusal
  return run(app, 'startSubscription', parsed.value, (key) => startSubscription(organizationId, plan, uuidv7(), key))
}

/** Changes to a plan with more credits at once; a new period begins. */
export async function upgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionState | NoUpgrade | SeatsExceeded | CreditsOutOfBounds> {
  const parsed = parseInput(Choice, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, plan } = parsed.value
  const refusal = await refuseSeats(app, organizationId, plan)
  if (refusal) return refusal
  return run(app, 'upgradeSubscription', parsed.value, (key) => upgradeSubscription(organizationId, plan, key))
}

/** Changes to another plan at the end of the period that is paid. */
export async function downgrade(
  app: App,
  input: z.input<typeof Choice>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  const parsed = parseInput(Choice, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, plan } = parsed.value
  return run(app, 'downgradeSubscription', parsed.value, (key) => downgradeSubscription(organizationId, plan, key))
}

/** Says that a payment has failed. */
export async function markUnpaid(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  const parsed = parseInput(Reference, input)
  if (!parsed.ok) return parsed.refusal
  return run(app, 'markSubscriptionPastDue', parsed.value, (key) => markPastDue(parsed.value.organizationId, key))
}

/** Goes on with a subscription that was to end, was not paid, or has lapsed. */
export async function reactivate(
  app: App,
  input: z.input<typeof Reference>,
): Promise<SubscriptionAnswer | Common | SubscriptionState | CreditsOutOfBounds> {
  const parsed = parseInput(Reference, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId } = parsed.value
  return run(app, 'reactivateSubscription', parsed.value, (key) => reactivateSubscription(organizationId, key))
}

/** Ends a subscription, at once or with the period that is paid. */
export async function cancel(
  app: App,
  input: z.input<typeof Cancellation>,
): Promise<SubscriptionAnswer | Common | SubscriptionState> {
  const parsed = parseInput(Cancellation, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, atPeriodEnd } = parsed.value
  return run(app, 'cancelSubscription', parsed.value, (key) => cancelSubscription(organizationId, atPeriodEnd, key))
}

async function run<Refused extends Refusal>(
  app: App,
  name: string,
  { idempotencyKey, ...parameters }: z.output<typeof Reference>,
  command: (key: ReturnType<typeof idempotency>) => Command<Subscribed>,
): Promise<SubscriptionAnswer | Refused> {
  const { organizationId } = parameters
  const outcome = await app.lane.run(command(idempotency(idempotencyKey, name, parameters)))
  return answer<Subscribed, Refused>(outcome, async (id) => ({
    subscription: await app.prisma.subscription.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id } },
    }),
  }))
}

async function refuseSeats(
  app: App,
  organizationId: string,
  planName: string,
): Promise<SeatsExceeded | NotFound | null> {
  await app.refreshPriceBook()
  const plan = app.priceBook.edition.planNamed(planName)
  if (!plan) return notFound('plan')
  const members = await app.prisma.member.count({ where: { organizationId } })
  if (plan.seats === null || members <= plan.seats) return null
  const message = `The plan ${plan.name} has ${plan.seats} seats, and the organization has ${members} members.`
  return { code: 'SEATS_EXCEEDED', message, seats: plan.seats, members }
}
