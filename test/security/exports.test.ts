// Exports are expensive: an organization has a few at a time, each is charged, and one that is not read releases its place.

import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submitTask } from '../../src/tasks/submit.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Balance } from '../support/operations.ts'

const ENTRIES = 30_000

let holdfast: TestHoldfast
let organization: TestOrganization
let path: string
beforeAll(async () => {
  holdfast = await startTestHoldfast({ rates: { perKey: 1_000, perOrganization: 1_000 } })
  organization = await holdfast.organization({ credits: 1_000_000n })
  const { app } = holdfast.holdfast
  const song = { model: 'suno', operation: 'music', input: { prompt: 'rain' }, timeoutSeconds: 600 }
  const task = { ...song, organizationId: organization.uuid, memberId: null, lineageId: null, mayApprove: true }
  // More than the sockets' own buffers take.
  for (let i = 0; i < 6; i++) await Promise.all(Array.from({ length: ENTRIES / 6 }, () => submitTask(app, task)))
  const { organization: read } = await organization.admin.run(Balance)
  path = `/wallets/${read?.wallet?.id}/journal`
})
afterAll(() => holdfast.stop())

const get = () => fetch(`${holdfast.holdfast.url}${path}`, { headers: { 'x-api-key': organization.admin.key ?? '' } })

/** Asks for an export and reads nothing of it. */
function unread(): Promise<Socket> {
  const { hostname, port } = new URL(holdfast.holdfast.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nx-api-key: ${organization.admin.key}\r\n\r\n`)
  return new Promise((resolve) => {
    socket.once('readable', () => resolve(socket))
  })
}

test('exports that nobody reads occupy at most three places, and release them', async () => {
  const sockets = await Promise.all([unread(), unread(), unread()])
  const refused = await get()
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED' })
  // An unread export is dropped after some seconds.
  await expect.poll(async () => (await get()).status, { timeout: 25_000, interval: 500 }).toBe(200)
  for (const socket of sockets) socket.destroy()
})

test('an export that is read is complete', async () => {
  await expect.poll(async () => (await get()).status, { timeout: 25_000 }).toBe(200)
  const lines = (await (await get()).text()).trim().split('\n')
  expect(lines).toHaveLength(ENTRIES + 2)
})
