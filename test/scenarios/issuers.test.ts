// OpenID Connect issuers of organizations: set by an OWNER, for domains that are verified, and good for that organization alone.

import { createServer } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { type Dns, startDns } from '../support/dns.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { type Issuer, startIssuer } from '../support/issuer.ts'
import { listen } from '../support/listen.ts'
import { linkIn, type Mailbox, startMailbox } from '../support/mailbox.ts'
import { mutate } from '../support/mutate.ts'
import { AcceptInvitation, CreateInvitation, WhoAmI } from '../support/operations.ts'
import { Browser, signInByOrganization, signUp } from '../support/people.ts'

const SHOWN = 'organizationIssuer { issuer redirectUrl domains { domain recordName recordText verifiedAt } }'
const NAME = '{ organization { name } }'

let dns: Dns
let issuer: Issuer
let mailbox: Mailbox
let holdfast: TestHoldfast

beforeAll(async () => {
  dns = await startDns()
  issuer = await startIssuer({ sub: 'nobody', name: 'Nobody' })
  mailbox = await startMailbox()
  holdfast = await startTestHoldfast({
    secret: 'a secret of the tests that nobody has to guess',
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: null },
    mail: mailbox.settings,
    privateWebhooks: true,
  })
})
afterAll(async () => {
  await holdfast.stop()
  issuer.stop()
  await mailbox.stop()
  dns.stop()
})

interface Shown {
  readonly organizationIssuer: {
    readonly redirectUrl: string
    readonly domains: readonly { domain: string; recordName: string; recordText: string; verifiedAt: string | null }[]
  }
}

function set({ owner }: Pick<TestOrganization, 'owner'>, domains: readonly string[], given: object = {}) {
  return mutate<Shown>(owner, 'setOrganizationIssuer', { ...issuer.settings, domains, ...given }, SHOWN)
}

/** An organization whose issuer signs in people of a domain. */
async function withIssuer(domain: string): Promise<TestOrganization> {
  const made = await holdfast.organization()
  const { organizationIssuer } = await set(made, [domain])
  const [{ recordName, recordText } = { recordName: '', recordText: '' }] = organizationIssuer.domains
  dns.texts.set(recordName, recordText)
  expect(await mutate(made.owner, 'verifyIssuerDomain', { domain })).toMatchObject({
    __typename: 'VerifyIssuerDomainSuccess',
  })
  return made
}

async function join({ owner }: TestOrganization, browser: Browser, email: string | null = null): Promise<object> {
  const { createInvitation } = await owner.run(CreateInvitation, { input: { email, role: 'MEMBER' } })
  if (createInvitation?.__typename !== 'CreateInvitationSuccess') throw new Error(JSON.stringify(createInvitation))
  return (await browser.client().run(AcceptInvitation, { secret: createInvitation.secret })).acceptInvitation ?? {}
}

function isAt(sub: string, email: string, email_verified: unknown = true): void {
  issuer.person = { sub, email, email_verified, name: 'Ina Issued' }
}

const person = async (browser: Browser) => (await browser.client().run(WhoAmI)).viewer?.person

test('an issuer signs people in once the DNS has verified a domain, and an invited person joins by it', async () => {
  const mine = await holdfast.organization()
  const { organizationIssuer } = await set(mine, ['acme.example', 'acme.test'])
  const [first] = organizationIssuer.domains
  expect(first).toMatchObject({ domain: 'acme.example', recordName: '_holdfast.acme.example', verifiedAt: null })
  expect(organizationIssuer.redirectUrl).toBe(`${holdfast.holdfast.url}/auth/callback/organization-${mine.uuid}`)
  const none = await new Browser(holdfast).post('/auth/sign-in/issuer', { email: 'ina@acme.example' })
  expect([none.status, await none.json()]).toMatchObject([404, { code: 'NO_ISSUER' }])

  const verify = () => mutate<Shown>(mine.owner, 'verifyIssuerDomain', { domain: 'ACME.example' }, SHOWN)
  expect(await verify()).toMatchObject({
    code: 'DOMAIN_NOT_VERIFIED',
    message: expect.stringContaining(`_holdfast.acme.example has no TXT record with the text ${first?.recordText}`),
  })
  dns.texts.set('_holdfast.acme.example', 'holdfast-domain=another')
  expect(await verify()).toMatchObject({ code: 'DOMAIN_NOT_VERIFIED' })
  dns.texts.set('_holdfast.acme.example', first?.recordText ?? '')
  expect((await verify()).organizationIssuer.domains.map(({ verifiedAt }) => verifiedAt !== null)).toEqual([
    true,
    false,
  ])

  isAt('ina', 'ina@acme.example')
  const { browser, url } = await signInByOrganization(holdfast, 'Ina@Acme.example')
  expect(url.pathname).toBe('/graphql')
  expect(await person(browser)).toMatchObject({ name: 'Ina Issued', email: 'ina@acme.example' })
  expect(await join(mine, browser, 'ina@acme.example')).toMatchObject({ __typename: 'AcceptInvitationSuccess' })
  const again = await signInByOrganization(holdfast, 'ina@acme.example')
  expect((await again.browser.client().send(NAME)).errors).toBeUndefined()

  const { prisma } = holdfast.holdfast.app
  expect(JSON.stringify(await prisma.organizationIssuer.findMany())).not.toContain(issuer.settings.clientSecret)
  const log = '{ organization { audit(first: 5) { edges { node { action after } } } } }'
  const audit = JSON.stringify((await mine.owner.send(log)).data)
  expect(audit).toContain('setOrganizationIssuer')
  expect(audit).toContain('verifyIssuerDomain')
  expect(audit).not.toContain(issuer.settings.clientSecret)
})

test('an issuer says nothing of addresses outside its verified domains, or that it did not verify', async () => {
  await withIssuer('own.example')
  for (const [email, verified] of [
    ['victim@elsewhere.example', true],
    ['victim@own.example.evil.example', true],
    ['ivo@own.example', false],
    ['ivo@own.example', null],
  ] as const) {
    isAt(`of ${email} ${verified}`, email, verified)
    const { browser, url } = await signInByOrganization(holdfast, 'ivo@own.example')
    expect(url.pathname, email).toBe('/auth')
    expect(url.searchParams.get('error'), email).toBeTruthy()
    expect(await person(browser)).toBeUndefined()
  }
})

test('a session that an issuer begins acts in its organization alone', async () => {
  const email = 'both@wide.example'
  const [mine, other] = [await withIssuer('wide.example'), await holdfast.organization()]
  const byPassword = await signUp(holdfast, email)
  await expect.poll(() => mailbox.all(email).length).toBeGreaterThan(0)
  const { token } = linkIn(mailbox.all(email)[0]?.text ?? '')
  expect((await byPassword.fetch(`/auth/verify-email?token=${token}`)).status).toBe(200)
  await join(mine, byPassword)
  await join(other, byPassword)
  isAt('both', email)
  const { browser } = await signInByOrganization(holdfast, email)
  expect((await person(browser))?.subject).toBe((await person(byPassword))?.subject)
  // Their own password reaches both; the issuer of one reaches that one.
  expect((await byPassword.client(other.id).send(NAME)).errors).toBeUndefined()
  expect((await browser.client(mine.id).send(NAME)).errors).toBeUndefined()
  expect((await person(browser))?.memberships).toHaveLength(1)
  const refused = await browser.client(other.id).send(NAME)
  expect(refused.errors?.[0]?.extensions?.code).toBe('ORGANIZATION_NEEDED')
  const third = await holdfast.organization()
  expect(await join(third, browser)).toMatchObject({ code: 'SIGN_IN_REQUIREMENT' })
})

test('an organization may require its issuer, which then can’t be removed', async () => {
  const mine = await withIssuer('strict.example')
  const demand = (client: typeof mine.owner, requirement: string) =>
    mutate(client, 'setSignInRequirement', { requirement })
  const bare = await holdfast.organization()
  expect(await demand(bare.owner, 'ISSUER')).toMatchObject({ code: 'SIGN_IN_REQUIREMENT' })
  const byPassword = await signUp(holdfast, 'pat@strict.example')
  await join(mine, byPassword)
  expect(await demand(mine.owner, 'ISSUER')).toMatchObject({ __typename: 'SetSignInRequirementSuccess' })
  const refused = await byPassword.client().send(NAME)
  expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'SIGN_IN_REQUIREMENT' }, message: /own issuer/ })
  isAt('sid', 'sid@strict.example')
  const { browser } = await signInByOrganization(holdfast, 'sid@strict.example')
  await join(mine, browser)
  expect((await browser.client().send(NAME)).errors).toBeUndefined()
  expect(await mutate(mine.owner, 'removeOrganizationIssuer', {})).toMatchObject({ code: 'SIGN_IN_REQUIREMENT' })
  // It does for a second factor, too.
  await demand(mine.owner, 'TWO_FACTOR')
  expect((await browser.client().send(NAME)).errors).toBeUndefined()
  expect(await mutate(mine.owner, 'removeOrganizationIssuer', {})).toMatchObject({
    __typename: 'RemoveOrganizationIssuerSuccess',
  })
  expect(await person(browser)).toBeUndefined()
  await expect(signInByOrganization(holdfast, 'sid@strict.example')).rejects.toThrow('NO_ISSUER')
})

test('a domain has one organization; the operator states whose it is', async () => {
  const mine = await withIssuer('taken.example')
  const other = await holdfast.organization()
  const { organizationIssuer } = await set(other, ['taken.example'])
  dns.texts.set('_holdfast.taken.example', organizationIssuer.domains[0]?.recordText ?? '')
  expect(await mutate(other.owner, 'verifyIssuerDomain', { domain: 'taken.example' })).toMatchObject({
    code: 'DOMAIN_NOT_VERIFIED',
    message: expect.stringContaining('another organization'),
  })
  const stated = (organization: TestOrganization, domains: string[]) =>
    set({ owner: holdfast.operator }, domains, { organizationId: organization.id })
  expect(await stated(other, ['taken.example'])).toMatchObject({ code: 'INVALID_INPUT' })
  const { organizationIssuer: made } = await stated(other, ['stated.example'])
  expect(made.domains).toMatchObject([{ domain: 'stated.example', verifiedAt: expect.any(String) }])
  isAt('stan', 'stan@stated.example')
  expect(await person((await signInByOrganization(holdfast, 'stan@stated.example')).browser)).toMatchObject({
    email: 'stan@stated.example',
  })
  // At the same moment, too.
  const racing = await Promise.all(Array.from({ length: 5 }, () => holdfast.organization()))
  const raced = await Promise.all(racing.map((each) => stated(each, ['raced.example'])))
  const answers = raced.map((answer) => ('code' in answer ? answer.code : 'set')).sort()
  expect(answers).toEqual([...Array(4).fill('INVALID_INPUT'), 'set'])
  // An organization that has ended has no domain any more.
  const closing = { organizationId: other.id, reason: 'It has ended.' }
  await mutate(holdfast.operator, 'closeOrganization', closing)
  await expect(signInByOrganization(holdfast, 'stan@stated.example')).rejects.toThrow('NO_ISSUER')
  const heir = await holdfast.organization()
  expect(await stated(heir, ['stated.example'])).toMatchObject({ __typename: 'SetOrganizationIssuerSuccess' })
  // A domain that was verified stays so, and the secret too.
  const { organizationIssuer: kept } = await set(mine, ['more.example', 'taken.example'], { clientSecret: null })
  expect(kept.domains.map(({ verifiedAt }) => verifiedAt !== null)).toEqual([false, true])
})

test('another client of the issuer ends the sessions that the one before began', async () => {
  const mine = await withIssuer('moved.example')
  isAt('mo', 'mo@moved.example')
  const { browser } = await signInByOrganization(holdfast, 'mo@moved.example')
  await set(mine, ['moved.example'])
  expect((await person(browser))?.email).toBe('mo@moved.example')
  await set(mine, ['moved.example'], { clientId: 'another' })
  expect(await person(browser)).toBeUndefined()
})

test('with a role for it, people of a verified domain become members at their first sign-in, and nobody else does', async () => {
  const mine = await withIssuer('join.example')
  const first = async (sub: string, email = `${sub}@join.example`) => {
    isAt(sub, email)
    const { browser } = await signInByOrganization(holdfast, email)
    return { browser, memberships: (await person(browser))?.memberships ?? [] }
  }
  // Off, unless an OWNER turns it on, for roles below OWNER.
  expect((await first('early')).memberships).toEqual([])
  expect(await set(mine, ['join.example'], { joinRole: 'OWNER' })).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('joinRole must be one of ADMIN, BILLING, MEMBER, VIEWER'),
  })
  await set(mine, ['join.example'], { joinRole: 'VIEWER' })
  const [joan, again] = [await first('joan'), await first('joan')]
  expect(joan.memberships).toMatchObject([{ role: 'VIEWER' }])
  expect(again.memberships).toEqual(joan.memberships)
  expect((await joan.browser.client().send(NAME)).errors).toBeUndefined()
  expect((await first('early')).memberships).toMatchObject([{ role: 'VIEWER' }])

  // An address outside of the domains, or one that the issuer did not verify, gets neither a session nor a place.
  const { prisma } = holdfast.holdfast.app
  const count = () => prisma.member.count({ where: { organizationId: mine.uuid, removedAt: null } })
  const members = await count()
  isAt('mallory', 'mallory@elsewhere.example')
  await signInByOrganization(holdfast, 'mallory@join.example')
  isAt('mallory', 'mallory@join.example', false)
  await signInByOrganization(holdfast, 'mallory@join.example')
  expect(await count()).toBe(members)

  // An open invitation says the role; and who was removed does not come back.
  await mine.owner.run(CreateInvitation, { input: { email: 'Ivy@join.example', role: 'ADMIN' } })
  const ivy = await first('ivy')
  expect(ivy.memberships).toEqual([])
  const subject = (await person(joan.browser))?.subject ?? ''
  const { id } = await prisma.member.findFirstOrThrow({ where: { organizationId: mine.uuid, subject } })
  const memberId = encodeGlobalId('Member', `${mine.uuid}/${id}`)
  expect(await mutate(mine.owner, 'removeMember', { memberId })).toMatchObject({ __typename: 'RemoveMemberSuccess' })
  expect((await first('joan')).memberships).toEqual([])

  const log = '{ organization { audit(first: 50) { edges { node { action actorKind actorName after } } } } }'
  const audit = JSON.stringify((await mine.owner.send(log)).data)
  expect(audit).toContain('"action":"joinByIssuer","actorKind":"PERSON","actorName":"Ina Issued"')
  expect(audit).toContain('"joinRole":"VIEWER"')
})

test('twenty sign-ins at a time of one person make one member, and a plan without a free seat none', async () => {
  const mine = await withIssuer('seats.example')
  await set(mine, ['seats.example'], { joinRole: 'MEMBER' })
  isAt('sam', 'sam@seats.example')
  await Promise.all(Array.from({ length: 20 }, () => signInByOrganization(holdfast, 'sam@seats.example')))
  const { prisma } = holdfast.holdfast.app
  const count = () => prisma.member.count({ where: { organizationId: mine.uuid, removedAt: null } })
  const members = await count()
  const joined = { organizationId: mine.uuid, action: 'joinByIssuer' }
  expect(await prisma.auditEntry.count({ where: joined })).toBe(1)
  const price = { amount: 100, currency: 'USD' }
  const plan = { name: 'seats', title: 'Seats', interval: 'MONTH', price, credits: [], seats: members }
  const document = { name: 'seats', description: 'For this test.', priceRules: [], plans: [plan] }
  for (const [name, input] of [
    ['loadCatalogue', { source: { document } }],
    ['startSubscription', { organizationId: mine.id, plan: 'seats' }],
  ] as const) {
    const answer = await mutate(holdfast.operator, name, input)
    expect(answer, JSON.stringify(answer)).toMatchObject({ __typename: expect.stringMatching(/Success$/) })
  }
  isAt('late', 'late@seats.example')
  const { browser } = await signInByOrganization(holdfast, 'late@seats.example')
  expect((await person(browser))?.memberships).toEqual([])
  expect(await count()).toBe(members)
})

test('no answer of an issuer keeps Holdfast reading without end: not its tokens, nor its keys, nor what it says of a person', async () => {
  for (const path of ['/token', '/jwks', '/me']) {
    const domain = `${path.slice(1)}.endless.example`
    await withIssuer(domain)
    isAt(`of ${path}`, `eve@${domain}`)
    issuer.endless = path
    const before = issuer.sentEndlessly()
    const { browser, url } = await signInByOrganization(holdfast, `eve@${domain}`)
    issuer.endless = null
    expect([url.pathname, url.searchParams.get('error')], path).toEqual(['/auth', expect.any(String)])
    expect(issuer.sentEndlessly() - before, path).toBeGreaterThan(0)
    expect(await person(browser)).toBeUndefined()
    expect(await person((await signInByOrganization(holdfast, `eve@${domain}`)).browser)).toMatchObject({
      name: 'Ina Issued',
    })
  }
})

/** A document that does not end. */
function* forever() {
  yield '"'
  while (true) yield 'a'.repeat(10_000)
}

test('an issuer that does not answer, is another, or is not public is refused with the reason', async () => {
  const mine = await holdfast.organization()
  const refusal = async (issuerUrl: string) => (await set(mine, ['x.example'], { issuer: issuerUrl })).message
  expect(await refusal('not a URL')).toContain('issuer must be the URL of an issuer')
  expect(await refusal('http://127.0.0.1:1')).toContain('issuer did not answer')
  expect(await refusal(issuer.settings.issuer.replace('localhost', '127.0.0.1'))).toContain('issuer calls itself')
  const endless = createServer((_request, response) => void pipeline(forever(), response).catch(() => {}))
  expect(await refusal(await listen(endless))).toContain('issuer did not answer with JSON')
  endless.close()
  expect((await set(mine, ['not a domain'])).message).toContain('must be a domain, such as example.com')
  expect((await set(mine, ['x.example'], { clientSecret: null })).message).toContain('clientSecret must be given')

  const strict = await startTestHoldfast({ sessions: { signUp: true, oidc: null } })
  try {
    const theirs = await strict.organization()
    for (const [url, problem] of [
      ['http://login.example.com', 'issuer must begin with https://'],
      ['https://127.0.0.1', 'issuer must be on the public internet'],
      ['https://metadata.internal', 'issuer must be on the public internet'],
      ['https://localhost', 'issuer must be on the public internet'],
    ] as const) {
      expect((await set(theirs, ['x.example'], { issuer: url })).message, url).toContain(problem)
    }
  } finally {
    await strict.stop()
  }
})
