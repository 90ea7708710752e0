// What the page of the plan reads.

import type { AnswerOf } from '@holdfast/client'
import type { Plans, Subscription } from '../generated/credits.ts'

export type OfferedPlan = NonNullable<AnswerOf<typeof Plans>>[number]
export type CurrentPlan = NonNullable<NonNullable<AnswerOf<typeof Subscription>>['subscription']>

type Credited = Pick<OfferedPlan, 'refresh' | 'credits'>

/** The cycles of seven years: a whole number of each. */
const CYCLES = { DAY: 2_555, WEEK: 365, MONTH: 84, YEAR: 7 }

/** Returns whether a plan has fewer credits of a type in a year than the other one, so that it is no upgrade: as the API decides. */
export function hasFewer(plan: Credited, other: Credited): boolean {
  const inYears = (of: Credited, type: string) =>
    (of.credits.find(({ creditType }) => creditType === type)?.credits ?? 0) * CYCLES[of.refresh]
  return other.credits.some(({ creditType }) => inYears(plan, creditType) < inYears(other, creditType))
}
