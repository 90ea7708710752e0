// Deliveries: each message to each endpoint that wants it, or to a task's own URL, tried again for a day. Making them and
// sending them are jobs of the queue.
//
// Who never answers holds up nobody else: of what a process sends at a time each endpoint may have a share, and each
// organization, and some of its jobs are left to the making of deliveries.

import type { JobHelpers, TaskList } from 'graphile-worker'
import { v5 as uuidv5 } from 'uuid'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import type { Prisma, WebhookDelivery, WebhookEndpoint } from '../database/generated/client/client.ts'
import { bodyOf } from './bodies.ts'
import { EVENT_TASK, type EventJob, messageIdOf } from './events.ts'
import { signingNow } from './secrets.ts'
import { type Message, send } from './send.ts'

const DELIVERY_TASK = 'webhook_delivery'
/** e + e² + … + e¹⁰ seconds are nine and a half hours; three more of e¹⁰ make it a day. */
const ATTEMPTS_MAX = 14
/** For a process that was killed in the last attempt, before it had written what came of it: another one makes it again. */
const ATTEMPTS_SPARE = 3
const GONE = 410
/** How many jobs a process does at a time; how many of them are deliveries; and of these of one organization, and to one endpoint. */
export const JOBS_AT_ONCE = 20
const DELIVERIES_AT_ONCE = 16
const DELIVERIES_PER_ORGANIZATION = 6
const DELIVERIES_PER_ENDPOINT = 2

interface DeliveryJob {
  readonly organizationId: string
  readonly deliveryId: string
}

/** What the queue does for webhooks. */
export function webhookTasks(app: App, allowPrivate: boolean): TaskList {
  return {
    [EVENT_TASK]: (payload) => fanOut(app, payload as EventJob),
    [DELIVERY_TASK]: (payload, helpers) => deliver(app, payload as DeliveryJob, helpers, allowPrivate),
  }
}

/** Marks the queue's jobs that wait for somebody's answer. The URLs of an organization's tasks count as one endpoint. */
function flagsOf({ organizationId, endpointId }: Pick<WebhookDelivery, 'organizationId' | 'endpointId'>): string[] {
  return [DELIVERY_TASK, `organization:${organizationId}`, `endpoint:${endpointId ?? organizationId}`]
}

/** How many jobs with one of these flags a process does at a time. */
export function deliveriesAtOnce(flag: string): number {
  if (flag === DELIVERY_TASK) return DELIVERIES_AT_ONCE
  return flag.startsWith('organization:') ? DELIVERIES_PER_ORGANIZATION : DELIVERIES_PER_ENDPOINT
}

/** Makes the deliveries of an event, once, and puts them into the queue in the same transaction. */
async function fanOut(app: App, job: EventJob): Promise<void> {
  const { organizationId, event, url, subjectId } = job
  const body = await bodyOf(app, job)
  if (body === null) return
  const messageId = messageIdOf(job)
  await app.prisma.$transaction(async (transaction) => {
    // By what it is made of: a job that was done twice makes it once.
    const put = (to: Pick<WebhookDelivery, 'endpointId' | 'taskId' | 'url'>) => {
      const id = uuidv5(messageId, to.endpointId ?? subjectId)
      return putDelivery(transaction, { organizationId, id, ...to, messageId, event, body }, app.clock())
    }
    if (url !== null) return put({ endpointId: null, taskId: subjectId, url })
    const endpoints = await transaction.webhookEndpoint.findMany({
      where: { organizationId, endedAt: null, state: 'ENABLED', events: { has: event } },
    })
    for (const { id: endpointId } of endpoints) await put({ endpointId, taskId: null, url: null })
  })
}

/** Makes a delivery, and has it sent. */
export async function putDelivery(
  transaction: Prisma.TransactionClient,
  delivery: Omit<WebhookDelivery, 'status' | 'attempts' | 'responseStatus' | 'error' | 'createdAt' | 'endedAt'>,
  createdAt: Date,
): Promise<void> {
  const { count } = await transaction.webhookDelivery.createMany({
    data: { ...delivery, status: 'PENDING', attempts: 0, createdAt },
    skipDuplicates: true,
  })
  if (count === 0) return
  const payload = JSON.stringify({ organizationId: delivery.organizationId, deliveryId: delivery.id })
  await transaction.$executeRaw`
    SELECT graphile_worker.add_job(
      ${DELIVERY_TASK}, ${payload}::json, max_attempts := ${ATTEMPTS_MAX + ATTEMPTS_SPARE}::int,
      flags := ${flagsOf(delivery)}::text[]
    )`
}

async function deliver(
  app: App,
  { organizationId, deliveryId }: DeliveryJob,
  { job }: JobHelpers,
  allowPrivate: boolean,
): Promise<void> {
  const where = { organizationId_id: { organizationId, id: deliveryId } }
  const delivery = await app.prisma.webhookDelivery.findUnique({ where, include: { endpoint: true } })
  if (delivery?.status !== 'PENDING') return
  const { endpoint, messageId, body, attempts } = delivery
  const now = app.clock()
  const to = endpoint ? toEndpoint(endpoint, delivery, now) : await toTask(app, delivery, now)
  if (!to) {
    const error = 'The endpoint is told nothing any more.'
    await app.prisma.webhookDelivery.update({ where, data: { status: 'FAILED', error, endedAt: now } })
    return
  }
  const { status, error } = await send({ ...to, id: messageId, body }, now, allowPrivate)
  const isLast = status === GONE || job.attempts >= ATTEMPTS_MAX
  const outcome = error === null ? 'SUCCEEDED' : isLast ? 'FAILED' : 'PENDING'
  await app.prisma.$transaction(async (transaction) => {
    await transaction.webhookDelivery.update({
      where,
      data: {
        ...{ status: outcome, attempts: attempts + 1, responseStatus: status, error },
        endedAt: outcome === 'PENDING' ? null : now,
      },
    })
    if (!endpoint) return
    const which = { organizationId, id: endpoint.id }
    if (error === null) await transaction.webhookEndpoint.updateMany({ where: which, data: { deliveredAt: now } })
    else if (isLast && (status === GONE || (endpoint.deliveredAt ?? endpoint.createdAt) < delivery.createdAt)) {
      await disable(
        transaction,
        endpoint,
        status === GONE ? 'It answered that it is gone (410).' : 'Nothing could be delivered for a day.',
        now,
      )
    }
  })
  if (outcome === 'PENDING') throw new Error(error ?? '')
}

type Target = Pick<Message, 'url' | 'secrets'>

/** Where to, and signed with what; null if the endpoint is told nothing any more. */
function toEndpoint(endpoint: WebhookEndpoint, { event }: WebhookDelivery, now: Date): Target | null {
  // A test is for an endpoint that is told nothing, too.
  const isTold = endpoint.endedAt === null && (endpoint.state === 'ENABLED' || event === TEST_EVENT)
  return isTold ? { url: endpoint.url, secrets: signingNow(endpoint, now) } : null
}

async function toTask(app: App, { organizationId, url }: WebhookDelivery, now: Date): Promise<Target | null> {
  const secret = await app.prisma.taskWebhookSecret.findUnique({ where: { organizationId } })
  return url !== null && secret ? { url, secrets: signingNow(secret, now) } : null
}

/** Tells an endpoint nothing any more, by itself; the audit log says why. */
async function disable(
  transaction: Prisma.TransactionClient,
  { organizationId, id }: WebhookEndpoint,
  reason: string,
  now: Date,
): Promise<void> {
  const { count } = await transaction.webhookEndpoint.updateMany({
    where: { organizationId, id, state: 'ENABLED' },
    data: { state: 'DISABLED', stateReason: reason },
  })
  if (count === 0) return
  const act = { action: 'disableWebhookEndpoint', subjectType: 'WebhookEndpoint', subjectId: id, after: { reason } }
  await record(transaction, organizationId, act, now)
}

export const TEST_EVENT = 'test'
