// Requests without a valid key are charged to the address that they come from, on every path.

import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'

const PER_KEY = 5
/** What an address has in the ten seconds of a rate. */
const REQUESTS = PER_KEY * 10

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({
    catalogue: 'sunoapi',
    rates: { perKey: PER_KEY, perOrganization: 1_000 },
    trustedProxies: ['loopback'],
  })
})
afterAll(() => holdfast.stop())

const UNKNOWN_KEY = `hf_member_${'0'.repeat(48)}`

const get = (path: string, address: string, headers: Record<string, string> = {}) =>
  fetch(`${holdfast.holdfast.url}${path}`, { headers: { ...headers, 'x-forwarded-for': address } })

/** The statuses of more requests than an address may send, all at once. */
async function statusesOf(send: (i: number) => Promise<number>): Promise<Set<number>> {
  return new Set(await Promise.all(Array.from({ length: 2 * REQUESTS }, (_, i) => send(i))))
}

/** The code of a refusal: its status, or the number in its body, if that has one. */
async function codeOf(response: Response): Promise<number> {
  const { code } = (await response.json()) as { code?: unknown }
  return typeof code === 'number' ? code : response.status
}

test.each([
  ['/checkpoints/1', '203.0.113.1', {}, 404, 429],
  ['/wallets/none/journal', '203.0.113.2', { 'x-api-key': UNKNOWN_KEY }, 401, 429],
  ['/organizations/none/audit', '203.0.113.3', {}, 401, 429],
  ['/api/v1/generate/credit', '203.0.113.4', { authorization: `Bearer ${UNKNOWN_KEY}` }, 401, 430],
  ['/graphql?query={viewer{isOperator}}', '203.0.113.5', { 'x-api-key': UNKNOWN_KEY }, 401, 429],
])(
  '%s answers a stranger so often, and then says that these are too many',
  async (path, address, headers, answer, refusal) => {
    const statuses = await statusesOf(async () => codeOf(await get(path, address, headers)))
    expect(statuses).toEqual(new Set([answer, refusal]))
    const { member } = await holdfast.organization()
    expect((await member.send('{ viewer { isOperator } }')).errors).toBeUndefined()
  },
)

test('attempts with invalid keys over a WebSocket are charged to their address', async () => {
  const address = '203.0.113.6'
  const socketUrl = `${holdfast.holdfast.url.replace('http', 'ws')}/graphql`
  const codes = await statusesOf(async () => {
    const socket = new WebSocket(socketUrl, 'graphql-transport-ws', { headers: { 'x-forwarded-for': address } })
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: UNKNOWN_KEY } }))
    const [code] = await once(socket, 'close')
    return code
  })
  expect(codes).toEqual(new Set([4403]))
  expect((await get('/checkpoints/1', address)).status).toBe(429)
})

test('all addresses of an IPv6 network of 64 bits share one rate', async () => {
  const statuses = await statusesOf(
    async (i) => (await get('/checkpoints/1', `2001:db8:1:2::${i.toString(16)}`)).status,
  )
  expect(statuses).toEqual(new Set([404, 429]))
  expect((await get('/checkpoints/1', '2001:db8:1:3::1')).status).toBe(404)
})
