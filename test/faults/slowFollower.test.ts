// Consumers of the feed that stop reading are disconnected, come back with the number of the last event that they have seen, and have
// every event once, in order, in the end: over each transport. What they don't read takes no memory here, however much it is.

import { request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { ALL_ORGANIZATIONS } from '../../src/app.ts'
import { must } from '../../src/ledger/must.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Events, Grant } from '../support/operations.ts'

const MIB = 1024 * 1024
/** Events are large, so that few are more than the buffers of a connection take: some 25 KB each. */
const LOTS = 20
const ROUNDS = 50
const METADATA = 12_000
/** Of each transport. */
const FOLLOWERS = 5
/** The number of events after which a consumer stops reading, for the first time. */
const READ_AT_FIRST = 10
/** The most memory that one takes: a page of the feed, of 1 MiB in the database, and its events. */
const MIB_OF_EACH = 8

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ feedDays: 30 })
})
afterAll(() => holdfast.stop())

/** A connection that tells numbers of events until it is stopped, and then reads nothing any more. */
interface Connection {
  /** Stops reading. */
  readonly stop: () => void
  readonly close: () => void
}

type Connect = (after: number, tell: (number: number) => void) => Connection

const NUMBER = /"number":(\d+)/

/** Sends a request and tells the number of each event of its answer: the events are parted by `end`. */
function overHttp(end: string, options: (after: number) => { path: string; body?: string; accept?: string }): Connect {
  return (after, tell) => {
    const { path, body, accept = '*/*' } = options(after)
    const { hostname, port } = new URL(holdfast.holdfast.url)
    const headers = { 'x-api-key': holdfast.operator.key ?? '', 'content-type': 'application/json', accept }
    const sent = request({ hostname, port, path, method: body ? 'POST' : 'GET', headers, agent: false })
    sent.on('error', () => {})
    let isStopped = false
    let stop = () => {}
    sent.on('response', (response) => {
      expect(response.statusCode).toBe(200)
      let text = ''
      stop = () => response.pause()
      response.on('error', () => {})
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
        for (let at = text.indexOf(end); at !== -1 && !isStopped; at = text.indexOf(end)) {
          const number = NUMBER.exec(text.slice(0, at))?.[1]
          text = text.slice(at + end.length)
          if (number) tell(Number(number))
        }
      })
    })
    sent.end(body)
    return {
      stop: () => {
        isStopped = true
        stop()
      },
      close: () => sent.destroy(),
    }
  }
}

const DOCUMENT = 'subscription ($after: SafeInt) { events(after: $after) { number kind data } }'

const overSocket: Connect = (after, tell) => {
  const socket = new WebSocket(`${holdfast.holdfast.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  let isStopped = false
  socket.on('error', () => {})
  socket.once('open', () => {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: holdfast.operator.key } }))
  })
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.type === 'connection_ack') {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: DOCUMENT, variables: { after } } }))
    } else if (message.type === 'next' && !isStopped) tell(message.payload.data.events.number)
  })
  return {
    stop: () => {
      isStopped = true
      socket.pause()
    },
    close: () => socket.terminate(),
  }
}

const TRANSPORTS: Readonly<Record<string, Connect>> = {
  NDJSON: overHttp('\n', (after) => ({ path: `/events?after=${after}&live=1` })),
  'server-sent events': overHttp('\n\n', (after) => ({ path: `/events?after=${after}`, accept: 'text/event-stream' })),
  'the subscription over SSE': overHttp('\n\n', (after) => ({
    path: '/graphql',
    accept: 'text/event-stream',
    body: JSON.stringify({ query: DOCUMENT, variables: { after } }),
  })),
  'the subscription over a WebSocket': overSocket,
}

/** A consumer that keeps the numbers that it has seen. */
class Consumer {
  readonly name: string
  readonly numbers: number[] = []
  readonly #connect: Connect
  #connection: Connection | null = null

  constructor(name: string, connect: Connect) {
    this.name = name
    this.#connect = connect
  }

  /** Reads on after the last event that it has seen, up to a number, and then nothing any more. */
  readTo(last: number, begun: number): Promise<void> {
    this.#connection?.close()
    return new Promise((resolve) => {
      const connection = this.#connect(this.numbers.at(-1) ?? begun, (number) => {
        this.numbers.push(number)
        if (number < last) return
        connection.stop()
        resolve()
      })
      this.#connection = connection
    })
  }

  close(): void {
    this.#connection?.close()
  }
}

/** Changes the metadata of some lots: an event of some 25 KB for each. */
async function change(lotIds: readonly string[], round: number): Promise<void> {
  const text = String.fromCharCode(97 + (round % 26)).repeat(400)
  const metadata = Object.fromEntries(Array.from({ length: METADATA / 400 }, (_, i) => [`key ${i}`, text]))
  await Promise.all(
    lotIds.map(async (subjectId) => {
      const { data, errors } = await holdfast.operator.send(
        'mutation ($input: UpdateLabelsInput!) { updateLabels(input: $input) { __typename ... on Error { message } } }',
        { input: { subjectId, metadata } },
      )
      expect({ data, errors }).toEqual({ data: { updateLabels: { __typename: 'UpdateLabelsSuccess' } } })
    }),
  )
}

async function newestNumber(): Promise<number> {
  const { events } = await holdfast.operator.run(Events, { after: 0, first: 1 })
  return events?.newestNumber ?? 0
}

/** The memory in use, in MiB, without garbage. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / MIB
}

test('consumers that stop reading are disconnected, come back, and have each event once; what waits for them takes no memory', async () => {
  const { id: organizationId, admin } = await holdfast.organization({ credits: 0n })
  for (let i = 0; i < LOTS; i++) await holdfast.operator.run(Grant, { input: { organizationId, credits: 1 } })
  const { data } = await admin.send<
    { organization: { wallet: { lots: { edges: { node: { id: string } }[] } } } },
    unknown
  >('{ organization { wallet { lots(first: 50) { edges { node { id } } } } } }')
  const lotIds = must(data, 'the lots are read').organization.wallet.lots.edges.map(({ node }) => node.id)
  const before = await newestNumber()
  for (let round = 0; round < ROUNDS / 2; round++) await change(lotIds, round)

  const { bus } = holdfast.holdfast.app
  const listening = () => bus.listenerCount('feed', ALL_ORGANIZATIONS)
  const consumers = Object.entries(TRANSPORTS).flatMap(([name, connect]) =>
    Array.from({ length: FOLLOWERS }, () => new Consumer(name, connect)),
  )
  const free = memory()
  await Promise.all(consumers.map((consumer) => consumer.readTo(before + READ_AT_FIRST, before)))
  expect(listening()).toBe(consumers.length)
  // They read nothing now, although more and more comes.
  for (let round = ROUNDS / 2; round < ROUNDS; round++) await change(lotIds, round)
  const taken = memory() - free
  expect(listening()).toBeGreaterThan(0)
  await expect.poll(listening).toBe(0)

  const newest = await newestNumber()
  const events = LOTS * ROUNDS
  expect(newest - before).toBe(events)
  // Each comes back after what it has seen, and reads to the end.
  await Promise.all(consumers.map((consumer) => consumer.readTo(newest, before)))
  const all = Array.from({ length: events }, (_, i) => before + 1 + i)
  for (const { name, numbers } of consumers) expect(numbers, name).toEqual(all)
  for (const consumer of consumers) consumer.close()
  // What waits for one is 14 MiB when it stops, and 28 at the end.
  expect(taken).toBeLessThan(consumers.length * MIB_OF_EACH)
})
