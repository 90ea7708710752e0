// Asking the provider of a payment: to begin the checkout, and how the payment stands. Each answer is one command of the lane.

import type { App } from '../app.ts'
import type { PaymentProvider } from '../database/generated/client/client.ts'
import type { PaymentRow } from '../engine/records.ts'
import {
  type Gateway,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentName,
  type Reading,
} from '../gateways/gateway.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { runWithoutKey } from '../operation.ts'
import { changePayment, differs, type News, saidBy } from './commands.ts'
import { atGateway, findPayment } from './find.ts'
import { customerOf, keepMethod } from './methods.ts'

/** Takes news over. A payment never ends to exist. */
export function tell(app: App, payment: PaymentRow, news: News): Promise<PaymentRow> {
  return tellBy(app, payment, () => news)
}

async function tellBy(
  app: App,
  { organizationId, id }: PaymentRow,
  newsOf: (payment: PaymentRow) => News,
): Promise<PaymentRow> {
  const changed = await runWithoutKey(app.lane, changePayment(organizationId, id, newsOf))
  if (isRefusal(changed)) throw new RangeError(`news about a payment were refused: ${changed.message}`)
  return changed.payment
}

/**
 * Begins the checkout of a payment that has none yet. If the provider refuses, the payment has failed; if it does not answer, the
 * payment says so, and the sweep tries again.
 */
export async function beginCheckout(app: App, payment: PaymentRow): Promise<PaymentRow> {
  const gateway = app.gateways[payment.provider]
  if (!gateway || payment.status !== 'OPEN' || hasBegun(payment)) return payment
  try {
    const started = await gateway.start(atGateway(payment), await customerOf(app, payment))
    // Of checkouts that began at the same time the first is kept: nobody sees the page of another one.
    return await tellBy(app, payment, (now) => (hasBegun(now) ? {} : { started, failure: null }))
  } catch (error) {
    return tell(app, payment, failureNews(error))
  }
}

function hasBegun({ reference, checkoutUrl }: PaymentRow): boolean {
  return reference !== null || checkoutUrl !== null
}

export function failureNews(error: unknown): News {
  if (error instanceof GatewayRefused) return { fact: { stage: 'FAILED' }, failure: error.message }
  if (error instanceof GatewayUnavailable) return { failure: error.message, checked: true }
  throw error
}

/** Asks the provider how a payment stands, and takes its answer over. Throws GatewayUnavailable if it does not answer. */
export async function readAtProvider(app: App, payment: PaymentRow): Promise<PaymentRow> {
  const gateway = app.gateways[payment.provider]
  const { reference } = payment
  if (!gateway?.read || reference === null) return payment
  const news = await newsOf(app, gateway.read, { ...payment, reference })
  if (payment.stage === 'CANCELED' && news.fact?.stage === 'OPEN') await endAtProvider(app, payment)
  return tell(app, payment, { ...news, checked: true })
}

/** Ends the page of a payment at its provider, so that nobody pays it any more. It may have been paid, or have ended, before. */
export async function endAtProvider(app: App, payment: PaymentRow): Promise<void> {
  const { reference } = payment
  if (reference === null) return
  try {
    await app.gateways[payment.provider]?.cancel?.({ ...atGateway(payment), reference })
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error
  }
}

async function newsOf(
  app: App,
  read: NonNullable<Gateway['read']>,
  payment: PaymentRow & { readonly reference: string },
): Promise<News> {
  try {
    const reading = await read({ ...atGateway(payment), reference: payment.reference })
    // Once: later, another one may have been saved, or this one removed.
    if (reading.saved && payment.saveMethod && payment.received === 0n) await keepMethod(app, payment, reading.saved)
    return { ...ofCharge(payment, reading), said: saidBy(payment, reading) }
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error
    return { said: differs(`The provider does not answer for it: ${error.message}`) }
  }
}

/**
 * A payment that is charged by itself can be charged again, and keeps why that failed; but not once its money was on its way. One that
 * was canceled keeps the reason.
 */
function ofCharge({ trigger, stage, failure }: PaymentRow, reading: Reading): Pick<News, 'fact' | 'failure'> {
  const { fact } = reading
  if (stage === 'CANCELED') return { fact, failure: reading.failure ?? failure }
  if (trigger === 'PURCHASE' || fact.stage !== 'OPEN') return { fact, failure: reading.failure }
  const isOver = stage === 'PROCESSING'
  return { fact: isOver ? { ...fact, stage: 'FAILED' } : fact, failure: reading.failure ?? failure }
}

/** A callback of a provider was about this payment. `reference`: the provider's id of it, which may not be known here yet. */
export async function hearAbout(
  app: App,
  provider: PaymentProvider,
  name: PaymentName,
  reference: string,
): Promise<'HEARD' | 'UNKNOWN'> {
  const payment = await findPayment(app, name)
  if (payment?.provider !== provider) return 'UNKNOWN'
  const started = { reference, checkoutUrl: null, expiresAt: null }
  await readAtProvider(app, payment.reference === null ? await tell(app, payment, { started }) : payment)
  return 'HEARD'
}
