// Memory that a caller can't choose: strangers and a hostile tenant send what a day of attacks would, and the process keeps
// to its bound and goes on answering.

import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { Demo } from '../../src/cli/demoOrganization.ts'
import { DOCUMENT_CHARACTERS_MAX } from '../../src/server/documents.ts'
import { Client } from '../support/client.ts'
import { Viewer } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

/** What one process may take, whatever strangers send: Node with the schema takes a third of it. */
const RSS_MAX = 900 * 1024 * 1024

let dataDir: string
let holdfast: HoldfastProcess
let demo: Demo
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-memory-'))
  holdfast = spawnHoldfast({ DATA_DIR: dataDir })
  await holdfast.ready()
  demo = await readDemo(dataDir)
})
afterAll(async () => {
  expect(await holdfast.end('SIGTERM')).toBe(0)
  await rm(dataDir, { recursive: true, force: true })
})

async function rss(): Promise<number> {
  const status = await readFile(`/proc/${holdfast.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024
}

async function expectWell(): Promise<void> {
  expect(await rss()).toBeLessThan(RSS_MAX)
  expect((await new Client(demo.url, demo.adminKey).run(Viewer)).viewer).toBeDefined()
}

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${demo.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

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

test('two hundred documents of 3.9 MB from a stranger are each refused with 413, and kept nowhere', async () => {
  const filler = 'x'.repeat(3_900_000)
  const statuses = await flood(200, (i) => post(JSON.stringify({ query: `{ viewer { isOperator } } #${i}${filler}` })))
  expect(statuses).toEqual({ 413: 200 })
  await expectWell()
}, 120_000)

test('three hundred different documents of the largest size, valid and invalid, stay within the cache', async () => {
  const fields = ' viewer { isOperator }'.repeat(300)
  const comment = 'x'.repeat(DOCUMENT_CHARACTERS_MAX - fields.length - 100)
  await flood(300, (i) => post(JSON.stringify({ query: `{ ${i % 2 ? 'none' : fields} } #${i}${comment}` })))
  await expectWell()
}, 120_000)

test('variables of subscriptions, declared or not, are not kept when they are large', async () => {
  const socket = new WebSocket(`${demo.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: demo.memberKey } }))
  await once(socket, 'message')
  const filler = 'x'.repeat(200_000)
  let ended = 0
  const over = Promise.withResolvers<void>()
  const count = 500
  socket.on('message', (data) => {
    const { type, id } = JSON.parse(String(data))
    if (type === 'next') socket.send(JSON.stringify({ type: 'complete', id }))
    if (type === 'next' || type === 'error') {
      if (++ended === count) over.resolve()
      else if (ended + 20 <= count) open(ended + 19)
    }
  })
  const open = (i: number) => {
    const query =
      i % 2
        ? 'subscription($v: String) { balanceChanged { available @skip(if: false) entry { id } } }'
        : 'subscription { balanceChanged { available } }'
    socket.send(
      JSON.stringify({
        id: `${i}`,
        type: 'subscribe',
        payload: { query, variables: { v: `${i}${filler}`, other: [filler.slice(0, 1_000), i] } },
      }),
    )
  }
  for (let i = 0; i < 20; i++) open(i)
  await over.promise
  socket.terminate()
  await expectWell()
}, 120_000)

test('half-sent bodies on every path take no more than is set aside for bodies, and end', async () => {
  const { hostname, port } = new URL(demo.url)
  const sockets: Socket[] = []
  const answers: string[] = []
  const paths = ['/graphql', '/auth/sign-in/email', '/callbacks/x', '/api/v1/generate', '/health/ready']
  const chunk = 'x'.repeat(1_000_000)
  for (let i = 0; i < 200; i++) {
    const socket = connect(Number(port), hostname)
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => answers.push(String(data).slice(0, 12)))
    socket.write(
      `POST ${paths[i % paths.length]} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 3900000\r\n\r\n`,
    )
    socket.write(chunk)
    socket.write(chunk)
  }
  // Those for which there is no room hear so at once.
  await expect.poll(() => answers.length, { timeout: 20_000 }).toBeGreaterThan(50)
  await expectWell()
  for (const socket of sockets) socket.destroy()
  await expectWell()
}, 120_000)
