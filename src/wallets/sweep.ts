// Books lots that expired or matured, and releases holds whose deadline has passed. Each has a lane command of its own, which decides
// again whether it is due. So any number of processes may sweep, and a killed one leaves nothing behind.

import type { App, DueWork } from '../app.ts'
import { skip } from '../engine/command.ts'
import { expire } from '../ledger/expire.ts'
import { mature } from '../ledger/lock.ts'
import { endMetered, isMetered } from '../ledger/meter.ts'
import { release } from '../ledger/settle.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { changeHold } from './holds.ts'
import { changeLot } from './lots.ts'

/** The most rows of one sweep. */
const SWEEP_ROWS_MAX = 500

export const LOTS_DUE: DueWork = {
  name: 'expire and unlock lots',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepLots,
  nextInstant: `
    SELECT min(expires_at) FROM credit_lot WHERE organization_id = $1::uuid AND open AND expires_at > $2
    UNION ALL
    SELECT min(usable_from) FROM credit_lot
      WHERE organization_id = $1::uuid AND open AND lock = 'SCHEDULED' AND usable_from > $2`,
}

export const HOLDS_DUE: DueWork = {
  name: 'time out holds',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepHolds,
  nextInstant: `
    SELECT min(expires_at) FROM hold
      WHERE organization_id = $1::uuid AND ended_at IS NULL AND task_id IS NULL AND expires_at > $2`,
}

/** Expires lots and unlocks mature ones. Returns the number of lots. */
async function sweepLots(app: App, at?: SweepAt): Promise<number> {
  const now = at?.now ?? app.clock()
  const select = { organizationId: true, id: true, walletId: true } as const
  const [expired, matured] = await Promise.all([
    app.prisma.creditLot.findMany({
      where: {
        ...whose(at),
        open: true,
        expiresAt: { lte: now },
        OR: [{ available: { gt: 0n } }, { locked: { gt: 0n } }],
      },
      orderBy: { expiresAt: 'asc' },
      take: SWEEP_ROWS_MAX,
      select,
    }),
    app.prisma.creditLot.findMany({
      where: { ...whose(at), lock: 'SCHEDULED', usableFrom: { lte: now }, open: true },
      orderBy: { usableFrom: 'asc' },
      take: SWEEP_ROWS_MAX,
      select,
    }),
  ])
  const book = ({ organizationId, id, walletId }: (typeof expired)[number], rule: typeof expire) => {
    // Lots that end with a cycle are expired by the decision that begins the next, which comes first: no balance in between is ever sent.
    const ifDue: Parameters<typeof changeLot>[4] = (state, lot, now) => rule(state, lot, now) ?? skip()
    return app.lane.run(changeLot(organizationId, walletId, id, null, ifDue))
  }
  const outcomes = await Promise.all([
    ...expired.map((lot) => book(lot, expire)),
    ...matured.map((lot) => book(lot, mature)),
  ])
  return outcomes.filter(({ kind }) => kind === 'decided').length
}

/** Releases holds that are due, and spends what was metered of them. Returns their number. The hold of a task ends with its task. */
async function sweepHolds(app: App, at?: SweepAt): Promise<number> {
  const due = await app.prisma.hold.findMany({
    where: { ...whose(at), endedAt: null, taskId: null, expiresAt: { lte: at?.now ?? app.clock() } },
    orderBy: { expiresAt: 'asc' },
    take: SWEEP_ROWS_MAX,
    select: { organizationId: true, id: true },
  })
  const outcomes = await Promise.all(
    due.map(({ organizationId, id }) =>
      app.lane.run(
        changeHold(organizationId, id, null, (state, hold, now) =>
          hold.expiresAt > now
            ? skip()
            : isMetered(hold)
              ? endMetered(state, hold, true, now)
              : release(state, hold, 'TIMED_OUT', now),
        ),
      ),
    ),
  )
  return outcomes.filter(({ kind }) => kind === 'decided').length
}

function whose(at: SweepAt | undefined) {
  return at ? { organizationId: at.organizationId } : { wallet: { organization: { clockAt: null } } }
}
