// What the pages of tasks read.

import type { AnswerOf } from '@holdfast/client'
import type { TaskChanges, TaskDetails, WaitingTasks } from '../generated/tasks.ts'

/** A task as the list shows it. */
export type Row = NonNullable<AnswerOf<typeof TaskChanges>>
/** A task as its own page shows it. */
export type Details = Extract<NonNullable<AnswerOf<typeof TaskDetails>>, { __typename?: 'Task'; status: unknown }>
export type Waiting = NonNullable<NonNullable<AnswerOf<typeof WaitingTasks>>['tasks']['edges'][number]['node']>

/** What one has chosen and typed so far. */
export interface Draft {
  readonly model: string | null
  readonly operation: string | null
  readonly input: Readonly<Record<string, unknown>>
  readonly tags: readonly string[]
  readonly maxCredits: number | null
}
