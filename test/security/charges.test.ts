// The cost of operations is charged to their callers: commands, reads, and the messages of live streams.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCKS } from '../../src/database/locks.ts'
import type { Command } from '../../src/engine/command.ts'
import { submitTask } from '../../src/tasks/submit.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'

const PER_KEY = 20
/** What a key has in the ten seconds of a rate, and the twentieth that may be left over. */
const POINTS = PER_KEY * 10 * 1.05

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ rates: { perKey: PER_KEY, perOrganization: 1_000 } })
})
afterAll(() => holdfast.stop())

const song = { model: 'suno', operation: 'music', input: { prompt: 'rain' } }

const codeOf = async (client: Client) =>
  (await client.send('{ viewer { isOperator } }')).errors?.[0]?.extensions?.code ?? null

test('three hundred refused tasks in one request are charged as three hundred operations', async () => {
  const { member, otherMember } = await holdfast.organization({ credits: 0n })
  const inputs = Array.from({ length: 300 }, () => song)
  const { data, errors } = await member.send<{ submitTasks: { results: { code?: string }[] } }, unknown>(
    'mutation($inputs: [SubmitTaskInput!]!) { submitTasks(input: { tasks: $inputs }) { ... on SubmitTasksSuccess { results { ... on Error { code } } } } }',
    { inputs },
  )
  expect(errors).toBeUndefined()
  expect(data?.submitTasks.results.every(({ code }) => code === 'INSUFFICIENT_CREDITS')).toBe(true)
  expect(inputs.length).toBeGreaterThan(POINTS)
  expect(await codeOf(member)).toBe('RATE_LIMITED')
  expect(await codeOf(otherMember)).toBeNull()
})

test('a bulk submit that exceeds the room of the queue is refused, and submits no task', async () => {
  const { uuid: organizationId, member } = await holdfast.organization({ credits: 1_000n })
  const { app } = holdfast.holdfast
  const nothing: Command<object> = {
    organizationId,
    idempotency: null,
    reads: {},
    decide: () => ({ value: {}, resultId: '' }),
  }
  const send = async (count: number) => {
    const inputs = Array.from({ length: count }, () => song)
    const query =
      'mutation($inputs: [SubmitTaskInput!]!) { submitTasks(input: { tasks: $inputs }) { ... on SubmitTasksSuccess { results { ... on Error { code } } } } }'
    return member.send(query, { inputs })
  }
  await run(holdfast.database.url, async (other) => {
    await other.query('SELECT pg_advisory_lock($1)', [LOCKS.lane])
    const waiting = [app.lane.run(nothing)]
    // Two batches wait for the lock, the second behind the first; behind them there is room for one.
    const isFull = async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
      return app.lane.roomFor(organizationId) <= 1
    }
    while (!(await isFull())) {
      while (app.lane.roomFor(organizationId) > 1) waiting.push(app.lane.run(nothing))
    }
    const { errors } = await send(2)
    await other.query('SELECT pg_advisory_unlock($1)', [LOCKS.lane])
    expect(errors).toMatchObject([{ extensions: { code: 'OVERLOADED', retryAfterMs: 1_000 } }])
    await Promise.all(waiting)
  })
  expect(await app.prisma.task.count({ where: { organizationId } })).toBe(0)
  expect((await send(2)).errors).toBeUndefined()
  expect(await app.prisma.task.count({ where: { organizationId } })).toBe(2)
})

test('an answer contains the cost of the operation, and an expensive one is charged for it', async () => {
  const { admin, otherMember } = await holdfast.organization()
  const read = `{ organization { members(first: 100) { edges { node { id name role organization { name } } } } } }`
  const { extensions } = (await admin.send(read)) as { extensions?: { cost?: { actual: number } } }
  // Five members of six fields each, and what they took to read.
  expect(extensions?.cost?.actual).toBeGreaterThanOrEqual(30)
  let answered = 0
  while ((await codeOf(admin)) === null && answered < POINTS) {
    const { errors } = await admin.send(read)
    if (errors) break
    answered++
  }
  // Each is reckoned at several operations, by its page.
  expect(answered).toBeLessThan(POINTS / 2)
  expect(await codeOf(otherMember)).toBeNull()
})

test('each message of a live stream is charged to its reader', async () => {
  const { uuid: organizationId, admin, member } = await holdfast.organization({ credits: 100_000n })
  const members = 'members(first: 50) { edges { node { id name role removedAt subject } } }'
  const watch = `subscription { tasksUpdated { id status hold { lines { credits lot { id kind } } } organization { ${members} } } }`
  const stream = admin.watch(watch as never)
  const { app } = holdfast.holdfast
  const task = { organizationId, memberId: null, lineageId: null, mayApprove: true, ...song, timeoutSeconds: 600 }
  let told = 0
  const reading = (async () => {
    while (true) {
      await stream.next()
      told++
    }
  })().catch(() => {})
  // Past its rate the stream pauses, and so the client is refused before it has been told everything.
  for (let asked = 0; (await codeOf(admin)) === null; asked++) {
    if (asked > 50) throw new Error(`${told} messages are not charged`)
    for (let i = 0; i < 20; i++) expect(await submitTask(app, task)).toHaveProperty('task')
  }
  expect(told).toBeGreaterThan(0)
  expect(await codeOf(member)).toBeNull()
  await stream.end()
  await reading
})
