// The payments of periods that nobody should make any more. An organization can have several payments under way, and the first that is
// paid pays the period: the others are canceled in the same batch, and so are those of a plan that was changed or canceled.

import type { Subscription } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { PaymentRow } from '../engine/records.ts'
import { type PaymentStatus, statusOf } from '../ledger/payment.ts'

const UNDER_WAY: ReadonlySet<PaymentStatus> = new Set(['OPEN', 'PROCESSING', 'PARTIALLY_PAID'])

/** The subscription before a change, if there was one, and after it. */
interface Changed {
  readonly before: Subscription | null
  readonly after: Subscription
}

/** Cancels the payments that are not wanted after a change of the subscription. `paidBy`: the payment that makes the change. */
export function cancelUnwanted(batch: Batch, changed: Changed, paidBy: string | null): void {
  for (const payment of batch.payments.of(changed.after.organizationId)) {
    if (payment.planId === null || payment.id === paidBy || payment.settledAt !== null) continue
    if (payment.stage === 'CANCELED' || !UNDER_WAY.has(payment.status)) continue
    const reason = reasonOf(batch, payment.planId, changed)
    if (reason !== null) cancel(batch, payment, reason)
  }
}

/** The reason why a payment of a period is not wanted after a change; null: it is. */
function reasonOf(batch: Batch, planId: string, { before, after }: Changed): string | null {
  if (after.status === 'CANCELED') return hasRunOut(batch, before) ? null : 'The subscription was canceled.'
  // It begins the subscription again.
  if (after.status === 'LAPSED') return null
  const nameOf = (id: string) => batch.priceBook.plan(id)?.name
  const isOther = before !== null && before.planId !== after.planId
  if (isOther || nameOf(planId) !== nameOf(after.planId)) return 'The plan of the subscription has changed.'
  if (after.status === 'PAUSED') return 'The subscription is paused.'
  return before?.status !== 'PAUSED' && isPaidLonger(before, after) ? 'Its period was paid otherwise.' : null
}

/** Returns whether a subscription has ended only because it was not paid in time. A late payment begins another one. */
function hasRunOut(batch: Batch, before: Subscription | null): boolean {
  if (before?.status !== 'INCOMPLETE' || before.paymentDueAt === null) return false
  return before.paymentDueAt <= batch.timeOf(before.organizationId)
}

function isPaidLonger(before: Subscription | null, { paidUntil }: Subscription): boolean {
  return paidUntil !== null && (!before?.paidUntil || paidUntil > before.paidUntil)
}

/** The provider of a payment that it can be asked about is asked at once, and its page ended: src/payments/ask.ts. */
function cancel(batch: Batch, before: PaymentRow, failure: string): void {
  const { organizationId, id: subjectId, checkAt } = before
  const sequence = before.sequence + 1n
  const asked = { checks: 0, checkAt: checkAt === null ? null : batch.now }
  const canceled = { ...before, ...asked, stage: 'CANCELED' as const, failure, chargeAt: null, sequence }
  batch.payments.put({ ...canceled, status: statusOf(canceled) })
  batch.tell({ organizationId, event: 'payment.updated', subjectId, detail: String(sequence) })
}
