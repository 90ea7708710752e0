// The settings in the console: keys, webhooks, the audit log, and closing the organization.

import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { CallbackReceiver } from '../../support/callbackReceiver.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'

let console: TestConsole
let receiver: CallbackReceiver

beforeAll(async () => {
  receiver = await CallbackReceiver.start()
  console = await startConsole({ privateWebhooks: true })
})
afterAll(async () => {
  await console.stop()
  receiver.stop()
})

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
  const prefixOf = (secret: string) => secret.slice(0, 'hf_member_'.length + 6)
  await row.filter({ hasText: prefixOf(first) }).waitFor()
  await row.getByRole('button', { name: 'Replace…' }).click()
  await dialog.getByRole('combobox', { name: 'The old key still works for' }).click()
  await page.getByRole('option', { name: 'No time: it stops at once' }).click()
  await dialog.getByRole('button', { name: 'Replace the key' }).click()
  const second = await dialog.getByLabel('Secret of the key').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => works(first)).toBe(false)
  expect(await works(second)).toBe(true)
  // The row of the key that was replaced has gone, and that of the new one is there.
  await row.filter({ hasText: prefixOf(first) }).waitFor({ state: 'detached' })
  await row
    .filter({ hasText: prefixOf(second) })
    .getByRole('button', { name: 'End…' })
    .click()
  await dialog.getByRole('button', { name: 'End the key' }).click()
  await row.waitFor({ state: 'detached' })
  await expect.poll(() => works(second)).toBe(false)
  expect(errors).toEqual([])
})

test('an admin is warned of a low balance and before a loss, and chooses the mails', async () => {
  const { page, errors } = await console.open('ADMIN', 'settings')
  await page.getByRole('link', { name: 'Alerts and mails' }).click()
  await page.getByLabel('Warn at or below so many credits').fill('2000')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('At 2,000 music credits or fewer').waitFor()
  await page.getByText('Below it now').waitFor()
  await page.getByLabel('Days before the loss').fill('14')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The warning is saved.').waitFor()
  const wanted = page.getByRole('switch', { name: 'A member asks for more credits' })
  await wanted.click({ force: true })
  await expect.poll(() => wanted.isChecked()).toBe(false)
  expect(await page.getByRole('switch', { name: 'The plan has renewed' }).count()).toBe(0)
  await page.getByRole('button', { name: /Remove: At 2,000/ }).click()
  await page.getByText('Nothing warns you yet.').waitFor()
  const { data } = await console.organization.admin.send<{ organization: { expiryAlertDays: number } }, unknown>(
    '{ organization { expiryAlertDays } }',
  )
  expect(data?.organization.expiryAlertDays).toBe(14)
  expect(errors).toEqual([])
})

test('an admin adds a webhook, tries it, sends a message again, pauses it, replaces its secret and ends it', async () => {
  const { page, errors } = await console.open('ADMIN', 'settings')
  await page.getByRole('link', { name: 'Webhooks' }).click()
  await page.getByRole('button', { name: 'Add a webhook' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('URL').fill('music.example')
  await dialog.getByRole('button', { name: 'Add the webhook' }).click()
  await dialog.getByText('must be a URL, such as https://example.com/hook').waitFor()
  await dialog.getByLabel('URL').fill(receiver.urlOf('/hook'))
  await dialog.getByLabel('A payment has failed').check()
  await dialog.getByRole('button', { name: 'Add the webhook' }).click()
  const first = await dialog.getByLabel('Signing secret').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('A task has ended, A payment has failed').waitFor()
  await page.getByRole('link', { name: receiver.urlOf('/hook') }).click()

  const test = async (said: string) => {
    await page.getByRole('button', { name: 'Send a test' }).click()
    await dialog.getByText(said).waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
  }
  // However soon it is tried again, it is refused until that is seen.
  receiver.answers.push(...Array.from({ length: 20 }, () => 503))
  await test('Answered 503')
  receiver.answers.length = 0
  await test('Your server has accepted it.')
  const rows = page.getByRole('row')
  const tests = rows.filter({ hasText: 'Test' })
  await tests.filter({ hasText: 'Answered 200' }).first().getByText('Delivered').waitFor()
  await expect.poll(() => tests.count()).toBe(2)

  const task = { model: 'suno', operation: 'music', input: { prompt: 'a song', sandbox: { durationMs: 100 } } }
  await mutate(console.organization.member, 'submitTask', task)
  const ended = rows.filter({ hasText: 'A task has ended' })
  await ended.getByText('Delivered').waitFor()
  await ended.getByRole('button', { name: 'Details' }).click()
  await dialog.getByText('"type": "task.ended"').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await ended.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => ended.count()).toBe(2)
  const sent = () => receiver.received.filter(({ body }) => body.type === 'task.ended')
  await expect.poll(() => sent().length).toBe(2)
  expect(new Set(sent().map(({ headers }) => headers['webhook-id'])).size).toBe(1)

  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Messages wait until you resume it.').waitFor()
  await mutate(console.organization.member, 'submitTask', task)
  await ended.getByText('On its way').waitFor()
  await page.getByRole('button', { name: 'Resume…' }).click()
  await dialog.getByLabel('Drop them').check()
  await dialog.getByRole('button', { name: 'Resume the webhook' }).click()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await ended.getByText('Given up').waitFor()

  await page.getByRole('button', { name: 'Replace the secret…' }).click()
  await dialog.getByRole('combobox').click()
  await page.getByRole('option', { name: 'No time: only with the new one' }).click()
  await dialog.getByRole('button', { name: 'Replace the secret' }).click()
  const second = await dialog.getByLabel('Signing secret').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: 'Change…' }).click()
  await dialog.getByLabel('URL').fill(receiver.urlOf('/moved'))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: receiver.urlOf('/moved') }).waitFor()
  await test('Answered 200')
  const [moved] = await receiver.at('/moved')
  const signed = moved?.headers as Record<string, string>
  expect(new Webhook(second).verify(moved?.raw ?? '', signed)).toMatchObject({ type: 'test' })
  expect(() => new Webhook(first).verify(moved?.raw ?? '', signed)).toThrow('No matching signature')

  await page.getByRole('button', { name: 'End…' }).click()
  await dialog.getByRole('button', { name: 'End the webhook' }).click()
  await page.getByText('No webhooks yet').waitFor()
  expect(errors).toEqual([])
})

test('webhooks are not shown to a member', async () => {
  const { page, goto } = await console.open('MEMBER', 'settings')
  expect(await page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0)
  await goto('settings/webhooks')
  await page.getByText('Your role does not include this').waitFor()
})

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
})

test('the audit log writes credits with their type, money in its currency, days, and enums in words', async () => {
  const { holdfast, organization } = console
  const { page, goto, errors } = await console.open('ADMIN', 'settings')
  const { data } = await organization.member.send<{ viewer: { member: { id: string; name: string } } }, unknown>(
    '{ viewer { member { id name } } }',
  )
  const member = data?.viewer.member
  const memberId = member?.id
  const allocations = [{ memberId, credits: 40 }]
  await mutate(organization.admin, 'allocateCredits', { creditType: 'music', allocations })
  await mutate(organization.admin, 'createBudget', { memberId, creditType: 'music', period: 'MONTH', limit: 2_500 })
  await mutate(holdfast.operator, 'grantCredits', {
    ...{ organizationId: organization.id, creditType: 'music', credits: 1_200, kind: 'TOP_UP' },
    ...{ paid: { amount: 1_250, currency: 'EUR' }, expiresAt: '2099-05-06T12:00:00Z' },
  })
  async function shows(action: string, ...values: readonly string[]) {
    await goto(`settings/audit?action=${action}`)
    await page.getByRole('button', { name: 'Details' }).first().click()
    for (const name of values) await page.getByRole('dialog').getByRole('cell', { name, exact: true }).waitFor()
  }
  await goto('settings/audit?action=grantCredits')
  await page.getByRole('row').filter({ hasText: 'Granted credits' }).getByText('1,200 music').waitFor()
  await shows('grantCredits', '1,200 music', '€12.50', 'Top-up', '6 May 2099, 14:00')
  await shows('createBudget', '2,500 music', 'Each month', '80 %, 100 %', 'Yes')
  await shows('allocateCredits', `${member?.name}: 40 music`)
  expect(errors).toEqual([])
})

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)('%i pixels wide, %s: nothing is cut off, and axe finds nothing', async (width, colorScheme) => {
  const { page, picture, goto } = await console.open('OWNER', 'settings', { width, colorScheme })
  const url = receiver.urlOf(`/${colorScheme}/${width}`)
  const events = ['TASK_ENDED', 'BALANCE_LOW', 'PAYMENT_FAILED', 'WEBHOOK_DISABLED', 'LOT_EXPIRING']
  const { admin } = console.organization
  const selection = 'webhookEndpoint { id }'
  const { webhookEndpoint } = await mutate<{ webhookEndpoint: { id: string } }>(
    admin,
    'createWebhookEndpoint',
    { url, events },
    selection,
  )
  await mutate(admin, 'testWebhookEndpoint', { webhookEndpointId: webhookEndpoint.id })
  const texts = {
    ...{
      keys: 'hf_member_',
      alerts: 'Days before the loss',
      webhooks: url,
      [`webhooks/${webhookEndpoint.id}`]: 'Delivered',
    },
    audit: 'Changed the organization',
    danger: 'Close the organization…',
  }
  for (const [path, text] of Object.entries(texts)) {
    await goto(`settings/${path}`)
    await page.getByText(text).first().waitFor()
    expect(await violationsOf(page)).toEqual([])
    expect(await cutOff(page)).toEqual([])
    await picture(`settings-${path.split('_')[0]?.replace('/', '-')}`)
  }
})

test('an owner closes the organization after writing its name; nobody else is offered it', async () => {
  const admin = await console.open('ADMIN', 'settings')
  expect(await admin.page.getByRole('link', { name: 'Danger zone' }).count()).toBe(0)
  const { page } = await console.open('OWNER', 'settings/danger')
  await page.getByRole('button', { name: 'Close the organization…' }).click()
  const dialog = page.getByRole('dialog')
  const close = dialog.getByRole('button', { name: 'Close for good' })
  await dialog.getByLabel('Reason').fill('The label has merged')
  await dialog.getByLabel('to confirm').fill('Renamed')
  await close.click()
  await dialog
    .getByRole('alert')
    .getByText(/To complete or correct: .*Renamed Records/)
    .waitFor()
  expect(await dialog.getByLabel('to confirm').evaluate((field) => field === document.activeElement)).toBe(true)
  await dialog.getByLabel('to confirm').fill('Renamed Records')
  await close.click()
  await page.waitForURL((url) => !url.pathname.includes('danger'))
})
