// Live streams: the present state first, then every change in order, none left out and none twice.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Journal, Submit, SubmitMany, WatchBalance, WatchTasks } from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const SONG = { model: 'suno', operation: 'lyrics', input: { sandbox: { durationMs: 20 } } }

test('subscribers that join in the middle of a load see what the journal says, from where they joined', async () => {
  const { admin, member } = await holdfast.organization({ mode: 'SANDBOX', credits: 10_000n })
  const submitting = Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let i = 0; i < 10; i++) await member.run(Submit, { input: SONG })
    }),
  )
  const streams = Array.from({ length: 6 }, (_, i) =>
    i % 2 === 0 ? admin.watch(WatchBalance) : admin.watchBySse(WatchBalance),
  )
  await Promise.all(streams.map((stream) => stream.next()))
  await submitting
  // A grant of 10,000, then for each of 100 songs a freeze and a spend.
  const last = 1 + 100 * 2
  await Promise.all(streams.map((stream) => stream.until(({ balanceChanged }) => balanceChanged.sequence === last)))

  const journal = new Map<number, unknown>()
  for (let after: string | null | undefined, more = true; more; ) {
    const { organization } = await admin.run(Journal, { first: 100, after })
    const page = organization?.wallet?.journal
    for (const { node } of page?.edges ?? []) journal.set(node.sequence, [node.available, node.frozen])
    after = page?.pageInfo.endCursor
    more = page?.pageInfo.hasNextPage ?? false
  }
  expect(journal.size).toBe(last)
  for (const { messages } of streams) {
    const first = messages[0]?.balanceChanged.sequence ?? 0
    const seen = messages.map(({ balanceChanged: b }) => [b.sequence, [b.available, b.frozen]])
    expect(seen).toEqual(Array.from({ length: last - first + 1 }, (_, i) => [first + i, journal.get(first + i)]))
  }
  await Promise.all(streams.map((stream) => stream.end()))
})

test('the tasks that are under way come first, then every state of every task, in order', async () => {
  const { admin, member } = await holdfast.organization({ mode: 'SANDBOX', credits: 10_000n })
  const { submitTasks } = await member.run(SubmitMany, { inputs: Array.from({ length: 20 }, () => SONG) })
  expect(submitTasks).toHaveLength(20)
  const tasks = admin.watch(WatchTasks)
  const ended = new Set<string>()
  const sequences = new Map<string, number>()
  await tasks.until(({ tasksUpdated: { id, sequence, status } }) => {
    const before = sequences.get(id)
    if (before !== undefined) expect(sequence).toBe(before + 1)
    sequences.set(id, sequence)
    if (status === 'SUCCEEDED') ended.add(id)
    return ended.size === 20
  })
})

test('a client that leaves leaves nothing behind', async () => {
  const { admin, member, uuid } = await holdfast.organization()
  const listening = () => holdfast.holdfast.app.bus.listenerCount('entry', uuid)
  const streams = Array.from({ length: 20 }, (_, i) =>
    i % 2 === 0 ? admin.watch(WatchBalance) : admin.watchBySse(WatchBalance),
  )
  await Promise.all(streams.map((stream) => stream.next()))
  expect(listening()).toBe(20)
  await Promise.all(streams.map((stream) => stream.end()))
  await member.run(Submit, { input: SONG })
  await expect.poll(listening, { timeout: 10_000 }).toBe(0)
})

test('queries and mutations go over the WebSocket too, and a query that doesn’t parse harms nobody on it', async () => {
  const { admin } = await holdfast.organization()
  const balance = admin.watch(WatchBalance)
  await balance.next()
  const broken = { toString: () => '{ organization { name' } as typeof WatchBalance
  await expect(admin.watch(broken).next()).rejects.toThrow('Syntax Error')
  const query = { toString: () => '{ organization { name } }' } as typeof WatchBalance
  expect(await admin.watch(query).next()).toEqual({ organization: { name: 'Test Records' } })
  await balance.end()
})
