// Money that comes in: packs, payments by hand, in the demo's sandbox and at Stripe, and what follows for credits.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeGlobalId, splitTenantId } from '../../src/graphql/ids.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import type { TestHoldfast, TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { createPack, openShop, planOf, press, type Shop, usd } from '../support/shop.ts'
import type { StripeServer } from '../support/stripe.ts'

const PLANS = [
  planOf('prepaid', 100, { payment: { order: 'BEFORE_CREDITS', days: 3 } }),
  planOf('bespoke', 100, { selfService: false }),
  planOf('large', 500, { selfService: false }),
  planOf('no-top-ups', 100, { selfService: false, extraPurchases: false }),
]

let shop: Shop
let holdfast: TestHoldfast
let stripe: StripeServer
let packId: string

beforeAll(async () => {
  shop = await openShop(PLANS)
  ;({ holdfast, stripe } = shop)
  packId = await pack('music-1000')
})
afterAll(() => shop.stop())

const PACK = {
  title: '1,000 music credits',
  price: { amount: 1_000, currency: 'USD' },
  credits: [{ creditType: 'music', credits: 1_000, bonus: 100 }],
  volumeSteps: [{ quantity: 10, amount: 900 }],
}

const pack = (name: string, more: object = {}) => createPack(shop, { ...PACK, name, ...more })

const STATE = `id status problem problemText checkoutUrl reference transferReference failure quantity title dispute sequence
  price { amount currency } tax { amount } due { amount } received { amount } refunded { amount } settled { amount }
  lots { id kind granted available revoked spent dispute paid { amount currency } payment { id } }`

interface State {
  readonly id: string
  readonly status: string
  readonly problem: string | null
  readonly checkoutUrl: string | null
  readonly reference: string
  readonly transferReference: string | null
  readonly failure: string | null
  readonly lots: { id: string; kind: string; granted: number; available: number; revoked: number }[]
}

type Made = { readonly payment: State; readonly replayed: boolean }

function buy(by: Client, input: object) {
  return mutate<Made>(by, 'startPurchase', { packId, ...input }, `replayed payment { ${STATE} }`)
}

const change = (name: string, input: object, by = holdfast.operator) =>
  mutate<Made>(by, name, { ...input }, `payment { ${STATE} }`)

async function stateOf(id: string, by = holdfast.operator): Promise<State> {
  const { data } = await by.send<{ payment: State }, unknown>(`{ payment(id: "${id}") { ${STATE} } }`)
  if (!data?.payment) throw new Error('no payment')
  return data.payment
}

async function poolOf({ owner }: TestOrganization) {
  const { data } = await owner.send<{ organization: { wallet: { available: number; owed: number } } }, unknown>(
    '{ organization { wallet { available owed } } }',
  )
  return data?.organization.wallet
}

const newCustomer = () => holdfast.organization({ credits: 0n })

describe('packs', () => {
  test('a change of a pack makes its next version, and what was bought keeps its own', async () => {
    const first = await pack('versions')
    const { owner } = await newCustomer()
    const { payment } = await buy(owner, { packId: first, provider: 'MANUAL' })
    const { creditPack } = await mutate<{ creditPack: { id: string } }>(
      holdfast.operator,
      'updateCreditPack',
      { packId: first, price: usd(2_000) },
      'creditPack { id version price { amount } credits { credits bonus } volumeSteps { quantity price { amount } } }',
    )
    expect(creditPack).toMatchObject({
      ...{ version: 2, price: { amount: 2_000 }, credits: [{ credits: 1_000, bonus: 100 }] },
      volumeSteps: [{ quantity: 10, price: { amount: 900 } }],
    })
    expect(creditPack.id).not.toBe(first)
    expect(await buy(owner, { packId: first, provider: 'MANUAL' })).toMatchObject({ code: 'ENDED' })
    expect(
      (await change('confirmManualPayment', { paymentId: payment.id, received: usd(1_000) })).payment,
    ).toMatchObject({
      status: 'PAID',
      price: { amount: 1_000 },
    })
    const { data } = await owner.send<{ creditPacks: { id: string; name: string }[] }, unknown>(
      '{ creditPacks { id name } }',
    )
    expect(data?.creditPacks.filter(({ name }) => name === 'versions')).toEqual([
      { id: creditPack.id, name: 'versions' },
    ])
    await mutate(holdfast.operator, 'endCreditPack', { packId: creditPack.id })
    expect(await buy(owner, { packId: creditPack.id, provider: 'MANUAL' })).toMatchObject({ code: 'ENDED' })
  })

  test('a larger quantity has the price of its step', async () => {
    const { owner } = await newCustomer()
    const { payment: few } = await buy(owner, { quantity: 9, provider: 'MANUAL' })
    const { payment: many } = await buy(owner, { quantity: 10, provider: 'MANUAL' })
    expect([few, many]).toMatchObject([
      { price: { amount: 9_000 } },
      { price: { amount: 9_000 }, title: '10 × 1,000 music credits' },
    ])
  })

  test('names and prices that are wrong are refused', async () => {
    const create = (input: object) => mutate(holdfast.operator, 'createCreditPack', { ...PACK, name: 'x', ...input })
    expect(await create({ name: 'music-1000' })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await create({ price: usd(0) })).toMatchObject({ message: 'price.amount must be 1 to 1000000000' })
    expect(
      await create({
        volumeSteps: [
          { quantity: 5, amount: 1 },
          { quantity: 5, amount: 1 },
        ],
      }),
    ).toMatchObject({
      message: 'volumeSteps must be in the order of their quantities, each once',
    })
    const step = (quantity: number, amount: number) => ({ quantity, amount })
    for (const amount of [1_000, 1_001]) {
      expect(await create({ volumeSteps: [step(5, amount)] })).toMatchObject({
        message: `volumeSteps.0.amount must be less than 1000, the price of one pack, and is ${amount} from a quantity of 5 on`,
      })
    }
    expect(await create({ volumeSteps: [step(5, 900), step(6, 950)] })).toMatchObject({
      message:
        'volumeSteps.1.amount must be less than 900, the price from a quantity of 5 on, and is 950 from a quantity of 6 on',
    })
    expect(await create({ credits: [{ creditType: 'musik', credits: 1 }] })).toMatchObject({
      message: expect.stringMatching(/^credits.0.creditType must be a credit type .*music/),
    })
    const twice = { creditType: 'music', credits: 1 }
    expect(await create({ credits: [twice, twice] })).toMatchObject({
      message: 'credits must name each credit type once',
    })
  })
})

test('a change that makes a step no cheaper than one pack is refused, and the pack stays', async () => {
  const id = await pack('steps')
  const update = (input: object) => mutate(holdfast.operator, 'updateCreditPack', { packId: id, ...input })
  expect(await update({ price: usd(900) })).toMatchObject({
    message: 'volumeSteps.0.amount must be less than 900, the price of one pack, and is 900 from a quantity of 10 on',
  })
  expect(await update({ volumeSteps: [{ quantity: 2, amount: 1_500 }] })).toMatchObject({ code: 'INVALID_INPUT' })
  const both = { price: usd(2_000), volumeSteps: [{ quantity: 2, amount: 1_500 }] }
  expect((await update(both)).__typename).toBe('UpdateCreditPackSuccess')
})

describe('by hand', () => {
  test('the platform confirms what has arrived, and the credits come once', async () => {
    const customer = await newCustomer()
    const asked = { provider: 'MANUAL', idempotencyKey: 'invoice 1' }
    const { payment } = await buy(customer.owner, asked)
    expect(payment).toMatchObject({ status: 'OPEN', checkoutUrl: null, received: { amount: 0 } })
    expect(await buy(customer.owner, asked)).toMatchObject({ replayed: true, payment: { id: payment.id } })
    const confirm = { paymentId: payment.id, received: usd(1_000), reference: 'transfer 77' }
    for (const _twice of [1, 2]) {
      expect((await change('confirmManualPayment', confirm)).payment).toMatchObject({
        ...{ status: 'PAID', reference: 'transfer 77', settled: { amount: 1_000 }, sequence: 2 },
        lots: [
          { kind: 'TOP_UP', granted: 1_000, paid: { amount: 1_000, currency: 'USD' }, payment: { id: payment.id } },
          { kind: 'PROMO', granted: 100, paid: null, payment: { id: payment.id } },
        ],
      })
    }
    expect(await poolOf(customer)).toMatchObject({ available: 1_100 })
    expect(await change('cancelPayment', { paymentId: payment.id })).toMatchObject({ code: 'PAYMENT_STATE' })
    // A total that is less is a mistake, and the payment stays as it was.
    expect(await change('confirmManualPayment', { ...confirm, received: usd(999), reference: 'x' })).toMatchObject({
      message:
        'received.amount must be at least 1000, which has arrived in total already: record what was given back with refundPayment',
    })
    expect(await stateOf(payment.id)).toMatchObject({ status: 'PAID', sequence: 2 })
  })

  test('each payment by hand has a reference of its own for the transfer, and is found by it', async () => {
    const customer = await newCustomer()
    const { payment: first } = await buy(customer.owner, { provider: 'MANUAL' })
    const { payment: second } = await buy(customer.owner, { provider: 'MANUAL' })
    const { payment: card } = await buy(customer.owner, { provider: 'STRIPE' })
    expect(first.transferReference).toMatch(/^RF\d\d[0-9A-Z]{8}$/)
    expect(second.transferReference).not.toBe(first.transferReference)
    expect(card.transferReference).toBeNull()
    // The reference of the money that came does not take its place.
    await change('confirmManualPayment', { paymentId: first.id, received: usd(1_000), reference: 'transfer 78' })
    const found = async (reference: string, by = holdfast.operator) => {
      const read = `payments(first: 5, filter: { reference: ${JSON.stringify(reference)} }) { edges { node { id } } }`
      const { data } = await by.send<{ payments: { edges: { node: { id: string } }[] } }, unknown>(`{ ${read} }`)
      return data?.payments.edges.map(({ node }) => node.id)
    }
    const written = first.transferReference ?? ''
    for (const text of [written, written.toLowerCase(), written.replace(/(.{4})/g, '$1 ').trim(), 'transfer 78']) {
      expect(await found(text)).toEqual([first.id])
    }
    expect(await found(`${written.slice(0, -1)}0`)).toEqual([])
    // No two payments can have the same one, whatever writes the table.
    const all = `UPDATE payment SET transfer_reference = '${written}' WHERE provider = 'MANUAL'`
    await expect(run(holdfast.database.url, (client) => client.query(all))).rejects.toThrow(
      'payment_transfer_reference',
    )
  })

  test('a part brings nothing until the rest arrives, or the platform accepts it', async () => {
    const customer = await newCustomer()
    const { payment: rest } = await buy(customer.owner, { provider: 'MANUAL' })
    const { payment: part } = await buy(customer.owner, { provider: 'MANUAL' })
    for (const { id: paymentId } of [rest, part]) {
      expect((await change('confirmManualPayment', { paymentId, received: usd(333) })).payment).toMatchObject({
        ...{ status: 'PARTIALLY_PAID', problem: 'UNDERPAID', lots: [] },
      })
    }
    const { data } = await customer.owner.send<{ organization: { payments: { edges: object[] } } }, unknown>(
      '{ organization { payments(filter: { unsettled: true }) { edges { node { id } } } } }',
    )
    expect(data?.organization.payments.edges).toHaveLength(2)
    expect((await change('confirmManualPayment', { paymentId: rest.id, received: usd(1_000) })).payment).toMatchObject({
      ...{ status: 'PAID', problem: null },
    })
    // Rounded down: 333 of 1,000 credits, and 33 of the bonus.
    expect((await change('settlePayment', { paymentId: part.id, reason: 'a good customer' })).payment).toMatchObject({
      ...{ status: 'PAID', problem: null, settled: { amount: 333 } },
      lots: [{ granted: 333, paid: { amount: 333 } }, { granted: 33 }],
    })
    // The rest of an accepted payment brings the rest.
    expect((await change('confirmManualPayment', { paymentId: part.id, received: usd(1_000) })).payment).toMatchObject({
      lots: [{ granted: 333 }, { granted: 33 }, { granted: 667, paid: { amount: 667 } }, { granted: 67 }],
    })
    expect(await poolOf(customer)).toMatchObject({ available: 2_200 })
  })

  test('too much is settled as far as it is due, and waits to be given back or accepted', async () => {
    const customer = await newCustomer()
    const { payment } = await buy(customer.owner, { provider: 'MANUAL' })
    const paymentId = payment.id
    expect((await change('confirmManualPayment', { paymentId, received: usd(1_500) })).payment).toMatchObject({
      ...{
        status: 'PAID',
        problem: 'OVERPAID',
        problemText:
          'In the smallest unit of USD, 1500 were received of 1000, and 500 have brought no credits: give them back with refundPayment, or turn them into credits with settlePayment.',
        settled: { amount: 1_000 },
        lots: [{ granted: 1_000 }, { granted: 100 }],
      },
    })
    expect(await change('refundPayment', { paymentId, credits: 250, reason: 'unused' })).toMatchObject({
      message:
        'credits can’t be given while money of the payment has brought no credits: give that back first, with refundPayment of money: { amount: 500, currency: "USD" }',
    })
    expect(await change('refundPayment', { paymentId, money: usd(1_501), reason: 'too much' })).toMatchObject({
      message: 'money.amount must be 1 to 1500 in the smallest unit of USD, which is left of the payment, not 1501',
    })
    expect((await change('refundPayment', { paymentId, money: usd(300), reason: 'too much' })).payment).toMatchObject({
      ...{ problem: 'OVERPAID', lots: [{ revoked: 0 }, { revoked: 0 }] },
    })
    expect((await change('refundPayment', { paymentId, money: usd(200), reason: 'too much' })).payment).toMatchObject({
      ...{ problem: null, lots: [{ revoked: 0 }, { revoked: 0 }] },
    })
    // What is given back beyond that takes credits, of the bonus, too.
    expect((await change('refundPayment', { paymentId, credits: 250, reason: 'unused' })).payment).toMatchObject({
      ...{ status: 'PAID', refunded: { amount: 750 }, lots: [{ revoked: 250 }, { revoked: 25 }] },
    })
    expect((await change('refundPayment', { paymentId, reason: 'all of it' })).payment).toMatchObject({
      ...{ status: 'REFUNDED', lots: [{ revoked: 1_000 }, { revoked: 100 }] },
    })
    expect(await change('refundPayment', { paymentId, reason: 'again' })).toMatchObject({ code: 'PAYMENT_STATE' })
    expect(await poolOf(customer)).toMatchObject({ available: 0 })
  })

  test('only the platform sells at a price of its own, and only in the currency of the payment', async () => {
    const customer = await newCustomer()
    const custom = { title: 'Agreed', credits: [{ creditType: 'music', credits: 5 }], price: usd(10) }
    const input = { packId: null, custom, provider: 'MANUAL' }
    expect(await buy(customer.owner, input)).toMatchObject({ message: 'custom can only be given by the platform' })
    const { payment } = await buy(holdfast.operator, { ...input, organizationId: customer.id })
    const received = { amount: 10, currency: 'EUR' }
    expect(await change('confirmManualPayment', { paymentId: payment.id, received })).toMatchObject({
      message: 'received.currency must be USD, as the payment is',
    })
    expect((await change('confirmManualPayment', { paymentId: payment.id, received: usd(10) })).payment).toMatchObject({
      lots: [{ granted: 5, paid: { amount: 10 } }],
    })
  })
})

describe('in the sandbox', () => {
  test('the page’s buttons pay a part and the rest, and lead back', async () => {
    const customer = await newCustomer()
    const returnUrl = 'http://localhost/thanks'
    const { payment } = await buy(customer.owner, { provider: 'SANDBOX', returnUrl })
    const url = payment.checkoutUrl ?? ''
    expect(await (await fetch(url)).text()).toContain('10.00 USD')
    const paid = await press(url, { step: 'part' })
    expect([paid.status, paid.headers.get('location')]).toEqual([303, returnUrl])
    expect(await stateOf(payment.id)).toMatchObject({ status: 'PARTIALLY_PAID' })
    await press(url, { step: 'pay' })
    await press(url, { step: 'pay' })
    expect(await stateOf(payment.id)).toMatchObject({ status: 'PAID', lots: [{ granted: 1_000 }, { granted: 100 }] })
    expect((await press(url, { step: 'x' })).status).toBe(400)
    expect((await fetch(`${url}x`)).status).toBe(404)
    expect(await poolOf(customer)).toMatchObject({ available: 1_100 })
  })

  test('after the payment the page’s buttons give money back, and dispute it', async () => {
    const customer = await newCustomer()
    const paid = async () => {
      const { payment } = await buy(customer.owner, { provider: 'SANDBOX', returnUrl: 'http://localhost/thanks' })
      const url = payment.checkoutUrl ?? ''
      await press(url, { step: 'dispute' })
      expect(await stateOf(payment.id)).toMatchObject({ status: 'OPEN', dispute: null })
      await press(url, { step: 'pay' })
      return { id: payment.id, url, page: async () => (await fetch(url)).text() }
    }
    const refunded = await paid()
    expect(await refunded.page()).toContain('Refund half of it')
    const { pathname } = new URL(refunded.url)
    expect((await press(refunded.url, { step: 'refundPart' })).headers.get('location')).toBe(pathname)
    expect(await stateOf(refunded.id)).toMatchObject({
      ...{ status: 'PAID', refunded: { amount: 500 } },
      lots: [{ granted: 1_000, revoked: 500 }, { revoked: 50 }],
    })
    await press(refunded.url, { step: 'refund' })
    expect(await stateOf(refunded.id)).toMatchObject({ status: 'REFUNDED', refunded: { amount: 1_000 } })
    expect(await refunded.page()).not.toContain('<button')

    const won = await paid()
    await press(won.url, { step: 'dispute' })
    expect(await stateOf(won.id)).toMatchObject({ status: 'DISPUTED', dispute: 'OPEN' })
    await press(won.url, { step: 'refund' })
    await press(won.url, { step: 'win' })
    expect(await stateOf(won.id)).toMatchObject({ status: 'PAID', dispute: 'WON', refunded: { amount: 0 } })
    const lost = await paid()
    await press(lost.url, { step: 'dispute' })
    await press(lost.url, { step: 'lose' })
    expect(await stateOf(lost.id)).toMatchObject({ status: 'DISPUTED', dispute: 'LOST' })
    expect(await poolOf(customer)).toMatchObject({ available: 1_100 })
  })
})

describe('at Stripe', () => {
  const start = async (more: object = {}) => {
    const customer = await newCustomer()
    const { payment } = await buy(customer.owner, {
      provider: 'STRIPE',
      returnUrl: 'https://app.example.com/thanks',
      ...more,
    })
    return { customer, payment, session: stripe.object(payment.reference) }
  }

  test('the payer pays on Stripe’s page, and the credits come once, whatever is told twice', async () => {
    const { customer, payment, session } = await start()
    expect(payment).toMatchObject({ status: 'OPEN', checkoutUrl: session.url })
    expect(session).toMatchObject({
      amount_total: 1_000,
      currency: 'usd',
      success_url: 'https://app.example.com/thanks',
    })
    const intent = stripe.pay(session.id)
    const told = await Promise.all([
      stripe.send('checkout.session.completed', session),
      stripe.send('checkout.session.completed', session),
      stripe.send('payment_intent.succeeded', intent),
    ])
    expect(told).toEqual([200, 200, 200])
    expect(await stateOf(payment.id)).toMatchObject({
      status: 'PAID',
      checkoutUrl: null,
      lots: [{ granted: 1_000 }, { granted: 100 }],
    })
    expect(await poolOf(customer)).toMatchObject({ available: 1_100 })
  })

  test('a payment that takes days, and one that fails after all', async () => {
    const slow = await start()
    const intent = stripe.pay(slow.session.id, 'PROCESSING')
    await stripe.send('checkout.session.completed', slow.session)
    expect(await stateOf(slow.payment.id)).toMatchObject({ status: 'PROCESSING', lots: [] })
    stripe.succeed(intent.id)
    await stripe.send('checkout.session.async_payment_succeeded', slow.session)
    expect(await stateOf(slow.payment.id)).toMatchObject({ status: 'PAID' })
    const failing = await start()
    stripe.fail(stripe.pay(failing.session.id, 'PROCESSING').id)
    await stripe.send('checkout.session.async_payment_failed', failing.session)
    expect(await stateOf(failing.payment.id)).toMatchObject({ status: 'FAILED', failure: 'Your card was declined.' })
  })

  test('refunds and disputes in Stripe’s dashboard take the credits of that payment', async () => {
    const { customer, payment, session } = await start()
    const intent = stripe.pay(session.id)
    // The first that is heard of it is its refund: all of it follows.
    await stripe.send('charge.refunded', stripe.refund(intent.id, 250))
    expect(await stateOf(payment.id)).toMatchObject({
      ...{ status: 'PAID', refunded: { amount: 250 }, lots: [{ revoked: 250 }, { revoked: 25 }] },
    })
    const dispute = stripe.dispute(intent.id, 'needs_response')
    await stripe.send('charge.dispute.created', dispute)
    expect(await stateOf(payment.id)).toMatchObject({
      ...{ status: 'DISPUTED', dispute: 'OPEN', lots: [{ available: 0, dispute: 'OPEN' }, { available: 0 }] },
    })
    stripe.refund(intent.id, 250)
    await stripe.send('charge.dispute.closed', dispute)
    expect(await stateOf(payment.id)).toMatchObject({ problem: 'REFUND_WAITS' })
    stripe.dispute(intent.id, 'won', dispute.id)
    await stripe.send('charge.dispute.closed', dispute)
    expect(await stateOf(payment.id)).toMatchObject({
      ...{ status: 'PAID', dispute: 'WON', problem: null, lots: [{ revoked: 500, available: 500 }, { revoked: 50 }] },
    })
    const second = stripe.dispute(intent.id, 'lost')
    await stripe.send('charge.dispute.closed', second)
    expect(await stateOf(payment.id)).toMatchObject({
      status: 'DISPUTED',
      dispute: 'LOST',
      lots: [{ revoked: 1_000 }, { revoked: 100 }],
    })
    expect(await poolOf(customer)).toMatchObject({ available: 0, owed: 0 })
  })

  test('refundPayment gives money back once for each key', async () => {
    const { payment, session } = await start()
    const intent = stripe.pay(session.id)
    await stripe.send('checkout.session.completed', session)
    const input = { paymentId: payment.id, money: usd(100), reason: 'unused', idempotencyKey: 'refund 1' }
    for (const _twice of [1, 2]) {
      expect((await change('refundPayment', input)).payment).toMatchObject({ refunded: { amount: 100 } })
    }
    expect(stripe.object(stripe.object(intent.id).latest_charge).amount_refunded).toBe(100)
    expect(await change('refundPayment', { ...input, money: usd(901), idempotencyKey: 'refund 2' })).toMatchObject({
      message: 'money.amount must be 1 to 900 in the smallest unit of USD, which is left of the payment, not 901',
    })
    stripe.fault = 503
    expect(await change('refundPayment', { ...input, idempotencyKey: 'refund 3' })).toMatchObject({
      code: 'PROVIDER_FAILED',
    })
    stripe.fault = null
  })

  test('a checkout that Stripe refuses has failed, and one that was ended can’t be paid', async () => {
    const { owner } = await newCustomer()
    const cheap = await pack('cheap', { price: usd(10), volumeSteps: [] })
    const { payment } = await buy(owner, { packId: cheap, provider: 'STRIPE' })
    expect(payment).toMatchObject({ status: 'FAILED', failure: 'The amount must convert to at least 50 cents.' })
    const ended = await start()
    expect(
      (await change('cancelPayment', { paymentId: ended.payment.id }, ended.customer.owner)).payment,
    ).toMatchObject({
      ...{ status: 'CANCELED', checkoutUrl: null },
    })
    expect(stripe.object(ended.session.id).status).toBe('expired')
    const paid = await start()
    stripe.pay(paid.session.id)
    expect(await change('cancelPayment', { paymentId: paid.payment.id })).toMatchObject({ code: 'PAYMENT_STATE' })
    // Asked while it was to be ended, Stripe has said that it is paid.
    expect(await stateOf(paid.payment.id)).toMatchObject({ status: 'PAID' })
  })

  test('a checkout that Stripe did not answer for begins later, under the same key', async () => {
    const { owner } = await newCustomer()
    stripe.fault = 503
    const asked = { provider: 'STRIPE', idempotencyKey: 'later' }
    const { payment } = await buy(owner, asked)
    expect(payment).toMatchObject({ status: 'OPEN', checkoutUrl: null, failure: 'Stripe has a problem.' })
    stripe.fault = null
    expect(await buy(owner, asked)).toMatchObject({ replayed: true, payment: { id: payment.id, failure: null } })
    expect((await stateOf(payment.id)).checkoutUrl).toContain('/pay/cs_test_')
  })

  test('tax that Stripe adds is due, too, and is not revenue', async () => {
    stripe.taxPercent = 20
    const { payment, session } = await start()
    stripe.pay(session.id)
    await stripe.send('checkout.session.completed', session)
    stripe.taxPercent = 0
    expect(await stateOf(payment.id)).toMatchObject({
      ...{ status: 'PAID', problem: null, price: { amount: 1_000 }, tax: { amount: 200 }, due: { amount: 1_200 } },
      lots: [{ paid: { amount: 1_000 } }, {}],
    })
  })

  test('what is not signed by Stripe, is too old, or is about something else changes nothing', async () => {
    const { payment, session } = await start()
    stripe.pay(session.id)
    const { body, signature } = stripe.event('checkout.session.completed', session)
    expect(await stripe.deliver(body, null)).toBe(401)
    expect(await stripe.deliver(body.replace('completed', 'expired'), signature)).toBe(401)
    expect(await stripe.send('checkout.session.completed', session, { secret: 'whsec_other' })).toBe(401)
    expect(await stripe.send('checkout.session.completed', session, { at: Date.now() - 3_600_000 })).toBe(401)
    expect(await stripe.send('checkout.session.completed', { ...session, metadata: {}, payment_intent: null })).toBe(
      200,
    )
    expect(await stateOf(payment.id)).toMatchObject({ status: 'OPEN', lots: [] })
    const url = `${holdfast.holdfast.url}/payments/callbacks`
    expect((await fetch(`${url}/manual`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${url}/none`, { method: 'POST' })).status).toBe(404)
    expect(await stripe.deliver(body, signature)).toBe(200)
    expect(await stateOf(payment.id)).toMatchObject({ status: 'PAID' })
  })

  test('a payment whose callbacks never came is found by asking', async () => {
    const { customer, payment, session } = await start()
    stripe.pay(session.id)
    const { id } = splitTenantId(decodeGlobalId(payment.id).id)
    // The time at which Stripe is asked next.
    await holdfast.holdfast.app.prisma.payment.updateMany({ where: { id }, data: { checkAt: new Date() } })
    await expect.poll(() => stateOf(payment.id)).toMatchObject({ status: 'PAID' })
    expect(await poolOf(customer)).toMatchObject({ available: 1_100 })
  })
})

describe('plans', () => {
  test('the first payment starts the subscription, and a later one pays its next period', async () => {
    const customer = await newCustomer()
    const input = { packId: null, plan: 'prepaid', provider: 'MANUAL' }
    const { payment } = await buy(customer.owner, input)
    expect(payment).toMatchObject({ title: 'Plan prepaid', price: { amount: 3_100 } })
    expect(
      (await change('confirmManualPayment', { paymentId: payment.id, received: usd(3_100) })).payment,
    ).toMatchObject({
      ...{ status: 'PAID', lots: [{ kind: 'SUBSCRIPTION', granted: 100, paid: { amount: 3_100 } }] },
    })
    const { payment: next } = await buy(customer.owner, input)
    expect((await change('confirmManualPayment', { paymentId: next.id, received: usd(3_100) })).payment).toMatchObject({
      ...{ status: 'PAID', lots: [] },
    })
    expect(await buy(customer.owner, input)).toMatchObject({ code: 'SUBSCRIPTION_STATE' })
    expect(await buy(customer.owner, { ...input, plan: 'bespoke' })).toMatchObject({ code: 'NOT_SELF_SERVICE' })
    expect(await poolOf(customer)).toMatchObject({ available: 100 })
  })

  test('a payment pays one period, also if it came in parts, and what is more than due can only be given back', async () => {
    const customer = await newCustomer()
    const { payment } = await buy(customer.owner, { packId: null, plan: 'prepaid', provider: 'MANUAL' })
    const paymentId = payment.id
    const confirm = (amount: number) => change('confirmManualPayment', { paymentId, received: usd(amount) })
    const subscription = async () => {
      const { data } = await customer.owner.send<{ organization: { subscription: { paidUntil: string } } }, unknown>(
        '{ organization { subscription { paidUntil } } }',
      )
      return data?.organization.subscription.paidUntil
    }
    await confirm(1_000)
    expect((await change('settlePayment', { paymentId, reason: 'a good customer' })).payment).toMatchObject({
      ...{ status: 'PAID', problem: null, settled: { amount: 1_000 }, lots: [{ granted: 100 }] },
    })
    const paidUntil = await subscription()
    expect((await confirm(3_100)).payment).toMatchObject({
      ...{ problem: null, settled: { amount: 3_100 }, lots: [{ granted: 100 }] },
    })
    expect(await subscription()).toBe(paidUntil)
    expect((await confirm(3_200)).payment).toMatchObject({
      ...{ problem: 'OVERPAID', problemText: expect.stringMatching(/: give them back with refundPayment\.$/) },
    })
    expect(await change('settlePayment', { paymentId, reason: 'a good customer' })).toMatchObject({
      message:
        'This payment is PAID, and can’t be settled now: that needs that its period is not paid yet. Give what is too much back with refundPayment.',
    })
    expect((await change('refundPayment', { paymentId, money: usd(100), reason: 'too much' })).payment).toMatchObject({
      ...{ problem: null, lots: [{ granted: 100, revoked: 0 }] },
    })
    expect(await subscription()).toBe(paidUntil)
  })

  test('a period that can’t be paid any more waits for a person with its money', async () => {
    const customer = await newCustomer()
    const input = { packId: null, plan: 'prepaid', provider: 'MANUAL' }
    const { payment } = await buy(customer.owner, input)
    await mutate(holdfast.operator, 'startSubscription', { organizationId: customer.id, plan: 'no-top-ups' })
    expect(
      (await change('confirmManualPayment', { paymentId: payment.id, received: usd(3_100) })).payment,
    ).toMatchObject({
      ...{ status: 'PAID', problem: 'NOT_GRANTED', settled: { amount: 0 }, lots: [] },
    })
    expect(await buy(customer.owner, { provider: 'MANUAL' })).toMatchObject({ code: 'PURCHASE_NOT_ALLOWED' })
    // Nothing waits any more once the money was given back, and it pays no later period.
    const refund = { paymentId: payment.id, reason: 'the plan is agreed elsewhere' }
    expect((await change('refundPayment', refund)).payment).toMatchObject({
      status: 'REFUNDED',
      problem: null,
      lots: [],
    })
  })
})

describe('several payments for one period', () => {
  const PREPAID = { packId: null, plan: 'prepaid' }
  const start = async (customer: TestOrganization, provider: string) =>
    (await buy(customer.owner, { ...PREPAID, provider })).payment
  const confirm = (paymentId: string) => change('confirmManualPayment', { paymentId, received: usd(3_100) })
  const paidUntil = async ({ owner }: TestOrganization) => {
    const { data } = await owner.send<{ organization: { subscription: { paidUntil: string } } }, unknown>(
      '{ organization { subscription { paidUntil } } }',
    )
    return data?.organization.subscription.paidUntil
  }
  const PAID_OTHERWISE = { status: 'CANCELED', checkoutUrl: null, failure: 'Its period was paid otherwise.' }

  test('the first that is paid cancels the others, here and at their providers', async () => {
    const customer = await newCustomer()
    const page = await start(customer, 'STRIPE')
    const sandbox = await start(customer, 'SANDBOX')
    const invoice = await start(customer, 'MANUAL')
    const { payment: pack } = await buy(customer.owner, { provider: 'SANDBOX' })
    const paid = await start(customer, 'SANDBOX')
    await press(paid.checkoutUrl, { step: 'pay' })
    expect(await stateOf(paid.id)).toMatchObject({ status: 'PAID', problem: null, lots: [{ granted: 100 }] })
    for (const { id } of [page, sandbox, invoice]) expect(await stateOf(id)).toMatchObject(PAID_OTHERWISE)
    expect(await stateOf(pack.id)).toMatchObject({ status: 'OPEN', checkoutUrl: expect.any(String) })
    // Nobody can pay them any more: the checkout at Stripe is ended, and the page of the sandbox has no button.
    await expect.poll(() => stripe.object(page.reference).status).toBe('expired')
    expect(await stateOf(page.id)).toMatchObject(PAID_OTHERWISE)
    expect(await (await fetch(sandbox.checkoutUrl ?? '')).text()).not.toContain('<button')
    await press(sandbox.checkoutUrl, { step: 'pay' })
    expect(await stateOf(sandbox.id)).toMatchObject({ ...PAID_OTHERWISE, received: { amount: 0 } })
    // Another one can be started, and pays the next period.
    const before = await paidUntil(customer)
    await press((await start(customer, 'SANDBOX')).checkoutUrl, { step: 'pay' })
    expect(await paidUntil(customer)).not.toBe(before)
  })

  test('money that still comes waits for a person, who gives it back or accepts it for the next period', async () => {
    const customer = await newCustomer()
    const invoices = [await start(customer, 'MANUAL'), await start(customer, 'MANUAL'), await start(customer, 'MANUAL')]
    const [first, second, third] = invoices.map(({ id }) => id) as [string, string, string]
    expect((await confirm(first)).payment).toMatchObject({ status: 'PAID', lots: [{ granted: 100 }] })
    const until = await paidUntil(customer)
    for (const id of [second, third]) {
      expect((await confirm(id)).payment).toMatchObject({
        ...{ status: 'PAID', problem: 'NOT_GRANTED', settled: { amount: 0 }, lots: [] },
        problemText:
          'Its period was paid already: accept it as the payment of the next one with settlePayment, or give it back with refundPayment.',
      })
    }
    expect(await paidUntil(customer)).toBe(until)
    const unsettled = '{ organization { payments(filter: { unsettled: true }) { edges { node { id } } } } }'
    const { data } = await customer.owner.send<{ organization: { payments: { edges: object[] } } }, unknown>(unsettled)
    expect(data?.organization.payments.edges).toHaveLength(2)
    expect((await change('refundPayment', { paymentId: second, reason: 'paid twice' })).payment).toMatchObject({
      ...{ status: 'REFUNDED', problem: null, settled: { amount: 0 } },
    })
    expect((await change('settlePayment', { paymentId: third, reason: 'the customer agrees' })).payment).toMatchObject({
      ...{ status: 'PAID', problem: null, settled: { amount: 3_100 } },
    })
    expect(await paidUntil(customer)).not.toBe(until)
  })

  test('a transfer that was on its way at Stripe waits, too, and is given back once', async () => {
    const customer = await newCustomer()
    const slow = await start(customer, 'STRIPE')
    const intent = stripe.pay(slow.reference, 'PROCESSING')
    await stripe.send('checkout.session.completed', stripe.object(slow.reference))
    expect(await stateOf(slow.id)).toMatchObject({ status: 'PROCESSING' })
    await confirm((await start(customer, 'MANUAL')).id)
    const until = await paidUntil(customer)
    expect(await stateOf(slow.id)).toMatchObject({ status: 'CANCELED' })
    stripe.succeed(intent.id)
    await stripe.send('checkout.session.async_payment_succeeded', stripe.object(slow.reference))
    expect(await stateOf(slow.id)).toMatchObject({ status: 'PAID', problem: 'NOT_GRANTED', lots: [] })
    const refund = { paymentId: slow.id, reason: 'paid twice' }
    expect((await change('refundPayment', refund)).payment).toMatchObject({ status: 'REFUNDED', problem: null })
    expect(await change('refundPayment', refund)).toMatchObject({ code: 'PAYMENT_STATE' })
    expect(await paidUntil(customer)).toBe(until)
  })

  test.each([
    ['markSubscriptionPaid', {}, 'Its period was paid otherwise.'],
    ['upgradeSubscription', { plan: 'large' }, 'The plan of the subscription has changed.'],
    ['pauseSubscription', {}, 'The subscription is paused.'],
    ['cancelSubscription', { atPeriodEnd: false }, 'The subscription was canceled.'],
  ])('%s cancels a payment that is open', async (name, more, failure) => {
    const customer = await newCustomer()
    await confirm((await start(customer, 'MANUAL')).id)
    const ahead = await start(customer, 'STRIPE')
    const done = await mutate<{ code?: string }>(holdfast.operator, name, { organizationId: customer.id, ...more })
    expect(done.code).toBeUndefined()
    expect(await stateOf(ahead.id)).toMatchObject({ status: 'CANCELED', checkoutUrl: null, failure })
    await expect.poll(() => stripe.object(ahead.reference).status).toBe('expired')
  })

  test('a subscription that the platform starts cancels the payment that was to start it', async () => {
    const customer = await newCustomer()
    const page = await start(customer, 'SANDBOX')
    await mutate(holdfast.operator, 'startSubscription', { organizationId: customer.id, plan: 'no-top-ups' })
    expect(await stateOf(page.id)).toMatchObject({ status: 'CANCELED', checkoutUrl: null })
    // One that still waits for its payment keeps it.
    const waiting = await newCustomer()
    const kept = await start(waiting, 'SANDBOX')
    await mutate(holdfast.operator, 'startSubscription', { organizationId: waiting.id, plan: 'prepaid' })
    await press(kept.checkoutUrl, { step: 'pay' })
    expect(await stateOf(kept.id)).toMatchObject({ status: 'PAID', problem: null, lots: [{ granted: 100 }] })
  })

  test('an organization that is closed is asked for no money, and what still comes can only be given back', async () => {
    const customer = await newCustomer()
    const { payment: page } = await buy(customer.owner, { provider: 'STRIPE' })
    const { payment: invoice } = await buy(customer.owner, { provider: 'MANUAL' })
    await mutate(holdfast.operator, 'closeOrganization', { organizationId: customer.id, reason: 'it has ended' })
    for (const { id } of [page, invoice]) {
      expect(await stateOf(id)).toMatchObject({ status: 'CANCELED', failure: 'The organization was closed.' })
    }
    expect(stripe.object(page.reference).status).toBe('expired')
    const received = { paymentId: invoice.id, received: usd(1_000) }
    expect((await change('confirmManualPayment', received)).payment).toMatchObject({ problem: 'NOT_GRANTED' })
    const refund = { paymentId: invoice.id, reason: 'the organization is closed' }
    expect((await change('refundPayment', refund)).payment).toMatchObject({ status: 'REFUNDED', problem: null })
  })
})

test('members see no payments, and nobody sees another organization’s', async () => {
  const [mine, other] = [await newCustomer(), await newCustomer()]
  const { payment } = await buy(mine.owner, { provider: 'MANUAL' })
  const query = `{ payment(id: "${payment.id}") { id } }`
  expect((await mine.member.send<object, unknown>(query)).data).toEqual({ payment: null })
  expect((await other.owner.send<object, unknown>(query)).data).toEqual({ payment: null })
  expect(await change('cancelPayment', { paymentId: payment.id }, other.owner)).toMatchObject({ code: 'NOT_FOUND' })
})
