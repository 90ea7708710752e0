// The end of credentials: every way in which they end, over every transport, for connections that are open and for later ones.
// The connections are open at one process, and the credentials end at another.

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Holdfast, startHoldfast } from '../../src/holdfast.ts'
import { Client, rejectionOf } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AddMember,
  CloseOrganization,
  CreateApiKey,
  CreatePlatformKey,
  LinkMember,
  RemoveMember,
  RevokeApiKey,
  RevokePlatformKey,
  RotateApiKey,
  RotatePlatformKey,
  Submit,
  SuspendOrganization,
  TaskFiles,
  UpdateMemberRole,
  WatchBalance,
  WhoAmI,
} from '../support/operations.ts'
import { type Browser, signInOperator, signUp } from '../support/people.ts'

const AUDIENCE = 'holdfast'
const SECOND_MS = 1_000

let now: Date
let issuer: Server
let issuerUrl: string
let keys: Awaited<ReturnType<typeof generateKeyPair>>
let here: TestHoldfast
let there: Holdfast

beforeAll(async () => {
  now = new Date()
  keys = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  issuer = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }))
  })
  issuer.listen(0, '127.0.0.1')
  await once(issuer, 'listening')
  issuerUrl = `http://localhost:${(issuer.address() as AddressInfo).port}`
  const options = {
    clock: () => now,
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: null },
    tokens: { issuer: issuerUrl, audience: AUDIENCE, jwksUrl: `${issuerUrl}/jwks` },
  }
  here = await startTestHoldfast(options)
  const log = pino({ level: 'silent' })
  there = await startHoldfast({ ...options, databaseUrl: here.database.url, log, host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await there.stop()
  await here.stop()
  issuer.close()
})

interface Subject {
  readonly organization: TestOrganization
  readonly memberId: string
  /** Calls the other process. */
  readonly client: Client
  readonly headers: Readonly<Record<string, string>>
  readonly apiKeyId?: string
  readonly browser?: Browser
}

let members = 0

async function newMember(organization: TestOrganization, subject: string | null): Promise<string> {
  const input = { organizationId: organization.id, name: `Member ${++members}`, role: 'MEMBER' as const, subject }
  const { addMember } = await here.operator.run(AddMember, { input })
  if (addMember?.__typename !== 'AddMemberSuccess') throw new Error(JSON.stringify(addMember))
  return addMember.member?.id as string
}

async function withKey(more: object = {}, mode: 'LIVE' | 'SANDBOX' = 'LIVE'): Promise<Subject> {
  const organization = await here.organization({ mode })
  const memberId = await newMember(organization, null)
  const input = { organizationId: organization.id, memberId, name: 'k', scopes: ['READ', 'SUBMIT', 'ADMIN'], ...more }
  const { createApiKey } = await here.operator.run(CreateApiKey, { input: input as never })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  const { apiKey, secret } = createApiKey
  const client = new Client(there.url, secret)
  return { organization, memberId, client, headers: { 'x-api-key': secret }, apiKeyId: apiKey.id }
}

async function withToken(): Promise<Subject> {
  const organization = await here.organization()
  const sub = `user-${members}`
  const memberId = await newMember(organization, `${issuerUrl}#${sub}`)
  const seconds = Math.floor(now.getTime() / SECOND_MS)
  const token = await new SignJWT({ name: 'Tina Token', sub })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuer(issuerUrl)
    .setAudience(AUDIENCE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 300)
    .sign(keys.privateKey)
  const headers = { authorization: `Bearer ${token}` }
  return { organization, memberId, client: new Client(there.url, null, headers), headers }
}

async function withSession(): Promise<Subject> {
  const organization = await here.organization()
  const browser = await signUp(here, `member${members}@example.com`)
  const { viewer } = await browser.client().run(WhoAmI)
  const { data } = await browser
    .client()
    .send<{ viewer: { person: { subject: string } } }, unknown>('{ viewer { person { subject } } }')
  expect(viewer?.member).toBeNull()
  const memberId = await newMember(organization, data?.viewer.person.subject ?? '')
  const headers = { cookie: browser.cookie, origin: there.url }
  return { organization, memberId, client: new Client(there.url, null, headers), headers, browser }
}

interface Looking {
  readonly browser: Browser
  readonly keyId: string
  /** They call the other process: the operator, and the operator who has opened an organization. */
  readonly clients: readonly Client[]
  /** A live stream that each of them may follow. */
  readonly stream: never
}

async function withOperator(): Promise<Looking> {
  const organization = await here.organization()
  const input = { name: 'looks', scopes: ['READ' as const] }
  const { createPlatformKey } = await here.operator.run(CreatePlatformKey, { input })
  if (createPlatformKey?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(createPlatformKey))
  const { secret, platformKey } = createPlatformKey
  const browser = await signInOperator(here, secret)
  const headers = { cookie: browser.cookie, origin: there.url, 'x-operator': '1' }
  const clients = [headers, { ...headers, 'x-organization': organization.id }].map(
    (each) => new Client(there.url, null, each),
  )
  const stream = `subscription { balanceChanged(organizationId: "${organization.id}") { available } }` as never
  return { browser, keyId: platformKey.id, clients, stream }
}

const remove = ({ memberId }: Subject) => here.operator.run(RemoveMember, { input: { memberId } })
const unlink = ({ memberId }: Subject) => here.operator.run(LinkMember, { input: { memberId, subject: null } })
const close = ({ organization: { id } }: Subject) =>
  here.operator.run(CloseOrganization, { input: { organizationId: id, reason: 'over' } })
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * SECOND_MS)
}

/** Every way: with what it begins, how it ends, and how a request is refused then. `null`: it is answered, as nobody's or as others'. */
const ENDS: readonly [
  way: string,
  begin: () => Promise<Subject>,
  end: (s: Subject) => unknown,
  reason: string | null,
][] = [
  [
    'a key is revoked',
    () => withKey(),
    ({ apiKeyId: id = '' }) => here.operator.run(RevokeApiKey, { id }),
    'KEY_REVOKED',
  ],
  [
    'a key is rotated, and its overlap ends',
    () => withKey(),
    async ({ apiKeyId = '' }) => {
      await here.operator.run(RotateApiKey, { input: { apiKeyId, overlapSeconds: 60 } })
      // The other process has seen that an end was set; then it comes.
      await there.app.access.look()
      pass(60)
    },
    'KEY_EXPIRED',
  ],
  [
    'a key is rotated without an overlap',
    () => withKey(),
    ({ apiKeyId = '' }) => here.operator.run(RotateApiKey, { input: { apiKeyId, overlapSeconds: 0 } }),
    'KEY_REVOKED',
  ],
  [
    'a key expires',
    () => withKey({ expiresAt: new Date(now.getTime() + 60 * SECOND_MS).toISOString() }),
    () => pass(60),
    'KEY_EXPIRED',
  ],
  ['the member of a key is removed', () => withKey(), remove, 'KEY_REVOKED'],
  ['the organization of a key is closed', () => withKey(), close, 'ORGANIZATION_CLOSED'],
  ['a token expires', withToken, () => pass(331), 'TOKEN_EXPIRED'],
  ['the member of a token is removed', withToken, remove, null],
  ['a token’s person is no longer linked to a member', withToken, unlink, null],
  ['the organization of a token is closed', withToken, close, null],
  ['a session is signed out', withSession, ({ browser }) => browser?.post('/auth/sign-out', {}), null],
  ['the member of a session is removed', withSession, remove, null],
  ['the organization of a session is closed', withSession, close, null],
]

test.each(ENDS)('%s: what is open ends, and nothing is answered any more', async (_way, begin, end, reason) => {
  const subject = await begin()
  const { client } = subject
  const [events, socket] = [client.watchBySse(WatchBalance), client.watch(WatchBalance)]
  await Promise.all([events.next(), socket.next()])
  const overSocket = () =>
    client.watch(Submit as never, { input: { model: 'suno', operation: 'music' } } as never).next()
  expect(await overSocket()).toMatchObject({ submitTask: { task: { status: 'QUEUED' } } })
  const exported = () => fetch(`${there.url}/wallets/${walletId}/journal`, { headers: subject.headers })
  const { data } = await client.send<{ organization: { wallet: { id: string } } }, unknown>(
    '{ organization { wallet { id } } }',
  )
  const walletId = data?.organization.wallet.id
  const before = await exported()
  expect(before.status).toBe(200)
  await before.text()

  await end(subject)
  await expect(socket.until(() => false)).rejects.toMatchObject({ code: 4403 })
  await expect(events.until(() => false)).rejects.toThrow('UNAUTHENTICATED')
  const answered = async () => {
    const { errors } = await client.send('{ organization { id } }')
    return errors?.[0]?.extensions?.code ?? 'answered'
  }
  expect(['UNAUTHENTICATED', 'ORGANIZATION_NEEDED']).toContain(await answered())
  expect(await rejectionOf(client)).toBe(reason)
  expect([401, 404]).toContain((await exported()).status)
  await expect(overSocket()).rejects.toThrow()
  await client.close()
})

test('the next operation on an open socket is refused after the key has expired', async () => {
  for (const rotate of [true, false]) {
    const expiresAt = rotate ? null : new Date(now.getTime() + 60 * SECOND_MS).toISOString()
    const { client, apiKeyId = '' } = await withKey({ expiresAt })
    const stream = client.watch(WatchBalance)
    await stream.next()
    if (rotate) {
      await here.operator.run(RotateApiKey, { input: { apiKeyId, overlapSeconds: 60 } })
      await there.app.access.look()
    }
    expect(await client.watch(WhoAmI).next()).toMatchObject({ viewer: { isOperator: false } })
    pass(60)
    await expect(client.watch(WhoAmI).next()).rejects.toBeDefined()
    await client.close()
  }
})

test.each([
  ['a key', () => withKey()],
  ['a token', withToken],
  ['a session', withSession],
])('another role ends what was open with %s, and the next connection has it', async (_what, begin) => {
  const { client, memberId } = await begin()
  const [events, socket] = [client.watchBySse(WatchBalance), client.watch(WatchBalance)]
  await Promise.all([events.next(), socket.next()])
  await here.operator.run(UpdateMemberRole, { input: { memberId, role: 'VIEWER' } })
  await expect(socket.until(() => false)).rejects.toMatchObject({ code: 4403 })
  await expect(events.until(() => false)).rejects.toThrow('ACCESS_CHANGED')
  const input = { model: 'suno', operation: 'music' }
  expect((await client.send(Submit, { input })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  await expect(client.watch(Submit as never, { input } as never).next()).rejects.toThrow('FORBIDDEN')
  await client.close()
})

test.each([
  [
    'it is signed out',
    ({ browser }: Looking) => browser.fetch('/auth/operator', { method: 'DELETE' }),
    'NO_OPERATOR_SESSION',
  ],
  [
    'its key is revoked',
    ({ keyId }: Looking) => here.operator.run(RevokePlatformKey, { input: { platformKeyId: keyId } }),
    'KEY_REVOKED',
  ],
  [
    'its key is rotated',
    ({ keyId }: Looking) =>
      here.operator.run(RotatePlatformKey, { input: { platformKeyId: keyId, overlapSeconds: 0 } }),
    'KEY_REVOKED',
  ],
  ['twelve hours have passed', () => pass(12 * 60 * 60), 'TOKEN_EXPIRED'],
])('a session of the operator ends when %s, and so does what it has opened', async (_way, end, reason) => {
  const looking = await withOperator()
  const streams = looking.clients.flatMap((client) => [client.watch(looking.stream), client.watchBySse(looking.stream)])
  await Promise.all(streams.map((stream) => stream.next()))
  await end(looking)
  for (const stream of streams) await expect(stream.until(() => false)).rejects.toBeDefined()
  for (const client of looking.clients) {
    expect(await rejectionOf(client)).toBe(reason)
    await expect(client.watch(looking.stream).next()).rejects.toMatchObject({ code: 4403 })
    await client.close()
  }
})

test('a suspended organization can read over an open socket, and can’t submit', async () => {
  const { client, organization } = await withKey()
  const [events, socket] = [client.watchBySse(WatchBalance), client.watch(WatchBalance)]
  await Promise.all([events.next(), socket.next()])
  const suspension = { organizationId: organization.id, reason: 'unpaid.' }
  await here.operator.run(SuspendOrganization, { input: suspension })
  const input = { model: 'suno', operation: 'music' }
  const refused = { submitTask: { code: 'ORGANIZATION_SUSPENDED' } }
  expect(await client.watch(Submit as never, { input } as never).next()).toMatchObject(refused)
  expect(await client.run(Submit, { input })).toMatchObject(refused)
  expect((await client.run(WhoAmI)).viewer).not.toBeNull()
  await client.close()
})

test('an export in progress ends when its key ends', async () => {
  const { client, headers, apiKeyId: id = '' } = await withKey()
  const { data } = await client.send<{ organization: { wallet: { id: string } } }, unknown>(
    '{ organization { wallet { id } } }',
  )
  await run(here.database.url, async (database) => {
    await database.query('BEGIN')
    await database.query('LOCK TABLE journal_entry IN ACCESS EXCLUSIVE MODE')
    const response = await fetch(`${there.url}/wallets/${data?.organization.wallet.id}/journal`, { headers })
    expect(response.status).toBe(200)
    const read = response.text()
    read.catch(() => {})
    await here.operator.run(RevokeApiKey, { id })
    await expect(read).rejects.toThrow()
    await database.query('ROLLBACK')
  })
  await client.close()
})

test.each([
  ['the key', ({ apiKeyId: id = '' }: Subject) => here.operator.run(RevokeApiKey, { id })],
  ['the membership', remove],
  ['the organization', close],
])('a link to a file ends with %s that it was asked for with', async (_what, end) => {
  const subject = await withKey({}, 'SANDBOX')
  const input = {
    model: 'suno',
    operation: 'music',
    input: { prompt: 'rain', seconds: 1, sandbox: { durationMs: 20 } },
  }
  const { submitTask } = await subject.client.run(Submit, { input })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  const { id } = submitTask.task
  const linkOf = async () => {
    const { node } = await subject.client.run(TaskFiles, { id })
    return node && 'files' in node ? node.files[0]?.url : undefined
  }
  await expect.poll(linkOf).toBeDefined()
  const link = new URL((await linkOf()) ?? '').pathname
  const statuses = () =>
    Promise.all([here.holdfast, there].map(async ({ url }) => (await fetch(`${url}${link}`)).status))
  expect(await statuses()).toEqual([200, 200])
  await end(subject)
  expect(await statuses()).toEqual([404, 404])
  await subject.client.close()
})

test('a check of open connections is repeated if the database or an issuer prevented it', async () => {
  const { client, apiKeyId: id = '' } = await withKey()
  const socket = client.watch(WatchBalance)
  await socket.next()
  await run(here.database.url, async (database) => {
    // The version can be read, the key can't: it is revoked, and nobody can see that.
    await here.operator.run(RevokeApiKey, { id })
    await database.query('ALTER TABLE api_key RENAME TO api_key_away')
    await there.app.access.look()
    await database.query('ALTER TABLE api_key_away RENAME TO api_key')
  })
  await expect(socket.until(() => false)).rejects.toMatchObject({ code: 4403 })
  await client.close()
})
