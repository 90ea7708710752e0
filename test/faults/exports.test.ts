// A process that writes an export is killed, or stopped: no half file is offered, in a folder or in a bucket, and the next process begins it
// again.

import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeGlobalId, splitTenantId } from '../../src/graphql/ids.ts'
import { ATTEMPTS_MAX } from '../../src/queue/background.ts'
import { type BucketServer, startBucket } from '../support/bucket.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { askForExport, ExportOf, exportUntil } from '../support/exports.ts'
import { Submit } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

const TASKS = 5

let dataDir: string
let database: TestDatabase
let holdfast: HoldfastProcess
let bucket: BucketServer

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-exports-'))
  await mkdir(temporary())
  bucket = await startBucket()
  database = await createTestDatabase()
  await start()
})
afterAll(async () => {
  await holdfast.end('SIGTERM')
  await database.drop()
  await bucket.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The folder of temporary files of its processes. */
const temporary = () => join(dataDir, 'temporary')

async function start(more: Readonly<Record<string, string>> = {}): Promise<void> {
  holdfast = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url, TMPDIR: temporary(), ...more })
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
  const isStop = signal === 'SIGTERM'
  // It had been begun as often as it may be; but a stop on purpose does not count.
  if (isStop) await locking.query('UPDATE export SET attempts = $1 WHERE ended_at IS NULL', [ATTEMPTS_MAX])
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
    client.query('SELECT attempts, stops FROM export ORDER BY id DESC LIMIT 1').then(({ rows }) => rows[0]),
  )
  expect(attempts).toEqual(isStop ? { attempts: ATTEMPTS_MAX + 1, stops: 1 } : { attempts: 2, stops: 0 })
})

/** Tasks of which an export is uploaded in several parts, of 5 MB each. */
const MANY = `
  INSERT INTO task SELECT made.*
  FROM (SELECT task AS one FROM task WHERE ended_at IS NOT NULL LIMIT 1) AS ended,
    (SELECT gen_random_uuid() AS id FROM generate_series(1, 20000)) AS ids
  CROSS JOIN LATERAL jsonb_populate_record(one, jsonb_build_object('id', ids.id)) AS made`

const ownId = (id: string) => splitTenantId(decodeGlobalId(id).id).id

/** Asks for an export, and kills the process as it uploads the second part. */
async function killedInPart(): Promise<string> {
  const { url, adminKey } = await readDemo(dataDir)
  const admin = new Client(url, adminKey)
  const holding = bucket.hold(({ query }) => query.partNumber === '2')
  const id = await askForExport(admin, { kind: 'TASKS', format: 'NDJSON' })
  const goOn = await holding
  expect((await admin.run(ExportOf, { id })).export).toMatchObject({ status: 'RUNNING', link: null })
  expect((await bucket.objects()).filter((key) => key.includes(ownId(id)))).toEqual([])
  expect(await bucket.uploads()).toHaveLength(1)
  await admin.close()
  await holdfast.end('SIGKILL')
  await goOn()
  return id
}

test('of an export that is killed while it is uploaded, nothing is left in the bucket but the whole file of the next attempt', async () => {
  await holdfast.end('SIGTERM')
  await start(bucket.environment)
  const copied = () => run(database.url, (client) => client.query(MANY).then(({ rowCount }) => rowCount))
  await expect.poll(copied, { timeout: 60_000 }).toBe(20_000)
  const id = await killedInPart()
  const leftovers = async () => (await readdir(temporary())).filter((name) => name.startsWith('holdfast-export-'))
  const left = await leftovers()
  expect(left.length).toBeGreaterThan(0)
  // A file that a killed process has left is removed once it is a day old.
  for (const name of left) await utimes(join(temporary(), name), 0, 0)

  await start(bucket.environment)
  const { url, adminKey } = await readDemo(dataDir)
  const admin = new Client(url, adminKey)
  expect(await exportUntil(admin, id, ['SUCCEEDED', 'FAILED'])).toMatchObject({ status: 'SUCCEEDED', failure: null })
  const { export: made } = await admin.run(ExportOf, { id })
  const bytes = new Uint8Array(await (await fetch(made?.link?.url ?? '')).arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(made?.sha256)
  expect(bytes.length).toBe(made?.bytes)
  expect(await bucket.uploads()).toEqual([])
  expect(await bucket.objects()).toHaveLength(1)
  await expect.poll(leftovers).toEqual([])
  await admin.close()
})

test('one that was killed too often fails with the reason, and leaves nothing in the bucket', async () => {
  const id = await killedInPart()
  await run(database.url, (client) =>
    client.query(`UPDATE export SET attempts = $1 WHERE ended_at IS NULL`, [ATTEMPTS_MAX]),
  )
  await start(bucket.environment)
  const { url, adminKey } = await readDemo(dataDir)
  const admin = new Client(url, adminKey)
  expect(await exportUntil(admin, id, ['SUCCEEDED', 'FAILED'])).toMatchObject({
    status: 'FAILED',
    failure: expect.stringContaining(`It was begun ${ATTEMPTS_MAX} times`),
  })
  expect((await admin.run(ExportOf, { id })).export?.link).toBeNull()
  const kept = [...(await bucket.objects()), ...(await bucket.uploads())]
  expect(kept.filter((key) => key.includes(ownId(id)))).toEqual([])
  await admin.close()
})
