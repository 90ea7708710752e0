// A receipt for a payment, or a credit note for money of it that was given back, as people print it. All of it was fixed by the
// decision that settled the payment or gave the money back.

import type { App } from '../app.ts'
import type { BillingDetails, PaymentProvider } from '../database/generated/client/client.ts'
import { movedOf, numberOf } from '../engine/receipts.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { buyerOf, sellerOf } from '../payments/billingDetails.ts'
import { transferReferenceShown } from '../payments/transferReference.ts'
import { dateShown, moneyShown, type Printed } from './printed.ts'

const PAID_BY: Readonly<Record<PaymentProvider, string>> = {
  STRIPE: 'Stripe',
  OXAPAY: 'OxaPay',
  MANUAL: 'Invoice',
  SANDBOX: 'Sandbox: no money moved',
}

export async function paymentReceiptDocument(app: App, organizationId: string, id: string): Promise<Printed | null> {
  const receipt = await app.prisma.receipt.findUnique({
    where: { organizationId_id: { organizationId, id } },
    include: { payment: { select: { provider: true, transferReference: true } } },
  })
  if (!receipt) return null
  const { kind, isTest, title, amount, tax, currency, createdAt, timeZone, reference } = receipt
  const [buyer, seller] = await Promise.all([buyerOf(app, receipt), sellerOf(app, receipt)])
  const number = numberOf(receipt)
  const isReceipt = kind === 'RECEIPT'
  const { provider, transferReference } = receipt.payment
  const money = (of: bigint) => moneyShown(of, currency)
  return {
    title: `${isReceipt ? 'Receipt' : 'Credit note'} ${number}`,
    fileName: number,
    facts: [
      ['Date', dateShown(createdAt, timeZone)],
      ['Payment', encodeGlobalId('Payment', tenantId({ organizationId, id: receipt.paymentId }))],
      ['Paid by', PAID_BY[provider]],
      ...(transferReference ? [['Payment reference', transferReferenceShown(transferReference)] as const] : []),
      ...(reference ? [['Reference', reference] as const] : []),
    ],
    parties: [
      ...(seller ? [{ heading: 'From', lines: linesOf(seller) }] : []),
      { heading: 'For', lines: buyer ? linesOf(buyer) : [receipt.organizationName] },
    ],
    sections: [
      {
        heading: isReceipt ? 'Paid' : 'Given back',
        columns: [{ title: 'For' }, { title: 'Amount', isNumber: true }],
        rows: [[title, money(amount - tax)], ...(tax > 0n ? [['Tax', money(tax)]] : [])],
        total: ['Total', money(amount)],
        empty: '',
      },
    ],
    notes: [
      isReceipt
        ? 'This receipt is not changed any more. Money that is given back has a credit note of its own.'
        : `This credit note is for money of the payment that was ${receipt.ofDispute ? 'lost in a dispute' : 'given back'}. Its receipt stays as it is.`,
      ...(movedOf(receipt) ? ['It was issued before the organization moved here, with this number.'] : []),
      ...(isTest ? ['This is a test: no money has moved.'] : []),
    ],
  }
}

function linesOf({ name, address, taxId, email }: BillingDetails): string[] {
  return [name, ...address.split('\n'), ...(taxId ? [`Tax id ${taxId}`] : []), ...(email ? [email] : [])]
}
