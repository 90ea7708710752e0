// Lanes that have stopped: commands wait, and none is decided. The log says so once, with the session that holds the lane's lock.

import type { App } from '../app.ts'
import { laneLock } from '../database/locks.ts'
import type { Lane } from '../engine/lane.ts'
import { type RunningJob, repeat } from '../queue/repeat.ts'

const LOOK_MS = 1_000
/** A lane is called stopped if it has decided nothing for so long although commands wait. */
const STOPPED_MS = 2_000
/** The name of the connection of `holdfast cells`: src/database/splitCell.ts. */
const DIVIDING = 'holdfast cells'

/** The session that holds the lock of a cell's lane. */
interface Holder {
  /** The name of its connection, such as `holdfast lane`. */
  readonly name: string
  /** Its process id in PostgreSQL. */
  readonly pid: number
}

/** The cells whose lanes in this process have stopped. */
export function stoppedCells({ lanes }: Pick<App, 'lanes'>): readonly number[] {
  return lanes.all.filter(isStopped).map(({ cell }) => cell)
}

function isStopped({ stoppedMs }: Lane): boolean {
  return stoppedMs > STOPPED_MS
}

/** True while `holdfast cells` divides a cell, which decides nothing until that has ended. */
export async function isDivided({ prisma }: App, cell: number): Promise<boolean> {
  return (await readHolder(prisma, cell))?.name === DIVIDING
}

/** Null: no session holds the lock. */
async function readHolder(prisma: App['prisma'], cell: number): Promise<Holder | null> {
  const [holder] = await prisma.$queryRaw<Holder[]>`
    SELECT a.application_name AS name, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (l.classid::bigint << 32) + l.objid::bigint = ${laneLock(cell)}`
  return holder ?? null
}

/** Writes into the log which lanes stop and which decide again, until it is stopped itself. */
export function watchLanes(app: App): RunningJob {
  // By cells: after a division, they have other lanes.
  const told = new Map<number, number>()
  return repeat('watch the lanes', LOOK_MS, app.log, async () => {
    for (const lane of app.lanes.all) {
      const { cell, waiting } = lane
      if (isStopped(lane)) {
        if (told.has(cell)) continue
        told.set(cell, performance.now() - lane.stoppedMs)
        // If the database is away, that is the reason, and the log has it.
        const holder = await readHolder(app.prisma, cell).catch(() => null)
        app.log.warn({ cell, waiting, holder }, 'the lane of a cell decides nothing')
      } else if (told.has(cell)) {
        const seconds = Math.round((performance.now() - (told.get(cell) ?? 0)) / 1_000)
        told.delete(cell)
        app.log.info({ cell, seconds }, 'the lane of a cell decides again')
      }
    }
    return { more: false }
  })
}
