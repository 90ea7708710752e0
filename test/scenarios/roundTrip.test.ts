// A customer moves from one Holdfast to another and back on paper: what an export says is there after its import, so the export of
// the new Holdfast says the same, and the purchase of credits that were handed out to members is still one.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { cycleAt } from '../../src/ledger/cycle.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { runHoldfast } from '../support/process.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let folder: string
let here: TestHoldfast
let there: TestHoldfast

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-round-'))
  // Nothing is charged here, so nothing answers there.
  const stripe = { secretKey: 'sk_test_1', webhookSecret: 'whsec_1', url: 'http://127.0.0.1:9', tax: false }
  const all = { catalogue: 'aimusicapi', payments: { manual: true, sandbox: true, stripe } } as const
  here = await startTestHoldfast({ ...all, privateWebhooks: true })
  there = await startTestHoldfast(all)
  for (const { operator } of [here, there]) {
    await makeKnown(operator, { creditType: 'lyrics' })
    await act(operator, 'createCreditPack', PACK)
    await act(operator, 'setSellerDetails', {
      name: operator === here.operator ? 'Old Seller' : 'New Seller',
      address: 'Main Street',
    })
  }
})
afterAll(async () => {
  // Both prove their ledgers.
  await here.stop()
  await there.stop()
  await rm(folder, { recursive: true, force: true })
})

const PACK = {
  ...{ name: 'pack', title: 'Thousand', kind: 'TOP_UP', price: { amount: 1_000, currency: 'EUR' } },
  credits: [{ creditType: 'music', credits: 1_000, bonus: 100 }],
}

type Row = Readonly<Record<string, unknown>>

/** The answer of a mutation. Throws if it was refused. */
async function act(client: Client, name: string, input: Row, selection = '__typename'): Promise<Row> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`
  const document = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on Error { message } ... on ${type}Success { ${selection} } } }`
  const { data, errors } = await client.send<Record<string, Row>, object>(document, { input })
  const answer = data?.[name]
  if (errors || !answer || answer.message !== undefined) throw new Error(JSON.stringify({ name, errors, answer }))
  return answer
}

async function ask(client: Client, query: string): Promise<Row> {
  const { data, errors } = await client.send<Row, object>(query, {})
  if (errors || !data) throw new Error(JSON.stringify(errors))
  return data
}

/** An organization that uses everything that can move. */
async function customer(): Promise<TestOrganization> {
  const organization = await here.organization({ credits: 0n })
  const { id: organizationId, admin, owner } = organization
  const { operator } = here
  const { organization: found } = await ask(
    owner,
    '{ organization { members(first: 10) { edges { node { id name } } } } }',
  )
  const people = (found as { members: { edges: { node: { id: string; name: string } }[] } }).members.edges
  const idOf = (name: string) => people.find(({ node }) => node.name === name)?.node.id ?? ''
  const [max, mia] = [idOf('MEMBER 2'), idOf('MEMBER 3')]

  await act(operator, 'updateLabels', { subjectId: organizationId, externalId: 'cus_1', metadata: { tier: 'gold' } })
  const odd = JSON.parse('{"note":"=1+1","ä,\\"b\\"":"c d","__proto__":"x"}')
  await act(operator, 'updateLabels', { subjectId: max, externalId: 'user 1', metadata: odd })
  await act(operator, 'startSubscription', {
    ...{ organizationId, plan: 'monthly', externalId: 'sub_1', metadata: { seller: 'stripe' } },
  })
  const lots = [
    { credits: 600, source: 'Invoice 7', paid: { amount: 1_200, currency: 'EUR' }, externalId: 'inv_7', priority: -1 },
    { credits: 50, kind: 'PROMO', expiresAt: '2099-01-01T00:00:00.000Z', metadata: { campaign: 'spring' } },
    { credits: 10, kind: 'TOP_UP', source: 'used up', priority: -2 },
    { credits: 7, kind: 'TOP_UP', creditType: 'lyrics', usableFrom: '2098-01-01T00:00:00.000Z' },
  ]
  for (const lot of lots) await act(operator, 'grantCredits', { creditType: 'music', organizationId, ...lot })
  await act(operator, 'adjustCredits', { organizationId, creditType: 'music', remove: 10, reason: 'used elsewhere' })
  // Portions of the invoice, for two members; and one of credits that are then all with a member.
  await act(admin, 'allocateCredits', {
    creditType: 'music',
    allocations: [
      { memberId: max, credits: 200 },
      { memberId: mia, credits: 100 },
    ],
  })
  await act(operator, 'grantCredits', {
    organizationId,
    creditType: 'music',
    credits: 30,
    priority: -9,
    source: 'all handed out',
  })
  await act(admin, 'allocateCredits', { creditType: 'music', allocations: [{ memberId: mia, credits: 30 }] })

  await act(admin, 'setSpendingPolicy', {
    timeZone: 'Europe/Berlin',
    membersUsePool: false,
    approvalAbove: 90,
    approvalSeconds: 600,
  })
  await act(admin, 'setExpiryAlert', { days: 14 })
  await act(operator, 'setConcurrencyLimit', { organizationId, tasksAtOnce: 3 })
  await act(admin, 'createBudget', {
    creditType: 'music',
    period: 'MONTH',
    limit: 500,
    memberId: max,
    tag: 'red',
    enforcement: 'SOFT',
    thresholds: [50],
  })
  await act(admin, 'createBudget', {
    creditType: 'music',
    period: 'TOTAL',
    limit: 900,
    model: 'suno-v4',
    thresholds: [],
  })
  await act(admin, 'createBalanceThreshold', { creditType: 'music', percent: 20 })
  await act(admin, 'createBalanceThreshold', { creditType: 'music', memberId: max, credits: 5 })
  await act(admin, 'setAllocationRule', { creditType: 'music', credits: 20, reclaim: false })
  const { wallet } = (await ask(owner, '{ organization { wallet(creditType: "music") { id } } }'))
    .organization as Record<string, Row>
  await act(operator, 'setWalletPolicy', {
    walletId: wallet?.id,
    burnDown: ['KIND', 'AGE'],
    overspend: true,
    latePolicy: 'WRITE_OFF',
  })
  await act(owner, 'createApiKey', {
    name: 'ci',
    scopes: ['READ'],
    allowedAddresses: ['10.0.0.0/8'],
    externalId: 'key 1',
  })
  await act(admin, 'createWebhookEndpoint', { url: 'http://127.0.0.1:9/', events: ['TASK_ENDED'] })
  await moneyOf(organization, max)
  // The rule has handed out once.
  await expect.poll(() => downloadOf(here, organizationId, 'ndjson')).toContain('lastCycleStart')
  return organization
}

/** A purchase by hand of which a part was given back, saved cards with auto top-ups, and what was granted for a time. */
async function moneyOf({ id: organizationId, uuid, admin, member, owner }: TestOrganization, memberId: string) {
  const { operator } = here
  const { creditPacks } = await ask(operator, '{ creditPacks { id } }')
  const packId = (creditPacks as Row[])[0]?.id
  await act(admin, 'setBillingDetails', {
    name: 'Test Records GmbH',
    address: 'Berlin',
    taxId: 'DE1',
    email: 'pay@test.example',
  })
  const bought = await act(owner, 'startPurchase', { packId, provider: 'MANUAL', quantity: 2 }, 'payment { id }')
  const paymentId = (bought.payment as Row).id
  await act(operator, 'confirmManualPayment', { paymentId, received: { amount: 2_000, currency: 'EUR' } })
  await act(operator, 'refundPayment', { paymentId, money: { amount: 500, currency: 'EUR' }, reason: 'too many' })
  await act(owner, 'startPurchase', { packId, provider: 'MANUAL' })
  const ended = await act(owner, 'startPurchase', { packId, provider: 'MANUAL' }, 'payment { id }')
  await act(owner, 'cancelPayment', { paymentId: (ended.payment as Row).id })
  const card = {
    label: 'visa 4242',
    brand: 'visa',
    last4: '4242',
    expiresMonth: 8,
    expiresYear: 2031,
    renewsPlan: true,
  }
  const saved = (provider: 'STRIPE' | 'SANDBOX') => {
    return {
      organizationId: uuid,
      provider,
      customer: 'cus_1',
      method: `pm_${provider}`,
      ...card,
      updatedAt: new Date(),
    }
  }
  await here.holdfast.app.prisma.paymentMethod.createMany({ data: [saved('STRIPE'), saved('SANDBOX')] })
  const topUp = { packId, below: 1, monthlyMax: { amount: 5_000, currency: 'EUR' }, provider: 'STRIPE' }
  await act(owner, 'setAutoTopUp', { ...topUp, creditType: 'music' })

  const { prisma } = here.holdfast.app
  const [own] = await prisma.member.findMany({ where: { organizationId: uuid, role: 'OWNER' } })
  const choice = { organizationId: uuid, memberId: own?.id ?? '', changedAt: new Date() }
  await prisma.mailPreference.create({ data: { ...choice, kind: 'STATEMENT', wanted: false } })
  await act(operator, 'setSignInRequirement', { organizationId, requirement: 'TWO_FACTOR' })
  const at = { createdAt: new Date(), updatedAt: new Date() }
  const issuer = {
    organizationId: uuid,
    issuer: 'https://id.example',
    clientId: 'holdfast',
    secret: 'a client secret',
    ...at,
  }
  await prisma.organizationIssuer.create({ data: issuer })

  const asked = async (credits: number) => {
    const input = { creditType: 'music', credits, reason: 'a long video' }
    const { creditRequest } = await act(member, 'requestCredits', input, 'creditRequest { id }')
    return (creditRequest as Row).id
  }
  const until = '2099-06-01T00:00:00.000Z'
  const decide = { decision: 'APPROVE', until }
  await act(admin, 'decideCreditRequest', { creditRequestId: await asked(15), as: 'ALLOCATION', ...decide })
  const { budget } = await act(
    admin,
    'createBudget',
    { creditType: 'music', period: 'MONTH', limit: 70, memberId, model: 'producer' },
    'budget { id }',
  )
  const raise = { as: 'BUDGET_RAISE', budgetId: (budget as Row).id, note: 'this month', ...decide }
  await act(admin, 'decideCreditRequest', { creditRequestId: await asked(25), ...raise })
  await act(admin, 'decideCreditRequest', { creditRequestId: await asked(5), decision: 'DECLINE', note: 'no' })
  await asked(9)
}

async function exportOf({ database }: TestHoldfast, id: string, format: string): Promise<string> {
  const environment = { DATABASE_URL: database.url, DATA_DIR: folder }
  const { code, stdout, stderr } = await runHoldfast(['export', id, '--format', format], environment)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

/** The same rows, from the server: no process has to start. */
async function downloadOf({ holdfast, operator }: TestHoldfast, id: string, format: string): Promise<string> {
  const response = await fetch(`${holdfast.url}/organizations/${id}/export?format=${format}`, {
    headers: { 'x-api-key': operator.key ?? '' },
  })
  if (!response.ok) throw new Error(await response.text())
  return response.text()
}

async function importInto({ database }: TestHoldfast, text: string, name: string) {
  const file = join(folder, name)
  await writeFile(file, text)
  const { code, stdout, stderr } = await runHoldfast(['import', file, '--json'], {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET: 'whsec_1',
  })
  if (stdout === '') throw new Error(stderr)
  return { code, report: JSON.parse(stdout) }
}

const rowsOf = (text: string): Row[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** The fields that name other rows. */
const NAMING = ['organization', 'member', 'origin', 'payment', 'request', 'budget']

/** What a move keeps of rows: in place of ids, which each Holdfast gives, the names of what they are. */
function kept(rows: readonly Row[]): string[] {
  const names = new Map(
    rows.map(({ key, name, source, title, reason, model }) => [key, name ?? source ?? title ?? reason ?? model]),
  )
  return rows
    .filter(({ type, remaining, moved, provider }) => {
      // What is used up makes nothing, unless portions name it. Keys, webhooks and issuers are created again by their owners, and
      // nothing can charge a card of the sandbox.
      const isListed = ['apiKey', 'webhookEndpoint', 'issuer'].includes(String(type))
      return (
        (type !== 'lot' || remaining !== 0 || moved) &&
        !isListed &&
        (type !== 'paymentMethod' || provider !== 'SANDBOX')
      )
    })
    .map(({ key: _key, granted: _granted, brought: _brought, paidAmount: _paid, ...rest }) => {
      const named = Object.fromEntries(
        NAMING.flatMap((field) => (rest[field] ? [[field, names.get(rest[field])]] : [])),
      )
      // A member joins when they are imported, unless the file says when they did; rows are sorted, not ids.
      return JSON.stringify(Object.fromEntries(Object.entries({ ...rest, ...named }).sort()))
    })
    .sort()
}

/** The id in the API of the only organization that was imported. */
async function importedId({ database }: TestHoldfast): Promise<string> {
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT result_id FROM idempotency_key WHERE key LIKE 'holdfast: import organization %'`),
  )
  return encodeGlobalId('Organization', rows.at(-1).result_id)
}

test('an export, its import and the export of that say the same, apart from what docs/moving.md says', async () => {
  const { id } = await customer()
  const text = await exportOf(here, id, 'ndjson')
  const rows = rowsOf(text)
  const types = [...new Set(rows.map(({ type }) => type))]
  expect(types).toEqual([
    ...[
      'organization',
      'member',
      'subscription',
      'budget',
      'creditRequest',
      'payment',
      'lot',
      'wallet',
      'allocationRule',
    ],
    ...['balanceThreshold', 'paymentMethod', 'autoTopUp', 'apiKey', 'webhookEndpoint', 'issuer', 'balance'],
  ])
  // No secret, and nothing that only this Holdfast knows.
  expect(text).not.toMatch(/hf_|whsec|a client secret|[0-9a-f]{8}-[0-9a-f]{4}-/)
  const find = (what: Row) => rows.filter((row) => Object.entries(what).every(([name, value]) => row[name] === value))
  expect(find({ type: 'organization' })).toMatchObject([
    { externalId: 'cus_1', metadata: { tier: 'gold' }, approvalAbove: 90, tasksAtOnce: 3, expiryAlertDays: 14 },
  ])
  const [invoice] = find({ source: 'Invoice 7', externalId: 'inv_7' })
  expect(invoice).toMatchObject({
    granted: 600,
    remaining: expect.any(Number),
    moved: expect.any(Number),
    paidAmount: 1_200,
  })
  expect(Number(invoice?.remaining) + Number(invoice?.moved)).toBe(600)
  const portions = find({ origin: invoice?.key })
  expect(portions.reduce((sum, { remaining }) => sum + Number(remaining), 0)).toBe(invoice?.moved)
  expect(find({ source: 'used up' })).toMatchObject([{ remaining: 0 }])
  expect(find({ type: 'apiKey', name: 'ci' })).toMatchObject([{ scopes: ['READ'], externalId: 'key 1' }])

  const { code, report } = await importInto(there, text, 'export.ndjson')
  expect({ code, ...report }).toMatchObject({ code: 0, refused: [], differences: [] })
  expect(report.leftOut).toEqual([
    {
      ...{ line: expect.any(Number), key: 'SANDBOX', field: 'provider' },
      message: 'SANDBOX is not set up here, so nothing can be charged: it is left out',
    },
  ])
  const moved = await importedId(there)
  const back = rowsOf(await exportOf(there, moved, 'ndjson'))
  expect(kept(back)).toEqual(kept(rows))
  // Nothing is handed out, alerted or granted once more.
  expect(await importInto(there, text, 'again.ndjson')).toMatchObject({
    code: 0,
    report: { refused: [], differences: [] },
  })
  const { organization: found } = await ask(
    there.operator,
    `{ organization(externalId: "cus_1") { id alerts(first: 5) { edges { node { kind } } } } }`,
  )
  expect(found).toEqual({ id: moved, alerts: { edges: [] } })
  expect(kept(rowsOf(await exportOf(there, moved, 'ndjson')))).toEqual(kept(rows))

  await moneyThere(moved)

  // The purchase is one: taken back, its credits are taken from the pool and from both members.
  const { lot } = await ask(there.operator, `{ lot(externalId: "inv_7", organizationId: "${moved}") { id } }`)
  const refund = { lotId: (lot as Row).id, credits: 600, reason: 'The card was stolen.' }
  expect(await act(there.operator, 'refundLot', refund, 'revoked chargedBack')).toMatchObject({
    revoked: 600,
    chargedBack: 0,
  })
})

/** The money of the organization that has moved: receipts keep their numbers, and a refund goes on from where it was. */
async function moneyThere(organizationId: string): Promise<void> {
  const query = `{ organization(id: "${organizationId}") { autoTopUps { below pack } savedPaymentMethods { provider label }
    billingDetails { name address taxId email } signInRequirement
    payments(first: 5) { edges { node { id status isMovedIn lots { kind available } receipts { number isMovedIn seller { name } buyer { name } links { page } } } } } } }`
  const { organization } = (await ask(there.operator, query)) as Record<string, Row>
  expect(organization).toMatchObject({
    autoTopUps: [{ below: 1, pack: 'pack' }],
    savedPaymentMethods: [{ provider: 'STRIPE', label: 'visa 4242' }],
    billingDetails: { name: 'Test Records GmbH', address: 'Berlin', taxId: 'DE1', email: 'pay@test.example' },
    signInRequirement: 'TWO_FACTOR',
  })
  interface Paid extends Row {
    readonly id: string
    readonly lots: readonly { kind: string; available: number }[]
    readonly receipts: readonly { number: string; links: { page: string } }[]
  }
  const payments = ((organization as Row).payments as { edges: { node: Paid }[] }).edges.map(({ node }) => node)
  const paid = payments.find(({ status }) => status === 'PAID')
  expect(payments.map(({ status }) => status).sort()).toEqual(['CANCELED', 'PAID'])
  expect(paid).toMatchObject({
    isMovedIn: true,
    // A quarter of the money was given back before, and a quarter of the credits with it.
    lots: [
      { kind: 'TOP_UP', available: expect.any(Number) },
      { kind: 'PROMO', available: expect.any(Number) },
    ],
    receipts: ['R-1', 'C-1'].map((number) => {
      return { number, isMovedIn: true, seller: { name: 'Old Seller' }, buyer: { name: 'Test Records GmbH' } }
    }),
  })
  const page = await (await fetch(paid?.receipts[0]?.links.page ?? '')).text()
  for (const said of ['Receipt R-1', 'Old Seller', 'DE1', 'before the organization moved here'])
    expect(page).toContain(said)

  // All of the rest is given back: the credits go, and the credit note is the first one of this Holdfast.
  const lots = 'payment { status lots { kind available revoked } receipts { kind number total { amount } } }'
  const money = { amount: 500, currency: 'EUR' }
  const given = await act(there.operator, 'refundPayment', { paymentId: paid?.id, money, reason: 'the rest' }, lots)
  const before = paid?.lots.map(({ available }) => available) ?? []
  expect(given.payment).toMatchObject({
    lots: [{ revoked: 500 }, { available: (before[1] ?? 0) - 50, revoked: 50 }],
    receipts: [{ number: 'R-1' }, { number: 'C-1', total: { amount: 500 } }, { number: 'C-1', total: { amount: 500 } }],
  })
}

const plan = (name: string, more: object = {}) => ({
  ...{ name, title: name, price: { amount: 3_100, currency: 'USD' }, interval: 'MONTH' },
  credits: [{ creditType: 'music', credits: 100 }],
  ...more,
})
const trialOf = { trial: { days: 14, credits: [{ creditType: 'music', credits: 20 }] } }

const SHOP = {
  name: 'moved-plans',
  description: 'For this test.',
  priceRules: [],
  plans: [
    plan('plain'),
    plan('prepaid', { payment: { order: 'BEFORE_CREDITS', days: 3 }, ...trialOf }),
    plan('trusted', { payment: { order: 'AFTER_CREDITS', days: 3 } }),
  ],
}

/** Brings an organization’s subscription into a state. */
type Bring = (to: (name: string, input?: Row) => Promise<Row>) => Promise<unknown>

const STATES: Readonly<Record<string, Bring>> = {
  INCOMPLETE: (to) => to('startSubscription', { plan: 'prepaid' }),
  TRIALING: (to) => to('startSubscription', { plan: 'prepaid', trial: true }),
  'ACTIVE after a trial': async (to) => {
    await to('startSubscription', { plan: 'prepaid', trial: true })
    await to('markSubscriptionPaid')
  },
  'ACTIVE, not paid yet': (to) => to('startSubscription', { plan: 'trusted' }),
  'ACTIVE, paid in advance': async (to) => {
    await to('startSubscription', { plan: 'trusted' })
    await to('markSubscriptionPaid')
    await to('markSubscriptionPaid')
  },
  'PAST_DUE, with the time for the payment': async (to) => {
    await to('startSubscription', { plan: 'trusted' })
    await to('markSubscriptionPaid')
    await to('markSubscriptionPastDue')
  },
  PAUSED: async (to) => {
    await to('startSubscription', { plan: 'plain' })
    await to('pauseSubscription')
  },
  'PAUSED until a time': async (to) => {
    await to('startSubscription', { plan: 'trusted' })
    await to('markSubscriptionPaid')
    await to('pauseSubscription', { resumesAt: '2099-01-01T00:00:00.000Z' })
  },
}

const SHOWN = `subscription { plan { name } status periodEnd paidUntil paymentDueAt trialEndsAt pausedAt resumesAt
  awaited { creditType credits } cycle { number start end } } wallet(creditType: "music") { available locked }`

/** Starts two Holdfasts with the same plans. */
async function startTwo(): Promise<[TestHoldfast, TestHoldfast]> {
  const both = await Promise.all([startTestHoldfast(), startTestHoldfast()])
  for (const { operator } of both) await act(operator, 'loadCatalogue', { source: { document: SHOP } })
  return both
}

/** Moves an organization that has an external id, and expects the same there. Returns the rows of its export. */
async function move(from: TestHoldfast, to: TestHoldfast, name: string, format: 'ndjson' | 'csv'): Promise<Row[]> {
  const named = `organization(externalId: "${name}")`
  const { organization: before } = (await ask(from.operator, `{ ${named} { id ${SHOWN} } }`)) as Record<string, Row>
  const { id, ...shown } = before ?? {}
  const rows = rowsOf(await downloadOf(from, String(id), 'ndjson'))
  const { code, report } = await importInto(to, await downloadOf(from, String(id), format), `${name}.${format}`)
  expect({ name, code, ...report }).toMatchObject({ code: 0, refused: [], differences: [] })
  const { organization: after } = (await ask(to.operator, `{ ${named} { id ${SHOWN} } }`)) as Record<string, Row>
  const { id: moved, ...there } = after ?? {}
  expect(kept(rowsOf(await downloadOf(to, String(moved), 'ndjson'))), name).toEqual(kept(rows))
  // A pool without credits is opened when some come.
  expect({ wallet: shown.wallet, ...there, ...(there.wallet ? {} : { wallet: shown.wallet }) }, name).toEqual(shown)
  return rows
}

test('a subscription in each of its states comes back as it was', async () => {
  const [old, young] = await startTwo()
  try {
    for (const [i, [name, bring]] of Object.entries(STATES).entries()) {
      const { id: organizationId } = await old.organization({ credits: 0n })
      await act(old.operator, 'updateLabels', { subjectId: organizationId, externalId: name })
      await bring((mutation, input = {}) => act(old.operator, mutation, { organizationId, ...input }))
      const rows = await move(old, young, name, i % 2 === 0 ? 'ndjson' : 'csv')
      const [status] = name.split(/[ ,]/)
      expect(rows.filter(({ type }) => type === 'subscription')).toMatchObject([{ status }])
    }
    // A subscription that goes on after a pause counts the days of the pause.
    const paused = { anchorAt: new Date(Date.now() - 40 * DAY_MS), timeZone: 'UTC', pausedDays: 20 }
    const { place } = cycleAt(paused, { interval: 'MONTH', refresh: 'MONTH' }, new Date())
    const { anchorAt, cycleEnd: renewsAt } = place
    const file = [
      { type: 'organization', key: 'x', name: 'X', externalId: 'paused before' },
      { type: 'subscription', key: 's', organization: 'x', plan: 'plain', renewsAt, anchorAt, pausedDays: 20 },
    ]
    const text = file.map((row) => `${JSON.stringify(row)}\n`).join('')
    expect(await importInto(old, text, 'paused.ndjson')).toMatchObject({ code: 0 })
    expect((await move(old, young, 'paused before', 'csv'))[1]).toMatchObject({ pausedDays: 20 })

    // It goes on there as it would here: the trial was the only one, and the payment brings the credits.
    const moved = async (name: string) =>
      ((await ask(young.operator, `{ organization(externalId: "${name}") { id } }`)).organization as Row).id
    await act(young.operator, 'markSubscriptionPaid', { organizationId: await moved('INCOMPLETE') })
    await act(young.operator, 'resumeSubscription', { organizationId: await moved('PAUSED') })
    for (const name of ['INCOMPLETE', 'PAUSED']) {
      const wallet = 'wallet(creditType: "music") { available locked }'
      expect(await ask(young.operator, `{ organization(externalId: "${name}") { ${wallet} } }`)).toEqual({
        organization: { wallet: { available: 100, locked: 0 } },
      })
    }
  } finally {
    // Both prove their ledgers.
    await old.stop()
    await young.stop()
  }
})

test('a subscription whose state and times contradict each other is refused by name', async () => {
  const young = await startTestHoldfast()
  try {
    await act(young.operator, 'loadCatalogue', { source: { document: SHOP } })
    const soon = new Date(Date.now() + 5 * DAY_MS).toISOString()
    const ago = new Date(Date.now() - 5 * DAY_MS).toISOString()
    const wrong = [
      { status: 'PAUSED' },
      { pausedAt: ago },
      { status: 'PAUSED', pausedAt: ago, resumesAt: ago },
      { status: 'INCOMPLETE' },
      { status: 'INCOMPLETE', paymentDueAt: ago },
      { status: 'TRIALING' },
      { status: 'TRIALING', createdAt: ago, anchorAt: ago },
      { status: 'TRIALING', createdAt: ago, paymentDueAt: soon },
      { awaited: 'music:5' },
      { pausedDays: 3 },
    ]
    const rows = wrong.flatMap((more, i) => [
      { type: 'organization', key: `o${i}`, name: 'X' },
      { type: 'subscription', key: 's', organization: `o${i}`, plan: 'plain', renewsAt: soon, ...more },
    ])
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    const { code, report } = await importInto(young, text, 'states.ndjson')
    expect(code).toBe(1)
    expect(report.refused.map(({ field, message }: Row) => `${field} ${message}`)).toEqual([
      'pausedAt belongs to status: PAUSED, and only to that',
      'pausedAt belongs to status: PAUSED, and only to that',
      'resumesAt must be in the future',
      'paymentDueAt must be given with status: INCOMPLETE',
      'paymentDueAt must be in the future',
      'createdAt must be given with status: TRIALING, before renewsAt: it is the beginning of the trial',
      'anchorAt must be renewsAt, the end of the trial',
      'paymentDueAt can’t be given with status: TRIALING, PAUSED, LAPSED',
      'awaited can only be given with status: PAST_DUE',
      'anchorAt must be given with pausedDays',
    ])
  } finally {
    await young.stop()
  }
})

test('CSV carries the same rows', async () => {
  const id = (await ask(here.operator, '{ organization(externalId: "cus_1") { id } }')).organization as Row
  const rows = rowsOf(await exportOf(here, String(id.id), 'ndjson'))
  const csv = await exportOf(here, String(id.id), 'csv')
  const third = await startTestHoldfast({ catalogue: 'aimusicapi' })
  await makeKnown(third.operator, { creditType: 'lyrics' })
  await act(third.operator, 'createCreditPack', PACK)
  try {
    expect(await importInto(third, csv, 'export.csv')).toMatchObject({
      code: 0,
      report: { refused: [], differences: [] },
    })
    const back = rowsOf(await exportOf(third, await importedId(third), 'ndjson'))
    expect(kept(back)).toEqual(kept(rows))
  } finally {
    await third.stop()
  }
})

test('a file that contradicts itself about labels and portions is refused, row by row', async () => {
  const lot = {
    type: 'lot',
    organization: 'x',
    creditType: 'music',
    kind: 'TOP_UP',
    granted: 100,
    createdAt: '2026-01-01',
  }
  const bought = {
    type: 'payment',
    organization: 'x',
    provider: 'MANUAL',
    title: 'Credits',
    amount: 100,
    currency: 'EUR',
    received: 100,
    createdAt: '2026-01-01',
  }
  const rows = [
    { type: 'organization', key: 'x', name: 'X', externalId: 'cus_2', metadata: { a: 'b' } },
    { type: 'organization', key: 'y', name: 'Y', externalId: 'cus_2' },
    { type: 'organization', key: 'z', name: 'Z', externalId: 'cus_1' },
    { type: 'member', key: 'm', organization: 'x', name: 'M', role: 'MEMBER', metadata: { a: 1 } },
    { type: 'member', key: 'n', organization: 'x', name: 'N', role: 'MEMBER', externalId: 'u'.repeat(256) },
    { type: 'member', key: 'o', organization: 'x', name: 'O', role: 'MEMBER' },
    { ...lot, key: 'whole', remaining: 40, moved: 30 },
    { ...lot, key: 'part', remaining: 20, member: 'o', origin: 'whole' },
    { ...lot, key: 'lost', remaining: 20, member: 'o', origin: 'nothing' },
    { ...lot, key: 'too much', remaining: 90, moved: 20 },
    { type: 'allocationRule', key: 'r', organization: 'x', creditType: 'music', credits: 5 },
    { type: 'allocationRule', key: 's', organization: 'x', creditType: 'music', credits: 6 },
    { type: 'budget', key: 'b', organization: 'x', creditType: 'music', period: 'YEAR', limit: 5 },
    { type: 'balanceThreshold', key: 't', organization: 'x', creditType: 'music' },
    {
      ...bought,
      key: 'less',
      settled: 60,
      settledAt: '2026-01-01',
      receipts: [{ kind: 'RECEIPT', number: 'A-1', amount: 50, createdAt: '2026-01-01' }],
    },
    { ...bought, key: 'open', stage: 'OPEN', received: 0 },
    {
      ...bought,
      key: 'numbered',
      receipts: [{ kind: 'RECEIPT', number: '<b>', amount: 100, createdAt: '2026-01-01' }],
    },
    { ...lot, key: 'of nothing', remaining: 5, payment: 'no such' },
    {
      type: 'creditRequest',
      key: 'c',
      organization: 'x',
      member: 'o',
      creditType: 'music',
      credits: 5,
      reason: 'r',
      status: 'APPROVED',
      createdAt: '2026-01-01',
      expiresAt: '2026-02-01',
      decidedAt: '2026-01-02',
    },
    {
      type: 'autoTopUp',
      key: 'u',
      organization: 'x',
      creditType: 'music',
      below: 5,
      pack: 'unknown',
      monthlyMax: 100,
      currency: 'EUR',
      provider: 'STRIPE',
    },
    { type: 'member', key: 'q', organization: 'x', name: 'Q', role: 'MEMBER', mails: { PASSWORD_RESET: false } },
    ...[
      { settledAt: '2999-01-01', createdAt: '2026-01-01' },
      { settledAt: '2026-01-01', createdAt: '2999-01-01' },
    ].map(({ settledAt, createdAt }, i) => ({
      ...{ ...bought, key: `early ${i}`, settled: 100, settledAt },
      receipts: [{ kind: 'RECEIPT', number: `E-${i}`, amount: 100, createdAt }],
    })),
  ]
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const { code, report } = await importInto(there, text, 'wrong.ndjson')
  expect(code).toBe(1)
  expect(report.refused.map(({ line, field, message }: Row) => `${line} ${field} ${message}`)).toEqual([
    '2 externalId is that of another organization of this file, in line 1',
    '3 externalId is that of another organization in Holdfast',
    '4 metadata must be an object of texts, such as {"tier":"gold"}',
    '5 externalId must have at most 255 characters',
    '7 moved is 30, and the lots of this file that have it as their origin add up to 20',
    '9 origin must be the key of a lot above this line, of another wallet of this organization and credit type, and not a portion itself, not "nothing"',
    '10 moved must be at most granted without remaining',
    '12 creditType has an allocation rule in this organization already: there is one for each credit type',
    '13 period must be one of DAY, WEEK, MONTH, TOTAL',
    '14 credits must be given, or percent: one of the two',
    '15 settled must be 100, or problem must say what is in the way',
    '16 stage must be FAILED, EXPIRED or CANCELED without received: a payment under way does not move',
    '17 receipts.0.number must be 1 to 50 letters, digits and . _ -: its number where it was issued',
    '18 payment must be the key of a payment above this line or of an earlier import, of the same organization, not "no such"',
    '19 given and form belong to status: APPROVED, and only to that',
    '20 pack must be the name of a credit pack that is sold here, not "unknown": create it first',
    expect.stringMatching(/^21 mails/),
    '22 settledAt must not be in the future',
    '23 receipts.0.createdAt must not be in the future',
  ])
})
