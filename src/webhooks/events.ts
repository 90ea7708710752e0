// The events that organizations and the platform can subscribe to, and the jobs for those that a batch caused. bodies.ts makes the messages.

import type { Batch } from '../engine/batch.ts'
import type { FeedDraft } from '../engine/feed.ts'
import type { QueuedJob } from '../engine/lane.ts'
import type { AlertRow } from '../engine/records.ts'
import type { PlaceInCell } from '../engine/sequencer.ts'
import { tellsStages } from '../facades/callback.ts'
import { carrying, type Traceparent } from '../telemetry/trace.ts'

export const EVENTS = [
  'task.ended',
  'task.approval_needed',
  'balance.low',
  'lot.expiring',
  'budget.reached',
  'credits.purchased',
  'credits.requested',
  'credits.request_ended',
  'credits.refunded',
  'payment.disputed',
  'payment.refunded',
  'payment.updated',
  'payment.failed',
  'top_up.stopped',
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
  CREDITS_REQUESTED: 'credits.requested',
  PAYMENT_FAILED: 'payment.failed',
  TOP_UP_STOPPED: 'top_up.stopped',
}

/** The name of the jobs that make the deliveries of an event. */
export const EVENT_TASK = 'webhook_event'

export interface EventJob {
  readonly organizationId: string
  readonly event: WebhookEvent | typeof STAGE_EVENT
  /** The id of the task, alert, lot, hold, request, subscription or payment. */
  readonly subjectId: string
  /** Distinguishes the events of one subject: the number of a task's state, or the time in milliseconds. */
  readonly sequence: number
  /** The new state of a dispute, or the credits that were refunded of a hold or a purchase until then; null for other events. */
  readonly detail: string | null
  /** For a refund: how many credits it gave back, and why. */
  readonly refund?: { readonly credits: number; readonly reason: string }
  /** The number of the event in the feed; absent: the feed is off, or the event has a place. */
  readonly number?: number
  /** The place of the event in its cell, if there are several and the feed is on. Its number follows from it. */
  readonly place?: PlaceInCell
  /** The task's own URL if the message goes there; null: it goes to endpoints. */
  readonly url: string | null
  /** True if the message there is the callback of a façade. */
  readonly isCallback?: boolean
  /** The span that caused it; absent: nothing is traced. */
  readonly traceparent?: Traceparent
  /** True if it goes to endpoints of the platform; absent: to those of the organization. */
  readonly toPlatform?: boolean
}

/** The jobs for the events of a batch that organizations, or the platform, subscribed to. */
export function outboxOf(batch: Batch): QueuedJob[] {
  const jobs: EventJob[] = []
  const about = (row: object) => ({
    ...(batch.feed ? numbered(batch.feed, row) : {}),
    ...carrying(batch.traceOf(row)),
  })
  const tell = (row: object, job: Omit<EventJob, 'url' | 'event'> & { readonly event: WebhookEvent }) => {
    const { organizationId, event } = job
    if (batch.organization(organizationId)?.webhookEvents.includes(event)) {
      jobs.push({ ...job, url: null, ...about(row) })
    }
    if (batch.priceBook.tellsPlatform(event, organizationId)) {
      jobs.push({ ...job, url: null, ...about(row), toPlatform: true })
    }
  }
  for (const task of batch.taskStates) {
    const { organizationId, id: subjectId, sequence, endedAt, webhookUrl, callback, approval, status } = task
    const job = { organizationId, subjectId, sequence, detail: null }
    if (sequence === 1 && approval === 'PENDING') tell(task, { ...job, event: 'task.approval_needed' })
    if (!endedAt) {
      const isStage = webhookUrl !== null && status === 'RUNNING' && tellsStages(callback)
      if (isStage)
        jobs.push({ ...job, event: STAGE_EVENT, url: webhookUrl, isCallback: true, ...carrying(batch.traceOf(task)) })
      continue
    }
    tell(task, { ...job, event: 'task.ended' })
    if (webhookUrl === null) continue
    jobs.push({ ...job, event: 'task.ended', ...about(task), url: webhookUrl, isCallback: callback !== null })
  }
  for (const alert of batch.alerts) {
    const { organizationId, id: subjectId, kind } = alert
    tell(alert, { organizationId, event: ALERTS[kind], subjectId, sequence: 1, detail: null })
  }
  for (const domainEvent of batch.domainEvents) tell(domainEvent, { ...domainEvent, sequence: batch.now.getTime() })
  return jobs.map((payload) => ({ task: EVENT_TASK, payload: { ...payload } }))
}

/** The number of the event of a row, or its place from which the number follows. */
function numbered(feed: FeedDraft, row: object): Pick<EventJob, 'number' | 'place'> {
  const number = Number(feed.numberOf(row))
  return feed.cell === null ? { number } : { place: { cell: feed.cell, number } }
}

/** The id of a message, the same for each attempt. It has no full stops, because these separate the parts of the signed text. */
export function messageIdOf({ event, subjectId, sequence, detail }: EventJob): string {
  return ['msg', event.replace('.', '_'), subjectId, sequence, detail].filter((part) => part !== null).join('_')
}
