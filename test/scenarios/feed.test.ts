// The feed: every change of every organization in one order, with a number each; read, followed, and told by webhooks.

import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { CallbackReceiver } from '../support/callbackReceiver.ts'
import { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  AddMember,
  ApproveTask,
  CreateApiKey,
  CreatePlatformKey,
  CreateWebhookEndpoint,
  Events,
  Grant,
  Submit,
  UpdateOrganization,
  WatchEvents,
} from '../support/operations.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const SONG = { model: 'suno', operation: 'music', input: { sandbox: { durationMs: 20 } } }

let holdfast: TestHoldfast
let aheadMs = 0
beforeAll(async () => {
  holdfast = await startTestHoldfast({
    feedDays: 30,
    privateWebhooks: true,
    clock: () => new Date(Date.now() + aheadMs),
  })
})
afterAll(() => holdfast.stop())

async function newest(): Promise<number> {
  const { events } = await holdfast.operator.run(Events, { after: 0, first: 1 })
  return events?.newestNumber ?? 0
}

interface Told {
  readonly number: number
  readonly kind: string
  readonly organizationId: string | null
  readonly data: Record<string, unknown>
}

/** All events after a number, page by page. */
async function eventsAfter(client: Client, after: number, more: object = {}) {
  const told = []
  for (let last = after; ; ) {
    const { events: page } = await client.run(Events, { after: last, first: 7, ...more })
    if (!page) throw new Error('there is no page')
    told.push(...page.events)
    if (page.lastNumber === page.newestNumber) return told
    last = page.lastNumber
  }
}

/** Reads an answer of /events line by line, until a condition is met or it ends. */
async function linesOf(response: Response, isLast: (line: string) => boolean = () => false): Promise<string[]> {
  const lines: string[] = []
  let rest = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      lines.push(line)
      if (isLast(line)) return lines
    }
  }
  return lines
}

const get = (query: string, { key }: Client, headers: Record<string, string> = {}) =>
  fetch(`${holdfast.holdfast.url}/events${query}`, { headers: { 'x-api-key': key ?? '', ...headers } })

test('a song is told as what it was: submitted and frozen, spent and ended, with numbers that follow each other', async () => {
  const before = await newest()
  const { id, admin, member } = await holdfast.organization({ mode: 'SANDBOX', credits: 100n })
  const stream = holdfast.operator.watch(WatchEvents, { after: before, organizationId: id })
  await member.run(Submit, { input: SONG })
  await stream.until(({ events }) => events.kind === 'TASK_ENDED')
  await stream.end()
  const all = await eventsAfter(holdfast.operator, before)
  expect(all.map(({ number }) => number)).toEqual(all.map((_, i) => before + 1 + i))
  const told = all.filter(({ organizationId }) => organizationId === id)
  expect((await eventsAfter(admin, before)).slice(0, told.length)).toEqual(told)
  const kinds = told.map(({ kind }) => kind)
  expect(kinds).toEqual(
    expect.arrayContaining(['GRANT', 'FREEZE', 'TASK_SUBMITTED', 'TASK_UPDATED', 'SPEND', 'TASK_ENDED']),
  )
  const freeze = told.find(({ kind }) => kind === 'FREEZE')
  expect(freeze).toMatchObject({
    organizationId: id,
    subjectType: 'JournalEntry',
    actorKind: 'MEMBER',
    actorName: 'MEMBER 2',
  })
  const data = freeze?.data as Record<string, unknown>
  expect(data).toMatchObject({ credits: 10, available: 90, frozen: 10, creditType: 'music', sequence: 2 })
  const { data: nodes } = await admin.send(
    `{ nodes(ids: ["${data.walletId}", "${data.holdId}", "${data.taskId}", "${freeze?.subjectId}", "${freeze?.actorId}"]) { __typename } }`,
  )
  expect((nodes as { nodes: { __typename: string }[] }).nodes.map((node) => node?.__typename)).toEqual([
    'Wallet',
    'Hold',
    'Task',
    'JournalEntry',
    'Member',
  ])
  const ended = told.find(({ kind }) => kind === 'TASK_ENDED')
  expect(ended?.data).toMatchObject({ status: 'SUCCEEDED', credits: 10, spent: 10, released: 0, model: 'suno' })
  // Holdfast's sandbox ran the task, so Holdfast is the actor.
  const acts = ['TASK_SUBMITTED', 'TASK_UPDATED', 'SPEND', 'TASK_ENDED'].map((kind) => [
    kind,
    ...new Set(told.filter((each) => each.kind === kind).map((each) => each.actorName)),
  ])
  expect(acts).toEqual([
    ['TASK_SUBMITTED', 'MEMBER 2'],
    ...['TASK_UPDATED', 'SPEND', 'TASK_ENDED'].map((kind) => [kind, 'Holdfast']),
  ])
})

test('acts that no batch decides have numbers, too: each once, in the order of their commits', async () => {
  const { id, admin } = await holdfast.organization({ credits: 0n })
  const before = await newest()
  const stream = holdfast.operator.watchBySse(WatchEvents, { after: before, organizationId: id })
  await holdfast.operator.run(AddMember, { input: { organizationId: id, name: 'Ada', role: 'MEMBER' } })
  await admin.run(UpdateOrganization, { input: { organizationId: id, name: 'Tide Records' } })
  await admin.run(CreateApiKey, { input: { name: 'studio', scopes: ['READ'] } })
  await stream.until(({ events }) => events.kind === 'API_KEY_ACT')
  await stream.end()
  const told = await eventsAfter(admin, before)
  const acts = told
    .map(({ kind, data, actorKind }) => [kind, (data as Told['data']).action, actorKind])
    .filter(([, action]) => action !== 'createOrganization')
  expect(acts.toSorted()).toEqual([
    ['API_KEY_ACT', 'createApiKey', 'MEMBER'],
    ['MEMBER_ACT', 'addMember', 'OPERATOR'],
    ['ORGANIZATION_ACT', 'updateOrganization', 'MEMBER'],
  ])
  const of = (kind: string) => told.find((each) => each.kind === kind)?.number ?? 0
  expect(of('MEMBER_ACT')).toBeLessThan(of('API_KEY_ACT'))
  await run(holdfast.database.url, async (client) => {
    expect((await client.query(`SELECT FROM feed_outbox`)).rowCount).toBe(0)
  })
})

test('acts on platform keys are in the feed, and the actor has the id of the key in the API', async () => {
  const before = await newest()
  const stream = holdfast.operator.watch(WatchEvents, { after: before, kinds: ['PLATFORM_KEY_ACT'] })
  const { createPlatformKey: made } = await holdfast.operator.run(CreatePlatformKey, {
    input: { name: 'granter', scopes: ['GRANT'] },
  })
  if (made?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(made))
  const { events: told } = await stream.next()
  await stream.end()
  expect(told).toMatchObject({ organizationId: null, subjectType: 'PlatformKey', subjectId: made.platformKey.id })
  expect(told.data).toMatchObject({ action: 'createPlatformKey', after: { name: 'granter', scopes: ['GRANT'] } })
  const { id: organizationId } = await holdfast.organization({ credits: 0n })
  await holdfast.client(made.secret).run(Grant, { input: { organizationId, credits: 5 } })
  const granted = (await eventsAfter(holdfast.operator, before, { organizationId, kinds: ['GRANT'] }))[0]
  expect(granted).toMatchObject({ actorKind: 'OPERATOR', actorName: 'granter', actorId: made.platformKey.id })
})

test('changes of external ids and metadata are events, of every kind of thing, with their values', async () => {
  const { id: organizationId, owner, member } = await holdfast.organization()
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  const { data } = await owner.send<Record<string, never>, unknown>(
    '{ viewer { member { id } } organization { apiKeys(first: 1) { edges { node { id } } } wallet { lots(first: 1) { edges { node { id } } } openHolds(first: 1) { edges { node { id } } } } } }',
  )
  const ids = [...JSON.stringify(data).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id)
  const subjects = [organizationId, submitTask.task.id, ...ids]
  expect(subjects).toHaveLength(6)
  const before = await newest()
  for (const [i, subjectId] of subjects.entries()) {
    const input = `{ subjectId: "${subjectId}", externalId: "own-${i}-${organizationId}", metadata: { n: "${i}" } }`
    await holdfast.operator.send(`mutation { updateLabels(input: ${input}) { __typename } }`)
  }
  const stream = holdfast.operator.watch(WatchEvents, { after: before, organizationId, kinds: ['LABELS_CHANGED'] })
  const told = []
  while (told.length < subjects.length) told.push((await stream.next()).events)
  await stream.end()
  expect(new Set(told.map(({ subjectId }) => subjectId))).toEqual(new Set(subjects))
  for (const { subjectId, data: facts, actorName } of told) {
    const i = subjects.indexOf(subjectId)
    expect(actorName).toBe('operator')
    expect(facts).toMatchObject({
      action: 'updateLabels',
      after: { externalId: `own-${i}-${organizationId}`, metadata: { n: String(i) } },
    })
  }
})

describe('who reads what', () => {
  test('an ADMIN sees the own organization, a MEMBER nothing, and nobody another organization', async () => {
    const [mine, theirs] = [await holdfast.organization(), await holdfast.organization()]
    const told = await eventsAfter(mine.admin, 0)
    expect(new Set(told.map(({ organizationId }) => organizationId))).toEqual(new Set([mine.id]))
    for (const client of [mine.member, mine.viewer]) {
      const { errors } = await client.send(Events, { after: 0 })
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
      const refused = await get('?after=0', client)
      expect(refused.status).toBe(403)
      expect(await refused.json()).toEqual({ code: 'FORBIDDEN', message: errors?.[0]?.message })
    }
    const { errors } = await mine.admin.send(Events, { after: 0, organizationId: theirs.id })
    expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
    expect((await get(`?after=0&organizationId=${theirs.id}`, mine.admin)).status).toBe(404)
  })

  test('a key with READ alone sees that an act was done, without its values', async () => {
    const { id, admin } = await holdfast.organization({ credits: 0n })
    const { createApiKey } = await admin.run(CreateApiKey, { input: { name: 'reader', scopes: ['READ'] } })
    if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error('refused')
    const begun = await newest()
    await admin.run(UpdateOrganization, { input: { organizationId: id, name: 'Moon Records' } })
    const isOfUpdate = ({ data }: { data: unknown }) => (data as Told['data']).action === 'updateOrganization'
    const reader = holdfast.client(createApiKey.secret)
    const seen = (await eventsAfter(reader, begun)).find(isOfUpdate)
    const whole = (await eventsAfter(admin, begun)).find(isOfUpdate)
    expect(whole?.data).toMatchObject({ action: 'updateOrganization', after: { name: 'Moon Records' } })
    expect(seen?.data).toEqual({ action: 'updateOrganization' })
  })

  test('kinds and the organization filter, for the operator', async () => {
    const before = await newest()
    const { id, uuid } = await holdfast.organization({ credits: 5n })
    await holdfast.operator.run(Grant, { input: { organizationId: id, credits: 7, kind: 'TOP_UP' } })
    await holdfast.organization({ credits: 9n })
    const grants = await eventsAfter(holdfast.operator, before, { organizationId: id, kinds: ['GRANT'] })
    expect(grants.map(({ data }) => (data as Told['data']).credits)).toEqual([5, 7])
    expect(uuid).not.toBe(id)
    const all = await eventsAfter(holdfast.operator, before, { kinds: ['GRANT'] })
    expect(all.map(({ data }) => (data as Told['data']).credits)).toEqual([5, 7, 9])
  })
})

test('followers on two processes see the changes of both, in one order and without gaps', async () => {
  const second = await startHoldfast({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    feedDays: 30,
    clock: () => new Date(Date.now() + aheadMs),
  })
  try {
    const { id } = await holdfast.organization({ credits: 0n })
    const before = await newest()
    const elsewhere = new Client(second.url, holdfast.operator.key)
    const streams = [holdfast.operator, elsewhere].flatMap((client) => [
      client.watch(WatchEvents, { after: before }),
      client.watchBySse(WatchEvents, { after: before, organizationId: id, kinds: ['GRANT'] }),
    ])
    const grant = (client: Client, credits: number) =>
      client.run(Grant, { input: { organizationId: id, credits, kind: 'TOP_UP' } })
    for (let i = 0; i < 10; i++) {
      await Promise.all([1, 2, 3].flatMap((credits) => [grant(holdfast.operator, credits), grant(elsewhere, credits)]))
    }
    await grant(elsewhere, 99)
    const isLast = ({ events }: { events: { kind: string; data: unknown } }) =>
      events.kind === 'GRANT' && (events.data as Told['data']).credits === 99
    await Promise.all(streams.map((stream) => stream.until(isLast)))
    const [all, ofKind, allToo, ofKindToo] = streams.map(({ messages }) => messages.map(({ events }) => events))
    expect(all?.map(({ number }) => number)).toEqual(all?.map((_, i) => before + 1 + i))
    expect(allToo).toEqual(all)
    expect(ofKind).toHaveLength(61)
    expect(ofKindToo).toEqual(ofKind)
    await Promise.all(streams.map((stream) => stream.end()))
    await elsewhere.close()
  } finally {
    await second.stop()
  }
})

describe('over HTTP', () => {
  test('NDJSON up to the newest event, and live', async () => {
    const before = await newest()
    const { id, admin } = await holdfast.organization({ credits: 5n })
    const response = await get(`?after=${before}&kinds=GRANT`, admin)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    const [line, ...others] = (await linesOf(response)).map((each) => JSON.parse(each))
    expect(line).toMatchObject({ kind: 'GRANT', organizationId: id, data: { credits: 5 } })
    expect(others).toEqual([])
    const live = await get(`?after=${line.number}&kinds=GRANT&live=1`, admin)
    await holdfast.operator.run(Grant, { input: { organizationId: id, credits: 6, kind: 'TOP_UP' } })
    const [next] = (await linesOf(live, (each) => each !== '')).map((each) => JSON.parse(each))
    expect(next).toMatchObject({ kind: 'GRANT', data: { credits: 6 } })
  })

  test('server-sent events go on after the Last-Event-ID', async () => {
    const before = await newest()
    const { admin } = await holdfast.organization({ credits: 5n })
    const accept = { accept: 'text/event-stream' }
    const first = await linesOf(await get(`?after=${before}`, admin, accept), (line) => line === '')
    expect(first[0]).toMatch(/^id: \d+$/)
    const number = Number(first[0]?.slice('id: '.length))
    expect(JSON.parse(first[1]?.slice('data: '.length) ?? '')).toMatchObject({ number })
    const again = await get(`?after=${before}`, admin, { ...accept, 'last-event-id': String(number) })
    const second = await linesOf(again, (line) => line === '')
    expect(Number(second[0]?.slice('id: '.length))).toBeGreaterThan(number)
  })

  test.each([
    ['', 400, 'BAD_USER_INPUT'],
    ['?after=-1', 400, 'BAD_USER_INPUT'],
    ['?after=x', 400, 'BAD_USER_INPUT'],
    ['?after=0&kinds=NOTHING', 400, 'BAD_USER_INPUT'],
    ['?after=0&format=csv', 400, 'BAD_USER_INPUT'],
    ['?after=0&live=yes', 400, 'BAD_USER_INPUT'],
    ['?after=0&organizationId=org_x', 400, 'BAD_USER_INPUT'],
    ['?after=999999999', 400, 'EVENTS_UNKNOWN'],
  ])('%s is refused with %i %s', async (query, status, code) => {
    const response = await get(query, holdfast.operator)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code])
  })

  test('what follows the feed ends at once when its key is revoked', async () => {
    const { admin } = await holdfast.organization({ credits: 0n })
    const { createApiKey } = await admin.run(CreateApiKey, { input: { name: 'reader', scopes: ['READ'] } })
    if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error('refused')
    const live = await get('?live=1', holdfast.client(createApiKey.secret))
    expect(live.status).toBe(200)
    const ended = expect(linesOf(live)).rejects.toThrow('terminated')
    await admin.send(`mutation { revokeApiKey(input: { apiKeyId: "${createApiKey.apiKey.id}" }) { __typename } }`)
    await ended
  })

  test('without a key it is refused', async () => {
    const response = await fetch(`${holdfast.holdfast.url}/events?after=0`)
    expect(response.status).toBe(401)
  })
})

test('webhooks carry the numbers, and each message of an endpoint names the one before', async () => {
  const receiver = await CallbackReceiver.start()
  try {
    const { admin, member } = await holdfast.organization({ mode: 'SANDBOX', credits: 100n })
    const before = await newest()
    const input = { url: receiver.urlOf('/ended'), events: ['TASK_ENDED' as const] }
    await admin.run(CreateWebhookEndpoint, { input })
    for (let i = 0; i < 3; i++) {
      await member.run(Submit, { input: SONG })
      await receiver.at('/ended', i + 1)
    }
    const bodies = (await receiver.at('/ended', 3)).map(({ body }) => body)
    const ended = await eventsAfter(admin, before, { kinds: ['TASK_ENDED'] })
    expect(bodies.map(({ number }) => number)).toEqual(ended.map(({ number }) => number))
    expect(bodies.map(({ previous }) => previous)).toEqual([null, ...ended.map(({ number }) => number).slice(0, 2)])
  } finally {
    receiver.stop()
  }
})

test('an approval has its outcome in the feed', async () => {
  const { admin, member } = await holdfast.organization({ mode: 'SANDBOX', credits: 100n })
  await admin.send(`mutation { setSpendingPolicy(input: { approvalAbove: 1 }) { __typename } }`)
  const before = await newest()
  const { submitTask } = await member.run(Submit, { input: SONG })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  await admin.run(ApproveTask, { input: { taskId: submitTask.task.id } })
  const told = await eventsAfter(admin, before)
  const ofTask = told.filter(({ subjectId }) => subjectId === submitTask.task.id)
  expect(ofTask[0]).toMatchObject({ kind: 'TASK_APPROVAL_NEEDED', data: { approval: 'PENDING' } })
  expect(
    ofTask.some(({ kind, data }) => kind === 'TASK_UPDATED' && (data as Told['data']).approval === 'APPROVED'),
  ).toBe(true)
})

test('events are forgotten after FEED_DAYS, and a consumer is told from which number it may read', async () => {
  const forgotten = await newest()
  aheadMs = 31 * DAY_MS
  const { id } = await holdfast.organization({ credits: 5n })
  await run(holdfast.database.url, async (client) => {
    while ((await client.query(`SELECT FROM feed_batch WHERE last <= ${forgotten}`)).rowCount);
  })
  const { errors } = await holdfast.operator.send(Events, { after: 0 })
  const after = Number(errors?.[0]?.extensions?.after)
  expect(after).toBeGreaterThanOrEqual(forgotten)
  expect(errors?.[0]).toMatchObject({
    message: `The events up to ${after} are not kept any more. Read from after: ${after}, and the present state by the other queries.`,
    extensions: { code: 'EVENTS_FORGOTTEN' },
  })
  const response = await get('?after=0', holdfast.operator)
  expect([response.status, await response.json()]).toMatchObject([410, { code: 'EVENTS_FORGOTTEN', after }])
  const told = await eventsAfter(holdfast.operator, after)
  expect(told[0]?.number).toBe(after + 1)
  expect(told.some(({ organizationId }) => organizationId === id)).toBe(true)
})

test('without FEED_DAYS there is no feed, and it costs no row', async () => {
  const without = await startTestHoldfast()
  const { id, admin } = await without.organization()
  await without.operator.run(AddMember, { input: { organizationId: id, name: 'Ada', role: 'MEMBER' } })
  for (const client of [admin, without.operator]) {
    const { errors } = await client.send(Events, { after: 0 })
    expect(errors?.[0]?.extensions?.code).toBe('FEED_OFF')
  }
  await run(without.database.url, async (client) => {
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM feed_batch) + (SELECT count(*)::int FROM feed_outbox) AS rows`,
    )
    expect(rows[0].rows).toBe(0)
  })
  await without.stop()
})
