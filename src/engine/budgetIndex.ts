// The budgets in force of one organization, and the newest usage of each, found by whose spending they limit.
//
// The lane's cache and the batch share an index, and a batch changes it in place: an organization may have a thousand
// budgets, and a copy for each task would cost more than the task. If a batch fails, the lane clears the cache, and the
// index is read from the database again.

import { isDeepStrictEqual } from 'node:util'
import { type Budget, type BudgetUsage, limits, type Spending } from '../ledger/budget.ts'

type Subject = Pick<Budget, 'memberId' | 'apiKeyId' | 'creditType' | 'tag'>

export class BudgetIndex {
  readonly #budgets = new Map<string, Budget>()
  readonly #bySubject = new Map<string, Map<string, Budget>>()
  readonly #newest = new Map<string, BudgetUsage>()
  readonly #usages = new Map<string, BudgetUsage>()

  constructor(budgets: Iterable<Budget>, newestUsages: Iterable<BudgetUsage>) {
    for (const budget of budgets) this.put(budget)
    for (const usage of newestUsages) this.putUsage(usage)
  }

  /** The number of budgets in force. */
  get size(): number {
    return this.#budgets.size
  }

  get(id: string): Budget | undefined {
    return this.#budgets.get(id)
  }

  /** The number of budgets in force with exactly this subject. */
  countOf(subject: Subject): number {
    return this.#bySubject.get(subjectKey(subject))?.size ?? 0
  }

  /**
   * The budget in force that counts and says the same; undefined if there is no such budget. One of type TOTAL counts from its own start on, so another
   * is the same only as long as nothing counts against it.
   */
  equalTo(budget: Omit<Budget, 'id' | 'raises' | 'createdAt' | 'endedAt'>): Budget | undefined {
    const alike = this.#bySubject.get(subjectKey(budget))?.values() ?? []
    return [...alike].find((each) => {
      const usage = this.#newest.get(each.id)
      if (each.period === 'TOTAL' && usage && usage.frozen + usage.spent > 0n) return false
      return isDeepStrictEqual(saidBy(each), saidBy(budget))
    })
  }

  /** The budgets that limit a spending. */
  against(spending: Spending): Budget[] {
    if (this.#budgets.size === 0) return []
    const { memberId, apiKeyId, creditType, tags } = spending
    const found: Budget[] = []
    for (const member of memberId === null ? [null] : [null, memberId]) {
      for (const key of apiKeyId === null ? [null] : [null, apiKeyId]) {
        for (const tag of tags.length === 0 ? UNTAGGED : [null, ...tags]) {
          const budgets = this.#bySubject.get(subjectKey({ memberId: member, apiKeyId: key, creditType, tag }))
          if (!budgets) continue
          for (const budget of budgets.values()) if (limits(budget, spending)) found.push(budget)
        }
      }
    }
    return found
  }

  /** The newest usage of a budget; undefined if nothing was ever counted against it. */
  newestUsage(budgetId: string): BudgetUsage | undefined {
    return this.#newest.get(budgetId)
  }

  /** A usage by its id, if it is the newest of its budget. */
  usage(id: string): BudgetUsage | undefined {
    return this.#usages.get(id)
  }

  /** Adds a budget, or replaces it; removes it if it has ended. Its subject never changes. */
  put(budget: Budget): void {
    const key = subjectKey(budget)
    const alike = this.#bySubject.get(key) ?? new Map<string, Budget>()
    if (budget.endedAt === null) {
      this.#budgets.set(budget.id, budget)
      alike.set(budget.id, budget)
    } else {
      this.#budgets.delete(budget.id)
      alike.delete(budget.id)
      const usage = this.#newest.get(budget.id)
      this.#newest.delete(budget.id)
      if (usage) this.#usages.delete(usage.id)
    }
    if (alike.size > 0) this.#bySubject.set(key, alike)
    else this.#bySubject.delete(key)
  }

  /** Adds a usage as the newest of its budget, or replaces it. */
  putUsage(usage: BudgetUsage): void {
    const before = this.#newest.get(usage.budgetId)
    if (before && before.id !== usage.id) this.#usages.delete(before.id)
    this.#newest.set(usage.budgetId, usage)
    this.#usages.set(usage.id, usage)
  }
}

const UNTAGGED = [null] as const

/** The fields in which budgets of one subject differ. */
function saidBy({
  model,
  operation,
  period,
  credits,
  hard,
  thresholds,
}: Omit<Budget, 'id' | 'raises' | 'createdAt' | 'endedAt'>) {
  return { model, operation, period, credits, hard, thresholds: thresholds.toSorted((a, b) => a - b) }
}

/** A tag is not empty and has no line feed. */
function subjectKey({ memberId, apiKeyId, creditType, tag }: Subject): string {
  return `${memberId ?? ''}\n${apiKeyId ?? ''}\n${creditType}\n${tag ?? ''}`
}
