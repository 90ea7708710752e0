// Holds up the lane of an organization, as another process would that decides nothing.

import { readCells } from '../../src/database/cells.ts'
import { laneLock } from '../../src/database/locks.ts'
import { readWith, urlOf } from '../../src/database/shards.ts'
import { run } from './database.ts'

/** Runs some work while no lane decides about the organization. The work may let it go before its end. */
export async function whileLaneIsHeld(
  url: string,
  organizationId: string,
  work: (letGo: () => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const cells = await run(url, (client) => readCells(readWith(client)))
  const cell = cells.of(organizationId)
  const shard = cells.shards?.[cell]
  await run(shard ? urlOf(shard, url) : url, async (holder) => {
    await holder.query('SELECT pg_advisory_lock($1)', [laneLock(cell)])
    await work(() => holder.query('SELECT pg_advisory_unlock($1)', [laneLock(cell)]))
  })
}
