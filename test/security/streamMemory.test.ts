// The memory of open live streams is limited in bytes, whatever a client sends with them.

import { on, once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

/** A socket that opens streams one after the other. */
async function openSocket(key: string | null) {
  const socket = new WebSocket(`${holdfast.holdfast.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const messages = on(socket, 'message')
  const next = async () => JSON.parse(String((await messages.next()).value?.[0]))
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: key } }))
  await next()
  return {
    /** The code of the error that it is refused with; null if it is told something. */
    async open(id: string, query: string): Promise<string | null> {
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }))
      const { payload } = await next()
      const errors = Array.isArray(payload) ? payload : payload.errors
      // A stream that is refused is complete.
      if (errors) await next()
      return errors?.[0].extensions.code ?? null
    },
    async close(): Promise<void> {
      socket.close()
      await once(socket, 'close')
    },
  }
}

/** Different for each i, and of the largest size. */
const large = (i: number) => `subscription S${i} { balanceChanged { available } } #${'x'.repeat(99_000)}`

test('streams with large documents are refused past the memory of their organization, until others have ended', async () => {
  const [hostile, good] = [await holdfast.organization(), await holdfast.organization()]
  const sockets = await Promise.all([hostile.viewer, hostile.viewer, good.viewer].map(({ key }) => openSocket(key)))
  const [first, second, other] = sockets as [(typeof sockets)[0], (typeof sockets)[0], (typeof sockets)[0]]
  const codes: (string | null)[] = []
  for (let i = 0; i < 10; i++) codes.push(await first.open(`${i}`, large(i)))
  expect(codes).toEqual(codes.map((_, i) => (i < 3 ? null : 'TOO_MANY_STREAMS')))
  expect(await other.open('1', large(100))).toBeNull()
  expect(await second.open('1', 'subscription { balanceChanged { available } }')).toBeNull()
  await first.close()
  await expect.poll(() => second.open('2', large(1))).toBeNull()
  await Promise.all([second, other].map((socket) => socket.close()))
})

/** Subscribes over SSE with a body whose length is not said, which counts as the largest; resolves with the status. */
function subscribe(key: string | null): Promise<{ status: number; end(): void }> {
  const { hostname, port } = new URL(holdfast.holdfast.url)
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': key ?? '' }
  const sent = request({ hostname, port, path: '/graphql', method: 'POST', headers })
  sent.write('{"query":')
  sent.end('"subscription { balanceChanged { available } }"}')
  return new Promise((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (response) => {
      response.on('error', () => {})
      response.resume()
      resolve({ status: response.statusCode ?? 0, end: () => sent.destroy() })
    })
  })
}

test('a live stream over SSE releases the memory of its request’s body, so a hundred can be open with other requests', async () => {
  const { viewer, member } = await holdfast.organization()
  const streams: { status: number; end(): void }[] = []
  for (let i = 0; i < 100; i++) streams.push(await subscribe(viewer.key))
  expect(streams.every(({ status }) => status === 200)).toBe(true)
  expect((await member.send('{ viewer { isOperator } }')).errors).toBeUndefined()
  for (const { end } of streams) end()
})
