// Receipts of tasks: what a task was submitted with, what it has cost, which lots paid, and that every number is the journal's.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

let now = Date.UTC(2027, 0, 10)
let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const RECEIPT = `receipt { attempts text
  priceRule { id credits } priceRuleVersion
  quote { bindingQuoteId priceBookVersion costs { creditType credits } createdAt expiresAt }
  maxCosts { creditType credits }
  costs { creditType price frozen released spent owed writtenOff refunded charged late
    lots { lot { id source } expiresAt spent refunded } }
  journal { sequence type credits hash task { id } proof }
  checkpoint { number hash } links { page pdf } }`

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of RECEIPT
type Receipt = any

async function receiptOf(client: Client, taskId: string): Promise<Receipt> {
  const { data, errors } = await client.send<{ node: { receipt: Receipt } | null }, unknown>(
    `{ node(id: "${taskId}") { ... on Task { ${RECEIPT} } } }`,
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data?.node?.receipt ?? null
}

interface Entry {
  readonly type: string
  readonly credits: number
  readonly hash: string
  readonly task: { readonly id: string } | null
  readonly lot: { readonly id: string } | null
}

/** The entries of a task, looked through in the journal of the pool. */
async function journalOf({ owner }: TestOrganization, creditType: string, taskId: string): Promise<Entry[]> {
  const { data } = await owner.send<{ organization: { wallet: { journal: { edges: { node: Entry }[] } } } }, unknown>(
    `{ organization { wallet(creditType: "${creditType}") { journal(first: 100) { edges { node { type credits hash task { id } lot { id } } } } } } }`,
  )
  const entries = data?.organization.wallet.journal.edges.map(({ node }) => node) ?? []
  return entries.toReversed().filter(({ task }) => task?.id === taskId)
}

const sumOf = (entries: readonly Entry[], ...types: string[]) =>
  entries.filter(({ type }) => types.includes(type)).reduce((sum, { credits }) => sum + credits, 0)

/** Every number of a cost of a receipt is a sum of the journal. */
function expectJournal(cost: Receipt, entries: readonly Entry[]) {
  expect(cost).toMatchObject({
    frozen: sumOf(entries, 'FREEZE'),
    released: sumOf(entries, 'RELEASE'),
    spent: sumOf(entries, 'SPEND'),
    owed: sumOf(entries, 'OWE'),
    writtenOff: sumOf(entries, 'WRITE_OFF'),
    refunded: sumOf(entries, 'REFUND', 'GRANT'),
    charged: sumOf(entries, 'SPEND', 'OWE') - sumOf(entries, 'REFUND', 'GRANT'),
  })
  expect(cost.lots.reduce((sum: number, lot: Receipt) => sum + lot.spent, 0)).toBe(cost.spent)
  for (const { lot, refunded } of cost.lots) {
    const back = entries.filter((entry) => entry.lot?.id === lot.id)
    expect(refunded).toBe(sumOf(back, 'REFUND'))
  }
}

let models = 0

async function newModel(credits: number): Promise<string> {
  const model = `receipt-${++models}`
  const price = { provider: 'acme', model, operation: 'song', creditType: 'music', credits }
  await mutate(holdfast.operator, 'createPriceRule', price)
  return model
}

async function grant({ id: organizationId }: TestOrganization, more: object): Promise<string> {
  const made = await mutate<{ lot: { id: string } }>(
    holdfast.operator,
    'grantCredits',
    { organizationId, creditType: 'music', kind: 'TOP_UP', ...more },
    'lot { id }',
  )
  if (!made.lot) throw new Error(JSON.stringify(made))
  return made.lot.id
}

async function submit(client: Client, input: object): Promise<string> {
  const made = await mutate<{ task: { id: string } }>(client, 'submitTask', { ...input }, 'task { id }')
  if (!made.task) throw new Error(JSON.stringify(made))
  return made.task.id
}

async function claim(model: string): Promise<string> {
  const { claimed } = await mutate<{ claimed: { lease: { leaseId: string } }[] }>(
    holdfast.operator,
    'claimTasks',
    { models: [model], limit: 1 },
    'claimed { lease { leaseId } }',
  )
  return claimed[0]?.lease.leaseId ?? ''
}

async function statusOf({ owner }: TestOrganization, taskId: string): Promise<string | undefined> {
  const { data } = await owner.send<{ node: { status: string } }, unknown>(
    `{ node(id: "${taskId}") { ... on Task { status } } }`,
  )
  return data?.node.status
}

async function timeOut(organization: TestOrganization, taskId: string, ms: number) {
  now += ms
  await expect.poll(() => statusOf(organization, taskId)).toBe('TIMED_OUT')
}

test('a task that was quoted, retried, settled late and refunded has all of it in its receipt, as the journal has it', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const expiresAt = new Date(now + 30 * 24 * 60 * 60 * 1_000).toISOString()
  const first = await grant(organization, { credits: 7, expiresAt, source: 'invoice 1' })
  const second = await grant(organization, { credits: 20, source: 'invoice 2' })
  const model = await newModel(10)
  const item = { model, operation: 'song' }
  const { bindingQuote } = await mutate<{ bindingQuote: { id: string; expiresAt: string } }>(
    organization.member,
    'createBindingQuote',
    { items: [item] },
    'bindingQuote { id expiresAt }',
  )
  await mutate(holdfast.operator, 'createPriceRule', { provider: 'acme', ...item, creditType: 'music', credits: 50 })
  const taskId = await submit(organization.member, {
    ...item,
    bindingQuoteId: bindingQuote.id,
    maxCredits: 12,
    timeoutSeconds: 120,
  })
  expect(await receiptOf(organization.member, taskId)).toBeNull()
  const leaseId = await claim(model)
  await mutate(holdfast.operator, 'returnTask', { taskId, leaseId, reason: 'no memory' })
  now += 30_000
  await claim(model)
  await timeOut(organization, taskId, 120_000)
  expect(await receiptOf(organization.member, taskId)).toMatchObject({
    attempts: 2,
    costs: [{ price: 10, frozen: 10, released: 10, spent: 0, charged: 0, late: null, lots: [] }],
    journal: [{ type: 'FREEZE' }, { type: 'RELEASE' }],
  })
  await mutate(holdfast.operator, 'completeTask', { taskId, credits: 9, result: {} })
  await mutate(holdfast.operator, 'refundTask', { taskId, credits: 4, reason: 'was silent' })
  await mutate(holdfast.operator, 'publishCheckpoint', {})

  const receipt = await receiptOf(organization.member, taskId)
  expect(receipt).toMatchObject({
    attempts: 2,
    priceRule: { credits: 10 },
    priceRuleVersion: receipt.quote.priceBookVersion,
    quote: {
      bindingQuoteId: bindingQuote.id,
      costs: [{ creditType: 'music', credits: 10 }],
      expiresAt: bindingQuote.expiresAt,
    },
    maxCosts: [{ creditType: 'music', credits: 12 }],
    costs: [
      {
        ...{
          creditType: 'music',
          price: 10,
          frozen: 19,
          released: 10,
          spent: 9,
          refunded: 4,
          charged: 5,
          late: 'PAID',
        },
        lots: [
          { lot: { id: first, source: 'invoice 1' }, expiresAt, spent: 7, refunded: 2 },
          { lot: { id: second, source: 'invoice 2' }, expiresAt: '2028-01-10T00:00:00.000Z', spent: 2, refunded: 2 },
        ],
      },
    ],
  })
  const entries = await journalOf(organization, 'music', taskId)
  expectJournal(receipt.costs[0], entries)
  expect(receipt.journal.map(({ hash }: Entry) => hash)).toEqual(entries.map(({ hash }) => hash))
  for (const { proof } of receipt.journal) {
    expect(proof.checkpoint.hash).toBe(receipt.checkpoint.hash)
  }
  expect(receipt.text).toContain(`Quote             ${bindingQuote.id}: 10 music`)
  expect(receipt.text).toContain('Accepted maximum  12 music')
  expect(receipt.text).toMatch(/\nCharged +5\n/)

  const page = await (await fetch(receipt.links.page)).text()
  expect(page).toContain(`Receipt for a task: ${model} song`)
  expect(page).toContain('invoice 1')
  expect((await fetch(receipt.links.pdf)).headers.get('content-type')).toBe('application/pdf')
})

test('a receipt keeps the quote after the quote was removed', async () => {
  const organization = await holdfast.organization()
  const model = await newModel(10)
  const { bindingQuote } = await mutate<{ bindingQuote: { id: string } }>(
    organization.member,
    'createBindingQuote',
    { items: [{ model, operation: 'song' }], validForSeconds: 60 },
    'bindingQuote { id }',
  )
  const taskId = await submit(organization.member, { model, operation: 'song', bindingQuoteId: bindingQuote.id })
  await mutate(holdfast.operator, 'completeTask', { taskId, result: {} })
  await holdfast.holdfast.app.prisma.quoteItem.deleteMany({ where: { organizationId: organization.uuid } })
  await holdfast.holdfast.app.prisma.quote.deleteMany({ where: { organizationId: organization.uuid } })
  expect(await receiptOf(organization.owner, taskId)).toMatchObject({
    quote: { bindingQuoteId: bindingQuote.id, costs: [{ credits: 10 }] },
    maxCosts: null,
    attempts: 0,
  })
})

test('a task that came late and that the wallet could not pay says what is owed, and what of it was refunded', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const model = await newModel(10)
  const taskId = await submit(organization.member, { model, operation: 'song', timeoutSeconds: 60 })
  await timeOut(organization, taskId, 60_000)
  await submit(organization.member, { model, operation: 'song' })
  await mutate(holdfast.operator, 'completeTask', { taskId, result: {} })
  await grant(organization, { credits: 30 })
  await mutate(holdfast.operator, 'refundTask', { taskId, reason: 'was silent' })
  const receipt = await receiptOf(organization.owner, taskId)
  expect(receipt.costs).toMatchObject([{ spent: 0, owed: 10, refunded: 10, charged: 0, late: 'OWED', lots: [] }])
  expectJournal(receipt.costs[0], await journalOf(organization, 'music', taskId))
})

test('a task that costs nothing has a receipt, and a stranger has none', async () => {
  const [organization, stranger] = [await holdfast.organization(), await holdfast.organization()]
  const model = await newModel(0)
  const taskId = await submit(organization.member, {
    model,
    operation: 'song',
    maxCosts: [{ creditType: 'music', credits: 0 }],
  })
  await mutate(holdfast.operator, 'failTask', { taskId, reason: 'no' })
  expect(await receiptOf(organization.member, taskId)).toMatchObject({
    costs: [{ price: 0, frozen: 0, charged: 0, lots: [] }],
    maxCosts: [{ creditType: 'music', credits: 0 }],
    journal: [],
    checkpoint: null,
  })
  expect(await receiptOf(stranger.owner, taskId)).toBeNull()
  expect(await receiptOf(organization.otherMember, taskId)).toBeNull()
})

test('a task of several credit types has a cost of each', async () => {
  const organization = await holdfast.organization()
  const model = `receipt-${++models}`
  const more = { fixed: 0, parts: [{ credits: 3, creditType: 'art' }] }
  const price = { provider: 'acme', model, operation: 'film', creditType: 'music', credits: 10, ...more }
  const set = await mutate(holdfast.operator, 'createPriceRule', price)
  expect(set.message).toBeUndefined()
  await grant(organization, { credits: 50, creditType: 'art' })
  const taskId = await submit(organization.member, { model, operation: 'film' })
  await mutate(holdfast.operator, 'completeTask', { taskId, result: {} })
  await mutate(holdfast.operator, 'refundTask', { taskId, creditType: 'art', credits: 1, reason: 'blurred' })
  const receipt = await receiptOf(organization.member, taskId)
  expect(receipt.costs).toMatchObject([
    { creditType: 'music', spent: 10, refunded: 0, charged: 10 },
    { creditType: 'art', spent: 3, refunded: 1, charged: 2 },
  ])
  for (const cost of receipt.costs) expectJournal(cost, await journalOf(organization, cost.creditType, taskId))
  expect(receipt.journal).toHaveLength(5)
})
