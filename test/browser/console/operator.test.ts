// The operator's day in the console: finding a customer, looking as them, correcting credits, settling payments, loading prices.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../../support/axe.ts'
import { cutOff, startConsole, type TestConsole } from '../../support/console.ts'
import { mutate } from '../../support/mutate.ts'

let console: TestConsole
let customer: string

beforeAll(async () => {
  console = await startConsole({ payments: { manual: true, sandbox: true } })
  customer = `organizations/${console.organization.id}`
})
afterAll(() => console.stop())

const rowOf = (page: Page, name: string | RegExp) => page.getByRole('row').filter({ hasText: name })

async function submit(prompt: string, more: object = {}): Promise<string> {
  const task = { model: 'suno', operation: 'music', input: { prompt, sandbox: { durationMs: 1, ...more } } }
  const { __typename } = await mutate(console.organization.member, 'submitTask', task)
  return __typename
}

/** Buys a pack by invoice. Returns the id of the payment. */
async function invoice(): Promise<string> {
  const pack = {
    ...{ name: 'studio', title: 'Studio', price: { amount: 1_000, currency: 'USD' } },
    credits: [{ creditType: 'music', credits: 1_000 }],
  }
  const { operator } = console.holdfast
  const made = await mutate<{ creditPack: { id: string } }>(operator, 'createCreditPack', pack, 'creditPack { id }')
  const input = { packId: made.creditPack.id, provider: 'MANUAL' }
  const { payment } = await mutate<{ payment: { id: string } }>(
    console.organization.admin,
    'startPurchase',
    input,
    'payment { id }',
  )
  return payment.id
}

test('an operator signs in with a platform key, finds a customer, and looks as their admin without being able to act', async () => {
  const { page, errors } = await console.operate('sign-in')
  await page.context().clearCookies()
  await page.goto(`${console.holdfast.holdfast.url}/console/operator/payments`)
  await page.getByRole('heading', { name: 'Sign in as the operator' }).waitFor()
  await page.getByRole('textbox', { name: 'Platform key' }).fill('hf_operator_0000')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await page.getByRole('textbox', { name: 'Platform key' }).fill(await console.platformKey())
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Payments' }).waitFor()
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Name, id or mail address' }).fill('test rec')
  await page.getByRole('option', { name: 'Test Records' }).click()
  await page.getByRole('heading', { level: 1, name: 'Test Records' }).waitFor()
  await page.getByRole('link', { name: 'Open as this customer' }).click()
  await page.getByText('You look at Test Records as the operator. Nothing can be changed here.').waitFor()
  for (const name of ['New task', 'Top up']) expect(await page.getByRole('link', { name }).count()).toBe(0)
  await page.getByRole('link', { name: 'Members' }).click()
  await rowOf(page, 'MEMBER 2').waitFor()
  expect(await page.getByRole('button', { name: 'Give credits' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Back to the operator’s pages' }).click()
  await page.getByRole('heading', { level: 1, name: 'Test Records' }).waitFor()
  await page.getByRole('link', { name: 'Audit log' }).click()
  await rowOf(page, 'Opened the organization to look at it').getByText('Oda of support').waitFor()
  await page.getByRole('button', { name: 'Oda of support' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in as the operator' }).waitFor()
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
})

test('credits are corrected with a reason, and the balance and the journal show it at once', async () => {
  const { page, errors } = await console.operate(customer)
  await rowOf(page, 'music').getByText('1,000').first().waitFor()
  await page.getByRole('button', { name: 'Correct the music credits' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Remove', { exact: true }).click()
  await dialog.getByLabel('music credits').fill('2000')
  await dialog.getByText('Only 1,000 are available').waitFor()
  await dialog.getByLabel('music credits').fill('100')
  await dialog.getByText('1,000 → 900 music credits available').waitFor()
  await dialog.getByRole('button', { name: 'Remove the credits' }).click()
  await dialog.getByRole('alert').getByText('To complete or correct: Reason.').waitFor()
  await dialog.getByLabel('Reason').fill('Granted twice')
  await dialog.getByRole('button', { name: 'Remove the credits' }).click()
  await page.getByText('The balance is corrected.').waitFor()
  await rowOf(page, 'music').getByText('900', { exact: true }).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Credits' }).click()
  await page.getByText('Granted twice').waitFor()

  await page.getByRole('button', { name: 'Grant credits' }).click()
  await dialog.getByLabel('Credits').first().fill('250')
  await dialog.getByRole('button', { name: 'Grant them' }).click()
  await page.getByText('250 music credits are granted.').waitFor()
  await rowOf(page, 'music').getByText('1,150', { exact: true }).waitFor()
  expect(errors).toEqual([])
})

async function newestTask(): Promise<string> {
  const { data } = await console.holdfast.operator.send<{ tasks: { edges: { node: { id: string } }[] } }, unknown>(
    '{ tasks(first: 1) { edges { node { id } } } }',
  )
  return data?.tasks.edges[0]?.node.id ?? ''
}

test('a task of any organization is found while it runs, its cost is recorded, and its credits are given back', async () => {
  const { page, errors } = await console.operate('tasks')
  await page.getByText('No tasks yet').waitFor()
  expect(await submit('too quiet')).toBe('SubmitTaskSuccess')
  expect(await submit('just right')).toBe('SubmitTaskSuccess')
  const rows = page.getByRole('row').filter({ hasText: 'Test Records' })
  await rows.filter({ hasText: 'too quiet' }).getByText('Done').waitFor()
  await page.getByLabel('Search').fill('QUIET')
  await rows.filter({ hasText: 'just right' }).waitFor({ state: 'detached' })
  await page.getByRole('combobox', { name: 'Organization' }).fill('test')
  await page.getByRole('option', { name: 'Test Records' }).click()
  await page
    .getByRole('textbox', { name: 'Status' })
    .or(page.getByRole('combobox', { name: 'Status' }))
    .click()
  await page.getByRole('option', { name: 'Failed' }).click()
  await page.getByText('No task matches these filters').waitFor()
  await page.getByRole('option', { name: 'Done' }).click()
  await page.keyboard.press('Escape')
  await rows.getByRole('link', { name: 'too quiet' }).click()

  await page.getByText('Not known').waitFor()
  await page.getByRole('button', { name: 'Record cost…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount').fill('0.0125')
  await dialog.getByRole('button', { name: 'Record it' }).click()
  await page.getByText('US$0.0125').waitFor()
  await page.getByRole('button', { name: 'Give back…' }).click()
  await dialog.getByText('10 were used and not given back yet').waitFor()
  await dialog.getByLabel('Reason').fill('Half of it is silence')
  await dialog.getByRole('button', { name: 'Give the credits back' }).click()
  await page.getByText('Half of it is silence').waitFor()
  await page.getByRole('button', { name: 'Give back…' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Test Records' }).first().click()
  const parts = page.getByRole('navigation', { name: 'Parts of the customer' })
  await parts.getByRole('link', { name: 'Tasks' }).click()
  await rowOf(page, '10 given back').getByText('Done').waitFor()

  expect(await submit('endless', { durationMs: 60_000 })).toBe('SubmitTaskSuccess')
  await rowOf(page, 'Running').getByRole('link', { name: 'endless' }).click()
  await page.getByRole('button', { name: 'Let it fail…' }).click()
  await dialog.getByLabel('Reason').fill('The model is down')
  await dialog.getByRole('button', { name: 'Let it fail' }).click()
  await page.getByText('The model is down').waitFor()
  expect(errors).toEqual([])
})

test('a customer gets a price of their own, a list of them after its difference, and pays the price for all again', async () => {
  const { page, errors } = await console.operate(`${customer}/prices`)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'New own price' }).click()
  await dialog.getByRole('combobox', { name: 'Operation' }).click()
  await page.getByRole('option', { name: 'music · suno' }).click()
  await dialog.getByLabel('music credits per call').fill('7')
  await dialog.getByText('10 music per call → 7 music per call').waitFor()
  await dialog.getByRole('button', { name: 'Set the price' }).click()
  const row = rowOf(page, 'music · suno')
  await row.getByText('7 music per call').waitFor()
  await row.getByText('10 music per call').waitFor()

  await page.getByRole('button', { name: 'Load a list' }).click()
  const text = page.getByLabel('Prices as JSON')
  const look = page.getByRole('button', { name: 'Look at the difference' })
  await text.fill('[{ "model": "suno" }]')
  await look.click()
  await page.getByText('Price 1 must have model, operation, creditType and credits.').waitFor()
  const lyrics = { model: 'suno', operation: 'lyrics', creditType: 'music', credits: 2 }
  await text.fill(JSON.stringify([{ ...lyrics, creditType: 'Not a type' }]))
  await look.click()
  await page.getByRole('button', { name: 'Set these prices' }).click()
  await page.getByRole('alert').getByText('creditType', { exact: false }).waitFor()
  await text.fill(JSON.stringify({ priceRules: [lyrics] }))
  await page.getByLabel('End own prices that are not in the list').check()
  await look.click()
  await page.getByText('2 changes, none made yet').waitFor()
  await page.getByRole('button', { name: 'Set these prices' }).click()
  await page.getByText('2 prices are set.').waitFor()
  await row.waitFor({ state: 'detached' })
  await rowOf(page, 'lyrics · suno').getByRole('button', { name: 'End the own price' }).click()
  await dialog.getByText('5 music per call').waitFor()
  await dialog.getByRole('button', { name: 'End it' }).click()
  await page.getByText('No own prices').waitFor()
  await page.getByRole('button', { name: 'New own price' }).click()
  await dialog.getByRole('combobox', { name: 'Operation' }).click()
  await page.getByRole('option', { name: 'lyrics · suno' }).click()
  await dialog.getByLabel('music credits per call').fill('4')
  await dialog.getByRole('button', { name: 'Set the price' }).click()
  await rowOf(page, 'lyrics · suno').getByText('4 music per call').waitFor()
  expect(errors).toEqual([])
})

test('receipts get a sender, a provider is added, paused and changed, and a façade is tried with a key', async () => {
  const { page, errors, follow } = await console.operate('platform/seller')
  const dialog = page.getByRole('dialog')
  await page.getByText('Receipts have no sender yet').waitFor()
  await page.getByLabel('Name').fill('Platform AG')
  await page.getByRole('textbox', { name: /^Address/ }).fill('Bahnhofstrasse 1\n8001 Zürich')
  await page.getByLabel('E-mail address (optional)').fill('nobody')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('must be an email address, such as ada@example.com').waitFor()
  await page.getByLabel('E-mail address (optional)').fill('billing@platform.example')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The next receipts have these details.').waitFor()
  await page.getByText('Receipts have no sender yet').waitFor({ state: 'detached' })

  await follow('platform/providers')
  await page.getByRole('button', { name: 'New provider' }).first().click()
  await dialog.getByRole('combobox', { name: 'Provider' }).click()
  await page.getByRole('option', { name: 'sunor' }).click()
  await dialog.getByLabel('Another address (optional)').fill('ftp://proxy.example')
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await dialog.getByText('URL', { exact: false }).waitFor()
  await dialog.getByLabel('Another address (optional)').fill('https://proxy.example')
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await page.getByRole('heading', { level: 2, name: 'sunor' }).waitFor()
  await page.getByText('Set them in the environment of each process: PROVIDER_SUNOR_KEY').waitFor()
  await page.getByRole('button', { name: 'Pause it' }).click()
  await page.getByText('Paused', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Resume it' }).click()
  await page.getByText('Lacks secrets').waitFor()
  const definition = page.getByRole('textbox', { name: 'Definition' })
  const written = JSON.parse(await definition.inputValue())
  await definition.fill(JSON.stringify({ ...written, timeoutSeconds: 0 }))
  await page.getByRole('button', { name: 'Look at the difference' }).click()
  await page.getByText('1 value would change').waitFor()
  await page.getByRole('button', { name: 'Save the definition' }).click()
  await page.getByRole('alert').filter({ hasText: 'It can’t be saved' }).getByText('timeoutSeconds').waitFor()

  const made = await mutate<{ secret: string }>(
    console.organization.owner,
    'createApiKey',
    { name: 'client of sunor', scopes: ['READ'] },
    'secret',
  )
  await follow('platform/providers/facades/sunor')
  await page.getByLabel('API key').fill(made.secret)
  await page.getByRole('button', { name: 'Send it' }).click()
  await page.getByText(/Answered with 200/).waitFor()
  await page.getByText('"frozen"', { exact: false }).waitFor()
  await page.getByRole('link', { name: 'All façades' }).click()
  await page.getByRole('button', { name: 'New façade' }).click()
  await dialog.getByRole('combobox', { name: 'Copy of (optional)' }).click()
  await page.getByRole('option', { name: 'sunor' }).click()
  await dialog.getByLabel('Name').fill('mine')
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await page.getByRole('heading', { level: 2, name: 'mine' }).waitFor()
  await page.getByText('Answered by sunor, which was turned on before').first().waitFor()
  await page.getByRole('button', { name: 'Remove…' }).click()
  await dialog.getByRole('button', { name: 'Remove it' }).click()
  await rowOf(page, 'mine').waitFor({ state: 'detached' })
  expect(errors).toEqual([])
})

test('too little comes for an invoice: it waits for a person, who accepts it as it is', async () => {
  const paymentId = await invoice()
  const { page, errors, goto } = await console.operate('payments')
  await page.getByText('No payment waits for you.').waitFor()
  await goto(`payments/${paymentId}`)
  await page.getByRole('button', { name: 'Confirm what came…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Arrived in all, in USD').fill('6')
  await dialog.getByLabel('Reference of the transfer (optional)').fill('transfer 77')
  await dialog.getByRole('button', { name: 'Confirm it' }).click()
  await page.getByText('Too little was paid').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Payments 1' }).waitFor()

  await page.getByRole('link', { name: 'All payments' }).click()
  await rowOf(page, 'transfer 77').getByText('Too little was paid').waitFor()
  await page.getByRole('link', { name: 'Studio' }).click()
  await page.getByRole('button', { name: 'Accept as it is…' }).click()
  await dialog.getByText('US$6.00 came, and US$10.00 were due.').waitFor()
  await dialog.getByLabel('Reason').fill('A good customer')
  await dialog.getByRole('button', { name: 'Accept it' }).click()
  await page.getByText('The payment is settled.').waitFor()
  await page.getByText('600 music credits, 600 left, 0 used').waitFor()
  expect(await page.getByText('Too little was paid').count()).toBe(0)
  await page.getByRole('button', { name: 'Give money back…' }).waitFor()

  const reference = (await page.getByText(/^RF\d\d [0-9A-Z]{4} [0-9A-Z]{4}$/).textContent()) ?? ''
  await page.keyboard.press('Control+K')
  await dialog.getByRole('combobox', { name: 'Name, id or mail address' }).fill(reference.toLowerCase())
  await page.getByRole('option', { name: 'The payment with this reference' }).click()
  await rowOf(page, reference).waitFor()
  const find = page.getByRole('searchbox', { name: 'Find a payment by its reference' })
  await find.fill('RF00 0000 0000')
  await page.getByText('No payment has this reference.').waitFor()
  await find.fill('transfer 77')
  await rowOf(page, 'transfer 77').waitFor()
  expect(errors).toEqual([])
})

const TUNES = {
  name: 'tunes',
  description: 'Songs by the call.',
  priceRules: [{ provider: 'acme', model: 'tune-2', operation: 'song', creditType: 'music', credits: 12 }],
  plans: [
    {
      ...{ name: 'small', title: 'Small', price: { amount: 900, currency: 'EUR' }, interval: 'MONTH' },
      credits: [{ creditType: 'music', credits: 1_000 }],
    },
  ],
}

test('a price list is loaded after a look at its difference and at what it would have changed', async () => {
  const { page, errors } = await console.operate('prices/load')
  await page.getByLabel('Or paste it here').fill('{ "name": ')
  await page.getByRole('button', { name: 'Look at the difference' }).click()
  await page.getByText('This is not JSON').waitFor()
  const wrong = { ...TUNES, priceRules: [{ ...TUNES.priceRules[0], credits: -1 }] }
  await page.getByLabel('Or paste it here').fill(JSON.stringify(wrong))
  await page.getByRole('button', { name: 'Look at the difference' }).click()
  await page.getByText('It can’t be loaded').waitFor()
  await page.getByText('priceRules.0.credits').or(page.getByText('priceRules[0].credits')).waitFor()

  await page.getByLabel('Or paste it here').fill(JSON.stringify(TUNES))
  await page.getByRole('button', { name: 'Look at the difference' }).click()
  await page.getByText('2 changes, none made yet').waitFor()
  await page.getByText('price tune-2 song standard').waitFor()
  await page.getByRole('button', { name: 'Load it…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Load it' }).click()
  await page.getByText('The catalogue is in force.').waitFor()
  await page.getByRole('link', { name: 'In force' }).click()
  await page.getByLabel('Model or operation').fill('tune')
  await rowOf(page, 'song · tune-2').getByText('12 music per call').waitFor()

  await page.getByRole('link', { name: 'Load a catalogue' }).click()
  await page.getByText('Comes with Holdfast').click()
  await page.getByRole('combobox', { name: 'Catalogue' }).click()
  await page.getByRole('option', { name: 'sunor' }).click()
  await page.getByRole('button', { name: 'Look at the difference' }).click()
  await page.getByText('Nothing would change').waitFor()
  await page.getByRole('button', { name: 'What if?' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Play it' }).click()
  await page.getByText('Done', { exact: true }).waitFor()
  await page.getByRole('heading', { name: 'By organization, the largest change first' }).waitFor()
  await rowOf(page, 'Test Records').getByText('20 → 20').waitFor()
  expect(errors).toEqual([])
})

test('a price is changed in a form, which says the difference and plays it on the past first', async () => {
  const { page, errors, goto } = await console.operate('prices')
  const dialog = page.getByRole('dialog')
  await page.getByLabel('Model or operation').fill('tune')
  await page.getByRole('button', { name: 'Change the price of song · tune-2' }).click()
  await dialog.getByText('12 music per call').waitFor()
  await dialog.getByLabel('music credits per call').fill('15')
  await dialog.getByText('12 music per call → 15 music per call (+25%)').waitFor()
  await dialog.getByText('Change the catalogue tunes, too', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'What if?' }).click()
  await dialog.getByRole('button', { name: 'Play it' }).click()
  await page.getByText('Done', { exact: true }).waitFor()

  await goto('prices')
  await page.getByLabel('Model or operation').fill('tune')
  await page.getByRole('button', { name: 'Change the price of song · tune-2' }).click()
  await dialog.getByLabel('music credits per call').fill('15')
  await dialog.getByLabel('From (optional)').fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Set the price' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('From (optional)').fill('')
  await dialog.getByRole('button', { name: 'Set the price' }).click()
  await page.getByText('The price is in force.').waitFor()
  await rowOf(page, 'song · tune-2').getByText('15 music per call').waitFor()
  expect(errors).toEqual([])
})

test('a customer gets a plan, is paused in it, and is suspended and resumed', async () => {
  const { page, errors, follow } = await console.operate(`${customer}/plan`)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Start a plan' }).click()
  await dialog.getByRole('combobox', { name: 'Plan' }).click()
  await page.getByRole('option', { name: /Small/ }).click()
  await dialog.getByRole('button', { name: 'Start the plan' }).click()
  await page.getByText('Active', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Pause…' }).click()
  await dialog.getByRole('button', { name: 'Pause it' }).click()
  await page.getByText('Paused', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Resume…' }).last().click()
  await dialog.getByRole('button', { name: 'Resume it' }).click()
  await page.getByText('Active', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Suspend…' }).click()
  await dialog.getByLabel('Reason, which its members read').fill('The invoice of May')
  await dialog.getByRole('button', { name: 'Suspend it' }).click()
  await page.getByRole('link', { name: 'Summary' }).click()
  await page.getByText('It is suspended and can’t start tasks: The invoice of May').waitFor()
  expect(await submit('not now')).toBe('OrganizationSuspendedError')
  await page.getByRole('button', { name: 'Resume…' }).click()
  await dialog.getByRole('button', { name: 'Resume it' }).click()
  await page.getByRole('button', { name: 'Suspend…' }).waitFor()
  await follow('organizations/org_none')
  await page.getByText('There is no such organization').waitFor()
  expect(errors).toEqual([])
})

test('a platform key is made with its scopes, shown once, replaced and ended; a key that only reads acts nowhere', async () => {
  const { page, errors } = await console.operate('platform/keys')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'New platform key' }).click()
  await dialog.getByLabel('Name').fill('nightly report')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  expect(await dialog.getByLabel('Secret of the key').inputValue()).toMatch(/^hf_operator_/)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = rowOf(page, 'nightly report')
  await row.getByRole('button', { name: 'End nightly report' }).click()
  await dialog.getByRole('button', { name: 'End the key' }).click()
  await row.waitFor({ state: 'detached' })

  const reader = await console.operate(customer, {}, ['READ'])
  await rowOf(reader.page, 'music').waitFor()
  for (const name of ['Grant credits', 'Correct the music credits', 'Suspend…'])
    expect(await reader.page.getByRole('button', { name }).count()).toBe(0)
  await reader.goto('platform/keys')
  await reader.page.getByText('Your key does not include this').waitFor()
  await reader.page.getByText('It needs a platform key with the scope KEYS.', { exact: false }).waitFor()
  expect([...errors, ...reader.errors]).toEqual([])
})

test('an operator sees which process writes the ledger, and that it goes on while maintenance refuses new tasks', async () => {
  const { page, errors, goto } = await console.operate('platform')
  const row = page.getByRole('row').filter({ hasText: `:${process.pid}` })
  await row.getByText('Writes the ledger').waitFor()
  await page.getByRole('region', { name: 'The ledger' }).getByText(`:${process.pid}`).waitFor()
  await goto('platform/maintenance')
  await page.getByLabel('What the refused callers read').fill('Back at noon')
  await page.getByRole('button', { name: 'Begin maintenance' }).click()
  await page.getByText('Maintenance is under way').waitFor()
  expect(await submit('not now')).toBe('MaintenanceError')
  await goto(customer)
  await page.getByText('It can’t start tasks during maintenance: Back at noon').waitFor()
  await goto('platform/maintenance')
  await page.getByRole('button', { name: 'End maintenance' }).click()
  await page.getByRole('button', { name: 'Begin maintenance' }).waitFor()
  expect(errors).toEqual([])
})

test('a session whose key is revoked leads to the page for signing in', async () => {
  const { page } = await console.operate('platform/keys')
  // The newest key is first: that of this session.
  await rowOf(page, 'Oda of support').first().getByRole('button', { name: 'End Oda of support' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End the key' }).click()
  await page.getByRole('heading', { name: 'Sign in as the operator' }).waitFor()
})

const PAGES = {
  organizations: 'Test Records',
  tasks: 'music · suno',
  payments: 'No payment waits for you.',
  'payments?show=all': 'Studio',
  prices: 'music · suno',
  'prices/plans': 'Small',
  'prices/packs': 'Studio',
  'prices/load': 'Choose a catalogue',
  'prices/simulations': 'sunor',
  totals: 'Who uses most',
  'totals/revenue': 'Revenue by month',
  'totals/margins': 'Margin',
  platform: 'Writes the ledger',
  'platform/keys': 'Oda of support',
  'platform/webhooks': 'No webhooks yet',
  'platform/providers': 'sunor',
  'platform/providers/sunor': 'Address and limits',
  'platform/providers/facades/sunor': 'Try it',
  'platform/seller': 'Nordlicht Records GmbH',
  'platform/maintenance': 'Begin maintenance',
  'platform/audit': 'Oda of support',
} as const

const PARTS = {
  '': 'Latest tasks',
  '/credits': 'Granted twice',
  '/plan': 'Small',
  '/prices': 'Price for all',
  '/tasks': 'music · suno',
  '/payments': 'Studio',
  '/usage': 'Revenue by month',
  '/people': 'MEMBER 2',
  '/audit': 'Corrected credits',
  '/settings': 'Billing details',
} as const

/** The windows and themes in which each page is looked at. */
const LOOKS = [
  { width: 1_680, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const

/** Looks at each page, by its text: axe finds nothing, and nothing is cut off. Each is loaded once, and looked at in all themes. */
async function lookAt(
  { page, look, picture }: Awaited<ReturnType<TestConsole['operate']>>,
  go: (path: string) => Promise<void>,
  pages: readonly (readonly [path: string, text: string])[],
) {
  for (const [path, text] of pages) {
    await look(LOOKS[0])
    await go(path)
    await page.locator('main').getByText(text).first().waitFor()
    for (const looks of LOOKS) {
      await look(looks)
      expect([path, looks, await violationsOf(page)]).toEqual([path, looks, []])
      expect([path, looks, await cutOff(page)]).toEqual([path, looks, []])
      await picture(`operator-${path.replace(console.organization.id, 'customer').replaceAll(/\W/g, '-')}`)
    }
  }
}

test('wide and light, narrow and dark: nothing is cut off, and axe finds nothing', async () => {
  const opened = await console.operate('organizations')
  const ofCustomer = Object.entries(PARTS).map(([part, text]) => [customer + part, text] as const)
  const taskId = await newestTask()
  await lookAt(opened, opened.follow, [...Object.entries(PAGES), ...ofCustomer, [`tasks/${taskId}`, 'Cost upstream']])
  expect(opened.errors).toEqual([])
})

/** What an operator sees of an organization that they have opened. */
const OPENED = {
  overview: 'You look at Test Records',
  members: 'MEMBER 2',
  'settings/keys': 'Programs call Holdfast with a key',
} as const

test('an opened organization, wide and light, narrow and dark: axe finds nothing', async () => {
  const as = `as/${console.organization.id}`
  const opened = await console.operate(`${as}/overview`)
  const pages = Object.entries(OPENED).map(([path, text]) => [`${as}/${path}`, text] as const)
  await lookAt(opened, opened.goto, pages)
  expect(opened.errors).toEqual([])
})
