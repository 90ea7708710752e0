// Payments while something fails: Holdfast is killed between a callback and its commit, the database is away, Stripe is away. The provider
// repeats what was not answered with 200, and the credits come once.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCKS } from '../../src/database/locks.ts'
import { verify } from '../../src/engine/verify.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { mutate } from '../support/mutate.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'
import { StripeServer } from '../support/stripe.ts'

let dataDir: string
let database: TestDatabase
let proxy: DatabaseProxy
let stripe: StripeServer
let holdfast: HoldfastProcess
let packId: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-payments-'))
  database = await createTestDatabase()
  proxy = await startProxy(database.url)
  stripe = await StripeServer.start()
  await start()
  const pack = {
    ...{ name: 'pack', title: 'Credits', price: { amount: 1_000, currency: 'USD' } },
    credits: [{ creditType: 'music', credits: 100 }],
  }
  const { creditPack } = await mutate<{ creditPack: { id: string } }>(
    await operator(),
    'createCreditPack',
    pack,
    'creditPack { id }',
  )
  packId = creditPack.id
})
afterAll(async () => {
  await holdfast.end('SIGTERM')
  stripe.stop()
  proxy.stop()
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  const { secretKey, webhookSecret, url } = stripe.settings
  holdfast = spawnHoldfast({
    ...{ DATA_DIR: dataDir, DATABASE_URL: proxy.url, STRIPE_URL: url },
    ...{ STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret },
  })
  await holdfast.ready()
  stripe.holdfast = (await readDemo(dataDir)).url
}

async function operator(): Promise<Client> {
  const { url, operatorKey } = await readDemo(dataDir)
  return new Client(url, operatorKey)
}

async function buy() {
  const { organizationId } = await readDemo(dataDir)
  const input = { organizationId, packId, provider: 'STRIPE' }
  const selection = 'payment { id reference }'
  const { payment } = await mutate<{ payment: { id: string; reference: string } }>(
    await operator(),
    'startPurchase',
    input,
    selection,
  )
  return { id: payment.id, session: stripe.object(payment.reference) }
}

async function stateOf(id: string) {
  const { data } = await (await operator()).send<{ payment: object }, unknown>(
    `{ payment(id: "${id}") { status lots { granted } } }`,
  )
  return data?.payment
}

const PAID = { status: 'PAID', lots: [{ granted: 100 }] }

test('killed between the callback and its commit: nobody was told 200, and the repeated callback brings the credits', async () => {
  const { id, session } = await buy()
  stripe.pay(session.id)
  const { body, signature } = stripe.event('checkout.session.completed', session)
  await run(database.url, async (client) => {
    // No batch can be committed while another session has the lane's lock.
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.lane])
    const asked = stripe.requests.length
    const answer = stripe.deliver(body, signature).catch(() => 'CUT')
    await expect.poll(() => stripe.requests.length).toBeGreaterThan(asked)
    expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
    expect(await answer).toBe('CUT')
  })
  await start()
  expect(await stateOf(id)).toMatchObject({ status: 'OPEN', lots: [] })
  expect(await stripe.deliver(body, signature)).toBe(200)
  expect(await stripe.deliver(body, signature)).toBe(200)
  expect(await stateOf(id)).toEqual(PAID)
})

test('while Stripe or the database is away a callback is answered with 503, and works when it is repeated', async () => {
  const { id, session } = await buy()
  stripe.pay(session.id)
  const { body, signature } = stripe.event('checkout.session.completed', session)
  stripe.fault = 'CUT'
  expect(await stripe.deliver(body, signature)).toBe(503)
  stripe.fault = null
  proxy.leadTo('postgresql://localhost:1/nothing')
  proxy.cut()
  expect(await stripe.deliver(body, signature)).toBe(503)
  proxy.leadTo(database.url)
  await expect.poll(() => stripe.deliver(body, signature)).toBe(200)
  expect(await stateOf(id)).toEqual(PAID)
})

test('killed while an auto top-up is charged: the card is charged once, and the credits come once', async () => {
  const { organizationId } = await readDemo(dataDir)
  const { payment } = await mutate<{ payment: { reference: string } }>(
    await operator(),
    'startPurchase',
    { organizationId, packId, provider: 'STRIPE', saveMethod: true },
    'payment { reference }',
  )
  const session = stripe.object(payment.reference)
  stripe.pay(session.id)
  expect(await stripe.send('checkout.session.completed', session)).toBe(200)
  const confirms = () => stripe.requests.filter(({ path }) => path.endsWith('/confirm'))
  const rule = { organizationId, creditType: 'music', packId, provider: 'STRIPE' }
  // The balance is low at once, and the money of the month is enough for one.
  const most = { below: 1_000_000_000, monthlyMax: { amount: 1_000, currency: 'USD' } }
  await mutate(await operator(), 'setAutoTopUp', { ...rule, ...most }, 'autoTopUp { nextAt }')
  await expect.poll(() => confirms().length, { interval: 5 }).toBe(1)
  expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
  await start()
  // Whether the answer was booked before or not, Stripe tells it again.
  const intent = stripe.object(confirms()[0]?.path.split('/')[3] ?? '')
  expect(await stripe.send('payment_intent.succeeded', intent)).toBe(200)
  const { data } = await (await operator()).send<
    { organization: { payments: { edges: { node: { trigger: string } }[] } } },
    object
  >(`{ organization(id: "${organizationId}") { payments { edges { node { trigger status lots { granted } } } } } }`)
  const bought = data?.organization.payments.edges.map(({ node }) => node).filter(({ trigger }) => trigger === 'TOP_UP')
  expect(bought).toEqual([{ trigger: 'TOP_UP', ...PAID }])
  expect(confirms()).toHaveLength(1)
})
