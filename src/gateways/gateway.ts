// Gateways: each speaks with one payment provider. They share this interface; src/payments keeps the payments.
//
// A provider is asked how a payment stands. A callback only says which payment to ask about, so callbacks that come twice, late,
// in another order or not at all lead to the same payment, and a callback that was forged tells nothing.

import type { Fact } from '../ledger/payment.ts'

/** The ids of a payment, as providers carry them for us. */
export interface PaymentName {
  readonly organizationId: string
  readonly paymentId: string
}

/** A payment, as a provider needs to know it. */
export interface PaymentAtGateway extends PaymentName {
  /** The provider's id of it; null before the checkout began. */
  readonly reference: string | null
  readonly title: string
  /** In the smallest unit of the currency. */
  readonly amount: bigint
  readonly currency: string
  /** The page that the payer comes back to; null: the provider’s own. */
  readonly returnUrl: string | null
  readonly saveMethod: boolean
  /** The money that was received for it so far, as it is booked here. */
  readonly received: bigint
}

/** The saved means of payment of an organization. */
export interface SavedMethod {
  readonly customer: string
  readonly method: string | null
  readonly label: string | null
}

/** A checkout that has begun. */
export interface Started {
  /** The provider's id of the payment; null: it has none. */
  readonly reference: string | null
  /** The page where it is paid; null: it has no page. */
  readonly checkoutUrl: string | null
  readonly expiresAt: Date | null
}

/** The state of a payment at the provider. */
export interface Reading {
  readonly fact: Fact
  /** The provider’s objection; null: it has none. */
  readonly failure: string | null
  /** The means of payment that may be charged again; null: nothing was saved. */
  readonly saved: SavedMethod | null
  /** Money has come, and the provider does not say how much of the payment it is: the text for the person who has to. Absent or null: no such money has come. */
  readonly unstated?: string | null
}

/** A callback: which payment it is about, or why there is nothing to ask. */
export type Callback =
  | {
      readonly kind: 'ABOUT'
      readonly payment: PaymentName /** The provider's id of it. */
      readonly reference: string
    }
  /** The signature is missing, or it is not that of the body. */
  | { readonly kind: 'UNSIGNED' }
  /** It is about nothing of ours. */
  | { readonly kind: 'IGNORED' }

/** Each method throws GatewayRefused if the provider says no, and GatewayUnavailable if it could not be asked. */
export interface Gateway {
  /** Begins the checkout of a payment. Repeating it begins no second one. */
  readonly start: (payment: PaymentAtGateway, customer: string | null) => Promise<Started>
  /** Asks how a payment stands. Absent: the provider can't be asked. */
  readonly read?: (payment: PaymentAtGateway & { readonly reference: string }) => Promise<Reading>
  /** Gives money back. Under one key it is given back once. Absent: it is given back by hand. */
  readonly refund?: (
    payment: PaymentAtGateway & { readonly reference: string },
    amount: bigint,
    key: string,
  ) => Promise<void>
  /** Ends a checkout that was not paid. Absent: the provider need not be told. */
  readonly cancel?: (payment: PaymentAtGateway & { readonly reference: string }) => Promise<void>
  /** Charges what was saved, without the payer. Absent: the provider can't. */
  readonly charge?: (payment: PaymentAtGateway, saved: SavedMethod & { readonly method: string }) => Promise<Started>
  /** Reads a callback. Absent: the provider sends none. */
  readonly parseCallback?: (body: Buffer, header: (name: string) => string | undefined) => Promise<Callback>
  /** The body that the provider wants to read in answer to its callbacks. Absent: any. */
  readonly callbackAnswer?: string
}

/** The providers that are set up, by their names. */
export type Gateways = Readonly<Partial<Record<'STRIPE' | 'OXAPAY' | 'MANUAL' | 'SANDBOX', Gateway>>>

/** The provider has refused: repeating the request would not help. */
export class GatewayRefused extends Error {}

/** The provider did not answer, or could not. */
export class GatewayUnavailable extends Error {}
