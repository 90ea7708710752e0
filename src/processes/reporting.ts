// Each process reports how it is doing while an operator looks, and only then.
//
// An operator who asks for the processes notes the time in the row of `access_version`, which every process reads a few times a second
// anyway (src/access/access.ts). A process that sees another time there writes a row once a second, for a while. So nothing is read or
// written for it while nobody looks, and it needs no other connection between the processes than the database.

import { hostname } from 'node:os'
import holdfast from '../../package.json' with { type: 'json' }
import type { App } from '../app.ts'
import { type RunningJob, repeat } from '../queue/repeat.ts'
import { type Measured, Measuring } from './measuring.ts'
import { stoppedCells } from './stopped.ts'

/** From one report to the next. */
const REPORT_MS = 1_000
/** The time for which a process reports after an operator has looked. */
const REPORTING_MS = 15_000

/** The report of a process, as its row has it. */
export interface Report extends Measured {
  readonly name: string
  readonly version: string
  /** The time of its start, as ISO 8601. */
  readonly startedAt: string
  /** The ids of its lanes. */
  readonly lanes: readonly string[]
  /** The commands that wait for its lanes. */
  readonly waiting: number
  /** The numbers of the cells whose lanes have stopped. Absent: it is of an older version. */
  readonly stoppedCells?: readonly number[]
  readonly heapBytes: number
}

/** Reports while an operator looks, until it is stopped. Then it removes its row. */
export function startReporting(app: App): RunningJob {
  const startedAt = new Date(performance.timeOrigin).toISOString()
  const about = { name: `${hostname()}:${process.pid}`, version: holdfast.version, startedAt }
  let seenAt = timeOf(app.access.processesLookedAt)
  let until = Number.NEGATIVE_INFINITY
  let measuring: Measuring | null = null
  let hasRow = false
  const job = repeat('report this process', REPORT_MS, app.log, async () => {
    const lookedAt = timeOf(app.access.processesLookedAt)
    if (lookedAt !== seenAt) {
      seenAt = lookedAt
      until = performance.now() + REPORTING_MS
    }
    if (performance.now() < until) {
      measuring ??= new Measuring()
      const { heapUsed: heapBytes } = process.memoryUsage()
      hasRow = true
      const { waiting, all } = app.lanes
      const lanes = { lanes: all.map(({ id }) => id), waiting, stoppedCells: stoppedCells(app) }
      await write(app, { ...about, ...measuring.read(), ...lanes, heapBytes })
    } else {
      measuring?.end()
      measuring = null
    }
    return { more: false }
  })
  return {
    async stop() {
      await job.stop()
      measuring?.end()
      // If the database is away, the row stays: it is shown with the time of its last report, and removed later.
      if (hasRow) await app.prisma.process.deleteMany({ where: { id: app.lanes.id } }).catch(() => {})
    },
  }
}

function timeOf(lookedAt: Date | null): number | null {
  return lookedAt?.getTime() ?? null
}

async function write({ prisma, lanes }: App, report: Report): Promise<void> {
  // The time is that of the database, so that all processes have one clock.
  await prisma.$executeRaw`
    INSERT INTO process (id, report, heard_at) VALUES (${lanes.id}::uuid, ${JSON.stringify(report)}::jsonb, now())
    ON CONFLICT (id) DO UPDATE SET report = excluded.report, heard_at = excluded.heard_at`
}
