// Metering: a server streams tokens or seconds, and the hold grows with what they cost. It is told when to stop, before the credits
// run out, and never a credit more than was allowed is spent.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
  for (const [model, credits] of [
    ['voice', 3],
    ['whisper', 1],
  ] as const) {
    const price = { provider: 'x', model, operation: 'speak', creditType: 'music', credits }
    await mutate(holdfast.operator, 'createPriceRule', { ...price, unit: 'SECOND', step: 0 })
  }
})
afterAll(() => holdfast.stop())

interface Meter {
  units: number
  credits: number
  maxCredits: number
  remainingUnits: number
  stopAt: number | null
  stoppedBy: string | null
  sequence: number
}
interface Metered {
  hold: { id: string; credits: number; status: string; expiresAt: string }
  wallet: { available: number; frozen: number }
  meter: Meter
  replayed: boolean
  stopAt?: number
  remainingUnits?: number
  stoppedBy?: string
}

const METERED = `hold { id credits status expiresAt } wallet { available frozen } replayed
  meter { units credits maxCredits remainingUnits stopAt stoppedBy sequence } }
  ... on MeterStoppedError { stoppedBy stopAt remainingUnits } ... on MeterSequenceError { expected`

const OPENED = METERED.slice(0, METERED.indexOf('}\n  ... on MeterStopped'))

const voice = { model: 'voice', operation: 'speak' }

async function open(client: Client, input: object): Promise<Metered> {
  const opened = await mutate<Metered>(client, 'openHold', { ...voice, ...input }, OPENED)
  expect(opened.__typename, JSON.stringify(opened)).toBe('OpenHoldSuccess')
  return opened
}

const meter = (client: Client, input: object) => mutate<Metered>(client, 'meter', { ...input }, METERED)

async function keyOf({ owner }: TestOrganization, scopes: string[]): Promise<Client> {
  const { secret } = await mutate<{ secret: string }>(owner, 'createApiKey', { name: 'server', scopes }, 'secret')
  return holdfast.client(secret)
}

async function walletOf({ admin }: TestOrganization) {
  const { data } = await admin.send<{ organization: { wallet: Record<string, number> } }, unknown>(
    '{ organization { wallet { available frozen spent } } }',
  )
  return data?.organization.wallet
}

test('a hold grows with what is metered, and the end spends that, rounded up once', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const server = await keyOf(organization, ['HOLD'])
  const { hold, ...opened } = await open(server, { maxCredits: 30, silenceSeconds: 60 })
  expect(hold).toMatchObject({ credits: 3, status: 'OPEN' })
  expect(opened.meter).toEqual({
    units: 0,
    credits: 0,
    maxCredits: 30,
    remainingUnits: 1,
    stopAt: null,
    stoppedBy: null,
    sequence: 0,
  })
  // A third of a second costs a whole credit; three of them cost one more, not three.
  const first = await meter(server, { holdId: hold.id, units: 0.333333 })
  expect(first.meter).toMatchObject({ units: 0.333333, credits: 1 })
  await meter(server, { holdId: hold.id, units: 0.333333 })
  const third = await meter(server, { holdId: hold.id, units: 0.333334 })
  expect(third.meter).toMatchObject({ units: 1, credits: 3, remainingUnits: 1 })
  expect(third.hold.credits).toBe(6)
  const fourth = await meter(server, { holdId: hold.id, units: 4.1 })
  expect(fourth.meter).toMatchObject({ units: 5.1, credits: 16 })
  expect(await mutate(server, 'closeHold', { holdId: hold.id }, 'hold { status spent released }')).toMatchObject({
    hold: { status: 'SPENT', spent: 16 },
  })
  expect(await walletOf(organization)).toEqual({ available: 84, frozen: 0, spent: 16 })
})

test('the answer says when to stop before the credits run out, and what would pass that is not counted', async () => {
  const organization = await holdfast.organization({ credits: 18n })
  const server = await keyOf(organization, ['HOLD'])
  const { hold } = await open(server, { maxCredits: 1_000, credits: 10 })
  const warned = await meter(server, { holdId: hold.id, units: 2 })
  expect(warned.meter).toMatchObject({ units: 2, remainingUnits: 4, stopAt: 6, stoppedBy: 'CREDITS' })
  expect(warned.wallet).toEqual({ available: 0, frozen: 18 })
  const over = await meter(server, { holdId: hold.id, units: 5 })
  expect(over).toMatchObject({
    code: 'METER_STOPPED',
    stoppedBy: 'CREDITS',
    stopAt: 6,
    remainingUnits: 4,
  })
  // What is left can be metered, to the last millionth.
  const last = await meter(server, { holdId: hold.id, units: 4 })
  expect(last.meter).toMatchObject({ units: 6, credits: 18, remainingUnits: 0 })
  expect(await meter(server, { holdId: hold.id, units: 0.000001 })).toMatchObject({ code: 'METER_STOPPED' })
  // More credits let it go on.
  await mutate(holdfast.operator, 'grantCredits', { organizationId: organization.id, credits: 10 })
  expect((await meter(server, { holdId: hold.id, units: 1 })).meter).toMatchObject({ units: 7, credits: 21 })
  await mutate(server, 'closeHold', { holdId: hold.id })
  expect(await walletOf(organization)).toEqual({ available: 7, frozen: 0, spent: 21 })
})

test('the stated maximum and budgets stop a hold by name', async () => {
  const organization = await holdfast.organization({ credits: 1_000n })
  const server = await keyOf(organization, ['HOLD'])
  const small = await open(server, { maxCredits: 5 })
  expect((await meter(server, { holdId: small.hold.id, units: 1.6 })).meter).toMatchObject({
    stopAt: 1.666666,
    stoppedBy: 'MAXIMUM',
  })
  expect(await meter(server, { holdId: small.hold.id, units: 1 })).toMatchObject({ stoppedBy: 'MAXIMUM' })
  await mutate(organization.admin, 'createBudget', { period: 'TOTAL', limit: 12, model: 'voice', creditType: 'music' })
  const limited = await open(server, { maxCredits: 100 })
  expect((await meter(server, { holdId: limited.hold.id, units: 3 })).meter).toMatchObject({
    stopAt: 4,
    stoppedBy: 'BUDGET',
  })
  const over = await meter(server, { holdId: limited.hold.id, units: 2 })
  expect(over).toMatchObject({ code: 'METER_STOPPED', stoppedBy: 'BUDGET', remainingUnits: 1 })
  expect(over.message).toContain('budget of 12')
})

test('an event is counted once by its number, in whatever order the numbers come', async () => {
  const { operator } = holdfast
  const { id: organizationId } = await holdfast.organization()
  const { hold } = await open(operator, { organizationId, maxCredits: 100 })
  const send = (sequence: number) => meter(operator, { holdId: hold.id, units: 1, sequence })
  for (const sequence of [1, 3, 4, 3, 2, 1, 4]) await send(sequence)
  const repeated = await send(2)
  expect(repeated).toMatchObject({ replayed: true, meter: { units: 4, credits: 12, sequence: 4 } })
  expect(await send(1_005)).toMatchObject({ code: 'METER_SEQUENCE', expected: 5 })
  const keyed = { holdId: hold.id, units: 2, idempotencyKey: 'event' }
  expect(await meter(operator, keyed)).toMatchObject({ replayed: false, meter: { units: 6 } })
  expect(await meter(operator, keyed)).toMatchObject({ replayed: true, meter: { units: 6 } })
  expect(await meter(operator, { ...keyed, units: 3 })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  for (const units of [0, -1, 0.0000001, 1_000_000_001]) {
    await expect(meter(operator, { holdId: hold.id, units })).rejects.toThrow(/must be a number from 0.000001/)
  }
})

test('a silent hold ends by its deadline with what was metered spent; metering moves the deadline', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 100n })
  const { operator } = holdfast
  const organizationId = organization.id
  const pass = (seconds: number) => {
    now += seconds * 1_000
    return mutate(operator, 'advanceClock', { organizationId, to: new Date(now).toISOString() })
  }
  await pass(0)
  const { hold } = await open(operator, { organizationId, maxCredits: 50, silenceSeconds: 60 })
  const unused = await open(operator, { organizationId, maxCredits: 50, silenceSeconds: 60 })
  await pass(50)
  await meter(operator, { holdId: hold.id, units: 2.5 })
  await pass(50)
  const read = async (id: string) => {
    const { data } = await operator.send<{ node: object }, unknown>(
      `{ node(id: "${id}") { ... on Hold { status spent released meter { units credits } } } }`,
    )
    return data?.node
  }
  expect(await read(hold.id)).toMatchObject({ status: 'OPEN' })
  expect(await read(unused.hold.id)).toMatchObject({ status: 'TIMED_OUT', spent: 0 })
  await pass(11)
  expect(await read(hold.id)).toMatchObject({ status: 'SPENT', spent: 8, meter: { units: 2.5, credits: 8 } })
  expect(await meter(operator, { holdId: hold.id, units: 1 })).toMatchObject({ code: 'HOLD_NOT_OPEN' })
  expect(await walletOf(organization)).toEqual({ available: 92, frozen: 0, spent: 8 })
})

test('a metered hold ends with what was metered, whatever else would end it', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { operator } = holdfast
  const { hold } = await open(operator, { organizationId: organization.id, maxCredits: 50 })
  await meter(operator, { holdId: hold.id, units: 1 })
  for (const [name, more] of [
    ['spendCredits', { credits: 1 }],
    ['releaseCredits', {}],
    ['growHold', { credits: 1 }],
  ] as const) {
    expect(await mutate(operator, name, { holdId: hold.id, ...more })).toMatchObject({ code: 'HOLD_METERED' })
  }
  const plain = await mutate<{ hold: { id: string } }>(
    operator,
    'freezeCredits',
    { organizationId: organization.id, credits: 5 },
    'hold { id }',
  )
  expect(await meter(operator, { holdId: plain.hold.id, units: 1 })).toMatchObject({ code: 'HOLD_NOT_METERED' })
  await mutate(operator, 'closeOrganization', { organizationId: organization.id, reason: 'over' })
  const { data } = await operator.send<{ node: object }, unknown>(
    `{ node(id: "${hold.id}") { ... on Hold { status spent } } }`,
  )
  expect(data?.node).toEqual({ status: 'SPENT', spent: 3 })
})

test('a worker meters a task within its price, and the task costs what was metered', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { operator } = holdfast
  const submit = async () => {
    const { task } = await mutate<{ task: { id: string } }>(
      organization.member,
      'submitTask',
      { ...voice, input: { durationSeconds: 10 } },
      'task { id }',
    )
    await mutate(operator, 'startTask', { taskId: task.id })
    return task.id
  }
  const taskId = await submit()
  expect((await meter(operator, { taskId, units: 4.5 })).meter).toMatchObject({ stopAt: 10, stoppedBy: 'MAXIMUM' })
  expect(await meter(operator, { taskId, units: 6 })).toMatchObject({ code: 'METER_STOPPED', remainingUnits: 5.5 })
  await mutate(operator, 'completeTask', { taskId })
  expect(await walletOf(organization)).toEqual({ available: 86, frozen: 0, spent: 14 })
  const failed = await submit()
  await meter(operator, { taskId: failed, units: 9 })
  await mutate(operator, 'failTask', { taskId: failed, reason: 'the GPU is gone' })
  expect(await walletOf(organization)).toEqual({ available: 86, frozen: 0, spent: 14 })
  const server = await keyOf(organization, ['HOLD'])
  await expect(meter(server, { taskId: failed, units: 1 })).rejects.toThrow(/SETTLE/)
  await expect(meter(operator, { units: 1 })).rejects.toThrow(/either holdId or taskId/)
})

test('a key with HOLD uses the credits of its organization, and nothing beyond them', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const other = await holdfast.organization({ credits: 100n })
  const server = await keyOf(organization, ['HOLD'])
  const theirs = await open(holdfast.operator, { organizationId: other.id, maxCredits: 50 })
  expect(await meter(server, { holdId: theirs.hold.id, units: 1 })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await mutate(server, 'closeHold', { holdId: theirs.hold.id })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await mutate(server, 'freezeCredits', { organizationId: other.id, credits: 1 })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const { hold } = await mutate<{ hold: { id: string } }>(
    server,
    'freezeCredits',
    { organizationId: organization.id, credits: 10 },
    'hold { id }',
  )
  await mutate(server, 'spendCredits', { holdId: hold.id, credits: 4 })
  expect(await walletOf(organization)).toEqual({ available: 96, frozen: 0, spent: 4 })
  await expect(mutate(server, 'refundHold', { holdId: hold.id, reason: 'x' })).rejects.toThrow()
  // A key that can't be used for anything else reads nothing.
  const { errors } = await server.send('{ organization { id } }')
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})
