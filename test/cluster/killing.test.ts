// A cluster whose processes are killed and whose machines crash while tasks are submitted.

import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { machinesOf } from '../support/cluster.ts'
import { run, type TestDatabase } from '../support/database.ts'
import { startTestHoldfast } from '../support/holdfast.ts'
import { Load } from '../support/load.ts'
import { freePort } from '../support/port.ts'
import { type HoldfastProcess, spawnHoldfast } from '../support/process.ts'

const WAIT = { timeout: 60_000, interval: 100 }
const ORGANIZATIONS = 8
/** Those that are submitted between two steps. */
const TASKS = 50
const ROUNDS = 2

interface Served {
  readonly port: number
  process: HoldfastProcess
}

let database: TestDatabase
let load: Load
const served: Served[] = []
const folder = join(tmpdir(), `holdfast-killing-${process.pid}`)

const spawned = (port: number) =>
  spawnHoldfast({ DATABASE_URL: database.url, DATA_DIR: join(folder, `${port}`), DEMO: 'off', PORT: `${port}` })

beforeAll(async () => {
  const first = await startTestHoldfast()
  database = first.database
  const organizations = await Promise.all(
    Array.from({ length: ORGANIZATIONS }, () => first.organization({ mode: 'SANDBOX', credits: 1_000_000n })),
  )
  await first.stop({ keepDatabase: true })
  for (let i = 0; i < 2; i++) {
    const port = await freePort()
    served.push({ port, process: spawned(port) })
  }
  await Promise.all(served.map(({ process }) => process.ready()))
  const urls = served.map(({ port }) => `http://127.0.0.1:${port}`)
  load = new Load(database.url, organizations, urls, { sandbox: { durationMs: 50 } })
})
afterAll(async () => {
  await Promise.all(served.map(({ process }) => process.end('SIGKILL')))
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function kill(each: Served): Promise<void> {
  expect(await each.process.end('SIGKILL')).toBe('SIGKILL')
  each.process = spawned(each.port)
  await each.process.ready()
}

/** Kills a session of PostgreSQL there, after which the whole server ends all others and recovers. */
async function crash(url: string): Promise<void> {
  await expect(run(url, (client) => client.query(`COPY (SELECT 1) TO PROGRAM 'kill -9 $PPID'`))).rejects.toThrow()
}

/** Every task has succeeded, and its credits were spent once. */
async function expectAllDone(): Promise<void> {
  await vi.waitUntil(async () => {
    const { rows } = await run(database.url, (client) =>
      client.query(`SELECT count(*)::int AS open FROM task WHERE ended_at IS NULL`),
    )
    return rows[0].open === 0
  }, WAIT)
  const { rows } = await run(database.url, (client) =>
    client.query(`
      SELECT (SELECT count(*)::int FROM task WHERE status = 'SUCCEEDED') AS succeeded,
        (SELECT sum(spent)::int FROM wallet) AS spent, (SELECT sum(frozen)::int FROM wallet) AS frozen`),
  )
  expect(rows[0]).toEqual({ succeeded: load.count, spent: 10 * load.count, frozen: 0 })
  expect((await verify(database.url)).violations).toEqual([])
}

test('processes are killed in turn and together, and every task is decided, done and charged once', async () => {
  const finish = load.start()
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of served) {
      await load.more(TASKS)
      await kill(each)
    }
  }
  await load.more(TASKS)
  await Promise.all(served.map(kill))
  await load.more(TASKS)
  await finish()
  await expectAllDone()
})

test('each machine crashes under load, the coordinator too, and every task is decided, done and charged once', async () => {
  const machines = await machinesOf(database.url)
  const finish = load.start()
  for (let round = 0; round < ROUNDS; round++) {
    for (const machine of machines) {
      await load.more(TASKS)
      await crash(machine)
    }
  }
  await load.more(TASKS)
  await finish()
  await expectAllDone()
})
