// What organizations can be told of, and what they are told.

import type { App } from '../app.ts'
import type { Batch } from '../engine/batch.ts'
import type { QueuedJob } from '../engine/lane.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'

export const EVENTS = ['task.ended', 'alert.raised', 'subscription.changed'] as const

export type WebhookEvent = (typeof EVENTS)[number]

/** The queue's task that makes deliveries of an event. */
export const EVENT_TASK = 'webhook_event'

export interface EventJob {
  readonly organizationId: string
  readonly event: WebhookEvent
  /** Of the task, alert or subscription. */
  readonly subjectId: string
  /** Which of its states, where it has several. */
  readonly sequence: number
}

/** What a batch has brought about that somebody wants to hear of. */
export function outboxOf(batch: Batch): QueuedJob[] {
  const wants = (organizationId: string, event: WebhookEvent) =>
    batch.standing(organizationId)?.webhookEvents.includes(event) === true
  const jobs: EventJob[] = []
  for (const { organizationId, id, sequence, endedAt } of batch.taskStates) {
    if (endedAt && wants(organizationId, 'task.ended')) {
      jobs.push({ organizationId, event: 'task.ended', subjectId: id, sequence })
    }
  }
  for (const { organizationId, id } of batch.alerts) {
    if (wants(organizationId, 'alert.raised')) {
      jobs.push({ organizationId, event: 'alert.raised', subjectId: id, sequence: 1 })
    }
  }
  for (const { organizationId, id } of batch.changedSubscriptions.values()) {
    if (wants(organizationId, 'subscription.changed')) {
      jobs.push({ organizationId, event: 'subscription.changed', subjectId: id, sequence: batch.now.getTime() })
    }
  }
  return jobs.map((payload) => ({ task: EVENT_TASK, payload: { ...payload } }))
}

/** The same for the same event, however often it is worked on. */
export function messageIdOf({ subjectId, sequence }: EventJob): string {
  return `msg_${subjectId}_${sequence}`
}

/** What is sent, as JSON. Ids are those of the API, credits are numbers, times are UTC. Null when it is nowhere. */
export async function bodyOf(
  app: App,
  { organizationId, event, subjectId, sequence }: EventJob,
): Promise<string | null> {
  const where = { organizationId_id: { organizationId, id: subjectId } }
  const organization = encodeGlobalId('Organization', organizationId)
  if (event === 'task.ended') {
    const task = await app.prisma.task.findUnique({ where })
    if (!task) return null
    const { status, model, operation, credits, result, failureReason, createdAt, endedAt, memberId } = task
    return JSON.stringify({
      type: event,
      timestamp: endedAt?.toISOString(),
      data: {
        organizationId: organization,
        taskId: encodeGlobalId('Task', tenantId(task)),
        memberId: memberId && encodeGlobalId('Member', tenantId({ organizationId, id: memberId })),
        ...{ status, model, operation, credits: Number(credits), result, failureReason },
        createdAt: createdAt.toISOString(),
      },
    })
  }
  if (event === 'subscription.changed') {
    const subscription = await app.prisma.subscription.findUnique({ where, include: { plan: true } })
    if (!subscription) return null
    const { plan, status, cycle, cycleStart, cycleEnd, periodEnd, cancelAtPeriodEnd } = subscription
    return JSON.stringify({
      type: event,
      timestamp: new Date(sequence).toISOString(),
      data: {
        organizationId: organization,
        subscriptionId: encodeGlobalId('PlanSubscription', tenantId(subscription)),
        ...{ plan: plan.name, status, cycle, cycleStart, cycleEnd, periodEnd, cancelAtPeriodEnd },
      },
    })
  }
  const alert = await app.prisma.alert.findUnique({ where })
  if (!alert) return null
  const { kind, budgetId, threshold, message, createdAt } = alert
  return JSON.stringify({
    type: event,
    timestamp: createdAt.toISOString(),
    data: {
      organizationId: organization,
      alertId: encodeGlobalId('Alert', tenantId(alert)),
      budgetId: budgetId && encodeGlobalId('Budget', tenantId({ organizationId, id: budgetId })),
      ...{ kind, threshold, message },
    },
  })
}
