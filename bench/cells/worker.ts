// A process of the bench: runs lifecycles on the organizations of one cell, and reports their number, its CPU time and the batches that
// ran again because of a serialization failure.

import { pino } from 'pino'
import { openApp } from '../../src/openApp.ts'
import { batches, batchRetries } from '../../src/telemetry/channels.ts'
import { runLifecycles } from '../support/lifecycles.ts'

export interface WorkerRun {
  readonly organizationIds: readonly string[]
  readonly clients: number
  readonly seconds: number
}

export interface WorkerReport {
  readonly lifecycles: number
  readonly cpuMicroseconds: number
  readonly batches: number
  readonly conflicts: number
}

const app = openApp({ databaseUrl: process.env.DATABASE_URL as string, log: pino({ level: 'error' }) })
await app.lanes.look()
await app.refreshPriceBook()
process.on('message', async ({ organizationIds, clients, seconds }: WorkerRun) => {
  let [counted, conflicts] = [0, 0]
  const ends = [
    batches.follow(() => counted++),
    batchRetries.follow(({ cause }) => {
      if (cause === 'SERIALIZATION') conflicts++
    }),
  ]
  const before = process.cpuUsage()
  const { lifecycles } = await runLifecycles(app, organizationIds, seconds, clients)
  const { user, system } = process.cpuUsage(before)
  for (const end of ends) end()
  process.send?.({ lifecycles, cpuMicroseconds: user + system, batches: counted, conflicts } satisfies WorkerReport)
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
