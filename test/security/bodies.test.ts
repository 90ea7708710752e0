// Bodies that are too large, and bodies that never end: each path that takes a body refuses them by itself.

import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/access/endpoints.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'

const LARGE = 5_000_000

let holdfast: TestHoldfast
let key: string
/** Every path that takes a body from whoever comes. */
let paths: string[]

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunoapi', sessions: { signUp: true, oidc: null } })
  key = (await holdfast.organization()).member.key ?? ''
  const posts = Object.entries(ENDPOINTS).flatMap(([path, { method }]) => (method === 'POST' ? [`/auth/${path}`] : []))
  paths = [...posts, '/graphql', '/callbacks/none', '/payments/callbacks/none', '/api/v1/generate']
})
afterAll(() => holdfast.stop())

/** The status that is answered to these bytes. */
async function statusOf(path: string, headers: string, body: string | Buffer): Promise<number> {
  const { hostname, port } = new URL(holdfast.holdfast.url)
  const socket = connect(Number(port), hostname)
  const head = `POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\nauthorization: Bearer ${key}\r\n`
  socket.write(`${head}${headers}\r\n\r\n`)
  socket.write(body)
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('data', (data) => resolve(String(data)))
    socket.once('error', reject)
  })
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
  // A body that goes on ends its connection.
  if (status === 408) await once(socket, 'close')
  socket.destroy()
  return status
}

test('a body of five megabytes is refused on every path, with or without content-length', async () => {
  const large = Buffer.alloc(LARGE, ' ')
  const chunk = Buffer.concat([Buffer.from(`${LARGE.toString(16)}\r\n`), large, Buffer.from('\r\n')])
  for (const path of paths) {
    expect(await statusOf(path, `content-length: ${LARGE}`, large), path).toBe(413)
    expect(await statusOf(path, 'transfer-encoding: chunked', chunk), `${path}, chunked`).toBe(413)
  }
})

test('a body that never ends is refused within half a minute on every path', async () => {
  const statuses = await Promise.all(
    paths.map(async (path) => [path, await statusOf(path, 'content-length: 100', '{"email":')]),
  )
  expect(Object.fromEntries(statuses)).toEqual(Object.fromEntries(paths.map((path) => [path, 408])))
})
