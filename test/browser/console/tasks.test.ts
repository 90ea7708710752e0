// The pages of tasks in the console.

import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../../src/ledger/must.ts'
import { violationsOf } from '../../support/axe.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'

let console: TestConsole

beforeAll(async () => {
  console = await startConsole()
  const { id } = console.organization
  const grant = { organizationId: id, creditType: 'music', credits: 100_000, kind: 'TOP_UP' }
  expect(await mutate(console.holdfast.operator, 'grantCredits', grant)).toMatchObject({
    __typename: 'GrantCreditsSuccess',
  })
})
afterAll(() => console.stop())

interface Asked {
  readonly prompt: string
  readonly tags?: string[]
  readonly sandbox?: Record<string, unknown>
}

async function submit({ prompt, tags = [], sandbox = { durationMs: 200 } }: Asked) {
  const task = { model: 'suno', operation: 'music', tags, input: { prompt, sandbox } }
  const answer = await mutate(console.organization.member, 'submitTask', task)
  expect(answer).toMatchObject({ __typename: 'SubmitTaskSuccess' })
}

const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

test('a song that failed is submitted again with something changed, and its result can be played', async () => {
  await submit({ prompt: 'the song that fails', sandbox: { outcome: 'FAILED', durationMs: 100 } })
  const { page, errors } = await console.open('MEMBER', 'tasks')
  await rowOf(page, 'the song that fails').getByText('Failed').waitFor()
  await page.getByLabel('Status', { exact: true }).filter({ visible: true }).click()
  await page.getByRole('option', { name: 'Failed' }).click()
  await page.waitForURL(/status=FAILED/)
  await page.keyboard.press('Escape')
  await rowOf(page, 'the song that fails').getByRole('link').click()
  await page.getByText('Why it ended without a result').waitFor()
  await page.getByText('Given back: 10 credits').waitFor()
  await page.getByText('10 credits came back').waitFor()
  await page.getByText('It cost nothing').waitFor()
  const failed = page.url()
  await page.getByRole('button', { name: 'Submit again' }).click()
  await page.getByRole('link', { name: 'Change something first' }).click()
  await page.getByText('JSON', { exact: true }).click()
  expect(await page.getByLabel('Input as JSON').inputValue()).toContain('FAILED')
  const input = { prompt: 'the song that fails no more', sandbox: { durationMs: 200 } }
  await page.getByLabel('Input as JSON').fill(JSON.stringify(input))
  await page.getByRole('button', { name: /Submit.*10 credits/ }).click()
  await page.getByText('10 credits paid').waitFor()
  expect(page.url()).not.toBe(failed)
  await page.getByText('the song that fails no more').first().waitFor()
  await page.locator('audio[aria-label="music.wav"]').waitFor()
  expect(await page.getByRole('link', { name: 'Receipt' }).getAttribute('href')).toContain('http')
  expect(errors).toEqual([])
})

test('an admin whom the platform allows no refunds gets the message that asks for them, and the address', async () => {
  const seller = { name: 'Nordlicht Platform', address: 'Weg 1', email: 'help@platform.example' }
  await mutate(console.holdfast.operator, 'setSellerDetails', seller)
  await submit({ prompt: 'the song\nthat hums' })
  const { page, errors } = await console.open('ADMIN', 'tasks')
  await rowOf(page, 'the song that hums').getByText('Done').waitFor()
  await rowOf(page, 'the song that hums').getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'the song that hums' }).waitFor()
  await page.getByRole('button', { name: /Ask the platform/ }).click()
  const dialog = page.getByRole('dialog')
  const message = await dialog.getByLabel('What to send').inputValue()
  expect(message).toMatch(/give back the 10 credits[\s\S]*Task id: task_[\s\S]*Receipt: http/)
  const mail = dialog.getByRole('link', { name: 'Write a mail' })
  expect(decodeURIComponent((await mail.getAttribute('href')) ?? '')).toContain(`mailto:${seller.email}`)
  expect(errors).toEqual([])
})

test('a song that worked is submitted again as it was', async () => {
  await submit({ prompt: 'the song that works' })
  const { page, errors } = await console.open('MEMBER', 'tasks')
  await rowOf(page, 'the song that works').getByText('Done').waitFor()
  await rowOf(page, 'the song that works').getByRole('link').click()
  await page.getByRole('button', { name: 'Submit again' }).click()
  const first = page.url()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Submit again.*10 credits/ })
    .click()
  await page.waitForURL((url) => url.href !== first)
  await page.locator('audio[aria-label="music.wav"]').waitFor()
  await page.getByText('10 credits paid').waitFor()
  expect(errors).toEqual([])
})

test('an admin gives the credits of a bad song back, within what the platform allows', async () => {
  await submit({ prompt: 'the silent song' })
  const { page, errors } = await console.open('ADMIN', 'tasks')
  await page.getByRole('searchbox', { name: 'Search' }).fill('Silent')
  await page.waitForURL(/text=Silent/)
  await rowOf(page, 'the silent song').getByText('Done').waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await rowOf(page, 'the silent song').getByRole('link').click()
  await page.getByText('Ask the platform to give its credits back.').waitFor()
  const allowance = { organizationId: console.organization.id, creditType: 'music', monthlyMax: 12 }
  await mutate(console.holdfast.operator, 'setRefundAllowance', allowance)
  await page.reload()
  await page.getByRole('button', { name: 'Give back…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/You can give back 12 more of 12 until/).waitFor()
  await dialog.getByLabel('Credits', { exact: true }).fill('4')
  await dialog.getByLabel('Why').fill('It is silent.')
  await dialog.getByRole('button', { name: 'Give back' }).click()
  await page.getByText('4 credits came back.').waitFor()
  await page.getByText('4 credits refunded').waitFor()
  await page.getByText('It is silent.').waitFor()
  await page.getByRole('button', { name: 'Give back…' }).click()
  await dialog.getByText(/You can give back 8 more of 12 until/).waitFor()
  expect(errors).toEqual([])
})

test('new tasks come in at the top, and wait behind a button while one reads further down', async () => {
  const { organization } = console
  const many = Array.from({ length: 130 }, (_, i) => ({
    ...{
      model: 'suno',
      operation: 'lyrics',
      tags: ['many'],
      input: { prompt: `old ${i}`, sandbox: { durationMs: 0 } },
    },
  }))
  await mutate(organization.member, 'submitTasks', { tasks: many })
  const { page, errors } = await console.open('ADMIN', 'tasks?tag=many')
  await rowOf(page, 'old 129').waitFor()
  expect(await page.getByRole('row').count()).toBeLessThan(60)
  await page.evaluate(() => scrollTo(0, 6_000))
  await rowOf(page, 'old 40').waitFor()
  const top = () => rowOf(page, 'old 40').evaluate((row) => row.getBoundingClientRect().top)
  const before = await top()
  for (const prompt of ['new one', 'new two', 'new three']) await submit({ prompt, tags: ['many'] })
  await submit({ prompt: 'not of this list' })
  await page.getByRole('button', { name: '3 new' }).waitFor()
  expect(await top()).toBe(before)
  await page.getByRole('button', { name: '3 new' }).click()
  await rowOf(page, 'new three').waitFor()
  await rowOf(page, 'new one').waitFor()
  expect(await rowOf(page, 'not of this list').count()).toBe(0)
  await page.evaluate(() => scrollTo(0, 100_000))
  await rowOf(page, 'old 0').waitFor()
  expect(errors).toEqual([])
})

test('a task that waits is approved in a click, and another is declined with a reason', async () => {
  const { owner } = console.organization
  await mutate(owner, 'setSpendingPolicy', { approvalAbove: 9 })
  await submit({ prompt: 'good idea' })
  await submit({ prompt: 'bad idea' })
  const { page, errors } = await console.open('ADMIN', 'tasks')
  await page.getByRole('tab', { name: 'To approve 2' }).click()
  const cardOf = (text: string) => page.locator('section.card').filter({ hasText: text })
  await cardOf('good idea').getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('tab', { name: 'To approve 1' }).waitFor()
  await cardOf('bad idea').getByRole('button', { name: 'Decline…' }).click()
  await page.getByLabel('Reason').fill('We have one already.')
  await page.getByRole('button', { name: 'Decline the task' }).click()
  await page.getByText('Nothing waits for you').waitFor()
  await page.getByRole('tab', { name: 'All tasks' }).click()
  await rowOf(page, 'good idea').getByText('Done').waitFor()
  await rowOf(page, 'bad idea').getByText('Canceled').waitFor()
  await mutate(owner, 'setSpendingPolicy', { approvalAbove: null })
  expect(errors).toEqual([])
})

test('a song is submitted with its price in view, and again with something changed', async () => {
  const { page, errors } = await console.open('MEMBER', 'overview')
  await page.getByRole('link', { name: 'New task' }).click()
  await page.getByRole('combobox', { name: 'Model' }).click()
  await page.getByRole('option', { name: 'suno' }).click()
  await page.getByRole('combobox', { name: 'What to make' }).click()
  await page.getByRole('option', { name: 'music' }).click()
  await page.getByLabel('Prompt').fill('a waltz')
  await page.getByLabel('The most that it may cost').fill('4')
  await page.getByText(/costs 10 .*credits/).waitFor()
  await page.getByLabel('The most that it may cost').fill('')
  await page.getByText('It costs', { exact: true }).waitFor()
  await page.getByRole('button', { name: /Submit.*10 credits/ }).click()
  await page.getByText('10 credits paid').waitFor()
  await page.getByText('a waltz').first().waitFor()
  await page.getByRole('button', { name: 'Submit again' }).click()
  await page.getByRole('link', { name: 'Change something first' }).click()
  await page.getByRole('heading', { level: 1, name: 'New task' }).waitFor()
  expect(await page.getByLabel('Prompt').inputValue()).toBe('a waltz')
  await page.getByText('JSON', { exact: true }).click()
  await page.getByLabel('Input as JSON').fill('{ "prompt": ')
  await page.getByText('This is not a JSON object').waitFor()
  await page.getByLabel('Input as JSON').fill('{ "prompt": "a polka" }')
  await page.getByRole('button', { name: /Submit.*10 credits/ }).click()
  await page.getByText('a polka').waitFor()
  expect(errors).toEqual([])
})

test('a running task is canceled from its page', async () => {
  await submit({ prompt: 'endless', sandbox: { outcome: 'STUCK' } })
  const { page, errors } = await console.open('ADMIN', 'tasks')
  await rowOf(page, 'endless').getByRole('link').click()
  await page.getByRole('button', { name: 'Cancel the task' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the task' }).click()
  await page.getByText('Canceled', { exact: true }).first().waitFor()
  expect(errors).toEqual([])
})

test('keys that are typed while 400 tasks change are all in the field, and each change is shown', async () => {
  const { page, errors, goto } = await console.open('ADMIN', 'overview')
  const ended = new Set<string>()
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const change = changeOf(String(payload))
      if (change?.status === 'SUCCEEDED' && change.tags?.includes('load')) ended.add(change.id)
    }),
  )
  await page.reload()
  await goto('tasks?tag=load')
  await page.getByText('No task matches these filters').waitFor()
  const tasks = Array.from({ length: 400 }, (_, i) => ({
    ...{ model: 'suno', operation: 'lyrics', tags: ['load'] },
    input: { prompt: `load ${i}`, sandbox: { durationMs: 400 } },
  }))
  const field = page.getByRole('combobox', { name: 'Member' })
  await field.focus()
  const loading = mutate(console.organization.member, 'submitTasks', { tasks })
  let typed = ''
  while (ended.size < 400) {
    const key = 'abcdefghij'[typed.length % 10] as string
    // As quickly as a person types.
    await page.keyboard.press(key, { delay: 60 })
    typed += key
  }
  expect(await loading).toMatchObject({ __typename: 'SubmitTasksSuccess' })
  expect(await field.inputValue()).toBe(typed)
  await page.keyboard.press('Escape')
  expect(await doneRows(page, 400)).toBe(400)
  expect(errors).toEqual([])
})

interface Change {
  readonly id: string
  readonly status: string
  /** Absent in the messages of other streams of the page. */
  readonly tags?: readonly string[]
}

/** The task in a message of a live stream; null of another message. */
function changeOf(message: string): Change | null {
  return JSON.parse(message).payload?.data?.tasksUpdated ?? null
}

/** Scrolls through the list, again and again, until it has shown that many tasks as done. Returns how many those were. */
function doneRows(page: Page, count: number): Promise<number> {
  return page.evaluate(async (wanted) => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const done = new Set<string>()
    for (let top = 0; done.size < wanted; top = top > document.body.scrollHeight ? 0 : top + 600) {
      scrollTo(0, top)
      await painted()
      for (const { textContent: text } of document.querySelectorAll('tr, [role="row"]'))
        if (text?.includes('Done')) done.add(/load \d+/.exec(text)?.[0] ?? text)
    }
    return done.size
  }, count)
}

const COUNT = `query Count($after: String) {
  organization { tasks(filter: { tag: "batch" }, first: 100, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }
}`

interface Counted {
  readonly organization: {
    readonly tasks: {
      readonly edges: readonly unknown[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  }
}

/** The number of tasks with the tag `batch`. */
async function tasksOfBatch(): Promise<number> {
  let count = 0
  let after: string | null = null
  for (;;) {
    const answer: { data?: Counted | null } = await console.organization.owner.send<Counted, unknown>(COUNT, { after })
    const { edges, pageInfo } = must(answer.data, 'the tasks can be read').organization.tasks
    count += edges.length
    if (!pageInfo.hasNextPage) return count
    after = pageInfo.endCursor
  }
}

/** Rows of 130 songs, and of four that have a problem: no such model, no such price, no decimal number, more cells than columns. */
const SHEET = [
  'Model;Operation;Prompt;Tags;Note;Max credits',
  ...Array.from({ length: 130 }, (_, i) => `suno;lyrics;"verse ${i}; with a semicolon";batch;for ${i}`),
  'nobody;lyrics;by nobody;batch;',
  'suno;nothing;of nothing;batch;',
  'suno;lyrics;for sixteen;batch;;0x10',
  'suno;lyrics;too long;batch;;;;;',
].join('\n')

test('many tasks come from a CSV: a reload in the middle submits none twice, and a bad row stops no other', async () => {
  const { page, errors } = await console.open('MEMBER', 'tasks')
  await page.getByRole('link', { name: 'Many from a CSV' }).click()
  await page.getByLabel('Or paste the rows here').fill('prompt,prompt\nx,y')
  await page.getByText('Two columns are named “prompt”').waitFor()
  const file = { name: 'songs.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('nobody does not make “lyrics”.').waitFor()
  await page.getByText('suno does not make “nothing”.').waitFor()
  await page.getByText('and is “0x10”.').waitFor()
  await page.getByText('The row has more than 6 cells').waitFor()
  let parts = 0
  const isLost = Promise.withResolvers<void>()
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('submitTasks(')) return route.continue()
    if (++parts === 1) return route.continue()
    // The server has done it, and its answer does not arrive.
    await route.fetch()
    isLost.resolve()
    return route.abort()
  })
  await page.getByRole('button', { name: /Submit 130 tasks for [\d,]+ credits/ }).click()
  await isLost.promise
  expect(await tasksOfBatch()).toBe(130)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.reload()
  await page.getByText('The submission was interrupted').waitFor()
  await expect.poll(() => page.getByRole('link', { name: /Submitted for/ }).count()).toBe(100)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'The rows are through' }).waitFor()
  expect(await tasksOfBatch()).toBe(130)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the outcomes' }).click(),
  ])
  const saved = await readFile(await download.path(), 'utf8')
  expect(saved.match(/Submitted for \d+ credits/g)).toHaveLength(130)
  expect(saved).toContain('nobody does not make “lyrics”.')
  await page
    .getByRole('link', { name: /Submitted for/ })
    .first()
    .click()
  await page.getByText('verse 0; with a semicolon').first().waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Import more' }).click()
  await page.reload()
  await page.getByLabel('Or paste the rows here').waitFor()
  expect(errors.filter((error) => !error.includes('ERR_FAILED'))).toEqual([])
})

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)('%i pixels wide, %s: nothing is cut off, and axe finds nothing', async (width, colorScheme) => {
  await submit({
    prompt: 'to look at, and to hear: a slow song about the rain on a tin roof, with a choir in the second verse',
  })
  const { page, picture, errors, goto } = await console.open('ADMIN', 'tasks', { width, colorScheme })
  await rowOf(page, 'to look at').getByText('Done').first().waitFor()
  await look(page)
  await picture('tasks')
  await rowOf(page, 'to look at').getByRole('link').first().click()
  await page.locator('audio').waitFor()
  await look(page)
  await picture('task')
  await page.getByRole('button', { name: 'Submit again' }).click()
  await page.getByRole('link', { name: 'Change something first' }).click()
  await page.getByText('It costs', { exact: true }).waitFor()
  await look(page)
  await picture('new-task')
  await goto('tasks')
  await page.getByRole('link', { name: 'Many from a CSV' }).click()
  await page.getByLabel('Or paste the rows here').fill(`prompt,note\n${'a long verse '.repeat(20)},x\nshort,`)
  await page.getByText('No model is chosen.').first().waitFor()
  await look(page)
  await page.getByRole('combobox', { name: 'Model of all rows' }).click()
  await page.getByRole('option', { name: 'suno' }).click()
  await page.getByRole('combobox', { name: 'What to make of all rows' }).click()
  await page.getByRole('option', { name: 'lyrics' }).click()
  await page.getByRole('button', { name: /Submit 2 tasks for/ }).waitFor()
  await look(page)
  await picture('import')
  await page.getByRole('button', { name: /Submit 2 tasks for/ }).click()
  await page.getByRole('heading', { name: 'The rows are through' }).waitFor()
  await look(page)
  await picture('import-outcomes')
  expect(errors).toEqual([])
})

async function look(page: Page) {
  expect(await violationsOf(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
}
