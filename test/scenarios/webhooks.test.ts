// Webhooks: each event is sent, signed, until it is accepted, and never to an address in a private network.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decodeGlobalId, encodeGlobalId } from '../../src/graphql/ids.ts'
import type { WebhookEvent } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { Customer } from '../support/customer.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  ApproveTask,
  Cancel,
  CancelSubscription,
  CloseDispute,
  Complete,
  CreateBalanceThreshold,
  CreateBudget,
  CreateWebhookEndpoint,
  EndWebhookEndpoint,
  Grant,
  LoadCatalogue,
  OpenDispute,
  RedeliverWebhook,
  RefundTask,
  RotateTaskWebhookSecret,
  RotateWebhookSecret,
  resultsOf,
  SetExpiryAlert,
  SetSpendingPolicy,
  Submit,
  SubmitMany,
  TaskWebhooks,
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
/** For as long as `isSilent`, paths that begin so are not answered; and who waits there now. */
let isSilent = false
const SILENT = '/silent'
const silent = new Map<ServerResponse, string>()

beforeAll(async () => {
  holdfast = await startTestHoldfast({ privateWebhooks: true })
  receiver = createServer(async (request, response) => {
    const path = request.url ?? ''
    received.push({ path, headers: request.headers, body: await text(request) })
    if (isSilent && path.startsWith(SILENT)) {
      silent.set(response, path)
      response.on('close', () => silent.delete(response))
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

const song = { model: 'suno', operation: 'music' }

async function endpointOf({ admin }: TestOrganization, path: string, events: WebhookEvent[] = ['TASK_ENDED']) {
  const input = { url: `${receiverUrl}${path}`, events }
  const { createWebhookEndpoint } = await admin.run(CreateWebhookEndpoint, { input })
  if (createWebhookEndpoint?.__typename !== 'CreateWebhookEndpointSuccess')
    throw new Error(JSON.stringify(createWebhookEndpoint))
  return { id: createWebhookEndpoint.webhookEndpoint.id, secret: createWebhookEndpoint.secret }
}

async function endTask({ member }: TestOrganization, credits: number | null = null): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const made = { result: { url: 'https://x/y.wav' }, credits }
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id, ...made } })
  return submitTask.task.id
}

/** What a path has received, once that is so many. */
async function messagesAt(path: string, count: number): Promise<Received[]> {
  const at = () => received.filter((message) => message.path === path)
  await vi.waitFor(() => expect(at()).toHaveLength(count), { timeout: 60_000 })
  return at()
}

async function deliveriesOf(client: Client, endpointId: string) {
  const { organization } = await client.run(WebhookEndpoints)
  const endpoint = organization?.webhookEndpoints?.find(({ id }) => id === endpointId)
  return { endpoint, deliveries: endpoint?.deliveries.edges.map(({ node }) => node) ?? [] }
}

test('an ended task is delivered, signed, to the endpoints that want it, and to no others', async () => {
  const [organization, other] = [await holdfast.organization(), await holdfast.organization()]
  const { id, secret } = await endpointOf(organization, '/ended')
  await endTask(other)
  const taskId = await endTask(organization, 7)
  const [message] = await messagesAt('/ended', 1)
  if (!message) throw new Error('nothing came')
  // What is signed is parted by full stops.
  expect(message.headers['webhook-id']).not.toContain('.')
  const verified = new Webhook(secret).verify(message.body, message.headers as Record<string, string>)
  expect(verified).toMatchObject({
    type: 'task.ended',
    data: {
      taskId,
      organizationId: organization.id,
      status: 'SUCCEEDED',
      credits: 10,
      spent: 7,
      released: 3,
      result: { url: 'https://x/y.wav' },
    },
  })
  await expect
    .poll(async () => (await deliveriesOf(organization.admin, id)).deliveries)
    .toMatchObject([{ event: 'TASK_ENDED', status: 'SUCCEEDED', attempts: 1, responseStatus: 204, body: message.body }])
  // Nobody else sees it, not even in their own organization.
  expect((await organization.member.run(WebhookEndpoints)).organization?.webhookEndpoints).toBeNull()
  expect((await deliveriesOf(other.admin, id)).endpoint).toBeUndefined()
})

// This and the next mostly wait for a retry or a timeout: at the same time.
test.concurrent('a delivery is sent again under the same id until it is accepted', async ({ expect }) => {
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
})

test.concurrent('a delivery that cannot be made shows the reason', async ({ expect }) => {
  const organization = await holdfast.organization()
  const { admin } = organization
  const { id: unanswered } = await endpointOf(organization, `${SILENT}/unanswered`)
  const url = receiverUrl.replace('http:', 'HTTPS:')
  const { createWebhookEndpoint } = await admin.run(CreateWebhookEndpoint, { input: { url, events: ['TASK_ENDED'] } })
  const plain =
    createWebhookEndpoint?.__typename === 'CreateWebhookEndpointSuccess' && createWebhookEndpoint.webhookEndpoint.id
  isSilent = true
  await endTask(organization)
  const errorOf = async (id: string) => (await deliveriesOf(admin, id)).deliveries[0]?.error
  // It is called as it was meant, by TLS, which nobody speaks there.
  await expect.poll(() => errorOf(plain || '')).toBe('No secure connection (TLS) could be made.')
  await expect.poll(() => errorOf(unanswered)).toBe('It did not answer within 10 seconds.')
  isSilent = false
})

/** What a path is told, in the order of its coming: type and data. */
async function toldAt(path: string, count: number) {
  const messages = await messagesAt(path, count)
  return messages.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> })
}

test('a budget that is reached and a balance that is low go to the endpoints that want these events', async () => {
  const organization = await holdfast.organization({ credits: 30n })
  const { admin, member } = organization
  await endpointOf(organization, '/budget', ['BUDGET_REACHED'])
  await endpointOf(organization, '/balance', ['BALANCE_LOW'])
  const created = await admin.run(CreateBudget, { input: { period: 'DAY', limit: 10, thresholds: [100] } })
  await admin.run(CreateBalanceThreshold, { input: { credits: 20 } })
  await member.run(Submit, { input: song })
  const budgetId = created.createBudget?.__typename === 'CreateBudgetSuccess' && created.createBudget.budget.id
  expect(await toldAt('/budget', 1)).toMatchObject([
    { type: 'budget.reached', data: { kind: 'BUDGET_THRESHOLD', threshold: 100, budgetId } },
  ])
  expect(await toldAt('/balance', 1)).toMatchObject([
    {
      type: 'balance.low',
      data: { organizationId: organization.id, credits: 20, creditType: 'music', memberId: null, threshold: null },
    },
  ])
})

test('a task that waits for approval is reported to approvers; one that does not wait is not', async () => {
  const organization = await holdfast.organization()
  const { admin, member, id: organizationId } = organization
  await endpointOf(organization, '/approve', ['TASK_APPROVAL_NEEDED'])
  await member.run(Submit, { input: song })
  await admin.run(SetSpendingPolicy, { input: { approvalAbove: 9, approvalSeconds: 3_600 } })
  const { submitTask } = await member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const taskId = submitTask.task.id
  const data = { organizationId, taskId, model: 'suno', operation: 'music', credits: 10, approval: 'PENDING' }
  expect(await toldAt('/approve', 1)).toMatchObject([{ type: 'task.approval_needed', data }])
  await admin.run(ApproveTask, { input: { taskId } })
  await admin.run(Cancel, { input: { taskId } })
  const { submitTask: another } = await member.run(Submit, { input: song })
  const anotherId = another?.__typename === 'SubmitTaskSuccess' && another.task.id
  expect((await toldAt('/approve', 2))[1]).toMatchObject({ data: { taskId: anotherId } })
})

test('credits that will be lost are reported, with the time', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await endpointOf(customer.organization, '/expiring', ['LOT_EXPIRING'])
  await customer.organization.admin.run(SetExpiryAlert, { input: { days: 3 } })
  const granted = await customer.grant({ credits: 30, expiresAt: '2027-02-01T00:00:00Z' })
  await customer.wait('2027-01-30T00:00:00Z')
  const lotId = granted?.__typename === 'GrantCreditsSuccess' && granted.lot.id
  expect(await toldAt('/expiring', 1)).toMatchObject([
    {
      type: 'lot.expiring',
      data: { lotId, credits: 30, expiresAt: '2027-02-01T00:00:00.000Z', lostAt: '2027-02-01T00:00:00.000Z' },
    },
  ])
})

test('paid credits and the outcome of their dispute are reported; granted ones are not', async () => {
  const organization = await holdfast.organization()
  const { id: organizationId } = organization
  await endpointOf(organization, '/paid', ['CREDITS_PURCHASED'])
  await endpointOf(organization, '/disputed', ['PAYMENT_DISPUTED'])
  const { operator } = holdfast
  await operator.run(Grant, { input: { organizationId, credits: 5 } })
  const paid = { amount: 990, currency: 'USD' }
  const granted = await operator.run(Grant, { input: { organizationId, credits: 100, paid, source: 'invoice 7' } })
  if (granted.grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error('refused')
  const lotId = granted.grantCredits.lot.id
  expect(await toldAt('/paid', 1)).toMatchObject([
    { type: 'credits.purchased', data: { lotId, credits: 100, paid, source: 'invoice 7', creditType: 'music' } },
  ])
  await operator.run(OpenDispute, { input: { lotId, reason: 'a chargeback' } })
  await messagesAt('/disputed', 1)
  await operator.run(CloseDispute, { input: { lotId, outcome: 'LOST', reason: 'lost' } })
  expect(await toldAt('/disputed', 2)).toMatchObject([
    { type: 'payment.disputed', data: { lotId, dispute: 'OPEN', paid } },
    { type: 'payment.disputed', data: { lotId, dispute: 'LOST', paid } },
  ])
})

test('a refund is reported with its credits and its reason', async () => {
  const organization = await holdfast.organization({ credits: 20n })
  await endpointOf(organization, '/refunded', ['CREDITS_REFUNDED'])
  const { submitTask } = await organization.member.run(Submit, { input: song })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const taskId = submitTask.task.id
  await endpointOf(organization, '/ended-once', ['TASK_ENDED'])
  await holdfast.operator.run(Complete, { input: { taskId } })
  await messagesAt('/ended-once', 1)
  for (const credits of [4, 6])
    await holdfast.operator.run(RefundTask, { input: { taskId, credits, reason: 'silence' } })
  const ofTask = { taskId, creditType: 'music', reason: 'silence', spent: 10 }
  expect(await toldAt('/refunded', 2)).toMatchObject([
    { type: 'credits.refunded', data: { ...ofTask, credits: 4, refunded: 4 } },
    { type: 'credits.refunded', data: { ...ofTask, credits: 6, refunded: 10 } },
  ])
  // The task ended once.
  expect(received.filter(({ path }) => path === '/ended-once')).toHaveLength(1)
})

test('renewals and all other automatic changes of a subscription are reported', async () => {
  const plan = { name: 'told', title: 'Told', price: null, interval: 'MONTH', credits: [] }
  const document = { name: 'told', description: 'A plan.', priceRules: [], plans: [plan] }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  const customer = await Customer.at(holdfast, '2027-01-31T12:00:00Z')
  await endpointOf(customer.organization, '/renewed', ['SUBSCRIPTION_RENEWED'])
  await endpointOf(customer.organization, '/changed', ['SUBSCRIPTION_CHANGED'])
  await customer.subscribe('told')
  await messagesAt('/changed', 1)
  await customer.wait('2027-03-01T00:00:00Z')
  await messagesAt('/renewed', 1)
  const { operator } = holdfast
  await operator.run(CancelSubscription, { input: { organizationId: customer.id, atPeriodEnd: false } })
  expect(await toldAt('/changed', 2)).toMatchObject([
    { type: 'subscription.changed', data: { plan: 'told', status: 'ACTIVE', cycle: 1 } },
    { type: 'subscription.changed', data: { plan: 'told', status: 'CANCELED' } },
  ])
  expect(await toldAt('/renewed', 1)).toMatchObject([
    { type: 'subscription.renewed', data: { cycle: 2, cycleEnd: '2027-03-31T12:00:00.000Z' } },
  ])
})

async function submitTold({ member }: TestOrganization, path: string, more: object = {}) {
  const input = { ...song, webhookUrl: `${receiverUrl}${path}`, ...more }
  return (await member.run(Submit, { input })).submitTask
}

async function taskSecret({ admin }: TestOrganization, overlapSeconds = 0): Promise<string> {
  const { rotateTaskWebhookSecret } = await admin.run(RotateTaskWebhookSecret, { input: { overlapSeconds } })
  if (rotateTaskWebhookSecret?.__typename !== 'RotateTaskWebhookSecretSuccess') throw new Error('refused')
  return rotateTaskWebhookSecret.secret
}

test('the end of a task is sent to the task’s own URL, signed with the organization’s secret for tasks, and logged', async () => {
  const organization = await holdfast.organization()
  const { admin, member } = organization
  expect(await submitTold(organization, '/own')).toMatchObject({ issues: [{ path: 'webhookUrl' }] })
  const secret = await taskSecret(organization)
  const submitted = await submitTold(organization, '/own', { idempotencyKey: 'song' })
  if (submitted?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitted))
  const taskId = submitted.task.id
  expect(await submitTold(organization, '/own', { idempotencyKey: 'song' })).toMatchObject({ replayed: true })
  expect(await submitTold(organization, '/other', { idempotencyKey: 'song' })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  })
  answers.set('/own', [503])
  await member.run(Cancel, { input: { taskId } })
  const [first, second] = await messagesAt('/own', 2)
  const headers = second?.headers as Record<string, string>
  expect(new Webhook(secret).verify(second?.body ?? '', headers)).toMatchObject({
    type: 'task.ended',
    data: { taskId, status: 'CANCELED', credits: 10, spent: 0, released: 10 },
  })
  expect(headers['webhook-id']).toBe(first?.headers['webhook-id'])
  const told = async (client: Client) => (await client.run(TaskWebhooks, { id: taskId })).node as TaskTold
  const url = `${receiverUrl}/own`
  await expect
    .poll(async () => (await told(admin)).webhookDeliveries?.edges)
    .toMatchObject([{ node: { url, event: 'TASK_ENDED', status: 'SUCCEEDED', attempts: 2, responseStatus: 204 } }])
  expect(await told(member)).toEqual({ webhookUrl: null, webhookDeliveries: null })

  // By hand, with another secret, and the one before.
  const other = await taskSecret(organization, 600)
  const { redeliverWebhook } = await admin.run(RedeliverWebhook, {
    id: (await told(admin)).webhookDeliveries?.edges[0]?.node.id ?? '',
  })
  expect(redeliverWebhook).toMatchObject({ delivery: { messageId: headers['webhook-id'] } })
  const [, , again] = await messagesAt('/own', 3)
  for (const each of [secret, other]) {
    new Webhook(each).verify(again?.body ?? '', again?.headers as Record<string, string>)
  }
})

interface TaskTold {
  readonly webhookUrl: string | null
  readonly webhookDeliveries: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly error: string | null } }[]
  } | null
}

test('each of many concurrent tasks has a URL of its own, and the endpoints get the events too', async () => {
  const organization = await holdfast.organization()
  await taskSecret(organization)
  await endpointOf(organization, '/all')
  const inputs = [1, 2, 3].map((n) => ({ ...song, webhookUrl: `${receiverUrl}/own/${n}` }))
  const { submitTasks } = await organization.member.run(SubmitMany, { inputs: [...inputs, song] })
  for (const each of resultsOf(submitTasks)) {
    if (each.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(each))
    await holdfast.operator.run(Complete, { input: { taskId: each.task.id } })
  }
  const all = await toldAt('/all', 4)
  for (const n of [1, 2, 3]) {
    const [told] = await toldAt(`/own/${n}`, 1)
    expect(all.map(({ data }) => data.taskId)).toContain(told?.data.taskId)
  }
})

test('a rotated secret signs at once; the old one signs too until the overlap ends', async () => {
  const organization = await holdfast.organization()
  const { id, secret } = await endpointOf(organization, '/rotated')
  const rotated = await organization.admin.run(RotateWebhookSecret, {
    input: { webhookEndpointId: id, overlapSeconds: 600 },
  })
  if (rotated.rotateWebhookSecret?.__typename !== 'RotateWebhookSecretSuccess') throw new Error('refused')
  await organization.admin.run(TestWebhookEndpoint, { id })
  const [both] = await messagesAt('/rotated', 1)
  for (const each of [secret, rotated.rotateWebhookSecret.secret]) {
    expect(new Webhook(each).verify(both?.body ?? '', both?.headers as Record<string, string>)).toMatchObject({
      type: 'test',
    })
  }
  const again = await organization.admin.run(RotateWebhookSecret, {
    input: { webhookEndpointId: id, overlapSeconds: 0 },
  })
  if (again.rotateWebhookSecret?.__typename !== 'RotateWebhookSecretSuccess') throw new Error('refused')
  await organization.admin.run(TestWebhookEndpoint, { id })
  const [, one] = await messagesAt('/rotated', 2)
  expect(() => new Webhook(secret).verify(one?.body ?? '', one?.headers as Record<string, string>)).toThrow()
})

test('a paused, gone or ended endpoint gets no messages; a message can be sent again by hand', async () => {
  const organization = await holdfast.organization()
  const [paused, gone, ended] = [
    await endpointOf(organization, '/paused'),
    await endpointOf(organization, '/gone'),
    await endpointOf(organization, '/over'),
  ]
  const { admin } = organization
  await admin.run(UpdateWebhookEndpoint, { input: { webhookEndpointId: paused.id, isPaused: true } })
  await admin.run(EndWebhookEndpoint, { id: ended.id })
  const changed = await admin.run(UpdateWebhookEndpoint, { input: { webhookEndpointId: ended.id, isPaused: true } })
  expect(changed.updateWebhookEndpoint).toMatchObject({
    code: 'ENDED',
    message: expect.stringMatching(
      /^This webhook endpoint ended at \S+Z, and that can’t be undone\. Name another webhook endpoint\.$/,
    ),
  })
  answers.set('/gone', [410])
  await endTask(organization)
  await messagesAt('/gone', 1)
  await expect
    .poll(async () => (await deliveriesOf(admin, gone.id)).endpoint)
    .toMatchObject({ state: 'DISABLED', stateReason: 'It answered that it is gone (410).' })
  await admin.run(UpdateWebhookEndpoint, {
    input: { webhookEndpointId: gone.id, isPaused: false, discardMissed: true },
  })
  const { deliveries } = await deliveriesOf(admin, gone.id)
  expect(deliveries).toMatchObject([{ status: 'FAILED', responseStatus: 410 }])
  const { redeliverWebhook } = await admin.run(RedeliverWebhook, { id: deliveries[0]?.id ?? '' })
  expect(redeliverWebhook).toMatchObject({ delivery: { messageId: deliveries[0]?.messageId } })
  const [first, second] = await messagesAt('/gone', 2)
  expect(second?.body).toBe(first?.body)
  expect(received.filter(({ path }) => path === '/paused' || path === '/over')).toEqual([])
})

test('a delivery to an endpoint that has ended is not sent again', async () => {
  const organization = await holdfast.organization()
  const { admin } = organization
  const endpoint = await endpointOf(organization, '/ends')
  await endTask(organization)
  await messagesAt('/ends', 1)
  const { deliveries } = await deliveriesOf(admin, endpoint.id)
  await admin.run(EndWebhookEndpoint, { id: endpoint.id })
  const { redeliverWebhook: refused } = await admin.run(RedeliverWebhook, { id: deliveries[0]?.id ?? '' })
  if (refused?.__typename !== 'EndedError') throw new Error(JSON.stringify(refused))
  expect(refused).toMatchObject({
    code: 'ENDED',
    message: `The webhook endpoint of this delivery ended at ${refused.endedAt}: the message can’t be sent again.`,
  })
})

test('a delivery that is not accepted for a day fails, and its endpoint gets no further messages', async () => {
  const organization = await holdfast.organization()
  const { admin } = organization
  const { id } = await endpointOf(organization, '/lost')
  answers.set('/lost', [500, 500])
  await endTask(organization)
  await expect.poll(async () => (await deliveriesOf(admin, id)).deliveries).toMatchObject([{ attempts: 1 }])
  // As a process leaves it that is killed while it tries it for the last time.
  await run(holdfast.database.url, async (client) => {
    const values = [organization.uuid]
    await client.query(`UPDATE webhook_delivery SET attempts = 13, due_at = now() WHERE organization_id = $1`, values)
    const soon = `UPDATE graphile_worker._private_jobs SET run_at = now()
      WHERE locked_at IS NULL AND payload ->> 'organizationId' = $1`
    await expect.poll(async () => (await client.query(soon, values)).rowCount).toBeGreaterThan(0)
  })
  await expect
    .poll(() => deliveriesOf(admin, id))
    .toMatchObject({ endpoint: { state: 'DISABLED' }, deliveries: [{ status: 'FAILED', attempts: 14 }] })
})

test('deliveries are kept for thirty days', async () => {
  let now = Date.UTC(2027, 0, 1)
  const days = 24 * 60 * 60 * 1_000
  const own = await startTestHoldfast({ privateWebhooks: true, clock: () => new Date(now) })
  const organization = await own.organization()
  const { admin } = organization
  const { id } = await endpointOf(organization, '/kept')
  const tell = async () => {
    await admin.run(TestWebhookEndpoint, { id })
    await expect
      .poll(async () => (await deliveriesOf(admin, id)).deliveries.map(({ status }) => status))
      .not.toContain('PENDING')
  }
  await tell()
  now += 29 * days
  await tell()
  const { deliveries } = await deliveriesOf(admin, id)
  expect(deliveries).toHaveLength(2)
  now += days
  await expect.poll(async () => (await deliveriesOf(admin, id)).deliveries).toEqual(deliveries.slice(0, 1))
  expect((await admin.run(RedeliverWebhook, { id: deliveries[1]?.id ?? '' })).redeliverWebhook).toMatchObject({
    code: 'NOT_FOUND',
  })
  await own.stop()
})

test('non-public addresses are refused in every notation, and so are URLs that smuggle', async () => {
  const strict = await startTestHoldfast()
  const organization = await strict.organization()
  const { admin, member, uuid } = organization
  await taskSecret(organization)
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
    'https://[::127.0.0.1]/',
    'https://[::ffff:0:127.0.0.1]/',
    'https://[64:ff9b::127.0.0.1]/',
    'https://[64:ff9b:1::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
    'https://[fe80::1%25eth0]/',
    'https://[ff02::1]/',
    'https://[4000::1]/',
    'https://127.0.0.1./',
    'https://①②⑦.⓪.⓪.①/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://intranet/',
    'https://box.home.arpa/',
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
    const submitted = await member.run(Submit, { input: { ...song, webhookUrl: url } })
    expect(submitted.submitTask, url).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'webhookUrl' }] })
  }
  // A name may lead elsewhere by the time that it is called: the address is looked at then, too.
  const notPublic = 'Its URL leads to no address that may be called.'
  const port = new URL(receiverUrl).port
  // By its address; by a name of a private address; by a name that nobody knows. All three look the same.
  for (const host of ['127.0.0.1', hostname(), 'nobody-has-this-name.invalid']) {
    const id = uuidv7()
    await strict.holdfast.app.prisma.webhookEndpoint.create({
      data: {
        ...{ organizationId: uuid, id, url: `http://${host}:${port}/inside`, events: ['task.ended'] },
        ...{ state: 'ENABLED' as const, secret: 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0', createdAt: new Date() },
      },
    })
    const endpointId = encodeGlobalId('WebhookEndpoint', `${uuid}/${id}`)
    await admin.run(TestWebhookEndpoint, { id: endpointId })
    await expect.poll(async () => (await deliveriesOf(admin, endpointId)).deliveries[0]?.error).toBe(notPublic)
  }
  const { submitTask } = await member.run(Submit, { input: { ...song, webhookUrl: 'https://hooks.example/' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const { id: taskId } = submitTask.task
  const deliveryId = uuidv7()
  await strict.holdfast.app.prisma.webhookDelivery.create({
    data: {
      ...{
        organizationId: uuid,
        id: deliveryId,
        taskId: decodeGlobalId(taskId).id.split('/')[1],
        url: `${receiverUrl}/inside`,
        body: '{}',
      },
      ...{ messageId: 'msg_1', event: 'task.ended', status: 'FAILED' as const, attempts: 14 },
      ...{ createdAt: new Date(), endedAt: new Date() },
    },
  })
  await admin.run(RedeliverWebhook, { id: encodeGlobalId('WebhookDelivery', `${uuid}/${deliveryId}`) })
  await expect
    .poll(async () => {
      const { node } = await admin.run(TaskWebhooks, { id: taskId })
      return (node as TaskTold).webhookDeliveries?.edges[0]?.node.error
    })
    .toBe(notPublic)
  expect(received.filter(({ path }) => path === '/inside')).toEqual([])
  await strict.stop()
})
