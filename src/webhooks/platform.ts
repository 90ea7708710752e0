// The events that the platform's own webhook endpoints receive. The lane knows them from the price book, which it has in memory: so
// without such an endpoint nothing is read and no job is queued.

import type { Prisma } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'

/** All events of the endpoints that have not ended; those for one organization with its id. */
const EVENTS = `
  SELECT DISTINCT concat_ws(' ', event, e.about_organization_id) AS event
  FROM webhook_endpoint e
  CROSS JOIN unnest(e.events) AS event
  WHERE e.organization_id = '${PLATFORM_ID}' AND e.ended_at IS NULL
  ORDER BY 1`

// A cluster can't read the endpoints, which are on one machine, in the statement that writes the price book, which is on all.
const HEAR = `UPDATE price_book SET version = version + 1, webhook_events = $1`

/** Changes of the platform's endpoints take turns: each sees those before. */
export async function lockPlatform(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$queryRaw`SELECT FROM price_book WHERE id = 1 FOR UPDATE`
}

/** Makes the lane queue jobs for exactly the events that the platform's endpoints receive, from the commit on. */
export async function hearForPlatform(transaction: Prisma.TransactionClient): Promise<void> {
  const events = await transaction.$queryRawUnsafe<{ event: string }[]>(EVENTS)
  await transaction.$executeRawUnsafe(
    HEAR,
    events.map(({ event }) => event),
  )
}
