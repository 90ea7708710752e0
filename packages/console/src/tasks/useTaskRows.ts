// The rows of the list of tasks, for a part that shows them.

import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useConnection } from '../data/connection.tsx'
import type { TaskFilter } from '../generated/types.ts'
import { TaskRows } from './taskRows.ts'

export function useTaskRows(filter: TaskFilter): TaskRows {
  const { holdfast } = useConnection()
  const key = JSON.stringify(filter)
  const rows = useMemo(() => new TaskRows(holdfast, JSON.parse(key)), [holdfast, key])
  useEffect(() => rows.open(), [rows])
  useSyncExternalStore(rows.listen, () => rows.version)
  return rows
}
