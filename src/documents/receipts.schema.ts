// Receipts for payments and credit notes: their part of the API.

import { type Receipt, ReceiptKind } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { askerOf } from '../graphql/context.ts'
import { MoneyType } from '../graphql/money.ts'
import { detailsOfVersion } from '../payments/billingDetails.ts'
import { PaymentNode } from '../payments/schema.ts'
import { BillingDetailsType } from './billing.schema.ts'
import { DocumentLinksType } from './links.schema.ts'
import { linksTo } from './links.ts'
import { numberOf } from './paymentReceipt.ts'

const ReceiptKindEnum = builder.enumType('ReceiptKind', {
  description: 'The kinds of receipts.',
  values: {
    RECEIPT: { value: ReceiptKind.RECEIPT, description: 'Money was paid, and what was bought has come.' },
    CREDIT_NOTE: {
      value: ReceiptKind.CREDIT_NOTE,
      description: 'Money of a receipt was given back, or was lost in a dispute.',
    },
  },
})

export const PaymentReceiptType = builder.objectRef<Receipt>('PaymentReceipt').implement({
  description:
    'A receipt for money of a payment, or a credit note. It is written by the decision that settles the payment or gives money back, and never changed.',
  fields: (t) => ({
    kind: t.field({
      type: ReceiptKindEnum,
      description: 'The kind: a receipt or a credit note.',
      resolve: ({ kind }) => kind,
    }),
    number: t.string({
      description:
        'Its number: R-1, R-2 … for receipts and C-1, C-2 … for credit notes, each counted over all organizations without gaps. Where no money moves, TEST-R-1 and TEST-C-1 …',
      resolve: numberOf,
    }),
    title: t.exposeString('title', { description: 'The thing that was bought, as the payer reads it.' }),
    total: t.field({
      type: MoneyType,
      description: 'The money that was settled or given back, tax included.',
      resolve: ({ amount, currency }) => ({ amount, currency }),
    }),
    tax: t.field({
      type: MoneyType,
      description: 'The part of `total` that is tax.',
      resolve: ({ tax, currency }) => ({ amount: tax, currency }),
    }),
    issuedAt: t.field({
      type: 'DateTime',
      description: 'The time of the decision that wrote it, in UTC.',
      resolve: ({ createdAt }) => createdAt,
    }),
    buyer: t.field({
      type: BillingDetailsType,
      nullable: true,
      description: 'The billing details of the organization at that time; null: none were set.',
      resolve: ({ organizationId, buyerVersion }, _args, { app }) =>
        detailsOfVersion(app, organizationId, buyerVersion),
    }),
    seller: t.field({
      type: BillingDetailsType,
      nullable: true,
      description: 'The name and address of the platform at that time; null: none were set.',
      resolve: ({ sellerVersion }, _args, { app }) => detailsOfVersion(app, null, sellerVersion),
    }),
    links: t.field({
      type: DocumentLinksType,
      nullable: true,
      description: 'Links to a page and a PDF of it; null in a process that makes no links.',
      resolve: ({ organizationId, id }, _args, context) =>
        linksTo(context.app, { kind: 'receipt', organizationId, id }, askerOf(context)),
    }),
  }),
})

builder.prismaObjectField(PaymentNode, 'receipts', (t) =>
  t.field({
    type: [PaymentReceiptType],
    description: 'The receipts and the credit notes of the payment, the oldest first.',
    resolve: ({ organizationId, id: paymentId }, _args, { app }) =>
      app.prisma.receipt.findMany({
        where: { organizationId, paymentId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
  }),
)
