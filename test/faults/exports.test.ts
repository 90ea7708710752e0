// A process that writes an export is killed, or stopped: no half file is offered, and the next process begins it again.

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { askForExport, ExportOf, exportUntil } from '../support/exports.ts'
import { Submit } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

const TASKS = 5

let dataDir: string
let database: TestDatabase
let holdfast: HoldfastProcess

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-exports-'))
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

test.each(['SIGKILL', 'SIGTERM'] as const)('an export goes on after %s, from its beginning', async (signal) => {
  const demo = await readDemo(dataDir)
  const member = new Client(demo.url, demo.memberKey)
  for (let i = 0; i < TASKS; i++) await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  // Nothing of it can be read.
  const locking = new pg.Client({ connectionString: database.url })
  await locking.connect()
  await locking.query('BEGIN; LOCK TABLE task IN ACCESS EXCLUSIVE MODE')
  const admin = new Client(demo.url, demo.adminKey)
  const id = await askForExport(admin, { kind: 'TASKS', format: 'CSV' })
  await exportUntil(admin, id, ['RUNNING'])
  expect((await admin.run(ExportOf, { id })).export?.link).toBeNull()
  await admin.close()
  await member.close()
  await holdfast.end(signal)
  await locking.query('COMMIT')
  await locking.end()
  const files = await readdir(join(dataDir, 'files'), { recursive: true }).catch(() => [])
  expect(files.filter((name) => name.endsWith('.csv') && name.includes(signal))).toEqual([])

  await start()
  const { url } = await readDemo(dataDir)
  const next = new Client(url, demo.adminKey)
  expect(await exportUntil(next, id, ['SUCCEEDED', 'FAILED'])).toMatchObject({ status: 'SUCCEEDED', failure: null })
  const { export: made } = await next.run(ExportOf, { id })
  const text = await (await fetch(made?.link?.url ?? '')).text()
  expect(text.trim().split('\n')).toHaveLength((made?.rows ?? 0) + 1)
  expect(made?.rows).toBeGreaterThanOrEqual(TASKS)
  await next.close()
  const attempts = await run(database.url, (client) =>
    client.query('SELECT attempts FROM export ORDER BY id DESC LIMIT 1').then(({ rows }) => rows[0]?.attempts),
  )
  expect(attempts).toBe(2)
})
