// The page of the usage in the console.

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'

let console: TestConsole

interface Submitted {
  readonly results: readonly { readonly __typename: string }[]
}

beforeAll(async () => {
  console = await startConsole()
  const { member, admin } = console.organization
  const task = (model: string, prompt: string) => ({
    ...{ model, operation: 'music', tags: ['album'], input: { prompt, sandbox: { durationMs: 0 } } },
  })
  await mutate(member, 'submitTasks', { tasks: ['one', 'two', 'three'].map((prompt) => task('suno', prompt)) })
  await mutate(admin, 'submitTasks', { tasks: [task('udio', 'of the admin')] })
  await succeeded(4)
})
afterAll(() => console.stop())

/** Waits until so many tasks have worked. */
async function succeeded(count: number): Promise<void> {
  const worked = '{ organization { tasks(first: 10, filter: { statuses: [SUCCEEDED] }) { edges { cursor } } } }'
  const read = () => console.organization.admin.send<{ organization: { tasks: { edges: object[] } } }, unknown>(worked)
  await vi.waitFor(async () => expect((await read()).data?.organization.tasks.edges).toHaveLength(count), 60_000)
}

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

test('of more than 1,000 models it has those that used most, and the others together', async () => {
  const { operator } = console.holdfast
  const models = Array.from({ length: 1_002 }, (_, i) => `model-${i}`)
  const priceRules = models.map((model, i) => ({
    ...{ provider: 'acme', model, operation: 'song', creditType: 'music', credits: i === 7 ? 3 : 1 },
  }))
  const document = { name: 'many-models', description: 'For this test.', priceRules, plans: [] }
  const loaded = await mutate(operator, 'loadCatalogue', { source: { document } })
  expect(loaded).toMatchObject({ __typename: 'LoadCatalogueSuccess' })
  const { id: organizationId, member } = console.organization
  await mutate(operator, 'grantCredits', { organizationId, creditType: 'music', kind: 'TOP_UP', credits: 2_000 })
  const tasks = models.map((model) => ({ model, operation: 'song', input: { sandbox: { durationMs: 0 } } }))
  const submitAll = async (some: readonly object[]) => {
    const { results } = await mutate<Submitted>(member, 'submitTasks', { tasks: some }, 'results { __typename }')
    expect(new Set(results.map(({ __typename }) => __typename))).toEqual(new Set(['SubmitTaskSuccess']))
  }
  for (const some of [tasks.slice(0, 501), tasks.slice(501)]) await submitAll(some)

  const { page, goto, errors } = await console.open('ADMIN', 'usage?by=MODEL')
  const table = page.getByRole('table', { name: 'By model, the most first' })
  // Two models of the tests above are among the 1,000, and used more.
  await table.getByRole('row', { name: /All others than these 1,000 4 4 0/ }).waitFor()
  await table.getByRole('row', { name: /model-7 3/ }).waitFor()
  await page.getByText('There are too many to tell apart by day.').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  const saved = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(saved.length).toBe(1_002)
  expect(saved.at(-1)).toBe('"All others than these 1,000",4,,4,0,0')

  // What has several tags counts once for each, so what the other tags add up to is not known.
  const tagged = Array.from({ length: 101 }, (_, i) => ({
    ...{ model: 'model-1', operation: 'song', input: { sandbox: { durationMs: 0 } } },
    tags: Array.from({ length: 10 }, (_, j) => `tag-${10 * i + j}`),
  }))
  await submitAll(tagged)
  await goto('usage?by=TAG')
  await page.getByText('There are more tags than these 1,000, which were used most.').waitFor()
  expect(errors).toEqual([])
})
