// Freezing within every limit, in one decision: which budgets it counts against, and which wallet pays.
//
// All or nothing: one wallet pays the whole, since a hold is of one wallet. A member's own wallet is asked first, then
// the pool if the organization allows that. Whatever limit is in the way is named.

import { v7 as uuidv7 } from 'uuid'
import type { Batch, Standing } from '../engine/batch.ts'
import { type Budget, type BudgetUsage, refuseOver, type Spending, usageAt } from '../ledger/budget.ts'
import { type Freeze, freeze, type Held } from '../ledger/freeze.ts'
import {
  type BudgetExceeded,
  type ExpiryPassed,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
  type Source,
} from '../ledger/refusals.ts'
import type { Credits, Hold } from '../ledger/wallet.ts'

export type FundingRefusal = InsufficientCredits | BudgetExceeded | ExpiryPassed

/** The wallets that can pay for a member, in the order in which they are asked. Commands name them in `reads.holders`. */
export function holdersFor(organizationId: string, memberId: string | null): string[] {
  return memberId === null ? [organizationId] : [memberId, organizationId]
}

/** Those of them that may, as the organization wants it. */
export function payingHolders(batch: Batch, organizationId: string, memberId: string | null): string[] {
  const usesPool = memberId === null || batch.standing(organizationId)?.membersUsePool
  return holdersFor(organizationId, memberId).filter((holderId) => usesPool || holderId !== organizationId)
}

/** Opens a hold and puts it into the batch; or says which limit is in the way, and puts nothing. */
export function freezeWithin(
  batch: Batch,
  organizationId: string,
  spending: Spending,
  holders: readonly string[],
  command: Omit<Freeze, 'usages'>,
): Held | FundingRefusal {
  const standing = batch.standing(organizationId)
  const now = batch.timeOf(organizationId)
  const counted = standing ? countedAgainst(standing, spending, now) : []
  const over = refuseOver(counted, command.credits)
  if (over) return over

  const usages = counted.map(({ usage }) => usage.id)
  const sources: Source[] = []
  for (const holderId of holders) {
    const isPool = holderId === organizationId
    const state = batch.walletOf(organizationId, holderId, spending.creditType)
    if (!state) continue
    const held = freeze(state, { ...command, usages }, now)
    if (!isRefusal(held)) {
      for (const { usage } of counted) if (!batch.usage(organizationId, usage.id)) batch.putUsage(usage)
      batch.apply(held)
      return held
    }
    if (held.code !== 'INSUFFICIENT_CREDITS') return held
    sources.push({ isPool, available: held.available })
  }
  const most = sources.reduce((max, { available }) => (available > max ? available : max), 0n)
  return insufficientCredits(spending.creditType, command.credits, most, sources)
}

/** Why an open hold can't be of so many credits more; null if no budget is in the way. */
export function refuseMore(batch: Batch, hold: Hold, credits: Credits): BudgetExceeded | null {
  if (credits <= 0n) return null
  const budgets = batch.standing(hold.organizationId)?.budgets
  const counted = hold.usages.flatMap((id) => {
    const usage = batch.usage(hold.organizationId, id)
    const budget = usage && budgets?.get(usage.budgetId)
    return usage && budget ? [{ budget, usage }] : []
  })
  return refuseOver(counted, credits)
}

/** The budgets that limit somebody's spending, each with its usage in the period that `now` is in. */
export function countedAgainst(
  { organizationId, timeZone, budgets }: Pick<Standing, 'organizationId' | 'timeZone' | 'budgets'>,
  spending: Spending,
  now: Date,
): { budget: Budget; usage: BudgetUsage }[] {
  return budgets.against(spending).map((budget) => {
    const usage = usageAt(budget, budgets.newestUsage(budget.id), timeZone, now)
    return { budget, usage: 'id' in usage ? usage : { ...usage, organizationId, id: uuidv7(), budgetId: budget.id } }
  })
}
