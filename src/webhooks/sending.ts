// Sends the deliveries of an endpoint that are due, the oldest first, and retries each for a day until it is accepted.
//
// An endpoint that does not answer delays no other. A job of the queue waits only for endpoints that are known to answer within a
// second, and for a second at most. Each endpoint and each organization has a share of these jobs, and some are reserved for making
// deliveries. Endpoints that are not known to answer have places of their own (src/webhooks/suspects.ts).
//
// A circuit breaker, stored with the endpoint for all processes: an endpoint that does not answer in time gets no messages for as
// long as it has been failing so far (5 seconds at least, 10 minutes at most), then one message, and so on.

import type { JobHelpers, TaskList } from 'graphile-worker'
import { LRUCache } from 'lru-cache'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import type { Prisma, WebhookDelivery, WebhookEndpoint } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { type Signing, signatureHeaders, signingOf } from '../facades/callback.ts'
import { type DeliveryReport, deliveries } from '../telemetry/channels.ts'
import { tracer } from '../telemetry/trace.ts'
import { DELIVERY_TASK, type DeliveryJob, fanOut, JOBS_PER_ENDPOINT, queued, TEST_EVENT } from './deliveries.ts'
import { type DisabledJob, raiseDisabled } from './disabled.ts'
import { EVENT_TASK, type EventJob } from './events.ts'
import { signingNow } from './secrets.ts'
import { type Message, type Sent, send, standardHeaders } from './send.ts'
import { Suspects } from './suspects.ts'

const DISABLED_TASK = 'webhook_disabled'
/** e + e² + … + e¹⁰ seconds are nine and a half hours; three more of e¹⁰ make it a day. */
const ATTEMPTS_MAX = 14
/** The hours of failing after which an endpoint is DISABLED: about as long as those attempts take. */
const FAILING_HOURS_MAX = 28
const GONE = 410
/** The time for which a delivery that is being sent is reserved. Longer than sending takes; after a kill, another process takes it. */
const SENDING_SECONDS = 15
/** An endpoint that takes longer than this to answer has no part in the queue's jobs. */
const SLOW_MS = 1_000
/** The time that running sends have to finish when the process stops. */
const STOP_MS = 2_000
/** The most deliveries that one job sends, one after the other, before the next job's turn. */
const DELIVERIES_IN_A_ROW = 20
/** The jobs that a process runs at a time. */
export const JOBS_AT_ONCE = 20
/** The most delivery jobs among them. */
const DELIVERIES_AT_ONCE = 16
/** The most delivery jobs of one organization among them. */
const DELIVERIES_PER_ORGANIZATION = 6
/** The most endpoints that a process remembers as answering. */
const KNOWN_MAX = 50_000

const WAITING = `d.organization_id = $1::uuid AND (d.endpoint_id = $2::uuid OR d.endpoint_id IS NULL AND $2::uuid IS NULL)
  AND d.ended_at IS NULL`

/** Messages of a PAUSED or DISABLED endpoint wait, except tests. Those of an ended endpoint are taken, and ended then. */
const ENDPOINT = `
  SELECT state = 'ENABLED' OR ended_at IS NOT NULL AS is_told, retry_at
  FROM webhook_endpoint WHERE organization_id = $1::uuid AND id = $2::uuid`
const IS_TOLD = `($2::uuid IS NULL OR d.event = '${TEST_EVENT}' OR (SELECT is_told FROM endpoint))`

/** Served by webhook_delivery_due. Materialized, because a plan could otherwise run it several times, each time for another row. */
const TAKE = `
  WITH endpoint AS MATERIALIZED (${ENDPOINT}), next AS MATERIALIZED (
    SELECT d.id FROM webhook_delivery d
    WHERE ${WAITING} AND d.due_at <= now() AND ${IS_TOLD}
      AND coalesce((SELECT retry_at FROM endpoint) <= now(), true)
    ORDER BY d.due_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE webhook_delivery d SET due_at = now() + ${SENDING_SECONDS} * interval '1 second'
  FROM next
  WHERE d.organization_id = $1::uuid AND d.id = next.id
  RETURNING d.id`

/** The time of the next delivery that waits. */
const NEXT_DUE = `
  WITH endpoint AS MATERIALIZED (${ENDPOINT})
  SELECT greatest(next.due_at, (SELECT retry_at FROM endpoint), now()) AS at
  FROM (SELECT d.due_at FROM webhook_delivery d WHERE ${WAITING} AND ${IS_TOLD} ORDER BY d.due_at LIMIT 1) AS next`

/** Schedules the next run of a job. A job that was queued meanwhile for another event keeps its earlier time. */
const COME_AGAIN = `
  SELECT graphile_worker.add_job('${DELIVERY_TASK}', $1::json, job_key := $2, flags := $3::text[], run_at := $4::timestamptz,
    job_key_mode := 'preserve_run_at')`

/** Queues a separate job in case this process is killed: it takes over what was being sent. */
const COME_IF_KILLED = `
  SELECT graphile_worker.add_job('${DELIVERY_TASK}', $1::json, job_key := $2 || ':if killed', flags := $3::text[],
    run_at := now() + ${SENDING_SECONDS} * interval '1 second')`

// A cluster runs no function in an update that depends on the session's settings, as an interval added to a time does.
const TRY_LATER = `
  UPDATE webhook_delivery SET due_at = to_timestamp(extract(epoch FROM now())::float8 + exp(least(attempts, 10)))
  WHERE organization_id = $1::uuid AND id = $2::uuid`

const GIVE_BACK = `UPDATE webhook_delivery SET due_at = now() WHERE organization_id = $1::uuid AND id = $2::uuid`

// The circuit of an endpoint whose URL was changed meanwhile stays closed.
const FAILING = `
  SELECT since AS "failingSince", since <= now() - ${FAILING_HOURS_MAX} * interval '1 hour' AS "isOver",
    now() + least(greatest(now() - since, interval '5 seconds'), interval '10 minutes') AS "retryAt"
  FROM (
    SELECT coalesce(failing_since, now()) AS since FROM webhook_endpoint
    WHERE organization_id = $1::uuid AND id = $2::uuid AND url = $3 FOR UPDATE
  ) AS endpoint`

/** The flags that have reached their number of running delivery jobs. */
export function leaveDeliveries(underWay: ReadonlyMap<string, number>): string[] {
  const atOnce = (flag: string) => {
    if (flag === DELIVERY_TASK) return DELIVERIES_AT_ONCE
    return flag.startsWith('organization:') ? DELIVERIES_PER_ORGANIZATION : JOBS_PER_ENDPOINT
  }
  return [...underWay].flatMap(([flag, jobs]) => (jobs >= atOnce(flag) ? [flag] : []))
}

export interface WebhookWork {
  /** The queue's jobs for webhooks, by name. */
  readonly tasks: TaskList
  /** Waits up to STOP_MS for running sends, then aborts them; another process sends them. */
  stop(): Promise<void>
}

export function openWebhooks(app: App): WebhookWork {
  const sender = new Sender(app)
  return {
    tasks: {
      [EVENT_TASK]: (payload) => fanOut(app, payload as EventJob),
      [DELIVERY_TASK]: (payload, helpers) => sender.work(payload as DeliveryJob, helpers),
      [DISABLED_TASK]: (payload) => raiseDisabled(app, payload as DisabledJob),
    },
    stop: () => sender.stop(),
  }
}

class Sender {
  readonly #app: App
  readonly #suspects = new Suspects()
  /** Endpoints whose last answer came within SLOW_MS. */
  readonly #known = new LRUCache<string, true>({ max: KNOWN_MAX })
  readonly #breakingOff = new AbortController()
  #isStopping = false

  constructor(app: App) {
    this.#app = app
  }

  async work(job: DeliveryJob, { abortSignal }: JobHelpers): Promise<void> {
    const { organizationId, endpointId } = job
    const endpoint = endpointId ?? organizationId
    if (this.#known.has(endpoint)) {
      const slow = Promise.withResolvers<'slow'>()
      const sending = this.#sendDue(job, () => slow.resolve('slow'), abortSignal)
      if ((await Promise.race([sending, slow.promise])) !== 'slow') return
      this.#suspects.adopt(endpoint, organizationId, this.#logged(job, sending))
      await this.#comeIfKilled(job)
      return
    }
    await this.#comeIfKilled(job)
    const work = () =>
      this.#logged(
        job,
        this.#sendDue(job, () => {}),
      )
    this.#suspects.add({ endpoint, organizationId, work })
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    const timer = setTimeout(() => this.#breakingOff.abort(), STOP_MS)
    await this.#suspects.stop()
    clearTimeout(timer)
  }

  #comeIfKilled(job: DeliveryJob): Promise<unknown> {
    return this.#app.prisma.$executeRawUnsafe(COME_IF_KILLED, ...queued(job))
  }

  /** Logs a failure of work that no job waits for. The job for the case of a kill repeats it. */
  #logged({ organizationId, endpointId }: DeliveryJob, sending: Promise<void>): Promise<void> {
    return sending.catch((error) => {
      this.#app.log.warn({ err: error, organizationId, endpointId }, 'deliveries were interrupted')
    })
  }

  /** Sends the due deliveries of one endpoint while they are accepted, and schedules the job for the next ones. */
  async #sendDue(job: DeliveryJob, onSlow: () => void, abortSignal?: AbortSignal): Promise<void> {
    const { organizationId, endpointId } = job
    const { prisma } = this.#app
    const isStopping = () => this.#isStopping || abortSignal?.aborted
    for (let sent = 0; sent < DELIVERIES_IN_A_ROW && !isStopping(); sent++) {
      const [next] = await prisma.$queryRawUnsafe<{ id: string }[]>(TAKE, organizationId, endpointId)
      if (!next || !(await this.#deliver(organizationId, next.id, onSlow))) break
    }
    const [next] = await prisma.$queryRawUnsafe<{ at: Date }[]>(NEXT_DUE, organizationId, endpointId)
    if (next) await prisma.$executeRawUnsafe(COME_AGAIN, ...queued(job), next.at)
  }

  /** Sends a delivery. Returns whether it was accepted. */
  async #deliver(organizationId: string, id: string, onSlow: () => void): Promise<boolean> {
    const app = this.#app
    const where = { organizationId_id: { organizationId, id } }
    const delivery = await app.prisma.webhookDelivery.findUniqueOrThrow({ where, include: { endpoint: true } })
    const { endpoint, body } = delivery
    const now = app.clock()
    const to = endpoint ? toEndpoint(app, endpoint, delivery, now) : await toTask(app, delivery, now)
    if (typeof to === 'string') {
      const error = to
      await app.prisma.webhookDelivery.update({ where, data: { status: 'FAILED', error, endedAt: now } })
      return true
    }
    // The endpoint was paused after the delivery was taken.
    if (endpoint && endpoint.state !== 'ENABLED' && delivery.event !== TEST_EVENT) {
      return this.#giveBack(organizationId, id)
    }
    const isKnownAs = endpoint?.id ?? organizationId
    const slow = setTimeout(() => {
      this.#known.delete(isKnownAs)
      onSlow()
    }, SLOW_MS)
    const begun = performance.now()
    const sent = await sendTraced(delivery, { ...to, body }, app.privateWebhooks, this.#breakingOff.signal)
    clearTimeout(slow)
    if (this.#breakingOff.signal.aborted && sent.cause) return this.#giveBack(organizationId, id)
    const ms = performance.now() - begun
    deliveries.tell({ outcome: outcomeOf(sent), ms })
    const isSlow = ms >= SLOW_MS
    if (!isSlow && sent.status !== null) this.#known.set(isKnownAs, true)
    if (sent.cause) app.log.debug({ err: sent.cause, organizationId, deliveryId: id }, 'a webhook was not delivered')
    await transact(app.prisma, (transaction) => settle(app, transaction, { delivery, endpoint, sent, isSlow, now }))
    return sent.error === null
  }

  /** Makes a delivery due again, as if it had not been taken. */
  async #giveBack(organizationId: string, id: string): Promise<false> {
    await this.#app.prisma.$executeRawUnsafe(GIVE_BACK, organizationId, id)
    return false
  }
}

/** Sends a message within the trace of what it tells about, which goes on at its receiver. */
async function sendTraced(
  { event, messageId, traceparent }: WebhookDelivery,
  message: Message,
  allowPrivate: boolean,
  signal: AbortSignal,
): Promise<Sent> {
  const attributes = { 'http.request.method': 'POST', 'holdfast.event': event, 'holdfast.message.id': messageId }
  const span = tracer()?.begin(`POST ${event}`, { kind: 'CLIENT', parent: traceparent, attributes })
  if (!span) return send(message, allowPrivate, signal)
  const headers = { ...message.headers, traceparent: span.traceparent }
  const sent = await send({ ...message, headers }, allowPrivate, signal)
  span.end(sent.error, { 'http.response.status_code': sent.status ?? undefined })
  return sent
}

function outcomeOf({ status, error }: Sent): DeliveryReport['outcome'] {
  if (error === null) return 'DELIVERED'
  return status === null ? 'UNANSWERED' : 'REFUSED'
}

interface Attempt {
  readonly delivery: WebhookDelivery
  readonly endpoint: WebhookEndpoint | null
  readonly sent: Sent
  readonly isSlow: boolean
  readonly now: Date
}

/** Stores the outcome of an attempt, for the delivery and its endpoint. */
async function settle(app: App, transaction: Prisma.TransactionClient, attempt: Attempt): Promise<void> {
  const { delivery, endpoint, sent, now } = attempt
  const { organizationId, id, attempts } = delivery
  const { status, error } = sent
  const isLast = status === GONE || attempts + 1 >= ATTEMPTS_MAX
  const outcome = error === null ? 'SUCCEEDED' : isLast ? 'FAILED' : 'PENDING'
  // A delivery that ended meanwhile, with its endpoint, stays. If its attempts were reset, because the endpoint has a new URL or
  // was enabled, this attempt counts only if it was accepted.
  const sinceTaken = outcome === 'SUCCEEDED' ? {} : { attempts }
  const { count } = await transaction.webhookDelivery.updateMany({
    where: { organizationId, id, endedAt: null, ...sinceTaken },
    data: {
      status: outcome,
      attempts: attempts + 1,
      responseStatus: status,
      error,
      endedAt: outcome === 'PENDING' ? null : now,
    },
  })
  if (count === 0) return
  if (outcome === 'PENDING') await transaction.$executeRawUnsafe(TRY_LATER, organizationId, id)
  if (endpoint) await settleEndpoint(app, transaction, { ...attempt, endpoint }, isLast)
}

interface Failing {
  readonly failingSince: Date
  readonly retryAt: Date
  readonly isOver: boolean
}

async function settleEndpoint(
  app: App,
  transaction: Prisma.TransactionClient,
  { delivery, endpoint, sent, isSlow, now }: Attempt & { readonly endpoint: WebhookEndpoint },
  isLast: boolean,
): Promise<void> {
  const { organizationId, id, url } = endpoint
  const where = { organizationId, id }
  const circuit = { failingSince: null, retryAt: null }
  if (sent.error === null) {
    await transaction.webhookEndpoint.updateMany({ where, data: { deliveredAt: now, ...circuit } })
    return
  }
  let isOver = isLast && (endpoint.deliveredAt ?? endpoint.createdAt) < delivery.createdAt
  if (isSlow) {
    const [failing] = await transaction.$queryRawUnsafe<Failing[]>(FAILING, organizationId, id, url)
    if (failing) {
      const { failingSince, retryAt } = failing
      await transaction.webhookEndpoint.updateMany({ where, data: { failingSince, retryAt } })
      isOver ||= failing.isOver
    }
  } else if (endpoint.failingSince) await transaction.webhookEndpoint.updateMany({ where, data: circuit })
  if (sent.status === GONE) await disable(app, transaction, endpoint, 'It answered that it is gone (410).', now)
  else if (isOver) await disable(app, transaction, endpoint, 'Nothing could be delivered for a day.', now)
}

type Target = Pick<Message, 'url' | 'headers'>

/** The present URL and signature of an endpoint; a sentence if it has ended. */
function toEndpoint(app: App, endpoint: WebhookEndpoint, delivery: WebhookDelivery, now: Date): Target | string {
  if (endpoint.endedAt !== null) return 'Its endpoint has ended.'
  const { messageId, body } = delivery
  return { url: endpoint.url, headers: standardHeaders(messageId, body, signingNow(app, endpoint, now), now) }
}

async function toTask(app: App, delivery: WebhookDelivery, now: Date): Promise<Target | string> {
  const { organizationId, url, messageId, body } = delivery
  if (url === null) return 'Its endpoint has ended.'
  const signing = signingOf(delivery.signing)
  if (signing) return toVendorUrl(app, delivery, url, signing, now)
  const secret = await app.prisma.taskWebhookSecret.findUnique({ where: { organizationId } })
  if (!secret) return 'Its endpoint has ended.'
  return { url, headers: standardHeaders(messageId, body, signingNow(app, secret, now), now) }
}

/** A façade's callback is signed with the secret that its request named, else with that of the organization, if it has one. */
async function toVendorUrl(
  app: App,
  { organizationId, body }: WebhookDelivery,
  url: string,
  { headers, signature, secret: sealed }: Signing,
  now: Date,
): Promise<Target | string> {
  if (!signature) return { url, headers }
  let secret: string | undefined
  if (sealed === null) {
    const own = await app.prisma.taskWebhookSecret.findUnique({ where: { organizationId } })
    secret = own ? signingNow(app, own, now)[0] : undefined
  } else {
    try {
      secret = app.vault.open(sealed, organizationId)
    } catch {
      return 'The secret of its request was encrypted with an earlier AUTH_SECRET.'
    }
  }
  return {
    url,
    headers: { ...headers, ...(secret === undefined ? {} : signatureHeaders(signature, { secret, body, now })) },
  }
}

/** Disables an endpoint, unless its URL was changed meanwhile. An alert and the audit log give the reason. */
async function disable(
  app: App,
  transaction: Prisma.TransactionClient,
  { organizationId, id, url }: WebhookEndpoint,
  reason: string,
  now: Date,
): Promise<void> {
  const { count } = await transaction.webhookEndpoint.updateMany({
    where: { organizationId, id, url, state: 'ENABLED' },
    data: { state: 'DISABLED', stateReason: reason },
  })
  if (count === 0) return
  const act = { action: 'disableWebhookEndpoint', subjectType: 'WebhookEndpoint', subjectId: id, after: { reason } }
  await record(app, transaction, organizationId, act, now)
  const job: DisabledJob = { organizationId, endpointId: id, reason, at: now.toISOString() }
  await transaction.$executeRaw`SELECT graphile_worker.add_job(${DISABLED_TASK}, ${JSON.stringify(job)}::json)`
}
