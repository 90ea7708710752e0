// The bodies of webhook messages, as JSON. Ids are those of the API, credits are numbers, times are UTC, money is in the
// currency's smallest unit.

import type { App } from '../app.ts'
import type { CreditLot, Task, Wallet } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { callbackMessage, callbackOf, type Signing, stagesReached } from '../facades/callback.ts'
import { decodeGlobalId, encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { externalIdsOf } from '../labels/find.ts'
import { subjectOf } from '../labels/label.ts'
import { furtherCosts } from '../ledger/cost.ts'
import { type EventJob, STAGE_EVENT, type WebhookEvent } from './events.ts'

interface Body {
  /** The time of the event. */
  readonly timestamp: Date | null
  readonly data: Readonly<Record<string, unknown>>
}

type Tell = (app: App, job: EventJob) => Promise<Body | null>

const TELL: Readonly<Record<WebhookEvent, Tell>> = {
  'task.ended': tellTask,
  'task.approval_needed': tellWaiting,
  'balance.low': tellAlert,
  'lot.expiring': tellAlert,
  'budget.reached': tellAlert,
  'credits.purchased': tellLot,
  'credits.refunded': tellRefund,
  'credits.requested': tellAlert,
  'credits.request_ended': tellRequest,
  'payment.disputed': tellLot,
  'payment.refunded': tellLot,
  'payment.updated': tellPayment,
  'payment.failed': tellAlert,
  'top_up.stopped': tellAlert,
  'subscription.renewed': tellSubscription,
  'subscription.changed': tellSubscription,
  'webhook.disabled': tellAlert,
}

/** The body of a message, and what a façade signs it with; `signing` null: Standard Webhooks. */
export interface Made {
  /**
   * `previous`: the number of the event of the message that was made before for the same endpoint, null for its first. Undefined:
   * the message goes to no endpoint, or the feed is off.
   */
  readonly bodyAfter: (previous?: number | null) => string
  readonly signing: Signing | null
}

/** Makes the message of an event; null if its subject no longer exists. */
export async function messageOf(app: App, job: EventJob): Promise<Made | null> {
  if (job.event === STAGE_EVENT) return null
  const told = await TELL[job.event](app, job)
  if (!told) return null
  const isOfPlatform = job.organizationId === PLATFORM_ID
  const organizationId = isOfPlatform ? null : encodeGlobalId('Organization', job.organizationId)
  const { event: type, number } = job
  const ids = { organizationId, ...told.data }
  const data = { ...ids, ...(await externalIdsIn(app, ids)) }
  return {
    bodyAfter: (previous) => JSON.stringify({ type, timestamp: told.timestamp, number, previous, data }),
    signing: null,
  }
}

/** The external ids of what a body names, by the fields that name it; nothing if none has one. */
async function externalIdsIn(app: App, ids: Body['data']): Promise<{ externalIds?: Record<string, string> }> {
  const named = Object.entries(ids).flatMap(([field, id]) => {
    const subject = field.endsWith('Id') && typeof id === 'string' ? subjectOf(decodeGlobalId(id)) : null
    return subject ? [{ field, subject }] : []
  })
  const known = await externalIdsOf(
    app,
    named.map(({ subject }) => subject),
  )
  const externalIds = named.flatMap(({ field, subject }) => {
    const externalId = known.get(subject.subjectId)
    return externalId === undefined ? [] : [[field, externalId] as const]
  })
  return externalIds.length === 0 ? {} : { externalIds: Object.fromEntries(externalIds) }
}

/** Makes the callback of the façade that a task was submitted at; null if the task or the callback no longer exists. */
export async function vendorMessage(app: App, job: EventJob, messageId: string): Promise<Made | null> {
  const { organizationId, subjectId: id } = job
  const task = await app.prisma.task.findUnique({ where: { organizationId_id: { organizationId, id } } })
  const callback = task && callbackOf(task)
  const message = callback && (await callbackMessage(app, task, callback, messageId))
  return message && { bodyAfter: () => message.body, signing: message.signing }
}

/** Makes the messages about the stages that a task has reached; none once it has ended. */
export async function stageMessages(
  app: App,
  { organizationId, subjectId: id }: EventJob,
  messageIdOf: (stage: string) => string,
): Promise<{ readonly messageId: string; readonly body: string; readonly signing: Signing }[]> {
  const task = await app.prisma.task.findUnique({ where: { organizationId_id: { organizationId, id } } })
  const callback = task && callbackOf(task)
  if (!callback || task.endedAt !== null) return []
  return stagesReached(app, task, callback, messageIdOf)
}

async function tellTask(app: App, { organizationId, subjectId: id }: EventJob): Promise<Body | null> {
  const where = { organizationId_id: { organizationId, id } }
  const task = await app.prisma.task.findUnique({ where, include: { hold: true } })
  if (!task) return null
  const { status, model, operation, credits, tags, result, failureReason, createdAt, endedAt, memberId } = task
  const further = await furtherPaid(app, task)
  return {
    timestamp: endedAt,
    data: {
      taskId: encodeGlobalId('Task', tenantId(task)),
      memberId: idOf('Member', organizationId, memberId),
      status,
      model,
      operation,
      tags,
      credits: Number(credits),
      // A task that costs nothing has no hold.
      spent: Number(task.hold?.spent ?? 0n),
      released: Number(task.hold?.released ?? 0n),
      ...further,
      result,
      failureReason,
      createdAt,
    },
  }
}

/** The costs of a task in further credit types, and what was spent and released of them; nothing if it has none. */
async function furtherPaid({ prisma }: App, { organizationId, furtherCosts: stored }: Task) {
  if (stored === null) return {}
  const costs = furtherCosts(stored)
  const ids = costs.flatMap(({ holdId }) => holdId ?? [])
  const holds = await prisma.hold.findMany({ where: { organizationId, id: { in: ids } } })
  return {
    furtherCosts: costs.map(({ creditType, credits, holdId }) => {
      const hold = holds.find(({ id }) => id === holdId)
      return { creditType, credits, spent: Number(hold?.spent ?? 0n), released: Number(hold?.released ?? 0n) }
    }),
  }
}

async function tellWaiting(app: App, { organizationId, subjectId: id }: EventJob): Promise<Body | null> {
  const task = await app.prisma.task.findUnique({ where: { organizationId_id: { organizationId, id } } })
  if (!task) return null
  const { model, operation, tags, credits, approval, deadlineAt, createdAt, memberId } = task
  const further = furtherCosts(task.furtherCosts)
  return {
    timestamp: createdAt,
    data: {
      taskId: encodeGlobalId('Task', tenantId(task)),
      memberId: idOf('Member', organizationId, memberId),
      model,
      operation,
      tags,
      credits: Number(credits),
      ...(further.length > 0
        ? { furtherCosts: further.map((cost) => ({ creditType: cost.creditType, credits: cost.credits })) }
        : {}),
      approval,
      deadlineAt,
    },
  }
}

async function tellAlert(app: App, { organizationId, subjectId: id }: EventJob): Promise<Body | null> {
  const where = { organizationId_id: { organizationId, id } }
  const alert = await app.prisma.alert.findUnique({ where, include: { wallet: true, lot: true } })
  if (!alert) return null
  const {
    kind,
    budgetId,
    endpointId,
    requestId,
    paymentId,
    threshold,
    credits,
    message,
    createdAt,
    wallet,
    lot,
    lostAt,
  } = alert
  return {
    timestamp: createdAt,
    data: {
      alertId: encodeGlobalId('Alert', tenantId(alert)),
      kind,
      message,
      threshold,
      credits: credits === null ? null : Number(credits),
      budgetId: idOf('Budget', organizationId, budgetId),
      ...(endpointId ? { endpointId: idOf('WebhookEndpoint', organizationId, endpointId) } : {}),
      ...(requestId ? { creditRequestId: idOf('CreditRequest', organizationId, requestId) } : {}),
      ...(paymentId ? { paymentId: idOf('Payment', organizationId, paymentId) } : {}),
      ...(wallet ? whose(wallet) : {}),
      ...(lot ? { lotId: encodeGlobalId('CreditLot', tenantId(lot)), expiresAt: lot.expiresAt } : {}),
      ...(lostAt ? { lostAt } : {}),
    },
  }
}

async function tellLot(
  app: App,
  { event, organizationId, subjectId: id, sequence, detail, refund }: EventJob,
): Promise<Body | null> {
  const where = { organizationId_id: { organizationId, id } }
  const lot = await app.prisma.creditLot.findUnique({ where, include: { wallet: true } })
  if (!lot) return null
  return {
    timestamp: new Date(sequence),
    data: {
      lotId: encodeGlobalId('CreditLot', tenantId(lot)),
      ...whose(lot.wallet),
      ...(event === 'payment.disputed' ? { dispute: detail } : {}),
      ...(refund ? { refunded: refund.credits, reason: refund.reason } : {}),
      kind: lot.kind,
      credits: Number(lot.granted),
      paid: paidFor(lot),
      source: lot.source,
      expiresAt: lot.expiresAt,
    },
  }
}

async function tellRefund(
  app: App,
  { organizationId, subjectId: id, sequence, detail, refund }: EventJob,
): Promise<Body | null> {
  const where = { organizationId_id: { organizationId, id } }
  const hold = await app.prisma.hold.findUnique({ where, include: { wallet: true } })
  if (!hold) return null
  return {
    timestamp: new Date(sequence),
    data: {
      holdId: encodeGlobalId('Hold', tenantId(hold)),
      taskId: idOf('Task', organizationId, hold.taskId),
      ...whose(hold.wallet),
      ...refund,
      refunded: Number(detail),
      spent: Number(hold.spent),
    },
  }
}

async function tellRequest(
  app: App,
  { organizationId, subjectId: id, sequence, detail }: EventJob,
): Promise<Body | null> {
  const where = { organizationId_id: { organizationId, id } }
  const request = await app.prisma.creditRequest.findUnique({ where })
  if (!request) return null
  const { memberId, creditType, credits, reason, note, form, granted, until, budgetId } = request
  return {
    timestamp: new Date(sequence),
    data: {
      creditRequestId: idOf('CreditRequest', organizationId, id),
      memberId: idOf('Member', organizationId, memberId),
      outcome: detail,
      creditType,
      credits: Number(credits),
      reason,
      note,
      form,
      granted: granted === null ? null : Number(granted),
      until,
      budgetId: idOf('Budget', organizationId, budgetId),
      taskId: idOf('Task', organizationId, request.submittedId ?? request.taskId),
    },
  }
}

async function tellSubscription(app: App, { organizationId, subjectId: id, sequence }: EventJob): Promise<Body | null> {
  const where = { organizationId_id: { organizationId, id } }
  const subscription = await app.prisma.subscription.findUnique({ where, include: { plan: true } })
  if (!subscription) return null
  const { plan, status, cycle, cycleStart, cycleEnd, periodEnd, cancelAtPeriodEnd } = subscription
  return {
    timestamp: new Date(sequence),
    data: {
      subscriptionId: encodeGlobalId('PlanSubscription', tenantId(subscription)),
      plan: plan.name,
      status,
      cycle,
      cycleStart,
      cycleEnd,
      periodEnd,
      cancelAtPeriodEnd,
    },
  }
}

async function tellPayment(app: App, { organizationId, subjectId: id, sequence }: EventJob): Promise<Body | null> {
  const payment = await app.prisma.payment.findUnique({ where: { organizationId_id: { organizationId, id } } })
  if (!payment) return null
  const { provider, status, amount, tax, received, refunded, currency, dispute, problem, problemText } = payment
  const { reference, memberId, title, settledAt } = payment
  return {
    timestamp: new Date(sequence),
    data: {
      paymentId: encodeGlobalId('Payment', tenantId(payment)),
      memberId: idOf('Member', organizationId, memberId),
      ...{ provider, reference, status, title, currency },
      ...{ amount: Number(amount), tax: Number(tax), received: Number(received), refunded: Number(refunded) },
      ...{ dispute, problem, problemText, settledAt },
    },
  }
}

/** The wallet, its member (null: the pool) and its credit type. */
function whose(wallet: Wallet) {
  const { organizationId, holderId, creditType } = wallet
  return {
    walletId: encodeGlobalId('Wallet', tenantId(wallet)),
    memberId: idOf('Member', organizationId, holderId === organizationId ? null : holderId),
    creditType,
  }
}

function paidFor({ costAmount, currency }: CreditLot) {
  return costAmount === null ? null : { amount: Number(costAmount), currency }
}

function idOf(
  type: 'Member' | 'Task' | 'Budget' | 'WebhookEndpoint' | 'CreditRequest' | 'Payment',
  organizationId: string,
  id: string | null,
): string | null {
  return id === null ? null : encodeGlobalId(type, tenantId({ organizationId, id }))
}
