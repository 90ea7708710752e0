// The platform's own webhook endpoints: one receives the events of all organizations, or of one.

import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebhookEvent } from '../generated/graphql.ts'
import { CallbackReceiver } from '../support/callbackReceiver.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Complete,
  CreatePlatformWebhookEndpoint,
  CreateWebhookEndpoint,
  EndWebhookEndpoint,
  Events,
  Grant,
  PlatformWebhookEndpoints,
  RedeliverWebhook,
  RotateWebhookSecret,
  Submit,
  TestWebhookEndpoint,
  UpdateWebhookEndpoint,
  Viewer,
} from '../support/operations.ts'

let holdfast: TestHoldfast
let receiver: CallbackReceiver

beforeAll(async () => {
  holdfast = await startTestHoldfast({ privateWebhooks: true, feedDays: 1 })
  receiver = await CallbackReceiver.start()
})
afterAll(async () => {
  await holdfast.stop()
  receiver.stop()
})

async function endpointAt(path: string, events: readonly WebhookEvent[] | null, of: TestOrganization | null = null) {
  const input = { url: receiver.urlOf(path), events: events && [...events], organizationId: of?.id ?? null }
  const { createPlatformWebhookEndpoint: made } = await holdfast.operator.run(CreatePlatformWebhookEndpoint, { input })
  if (made?.__typename !== 'CreatePlatformWebhookEndpointSuccess') throw new Error(JSON.stringify(made))
  return { ...made.webhookEndpoint, secret: made.secret }
}

async function endpointNow(id: string) {
  const { platformWebhookEndpoints } = await holdfast.operator.run(PlatformWebhookEndpoints)
  const endpoint = platformWebhookEndpoints.find((each) => each.id === id)
  return endpoint && { ...endpoint, deliveries: endpoint.deliveries.edges.map(({ node }) => node) }
}

async function endTask({ member }: TestOrganization): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id } })
  return submitTask.task.id
}

interface Body {
  readonly type: string
  readonly number: number
  readonly previous: number | null
  readonly data: Record<string, unknown>
}
const bodiesAt = async (path: string, count: number) =>
  (await receiver.at(path, count)).map(({ body }) => body as never as Body)

async function heard(): Promise<string[]> {
  const book = await holdfast.holdfast.app.prisma.priceBook.findUniqueOrThrow({ where: { id: 1 } })
  return book.webhookEvents
}

test('one endpoint receives the events of all organizations, signed, with the organization and the numbers of its own stream', async () => {
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  await holdfast.operator.send(
    `mutation { updateLabels(input: { subjectId: "${one.id}", externalId: "customer-1" }) { __typename } }`,
  )
  const all = await endpointAt('/all', ['TASK_ENDED', 'CREDITS_PURCHASED'])
  expect(all).toMatchObject({ isOfPlatform: true, organization: null, state: 'ENABLED' })
  const ofOther = await endpointAt('/other', ['TASK_ENDED'], other)
  expect(ofOther.organization).toEqual({ id: other.id })
  // The customer's own endpoint gets the same messages, and numbers of its own.
  const own = { url: receiver.urlOf('/own'), events: ['TASK_ENDED' as const] }
  await one.admin.run(CreateWebhookEndpoint, { input: own })

  const tasks = [await endTask(one), await endTask(other), await endTask(one)]
  const paid = { amount: 500, currency: 'USD' }
  await holdfast.operator.run(Grant, { input: { organizationId: other.id, credits: 50, kind: 'TOP_UP', paid } })
  const told = await bodiesAt('/all', 4)
  const byNumber = told.toSorted((a, b) => a.number - b.number)
  expect(byNumber.map(({ type, data }) => [type, data.organizationId, data.taskId ?? null])).toEqual([
    ['task.ended', one.id, tasks[0]],
    ['task.ended', other.id, tasks[1]],
    ['task.ended', one.id, tasks[2]],
    ['credits.purchased', other.id, null],
  ])
  expect(byNumber[0]?.data.externalIds).toEqual({ organizationId: 'customer-1' })
  // Each names the one before it: nothing is missing.
  const numbers = new Set(told.map(({ number }) => number))
  const previous = told.map((each) => each.previous)
  expect(previous.filter((each) => each === null)).toHaveLength(1)
  expect(new Set(previous).size).toBe(4)
  for (const each of previous) if (each !== null) expect(numbers).toContain(each)
  const { events } = await holdfast.operator.run(Events, { after: (byNumber[3]?.number ?? 0) - 1, first: 1 })
  expect(events?.events).toMatchObject([{ kind: 'CREDITS_PURCHASED', organizationId: other.id }])

  const [first] = await receiver.at('/all')
  const verify = (secret: string) =>
    new Webhook(secret).verify(first?.raw ?? '', first?.headers as Record<string, string>)
  expect(verify(all.secret)).toMatchObject({ type: 'task.ended' })
  expect(() => verify(ofOther.secret)).toThrow()
  expect((await bodiesAt('/other', 1)).map(({ data, previous: none }) => [data.taskId, none])).toEqual([
    [tasks[1], null],
  ])
  expect((await bodiesAt('/own', 2)).map(({ data }) => data.taskId).toSorted()).toEqual([tasks[0], tasks[2]].toSorted())

  const { deliveries = [] } = (await endpointNow(all.id)) ?? {}
  expect(new Set(deliveries.map(({ organization }) => organization?.id))).toEqual(new Set([one.id, other.id]))
  for (const id of [all.id, ofOther.id]) await holdfast.operator.run(EndWebhookEndpoint, { id })
})

test('it is changed, tested, rotated and ended like those of customers, and its messages are sent again', async () => {
  const organization = await holdfast.organization()
  const { id, events } = await endpointAt('/changed', null)
  expect(events).toHaveLength(17)
  const change = (input: object) =>
    holdfast.operator.run(UpdateWebhookEndpoint, { input: { webhookEndpointId: id, discardMissed: false, ...input } })
  await change({ events: ['TASK_ENDED'], isPaused: true })
  const taskId = await endTask(organization)
  await expect.poll(() => endpointNow(id)).toMatchObject({ state: 'PAUSED', waitingDeliveries: 1 })
  await holdfast.operator.run(TestWebhookEndpoint, { id })
  await receiver.at('/changed')
  await expect.poll(async () => (await endpointNow(id))?.waitingDeliveries).toBe(1)
  await change({ isPaused: false })
  const [isTest, sent] = await bodiesAt('/changed', 2)
  expect([isTest?.type, sent?.data.taskId]).toEqual(['test', taskId])
  await expect.poll(async () => (await endpointNow(id))?.waitingDeliveries).toBe(0)
  const { deliveries = [] } = (await endpointNow(id)) ?? {}
  const [told, tested] = [deliveries.find(({ event }) => event), deliveries.find(({ event }) => !event)]
  expect([told?.organization?.id, tested?.organization]).toEqual([organization.id, null])
  const rotated = await holdfast.operator.run(RotateWebhookSecret, { input: { webhookEndpointId: id } })
  expect(rotated.rotateWebhookSecret?.__typename).toBe('RotateWebhookSecretSuccess')
  await holdfast.operator.run(RedeliverWebhook, { id: told?.id ?? '' })
  const again = (await receiver.at('/changed', 3))[2]
  expect(again?.headers['webhook-id']).toBe(told?.messageId)
  await holdfast.operator.run(EndWebhookEndpoint, { id })
  expect(await endpointNow(id)).toBeUndefined()
})

test('the lane queues jobs for exactly what the endpoints receive, and none without one', async () => {
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  expect(await heard()).toEqual([])
  const made = await Promise.all([
    endpointAt('/heard', ['TASK_ENDED']),
    endpointAt('/heard', ['TASK_ENDED', 'BALANCE_LOW']),
    endpointAt('/heard', ['LOT_EXPIRING'], one),
  ])
  expect(await heard()).toEqual(['balance.low', `lot.expiring ${one.uuid}`, 'task.ended'])
  for (const { id } of made) await holdfast.operator.run(EndWebhookEndpoint, { id })
  expect(await heard()).toEqual([])
  await run(holdfast.database.url, async (client) => {
    const jobs = async () =>
      (
        await client.query(
          `SELECT pg_sequence_last_value(pg_get_serial_sequence('graphile_worker._private_jobs', 'id')) AS last`,
        )
      ).rows[0]?.last
    const before = await jobs()
    await endTask(other)
    expect(await jobs()).toBe(before)
  })
})

test('no endpoint is made for an organization that does not exist, or at an address that may not be called', async () => {
  const strict = await startTestHoldfast()
  try {
    const send = async (input: object) =>
      (await strict.operator.run(CreatePlatformWebhookEndpoint, { input: input as never }))
        .createPlatformWebhookEndpoint
    // Whoever tries it at home reads which setting allows that.
    for (const [url, rule] of [
      ['https://10.0.0.1/hook', 'must be of a public address'],
      ['http://localhost:3000/hook', 'must begin with https://;'],
    ] as const) {
      const { issues } = (await send({ url })) as { issues: { path: string; message: string }[] }
      expect(issues).toMatchObject([{ path: 'url', message: expect.stringContaining(rule) }])
      expect(issues[0]?.message).toContain('PRIVATE_WEBHOOKS=on')
    }
    expect(await send({ url: 'ftp://hooks.example/' })).toMatchObject({
      issues: [{ path: 'url', message: 'must begin with https://' }],
    })
    expect(await send({ url: 'https://hooks.example/', events: [] })).toMatchObject({ code: 'INVALID_INPUT' })
    const { id } = await holdfast.organization()
    expect(await send({ url: 'https://hooks.example/', organizationId: id })).toMatchObject({ code: 'NOT_FOUND' })
  } finally {
    await strict.stop()
  }
})

describe('an endpoint that is disabled', () => {
  test('of a customer: the platform is told by its feed and its webhook', async () => {
    const organization = await holdfast.organization()
    const input = { url: receiver.urlOf('/gone/of-customer'), events: ['TASK_ENDED' as const] }
    const { createWebhookEndpoint } = await organization.admin.run(CreateWebhookEndpoint, { input })
    if (createWebhookEndpoint?.__typename !== 'CreateWebhookEndpointSuccess') throw new Error('refused')
    const { id } = await endpointAt('/told', ['WEBHOOK_DISABLED'])
    receiver.answers.push(410)
    await endTask(organization)
    const [told] = await bodiesAt('/told', 1)
    expect(told).toMatchObject({
      type: 'webhook.disabled',
      data: { organizationId: organization.id, endpointId: createWebhookEndpoint.webhookEndpoint.id },
    })
    const { events } = await holdfast.operator.run(Events, { after: (told?.number ?? 0) - 1, first: 1 })
    expect(events?.events).toMatchObject([{ kind: 'WEBHOOK_DISABLED', organizationId: organization.id }])
    await holdfast.operator.run(EndWebhookEndpoint, { id })
  })

  test('of the platform: its other endpoint is told, the feed has the alert and the act, and it says why', async () => {
    const organization = await holdfast.organization()
    const gone = await endpointAt('/gone/of-platform', ['TASK_ENDED'])
    const watching = await endpointAt('/watching', ['WEBHOOK_DISABLED'])
    receiver.answers.push(410)
    await endTask(organization)
    const [told] = await bodiesAt('/watching', 1)
    expect(told).toMatchObject({
      type: 'webhook.disabled',
      data: { organizationId: null, kind: 'WEBHOOK_DISABLED', endpointId: gone.id },
    })
    expect(told?.data.message).toContain('It answered that it is gone (410).')
    expect(told?.data.message).not.toContain('/gone')
    const { events } = await holdfast.operator.run(Events, { after: (told?.number ?? 0) - 1, first: 1 })
    expect(events?.events).toMatchObject([
      { kind: 'WEBHOOK_DISABLED', organizationId: null, subjectType: 'Alert', data: { endpointId: gone.id } },
    ])
    expect(await endpointNow(gone.id)).toMatchObject({
      state: 'DISABLED',
      stateReason: 'It answered that it is gone (410).',
    })
    const { data } = await holdfast.operator.send<{ node: object }, unknown>(
      `{ node(id: "${told?.data.alertId}") { ... on Alert { kind webhookEndpoint { id } } } }`,
    )
    expect(data?.node).toEqual({ kind: 'WEBHOOK_DISABLED', webhookEndpoint: { id: gone.id } })
    // The customers don't see it.
    for (const of of [told?.data.alertId, gone.id]) {
      const seen = await organization.owner.send<{ node: object | null }, unknown>(`{ node(id: "${of}") { id } }`)
      expect(seen.data?.node).toBeNull()
    }
    for (const { id } of [gone, watching]) await holdfast.operator.run(EndWebhookEndpoint, { id })
  })
})

test('a person who is erased is erased from the messages to the platform, too', async () => {
  const organization = await holdfast.organization()
  const { id } = await endpointAt('/erased', ['TASK_ENDED'])
  const memberId = (await organization.member.run(Viewer)).viewer?.member?.id ?? ''
  await endTask(organization)
  await endTask({ ...organization, member: organization.otherMember })
  await receiver.at('/erased', 2)
  await expect.poll(async () => (await endpointNow(id))?.waitingDeliveries).toBe(0)
  await organization.owner.send(
    `mutation { removeMember(input: { memberId: "${memberId}" }) { __typename }
      eraseMember(input: { memberId: "${memberId}", reason: "asked" }) { __typename } }`,
  )
  await expect.poll(async () => (await endpointNow(id))?.deliveries.length).toBe(1)
  const [left] = (await endpointNow(id))?.deliveries ?? []
  expect(left?.body).not.toContain(memberId)
  await holdfast.operator.run(EndWebhookEndpoint, { id })
})
