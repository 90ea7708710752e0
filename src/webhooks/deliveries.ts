// Deliveries: each message to each endpoint that wants it, or to a task's own URL, tried again for a day.
//
// They wait in their table. The queue knows only that an endpoint has some: a few jobs for each, which send what is due,
// the oldest first, and come again when the next one is. So who never answers holds up nobody else, however much there is to
// tell them: of what a process sends at a time each endpoint has a share, and each organization, and some of its jobs are
// left to the making of deliveries.

import { randomInt } from 'node:crypto'
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
const GONE = 410
/** So long nobody else takes a delivery that is being sent: longer than that takes, for a process may be killed in it. */
const SENDING_SECONDS = 15
/** How many a job sends, one after the other, while they are taken. Then it is others' turn. */
const DELIVERIES_PER_JOB = 20
/** How many jobs a process does at a time; how many of them are deliveries; and of these of one organization, and to one endpoint. */
export const JOBS_AT_ONCE = 20
const DELIVERIES_AT_ONCE = 16
const DELIVERIES_PER_ORGANIZATION = 6
const DELIVERIES_PER_ENDPOINT = 4

const NEVER = new AbortController().signal

interface DeliveryJob {
  readonly organizationId: string
  /** Whom to tell; null: the URLs of the organization's tasks, which count as one endpoint. */
  readonly endpointId: string | null
  /** Which of its jobs: 0, 1 and so on. */
  readonly nth: number
}

const WAITING = `organization_id = $1::uuid AND (endpoint_id = $2::uuid OR endpoint_id IS NULL AND $2::uuid IS NULL)
  AND ended_at IS NULL`

/** Served by webhook_delivery_due. Materialized: a plan could run it several times otherwise, and each time for another row. */
const TAKE = `
  WITH next AS MATERIALIZED (
    SELECT id FROM webhook_delivery
    WHERE ${WAITING} AND due_at <= now()
    ORDER BY due_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE webhook_delivery d SET due_at = now() + ${SENDING_SECONDS} * interval '1 second'
  FROM next
  WHERE d.organization_id = $1::uuid AND d.id = next.id
  RETURNING d.id`

/** If the job is there already, for something that has come meanwhile, it may be sooner. */
const COME_AGAIN = `
  SELECT graphile_worker.add_job(
    '${DELIVERY_TASK}', $3::json, job_key := $4, flags := $5::text[], run_at := greatest(due_at, now()),
    job_key_mode := 'preserve_run_at'
  )
  FROM (SELECT due_at FROM webhook_delivery WHERE ${WAITING} ORDER BY due_at LIMIT 1) AS next`

const COME_NOW = `
  SELECT graphile_worker.add_job('${DELIVERY_TASK}', $1::json, job_key := $2, flags := $3::text[])`

const TRY_LATER = `
  UPDATE webhook_delivery SET due_at = now() + exp(least(attempts, 10)) * interval '1 second'
  WHERE organization_id = $1::uuid AND id = $2::uuid`

/** What the queue does for webhooks. */
export function webhookTasks(app: App, allowPrivate: boolean): TaskList {
  return {
    [EVENT_TASK]: (payload) => fanOut(app, payload as EventJob),
    [DELIVERY_TASK]: (payload, helpers) => deliverDue(app, payload as DeliveryJob, helpers, allowPrivate),
  }
}

/** A job as the queue knows it: payload, key and flags. */
function queued({ organizationId, endpointId, nth }: DeliveryJob): [payload: string, key: string, flags: string[]] {
  const endpoint = endpointId ?? organizationId
  const flags = [DELIVERY_TASK, `organization:${organizationId}`, `endpoint:${endpoint}`]
  return [JSON.stringify({ organizationId, endpointId, nth }), `${DELIVERY_TASK}:${endpoint}:${nth}`, flags]
}

/** The flags that have as many deliveries under way as they may. */
export function leaveDeliveries(underWay: ReadonlyMap<string, number>): string[] {
  const atOnce = (flag: string) => {
    if (flag === DELIVERY_TASK) return DELIVERIES_AT_ONCE
    return flag.startsWith('organization:') ? DELIVERIES_PER_ORGANIZATION : DELIVERIES_PER_ENDPOINT
  }
  return [...underWay].flatMap(([flag, jobs]) => (jobs >= atOnce(flag) ? [flag] : []))
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
      // Two events write down their jobs in the same order.
      orderBy: { id: 'asc' },
    })
    for (const { id: endpointId } of endpoints) await put({ endpointId, taskId: null, url: null })
  })
}

/** Makes a delivery, and has it sent. */
export async function putDelivery(
  transaction: Prisma.TransactionClient,
  delivery: Omit<
    WebhookDelivery,
    'status' | 'attempts' | 'responseStatus' | 'error' | 'createdAt' | 'dueAt' | 'endedAt'
  >,
  createdAt: Date,
): Promise<void> {
  const { count } = await transaction.webhookDelivery.createMany({
    data: { ...delivery, status: 'PENDING', attempts: 0, createdAt },
    skipDuplicates: true,
  })
  if (count === 0) return
  const { organizationId, endpointId } = delivery
  const nth = randomInt(DELIVERIES_PER_ENDPOINT)
  await transaction.$executeRawUnsafe(COME_NOW, ...queued({ organizationId, endpointId, nth }))
}

/** Sends what is due to one endpoint while it is taken, and comes again for what will be. */
async function deliverDue(
  app: App,
  job: DeliveryJob,
  { abortSignal }: JobHelpers,
  allowPrivate: boolean,
): Promise<void> {
  const { organizationId, endpointId } = job
  // Nor for longer than the process has.
  for (let sent = 0; sent < DELIVERIES_PER_JOB && !abortSignal?.aborted; sent++) {
    const [next] = await app.prisma.$queryRawUnsafe<{ id: string }[]>(TAKE, organizationId, endpointId)
    if (!next || !(await deliver(app, organizationId, next.id, allowPrivate))) break
  }
  await app.prisma.$executeRawUnsafe(COME_AGAIN, organizationId, endpointId, ...queued(job))
}

/** Sends a delivery; false if it was not taken. */
async function deliver(app: App, organizationId: string, id: string, allowPrivate: boolean): Promise<boolean> {
  const where = { organizationId_id: { organizationId, id } }
  const delivery = await app.prisma.webhookDelivery.findUniqueOrThrow({ where, include: { endpoint: true } })
  const { endpoint, messageId, body, attempts } = delivery
  const now = app.clock()
  const to = endpoint ? toEndpoint(endpoint, delivery, now) : await toTask(app, delivery, now)
  if (!to) {
    const error = 'The endpoint is told nothing any more.'
    await app.prisma.webhookDelivery.update({ where, data: { status: 'FAILED', error, endedAt: now } })
    return true
  }
  const { status, error, cause } = await send({ ...to, id: messageId, body }, now, allowPrivate, NEVER)
  if (cause) app.log.debug({ err: cause, organizationId, deliveryId: id }, 'a webhook was not delivered')
  const isLast = status === GONE || attempts + 1 >= ATTEMPTS_MAX
  const outcome = error === null ? 'SUCCEEDED' : isLast ? 'FAILED' : 'PENDING'
  await app.prisma.$transaction(async (transaction) => {
    await transaction.webhookDelivery.update({
      where,
      data: {
        ...{ status: outcome, attempts: attempts + 1, responseStatus: status, error },
        endedAt: outcome === 'PENDING' ? null : now,
      },
    })
    if (outcome === 'PENDING') await transaction.$executeRawUnsafe(TRY_LATER, organizationId, id)
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
  return error === null
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
