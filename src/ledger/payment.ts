// Payments: what is due, what a provider says about it, and the part of it that brings credits.
//
// A provider is believed by facts. A fact says how things stand (so much has been received in total), and not what has just
// happened, and facts are merged by the larger value. So facts that come twice, late or in another order lead to the same payment.

import { must } from './must.ts'
import type { LotDispute } from './wallet.ts'

/** The states of a payment before any money: each outranks those before it. */
const STAGES = ['OPEN', 'PROCESSING', 'FAILED', 'EXPIRED', 'CANCELED'] as const
export type PaymentStage = (typeof STAGES)[number]

export type PaymentStatus = PaymentStage | 'PAID' | 'PARTIALLY_PAID' | 'REFUNDED' | 'DISPUTED'

/** The state of a dispute by its id at the provider. A card can be disputed more than once. */
export type Disputes = Readonly<Record<string, LotDispute>>
const DISPUTE_STATES = ['OPEN', 'WON', 'LOST'] as const satisfies readonly LotDispute[]

/** The money of a payment, in the smallest unit of its currency. */
export interface PaymentMoney {
  readonly currency: string
  /** The price, and what the provider has added to it as tax. */
  readonly amount: bigint
  readonly tax: bigint
  readonly received: bigint
  readonly refunded: bigint
  /** The part of `received` that a person has accepted as it is, less or more than what is due. */
  readonly accepted: bigint
  /** The part of `received` for which the credits have come. */
  readonly settled: bigint
  /** The part of `settled` that was given back. Its credits stay away, whatever comes in later. */
  readonly returned: bigint
  readonly stage: PaymentStage
  readonly disputes: Disputes
}

/** A provider’s statement about a payment. Absent fields are not stated. */
export interface Fact {
  readonly stage?: PaymentStage
  /** In total, so far. All amounts are in `currency`. */
  readonly received?: bigint
  readonly tax?: bigint
  readonly refunded?: bigint
  readonly currency?: string
  readonly disputes?: Disputes
}

/** The payment after a fact. A fact in another currency changes no amount. */
export function merged<Payment extends PaymentMoney>(payment: Payment, fact: Fact): Payment {
  const { stage, disputes = {} } = fact
  const isOther = fact.currency !== undefined && fact.currency !== payment.currency
  const { received = 0n, refunded = 0n, tax = 0n } = isOther ? {} : fact
  const known = Object.entries(disputes).map(([id, state]) => {
    return [id, later(DISPUTE_STATES, payment.disputes[id] ?? state, state)] as const
  })
  return {
    ...payment,
    stage: later(STAGES, payment.stage, stage ?? payment.stage),
    received: most(payment.received, received),
    refunded: most(payment.refunded, refunded),
    // Credits that have come for a part of the whole stay that part of it.
    tax: payment.settled > 0n ? payment.tax : most(payment.tax, tax),
    disputes: known.length === 0 ? payment.disputes : { ...payment.disputes, ...Object.fromEntries(known) },
  }
}

/** The dispute that decides: one that was lost, or else one that is open, or else one that was won; null: it was never disputed. */
export function disputeOf(disputes: Disputes): LotDispute | null {
  const states = Object.values(disputes)
  return (['LOST', 'OPEN', 'WON'] as const).find((state) => states.includes(state)) ?? null
}

export function dueOf({ amount, tax }: Pick<PaymentMoney, 'amount' | 'tax'>): bigint {
  return amount + tax
}

/** The part of what was received that brings credits: what is due, once that is there, or what a person has accepted. */
export function countedOf(payment: PaymentMoney): bigint {
  const due = dueOf(payment)
  const inFull = payment.received >= due ? due : 0n
  return most(inFull, least(payment.accepted, payment.received))
}

/** The part of what was received that brings no credits and was not given back. */
export function unclaimedOf(payment: PaymentMoney): bigint {
  const { received, refunded, returned } = payment
  return most(0n, received - countedOf(payment) - (refunded - returned))
}

/** The part of what brought credits that was given back: what was given back beyond what brought none. It never becomes less. */
export function returnedOf({ received, refunded, settled, returned }: PaymentMoney): bigint {
  return most(returned, least(settled, refunded - (received - settled)))
}

/** The part of what brought credits that does not count as income any more: what was given back, or all if a dispute was lost. */
function creditedOf({ settled, returned, disputes }: PaymentMoney): bigint {
  return disputeOf(disputes) === 'LOST' ? settled : returned
}

type ReceiptKind = 'RECEIPT' | 'CREDIT_NOTE'

/** The money of a receipt or a credit note, tax included, and the tax alone. */
export interface Receipted {
  readonly kind: ReceiptKind
  readonly amount: bigint
  readonly tax: bigint
}

/**
 * The receipt and the credit note that a change of a payment asks for. Of a payment, receipts add up to what was settled of it, and
 * credit notes to what was given back of that, and their taxes to the tax of these sums, rounded down. `before` null: it is new.
 */
export function receiptsOf(before: PaymentMoney | null, after: PaymentMoney): Receipted[] {
  const due = dueOf(after)
  const taxOf = (money: bigint) => shareOf(after.tax, money, due)
  const documentOf = (kind: ReceiptKind, from: bigint, to: bigint): Receipted[] =>
    to > from ? [{ kind, amount: to - from, tax: taxOf(to) - taxOf(from) }] : []
  return [
    ...documentOf('RECEIPT', before?.settled ?? 0n, after.settled),
    ...documentOf('CREDIT_NOTE', before ? creditedOf(before) : 0n, creditedOf(after)),
  ]
}

/** The share of a whole that a part of the money is worth, rounded down: all of it for all of the money. */
export function shareOf(whole: bigint, part: bigint, money: bigint): bigint {
  return (whole * part) / money
}

/** The share of a whole that belongs to money that is due. */
export function shareOfDue(whole: bigint, money: bigint, payment: Pick<PaymentMoney, 'amount' | 'tax'>): bigint {
  return shareOf(whole, money, dueOf(payment))
}

/** The money to give back so that a share of a whole goes with it; if no money does that, the next shares for which there is some. */
export type MoneyForShare =
  | { readonly exact: true; readonly amount: bigint }
  | { readonly exact: false; readonly below: bigint; readonly above: bigint }

/** `returned`: the part of the money that was given back before, with its share of the whole. */
export function moneyForShare(whole: bigint, part: bigint, returned: bigint, money: bigint): MoneyForShare {
  const gone = shareOf(whole, returned, money)
  const shareAfter = (amount: bigint) => shareOf(whole, returned + amount, money) - gone
  // The least amount whose share is no less, which is rounded down.
  const amount = (money * (gone + part) + whole - 1n) / whole - returned
  if (shareAfter(amount) === part) return { exact: true, amount }
  return { exact: false, below: shareAfter(amount - 1n), above: shareAfter(amount) }
}

const HOUR_MS = 60 * 60 * 1_000
/** The pauses after each attempt to charge what was saved, in hours. The attempt after the last pause is the last. */
const PAUSES_HOURS = [6, 24, 48, 72] as const

/** The time of the next attempt, after so many that were declined; null: that was the last, or the next would be too late. */
export function nextAttemptAt(attempts: number, now: Date, until: Date | null): Date | null {
  const pause = PAUSES_HOURS[attempts - 1]
  if (pause === undefined) return null
  const at = new Date(now.getTime() + pause * HOUR_MS)
  return until !== null && at >= until ? null : at
}

export function statusOf(payment: PaymentMoney): PaymentStatus {
  const { received, refunded, stage, disputes } = payment
  const dispute = disputeOf(disputes)
  if (dispute === 'OPEN' || dispute === 'LOST') return 'DISPUTED'
  if (received === 0n) return stage
  if (refunded >= received) return 'REFUNDED'
  return countedOf(payment) > 0n ? 'PAID' : 'PARTIALLY_PAID'
}

function later<Value>(order: readonly Value[], one: Value, other: Value): Value {
  return must(order[Math.max(order.indexOf(one), order.indexOf(other))], 'each value has its place in the order')
}

function most(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}
