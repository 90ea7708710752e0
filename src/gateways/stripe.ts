// Stripe, by its own library: Checkout for payments by the payer, PaymentIntents for what is charged again, and webhooks.

import Stripe from 'stripe'
import type { Disputes, Fact, PaymentStage } from '../ledger/payment.ts'
import type { LotDispute } from '../ledger/wallet.ts'
import {
  type Callback,
  type Charge,
  type Chargeable,
  type Gateway,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentAtGateway,
  type PaymentName,
  type Reading,
  type SavedMethod,
  type Started,
} from './gateway.ts'

export interface StripeSettings {
  readonly secretKey: string
  /** Signs webhooks. */
  readonly webhookSecret: string
  /** True: Stripe works out the tax, and adds it to the price. */
  readonly tax: boolean
  /** A server that speaks Stripe's protocol. Null: Stripe's own. */
  readonly url: string | null
}

const ANSWER_MS_MAX = 20_000
const RETRIES = 2
/** The name under which a payment is in Stripe's metadata. */
const NAME = 'holdfast_payment'
/** Currencies that have no minor unit in ISO 4217, and two decimals at Stripe. */
const SCALED: ReadonlySet<string> = new Set(['ISK', 'UGX'])
const SCALE = 100n

type Known = PaymentAtGateway & { readonly reference: string }

export function openStripe({ secretKey, webhookSecret, tax, url }: StripeSettings): Gateway {
  const stripe = new Stripe(secretKey, {
    ...(url === null ? {} : serverOf(new URL(url))),
    maxNetworkRetries: RETRIES,
    timeout: ANSWER_MS_MAX,
    telemetry: false,
  })
  return {
    start: (payment, customer) => asking(() => startCheckout(stripe, payment, { customer, tax })),
    read: (payment) => asking(() => readPayment(stripe, payment)),
    refund: (payment, amount, key) => asking(() => refund(stripe, payment, amount, key)),
    cancel: (payment) => asking(() => cancel(stripe, payment)),
    saved: {
      ready: (payment, customer) => asking(() => ready(stripe, payment, { customer, tax })),
      charge: (payment, saved, attempt) => asking(() => charge(stripe, payment, saved, attempt)),
      forget: (saved) => forget(stripe, saved),
      isTest: /^[a-z]+_test_/.test(secretKey),
    },
    parseCallback: (body, header) => parseCallback(stripe, webhookSecret, body, header('stripe-signature')),
  }
}

function serverOf({ hostname, port, protocol }: URL) {
  const isPlain = protocol === 'http:'
  return {
    host: hostname,
    port: port || (isPlain ? 80 : 443),
    protocol: isPlain ? ('http' as const) : ('https' as const),
  }
}

/** Errors that say that Stripe has refused what was asked, and not that it could not be asked. */
const REFUSALS = [
  Stripe.errors.StripeInvalidRequestError,
  Stripe.errors.StripeCardError,
  Stripe.errors.StripeIdempotencyError,
]

async function asking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const isRefused = REFUSALS.some((type) => error instanceof type)
    if (isRefused) throw new GatewayRefused(error.message, { cause: error })
    // The message of a wrong key has the end of that key.
    const message = error instanceof Stripe.errors.StripeAuthenticationError ? 'Stripe refuses the key.' : error.message
    throw new GatewayUnavailable(message, { cause: error })
  }
}

async function startCheckout(
  stripe: Stripe,
  payment: PaymentAtGateway,
  { customer, tax }: { readonly customer: string | null; readonly tax: boolean },
): Promise<Started> {
  const { paymentId, currency, title, returnUrl, saveMethod } = payment
  const metadata = metadataOf(payment)
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      client_reference_id: paymentId,
      metadata,
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: currency.toLowerCase(),
            unit_amount: toStripe(payment.amount, currency),
            product_data: { name: title },
          },
        },
      ],
      payment_intent_data: { metadata, ...(saveMethod ? { setup_future_usage: 'off_session' as const } : {}) },
      ...(customer ? { customer } : saveMethod || tax ? { customer_creation: 'always' as const } : {}),
      ...(tax ? { automatic_tax: { enabled: true }, billing_address_collection: 'required' as const } : {}),
      ...(customer && tax ? { customer_update: { address: 'auto' as const } } : {}),
      ...(returnUrl ? { success_url: returnUrl, cancel_url: returnUrl } : {}),
    },
    { idempotencyKey: `holdfast ${paymentId} checkout` },
  )
  const expiresAt = new Date(session.expires_at * 1_000)
  return { reference: session.id, checkoutUrl: session.url, expiresAt }
}

/**
 * The PaymentIntent of a payment, which is not confirmed yet. It is known here before money can move, and only Holdfast confirms it: so
 * whatever fails, a payment is charged once.
 */
async function ready(
  stripe: Stripe,
  payment: PaymentAtGateway,
  { customer, tax }: { readonly customer: string; readonly tax: boolean },
): Promise<{ readonly reference: string; readonly tax: bigint }> {
  const { paymentId, currency, title } = payment
  const price = toStripe(payment.amount, currency)
  const taxed = tax ? await taxOf(stripe, payment, customer) : null
  const intent = await stripe.paymentIntents.create(
    {
      ...{ amount: taxed?.amount_total ?? price, currency: currency.toLowerCase(), customer, description: title },
      metadata: metadataOf(payment),
      // Nobody can be led to another page.
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      ...(taxed?.id ? { hooks: { inputs: { tax: { calculation: taxed.id } } } } : {}),
    },
    { idempotencyKey: `holdfast ${paymentId} intent` },
  )
  return { reference: intent.id, tax: fromStripe(taxed?.tax_amount_exclusive ?? 0, currency) }
}

/** The tax that Stripe works out for the customer's address. Stripe books it with the PaymentIntent. */
function taxOf(stripe: Stripe, { paymentId, amount, currency }: PaymentAtGateway, customer: string) {
  const line = { amount: toStripe(amount, currency), reference: paymentId, tax_behavior: 'exclusive' as const }
  return stripe.tax.calculations.create(
    { currency: currency.toLowerCase(), customer, line_items: [line] },
    { idempotencyKey: `holdfast ${paymentId} tax` },
  )
}

async function charge(
  stripe: Stripe,
  { paymentId, reference }: PaymentAtGateway,
  { method }: Chargeable,
  attempt: number,
): Promise<Charge> {
  if (reference === null) throw new RangeError('a PaymentIntent is made before it is charged')
  try {
    const { status } = await stripe.paymentIntents.confirm(
      reference,
      { payment_method: method, off_session: true },
      { idempotencyKey: `holdfast ${paymentId} charge ${attempt}` },
    )
    if (status === 'requires_action')
      return { kind: 'NEEDS_PAYER', message: 'The bank wants the payer to authenticate.' }
    return { kind: 'TAKEN', fact: null }
  } catch (error) {
    const outcome = error instanceof Stripe.errors.StripeError ? chargeOf(error) : null
    if (!outcome) throw error
    return outcome
  }
}

/** The outcome that an error of Stripe's says; null: it is an error. */
function chargeOf({ code, advice_code: advice, message, type, param }: Stripe.errors.StripeError): Charge | null {
  // An earlier attempt has taken the money, or is taking it.
  if (code === 'payment_intent_unexpected_state') return { kind: 'TAKEN', fact: null }
  if (code === 'authentication_required') return { kind: 'NEEDS_PAYER', message }
  const isGone = code === 'resource_missing' && param === 'payment_method'
  if (isGone || code === 'payment_method_unexpected_state') return { kind: 'GONE', message }
  if (type !== 'StripeCardError') return null
  // The bank says that the same card would never work.
  const isFinal = advice === 'do_not_try_again' || code === 'expired_card'
  return isFinal ? { kind: 'NEEDS_PAYER', message } : { kind: 'DECLINED', message }
}

async function forget(stripe: Stripe, { method }: Chargeable): Promise<void> {
  try {
    await asking(() => stripe.paymentMethods.detach(method))
  } catch (error) {
    // Stripe does not have it any more, or it belongs to no customer.
    if (!(error instanceof GatewayRefused)) throw error
  }
}

async function readPayment(stripe: Stripe, { reference, currency }: Known): Promise<Reading> {
  if (!isSession(reference)) {
    const intent = await stripe.paymentIntents.retrieve(reference, { expand: ['latest_charge', 'payment_method'] })
    // It can be charged again.
    const stage = STAGES[intent.status] ?? (intent.status === 'succeeded' ? undefined : 'OPEN')
    return readingOf(stripe, intent, stage)
  }
  const session = await stripe.checkout.sessions.retrieve(reference, {
    expand: ['payment_intent.latest_charge', 'payment_intent.payment_method'],
  })
  const { payment_intent: intent, status, amount_total: total, amount_subtotal: subtotal } = session
  const tax = fromStripe((total ?? 0) - (subtotal ?? 0), currency)
  if (typeof intent === 'string') throw new TypeError('Stripe has not expanded the PaymentIntent')
  if (!intent) return { fact: { stage: status === 'expired' ? 'EXPIRED' : 'OPEN' }, failure: null, saved: null }
  const reading = await readingOf(stripe, intent, stageOf(status, intent.status))
  return { ...reading, fact: { ...reading.fact, tax } }
}

const STAGES: Readonly<Record<string, PaymentStage>> = { processing: 'PROCESSING', canceled: 'CANCELED' }

/** In a checkout that is open, a card that was declined can be followed by another one. */
function stageOf(session: string | null, intent: string): PaymentStage | undefined {
  if (session === 'expired') return 'EXPIRED'
  if (session === 'open') return 'OPEN'
  return STAGES[intent] ?? (intent === 'succeeded' ? undefined : 'FAILED')
}

async function readingOf(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
  stage: PaymentStage | undefined,
): Promise<Reading> {
  const { latest_charge: last, last_payment_error: error, payment_method: method, customer } = intent
  const made = typeof last === 'string' ? null : last
  const said = intent.currency.toUpperCase()
  const fact: Fact = {
    ...(stage ? { stage } : {}),
    currency: said,
    received: fromStripe(intent.amount_received, said),
    refunded: fromStripe(made?.amount_refunded ?? 0, said),
    disputes: made?.disputed ? await disputesOf(stripe, intent.id) : {},
  }
  const customerId = typeof customer === 'string' ? customer : (customer?.id ?? null)
  const isSaved = intent.status === 'succeeded' && intent.setup_future_usage === 'off_session'
  const saved = customerId === null ? null : { customer: customerId, ...methodOf(isSaved ? method : null) }
  const failure = intent.status === 'succeeded' ? null : (error?.message ?? null)
  return { fact, failure, saved }
}

function methodOf(method: Stripe.PaymentMethod | string | null): Omit<SavedMethod, 'customer'> {
  if (method === null) return { method: null, label: null, card: null }
  if (typeof method === 'string') return { method, label: null, card: null }
  const { id, type, card } = method
  if (!card) return { method: id, label: type, card: null }
  const { brand, last4, exp_month: expiresMonth, exp_year: expiresYear } = card
  return { method: id, label: `${brand} ${last4}`, card: { brand, last4, expiresMonth, expiresYear } }
}

/** By Stripe's status. Inquiries and what was prevented have taken no money. An appeal follows a dispute that was lost. */
const DISPUTES: Readonly<Record<string, LotDispute>> = {
  needs_response: 'OPEN',
  under_review: 'OPEN',
  won: 'WON',
  lost: 'LOST',
  appeal_needs_response: 'LOST',
  appeal_under_review: 'LOST',
}

async function disputesOf(stripe: Stripe, intent: string): Promise<Disputes> {
  const { data } = await stripe.disputes.list({ payment_intent: intent, limit: 100 })
  const known = data.flatMap(({ id, status }) => (DISPUTES[status] ? [[id, DISPUTES[status]] as const] : []))
  return Object.fromEntries(known)
}

async function refund(stripe: Stripe, payment: Known, amount: bigint, key: string): Promise<void> {
  const intent = await intentOf(stripe, payment)
  if (!intent) throw new GatewayRefused('Nothing was paid.')
  const asked = { payment_intent: intent, amount: toStripe(amount, payment.currency), metadata: metadataOf(payment) }
  await stripe.refunds.create(asked, { idempotencyKey: `holdfast ${key}` })
}

async function cancel(stripe: Stripe, { reference }: Known): Promise<void> {
  if (isSession(reference)) await stripe.checkout.sessions.expire(reference)
  else await stripe.paymentIntents.cancel(reference)
}

async function intentOf(stripe: Stripe, { reference }: Known): Promise<string | null> {
  if (!isSession(reference)) return reference
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(reference)
  return typeof intent === 'string' ? intent : (intent?.id ?? null)
}

async function parseCallback(
  stripe: Stripe,
  secret: string,
  body: Buffer,
  signature: string | undefined,
): Promise<Callback> {
  let event: Stripe.Event
  try {
    event = stripe.webhooks.constructEvent(body, signature ?? '', secret)
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return { kind: 'UNSIGNED' }
    throw error
  }
  const about = event.data.object as unknown as About
  const named = nameIn(about.metadata)
  if (named && REFERENCES.test(about.id ?? '')) return { kind: 'ABOUT', payment: named, reference: about.id ?? '' }
  const { payment_intent: intent } = about
  if (!intent) return { kind: 'IGNORED' }
  // Disputes, and refunds that were made by hand, name only what was paid.
  const reference = typeof intent === 'string' ? intent : intent.id
  const { metadata } = await asking(() => stripe.paymentIntents.retrieve(reference))
  const payment = nameIn(metadata)
  return payment ? { kind: 'ABOUT', payment, reference } : { kind: 'IGNORED' }
}

/** The ids of checkouts and PaymentIntents. */
const REFERENCES = /^(cs|pi)_/

/** The part of what an event is about that says whose payment it is. */
interface About {
  readonly id?: string
  readonly metadata?: Stripe.Metadata | null
  readonly payment_intent?: string | { readonly id: string } | null
}

function metadataOf({ organizationId, paymentId }: PaymentName): Stripe.MetadataParam {
  return { [NAME]: `${organizationId}/${paymentId}` }
}

const NAMED = /^([0-9a-f-]{36})\/([0-9a-f-]{36})$/

function nameIn(metadata: Stripe.Metadata | null | undefined): PaymentName | null {
  const [, organizationId, paymentId] = NAMED.exec(metadata?.[NAME] ?? '') ?? []
  return organizationId && paymentId ? { organizationId, paymentId } : null
}

function isSession(reference: string): boolean {
  return reference.startsWith('cs_')
}

function toStripe(amount: bigint, currency: string): number {
  return Number(SCALED.has(currency) ? amount * SCALE : amount)
}

function fromStripe(amount: number, currency: string): bigint {
  return SCALED.has(currency) ? BigInt(amount) / SCALE : BigInt(amount)
}
