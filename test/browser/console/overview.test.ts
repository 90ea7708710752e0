// The overview of the console, and the frame around all pages.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'
import { Members } from '../../support/operations.ts'
import { PASSWORD } from '../../support/people.ts'

let console: TestConsole

beforeAll(async () => {
  console = await startConsole()
})
afterAll(() => console.stop())

test('credits move on the overview while a task runs, and the name of the organization is saved', async () => {
  const { page, errors, goto } = await console.open('ADMIN', 'overview')
  await page.getByText('1,000').first().waitFor()
  const task = { model: 'suno', operation: 'music', input: { prompt: 'rain', sandbox: { durationMs: 1_500 } } }
  expect(await mutate(console.organization.member, 'submitTask', task)).toMatchObject({
    __typename: 'SubmitTaskSuccess',
  })
  await page.getByText('990').first().waitFor()
  await page.getByRole('progressbar', { name: 'Running' }).waitFor()
  await page
    .getByRole('row', { name: /music · suno/ })
    .getByText('Done')
    .waitFor()
  await goto('settings')
  await page.getByLabel('Name of the organization').fill('Renamed Records')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await page.getByText('Renamed Records').waitFor()
  expect(errors).toEqual([])
})

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)(
  '%i pixels wide, %s: offline one keeps what one sees, and it goes on by itself',
  async (width, colorScheme) => {
    const { page, picture } = await console.open('ADMIN', 'overview', { width, colorScheme })
    await page.getByText('Latest tasks').waitFor()
    await page.context().setOffline(true)
    await page.getByText('You are offline.').waitFor()
    expect(await page.getByText('Latest tasks').isVisible()).toBe(true)
    expect(await violationsOf(page)).toEqual([])
    await picture('overview-offline')
    if (width < 500) await page.getByRole('button', { name: 'Open the menu' }).click()
    await page.getByRole('link', { name: 'Members' }).click()
    await page.getByRole('status', { name: 'Loading…' }).waitFor()
    const member = { organizationId: console.organization.id, name: `Nina ${width}`, role: 'MEMBER' }
    expect(await mutate(console.holdfast.operator, 'addMember', member)).toMatchObject({
      __typename: 'AddMemberSuccess',
    })
    await page.context().setOffline(false)
    await page.getByText(`Nina ${width}`).waitFor()
    await page.getByText('You are offline.').waitFor({ state: 'hidden' })
  },
)

test('a read that fails while older figures are shown is told with its reason, until one succeeds', async () => {
  const { page, picture } = await console.open('ADMIN', 'overview')
  await page.getByText('Latest tasks').waitFor()
  const refusal = { message: 'This is not allowed just now.', extensions: { code: 'FORBIDDEN' } }
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('query Overview')
      ? route.fulfill({ json: { errors: [refusal] } })
      : route.fallback(),
  )
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  const told = page.getByText(/Could not be read: the overview\. What you see is of .*This is not allowed just now\./)
  await told.waitFor()
  expect(await page.getByText('Latest tasks').isVisible()).toBe(true)
  expect(await violationsOf(page)).toEqual([])
  await picture('overview-not-read')
  await page.unroute('**/graphql')
  await page.getByRole('button', { name: 'Try now' }).click()
  await told.waitFor({ state: 'hidden' })
})

test('an alert says whose budget it is about, and leads to it', async () => {
  const { admin, member, owner } = console.organization
  const { organization } = await owner.run(Members, {})
  const memberId = organization?.members.edges.find(({ node }) => node.role === 'MEMBER')?.node.id
  const budget = { creditType: 'music', memberId, tag: 'campaign', period: 'MONTH', limit: 20, thresholds: [50] }
  expect(await mutate(admin, 'createBudget', budget)).toMatchObject({ __typename: 'CreateBudgetSuccess' })
  const task = { model: 'suno', operation: 'music', tags: ['campaign'], input: { prompt: 'a budgeted song' } }
  expect(await mutate(member, 'submitTask', task)).toMatchObject({ __typename: 'SubmitTaskSuccess' })
  const { page, errors } = await console.open('ADMIN', 'overview')
  const alert = page.getByRole('region', { name: 'Alerts' }).getByRole('listitem').first()
  await alert.getByText('Budget of MEMBER 2 · Tag campaign').waitFor()
  await alert.getByRole('link').click()
  await page.waitForURL(/members\/budgets\?budget=/)
  await page.locator('tr[aria-current]').getByText('MEMBER 2', { exact: true }).waitFor()
  expect(errors).toEqual([])
})

test('the overview counts what members hold and the organization’s own credits, in one sum', async () => {
  const { admin, owner } = console.organization
  const { organization } = await owner.run(Members, {})
  const memberId = organization?.members.edges.find(({ node }) => node.role === 'MEMBER')?.node.id
  const given = { creditType: 'music', allocations: [{ memberId, credits: 100 }] }
  expect(await mutate(admin, 'allocateCredits', given)).toMatchObject({ __typename: 'AllocateCreditsSuccess' })
  type Read = { organization: { wallet: { available: number; locked: number; frozen: number } } }
  const read = async () =>
    (
      await admin.send<Read, unknown>(
        '{ organization { heldByMembers { members available } wallet { available locked frozen } } }',
      )
    ).data
  // A task of the story before may be under way.
  await expect.poll(async () => (await read())?.organization.wallet.frozen).toBe(0)
  const data = await read()
  expect(data).toMatchObject({ organization: { heldByMembers: [{ members: 1, available: 100 }] } })
  const { available = 0, locked = 0 } = data?.organization.wallet ?? {}
  const own = available + locked
  const { page } = await console.open('ADMIN', 'overview')
  await page.getByText(`These ${own} credits are the organization’s own. One member holds 100 more`).waitFor()
  await page.getByText(`${(own + 100).toLocaleString('en-GB')} credits in all.`).waitFor()
})

test('a stranger is led to the sign-in, and from there back to the page', async () => {
  const { page } = await console.open('VIEWER', 'settings')
  await page.context().clearCookies()
  await page.goto(page.url())
  await page.waitForURL(/\/auth/)
  await page.getByLabel('E-mail address').filter({ visible: true }).fill('viewer@console.example')
  await page.getByLabel('Password').filter({ visible: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/console\/.*\/settings/)
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
})

test('the address of another organization says that one does not belong to it', async () => {
  const other = await console.holdfast.organization()
  const { page } = await console.open('ADMIN', 'overview')
  await page.goto(page.url().replace(console.organization.id, other.id))
  await page.getByText('You do not belong to this organization').waitFor()
})

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)('%i pixels wide, %s: nothing is cut off, and axe finds nothing', async (width, colorScheme) => {
  const { page, picture } = await console.open('ADMIN', 'overview', { width, colorScheme })
  await page.getByText('Latest tasks').waitFor()
  expect(await violationsOf(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  await picture('overview')
})

test('an organization that never had credits says so, and shows the first ones when they come', async () => {
  const { holdfast } = console
  const { page, errors } = await console.open('ADMIN', 'settings')
  const subject = await page.evaluate(async () => {
    const body = JSON.stringify({ query: '{ viewer { person { subject } } }' })
    const answer = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return (await answer.json()).data.viewer.person.subject as string
  })
  const input = { name: 'Quiet Studio', members: [{ name: 'Ada', role: 'OWNER' }] }
  const selection = 'organization { id members(first: 1) { edges { node { id } } } }'
  const { organization } = await mutate<{
    organization: { id: string; members: { edges: { node: { id: string } }[] } }
  }>(holdfast.operator, 'createOrganization', input, selection)
  const memberId = organization.members.edges[0]?.node.id
  await mutate(holdfast.operator, 'linkMember', { memberId, subject })
  const pages = {
    ...{ tasks: 'No tasks yet', members: 'Ada', mine: 'You have not asked for credits yet.' },
    ...{ 'credits/lots': 'No credits here', 'credits/journal': 'No changes found' },
    ...{ usage: 'There are no credits yet', overview: 'There are no credits yet' },
  }
  for (const [path, text] of Object.entries(pages)) {
    await page.goto(page.url().replace(/console\/.*/, `console/${organization.id}/${path}`))
    await page.getByText(text).first().waitFor()
  }
  const grant = { organizationId: organization.id, creditType: 'music', kind: 'TOP_UP', credits: 500 }
  await mutate(holdfast.operator, 'grantCredits', grant)
  await page.getByRole('region', { name: 'Available' }).getByText('500').waitFor()
  expect(errors).toEqual([])
})
