// Measures the cost of the feed: the CPU time of a lifecycle (a freeze, then a spend) with the feed off and with it on, in this process
// and in PostgreSQL. The two alternate, and the least of all rounds counts.

import { pino } from 'pino'
import { openApp } from '../../src/openApp.ts'
import { cpuOf, parentOf } from '../support/cpu.ts'
import { say, withDatabase } from '../support/database.ts'
import { runLifecycles } from '../support/lifecycles.ts'
import { fillWallets } from '../support/wallets.ts'

const WALLETS = 1_000
const SECONDS = 5
const ROUNDS = 4
const EVENTS_PER_LIFECYCLE = 2

interface Cost {
  readonly node: number
  readonly postgres: number
}

const result = await withDatabase(async (databaseUrl) => {
  const log = pino({ level: 'warn' })
  const apps = { off: openApp({ databaseUrl, log }), on: openApp({ databaseUrl, log, feedDays: 30 }) }
  const organizationIds = await fillWallets(apps.off, WALLETS)
  const [{ pid } = { pid: 0 }] = await apps.off.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  const postgres = parentOf(pid)

  /** In microseconds per lifecycle. */
  const measure = async (name: 'off' | 'on'): Promise<Cost> => {
    const before = { node: process.cpuUsage(), postgres: cpuOf(postgres) }
    const { lifecycles } = await runLifecycles(apps[name], organizationIds, SECONDS)
    const { user, system } = process.cpuUsage(before.node)
    return { node: (user + system) / lifecycles, postgres: (cpuOf(postgres) - before.postgres) / lifecycles }
  }
  const least: Record<'off' | 'on', Cost> = {
    off: { node: Number.POSITIVE_INFINITY, postgres: Number.POSITIVE_INFINITY },
    on: { node: Number.POSITIVE_INFINITY, postgres: Number.POSITIVE_INFINITY },
  }
  for (const name of ['off', 'on'] as const) await measure(name)
  for (let round = 1; round <= ROUNDS; round++) {
    for (const name of ['off', 'on'] as const) {
      const { node, postgres } = await measure(name)
      say(`round ${round}, feed ${name}: ${node.toFixed(1)} µs in Node, ${postgres.toFixed(1)} µs in PostgreSQL`)
      least[name] = { node: Math.min(least[name].node, node), postgres: Math.min(least[name].postgres, postgres) }
    }
  }
  const [{ bytes, events } = { bytes: 0, events: 0 }] = await apps.on.prisma.$queryRaw<
    { bytes: number; events: number }[]
  >`SELECT pg_total_relation_size('feed_batch')::float8 AS bytes, (SELECT max(last)::float8 FROM feed_batch) AS events`
  await Promise.all([apps.off.close(), apps.on.close()])
  const rounded = ({ node, postgres }: Cost) => ({
    node: Number(node.toFixed(1)),
    postgres: Number(postgres.toFixed(1)),
  })
  return {
    bench: 'feed',
    cpuMicroseconds: { off: rounded(least.off), on: rounded(least.on) },
    cpuRatio: Number(((least.on.node + least.on.postgres) / (least.off.node + least.off.postgres)).toFixed(3)),
    eventsPerLifecycle: EVENTS_PER_LIFECYCLE,
    bytesPerEvent: Math.round(bytes / events),
  }
})
process.stdout.write(`${JSON.stringify(result)}\n`)
