// Payments that bring no money: those that nobody makes end at their stated time, and what a saved card could not pay is told: by alerts,
// webhooks and the feed.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAYMENTS_EXPIRING } from '../../src/payments/sweep.ts'
import type { WebhookEvent } from '../generated/graphql.ts'
import { CallbackReceiver } from '../support/callbackReceiver.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import type { TestHoldfast, TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { CreatePlatformWebhookEndpoint, CreateWebhookEndpoint, Events } from '../support/operations.ts'
import { advance, createPack, openShop, planOf, press, type Shop, usd } from '../support/shop.ts'

let shop: Shop
let holdfast: TestHoldfast
let receiver: CallbackReceiver
let packId: string

beforeAll(async () => {
  shop = await openShop([planOf('prepaid', 100, { payment: { order: 'BEFORE_CREDITS', days: 10 } })], {
    privateWebhooks: true,
  })
  ;({ holdfast } = shop)
  receiver = await CallbackReceiver.start()
  const credits = [{ creditType: 'music', credits: 100 }]
  packId = await createPack(shop, { name: 'music-100', title: '100 credits', price: usd(1_000), credits })
})
afterAll(async () => {
  await shop.stop()
  receiver.stop()
})

interface Payment {
  readonly id: string
  readonly status: string
  readonly expiresAt: string | null
  readonly checkoutUrl: string | null
  readonly failure: string | null
}
const FIELDS = 'id status expiresAt checkoutUrl failure nextAttemptAt lots { granted }'

const buy = (by: Client, input: object) =>
  mutate<{ payment: Payment }>(by, 'startPurchase', { packId, ...input }, `payment { ${FIELDS} }`)
const confirm = (paymentId: string, more: object = {}) =>
  mutate<{ payment: Payment }>(
    holdfast.operator,
    'confirmManualPayment',
    { paymentId, received: usd(1_000), ...more },
    `payment { ${FIELDS} }`,
  )

async function stateOf(id: string): Promise<Payment> {
  const { data } = await holdfast.operator.send<{ payment: Payment }, object>(`{ payment(id: "${id}") { ${FIELDS} } }`)
  if (!data?.payment) throw new Error('no payment')
  return data.payment
}

/** An organization with a clock, which stands at the begin of May. */
async function customer(): Promise<TestOrganization> {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  await advance(shop, organization, '2027-05-01T00:00:00Z')
  return organization
}

/** The events of a payment or an alert in the feed, by their kinds. */
async function fedOf({ id: organizationId }: TestOrganization, kinds: readonly WebhookEvent[]) {
  const { events } = await holdfast.operator.run(Events, { after: 0, first: 100, kinds: [...kinds], organizationId })
  return events?.events ?? []
}

describe('a payment that nobody makes', () => {
  test('expires 30 days after its start if it is by hand, and a day after in the sandbox', async () => {
    const organization = await customer()
    const { payment: byHand } = await buy(organization.owner, { provider: 'MANUAL' })
    const { payment: page } = await buy(organization.owner, { provider: 'SANDBOX' })
    expect([byHand, page]).toMatchObject([
      { status: 'OPEN', expiresAt: '2027-05-31T00:00:00.000Z' },
      { status: 'OPEN', expiresAt: '2027-05-02T00:00:00.000Z' },
    ])
    await advance(shop, organization, '2027-05-01T23:59:59Z')
    expect((await stateOf(page.id)).status).toBe('OPEN')
    await advance(shop, organization, '2027-05-02T00:00:00Z')
    expect(await stateOf(page.id)).toMatchObject({ status: 'EXPIRED', checkoutUrl: null })
    await advance(shop, organization, '2027-05-30T23:59:59Z')
    expect((await stateOf(byHand.id)).status).toBe('OPEN')
    await advance(shop, organization, '2027-05-31T00:00:00Z')
    expect((await stateOf(byHand.id)).status).toBe('EXPIRED')
    const fed = await fedOf(organization, ['PAYMENT_UPDATED'])
    expect(fed.map(({ subjectId, data }) => [subjectId, data.status])).toEqual([
      [byHand.id, 'OPEN'],
      [page.id, 'OPEN'],
      // The page of the sandbox.
      [page.id, 'OPEN'],
      [page.id, 'EXPIRED'],
      [byHand.id, 'EXPIRED'],
    ])
    // Money outranks the time.
    expect((await confirm(byHand.id)).payment).toMatchObject({ status: 'PAID', lots: [{ granted: 100 }] })
  })

  test('expires at the date that the platform gives, which customers do not', async () => {
    const organization = await customer()
    const { id: organizationId, owner } = organization
    const ask = (expiresAt: string, more: object = {}, by = holdfast.operator) =>
      buy(by, { organizationId, provider: 'MANUAL', expiresAt, ...more })
    expect(await ask('2027-05-08T12:00:00Z', {}, owner)).toMatchObject({
      message: 'expiresAt can only be given by the platform',
    })
    expect(await ask('2027-05-08T12:00:00Z', { provider: 'SANDBOX' })).toMatchObject({
      message: 'expiresAt can only be given for the provider MANUAL: others say so themselves',
    })
    expect(await ask('2027-05-01T00:00:00Z')).toMatchObject({ message: 'expiresAt must be in the future' })
    expect(await ask('2028-05-01T00:00:00.001Z')).toMatchObject({
      message: 'expiresAt must be at most 366 days away: 2028-05-01T00:00:00.000Z',
    })
    const { payment } = await ask('2027-05-08T12:00:00Z')
    expect(payment.expiresAt).toBe('2027-05-08T12:00:00.000Z')
    await advance(shop, organization, '2027-05-08T12:00:00Z')
    expect((await stateOf(payment.id)).status).toBe('EXPIRED')
  })

  test('one that was paid does not expire, and its transfer is nothing to ask a provider about', async () => {
    const organization = await customer()
    const { payment } = await buy(organization.owner, { provider: 'MANUAL' })
    const { payment: part } = await buy(organization.owner, { provider: 'MANUAL' })
    await confirm(payment.id, { reference: 'transfer 1' })
    await confirm(part.id, { received: usd(500) })
    await advance(shop, organization, '2027-07-01T00:00:00Z')
    expect(await stateOf(payment.id)).toMatchObject({ status: 'PAID', failure: null })
    expect((await stateOf(part.id)).status).toBe('PARTIALLY_PAID')
    const { rows } = await run(holdfast.database.url, (client) =>
      client.query(`SELECT FROM payment WHERE provider = 'MANUAL' AND check_at IS NOT NULL`),
    )
    expect(rows).toEqual([])
  })

  test('without a clock of its own the real time ends it, and it counts against no bound any more', async () => {
    const organization = await holdfast.organization({ credits: 0n })
    const open = await Promise.all(
      Array.from({ length: 100 }, async () => (await buy(organization.owner, { provider: 'MANUAL' })).payment),
    )
    expect(await buy(organization.owner, { provider: 'SANDBOX' })).toMatchObject({ code: 'LIMIT_REACHED' })
    const [over] = open
    if (!over) throw new Error('no payment')
    const left = Date.parse(over.expiresAt ?? '') - Date.now()
    expect(Math.abs(left - 30 * 86_400_000)).toBeLessThan(3_600_000)
    await run(holdfast.database.url, (client) =>
      client.query(
        `UPDATE payment SET expires_at = now()
         WHERE organization_id = $1 AND id = (SELECT id FROM payment WHERE organization_id = $1 LIMIT 1)`,
        [organization.uuid],
      ),
    )
    // The jobs of this Holdfast sweep, too.
    await PAYMENTS_EXPIRING.sweep(holdfast.holdfast.app)
    const expired = async () => {
      const { data } = await organization.owner.send<{ organization: { payments: { edges: object[] } } }, object>(
        '{ organization { payments(filter: { status: EXPIRED }) { edges { node { id } } } } }',
      )
      return data?.organization.payments.edges.length
    }
    await expect.poll(expired).toBe(1)
    expect((await buy(organization.owner, { provider: 'SANDBOX' })).payment).toMatchObject({ status: 'OPEN' })
    expect(await buy(organization.owner, { provider: 'SANDBOX' })).toMatchObject({ code: 'LIMIT_REACHED' })
  })
})

describe('what a saved card could not pay', () => {
  interface Body {
    readonly type: string
    readonly data: Record<string, unknown>
  }
  const bodiesAt = async (path: string, count: number) =>
    (await receiver.at(path, count)).map(({ body }) => body as never as Body)

  /** An organization that has bought with a card of the sandbox, saved it, and hears of what fails at two endpoints. */
  async function listener(path: string, card: string, bought: object) {
    const organization = await customer()
    const events: WebhookEvent[] = ['PAYMENT_FAILED', 'TOP_UP_STOPPED']
    await organization.admin.run(CreateWebhookEndpoint, { input: { url: receiver.urlOf(path), events } })
    await holdfast.operator.run(CreatePlatformWebhookEndpoint, {
      input: { url: receiver.urlOf(`${path}/platform`), events, organizationId: organization.id },
    })
    const { payment } = await buy(organization.owner, { provider: 'SANDBOX', saveMethod: true, ...bought })
    await press(payment.checkoutUrl, { step: 'pay', card })
    return organization
  }

  test('a renewal that is declined, tried again and lost is told twice: PAYMENT_FAILED', async () => {
    const organization = await listener('/renewal', 'declines', { packId: null, plan: 'prepaid' })
    await advance(shop, organization, '2027-06-11T00:00:00Z')
    const what = 'The payment of 31.00 USD for Plan prepaid'
    const messages = [
      `${what} was declined: The card was declined. It is tried again at 2027-06-01T06:00:00.000Z.`,
      `${what} has failed: The card was declined.`,
    ]
    for (const path of ['/renewal', '/renewal/platform']) {
      const told = await bodiesAt(path, 2)
      expect(told.map(({ type }) => type)).toEqual(['payment.failed', 'payment.failed'])
      expect(told.map(({ data }) => data.message).toSorted()).toEqual(messages.toSorted())
      for (const { data } of told) {
        const id = String(data.paymentId)
        expect(await stateOf(id)).toMatchObject({ status: 'FAILED' })
      }
    }
    const fed = await fedOf(organization, ['PAYMENT_FAILED'])
    expect(fed.map(({ subjectType, data }) => [subjectType, data.message])).toEqual(
      messages.map((text) => ['Alert', text]),
    )
    const [one] = await bodiesAt('/renewal', 2)
    expect(new Set(fed.map(({ data }) => data.paymentId))).toEqual(new Set([one?.data.paymentId]))
  })

  test('a page of the sandbox that nobody opens ends the payment a day later, and that is told', async () => {
    const organization = await listener('/page', 'asks', { packId: null, plan: 'prepaid' })
    await advance(shop, organization, '2027-06-01T23:59:59Z')
    const [asked] = await bodiesAt('/page', 1)
    const id = String(asked?.data.paymentId)
    expect(await stateOf(id)).toMatchObject({
      status: 'OPEN',
      expiresAt: '2027-06-02T00:00:00.000Z',
      nextAttemptAt: null,
    })
    expect(asked?.data.message).toBe(
      'The payment of 31.00 USD for Plan prepaid needs the payer: The bank wants the payer to authenticate. Its page can be opened until 2027-06-02T00:00:00.000Z.',
    )
    await advance(shop, organization, '2027-06-02T00:00:00Z')
    expect((await stateOf(id)).status).toBe('EXPIRED')
    const told = await bodiesAt('/page', 2)
    expect(told.map(({ data }) => data.message)).toContain(
      'The payment of 31.00 USD for Plan prepaid has failed: The bank wants the payer to authenticate.',
    )
  })

  test('an auto top-up that pauses for its month, and one that has ended, are told: TOP_UP_STOPPED', async () => {
    const organization = await listener('/topUp', 'works', {})
    const { owner, id: organizationId } = organization
    const rule = { creditType: 'music', below: 50, packId, monthlyMax: usd(1_000), provider: 'SANDBOX' }
    await mutate(owner, 'setAutoTopUp', rule)
    for (const [credits, at] of [
      [60, '2027-05-01T01:00:00Z'],
      [140, '2027-05-01T02:00:00Z'],
    ] as const) {
      const frozen = { organizationId, creditType: 'music', credits }
      const { hold } = await mutate<{ hold: { id: string } }>(holdfast.operator, 'freezeCredits', frozen, 'hold { id }')
      await mutate(holdfast.operator, 'spendCredits', { holdId: hold.id })
      await advance(shop, organization, at)
    }
    await mutate(owner, 'removePaymentMethod', { provider: 'SANDBOX' })
    const messages = [
      'The auto top-up of music credits buys nothing until 2027-06-01T00:00:00.000Z: the most money of the month would be exceeded.',
      'The auto top-up of music credits has ended: the saved means of payment was removed.',
    ]
    for (const path of ['/topUp', '/topUp/platform']) {
      const told = await bodiesAt(path, 2)
      expect(told.map(({ type }) => type)).toEqual(['top_up.stopped', 'top_up.stopped'])
      expect(told.map(({ data }) => data.message).toSorted()).toEqual(messages.toSorted())
      expect(told.map(({ data }) => data.organizationId)).toEqual([organizationId, organizationId])
    }
    const fed = await fedOf(organization, ['TOP_UP_STOPPED'])
    expect(fed.map(({ subjectType, data }) => [subjectType, data.message])).toEqual(
      messages.map((text) => ['Alert', text]),
    )
  })
})
