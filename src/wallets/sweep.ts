// Books lots past their expiry and releases holds past their deadline. Each is a lane command of its own, which
// decides again whether it is really due: so any number of processes may sweep, and a killed one leaves nothing behind.

import type { App } from '../app.ts'
import { expire } from '../ledger/expire.ts'
import { ripen } from '../ledger/lock.ts'
import { release } from '../ledger/settle.ts'
import { notFound } from '../refusals.ts'
import { changeHold, changeLot } from './commands.ts'

/** How many are taken at a time. */
const SWEEP_ROWS_MAX = 500
/** Who has a clock of their own is swept when that is moved. */
const byRealTime = { wallet: { organization: { clockAt: null } } }

/** Expires what is due and unlocks what has become usable, and says how many lots that were. */
export async function sweepLots(app: App): Promise<number> {
  const now = app.clock()
  const select = { organizationId: true, id: true, walletId: true } as const
  const [expired, ripe] = await Promise.all([
    app.prisma.creditLot.findMany({
      where: {
        ...byRealTime,
        open: true,
        expiresAt: { lte: now },
        OR: [{ available: { gt: 0n } }, { locked: { gt: 0n } }],
      },
      orderBy: { expiresAt: 'asc' },
      take: SWEEP_ROWS_MAX,
      select,
    }),
    app.prisma.creditLot.findMany({
      where: { ...byRealTime, lock: 'SCHEDULED', usableFrom: { lte: now }, open: true },
      orderBy: { usableFrom: 'asc' },
      take: SWEEP_ROWS_MAX,
      select,
    }),
  ])
  const book = ({ organizationId, id, walletId }: (typeof expired)[number], rule: typeof expire) =>
    app.lane.run(changeLot(organizationId, walletId, id, null, rule))
  await Promise.all([...expired.map((lot) => book(lot, expire)), ...ripe.map((lot) => book(lot, ripen))])
  return expired.length + ripe.length
}

/** Releases what is due, and says how many holds that were. Holds of tasks end with their task. */
export async function sweepHolds(app: App): Promise<number> {
  const due = await app.prisma.hold.findMany({
    where: { ...byRealTime, status: 'OPEN', taskId: null, expiresAt: { lte: app.clock() } },
    orderBy: { expiresAt: 'asc' },
    take: SWEEP_ROWS_MAX,
    select: { organizationId: true, id: true },
  })
  await Promise.all(
    due.map(({ organizationId, id }) =>
      app.lane.run(
        changeHold(organizationId, id, null, (state, hold, now) =>
          hold.expiresAt <= now ? release(state, hold, 'TIMED_OUT', now) : notFound('hold that is due'),
        ),
      ),
    ),
  )
  return due.length
}
