// Two-factor sign-in: setting it up, signing in with it, losing it, and organizations that require it.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { type Issuer, startIssuer } from '../support/issuer.ts'
import { linkIn, type Mailbox, startMailbox } from '../support/mailbox.ts'
import { mutate } from '../support/mutate.ts'
import { AcceptInvitation, CreateInvitation, WatchBalance, WhoAmI } from '../support/operations.ts'
import { Browser, PASSWORD, signIn, signInByIssuer, signUp } from '../support/people.ts'
import { codeOf } from '../support/totp.ts'

const FIRST_SECRET = 'the first secret of these tests, long enough'
const BALANCE = '{ organization { name } }'

let issuer: Issuer
let mailbox: Mailbox
let holdfast: TestHoldfast
let mine: TestOrganization

beforeAll(async () => {
  issuer = await startIssuer({ sub: 'olga', email: 'olga@oidc.example', email_verified: true, name: 'Olga OIDC' })
  mailbox = await startMailbox()
  holdfast = await startTestHoldfast({
    secret: FIRST_SECRET,
    trustedProxies: ['loopback'],
    sessions: { signUp: true, oidc: issuer.settings },
    mail: mailbox.settings,
  })
  mine = await holdfast.organization()
})
afterAll(async () => {
  await holdfast.stop()
  issuer.stop()
  await mailbox.stop()
})

interface SetUp {
  readonly totpURI: string
  readonly backupCodes: readonly string[]
}

async function answer<Value>(response: Promise<Response>): Promise<Value> {
  const given = await response
  if (!given.ok) throw new Error(await given.text())
  return (await given.json()) as Value
}

/** Sets up a second factor. */
async function setUp(browser: Browser): Promise<SetUp> {
  const made = await answer<SetUp>(browser.post('/auth/two-factor/enable', { password: PASSWORD }))
  await answer(browser.post('/auth/two-factor/verify-totp', { code: codeOf(made.totpURI) }))
  return made
}

/** Enters the password. What comes back asks for the second factor. */
async function enterPassword(email: string): Promise<{ browser: Browser; asked: object }> {
  const browser = new Browser(holdfast)
  return { browser, asked: await answer(browser.post('/auth/sign-in/email', { email, password: PASSWORD })) }
}

async function told(email: string, subject: string): Promise<void> {
  await expect.poll(() => mailbox.all(email).map((mail) => mail.subject)).toContain(subject)
}

async function join(browser: Browser, role: 'OWNER' | 'MEMBER' = 'MEMBER'): Promise<object> {
  const { createInvitation } = await mine.owner.run(CreateInvitation, { input: { role } })
  if (createInvitation?.__typename !== 'CreateInvitationSuccess') throw new Error(JSON.stringify(createInvitation))
  return (await browser.client().run(AcceptInvitation, { secret: createInvitation.secret })).acceptInvitation ?? {}
}

const person = async (browser: Browser) => (await browser.client().run(WhoAmI)).viewer?.person

test('with a second factor, the password alone signs nobody in, and a code signs in once the password was right', async () => {
  const email = 'tina@example.com'
  const { totpURI } = await setUp(await signUp(holdfast, email))
  expect(totpURI).toMatch(/^otpauth:\/\/totp\//)
  await told(email, 'Two-factor sign-in is on')

  const { browser, asked } = await enterPassword(email)
  expect(asked).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  expect(await person(browser)).toBeUndefined()
  expect(mailbox.all(email).map(({ subject }) => subject)).not.toContain('A sign-in from a new device')
  const wrong = await browser.post('/auth/two-factor/verify-totp', { code: codeOf(totpURI, -10) })
  expect([wrong.status, await wrong.json()]).toMatchObject([401, { code: 'INVALID_CODE' }])
  expect(await person(browser)).toBeUndefined()
  await answer(browser.post('/auth/two-factor/verify-totp', { code: codeOf(totpURI) }))
  expect((await person(browser))?.name).toBe('Nina New')
  await told(email, 'A sign-in from a new device')

  // A code is of no use to somebody who did not enter the password.
  const stranger = await new Browser(holdfast).post('/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
  expect([stranger.status, await stranger.json()]).toMatchObject([401, { code: 'INVALID_TWO_FACTOR_COOKIE' }])
})

test('a sign-in ends after five wrong codes, and an account is locked for a time after ten', async () => {
  const email = 'gus@example.com'
  const { totpURI } = await setUp(await signUp(holdfast, email))
  for (const round of [1, 2]) {
    const { browser } = await enterPassword(email)
    for (let wrong = 1; wrong <= 5; wrong++) {
      const refused = await browser.post('/auth/two-factor/verify-totp', { code: '000000' })
      expect(refused.status, `round ${round}, code ${wrong}`).toBe(401)
    }
    if (round === 2) continue
    const late = await browser.post('/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
    expect([late.status, await late.json()]).toMatchObject([400, { code: 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE' }])
  }
  const { browser } = await enterPassword(email)
  const locked = await browser.post('/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
  expect([locked.status, await locked.json()]).toMatchObject([429, { code: 'ACCOUNT_TEMPORARILY_LOCKED' }])
})

test('each backup code signs in once, and new ones end the earlier', async () => {
  const email = 'bo@example.com'
  const first = await signUp(holdfast, email)
  const { backupCodes } = await setUp(first)
  expect(new Set(backupCodes).size).toBe(10)
  const [code = '', other = ''] = backupCodes
  const enter = async (given: string) => {
    const { browser } = await enterPassword(email)
    return browser.post('/auth/two-factor/verify-backup-code', { code: given })
  }
  expect((await enter(code)).status).toBe(200)
  await told(email, 'A backup code was used')
  expect(await (await enter(code)).json()).toMatchObject({ code: 'INVALID_BACKUP_CODE' })
  const made = await answer<SetUp>(first.post('/auth/two-factor/generate-backup-codes', { password: PASSWORD }))
  await told(email, 'Your backup codes were replaced')
  expect(await (await enter(other)).json()).toMatchObject({ code: 'INVALID_BACKUP_CODE' })
  expect((await enter(made.backupCodes[0] ?? '')).status).toBe(200)
})

test('a second factor is set up and ended only with the password, and no device is trusted without a code', async () => {
  const email = 'peter@example.com'
  const browser = await signUp(holdfast, email)
  const wrong = await browser.post('/auth/two-factor/enable', { password: 'not the password' })
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'INVALID_PASSWORD' }])
  const { totpURI } = await setUp(browser)
  const again = await browser.post('/auth/two-factor/enable', { password: PASSWORD })
  expect([again.status, await again.json()]).toMatchObject([400, { code: 'TOTP_ALREADY_ENABLED' }])
  const trusting = { code: codeOf(totpURI), trustDevice: true }
  expect((await browser.post('/auth/two-factor/verify-totp', trusting)).status).toBe(400)
  expect((await browser.post('/auth/two-factor/disable', { password: 'not the password' })).status).toBe(400)
  await answer(browser.post('/auth/two-factor/disable', { password: PASSWORD }))
  await told(email, 'Two-factor sign-in is off')
  expect((await person(await signIn(holdfast, email)))?.name).toBe('Nina New')
})

test('wrong passwords at the second factor count like those of a sign-in', async () => {
  const email = 'wendy@example.com'
  const browser = await signUp(holdfast, email)
  for (let i = 0; i < 10; i++) await browser.post('/auth/two-factor/enable', { password: `not the password ${i}` })
  expect((await browser.post('/auth/two-factor/enable', { password: PASSWORD })).status).toBe(429)
  await expect(signIn(holdfast, email)).rejects.toThrow('RATE_LIMITED')
})

test('an organization that requires a second factor refuses sessions that a password alone began', async () => {
  const email = 'mia@example.com'
  const browser = await signUp(holdfast, email)
  await join(browser)
  const elsewhere = await signIn(holdfast, email)
  issuer.person = { sub: 'ida', email: 'ida@example.com', email_verified: true, name: 'Ida Issuer' }
  const byIssuer = (await signInByIssuer(holdfast)).browser
  await join(byIssuer)
  const watching = browser.client().watch(WatchBalance)
  await watching.next()

  const owner = await signUp(holdfast, 'otto@example.com')
  await join(owner, 'OWNER')
  const demand = (requirement: 'NONE' | 'TWO_FACTOR') => mutate(owner.client(), 'setSignInRequirement', { requirement })
  expect(await demand('TWO_FACTOR')).toMatchObject({ code: 'SIGN_IN_REQUIREMENT' })
  await setUp(owner)
  expect(await demand('TWO_FACTOR')).toMatchObject({ __typename: 'SetSignInRequirementSuccess' })

  await expect(watching.until(() => false)).rejects.toMatchObject({ code: 4403 })
  const refused = await browser.client().send(BALANCE)
  expect(refused.errors?.[0]?.extensions?.code).toBe('SIGN_IN_REQUIREMENT')
  const chosen = await browser.client(mine.id).send(BALANCE)
  expect(chosen.errors?.[0]?.extensions?.code).toBe('SIGN_IN_REQUIREMENT')
  // They see why, and a key or an issuer goes on.
  const WHY = '{ viewer { person { isPasswordAlone memberships { lacks } } } }'
  expect((await browser.client().send(WHY)).data).toEqual({
    viewer: { person: { isPasswordAlone: true, memberships: [{ lacks: 'TWO_FACTOR' }] } },
  })
  for (const client of [mine.member, mine.admin, byIssuer.client(), owner.client()]) {
    expect((await client.send(BALANCE)).errors).toBeUndefined()
  }

  const late = await signUp(holdfast, 'late@example.com')
  expect(await join(late)).toMatchObject({ code: 'SIGN_IN_REQUIREMENT', message: /Set up a second factor/ })
  await setUp(late)
  expect(await join(late)).toMatchObject({ __typename: 'AcceptInvitationSuccess' })

  await setUp(browser)
  expect((await browser.client().send(BALANCE)).errors).toBeUndefined()
  // The session that began before with the password alone will not do.
  expect((await elsewhere.client().send(BALANCE)).errors?.[0]?.extensions?.code).toBe('SIGN_IN_REQUIREMENT')
  const members = '{ organization { members(first: 50) { edges { node { subject hasSecondFactor } } } } }'
  const { data } = await owner.client().send(members)
  const nodes = (data as { organization: { members: { edges: { node: { hasSecondFactor: boolean | null } }[] } } })
    .organization.members.edges
  expect(nodes.filter(({ node }) => node.hasSecondFactor === true)).toHaveLength(3)
  expect(nodes.filter(({ node }) => node.hasSecondFactor === false)).toHaveLength(1)

  // Ending the factor ends the access.
  await answer(browser.post('/auth/two-factor/disable', { password: PASSWORD }))
  expect((await browser.client().send(BALANCE)).errors?.[0]?.extensions?.code).toBe('SIGN_IN_REQUIREMENT')
  await demand('NONE')
  expect((await browser.client().send(BALANCE)).errors).toBeUndefined()
  const log =
    '{ organization { audit(first: 2, filter: { action: "setSignInRequirement" }) { edges { node { before after } } } } }'
  expect(JSON.stringify((await owner.client().send(log)).data)).toContain(
    '{"before":{"requirement":"TWO_FACTOR"},"after":{"requirement":"NONE"}}',
  )
})

test('a new password and a changed one leave the second factor as it is', async () => {
  const email = 'chris@example.com'
  const browser = await signUp(holdfast, email)
  await setUp(browser)
  const changed = await browser.post('/auth/change-password', {
    currentPassword: PASSWORD,
    newPassword: `${PASSWORD}!`,
  })
  expect(changed.status).toBe(200)
  const { data } = await browser.client().send('{ viewer { person { isPasswordAlone } } }')
  expect(data).toEqual({ viewer: { person: { isPasswordAlone: false } } })
  await new Browser(holdfast).post('/auth/request-password-reset', { email })
  const reset = () => mailbox.all(email).findLast(({ subject }) => subject === 'Choose another password')
  await expect.poll(reset).toBeDefined()
  const { token } = linkIn(reset()?.text ?? '')
  await answer(new Browser(holdfast).post('/auth/reset-password', { token, newPassword: PASSWORD }))
  expect((await enterPassword(email)).asked).toMatchObject({ twoFactorRedirect: true })
})

test('the operator removes a second factor that was lost: the sessions end, and the person is told', async () => {
  const email = 'lou@example.com'
  const browser = await signUp(holdfast, email)
  await join(browser)
  await setUp(browser)
  const subject = (await person(browser))?.subject ?? ''
  const remove = () => mutate(holdfast.operator, 'removeSecondFactor', { subject, reason: 'Called back' }, 'subject')
  expect(await remove()).toMatchObject({ subject })
  expect(await person(browser)).toBeUndefined()
  await told(email, 'Your second factor was removed')
  expect((await person(await signIn(holdfast, email)))?.subject).toBe(subject)
  expect(await remove()).toMatchObject({ code: 'NOT_FOUND' })
  const log = '{ organization { audit(first: 1) { edges { node { action subjectType after } } } } }'
  expect(JSON.stringify((await mine.owner.send(log)).data)).toContain(
    '{"action":"removeSecondFactor","subjectType":"Member","after":{"reason":"Called back"}}',
  )
})

test('second factors are encrypted, and outlive another AUTH_SECRET if the one before is named', async () => {
  const email = 'sue@example.com'
  const made = await setUp(await signUp(holdfast, email))
  const { prisma } = holdfast.holdfast.app
  const key = new URL(made.totpURI).searchParams.get('secret') ?? ''
  const stored = JSON.stringify(await prisma.twoFactor.findMany())
  expect([key, ...made.backupCodes].filter((secret) => stored.includes(secret))).toEqual([])

  const secret = 'the second secret of these tests, long enough'
  const another = (secretBefore: string | null) =>
    startHoldfast({
      ...{ databaseUrl: holdfast.database.url, log: pino({ level: 'silent' }), host: '127.0.0.1', port: 0 },
      ...{ secret, secretBefore, sessions: { signUp: true, oidc: null } },
    })
  // Links of mails that wait are sealed, too.
  await told(email, 'Two-factor sign-in is on')
  await expect.poll(() => prisma.mail.count({ where: { secret: { not: null } } })).toBe(0)
  await expect(another(null)).rejects.toThrow('AUTH_SECRET is not the one that second factors are sealed with')
  await (await another(FIRST_SECRET)).stop()
  const later = await another(null)
  try {
    const browser = new Browser({ ...holdfast, holdfast: later })
    await answer(browser.post('/auth/sign-in/email', { email, password: PASSWORD }))
    await answer(browser.post('/auth/two-factor/verify-totp', { code: codeOf(made.totpURI) }))
    expect(await answer(browser.fetch('/auth/get-session'))).toMatchObject({ user: { email } })
  } finally {
    await later.stop()
  }
})
