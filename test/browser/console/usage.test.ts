// The page of the usage in the console.

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'

let console: TestConsole

beforeAll(async () => {
  console = await startConsole()
  const { member, admin } = console.organization
  const task = (model: string, prompt: string) => ({
    ...{ model, operation: 'music', tags: ['album'], input: { prompt, sandbox: { durationMs: 0 } } },
  })
  await mutate(member, 'submitTasks', { tasks: ['one', 'two', 'three'].map((prompt) => task('suno', prompt)) })
  await mutate(admin, 'submitTasks', { tasks: [task('udio', 'of the admin')] })
  const { page } = await console.open('ADMIN', 'tasks?status=SUCCEEDED')
  await page.getByText('three').waitFor()
  await page.getByText('of the admin').waitFor()
  await page.context().close()
})
afterAll(() => console.stop())

test('who used most is found in two clicks, and leads to the tasks', async () => {
  const { page, errors } = await console.open('ADMIN', 'overview')
  await page.getByRole('link', { name: 'Usage', exact: true }).click()
  const times = page.getByRole('radiogroup', { name: 'Time' })
  await times.getByText('This month').click()
  await page.waitForURL(/range=month/)
  const rows = page.getByRole('table', { name: 'By member, the most first' }).getByRole('row')
  await rows.nth(2).waitFor()
  expect(await rows.nth(1).innerText()).toMatch(/30\s+86%/)
  expect(await rows.nth(2).innerText()).toMatch(/5\s+14%/)
  await times.getByText('Last month').click()
  await page.getByText('Nothing was used in this time').waitFor()
  await times.getByText('This month').click()
  await rows.nth(1).getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor()
  await page.getByText('three').waitFor()
  expect(await page.getByText('of the admin').count()).toBe(0)
  expect(errors).toEqual([])
})

test('the usage by model is live, and its table is saved as a file', async () => {
  const { page, errors } = await console.open('ADMIN', 'usage?by=MODEL')
  const table = page.getByRole('table', { name: 'By model, the most first' })
  await table.getByText('suno').waitFor()
  const before = await table.getByRole('row', { name: /udio/ }).innerText()
  expect(before).toMatch(/udio\s+5/)
  const task = { model: 'udio', operation: 'music', input: { prompt: 'more', sandbox: { durationMs: 0 } } }
  await mutate(console.organization.member, 'submitTask', task)
  await table.getByRole('row', { name: /udio 10/ }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  const saved = await readFile(await download.path(), 'utf8')
  expect(saved.replace('\uFEFF', '').split('\r\n').slice(0, 3)).toEqual([
    ...['Model,Used,Used before,Tasks,Failed,Refunded', 'suno,30,0,3,0,0', 'udio,10,0,2,0,0'],
  ])
  expect(errors).toEqual([])
})

test('a bar leads to the tasks of its day', async () => {
  const { page, errors } = await console.open('ADMIN', 'usage?range=today')
  await page.getByRole('application', { name: 'Credits by day' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.waitForURL(/tasks\?from=.*&to=/)
  await page.getByText('three').waitFor()
  expect(errors).toEqual([])
})

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)('%i pixels wide, %s: nothing is cut off, and axe finds nothing', async (width, colorScheme) => {
  const { page, picture, errors } = await console.open('ADMIN', 'usage', { width, colorScheme })
  await page.getByRole('table', { name: 'By member, the most first' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  await picture('usage')
  expect(errors).toEqual([])
})
