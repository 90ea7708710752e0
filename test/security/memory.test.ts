// Memory under attack: strangers and a hostile tenant send the requests of a day of attacks, one kind after the other and then
// all kinds again. The memory of the process stays within its bound, and a good tenant is answered all the time.
//
// MEMORY_ROUNDS=30 goes on for a long time: some twenty minutes.

import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { Demo } from '../../src/cli/demoOrganization.ts'
import { decodeGlobalId, encodeGlobalId } from '../../src/graphql/ids.ts'
import { DOCUMENT_CHARACTERS_MAX } from '../../src/server/documents.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

/** What one process may take, whatever strangers send: Node with the schema takes a third of it, half of that for the youngest objects. */
const RSS_MAX = 1_200 * 1024 * 1024

/** How often all is done; in each round nothing is the same as in another. */
const ROUNDS = Number(process.env.MEMORY_ROUNDS ?? 1)
/** So long the good tenant may wait for an answer. */
const ANSWER_MS_MAX = 15_000
const PAUSE_MS = 100

let dataDir: string
let holdfast: HoldfastProcess
let demo: Demo
/** What the good tenant has met: answers, and whatever was none. */
const good = { answers: 0, failures: [] as unknown[], isOver: false, asking: Promise.resolve() }
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-memory-'))
  holdfast = spawnHoldfast({ DATA_DIR: dataDir, TRUSTED_PROXIES: 'loopback' })
  await holdfast.ready()
  demo = await readDemo(dataDir)
  // Streams of tasks have something to tell: it is under way for as long as all of this.
  const sandbox = { durationMs: 600_000 }
  const query = 'mutation($input: SubmitTaskInput!) { submitTask(input: $input) { __typename } }'
  const variables = { input: { model: 'suno', operation: 'music', input: { prompt: 'rain', sandbox } } }
  const submitted = await post(JSON.stringify({ query, variables }), { 'x-api-key': demo.memberKey })
  expect(await submitted.json()).toMatchObject({ data: { submitTask: { __typename: 'SubmitTaskSuccess' } } })
  good.asking = askOnAndOn()
})
afterAll(async () => {
  good.isOver = true
  await good.asking
  expect(await holdfast.end('SIGTERM')).toBe(0)
  await rm(dataDir, { recursive: true, force: true })
})

/** The good tenant reads, again and again. */
async function askOnAndOn(): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-api-key': demo.adminKey }
  const body = JSON.stringify({ query: '{ organization { wallet { available } } }' })
  while (!good.isOver) {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX)
    try {
      const response = await fetch(`${demo.url}/graphql`, { method: 'POST', headers, body, signal })
      const { data } = (await response.json()) as { data?: { organization?: { wallet?: object } } }
      if (data?.organization?.wallet) good.answers++
      else good.failures.push(response.status)
    } catch (error) {
      good.failures.push(error)
    }
    await delay(PAUSE_MS)
  }
}

async function rss(): Promise<number> {
  const status = await readFile(`/proc/${holdfast.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024
}

/** The process is within its bound, and the good tenant was answered since the last time, and never refused. */
async function expectWell(): Promise<void> {
  expect(await rss()).toBeLessThan(RSS_MAX)
  expect(good.failures).toEqual([])
  const before = good.answers
  await expect.poll(() => good.answers).toBeGreaterThan(before)
}

const post = (body: string, headers: Record<string, string> = {}, path = '/graphql') =>
  fetch(`${demo.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

/** Sends so many, a few at a time; how often each status came. */
async function flood(count: number, send: (i: number) => Promise<Response>): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {}
  let i = 0
  const sender = async () => {
    while (i < count) {
      const response = await send(i++)
      await response.arrayBuffer()
      statuses[response.status] = (statuses[response.status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, sender))
  return statuses
}

/** A WebSocket of the hostile tenant, who may only read. */
async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`${demo.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: demo.memberKey } }))
  await once(socket, 'message')
  return socket
}

const STREAMS_PER_SOCKET = 100

/** Opens streams and keeps them; resolves with their sockets once each was told something, or refused. */
async function openStreams(count: number, payload: (i: number) => object): Promise<WebSocket[]> {
  const sockets: WebSocket[] = []
  for (let first = 0; first < count; first += STREAMS_PER_SOCKET) {
    const socket = await openSocket()
    sockets.push(socket)
    const told = new Set<string>()
    const all = Promise.withResolvers<void>()
    socket.on('message', (data) => {
      told.add(JSON.parse(String(data)).id)
      if (told.size === STREAMS_PER_SOCKET) all.resolve()
    })
    for (let i = first; i < first + STREAMS_PER_SOCKET; i++) {
      socket.send(JSON.stringify({ id: `${i}`, type: 'subscribe', payload: payload(i) }))
    }
    await all.promise
  }
  return sockets
}

const random = () => Math.random().toString(36).slice(2)
const filler = (length: number) => 'x'.repeat(length)

/** Each does its worst once; strangers have no key. */
const ATTACKS: Readonly<Record<string, () => Promise<void>>> = {
  async 'documents of 3.9 MB from strangers, each refused with 413'() {
    const comment = filler(3_900_000)
    const statuses = await flood(100, () =>
      post(JSON.stringify({ query: `{ viewer { isOperator } } #${random()}${comment}` })),
    )
    expect(statuses).toEqual({ 413: 100 })
  },
  async 'different documents of the largest size, valid and invalid'() {
    const fields = ' viewer { isOperator }'.repeat(300)
    const comment = filler(DOCUMENT_CHARACTERS_MAX - fields.length - 100)
    await flood(200, (i) => post(JSON.stringify({ query: `{ ${i % 2 ? 'none' : fields} } #${random()}${comment}` })))
  },
  async 'different small documents, variables, keys, origins and addresses'() {
    await flood(1_500, (i) => {
      const headers = {
        'x-forwarded-for': `203.0.${i % 256}.${i % 250}`,
        origin: `https://${random()}.example`,
        ...(i % 2 ? { 'x-api-key': `hf_member_${random()}`.padEnd(58, '0') } : {}),
      }
      const query = `query Q${random()}($v: String) { viewer { isOperator @skip(if: false) } }`
      return post(JSON.stringify({ query, variables: { v: filler(10_000), [random()]: 1 } }), headers)
    })
  },
  async 'introspection, many times in one request'() {
    const part =
      'types { name fields { name args { name type { name ofType { name } } } type { name ofType { name } } } }'
    const query = `{ ${Array.from({ length: 28 }, (_, i) => `a${i}: __schema { ${part} }`).join(' ')} }`
    await flood(10, () => post(JSON.stringify({ query })))
  },
  async 'compressed bodies, unknown tokens and keys on every path'() {
    const unknown = { 'x-api-key': `hf_member_${'0'.repeat(48)}` }
    await flood(600, (i) => {
      const paths = ['/checkpoints/1', `/files/${random()}`, '/wallets/x/journal', '/health/ready', `/${random()}`]
      if (i % 6 === 5) return post('{}', {}, `/callbacks/${random()}`)
      return fetch(`${demo.url}${paths[i % 6]}`, { headers: unknown })
    })
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
    expect(await flood(10, () => post(bomb as never, { 'content-encoding': 'gzip' }))).toEqual({ 400: 10 })
  },
  async 'half-sent bodies on every path'() {
    const { hostname, port } = new URL(demo.url)
    const sockets: Socket[] = []
    const answers: string[] = []
    const paths = ['/graphql', '/auth/sign-in/email', '/callbacks/x', '/api/v1/generate', '/health/ready', '/uploads/x']
    const chunk = filler(1_000_000)
    for (let i = 0; i < 200; i++) {
      const socket = connect(Number(port), hostname)
      sockets.push(socket)
      socket.on('error', () => {})
      socket.on('data', (data) => answers.push(String(data).slice(0, 12)))
      const method = i % paths.length === 5 ? 'PUT' : 'POST'
      socket.write(
        `${method} ${paths[i % paths.length]} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 3900000\r\n\r\n`,
      )
      socket.write(chunk)
      socket.write(chunk)
    }
    // Those for which there is no room hear so at once.
    await expect.poll(() => answers.length).toBeGreaterThan(50)
    for (const socket of sockets) socket.destroy()
  },
  async 'a thousand open streams with variables of 200 KB that nothing needs'() {
    const text = filler(200_000)
    const query = 'subscription { balanceChanged { available } }'
    const sockets = await openStreams(1_000, (i) => ({
      query,
      variables: { v: `${i}${text}`, other: [text.slice(0, 1_000)] },
    }))
    await expectWell()
    for (const socket of sockets) socket.terminate()
  },
  async 'a thousand open streams with different documents of 90 KB'() {
    const comment = filler(85_000)
    const fields = 'available '.repeat(500)
    const sockets = await openStreams(1_000, () => ({
      query: `subscription { balanceChanged { ${fields} } } #${random()}${comment}`,
    }))
    await expectWell()
    for (const socket of sockets) socket.terminate()
  },
  async 'a thousand open streams of tasks, each with a list of a thousand that it has seen'() {
    const { id: organizationId } = decodeGlobalId(demo.organizationId)
    const after = Array.from({ length: 1_000 }, (_, sequence) => ({
      taskId: encodeGlobalId('Task', `${organizationId}/${v7()}`),
      sequence,
    }))
    const query = 'subscription($after: [TaskSequence!]) { tasksUpdated(after: $after) { id status } }'
    const sockets = await openStreams(1_000, () => ({ query, variables: { after } }))
    await expectWell()
    for (const socket of sockets) socket.terminate()
  },
}

const rounds = Array.from({ length: ROUNDS }, (_, i) => i + 1)
test.each(rounds.flatMap((round) => Object.keys(ATTACKS).map((name): [number, string] => [round, name])))(
  'round %i: %s leave the process within its bound, and the good tenant is answered',
  async (_round, name) => {
    await ATTACKS[name]?.()
    await expectWell()
  },
)
