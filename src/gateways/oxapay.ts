// OxaPay: invoices that are paid in coins, by its HTTP API (https://docs.oxapay.com).
//
// An invoice has an amount in its own currency. It is paid in coins, and OxaPay does not say how much of the invoice they are. So
// `paid` and `manual_accept` mean all of the amount, and a part that has come waits until a person says what it is worth.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { InexactNumber, parseJson } from '../formats/exactNumbers.ts'
import { decimalOf, minorOf } from '../formats/money.ts'
import type { PaymentStage } from '../ledger/payment.ts'
import {
  type Callback,
  type Gateway,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentAtGateway,
  type PaymentName,
  type Reading,
  type Started,
} from './gateway.ts'

export interface OxapaySettings {
  /** Opens the API, and signs callbacks. */
  readonly merchantKey: string
  /** A server that speaks OxaPay's protocol. Null: OxaPay's own. */
  readonly url: string | null
  /** The URL that OxaPay sends callbacks to. */
  readonly callbackUrl: string
}

const OWN_URL = 'https://api.oxapay.com'
const ANSWER_MS_MAX = 20_000
const LIFETIME_MINUTES = 60

type Known = PaymentAtGateway & { readonly reference: string }

/** Money is given back in OxaPay's dashboard, and invoices end by themselves: its API does neither. */
export function openOxapay(settings: OxapaySettings): Gateway {
  return {
    callbackAnswer: 'ok',
    start: (payment) => start(settings, payment),
    read: (payment) => read(settings, payment),
    parseCallback: async (body, header) => parseCallback(settings, body, header('hmac')),
  }
}

/** Numbers of OxaPay as the decimals that they are. */
const decimal = z
  .union([z.number(), z.string(), z.instanceof(InexactNumber)])
  .transform((value) => (value instanceof InexactNumber ? value.source : String(value)))
const trackId = z.union([z.string(), z.number()]).transform(String)

const Invoice = z.object({ track_id: trackId, payment_url: z.url(), expired_at: z.number() })

async function start(settings: OxapaySettings, payment: PaymentAtGateway): Promise<Started> {
  const { amount, currency, title, returnUrl } = payment
  const fields = JSON.stringify({
    ...{ currency, lifetime: LIFETIME_MINUTES, order_id: orderOf(payment), description: title },
    ...{ callback_url: settings.callbackUrl, ...(returnUrl ? { return_url: returnUrl } : {}) },
    // An invoice of which a part is missing is not paid, whatever the settings of the merchant say.
    under_paid_coverage: 0,
  })
  // As a number that no float has rounded.
  const body = `{"amount":${decimalOf(amount, currency)},${fields.slice(1)}`
  const invoice = await ask(settings, Invoice, 'invoice', { method: 'POST', body })
  const expiresAt = new Date(invoice.expired_at * 1_000)
  return { reference: invoice.track_id, checkoutUrl: invoice.payment_url, expiresAt }
}

const Information = z.object({
  track_id: trackId,
  order_id: z.string(),
  /** Of the invoice. */
  amount: decimal,
  currency: z.string(),
  status: z.string().toLowerCase(),
  txs: z.array(z.object({ amount: decimal, currency: z.string(), tx_hash: z.string() })).default([]),
})
type Information = z.output<typeof Information>

/** By OxaPay's status. Of an underpaid invoice the rest may still come. */
const STAGES: Readonly<Record<string, PaymentStage>> = {
  new: 'OPEN',
  waiting: 'OPEN',
  paying: 'PROCESSING',
  underpaid: 'PROCESSING',
  expired: 'EXPIRED',
}

async function read(settings: OxapaySettings, payment: Known): Promise<Reading> {
  const information = await ask(settings, Information, encodeURIComponent(payment.reference), { method: 'GET' })
  const { order_id: order, status, track_id: track } = information
  if (order !== orderOf(payment)) throw new GatewayRefused(`its invoice ${track} is for the order ${order}.`)
  const nothing = { failure: null, saved: null }
  switch (status) {
    case 'paid':
    case 'manual_accept':
      return { ...nothing, fact: { currency: information.currency, received: receivedOf(information, payment) } }
    case 'refunding':
      return { ...nothing, fact: {} }
    case 'refunded': {
      const { currency, received: refunded } = payment
      if (refunded > 0n) return { ...nothing, fact: { currency, refunded } }
      return { ...nothing, fact: { stage: 'FAILED' }, failure: 'OxaPay has given back what was paid of it.' }
    }
    default: {
      const stage = STAGES[status]
      if (!stage) throw new GatewayRefused(`its invoice ${track} has the unknown status ${status}.`)
      return { ...nothing, fact: { stage }, unstated: unstatedOf(information, payment) }
    }
  }
}

/** All of the invoice, or what a person has said already if that is more. */
function receivedOf({ amount, currency }: Information, { received }: Known): bigint {
  const invoiced = minorOf(amount, currency)
  if (invoiced === null) throw new GatewayUnavailable(`OxaPay’s answer has the amount ${amount} ${currency}.`)
  return invoiced > received ? invoiced : received
}

/** The coins that have come, for the person who has to say what they are worth; null: no coins have come, or it was said. */
function unstatedOf({ status, txs }: Information, { amount, currency, received }: Known): string | null {
  const isShort = status === 'underpaid' || (status === 'expired' && txs.length > 0)
  if (!isShort || received > 0n) return null
  const coins = txs.map((each) => `${each.amount} ${each.currency} (${each.tx_hash})`).join(', ')
  const due = `${decimalOf(amount, currency)} ${currency}`
  return `OxaPay has received ${coins || 'a part'} and does not say how much of ${due} that is: accept it or give it back in OxaPay’s dashboard, or say what it is worth with confirmManualPayment.`
}

/** The body of a callback, as far as it says what to ask about. */
const Told = z.object({ track_id: trackId, order_id: z.string() })

function parseCallback({ merchantKey }: OxapaySettings, body: Buffer, signature: string | undefined): Callback {
  const expected = createHmac('sha512', merchantKey).update(body).digest()
  const shown = Buffer.from(signature ?? '', 'hex')
  if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) return { kind: 'UNSIGNED' }
  const { data } = Told.safeParse(jsonIn(body.toString()))
  const payment = data ? nameIn(data.order_id) : null
  return data && payment ? { kind: 'ABOUT', payment, reference: data.track_id } : { kind: 'IGNORED' }
}

/** OxaPay's envelope of every answer. */
const Answer = z.object({
  data: z.unknown(),
  status: z.int().optional(),
  message: z.string().optional(),
  error: z.object({ message: z.string().optional() }).optional(),
})

async function ask<Data>(
  { merchantKey, url }: OxapaySettings,
  data: z.ZodType<Data>,
  path: string,
  request: { readonly method: 'GET' | 'POST'; readonly body?: string },
): Promise<Data> {
  const { code, text } = await fetchText(`${url ?? OWN_URL}/v1/payment/${path}`, {
    ...request,
    headers: { merchant_api_key: merchantKey, 'content-type': 'application/json' },
  })
  const answer = Answer.safeParse(jsonIn(text)).data
  const status = code < 400 ? (answer?.status ?? code) : code
  if (status === 401 || status === 403) throw new GatewayUnavailable('OxaPay refuses the key.')
  if (!answer || status === 429 || status >= 500) throw new GatewayUnavailable(`OxaPay has answered with ${status}.`)
  if (status >= 400) throw new GatewayRefused(answer.error?.message ?? answer.message ?? `It has answered ${status}.`)
  const read = data.safeParse(answer.data)
  if (!read.success) throw new GatewayUnavailable('OxaPay’s answer can’t be read.', { cause: read.error })
  return read.data
}

async function fetchText(url: string, request: RequestInit): Promise<{ readonly code: number; readonly text: string }> {
  try {
    const response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    return { code: response.status, text: await response.text() }
  } catch (cause) {
    throw new GatewayUnavailable('OxaPay did not answer.', { cause })
  }
}

/** The value of a JSON text; undefined: it is not JSON. */
function jsonIn(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

const ORDER = /^payment_([\w-]{43})$/

/** The payment's id in the API, so that people find it in OxaPay's dashboard. */
function orderOf({ organizationId, paymentId }: PaymentName): string {
  return `payment_${Buffer.from(`${organizationId}${paymentId}`.replaceAll('-', ''), 'hex').toString('base64url')}`
}

function nameIn(order: string): PaymentName | null {
  const hex = Buffer.from(ORDER.exec(order)?.[1] ?? '', 'base64url').toString('hex')
  return hex === '' ? null : { organizationId: uuidIn(hex, 0), paymentId: uuidIn(hex, 32) }
}

function uuidIn(hex: string, at: number): string {
  const [a, b, c, d, e] = [0, 8, 12, 16, 20, 32].map((from, i, all) => hex.slice(at + from, at + (all[i + 1] ?? 0)))
  return [a, b, c, d, e].join('-')
}
