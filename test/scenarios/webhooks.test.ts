// Webhooks: what happens is told, signed, once and again until it is taken; and nobody is told inside a private network.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AdvanceClock,
  ChangeWebhookEndpoint,
  Complete,
  CreateBudget,
  CreateWebhookEndpoint,
  EndWebhookEndpoint,
  LoadCatalogue,
  RedeliverWebhook,
  RotateWebhookSecret,
  StartSubscription,
  Submit,
  TestWebhookEndpoint,
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

beforeAll(async () => {
  holdfast = await startTestHoldfast({ privateWebhooks: true })
  receiver = createServer(async (request, response) => {
    const path = request.url ?? ''
    received.push({ path, headers: request.headers, body: await text(request) })
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

const song = { model: 'suno', operation: 'music' }

async function endpointOf({ admin }: TestOrganization, path: string, events = ['TASK_ENDED'] as const) {
  const input = { url: `${receiverUrl}${path}`, events: [...events] }
  const { createWebhookEndpoint } = await admin.run(CreateWebhookEndpoint, { input })
  if (createWebhookEndpoint?.__typename !== 'CreateWebhookEndpointSuccess')
    throw new Error(JSON.stringify(createWebhookEndpoint))
  return { id: createWebhookEndpoint.endpoint.id, secret: createWebhookEndpoint.secret }
}

async function endTask({ member }: TestOrganization): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id, result: { url: 'https://x/y.wav' } } })
  return submitTask.task.id
}

/** What a path has received, once that is so many. */
async function messagesAt(path: string, count: number): Promise<Received[]> {
  const at = () => received.filter((message) => message.path === path)
  await expect.poll(() => at().length, { timeout: 20_000 }).toBe(count)
  return at()
}

async function deliveriesOf(client: Client, endpointId: string) {
  const { organization } = await client.run(WebhookEndpoints)
  const endpoint = organization?.webhookEndpoints?.find(({ id }) => id === endpointId)
  return { endpoint, deliveries: endpoint?.deliveries.edges.map(({ node }) => node) ?? [] }
}

test('a task that ends is told to who wants to hear it, signed; others hear nothing', async () => {
  const [organization, other] = [await holdfast.organization(), await holdfast.organization()]
  const { id, secret } = await endpointOf(organization, '/ended')
  await endTask(other)
  const taskId = await endTask(organization)
  const [message] = await messagesAt('/ended', 1)
  if (!message) throw new Error('nothing came')
  const verified = new Webhook(secret).verify(message.body, message.headers as Record<string, string>)
  expect(verified).toMatchObject({
    type: 'task.ended',
    data: {
      taskId,
      organizationId: organization.id,
      status: 'SUCCEEDED',
      credits: 10,
      result: { url: 'https://x/y.wav' },
    },
  })
  await expect
    .poll(async () => (await deliveriesOf(organization.admin, id)).deliveries)
    .toMatchObject([{ event: 'task.ended', status: 'SUCCEEDED', attempts: 1, responseStatus: 204, body: message.body }])
  // Nobody else sees it, not even in their own organization.
  expect((await organization.member.run(WebhookEndpoints)).organization?.webhookEndpoints).toBeNull()
  expect((await deliveriesOf(other.admin, id)).endpoint).toBeUndefined()
})

test('what is not taken is sent again under the same id, until it is', async () => {
  const organization = await holdfast.organization()
  const { id } = await endpointOf(organization, '/moody')
  answers.set('/moody', [500, 302])
  await endTask(organization)
  const messages = await messagesAt('/moody', 3)
  expect(new Set(messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(new Set(messages.map(({ body }) => body)).size).toBe(1)
  await expect
    .poll(async () => (await deliveriesOf(organization.admin, id)).deliveries)
    .toMatchObject([{ status: 'SUCCEEDED', attempts: 3 }])
}, 40_000)

test('an alert is told, as alertRaised tells it', async () => {
  const organization = await holdfast.organization()
  await endpointOf(organization, '/alerts', ['ALERT_RAISED'] as never)
  await organization.admin.run(CreateBudget, { input: { period: 'DAY', limit: 10, thresholds: [100] } })
  await organization.member.run(Submit, { input: song })
  const [message] = await messagesAt('/alerts', 1)
  expect(JSON.parse(message?.body ?? '{}')).toMatchObject({
    type: 'alert.raised',
    data: { kind: 'BUDGET_THRESHOLD', threshold: 100 },
  })
})

test('a subscription that starts and is renewed is told, each time as it is then', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX' })
  const { id: organizationId } = organization
  await endpointOf(organization, '/subscription', ['SUBSCRIPTION_CHANGED'] as never)
  const plan = { name: 'told', title: 'Told', price: null, interval: 'MONTH', credits: [] }
  const document = { name: 'told', description: 'A plan.', priceRules: [], plans: [plan] }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  await holdfast.operator.run(AdvanceClock, { input: { organizationId, to: '2027-01-31T12:00:00Z' } })
  await holdfast.operator.run(StartSubscription, { input: { organizationId, plan: 'told' } })
  await messagesAt('/subscription', 1)
  await holdfast.operator.run(AdvanceClock, { input: { organizationId, to: '2027-03-01T00:00:00Z' } })
  const told = (await messagesAt('/subscription', 2)).map(({ body }) => JSON.parse(body))
  expect(told.map(({ type }) => type)).toEqual(['subscription.changed', 'subscription.changed'])
  expect(told.map(({ data }) => data)).toMatchObject([
    { plan: 'told', status: 'ACTIVE', cycle: 1, cycleEnd: '2027-02-28T12:00:00.000Z' },
    { plan: 'told', status: 'ACTIVE', cycle: 2, cycleEnd: '2027-03-31T12:00:00.000Z' },
  ])
})

test('a rotated secret signs at once; the old one signs too, until everybody has the new one', async () => {
  const organization = await holdfast.organization()
  const { id, secret } = await endpointOf(organization, '/rotated')
  const rotated = await organization.admin.run(RotateWebhookSecret, { input: { endpointId: id, overlapSeconds: 600 } })
  if (rotated.rotateWebhookSecret?.__typename !== 'RotateWebhookSecretSuccess') throw new Error('refused')
  await organization.admin.run(TestWebhookEndpoint, { id })
  const [both] = await messagesAt('/rotated', 1)
  for (const each of [secret, rotated.rotateWebhookSecret.secret]) {
    expect(new Webhook(each).verify(both?.body ?? '', both?.headers as Record<string, string>)).toMatchObject({
      type: 'test',
    })
  }
  const again = await organization.admin.run(RotateWebhookSecret, { input: { endpointId: id, overlapSeconds: 0 } })
  if (again.rotateWebhookSecret?.__typename !== 'RotateWebhookSecretSuccess') throw new Error('refused')
  await organization.admin.run(TestWebhookEndpoint, { id })
  const [, one] = await messagesAt('/rotated', 2)
  expect(() => new Webhook(secret).verify(one?.body ?? '', one?.headers as Record<string, string>)).toThrow()
})

test('an endpoint that is paused, gone or ended is told nothing; a message can be sent again by hand', async () => {
  const organization = await holdfast.organization()
  const [paused, gone, ended] = [
    await endpointOf(organization, '/paused'),
    await endpointOf(organization, '/gone'),
    await endpointOf(organization, '/over'),
  ]
  const { admin } = organization
  await admin.run(ChangeWebhookEndpoint, { input: { endpointId: paused.id, isPaused: true } })
  await admin.run(EndWebhookEndpoint, { id: ended.id })
  answers.set('/gone', [410])
  await endTask(organization)
  await messagesAt('/gone', 1)
  await expect
    .poll(async () => (await deliveriesOf(admin, gone.id)).endpoint)
    .toMatchObject({ state: 'DISABLED', stateReason: 'It answered that it is gone (410).' })
  await admin.run(ChangeWebhookEndpoint, { input: { endpointId: gone.id, isPaused: false } })
  const { deliveries } = await deliveriesOf(admin, gone.id)
  expect(deliveries).toMatchObject([{ status: 'FAILED', responseStatus: 410 }])
  const { redeliverWebhook } = await admin.run(RedeliverWebhook, { id: deliveries[0]?.id ?? '' })
  expect(redeliverWebhook).toMatchObject({ delivery: { messageId: deliveries[0]?.messageId } })
  const [first, second] = await messagesAt('/gone', 2)
  expect(second?.body).toBe(first?.body)
  expect(received.filter(({ path }) => path === '/paused' || path === '/over')).toEqual([])
})

test('addresses that are not public are refused, however they are written; so is what smuggles', async () => {
  const strict = await startTestHoldfast()
  const { admin, uuid } = await strict.organization()
  const refused = [
    'http://hooks.example/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://10.0.0.8/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://metadata.google.internal/',
    'https://user:password@hooks.example/',
    'https://hooks.example/\r\nx-evil: 1',
    'https://hooks.example/%0d%0a\n',
    'https://hooks.example\\@evil.example/',
    'ftp://hooks.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'gopher://hooks.example/',
    'nonsense',
    '',
  ]
  for (const url of refused) {
    const answer = await admin.run(CreateWebhookEndpoint, { input: { url, events: ['TASK_ENDED'] } })
    expect(answer.createWebhookEndpoint, url).toMatchObject({ code: 'INVALID_INPUT' })
  }
  // A name may lead elsewhere by the time that it is called: the address is looked at then, too.
  const id = uuidv7()
  await strict.holdfast.app.prisma.webhookEndpoint.create({
    data: {
      ...{ organizationId: uuid, id, url: `${receiverUrl}/inside`, events: ['task.ended'], state: 'ENABLED' as const },
      ...{ secret: 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0', createdAt: new Date() },
    },
  })
  const { organization } = await admin.run(WebhookEndpoints)
  const endpointId = organization?.webhookEndpoints?.[0]?.id ?? ''
  await admin.run(TestWebhookEndpoint, { id: endpointId })
  await expect.poll(async () => (await deliveriesOf(admin, endpointId)).deliveries[0]?.error).toMatch(/not allowed/i)
  expect(received.filter(({ path }) => path === '/inside')).toEqual([])
  await strict.stop()
})
