// Payments in coins at OxaPay: paid once whatever is told, in part, late, refunded there, forged, and while OxaPay is away.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeGlobalId, splitTenantId } from '../../src/graphql/ids.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { OxapayServer, signatureOf } from '../support/oxapay.ts'

let holdfast: TestHoldfast
let oxapay: OxapayServer
let packId: string

beforeAll(async () => {
  oxapay = await OxapayServer.start()
  holdfast = await startTestHoldfast({ payments: { oxapay: oxapay.settings, manual: true } })
  packId = await createPack('music-1000', { amount: 1_999, currency: 'USD' })
})
afterAll(async () => {
  await holdfast.stop()
  oxapay.stop()
})

async function createPack(name: string, price: Readonly<Record<string, unknown>>): Promise<string> {
  const input = {
    name,
    title: '1,000 music credits',
    price,
    credits: [{ creditType: 'music', credits: 1_000, bonus: 100 }],
  }
  const made = await mutate<{ creditPack: { id: string } }>(
    holdfast.operator,
    'createCreditPack',
    input,
    'creditPack { id }',
  )
  return made.creditPack.id
}

const STATE = `id status problem problemText checkoutUrl reference failure expiresAt received { amount } refunded { amount }
  settled { amount } lots { granted available revoked paid { amount currency } }`

interface State {
  readonly id: string
  readonly status: string
  readonly reference: string
  readonly checkoutUrl: string | null
}

async function start(more: Readonly<Record<string, unknown>> = {}) {
  const customer = await holdfast.organization({ credits: 0n })
  const input = { packId, provider: 'OXAPAY', returnUrl: 'https://app.example.com/thanks', ...more }
  const buy = () => mutate<{ payment: State }>(customer.owner, 'startPurchase', input, `payment { ${STATE} }`)
  const { payment } = await buy()
  return { customer, buy, payment, id: payment.id, track: payment.reference }
}

async function stateOf(id: string) {
  const { data } = await holdfast.operator.send<{ payment: State }, unknown>(`{ payment(id: "${id}") { ${STATE} } }`)
  return data?.payment
}

const change = (name: string, input: Readonly<Record<string, unknown>>) =>
  mutate<{ payment: State }>(holdfast.operator, name, input, `payment { ${STATE} }`)

/** The time at which the provider is asked next has come. */
async function ask(globalId: string) {
  const { id } = splitTenantId(decodeGlobalId(globalId).id)
  await holdfast.holdfast.app.prisma.payment.updateMany({ where: { id }, data: { checkAt: new Date() } })
}

const usd = (amount: number) => ({ amount, currency: 'USD' })
const BOUGHT = { status: 'PAID', problem: null, lots: [{ granted: 1_000, paid: usd(1_999) }, { granted: 100 }] }

describe('an invoice', () => {
  test('asks for the exact price, names the payment, and is paid on OxaPay’s page', async () => {
    const { payment, id, track } = await start()
    expect(payment).toMatchObject({ status: 'OPEN', checkoutUrl: `${oxapay.url}/pay/${track}`, failure: null })
    expect(oxapay.invoice(track)).toMatchObject({
      ...{ amount: '19.99', currency: 'USD', order_id: id, description: '1,000 music credits', under_paid_coverage: 0 },
      callback_url: `${holdfast.holdfast.url}/payments/callbacks/oxapay`,
      return_url: 'https://app.example.com/thanks',
    })
  })

  test('brings its credits once, whatever callbacks come twice, late or in another order', async () => {
    const { customer, id, track } = await start()
    oxapay.becomes(track, 'paying', 0.00613418)
    const paying = oxapay.callback(track)
    expect(await oxapay.send(track, paying)).toBe('200 ok')
    expect(await stateOf(id)).toMatchObject({ status: 'PROCESSING', problem: null, lots: [] })
    oxapay.becomes(track, 'paid')
    const answers = await Promise.all([oxapay.send(track), oxapay.send(track, paying), oxapay.send(track)])
    expect(answers).toEqual(['200 ok', '200 ok', '200 ok'])
    expect(await oxapay.send(track, paying)).toBe('200 ok')
    expect(await stateOf(id)).toMatchObject(BOUGHT)
    const { data } = await customer.owner.send<unknown, unknown>('{ organization { wallet { available } } }')
    expect(data).toEqual({ organization: { wallet: { available: 1_100 } } })
  })

  test('is found paid by asking, when no callback has come', async () => {
    const { id, track } = await start()
    oxapay.becomes(track, 'paid', 0.00613418)
    await ask(id)
    await expect.poll(() => stateOf(id)).toMatchObject(BOUGHT)
  })

  test.each([
    ['JPY', 1_999, '1999'],
    ['KWD', 1_999, '1.999'],
    ['USD', 99_999_999, '999999.99'],
  ])('in %s of %d smallest units is %s, and comes back as it went', async (currency, amount, decimal) => {
    const { id, track } = await start({ packId: await createPack(`in-${currency}`, { amount, currency }) })
    expect(oxapay.invoice(track).amount).toBe(decimal)
    oxapay.becomes(track, 'paid')
    await oxapay.send(track)
    expect(await stateOf(id)).toMatchObject({ status: 'PAID', received: { amount }, settled: { amount } })
  })

  test('that OxaPay refuses has failed', async () => {
    const { payment } = await start({ packId: await createPack('cheap', usd(9)) })
    expect(payment).toMatchObject({ status: 'FAILED', failure: 'The amount is too low.' })
  })

  test('that OxaPay did not answer for begins later', async () => {
    oxapay.fault = 'CUT'
    const { payment, buy } = await start({ idempotencyKey: 'later' })
    expect(payment).toMatchObject({ status: 'OPEN', checkoutUrl: null, failure: 'OxaPay did not answer.' })
    oxapay.fault = 503
    expect((await buy()).payment).toMatchObject({ failure: 'OxaPay has answered with 503.' })
    oxapay.fault = null
    expect((await buy()).payment).toMatchObject({ id: payment.id, failure: null, reference: expect.any(String) })
  })

  test('is the first one, of those that began at the same time: nobody pays another', async () => {
    oxapay.fault = 'CUT'
    const { buy } = await start({ idempotencyKey: 'at once' })
    oxapay.fault = null
    const before = oxapay.invoices.size
    const { promise: both, resolve } = Promise.withResolvers<void>()
    let waiting = 0
    oxapay.beforeInvoice = () => {
      waiting += 1
      if (waiting === 2) resolve()
      return both
    }
    const [one, other] = await Promise.all([buy(), buy()])
    oxapay.beforeInvoice = async () => {}
    expect(oxapay.invoices.size).toBe(before + 2)
    expect(one.payment.reference).toBe(other.payment.reference)
    expect(one.payment.checkoutUrl).toBe(other.payment.checkoutUrl)
  })
})

describe('too little', () => {
  test('waits with what is known of the coins, until the rest comes', async () => {
    const { id, track } = await start()
    oxapay.becomes(track, 'underpaid', 0.00413418)
    expect(await oxapay.send(track)).toBe('200 ok')
    const waits = {
      ...{ status: 'PROCESSING', problem: 'UNDERPAID', lots: [] },
      problemText: expect.stringContaining('has received 0.00413418 ETH (0x1) and does not say how much of 19.99 USD'),
    }
    expect(await stateOf(id)).toMatchObject(waits)
    expect(await change('settlePayment', { paymentId: id, reason: 'too soon' })).toMatchObject({
      code: 'PAYMENT_STATE',
    })
    expect(await change('cancelPayment', { paymentId: id })).toMatchObject({ code: 'PAYMENT_STATE' })
    expect(await stateOf(id)).toMatchObject(waits)
    oxapay.becomes(track, 'paid', 0.002)
    await oxapay.send(track)
    expect(await stateOf(id)).toMatchObject(BOUGHT)
  })

  test('is accepted for its share, once a person has said what it is worth', async () => {
    const { id, track } = await start()
    oxapay.becomes(track, 'underpaid', 0.003)
    await oxapay.send(track)
    const said = { paymentId: id, received: usd(1_000) }
    expect(await change('confirmManualPayment', { ...said, reference: 'x' })).toMatchObject({
      message: 'reference must be null: that of OxaPay stays',
    })
    expect((await change('confirmManualPayment', said)).payment).toMatchObject({
      ...{ status: 'PARTIALLY_PAID', problem: 'UNDERPAID', reference: track },
    })
    const settled = {
      ...{ status: 'PAID', problem: null, settled: { amount: 1_000 } },
      lots: [{ granted: 500 }, { granted: 50 }],
    }
    expect((await change('settlePayment', { paymentId: id, reason: 'a good customer' })).payment).toMatchObject(settled)
    // OxaPay still says that it is underpaid: that was settled.
    await oxapay.send(track)
    expect(await stateOf(id)).toMatchObject(settled)
    oxapay.becomes(track, 'manual_accept')
    await oxapay.send(track)
    expect(await stateOf(id)).toMatchObject({ status: 'PAID', problem: null, received: { amount: 1_999 } })
  })

  test('that OxaPay gave back has failed', async () => {
    const { id, track } = await start()
    oxapay.becomes(track, 'underpaid', 0.003)
    await oxapay.send(track)
    oxapay.becomes(track, 'refunding')
    await oxapay.send(track)
    oxapay.becomes(track, 'refunded')
    await oxapay.send(track)
    expect(await stateOf(id)).toMatchObject({
      ...{ status: 'FAILED', problem: null, failure: 'OxaPay has given back what was paid of it.' },
    })
  })
})

test('coins that come after the invoice has expired wait, and bring the credits once they are accepted', async () => {
  const { id, track } = await start()
  oxapay.becomes(track, 'expired')
  await oxapay.send(track)
  expect(await stateOf(id)).toMatchObject({ status: 'EXPIRED', problem: null, checkoutUrl: null })
  oxapay.becomes(track, 'expired', 0.00613418)
  await oxapay.send(track)
  expect(await stateOf(id)).toMatchObject({ status: 'EXPIRED', problem: 'UNDERPAID' })
  oxapay.becomes(track, 'manual_accept')
  await oxapay.send(track)
  expect(await stateOf(id)).toMatchObject(BOUGHT)
})

test('too much, as a person has said, waits to be given back, and OxaPay’s answer does not contradict it', async () => {
  const { id, track } = await start()
  oxapay.becomes(track, 'paid', 0.01)
  await oxapay.send(track)
  await change('confirmManualPayment', { paymentId: id, received: usd(2_500) })
  await oxapay.send(track)
  expect(await stateOf(id)).toMatchObject({ status: 'PAID', problem: 'OVERPAID', settled: { amount: 1_999 } })
  await change('refundPayment', { paymentId: id, money: usd(501), reason: 'too much' })
  expect(await stateOf(id)).toMatchObject({ ...BOUGHT, refunded: { amount: 501 } })
})

test('a refund by hand takes its credits, and one in OxaPay’s dashboard all of them', async () => {
  const { id, track } = await start()
  oxapay.becomes(track, 'paid')
  await oxapay.send(track)
  const part = await change('refundPayment', { paymentId: id, money: usd(500), reason: 'unused' })
  expect(part.payment).toMatchObject({
    status: 'PAID',
    refunded: { amount: 500 },
    lots: [{ revoked: 250 }, { revoked: 25 }],
  })
  oxapay.becomes(track, 'refunded')
  await oxapay.send(track)
  expect(await stateOf(id)).toMatchObject({
    ...{ status: 'REFUNDED', refunded: { amount: 1_999 }, lots: [{ revoked: 1_000 }, { revoked: 100 }] },
  })
})

describe('a callback', () => {
  test('that is forged, or signed for another body, changes nothing', async () => {
    const { id, track } = await start()
    oxapay.becomes(track, 'paid')
    const { body, signature } = oxapay.callback(track)
    const { settings } = oxapay
    const byHand = await start({ provider: 'MANUAL' })
    const forged = [
      { body, signature: null },
      { body, signature: '' },
      { body, signature: 'x'.repeat(128) },
      { body, signature: signature?.slice(0, 64) ?? null },
      { body: body.replace(track, `${track}0`), signature },
      { body: `${body} `, signature },
      oxapay.callback(track, 'another key'),
    ]
    for (const each of forged) expect(await oxapay.send(track, each)).toBe('401')
    // Signed, and about nothing of ours.
    for (const text of [
      '{}',
      'no JSON',
      body.replace(id, 'ORD-12345'),
      body.replace(id, byHand.id),
      body.replace(id, `payment_${'A'.repeat(43)}`),
    ]) {
      const signed = { body: text, signature: signatureOf(text, settings.merchantKey) }
      expect(await oxapay.send(track, signed)).toBe('200 ok')
    }
    expect(await stateOf(byHand.id)).toMatchObject({ status: 'OPEN', reference: null })
    expect(await stateOf(id)).toMatchObject({ status: 'OPEN', lots: [] })
    expect(await oxapay.send(track, { body, signature })).toBe('200 ok')
    expect(await stateOf(id)).toMatchObject(BOUGHT)
  })

  test('is repeated by OxaPay while Holdfast can’t ask', async () => {
    const { id, track } = await start()
    oxapay.becomes(track, 'paid')
    for (const fault of ['CUT', 500, 429, 401] as const) {
      oxapay.fault = fault
      expect(await oxapay.send(track)).toBe('503')
    }
    oxapay.fault = null
    expect(await oxapay.send(track)).toBe('200 ok')
    expect(await stateOf(id)).toMatchObject(BOUGHT)
  })

  test('leads to the payment’s own invoice, and an answer about something else waits for a person', async () => {
    const [paid, open] = [await start(), await start()]
    oxapay.becomes(paid.track, 'paid')
    // Signed, with the invoice of one payment and the order of another.
    const body = oxapay.callback(paid.track).body.replace(paid.id, open.id)
    const signature = signatureOf(body, oxapay.settings.merchantKey)
    expect(await oxapay.send(paid.track, { body, signature })).toBe('200 ok')
    expect(await stateOf(open.id)).toMatchObject({ status: 'OPEN', lots: [] })
    oxapay.invoices.set(open.track, { ...oxapay.invoice(paid.track), track_id: open.track })
    await oxapay.send(open.track, { body, signature })
    expect(await stateOf(open.id)).toMatchObject({
      ...{ status: 'OPEN', problem: 'PROVIDER_DIFFERS', lots: [] },
      problemText: expect.stringContaining(`its invoice ${open.track} is for the order ${paid.id}`),
    })
    const other = await start()
    oxapay.becomes(other.track, 'frozen')
    await oxapay.send(other.track)
    expect(await stateOf(other.id)).toMatchObject({
      problemText: expect.stringContaining('has the unknown status frozen'),
    })
  })
})
