// The lane commands of a payment that brings no money: of an attempt to charge what was saved its begin and its end, and of a payment
// that nobody makes its end.

import type { Batch } from '../engine/batch.ts'
import { type Command, type Skipped, skip } from '../engine/command.ts'
import type { PaymentRow } from '../engine/records.ts'
import type { Started } from '../gateways/gateway.ts'
import { nextAttemptAt } from '../ledger/payment.ts'
import type { NotFound } from '../refusals.ts'
import { changePayment, type News, type PaymentValue } from './commands.ts'
import { ruleOf } from './topUpRules.ts'

/** The time for which an attempt is one process's: longer than a provider is waited for. */
const ATTEMPT_MS = 5 * 60_000

/**
 * Begins the attempt that is due. A payment that is not wanted any more is canceled: then no attempt is due after the command.
 */
export function beginAttempt(organizationId: string, id: string): Command<PaymentValue, NotFound | Skipped> {
  return changePayment<Skipped>(organizationId, id, (payment, batch) => {
    const now = batch.timeOf(organizationId)
    if (payment.chargeAt === null || payment.chargeAt > now) return skip()
    const unwanted = unwantedFor(batch, payment)
    if (unwanted !== null) return { charge: { at: null }, fact: { stage: 'CANCELED' }, failure: unwanted }
    return { charge: { at: new Date(now.getTime() + ATTEMPT_MS) } }
  })
}

/** Ends an attempt that was declined: another one follows, or the payment has failed. */
export function endAttempt(
  { organizationId, id, chargeUntil, trigger }: PaymentRow,
  attempts: number,
  failure: string,
): Command<PaymentValue, NotFound> {
  return changePayment<never>(organizationId, id, (_payment, batch): News => {
    // An auto top-up that was declined is bought again after a pause, by another payment.
    const at = trigger === 'TOP_UP' ? null : nextAttemptAt(attempts, batch.timeOf(organizationId), chargeUntil)
    return { ...(at === null ? { fact: { stage: 'FAILED' } } : {}), failure, charge: { attempts, at } }
  })
}

interface Page {
  readonly attempts: number
  readonly failure: string
  readonly started: Started
  /** The time after which the payment expires, in the organization's time. Absent: the provider says so. */
  readonly openMs: number | undefined
}

/** Ends the attempts: the payer has to pay on a page. */
export function givePage(
  { organizationId, id }: PaymentRow,
  { attempts, failure, started, openMs }: Page,
): Command<PaymentValue, NotFound> {
  return changePayment<never>(organizationId, id, (_payment, batch): News => {
    const expiresAt =
      openMs === undefined ? started.expiresAt : new Date(batch.timeOf(organizationId).getTime() + openMs)
    return { started: { ...started, expiresAt }, failure, charge: { attempts, at: null } }
  })
}

/** The reason why what a payment is for is not wanted any more; null: it is. */
function unwantedFor(batch: Batch, { organizationId, id, chargeUntil, topUpOf }: PaymentRow): string | null {
  const organization = batch.organization(organizationId)
  if (!organization || organization.status === 'CLOSING' || organization.status === 'CLOSED') {
    return 'The organization is closed.'
  }
  if (topUpOf !== null) {
    const isWanted = ruleOf(organization, topUpOf)?.paymentId === id
    return isWanted ? null : 'The auto top-up has ended.'
  }
  const due = organization.subscription?.paymentDueAt
  const isDue = due?.getTime() === chargeUntil?.getTime()
  return isDue ? null : 'The period was paid, or the subscription has changed.'
}

/** Ends a payment that nobody has made until its end. */
export function expirePayment(organizationId: string, id: string): Command<PaymentValue, NotFound | Skipped> {
  return changePayment<Skipped>(organizationId, id, ({ status, expiresAt }, batch) => {
    const isOver = status === 'OPEN' && expiresAt !== null && expiresAt <= batch.timeOf(organizationId)
    return isOver ? { fact: { stage: 'EXPIRED' } } : skip()
  })
}
