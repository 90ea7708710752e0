// Asking the provider of a payment: to begin the checkout, and how the payment stands. Each answer is one command of the lane.

import type { App } from '../app.ts'
import type { PaymentRow } from '../engine/records.ts'
import {
  type Gateway,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentName,
  type SavedMethod,
} from '../gateways/gateway.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { runWithoutKey } from '../operation.ts'
import { changePayment, differenceOf, type News } from './commands.ts'
import { atGateway, findPayment } from './find.ts'

/** Takes news over. A payment never ends to exist. */
export async function tell(app: App, { organizationId, id }: PaymentRow, news: News): Promise<PaymentRow> {
  const changed = await runWithoutKey(
    app.lane,
    changePayment(organizationId, id, () => news),
  )
  if (isRefusal(changed)) throw new RangeError(`news about a payment were refused: ${changed.message}`)
  return changed.payment
}

/**
 * Begins the checkout of a payment that has none yet. If the provider refuses, the payment has failed; if it does not answer, the
 * payment says so, and the sweep tries again.
 */
export async function beginCheckout(app: App, payment: PaymentRow): Promise<PaymentRow> {
  const gateway = app.gateways[payment.provider]
  const { status, reference, checkoutUrl, organizationId, provider } = payment
  if (!gateway || status !== 'OPEN' || reference !== null || checkoutUrl !== null) return payment
  const where = { organizationId_provider: { organizationId, provider } }
  const known = await app.prisma.paymentMethod.findUnique({ where, select: { customer: true } })
  try {
    const started = await gateway.start(atGateway(payment), known?.customer ?? null)
    return tell(app, payment, { started, failure: null })
  } catch (error) {
    return tell(app, payment, failureNews(error))
  }
}

function failureNews(error: unknown): News {
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
  return tell(app, payment, { ...news, checked: true })
}

async function newsOf(
  app: App,
  read: NonNullable<Gateway['read']>,
  payment: PaymentRow & { readonly reference: string },
): Promise<News> {
  try {
    const reading = await read({ ...atGateway(payment), reference: payment.reference })
    if (reading.saved && payment.saveMethod) await keep(app, payment, reading.saved)
    return { fact: reading.fact, failure: reading.failure, difference: differenceOf(payment, reading) }
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error
    return { difference: `The provider does not answer for it: ${error.message}` }
  }
}

/** Keeps what may be charged again. A customer without a method stays what it was. */
async function keep(app: App, { organizationId, provider }: PaymentRow, saved: SavedMethod): Promise<void> {
  const { customer, method, label } = saved
  const updatedAt = app.clock()
  await app.prisma.paymentMethod.upsert({
    where: { organizationId_provider: { organizationId, provider } },
    create: { organizationId, provider, ...saved, updatedAt },
    update: method === null ? {} : { customer, method, label, updatedAt },
  })
}

/** A callback was about this payment. `reference`: the provider's id of it, which may not be known here yet. */
export async function hearAbout(app: App, name: PaymentName, reference: string): Promise<'HEARD' | 'UNKNOWN'> {
  const payment = await findPayment(app, name)
  if (!payment) return 'UNKNOWN'
  const started = { reference, checkoutUrl: null, expiresAt: null }
  await readAtProvider(app, payment.reference === null ? await tell(app, payment, { started }) : payment)
  return 'HEARD'
}
