// The platform tries a price list on its past before it loads it: in the background, one simulation at a time, and nothing is changed.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeGlobalId, encodeGlobalId } from '../../src/graphql/ids.ts'
import { KEPT_DAYS, KEPT_MAX, sweepSimulations } from '../../src/simulation/keeping.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { type Mailbox, startMailbox } from '../support/mailbox.ts'
import { mutate } from '../support/mutate.ts'
import { Complete, Start, Submit } from '../support/operations.ts'
import {
  ask,
  CancelSimulation,
  ENDED,
  Simulate,
  SimulationOf,
  SimulationUpdated,
  until,
} from '../support/simulations.ts'

const DAY_MS = 86_400_000

let holdfast: TestHoldfast
let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
  holdfast = await startTestHoldfast({ mail: mailbox.settings })
})
afterAll(async () => {
  await holdfast.stop()
  await mailbox.stop()
})

/** A catalogue that changes the price of music. */
function dearer(credits: number) {
  const price = { provider: 'suno', model: 'suno', operation: 'music', creditType: 'music', credits }
  return { source: { document: { name: 'dearer', description: 'Dearer music.', priceRules: [price] } } }
}

/** From yesterday to tomorrow. */
function now() {
  const at = Date.now()
  return { from: new Date(at - DAY_MS).toISOString(), until: new Date(at + DAY_MS).toISOString() }
}

/** An organization that has submitted some tasks, of 10 credits each; all but the last have succeeded. */
async function customer(credits: bigint, tasks: number) {
  const organization = await holdfast.organization({ credits })
  for (let i = 1; i <= tasks; i++) {
    const { submitTask } = await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    if (i === tasks) continue
    const taskId = submitTask.task.id
    await holdfast.operator.run(Start, { input: { taskId } })
    await holdfast.operator.run(Complete, { input: { taskId, result: {} } })
  }
  return organization
}

/** Keeps every simulation from writing its results, until the answer is called. */
async function hold(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: holdfast.database.url })
  await client.connect()
  await client.query('BEGIN; LOCK TABLE simulated_organization IN ACCESS EXCLUSIVE MODE')
  return async () => {
    await client.query('ROLLBACK')
    await client.end()
  }
}

test('a price list is tried on the past: what tasks would have cost, and who would have run out of credits', async () => {
  const rich = await customer(1_000n, 3)
  const poor = await customer(50n, 5)
  const id = await ask(holdfast.operator, { ...dearer(20), ...now() })
  const stream = holdfast.operator.watch(SimulationUpdated, { id })
  const messages = await stream.until(({ simulationUpdated }) => ENDED.includes(simulationUpdated?.status ?? ''))
  await stream.end()
  expect(messages.at(-1)?.simulationUpdated).toMatchObject({
    ...{ status: 'SUCCEEDED', tasks: 8, tasksTotal: 8, failure: null },
    ...{ startedAt: expect.any(String), endedAt: expect.any(String) },
  })
  const sequences = messages.map(({ simulationUpdated }) => simulationUpdated?.sequence ?? 0)
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))

  const { simulation } = await holdfast.operator.run(SimulationOf, { id })
  // Two tasks and four were paid with 10 credits; two and two of these would have been with 20.
  const sums = { creditsBefore: 60, creditsAfter: 80, refundedBefore: 0, refundedAfter: 0 }
  expect(simulation).toMatchObject({
    ...{ name: 'dearer', document: dearer(20).source.document, createdBy: 'operator' },
    result: {
      total: [{ creditType: 'music', sums: { tasks: 8, refused: 3, ...sums }, expiredBefore: 0, expiredAfter: 0 }],
      models: [{ model: 'suno', operation: 'music', creditType: 'music', sums: { tasks: 8, refused: 3 } }],
      plans: [{ plan: null, creditType: 'music', sums: { tasks: 8, refused: 3 } }],
      refusals: [{ code: 'INSUFFICIENT_CREDITS', tasks: 3 }],
      unknown: { inputRemoved: 0, agreed: 0, unsettled: 0, holdsRefused: 0 },
    },
  })
  const rows = simulation?.organizations?.edges.map(({ node }) => node) ?? []
  const rowOf = (of: { id: string }) => rows.find((row) => row?.organization?.id === of.id)
  expect(rowOf(rich)).toMatchObject({ creditType: 'music', sums: { tasks: 3, refused: 0 }, refusals: [], ranOut: null })
  expect(rowOf(poor)).toMatchObject({
    ...{ sums: { tasks: 5, refused: 3 }, refusals: [{ code: 'INSUFFICIENT_CREDITS', tasks: 3 }] },
    ranOut: { required: 20, available: 10 },
  })
  const only = async (ranOut: boolean) =>
    (await holdfast.operator.run(SimulationOf, { id, ranOut })).simulation?.organizations?.edges.map(
      ({ node }) => node?.organization?.id,
    )
  expect(await only(true)).toEqual([poor.id])
  expect(await only(false)).toEqual([rich.id])

  // Nothing has changed.
  const { submitTask } = await poor.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  expect(submitTask).toMatchObject({ code: 'INSUFFICIENT_CREDITS' })
})

test('with a key, a request is one simulation; its end is told once, by mail and in the audit log', async () => {
  const [range, { prisma }] = [now(), holdfast.holdfast.app]
  type Asked = { simulation: { id: string }; replayed: boolean; code?: string }
  const simulate = (more: object) => {
    const input = { ...dearer(15), ...range, idempotencyKey: 'spring', mailTo: 'ops@example.com', ...more }
    return mutate<Asked>(holdfast.operator, 'simulateCatalogue', input, 'simulation { id } replayed')
  }
  expect(await simulate({ mailTo: 'nobody' })).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('mailTo must be an email address'),
  })
  const both = await Promise.all([simulate({}), simulate({})])
  expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true])
  const [
    {
      simulation: { id },
    } = { simulation: { id: '' } },
    again,
  ] = both
  expect(again?.simulation.id).toBe(id)
  expect(await simulate({ mailTo: 'others@example.com' })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  expect(await until(holdfast.operator, id, ENDED)).toMatchObject({ status: 'SUCCEEDED' })
  const mail = await mailbox.nextWhole('ops@example.com')
  expect(mail.subject).toBe('The simulation of dearer has ended')
  expect(mail.text).toContain('You get this mail because a simulation was asked for with this address.')
  // The end frees nothing: the key leads to it for as long as it is kept.
  expect(await simulate({})).toMatchObject({ replayed: true, simulation: { id } })
  const { id: subjectId } = decodeGlobalId(id)
  const acts = await prisma.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action }) => action)).toEqual(['simulateCatalogue', 'endSimulation'])
  expect(acts[1]).toMatchObject({ actorKind: 'SYSTEM', after: { name: 'dearer', status: 'SUCCEEDED' } })
  const long = new Date(Date.now() - (KEPT_DAYS + 1) * DAY_MS)
  await prisma.simulation.update({ where: { id: subjectId }, data: { endedAt: long } })
  while ((await sweepSimulations(holdfast.holdfast.app)) > 0);
  expect(await simulate({})).toMatchObject({ replayed: false })
  await holdfast.operator.run(CancelSimulation, { id: (await simulate({})).simulation.id })
})

test('under the present prices, the result is the past; it is exported as NDJSON and as CSV', async () => {
  const { id: organizationId } = await customer(1_000n, 2)
  const id = await ask(holdfast.operator, { source: { name: 'sunor' }, ...now() })
  expect(await until(holdfast.operator, id, ENDED)).toMatchObject({ status: 'SUCCEEDED' })
  const { simulation } = await holdfast.operator.run(SimulationOf, { id })
  expect(simulation?.result?.refusals).toEqual([])

  const get = async (path: string, key = holdfast.operator.key) => {
    const response = await fetch(`${holdfast.holdfast.url}${path}`, { headers: { 'x-api-key': key ?? '' } })
    return { status: response.status, text: await response.text() }
  }
  const lines = (await get(`/simulations/${id}/organizations`)).text.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toContainEqual({
    ...{ organizationId, organization: 'Test Records', creditType: 'music', tasks: 2, refused: 0 },
    ...{ creditsBefore: 10, creditsAfter: 10, refundedBefore: 0, refundedAfter: 0, expiredBefore: 0, expiredAfter: 0 },
    ...{ ranOutAt: null, required: null, available: null, refusals: {} },
  })
  const csv = (await get(`/simulations/${id}/organizations?format=csv`)).text.trim().split('\n')
  expect(csv).toHaveLength(lines.length + 1)
  expect(csv).toContain(`${organizationId},Test Records,music,2,0,10,10,0,0,0,0,,,,{}`)

  // The operator with the scopes alone, for what there is, once it is complete.
  const keyWith = (scopes: readonly string[]) =>
    mutate<{ secret: string }>(holdfast.operator, 'createPlatformKey', { name: 'Prices', scopes }, 'secret')
  const { secret } = await keyWith(['CATALOGUE'])
  expect(await get(`/simulations/${id}/organizations`, secret)).toMatchObject({ status: 403 })
  const { data, errors } = await holdfast
    .client(secret)
    .send<{ simulation: object }, unknown>(`{ simulation(id: "${id}") { status organizations { edges { cursor } } } }`)
  expect(data?.simulation).toEqual({ status: 'SUCCEEDED', organizations: null })
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  for (const unknown of ['x', encodeGlobalId('Simulation', crypto.randomUUID()), organizationId])
    expect(await get(`/simulations/${unknown}/organizations`)).toMatchObject({ status: 404 })
  const release = await hold()
  const waiting = await ask(holdfast.operator, { source: { name: 'sunor' }, ...now() })
  expect(await get(`/simulations/${waiting}/organizations`)).toMatchObject({
    status: 400,
    text: expect.stringMatching(/status must be SUCCEEDED, and that of this simulation is (QUEUED|RUNNING)/),
  })
  await holdfast.operator.run(CancelSimulation, { id: waiting })
  await release()
})

test('an attempt that was believed dead and goes on changes no result', async () => {
  await customer(1_000n, 2)
  const id = await ask(holdfast.operator, { source: { name: 'sunor' }, ...now() })
  expect(await until(holdfast.operator, id, ENDED)).toMatchObject({ status: 'SUCCEEDED' })
  const resultsOf = async () => (await holdfast.operator.run(SimulationOf, { id })).simulation?.organizations
  const before = await resultsOf()
  expect(before?.edges.length).toBeGreaterThan(0)
  const order = {
    url: holdfast.database.url,
    id: decodeGlobalId(id).id,
    attempt: 1,
    now: new Date(),
    session: 'a test',
  }
  const thread = new Worker(new URL('../../src/simulation/thread.ts', import.meta.url), { workerData: order })
  await once(thread, 'exit')
  expect(await resultsOf()).toEqual(before)
})

test('one simulation runs at a time; one that waits or runs is canceled, and the next has its turn', async () => {
  const release = await hold()
  const input = { ...dearer(20), ...now() }
  const [first, second, third] = [
    await ask(holdfast.operator, input),
    await ask(holdfast.operator, input),
    await ask(holdfast.operator, input),
  ]
  await until(holdfast.operator, first, ['RUNNING'])
  const statusOf = async (id: string) => (await holdfast.operator.run(SimulationOf, { id })).simulation?.status
  expect([await statusOf(second), await statusOf(third)]).toEqual(['QUEUED', 'QUEUED'])

  const cancel = async (id: string) => (await holdfast.operator.run(CancelSimulation, { id })).cancelSimulation
  expect(await cancel(second)).toMatchObject({ simulation: { status: 'CANCELED', endedAt: expect.any(String) } })
  expect(await cancel(first)).toMatchObject({ simulation: { status: 'CANCELED' } })
  expect(await cancel(first)).toMatchObject({
    code: 'ENDED',
    message: expect.stringMatching(/^This simulation ended at/),
  })
  expect(await cancel(encodeGlobalId('Simulation', crypto.randomUUID()))).toMatchObject({ code: 'NOT_FOUND' })
  await until(holdfast.operator, third, ['RUNNING'])
  await release()
  expect(await until(holdfast.operator, third, ENDED)).toMatchObject({ status: 'SUCCEEDED' })
  expect([await statusOf(first), await statusOf(second)]).toEqual(['CANCELED', 'CANCELED'])

  const { data } = await holdfast.operator.send<{ platformAudit: { edges: { node: object }[] } }, unknown>(
    '{ platformAudit(filter: { action: "cancelSimulation" }) { edges { node { action subjectType subjectId } } } }',
  )
  expect(data?.platformAudit.edges.map(({ node }) => node)).toContainEqual({
    ...{ action: 'cancelSimulation', subjectType: 'Simulation', subjectId: first },
  })
})

test('a simulation that cannot be made is refused, with the reason', async () => {
  const refused = async (input: object) =>
    (await holdfast.operator.run(Simulate, { input: input as never })).simulateCatalogue
  const { from, until: end } = now()
  expect(await refused({ ...dearer(20), from: end, until: from })).toMatchObject({
    ...{ code: 'INVALID_INPUT', message: `until must be after from, ${end}` },
  })
  expect(await refused({ ...dearer(20), from: '2999-01-01T00:00:00Z', until: '2999-02-01T00:00:00Z' })).toMatchObject({
    ...{ code: 'INVALID_INPUT', message: expect.stringMatching(/^from must be in the past, before /) },
  })
  expect(await refused({ source: { document: { name: 'x' } }, ...now() })).toMatchObject({
    ...{ code: 'INVALID_INPUT', message: 'description must be given; priceRules must be given' },
  })
  expect(await refused({ source: { name: 'sunorr' }, ...now() })).toMatchObject({
    ...{ code: 'NOT_FOUND', message: expect.stringMatching(/^source.name must be the name of a built-in catalogue/) },
  })
})

test('simulations that ended long ago are removed, and the oldest where there are many', async () => {
  const { app } = holdfast.holdfast
  const id = await ask(holdfast.operator, { source: { name: 'sunor' }, ...now() })
  const { endedAt } = await until(holdfast.operator, id, ENDED)
  const sweepAt = async (time: number) => {
    let rows = 0
    for (let done = -1; done !== 0; rows += done) done = await sweepSimulations({ ...app, clock: () => new Date(time) })
    return rows
  }
  const ended = Date.parse(endedAt ?? '')
  const find = async () => (await holdfast.operator.run(SimulationOf, { id })).simulation
  await sweepAt(ended + KEPT_DAYS * DAY_MS)
  expect(await find()).not.toBeNull()
  await sweepAt(ended + KEPT_DAYS * DAY_MS + 1)
  expect(await find()).toBeNull()
  expect(await app.prisma.simulatedOrganization.count()).toBe(0)

  const oldest = await ask(holdfast.operator, { ...dearer(20), ...now() })
  await until(holdfast.operator, oldest, ENDED)
  const { id: uuid } = decodeGlobalId(oldest)
  const row = await app.prisma.simulation.findUniqueOrThrow({ where: { id: uuid } })
  const after = (i: number) => uuidv7({ msecs: row.createdAt.getTime() + 60_000 + i })
  const document = row.document as object
  await app.prisma.simulation.createMany({
    data: Array.from({ length: KEPT_MAX }, (_, i) => ({ ...row, id: after(i), document, result: {} })),
  })
  expect(await sweepAt(ended)).toBeGreaterThan(0)
  expect(await app.prisma.simulation.count()).toBe(KEPT_MAX)
  expect(await app.prisma.simulation.count({ where: { id: uuid } })).toBe(0)
  await app.prisma.simulation.deleteMany()
})
