// Deliveries in their table: made from an event, queued again, counted, and ended without being sent.
//
// The queue holds no deliveries, only a few jobs for each endpoint that has some. The jobs send those that are due
// (src/webhooks/sending.ts).

import { randomInt } from 'node:crypto'
import { v5 as uuidv5 } from 'uuid'
import type { App } from '../app.ts'
import type { Prisma, WebhookDelivery, WebhookEndpoint } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { Signing } from '../facades/callback.ts'
import { traceNow } from '../telemetry/trace.ts'
import { messageOf, stageMessages, vendorMessage } from './bodies.ts'
import { type EventJob, messageIdOf, STAGE_EVENT } from './events.ts'

export const DELIVERY_TASK = 'webhook_delivery'
/** The jobs of each endpoint. Several, so that concurrent events do not write to the same one. */
export const JOBS_PER_ENDPOINT = 4
/** The most messages that wait for an endpoint that is PAUSED or DISABLED. */
const WAITING_MAX = 10_000
export const TEST_EVENT = 'test'
/** The error of deliveries that were discarded when their endpoint was enabled again. */
export const DISCARDED = 'It was discarded when its endpoint was enabled again.'

export interface DeliveryJob {
  /** The nil UUID for an endpoint of the platform. */
  readonly organizationId: string
  /** The endpoint; null: the URLs of the organization's tasks, which count as one endpoint. */
  readonly endpointId: string | null
  /** The number of the job among those of its endpoint, from 0 on. */
  readonly nth: number
}

const COME_NOW = `
  SELECT graphile_worker.add_job('${DELIVERY_TASK}', $1::json, job_key := $2, flags := $3::text[])`

/** The endpoints of an event, which take their messages one after the other: each names the one before. */
const LOCK_ENDPOINTS = `
  SELECT id, state, feed_number AS "feedNumber" FROM webhook_endpoint
  WHERE organization_id = $1::uuid AND ended_at IS NULL AND $2 = ANY (events)
    AND (about_organization_id IS NULL OR about_organization_id = $3::uuid)
  ORDER BY id
  FOR UPDATE`

// Served by webhook_delivery_due.
const COUNT_WAITING = `
  SELECT count(*)::int AS waiting FROM (
    SELECT FROM webhook_delivery
    WHERE organization_id = $1::uuid AND endpoint_id = $2::uuid AND ended_at IS NULL
    LIMIT ${WAITING_MAX}
  ) AS waiting`

const SEND_WAITING = `
  UPDATE webhook_delivery SET due_at = now(), attempts = 0
  WHERE organization_id = $1::uuid AND endpoint_id = $2::uuid AND ended_at IS NULL`

/** Revives the newest deliveries that failed, and were not discarded, since the endpoint last accepted one. */
const SEND_FAILED = `
  UPDATE webhook_delivery d SET status = 'PENDING', ended_at = NULL, due_at = now(), attempts = 0
  FROM (
    SELECT id FROM webhook_delivery
    WHERE organization_id = $1::uuid AND endpoint_id = $2::uuid AND status = 'FAILED' AND created_at > $3::timestamptz
      AND error IS DISTINCT FROM '${DISCARDED}'
    ORDER BY created_at DESC
    LIMIT ${WAITING_MAX}
  ) AS missed
  WHERE d.organization_id = $1::uuid AND d.id = missed.id`

type Endpoint = Pick<WebhookEndpoint, 'organizationId' | 'id'>

/** A job as the queue knows it: payload, key and flags. */
export function queued({ organizationId, endpointId, nth }: DeliveryJob): [string, string, string[]] {
  const endpoint = endpointId ?? organizationId
  const flags = [DELIVERY_TASK, `organization:${organizationId}`, `endpoint:${endpoint}`]
  return [JSON.stringify({ organizationId, endpointId, nth }), `${DELIVERY_TASK}:${endpoint}:${nth}`, flags]
}

/** Makes the deliveries of an event, once, and queues their jobs in the same transaction. */
export async function fanOut(app: App, queuedJob: EventJob): Promise<void> {
  if (queuedJob.event === STAGE_EVENT) return fanOutStages(app, queuedJob)
  const job = await withNumber(app, queuedJob)
  const { event, url, subjectId, number } = job
  const organizationId = ownerOf(job)
  const isAbout = job.toPlatform && job.organizationId !== PLATFORM_ID
  const aboutOrganizationId = isAbout ? job.organizationId : null
  const messageId = messageIdOf(job)
  const message = job.isCallback ? await vendorMessage(app, job, messageId) : await messageOf(app, job)
  if (message === null) return
  const { bodyAfter, signing } = message
  await transact(app.prisma, async (transaction) => {
    // The id is derived from the message and its target, so a job that runs twice makes one delivery.
    const put = (
      to: Pick<WebhookDelivery, 'endpointId' | 'taskId' | 'url'>,
      body: string,
      state?: WebhookEndpoint['state'],
    ) => {
      const id = uuidv5(messageId, to.endpointId ?? subjectId)
      return putDelivery(
        transaction,
        { organizationId, id, ...to, messageId, event, body, signing, aboutOrganizationId },
        app.clock(),
        state,
      )
    }
    if (url !== null) {
      await put({ endpointId: null, taskId: subjectId, url }, bodyAfter())
      return
    }
    for (const { id, state, feedNumber } of await endpointsOf(transaction, job)) {
      const previous = number === undefined ? undefined : feedNumber === null ? null : Number(feedNumber)
      const isNew = await put({ endpointId: id, taskId: null, url: null }, bodyAfter(previous), state)
      if (!isNew || number === undefined) continue
      const where = { organizationId_id: { organizationId, id } }
      await transaction.webhookEndpoint.update({ where, data: { feedNumber: number } })
    }
  })
}

/** The job with the number of its event in the feed. Without it, if the feed does not keep the event any more. */
async function withNumber({ sequencer }: App, { place, ...job }: EventJob): Promise<EventJob> {
  const number = place ? await sequencer.numberOf(place) : null
  return number === null ? job : { ...job, number: Number(number) }
}

/** Makes the messages of a façade about the stages that a task has reached, each once. */
async function fanOutStages(app: App, job: EventJob): Promise<void> {
  const { organizationId, event, url, subjectId: taskId } = job
  const to = { organizationId, aboutOrganizationId: null, endpointId: null, taskId, url }
  const made = await stageMessages(app, job, (stage) => messageIdOf({ ...job, sequence: 0, detail: stage }))
  for (const { messageId, body, signing } of made) {
    const delivery = { ...to, id: uuidv5(messageId, taskId), messageId, event, body, signing }
    await transact(app.prisma, (transaction) => putDelivery(transaction, delivery, app.clock()))
  }
}

/** The organization whose endpoints receive an event; the nil UUID: those of the platform. */
function ownerOf({ organizationId, toPlatform }: EventJob): string {
  return toPlatform ? PLATFORM_ID : organizationId
}

type Receiving = Pick<WebhookEndpoint, 'id' | 'state' | 'feedNumber'>

/** The endpoints that receive an event. All events write to them, and their jobs, in the same order, so two of them can't deadlock. */
function endpointsOf(transaction: Prisma.TransactionClient, job: EventJob): PromiseLike<Receiving[]> {
  const { organizationId: about, event, number } = job
  const organizationId = ownerOf(job)
  if (number !== undefined)
    return transaction.$queryRawUnsafe<Receiving[]>(LOCK_ENDPOINTS, organizationId, event, about)
  const isAbout = { OR: [{ aboutOrganizationId: null }, { aboutOrganizationId: about }] }
  const where = { organizationId, endedAt: null, events: { has: event }, ...isAbout }
  return transaction.webhookEndpoint.findMany({ where, orderBy: { id: 'asc' } })
}

/**
 * Makes a delivery, which is sent, or waits if its endpoint is PAUSED or DISABLED. It fails at once if too many wait already;
 * then it can be sent by hand.
 * Returns false if it was made before.
 */
export async function putDelivery(
  transaction: Prisma.TransactionClient,
  delivery: Omit<
    WebhookDelivery,
    'status' | 'attempts' | 'responseStatus' | 'error' | 'createdAt' | 'dueAt' | 'endedAt' | 'signing' | 'traceparent'
  > & { readonly signing?: Signing | null },
  createdAt: Date,
  state: WebhookEndpoint['state'] = 'ENABLED',
): Promise<boolean> {
  const { organizationId, endpointId } = delivery
  const isTooMuch =
    state !== 'ENABLED' && endpointId !== null
      ? (await countWaiting(transaction, { organizationId, id: endpointId })) >= WAITING_MAX
      : false
  const outcome = isTooMuch
    ? { status: 'FAILED' as const, endedAt: createdAt, error: `${WAITING_MAX} messages waited for it already.` }
    : { status: 'PENDING' as const }
  const { count } = await transaction.webhookDelivery.createMany({
    data: {
      ...delivery,
      signing: delivery.signing ?? undefined,
      ...outcome,
      attempts: 0,
      createdAt,
      traceparent: traceNow(),
    },
    skipDuplicates: true,
  })
  if (count === 0 || isTooMuch) return count > 0
  const nth = randomInt(JOBS_PER_ENDPOINT)
  await transaction.$executeRawUnsafe(COME_NOW, ...queued({ organizationId, endpointId, nth }))
  return true
}

/** Counts the messages that wait for an endpoint, up to WAITING_MAX. */
export async function countWaiting(prisma: Prisma.TransactionClient, endpoint: Endpoint): Promise<number> {
  const { organizationId, id } = endpoint
  const [row] = await prisma.$queryRawUnsafe<{ waiting: number }[]>(COUNT_WAITING, organizationId, id)
  return row?.waiting ?? 0
}

/** Sends all waiting messages of an endpoint now; after it was DISABLED also those that failed since it last accepted one. */
export async function sendWaiting(transaction: Prisma.TransactionClient, endpoint: WebhookEndpoint): Promise<void> {
  const { organizationId, id: endpointId, state, deliveredAt, createdAt } = endpoint
  await transaction.$executeRawUnsafe(SEND_WAITING, organizationId, endpointId)
  if (state === 'DISABLED') {
    await transaction.$executeRawUnsafe(SEND_FAILED, organizationId, endpointId, deliveredAt ?? createdAt)
  }
  for (let nth = 0; nth < JOBS_PER_ENDPOINT; nth++) {
    await transaction.$executeRawUnsafe(COME_NOW, ...queued({ organizationId, endpointId, nth }))
  }
}

/** Ends all waiting messages of an endpoint without sending them. */
export async function endWaiting(
  transaction: Prisma.TransactionClient,
  { organizationId, id: endpointId }: Endpoint,
  error: string,
  endedAt: Date,
): Promise<void> {
  const where = { organizationId, endpointId, endedAt: null }
  await transaction.webhookDelivery.updateMany({ where, data: { status: 'FAILED', error, endedAt } })
}
