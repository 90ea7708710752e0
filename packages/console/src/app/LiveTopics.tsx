// The live streams that every page shares: they keep the cache current, and tell the reads that depend on them.

import { useConnection } from '../data/connection.tsx'
import { useStream } from '../data/useData.ts'
import { AlertTicks, RequestTicks, TaskTicks, WalletTicks } from '../generated/app.ts'

export function LiveTopics() {
  const { topics } = useConnection()
  useStream(WalletTicks, {}, () => topics.tell('credits', 'payments'))
  useStream(TaskTicks, {}, () => topics.tell('tasks'))
  useStream(RequestTicks, {}, () => topics.tell('requests'))
  useStream(AlertTicks, {}, () => topics.tell('alerts'))
  return null
}
