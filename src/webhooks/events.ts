// The events that organizations can subscribe to, and the jobs for those that a batch caused. bodies.ts makes the messages.

import type { Batch } from '../engine/batch.ts'
import type { QueuedJob } from '../engine/lane.ts'
import type { AlertRow } from '../engine/records.ts'
import { tellsStages } from '../facades/callback.ts'

export const EVENTS = [
  'task.ended',
  'task.approval_needed',
  'balance.low',
  'lot.expiring',
  'budget.reached',
  'credits.purchased',
  'credits.refunded',
  'payment.disputed',
  'payment.refunded',
  'subscription.renewed',
  'subscription.changed',
  'webhook.disabled',
] as const

export type WebhookEvent = (typeof EVENTS)[number]

/** A state of a task before its end, which the callbacks of a façade may tell about. No endpoint receives it. */
export const STAGE_EVENT = 'task.stage'

/** The event of each kind of alert. */
const ALERTS: Readonly<Record<AlertRow['kind'], WebhookEvent>> = {
  BALANCE_LOW: 'balance.low',
  LOT_EXPIRING: 'lot.expiring',
  BUDGET_THRESHOLD: 'budget.reached',
  WEBHOOK_DISABLED: 'webhook.disabled',
}

/** The name of the jobs that make the deliveries of an event. */
export const EVENT_TASK = 'webhook_event'

export interface EventJob {
  readonly organizationId: string
  readonly event: WebhookEvent | typeof STAGE_EVENT
  /** The id of the task, alert, lot, hold or subscription. */
  readonly subjectId: string
  /** Distinguishes the events of one subject: the number of a task's state, or the time in milliseconds. */
  readonly sequence: number
  /** The new state of a dispute, or the credits that were refunded of a hold or a purchase until then; null for other events. */
  readonly detail: string | null
  /** For a refund: how many credits it gave back, and why. */
  readonly refund?: { readonly credits: number; readonly reason: string }
  /** The number of the event in the feed; absent: the feed is off. */
  readonly number?: number
  /** The task's own URL if the message goes there; null: it goes to endpoints. */
  readonly url: string | null
  /** True if the message there is the callback of a façade. */
  readonly isCallback?: boolean
}

/** The jobs for the events of a batch that organizations subscribed to. */
export function outboxOf(batch: Batch): QueuedJob[] {
  const wants = (organizationId: string, event: WebhookEvent) =>
    batch.organization(organizationId)?.webhookEvents.includes(event) === true
  const numberOf = (row: object) => (batch.feed ? { number: Number(batch.feed.numberOf(row)) } : {})
  const jobs: EventJob[] = []
  for (const task of batch.taskStates) {
    const { organizationId, id: subjectId, sequence, endedAt, webhookUrl, callback, approval, status } = task
    const event = 'task.approval_needed'
    if (sequence === 1 && approval === 'PENDING' && wants(organizationId, event)) {
      jobs.push({ organizationId, event, subjectId, sequence, detail: null, url: null, ...numberOf(task) })
    }
    if (!endedAt) {
      const event = STAGE_EVENT
      if (webhookUrl !== null && status === 'RUNNING' && tellsStages(callback)) {
        jobs.push({ organizationId, event, subjectId, sequence, detail: null, url: webhookUrl, isCallback: true })
      }
      continue
    }
    const job = { organizationId, event: 'task.ended' as const, subjectId, sequence, detail: null, ...numberOf(task) }
    if (wants(organizationId, job.event)) jobs.push({ ...job, url: null })
    if (webhookUrl !== null) jobs.push({ ...job, url: webhookUrl, isCallback: callback !== null })
  }
  for (const alert of batch.alerts) {
    const { organizationId, id: subjectId, kind } = alert
    const event = ALERTS[kind]
    if (wants(organizationId, event)) {
      jobs.push({ organizationId, event, subjectId, sequence: 1, detail: null, url: null, ...numberOf(alert) })
    }
  }
  for (const domainEvent of batch.domainEvents) {
    if (!wants(domainEvent.organizationId, domainEvent.event)) continue
    jobs.push({ ...domainEvent, sequence: batch.now.getTime(), url: null, ...numberOf(domainEvent) })
  }
  return jobs.map((payload) => ({ task: EVENT_TASK, payload: { ...payload } }))
}

/** The id of a message, the same for each attempt. It has no full stops, because these separate the parts of the signed text. */
export function messageIdOf({ event, subjectId, sequence, detail }: EventJob): string {
  return ['msg', event.replace('.', '_'), subjectId, sequence, detail].filter((part) => part !== null).join('_')
}
