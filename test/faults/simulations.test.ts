// A process that runs a simulation is killed, or stopped: the next one begins it again, and its result is whole and there once.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeGlobalId } from '../../src/graphql/ids.ts'
import { ATTEMPTS_MAX } from '../../src/queue/background.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { Submit } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'
import { ask, ENDED, SimulationOf, until } from '../support/simulations.ts'

const TASKS = 5

const WRITTEN = `
  INSERT INTO simulated_organization (simulation_id, id, organization_id, credit_type, tasks, refused, refusals, credits_before,
    credits_after, refunded_before, refunded_after, sequence, expired_before, expired_after)
  SELECT $1, uuidv7(), id, 'music', 1, 0, '{}', 0, 0, 0, 0, 0, 0, 0 FROM organization`

let dataDir: string
let database: TestDatabase
let holdfast: HoldfastProcess

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-simulations-'))
  database = await createTestDatabase()
  await start()
})
afterAll(async () => {
  await holdfast.end('SIGTERM')
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  holdfast = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url })
  await holdfast.ready()
}

test.each(['SIGKILL', 'SIGTERM'] as const)('a simulation goes on after %s, from its beginning', async (signal) => {
  const demo = await readDemo(dataDir)
  const member = new Client(demo.url, demo.memberKey)
  for (let i = 0; i < TASKS; i++) await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  // Nothing of a simulation can be written or removed.
  const locking = new pg.Client({ connectionString: database.url })
  await locking.connect()
  await locking.query('BEGIN; LOCK TABLE simulated_organization IN ACCESS EXCLUSIVE MODE')
  const operator = new Client(demo.url, demo.operatorKey)
  const from = new Date(Date.now() - 86_400_000).toISOString()
  const id = await ask(operator, { source: { name: 'sunor' }, from, until: new Date().toISOString() })
  await until(operator, id, ['RUNNING'])
  await operator.close()
  await holdfast.end(signal)
  // What it could have written before.
  await locking.query(WRITTEN, [decodeGlobalId(id).id])
  const isStop = signal === 'SIGTERM'
  // It had been begun as often as it may be; but a stop on purpose does not count.
  if (isStop) await locking.query('UPDATE simulation SET attempts = $1 WHERE ended_at IS NULL', [ATTEMPTS_MAX])
  await locking.query('COMMIT')
  await locking.end()

  await start()
  const { url } = await readDemo(dataDir)
  const next = new Client(url, demo.operatorKey)
  expect(await until(next, id, ENDED)).toMatchObject({ status: 'SUCCEEDED', failure: null })
  const { simulation } = await next.run(SimulationOf, { id })
  const tasks = simulation?.result?.total.reduce((sum, { sums }) => sum + sums.tasks, 0)
  expect(tasks).toBeGreaterThanOrEqual(TASKS)
  expect(simulation?.organizations?.edges).toHaveLength(1)
  await next.close()
  const attempts = await run(database.url, (client) =>
    client.query('SELECT attempts, stops FROM simulation ORDER BY id DESC LIMIT 1').then(({ rows }) => rows[0]),
  )
  expect(attempts).toEqual(isStop ? { attempts: ATTEMPTS_MAX + 1, stops: 1 } : { attempts: 2, stops: 0 })
})
