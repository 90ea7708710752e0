// After a restart of PostgreSQL each process reconnects in its own time: the first one takes the jobs of processes that have ended,
// and of no others.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { watchOrphans } from '../../src/queue/orphans.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const WAIT = { timeout: 60_000 }

test('a process that gets its lock late keeps its jobs, and a process that has ended loses them', async () => {
  await run(database.url, async (client) => {
    // Both are at it for an hour.
    await client.query(`
      SELECT graphile_worker.add_job('work', json_build_object('of', of)) FROM unnest('{late,gone}'::text[]) AS of`)
    await client.query(`
      UPDATE graphile_worker._private_jobs SET locked_by = payload->>'of', locked_at = now() - interval '1 hour'`)
    const working = async () => {
      const { rows } = await client.query(
        `SELECT locked_by AS of FROM graphile_worker.jobs WHERE locked_by IS NOT NULL ORDER BY locked_by`,
      )
      return rows.map(({ of }) => of)
    }
    expect(await working()).toEqual(['gone', 'late'])

    const looking = watchOrphans(database.url, 'first', new Set(), pino({ level: 'silent' }))
    try {
      const hasLooked = async () => {
        const { rows } = await client.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle'
             AND application_name = 'holdfast queue alive' AND query LIKE '%graphile_worker%'`,
        )
        return rows.length
      }
      await expect.poll(hasLooked, { ...WAIT, interval: 10 }).toBe(1)
      const late = watchOrphans(database.url, 'late', new Set(['1', '2']), pino({ level: 'silent' }))
      try {
        await expect.poll(working, WAIT).toEqual(['late'])
      } finally {
        await late.stop()
      }
      // Once it has gone, too, nothing is left with nobody.
      await expect.poll(working, WAIT).toEqual([])
    } finally {
      await looking.stop()
    }
  })
})
