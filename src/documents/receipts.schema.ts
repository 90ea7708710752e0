// Receipts for payments and credit notes: their part of the API.

import { canSee, may } from '../access/roles.ts'
import { ReceiptKind } from '../database/generated/client/client.ts'
import { movedOf, numberOf } from '../engine/receipts.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { askerOf } from '../graphql/context.ts'
import { tenantId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { LAST_CREATED_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { OrganizationNode, whereVisibleTo } from '../organizations/schema.ts'
import { buyerOf, sellerOf } from '../payments/billingDetails.ts'
import { PaymentNode } from '../payments/schema.ts'
import { BillingDetailsType } from './billing.schema.ts'
import { DocumentLinksType } from './links.schema.ts'
import { linksTo } from './links.ts'

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

export const PaymentReceiptType = builder.prismaNode('Receipt', {
  name: 'PaymentReceipt',
  nullable: true,
  description:
    'A receipt for money of a payment, or a credit note. It is written by the decision that settles the payment or gives money back, and never changed. For an OWNER, ADMIN or BILLING, and the operator.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('seeRevenue'),
  authScopes: ({ organizationId }, { caller }) =>
    caller !== null && canSee(caller, organizationId) && may(caller, 'seeRevenue'),
  fields: (t) => ({
    kind: t.field({
      type: ReceiptKindEnum,
      description: 'The kind: a receipt or a credit note.',
      resolve: ({ kind }) => kind,
    }),
    number: t.string({
      description:
        'Its number: R-1, R-2 … for receipts and C-1, C-2 … for credit notes, each counted over all organizations without gaps. They are TEST-R-1 and TEST-C-1 … if no money moves. A receipt that moved in from another system has the number that it got there.',
      resolve: numberOf,
    }),
    isMovedIn: t.boolean({
      description:
        'True if another system issued it, before the organization moved in: its `number` is that of the other system.',
      resolve: (receipt) => movedOf(receipt) !== null,
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
    organizationName: t.exposeString('organizationName', {
      description: 'The name of the organization at that time.',
    }),
    timeZone: t.exposeString('timeZone', {
      description: 'The time zone of the organization at that time, as an IANA name: that of the date on the page.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'The provider’s id of the payment at that time; null: it had none.',
    }),
    isOfDispute: t.exposeBoolean('ofDispute', {
      description: 'True for a credit note for money that was lost in a dispute.',
    }),
    payment: t.relation('payment', { description: 'The payment.' }),
    buyer: t.field({
      type: BillingDetailsType,
      nullable: true,
      description: 'The billing details of the organization at that time; null: none were set.',
      resolve: (receipt, _args, { app }) => buyerOf(app, receipt),
    }),
    seller: t.field({
      type: BillingDetailsType,
      nullable: true,
      description: 'The name and address of the platform at that time; null: none were set.',
      resolve: (receipt, _args, { app }) => sellerOf(app, receipt),
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

const ReceiptFilter = builder.inputType('ReceiptFilter', {
  description: 'The conditions that a receipt must meet; absent ones do not restrict it.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, description: 'Lists only those of this organization.' }),
    kind: t.field({ type: ReceiptKindEnum, description: 'Lists only receipts, or only credit notes.' }),
    from: t.field({ type: 'DateTime', description: 'Lists only those that were issued at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only those that were issued before this time, which is later than `from`.',
    }),
  }),
})

builder.queryField('receipts', (t) =>
  t.connection(
    {
      type: PaymentReceiptType,
      nullable: true,
      description:
        'The receipts and credit notes of all organizations, those issued last first. For the operator; null, with an error, for others.',
      authScopes: { platform: 'READ' },
      args: {
        filter: t.arg({ type: ReceiptFilter, description: 'The conditions that receipts must meet. Null: all.' }),
      },
      resolve: (_root, { filter, ...args }, context, info) => {
        const { organizationId, kind, from, until } = filter ?? {}
        const wanted = {
          organizationId: organizationId?.id,
          kind: kind ?? undefined,
          createdAt: timeRange(from, until),
        }
        return pageOf({
          order: LAST_CREATED_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.receipt.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(PaymentReceiptType),
  ),
)
