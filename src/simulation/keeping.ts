// Removes results that are not kept: those of simulations that ended long ago or before many others, or that have no result.

import type { App } from '../app.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'

export const KEPT_DAYS = 30
/** The most simulations that have ended and are kept. */
export const KEPT_MAX = 100
/** Removing all results in one statement could take longer than a statement may. */
const RESULTS_AT_ONCE = 5_000
const DAY_MS = 86_400_000

const OVER = `
  SELECT id FROM (
    SELECT id, ended_at, row_number() OVER (ORDER BY id DESC) AS place FROM simulation WHERE ended_at IS NOT NULL
  ) AS ended WHERE ended_at < $1 OR place > $2
  ORDER BY id LIMIT 1`

const REMOVE_RESULTS = `
  DELETE FROM simulated_organization WHERE simulation_id = $1::uuid
    AND id IN (SELECT id FROM simulated_organization WHERE simulation_id = $1::uuid LIMIT $2)`

/** Removes some results of a simulation that is not kept any more, or itself once it has none. Returns the number of rows. */
export async function sweepSimulations(app: App): Promise<number> {
  const { prisma, clock } = app
  const before = new Date(clock().getTime() - KEPT_DAYS * DAY_MS)
  const [over] = await prisma.$queryRawUnsafe<{ id: string }[]>(OVER, before, KEPT_MAX)
  if (!over) return 0
  const removed = await removeSome(app, over.id)
  if (removed > 0) return removed
  return transact(prisma, async (transaction) => {
    const { id } = over
    const ended = await transaction.simulation.findUnique({ where: { id }, select: { key: true } })
    if (ended?.key)
      await transaction.idempotencyKey.deleteMany({ where: { organizationId: PLATFORM_ID, key: ended.key } })
    return (await transaction.simulation.deleteMany({ where: { id } })).count
  })
}

/** Removes what a simulation has written that was canceled or has failed. */
export async function removeUnfinished(app: App, id: string): Promise<void> {
  const where = { id, status: { in: ['CANCELED' as const, 'FAILED' as const] } }
  if ((await app.prisma.simulation.count({ where })) === 0) return
  while ((await removeSome(app, id)) > 0);
}

function removeSome({ prisma }: App, id: string): Promise<number> {
  return prisma.$executeRawUnsafe(REMOVE_RESULTS, id, RESULTS_AT_ONCE)
}
