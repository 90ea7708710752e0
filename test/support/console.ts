// The console for tests: a Holdfast with people who sign in, and a real browser that they use.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { onTestFailed } from 'vitest'
import { startChromium } from './chromium.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from './holdfast.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import { mutate } from './mutate.ts'
import { Members } from './operations.ts'
import { signUp } from './people.ts'

const WHO = '{ viewer { person { subject } } }'

type Role = 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER'

interface Looks {
  /** The width of the window, in pixels: 390, 1024 or 1680. */
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
}

export interface TestConsole {
  readonly holdfast: TestHoldfast
  readonly organization: TestOrganization
  readonly mailbox: Mailbox
  /** Opens a page of the organization, as the person with that role. Errors of the page are in `errors`. */
  open(role: Role, path: string, looks?: Looks): Promise<ConsolePage>
  /** Opens a page of the operator, signed in with a new platform key that has these scopes; all, if none are named. */
  operate(path: string, looks?: Looks, scopes?: readonly string[]): Promise<ConsolePage>
  /** Makes a platform key. */
  platformKey(scopes?: readonly string[]): Promise<string>
  stop(): Promise<void>
}

interface ConsolePage {
  readonly page: Page
  readonly errors: readonly string[]
  /** Leads to another page of the console by its address. */
  goto(path: string): Promise<void>
  /** Leads there as a link within the page does: nothing is loaded anew. */
  follow(path: string): Promise<void>
  /** Looks at the same page in another window, or in another theme. */
  look(looks: Looks): Promise<void>
  /** Keeps a picture of the whole page, where SCREENSHOTS names a folder. */
  picture(name: string): Promise<void>
}

/** Starts it. The organization is a sandbox with 1,000 credits, whose first members of each role have accounts. */
export async function startConsole(options: Parameters<typeof startTestHoldfast>[0] = {}): Promise<TestConsole> {
  const [chromium, mailbox] = await Promise.all([startChromium(), startMailbox()])
  const holdfast = await startTestHoldfast({
    sessions: { signUp: true, oidc: null },
    mail: mailbox.settings,
    ...options,
  })
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 1_000n })
  const cookies = await accountsOf(holdfast, organization)
  const { url } = holdfast.holdfast
  return {
    ...{ holdfast, organization, mailbox },
    open: (role, path, looks) =>
      open({ chromium, url, base: organization.id, cookie: cookies.get(role) ?? '' }, path, looks),
    async operate(path, looks, scopes) {
      const cookie = await operatorCookie(url, await platformKey(holdfast, scopes))
      return open({ chromium, url, base: 'operator', cookie }, path, looks)
    },
    platformKey: (scopes) => platformKey(holdfast, scopes),
    async stop() {
      await chromium.close()
      await holdfast.stop()
      await mailbox.stop()
    },
  }
}

/** Gives the first member of each role an account. Returns their cookies. */
async function accountsOf(holdfast: TestHoldfast, organization: TestOrganization): Promise<Map<Role, string>> {
  const { organization: read } = await organization.owner.run(Members, {})
  const cookies = new Map<Role, string>()
  for (const { node } of read?.members.edges ?? []) {
    const role = node.role as Role
    if (cookies.has(role)) continue
    const person = await signUp(holdfast, `${role.toLowerCase()}@console.example`, node.name)
    const { data } = await person.client().send<{ viewer: { person: { subject: string } } }, unknown>(WHO)
    const input = { memberId: node.id, subject: data?.viewer.person.subject }
    const { message } = await mutate(holdfast.operator, 'linkMember', input)
    if (message) throw new Error(message)
    cookies.set(role, person.cookie)
  }
  return cookies
}

const ALL_SCOPES = ['READ', 'SUBMIT', 'SETTLE', 'GRANT', 'CATALOGUE', 'ORGANIZATIONS', 'KEYS']

async function platformKey({ operator }: TestHoldfast, scopes: readonly string[] = ALL_SCOPES): Promise<string> {
  const { secret, message } = await mutate<{ secret?: string }>(
    operator,
    'createPlatformKey',
    { name: 'Oda of support', scopes },
    'secret',
  )
  if (!secret) throw new Error(message)
  return secret
}

/** Signs an operator in. Returns the cookie. */
async function operatorCookie(url: string, key: string): Promise<string> {
  const response = await fetch(`${url}/auth/operator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ key }),
  })
  if (!response.ok) throw new Error(await response.text())
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

interface Opening {
  readonly chromium: Browser
  readonly url: string
  /** What the paths of pages begin with: the id of the organization, or `operator`. */
  readonly base: string
  readonly cookie: string
}

async function open({ chromium, url, base, cookie }: Opening, path: string, looks: Looks = {}): Promise<ConsolePage> {
  const shown = { width: 1_280, colorScheme: 'light' as 'light' | 'dark', ...looks }
  const { width, colorScheme } = shown
  const context = await chromium.newContext({
    ...{ viewport: sizeOf(width), colorScheme },
    ...{ locale: 'en-GB', timezoneId: 'Europe/Berlin' },
  })
  await context.addCookies(
    cookie
      .split('; ')
      .map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url })),
  )
  const page = await context.newPage()
  // A wait that fails names what was awaited; what was there instead says why.
  onTestFailed(async () => {
    process.stderr.write(`${page.url()} showed:\n${await page.innerText('body')}\n`)
  })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const goto = async (to: string) => {
    await page.goto(`${url}/console/${base}/${to}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const look = async (other: Looks) => {
    Object.assign(shown, other)
    await page.setViewportSize(sizeOf(shown.width))
    await page.emulateMedia({ colorScheme: shown.colorScheme })
    await page.locator(`html[data-mantine-color-scheme="${shown.colorScheme}"]`).waitFor({ state: 'attached' })
    // Colors change by transitions, which end; other movements may go on forever.
    await page.evaluate(async () => {
      await new Promise(requestAnimationFrame)
      const ending = document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
      await Promise.allSettled(ending.map(({ finished }) => finished))
    })
  }
  const follow = (to: string) =>
    page.evaluate((address) => {
      history.pushState(null, '', address)
      dispatchEvent(new PopStateEvent('popstate'))
    }, `/console/${base}/${to}`)
  await goto(path)
  const name = (of: string) => `${of}-${shown.width}-${shown.colorScheme}`
  return { page, errors, goto, follow, look, picture: (of) => picture(page, name(of)) }
}

const sizeOf = (width: number) => ({ width, height: width < 500 ? 844 : 900 })

/** Returns what a person has to scroll sideways for, the page itself, or on a phone a table; and rows that are too low for their text. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const frames = [document.documentElement, ...(innerWidth < 500 ? document.querySelectorAll('.table-frame') : [])]
    // Rows that are placed one by one have one height.
    const rows = [...document.querySelectorAll<HTMLElement>('[role=row]')].filter(({ style }) => style.height !== '')
    const isCut = (each: Element) => each.scrollWidth > each.clientWidth
    const isTooHigh = (each: Element) => each.scrollHeight > each.clientHeight + 1
    return [...frames.filter(isCut), ...rows.filter(isTooHigh)].map((each) => each.textContent.slice(0, 80))
  })

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
