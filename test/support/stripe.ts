// A server that speaks the part of Stripe's protocol that Holdfast uses, as Stripe documents it: bodies as forms, keys, idempotency, the shapes of
// objects, and signed webhooks. Holdfast reaches it by Stripe's own library.

import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen } from './listen.ts'

type Fields = { [name: string]: string | Fields }
// biome-ignore lint/suspicious/noExplicitAny: objects of Stripe have many shapes
type StripeObject = { id: string; object: string } & Record<string, any>

const SECRET_KEY = 'sk_test_holdfast'
const WEBHOOK_SECRET = 'whsec_holdfast'

/** Stripe's error about a card. */
export interface CardError {
  readonly code: string
  readonly message: string
  readonly advice_code?: string
}

export interface StripeRequest {
  readonly method: string
  readonly path: string
  readonly fields: Fields
  readonly idempotencyKey: string | null
}

export class StripeServer {
  readonly requests: StripeRequest[] = []
  /** Where webhooks are sent: the URL of Holdfast. */
  holdfast = ''
  /** What answers in place of the server, for faults: an HTTP status, or a cut connection. */
  fault: number | 'CUT' | null = null
  /** The number of next changes that are made, and whose answers are lost. */
  lost = 0
  /** Tax in percent that is added to what is paid. */
  taxPercent = 0
  readonly #objects = new Map<string, StripeObject>()
  readonly #answers = new Map<string, { readonly asked: string; readonly answer: StripeObject }>()
  readonly #server = createServer((request, response) => this.#serve(request, response))
  url = ''

  static async start(): Promise<StripeServer> {
    const stripe = new StripeServer()
    stripe.url = await listen(stripe.#server)
    return stripe
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get settings() {
    return { secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, tax: this.taxPercent > 0, url: this.url }
  }

  object(id: string): StripeObject {
    const found = this.#objects.get(id)
    if (!found) throw new Error(`no ${id}`)
    return found
  }

  /** The payer pays on the page of a checkout, or begins to (`PROCESSING`). Returns the PaymentIntent. */
  pay(sessionId: string, how: 'PAID' | 'PROCESSING' = 'PAID'): StripeObject {
    const session = this.object(sessionId)
    const intent = this.#intent(session.amount_total, session.currency, {
      metadata: session.payment_intent_data.metadata ?? {},
      customer: session.customer ?? (session.customer_creation === 'always' ? this.#id('cus') : null),
      setup_future_usage: session.payment_intent_data.setup_future_usage ?? null,
    })
    Object.assign(session, { status: 'complete', payment_intent: intent.id, url: null, customer: intent.customer })
    if (how === 'PAID') this.succeed(intent.id)
    else intent.status = 'processing'
    return intent
  }

  /** The money of a PaymentIntent has come. */
  succeed(intentId: string): void {
    const intent = this.object(intentId)
    const charge = this.#put('ch', 'charge', {
      ...{ amount: intent.amount, amount_refunded: 0, disputed: false, payment_intent: intentId },
      ...{ metadata: intent.metadata, currency: intent.currency },
    })
    Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, last_payment_error: null })
    Object.assign(intent, { latest_charge: charge.id, payment_method: intent.payment_method ?? this.#card(intent).id })
    for (const session of this.#objects.values()) {
      if (session.object === 'checkout.session' && session.payment_intent === intentId) session.payment_status = 'paid'
    }
  }

  /** A card that a payer gives. It is the customer's if it is saved. */
  #card({ customer, setup_future_usage: usage }: StripeObject): StripeObject {
    const card = { brand: 'visa', last4: '4242', exp_month: 8, exp_year: 2031 }
    return this.#put('pm', 'payment_method', { type: 'card', card, customer: usage ? customer : null })
  }

  /** The money does not come after all. */
  fail(intentId: string, message = 'Your card was declined.'): void {
    Object.assign(this.object(intentId), { status: 'requires_payment_method', last_payment_error: { message } })
  }

  /** Opens or ends a dispute over a PaymentIntent. Returns the dispute. */
  dispute(intentId: string, status: 'needs_response' | 'won' | 'lost', id?: string): StripeObject {
    const intent = this.object(intentId)
    this.object(intent.latest_charge).disputed = true
    if (id) return Object.assign(this.object(id), { status })
    return this.#put('du', 'dispute', { payment_intent: intentId, charge: intent.latest_charge, status, metadata: {} })
  }

  /** Money is given back in Stripe's dashboard. Returns the charge. */
  refund(intentId: string, amount: number): StripeObject {
    const charge = this.object(this.object(intentId).latest_charge)
    charge.amount_refunded += amount
    return charge
  }

  expire(sessionId: string): void {
    Object.assign(this.object(sessionId), { status: 'expired', url: null })
  }

  /** A webhook about an object, as its body and its signature. */
  event(type: string, object: StripeObject, { secret = WEBHOOK_SECRET, at = Date.now() } = {}) {
    const id = this.#id('evt')
    const body = JSON.stringify({ id, object: 'event', type, livemode: false, data: { object } })
    const seconds = Math.floor(at / 1_000)
    const signed = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
    return { body, signature: `t=${seconds},v1=${signed}` }
  }

  /** Sends a webhook, and resolves with the status of the answer. */
  async send(type: string, object: StripeObject, how: { secret?: string; at?: number } = {}): Promise<number> {
    const { body, signature } = this.event(type, object, how)
    return this.deliver(body, signature)
  }

  async deliver(body: string, signature: string | null): Promise<number> {
    const headers = { 'content-type': 'application/json', ...(signature ? { 'stripe-signature': signature } : {}) }
    const response = await fetch(`${this.holdfast}/payments/callbacks/stripe`, { method: 'POST', headers, body })
    await response.text()
    return response.status
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += chunk
    if (this.fault === 'CUT') return void request.socket.destroy()
    const { pathname, search } = new URL(request.url ?? '/', 'http://stripe')
    const method = request.method ?? 'GET'
    const fields = parseForm(method === 'GET' ? search.slice(1) : text)
    const idempotencyKey = [request.headers['idempotency-key']].flat()[0] ?? null
    this.requests.push({ method, path: pathname, fields, idempotencyKey })
    const answer = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' })
        .end(JSON.stringify(body))
    if (this.fault !== null) return void answer(this.fault, errorOf('api_error', 'Stripe has a problem.'))
    if (request.headers.authorization !== `Bearer ${SECRET_KEY}`) {
      return void answer(401, errorOf('invalid_request_error', 'Invalid API Key provided.'))
    }
    if (method === 'POST' && this.lost > 0) {
      this.lost--
      this.#answer({ method, path: pathname, fields, idempotencyKey })
      return void request.socket.destroy()
    }
    try {
      answer(200, this.#answer({ method, path: pathname, fields, idempotencyKey }))
    } catch (error) {
      if (!(error instanceof StripeFault)) throw error
      answer(error.status, error.body)
    }
  }

  #answer(request: StripeRequest): object {
    const { method, path, fields, idempotencyKey } = request
    if (method === 'GET') return this.#read(path, fields)
    if (idempotencyKey === null) throw new StripeFault(400, 'invalid_request_error', 'An idempotency key is needed.')
    const asked = JSON.stringify([path, fields])
    const known = this.#answers.get(idempotencyKey)
    if (known && known.asked !== asked) {
      throw new StripeFault(400, 'idempotency_error', 'Keys can only be used with the same parameters.')
    }
    const answer = known?.answer ?? this.#do(path, fields)
    this.#answers.set(idempotencyKey, { asked, answer })
    return answer
  }

  #read(path: string, fields: Fields): object {
    if (path === '/v1/disputes') {
      const data = [...this.#objects.values()].filter(
        (each) => each.object === 'dispute' && each.payment_intent === fields.payment_intent,
      )
      return { object: 'list', data, has_more: false, url: path }
    }
    const found = this.#objects.get(path.split('/').at(-1) ?? '')
    if (!found) throw new StripeFault(404, 'invalid_request_error', `No such object: ${path}`)
    const expand = Object.values((fields.expand ?? {}) as Fields).map(String)
    return this.#expanded(found, expand)
  }

  #do(path: string, fields: Fields): StripeObject {
    const [, , kind, id, action] = path.replace('/checkout/', '/').split('/')
    if (kind === 'sessions' && !id) return this.#newSession(fields)
    if (kind === 'sessions' && id && action === 'expire') {
      if (this.object(id).status !== 'open') {
        throw new StripeFault(400, 'invalid_request_error', 'Only open Checkout Sessions can be expired.')
      }
      this.expire(id)
      return this.object(id)
    }
    if (kind === 'payment_intents' && !id) return this.#newIntent(fields)
    if (kind === 'payment_intents' && id && action === 'confirm') return this.#confirm(this.object(id), fields)
    if (kind === 'payment_intents' && id && action === 'cancel') {
      return Object.assign(this.object(id), { status: 'canceled' })
    }
    if (kind === 'payment_methods' && id && action === 'detach') return this.#detach(id)
    if (path === '/v1/tax/calculations') return this.#newCalculation(fields)
    if (kind === 'refunds') return this.#newRefund(fields)
    throw new StripeFault(404, 'invalid_request_error', `Unrecognized request URL (${path}).`)
  }

  #newSession(fields: Fields): StripeObject {
    const [line] = Object.values(fields.line_items as Fields) as [Fields & { price_data: Fields }]
    const subtotal = Number(line.price_data.unit_amount) * Number(line.quantity)
    if (subtotal < 50)
      throw new StripeFault(400, 'invalid_request_error', 'The amount must convert to at least 50 cents.')
    const session = this.#put('cs_test', 'checkout.session', {
      ...{ status: 'open', payment_status: 'unpaid', payment_intent: null, mode: fields.mode },
      ...{ currency: line.price_data.currency, amount_subtotal: subtotal },
      amount_total: subtotal + Math.round((subtotal * this.taxPercent) / 100),
      ...{ metadata: fields.metadata, client_reference_id: fields.client_reference_id },
      ...{ success_url: fields.success_url, customer: fields.customer ?? null },
      ...{ customer_creation: fields.customer_creation ?? 'if_required' },
      payment_intent_data: fields.payment_intent_data ?? {},
      expires_at: Math.floor(Date.now() / 1_000) + 86_400,
    })
    return Object.assign(session, { url: `${this.url}/pay/${session.id}` })
  }

  #newIntent(fields: Fields): StripeObject {
    const { customer, metadata, hooks = null } = fields
    return this.#intent(Number(fields.amount), String(fields.currency), { customer, metadata, hooks })
  }

  /** Charges a saved card. What it does then says `answers` of the card: the errors of its next charges, and at last none. */
  #confirm(intent: StripeObject, { payment_method: method, off_session: isOff }: Fields): StripeObject {
    if (intent.status === 'succeeded' || intent.status === 'canceled') {
      throw new StripeFault(400, 'invalid_request_error', 'This PaymentIntent can’t be confirmed.', {
        code: 'payment_intent_unexpected_state',
      })
    }
    const card = this.#objects.get(String(method))
    if (!card || card.customer !== intent.customer || isOff !== 'true') {
      const missing = { code: 'resource_missing', param: 'payment_method' }
      throw new StripeFault(400, 'invalid_request_error', `No such PaymentMethod: '${method}'`, missing)
    }
    const error: CardError | undefined = card.answers?.shift()
    intent.payment_method = card.id
    if (error) {
      this.fail(intent.id, error.message)
      throw new StripeFault(402, 'card_error', error.message, { ...error, payment_intent: intent })
    }
    this.succeed(intent.id)
    return intent
  }

  #detach(id: string): StripeObject {
    const card = this.object(id)
    if (card.customer === null) {
      throw new StripeFault(400, 'invalid_request_error', 'The payment method is not attached to a customer.')
    }
    return Object.assign(card, { customer: null })
  }

  #newCalculation(fields: Fields): StripeObject {
    const [line] = Object.values(fields.line_items as Fields) as [Fields]
    const tax = Math.round((Number(line.amount) * this.taxPercent) / 100)
    return this.#put('taxcalc', 'tax.calculation', {
      ...{ customer: fields.customer, amount_total: Number(line.amount) + tax, tax_amount_exclusive: tax },
    })
  }

  #newRefund({ payment_intent: intent, amount }: Fields): StripeObject {
    const charge = this.object(this.object(String(intent)).latest_charge)
    if (charge.amount_refunded + Number(amount) > charge.amount) {
      throw new StripeFault(400, 'invalid_request_error', 'Refund amount is greater than unrefunded amount on charge.')
    }
    this.refund(String(intent), Number(amount))
    return this.#put('re', 'refund', { payment_intent: intent, amount: Number(amount), status: 'succeeded' })
  }

  #intent(amount: number, currency: string, more: object): StripeObject {
    return this.#put('pi', 'payment_intent', {
      ...{ amount, currency, amount_received: 0, status: 'requires_payment_method', latest_charge: null },
      ...{ payment_method: null, customer: null, last_payment_error: null, setup_future_usage: null, metadata: {} },
      ...more,
    })
  }

  /** The object with what was to be expanded: `payment_intent.latest_charge`. */
  #expanded(object: StripeObject, paths: readonly string[]): StripeObject {
    const copy = { ...object }
    for (const [first, group] of Map.groupBy(paths, (path) => path.split('.')[0] ?? '')) {
      const rest = group.map((path) => path.split('.').slice(1).join('.')).filter(Boolean)
      if (typeof copy[first] === 'string') copy[first] = this.#expanded(this.object(copy[first]), rest)
    }
    return copy
  }

  #put(prefix: string, object: string, fields: object): StripeObject {
    const made = { id: this.#id(prefix), object, ...fields }
    this.#objects.set(made.id, made)
    return made
  }

  #id(prefix: string): string {
    return `${prefix}_${randomBytes(8).toString('hex')}`
  }
}

class StripeFault extends Error {
  readonly status: number
  readonly body: object

  constructor(status: number, type: string, message: string, more: object = {}) {
    super(message)
    this.status = status
    this.body = errorOf(type, message, more)
  }
}

function errorOf(type: string, message: string, more: object = {}) {
  return { error: { type, message, ...more } }
}

/** Reads a form as Stripe does: line_items[0][price_data][currency]=usd. */
function parseForm(text: string): Fields {
  const fields: Fields = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/).filter(Boolean)
    const last = path.pop() ?? ''
    let at = fields
    for (const part of path) {
      at[part] ??= {}
      at = at[part] as Fields
    }
    at[last] = value
  }
  return fields
}
