// A budget that is made in the middle of a period also counts what was used in that period before.
//
// A hold counts if it was frozen in the period and the budget would have limited it. Open holds name the new usage from now on;
// the spent credits of ended holds are taken over as a sum (src/engine/usedSoFar.ts reads it).

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import { BOUNDS, type LimitReached, limitReached } from '../bounds.ts'
import type { Batch } from '../engine/batch.ts'
import type { UsedSoFar } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { SPENT_BEFORE } from '../engine/usedSoFar.ts'
import { type Budget, type BudgetUsage, countsAt, emptyUsage, limits, spendingOf, takeOver } from '../ledger/budget.ts'
import type { Refusal } from '../ledger/refusals.ts'
import type { Credits, Hold } from '../ledger/wallet.ts'

/** A new period began before the lane decided, or the organization's time zone was changed. */
export interface PeriodMoved extends Refusal {
  readonly code: 'PERIOD_MOVED'
  readonly periodStart: Date
}

export type NewBudget = Omit<Budget, 'createdAt' | 'endedAt' | 'raises'>

/** The part that is read before the command: the credits that holds spent that ended before `reads.since`. */
export interface ReadBefore {
  readonly reads: UsedSoFar
  readonly credits: Credits
}

/** The start of the present period of a new budget; null if there is no such organization. */
export async function periodStartOf(app: App, { organizationId, period }: NewBudget): Promise<Date | null> {
  const organization = await app.prisma.organization.findUnique({ where: { id: organizationId } })
  if (!organization) return null
  const now = organization.clockAt ?? app.clock()
  return emptyUsage({ period, createdAt: now }, organization.timeZone, now).periodStart
}

/** Reads the usage of the period; null for a budget without periods, which counts from its creation on. */
export async function readBefore(
  { prisma }: Pick<App, 'prisma'>,
  budget: NewBudget,
  periodStart: Date,
): Promise<ReadBefore | null> {
  const { organizationId, id, creditType, memberId, apiKeyId, model, operation, tag, period } = budget
  if (period === 'TOTAL') return null
  const what = [organizationId, creditType, memberId, apiKeyId, model, operation, periodStart, tag]
  const [row] = await prisma.$queryRawUnsafe<[{ since: Date; credits: Credits }?]>(SPENT_BEFORE, ...what)
  const { since = periodStart, credits = 0n } = row ?? {}
  const openMax = BOUNDS.openHoldsOfNewBudget
  return {
    reads: { budgetId: id, creditType, memberId, apiKeyId, model, operation, tag, periodStart, since, openMax },
    credits,
  }
}

/** The usage of a new budget, and the open holds that name it from now on. */
export interface Used {
  readonly usage: BudgetUsage
  readonly open: readonly Hold[]
}

/** The usage that a new budget starts with; null if nothing was used. It changes nothing in the batch. */
export function usedSoFar(
  batch: Batch,
  { timeZone }: OrganizationSnapshot,
  budget: Budget,
  before: ReadBefore,
): Used | LimitReached | PeriodMoved | null {
  const { organizationId, id: budgetId } = budget
  const empty = emptyUsage(budget, timeZone, batch.timeOf(organizationId))
  if (empty.periodStart.getTime() !== before.reads.periodStart.getTime()) return periodMoved(empty.periodStart)
  const sinceThen = batch.spentBefore(budgetId)
  if (sinceThen.isTooMany) return limitReached('openHoldsOfNewBudget')
  const counted = [...batch.holdsOf(organizationId)].filter((hold) => {
    const creditType = batch.wallet(organizationId, hold.walletId)?.wallet.creditType
    return (
      creditType !== undefined && countsAt(hold) >= empty.periodStart && limits(budget, spendingOf(hold, creditType))
    )
  })
  const open = counted.filter(({ status }) => status === 'OPEN')
  const ended = counted.filter(({ status }) => status !== 'OPEN')
  const spent = ended.reduce((sum, hold) => sum + batch.usedHere(hold), before.credits + sinceThen.credits)
  if (open.length === 0 && spent === 0n) return null
  return { usage: takeOver(budget, { ...empty, organizationId, id: uuidv7(), budgetId }, open, spent), open }
}

function periodMoved(periodStart: Date): PeriodMoved {
  return { code: 'PERIOD_MOVED', message: 'Another period has begun.', periodStart }
}
