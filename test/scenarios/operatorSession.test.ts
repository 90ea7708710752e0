// Somebody of the platform works in a browser: they sign in with their platform key, act as the operator, and open a customer's
// organization to see what its admins see.

import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { BalanceChanged } from '../../packages/client/src/generated/operations.ts'
import { createHoldfast } from '../../packages/client/src/index.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  AddMember,
  Audit,
  Balance,
  CreateOrganization,
  CreatePlatformKey,
  Grant,
  LinkMember,
  Organizations,
  PlatformKeys,
  RemoveMember,
  Submit,
  WatchBalance,
} from '../support/operations.ts'
import { Browser, signInOperator, signUp } from '../support/people.ts'

const HOUR_MS = 60 * 60 * 1_000
const VIEWER =
  '{ viewer { isOperator isReadOnly platformKeyName platformScopes scopes expiresAt organization { id } member { id } person { subject } } }'

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast
/** Holdfast where people don't sign in. */
let other: TestHoldfast

beforeAll(async () => {
  const clock = () => new Date(now)
  const trustedProxies = ['loopback']
  holdfast = await startTestHoldfast({ clock, trustedProxies, sessions: { signUp: true, oidc: null } })
  other = await startTestHoldfast({ clock, trustedProxies, publicUrl: 'https://billing.example.com' })
})
afterAll(() => Promise.all([holdfast.stop(), other.stop()]))

async function newKey(input: { name: string; scopes: string[]; expiresAt?: string; allowedAddresses?: string[] }) {
  const { createPlatformKey } = await holdfast.operator.run(CreatePlatformKey, { input: input as never })
  if (createPlatformKey?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(createPlatformKey))
  return createPlatformKey.secret
}

test('an operator signs in with a platform key, acts with it, and signs out', async () => {
  const key = await newKey({ name: 'Oda of support', scopes: ['READ', 'GRANT'] })
  const browser = new Browser(holdfast)
  const signedIn = await browser.post('/auth/operator', { key: ` ${key}\n` })
  expect(signedIn.status).toBe(200)
  const expiresAt = new Date(now + 12 * HOUR_MS).toISOString()
  expect(await signedIn.json()).toEqual({ name: 'Oda of support', expiresAt })
  const [cookie = ''] = signedIn.headers.getSetCookie()
  expect(cookie).toMatch(/^holdfast_operator=[\w-]{43}; Path=\/; Expires=[^;]+ GMT; HttpOnly; SameSite=Strict$/)
  expect(cookie).not.toContain(key)
  const signIns = await holdfast.operator.send<unknown, unknown>(
    '{ platformAudit(first: 5, filter: { action: "beginOperatorSession" }) { edges { node { actorKind actorName address requestId subjectType } } } }',
  )
  const node = {
    ...{ actorKind: 'OPERATOR', actorName: 'Oda of support', subjectType: 'PlatformKey' },
    ...{ address: expect.stringMatching(/^198\.51\.100\./), requestId: signedIn.headers.get('x-request-id') },
  }
  expect(signIns.data).toEqual({ platformAudit: { edges: [{ node }] } })

  const operator = browser.operator()
  expect((await operator.send(VIEWER)).data).toMatchObject({
    viewer: {
      ...{ isOperator: true, isReadOnly: false, platformKeyName: 'Oda of support', expiresAt },
      ...{ platformScopes: ['READ', 'GRANT'], organization: null, person: null },
    },
  })
  const organization = await holdfast.organization()
  const grant = { organizationId: organization.id, credits: 5 }
  expect((await operator.run(Grant, { input: grant })).grantCredits).toMatchObject({ lot: { granted: 5 } })
  const audit = (await organization.owner.run(Audit)).organization?.audit?.edges[0]?.node
  expect(audit).toMatchObject({ action: 'grantCredits', actorKind: 'OPERATOR', actorName: 'Oda of support' })
  // It has no more than the scopes of its key.
  expect((await operator.send(PlatformKeys, {})).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')

  const signedOut = await browser.fetch('/auth/operator', { method: 'DELETE' })
  expect(signedOut.status).toBe(204)
  expect(signedOut.headers.getSetCookie()).toEqual(['holdfast_operator=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict'])
  expect(browser.cookie).toBe('')
  expect((await browser.fetch('/auth/operator', { method: 'DELETE' })).status).toBe(204)
  expect((await operator.send(VIEWER)).errors?.[0]?.extensions).toMatchObject({ reason: 'NO_OPERATOR_SESSION' })
})

test('an operator opens an organization: they see what an admin sees, and change nothing', async () => {
  const organization = await holdfast.organization({ credits: 20n })
  await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  const key = await newKey({ name: 'Otto', scopes: ['READ', 'ORGANIZATIONS'] })
  const browser = await signInOperator(holdfast, key)
  const opened = browser.operator(organization.id)
  expect((await opened.send(VIEWER)).data).toMatchObject({
    viewer: {
      ...{ isOperator: false, isReadOnly: true, platformKeyName: 'Otto', person: null, member: null },
      ...{ organization: { id: organization.id }, scopes: ['READ', 'SUBMIT', 'ADMIN'] },
    },
  })
  const seen =
    '{ organization { name wallet { available frozen } tasks(first: 5) { edges { node { status } } } members(first: 9) { edges { node { name role } } } webhookEndpoints { __typename } } }'
  expect((await opened.send(seen)).data).toEqual((await organization.admin.send(seen)).data)
  const live = opened.watch(WatchBalance)
  expect((await live.next()).balanceChanged).toMatchObject({ frozen: 10 })
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 7 } })
  expect((await live.next()).balanceChanged).toMatchObject({ available: 17 })
  await live.end()

  const before = await opened.run(Balance)
  for (const refused of [
    await opened.send(Submit, { input: { model: 'suno', operation: 'music' } }),
    await opened.send(Grant, { input: { organizationId: organization.id, credits: 1 } }),
  ]) {
    expect(refused.data ?? null).toBeNull()
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('act as the operator: leave out x-organization'),
      extensions: { code: 'FORBIDDEN' },
    })
  }
  expect(await opened.run(Balance)).toEqual(before)
  // What only the operator sees is not seen as an admin.
  expect((await opened.send(Organizations, {})).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')

  // Each session opens it once for the audit log, however often it looks.
  const again = await signInOperator(holdfast, key)
  await Promise.all([again, again, browser].map((each) => each.operator(organization.id).run(Balance)))
  const { organization: told } = await organization.owner.run(Audit, { filter: { action: 'openOrganization' } })
  const openings = told?.audit?.edges
  expect(openings).toHaveLength(2)
  expect(openings?.[0]?.node).toMatchObject({ actorKind: 'OPERATOR', actorName: 'Otto' })
})

test('an operator finds a customer by what they know: a name, an id, or the address of a member', async () => {
  const browser = await signInOperator(holdfast, holdfast.operator.key)
  const { createOrganization } = await holdfast.operator.run(CreateOrganization, {
    input: { name: 'Blue Heron', externalId: 'acme-7', members: [{ name: 'Hera', role: 'OWNER' }] },
  })
  if (createOrganization?.__typename !== 'CreateOrganizationSuccess') throw new Error('refused')
  const { id } = createOrganization.organization
  const members = await holdfast.operator.send<
    { organization: { members: { edges: { node: { id: string } }[] } } },
    unknown
  >(`{ organization(id: "${id}") { members(first: 1) { edges { node { id } } } } }`)
  const memberId = members.data?.organization.members.edges[0]?.node.id ?? ''
  const person = await signUp(holdfast, 'hera@example.com', 'Hera')
  const { data } = await person.client().send<{ viewer: { person: { subject: string } } }, unknown>(VIEWER)
  const find = async (search: string) => {
    const found = await browser.operator().run(Organizations, { filter: { search } })
    return found.organizations?.edges.map(({ node }) => node?.name)
  }
  expect(await find('hera@example.com')).toEqual([])
  await holdfast.operator.run(LinkMember, { input: { memberId, subject: data?.viewer.person.subject ?? '' } })
  for (const search of ['blue her', id, 'acme-7', ' Hera@Example.com '])
    expect(await find(search)).toEqual(['Blue Heron'])
  for (const search of ['acme', 'her@example.com', 'org_nothing', memberId]) expect(await find(search)).toEqual([])
  await holdfast.operator.run(AddMember, { input: { organizationId: id, name: 'Owen', role: 'OWNER' } })
  await holdfast.operator.run(RemoveMember, { input: { memberId } })
  expect(await find('hera@example.com')).toEqual([])
})

test('@holdfast/client follows live streams as the operator, by the cookie', async () => {
  const organization = await holdfast.organization({ credits: 30n })
  const { cookie } = await signInOperator(holdfast, holdfast.operator.key)
  const { url } = holdfast.holdfast
  // As a browser: the cookie and the origin come by themselves, and a page can set no header of a WebSocket.
  class BrowserSocket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie, origin: url } })
    }
  }
  const client = createHoldfast({ url, operator: true, organizationId: organization.id, webSocket: BrowserSocket })
  for await (const { available } of client.watch(BalanceChanged, {})) {
    expect(available).toBe(30)
    break
  }
  client.close()
  const { organization: told } = await organization.owner.run(Audit, { filter: { action: 'openOrganization' } })
  expect(told?.audit?.edges).toHaveLength(1)
})

test('the session sees in an organization what the scopes of its key allow', async () => {
  const organization = await holdfast.organization()
  const reader = await signInOperator(holdfast, await newKey({ name: 'reads', scopes: ['READ'] }))
  const { data, errors } = await reader
    .operator(organization.id)
    .send<never, unknown>('{ organization { name audit(first: 1) { edges { node { action } } } } }')
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({ organization: { name: 'Test Records', audit: null } })
  const worker = await signInOperator(holdfast, await newKey({ name: 'works', scopes: ['SETTLE'] }))
  const refused = await worker.operator(organization.id).send(Balance)
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'SCOPE_MISSING' })
  const nowhere = await reader.operator('org_nothing').send(Balance)
  expect(nowhere.errors?.[0]?.extensions).toMatchObject({ reason: 'UNKNOWN_ORGANIZATION' })
})

test('a person and an operator share a browser: each request says whose it is', async () => {
  const browser = await signUp(holdfast, 'both@example.com', 'Bo Both')
  await browser.post('/auth/operator', { key: await newKey({ name: 'Bo', scopes: ['READ'] }) })
  expect((await browser.client().send(VIEWER)).data).toMatchObject({
    viewer: { isOperator: false, platformKeyName: null, person: { subject: expect.any(String) } },
  })
  expect((await browser.operator().send(VIEWER)).data).toMatchObject({ viewer: { isOperator: true, person: null } })
})

test('a session ends after 12 hours, and never later than its key', async () => {
  const lasting = await signInOperator(holdfast, holdfast.operator.key)
  const expiresAt = new Date(now + 2 * HOUR_MS).toISOString()
  const key = await newKey({ name: 'short', scopes: ['READ'], expiresAt })
  const browser = new Browser(holdfast)
  const short = await browser.post('/auth/operator', { key })
  expect(await short.json()).toMatchObject({ expiresAt })
  now += 2 * HOUR_MS
  const reasonOf = async (each: Browser) => (await each.operator().send(VIEWER)).errors?.[0]?.extensions?.reason
  expect(await reasonOf(browser)).toBe('TOKEN_EXPIRED')
  expect(await reasonOf(lasting)).toBeUndefined()
  now += 10 * HOUR_MS
  expect(await reasonOf(lasting)).toBe('TOKEN_EXPIRED')
})

test('a session makes keys as its key may: without an end, or to the end of its key', async () => {
  const make = async (browser: Browser, expiresAt: string | null) => {
    const input = { name: 'report', scopes: ['READ'] as const, expiresAt }
    return (await browser.operator().run(CreatePlatformKey, { input: input as never })).createPlatformKey?.__typename
  }
  const lasting = await signInOperator(holdfast, await newKey({ name: 'makes keys', scopes: ['KEYS', 'READ'] }))
  expect(await make(lasting, null)).toBe('CreatePlatformKeySuccess')
  const expiresAt = new Date(now + 48 * HOUR_MS).toISOString()
  const key = await newKey({ name: 'makes keys for two days', scopes: ['KEYS', 'READ'], expiresAt })
  const short = await signInOperator(holdfast, key)
  expect(await make(short, null)).toBe('LimitedKeyError')
  expect(await make(short, expiresAt)).toBe('CreatePlatformKeySuccess')
})

test('only a platform key in force begins a session', async () => {
  const organization = await holdfast.organization()
  const elsewhere = await newKey({ name: 'elsewhere', scopes: ['READ'], allowedAddresses: ['203.0.113.0/24'] })
  for (const [key, message] of [
    ['nonsense', /neither a key/],
    [`hf_operator_${'0'.repeat(48)}`, /neither a key/],
    [organization.owner.key, /not a platform key/],
    [elsewhere, /may not be used from this address/],
  ] as const) {
    const response = await new Browser(holdfast).post('/auth/operator', { key })
    expect(response.status).toBe(401)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await response.json()).toEqual({ code: 'UNAUTHENTICATED', message: expect.stringMatching(message) })
  }
  for (const body of [{}, { key: 5 }, { key: 'x'.repeat(201) }, { key: 'x', more: 1 }]) {
    const response = await new Browser(holdfast).post('/auth/operator', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'BAD_BODY' })
  }
})

test('other pages begin and end no session, and keys can’t be tried without end', async () => {
  const browser = await signInOperator(holdfast, holdfast.operator.key)
  const evil = { origin: 'https://evil.example' }
  for (const response of [
    await new Browser(holdfast).post('/auth/operator', { key: holdfast.operator.key }, evil),
    await browser.fetch('/auth/operator', { method: 'DELETE', headers: evil }),
  ]) {
    expect(response.status).toBe(403)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  }
  expect((await browser.operator().send(VIEWER)).data).toMatchObject({ viewer: { isOperator: true } })
  const wrong: readonly Record<string, string>[] = [
    { cookie: browser.cookie, 'x-operator': '1', ...evil },
    { cookie: `holdfast_operator=${'x'.repeat(43)}`, 'x-operator': '1' },
    { 'x-operator': '1' },
  ]
  for (const headers of wrong) {
    const { errors } = await holdfast.client(null, headers).send(VIEWER)
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'NO_OPERATOR_SESSION' })
  }
  expect((await holdfast.client(null, { cookie: browser.cookie }).send(VIEWER)).data).toEqual({ viewer: null })

  const guessing = new Browser(holdfast)
  for (let i = 0; i < 20; i++) expect((await guessing.post('/auth/operator', { key: 'x' })).status).toBe(401)
  const tooMany = await guessing.post('/auth/operator', { key: holdfast.operator.key })
  expect(tooMany.status).toBe(429)
  expect(Number(tooMany.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await tooMany.json()).toMatchObject({ code: 'RATE_LIMITED' })
})

test('where people don’t sign in, operators do; over https the cookie is secure', async () => {
  const browser = new Browser(other)
  const { headers, status } = await browser.post('/auth/operator', { key: other.operator.key })
  expect(status).toBe(200)
  expect(headers.getSetCookie()[0]).toMatch(/; Secure$/)
  expect((await browser.operator().send(VIEWER)).data).toMatchObject({ viewer: { isOperator: true } })
  // Of the console there are the operator's pages.
  const go = async (path: string) => {
    const response = await browser.fetch(path, { headers: { accept: 'text/html' } })
    return response.headers.get('location') ?? response.status
  }
  for (const path of ['/console', '/console/usage', '/console/operators']) {
    expect(await go(path)).toBe('/console/operator')
  }
  for (const path of ['/console/operator', '/console/operator/sign-in']) expect(await go(path)).toBe(200)
  expect(await go('/')).toBe('/graphql')
})
