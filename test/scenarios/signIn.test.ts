// Signing in: ownership of addresses, resetting and changing passwords, stored data, and limits.

import { hash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { Writable } from 'node:stream'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { type Issuer, startIssuer } from '../support/issuer.ts'
import { listen } from '../support/listen.ts'
import { linkIn, type Mailbox, startMailbox } from '../support/mailbox.ts'
import { AcceptInvitation, CreateInvitation, WatchBalance, WhoAmI } from '../support/operations.ts'
import { Browser, PASSWORD, signIn, signInByIssuer, signUp } from '../support/people.ts'

const OTHER_PASSWORD = 'another horse, another battery'
/** What issuers send that is not true. */
const UNPROVED: readonly unknown[] = [false, 'false', 'true', 0, 1, null, undefined]

let issuer: Issuer
let mailbox: Mailbox
let platform: Server
let platformUrl: string
let keys: CryptoKeyPair
let holdfast: TestHoldfast
let mine: TestOrganization

beforeAll(async () => {
  keys = (await generateKeyPair('RS256', { extractable: true })) as CryptoKeyPair
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  platform = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })))
  platformUrl = await listen(platform)
  issuer = await startIssuer({ sub: 'nobody', name: 'Nobody' })
  mailbox = await startMailbox()
  holdfast = await startTestHoldfast({
    secret: 'a secret of the tests that nobody has to guess',
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: issuer.settings },
    mail: mailbox.settings,
    tokens: { issuer: platformUrl, audience: 'holdfast', jwksUrl: `${platformUrl}/jwks` },
  })
  mine = await holdfast.organization()
})
afterAll(async () => {
  await holdfast.stop()
  issuer.stop()
  platform.close()
  await mailbox.stop()
})

async function invite(email: string): Promise<string> {
  const { createInvitation } = await mine.admin.run(CreateInvitation, { input: { email, role: 'MEMBER' } })
  if (createInvitation?.__typename !== 'CreateInvitationSuccess') throw new Error(JSON.stringify(createInvitation))
  return createInvitation.secret
}

/** What becomes of an invitation that is for this address. */
async function accept(browser: Browser, email: string): Promise<object | null | undefined> {
  return (await browser.client().run(AcceptInvitation, { secret: await invite(email) })).acceptInvitation
}

/** Opens the link that verifies an address. An invitation may be among the mails to it, before or after. */
async function verify(browser: Browser, email: string): Promise<Response> {
  const { token } = linkIn(await mailbox.next(email, 'Verify your address'))
  return browser.fetch(`/auth/verify-email?token=${token}`)
}

async function emailOf(browser: Browser): Promise<string | null | undefined> {
  return (await browser.client().run(WhoAmI)).viewer?.person?.email
}

test('an invitation for an address can be accepted only after the address is verified', async () => {
  const email = 'prudence@example.com'
  const browser = await signUp(holdfast, email)
  expect(await accept(browser, email)).toMatchObject({ code: 'INVITATION_ADDRESS', message: /Verify it/ })
  expect((await verify(browser, email)).status).toBe(200)
  expect(await accept(browser, email)).toMatchObject({ __typename: 'AcceptInvitationSuccess' })
})

test('a link that verifies an address works only in the session that created the account', async () => {
  const email = 'victor@example.com'
  const squatter = await signUp(holdfast, email, 'Sly Squatter')
  const { url, token } = linkIn(await mailbox.next(email))
  expect(url.startsWith(`${holdfast.holdfast.url}/auth/verify#`)).toBe(true)
  // Victor, who has the mail, opens it: signed out, and in an account of another address.
  const victor = await signUp(holdfast, 'victor.too@example.com')
  for (const [browser, code] of [
    [new Browser(holdfast), 'SIGN_IN_FIRST'],
    [victor, 'ANOTHER_ACCOUNT'],
  ] as const) {
    expect(await (await browser.fetch(`/auth/verify-email?token=${token}`)).json()).toMatchObject({ code })
  }
  expect(await emailOf(squatter)).toBeNull()
  const forged = await squatter.fetch(`/auth/verify-email?token=${token.slice(0, -2)}xx`)
  expect(await forged.json()).toMatchObject({ code: 'INVALID_TOKEN' })
})

test('resetting a password by a mailed link ends all sessions and verifies the address', async () => {
  const email = 'rita@example.com'
  const before = await signUp(holdfast, email)
  await mailbox.next(email)
  const asked = await new Browser(holdfast).post('/auth/request-password-reset', { email })
  expect(asked.status).toBe(200)
  const { url, token } = linkIn(await mailbox.next(email))
  expect(url.startsWith(`${holdfast.holdfast.url}/auth/reset#`)).toBe(true)
  const reset = () => new Browser(holdfast).post('/auth/reset-password', { token, newPassword: OTHER_PASSWORD })
  expect((await reset()).status).toBe(200)
  expect((await reset()).status, 'a link works once').toBe(400)
  expect((await before.client().run(WhoAmI)).viewer).toBeNull()
  await expect(signIn(holdfast, email)).rejects.toThrow('INVALID_EMAIL_OR_PASSWORD')
  expect(await emailOf(await signIn(holdfast, email, OTHER_PASSWORD))).toBe(email)
  // Whoever asks can't tell whether there is an account.
  const nobody = await new Browser(holdfast).post('/auth/request-password-reset', { email: 'no.one@example.com' })
  expect([nobody.status, await nobody.json()]).toEqual([asked.status, await asked.json()])
})

test('a changed password ends the other sessions and their live streams', async () => {
  const email = 'pia@example.com'
  const here = await signUp(holdfast, email)
  await verify(here, email)
  await accept(here, email)
  const elsewhere = await signIn(holdfast, email)
  const watching = elsewhere.client().watch(WatchBalance)
  await watching.next()
  const changed = await here.post('/auth/change-password', { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD })
  expect(changed.status).toBe(200)
  expect(await emailOf(here)).toBe(email)
  expect((await elsewhere.client().run(WhoAmI)).viewer).toBeNull()
  await expect(watching.until(() => false)).rejects.toMatchObject({ code: 4403 })
})

test.each(UNPROVED.map((email_verified, i) => [String(email_verified), email_verified, i] as const))(
  'OpenID Connect and tokens: email_verified that is %s proves nothing',
  async (_what, email_verified, i) => {
    const email = `unsure${i}@example.com`
    issuer.person = { sub: `unsure ${i}`, email, email_verified, name: 'Ulla Unsure' }
    const { browser, url } = await signInByIssuer(holdfast)
    expect(url.pathname).toBe('/graphql')
    expect(await emailOf(browser)).toBeNull()
    expect(await accept(browser, email)).toMatchObject({ code: 'INVITATION_ADDRESS' })
    // Nor does it keep the address from whoever proves it.
    issuer.person = { sub: `sure ${i}`, email, email_verified: true, name: 'Sue Sure' }
    expect(await emailOf((await signInByIssuer(holdfast)).browser)).toBe(email)

    const claims: JWTPayload = { name: 'Tom Token', email, ...(email_verified === undefined ? {} : { email_verified }) }
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(platformUrl)
      .setAudience('holdfast')
      .setSubject(`token ${i}`)
      .setExpirationTime('5m')
      .sign(keys.privateKey)
    const client = holdfast.client(null, { authorization: `Bearer ${token}` })
    expect((await client.run(WhoAmI)).viewer?.person).toMatchObject({ name: 'Tom Token', email: null })
    const accepted = await client.run(AcceptInvitation, { secret: await invite(email) })
    expect(accepted.acceptInvitation).toMatchObject({ code: 'INVITATION_ADDRESS' })
  },
)

test('a second sub of an issuer with the same address is not signed in as the first', async () => {
  const email = 'shared@example.com'
  issuer.person = { sub: 'shared 1', email, email_verified: true, name: 'Sam First' }
  const first = await signInByIssuer(holdfast)
  expect((await first.browser.client().run(WhoAmI)).viewer?.person?.name).toBe('Sam First')
  issuer.person = { sub: 'shared 2', email, email_verified: true, name: 'Sam Second' }
  const second = await signInByIssuer(holdfast)
  expect(second.url.pathname).toBe('/auth')
  expect(second.url.searchParams.get('error')).toBe('unable_to_link_account')
  expect((await second.browser.client().run(WhoAmI)).viewer).toBeNull()
  // The first still is.
  issuer.person = { sub: 'shared 1', email, email_verified: true, name: 'Sam First' }
  const again = await signInByIssuer(holdfast)
  expect((await again.browser.client().run(WhoAmI)).viewer?.person?.name).toBe('Sam First')
})

test('signing up with another person’s address neither locks them out of OpenID Connect nor gives access to their data', async () => {
  const email = 'olaf@example.com'
  const squatter = await signUp(holdfast, email, 'Sly Squatter')
  issuer.person = { sub: 'olaf', email, email_verified: true, name: 'Olaf' }
  const { browser, url } = await signInByIssuer(holdfast)
  expect(url.pathname).toBe('/graphql')
  expect((await browser.client().run(WhoAmI)).viewer?.person).toMatchObject({ name: 'Olaf', email, memberships: [] })
  expect((await squatter.client().run(WhoAmI)).viewer).toBeNull()
  await expect(signIn(holdfast, email)).rejects.toThrow('INVALID_EMAIL_OR_PASSWORD')
})

test('an address that is verified with a password and by the issuer is one person', async () => {
  const email = 'both@example.com'
  const browser = await signUp(holdfast, email, 'Bo Both')
  await verify(browser, email)
  const { viewer } = await browser.client().run(WhoAmI)
  issuer.person = { sub: 'both', email, email_verified: true, name: 'Bo Both' }
  const byIssuer = await signInByIssuer(holdfast)
  expect((await byIssuer.browser.client().run(WhoAmI)).viewer?.person?.subject).toBe(viewer?.person?.subject)
})

test('OpenID Connect without an id token signs nobody in', async () => {
  issuer.person = { sub: 'plain', email: 'plain@example.com', email_verified: true, name: 'Plain OAuth' }
  issuer.leavesIdTokenOut = true
  try {
    const { browser, url } = await signInByIssuer(holdfast)
    expect(url.searchParams.get('error')).toBe('unable_to_get_user_info')
    expect((await browser.client().run(WhoAmI)).viewer).toBeNull()
  } finally {
    issuer.leavesIdTokenOut = false
  }
})

test('an account allows ten password attempts in a quarter of an hour from all addresses; then even the right one is refused', async () => {
  const email = 'guessed@example.com'
  await signUp(holdfast, email)
  await mailbox.next(email)
  const attempt = (password: string) => new Browser(holdfast).post('/auth/sign-in/email', { email, password })
  // Fifty at once, each from an address of its own.
  const tried = await Promise.all(Array.from({ length: 50 }, (_, i) => attempt(`a wrong password ${i}`)))
  const statuses = tried.map(({ status }) => status).sort()
  expect(statuses).toEqual([...Array(10).fill(401), ...Array(40).fill(429)])
  const refused = await attempt(PASSWORD)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600)
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', message: /Try again in \d+ seconds/ })
  // A link that comes by mail lets its owner in.
  await new Browser(holdfast).post('/auth/request-password-reset', { email })
  const { token } = linkIn(await mailbox.next(email))
  await new Browser(holdfast).post('/auth/reset-password', { token, newPassword: OTHER_PASSWORD })
  expect((await attempt(OTHER_PASSWORD)).status).toBe(200)
})

test('one address may try twenty passwords in a minute, over all accounts', async () => {
  const browser = new Browser(holdfast)
  const tries = Array.from({ length: 25 }, (_, i) =>
    browser.post('/auth/sign-in/email', { email: `someone${i}@example.com`, password: PASSWORD }),
  )
  const statuses = (await Promise.all(tries)).map(({ status }) => status).sort()
  expect(statuses).toEqual([...Array(20).fill(401), ...Array(5).fill(429)])
})

test('at most five mails an hour go to one address, no matter who requests them', async () => {
  const email = 'flooded@example.com'
  await signUp(holdfast, email)
  await mailbox.next(email)
  const asked = Array.from({ length: 8 }, () => new Browser(holdfast).post('/auth/request-password-reset', { email }))
  const statuses = (await Promise.all(asked)).map(({ status }) => status).sort()
  expect(statuses).toEqual([...Array(5).fill(200), ...Array(3).fill(429)])
  await expect.poll(() => mailbox.count(email)).toBe(6)
})

test('the counters of attempts expire by themselves and contain no addresses', async () => {
  const { prisma } = holdfast.holdfast.app
  await new Browser(holdfast).post('/auth/sign-in/email', { email: 'traced@example.com', password: PASSWORD })
  const rows = await prisma.requestRate.findMany()
  expect(rows.length).toBeGreaterThan(0)
  for (const { key, expire } of rows) {
    expect(key).not.toMatch(/@|198\.51/)
    expect(key.length).toBeLessThan(64)
    expect(Number(expire) - Date.now()).toBeLessThanOrEqual(60 * 60 * 1_000)
  }
})

test('an unknown path under /auth is not found, leaves no row, and does not re-authenticate open connections', async () => {
  const { prisma } = holdfast.holdfast.app
  const rowsOf = async () => [
    await prisma.requestRate.count(),
    await prisma.verification.count(),
    (await prisma.accessVersion.findUniqueOrThrow({ where: { id: 1 } })).version,
  ]
  const before = await rowsOf()
  const paths = [
    'anything',
    'revoke-anything',
    'sign-out/now',
    'delete-user',
    'list-sessions',
    'revoke-session',
    'ok',
    '..%2f',
    '',
  ]
  for (const path of paths) {
    for (const method of ['GET', 'POST']) {
      const headers = { 'content-type': 'application/json', origin: holdfast.holdfast.url }
      const body = method === 'POST' ? '{}' : null
      const answer = await fetch(`${holdfast.holdfast.url}/auth/${path}`, { method, headers, body })
      if (path === '' && method === 'GET') continue
      expect([404, 405], `${method} ${path}`).toContain(answer.status)
    }
  }
  // A wrong method is refused, and a session that isn't one doesn't end.
  expect((await new Browser(holdfast).fetch('/auth/sign-out')).status).toBe(405)
  expect(await rowsOf()).toEqual(before)
  await new Browser(holdfast).post('/auth/sign-out', {})
  await new Browser(holdfast).post('/auth/revoke-sessions', {})
  expect((await rowsOf())[2]).toBe(before[2])
})

test('invalid names are refused with the rule for names', async () => {
  for (const name of [undefined, '', '  ', 5, 'x'.repeat(201), 'a\0b']) {
    const body = { email: 'name@example.com', password: PASSWORD, name }
    const refused = await new Browser(holdfast).post('/auth/sign-up/email', body)
    expect(refused.status, String(name)).toBe(400)
    expect(await refused.json()).toMatchObject({ message: 'name must be a text of 1 to 200 characters.' })
  }
})

test('mistakes under /auth write no error to the log', async () => {
  const logged: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  const quiet = await startTestHoldfast({
    log: pino({ level: 'warn' }, sink),
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: issuer.settings },
    mail: mailbox.settings,
  })
  try {
    const browser = await signUp(quiet, 'mistaken@example.com')
    const email = 'mistaken@example.com'
    const evil = { origin: 'https://evil.example' }
    await browser.post('/auth/sign-in/email', { email, password: 'a wrong password' })
    await browser.post('/auth/sign-in/email', { email, password: PASSWORD }, evil)
    await browser.post('/auth/sign-in/email', { email, password: PASSWORD, callbackURL: 'https://evil.example' })
    await browser.post('/auth/sign-in/social', { provider: 'oidc', callbackURL: 'https://evil.example' })
    await browser.post('/auth/sign-up/email', { email, password: PASSWORD, name: 'Again' })
    await browser.post('/auth/sign-up/email', { email: 'b@example.com', password: 'short', name: 'Short' })
    await browser.post('/auth/change-password', { currentPassword: 'wrong', newPassword: PASSWORD })
    await browser.post('/auth/reset-password', { token: 'x', newPassword: PASSWORD })
    await browser.post('/auth/send-verification-email', { email: 'nobody@example.com' })
    await browser.fetch('/auth/verify-email?token=x')
    for (const query of ['', '?code=x', '?code=x&state=y', '?error=access_denied&state=y']) {
      await browser.fetch(`/auth/callback/oidc${query}`)
    }
    expect(logged).toEqual([])
  } finally {
    await quiet.stop()
  }
})

test('an issuer that is unreachable when Holdfast starts signs people in once it is reachable', async () => {
  let away = true
  const gate = createServer(async (request, response) => {
    if (away) return response.writeHead(502).end()
    const found = await fetch(new URL(request.url ?? '/', issuer.settings.issuer))
    response.writeHead(found.status, { 'content-type': 'application/json' }).end(await found.text())
  })
  const gateUrl = await listen(gate)
  const other = await startTestHoldfast({
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: { ...issuer.settings, issuer: gateUrl } },
  })
  try {
    const begin = () => new Browser(other).post('/auth/sign-in/social', { provider: 'oidc', callbackURL: '/auth' })
    const refused = await begin()
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'ISSUER_UNAVAILABLE' })
    away = false
    await expect.poll(async () => (await begin()).status, { interval: 500 }).toBe(200)
    issuer.person = { sub: 'late', email: 'late@example.com', email_verified: true, name: 'Lata Late' }
    const { browser } = await signInByIssuer(other)
    expect(await emailOf(browser)).toBe('late@example.com')
  } finally {
    await other.stop()
    gate.close()
  }
})

test('invalid bodies under /auth are refused with the name of the field', async () => {
  const [text, address] = ['must be a text.', 'must be an email address, such as ada@example.com.']
  const email = 'ada@example.com'
  const bodies: [path: string, body: object, message: string][] = [
    ['sign-in/email', {}, `email ${address}`],
    ['sign-in/email', { email: 5, password: 'x' }, `email ${address}`],
    ['sign-in/email', { email, password: 5 }, `password ${text}`],
    ['sign-up/email', { email: 'x', password: 'x', name: 'Ada' }, `email ${address}`],
    ['sign-up/email', { email, name: 'Ada' }, `password ${text}`],
    ['request-password-reset', { email: null }, `email ${address}`],
    ['send-verification-email', { email: ['x'] }, `email ${address}`],
    ['change-password', { newPassword: 'x' }, `currentPassword ${text}`],
    ['reset-password', { token: 'x' }, `newPassword ${text}`],
    ['sign-in/social', { provider: 'github' }, 'provider must be "oidc".'],
  ]
  for (const [path, body, message] of bodies) {
    const response = await new Browser(holdfast).post(`/auth/${path}`, body)
    expect(response.status, path).toBe(400)
    expect(await response.json(), path).toEqual({ code: 'BAD_BODY', message })
  }
})

/** Every row of every table, as a dump of the database has it. */
async function dump(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await client.query(
      `SELECT table_schema, table_name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    )
    const parts: string[] = []
    for (const { table_schema, table_name } of tables.rows) {
      const rows = await client.query(`SELECT t::text AS row FROM "${table_schema}"."${table_name}" t`)
      parts.push(...rows.rows.map(({ row }) => row))
    }
    return parts.join('\n')
  } finally {
    await client.end()
  }
}

test('a dump of the database shows no password, session, link of a mail, or token of an issuer', async () => {
  const email = 'dumped@example.com'
  const browser = await signUp(holdfast, email)
  await mailbox.next(email)
  await new Browser(holdfast).post('/auth/request-password-reset', { email })
  const reset = linkIn(await mailbox.next(email)).token
  issuer.person = { sub: 'dumped', email: 'dumped.too@example.com', email_verified: true, name: 'Dora' }
  const before = issuer.issued.length
  const byIssuer = await signInByIssuer(holdfast)
  const tokens = issuer.issued.slice(before)
  expect(tokens.length).toBeGreaterThanOrEqual(2)
  const sessions = [browser, byIssuer.browser].map(({ cookie }) => /session_token=([^.;]+)/.exec(cookie)?.[1] ?? '')
  const secrets = { password: PASSWORD, reset, ...Object.fromEntries([...tokens, ...sessions].entries()) }
  const rows = await dump(holdfast.database.url)
  // It is the right database, and sessions are found there by a hash.
  expect(rows).toContain(email)
  expect(rows).toContain(hash('sha256', sessions[0] ?? '', 'hex'))
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(10)
    expect(rows.includes(secret), what).toBe(false)
    expect(rows.includes(Buffer.from(secret).toString('hex')), what).toBe(false)
  }
  // Nor is what stands in the database a session.
  const stolen = holdfast.client(null, {
    cookie: browser.cookie.replace(sessions[0]!, `sha256:${hash('sha256', sessions[0]!, 'hex')}`),
  })
  expect((await stolen.run(WhoAmI)).viewer).toBeNull()
})
