// Deliveries of webhooks: what waits, what is tried again, and who waits for whom.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decodeGlobalId } from '../../src/graphql/ids.ts'
import type { WebhookEvent } from '../generated/graphql.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Alerts,
  Complete,
  CreateWebhookEndpoint,
  EndWebhookEndpoint,
  FollowAlerts,
  RedeliverWebhook,
  RotateWebhookSecret,
  Submit,
  TestWebhookEndpoint,
  UpdateWebhookEndpoint,
  WebhookEndpoints,
} from '../support/operations.ts'

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let holdfast: TestHoldfast
let receiver: Server
let receiverUrl: string
const received: Received[] = []
/** What each path answers, in order; then 204. */
const answers = new Map<string, number[]>()
/** Paths that are not answered, by their beginning; and what waits there. */
const silent = new Set<string>()
const unanswered = new Map<ServerResponse, string>()

beforeAll(async () => {
  holdfast = await startTestHoldfast({ privateWebhooks: true })
  receiver = createServer(async (request, response) => {
    const path = request.url ?? ''
    received.push({ path, headers: request.headers, body: await text(request) })
    if ([...silent].some((beginning) => path.startsWith(beginning))) {
      unanswered.set(response, path)
      response.on('close', () => unanswered.delete(response))
      return
    }
    response.writeHead(answers.get(path)?.shift() ?? 204).end()
  })
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
})
afterAll(async () => {
  await holdfast.stop()
  receiver.close()
})

async function endpointOf({ admin }: TestOrganization, path: string, events: WebhookEvent[] = ['TASK_ENDED']) {
  const input = { url: `${receiverUrl}${path}`, events }
  const { createWebhookEndpoint } = await admin.run(CreateWebhookEndpoint, { input })
  if (createWebhookEndpoint?.__typename !== 'CreateWebhookEndpointSuccess')
    throw new Error(JSON.stringify(createWebhookEndpoint))
  return { id: createWebhookEndpoint.webhookEndpoint.id, secret: createWebhookEndpoint.secret }
}

async function endTask({ member }: TestOrganization): Promise<void> {
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id } })
}

function at(path: string): Received[] {
  return received.filter((message) => message.path === path)
}

/** What a path has received, once that is so many. */
async function messagesAt(path: string, count: number): Promise<Received[]> {
  await vi.waitFor(() => expect(at(path)).toHaveLength(count), { timeout: 60_000 })
  return at(path)
}

async function endpointNow({ admin }: TestOrganization, endpointId: string) {
  const { organization } = await admin.run(WebhookEndpoints)
  const endpoint = organization?.webhookEndpoints?.find(({ id }) => id === endpointId)
  return { ...endpoint, deliveries: endpoint?.deliveries.edges.map(({ node }) => node) ?? [] }
}

function change(
  { admin }: TestOrganization,
  { endpointId: webhookEndpointId, ...input }: { endpointId: string } & Record<string, unknown>,
) {
  return admin.run(UpdateWebhookEndpoint, { input: { webhookEndpointId, discardMissed: false, ...input } })
}

test('pausing an endpoint keeps the deliveries that are being retried; resuming it sends these and the ones that came meanwhile', async () => {
  const organization = await holdfast.organization()
  const { id: endpointId } = await endpointOf(organization, '/paused')
  answers.set('/paused', [500])
  await endTask(organization)
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject({ deliveries: [{ attempts: 1 }] })
  await change(organization, { endpointId, isPaused: true })
  await endTask(organization)
  await expect
    .poll(() => endpointNow(organization, endpointId))
    .toMatchObject({ waitingDeliveries: 2, deliveries: [{ status: 'PENDING' }, { status: 'PENDING' }] })
  // A test is sent all the same; the other two wait.
  await organization.admin.run(TestWebhookEndpoint, { id: endpointId })
  const [first, isTest] = await messagesAt('/paused', 2)
  expect(JSON.parse(isTest?.body ?? '')).toMatchObject({ type: 'test' })
  await change(organization, { endpointId, isPaused: false })
  const messages = await messagesAt('/paused', 4)
  const ids = messages.slice(2).map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(2)
  expect(ids).toContain(first?.headers['webhook-id'])
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject({ waitingDeliveries: 0 })

  await change(organization, { endpointId, isPaused: true })
  await endTask(organization)
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject({ waitingDeliveries: 1 })
  await change(organization, { endpointId, isPaused: false, discardMissed: true })
  const error = 'It was discarded when its endpoint was enabled again.'
  expect(await endpointNow(organization, endpointId)).toMatchObject({
    waitingDeliveries: 0,
    deliveries: [{ status: 'FAILED', error }, {}, {}, {}],
  })
  expect(at('/paused')).toHaveLength(4)
})

test('ending an endpoint ends the deliveries that are being retried', async () => {
  const organization = await holdfast.organization()
  const { id } = await endpointOf(organization, '/ended')
  answers.set('/ended', [500])
  await endTask(organization)
  await expect.poll(() => endpointNow(organization, id)).toMatchObject({ deliveries: [{ attempts: 1 }] })
  await organization.admin.run(EndWebhookEndpoint, { id })
  const delivery = await holdfast.holdfast.app.prisma.webhookDelivery.findFirstOrThrow({
    where: { organizationId: organization.uuid },
  })
  expect(delivery).toMatchObject({ status: 'FAILED', error: 'Its endpoint has ended.', attempts: 1 })
})

test('an endpoint that is disabled raises an alert on every channel, and enabling it sends the deliveries that it missed', async () => {
  const organization = await holdfast.organization()
  const { admin, member } = organization
  const { id: endpointId } = await endpointOf(organization, '/gone')
  await endpointOf(organization, '/told', ['WEBHOOK_DISABLED'])
  const live = admin.watch(FollowAlerts)
  const alert = live.next()
  // The stream has begun when its listener is there.
  await expect.poll(() => holdfast.holdfast.app.bus.listenerCount('alert', organization.uuid)).toBe(1)
  answers.set('/gone', [410])
  await endTask(organization)
  expect((await alert).alertRaised).toMatchObject({ kind: 'WEBHOOK_DISABLED' })
  await live.end()
  const [told] = await messagesAt('/told', 1)
  expect(JSON.parse(told?.body ?? '')).toMatchObject({
    type: 'webhook.disabled',
    data: { kind: 'WEBHOOK_DISABLED', endpointId, organizationId: organization.id },
  })
  const alertsOf = async (client: typeof admin) => {
    const { organization: seen } = await client.run(Alerts)
    return seen?.alerts.edges.map(({ node }) => node)
  }
  expect(await alertsOf(admin)).toMatchObject([{ kind: 'WEBHOOK_DISABLED', webhookEndpoint: { id: endpointId } }])
  const [shown] = (await alertsOf(member)) ?? []
  expect(shown).toMatchObject({ webhookEndpoint: null })
  expect(shown?.message).toContain('It answered that it is gone (410).')
  expect(shown?.message).toContain('enable it with updateWebhookEndpoint(isPaused: false)')
  expect(shown?.message).not.toContain('/gone')

  await endTask(organization)
  await expect
    .poll(() => endpointNow(organization, endpointId))
    .toMatchObject({
      state: 'DISABLED',
      waitingDeliveries: 1,
      deliveries: [{ status: 'PENDING' }, { status: 'FAILED' }],
    })
  expect(at('/gone')).toHaveLength(1)
  await change(organization, { endpointId, isPaused: false })
  const messages = await messagesAt('/gone', 3)
  expect(new Set(messages.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
  await expect
    .poll(() => endpointNow(organization, endpointId))
    .toMatchObject({ state: 'ENABLED', deliveries: [{ status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }] })
})

test('a disabled endpoint stays disabled when it is paused; enabling it sends deliveries that were given up, but not discarded ones', async () => {
  const organization = await holdfast.organization()
  const { id: endpointId } = await endpointOf(organization, '/disabled')
  answers.set('/disabled', [410])
  await endTask(organization)
  const stateReason = 'It answered that it is gone (410).'
  const disabled = { state: 'DISABLED', stateReason }
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject(disabled)
  await change(organization, { endpointId, isPaused: true })
  expect(await endpointNow(organization, endpointId)).toMatchObject(disabled)
  const { updateWebhookEndpoint } = await change(organization, { endpointId, discardMissed: true })
  expect(updateWebhookEndpoint).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'discardMissed must be false unless isPaused is false',
  })
  await change(organization, { endpointId, isPaused: false })
  const [first] = await messagesAt('/disabled', 2)

  await change(organization, { endpointId, isPaused: true })
  await endTask(organization)
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject({ waitingDeliveries: 1 })
  await change(organization, { endpointId, isPaused: false, discardMissed: true })
  answers.set('/disabled', [410])
  await endTask(organization)
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject(disabled)
  await change(organization, { endpointId, isPaused: false })
  const messages = await messagesAt('/disabled', 4)
  const ids = messages.map(({ headers }) => headers['webhook-id'])
  expect(ids).toEqual([first?.headers['webhook-id'], ids[0], ids[2], ids[2]])
  await expect
    .poll(async () => (await endpointNow(organization, endpointId)).deliveries.map(({ status }) => status))
    .toEqual(['SUCCEEDED', 'FAILED', 'SUCCEEDED'])
})

test('if two rotations of a secret happen at the same moment, both new secrets sign', async () => {
  const organization = await holdfast.organization()
  const { id: endpointId, secret: first } = await endpointOf(organization, '/rotated')
  const rotations = await Promise.all(
    [1, 2].map(() =>
      organization.admin.run(RotateWebhookSecret, { input: { webhookEndpointId: endpointId, overlapSeconds: 60 } }),
    ),
  )
  await endTask(organization)
  const [message] = await messagesAt('/rotated', 1)
  const verify = (secret: string) =>
    new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>)
  for (const { rotateWebhookSecret: rotated } of rotations) {
    if (rotated?.__typename !== 'RotateWebhookSecretSuccess') throw new Error('refused')
    verify(rotated.secret)
  }
  expect(() => verify(first)).toThrow()
})

test('at most 10,000 messages wait for an endpoint, for at most 30 days', async () => {
  const organization = await holdfast.organization()
  const { id: endpointId } = await endpointOf(organization, '/full')
  await change(organization, { endpointId, isPaused: true })
  const uuid = decodeGlobalId(endpointId).id.split('/')[1]
  await run(holdfast.database.url, async (client) => {
    await client.query(
      `INSERT INTO webhook_delivery (organization_id, id, endpoint_id, message_id, event, body, status, attempts, created_at)
      SELECT $1, gen_random_uuid(), $2, 'msg_' || n, 'task.ended', '{}', 'PENDING', 0, now() - interval '1 hour'
      FROM generate_series(1, 10000) AS n`,
      [organization.uuid, uuid],
    )
    await endTask(organization)
    await expect
      .poll(async () => (await endpointNow(organization, endpointId)).deliveries[0])
      .toMatchObject({
        ...{ status: 'FAILED', attempts: 0, error: '10000 messages waited for it already.' },
      })
    // Nor does one that is sent again by hand.
    const { id } = (await endpointNow(organization, endpointId)).deliveries[0] ?? {}
    const { redeliverWebhook } = await organization.admin.run(RedeliverWebhook, { id: id ?? '' })
    expect(redeliverWebhook).toMatchObject({ delivery: { status: 'FAILED' } })
    await client.query(
      `UPDATE webhook_delivery SET due_at = now() - interval '31 days' WHERE organization_id = $1 AND ended_at IS NULL`,
      [organization.uuid],
    )
    await expect.poll(async () => (await endpointNow(organization, endpointId)).waitingDeliveries).toBe(0)
  })
  expect(at('/full')).toEqual([])
})

test('three tenants whose endpoints never answer do not delay anybody else, whether they answered before or not', async () => {
  const [healthy, ...dead] = await Promise.all([1, 2, 3, 4].map(() => holdfast.organization()))
  if (!healthy) throw new Error('there is none')
  await endpointOf(healthy, '/healthy')
  await endTask(healthy)
  await messagesAt('/healthy', 1)
  const paths = dead.map((_, i) => [1, 2, 3, 4].map((n) => `/dead/${i}/${n}`))
  for (const [i, organization] of dead.entries())
    for (const path of paths[i] ?? []) await endpointOf(organization, path)
  // All have answered once, so that they are known to answer; then none answers any more.
  await Promise.all(dead.map(endTask))
  for (const path of paths.flat()) await messagesAt(path, 1)
  silent.add('/dead')
  for (let n = 1; n <= 5; n++) {
    await Promise.all(dead.map(endTask))
    await endTask(healthy)
    await messagesAt('/healthy', 1 + n)
  }
  // None of them has timed out yet: nobody has waited for that.
  const tried = await holdfast.holdfast.app.prisma.webhookDelivery.count({
    where: { error: { contains: 'answer within' } },
  })
  expect(tried).toBe(0)
  // A new endpoint, of which nothing is known, is told, too.
  await endpointOf(healthy, '/new')
  await endTask(healthy)
  await messagesAt('/new', 1)
  // What waits, waits beside the queue: that has a few jobs for each endpoint, not one for each message.
  await run(holdfast.database.url, async (client) => {
    const { rows } = await client.query(`SELECT FROM graphile_worker.jobs WHERE flags ? 'webhook_delivery'`)
    expect(rows.length).toBeLessThanOrEqual(14 * 2 * 4)
  })
  silent.delete('/dead')
  for (const response of unanswered.keys()) response.writeHead(204).end()
  for (const path of paths.flat()) await expect.poll(() => at(path).length).toBe(6)
})

// The rest mostly wait for a retry or a timeout: at the same time.
test.concurrent('a URL or a secret that is changed between retries is used from the next attempt on', async ({
  expect,
}) => {
  const organization = await holdfast.organization()
  const { id: endpointId } = await endpointOf(organization, '/before')
  answers.set('/before', [500])
  answers.set('/after', [500])
  await endTask(organization)
  const [first] = await messagesAt('/before', 1)
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject({ deliveries: [{ attempts: 1 }] })
  await change(organization, { endpointId, url: `${receiverUrl}/after` })
  await messagesAt('/after', 1)
  const { rotateWebhookSecret } = await organization.admin.run(RotateWebhookSecret, {
    input: { webhookEndpointId: endpointId, overlapSeconds: 0 },
  })
  if (rotateWebhookSecret?.__typename !== 'RotateWebhookSecretSuccess') throw new Error('refused')
  const [, second] = await messagesAt('/after', 2)
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  const headers = second?.headers as Record<string, string>
  new Webhook(rotateWebhookSecret.secret).verify(second?.body ?? '', headers)
  expect(at('/before')).toHaveLength(1)
})

test.concurrent('an attempt that fails at the old URL, after that was changed, takes nothing from the attempts at the new one', async ({
  expect,
}) => {
  const organization = await holdfast.organization()
  const { id: endpointId } = await endpointOf(organization, '/last/old')
  answers.set('/last/old', [500])
  await endTask(organization)
  await expect.poll(() => endpointNow(organization, endpointId)).toMatchObject({ deliveries: [{ attempts: 1 }] })
  silent.add('/last/old')
  await run(holdfast.database.url, (client) =>
    client.query(`UPDATE webhook_delivery SET attempts = 13 WHERE organization_id = $1`, [organization.uuid]),
  )
  await messagesAt('/last/old', 2)
  answers.set('/last/new', [500])
  await change(organization, { endpointId, url: `${receiverUrl}/last/new` })
  await messagesAt('/last/new', 1)
  for (const [response, path] of unanswered) if (path === '/last/old') response.writeHead(500).end()
  await messagesAt('/last/new', 2)
  await expect
    .poll(() => endpointNow(organization, endpointId))
    .toMatchObject({ state: 'ENABLED', deliveries: [{ status: 'SUCCEEDED' }] })
})

test.concurrent('an endpoint that does not answer in time gets one message, then none for a while, then one as a trial', async ({
  expect,
}) => {
  const organization = await holdfast.organization()
  const { id: endpointId } = await endpointOf(organization, '/slow')
  silent.add('/slow')
  for (let i = 0; i < 4; i++) await endTask(organization)
  const row = async () => {
    const id = decodeGlobalId(endpointId).id.split('/')[1] ?? ''
    return holdfast.holdfast.app.prisma.webhookEndpoint.findFirstOrThrow({ where: { id } })
  }
  // The first attempt ends after ten seconds. The others have not been tried.
  await expect.poll(async () => (await row()).retryAt).not.toBeNull()
  expect(at('/slow')).toHaveLength(1)
  const { failingSince, retryAt } = await row()
  expect(Number(retryAt)).toBeGreaterThanOrEqual(Number(failingSince) + 5_000)
  expect(await endpointNow(organization, endpointId)).toMatchObject({ state: 'ENABLED', waitingDeliveries: 4 })
  silent.delete('/slow')
  // The next one is sent after five seconds by itself, and all others after it.
  await messagesAt('/slow', 5)
  await expect.poll(row).toMatchObject({ failingSince: null, retryAt: null })
})
