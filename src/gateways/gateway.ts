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
  /** The tax that the provider has added, as far as it is known. */
  readonly tax: bigint
  /** The page that the payer comes back to; null: the provider’s own. */
  readonly returnUrl: string | null
  readonly saveMethod: boolean
  /** The money that was received for it so far, as it is booked here. */
  readonly received: bigint
}

/** The saved means of payment of an organization. */
export interface SavedMethod extends Omit<Chargeable, 'method'> {
  readonly method: string | null
  /** Its name for people, such as "visa 4242". */
  readonly label: string | null
  /** Null: it is not a card. */
  readonly card: SavedCard | null
}

interface SavedCard {
  readonly brand: string
  /** The last four digits. */
  readonly last4: string
  /** The month at whose end it expires. */
  readonly expiresMonth: number
  readonly expiresYear: number
}

/** The provider's ids of what was saved. */
export interface Chargeable {
  readonly customer: string
  readonly method: string
}

/** The outcome of charging what was saved. `message`: the provider's words. */
export type Charge =
  /** The money has come, or is on its way. Without a fact, the provider says so when it is asked. */
  | { readonly kind: 'TAKEN'; readonly fact: Fact | null }
  /** It was refused, and may work later. */
  | { readonly kind: 'DECLINED'; readonly message: string }
  /** It needs the payer: to authenticate, or with another means of payment. */
  | { readonly kind: 'NEEDS_PAYER'; readonly message: string }
  /** The provider does not have it any more. */
  | { readonly kind: 'GONE'; readonly message: string }

/** Charging what was saved, without the payer. */
export interface SavedMethods {
  /** Readies a payment, before any money moves. Absent: there is nothing to ready. */
  readonly ready?: (
    payment: PaymentAtGateway,
    customer: string,
  ) => Promise<{ readonly reference: string; readonly tax: bigint }>
  /** Charges it. Under one number of the attempt it is charged once. `reference`: that of `ready`. */
  readonly charge: (payment: PaymentAtGateway, saved: Chargeable, attempt: number) => Promise<Charge>
  /** Forgets what was saved. It does nothing if the provider does not have that any more. */
  readonly forget: (saved: Chargeable) => Promise<void>
  /** True: no real money moves, so that a test clock may charge, too. */
  readonly isTest: boolean
}

/** A checkout that has begun. */
export interface Started {
  /** The provider's id of the payment; null: it has none. */
  readonly reference: string | null
  /** The page where it is paid; null: it has no page. */
  readonly checkoutUrl: string | null
  /** The end of the page; null: the provider states none. */
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
  /** The time for which a payment stays open that nobody makes, in milliseconds of the organization's time. Absent: the provider says so. */
  readonly openMs?: number
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
  /** Charges what was saved. Absent: the provider saves nothing. */
  readonly saved?: SavedMethods
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
