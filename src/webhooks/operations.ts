// Webhook endpoints: creating, changing, pausing, testing and ending them, rotating their secrets, and sending messages again.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Prisma, WebhookDelivery, WebhookEndpoint } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { runWithoutKey } from '../operation.ts'
import { lockOrganization } from '../organizations/lock.ts'
import {
  type Ended,
  endedOrMissing,
  type InvalidInput,
  invalidInput,
  type NotFound,
  notFound,
  parseInput,
} from '../refusals.ts'
import { DISCARDED, endWaiting, putDelivery, sendWaiting, TEST_EVENT } from './deliveries.ts'
import { EVENTS } from './events.ts'
import { hearForPlatform, lockPlatform } from './platform.ts'
import { newSecret, OVERLAP_SECONDS_MAX } from './secrets.ts'
import { urlField } from './url.ts'

const events = z
  .array(z.enum(EVENTS))
  .min(1)
  .transform((all) => [...new Set(all)])

/** A new endpoint, and the secret that signs its messages, which is shown only once. */
export interface NewlyMadeEndpoint {
  readonly endpoint: WebhookEndpoint
  readonly secret: string
}

/** Creates an endpoint that gets events from now on. */
export async function createWebhookEndpoint(
  app: App,
  input: { organizationId: string; url: string; events: readonly string[] },
  { allowPrivate }: { readonly allowPrivate: boolean },
): Promise<NewlyMadeEndpoint | InvalidInput | NotFound | LimitReached> {
  const schema = z.object({ organizationId: z.uuid(), url: urlField(allowPrivate), events })
  const parsed = parseInput(schema, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId } = parsed.value
  // The lane first, then the endpoint: events without an endpoint send nothing, but an endpoint must miss none.
  const closed = await hearOf(app, organizationId, parsed.value.events)
  if (closed) return closed
  const createdAt = app.clock()
  return transact<NewlyMadeEndpoint | NotFound | LimitReached>(app.prisma, async (transaction) => {
    const over = await lockOrganization(transaction, organizationId)
    if (over) return over
    const endpoints = await transaction.webhookEndpoint.count({ where: { organizationId, endedAt: null } })
    const refused = refuseOneMore('webhookEndpoints', endpoints)
    if (refused) return refused
    return putEndpoint(app, transaction, parsed.value, 'createWebhookEndpoint', createdAt)
  })
}

/** Creates an endpoint of the platform, which gets the events of all organizations, or of one, from now on. */
export async function createPlatformWebhookEndpoint(
  app: App,
  input: { organizationId: string | null; url: string; events: readonly string[] },
  { allowPrivate }: { readonly allowPrivate: boolean },
): Promise<NewlyMadeEndpoint | InvalidInput | NotFound | LimitReached> {
  const schema = z.object({ organizationId: z.uuid().nullable(), url: urlField(allowPrivate), events })
  const parsed = parseInput(schema, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId: aboutOrganizationId, ...rest } = parsed.value
  const createdAt = app.clock()
  return transact<NewlyMadeEndpoint | NotFound | LimitReached>(app.prisma, async (transaction) => {
    const over = aboutOrganizationId === null ? null : await lockOrganization(transaction, aboutOrganizationId)
    if (over) return over
    await lockPlatform(transaction)
    const where = { organizationId: PLATFORM_ID, endedAt: null }
    const refused = refuseOneMore('platformWebhookEndpoints', await transaction.webhookEndpoint.count({ where }))
    if (refused) return refused
    const terms = { ...rest, organizationId: PLATFORM_ID, aboutOrganizationId }
    const made = await putEndpoint(app, transaction, terms, 'createPlatformWebhookEndpoint', createdAt)
    await hearForPlatform(transaction)
    return made
  })
}

async function putEndpoint(
  app: App,
  transaction: Prisma.TransactionClient,
  terms: { organizationId: string; url: string; events: string[]; aboutOrganizationId?: string | null },
  action: string,
  createdAt: Date,
): Promise<NewlyMadeEndpoint> {
  const secret = newSecret()
  const sealed = app.vault.seal(secret, terms.organizationId)
  const data = { ...terms, id: uuidv7(), state: 'ENABLED' as const, secret: sealed, createdAt }
  const endpoint = await transaction.webhookEndpoint.create({ data })
  await recordAct(app, transaction, endpoint, action, createdAt, terms)
  return { endpoint, secret }
}

/**
 * Changes the URL or the events of an endpoint, or pauses or enables it; absent fields stay. Waiting messages are sent when the
 * endpoint is enabled, unless `discardMissed` is true. With a new URL, messages that are being retried are sent there at once.
 */
export async function updateWebhookEndpoint(
  app: App,
  input: {
    organizationId: string
    endpointId: string
    url?: string
    events?: readonly string[]
    isPaused?: boolean
    discardMissed: boolean
  },
  { allowPrivate }: { readonly allowPrivate: boolean },
): Promise<{ endpoint: WebhookEndpoint } | InvalidInput | NotFound> {
  const schema = z.object({
    organizationId: z.uuid(),
    endpointId: z.uuid(),
    url: urlField(allowPrivate).optional(),
    events: events.optional(),
    isPaused: z.boolean().optional(),
    discardMissed: z.boolean(),
  })
  const parsed = parseInput(schema, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, endpointId, isPaused, discardMissed, ...changes } = parsed.value
  if (discardMissed && isPaused !== false) {
    return invalidInput({ path: 'discardMissed', message: 'must be false unless isPaused is false' })
  }
  const wanted = organizationId === PLATFORM_ID ? undefined : changes.events
  const closed = wanted ? await hearOf(app, organizationId, wanted) : null
  if (closed) return closed
  // Earlier failures say nothing about the new URL, or about an endpoint that is enabled again.
  const circuit = isPaused === false || changes.url ? { failingSince: null, retryAt: null } : {}
  const data = ({ state }: WebhookEndpoint) => ({ ...changes, ...circuit, ...pauseOf(state, isPaused) })
  return change(app, organizationId, endpointId, 'updateWebhookEndpoint', data, async (transaction, before, after) => {
    if (after.state !== 'ENABLED') return
    const isEnabled = before.state !== 'ENABLED'
    if (isEnabled && discardMissed) {
      await endWaiting(transaction, before, DISCARDED, app.clock())
    } else if (isEnabled || before.url !== after.url) await sendWaiting(transaction, before)
  })
}

/** The state after pausing or enabling. Pausing a DISABLED endpoint changes nothing: it keeps the reason. */
function pauseOf(state: WebhookEndpoint['state'], isPaused: boolean | undefined) {
  if (isPaused === undefined || (isPaused && state !== 'ENABLED')) return {}
  return { state: isPaused ? ('PAUSED' as const) : ('ENABLED' as const), stateReason: null }
}

/** Ends an endpoint for good. */
export function endWebhookEndpoint(
  app: App,
  { organizationId, endpointId }: { organizationId: string; endpointId: string },
): Promise<{ endpoint: WebhookEndpoint } | NotFound> {
  const endedAt = app.clock()
  return change(
    app,
    organizationId,
    endpointId,
    'endWebhookEndpoint',
    () => ({ endedAt }),
    (transaction, endpoint) => endWaiting(transaction, endpoint, 'Its endpoint has ended.', endedAt),
  )
}

/** Signs with a new secret from now on, and with the old one, too, until the overlap ends. */
export async function rotateWebhookSecret(
  app: App,
  input: { organizationId: string; endpointId: string; overlapSeconds: number },
): Promise<NewlyMadeEndpoint | InvalidInput | NotFound> {
  const overlapSeconds = z.int().min(0).max(OVERLAP_SECONDS_MAX)
  const parsed = parseInput(z.object({ organizationId: z.uuid(), endpointId: z.uuid(), overlapSeconds }), input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, endpointId } = parsed.value
  const secret = newSecret()
  const oldSecretUntil = new Date(app.clock().getTime() + parsed.value.overlapSeconds * 1_000)
  const rotated = await change(app, organizationId, endpointId, 'rotateWebhookSecret', (before) => {
    return { secret: app.vault.seal(secret, organizationId), oldSecret: before.secret, oldSecretUntil }
  })
  return isRefusal(rotated) ? rotated : { ...rotated, secret }
}

/** Sends a test message to an endpoint. */
export async function testWebhookEndpoint(
  app: App,
  { organizationId, endpointId }: { organizationId: string; endpointId: string },
): Promise<{ delivery: WebhookDelivery } | NotFound> {
  const endpoint = await find(app.prisma, organizationId, endpointId)
  if (isRefusal(endpoint)) return endpoint
  const body = JSON.stringify({ type: TEST_EVENT, timestamp: app.clock().toISOString(), data: {} })
  const id = uuidv7()
  const to = { endpointId, taskId: null, url: null, aboutOrganizationId: null }
  return put(app, { organizationId, id, ...to, messageId: `msg_${id}`, event: TEST_EVENT, body })
}

/** Sends a message again, under the same id. */
export async function redeliverWebhook(
  app: App,
  { organizationId, deliveryId }: { organizationId: string; deliveryId: string },
): Promise<{ delivery: WebhookDelivery } | NotFound> {
  const where = { organizationId_id: { organizationId, id: deliveryId } }
  const before = await app.prisma.webhookDelivery.findUnique({ where, include: { endpoint: true } })
  if (!before) return notFound('delivery')
  if (before.endpoint?.endedAt) return endpointEnded(before.endpoint.endedAt)
  const { endpointId, taskId, url, messageId, event, body, aboutOrganizationId } = before
  const to = { endpointId, taskId, url, aboutOrganizationId }
  return put(app, { organizationId, id: uuidv7(), ...to, messageId, event, body })
}

/** The refusal to send a message again to an endpoint that has ended. */
function endpointEnded(endedAt: Date): Ended {
  const message = `The webhook endpoint of this delivery ended at ${endedAt.toISOString()}: the message can’t be sent again.`
  return { code: 'ENDED', message, endedAt }
}

async function put(app: App, delivery: Parameters<typeof putDelivery>[1]): Promise<{ delivery: WebhookDelivery }> {
  const { organizationId, id, endpointId } = delivery
  await transact(app.prisma, async (transaction) => {
    // A message that is sent by hand does not wait for the circuit breaker.
    const endpoint = endpointId
      ? await transaction.webhookEndpoint.update({
          where: { organizationId_id: { organizationId, id: endpointId } },
          data: { retryAt: null },
        })
      : null
    await putDelivery(transaction, delivery, app.clock(), endpoint?.state)
  })
  return { delivery: await rowOf(app.prisma.webhookDelivery, organizationId, id) }
}

async function change(
  app: App,
  organizationId: string,
  endpointId: string,
  action: string,
  dataOf: (before: WebhookEndpoint) => Prisma.WebhookEndpointUpdateInput,
  andThen: (
    transaction: Prisma.TransactionClient,
    before: WebhookEndpoint,
    after: WebhookEndpoint,
  ) => Promise<void> = async () => {},
): Promise<{ endpoint: WebhookEndpoint } | NotFound> {
  return transact<{ endpoint: WebhookEndpoint } | NotFound>(app.prisma, async (transaction) => {
    // Changes of one endpoint are serialized: each sees the result of the one before.
    await transaction.$queryRaw`
        SELECT FROM webhook_endpoint WHERE organization_id = ${organizationId}::uuid AND id = ${endpointId}::uuid
        FOR NO KEY UPDATE`
    const before = await find(transaction, organizationId, endpointId)
    if (isRefusal(before)) return before
    const where = { organizationId_id: { organizationId, id: endpointId } }
    const endpoint = await transaction.webhookEndpoint.update({ where, data: dataOf(before) })
    await andThen(transaction, before, endpoint)
    if (organizationId === PLATFORM_ID) {
      await lockPlatform(transaction)
      await hearForPlatform(transaction)
    }
    await recordAct(app, transaction, endpoint, action, app.clock(), shown(endpoint), shown(before))
    return { endpoint }
  })
}

/** Finds an endpoint that has not ended. */
async function find(
  prisma: Prisma.TransactionClient,
  organizationId: string,
  id: string,
): Promise<WebhookEndpoint | NotFound> {
  const endpoint = await prisma.webhookEndpoint.findUnique({ where: { organizationId_id: { organizationId, id } } })
  return endpoint && endpoint.endedAt === null ? endpoint : endedOrMissing('webhook endpoint', endpoint)
}

/** The facts of an endpoint for the audit log, without its secrets. */
function shown({ url, events, state, endedAt, aboutOrganizationId }: WebhookEndpoint) {
  return { url, events, state, endedAt, aboutOrganizationId }
}

async function recordAct(
  app: App,
  transaction: Prisma.TransactionClient,
  { organizationId, id }: WebhookEndpoint,
  action: string,
  at: Date,
  after: object,
  before?: object,
): Promise<void> {
  const facts = { ...(before ? { before: factsOf(before) } : {}), after: factsOf(after) }
  await record(
    app,
    transaction,
    organizationId,
    { action, subjectType: 'WebhookEndpoint', subjectId: id, ...facts },
    at,
  )
}

/**
 * Makes the lane queue a job for each of these events from now on. They stay on when their last endpoint has
 * ended; then an event costs a job that sends nothing. Returns a refusal if the organization does not exist or was closed, else null.
 */
export async function hearOf(app: App, organizationId: string, wanted: readonly string[]): Promise<NotFound | null> {
  const outcome = await runWithoutKey<{ readonly heard: true }, NotFound>(app.lane, {
    organizationId,
    reads: {},
    decide(batch) {
      const snapshot: OrganizationSnapshot | undefined = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const webhookEvents = [...new Set([...snapshot.webhookEvents, ...wanted])].sort()
      if (webhookEvents.length > snapshot.webhookEvents.length) batch.putOrganization({ ...snapshot, webhookEvents })
      return { value: { heard: true }, resultId: organizationId }
    },
  })
  return 'code' in outcome ? outcome : null
}
