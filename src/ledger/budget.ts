// Budgets: limits on what may be frozen and spent in a period. Frozen credits count, released ones do not. A debt for a task that
// succeeds late counts as spent; otherwise an empty wallet could pay for any number of such tasks.
//
// A usage is the amount that counts against a budget in one of its periods. A hold names the usages that it counts against, so its
// outcome is counted in the period in which it was frozen. A budget that is created in the middle of a period takes over what the
// period has used: the open holds name its usage from then on, and the spending of the others is a sum in the usage itself.

import { type BudgetPeriod, periodAt } from './period.ts'
import type { Refusal } from './refusals.ts'
import type { Credits, Hold, HoldSpending, Purpose } from './wallet.ts'

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
  /** Only what has this tag; null: with or without tags. */
  readonly tag: string | null
  readonly period: BudgetPeriod
  /** The most that may be frozen and spent in one period. */
  readonly credits: Credits
  /** True if it refuses requests that would exceed it; false if it only raises alerts. */
  readonly hard: boolean
  /** In percent, in any order. An alert is raised once in each period for each that is reached. */
  readonly thresholds: readonly number[]
  readonly createdAt: Date
  /** Null: in force. */
  readonly endedAt: Date | null
  /** The raises for a time, as they are stored: `raisesOf` reads them. */
  readonly raises: unknown
}

/** More room in a budget, until an instant: then it falls back by itself. */
export interface Raise {
  /** The request that it was granted for. */
  readonly requestId: string
  readonly credits: Credits
  readonly until: Date
}

interface StoredRaise {
  readonly requestId: string
  readonly credits: number
  readonly until: string
}

/** The raises of a budget, those that have ended and were not removed yet included. */
export function raisesOf({ raises }: Pick<Budget, 'raises'>): Raise[] {
  return (raises as readonly StoredRaise[]).map(({ requestId, credits, until }) => ({
    requestId,
    credits: BigInt(credits),
    until: new Date(until),
  }))
}

/** The stored form of raises. */
export function writeRaises(raises: readonly Raise[]): StoredRaise[] {
  return raises.map(({ requestId, credits, until }) => ({
    requestId,
    credits: Number(credits),
    until: until.toISOString(),
  }))
}

/** The budget as it limits at an instant: with what it is raised by then. */
export function budgetAt(budget: Budget, now: Date): Budget {
  if ((budget.raises as readonly StoredRaise[]).length === 0) return budget
  const raised = raisesOf(budget).reduce((sum, { credits, until }) => (until > now ? sum + credits : sum), 0n)
  return { ...budget, credits: budget.credits + raised }
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
  /** The part of `spent` that holds had spent that ended before the budget was created, or that is owed for them. */
  readonly takenOver: Credits
  /** The highest threshold for which an alert was raised; 0 if none was. */
  readonly alerted: number
}

/** The origin and purpose of a freeze. */
export interface Spending {
  readonly memberId: string | null
  /** The lineage of the key that is used; null: none is. */
  readonly apiKeyId: string | null
  readonly creditType: string
  readonly purpose: Purpose | null
  readonly tags: readonly string[]
}

export function limits(budget: Budget, { memberId, apiKeyId, creditType, purpose, tags }: Spending): boolean {
  return (
    budget.endedAt === null &&
    budget.creditType === creditType &&
    (budget.memberId === null || budget.memberId === memberId) &&
    (budget.apiKeyId === null || budget.apiKeyId === apiKeyId) &&
    (budget.model === null || budget.model === purpose?.model) &&
    (budget.operation === null || budget.operation === purpose?.operation) &&
    (budget.tag === null || tags.includes(budget.tag))
  )
}

/** Returns whether two budgets count and limit the same in each of their periods, so that an alert of one says all that one of the other does. */
export function saysTheSame(one: Budget, other: Budget): boolean {
  const fields = [
    'memberId',
    'apiKeyId',
    'creditType',
    'model',
    'operation',
    'tag',
    'period',
    'credits',
    'hard',
  ] as const
  return one.period !== 'TOTAL' && fields.every((field) => one[field] === other[field])
}

/** The usage of a budget in the period of `now`; without an id if nothing counts yet. */
export function usageAt<Usage extends Pick<BudgetUsage, 'periodEnd'>>(
  { period, createdAt }: Pick<Budget, 'period' | 'createdAt'>,
  newest: Usage | undefined,
  timeZone: string,
  now: Date,
): Usage | Omit<BudgetUsage, 'id' | 'organizationId' | 'budgetId'> {
  // A period that has begun keeps its end, even if the organization's time zone has changed since.
  if (newest && (newest.periodEnd === null || newest.periodEnd > now)) return newest
  return emptyUsage({ period, createdAt }, timeZone, now)
}

/** The usage of a period that begins, or of a budget that is made in it. */
export function emptyUsage(
  { period, createdAt }: Pick<Budget, 'period' | 'createdAt'>,
  timeZone: string,
  now: Date,
): Omit<BudgetUsage, 'id' | 'organizationId' | 'budgetId'> {
  const { start, end } = periodAt(period, timeZone, now)
  const nothing = { frozen: 0n, spent: 0n, takenOver: 0n, alerted: 0 }
  return { periodStart: period === 'TOTAL' ? createdAt : start, periodEnd: end, ...nothing }
}

/** The refusal of the hard budget with the least room, if any has too little room for the credits. */
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

export interface BudgetExceeded extends Refusal {
  readonly code: 'BUDGET_EXCEEDED'
  readonly budget: Budget
  readonly usage: BudgetUsage
  readonly required: Credits
  readonly remaining: Credits
}

function budgetExceeded(budget: Budget, usage: BudgetUsage, required: Credits, remaining: Credits): BudgetExceeded {
  const whose = budget.memberId === null ? 'organization’s' : 'member’s'
  const what = [budget.model, budget.operation].filter(Boolean).join(' ')
  const tagged = budget.tag === null ? '' : ` with the tag ${JSON.stringify(budget.tag)}`
  const when = usage.periodEnd === null ? '' : ` until ${usage.periodEnd.toISOString()}`
  return {
    code: 'BUDGET_EXCEEDED',
    message:
      `This needs ${required} ${budget.creditType} credits, and the ${whose} budget of ${budget.credits}` +
      `${what && ` for ${what}`}${tagged} has ${remaining} left${when}: ${usage.spent} are spent and ${usage.frozen} frozen.`,
    budget,
    usage,
    required,
    remaining,
  }
}

/** The usage after a change of a hold that counts against it. */
export function countChange(usage: BudgetUsage, before: Hold | undefined, after: Hold): BudgetUsage {
  const frozen = usage.frozen + frozenIn(after) - frozenIn(before)
  const spent = usage.spent + usedBy(after) - usedBy(before)
  return { ...usage, frozen, spent }
}

/** The instant whose periods a hold counts in: that of its freeze. */
export function countsAt(hold: Pick<Hold, 'countsAt' | 'createdAt'>): Date {
  return hold.countsAt ?? hold.createdAt
}

/** The spending of a hold, for `limits`. */
export function spendingOf({ memberId, apiKeyId, model, operation, tags }: HoldSpending, creditType: string): Spending {
  const purpose = model !== null && operation !== null ? { model, operation } : null
  return { memberId, apiKeyId, creditType, purpose, tags }
}

/** Returns whether an instant is in the period of a usage. */
export function isInPeriod({ periodStart, periodEnd }: Pick<BudgetUsage, 'periodStart' | 'periodEnd'>, at: Date) {
  return periodStart <= at && (periodEnd === null || at < periodEnd)
}

/** The usage of a new budget: what its period has used before it was made. Of holds that have ended, only what they spent. */
export function takeOver(
  budget: Budget,
  empty: BudgetUsage,
  open: readonly Hold[],
  spentByEnded: Credits,
): BudgetUsage {
  const begun = { ...empty, spent: spentByEnded, takenOver: spentByEnded }
  return underChanged(
    budget,
    open.reduce((usage, hold) => countChange(usage, undefined, hold), begun),
  )
}

/** The usage under a changed budget: thresholds that it has reached already raise no alert. */
export function underChanged({ credits, thresholds }: Budget, usage: BudgetUsage): BudgetUsage {
  const reached = thresholds.filter((threshold) => isReached(credits, threshold, usage))
  return { ...usage, alerted: Math.max(0, ...reached) }
}

function isReached(credits: Credits, threshold: number, { frozen, spent }: BudgetUsage): boolean {
  const counted = frozen + spent
  return counted > 0n && counted * 100n >= credits * BigInt(threshold)
}

/** The highest threshold that a usage has reached without an alert; null if it has reached none. */
export function thresholdReached({ credits, thresholds }: Budget, usage: BudgetUsage): number | null {
  const reached = thresholds.filter((threshold) => threshold > usage.alerted && isReached(credits, threshold, usage))
  return reached.length > 0 ? Math.max(...reached) : null
}

/** The credits that a hold has used for good. */
export function usedBy(hold: Hold | undefined): Credits {
  return hold ? hold.spent + hold.owed - hold.refunded : 0n
}

/** The credits that are frozen of a hold. */
export function frozenIn(hold: Hold | undefined): Credits {
  return hold?.status === 'OPEN' ? hold.credits - hold.spent : 0n
}
