// People are told by mail what concerns them: once, in text and HTML, and no more of a kind once they have ended it. The mails arrive
// at a real mail server.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MailKind } from '../../src/database/generated/client/client.ts'
import { mailStatements } from '../../src/documents/statementMails.ts'
import { LOSSES_DUE } from '../../src/forecast/tell.ts'
import { MAIL_KINDS } from '../../src/mail/kinds.ts'
import { htmlOf, textOf } from '../../src/mail/letter.ts'
import { letterOf } from '../../src/mail/templates.ts'
import { CallbackReceiver } from '../support/callbackReceiver.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { type Mailbox, startMailbox } from '../support/mailbox.ts'
import { mutate as act } from '../support/mutate.ts'
import { Cancel, CreateBalanceThreshold, Submit } from '../support/operations.ts'
import { Browser, PASSWORD, signUp } from '../support/people.ts'

let holdfast: TestHoldfast
let mailbox: Mailbox
let people = 0

beforeAll(async () => {
  mailbox = await startMailbox()
  holdfast = await startTestHoldfast({
    sessions: { signUp: true, oidc: null },
    mail: mailbox.settings,
    trustedProxies: ['loopback'],
    privateWebhooks: true,
  })
})
afterAll(async () => {
  await holdfast.stop()
  await mailbox.stop()
})

/** Sends one mutation, which must succeed. */
async function mutate(client: Client, mutation: string): Promise<void> {
  const { data, errors } = await client.send<Record<string, { __typename: string }>, unknown>(
    `mutation { ${mutation} }`,
  )
  if (errors) throw new Error(JSON.stringify(errors))
  for (const answer of Object.values(data ?? {})) expect(answer.__typename, JSON.stringify(answer)).toMatch(/Success$/)
}

interface Person {
  readonly email: string
  readonly client: Client
}

/** Somebody who has signed up, has verified the address, and is a member. */
async function join({ id, uuid }: TestOrganization, role: string, name = 'Nina New'): Promise<Person> {
  const email = `person${++people}@example.com`
  const browser = await signUp(holdfast, email, name)
  await mailbox.next(email)
  const { prisma } = holdfast.holdfast.app
  const user = await prisma.user.update({ where: { email }, data: { emailVerified: true } })
  const input = `organizationId: "${id}", name: ${JSON.stringify(name)}, role: ${role}, subject: "user:${user.id}"`
  await mutate(holdfast.operator, `addMember(input: { ${input} }) { __typename }`)
  expect(await prisma.member.count({ where: { organizationId: uuid, subject: `user:${user.id}` } })).toBe(1)
  return { email, client: browser.client() }
}

const watch = ({ admin }: TestOrganization, credits: number) =>
  admin.run(CreateBalanceThreshold, { input: { credits } })

/** suno's music takes 10 credits. */
async function song(client: Client): Promise<string> {
  const { submitTask } = await client.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

/** Waits until no job of mail is left, so that no other mail is under way. */
async function quiet(): Promise<void> {
  const jobs = `SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE task_identifier LIKE 'mail%' AND run_at <= now()`
  await expect.poll(async () => holdfast.holdfast.app.prisma.$queryRawUnsafe(jobs)).toEqual([{ jobs: 0 }])
}

const MAILS = `{ organization { mails(first: 20) { edges { node {
  kind address subject status attempts error member { name } endedAt } } } } }`

interface Listed {
  organization: { mails: { edges: { node: Record<string, unknown> }[] } | null }
}

async function mailsOf(client: Client): Promise<Record<string, unknown>[] | undefined> {
  const { data } = await client.send<Listed, unknown>(MAILS)
  return data?.organization.mails?.edges.map(({ node }) => node)
}

describe('a balance that is low', () => {
  test('is told once to each member with a verified address whose role gets it, however often it flaps', async () => {
    const organization = await holdfast.organization({ credits: 40n })
    const owner = await join(organization, 'OWNER')
    const billing = await join(organization, 'BILLING')
    const member = await join(organization, 'MEMBER')
    await watch(organization, 25)
    await song(organization.member)
    const taskId = await song(organization.member)
    const mail = await mailbox.nextWhole(owner.email)
    expect(mail.subject).toBe('Few music credits are left in Test Records')
    expect(mail.text).toContain('The pool of “Test Records” has only 20 music credits left.')
    expect(mail.text).toContain('https://app.example.com/billing')
    expect(mail.html).toContain('The pool of “Test Records” has only 20 music credits left.')
    expect(mail.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click')
    await mailbox.nextWhole(billing.email)
    // Above the threshold by a release, and down again: it has not recovered.
    await organization.member.run(Cancel, { input: { taskId } })
    await song(organization.member)
    await quiet()
    expect(mailbox.count(owner.email)).toBe(2)
    expect(mailbox.count(member.email)).toBe(1)
    expect(await mailsOf(organization.member)).toBeUndefined()
    const listed = await mailsOf(organization.admin)
    expect(listed).toHaveLength(2)
    expect(listed).toContainEqual({
      kind: 'BALANCE_LOW',
      address: owner.email,
      subject: 'Few music credits are left in Test Records',
      status: 'SENT',
      attempts: 1,
      error: null,
      member: { name: 'Nina New' },
      endedAt: expect.any(String),
    })
  })

  test('of a member’s own wallet is told to that member, too', async () => {
    const organization = await holdfast.organization()
    const { email, client } = await join(organization, 'MEMBER', 'Mo Member')
    const { data } = await client.send<{ viewer: { member: { id: string } } }, unknown>('{ viewer { member { id } } }')
    const toMemberId = data?.viewer.member.id
    await mutate(
      organization.admin,
      `transferCredits(input: { toMemberId: "${toMemberId}", credits: 20 }) { __typename }`,
    )
    const threshold = `createBalanceThreshold(input: { memberId: "${toMemberId}", credits: 15 }) { __typename }`
    await mutate(organization.admin, threshold)
    await song(client)
    const mail = await mailbox.nextWhole(email)
    expect(mail.text).toContain('The wallet of Mo Member of “Test Records” has only 10 music credits left.')
  })
})

describe('what a member has ended', () => {
  const low = async (organization: TestOrganization) => {
    await watch(organization, 25)
    await song(organization.member)
    await song(organization.member)
  }
  const links = async (organization: TestOrganization, { email }: Person) => {
    await low(organization)
    const { headers } = await mailbox.nextWhole(email)
    return headers.find(({ key }) => key === 'list-unsubscribe')?.value.slice(1, -1) ?? ''
  }

  test('is not sent, and is sent again when they want it', async () => {
    const organization = await holdfast.organization({ credits: 40n })
    const { email, client } = await join(organization, 'OWNER')
    const wants = async () => {
      const { data } = await client.send<{ viewer: { mailPreferences: object[] } }, unknown>(
        '{ viewer { mailPreferences { kind wanted } } }',
      )
      return data?.viewer.mailPreferences
    }
    expect(await wants()).toContainEqual({ kind: 'BALANCE_LOW', wanted: true })
    expect(await wants()).toContainEqual({ kind: 'RENEWAL', wanted: false })
    await mutate(client, 'setMailPreference(input: { kind: BALANCE_LOW, wanted: false }) { __typename }')
    expect(await wants()).toContainEqual({ kind: 'BALANCE_LOW', wanted: false })
    await low(organization)
    await quiet()
    expect(mailbox.count(email)).toBe(1)
    await mutate(client, 'setMailPreference(input: { kind: BALANCE_LOW, wanted: true }) { __typename }')
    await watch(organization, 15)
    await song(organization.member)
    expect(await mailbox.next(email)).toContain('10 music credits left')
  })

  test('can’t be a mail about their account, and belongs to a member', async () => {
    const organization = await holdfast.organization()
    const { client } = await join(organization, 'OWNER')
    const reset =
      'mutation { setMailPreference(input: { kind: PASSWORD_RESET, wanted: false }) { ... on Error { code message } } }'
    expect((await client.send(reset)).data).toMatchObject({
      setMailPreference: { code: 'INVALID_INPUT', message: expect.stringContaining('kind must be one of BALANCE_LOW') },
    })
    const budget = 'mutation { setMailPreference(input: { kind: BUDGET, wanted: false }) { ... on Error { code } } }'
    expect((await holdfast.operator.send(budget)).data).toEqual({ setMailPreference: { code: 'NOT_FOUND' } })
  })

  test('ends by the one click of their program, and not by one that only opens the link', async () => {
    const organization = await holdfast.organization({ credits: 40n })
    const person = await join(organization, 'OWNER')
    const url = await links(organization, person)
    const page = await fetch(url)
    expect(await page.text()).toContain('End these mails?')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const where = { organizationId: organization.uuid }
    const { prisma } = holdfast.holdfast.app
    expect(await prisma.mailPreference.count({ where })).toBe(0)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const click = await fetch(url, { method: 'POST', headers: form, body: 'List-Unsubscribe=One-Click' })
    expect([click.status, await click.text()]).toEqual([200, expect.stringContaining('These mails have ended')])
    expect(await prisma.mailPreference.findMany({ where })).toMatchObject([{ kind: 'BALANCE_LOW', wanted: false }])
    await watch(organization, 15)
    await song(organization.member)
    await quiet()
    expect(mailbox.count(person.email)).toBe(2)
    const again = await fetch(url, { method: 'POST', headers: form, body: 'wanted=on' })
    expect(await again.text()).toContain('End these mails?')
    expect((await fetch(`${url.slice(0, -4)}AAAA`)).status).toBe(404)
    const audit =
      '{ organization { audit(first: 1, filter: { action: "setMailPreference" }) { edges { node { actorName } } } } }'
    expect(JSON.stringify(await organization.admin.send(audit))).toContain('Nina New')
  })

  test('is discarded if it was waiting, as is a mail to somebody who has left', async () => {
    const organization = await holdfast.organization({ credits: 40n })
    const [ends, leaves] = [await join(organization, 'OWNER', 'Enda'), await join(organization, 'OWNER', 'Leah')]
    mailbox.refuseAll(451)
    await low(organization)
    await expect.poll(() => mailsOf(organization.admin)).toHaveLength(2)
    await expect
      .poll(async () => (await mailsOf(organization.admin))?.map(({ error }) => error))
      .toEqual(Array.from({ length: 2 }, () => 'The mail server did not take it (451).'))
    await mutate(ends.client, 'setMailPreference(input: { kind: BALANCE_LOW, wanted: false }) { __typename }')
    await holdfast.holdfast.app.prisma.member.updateMany({
      where: { organizationId: organization.uuid, name: 'Leah' },
      data: { removedAt: new Date() },
    })
    mailbox.refuseAll(null)
    await now()
    await expect
      .poll(async () => (await mailsOf(organization.admin))?.map(({ status, error }) => `${status} ${error}`).sort())
      .toEqual([
        'DISCARDED Its recipient has ended mails of this kind.',
        'DISCARDED Its recipient is no longer a member.',
      ])
    expect([mailbox.count(ends.email), mailbox.count(leaves.email)]).toEqual([1, 1])
  })
})

/** Lets what waits for a later attempt run now. */
async function now(): Promise<void> {
  const due = `SELECT graphile_worker.reschedule_jobs(array_agg(id), run_at := now()) FROM graphile_worker.jobs WHERE locked_at IS NULL`
  await holdfast.holdfast.app.prisma.$queryRawUnsafe(`SELECT count(*)::int FROM (${due}) AS due`)
}

describe('a mail server', () => {
  test('that is away for a while gets every mail once it is back, each once', async () => {
    const organization = await holdfast.organization({ credits: 40n })
    const { email } = await join(organization, 'OWNER')
    const refused = mailbox.refused
    mailbox.refuseAll(421)
    await watch(organization, 25)
    await song(organization.member)
    await song(organization.member)
    await expect.poll(() => mailbox.refused).toBeGreaterThan(refused)
    await expect.poll(() => mailsOf(organization.admin)).toMatchObject([{ status: 'PENDING', endedAt: null }])
    mailbox.refuseAll(null)
    await now()
    await mailbox.next(email)
    await quiet()
    expect(mailbox.count(email)).toBe(2)
    const [mail] = (await mailsOf(organization.admin)) ?? []
    expect(mail).toMatchObject({ status: 'SENT', error: null })
    expect(mail?.attempts).toBeGreaterThan(1)
  })

  test('that refuses an address for good is not asked again', async () => {
    const organization = await holdfast.organization({ credits: 40n })
    await join(organization, 'OWNER')
    mailbox.refuseAll(550)
    await watch(organization, 25)
    await song(organization.member)
    await song(organization.member)
    await expect
      .poll(() => mailsOf(organization.admin))
      .toMatchObject([{ status: 'FAILED', attempts: 1, error: 'The mail server refused it (550).' }])
    mailbox.refuseAll(null)
  })

  test('gets no secret twice: what was secret is removed with the end', async () => {
    const email = `person${++people}@example.com`
    await signUp(holdfast, email)
    await mailbox.next(email)
    await quiet()
    const rows = await holdfast.holdfast.app.prisma.mail.findMany({ where: { address: email } })
    expect(rows).toMatchObject([{ kind: 'EMAIL_VERIFICATION', status: 'SENT', secret: null, facts: {} }])
  })
})

test('tasks that wait for an approval are told at most once in an hour, with how many there are', async () => {
  const organization = await holdfast.organization()
  const { email } = await join(organization, 'ADMIN')
  await mutate(organization.admin, 'setSpendingPolicy(input: { approvalAbove: 9 }) { __typename }')
  await song(organization.member)
  expect((await mailbox.nextWhole(email)).subject).toBe('A task waits for you in Test Records')
  const others = [await song(organization.member), await song(organization.member)]
  await expect.poll(() => mailsOf(organization.admin)).toHaveLength(2)
  await quiet()
  expect(mailbox.count(email)).toBe(2)
  await now()
  expect((await mailbox.nextWhole(email)).subject).toBe('3 tasks wait for you in Test Records')
  expect(others).toHaveLength(2)
})

test('what alerts is told: a budget, credits that will be lost, a request for credits, and an endpoint that was disabled', async () => {
  const organization = await holdfast.organization()
  const { admin, member, uuid } = organization
  const { email } = await join(organization, 'ADMIN')
  const told = async (subject: string) => (await mailbox.nextWhole(email, subject)).text
  await mutate(admin, 'createBudget(input: { period: DAY, limit: 20, thresholds: [50] }) { __typename }')
  await song(member)
  expect(await told('A budget of Test Records is 50 % used')).toContain('Budget: 20 music credits')

  await mutate(admin, 'setExpiryAlert(input: { days: 7 }) { __typename }')
  const expiresAt = new Date(Date.now() + 2 * 86_400_000).toISOString()
  const lot = `organizationId: "${organization.id}", credits: 70000, kind: PROMO, expiresAt: "${expiresAt}"`
  await mutate(holdfast.operator, `grantCredits(input: { ${lot} }) { __typename }`)
  await LOSSES_DUE.sweep(holdfast.holdfast.app)
  expect(await told('70,000 music credits will be lost in Test Records')).toContain('70,000')

  await mutate(member, 'requestCredits(input: { credits: 5, reason: "a song" }) { __typename }')
  await told('A member of Test Records asks for more credits')

  const gone = await CallbackReceiver.start()
  gone.answers.push(410)
  await mutate(
    admin,
    `createWebhookEndpoint(input: { url: "${gone.urlOf('/hook')}", events: [TASK_ENDED] }) { __typename }`,
  )
  await member.run(Cancel, { input: { taskId: await song(member) } })
  expect(await told('A webhook endpoint of Test Records was disabled')).toContain('410')
  await gone.stop()
  await quiet()
  // Each of them once.
  const mails = await holdfast.holdfast.app.prisma.mail.findMany({ where: { organizationId: uuid } })
  expect(mails.map(({ kind }) => kind).sort()).toEqual([
    'BUDGET',
    'CREDITS_EXPIRING',
    'CREDITS_REQUESTED',
    'ENDPOINT_DISABLED',
  ])
})

test('a payment that has failed is told to those who pay, and a renewal to those who ask for it', async () => {
  const organization = await holdfast.organization()
  const { email, client } = await join(organization, 'BILLING')
  const document = `{ name: "mails", description: "x", priceRules: [], plans: [{ name: "mails", title: "Studio", price: { amount: 1900, currency: "EUR" }, interval: "MONTH", credits: [{ creditType: "music", credits: 100 }], payment: { order: "AFTER_CREDITS", days: 3 } }] }`
  await mutate(
    holdfast.operator,
    `loadCatalogue(input: { source: { document: ${document} } }) { __typename ... on Error { message } }`,
  )
  const about = `organizationId: "${organization.id}"`
  await mutate(holdfast.operator, `startSubscription(input: { ${about}, plan: "mails" }) { __typename }`)
  await mutate(holdfast.operator, `markSubscriptionPastDue(input: { ${about} }) { __typename }`)
  const mail = await mailbox.nextWhole(email)
  expect(mail.subject).toBe('A payment of Test Records has failed')
  expect(mail.text).toContain('Amount: €19.00')
  await quiet()
  expect(mailbox.count(email)).toBe(2)
  expect(client).toBeDefined()
})

test('a name that somebody else has chosen adds no header, no HTML and no link', async () => {
  const organization = await holdfast.organization({ credits: 40n })
  const { email } = await join(organization, 'OWNER')
  const name = 'Acme\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script> Win at http://evil.example/now'
  await holdfast.holdfast.app.prisma.organization.update({ where: { id: organization.uuid }, data: { name } })
  await watch(organization, 25)
  await song(organization.member)
  await song(organization.member)
  const mail = await mailbox.nextWhole(email)
  expect(mail.bcc).toBeUndefined()
  expect(mailbox.count('victim@example.com')).toBe(0)
  expect(mail.html).not.toContain('<script')
  for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toContain('evil.example')
  expect(mail.subject).not.toContain('\n')
})

test('an invitation reaches the person with its link, which the database does not have', async () => {
  const { admin, uuid } = await holdfast.organization()
  const email = `friend${++people}@example.com`
  const create = `mutation { createInvitation(input: { email: "${email}", role: MEMBER }) { ... on CreateInvitationSuccess { secret mailed } } }`
  const { data } = await admin.send<{ createInvitation: { secret: string; mailed: boolean } }, unknown>(create)
  expect(data?.createInvitation.mailed).toBe(true)
  const { secret = '' } = data?.createInvitation ?? {}
  const mail = await mailbox.nextWhole(email)
  expect(mail.subject).toBe('You are invited to Test Records')
  expect(mail.text).toContain(`/auth/invitation#${secret}`)
  expect(mail.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false)
  await quiet()
  const [row] = await holdfast.holdfast.app.prisma.mail.findMany({ where: { organizationId: uuid } })
  expect(JSON.stringify(row)).not.toContain(secret)
})

describe('a sign-in', () => {
  const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const signIn = async (browser: Browser, email: string, userAgent: string) => {
    const body = { email, password: PASSWORD }
    const response = await browser.post('/auth/sign-in/email', body, { 'user-agent': userAgent })
    expect(response.status).toBe(200)
  }

  test('with a new device is told with its time, address and browser; the first one and known devices are not told', async () => {
    const email = `person${++people}@example.com`
    const first = await signUp(holdfast, email)
    await mailbox.next(email)
    await signIn(first, email, FIREFOX)
    const other = new Browser(holdfast)
    await signIn(other, email, FIREFOX)
    const mail = await mailbox.nextWhole(email)
    expect(mail.subject).toBe('A sign-in from a new device')
    expect(mail.text).toContain('Browser: Firefox on Linux')
    expect(mail.text).toMatch(/Address: 198\.51\.100\.\d+/)
    expect(mail.text).toContain('/auth/forgot')
    await signIn(other, email, FIREFOX)
    await signIn(first, email, FIREFOX)
    await quiet()
    expect(mailbox.count(email)).toBe(2)
    await signIn(new Browser(holdfast), email, '<script>alert(1)</script>')
    expect(await mailbox.next(email)).toContain('Browser: one that is not known')
  })

  test('is remembered by the twenty devices that were used last', async () => {
    const email = `person${++people}@example.com`
    await signUp(holdfast, email)
    const { prisma } = holdfast.holdfast.app
    const { id: userId } = await prisma.user.findUniqueOrThrow({ where: { email } })
    await prisma.knownDevice.createMany({
      data: Array.from({ length: 30 }, (_, i) => ({ userId, hash: new Uint8Array([i]), seenAt: new Date(i) })),
    })
    await signIn(new Browser(holdfast), email, FIREFOX)
    expect(await prisma.knownDevice.count({ where: { userId } })).toBe(20)
    expect(await prisma.knownDevice.count({ where: { userId, hash: new Uint8Array([0]) } })).toBe(0)
  })
})

describe('a document', () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' })
  const lines = [{ creditType: 'music', credits: 100 }]

  async function pay({ id: organizationId }: TestOrganization, amount: number): Promise<void> {
    const custom = { title: 'Hundred credits', credits: lines, price: usd(amount) }
    const input = { organizationId, custom, provider: 'MANUAL' }
    const { payment } = await act<{ payment: { id: string } }>(
      holdfast.operator,
      'startPurchase',
      input,
      'payment { id }',
    )
    await act(holdfast.operator, 'confirmManualPayment', { paymentId: payment.id, received: usd(amount) })
  }

  test('of a payment goes to the billing address, once, as PDF, until that ends it; to members if they ask for it', async () => {
    const organization = await holdfast.organization({ credits: 0n })
    const owner = await join(organization, 'OWNER')
    const billing = `bills${++people}@example.com`
    const details = { name: 'Test Records GmbH', address: 'Berlin', email: billing }
    await act(organization.owner, 'setBillingDetails', details)
    await pay(organization, 1_900)
    const mail = await mailbox.nextWhole(billing)
    expect(mail.subject).toMatch(/^Receipt R-\d+ for Test Records$/)
    expect(mail.text).toContain('“Test Records” has paid $19.00. The receipt is attached.')
    expect(mail.text).toContain('Hello Test Records GmbH,')
    const number = /R-\d+/.exec(mail.subject ?? '')?.[0]
    expect(mail.attachments).toMatchObject([{ filename: `${number}.pdf`, mimeType: 'application/pdf' }])
    expect(
      Buffer.from(mail.attachments[0]?.content as ArrayBuffer)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await quiet()
    expect([mailbox.count(billing), mailbox.count(owner.email)]).toEqual([1, 1])

    const end = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value.slice(1, -1) ?? ''
    const page = await (await fetch(end)).text()
    expect(page).toContain('A payment was settled, or money of one was given back')
    expect(await (await fetch(end, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).text()).toContain(
      'have ended',
    )
    await mutate(owner.client, 'setMailPreference(input: { kind: RECEIPT, wanted: true }) { __typename }')
    await pay(organization, 2_900)
    const own = await mailbox.nextWhole(owner.email)
    expect(own.text).toContain('has paid $29.00')
    await quiet()
    expect(mailbox.count(billing)).toBe(1)
    const ended = { organizationId: organization.uuid, address: billing, status: 'DISCARDED' as const }
    expect(await holdfast.holdfast.app.prisma.mail.count({ where: ended })).toBe(1)
    // Another address gets them, whatever the one before has ended; and nobody gets two.
    await act(organization.owner, 'setBillingDetails', { ...details, email: owner.email })
    await pay(organization, 3_900)
    expect(await mailbox.next(owner.email)).toContain('has paid $39.00')
    await quiet()
    expect(mailbox.count(owner.email)).toBe(3)
  })

  test('of a month goes to the members who have chosen it, once, after its end by the clock of the organization', async () => {
    const organization = await holdfast.organization({ mode: 'SANDBOX' })
    const { app } = holdfast.holdfast
    const data = { createdAt: new Date('2026-09-05T00:00:00Z'), timeZone: 'Asia/Kolkata' }
    await app.prisma.organization.update({ where: { id: organization.uuid }, data })
    const [chosen, other, member] = [
      await join(organization, 'BILLING'),
      await join(organization, 'OWNER'),
      await join(organization, 'MEMBER'),
    ]
    for (const { client } of [chosen, member]) {
      await mutate(client, 'setMailPreference(input: { kind: STATEMENT, wanted: true }) { __typename }')
    }
    const at = async (clockAt: string) => {
      await app.prisma.organization.update({ where: { id: organization.uuid }, data: { clockAt: new Date(clockAt) } })
      return mailStatements(app)
    }
    // November begins in Kolkata at 18:30 UTC. September ended too long ago.
    expect(await at('2026-10-31T18:29:00Z')).toBe(0)
    expect(await at('2026-10-31T18:31:00Z')).toBe(1)
    expect(await at('2026-11-04T00:00:00Z')).toBe(0)
    const mail = await mailbox.nextWhole(chosen.email)
    expect(mail.subject).toBe('[Sandbox] The statement of October 2026 for Test Records')
    expect(mail.text).toContain('Music credits left: ')
    expect(mail.attachments).toMatchObject([{ filename: 'statement-2026-10.pdf', mimeType: 'application/pdf' }])
    await quiet()
    expect([chosen, other, member].map(({ email }) => mailbox.count(email))).toEqual([2, 1, 1])
  })
})

test('without mail, nothing is written and no job is made', async () => {
  const silent = await startTestHoldfast()
  try {
    const { admin, member, uuid } = await silent.organization({ credits: 40n })
    await admin.run(CreateBalanceThreshold, { input: { credits: 25 } })
    await song(member)
    await song(member)
    const { prisma } = silent.holdfast.app
    expect(await prisma.alert.count({ where: { organizationId: uuid } })).toBe(1)
    expect(await prisma.mail.count()).toBe(0)
    const jobs = `SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE task_identifier LIKE 'mail%'`
    expect(await prisma.$queryRawUnsafe(jobs)).toEqual([{ jobs: 0 }])
    expect((await fetch(`${silent.holdfast.url}/mails/end/x`)).status).toBe(404)
  } finally {
    await silent.stop()
  }
})

describe('each kind', () => {
  const organization = { name: '<b>Acme</b> & "Sons"', timeZone: 'Europe/Berlin', isSandbox: false }
  const at = '2026-12-24T12:00:00.000Z'
  const EXAMPLES: Readonly<Record<MailKind, object>> = {
    INVITATION: { organization, role: 'MEMBER', inviter: 'Ada', expiresAt: at },
    EMAIL_VERIFICATION: {},
    PASSWORD_RESET: {},
    NEW_DEVICE: { at, address: '203.0.113.7', browser: 'Firefox on Linux' },
    SECOND_FACTOR: { change: 'SET_UP', at },
    BALANCE_LOW: { organization, credits: '12345', creditType: 'music', holder: null, percent: 20 },
    BUDGET: {
      organization,
      percent: 80,
      credits: '1000',
      creditType: 'music',
      period: 'MONTH',
      isHard: true,
      tag: 'red',
      member: 'Mo',
    },
    APPROVAL_NEEDED: {
      organization,
      waiting: 3,
      task: { model: 'suno', operation: 'music', credits: '500', creditType: 'music', member: 'Mo' },
    },
    CREDITS_EXPIRING: {
      organization,
      credits: '400',
      creditType: 'music',
      holder: null,
      source: 'Spring sale',
      lostAt: at,
    },
    PAYMENT_FAILED: { organization, what: 'Studio', amount: '€19.00', dueAt: at, payUrl: 'https://pay.example/1' },
    RENEWAL: { organization, plan: 'Studio', cycleEnd: at, grants: [{ credits: '100', creditType: 'music' }] },
    CREDITS_REQUESTED: { organization, message: 'A member asks for 100 music credits.' },
    TOP_UP_STOPPED: { organization, message: 'The auto top-up of music credits has ended: nothing is saved.' },
    ENDPOINT_DISABLED: { organization, message: 'The webhook endpoint at hooks.example was disabled.' },
    STATEMENT: {
      organization,
      month: 'November 2026',
      rows: [['Spent', '1,200 music credits']],
      attached: '2026-11',
    },
    SIMULATION_ENDED: {
      ...{ catalogue: '<b>spring</b>', from: at, until: at, tasks: '12000', isOver: false },
      failure: 'It failed.',
    },
    RECEIPT: {
      ...{ organization, kind: 'RECEIPT', number: 'R-12', what: '1,000 credits', amount: '€19.00' },
      attached: '00000000-0000-4000-8000-000000000001',
    },
  }

  test.each(MAIL_KINDS)('%s says the same in text and in HTML, and escapes names', (kind) => {
    const letter = letterOf(kind, EXAMPLES[kind], { link: 'https://billing.example/x#secret', appUrl: null })
    const frame = {
      sender: 'Holdfast',
      name: '<i>Ada</i>',
      reason: 'You asked.',
      endUrl: 'https://billing.example/end?a=1&b=2',
    }
    const [text, html] = [textOf(letter, frame), htmlOf(letter, frame)]
    expect(html).not.toMatch(/<b>Acme|<i>Ada|<script|<img/)
    const plain = html.replace(/<head>.*<\/head>/s, '').replace(/<[^>]+>/g, ' ')
    for (const [label, value] of letter.rows ?? []) {
      expect(text).toContain(`${label}: ${value}`)
      expect(plain).toContain(label)
    }
    if (letter.action) for (const part of [text, html]) expect(part).toContain(letter.action.url)
    expect(html).toContain('https://billing.example/end?a=1&amp;b=2')
    expect(text).toContain('https://billing.example/end?a=1&b=2')
  })

  test('that is about a sandbox says so', () => {
    const facts = { ...EXAMPLES.BALANCE_LOW, organization: { ...organization, isSandbox: true } }
    expect(letterOf('BALANCE_LOW', facts, { link: null, appUrl: null }).subject).toMatch(/^\[Sandbox\] /)
  })
})
