// The page of the parts of @holdfast/react, in Chromium against the real server: they are live, do what they say, and are accessible.

import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatMoney } from '../../packages/react/src/format.ts'
import { violationsOf } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { Grant } from '../support/operations.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

const PAGES = join(import.meta.dirname, '../../packages/react/pages')

let holdfast: TestHoldfast
let chromium: Browser
let organization: TestOrganization
let line: DatabaseProxy
let vite: ViteDevServer
let url: string

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  organization = await holdfast.organization({ mode: 'SANDBOX', credits: 1_000n })
  for (const [title, credits, amount] of [
    ['Small', 500, 499],
    ['Large', 5_000, 3_999],
  ] as const) {
    const pack = {
      name: title.toLowerCase(),
      title,
      credits: [{ creditType: 'music', credits }],
      price: { amount, currency: 'USD' },
    }
    expect(await mutate(holdfast.operator, 'createCreditPack', pack)).toMatchObject({
      __typename: 'CreateCreditPackSuccess',
    })
  }
  line = await startProxy(holdfast.holdfast.url)
  const headers = { 'x-api-key': organization.admin.key ?? '' }
  vite = await createServer({
    ...{ root: PAGES, configFile: join(PAGES, 'vite.config.ts'), logLevel: 'silent', clearScreen: false },
    // The modules of other pages that run at the same time are not ours.
    cacheDir: join(PAGES, 'node_modules/.vite'),
    server: { host: '127.0.0.1', port: 0, hmr: false, proxy: { '/graphql': { target: line.url, ws: true, headers } } },
  })
  await vite.listen()
  url = vite.resolvedUrls?.local[0] ?? ''
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await vite.close()
  line.stop()
  await holdfast.stop()
})

async function open(width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width, height: 900 }, colorScheme, locale: 'en-US' })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByText(/[\d,]+ available/).waitFor()
  return page
}

test('a person sees the price, makes a song, watches it and its credits, sets a limit and starts a purchase', async () => {
  const page = await open(1024, 'light')
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.getByText('Used today: 0. A song costs 10.').waitFor()
  await page.getByRole('button', { name: 'Make a song 10 credits' }).click()
  await page.getByRole('region', { name: 'music by suno' }).getByText('Done').waitFor()
  await page.getByText('990 available').waitFor()
  await page.getByText('Used today: 10.').waitFor()
  const meter = page.getByRole('meter')
  expect(await meter.getAttribute('aria-valuenow')).toBe('990')

  await page.getByLabel('Monthly limit of MEMBER 2').fill('50')
  await page.keyboard.press('Enter')
  await page.getByText('The limit of MEMBER 2 is saved.').waitFor()
  await page.getByText('0 of 50 used this month').waitFor()
  await page.getByLabel('Monthly limit of MEMBER 3').fill('five')
  await page.keyboard.press('Enter')
  await page.getByText('Enter a whole number of credits').waitFor()
  await page.getByLabel('Monthly limit of MEMBER 3').fill('')

  await page.getByRole('radio', { name: /Large/ }).check()
  await page.getByText('$39.99').waitFor()
  await page.getByRole('button', { name: 'Buy' }).click()
  await page.getByText('The payment is open.').waitFor()

  // The line is cut; what happens meanwhile shows without a reload.
  line.cut()
  await holdfast.operator.run(Grant, {
    input: { organizationId: organization.id, creditType: 'music', credits: 11_000 },
  })
  await page.getByText('11,990 available').waitFor()
  expect(errors).toEqual([])
  await page.context().close()
})

test('a button that can’t be pressed says why, and becomes ready by itself', async () => {
  const page = await open(1024, 'light')
  const maintain = (reason: string | null) => mutate(holdfast.operator, 'setMaintenance', { reason })
  await maintain('New GPUs are coming.')
  await page.getByText(/New GPUs are coming/).waitFor()
  const button = page.getByRole('button', { name: 'Make a song' })
  expect(await button.getAttribute('aria-disabled')).toBe('true')
  await maintain(null)
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false')
  await page.context().close()
})

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1024, 'light'],
  [1024, 'dark'],
] as const)('%i pixels wide, %s: nothing is cut off, and axe finds nothing', async (width, theme) => {
  const page = await open(width, theme)
  await page.getByRole('button', { name: 'Make a song 10 credits' }).click()
  await page.getByRole('region', { name: 'music by suno' }).getByText('Done').waitFor()
  await page.getByRole('button', { name: 'Buy' }).click()
  await page.getByText('The payment is open.').waitFor()
  await page.getByLabel('Monthly limit of VIEWER 4').waitFor()
  expect(await violationsOf(page)).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${width}-${theme}.png`, fullPage: true })
  await page.context().close()
})

test('credits and money are written by the language, and never rounded', () => {
  const amount = Number.MAX_SAFE_INTEGER
  expect(formatMoney({ amount, currency: 'USD' }, 'en-US')).toBe('$90,071,992,547,409.91')
  expect(formatMoney({ amount, currency: 'JPY' }, 'en-US')).toBe('¥9,007,199,254,740,991')
  expect(formatMoney({ amount: 5, currency: 'EUR' }, 'de-DE')).toBe('0,05\u00a0€')
})
