// The rows that a batch reads and adds apart from the ledger's: idempotency keys, acts, alerts, binding quotes and domain events.

import type { Label, Payment, Quote, QuoteItem, Receipt, Task } from '../database/generated/client/client.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import type { Disputes } from '../ledger/payment.ts'
import type { Run } from '../ledger/run.ts'
import type { Actor } from './acting.ts'

export interface KeyRow {
  readonly organizationId: string
  readonly key: string
  readonly fingerprint: Uint8Array
  readonly resultId: string
}

/** An administrative act, for the audit log. The actor comes from acting.ts. */
export interface Act {
  /** The name of the mutation. */
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  /** The changed values before and after, as in JSON. */
  readonly before?: Facts
  readonly after?: Facts
}

/** Credits are text, because JSON's numbers end at 2^53. */
export type Facts = { readonly [name: string]: string | number | boolean | null | readonly string[] }

/** An administrative act, and its actor. */
export interface AuditRow {
  readonly organizationId: string
  readonly id: string
  readonly act: Act
  readonly by: Actor
}

/** A message to an organization. */
export interface AlertRow {
  readonly organizationId: string
  readonly id: string
  readonly kind:
    | 'BUDGET_THRESHOLD'
    | 'BALANCE_LOW'
    | 'LOT_EXPIRING'
    | 'WEBHOOK_DISABLED'
    | 'CREDITS_REQUESTED'
    | 'PAYMENT_FAILED'
    | 'TOP_UP_STOPPED'
  readonly budgetId: string | null
  /** In percent. */
  readonly threshold: number | null
  /** The wallet that has a low balance, or that has the lot. */
  readonly walletId: string | null
  /** The lot that is about to expire. */
  readonly lotId: string | null
  /** The webhook endpoint that was disabled. */
  readonly endpointId: string | null
  /** The request for credits. */
  readonly requestId: string | null
  /** The payment that has failed. */
  readonly paymentId: string | null
  /** The available credits, or those that will be lost. */
  readonly credits: bigint | null
  /** The time at which credits will be lost. */
  readonly lostAt: Date | null
  readonly message: string
  readonly createdAt: Date
}

/** The platform's own id of a thing, and its metadata: texts by their keys. */
export type LabelRow = Omit<Label, 'metadata'> & { readonly metadata: Readonly<Record<string, string>> }

/** A binding quote, as it is stored. */
export type QuoteRow = Quote & { readonly items: readonly QuoteItem[] }

/** A payment as the lane knows it. */
export type PaymentRow = Omit<Payment, 'disputes'> & { readonly disputes: Disputes }

/** A receipt or a credit note before it has its number, and the billing details of that time. */
export type ReceiptRow = Omit<Receipt, 'number' | 'buyerVersion' | 'sellerVersion' | 'moved'> & {
  /** Null: it is issued here, and gets a number. */
  readonly moved: MovedReceipt | null
}

/** A receipt that was issued elsewhere, as it was there. */
export interface MovedReceipt {
  readonly number: string
  /** Null: it names none. */
  readonly buyer: Party | null
  readonly seller: Party | null
}

/** The payer or the seller, as a receipt names them. */
export interface Party {
  readonly name: string
  /** Several lines. */
  readonly address: string
  readonly taxId: string | null
  readonly email: string | null
}

/** A fact for webhooks that follows from no task state and no alert. */
export interface DomainEvent {
  readonly organizationId: string
  readonly event:
    | 'subscription.renewed'
    | 'subscription.changed'
    | 'credits.purchased'
    | 'credits.request_ended'
    | 'credits.refunded'
    | 'payment.disputed'
    | 'payment.refunded'
    | 'payment.updated'
  /** The subscription, the lot, the hold, the request for credits, or the payment. */
  readonly subjectId: string
  /** The new state of a dispute or of a request, or the credits that were refunded of a hold or a purchase until then; null for other events. */
  readonly detail: string | null
  /** For a refund: how many credits it gave back, and why. */
  readonly refund?: { readonly credits: number; readonly reason: string }
}

/** The changes that subscribers are notified of after the commit: each journal entry, task state and alert, in order, the changed runs and payments, and the organizations with other terms or with upstream costs of tasks that have ended before. */
export interface Changes {
  readonly entries: readonly JournalEntry[]
  readonly tasks: readonly Task[]
  readonly alerts: readonly AlertRow[]
  readonly runs: readonly Run[]
  readonly payments: readonly PaymentRow[]
  readonly terms: readonly NewTerms[]
  /** The names of changed requests for credits. */
  readonly requests: readonly { readonly organizationId: string; readonly id: string }[]
  readonly costs: readonly NewCosts[]
}

/** An organization with an upstream cost that was recorded apart from its task's end. Only the operator may learn of it. */
export interface NewCosts {
  readonly organizationId: string
}

/** An organization whose status, policy, clock, budgets or subscription have changed. */
export interface NewTerms {
  readonly organizationId: string
}
