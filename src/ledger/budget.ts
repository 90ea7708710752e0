// Budgets: limits on what may be frozen and spent in a period. What is frozen counts; what is given back no longer does.
//
// A usage is what counts against a budget in one of its periods. A hold names the usages that it counts against, so
// whatever becomes of it later is counted where it began.

import type { BudgetExceeded } from './refusals.ts'
import { budgetExceeded } from './refusals.ts'
import type { Credits, Hold, Purpose } from './wallet.ts'

export type BudgetPeriod = 'DAY' | 'WEEK' | 'MONTH' | 'TOTAL'

export interface Budget {
  readonly organizationId: string
  readonly id: string
  /** Null: of all members together, and of the platform itself. */
  readonly memberId: string | null
  /** The lineage of the key: only what is submitted with it or with what replaced it; null: with whichever key. */
  readonly apiKeyId: string | null
  readonly creditType: string
  /** Null: for all. */
  readonly model: string | null
  readonly operation: string | null
  readonly period: BudgetPeriod
  /** The most that may be frozen and spent in one period. */
  readonly credits: Credits
  /** Whether it refuses what would pass it, or only tells. */
  readonly hard: boolean
  /** In percent, in whatever order: when so much counts against it, somebody is told, once in each period. */
  readonly thresholds: readonly number[]
  readonly createdAt: Date
  /** Null: in force. */
  readonly endedAt: Date | null
}

export interface BudgetUsage {
  readonly organizationId: string
  readonly id: string
  readonly budgetId: string
  readonly periodStart: Date
  /** Null: never. */
  readonly periodEnd: Date | null
  readonly frozen: Credits
  readonly spent: Credits
  /** The highest threshold that was told of; 0: none. */
  readonly alerted: number
}

/** Who wants to freeze credits, and what for. */
export interface Spending {
  readonly memberId: string | null
  /** The lineage of the key that is used; null: none is. */
  readonly apiKeyId: string | null
  readonly creditType: string
  readonly purpose: Purpose | null
}

export function limits(budget: Budget, { memberId, apiKeyId, creditType, purpose }: Spending): boolean {
  return (
    budget.endedAt === null &&
    budget.creditType === creditType &&
    (budget.memberId === null || budget.memberId === memberId) &&
    (budget.apiKeyId === null || budget.apiKeyId === apiKeyId) &&
    (budget.model === null || budget.model === purpose?.model) &&
    (budget.operation === null || budget.operation === purpose?.operation)
  )
}

/** The refusal of the hard budget with the least room, if any has too little for so many credits more. */
export function refuseOver(
  counted: readonly { readonly budget: Budget; readonly usage: BudgetUsage }[],
  credits: Credits,
): BudgetExceeded | null {
  let tightest: BudgetExceeded | null = null
  for (const { budget, usage } of counted) {
    const { frozen, spent } = usage
    const remaining = budget.credits - frozen - spent
    if (!budget.hard || credits <= remaining || (tightest && tightest.remaining <= remaining)) continue
    // A limit that was lowered may be passed already.
    tightest = budgetExceeded(budget, usage, credits, remaining < 0n ? 0n : remaining)
  }
  return tightest
}

/** What a change of a hold means for each usage that it counts against. */
export function countChange(usage: BudgetUsage, before: Hold | undefined, after: Hold): BudgetUsage {
  const frozen = usage.frozen + frozenIn(after) - frozenIn(before)
  const spent = usage.spent + after.spent - (before?.spent ?? 0n)
  return { ...usage, frozen, spent }
}

/** The highest threshold that a usage has come to and nobody was told of yet; null if there is none. */
export function thresholdReached({ credits, thresholds }: Budget, usage: BudgetUsage): number | null {
  const counted = usage.frozen + usage.spent
  const reached = thresholds.filter(
    (threshold) => threshold > usage.alerted && counted * 100n >= credits * BigInt(threshold) && counted > 0n,
  )
  return reached.length > 0 ? Math.max(...reached) : null
}

function frozenIn(hold: Hold | undefined): Credits {
  return hold?.status === 'OPEN' ? hold.credits - hold.spent : 0n
}
