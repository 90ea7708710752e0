// Members in the console: who has what, who may use how much, and who asks for more.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'

let console: TestConsole

beforeAll(async () => {
  console = await startConsole()
})
afterAll(() => console.stop())

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

async function submit(prompt: string): Promise<string> {
  const task = { model: 'suno', operation: 'music', input: { prompt, sandbox: { durationMs: 0 } } }
  return (await mutate(console.organization.member, 'submitTask', task)).__typename
}

test('a new admin gives 200 credits to two members, limits one for a month, and sees a task of theirs spend from it', async () => {
  const { page, errors } = await console.open('ADMIN', 'overview')
  await page.getByRole('link', { name: 'Members' }).click()
  for (const name of ['MEMBER 2', 'MEMBER 3']) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await page.getByRole('status').getByRole('button', { name: 'Give credits' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Credits for each member').fill('501')
  await dialog.getByText('The organization does not have so many credits.').waitFor()
  await dialog.getByRole('button', { name: 'Give 1,002 credits' }).click()
  await dialog.getByText('To complete or correct: Credits for each member.').waitFor()
  await dialog.getByText('stay with the organization').waitFor({ state: 'detached' })
  await dialog.getByLabel('Credits for each member').fill('200')
  await dialog.getByText('400 credits in all. 600 stay with the organization.').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('400 credits are given to 2 members.').waitFor()
  for (const name of ['MEMBER 2', 'MEMBER 3']) await rowOf(page, name).getByRole('cell', { name: '200' }).waitFor()

  await rowOf(page, 'MEMBER 2').getByRole('button', { name: 'Set a budget' }).click()
  await dialog.getByLabel('Credits at most').fill('25')
  await dialog.getByRole('button', { name: 'Save the budget' }).click()
  await rowOf(page, 'MEMBER 2').getByText('0 of 25').waitFor()

  expect(await submit('rain')).toBe('SubmitTaskSuccess')
  await rowOf(page, 'MEMBER 2').getByText('10 of 25').waitFor()
  await rowOf(page, 'MEMBER 2').getByRole('cell', { name: '190', exact: true }).waitFor()
  expect(await submit('storm')).toBe('SubmitTaskSuccess')
  await rowOf(page, 'MEMBER 2').getByText('20 of 25').waitFor()
  expect(await submit('too much')).toBe('BudgetExceededError')
  expect(errors).toEqual([])
})

test('a member asks for more, an admin raises the budget with one click, and the member sees the answer', async () => {
  const member = await console.open('MEMBER', 'mine')
  await member.page.getByText('20 of 25').waitFor()
  await member.page.getByRole('button', { name: 'Ask for more' }).click()
  const dialog = member.page.getByRole('dialog')
  await dialog.getByLabel('Credits').fill('50')
  await dialog.getByLabel('What for').fill('The summer album')
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await member.page.getByText('The summer album').waitFor()

  const { page, errors } = await console.open('ADMIN', 'members/requests')
  await page.getByRole('link', { name: 'Requests 1' }).waitFor()
  await page.getByText('MEMBER 2 asks for 50 credits').waitFor()
  await page.getByRole('button', { name: 'Raise the budget by 50' }).click()
  await page.getByText('Nobody is asking for credits').waitFor()
  await member.page.getByText('Granted', { exact: true }).waitFor()
  await member.page.getByText('20 of 75').waitFor()
  expect(await submit('enough')).toBe('SubmitTaskSuccess')
  await member.page.getByText('30 of 75').waitFor()
  expect([...errors, ...member.errors]).toEqual([])
})

test('an admin grants a part of what was asked for, until the end of a day', async () => {
  const ask = { creditType: 'music', credits: 40, reason: 'A jingle' }
  await mutate(console.organization.member, 'requestCredits', ask)
  const { page, errors } = await console.open('ADMIN', 'members/requests')
  await page.getByRole('button', { name: 'Other…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Credits to grant').fill('15')
  await dialog.getByRole('radio').last().click()
  await dialog.getByLabel('Until the end of').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10))
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click()
  await page.getByText('Nobody is asking for credits').waitFor()
  const { data } = await console.organization.admin.send<
    { organization: { creditRequests: { edges: { node: { granted: number; until: string } }[] } } },
    unknown
  >('{ organization { creditRequests(first: 1) { edges { node { granted until } } } } }')
  const [granted] = data?.organization.creditRequests.edges.map(({ node }) => node) ?? []
  expect(granted).toMatchObject({ granted: 15, until: expect.stringMatching(/T00:00:00.000Z$/) })
  expect(errors).toEqual([])
})

test('an admin denies a request with a note, which the member reads', async () => {
  const ask = { creditType: 'music', credits: 500, reason: 'A whole opera' }
  await mutate(console.organization.member, 'requestCredits', ask)
  const { page } = await console.open('ADMIN', 'members/requests')
  await page.getByRole('button', { name: 'Deny…' }).click()
  await page.getByLabel('Note for the member').fill('Next quarter')
  await page.getByRole('dialog').getByRole('button', { name: 'Deny', exact: true }).click()
  await page.getByText('Nobody is asking for credits').waitFor()
  const member = await console.open('MEMBER', 'mine')
  await member.page.getByText('Next quarter').waitFor()
})

test('an admin invites by a link that is shown once, and withdraws it', async () => {
  const { page, errors } = await console.open('ADMIN', 'members')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByText('By a link to copy').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
  const link = await page.getByLabel('Link of the invitation').inputValue()
  expect(link).toContain(console.holdfast.holdfast.url)
  await page.getByRole('button', { name: 'Done' }).click()
  await rowOf(page, 'Anyone with the link').getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await page.getByText('The invitation is withdrawn.').waitFor()
  await rowOf(page, 'Anyone with the link').waitFor({ state: 'detached' })
  expect(errors).toEqual([])
})

test('an admin invites by mail, and the mail has the link', async () => {
  const { page } = await console.open('ADMIN', 'members')
  await page.getByRole('button', { name: 'Invite' }).click()
  const address = page.getByLabel('E-mail address')
  await address.fill('nina')
  await page.keyboard.press('Enter')
  await page.getByText('must be an email address, such as ada@example.com', { exact: true }).waitFor()
  expect(await address.getAttribute('aria-invalid')).toBe('true')
  await address.fill('nina@console.example')
  await page.keyboard.press('Enter')
  await page.getByText('A mail with the link is on its way to nina@console.example.').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await rowOf(page, 'nina@console.example').getByText('Waiting').waitFor()
})

test('an admin makes a budget for a model, changes it and ends it', async () => {
  const { page, errors } = await console.open('ADMIN', 'members/budgets')
  await page.getByRole('button', { name: 'New budget' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'What it limits' }).click()
  await page.getByRole('option', { name: 'One model' }).click()
  await dialog.getByRole('textbox', { name: 'Model' }).fill('suno')
  await dialog.getByLabel('Credits at most').fill('900')
  await dialog.getByText('Each week').click()
  await dialog.getByRole('button', { name: 'Save the budget' }).click()
  const row = rowOf(page, 'Model suno')
  await row.getByText('30 of 900').waitFor()
  await row.getByRole('button', { name: 'Change' }).click()
  await dialog.getByLabel('Credits at most').fill('800')
  await dialog.getByRole('button', { name: 'Save the budget' }).click()
  await row.getByText('30 of 800').waitFor()
  await row.getByRole('button', { name: 'End' }).click()
  await dialog.getByRole('button', { name: 'End' }).click()
  await row.waitFor({ state: 'detached' })
  expect(errors).toEqual([])
})

test('an admin sets a standing rule, and lets members use only their own credits', async () => {
  const { page, errors } = await console.open('ADMIN', 'members/rules')
  await page.getByRole('button', { name: 'Set a rule' }).click()
  await page.getByLabel('Credits for each member').fill('120')
  await page.keyboard.press('Enter')
  await page.getByText('Each member gets 120 music credits with each renewal.').waitFor()
  await page.getByRole('switch', { name: 'The credits of the organization pay' }).click()
  await page.getByText('The rule is saved.').nth(1).waitFor()
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByText('Members can only use their own credits.').waitFor()
  expect(errors).toEqual([])
})

test('an owner takes credits back, changes a role and removes a member', async () => {
  const { page, errors } = await console.open('OWNER', 'members')
  const row = rowOf(page, 'MEMBER 3')
  const act = async (name: string) => {
    await row.getByRole('button', { name: 'Actions for MEMBER 3' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  const dialog = page.getByRole('dialog')
  await act('Take back unused credits')
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('200 credits are back with the organization.').waitFor()
  await act('Change the role')
  await dialog.getByRole('radio', { name: 'Viewer' }).check()
  await dialog.getByRole('button', { name: 'Change the role' }).click()
  await row.getByRole('cell', { name: 'Viewer' }).waitFor()
  await act('Remove')
  await dialog.getByText('Their unused credits go back to the organization.').waitFor()
  await dialog.getByRole('button', { name: 'Remove from the organization' }).click()
  await row.waitFor({ state: 'detached' })
  expect(errors).toEqual([])
})

test('a viewer sees members and changes nothing; a member is told whom to ask', async () => {
  const { page } = await console.open('VIEWER', 'members')
  await rowOf(page, 'MEMBER 2').waitFor()
  for (const name of ['Invite', 'Give credits', 'Set a budget'])
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  const member = await console.open('MEMBER', 'mine')
  expect(await member.page.getByRole('link', { name: 'Members' }).count()).toBe(0)
})

test('of hundreds of budgets only those near the view are in the page, and the last one is reached', async () => {
  const { organization } = console
  const made = Array.from({ length: 150 }, (_, i) =>
    mutate(organization.admin, 'createBudget', { creditType: 'music', period: 'TOTAL', limit: 900, tag: `t${i}` }),
  )
  expect(new Set((await Promise.all(made)).map(({ __typename }) => __typename))).toEqual(
    new Set(['CreateBudgetSuccess']),
  )
  const { page, errors } = await console.open('ADMIN', 'members/budgets')
  await page.locator('tr[data-index="0"]').waitFor()
  expect(await page.getByRole('row').count()).toBeLessThan(60)
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await page.locator('tr[data-index="149"]').waitFor()
  expect(await page.getByRole('row').count()).toBeLessThan(60)
  expect(errors).toEqual([])
})

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)('%i pixels wide, %s: nothing is cut off, and axe finds nothing', async (width, colorScheme) => {
  const { page, picture, goto } = await console.open('ADMIN', 'members', { width, colorScheme })
  // A phone has no row of headings.
  const ready = {
    ...{
      members: 'text=MEMBER 2',
      'members/budgets': 'tr[data-index="0"]',
      'members/requests?show=all': 'text=Granted',
    },
    ...{ 'members/rules': 'text=Large tasks', mine: 'text=My budgets' },
  }
  for (const [path, selector] of Object.entries(ready)) {
    await goto(path)
    await page.locator(selector).first().waitFor()
    expect(await violationsOf(page)).toEqual([])
    expect(await cutOff(page)).toEqual([])
    await picture(path.replaceAll(/\W/g, '-'))
  }
  await goto('members')
  await page.getByRole('button', { name: 'Give credits' }).click()
  await page.getByRole('dialog').getByLabel('Reason').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await picture('members-give')
})
