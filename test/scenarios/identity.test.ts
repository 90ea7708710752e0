// People: they make an account, are invited, choose an organization, and sign in by password, by OpenID Connect, or with a
// token of the platform's own issuer.

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rejectionOf } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AcceptInvitation,
  AddMember,
  Balance,
  DeclineInvitation,
  InvitationOf,
  Invitations,
  InviteMember,
  LinkMember,
  Members,
  RemoveMember,
  RenameOrganization,
  WatchBalance,
  WhoAmI,
  WithdrawInvitation,
} from '../support/operations.ts'
import { Browser, signIn, signUp } from '../support/people.ts'

const AUDIENCE = 'holdfast'

let issuer: Server
let issuerUrl: string
let keys: CryptoKeyPair
let jwksRequests = 0
let oidc: Server
let oidcUrl: string
let holdfast: TestHoldfast
let mine: TestOrganization

/** A server of its own, and where it is. */
async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  keys = (await generateKeyPair('RS256', { extractable: true })) as CryptoKeyPair
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  issuer = createServer((_request, response) => {
    jwksRequests++
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }))
  })
  issuerUrl = await listen(issuer)

  // A real OpenID Connect issuer, which signs in whoever comes as Olga.
  let provider: Provider
  oidc = createServer((request, response) => provider.callback()(request, response))
  oidcUrl = await listen(oidc)
  provider = new Provider(oidcUrl, {
    clients: [
      {
        client_id: 'holdfast',
        client_secret: 'a secret of the client, long enough',
        redirect_uris: ['http://localhost/placeholder'],
      },
    ],
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: 'olga@oidc.example', email_verified: true, name: 'Olga OIDC' }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    // Whoever asks has signed in and agreed.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId as string,
        accountId: context.oidc.session?.accountId as string,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  // The redirect address is known once Holdfast listens, on a port of its own.
  const { Client } = provider
  Client.prototype.redirectUriAllowed = () => true
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    const details = await provider.interactionDetails(context.req, context.res)
    expect(details.prompt.name).toBe('login')
    await provider.interactionFinished(context.req, context.res, { login: { accountId: 'olga' } })
    context.respond = false
  })

  holdfast = await startTestHoldfast({
    trustedProxies: ['loopback'],
    sessions: {
      signUp: true,
      oidc: { issuer: oidcUrl, clientId: 'holdfast', clientSecret: 'a secret of the client, long enough' },
    },
    tokens: { issuer: issuerUrl, audience: AUDIENCE, jwksUrl: `${issuerUrl}/jwks` },
  })
  mine = await holdfast.organization()
})
afterAll(async () => {
  await holdfast.stop()
  issuer.close()
  oidc.close()
})

async function invite(email: string | null = null, role: 'MEMBER' | 'ADMIN' = 'MEMBER') {
  const { inviteMember } = await mine.admin.run(InviteMember, { input: { email, role } })
  if (inviteMember?.__typename !== 'InviteMemberSuccess') throw new Error(JSON.stringify(inviteMember))
  return { id: inviteMember.invitation.id, secret: inviteMember.secret }
}

test('somebody makes an account, opens a link, and is a member', async () => {
  const browser = await signUp(holdfast, 'nina@example.com')
  const before = await browser.client().run(WhoAmI)
  expect(before.viewer).toMatchObject({ member: null, person: { email: 'nina@example.com', memberships: [] } })
  const needed = await browser.client().send(Balance)
  expect(needed.errors?.[0]?.extensions?.code).toBe('ORGANIZATION_NEEDED')

  const { secret } = await invite('nina@example.com', 'ADMIN')
  const offered = await holdfast.client(null).run(InvitationOf, { secret })
  expect(offered.invitation).toMatchObject({ organizationName: 'Test Records', role: 'ADMIN' })
  const accepted = await browser.client().run(AcceptInvitation, { secret })
  expect(accepted.acceptInvitation?.__typename).toBe('AcceptInvitationSuccess')
  // In one organization only, it is chosen by itself.
  expect((await browser.client().run(WhoAmI)).viewer).toMatchObject({ member: { name: 'Nina New', role: 'ADMIN' } })
  expect((await browser.client().run(Balance)).organization?.wallet?.available).toBe(1_000)
  const watching = browser.client().watch(WatchBalance)
  expect(await watching.next()).toMatchObject({ balanceChanged: { available: 1_000 } })
  await watching.end()
  expect((await browser.client().run(AcceptInvitation, { secret })).acceptInvitation).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('an invitation is for its address, once, until it is declined, withdrawn or over', async () => {
  const browser = await signUp(holdfast, 'otto@example.com', 'Otto')
  const forOther = await invite('somebody@example.com')
  expect((await browser.client().run(AcceptInvitation, { secret: forOther.secret })).acceptInvitation).toMatchObject({
    code: 'INVITATION_ADDRESS',
  })
  const declined = await invite()
  await holdfast.client(null).run(DeclineInvitation, { secret: declined.secret })
  const withdrawn = await invite()
  await mine.admin.run(WithdrawInvitation, { id: withdrawn.id })
  for (const { secret } of [declined, withdrawn]) {
    expect((await holdfast.client(null).run(InvitationOf, { secret })).invitation).toBeNull()
    expect((await browser.client().run(AcceptInvitation, { secret })).acceptInvitation).toMatchObject({
      code: 'NOT_FOUND',
    })
  }
  const open = await invite()
  const listed = (await mine.admin.run(Invitations)).organization?.invitations?.edges.map(({ node }) => node.id)
  expect(listed).toContain(open.id)
  expect(listed).not.toContain(withdrawn.id)
  expect((await mine.member.run(Invitations)).organization?.invitations).toBeNull()
  // Twice at once: one membership.
  const both = await Promise.all([
    browser.client().run(AcceptInvitation, { secret: open.secret }),
    browser.client().run(AcceptInvitation, { secret: open.secret }),
  ])
  expect(
    both.filter(({ acceptInvitation }) => acceptInvitation?.__typename === 'AcceptInvitationSuccess'),
  ).toHaveLength(1)
  // A key is nobody who could accept.
  const { errors } = await mine.member.send(AcceptInvitation, { secret: (await invite()).secret })
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})

test('somebody in two organizations chooses per request, and leaves one without losing the other', async () => {
  const browser = await signUp(holdfast, 'twice@example.com', 'Twice')
  const other = await holdfast.organization()
  const { secret } = await invite()
  await browser.client().run(AcceptInvitation, { secret })
  const subject = (await browser.client().run(WhoAmI)).viewer?.person?.subject ?? ''
  await holdfast.operator.run(AddMember, { input: { organizationId: other.id, name: 'Twice', role: 'OWNER', subject } })
  const { viewer } = await browser.client().run(WhoAmI)
  expect(viewer).toMatchObject({ member: null, organization: null })
  expect(viewer?.person?.memberships.map(({ role }) => role)).toEqual(['MEMBER', 'OWNER'])
  expect((await browser.client(other.id).run(WhoAmI)).viewer).toMatchObject({ member: { role: 'OWNER' } })
  expect((await browser.client(mine.id).run(WhoAmI)).viewer).toMatchObject({ member: { role: 'MEMBER' } })
  const stranger = await holdfast.organization()
  expect((await browser.client(stranger.id).run(WhoAmI)).viewer).toMatchObject({ member: null, organization: null })

  const watching = browser.client(mine.id).watch(WatchBalance)
  await watching.next()
  const { organization } = await mine.owner.run(Members)
  const member = organization?.members.edges.find(({ node }) => node.name === 'Twice')?.node
  await mine.admin.run(RemoveMember, { input: { memberId: member?.id ?? '' } })
  await expect(watching.until(() => false)).rejects.toMatchObject({ code: 4403 })
  expect((await browser.client(mine.id).run(WhoAmI)).viewer?.member).toBeNull()
  expect((await browser.client().run(WhoAmI)).viewer).toMatchObject({ organization: { id: other.id } })
})

test('a session ends when they sign out; a wrong password makes none', async () => {
  await signUp(holdfast, 'out@example.com')
  const browser = await signIn(holdfast, 'out@example.com')
  const stolen = browser.client()
  expect((await stolen.run(WhoAmI)).viewer?.person?.email).toBe('out@example.com')
  const { secret } = await invite()
  await stolen.run(AcceptInvitation, { secret })
  const watching = stolen.watch(WatchBalance)
  await watching.next()
  await browser.post('/auth/sign-out', {})
  expect((await stolen.run(WhoAmI)).viewer).toBeNull()
  await expect(watching.until(() => false)).rejects.toMatchObject({ code: 4403 })
  await expect(signIn(holdfast, 'out@example.com', 'wrong horse battery')).rejects.toThrow('INVALID_EMAIL_OR_PASSWORD')
  const short = await new Browser(holdfast).post('/auth/sign-up/email', {
    email: 'a@b.co',
    name: 'A',
    password: 'short',
  })
  expect(short.status).toBe(400)
})

test('processes that start together make a demo account once, and it signs in', async () => {
  const account = { name: 'Dora Demo', email: 'dora@demo.example', password: 'a password of the demo' }
  const { sessions } = holdfast.holdfast
  const subjects = await Promise.all(Array.from({ length: 8 }, () => sessions?.ensureAccount(account)))
  expect(subjects[0]).toMatch(/^user:/)
  expect(new Set(subjects).size).toBe(1)
  await signIn(holdfast, account.email, account.password)
})

test('a demo account whose maker was killed before it had its password gets it at the next start', async () => {
  const account = { name: 'Half Made', email: 'half@demo.example', password: 'a password of the demo' }
  const { app, sessions } = holdfast.holdfast
  const { name, email } = account
  const [id, now] = ['half-made', new Date()]
  await app.prisma.user.create({ data: { id, name, email, emailVerified: true, createdAt: now, updatedAt: now } })
  for (let start = 0; start < 2; start++) expect(await sessions?.ensureAccount(account)).toBe(`user:${id}`)
  await signIn(holdfast, account.email, account.password)
})

test('another site’s page can’t use somebody’s session, over HTTP, SSE or WebSocket', async () => {
  const browser = await signUp(holdfast, 'victim@example.com', 'Victim')
  const evil = browser.client(null, 'https://evil.example')
  expect((await evil.run(WhoAmI)).viewer).toBeNull()
  expect((await evil.send(RenameOrganization, { input: { name: 'Evil' } })).errors?.[0]?.extensions?.code).toBe(
    'UNAUTHENTICATED',
  )
  await expect(evil.watch(WatchBalance).next()).rejects.toMatchObject({ code: 4403 })
  await expect(evil.watchBySse(WatchBalance).next()).rejects.toThrow('UNAUTHENTICATED')
  const crossSite = holdfast.client(null, { cookie: browser.cookie, 'sec-fetch-site': 'cross-site' })
  expect((await crossSite.run(WhoAmI)).viewer).toBeNull()
  const signOut = await browser.post('/auth/sign-out', {}, { origin: 'https://evil.example' })
  expect(signOut.status).toBe(403)
})

test('OpenID Connect: an account at any issuer signs in', async () => {
  const browser = new Browser(holdfast)
  const begun = await browser.post('/auth/sign-in/social', { provider: 'oidc', callbackURL: '/graphql' })
  let { url } = (await begun.json()) as { url: string }
  expect(url).toContain(oidcUrl)
  // As a browser follows redirects, with a jar for each site.
  const atIssuer = new Browser(holdfast)
  for (let hops = 0; hops < 10; hops++) {
    const isOurs = url.startsWith(holdfast.holdfast.url)
    const response = await (isOurs ? browser : atIssuer).fetch(url)
    const next = response.headers.get('location')
    if (!next) throw new Error(`${url}: ${response.status} ${await response.text()}`)
    url = new URL(next, url).href
    if (isOurs) break
  }
  expect(url).toBe(`${holdfast.holdfast.url}/graphql`)
  const { viewer } = await browser.client().run(WhoAmI)
  expect(viewer?.person).toMatchObject({ name: 'Olga OIDC', email: 'olga@oidc.example' })
})

interface Claims {
  readonly iss?: string
  readonly aud?: string
  readonly sub?: string | null
  readonly exp?: number
  readonly nbf?: number
}

function token({ iss = issuerUrl, aud = AUDIENCE, sub = 'user-1', ...times }: Claims = {}, kid = 'one') {
  const now = Math.floor(Date.now() / 1_000)
  const jwt = new SignJWT({ name: 'Tina Token', ...(sub === null ? {} : { sub }) })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt(now)
    .setExpirationTime(times.exp ?? now + 300)
  if (times.nbf) jwt.setNotBefore(times.nbf)
  return jwt
}

test('a token of the platform’s own issuer is as good as a key, over every transport', async () => {
  const { organization } = await mine.owner.run(Members)
  const memberId = organization?.members.edges.find(({ node }) => node.name === 'MEMBER 3')?.node.id ?? ''
  await holdfast.operator.run(LinkMember, { input: { memberId, subject: `${issuerUrl}#user-1` } })
  const bearer = { authorization: `Bearer ${await token().sign(keys.privateKey)}` }
  const client = holdfast.client(null, bearer)
  expect((await client.run(WhoAmI)).viewer).toMatchObject({ member: { id: memberId }, person: { name: 'Tina Token' } })
  expect(await client.watch(WatchBalance).next()).toMatchObject({ balanceChanged: { available: 1_000 } })
  expect(await client.watchBySse(WatchBalance).next()).toMatchObject({ balanceChanged: { available: 1_000 } })
})

test('forged, foreign, old and unsigned tokens are nobody’s', async () => {
  const now = Math.floor(Date.now() / 1_000)
  const foreign = (await generateKeyPair('RS256')) as CryptoKeyPair
  const shared = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)))
  const good = await token().sign(keys.privateKey)
  const [header = '', payload = '', signature = ''] = good.split('.')
  const asOwner = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'user-2' }),
  )
  const tokens: Record<string, string> = {
    'of another key': await token().sign(foreign.privateKey),
    'of another issuer': await token({ iss: 'https://evil.example' }).sign(keys.privateKey),
    'for another audience': await token({ aud: 'elsewhere' }).sign(keys.privateKey),
    'that is over': await token({ exp: now - 60 }).sign(keys.privateKey),
    'that is not valid yet': await token({ nbf: now + 120 }).sign(keys.privateKey),
    'without a subject': await token({ sub: null }).sign(keys.privateKey),
    'signed with the public key as a secret': await new SignJWT({ sub: 'user-1' })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setIssuer(issuerUrl)
      .setAudience(AUDIENCE)
      .setExpirationTime(now + 300)
      .sign(shared),
    'that says that it needs no signature': new UnsecuredJWT({ sub: 'user-1' })
      .setIssuer(issuerUrl)
      .setAudience(AUDIENCE)
      .setExpirationTime(now + 300)
      .encode(),
    'with another payload': `${header}.${asOwner.toString('base64url')}.${signature}`,
    'without its signature': `${header}.${payload}.`,
    'that is none': 'a.b.c',
  }
  for (const [what, forged] of Object.entries(tokens)) {
    const client = holdfast.client(null, { authorization: `Bearer ${forged}` })
    expect(await rejectionOf(client), what).toBe(what === 'that is over' ? 'TOKEN_EXPIRED' : 'INVALID_TOKEN')
    await expect(client.watch(WatchBalance).next(), what).rejects.toMatchObject({ code: 4403 })
  }
  // A clock that is off by a little is forgiven.
  const late = holdfast.client(null, { authorization: `Bearer ${await token({ exp: now - 5 }).sign(keys.privateKey)}` })
  expect((await late.run(WhoAmI)).viewer).not.toBeNull()
})

test('a flood of made-up key ids doesn’t become a flood of requests to the issuer', async () => {
  const before = jwksRequests
  const floods = Array.from({ length: 50 }, async (_, i) => {
    const client = holdfast.client(null, {
      authorization: `Bearer ${await token({}, `made-up-${i}`).sign(keys.privateKey)}`,
    })
    return rejectionOf(client)
  })
  expect(new Set(await Promise.all(floods))).toEqual(new Set(['INVALID_TOKEN']))
  expect(jwksRequests - before).toBeLessThanOrEqual(1)
})
