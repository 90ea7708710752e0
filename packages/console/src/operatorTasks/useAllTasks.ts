// The tasks of all organizations, or of one, kept current by the live stream.

import type { AnswerOf, Holdfast } from '@holdfast/client'
import { AllTaskChanges, AllTasks } from '../generated/anyTask.ts'
import type { TaskFilter } from '../generated/types.ts'
import { matches } from '../tasks/filter.ts'
import { PAGE, type TaskSource } from '../tasks/taskRows.ts'
import { useRowsOf } from '../tasks/useTaskRows.ts'

export type AnyTask = NonNullable<AnswerOf<typeof AllTaskChanges>>

interface Asked {
  /** Null: all organizations. */
  readonly organizationId: string | null
  readonly filter: TaskFilter
}

export const useAllTasks = (asked: Asked) => useRowsOf(ofPlatform, asked)

function ofPlatform(client: Holdfast, { organizationId, filter }: Asked): TaskSource<AnyTask> {
  return {
    operation: AllTasks,
    async read(after, signal) {
      const answer = await client.query(AllTasks, { organizationId, filter, first: PAGE, after }, { signal })
      if (!answer) throw new Error('The tasks could not be read.')
      const { edges, pageInfo } = answer
      return { rows: edges.flatMap(({ node }) => node ?? []), pageInfo }
    },
    watch: (options) => client.watch(AllTaskChanges, { organizationId }, options),
    matches: (row) => matches(row, filter),
  }
}
