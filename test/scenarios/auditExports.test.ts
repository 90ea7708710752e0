// Audit logs as files: of an organization, and of the platform itself. Each is filtered as the list of the API is, and only who may
// read the list gets the file.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Audit,
  CreatePlatformKey,
  PlatformAudit,
  RevokePlatformKey,
  UpdateOrganization,
} from '../support/operations.ts'

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast
let organization: TestOrganization
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
  organization = await holdfast.organization({ credits: 0n })
})
afterAll(() => holdfast.stop())

const get = (client: Client, path: string, given: Record<string, string> = {}) =>
  fetch(`${holdfast.holdfast.url}${path}?${new URLSearchParams(given)}`, { headers: { 'x-api-key': client.key ?? '' } })

async function refusalOf(client: Client, path: string, given: Record<string, string> = {}) {
  const response = await get(client, path, given)
  return { status: response.status, ...((await response.json()) as object) }
}

async function entriesOf(
  client: Client,
  path: string,
  given: Record<string, string> = {},
): Promise<{ action: string }[]> {
  const response = await get(client, path, given)
  expect(response.status).toBe(200)
  const lines = (await response.text()).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

async function createKey(name: string, scopes: ('READ' | 'ORGANIZATIONS' | 'KEYS')[], by = holdfast.operator) {
  const { createPlatformKey } = await by.run(CreatePlatformKey, { input: { name, scopes } })
  if (createPlatformKey?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(createPlatformKey))
  return { id: createPlatformKey.platformKey.id, client: holdfast.client(createPlatformKey.secret) }
}

test('the audit log of the platform is a file of what platformAudit lists, oldest first, in both formats', async () => {
  const root = await createKey('=root of the house', ['KEYS', 'READ'])
  now += 60_000
  const { id } = await createKey('short-lived', ['READ'], root.client)
  await root.client.run(RevokePlatformKey, { input: { platformKeyId: id } })
  const { platformAudit } = await holdfast.operator.run(PlatformAudit, {})
  const listed = platformAudit.edges.map(({ node }) => node).reverse()
  const lines = await entriesOf(holdfast.operator, '/platform/audit')
  expect(lines).toMatchObject(
    listed.map(({ action, actorId, actorName, subjectId, after }) => {
      return { action, actorId, actorName, subjectId, after }
    }),
  )

  const only = (given: Record<string, string>) => entriesOf(holdfast.operator, '/platform/audit', given)
  const since = new Date(now).toISOString()
  expect((await only({ actorId: root.id })).map(({ action }) => action)).toEqual([
    'createPlatformKey',
    'revokePlatformKey',
  ])
  expect(await only({ action: 'revokePlatformKey', subjectId: id })).toMatchObject([{ subjectId: id }])
  expect(await only({ until: since })).toHaveLength(lines.length - 2)
  expect(await only({ from: since, action: 'createPlatformKey' })).toMatchObject([{ after: { name: 'short-lived' } }])

  const csv = await get(holdfast.operator, '/platform/audit', { format: 'csv', bom: '1', actorId: root.id })
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="platform.csv"')
  const bytes = Buffer.from(await csv.arrayBuffer())
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const rows = bytes.toString().trim().split('\n')
  expect(rows[0]).toContain('createdAt,actorKind,actorName,actorId')
  // No formula.
  expect(rows[1]).toContain("OPERATOR,'=root of the house,")
  expect(rows).toHaveLength(3)
})

test('only a platform key with ORGANIZATIONS gets the audit log of the platform', async () => {
  const { client: reader } = await createKey('reader', ['READ', 'KEYS'])
  const { client: keeper } = await createKey('keeper', ['ORGANIZATIONS'])
  expect(await refusalOf(reader, '/platform/audit')).toEqual({
    status: 403,
    code: 'FORBIDDEN',
    message: 'This needs a platform key with the scope ORGANIZATIONS, and yours has READ, KEYS.',
  })
  for (const client of [organization.owner, organization.member]) {
    expect(await refusalOf(client, '/platform/audit')).toEqual({
      status: 403,
      code: 'FORBIDDEN',
      message: 'Only the operator of the platform may do this.',
    })
  }
  expect(await refusalOf(holdfast.client(null), '/platform/audit')).toMatchObject({ status: 401 })
  expect((await entriesOf(keeper, '/platform/audit')).length).toBeGreaterThan(0)
  // Nor does a platform key export organizations that may not read them.
  const { client: keysOnly } = await createKey('keys', ['KEYS'])
  // Its own members know that it exists, and hear who may export it.
  const paths = { [reader.key ?? '']: 200, [keysOnly.key ?? '']: 404, [organization.owner.key ?? '']: 403 }
  for (const [key, status] of Object.entries(paths)) {
    const response = await get(holdfast.client(key), `/organizations/${organization.id}/export`)
    expect(response.status).toBe(status)
    await response.text()
  }
})

test('an organization’s file is filtered as its list is', async () => {
  const { owner, admin, id } = organization
  await owner.run(UpdateOrganization, { input: { name: 'First' } })
  now += 60_000
  const since = new Date(now).toISOString()
  await admin.run(UpdateOrganization, { input: { name: 'Second' } })
  const { organization: read } = await owner.run(Audit, { filter: { from: since } })
  const [last] = read?.audit?.edges.map(({ node }) => node) ?? []
  const path = `/organizations/${id}/audit`
  expect(await entriesOf(owner, path, { from: since })).toMatchObject([{ after: { name: 'Second' } }])
  expect(await entriesOf(owner, path, { actorId: last?.actorId ?? '' })).toMatchObject([{ after: { name: 'Second' } }])
  expect(await entriesOf(owner, path, { action: 'updateOrganization', until: since })).toMatchObject([
    { after: { name: 'First' } },
  ])
  // The platform's entries are not an organization's, nor the other way round.
  expect(await entriesOf(owner, path, { action: 'createPlatformKey' })).toEqual([])
  expect(await entriesOf(holdfast.operator, '/platform/audit', { action: 'updateOrganization' })).toEqual([])
})

test.each<[Record<string, string>, string]>([
  [
    { from: 'yesterday' },
    'from must be a time from the year 1 to 9999 as RFC 3339 has it, such as 2026-11-21T09:30:00Z',
  ],
  [{ from: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' }, 'from must be before until'],
  [
    { actorId: 'somebody' },
    'actorId must be an id of type Member or ApiKey or PlatformKey from an answer of this API, such as member_AaI…, not "somebody"; or the subject of a person',
  ],
  [{ subjectId: 'x' }, 'subjectId must be an id from an answer of this API, such as org_AaI…, not "x"'],
  [{ action: 'a\0' }, 'action must be a text, and must not contain U+0000 or half of a surrogate pair'],
  [
    { actions: 'createBudget' },
    'This export takes format, bom, action, actorId, subjectId, from, and until, each once.',
  ],
])('a filter with %o is refused by name', async (given, message) => {
  for (const path of ['/platform/audit', `/organizations/${organization.id}/audit`]) {
    expect(await refusalOf(holdfast.operator, path, given)).toEqual({ status: 400, code: 'BAD_USER_INPUT', message })
  }
})

test.each(['audit', 'export'])('the %s of an id that is not one of an organization is not found', async (what) => {
  for (const id of ['x', organization.id.slice(0, -1), organization.id.replace('org_', 'pack_')]) {
    expect(await refusalOf(holdfast.operator, `/organizations/${id}/${what}`)).toMatchObject({ status: 404 })
  }
})
