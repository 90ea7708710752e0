// The costs of a task in several credit types. A hold belongs to one wallet, so a task has one hold for each credit type: the one of
// its main type, and those of the further types, which the task's row names. Most tasks have no further types.

import type { Credits } from './wallet.ts'

/** Credits of one type. */
export interface Cost {
  readonly creditType: string
  readonly credits: Credits
}

/** The cost of a task in a further credit type. It is stored as JSON. */
export type FurtherCost = {
  readonly creditType: string
  /** The price, frozen on submit. */
  readonly credits: number
  /** The hold that pays; null: it costs nothing. */
  readonly holdId: string | null
}

export const NO_COSTS: readonly never[] = []

/** The further costs of a task, as its row has them: null if all of its price is of one credit type. */
export function furtherCosts(stored: unknown): readonly FurtherCost[] {
  if (stored === null) return NO_COSTS
  if (Array.isArray(stored) && stored.every(isFurtherCost)) return stored
  throw new RangeError('the further costs of a task can’t be read')
}

function isFurtherCost(stored: unknown): stored is FurtherCost {
  return typeof stored === 'object' && stored !== null && 'creditType' in stored && 'holdId' in stored
}

/** The holds that pay for a task, that of its main credit type first; empty: it is free. */
export function holdIdsOf(task: { readonly holdId: string | null; readonly furtherCosts: unknown }): string[] {
  const further = furtherCosts(task.furtherCosts).flatMap(({ holdId }) => holdId ?? [])
  return task.holdId === null ? further : [task.holdId, ...further]
}

/** The frozen price of a task in each credit type, its main type first. */
export function costsOfTask(
  { credits, furtherCosts: stored }: { readonly credits: Credits; readonly furtherCosts: unknown },
  creditType: string,
): readonly Cost[] {
  const further = furtherCosts(stored).map((cost) => ({ creditType: cost.creditType, credits: BigInt(cost.credits) }))
  return [{ creditType, credits }, ...further]
}
