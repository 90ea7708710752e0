// The alert about a payment that is charged by itself: it was declined and is tried again, needs the payer, or has failed.

import type { PaymentRow } from '../engine/records.ts'
import { decimalOf } from '../formats/money.ts'
import { dueOf } from '../ledger/payment.ts'

/** The message of the alert that a change of a payment raises; null: it raises none. Of several attempts the first raises one. */
export function failureOf(before: PaymentRow, after: PaymentRow): string | null {
  const { trigger, status, failure, title, currency, chargeAt, checkoutUrl, expiresAt } = after
  if (trigger === 'PURCHASE') return null
  const what = `The payment of ${decimalOf(dueOf(after), currency)} ${currency} for ${title}`
  const why = failure === null ? '' : `: ${failure}`
  if (hasFailed(after) && !hasFailed(before)) return sentence(`${what} has failed${why}`)
  if (status !== 'OPEN') return null
  if (checkoutUrl !== null && before.checkoutUrl === null) {
    const until = expiresAt ? ` until ${expiresAt.toISOString()}` : ''
    return `${sentence(`${what} needs the payer${why}`)} Its page can be opened${until}.`
  }
  if (after.attempts <= before.attempts || before.attempts > 0 || chargeAt === null) return null
  return `${sentence(`${what} was declined${why}`)} It is tried again at ${chargeAt.toISOString()}.`
}

function hasFailed({ status }: PaymentRow): boolean {
  return status === 'FAILED' || status === 'EXPIRED'
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
