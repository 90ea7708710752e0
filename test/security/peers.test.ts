// The path at which processes of one Holdfast connect: only those that know the token of the lease, which only the database has.

import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { NONCE_HEADER, proofOf } from '../../src/home/proof.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { startSecond, untilElsewhere, untilHome } from '../support/second.ts'

const PER_KEY = 5
const REQUESTS = PER_KEY * 10

let holdfast: TestHoldfast
let token: Buffer
beforeAll(async () => {
  holdfast = await startTestHoldfast({
    rates: { perKey: PER_KEY, perOrganization: 1_000 },
    trustedProxies: ['loopback'],
  })
  await untilHome(holdfast.holdfast)
  token = await readToken()
})
afterAll(() => holdfast.stop())

const readToken = () =>
  run(holdfast.database.url, async (client) => (await client.query('SELECT token FROM home')).rows[0].token as Buffer)

/** The headers of a process that knows this token. */
function headersFor(known: Buffer, nonce: string = randomUUID()): Record<string, string> {
  return { [NONCE_HEADER]: nonce, authorization: `Bearer ${proofOf(known, 'peer', nonce)}` }
}

/** Asks for an upgrade. Resolves with the open socket, or with the status of the refusal. */
async function connect(headers: Record<string, string>, address = '203.0.113.1'): Promise<WebSocket | number> {
  const url = `${holdfast.holdfast.url.replace('http', 'ws')}/peer`
  const socket = new WebSocket(url, { headers: { ...headers, 'x-forwarded-for': address } })
  socket.on('error', () => {})
  const refused = once(socket, 'unexpected-response').then(([, response]) => {
    response.resume()
    return response.statusCode as number
  })
  return Promise.race([once(socket, 'open').then(() => socket), refused])
}

test.each([
  ['no headers', () => ({})],
  ['no proof', () => ({ [NONCE_HEADER]: 'x' })],
  ['a proof of another token', () => headersFor(randomBytes(32))],
  ['a proof for another text', () => ({ ...headersFor(token), [NONCE_HEADER]: 'x' })],
  ['the proof of the home', () => ({ [NONCE_HEADER]: 'x', authorization: `Bearer ${proofOf(token, 'home', 'x')}` })],
  ['the token itself', () => ({ [NONCE_HEADER]: 'x', authorization: `Bearer ${token.toString('base64url')}` })],
  ['a key of the operator', () => ({ authorization: `Bearer ${holdfast.operator.key}` })],
])('%s: 401', async (_what, headers) => {
  expect(await connect(headers())).toBe(401)
})

test('attempts are charged to their address as those of strangers', async () => {
  const attempts = Array.from({ length: 2 * REQUESTS }, () => connect({}, '203.0.113.2'))
  expect(new Set(await Promise.all(attempts))).toEqual(new Set([401, 429]))
})

test('without an upgrade the path says what it is for', async () => {
  const response = await fetch(`${holdfast.holdfast.url}/peer`)
  expect(response.status).toBe(426)
  expect(await response.json()).toMatchObject({ code: 'UPGRADE_REQUIRED' })
})

/** Connects like a process that knows the token, with the proof for the text of the home, too. Returns that proof's message as well. */
async function enter(headers = headersFor(token)) {
  const socket = new WebSocket(`${holdfast.holdfast.url.replace('http', 'ws')}/peer`, { headers })
  const [[{ headers: answered }]] = await Promise.all([once(socket, 'upgrade'), once(socket, 'open')])
  const proof = JSON.stringify({ proof: proofOf(token, 'answer', answered[NONCE_HEADER] ?? '') })
  socket.send(proof)
  return { socket, proof }
}

const ASKED = JSON.stringify({ asked: [{ id: 1, query: 'mutation { none }', variables: null, caller: null }] })

/** Resolves with the next message, or with the code with which the connection was closed. */
const answerOf = (socket: WebSocket) =>
  Promise.race([
    once(socket, 'message').then(([data]) => String(data)),
    once(socket, 'close').then(([code]) => code as number),
  ])

test('what one process has sent lets no other one in', async () => {
  const headers = headersFor(token)
  const { socket, proof } = await enter(headers)
  socket.send(ASKED)
  expect(await answerOf(socket)).toContain('"notRun":"UNKNOWN"')
  socket.terminate()
  for (const messages of [[ASKED], [proof, ASKED], ['no JSON', ASKED], ['7', ASKED], ['{"proof":7}', ASKED], []]) {
    const replayed = await connect(headers)
    if (typeof replayed === 'number') throw new Error(`refused with ${replayed}`)
    for (const message of messages) replayed.send(message)
    // One that says nothing is ended without a reason.
    expect(await answerOf(replayed)).toBe(messages.length > 0 ? 1008 : 1006)
  }
})

test('who knows the token is let in; a message that is too large or no message ends the connection, and nothing else', async () => {
  for (const message of ['x'.repeat(17 * 1024 * 1024), 'no JSON', '7', '{}', '{"asked":7}', '{"asked":[{"id":1}]}']) {
    const { socket } = await enter()
    socket.on('error', () => {})
    socket.send(message)
    const answer = await answerOf(socket)
    expect(typeof answer === 'string' || [1003, 1006, 1009].includes(answer)).toBe(true)
    socket.terminate()
  }
  expect((await holdfast.operator.send('{ viewer { isOperator } }')).errors).toBeUndefined()
})

test('a token is worthless once its lease is given up', async () => {
  const second = await startSecond(holdfast)
  try {
    await untilElsewhere(second)
    await holdfast.holdfast.app.home.leave()
    await untilHome(second)
    expect(await readToken()).not.toEqual(token)
    expect(await connect(headersFor(token))).toBe(401)
    const url = `${second.url.replace('http', 'ws')}/peer`
    const socket = new WebSocket(url, { headers: headersFor(token) })
    socket.on('error', () => {})
    const [, response] = await once(socket, 'unexpected-response')
    expect(response.statusCode).toBe(401)
  } finally {
    await second.stop()
  }
})

test('a process does not talk to a stranger at the address of the home', async () => {
  // The row names another server than the one that has the token.
  const stranger = await startTestHoldfast()
  const second = await startSecond(holdfast)
  try {
    await untilHome(second)
    const third = await startSecond(holdfast)
    try {
      await untilElsewhere(third)
      await run(holdfast.database.url, (client) =>
        client.query('UPDATE home SET addresses = $1, token = $2', [
          [new URL(stranger.holdfast.url).host],
          randomBytes(32),
        ]),
      )
      await expect.poll(() => third.app.home.isElsewhere, { timeout: 10_000 }).toBe(false)
    } finally {
      await third.stop()
    }
  } finally {
    await second.stop()
    await stranger.stop()
  }
})
