// What budgets say: what they limit, how much of it is used, and which one is the monthly limit of a member.

import { useEvery } from '../data/useEvery.ts'
import { Budgets } from '../generated/members.ts'
import { nowMs } from '../parts/clock.ts'
import { texts } from '../texts/index.ts'
import type { Budget } from './types.ts'

/** All budgets in force. */
export const useBudgets = () =>
  useEvery(Budgets, (organization) => organization?.budgets, ['credits', 'tasks', 'requests'])

type Limited = Pick<Budget, 'model' | 'operation' | 'tag' | 'apiKey'>

export const limitsEverything = ({ model, operation, tag, apiKey }: Limited) => !model && !operation && !tag && !apiKey

/** The smallest monthly limit of each member on everything that they use, by their ids. */
export function monthlyLimits(budgets: readonly Budget[], creditType: string | null): ReadonlyMap<string, Budget> {
  const limits = new Map<string, Budget>()
  for (const budget of budgets) {
    const { member, period, limit } = budget
    if (!member || period !== 'MONTH' || budget.creditType !== creditType || !limitsEverything(budget)) continue
    if (limit < (limits.get(member.id)?.limit ?? Number.POSITIVE_INFINITY)) limits.set(member.id, budget)
  }
  return limits
}

/** Whether a request of the member can be granted as a raise: the API needs the only such budget. */
export const hasOneHardBudget = (budgets: readonly Budget[], memberId: string, creditType: string): boolean =>
  budgets.filter(
    (budget) =>
      budget.member?.id === memberId &&
      budget.creditType === creditType &&
      budget.enforcement === 'HARD' &&
      limitsEverything(budget),
  ).length === 1

export const usedOf = ({ usage: { spent, frozen } }: Budget): number => spent + frozen

/** The limit with the raises that hold now. */
export const limitOf = ({ limit, raises }: Budget): number =>
  raises.reduce((sum, { credits, until }) => (Date.parse(until) > nowMs() ? sum + credits : sum), limit)

export const whoseOf = ({ member }: Pick<Budget, 'member'>): string => member?.name ?? texts.members.everyoneTogether

/** What it limits, in words. */
export function whatOf({ model, operation, tag, apiKey }: Limited): string {
  const parts = Object.entries({ model, operation, tag }).flatMap(([kind, value]) =>
    value ? [texts.members.only(texts.members.onlyOf[kind] ?? kind, value)] : [],
  )
  if (apiKey) parts.push(texts.members.onlyKey)
  return parts.length > 0 ? parts.join(', ') : texts.members.everything
}
