// Auto top-ups within a batch: the rule of a credit type, and what follows from a changed payment for it.

import type { Batch } from '../engine/batch.ts'
import { withTopUps } from '../engine/crossings.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { PaymentRow } from '../engine/records.ts'
import { afterPayment, type TopUp, type TopUpPayment, watched } from '../ledger/topUp.ts'

/** Puts what follows from a changed payment of a top-up for its rule. */
export function followTopUp(batch: Batch, before: PaymentRow, after: PaymentRow): void {
  const { organizationId, topUpOf } = after
  const snapshot = batch.organization(organizationId)
  const rule = topUpOf !== null && snapshot ? ruleOf(snapshot, topUpOf) : null
  if (!rule || !snapshot) return
  const { id, createdAt, amount } = after
  const payment = { id, createdAt, amount, state: stateOf(after) }
  const followed = afterPayment(rule, stateOf(before), payment, batch.timeOf(organizationId))
  if (followed === rule) return
  const wallet = availableIn(batch, organizationId, rule.creditType)
  const isOver = rule.paymentId !== followed.paymentId
  putRule(batch, snapshot, rule.creditType, isOver ? watched(followed, wallet, batch.timeOf(organizationId)) : followed)
}

function stateOf({ status, problem }: PaymentRow): TopUpPayment['state'] {
  if (status === 'OPEN' || status === 'PROCESSING') return 'UNDER_WAY'
  if (status === 'FAILED' || status === 'EXPIRED' || status === 'CANCELED') return 'FAILED'
  return problem === 'NOT_GRANTED' ? 'UNDER_WAY' : 'PAID'
}

export function ruleOf({ topUps }: OrganizationSnapshot, creditType: string): TopUp | null {
  return topUps?.find((rule) => rule.creditType === creditType) ?? null
}

export function putRule(batch: Batch, snapshot: OrganizationSnapshot, creditType: string, rule: TopUp | null): void {
  const others = (snapshot.topUps ?? []).filter((each) => each.creditType !== creditType)
  batch.putOrganization(withTopUps(snapshot, rule ? [...others, rule] : others))
}

export function availableIn(batch: Batch, organizationId: string, creditType: string): bigint {
  return batch.walletOf(organizationId, organizationId, creditType)?.wallet.available ?? 0n
}

/** Raises the alert that an auto top-up buys nothing for now, or has ended. */
export function stopped(batch: Batch, organizationId: string, message: string): void {
  batch.raise(organizationId, { kind: 'TOP_UP_STOPPED', message })
}
