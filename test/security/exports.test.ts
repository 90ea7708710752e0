// Exports are expensive: an organization has a few at a time, each is charged, and one that is not read releases its place.

import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submitTask } from '../../src/tasks/submit.ts'
import { run } from '../support/database.ts'
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

interface Asking {
  readonly path: string
  readonly key: string | null
}
const byAdmin = (): Asking => ({ path, key: organization.admin.key })

const get = (asking = byAdmin()) =>
  fetch(`${holdfast.holdfast.url}${asking.path}`, { headers: { 'x-api-key': asking.key ?? '' } })

/** Asks for an export and reads nothing of it. */
function unread(asking = byAdmin()): Promise<Socket> {
  const { hostname, port } = new URL(holdfast.holdfast.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(`GET ${asking.path} HTTP/1.1\r\nhost: x\r\nx-api-key: ${asking.key}\r\n\r\n`)
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
  await expect.poll(async () => (await get()).status, { interval: 500 }).toBe(200)
  for (const socket of sockets) socket.destroy()
})

test('an export that is read is complete', async () => {
  await expect.poll(async () => (await get()).status).toBe(200)
  const lines = (await (await get()).text()).trim().split('\n')
  expect(lines).toHaveLength(ENTRIES + 2)
})

test('the audit log of the platform has places of its own, is complete, and ends without an end when its key is revoked', async () => {
  const asking = { path: '/platform/audit', key: holdfast.operator.key }
  // Past the API, which would take minutes.
  await run(holdfast.database.url, (client) =>
    client.query(
      `INSERT INTO audit_entry SELECT copy.* FROM (SELECT * FROM audit_entry LIMIT 1) AS one, generate_series(1, $1) AS i,
         LATERAL jsonb_populate_record(one::audit_entry, jsonb_build_object('organization_id', $2::uuid, 'id', uuidv7(), 'copy', i,
           'action', 'copied', 'after', jsonb_build_object('note', repeat('x', 300)))) AS copy`,
      [ENTRIES, '00000000-0000-0000-0000-000000000000'],
    ),
  )
  const sockets = await Promise.all([unread(asking), unread(asking), unread(asking)])
  const refused = await get(asking)
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED' })
  // Organizations have their own places.
  expect((await get()).status).toBe(200)
  await expect.poll(async () => (await get(asking)).status, { interval: 500 }).toBe(200)
  for (const socket of sockets) socket.destroy()
  const lines = (await (await get({ ...asking, path: `${asking.path}?action=copied` })).text()).trim().split('\n')
  expect(lines).toHaveLength(ENTRIES)

  const { data } = await holdfast.operator.send<
    { createPlatformKey: { secret: string; platformKey: { id: string } } },
    unknown
  >(
    'mutation { createPlatformKey(input: { name: "x", scopes: [ORGANIZATIONS] }) { ... on CreatePlatformKeySuccess { secret platformKey { id } } } }',
  )
  const made = data?.createPlatformKey
  const begun = await get({ ...asking, key: made?.secret ?? '' })
  expect(begun.status).toBe(200)
  const revoke = `mutation { revokePlatformKey(input: { platformKeyId: "${made?.platformKey.id}" }) { __typename } }`
  await holdfast.operator.send(revoke)
  // The connection is reset: nobody takes the part for the whole.
  await expect(begun.text()).rejects.toThrow()
})
