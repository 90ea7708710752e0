// The page under /auth in a browser, on the way that an invited person takes, and as an attacker would frame it.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { type Dns, startDns } from '../support/dns.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { type Issuer, startIssuer } from '../support/issuer.ts'
import { linkIn, type Mailbox, startMailbox } from '../support/mailbox.ts'
import { mutate } from '../support/mutate.ts'
import { CreateInvitation } from '../support/operations.ts'
import { PASSWORD } from '../support/people.ts'
import { codeOf } from '../support/totp.ts'

const OTHER_PASSWORD = 'another horse, another battery'

let holdfast: TestHoldfast
let mine: TestOrganization
let chromium: Browser
let mailbox: Mailbox
let issuer: Issuer
let dns: Dns

beforeAll(async () => {
  ;[chromium, mailbox] = await Promise.all([startChromium(), startMailbox()])
  issuer = await startIssuer({ sub: 'olga', email: 'olga@oidc.example', email_verified: true, name: 'Olga OIDC' })
  dns = await startDns()
  holdfast = await startTestHoldfast({
    ...{ sessions: { signUp: true, oidc: issuer.settings }, mail: mailbox.settings },
    // The issuer of an organization is on this machine, too.
    privateWebhooks: true,
  })
  mine = await holdfast.organization()
})
afterAll(async () => {
  await chromium.close()
  await holdfast.stop()
  await mailbox.stop()
  issuer.stop()
  dns.stop()
})

/** A link to the page, as an admin gives it to somebody. */
async function invite(email: string | null): Promise<string> {
  const { createInvitation } = await mine.admin.run(CreateInvitation, { input: { email, role: 'MEMBER' } })
  if (createInvitation?.__typename !== 'CreateInvitationSuccess') throw new Error(JSON.stringify(createInvitation))
  return createInvitation.url ?? ''
}

/** A page that has to work without an error in the console. */
async function open(context: BrowserContext, url: string, errors: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(url)
  return page
}

async function sees(page: Page, text: string): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor()
}

test('an invitation’s link leads to an account, a verified address and a membership', async () => {
  const email = 'ines@example.com'
  const url = await invite(email)
  expect(url).toContain('/auth/invitation#hf_invitation_')
  const context = await chromium.newContext()
  const errors: string[] = []
  const page = await open(context, url, errors)
  await sees(page, 'Test Records invites you to be a member.')
  // The secret is in the address no more.
  expect(page.url()).not.toContain('hf_invitation_')
  await page.getByRole('link', { name: 'Create an account' }).click()
  await sees(page, 'Test Records invites you to be a member.')
  await page.getByLabel('Name').fill('Ines Invited')
  expect(await page.getByLabel('E-mail address').filter({ visible: true }).inputValue()).toBe(email)
  await page.getByLabel('Password').filter({ visible: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await sees(page, `You are signed in as ${email}.`)
  await page.getByRole('button', { name: 'Accept' }).click()
  await sees(page, 'yours is not verified')
  await page.close()
  const verified = await open(context, linkIn(await mailbox.next(email, 'Verify your address')).url, errors)
  await sees(verified, 'Your address is verified.')
  await verified.getByRole('button', { name: 'Accept' }).click()
  await sees(verified, 'Welcome: you are a member now.')
  await sees(verified, 'Test Records')
  expect(errors).toEqual([])
  await context.close()
})

test('two-factor sign-in is set up with a key that a QR code shows, and asks for a code or a backup code', async () => {
  const context = await chromium.newContext()
  const errors: string[] = []
  const page = await open(context, `${holdfast.holdfast.url}/auth/sign-up`, errors)
  const fill = (label: string, text: string) =>
    page.getByLabel(label, { exact: true }).filter({ visible: true }).fill(text)
  await fill('Name', 'Tina Two')
  await fill('E-mail address', 'tina.two@example.com')
  await fill('Password', PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Two-factor sign-in').click()
  await sees(page, 'It is off')
  await fill('Password', PASSWORD)
  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('img', { name: 'The key as a QR code' }).locator('svg').waitFor()
  const uri = (await page.getByRole('link', { name: 'Open the app on this device' }).getAttribute('href')) ?? ''
  expect(await page.locator('#totp-key').textContent()).toBe(new URL(uri).searchParams.get('secret'))
  await fill('Code', codeOf(uri))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await sees(page, 'Two-factor sign-in is on. Keep your backup codes.')
  const [backupCode = ''] = ((await page.locator('#backup-codes').textContent()) ?? '').split('\n')
  const signInAgain = async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await sees(page, 'You are signed out.')
    await fill('E-mail address', 'tina.two@example.com')
    await fill('Password', PASSWORD)
    await page.keyboard.press('Enter')
    await sees(page, 'Enter your code')
  }
  await signInAgain()
  await fill('Code', codeOf(uri))
  await page.keyboard.press('Enter')
  await sees(page, 'You are signed in')
  await signInAgain()
  await page.getByRole('button', { name: 'Use a backup code' }).click()
  await fill('Code', backupCode)
  await page.keyboard.press('Enter')
  await sees(page, 'You are signed in')
  expect(errors).toEqual([])
  await context.close()
})

test('a forgotten password is reset, and a wrong one shows a message', async () => {
  const email = 'fred@example.com'
  const context = await chromium.newContext()
  const errors: string[] = []
  const page = await open(context, `${holdfast.holdfast.url}/auth/sign-up`, errors)
  await page.getByLabel('Name').fill('Fred Forgetful')
  await page.getByLabel('E-mail address').filter({ visible: true }).fill(email)
  await page.getByLabel('Password').filter({ visible: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await sees(page, 'Your address is not verified yet')
  await mailbox.next(email)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await sees(page, 'You are signed out.')
  await page.getByLabel('E-mail address').filter({ visible: true }).fill(email)
  await page.getByLabel('Password').filter({ visible: true }).fill('a wrong password')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'The address or the password is wrong.' }).waitFor()
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByLabel('E-mail address').filter({ visible: true }).fill(email)
  await page.keyboard.press('Enter')
  await sees(page, 'a link is on its way')
  const { url: link } = linkIn(await mailbox.next(email))
  const reset = await open(context, link, [])
  await reset.getByLabel('New password').filter({ visible: true }).fill(OTHER_PASSWORD)
  await reset.keyboard.press('Enter')
  await sees(reset, 'Your password is changed. Sign in with it.')
  await reset.getByLabel('E-mail address').filter({ visible: true }).fill(email)
  await reset.getByLabel('Password').filter({ visible: true }).fill(OTHER_PASSWORD)
  await reset.keyboard.press('Enter')
  await sees(reset, 'You are signed in')
  await context.close()
  // The link works once, and says so the next time; without its secret there is nothing to reset by.
  const later = await chromium.newContext()
  const used = await open(later, link, [])
  await used.getByLabel('New password').filter({ visible: true }).fill(PASSWORD)
  await used.keyboard.press('Enter')
  await used.getByRole('alert').filter({ hasText: 'This link has been used, or its time is over.' }).waitFor()
  await used.getByRole('link', { name: 'Ask for a new link' }).click()
  await sees(used, 'We will send you a link to choose a new password.')
  const bare = await open(later, `${holdfast.holdfast.url}/auth/reset`, errors)
  await sees(bare, 'We will send you a link to choose a new password.')
  expect(errors.filter((each) => !/status of 4/.test(each))).toEqual([])
  await later.close()
})

test('changing a password on the page shows that it is done, and the new one signs in', async () => {
  const email = 'carla@example.com'
  const context = await chromium.newContext()
  const errors: string[] = []
  const page = await open(context, `${holdfast.holdfast.url}/auth/sign-up`, errors)
  await page.getByLabel('Name').fill('Carla Changes')
  await page.getByLabel('E-mail address').filter({ visible: true }).fill(email)
  await page.getByLabel('Password').filter({ visible: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await sees(page, 'You are signed in')
  await page.locator('#change summary').click()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByLabel('New password').filter({ visible: true }).fill(OTHER_PASSWORD)
  await page.keyboard.press('Enter')
  await sees(page, 'Your password is changed, and your other sessions have ended.')
  await page.getByLabel('Current password').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail address').filter({ visible: true }).fill(email)
  await page.getByLabel('Password').filter({ visible: true }).fill(OTHER_PASSWORD)
  await page.keyboard.press('Enter')
  await sees(page, 'You are signed in')
  expect(errors).toEqual([])
  await context.close()
})

test('a person signs in through their organization, and sees when that fails', async () => {
  const context = await chromium.newContext()
  const page = await open(context, `${holdfast.holdfast.url}/auth`, [])
  await page.getByRole('button', { name: 'Sign in with your organization' }).click()
  await sees(page, 'Olga OIDC')
  await context.close()
  issuer.person = { ...issuer.person, sub: 'another olga' }
  const other = await chromium.newContext()
  const refused = await open(other, `${holdfast.holdfast.url}/auth`, [])
  await refused.getByRole('button', { name: 'Sign in with your organization' }).click()
  await sees(refused, 'Another account at your organization has this address already.')
  await other.close()
})

/** Has the organization's issuer sign in the people of a domain, who become members by that. */
async function signsIn(domain: string): Promise<void> {
  const shown = 'organizationIssuer { domains { recordName recordText } }'
  const { organizationIssuer } = await mutate<{
    organizationIssuer: { domains: { recordName: string; recordText: string }[] }
  }>(mine.owner, 'setOrganizationIssuer', { ...issuer.settings, domains: [domain], joinRole: 'MEMBER' }, shown)
  const [{ recordName, recordText } = { recordName: '', recordText: '' }] = organizationIssuer.domains
  dns.texts.set(recordName, recordText)
  expect(await mutate(mine.owner, 'verifyIssuerDomain', { domain })).toMatchObject({
    __typename: 'VerifyIssuerDomainSuccess',
  })
}

const byOrganization = (page: Page) => page.getByLabel('E-mail address or domain')

test('a person finds the sign-in of their organization, names their address or its domain, and comes back signed in', async () => {
  await signsIn('nordlicht.example')
  for (const [given, sub] of [
    ['Ola@Nordlicht.example', 'ola'],
    ['nordlicht.example', 'olaf'],
  ] as const) {
    issuer.person = { sub, email: `${sub}@nordlicht.example`, email_verified: true, name: `${sub} Nordlicht` }
    const context = await chromium.newContext()
    const errors: string[] = []
    const page = await open(context, `${holdfast.holdfast.url}/auth`, errors)
    await page.getByRole('link', { name: 'Sign in by your organization’s own issuer' }).click()
    await byOrganization(page).fill(given)
    await page.keyboard.press('Enter')
    await sees(page, 'You are signed in')
    await sees(page, `${sub}@nordlicht.example`)
    await sees(page, 'Test Records')
    expect(new URL(page.url()).pathname).toBe('/auth')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await sees(page, 'You are signed out.')
    expect(errors).toEqual([])
    await context.close()
  }
})

test('the sign-in of an organization says what is wrong: with the domain, with what was typed, and with the person', async () => {
  await signsIn('nordlicht.example')
  const context = await chromium.newContext()
  const page = await open(context, `${holdfast.holdfast.url}/auth/organization`, [])
  const problem = page.getByRole('alert')
  const tries = async (given: string, message: string) => {
    await byOrganization(page).fill(given)
    await page.getByRole('button', { name: 'Continue' }).click()
    await problem.filter({ hasText: message }).waitFor()
    // It can be corrected where it was typed.
    expect(await byOrganization(page).inputValue()).toBe(given)
  }
  await tries('ada@nordlciht.example', 'No organization here signs in people of nordlciht.example.')
  await tries('nordlicht', 'must be an email address, such as ada@example.com, or a domain, such as example.com')
  issuer.person = { sub: 'other', email: 'eve@elsewhere.example', email_verified: true, name: 'Eve Elsewhere' }
  await byOrganization(page).fill('nordlicht.example')
  await page.keyboard.press('Enter')
  await problem
    .filter({ hasText: 'Your organization’s issuer did not say that you have an address of its domains.' })
    .waitFor()
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  await context.close()
})

test.each(['light', 'dark'] as const)(
  'the sign-in of an organization is accessible and fits, %s',
  async (colorScheme) => {
    for (const width of [390, 1024]) {
      const context = await chromium.newContext({ viewport: { width, height: 800 }, colorScheme })
      const page = await open(context, `${holdfast.holdfast.url}/auth/organization`, [])
      await byOrganization(page).fill('ada@nowhere.example')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').filter({ hasText: 'nowhere.example' }).waitFor()
      expect(await violationsOf(page)).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
      const shot = `${process.env.SHOTS}-organization-${width}-${colorScheme}.png`
      if (process.env.SHOTS) await page.screenshot({ path: shot, fullPage: true })
      await context.close()
    }
  },
)

test('the page runs only its own script, cannot be framed, and fits from a phone to a wide screen', async () => {
  const answer = await fetch(`${holdfast.holdfast.url}/auth`)
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(await answer.text()).not.toMatch(/https?:\/\/(?!www\.w3\.org)/)
  for (const [name, width, height, colorScheme] of [
    ['phone', 320, 640, 'light'],
    ['laptop', 1280, 720, 'dark'],
    ['wide', 2560, 1440, 'light'],
  ] as const) {
    const context = await chromium.newContext({ viewport: { width, height }, colorScheme })
    const page = await open(context, await invite('somebody@example.com'), [])
    await sees(page, 'Sign in or create an account to accept it.')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, name).toBeLessThanOrEqual(0)
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${name}.png`, fullPage: true })
    await context.close()
  }
})
