// Payments, as operations read them.

import type { App } from '../app.ts'
import type { Payment } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import type { PaymentRow } from '../engine/records.ts'
import type { PaymentAtGateway, PaymentName } from '../gateways/gateway.ts'
import type { Disputes } from '../ledger/payment.ts'

/** A row of the database. Only the lane writes disputes. */
export function paymentRow(payment: Payment): PaymentRow {
  return { ...payment, disputes: payment.disputes as Disputes }
}

export async function findPayment(
  app: App,
  { organizationId, paymentId: id }: PaymentName,
): Promise<PaymentRow | null> {
  const payment = await app.prisma.payment.findUnique({ where: { organizationId_id: { organizationId, id } } })
  return payment && paymentRow(payment)
}

/** The payment that an idempotency key has led to. */
export async function paymentOf(app: App, organizationId: string, id: string): Promise<{ payment: PaymentRow }> {
  return { payment: paymentRow(await rowOf(app.prisma.payment, organizationId, id)) }
}

/** A payment as its provider needs to know it. */
export function atGateway(payment: PaymentRow): PaymentAtGateway {
  return { ...payment, paymentId: payment.id }
}
