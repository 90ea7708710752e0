// Operations on payments: their part of the API.

import { canSee, mayAsPlatform } from '../access/roles.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  CreditsOutOfBoundsError,
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { MoneyInput } from '../graphql/money.ts'
import { OrganizationNode, organizationField } from '../organizations/schema.ts'
import { SeatsExceededError } from '../organizations/seats.schema.ts'
import { NotSelfServiceError, SubscriptionStateError } from '../plans/changes.schema.ts'
import { notFound } from '../refusals.ts'
import { PurchaseNotAllowedError } from '../wallets/grants.schema.ts'
import type { ProviderFailed } from './asking.ts'
import { cancelPayment, confirmManualPayment, type PaymentState, refundPayment, settlePayment } from './operations.ts'
import { LineInput, PackNode } from './packs.schema.ts'
import { type PaymentAnswer, startPurchase } from './purchases.ts'
import { PaymentNode, PaymentStatusEnum, ProviderEnum } from './schema.ts'

const PaymentStateError = refusalType<PaymentState>('PAYMENT_STATE', (t) => ({
  status: t.expose('status', { type: PaymentStatusEnum, description: 'The current state.' }),
}))

export const ProviderFailedError = refusalType<ProviderFailed>('PROVIDER_FAILED')

function success(name: string) {
  return builder.objectRef<PaymentAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      payment: t.field({
        type: PaymentNode,
        description: 'The payment after the change.',
        resolve: ({ payment }) => payment as never,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const keyField = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const
const reasonField = {
  required: true,
  description: 'The reason, for the audit log; 1 to 500 characters.',
} as const

const CustomPurchaseInput = builder.inputType('CustomPurchaseInput', {
  description: 'Credits at a price that was agreed.',
  fields: (t) => ({
    title: t.string({
      required: true,
      description: 'The thing that is bought, as the payer reads it: 1 to 200 characters.',
    }),
    credits: t.field({
      type: [LineInput],
      required: true,
      description: 'The credits, each type once: 1 to 10. The lot of the first type has the price as its cost.',
    }),
    price: t.field({ type: MoneyInput, required: true, description: 'The price of all of them.' }),
  }),
})

const StartPurchaseInput = builder.inputType('StartPurchaseInput', {
  description:
    'The thing that is bought, and the way to pay for it. Exactly one of `packId`, `plan` and `custom` must be given.',
  fields: (t) => ({
    packId: t.globalID({ for: PackNode, description: 'The credit pack that is bought. Null: none.' }),
    quantity: t.int({
      required: true,
      defaultValue: 1,
      description: 'The number of packs, 1 to 10,000, at the price of the pack’s volume steps.',
    }),
    plan: t.string({
      description:
        'The name of the plan of which a period is bought: the first, which starts the subscription, or the present or next period of the subscription. Null: none.',
    }),
    custom: t.field({
      type: CustomPurchaseInput,
      description: 'Credits at an agreed price. For the operator. Null: none.',
    }),
    provider: t.field({ type: ProviderEnum, required: true, description: 'The provider that takes the money.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description:
        'The time at which a payment of the provider MANUAL expires unless it is paid, at most 366 days away. It can still be confirmed later. For the operator. Null: after 30 days, or as the provider says.',
    }),
    returnUrl: t.string({
      description: 'The page that the payer comes back to, an http:// or https:// URL. Null: the provider’s own.',
    }),
    saveMethod: t.boolean({
      required: true,
      defaultValue: false,
      description: 'True: what it is paid with may be charged again, which the payer is told.',
    }),
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    idempotencyKey: t.string(keyField),
  }),
})

const paymentIdField = { for: PaymentNode, required: true, description: 'The id of the payment.' } as const

const CancelPaymentInput = builder.inputType('CancelPaymentInput', {
  description: 'A payment that was not made.',
  fields: (t) => ({ paymentId: t.globalID(paymentIdField), idempotencyKey: t.string(keyField) }),
})

const ConfirmManualPaymentInput = builder.inputType('ConfirmManualPaymentInput', {
  description: 'The money that has arrived for a payment by hand, or for one in part at OxaPay.',
  fields: (t) => ({
    paymentId: t.globalID(paymentIdField),
    received: t.field({
      type: MoneyInput,
      required: true,
      description:
        'The money that has arrived in total so far, in the currency of the payment. Less than has arrived already is refused.',
    }),
    reference: t.string({
      description:
        'The reference, such as that of the bank transfer; 1 to 255 characters. Must be null at OxaPay. Null: none, or the one before.',
    }),
    idempotencyKey: t.string(keyField),
  }),
})

const SettlePaymentInput = builder.inputType('SettlePaymentInput', {
  description: 'A payment that is accepted as it was made.',
  fields: (t) => ({
    paymentId: t.globalID(paymentIdField),
    reason: t.string(reasonField),
    idempotencyKey: t.string(keyField),
  }),
})

const RefundPaymentInput = builder.inputType('RefundPaymentInput', {
  description: 'A payment of which money is given back. Without `money` and `credits`, all that is left of it.',
  fields: (t) => ({
    paymentId: t.globalID(paymentIdField),
    money: t.field({
      type: MoneyInput,
      description: 'The money that is given back, in the currency of the payment. Null: see above.',
    }),
    credits: t.field({
      type: 'Credits',
      description:
        'The credits of the first type that are taken back, exactly, with the money that they cost. If a smallest unit of money is worth several credits, it must be so many that money can be given back for them: the refusal names the nearest. Null: see above.',
    }),
    reason: t.string(reasonField),
    idempotencyKey: t.string(keyField),
  }),
})

const ERRORS = [
  InvalidInputError,
  NotFoundError,
  IdempotencyConflictError,
  PaymentStateError,
  ProviderFailedError,
] as const

/** The ids of a payment, as operations name it. */
function named({ id }: { readonly id: string }) {
  const { organizationId, id: paymentId } = splitTenantId(id)
  return { organizationId, paymentId }
}

builder.mutationFields((t) => ({
  startPurchase: t.field({
    type: resultType('StartPurchaseResult', success('StartPurchaseSuccess'), [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
      PurchaseNotAllowedError,
      SubscriptionStateError,
      SeatsExceededError,
      NotSelfServiceError,
      CreditsOutOfBoundsError,
      LimitReachedError,
    ]),
    description:
      'Starts a payment for credits or for a period of a plan, and answers the provider’s page (`payment.checkoutUrl`). The credits or the period come when the provider confirms. If the provider does not answer in time, the page comes later: repeat the request under its idempotency key, or follow `paymentUpdated`. If it refuses, the payment is FAILED.',
    authScopes: { may: 'purchase' },
    args: { input: t.arg({ type: StartPurchaseInput, required: true }) },
    resolve: (_root, { input: { organizationId: asked, packId, ...input } }, context) => {
      const organizationId = organizationIdFor(context, asked)
      if (organizationId === null) return notFound('organization')
      const caller = callerOf(context)
      const memberId = caller.kind === 'tenant' ? caller.memberId : null
      const by = mayAsPlatform(caller, 'GRANT') ? 'PLATFORM' : 'CUSTOMER'
      return startPurchase(context.app, { ...input, packId: packId?.id, organizationId, memberId }, by)
    },
  }),
  cancelPayment: t.field({
    type: resultType('CancelPaymentResult', success('CancelPaymentSuccess'), ERRORS),
    description: 'Ends a payment that nothing was paid of: its page can’t be used any more.',
    authScopes: { may: 'purchase' },
    args: { input: t.arg({ type: CancelPaymentInput, required: true }) },
    resolve: (_root, { input: { paymentId, ...input } }, context) => {
      const ids = named(paymentId)
      if (!canSee(callerOf(context), ids.organizationId)) return notFound('payment')
      return cancelPayment(context.app, { ...input, ...ids })
    },
  }),
  confirmManualPayment: t.field({
    type: resultType('ConfirmManualPaymentResult', success('ConfirmManualPaymentSuccess'), ERRORS),
    description:
      'Records what has arrived for a payment of the provider MANUAL, or what the coins of an underpaid one of OXAPAY are worth. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: ConfirmManualPaymentInput, required: true }) },
    resolve: (_root, { input: { paymentId, ...input } }, { app }) =>
      confirmManualPayment(app, { ...input, ...named(paymentId) }),
  }),
  settlePayment: t.field({
    type: resultType('SettlePaymentResult', success('SettlePaymentSuccess'), ERRORS),
    description:
      'Accepts what was received for a payment as it is, less or more than what is due: it brings its share of the credits, rounded down. One that is NOT_GRANTED is tried again. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: SettlePaymentInput, required: true }) },
    resolve: (_root, { input: { paymentId, ...input } }, { app }) =>
      settlePayment(app, { ...input, ...named(paymentId) }),
  }),
  refundPayment: t.field({
    type: resultType('RefundPaymentResult', success('RefundPaymentSuccess'), ERRORS),
    description:
      'Gives money of a payment back by its provider, and takes that share of its credits back as refundLot does, of the bonus, too. Money of the providers OXAPAY, MANUAL and SANDBOX is given back by hand, and recorded so. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: RefundPaymentInput, required: true }) },
    resolve: (_root, { input: { paymentId, ...input } }, { app }) =>
      refundPayment(app, { ...input, ...named(paymentId) }),
  }),
}))
