// People: they make an account, are invited, choose an organization, and sign in by password, by OpenID Connect, or with a
// token of the platform's own issuer.

import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, rejectionOf } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { type Issuer, startIssuer } from '../support/issuer.ts'
import { listen } from '../support/listen.ts'
import { linkIn, type Mailbox, startMailbox } from '../support/mailbox.ts'
import {
  AcceptInvitation,
  AddMember,
  Balance,
  CreateInvitation,
  DeclineInvitation,
  InvitationOf,
  Invitations,
  LinkMember,
  Members,
  RemoveMember,
  RevokeInvitation,
  UpdateMemberRole,
  UpdateOrganization,
  Viewer,
  WatchBalance,
  WhoAmI,
} from '../support/operations.ts'
import { Browser, signIn, signInByIssuer, signUp } from '../support/people.ts'

const AUDIENCE = 'holdfast'

let issuer: Server
let issuerUrl: string
let keys: CryptoKeyPair
let jwksRequests = 0
let oidc: Issuer
let mailbox: Mailbox
let holdfast: TestHoldfast
let mine: TestOrganization

beforeAll(async () => {
  keys = (await generateKeyPair('RS256', { extractable: true })) as CryptoKeyPair
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  issuer = createServer((_request, response) => {
    jwksRequests++
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }))
  })
  issuerUrl = await listen(issuer)

  oidc = await startIssuer({ sub: 'olga', email: 'olga@oidc.example', email_verified: true, name: 'Olga OIDC' })
  mailbox = await startMailbox()
  holdfast = await startTestHoldfast({
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: oidc.settings },
    mail: mailbox.settings,
    tokens: { issuer: issuerUrl, audience: AUDIENCE, jwksUrl: `${issuerUrl}/jwks` },
  })
  mine = await holdfast.organization()
})
afterAll(async () => {
  await holdfast.stop()
  issuer.close()
  oidc.stop()
  await mailbox.stop()
})

async function invite(email: string | null = null, role: 'MEMBER' | 'ADMIN' = 'MEMBER') {
  const { createInvitation } = await mine.admin.run(CreateInvitation, { input: { email, role } })
  if (createInvitation?.__typename !== 'CreateInvitationSuccess') throw new Error(JSON.stringify(createInvitation))
  return { id: createInvitation.invitation.id, secret: createInvitation.secret }
}

test('a person creates an account, opens a link, and is a member', async () => {
  const browser = await signUp(holdfast, 'nina@example.com')
  const before = await browser.client().run(WhoAmI)
  // The address is nobody's yet: the link that proves it is in a mail.
  expect(before.viewer).toMatchObject({ member: null, person: { email: null, memberships: [] } })
  const { token } = linkIn(await mailbox.next('nina@example.com'))
  expect((await browser.fetch(`/auth/verify-email?token=${token}`)).status).toBe(200)
  expect((await browser.client().run(WhoAmI)).viewer?.person?.email).toBe('nina@example.com')
  const needed = await browser.client().send(Balance)
  expect(needed.errors?.[0]?.extensions?.code).toBe('ORGANIZATION_NEEDED')

  const { secret } = await invite('nina@example.com', 'ADMIN')
  const offered = await holdfast.client(null).run(InvitationOf, { secret })
  expect(offered.invitation).toMatchObject({ organizationName: 'Test Records', role: 'ADMIN' })
  const accepted = await browser.client().run(AcceptInvitation, { secret })
  // Answered to the new member, with what is below: an ADMIN sees who is invited.
  expect(accepted.acceptInvitation).toMatchObject({
    organization: { id: mine.id, name: 'Test Records', invitations: { edges: [] } },
    member: { name: 'Nina New', role: 'ADMIN', organization: { id: mine.id } },
  })
  // In one organization only, it is chosen by itself.
  expect((await browser.client().run(WhoAmI)).viewer).toMatchObject({ member: { name: 'Nina New', role: 'ADMIN' } })
  expect((await browser.client().run(Balance)).organization?.wallet?.available).toBe(1_000)
  const watching = browser.client().watch(WatchBalance)
  expect(await watching.next()).toMatchObject({ balanceChanged: { available: 1_000 } })
  await watching.end()
  expect((await browser.client().run(AcceptInvitation, { secret })).acceptInvitation).toMatchObject({
    code: 'INVITATION_ENDED',
  })
})

test('an invitation works once, for its address, until it is declined, withdrawn or expired', async () => {
  const browser = await signUp(holdfast, 'otto@example.com', 'Otto')
  const forOther = await invite('somebody@example.com')
  expect((await browser.client().run(AcceptInvitation, { secret: forOther.secret })).acceptInvitation).toMatchObject({
    code: 'INVITATION_ADDRESS',
  })
  const declined = await invite()
  await holdfast.client(null).run(DeclineInvitation, { secret: declined.secret })
  const withdrawn = await invite()
  await mine.admin.run(RevokeInvitation, { id: withdrawn.id })
  for (const { secret } of [declined, withdrawn]) {
    expect((await holdfast.client(null).run(InvitationOf, { secret })).invitation).toBeNull()
    expect((await browser.client().run(AcceptInvitation, { secret })).acceptInvitation).toMatchObject({
      code: 'INVITATION_ENDED',
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

test('an invitation ends when its inviter is removed or gets a role that may not invite', async () => {
  const { id: organizationId, owner, admin } = await holdfast.organization()
  const { operator } = holdfast
  const { id: ownerId } = (await owner.run(Viewer)).viewer?.member ?? { id: '' }
  const { id: adminId } = (await admin.run(Viewer)).viewer?.member ?? { id: '' }
  const invited = async (by: Client, role: 'OWNER' | 'ADMIN' | 'MEMBER') => {
    const { createInvitation } = await by.run(CreateInvitation, { input: { organizationId, role } })
    if (createInvitation?.__typename !== 'CreateInvitationSuccess') throw new Error(JSON.stringify(createInvitation))
    return createInvitation.secret
  }
  const isOpen = async (secret: string) =>
    (await holdfast.client(null).run(InvitationOf, { secret })).invitation !== null

  const [ofAdmin, ofPlatform] = [await invited(admin, 'ADMIN'), await invited(operator, 'ADMIN')]
  await owner.run(UpdateMemberRole, { input: { memberId: adminId, role: 'MEMBER' } })
  expect(await isOpen(ofAdmin)).toBe(false)
  await owner.run(UpdateMemberRole, { input: { memberId: adminId, role: 'ADMIN' } })
  expect(await isOpen(ofAdmin)).toBe(false)
  const again = await invited(admin, 'MEMBER')
  await owner.run(RemoveMember, { input: { memberId: adminId } })
  const browser = await signUp(holdfast, 'accomplice@example.com')
  expect((await browser.client().run(AcceptInvitation, { secret: again })).acceptInvitation).toMatchObject({
    code: 'INVITATION_ENDED',
  })

  // An OWNER who becomes ADMIN may invite on, but no OWNER.
  await operator.run(AddMember, { input: { organizationId, name: 'Second', role: 'OWNER' } })
  const [asOwner, asMember] = [await invited(owner, 'OWNER'), await invited(owner, 'MEMBER')]
  await owner.run(UpdateMemberRole, { input: { memberId: ownerId, role: 'ADMIN' } })
  expect(await Promise.all([asOwner, asMember, ofPlatform].map(isOpen))).toEqual([false, true, true])
})

test('accepting an invitation with another organization selected answers as the member of the new one only', async () => {
  const browser = await signUp(holdfast, 'mover@example.com', 'Mona Mover')
  const other = await holdfast.organization()
  const { viewer } = await browser.client().run(WhoAmI)
  const { subject = '' } = viewer?.person ?? {}
  await holdfast.operator.run(AddMember, { input: { organizationId: other.id, name: 'Mona', role: 'OWNER', subject } })
  const { secret } = await invite(null, 'MEMBER')
  const client = browser.client(other.id)
  const beside = `mutation { acceptInvitation(input: { invitationSecret: "${secret}" }) { __typename } updateOrganization(input: { name: "Moved" }) { __typename } }`
  const refused = await client.send(beside)
  expect(refused.errors?.[0]).toMatchObject({ message: /only field/, extensions: { code: 'BAD_USER_INPUT' } })
  // An OWNER there is a MEMBER here, who doesn't see who is invited.
  const accepted = await client.run(AcceptInvitation, { secret })
  expect(accepted.acceptInvitation).toMatchObject({
    organization: { id: mine.id, invitations: null },
    member: { role: 'MEMBER', organization: { id: mine.id } },
  })
  expect((await client.run(WhoAmI)).viewer).toMatchObject({ organization: { id: other.id } })
})

test('a member of two organizations selects one per request, and can leave one without losing the other', async () => {
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

test('signing out ends a session; a wrong password creates none', async () => {
  await signUp(holdfast, 'out@example.com')
  const browser = await signIn(holdfast, 'out@example.com')
  const stolen = browser.client()
  expect((await stolen.run(WhoAmI)).viewer?.person?.name).toBe('Nina New')
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

test('processes that start together create a demo account once, and it can sign in', async () => {
  const account = { name: 'Dora Demo', email: 'dora@demo.example', password: 'a password of the demo' }
  const { sessions } = holdfast.holdfast
  const subjects = await Promise.all(Array.from({ length: 8 }, () => sessions?.ensureAccount(account)))
  expect(subjects[0]).toMatch(/^user:/)
  expect(new Set(subjects).size).toBe(1)
  await signIn(holdfast, account.email, account.password)
})

test('a demo account whose process was killed before it set the password gets it at the next start', async () => {
  const account = { name: 'Half Made', email: 'half@demo.example', password: 'a password of the demo' }
  const { app, sessions } = holdfast.holdfast
  const { name, email } = account
  const [id, now] = ['half-made', new Date()]
  await app.prisma.user.create({ data: { id, name, email, emailVerified: true, createdAt: now, updatedAt: now } })
  for (let start = 0; start < 2; start++) expect(await sessions?.ensureAccount(account)).toBe(`user:${id}`)
  await signIn(holdfast, account.email, account.password)
})

test('a page of another site cannot use a session over HTTP, SSE or WebSocket', async () => {
  const browser = await signUp(holdfast, 'victim@example.com', 'Victim')
  const evil = browser.client(null, 'https://evil.example')
  expect((await evil.run(WhoAmI)).viewer).toBeNull()
  expect((await evil.send(UpdateOrganization, { input: { name: 'Evil' } })).errors?.[0]?.extensions?.code).toBe(
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
  const { browser, url } = await signInByIssuer(holdfast)
  expect(url.href).toBe(`${holdfast.holdfast.url}/graphql`)
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

test('forged, foreign, old and unsigned tokens are refused', async () => {
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

test('a flood of made-up key ids does not become a flood of requests to the issuer', async () => {
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
