// A cluster whose cells move between its machines, whose connections are cut, and which is dumped, while tasks are submitted: the feed has
// each once.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { readCells } from '../../src/database/cells.ts'
import { readWith } from '../../src/database/shards.ts'
import { verify } from '../../src/engine/verify.ts'
import type { Holdfast } from '../../src/holdfast.ts'
import { createOnCluster, dropOnCluster, machinesOf } from '../support/cluster.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Load } from '../support/load.ts'
import { runHoldfast } from '../support/process.ts'
import { startSecond } from '../support/second.ts'

const WAIT = { timeout: 30_000, interval: 50 }
const ORGANIZATIONS = 8
/** Those that are submitted between two steps. */
const TASKS = 100

let one: TestHoldfast
let other: Holdfast
let load: Load

beforeAll(async () => {
  one = await startTestHoldfast({ feedDays: 30 })
  other = await startSecond(one, { feedDays: 30 })
  await vi.waitUntil(() => [one.holdfast, other].every(({ app }) => app.home.cells.length === 2), WAIT)
  const organizations = await Promise.all(
    Array.from({ length: ORGANIZATIONS }, () => one.organization({ credits: 1_000_000n })),
  )
  load = new Load(one.database.url, organizations, [one.holdfast.url, other.url])
})
afterAll(async () => {
  await other.stop()
  await one.stop()
})

const cellsNow = () => run(one.database.url, (client) => readCells(readWith(client)))

/** The tasks whose submission is in the feed. */
const SUBMITTED = `
  SELECT event ->> 3 AS id FROM feed_batch CROSS JOIN LATERAL jsonb_array_elements(events::jsonb -> 'events') AS event
  WHERE event ->> 0 = 'TASK_SUBMITTED'`

/** Each task that was submitted is in the feed once, and every invariant holds. */
async function expectAllThere(): Promise<void> {
  await one.holdfast.app.sequencer.run()
  const { rows: told } = await run(one.database.url, (client) => client.query(SUBMITTED))
  expect(told).toHaveLength(load.count)
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
  expect((await verify(one.database.url)).violations).toEqual([])
}

test('a cell moves to another machine under load, and nothing is lost or doubled', async () => {
  const finish = load.start()
  await load.more(TASKS)
  const before = await cellsNow()
  for (const cell of [0, 1]) {
    const from = before.shards?.[cell]
    const to = before.shards?.find(({ port, host }) => port !== from?.port || host !== from?.host)
    const shard = Number(/_(\d+)$/.exec(from?.tables.organization ?? '')?.[1])
    await run(one.database.url, (client) =>
      client.query(`SELECT citus_move_shard_placement($1, $2, $3, $4, $5, 'force_logical')`, [
        ...[shard, from?.host, from?.port, to?.host, to?.port],
      ]),
    )
    const after = await cellsNow()
    expect(after.shards?.[cell]).toMatchObject({ host: to?.host, port: to?.port })
    await load.more(TASKS)
  }
  await finish()
  await expectAllThere()
})

test('connections are cut on every machine under load, and nothing is lost or doubled', async () => {
  const finish = load.start()
  await load.more(TASKS)
  const urls = await machinesOf(one.database.url)
  for (let round = 0; round < 10; round++) {
    for (const url of urls) {
      await run(url, (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
             AND random() < 0.5 AND backend_type = 'client backend'`,
        ),
      )
    }
    await load.more(ORGANIZATIONS)
  }
  await finish()
  await expectAllThere()
  await vi.waitUntil(async () => {
    const { rows } = await run(one.database.url, (client) => client.query('SELECT count(*)::int FROM queued_job'))
    return rows[0].count === 0
  }, WAIT)
})

test('a dump under load is the ledger of one moment, and fills one PostgreSQL, which becomes a cluster again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-cluster-'))
  const file = join(folder, 'monday.dump')
  const finish = load.start()
  await load.more(TASKS)
  const dumped = await runHoldfast(['dump', file], { DATABASE_URL: one.database.url })
  await load.more(TASKS)
  await finish()
  expect(dumped).toMatchObject({ code: 0, stderr: '' })
  const name = `restored_${process.pid}`
  const DATABASE_URL = Object.assign(new URL(one.database.url), { pathname: name }).href
  await createOnCluster(inject('databaseUrl'), name)
  try {
    const restored = await runHoldfast(['restore', file], { DATABASE_URL })
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('Every invariant holds.') })
    expect(await runHoldfast(['cells', '2'], { DATABASE_URL })).toMatchObject({ code: 0 })
    expect((await verify(DATABASE_URL)).violations).toEqual([])
    const tasks = await run(DATABASE_URL, (client) => client.query('SELECT count(*)::int FROM task'))
    expect(tasks.rows[0].count).toBeGreaterThan(TASKS)
    expect(tasks.rows[0].count).toBeLessThan(load.count)
  } finally {
    await dropOnCluster(inject('databaseUrl'), name)
    await rm(folder, { recursive: true, force: true })
  }
})
