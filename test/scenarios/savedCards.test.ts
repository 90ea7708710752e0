// Cards that were saved: charged for each period of a plan that becomes due, tried again, paid on a page where that needs the payer, shown and
// removed. Stripe's test mode and the sandbox move no real money, so the clock of a SANDBOX organization charges them, too.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStripe } from '../../src/gateways/stripe.ts'
import type { Client } from '../support/client.ts'
import type { TestHoldfast, TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { advance as advanceTo, createPack, openShop, planOf, press, type Shop, usd } from '../support/shop.ts'
import type { CardError, StripeServer } from '../support/stripe.ts'

const PLANS = [
  planOf('prepaid', 100, { payment: { order: 'BEFORE_CREDITS', days: 10 } }),
  planOf('trusted', 100, { payment: { order: 'AFTER_CREDITS', days: 10 } }),
]
const DECLINED: CardError = { code: 'card_declined', message: 'Your card was declined.' }
const ASKS: CardError = { code: 'authentication_required', message: 'Your card needs authentication.' }

let shop: Shop
let holdfast: TestHoldfast
let stripe: StripeServer
let packId: string

beforeAll(async () => {
  shop = await openShop(PLANS)
  ;({ holdfast, stripe } = shop)
  packId = await pack('music-100')
})
afterAll(() => shop.stop())

const pack = (name: string) =>
  createPack(shop, { name, title: '100 credits', price: usd(1_000), credits: [{ creditType: 'music', credits: 100 }] })
const advance = (organization: TestOrganization, to: string) => advanceTo(shop, organization, to)

interface Shown {
  readonly id: string
  readonly status: string
  readonly trigger: string
  readonly attempts: number
  readonly checkoutUrl: string | null
  readonly reference: string | null
}

const FIELDS = `savedPaymentMethods { provider label brand last4 expiresMonth expiresYear renewsPlan }
  alerts { edges { node { kind message payment { id } } } }
  wallet(creditType: "music") { available }
  subscription { status paidUntil }
  payments { edges { node { id status trigger attempts nextAttemptAt failure checkoutUrl reference due { amount } tax { amount } } } }`

async function stateOf({ owner }: TestOrganization) {
  const { data, errors } = await owner.send<
    {
      organization: {
        savedPaymentMethods: object[]
        alerts: { edges: { node: { kind: string; message: string; payment: object } }[] }
        wallet: { available: number } | null
        subscription: { status: string; paidUntil: string } | null
        payments: { edges: { node: Shown }[] }
      }
    },
    object
  >(`{ organization { ${FIELDS} } }`)
  if (!data) throw new Error(JSON.stringify(errors))
  const { alerts, payments, ...others } = data.organization
  const [payment] = payments.edges.map(({ node }) => node)
  if (!payment) throw new Error('no payment')
  const failures = alerts.edges.map(({ node }) => node).filter(({ kind }) => kind === 'PAYMENT_FAILED')
  return { ...others, payment, payments: payments.edges.length, alerts: failures }
}

function buy(by: Client, input: object) {
  return mutate<{ payment: Shown }>(
    by,
    'startPurchase',
    { saveMethod: true, ...input },
    'payment { id checkoutUrl reference }',
  )
}

/** An organization that has bought a plan at Stripe on 1 May, and saved the card. */
async function subscriber(name = 'prepaid') {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  await advance(organization, '2027-05-01T00:00:00Z')
  const { payment } = await buy(organization.owner, { plan: name, provider: 'STRIPE' })
  const session = stripe.object(payment.reference ?? '')
  const intent = stripe.pay(session.id)
  expect(await stripe.send('checkout.session.completed', session)).toBe(200)
  return { organization, card: stripe.object(intent.payment_method) }
}

const confirmed = (reference: string | null) =>
  stripe.requests.filter(({ path }) => path === `/v1/payment_intents/${reference}/confirm`)

describe('at Stripe', () => {
  test('a card that paid a period is charged for the next ones, once each', async () => {
    const { organization } = await subscriber()
    expect(await stateOf(organization)).toMatchObject({
      savedPaymentMethods: [
        {
          provider: 'STRIPE',
          label: 'visa 4242',
          brand: 'visa',
          last4: '4242',
          expiresMonth: 8,
          expiresYear: 2031,
          renewsPlan: true,
        },
      ],
      payment: { trigger: 'PURCHASE', attempts: 0 },
      payments: 1,
    })
    await advance(organization, '2027-06-01T00:00:00Z')
    const june = await stateOf(organization)
    expect(june).toMatchObject({
      wallet: { available: 100 },
      subscription: { status: 'ACTIVE', paidUntil: '2027-07-01T00:00:00.000Z' },
      payment: { status: 'PAID', trigger: 'RENEWAL', attempts: 1, nextAttemptAt: null },
      alerts: [],
      payments: 2,
    })
    expect(confirmed(june.payment.reference)).toHaveLength(1)
    await advance(organization, '2027-08-15T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({
      subscription: { status: 'ACTIVE', paidUntil: '2027-09-01T00:00:00.000Z' },
      payments: 4,
    })
  })

  test('one whose credits come before the payment is charged within its time, too', async () => {
    const { organization } = await subscriber('trusted')
    await advance(organization, '2027-06-01T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({
      wallet: { available: 100 },
      subscription: { status: 'ACTIVE', paidUntil: '2027-07-01T00:00:00.000Z' },
      payment: { status: 'PAID', trigger: 'RENEWAL' },
    })
  })

  test('a card that is declined is tried again, and tells once', async () => {
    const { organization, card } = await subscriber()
    card.answers = [DECLINED, DECLINED]
    await advance(organization, '2027-06-01T00:00:00Z')
    const first = await stateOf(organization)
    expect(first).toMatchObject({
      wallet: { available: 0 },
      subscription: { status: 'PAST_DUE' },
      payment: { status: 'OPEN', attempts: 1, nextAttemptAt: '2027-06-01T06:00:00.000Z', failure: DECLINED.message },
      alerts: [
        {
          message:
            'The payment of 31.00 USD for Plan prepaid was declined: Your card was declined. It is tried again at 2027-06-01T06:00:00.000Z.',
          payment: { id: first.payment.id },
        },
      ],
    })
    await advance(organization, '2027-06-01T06:00:00Z')
    expect(await stateOf(organization)).toMatchObject({
      payment: { status: 'OPEN', attempts: 2, nextAttemptAt: '2027-06-02T06:00:00.000Z' },
    })
    await advance(organization, '2027-06-03T00:00:00Z')
    const paid = await stateOf(organization)
    expect(paid).toMatchObject({
      wallet: { available: 100 },
      subscription: { status: 'ACTIVE', paidUntil: '2027-07-01T00:00:00.000Z' },
      payment: { status: 'PAID', attempts: 3, failure: null },
      payments: 2,
    })
    expect(paid.alerts).toHaveLength(1)
    // The same PaymentIntent each time.
    expect(confirmed(paid.payment.reference).map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      expect.stringMatching(/charge 1$/),
      expect.stringMatching(/charge 2$/),
      expect.stringMatching(/charge 3$/),
    ])
  })

  test('after five attempts it has failed, and the subscription lapses', async () => {
    const { organization, card } = await subscriber()
    card.answers = [1, 2, 3, 4, 5, 6].map(() => DECLINED)
    await advance(organization, '2027-06-07T05:59:59Z')
    expect(await stateOf(organization)).toMatchObject({ payment: { status: 'OPEN', attempts: 4 } })
    await advance(organization, '2027-06-07T06:00:00Z')
    const failed = await stateOf(organization)
    expect(failed).toMatchObject({
      payment: { status: 'FAILED', attempts: 5, nextAttemptAt: null },
      alerts: [
        { message: 'The payment of 31.00 USD for Plan prepaid has failed: Your card was declined.' },
        { message: expect.stringMatching(/ It is tried again at /) },
      ],
    })
    await advance(organization, '2027-06-11T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({ subscription: { status: 'LAPSED' }, payments: 2 })
  })

  test('a card that needs the payer leaves a page, on which another card can be saved', async () => {
    const { organization, card } = await subscriber()
    card.answers = [ASKS]
    await advance(organization, '2027-06-01T00:00:00Z')
    const asked = await stateOf(organization)
    expect(asked).toMatchObject({
      payment: {
        status: 'OPEN',
        failure: ASKS.message,
        nextAttemptAt: null,
        checkoutUrl: expect.stringContaining('/pay/cs_test_'),
      },
      alerts: [
        {
          message: expect.stringMatching(
            /needs the payer: Your card needs authentication\. Its page can be opened until /,
          ),
        },
      ],
    })
    const session = stripe.object(asked.payment.reference ?? '')
    const intent = stripe.pay(session.id)
    await stripe.send('checkout.session.completed', session)
    expect(await stateOf(organization)).toMatchObject({
      payment: { status: 'PAID' },
      wallet: { available: 100 },
      savedPaymentMethods: [{ renewsPlan: true }],
    })
    // The card before is not the customer's any more.
    expect([card.customer, stripe.object(intent.payment_method).customer]).toEqual([null, session.customer])
    await advance(organization, '2027-07-01T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({ payment: { status: 'PAID', trigger: 'RENEWAL' }, payments: 3 })
  })

  test('a card that Stripe does not have any more is not shown, and leaves a page', async () => {
    const { organization, card } = await subscriber()
    card.customer = null
    await advance(organization, '2027-06-01T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({
      savedPaymentMethods: [],
      payment: {
        status: 'OPEN',
        checkoutUrl: expect.any(String),
        failure: expect.stringMatching(/^No such PaymentMethod/),
      },
    })
  })

  test('a charge whose answer was lost is not made twice', async () => {
    const { organization } = await subscriber()
    await advance(organization, '2027-05-31T23:59:59Z')
    // Of each request the answers to all tries of Stripe's library: the PaymentIntent, and the charge.
    stripe.lost = 3
    await advance(organization, '2027-06-01T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({ payment: { status: 'OPEN', attempts: 0, reference: null } })
    stripe.lost = 0
    await advance(organization, '2027-06-01T00:04:59Z')
    await advance(organization, '2027-06-01T00:05:00Z')
    const { payment } = await stateOf(organization)
    expect(payment).toMatchObject({ status: 'PAID', attempts: 1 })
    const made = stripe.requests.filter(({ path, fields }) => path === '/v1/payment_intents' && fields.metadata)
    const ours = made.filter(
      ({ fields }) =>
        JSON.stringify(fields.metadata) === JSON.stringify(stripe.object(payment.reference ?? '').metadata),
    )
    expect(new Set(ours.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  test('a period that was paid by hand meanwhile is not charged', async () => {
    const { organization, card } = await subscriber()
    card.answers = [DECLINED]
    await advance(organization, '2027-06-01T00:00:00Z')
    await mutate(holdfast.operator, 'markSubscriptionPaid', { organizationId: organization.id })
    await advance(organization, '2027-06-02T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({
      payment: { status: 'CANCELED', failure: 'Its period was paid otherwise.' },
      subscription: { paidUntil: '2027-07-01T00:00:00.000Z' },
    })
  })

  test('an owner removes the card, and nothing is charged', async () => {
    const { organization, card } = await subscriber()
    const remove = (by: Client) => mutate(by, 'removePaymentMethod', { provider: 'STRIPE' }, 'provider')
    await expect(remove(organization.admin)).rejects.toThrow('This needs the role OWNER or BILLING')
    stripe.fault = 503
    expect(await remove(organization.owner)).toMatchObject({ code: 'PROVIDER_FAILED' })
    stripe.fault = null
    expect(await remove(organization.owner)).toMatchObject({ provider: 'STRIPE' })
    expect(await remove(organization.owner)).toMatchObject({ code: 'NOT_FOUND' })
    expect(card.customer).toBeNull()
    await advance(organization, '2027-06-02T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({
      savedPaymentMethods: [],
      payments: 1,
      subscription: { status: 'PAST_DUE' },
    })
    // The payment that had saved it is asked about again, and does not bring it back.
    await stripe.send(
      'checkout.session.completed',
      stripe.object((await stateOf(organization)).payment.reference ?? ''),
    )
    expect(await stateOf(organization)).toMatchObject({ savedPaymentMethods: [] })
  })

  test('closing the organization removes the card at Stripe, even if that has to be asked again', async () => {
    const { organization, card } = await subscriber()
    stripe.fault = 503
    const closing = { organizationId: organization.id, reason: 'They have left.' }
    await mutate(holdfast.operator, 'closeOrganization', closing)
    const statusOf = async () => {
      const { data } = await holdfast.operator.send<{ organization: { status: string } }, object>(
        `{ organization(id: "${organization.id}") { status savedPaymentMethods { label } } }`,
      )
      return data?.organization
    }
    expect(await statusOf()).toMatchObject({ status: 'CLOSING', savedPaymentMethods: [{ label: 'visa 4242' }] })
    stripe.fault = null
    await expect.poll(statusOf).toEqual({ status: 'CLOSED', savedPaymentMethods: [] })
    expect(card.customer).toBeNull()
  })

  test('where Stripe works out the tax, that of a charge is due, too', async () => {
    stripe.taxPercent = 20
    const { saved } = openStripe(stripe.settings)
    const names = { organizationId: crypto.randomUUID(), paymentId: crypto.randomUUID(), title: 'Plan' }
    const none = { reference: null, returnUrl: null, saveMethod: true, received: 0n, tax: 0n }
    const made = await saved?.ready?.({ ...names, ...none, amount: 3_100n, currency: 'USD' }, 'cus_1')
    stripe.taxPercent = 0
    expect(made).toMatchObject({ tax: 620n })
    const intent = stripe.object(made?.reference ?? '')
    const calculation = stripe.object(intent.hooks.inputs.tax.calculation)
    expect([intent.amount, calculation.customer]).toEqual([3_720, 'cus_1'])
  })

  test('a card that was saved with credits is not charged for the plan', async () => {
    const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
    await advance(organization, '2027-05-01T00:00:00Z')
    const custom = {
      title: 'Credits',
      credits: [{ creditType: 'music', credits: 5 }],
      price: { amount: 100, currency: 'USD' },
    }
    const { payment } = await buy(holdfast.operator, { organizationId: organization.id, custom, provider: 'STRIPE' })
    const session = stripe.object(payment.reference ?? '')
    stripe.pay(session.id)
    await stripe.send('checkout.session.completed', session)
    await mutate(holdfast.operator, 'startSubscription', { organizationId: organization.id, plan: 'trusted' })
    await advance(organization, '2027-05-05T00:00:00Z')
    expect(await stateOf(organization)).toMatchObject({ savedPaymentMethods: [{ renewsPlan: false }], payments: 1 })
  })
})

describe('in the sandbox', () => {
  async function subscriberWith(card: string) {
    const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
    await advance(organization, '2027-05-01T00:00:00Z')
    const { payment } = await buy(organization.owner, { plan: 'prepaid', provider: 'SANDBOX' })
    expect(await (await fetch(payment.checkoutUrl ?? '')).text()).toContain('Test 0003')
    expect((await press(payment.checkoutUrl, { step: 'pay', card: 'x' })).status).toBe(400)
    expect((await press(payment.checkoutUrl, { step: 'pay', card })).status).toBe(303)
    return organization
  }

  test('each of its cards does what it says', async () => {
    const [works, declines, asks] = await Promise.all(['works', 'declines', 'asks'].map(subscriberWith))
    for (const each of [works, declines, asks]) if (each) await advance(each, '2027-06-01T00:00:00Z')
    if (!works || !declines || !asks) throw new Error('an organization is missing')
    expect(await stateOf(works)).toMatchObject({
      savedPaymentMethods: [{ provider: 'SANDBOX', label: 'Test 0001', expiresYear: 2099 }],
      payment: { status: 'PAID', trigger: 'RENEWAL', attempts: 1 },
    })
    expect(await stateOf(declines)).toMatchObject({ payment: { status: 'OPEN', attempts: 1 } })
    const { payment } = await stateOf(asks)
    expect(payment).toMatchObject({
      status: 'OPEN',
      nextAttemptAt: null,
      checkoutUrl: expect.stringContaining('/payments/sandbox/'),
    })
    await press(payment.checkoutUrl, { step: 'pay', card: 'works' })
    expect(await stateOf(asks)).toMatchObject({
      payment: { status: 'PAID' },
      savedPaymentMethods: [{ label: 'Test 0001' }],
    })
  })
})

describe('auto top-ups', () => {
  /** An organization with a saved card and credits, by a pack of 100 that costs 10.00. */
  async function buyer(card = 'works') {
    const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
    await advance(organization, '2027-05-01T00:00:00Z')
    const { payment } = await buy(organization.owner, { packId, provider: 'SANDBOX' })
    await press(payment.checkoutUrl, { step: 'pay', card })
    return organization
  }
  const RULE = `creditType below pack quantity monthlyMax { amount currency } bought { amount } provider isPaying failures nextAt`
  const set = (by: Client, more: object = {}) =>
    mutate<{ autoTopUp: object; code?: string; message?: string }>(
      by,
      'setAutoTopUp',
      {
        creditType: 'music',
        below: 50,
        packId,
        monthlyMax: { amount: 2_500, currency: 'USD' },
        provider: 'SANDBOX',
        ...more,
      },
      `replayed autoTopUp { ${RULE} }`,
    )
  async function topUpOf({ owner }: TestOrganization) {
    const { data } = await owner.send<
      {
        organization: {
          autoTopUps: object[]
          wallet: { available: number }
          alerts: { edges: { node: { kind: string; message: string } }[] }
        }
      },
      object
    >(
      `{ organization { autoTopUps { ${RULE} } wallet(creditType: "music") { available } alerts { edges { node { kind message } } } } }`,
    )
    if (!data) throw new Error('no organization')
    const { alerts, ...others } = data.organization
    return { ...others, stopped: alerts.edges.map(({ node }) => node).filter(({ kind }) => kind === 'TOP_UP_STOPPED') }
  }
  /** Uses credits of the pool. */
  async function use({ id }: TestOrganization, credits: number) {
    const { hold } = await mutate<{ hold: { id: string } }>(
      holdfast.operator,
      'freezeCredits',
      { organizationId: id, creditType: 'music', credits },
      'hold { id }',
    )
    await mutate(holdfast.operator, 'spendCredits', { holdId: hold.id })
  }
  const sweepAt = (organization: TestOrganization, to: string) => advance(organization, to)

  test('below its mark a pack is bought once, up to the most money of the month', async () => {
    const organization = await buyer()
    await expect(set(organization.admin)).rejects.toThrow('This needs the role OWNER or BILLING')
    expect(await set(organization.owner, { idempotencyKey: 'rule' })).toMatchObject({
      replayed: false,
      autoTopUp: { below: 50, pack: 'music-100', quantity: 1, bought: { amount: 0 }, isPaying: false, nextAt: null },
    })
    expect(await set(organization.owner, { idempotencyKey: 'rule' })).toMatchObject({ replayed: true })
    await use(organization, 50)
    await sweepAt(organization, '2027-05-01T01:00:00Z')
    expect(await topUpOf(organization)).toMatchObject({
      wallet: { available: 50 },
      autoTopUps: [{ bought: { amount: 0 } }],
    })
    await use(organization, 1)
    await sweepAt(organization, '2027-05-01T02:00:00Z')
    expect(await topUpOf(organization)).toMatchObject({
      wallet: { available: 149 },
      autoTopUps: [{ bought: { amount: 1_000 }, nextAt: null }],
    })
    expect(await stateOf(organization)).toMatchObject({
      payment: { trigger: 'TOP_UP', status: 'PAID', attempts: 1 },
      payments: 2,
    })
    await use(organization, 149)
    await sweepAt(organization, '2027-05-02T00:00:00Z')
    expect(await topUpOf(organization)).toMatchObject({
      wallet: { available: 100 },
      autoTopUps: [{ bought: { amount: 2_000 } }],
    })
    // A third one would cost 30.00 in May.
    await use(organization, 100)
    await sweepAt(organization, '2027-05-31T23:59:59Z')
    expect(await topUpOf(organization)).toMatchObject({
      wallet: { available: 0 },
      autoTopUps: [{ bought: { amount: 2_000 }, nextAt: '2027-06-01T00:00:00.000Z' }],
      stopped: [
        {
          message:
            'The auto top-up of music credits buys nothing until 2027-06-01T00:00:00.000Z: the most money of the month would be exceeded.',
        },
      ],
    })
    await sweepAt(organization, '2027-06-01T00:00:00Z')
    expect(await topUpOf(organization)).toMatchObject({
      wallet: { available: 100 },
      autoTopUps: [{ bought: { amount: 1_000 } }],
    })
    // Ended and set again, it has still bought for 10.00 in June.
    expect(
      await mutate(organization.owner, 'endAutoTopUp', { creditType: 'music' }, 'autoTopUp { below }'),
    ).toMatchObject({ autoTopUp: null })
    expect(await mutate(organization.owner, 'endAutoTopUp', { creditType: 'music' })).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await set(organization.owner, { below: 20 })).toMatchObject({
      autoTopUp: { below: 20, bought: { amount: 1_000 } },
    })
  })

  test('after a card that is declined it pauses, longer each time', async () => {
    const organization = await buyer('declines')
    await use(organization, 100)
    await set(organization.owner)
    await sweepAt(organization, '2027-05-01T00:00:01Z')
    expect(await topUpOf(organization)).toMatchObject({
      autoTopUps: [{ failures: 1, bought: { amount: 0 }, nextAt: '2027-05-01T01:00:00.000Z' }],
    })
    await sweepAt(organization, '2027-05-01T03:00:00Z')
    expect(await topUpOf(organization)).toMatchObject({
      autoTopUps: [{ failures: 3, nextAt: '2027-05-01T07:00:00.000Z' }],
    })
    const { alerts, payments } = await stateOf(organization)
    expect([alerts.length, payments]).toEqual([3, 4])
  })

  test('a card that needs the payer blocks others until it was paid on its page', async () => {
    const organization = await buyer('asks')
    await use(organization, 100)
    await set(organization.owner)
    await sweepAt(organization, '2027-05-01T12:00:00Z')
    expect(await topUpOf(organization)).toMatchObject({
      autoTopUps: [{ isPaying: true, nextAt: null, bought: { amount: 1_000 } }],
    })
    const { payment, payments } = await stateOf(organization)
    expect(payments).toBe(2)
    await press(payment.checkoutUrl, { step: 'pay', card: 'works' })
    expect(await topUpOf(organization)).toMatchObject({
      wallet: { available: 100 },
      autoTopUps: [{ isPaying: false, failures: 0 }],
    })
  })

  test('it ends with the card, and with the pack', async () => {
    const [gone, unsold] = [await buyer(), await buyer()]
    await set(gone.owner)
    await mutate(gone.owner, 'removePaymentMethod', { provider: 'SANDBOX' })
    expect(await topUpOf(gone)).toMatchObject({
      autoTopUps: [],
      stopped: [{ message: 'The auto top-up of music credits has ended: the saved means of payment was removed.' }],
    })
    const other = await pack('music-7')
    await set(unsold.owner, { packId: other })
    await mutate(holdfast.operator, 'endCreditPack', { packId: other })
    await use(unsold, 100)
    await sweepAt(unsold, '2027-05-01T01:00:00Z')
    expect(await topUpOf(unsold)).toMatchObject({
      autoTopUps: [],
      stopped: [{ message: 'The auto top-up of music credits has ended: the pack music-7 is not sold any more.' }],
    })
  })

  test('what can’t work is refused', async () => {
    const organization = await buyer()
    const refused = async (more: object) => (await set(organization.owner, more)).message
    expect(await refused({ below: 0 })).toBe('below must be 1 to 9007199254740991')
    expect(await buy(organization.owner, { packId, provider: 'MANUAL' })).toMatchObject({
      message: 'saveMethod must be false for the provider MANUAL, which saves nothing',
    })
    expect(await refused({ monthlyMax: { amount: 999, currency: 'USD' } })).toBe(
      'monthlyMax.amount must be at least 1000, the price of one top-up, not 999',
    )
    expect(await refused({ monthlyMax: { amount: 2_000, currency: 'EUR' } })).toBe(
      'monthlyMax.currency must be USD, as the pack’s price is',
    )
    expect(await refused({ provider: 'STRIPE' })).toBe(
      'provider must have a saved means of payment of the organization: pay once with saveMethod: true',
    )
    expect(await topUpOf(organization)).toMatchObject({ autoTopUps: [] })
  })
})
