// Live streams: the present state first, then every change in order, none left out and none twice.

import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { TypedDocumentString } from '../generated/graphql.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  Cancel,
  Grant,
  Journal,
  resultsOf,
  Submit,
  SubmitMany,
  WatchBalance,
  WatchTasks,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

/** Of either kind, on one socket. */
const READERS = 20
/** Of 90 tasks each. */
const BULKS = 4
/** As much as a selection may say of a change. */
const LARGE = Array.from({ length: 30 }, (_, i) => `available${String(i).padStart(400, '0')}: available`).join(' ')
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

test('a stream sends the tasks in progress first, then every state of every task, in order', async () => {
  const { admin, member } = await holdfast.organization({ mode: 'SANDBOX', credits: 10_000n })
  const { submitTasks } = await member.run(SubmitMany, { inputs: Array.from({ length: 20 }, () => SONG) })
  expect(resultsOf(submitTasks)).toHaveLength(20)
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

test('a client that resumes the stream of all tasks gets exactly what has changed meanwhile', async () => {
  const { admin, member, otherMember } = await holdfast.organization({ credits: 1_000n })
  const submit = async (client = member) => {
    const { submitTask } = await client.run(Submit, { input: { model: 'suno', operation: 'music' } })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    return submitTask.task.id
  }
  const [stays, ends, isOther] = [await submit(), await submit(), await submit(otherMember)]
  const before = admin.watch(WatchTasks)
  const seen = new Map<string, number>()
  await before.until(({ tasksUpdated: { id, sequence } }) => seen.set(id, sequence).size === 3)
  await before.end()
  const after = [...seen].map(([taskId, sequence]) => ({ taskId, sequence }))

  await holdfast.operator.run(Cancel, { input: { taskId: ends } })
  const isOver = await submit()
  await holdfast.operator.run(Cancel, { input: { taskId: isOver } })
  const isNew = await submit()

  const told = async (client: typeof admin) => {
    const stream = client.watch(WatchTasks, { after })
    const last = await submit()
    await stream.until(({ tasksUpdated: { id } }) => id === last)
    await stream.end()
    const states = stream.messages.map(({ tasksUpdated: { id, status } }) => ({ id, status }))
    expect(states.pop()).toEqual({ id: last, status: 'QUEUED' })
    await holdfast.operator.run(Cancel, { input: { taskId: last } })
    return states
  }
  expect(await told(admin)).toEqual([
    { id: ends, status: 'CANCELED' },
    { id: isOver, status: 'CANCELED' },
    { id: isNew, status: 'QUEUED' },
  ])
  const ids = (await told(member)).map(({ id }) => id)
  expect(ids).toContain(ends)
  for (const id of [stays, isOther]) expect(ids).not.toContain(id)

  const tooMany = admin.watch(WatchTasks, { after: Array.from({ length: 1_001 }, () => after[0]!) })
  await expect(tooMany.next()).rejects.toThrow('after must have at most 1000 items, not 1001')
})

test('a client that disconnects leaves nothing behind', async () => {
  const { admin, member, uuid } = await holdfast.organization()
  const listening = () => holdfast.holdfast.app.bus.listenerCount('entry', uuid)
  const streams = Array.from({ length: 20 }, (_, i) =>
    i % 2 === 0 ? admin.watch(WatchBalance) : admin.watchBySse(WatchBalance),
  )
  await Promise.all(streams.map((stream) => stream.next()))
  expect(listening()).toBe(20)
  await Promise.all(streams.map((stream) => stream.end()))
  await member.run(Submit, { input: SONG })
  await expect.poll(listening).toBe(0)
})

test('subscribers with the same document each get the fields that they may see', async () => {
  const { admin, owner, member, otherMember } = await holdfast.organization()
  const query = 'subscription { balanceChanged { sequence entry { type task { member { role } } } } }'
  interface Told {
    balanceChanged: { entry: { type: string; task: object | null } | null }
  }
  const document = { toString: () => query } as unknown as TypedDocumentString<Told, Record<string, never>>
  const clients = [admin, owner, member, otherMember, member, otherMember]
  const streams = clients.map((client, i) => (i % 2 === 0 ? client.watch(document) : client.watchBySse(document)))
  await Promise.all(streams.map((stream) => stream.next()))
  await member.run(Submit, { input: SONG })
  const tasks = await Promise.all(streams.map(async (stream) => (await stream.next()).balanceChanged.entry?.task))
  const seen = { member: { role: 'MEMBER' } }
  expect(tasks).toEqual([seen, seen, seen, null, seen, null])
  await Promise.all(streams.map((stream) => stream.end()))
})

test('a slow consumer gets the newest balance, and every journal entry if it selects entries', async () => {
  const { id: organizationId, admin, member } = await holdfast.organization({ credits: 100_000n })
  const socket = new WebSocket(`${holdfast.holdfast.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const told = new Map<string, { sequence: number; available: number }[]>()
  socket.on('message', (data) => {
    const { type, id, payload } = JSON.parse(String(data))
    if (type === 'connection_ack') {
      for (let i = 0; i < 2 * READERS; i++) {
        const query = `subscription { balanceChanged { sequence available ${i % 2 === 0 ? LARGE : 'entry { sequence hash }'} } }`
        socket.send(
          JSON.stringify({ id: `${i % 2 === 0 ? 'newest' : 'every'} ${i}`, type: 'subscribe', payload: { query } }),
        )
      }
    }
    if (type === 'next') told.set(id, [...(told.get(id) ?? []), payload.data.balanceChanged])
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: admin.key } }))
  await expect.poll(() => told.size).toBe(2 * READERS)
  // It reads a little, again and again: far less than it is sent.
  socket.pause()
  const reading = setInterval(() => {
    socket.resume()
    setImmediate(() => socket.pause())
  }, 100)
  const inputs = Array.from({ length: 90 }, () => ({ model: 'suno', operation: 'music' }))
  for (let i = 0; i < BULKS; i++) await member.run(SubmitMany, { inputs })
  const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId, credits: 1 } })
  expect(grantCredits?.__typename).toBe('GrantCreditsSuccess')
  const last = 1 + BULKS * 90 + 1
  clearInterval(reading)
  socket.resume()
  await expect.poll(() => [...told.values()].every((messages) => messages.at(-1)?.sequence === last)).toBe(true)
  let newest = 0
  for (const [id, messages] of told) {
    const sequences = messages.map(({ sequence }) => sequence)
    expect(messages.at(-1)?.available).toBe(100_001 - BULKS * 90 * 10)
    if (id.startsWith('every')) expect(sequences).toEqual(Array.from({ length: last }, (_, i) => 1 + i))
    else {
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
      newest += sequences.length
    }
  }
  expect(newest).toBeLessThan((READERS * last) / 2)
  socket.close()
})

test('queries and mutations work over the WebSocket too, and a query that does not parse affects only itself', async () => {
  const { admin } = await holdfast.organization()
  const balance = admin.watch(WatchBalance)
  await balance.next()
  const broken = { toString: () => '{ organization { name' } as typeof WatchBalance
  await expect(admin.watch(broken).next()).rejects.toThrow('Syntax Error')
  const query = { toString: () => '{ organization { name } }' } as typeof WatchBalance
  expect(await admin.watch(query).next()).toEqual({ organization: { name: 'Test Records' } })
  await balance.end()
})
