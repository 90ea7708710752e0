// When an alert is raised: a balance has crossed a threshold of its wallet, or a budget's usage has reached one of its percentages.

import { type BalanceThreshold, hasRecovered, isLow } from '../ledger/alert.ts'
import { type Budget, type BudgetUsage, thresholdReached } from '../ledger/budget.ts'
import { dueOfAll, type TopUp, watched } from '../ledger/topUp.ts'
import type { Wallet } from '../ledger/wallet.ts'
import type { OrganizationSnapshot } from './organizationSnapshot.ts'
import type { AlertRow } from './records.ts'
import { allowanceOf } from './subscriptionTerms.ts'

export type NewAlert = Pick<AlertRow, 'kind' | 'message'> & Partial<AlertRow>

export interface Crossing {
  /** The threshold, with the side of it that the balance is on now. */
  readonly threshold: BalanceThreshold
  /** Null if the balance has recovered. */
  readonly alert: NewAlert | null
}

/** The thresholds that the balance of a wallet has crossed. `cameIn`: a command has brought credits into it. */
export function crossingsOf(
  { thresholds, subscription }: Pick<OrganizationSnapshot, 'thresholds' | 'subscription'>,
  { organizationId, id: walletId, holderId, creditType, available: credits }: Wallet,
  cameIn: boolean,
): Crossing[] {
  const allowance = allowanceOf(subscription, creditType)
  return thresholds.of(holderId, creditType).flatMap((before): Crossing | [] => {
    const isBelow = before.isBelow
      ? !hasRecovered(before, credits, allowance, cameIn)
      : isLow(before, credits, allowance)
    if (isBelow === before.isBelow) return []
    const threshold = { ...before, isBelow }
    if (!isBelow) return { threshold, alert: null }
    const { percent } = threshold
    const whose = holderId === organizationId ? 'the pool' : 'a member’s wallet'
    const mark = percent === null ? `${threshold.credits}` : `${percent} % of the cycle’s ${allowance}`
    const message = `${credits} ${creditType} credits are available in ${whose}: no more than ${mark}.`
    return { threshold, alert: { kind: 'BALANCE_LOW', walletId, credits, threshold: percent, message } }
  })
}

/** The snapshot after a decision that has left a wallet as it is: an auto top-up of its credit type may be due. */
export function withTopUpsDue(
  snapshot: OrganizationSnapshot,
  { organizationId, holderId, creditType, available }: Wallet,
  now: Date,
): OrganizationSnapshot {
  const { topUps } = snapshot
  if (!topUps || holderId !== organizationId) return snapshot
  const rules = topUps.map((rule) => (rule.creditType === creditType ? watched(rule, available, now) : rule))
  return rules.every((rule, i) => rule === topUps[i]) ? snapshot : withTopUps(snapshot, rules)
}

/** The snapshot with these auto top-ups. */
export function withTopUps(snapshot: OrganizationSnapshot, rules: readonly TopUp[]): OrganizationSnapshot {
  return { ...snapshot, topUps: rules.length === 0 ? null : rules, topUpAt: dueOfAll(rules) }
}

/** The alert of a usage that has reached a threshold of its budget for the first time; null if it has not. */
export function alertOfUsage(budget: Budget, usage: BudgetUsage): (NewAlert & { readonly threshold: number }) | null {
  const threshold = thresholdReached(budget, usage)
  if (threshold === null) return null
  const counted = usage.frozen + usage.spent
  const tagged = budget.tag === null ? '' : ` with the tag ${JSON.stringify(budget.tag)}`
  const message = `${counted} of ${budget.credits} ${budget.creditType} credits of a budget${tagged} are frozen or spent: ${threshold} %.`
  return { kind: 'BUDGET_THRESHOLD', budgetId: budget.id, threshold, message }
}
