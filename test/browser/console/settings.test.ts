// The settings in the console: keys, the audit log, and closing the organization.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { startConsole, type TestConsole } from '../../support/console.ts'

let console: TestConsole

beforeAll(async () => {
  console = await startConsole()
}, 60_000)
afterAll(() => console.stop())

/** Whether a key is taken by the API. */
async function works(secret: string): Promise<boolean> {
  const { data } = await console.holdfast
    .client(secret)
    .send<{ viewer: { member: object | null } }, unknown>('{ viewer { member { id } } }')
  return Boolean(data?.viewer?.member)
}

test('an admin makes a key, replaces it without an overlap, and ends it', async () => {
  const { page, errors } = await console.open('ADMIN', 'settings')
  await page.getByRole('link', { name: 'API keys' }).click()
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('nightly export')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const first = await dialog.getByLabel('Secret of the key').inputValue()
  expect(await works(first)).toBe(true)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = page.getByRole('row').filter({ hasText: 'nightly export' })
  await row.getByRole('button', { name: 'Replace…' }).click()
  await dialog.getByRole('combobox', { name: 'The old key still works for' }).click()
  await page.getByRole('option', { name: 'No time: it stops at once' }).click()
  await dialog.getByRole('button', { name: 'Replace the key' }).click()
  const second = await dialog.getByLabel('Secret of the key').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => works(first)).toBe(false)
  expect(await works(second)).toBe(true)
  await row.getByRole('button', { name: 'End…' }).first().click()
  await dialog.getByRole('button', { name: 'End the key' }).click()
  await row.waitFor({ state: 'detached' })
  await expect.poll(() => works(second)).toBe(false)
  expect(errors).toEqual([])
}, 60_000)

test('the audit log says in plain words who has done what, and shows the values of an act', async () => {
  const { page, goto, errors } = await console.open('ADMIN', 'settings')
  await page.getByLabel('Name of the organization').fill('Renamed Records')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await page.getByText('The name is saved.').waitFor()
  await goto('settings/audit?action=updateOrganization')
  const row = page.getByRole('row').filter({ hasText: 'Changed the organization' })
  await row.getByText('ADMIN 1').waitFor()
  await row.getByRole('button', { name: 'Details' }).click()
  await page.getByRole('dialog').getByRole('cell', { name: 'Renamed Records' }).waitFor()
  expect(await page.getByRole('row').filter({ hasText: 'Made an API key' }).count()).toBe(0)
  expect(errors).toEqual([])
}, 60_000)

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1_680, 'light'],
  [1_680, 'dark'],
] as const)(
  '%i pixels wide, %s: nothing is cut off, and axe finds nothing',
  async (width, colorScheme) => {
    const { page, picture, goto } = await console.open('OWNER', 'settings', { width, colorScheme })
    const texts = { keys: 'Last used', audit: 'Changed the organization', danger: 'Close the organization…' }
    for (const [path, text] of Object.entries(texts)) {
      await goto(`settings/${path}`)
      await page.getByText(text).first().waitFor()
      expect(await violationsOf(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await picture(`settings-${path}`)
    }
  },
  60_000,
)

test('an owner closes the organization after writing its name; nobody else is offered it', async () => {
  const admin = await console.open('ADMIN', 'settings')
  expect(await admin.page.getByRole('link', { name: 'Danger zone' }).count()).toBe(0)
  const { page } = await console.open('OWNER', 'settings/danger')
  await page.getByRole('button', { name: 'Close the organization…' }).click()
  const dialog = page.getByRole('dialog')
  const close = dialog.getByRole('button', { name: 'Close for good' })
  await dialog.getByLabel('Reason').fill('The label has merged')
  await dialog.getByLabel('to confirm').fill('Renamed')
  expect(await close.isDisabled()).toBe(true)
  await dialog.getByLabel('to confirm').fill('Renamed Records')
  await close.click()
  await page.waitForURL((url) => !url.pathname.includes('danger'))
}, 60_000)
