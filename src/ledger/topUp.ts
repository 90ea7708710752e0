// Auto top-ups: below a number of credits, a pack is bought with what was saved. Pure: when one is bought, what counts against the most money
// of a month, and the pause after a failure.
//
// A top-up is bought one at a time: while its payment is under way, no other one is. The money of a payment counts from its beginning on,
// and no longer once it has failed.

import { isSameMonth } from './period.ts'

/** The rule of one credit type, and its state. As it is stored: amounts are numbers up to 2^53, times are texts. */
export interface TopUp {
  readonly creditType: string
  /** A top-up is bought when fewer credits than this are available in the pool. */
  readonly below: number
  /** The name of the credit pack, and how many are bought at a time. */
  readonly pack: string
  readonly quantity: number
  /** The most money of a calendar month, in the organization's time zone. */
  readonly monthlyMax: number
  readonly currency: string
  readonly provider: 'STRIPE' | 'OXAPAY' | 'MANUAL' | 'SANDBOX'
  /** The begin of the month that `bought` is of. */
  readonly month: string
  readonly bought: number
  /** The payment that is under way. */
  readonly paymentId: string | null
  /** The failures since the last top-up that was paid. */
  readonly failures: number
  /** The time from which on one is bought if the balance is too low then; null: it was not too low. */
  readonly dueAt: string | null
}

const HOUR_MS = 60 * 60 * 1_000
/** The pause after the first failure in hours. Each next one is twice as long, up to a week. */
const PAUSE_HOURS = 1
const PAUSE_HOURS_MAX = 7 * 24

/** The rule after a decision. `available`: the credits that it has left in the pool. */
export function watched(rule: TopUp, available: bigint, now: Date): TopUp {
  const isDue = rule.dueAt === null && rule.paymentId === null && isLow(rule, available)
  return isDue ? { ...rule, dueAt: now.toISOString() } : rule
}

function isLow({ below }: TopUp, available: bigint): boolean {
  return available < BigInt(below)
}

/** The calendar month of an instant. */
export interface Month {
  readonly start: Date
  readonly end: Date
}

/** The decision to buy nothing, nothing in this month any more, or one top-up. */
export type Buying =
  | { readonly kind: 'NOTHING'; readonly rule: TopUp }
  | { readonly kind: 'LIMITED'; readonly rule: TopUp }
  | { readonly kind: 'BUY'; readonly rule: TopUp }

interface Offer {
  readonly available: bigint
  readonly amount: bigint
  readonly month: Month
  /** The id that the payment gets. */
  readonly paymentId: string
}

/** Decides whether a top-up that is due is bought, at the price that it has now. */
export function buying(rule: TopUp, { available, amount, month, paymentId }: Offer, now: Date): Buying {
  if (rule.dueAt === null || rule.paymentId !== null || now < new Date(rule.dueAt)) return { kind: 'NOTHING', rule }
  if (!isLow(rule, available)) return { kind: 'NOTHING', rule: { ...rule, dueAt: null } }
  const isSame = isSameMonth(rule.month, month.start)
  const start = isSame ? rule.month : month.start.toISOString()
  const before = isSame ? rule.bought : 0
  const bought = before + Number(amount)
  if (bought > rule.monthlyMax) {
    return { kind: 'LIMITED', rule: { ...rule, month: start, bought: before, dueAt: month.end.toISOString() } }
  }
  return { kind: 'BUY', rule: { ...rule, month: start, bought, paymentId, dueAt: null } }
}

/** A payment of a top-up, as it is now. */
export interface TopUpPayment {
  readonly id: string
  readonly createdAt: Date
  readonly amount: bigint
  /** FAILED: it was not paid, or has brought nothing. */
  readonly state: 'UNDER_WAY' | 'PAID' | 'FAILED'
}

/** The rule after a change of one of its payments. Money of one that has failed does not count any more. */
export function afterPayment(rule: TopUp, before: TopUpPayment['state'], after: TopUpPayment, now: Date): TopUp {
  const counts = (state: TopUpPayment['state']) => (state === 'FAILED' ? 0 : Number(after.amount))
  const isOfMonth = after.createdAt >= new Date(rule.month)
  const bought = isOfMonth ? rule.bought + counts(after.state) - counts(before) : rule.bought
  const counted = bought === rule.bought ? rule : { ...rule, bought }
  if (rule.paymentId !== after.id || after.state === 'UNDER_WAY') return counted
  if (after.state === 'PAID') return { ...counted, paymentId: null, failures: 0 }
  return paused({ ...counted, paymentId: null }, now)
}

/** The rule after a failure: the next top-up comes after a pause. */
export function paused(rule: TopUp, now: Date): TopUp {
  const hours = Math.min(PAUSE_HOURS * 2 ** rule.failures, PAUSE_HOURS_MAX)
  const dueAt = new Date(now.getTime() + hours * HOUR_MS).toISOString()
  return { ...rule, failures: rule.failures + 1, dueAt }
}

/** The first time at which a rule is due; null: none is. */
export function dueOfAll(rules: readonly TopUp[]): Date | null {
  const times = rules.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt])).sort()
  return times[0] === undefined ? null : new Date(times[0])
}
