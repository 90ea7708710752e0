// The lane commands of auto top-ups: setting and ending them, and buying one that is due. The rules are in src/ledger/topUp.ts, and are kept
// with the organization, so that a decision that lowers a balance sees them without a read.

import { type Command, type Idempotency, type Skipped, skip } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { PaymentRow } from '../engine/records.ts'
import type { Gateway } from '../gateways/gateway.ts'
import { must } from '../ledger/must.ts'
import { periodAt } from '../ledger/period.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { buying, type Month, paused, type TopUp, watched } from '../ledger/topUp.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { type NewPayment, openPayment } from './commands.ts'
import { availableIn, putRule, ruleOf, stopped } from './topUpRules.ts'

export interface TopUpValue {
  /** Null: it has ended. */
  readonly topUp: TopUp | null
}

/** The part of a rule that is set. */
export type TopUpTerms = Pick<
  TopUp,
  'creditType' | 'below' | 'pack' | 'quantity' | 'monthlyMax' | 'currency' | 'provider'
>

/** Sets the auto top-up of a credit type. The money of the month still counts: by the rule before, or by the `past` payments. */
export function putTopUp(
  organizationId: string,
  { terms, past }: { readonly terms: TopUpTerms; readonly past: readonly Pick<PaymentRow, 'createdAt' | 'amount'>[] },
  idempotency: Idempotency | null,
): Command<TopUpValue, NotFound> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [organizationId], creditType: terms.creditType },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const before = ruleOf(snapshot, terms.creditType)
      const now = batch.timeOf(organizationId)
      const isSame = before?.currency === terms.currency
      const month = isSame ? before.month : monthOf(snapshot, now).start.toISOString()
      const ofMonth = past.filter(({ createdAt }) => createdAt >= new Date(month))
      const bought = isSame ? before.bought : Number(ofMonth.reduce((sum, { amount }) => sum + amount, 0n))
      const rule = { ...terms, month, bought, paymentId: before?.paymentId ?? null, failures: 0, dueAt: null }
      const topUp = watched(rule, availableIn(batch, organizationId, terms.creditType), now)
      putRule(batch, snapshot, terms.creditType, topUp)
      const subject = { subjectType: 'Organization', subjectId: organizationId }
      return {
        value: { topUp },
        resultId: organizationId,
        act: { action: 'setAutoTopUp', ...subject, after: { ...terms } },
      }
    },
  }
}

/** Ends the auto top-up of a credit type. A payment that is under way is not charged any more. */
export function removeTopUp(
  organizationId: string,
  creditType: string,
  idempotency: Idempotency | null,
): Command<TopUpValue, NotFound> {
  return {
    organizationId,
    idempotency,
    reads: {},
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      const topUp = snapshot && ruleOf(snapshot, creditType)
      if (!topUp) return notFound('auto top-up')
      putRule(batch, snapshot, creditType, null)
      const subject = { subjectType: 'Organization', subjectId: organizationId }
      return {
        value: { topUp: null },
        resultId: organizationId,
        act: { action: 'endAutoTopUp', ...subject, after: { creditType } },
      }
    },
  }
}

/** Ends the auto top-ups that can't be charged any more: all of a provider, or that of a credit type. */
export function stopTopUps(
  organizationId: string,
  { provider, creditType }: { readonly provider: PaymentRow['provider']; readonly creditType: string | null },
  why: string,
): Command<object, Skipped> {
  return {
    organizationId,
    idempotency: null,
    reads: {},
    evenClosed: true,
    decide(batch) {
      const all = batch.organization(organizationId)?.topUps ?? []
      const ended = all.filter(
        (rule) => rule.provider === provider && (creditType === null || rule.creditType === creditType),
      )
      if (ended.length === 0) return skip()
      for (const rule of ended) {
        const snapshot = must(batch.organization(organizationId), 'it has auto top-ups')
        putRule(batch, snapshot, rule.creditType, null)
        stopped(batch, organizationId, `The auto top-up of ${rule.creditType} credits has ended: ${why}`)
      }
      return { value: {}, resultId: organizationId }
    },
  }
}

/** Buys a top-up that is due: opens its payment, or says why it buys nothing. */
export function buyTopUp(
  payment: NewPayment & { readonly topUpOf: string },
  gateway: Gateway | undefined,
): Command<object, Skipped> {
  const { organizationId, id: paymentId, topUpOf: creditType, amount } = payment
  const opening = openPayment(payment, { gateway, by: 'PLATFORM' }, null)
  return {
    ...opening,
    reads: { holders: [organizationId], creditType },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      const rule = snapshot && ruleOf(snapshot, creditType)
      if (!rule) return skip()
      const now = batch.timeOf(organizationId)
      const month = monthOf(snapshot, now)
      const available = availableIn(batch, organizationId, creditType)
      const bought = buying(rule, { available, amount, month, paymentId }, now)
      if (bought.kind === 'NOTHING' && bought.rule === rule) return skip()
      const waits = (after: TopUp, why: string | null) => {
        putRule(batch, snapshot, creditType, after)
        const what = `The auto top-up of ${creditType} credits buys nothing until ${after.dueAt}`
        if (why !== null) stopped(batch, organizationId, `${what}: ${why}`)
        return { value: {}, resultId: organizationId }
      }
      if (bought.kind === 'NOTHING') return waits(bought.rule, null)
      if (bought.kind === 'LIMITED') return waits(bought.rule, 'the most money of the month would be exceeded.')
      const opened = batch.whole(() => opening.decide(batch))
      if (isRefusal(opened)) return waits(paused(rule, now), opened.message)
      putRule(batch, snapshot, creditType, bought.rule)
      return opened
    },
  }
}

function monthOf({ timeZone }: OrganizationSnapshot, at: Date): Month {
  const { start, end } = periodAt('MONTH', timeZone, at)
  return { start, end: must(end, 'a month has an end') }
}
