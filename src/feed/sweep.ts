// Deletes the events that are older than the feed keeps them.

import type { App } from '../app.ts'

const SWEEP_ROWS_MAX = 500
const DAY_MS = 24 * 60 * 60 * 1_000

/** The oldest rows come first, because the times of rows never decrease. Served by the primary key. */
const SWEEP = `
  DELETE FROM feed_batch WHERE last IN (
    SELECT last FROM (SELECT last, at FROM feed_batch ORDER BY last LIMIT ${SWEEP_ROWS_MAX}) AS oldest
    WHERE at < $1::timestamptz
  )`

/** Deletes events. Returns the number of rows. */
export async function sweepFeed({ prisma, feedDays, clock }: App): Promise<number> {
  return prisma.$executeRawUnsafe(SWEEP, new Date(clock().getTime() - feedDays * DAY_MS))
}
