// Credits in the console: an admin tops up, sees what paid for what, and checks the proof of an entry in the browser.

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'
import { Members } from '../../support/operations.ts'
import { planOf } from '../../support/shop.ts'

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
})
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
  await page.getByText('Paid. The credits are there.').waitFor()
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
})

test('a payment by hand says whom to pay, with which reference, and shows its receipt once it is confirmed', async () => {
  const { operator } = console.holdfast
  const bankAccount = 'IBAN DE89 3704 0044 0532 0130 00\nBIC COBADEFFXXX'
  const seller = { name: 'Nordlicht Platform', address: 'Elbchaussee 1', email: 'pay@platform.example', bankAccount }
  await mutate(operator, 'setSellerDetails', seller)
  const { page, errors, picture } = await console.open('ADMIN', 'credits/top-up')
  expect(await page.getByRole('radio', { name: /Test payment/ }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'Invoice' }).click()
  await page.getByRole('button', { name: 'Buy' }).click()
  const byHand = page.getByRole('region', { name: 'To be paid by hand' })
  await byHand.getByText('US$4.99').waitFor()
  await byHand.getByText('IBAN DE89 3704 0044 0532 0130 00').waitFor()
  await byHand.getByText('Transfer the amount to this bank account').waitFor()
  await byHand.getByRole('link', { name: 'pay@platform.example' }).waitFor()
  await picture('credits-by-hand')
  const paymentId = new URL(page.url()).searchParams.get('payment')
  await byHand.getByText(/^RF\d\d [0-9A-Z]{4} [0-9A-Z]{4}$/).waitFor()
  const received = { amount: 499, currency: 'USD' }
  await mutate(operator, 'confirmManualPayment', { paymentId, received })
  await page.getByText('Paid. The credits are there.').waitFor()
  await page.getByRole('link', { name: /^Receipt/ }).waitFor()
  expect(errors).toEqual([])
})

test('an owner says whom receipts are for, and removes what was saved to pay with', async () => {
  const { page, errors, goto } = await console.open('OWNER', 'credits/top-up')
  await page.getByRole('radio', { name: /Test payment/ }).click()
  await page.getByRole('checkbox', { name: /Save the means of payment/ }).check()
  await page.getByRole('button', { name: 'Go to the payment' }).click()
  await page.getByRole('button', { name: /^Pay/ }).first().click()
  await page.waitForURL(/\/console\/.*\/credits\/top-up/)
  await goto('credits/payments')
  await page.getByText('Receipts say “Test Records” and no address.').waitFor()
  await page.getByRole('button', { name: 'Set them' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the company or person').fill('Nordlicht Records GmbH')
  await dialog.getByLabel(/^Address/).fill('Elbchaussee 12\n22763 Hamburg')
  await dialog.getByLabel('Tax id').fill('DE123456789')
  await dialog.getByText('The next receipts say').waitFor()
  await dialog.getByText('Tax id DE123456789').waitFor()
  await dialog.getByLabel('Mail address for bills').fill('nobody')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('must be an email address, such as ada@example.com').waitFor()
  await dialog.getByLabel('Mail address for bills').fill('billing@nordlicht.example')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const billing = page.getByRole('region', { name: 'Billing details' })
  await billing.getByText('22763 Hamburg').waitFor()
  const saved = page.getByRole('region', { name: 'Saved means of payment' })
  await saved.getByRole('button', { name: /^Remove/ }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await saved.getByText('Nothing is saved.').waitFor()
  expect(errors).toEqual([])
})

test('the journal is read by kind and days, and written into a file', async () => {
  const { page, errors } = await console.open('ADMIN', 'credits/journal')
  const rows = page.getByRole('row', { name: /Came in/ })
  await rows.first().waitFor()
  await page.getByText('Available now').waitFor()
  await page.getByLabel('To', { exact: true }).fill('2020-01-01')
  await page.getByText('No changes found').waitFor()
  await page.getByLabel('From', { exact: true }).fill('2019-12-31')
  await page.waitForURL(/from=2019-12-31/)
  await page.getByLabel('From', { exact: true }).fill('')
  await page.getByLabel('To', { exact: true }).fill('')
  await rows.first().waitFor()
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('From the beginning until now').first().waitFor()
  await dialog.getByRole('radio', { name: 'NDJSON' }).check()
  await dialog.getByRole('button', { name: 'Write the file' }).click()
  const link = dialog.getByRole('link', { name: /Download: NDJSON/ })
  await link.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const [line = ''] = (await readFile(await download.path(), 'utf8')).split('\n')
  expect(JSON.parse(line)).toMatchObject({ type: 'GRANT', creditType: 'music', credits: 1_000 })
  expect(errors).toEqual([])
})

test('the journal shows a task’s entries, and the browser proves one once a checkpoint is published', async () => {
  const task = { model: 'suno', operation: 'music', input: { prompt: 'rain', sandbox: { durationMs: 1 } } }
  expect(await mutate(console.organization.admin, 'submitTask', task)).toMatchObject({
    __typename: 'SubmitTaskSuccess',
  })
  const { page, errors } = await console.open('ADMIN', 'credits/journal')
  const spent = page.getByRole('row', { name: /Used.*rain/ }).first()
  await spent.waitFor()
  await spent.getByRole('button', { name: /Check the proof/ }).click()
  await page.getByText('It is proved by the next checkpoint').waitFor()
  expect(await mutate(console.holdfast.operator, 'publishCheckpoint', {})).toMatchObject({
    __typename: 'PublishCheckpointSuccess',
  })
  await spent.getByRole('button', { name: /Check the proof/ }).click()
  await page.getByText(/Proved: your browser has computed every hash up to checkpoint 1/).waitFor()
  expect(errors).toEqual([])
})

test('the journal names the member whom credits were given to, and from whom they came back', async () => {
  const { organization } = await console.organization.owner.run(Members, {})
  const member = organization?.members.edges.find(({ node }) => node.role === 'MEMBER')?.node
  const given = { allocations: [{ memberId: member?.id, credits: 7 }] }
  expect(await mutate(console.organization.admin, 'allocateCredits', given)).toMatchObject({
    __typename: 'AllocateCreditsSuccess',
  })
  const { page, errors } = await console.open('ADMIN', 'credits/journal')
  await page.getByRole('row', { name: new RegExp(`Given to ${member?.name}.*−7`) }).waitFor()
  expect(await mutate(console.organization.admin, 'reclaimCredits', { memberIds: [member?.id] })).toMatchObject({
    __typename: 'ReclaimCreditsSuccess',
  })
  await page.getByRole('row', { name: new RegExp(`Came back from ${member?.name}.*\\+7`) }).waitFor()
  expect(errors).toEqual([])
})

test('a plan says how often its credits come, and one with fewer each day but more in a year is an upgrade', async () => {
  const { operator } = console.holdfast
  const plans = [
    planOf('monthly', 100, { refresh: 'MONTH', payment: { order: 'AFTER_CREDITS', days: 3 } }),
    planOf('daily', 10, { refresh: 'DAY', payment: { order: 'AFTER_CREDITS', days: 3 } }),
  ]
  const document = { name: 'plans', description: 'For these tests.', priceRules: [], plans }
  expect(await mutate(operator, 'loadCatalogue', { source: { document } })).toMatchObject({
    __typename: 'LoadCatalogueSuccess',
  })
  const { id: organizationId } = console.organization
  expect(await mutate(operator, 'startSubscription', { organizationId, plan: 'monthly' })).toMatchObject({
    __typename: 'StartSubscriptionSuccess',
  })
  await mutate(operator, 'markSubscriptionPaid', { organizationId })
  const { page, errors, goto } = await console.open('OWNER', 'credits/plan')
  await page.getByText('100 music credits each month').waitFor()
  await page.getByText('10 music credits each day').waitFor()
  await page.getByRole('button', { name: 'Choose: Plan daily' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Change to Plan daily now?').waitFor()
  await dialog.getByRole('button', { name: 'Upgrade now' }).click()
  await page.getByText('You have Plan daily now.').waitFor()
  await goto('overview')
  await page.getByText('10 music credits each day').waitFor()
  expect(errors).toEqual([])
  const admin = await console.open('ADMIN', 'credits/plan')
  await admin.page.getByText('An owner or billing changes the plan.').waitFor()
})

const PARTS = ['lots', 'journal', 'top-up', 'payments', 'plan', 'statements']

test.each([
  [390, 'dark'],
  [1_680, 'light'],
] as const)('%i pixels wide, %s: nothing is cut off, and axe finds nothing', async (width, colorScheme) => {
  const { page, goto, picture } = await console.open('OWNER', 'credits/lots', { width, colorScheme })
  for (const part of PARTS) {
    await goto(`credits/${part}`)
    await page.locator('.card').first().waitFor()
    expect([part, await violationsOf(page)]).toEqual([part, []])
    expect(await cutOff(page)).toEqual([])
    await picture(`credits-${part}`)
  }
})

test('a member without rights to money sees what there is, and nothing to buy', async () => {
  const { page } = await console.open('MEMBER', 'credits/lots')
  await page.getByRole('navigation', { name: 'Credits' }).getByRole('link', { name: 'Journal' }).waitFor()
  expect(await page.getByRole('link', { name: 'Top up' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Payments' }).count()).toBe(0)
})
