// Documents that people print, in a browser: readable in light and in dark, on a phone, and black on white on paper.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChromium } from '../support/chromium.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

/** A folder for screenshots, to be looked at; absent: none are made. */
const SCREENSHOTS = process.env.SCREENSHOTS

let holdfast: TestHoldfast
let chromium: Browser
let pages: Record<string, string>

beforeAll(async () => {
  chromium = await startChromium()
  holdfast = await startTestHoldfast()
  pages = await documents()
})
afterAll(async () => {
  await chromium.close()
  await holdfast.stop()
})

/** The links to a receipt of a payment, to that of a task, and to a statement. */
async function documents(): Promise<Record<string, string>> {
  const { id: organizationId, owner, member } = await holdfast.organization({ credits: 0n })
  const details = { name: 'Nordlicht Records GmbH', address: 'Elbchaussee 12\n22763 Hamburg', taxId: 'DE123456789' }
  await mutate(owner, 'setBillingDetails', details)
  await mutate(holdfast.operator, 'setSellerDetails', { name: 'Platform AG', address: 'Bahnhofstrasse 1\n8001 Zürich' })
  const price = { amount: 4_900, currency: 'EUR' }
  const custom = { title: '500 credits', credits: [{ creditType: 'music', credits: 500, bonus: 20 }], price }
  const { payment } = await mutate<{ payment: { id: string } }>(
    holdfast.operator,
    'startPurchase',
    { organizationId, custom, provider: 'MANUAL' },
    'payment { id }',
  )
  const received = { paymentId: payment.id, received: price, reference: 'TRANSFER-2027-0815' }
  await mutate(holdfast.operator, 'confirmManualPayment', received)
  const song = { model: 'suno', operation: 'music', maxCredits: 20 }
  const { task } = await mutate<{ task: { id: string } }>(member, 'submitTask', song, 'task { id }')
  await mutate(holdfast.operator, 'completeTask', { taskId: task.id, result: {} })
  await mutate(holdfast.operator, 'refundTask', { taskId: task.id, credits: 4, reason: 'was silent' })
  const links = 'links { page }'
  const month = new Date().toISOString().slice(0, 7)
  const { data } = await owner.send<never, unknown>(`{ payment(id: "${payment.id}") { receipts { ${links} } }
    node(id: "${task.id}") { ... on Task { receipt { ${links} } } } organization { statement(month: "${month}") { ${links} } } }`)
  const found = data as unknown as {
    payment: { receipts: { links: { page: string } }[] }
    node: { receipt: { links: { page: string } } }
    organization: { statement: { links: { page: string } } }
  }
  return {
    payment: found.payment.receipts[0]?.links.page ?? '',
    task: found.node.receipt.links.page,
    statement: found.organization.statement.links.page,
  }
}

/** The colors of the text and of what is behind it, as the eye meets them: three numbers each, 0 to 255. */
function colorsOf(page: Page): Promise<{ text: number[]; ground: number[] }> {
  return page.evaluate(() => {
    const paper = document.querySelector('main.paper') as Element
    const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
    let ground = numbers(getComputedStyle(paper).backgroundColor)
    if (ground[3] === 0) ground = numbers(getComputedStyle(document.body).backgroundColor)
    return { text: numbers(getComputedStyle(paper).color).slice(0, 3), ground: ground.slice(0, 3) }
  })
}

/** The contrast of two colors: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastOf(one: readonly number[], other: readonly number[]): number {
  const light = (color: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = color.map((part) => {
      const value = part / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [darker = 0, lighter = 0] = [light(one), light(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const LOOKS = {
  light: { colorScheme: 'light', media: 'screen', width: 1_000 },
  dark: { colorScheme: 'dark', media: 'screen', width: 1_000 },
  phone: { colorScheme: 'dark', media: 'screen', width: 360 },
  print: { colorScheme: 'dark', media: 'print', width: 794 },
} as const

test.each(['payment', 'task', 'statement'])('the %s can be read on each screen and on paper', async (name) => {
  for (const [look, { colorScheme, media, width }] of Object.entries(LOOKS)) {
    const page = await chromium.newPage({ colorScheme, viewport: { width, height: 1_000 } })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(pages[name] ?? '')
    await page.emulateMedia({ media })
    const { text, ground } = await colorsOf(page)
    expect(contrastOf(text, ground), `${look} ${text} on ${ground}`).toBeGreaterThan(7)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide, `${look}: wider than the page`).toBeLessThanOrEqual(0)
    const isShown = await page.getByText('Download as PDF').isVisible()
    expect(isShown, `${look}: the link`).toBe(media === 'screen')
    if (media === 'print') {
      expect([text, ground]).toEqual([
        [0, 0, 0],
        [255, 255, 255],
      ])
    }
    if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}-${look}.png`, fullPage: true })
    expect(errors).toEqual([])
    await page.close()
  }
})
