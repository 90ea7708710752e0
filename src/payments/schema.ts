// Payments: their part of the API.

import { canSee, may } from '../access/roles.ts'
import { AlertNode } from '../alerts/schema.ts'
import { PaymentProblem, PaymentProvider, PaymentStatus, PaymentTrigger } from '../database/generated/client/client.ts'
import type { PaymentRow } from '../engine/records.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { splitTenantId, tenantId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { dueOf } from '../ledger/payment.ts'
import { MemberNode, OrganizationNode, whereVisibleTo } from '../organizations/schema.ts'
import { PlanType } from '../plans/plan.schema.ts'
import { notFound } from '../refusals.ts'
import { LotDisputeEnum, LotNode } from '../wallets/lots.schema.ts'
import { paymentRow } from './find.ts'
import { readLines } from './lines.ts'
import { watchPayment } from './live.ts'
import { LineType, PackNode } from './packs.schema.ts'
import { readTransferReference } from './transferReference.ts'

export const ProviderEnum = builder.enumType('PaymentProvider', {
  description: 'The providers that take money. Those that are set up can be used: docs/payments.md.',
  values: {
    STRIPE: { value: PaymentProvider.STRIPE, description: 'Stripe: a page of Stripe, cards and more.' },
    OXAPAY: { value: PaymentProvider.OXAPAY, description: 'OxaPay: an invoice that is paid in coins.' },
    MANUAL: {
      value: PaymentProvider.MANUAL,
      description: 'An invoice that is paid by hand. The platform confirms what has arrived.',
    },
    SANDBOX: {
      value: PaymentProvider.SANDBOX,
      description: 'A page of Holdfast’s own, where a button pays. Only in the demo: no money moves.',
    },
  },
})

export const PaymentStatusEnum = builder.enumType('PaymentStatus', {
  description:
    'The states of a payment. Money outranks everything: one that has ended is PAID if it is paid after all.',
  values: {
    OPEN: { value: PaymentStatus.OPEN, description: 'Nothing was paid yet.' },
    PROCESSING: {
      value: PaymentStatus.PROCESSING,
      description: 'The payer has paid, and the money is on its way. It can still fail.',
    },
    FAILED: { value: PaymentStatus.FAILED, description: 'It was not paid: `failure` says why.' },
    EXPIRED: { value: PaymentStatus.EXPIRED, description: 'It was not paid in time.' },
    CANCELED: {
      value: PaymentStatus.CANCELED,
      description: 'It was ended before anything was paid: `failure` says why, unless somebody did it.',
    },
    PAID: {
      value: PaymentStatus.PAID,
      description:
        'It is paid, and its credits have come, unless `problem` says what is in the way. A part of it may be refunded.',
    },
    PARTIALLY_PAID: {
      value: PaymentStatus.PARTIALLY_PAID,
      description: 'Less was paid than is due. It brings credits with the rest, or once the platform accepts it.',
    },
    REFUNDED: { value: PaymentStatus.REFUNDED, description: 'All that was paid was given back.' },
    DISPUTED: {
      value: PaymentStatus.DISPUTED,
      description: 'The payer wants the money back from their bank: the dispute is open, or was lost (`dispute`).',
    },
  },
})

const ProblemEnum = builder.enumType('PaymentProblem', {
  description: 'The reasons why a payment is not settled until a person has looked at it.',
  values: {
    UNDERPAID: {
      value: PaymentProblem.UNDERPAID,
      description: 'Less was paid than is due, or OxaPay does not say how much.',
    },
    OVERPAID: {
      value: PaymentProblem.OVERPAID,
      description: 'More was paid than is due. The part that is due was settled.',
    },
    OTHER_CURRENCY: { value: PaymentProblem.OTHER_CURRENCY, description: 'It was paid in another currency.' },
    NOT_GRANTED: {
      value: PaymentProblem.NOT_GRANTED,
      description:
        'It is paid, and what was bought can’t come: a bound is reached, the period was paid otherwise, or the plan has changed.',
    },
    REFUND_WAITS: {
      value: PaymentProblem.REFUND_WAITS,
      description: 'Credits whose money was given back are frozen or disputed, and were not taken back yet.',
    },
    PROVIDER_DIFFERS: {
      value: PaymentProblem.PROVIDER_DIFFERS,
      description: 'The provider says that less was paid or given back than was booked, or does not know the payment.',
    },
  },
})

const TriggerEnum = builder.enumType('PaymentTrigger', {
  description: 'The causes of payments.',
  values: {
    PURCHASE: { value: PaymentTrigger.PURCHASE, description: 'Somebody has started it (`startPurchase`).' },
    RENEWAL: {
      value: PaymentTrigger.RENEWAL,
      description: 'A period of the plan has become due, and the saved means of payment is charged for it.',
    },
    TOP_UP: {
      value: PaymentTrigger.TOP_UP,
      description: 'A balance was below that of an auto top-up, and the saved means of payment is charged for it.',
    },
  },
})

export const PaymentNode = builder.prismaNode('Payment', {
  nullable: true,
  description: 'Money for credits or for a period of a plan. For an OWNER, ADMIN or BILLING, and the operator.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('seeRevenue'),
  authScopes: ({ organizationId }, { caller }) =>
    caller !== null && canSee(caller, organizationId) && may(caller, 'seeRevenue'),
  fields: (t) => ({
    trigger: t.field({
      type: TriggerEnum,
      description: 'The cause of the payment.',
      resolve: ({ trigger }) => trigger,
    }),
    provider: t.field({
      type: ProviderEnum,
      description: 'The provider that takes the money.',
      resolve: ({ provider }) => provider,
    }),
    status: t.field({
      type: PaymentStatusEnum,
      description: 'The state of the payment.',
      resolve: ({ status }) => status,
    }),
    problem: t.field({
      type: ProblemEnum,
      nullable: true,
      description: 'The reason why it waits for a person; null: it does not.',
      resolve: ({ problem }) => problem,
    }),
    problemText: t.exposeString('problemText', {
      nullable: true,
      description: 'The problem in words, and what can be done; null if `problem` is null.',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description:
        'The last objection of the provider, in the provider’s words, or the reason why Holdfast has canceled it; null: nothing was objected.',
    }),
    title: t.exposeString('title', { description: 'The thing that is bought, as the payer reads it.' }),
    pack: t.prismaField({
      type: PackNode,
      nullable: true,
      description: 'The version of the credit pack that is bought; null: none is.',
      resolve: (query, { packId: id }, _args, { app }) =>
        id === null ? null : app.prisma.creditPack.findUnique({ ...query, where: { id } }),
    }),
    quantity: t.exposeInt('quantity', { description: 'The number of packs; 1 for anything else.' }),
    plan: t.field({
      type: PlanType,
      nullable: true,
      description: 'The plan of which a period is bought; null: none is.',
      resolve: ({ planId }, _args, { app }) => (planId === null ? null : (app.priceBook.version.plan(planId) ?? null)),
    }),
    credits: t.field({
      type: [LineType],
      description: 'The credits that it brings when it is paid in full; empty for a plan, whose cycles bring them.',
      resolve: ({ lines }) => readLines(lines),
    }),
    price: t.field({
      type: MoneyType,
      description: 'The price, without tax that the provider adds.',
      resolve: ({ amount, currency }) => ({ amount, currency }),
    }),
    tax: t.field({
      type: MoneyType,
      description: 'The tax that the provider has added to the price.',
      resolve: ({ tax, currency }) => ({ amount: tax, currency }),
    }),
    due: t.field({
      type: MoneyType,
      description: 'The money that is to be paid: the price and the added tax.',
      resolve: (payment) => ({ amount: dueOf(payment), currency: payment.currency }),
    }),
    received: t.field({
      type: MoneyType,
      description: 'The money that was paid so far, including refunded money.',
      resolve: ({ received, currency }) => ({ amount: received, currency }),
    }),
    refunded: t.field({
      type: MoneyType,
      description: 'The money that was given back so far.',
      resolve: ({ refunded, currency }) => ({ amount: refunded, currency }),
    }),
    settled: t.field({
      type: MoneyType,
      description: 'The part of `received` whose credits have come.',
      resolve: ({ settled, currency }) => ({ amount: settled, currency }),
    }),
    dispute: t.field({
      type: LotDisputeEnum,
      nullable: true,
      description: 'The state of the dispute over it, or its outcome; null: it was never disputed.',
      resolve: ({ dispute }) => dispute,
    }),
  }),
})

builder.prismaObjectFields(PaymentNode, (t) => ({
  reference: t.exposeString('reference', {
    nullable: true,
    description:
      'The provider’s id of it, or the reference that `confirmManualPayment` gave for what has arrived; null: it has no such id.',
  }),
  transferReference: t.exposeString('transferReference', {
    nullable: true,
    description:
      'The reference that the payer writes on the bank transfer of a payment by hand: 12 characters with two check digits (ISO 11649), such as RF86K7M39QXT, which no other payment has. Null: it is not paid by hand, or moved in.',
  }),
  checkoutUrl: t.string({
    nullable: true,
    description: 'The page where it is paid; null: it has no page, or is not OPEN.',
    resolve: ({ checkoutUrl, status }) => (status === 'OPEN' ? checkoutUrl : null),
  }),
  expiresAt: t.expose('expiresAt', {
    type: 'DateTime',
    nullable: true,
    description:
      'The time at which it expires unless it is paid: of a payment by hand `startPurchase` says so, or 30 days after its start; 24 hours after it in the sandbox; otherwise the end of its page at the provider. In UTC; null: it is not known, or the saved means of payment is charged.',
  }),
  sequence: t.expose('sequence', {
    type: 'SafeInt',
    description: 'The number of its states so far: 1 after it was started.',
  }),
  attempts: t.exposeInt('attempts', {
    description: 'The attempts so far to charge the saved means of payment, at most 5; 0 for a PURCHASE.',
  }),
  nextAttemptAt: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'The time at which the saved means of payment is charged for it, in UTC; null: it is not, or the payer has to pay it at `checkoutUrl`.',
    resolve: ({ chargeAt }) => chargeAt,
  }),
  createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was started, in UTC.' }),
  isMovedIn: t.boolean({
    description:
      'True if it moved in from another system: `lots` are what was left of its credits then, and its receipts keep their numbers.',
    resolve: ({ movedSettled }) => movedSettled !== null,
  }),
  settledAt: t.expose('settledAt', {
    type: 'DateTime',
    nullable: true,
    description: 'The time at which its credits came, in UTC; null: they have not come.',
  }),
  member: t.prismaField({
    type: MemberNode,
    nullable: true,
    description: 'The member who started it; null: a key of the organization, or the platform.',
    resolve: (query, { organizationId, memberId: id }, _args, { app }) =>
      id === null
        ? null
        : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
  }),
  lots: t.field({
    type: [LotNode],
    description: 'The lots that it has brought, the oldest first.',
    resolve: async ({ organizationId, id: paymentId }, _args, { app }) => {
      const rows = await app.prisma.paymentLot.findMany({
        where: { organizationId, paymentId },
        orderBy: { lotId: 'asc' },
        include: { lot: true },
      })
      return rows.map(({ lot }) => lot)
    },
  }),
  organization: t.relation('organization', { description: 'The organization that pays.' }),
}))

builder.prismaObjectField(AlertNode, 'payment', (t) =>
  t.relation('payment', {
    type: PaymentNode,
    nullable: true,
    description:
      'The payment that has failed, for PAYMENT_FAILED; null for other kinds, and for callers that aren’t an OWNER, ADMIN or BILLING.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
  }),
)

builder.prismaObjectField(LotNode, 'payment', (t) =>
  t.field({
    type: PaymentNode,
    nullable: true,
    description:
      'The payment that has brought the lot; null: none has, the lot came from another one, or the caller isn’t an OWNER, ADMIN or BILLING.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    resolve: async ({ organizationId, id: lotId }, _args, { app }) => {
      const where = { organizationId_lotId: { organizationId, lotId } }
      return (await app.prisma.paymentLot.findUnique({ where, include: { payment: true } }))?.payment ?? null
    },
  }),
)

const PaymentFilter = builder.inputType('PaymentFilter', {
  description: 'The conditions that a payment must meet; absent ones do not restrict it.',
  fields: (t) => ({
    status: t.field({ type: PaymentStatusEnum, description: 'Lists only payments in this state.' }),
    provider: t.field({ type: ProviderEnum, description: 'Lists only payments at this provider.' }),
    unsettled: t.boolean({
      description: 'True: lists only payments with a `problem`, which wait for a person. False: lists the others.',
    }),
    reference: t.string({
      description:
        'Lists only payments with exactly this `reference`, or with this `transferReference`, in which spaces and the case of letters don’t count.',
    }),
    from: t.field({ type: 'DateTime', description: 'Lists only payments that were started at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only payments that were started before this time, which is later than `from`.',
    }),
  }),
})

function wantedOf(filter: typeof PaymentFilter.$inferInput | null | undefined) {
  const { status, provider, unsettled, reference, from, until } = filter ?? {}
  return {
    status: status ?? undefined,
    provider: provider ?? undefined,
    createdAt: timeRange(from, until),
    ...(reference == null
      ? {}
      : { OR: [{ reference }, { transferReference: readTransferReference(reference) ?? reference }] }),
    ...(unsettled == null ? {} : { problem: unsettled ? { not: null } : null }),
  }
}

builder.prismaObjectField(OrganizationNode, 'paymentProviders', (t) =>
  t.field({
    type: [ProviderEnum],
    description:
      'The providers that are set up and can be bought from, in the order of PaymentProvider. Empty: nothing can be bought.',
    resolve: (_organization, _args, { app }) => Object.values(PaymentProvider).filter((name) => app.gateways[name]),
  }),
)

builder.prismaObjectField(OrganizationNode, 'payments', (t) =>
  t.connection(
    {
      type: PaymentNode,
      description:
        'The payments of the organization, newest first. For an OWNER, ADMIN or BILLING; null, with an error, for others.',
      nullable: true,
      authScopes: { may: 'seeRevenue' },
      unauthorizedResolver: () => null,
      args: {
        filter: t.arg({ type: PaymentFilter, description: 'The conditions that payments must meet. Null: all.' }),
      },
      resolve: ({ id: organizationId }, { filter, ...args }, context, info) =>
        pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.payment.findMany({
              ...query,
              where: { AND: [{ organizationId, ...wantedOf(filter) }, where] },
            }),
        }),
    },
    connectionOf(PaymentNode),
  ),
)

builder.queryFields((t) => ({
  payment: t.prismaField({
    type: PaymentNode,
    nullable: true,
    description: 'The payment with this id; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'seeRevenue' },
    args: { id: t.arg.globalID({ for: PaymentNode, required: true, description: 'The id of the payment.' }) },
    resolve: (query, _root, { id: named }, context) => {
      const { organizationId, id } = splitTenantId(named.id)
      if (!canSee(callerOf(context), organizationId)) return null
      return context.app.prisma.payment.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } })
    },
  }),
  payments: t.connection(
    {
      type: PaymentNode,
      nullable: true,
      description:
        'The payments of all organizations, newest first. For the operator; null, with an error, for others.',
      authScopes: { platform: 'READ' },
      args: {
        filter: t.arg({ type: PaymentFilter, description: 'The conditions that payments must meet. Null: all.' }),
      },
      resolve: (_root, { filter, ...args }, context, info) =>
        pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.payment.findMany({ ...query, where: { AND: [wantedOf(filter), where] } }),
        }),
    },
    connectionOf(PaymentNode),
  ),
}))

builder.subscriptionField('paymentUpdated', (t) =>
  t.field({
    type: PaymentNode,
    description:
      'The payment: first its current state, then each change of its status, its amounts and its checkout page. Changes may come together in one message: `sequence` counts them.',
    authScopes: { may: 'seeRevenue' },
    args: {
      paymentId: t.arg.globalID({ for: PaymentNode, required: true, description: 'The id of the payment.' }),
      after: t.arg({
        type: 'SafeInt',
        description:
          'The last `sequence` that the client has seen: the current state is sent only if it is newer. Null: the current state is always sent.',
      }),
    },
    subscribe: async (_root, { paymentId, after }, context) => {
      const { organizationId, id } = splitTenantId(paymentId.id)
      const visible = canSee(callerOf(context), organizationId)
      const changes = visible && (await watchPayment(context.app, { organizationId, id }, after ?? null))
      if (!changes) throw requestError(notFound('payment'))
      return changes
    },
    resolve: (payment: PaymentRow) => paymentRow(payment),
  }),
)
