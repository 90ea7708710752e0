// The lane commands that make and change budgets. They apply to every decision from the next one on.

import { factsOf } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Command, Decided, Idempotency } from '../engine/command.ts'
import type { Act } from '../engine/records.ts'
import { type Budget, budgetAt, underChanged } from '../ledger/budget.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { type NewBudget, type PeriodMoved, type ReadBefore, usedSoFar } from './usedSoFar.ts'

/**
 * Makes a budget, which counts what was used in its present period so far. Usage from before raises no alert. An equal one in force is the
 * answer instead: two would alert twice.
 */
export function makeBudget(
  made: NewBudget,
  before: ReadBefore | null,
  idempotency: Idempotency | null,
): Command<{ budget: Budget }, NotFound | LimitReached | PeriodMoved> {
  const { organizationId } = made
  return {
    organizationId,
    idempotency,
    reads: before ? { usedSoFar: before.reads } : {},
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const { budgets } = snapshot
      const same = budgets.equalTo(made)
      if (same) return { value: { budget: same }, resultId: same.id }
      const ofSubject = made.tag === null ? 'budgetsOfSubject' : 'budgetsOfTag'
      const refused = refuseOneMore('budgets', budgets.size) ?? refuseOneMore(ofSubject, budgets.countOf(made))
      if (refused) return refused
      const budget = { ...made, raises: [], createdAt: batch.timeOf(organizationId), endedAt: null }
      const used = before && usedSoFar(batch, snapshot, budget, before)
      if (used && isRefusal(used)) return used
      batch.putBudget(budget)
      if (used) {
        batch.putUsage(used.usage)
        for (const hold of used.open) batch.nameUsage(hold, used.usage.id)
      }
      return decided('createBudget', budget)
    },
  }
}

/** Changes or ends a budget in force. Usage from before raises no alert. */
export function changeBudgetBy(
  name: 'updateBudget' | 'endBudget',
  organizationId: string,
  budgetId: string,
  change: (budget: Budget, now: Date) => Budget,
  idempotency: Idempotency | null,
): Command<{ budget: Budget }, NotFound> {
  return {
    organizationId,
    idempotency,
    reads: {},
    decide(batch) {
      const before = batch.organization(organizationId)?.budgets.get(budgetId)
      if (!before) return notFound('budget')
      const budget = change(before, batch.timeOf(organizationId))
      batch.putBudget(budget)
      const usage = batch.newestUsage(organizationId, budgetId)
      const changed = usage && underChanged(budgetAt(budget, batch.timeOf(organizationId)), usage)
      if (changed && changed.alerted !== usage.alerted) batch.putUsage(changed)
      return decided(name, budget, before)
    },
  }
}

function decided(action: string, budget: Budget, before?: Budget): Decided<{ budget: Budget }> {
  const act: Act = {
    action,
    subjectType: 'Budget',
    subjectId: budget.id,
    ...(before ? { before: factsOf(before) } : {}),
    after: factsOf(budget),
  }
  return { value: { budget }, resultId: budget.id, act }
}
