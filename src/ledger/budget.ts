// Budgets: limits on what may be frozen and spent in a period. What is frozen counts; what is given back no longer does. What a
// wallet comes to owe for a task that is done late counts as spent, or who has nothing could have as much done as they like.
//
// A usage is what counts against a budget in one of its periods. A hold names the usages that it counts against, so
// whatever becomes of it later is counted where it began.

import { periodAt } from './period.ts'
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

/** What counts against a budget in the period that `now` is in; without an id if nothing has yet. */
export function usageAt<Usage extends Pick<BudgetUsage, 'periodEnd'>>(
  { period, createdAt }: Pick<Budget, 'period' | 'createdAt'>,
  newest: Usage | undefined,
  timeZone: string,
  now: Date,
): Usage | Omit<BudgetUsage, 'id' | 'organizationId' | 'budgetId'> {
  // A period that has begun goes on to its end, wherever the organization has moved since.
  if (newest && (newest.periodEnd === null || newest.periodEnd > now)) return newest
  const { start, end } = periodAt(period, timeZone, now)
  return { periodStart: period === 'TOTAL' ? createdAt : start, periodEnd: end, frozen: 0n, spent: 0n, alerted: 0 }
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

/** What a change of a hold means for each usage that it counts against; `owed`: what its wallet came to owe for it. */
export function countChange(usage: BudgetUsage, before: Hold | undefined, after: Hold, owed: Credits): BudgetUsage {
  const frozen = usage.frozen + frozenIn(after) - frozenIn(before)
  const spent = usage.spent + after.spent - (before?.spent ?? 0n) + owed
  return { ...usage, frozen, spent }
}

/** A usage as it is under a budget that was changed: what counts against it already is no news, whatever was told of before. */
export function underChanged({ credits, thresholds }: Budget, usage: BudgetUsage): BudgetUsage {
  const reached = thresholds.filter((threshold) => isReached(credits, threshold, usage))
  return { ...usage, alerted: Math.max(0, ...reached) }
}

function isReached(credits: Credits, threshold: number, { frozen, spent }: BudgetUsage): boolean {
  const counted = frozen + spent
  return counted > 0n && counted * 100n >= credits * BigInt(threshold)
}

/** The highest threshold that a usage has come to and nobody was told of yet; null if there is none. */
export function thresholdReached({ credits, thresholds }: Budget, usage: BudgetUsage): number | null {
  const reached = thresholds.filter((threshold) => threshold > usage.alerted && isReached(credits, threshold, usage))
  return reached.length > 0 ? Math.max(...reached) : null
}

function frozenIn(hold: Hold | undefined): Credits {
  return hold?.status === 'OPEN' ? hold.credits - hold.spent : 0n
}
