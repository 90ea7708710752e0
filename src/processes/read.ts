// Reads how the processes that share a database are doing: the newest report of each.

import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '../app.ts'
import type { Report } from './reporting.ts'

/** The time after which an operator who still looks is noted again: well before the processes stop to report. */
const NOTE_SECONDS = 5
/** The time after which the processes have stopped to report, so that the first answer waits for them. */
const QUIET_SECONDS = 10
/** The time in which every process that runs reports: it sees that an operator looks within 250 ms, and reports within a second. */
const FIRST_MS = 1_500
/** A process that has not reported for longer is not shown. */
const SHOWN_MINUTES = 10
/** A process that runs has reported within so long, while an operator looks. */
const HEARD_SECONDS = 5

/** A process, as it was when it reported last. */
export interface ProcessReport extends Report {
  /** True: its lane has committed the newest batch, of some cell. */
  readonly hasLane: boolean
  /** True: it decides for all, or did so last, of some cell. */
  readonly isHome: boolean
  /** The numbers of these cells, from 0. */
  readonly cells: readonly number[]
  readonly heardAt: Date
  /** True: it has reported within the last seconds. */
  readonly isHeard: boolean
}

interface Row extends Pick<ProcessReport, 'heardAt' | 'isHeard' | 'hasLane' | 'cells'> {
  readonly report: Report
}

/** Asks every process to report, and returns the newest report of each. The first time it waits for them. */
export async function readProcesses({ prisma }: Pick<App, 'prisma'>): Promise<ProcessReport[]> {
  const [asked] = await prisma.$queryRaw<{ isQuiet: boolean; isDue: boolean }[]>`
    SELECT processes_looked_at IS NULL OR processes_looked_at < now() - make_interval(secs => ${QUIET_SECONDS}) AS "isQuiet",
      processes_looked_at IS NULL OR processes_looked_at < now() - make_interval(secs => ${NOTE_SECONDS}) AS "isDue"
    FROM access_version WHERE id = 1`
  if (asked?.isDue) await prisma.$executeRaw`UPDATE access_version SET processes_looked_at = now() WHERE id = 1`
  if (asked?.isQuiet) {
    await prisma.$executeRaw`DELETE FROM process WHERE heard_at < now() - make_interval(mins => ${SHOWN_MINUTES})`
    await delay(FIRST_MS)
  }
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT report, heard_at AS "heardAt", heard_at > now() - make_interval(secs => ${HEARD_SECONDS}) AS "isHeard",
      EXISTS (
        SELECT FROM (SELECT DISTINCT ON (cell) id FROM lane ORDER BY cell, batch DESC) AS newest
        WHERE report -> 'lanes' ? newest.id::text
      ) AS "hasLane",
      ARRAY(SELECT h.id - 1 FROM home h WHERE h.process_id = process.id ORDER BY 1) AS cells
    FROM process WHERE heard_at > now() - make_interval(mins => ${SHOWN_MINUTES})
    ORDER BY report ->> 'startedAt', id`
  return rows.map(({ report, cells, ...seen }) => ({ ...report, ...seen, cells, isHome: cells.length > 0 }))
}
