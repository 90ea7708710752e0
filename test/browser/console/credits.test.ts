// Credits in the console: an admin tops up, sees what paid for what, and checks the proof of an entry in the browser.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'

let console: TestConsole

beforeAll(async () => {
  console = await startConsole({ payments: { manual: true, sandbox: true } })
  const { operator } = console.holdfast
  for (const [title, credits, amount] of [
    ['Small', 500, 499],
    ['Studio', 5_000, 3_900],
  ] as const) {
    const pack = {
      ...{ name: title.toLowerCase(), title, price: { amount, currency: 'USD' } },
      credits: [{ creditType: 'music', credits, bonus: credits / 10 }],
      volumeSteps: [{ quantity: 10, amount: amount - 100 }],
    }
    expect(await mutate(operator, 'createCreditPack', pack)).toMatchObject({ __typename: 'CreateCreditPackSuccess' })
  }
}, 60_000)
afterAll(() => console.stop())

test('an admin buys a pack by the sandbox and comes back to the credits, the payment and its receipt', async () => {
  const { page, errors, goto } = await console.open('ADMIN', 'credits/top-up')
  await page.getByRole('radio', { name: 'Studio' }).click()
  await page.getByText('$3,900.00').waitFor({ state: 'hidden' })
  await page.getByText('US$39.00').first().waitFor()
  await page.getByRole('radio', { name: /Test payment/ }).click()
  await page.getByRole('button', { name: 'Go to the payment' }).click()
  await page.getByRole('button', { name: /^Pay/ }).first().click()
  await page.waitForURL(/\/console\/.*\/credits\/top-up/)
  await goto('credits/payments')
  await page
    .getByRole('row', { name: /Studio/ })
    .getByText('Paid')
    .waitFor()
  const receipt = page.getByRole('link', { name: /Receipt/ })
  const [shown] = await Promise.all([page.waitForEvent('popup'), receipt.click()])
  await shown.getByText('US$39.00').or(shown.getByText('39.00')).first().waitFor()
  await goto('credits/lots')
  await page.getByRole('row', { name: /Top-up.*5,000/ }).waitFor()
  await page.getByRole('row', { name: /Bonus.*500/ }).waitFor()
  expect(errors).toEqual([])
}, 60_000)

test('the journal shows a task’s entries, and the browser proves one once a checkpoint is published', async () => {
  const task = { model: 'suno', operation: 'music', input: { prompt: 'rain', sandbox: { durationMs: 1 } } }
  expect(await mutate(console.organization.admin, 'submitTask', task)).toMatchObject({
    __typename: 'SubmitTaskSuccess',
  })
  const { page, errors } = await console.open('ADMIN', 'credits/journal')
  const spent = page.getByRole('row', { name: /Used.*music · suno/ }).first()
  await spent.waitFor()
  await spent.getByRole('button', { name: /Check the proof/ }).click()
  await page.getByText('It is proved by the next checkpoint').waitFor()
  expect(await mutate(console.holdfast.operator, 'publishCheckpoint', {})).toMatchObject({
    __typename: 'PublishCheckpointSuccess',
  })
  await spent.getByRole('button', { name: /Check the proof/ }).click()
  await page.getByText(/Proved: your browser has computed every hash up to checkpoint 1/).waitFor()
  expect(errors).toEqual([])
}, 60_000)

const PARTS = ['lots', 'journal', 'top-up', 'payments', 'plan', 'statements']

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)(
  '%i pixels wide, %s: nothing is cut off, and axe finds nothing',
  async (width, colorScheme) => {
    const { page, goto, picture } = await console.open('OWNER', 'credits/lots', { width, colorScheme })
    for (const part of PARTS) {
      await goto(`credits/${part}`)
      await page.locator('.card').first().waitFor()
      expect([part, await violationsOf(page)]).toEqual([part, []])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await picture(`credits-${part}`)
    }
  },
  90_000,
)

test('a member without rights to money sees what there is, and nothing to buy', async () => {
  const { page } = await console.open('MEMBER', 'credits/lots')
  await page.getByRole('navigation', { name: 'Credits' }).getByRole('link', { name: 'Journal' }).waitFor()
  expect(await page.getByRole('link', { name: 'Top up' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Payments' }).count()).toBe(0)
}, 60_000)
