// The lanes of 1, 2 and 4 cells, each in a process of its own, with the same 2,000 clients in all and a thousand wallets: lifecycles
// (freeze, then spend) a second of all together. Rounds follow each other, and `ratio` is the median of the rounds' ratios to one cell;
// `cpuMicroseconds` is the CPU time of a lifecycle in Node and in PostgreSQL, the least of all rounds; `conflicts` counts the batches that ran
// again because of a serialization failure. `model` is computed, not measured: what as many cells as half of the cores would decide.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pino } from 'pino'
import { splitCells } from '../../src/database/splitCell.ts'
import { openApp } from '../../src/openApp.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { cpuOf, parentOf } from '../support/cpu.ts'
import { say, withDatabase } from '../support/database.ts'
import { fillWallets } from '../support/wallets.ts'
import type { WorkerReport, WorkerRun } from './worker.ts'

const WALLETS = 1_000
const CLIENTS = 2_000
const SECONDS = 5
const WARM_UP_SECONDS = 2
const ROUNDS = 3
const COUNTS = [1, 2, 4] as const
/** Cores of which the model speaks, each with half as many cells. */
const MODEL_CORES = [8, 16, 32]

type Count = (typeof COUNTS)[number]

interface Measured {
  readonly perSecond: number
  readonly node: number
  readonly postgres: number
  readonly walBytes: number
  readonly batchesPerSecond: number
  readonly conflicts: number
}

/** Measures a fresh database of some cells. */
async function measure(count: Count): Promise<Measured> {
  return withDatabase(async (databaseUrl) => {
    await splitCells(databaseUrl, count)
    const app = openApp({ databaseUrl, log: pino({ level: 'warn' }) })
    await app.lanes.look()
    await loadBuiltIn(app, 'sunor')
    const ids = await fillWallets(app, WALLETS)
    const [{ pid } = { pid: 0 }] = await app.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    const postgres = parentOf(pid)
    const wal = async () => {
      const [row] = await app.prisma.$queryRaw<{ bytes: number }[]>`
        SELECT (pg_current_wal_lsn() - '0/0')::float8 AS bytes`
      return row?.bytes ?? 0
    }
    const workers = await Promise.all(
      app.lanes.cells.ids.map(async (cell) => {
        const child = fork(join(import.meta.dirname, 'worker.ts'), {
          env: { ...process.env, DATABASE_URL: databaseUrl },
        })
        await once(child, 'message')
        return { child, organizationIds: ids.filter((id) => app.lanes.cells.of(id) === cell) }
      }),
    )
    const runAll = async (seconds: number) =>
      Promise.all(
        workers.map(async ({ child, organizationIds }) => {
          child.send({ organizationIds, clients: CLIENTS / count, seconds } satisfies WorkerRun)
          const [report] = (await once(child, 'message')) as [WorkerReport]
          return report
        }),
      )
    await runAll(WARM_UP_SECONDS)
    const before = { cpu: cpuOf(postgres), wal: await wal(), at: performance.now() }
    const reports = await runAll(SECONDS)
    const seconds = (performance.now() - before.at) / 1_000
    const sum = (of: keyof WorkerReport) => reports.reduce((total, report) => total + report[of], 0)
    const lifecycles = sum('lifecycles')
    const measured = {
      perSecond: lifecycles / seconds,
      node: sum('cpuMicroseconds') / lifecycles,
      postgres: (cpuOf(postgres) - before.cpu) / lifecycles,
      walBytes: ((await wal()) - before.wal) / lifecycles,
      batchesPerSecond: sum('batches') / seconds,
      conflicts: sum('conflicts'),
    }
    for (const { child } of workers) {
      child.disconnect()
      await once(child, 'exit')
    }
    await app.close()
    return measured
  })
}

const rounds: Record<Count, Measured>[] = []
for (let round = 1; round <= ROUNDS; round++) {
  const measured = {} as Record<Count, Measured>
  for (const count of COUNTS) {
    measured[count] = await measure(count)
    const { perSecond, node, postgres, walBytes, batchesPerSecond, conflicts } = measured[count]
    say(
      `round ${round}: ${count} cells ${perSecond.toFixed(0)}/s, CPU ${node.toFixed(0)} µs of Node and ${postgres.toFixed(0)} of PostgreSQL, ` +
        `${walBytes.toFixed(0)} bytes of WAL, ${batchesPerSecond.toFixed(0)} batches/s, ${conflicts} conflicts`,
    )
  }
  rounds.push(measured)
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
const ratioTo = (count: Count) =>
  Number(median(rounds.map((each) => each[count].perSecond / each[1].perSecond)).toFixed(2))
const least = (count: Count, of: 'node' | 'postgres' | 'walBytes') =>
  Math.round(Math.min(...rounds.map((each) => each[count][of])))

/**
 * A lane decides one lifecycle after the other, so one on a core of its own decides as many as its CPU time allows; and PostgreSQL needs
 * its part of the other half of the cores. All of them write one WAL, whose disk is the next bound.
 */
function model(cores: number) {
  const cells = cores / 2
  const byLanes = (cells * 1e6) / least(2, 'node')
  const byPostgres = ((cores - cells) * 1e6) / least(2, 'postgres')
  const perSecond = Math.round(Math.min(byLanes, byPostgres))
  const boundBy = byLanes < byPostgres ? 'the lanes' : 'PostgreSQL'
  return {
    cores,
    cells,
    perSecond,
    boundBy,
    walMegabytesPerSecond: Math.round((perSecond * least(2, 'walBytes')) / 1e6),
  }
}

const models = MODEL_CORES.map(model)
for (const { cores, cells, perSecond, boundBy, walMegabytesPerSecond } of models) {
  say(
    `model, not measured: ${cores} cores, ${cells} cells: ${perSecond} lifecycles/s, bound by ${boundBy}, ` +
      `if the disk writes ${walMegabytesPerSecond} MB/s of WAL and an fsync of a batch takes less than its decisions`,
  )
}

process.stdout.write(
  `${JSON.stringify({
    bench: 'cells',
    ratio: { 2: ratioTo(2), 4: ratioTo(4) },
    conflicts: rounds
      .flatMap((each) => COUNTS.map((count) => each[count].conflicts))
      .reduce((sum, each) => sum + each, 0),
    cpuMicroseconds: Object.fromEntries(
      COUNTS.map((count) => [count, { node: least(count, 'node'), postgres: least(count, 'postgres') }]),
    ),
    perSecond: Object.fromEntries(
      COUNTS.map((count) => [count, Math.round(median(rounds.map((each) => each[count].perSecond)))]),
    ),
    walBytes: Object.fromEntries(COUNTS.map((count) => [count, least(count, 'walBytes')])),
    model: models,
  })}\n`,
)
