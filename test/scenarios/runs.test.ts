// Runs: one cap on the whole tree of calls of an agent. It is never passed by a credit, however many calls race; running calls
// finish.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { mutate } from '../support/mutate.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

interface Run {
  readonly id: string
  readonly limit: number
  readonly frozen: number
  readonly used: number
  readonly remaining: number
  readonly status: string
}

const RUN = 'id name limit frozen used remaining status'
const music = { model: 'suno', operation: 'music', input: { prompt: 'x' } }

async function open(client: Client, input: object): Promise<Run> {
  const opened = await mutate<{ run: Run }>(client, 'openRun', { name: 'agent', ...input }, `run { ${RUN} }`)
  expect(opened.__typename, JSON.stringify(opened)).toBe('OpenRunSuccess')
  return opened.run
}

async function read(client: Client, id: string): Promise<Run> {
  const { data, errors } = await client.send<{ node: Run }, unknown>(`{ node(id: "${id}") { ... on Run { ${RUN} } } }`)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.node
}

const submit = (client: Client, runId: string, more: object = {}) =>
  mutate<{ task: { id: string; credits: number } }>(
    client,
    'submitTask',
    { ...music, runId, ...more },
    'task { id credits }',
  )

const freeze = ({ id: organizationId }: TestOrganization, runId: string, credits: number) =>
  mutate<{ hold: { id: string } }>(
    holdfast.operator,
    'freezeCredits',
    { organizationId, runId, credits, expiresAt: new Date(now + 60_000).toISOString() },
    'hold { id }',
  )

test('an agent stops at its cap by name, while its running calls finish', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { member } = organization
  const price = (await submit(member, (await open(member, { limit: 1_000 })).id)).task.credits
  const run = await open(member, { name: 'song for Ada', limit: price * 2 })
  const first = await submit(member, run.id)
  await submit(member, run.id)
  const third = await submit(member, run.id)
  expect(third).toMatchObject({ code: 'RUN_EXCEEDED' })
  expect(third.message).toContain(`the run "song for Ada" of ${price * 2} has 0 left: `)
  await mutate(holdfast.operator, 'completeTask', { taskId: first.task.id })
  expect(await read(member, run.id)).toMatchObject({ frozen: price, used: price, remaining: 0, status: 'OPEN' })
  // What fails makes room again.
  await mutate(holdfast.operator, 'refundTask', { taskId: first.task.id, reason: 'noise' })
  expect(await read(member, run.id)).toMatchObject({ frozen: price, used: 0, remaining: price })
  expect((await submit(member, run.id)).__typename).toBe('SubmitTaskSuccess')
})

test('a run of 1,000 children from 16 connections never passes its cap by one credit', async () => {
  const organization = await holdfast.organization({ credits: 100_000n })
  const { member, uuid } = organization
  const root = await open(member, { name: 'swarm', limit: 2_003 })
  const inner = await open(member, { name: 'inner', limit: 700, parentId: root.id })
  const stream = member.watch(
    { toString: () => `subscription { runUpdated(runId: "${root.id}") { frozen used limit sequence } }` } as never,
    {} as never,
  )
  const connections = Array.from({ length: 16 }, () => holdfast.client(holdfast.operator.key))
  const call = async (client: Client, i: number): Promise<string> => {
    const runId = i % 3 === 0 ? inner.id : root.id
    const wanted = { organizationId: organization.id, runId, credits: 1 + (i % 7) }
    const held = await mutate<{ hold: { id: string } }>(client, 'freezeCredits', wanted, 'hold { id }')
    if (held.code) return held.code
    // Some give back, some spend a part, some are left open.
    if (i % 4 === 0) await mutate(client, 'releaseCredits', { holdId: held.hold.id })
    if (i % 4 === 1) await mutate(client, 'spendCredits', { holdId: held.hold.id, credits: 1 })
    return 'held'
  }
  const results: string[] = []
  const callAll = async (client: Client, connection: number) => {
    for (let i = connection; i < 1_000; i += connections.length) results.push(await call(client, i))
  }
  await Promise.all(connections.map(callAll))
  expect(results).toHaveLength(1_000)
  expect(results.filter((result) => result !== 'held' && result !== 'RUN_EXCEEDED')).toEqual([])
  expect(results).toContain('RUN_EXCEEDED')
  const { remaining } = await read(member, root.id)
  if (remaining > 0) await freeze(organization, root.id, remaining)
  expect(await freeze(organization, root.id, 1)).toMatchObject({ code: 'RUN_EXCEEDED' })
  const after = await read(member, root.id)
  expect(after).toMatchObject({ remaining: 0, frozen: 2_003 - after.used })
  // The stream saw every state within the cap, and ends with the last.
  for (;;) {
    const { runUpdated } = (await stream.next()) as never as { runUpdated: Run }
    expect(runUpdated.frozen + runUpdated.used).toBeLessThanOrEqual(runUpdated.limit)
    if (runUpdated.frozen === after.frozen && runUpdated.used === after.used) break
  }
  await stream.end()
  const { violations } = await holdfast.holdfast.app.verify(uuid)
  expect(violations).toEqual([])
})

test('runs are parts of runs: each cap on the way up counts, and a closed one closes its parts', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { member, admin, otherMember } = organization
  const outer = await open(member, { name: 'outer', limit: 10 })
  const inner = await open(member, { name: 'inner', limit: 100, parentId: outer.id })
  const { hold } = await freeze(organization, inner.id, 6)
  const over = await freeze(organization, inner.id, 5)
  expect(over).toMatchObject({ code: 'RUN_EXCEEDED' })
  expect(over.message).toContain('run "outer"')
  expect(await read(member, inner.id)).toMatchObject({ frozen: 6 })
  expect(await read(member, outer.id)).toMatchObject({ frozen: 6 })
  // A cap can be raised while the agent runs, and lowered to what is in use.
  await mutate(admin, 'updateRun', { runId: outer.id, limit: 11 })
  expect((await freeze(organization, inner.id, 5)).__typename).toBe('FreezeCreditsSuccess')
  expect(await mutate(admin, 'updateRun', { runId: outer.id, limit: 10 })).toMatchObject({ code: 'INVALID_INPUT' })
  // Another member neither uses nor closes it.
  expect(await submit(otherMember, inner.id)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await mutate(otherMember, 'closeRun', { runId: outer.id })).toMatchObject({ code: 'NOT_FOUND' })
  await mutate(member, 'closeRun', { runId: outer.id })
  const late = await submit(member, inner.id)
  expect(late).toMatchObject({ code: 'ENDED' })
  expect(late.message).toContain('"outer"')
  expect(await mutate(holdfast.operator, 'growHold', { holdId: hold.id, credits: 1 })).toMatchObject({ code: 'ENDED' })
  // What is under way ends as it would, and counts.
  await mutate(holdfast.operator, 'spendCredits', { holdId: hold.id, credits: 4 })
  expect(await read(member, outer.id)).toMatchObject({ status: 'CLOSED', frozen: 5, used: 4 })
  await mutate(holdfast.operator, 'refundHold', { holdId: hold.id, reason: 'x' })
  expect(await read(member, outer.id)).toMatchObject({ frozen: 5, used: 0 })
})

test('a late success is charged within the cap, and written off beyond it', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 1_000n })
  const { operator } = holdfast
  const organizationId = organization.id
  const run = await open(operator, { organizationId, limit: 10 })
  const [one, two] = [await freeze(organization, run.id, 5), await freeze(organization, run.id, 5)]
  now += 120_000
  await mutate(operator, 'advanceClock', { organizationId, to: new Date(now).toISOString() })
  expect(await read(operator, run.id)).toMatchObject({ frozen: 0, used: 0 })
  await freeze(organization, run.id, 4)
  const settle = async (holdId: string) => {
    const spent = await mutate<{ hold: { late: string } }>(operator, 'spendCredits', { holdId }, 'hold { late spent }')
    return spent.hold
  }
  expect(await settle(one.hold.id)).toMatchObject({ late: 'PAID', spent: 5 })
  // One credit of room is left: the platform had promised no more than ten.
  expect(await settle(two.hold.id)).toMatchObject({ late: 'WRITTEN_OFF', spent: 0 })
  expect(await read(operator, run.id)).toMatchObject({ frozen: 4, used: 5, remaining: 1 })
})

test('a metered hold in a run stops at the cap of the run', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { operator } = holdfast
  const organizationId = organization.id
  const price = { provider: 'x', model: 'meter', operation: 'speak', creditType: 'music', credits: 2 }
  await mutate(operator, 'createPriceRule', { ...price, unit: 'SECOND', step: 0, organizationId })
  const run = await open(operator, { organizationId, name: 'call', limit: 7 })
  const opened = { organizationId, model: 'meter', operation: 'speak', maxCredits: 50, runId: run.id }
  const { hold } = await mutate<{ hold: { id: string } }>(operator, 'openHold', opened, 'hold { id }')
  const { meter } = await mutate<{ meter: object }>(
    operator,
    'meter',
    { holdId: hold.id, units: 2 },
    'meter { stopAt stoppedBy }',
  )
  expect(meter).toEqual({ stopAt: 3.5, stoppedBy: 'RUN' })
  const over = await mutate(operator, 'meter', { holdId: hold.id, units: 2 })
  expect(over.message).toContain('the run "call" of 7 has 0 left')
  await mutate(operator, 'closeHold', { holdId: hold.id })
  expect(await read(operator, run.id)).toMatchObject({ frozen: 0, used: 4 })
})

test('a run takes children of its credit type, until it expires', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const { operator } = holdfast
  const organizationId = organization.id
  await makeKnown(operator, { creditType: 'lyrics' })
  await mutate(operator, 'grantCredits', { organizationId, creditType: 'lyrics', credits: 10 })
  const expiresAt = new Date(now + 30_000).toISOString()
  const run = await open(operator, { organizationId, creditType: 'lyrics', limit: 10, expiresAt })
  const music = { organizationId, runId: run.id, credits: 1, creditType: 'music' }
  expect(await mutate(operator, 'freezeCredits', music)).toMatchObject({ code: 'RUN_CREDIT_TYPE' })
  expect(await mutate(operator, 'freezeCredits', { ...music, creditType: 'lyrics' })).not.toHaveProperty('code')
  now += 30_000
  expect(await mutate(operator, 'freezeCredits', { ...music, creditType: 'lyrics' })).toMatchObject({ code: 'ENDED' })
  expect(await read(operator, run.id)).toMatchObject({ status: 'EXPIRED', frozen: 1 })
})
