// What the page of the plan reads.

import type { AnswerOf } from '@holdfast/client'
import type { Plans, Subscription } from '../generated/credits.ts'

export type OfferedPlan = NonNullable<AnswerOf<typeof Plans>>[number]
export type CurrentPlan = NonNullable<NonNullable<AnswerOf<typeof Subscription>>['subscription']>

/** The credits of a plan in a year, by which an upgrade is told from a downgrade. */
export const creditsOf = ({ credits }: { credits: readonly { credits: number }[] }): number =>
  credits.reduce((sum, each) => sum + each.credits, 0)
