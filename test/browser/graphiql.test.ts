// GraphiQL in a browser, as somebody uses it who has just started Holdfast.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChromium } from '../support/chromium.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Grant } from '../support/operations.ts'

let holdfast: TestHoldfast
let chromium: Browser

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await holdfast.stop()
})

test('a subscription in GraphiQL needs only a key in the headers pane, which is open', async () => {
  const { id: organizationId, admin } = await holdfast.organization()
  const page = await chromium.newPage()
  const query = 'subscription { balanceChanged { available } }'
  await page.goto(`${holdfast.holdfast.url}/graphql?query=${encodeURIComponent(query)}`)
  const headers = page.getByRole('region', { name: 'Headers' })
  await headers.waitFor()
  await headers.locator('[data-uri$="headers.json"]').click()
  // Between the quotes of {"x-api-key": ""}, which is there already.
  for (const press of ['ControlOrMeta+Home', 'ArrowDown', 'End', 'ArrowLeft']) await page.keyboard.press(press)
  await page.keyboard.type(admin.key ?? '')
  await page.getByRole('button', { name: 'Execute query' }).click()
  const answers = page.getByRole('region', { name: 'Result Window' })
  await expect.poll(() => answers.textContent()).toContain('1000')
  await holdfast.operator.run(Grant, { input: { organizationId, credits: 7 } })
  await expect.poll(() => answers.textContent()).toContain('1007')
  await page.close()
})

test('on a phone GraphiQL shows query and answer one below the other, with the same width', async () => {
  const context = await chromium.newContext({ viewport: { width: 390, height: 844 }, isMobile: true })
  const page = await context.newPage()
  await page.goto(`${holdfast.holdfast.url}/graphql?query=${encodeURIComponent('{ viewer { isOperator } }')}`)
  await page.getByRole('button', { name: 'Execute query' }).click()
  const answer = page.getByRole('region', { name: 'Result Window' })
  await expect.poll(() => answer.textContent()).toContain('viewer')
  const [above, below] = await Promise.all(
    ['.graphiql-editors', '.graphiql-response'].map((part) => page.locator(part).boundingBox()),
  )
  expect(below?.width).toBeGreaterThan(250)
  expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0))
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-graphiql.png` })
  await context.close()
})

test('on a phone the documentation has the place of query and answer while it is open, and no logo of a library is shown', async () => {
  const context = await chromium.newContext({ viewport: { width: 390, height: 844 }, isMobile: true })
  const page = await context.newPage()
  await page.goto(`${holdfast.holdfast.url}/graphql`)
  const logo = page.locator('.graphiql-logo svg')
  await logo.waitFor({ state: 'attached' })
  expect(await logo.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  const docs = page.locator('.graphiql-doc-explorer')
  await docs.waitFor()
  const main = await page.locator('.graphiql-main').boundingBox()
  const pane = await page.locator('.graphiql-plugin').boundingBox()
  expect(pane?.width).toBe(main?.width)
  await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click()
  // The query is there again, and nothing covers it.
  await page.getByRole('button', { name: 'Execute query' }).click()
  await context.close()
})
