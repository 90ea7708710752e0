// The rows of a list of tasks, for a part that shows them.

import type { Holdfast } from '@holdfast/client'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useConnection } from '../data/connection.tsx'
import { useFailure } from '../data/failures.ts'
import { TaskChanges, TaskPageOf } from '../generated/tasks.ts'
import type { TaskFilter } from '../generated/types.ts'
import { matches } from './filter.ts'
import { type Listed, PAGE, TaskRows, type TaskSource } from './taskRows.ts'
import type { Row } from './types.ts'

/** The tasks of the organization. */
export const useTaskRows = (filter: TaskFilter) => useRowsOf(ofOrganization, filter)

/** The rows of a source, another one for another filter. `sourceOf` must not change. */
export function useRowsOf<Each extends Listed, Filter>(
  sourceOf: (client: Holdfast, filter: Filter) => TaskSource<Each>,
  filter: Filter,
): TaskRows<Each> {
  const { holdfast, failures } = useConnection()
  const key = JSON.stringify(filter)
  const source = useMemo(() => sourceOf(holdfast, JSON.parse(key) as Filter), [sourceOf, holdfast, key])
  const rows = useMemo(() => new TaskRows(source), [source])
  useEffect(() => rows.open(), [rows])
  useSyncExternalStore(rows.listen, () => rows.version)
  useFailure(failures, source.operation, {
    ...{ error: rows.behind ?? undefined, readAt: null, isShown: true, again: rows.catchUp },
  })
  return rows
}

function ofOrganization(client: Holdfast, filter: TaskFilter): TaskSource<Row> {
  return {
    operation: TaskPageOf,
    async read(after, signal) {
      const answer = await client.query(TaskPageOf, { filter, first: PAGE, after }, { signal })
      if (!answer) throw new Error('The organization is not there.')
      const { edges, pageInfo } = answer.tasks
      return { rows: edges.flatMap(({ node }) => node ?? []), pageInfo }
    },
    watch: (options) => client.watch(TaskChanges, {}, options),
    matches: (row) => matches(row, filter),
  }
}
