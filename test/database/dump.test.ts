// Dump and restore: a database comes back as it was, into an empty one, whole or not at all.

import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dump, restore } from '../../src/database/dump.ts'
import { type Migration, readMigrations } from '../../src/database/migrate.ts'
import { verify } from '../../src/engine/verify.ts'
import { startHoldfast } from '../../src/holdfast.ts'
import { migrateQueue } from '../../src/queue/queue.ts'
import { Client } from '../support/client.ts'
import { run, type TestDatabase } from '../support/database.ts'
import { startTestHoldfast } from '../support/holdfast.ts'
import { Balance, Complete, Submit } from '../support/operations.ts'
import { runHoldfast } from '../support/process.ts'

let folder: string
let source: TestDatabase
let memberKey: string
let dumped: Buffer
const databases: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-dump-'))
  const holdfast = await startTestHoldfast()
  const { member } = await holdfast.organization()
  memberKey = member.key ?? ''
  const song = { model: 'suno', operation: 'music' }
  for (const prompt of ['tab\t, newline\n, backslash \\ and \\.', 'an ünïcödé 🎵', '\\.']) {
    const { submitTask } = await member.run(Submit, { input: { ...song, input: { prompt } } })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
    if (prompt === '\\.') await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id } })
  }
  source = holdfast.database
  await holdfast.stop({ keepDatabase: true })
  await run(source.url, (client) =>
    client.query(
      `SELECT graphile_worker.add_job('later', '{"a": 1}', queue_name := 'q', run_at := '2099-01-01', max_attempts := 3,
         job_key := 'key', priority := 2, flags := '{one,two}')`,
    ),
  )
  dumped = await dumpOf(source.url)
})
afterAll(async () => {
  for (const name of databases) await run(inject('databaseUrl'), (c) => c.query(`DROP DATABASE ${name} WITH (FORCE)`))
  await source.drop()
  await rm(folder, { recursive: true, force: true })
})

async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return work(client).finally(() => client.end())
}

async function dumpOf(url: string): Promise<Buffer> {
  const stream = new PassThrough()
  const [bytes] = await Promise.all([buffer(stream), connected(url, (client) => dump(client, url, '0.1.0', stream))])
  return bytes
}

async function emptyDatabase(): Promise<string> {
  const name = `restored_${process.pid}_${databases.length}`
  databases.push(name)
  await run(inject('databaseUrl'), (client) => client.query(`CREATE DATABASE ${name}`))
  const url = inject('databaseUrl').replace(/\/holdfast$/, `/${name}`)
  await migrateQueue(url)
  return url
}

async function restoreInto(url: string, bytes: Buffer, migrations?: readonly Migration[]) {
  // In pieces that end anywhere.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 700) }, (_, i) => bytes.subarray(i * 700, i * 700 + 700))
  return connected(url, (client) => restore(client, Readable.from(pieces), migrations))
}

const tablesOf = async (url: string) =>
  (await run(url, (client) => client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`))).rowCount

/** All but the line that says when it was made. */
const bodyOf = (bytes: Buffer) => gunzipSync(bytes).toString().replace(/^.*\n/, '')

test('a database that is restored is the same, row by row and job by job, and works', async () => {
  const url = await emptyDatabase()
  const { rows } = await restoreInto(url, dumped)
  expect(rows).toMatchObject({ task: 3, hold: 3, organization: 1, holdfast_job: 1 })
  expect(bodyOf(await dumpOf(url))).toBe(bodyOf(dumped))
  expect((await verify(url)).violations).toEqual([])
  const log = pino({ level: 'silent' })
  const holdfast = await startHoldfast({ databaseUrl: url, log, host: '127.0.0.1', port: 0 })
  const member = new Client(holdfast.url, memberKey)
  expect((await member.run(Balance)).organization?.wallet).toMatchObject({ available: 970, frozen: 20 })
  await member.close()
  await holdfast.stop()
})

test('partitions are restored before the rows that belong into them', async () => {
  const partitions = async (url: string) =>
    (
      await run(url, (client) =>
        client.query(`SELECT tableoid::regclass::text AS name, count(*)::int FROM journal_entry GROUP BY 1 ORDER BY 1`),
      )
    ).rows
  const url = await emptyDatabase()
  await restoreInto(url, dumped)
  expect(await partitions(url)).toEqual(await partitions(source.url))
  expect((await partitions(url))[0].name).toMatch(/^journal_entry_\d{4}q\d$/)
})

test('a dump that is cut off anywhere leaves the database as it was', async () => {
  const url = await emptyDatabase()
  const text = gunzipSync(dumped)
  const ends = [0, 10, 0.3, 0.6, 0.9].map((end) => (end < 1 ? Math.floor(end * dumped.length) : end))
  for (const end of ends) {
    await expect(restoreInto(url, dumped.subarray(0, end))).rejects.toThrow('not a dump of Holdfast, or it is damaged')
  }
  const lines = text.toString().split('\n')
  for (const count of [1, 2, 3, lines.length - 3, lines.length - 2]) {
    const cut = gzipSync(lines.slice(0, count).join('\n'))
    await expect(restoreInto(url, cut), `${count} lines`).rejects.toThrow('damaged')
  }
  expect(await tablesOf(url)).toBe(0)
})

test('a dump with other contents leaves the database as it was', async () => {
  const url = await emptyDatabase()
  const text = gunzipSync(dumped).toString()
  const changed = [
    text.replace(/"task":3/, '"task":4'),
    text.replace(/^COPY public\.wallet .*$/m, 'DROP TABLE wallet;'),
    text.replace(/^COPY public\.wallet \(/m, 'COPY public.wallet_2 ('),
    text.replace('"holdfast":"dump"', '"holdfast":"proof"'),
    text.replace('"quarters":["', `"quarters":["'; DROP TABLE wallet; --`),
  ]
  for (const each of changed) {
    expect(each).not.toBe(text)
    await expect(restoreInto(url, gzipSync(each))).rejects.toThrow('damaged')
  }
  expect(await tablesOf(url)).toBe(0)
})

test('a dump of another version is refused by its name, and so is a database that has tables', async () => {
  const url = await emptyDatabase()
  const last = (await readMigrations()).at(-1)?.name ?? ''
  const text = gunzipSync(dumped).toString()
  const next = { name: '20990101000000_new', script: '' }
  const older = restoreInto(url, dumped, [...(await readMigrations()), next])
  await expect(older).rejects.toThrow(
    `The dump is of an older Holdfast (0.1.0, migrated up to ${last}; this one goes up to ${next.name})`,
  )
  const newer = restoreInto(url, gzipSync(text.replace(`"${last}"`, `"${last}","${next.name}"`)))
  await expect(newer).rejects.toThrow('The dump is of another Holdfast (0.1.0, migrated up to 20990101000000_new')
  expect(await tablesOf(url)).toBe(0)
  await expect(restoreInto(source.url, dumped)).rejects.toThrow('The database is not empty')
  expect(bodyOf(await dumpOf(source.url))).toBe(bodyOf(dumped))
})

test('a dump needs only rows: there are no sequences, and no rows that refer to later tables', async () => {
  const { rows } = await run(source.url, (client) =>
    client.query(`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('S', 'm')
      UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'f'
      UNION ALL SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal AND tgtype & 4 <> 0`),
  )
  expect(rows).toEqual([])
})

test('npx holdfast dump and restore: from an outer PostgreSQL into the embedded one, through a pipe or a file', async () => {
  const outer = { DATABASE_URL: source.url }
  const file = join(folder, 'monday.dump')
  const made = await runHoldfast(['dump', file, '--json'], outer)
  expect({ ...made, stdout: JSON.parse(made.stdout) }).toMatchObject({
    code: 0,
    stderr: '',
    stdout: { rows: { task: 3 } },
  })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await runHoldfast(['dump', file], outer)).toMatchObject({
    code: 2,
    stderr: `holdfast: ${file} exists already: name a new file\n`,
  })
  const embedded = { DATA_DIR: join(folder, 'data') }
  expect(await runHoldfast(['restore', file], embedded)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Restored \d+ rows of \d+ tables\. Every invariant holds\.\n$/),
    stderr: '',
  })
  expect(await runHoldfast(['verify'], embedded)).toMatchObject({ code: 0 })
  const again = await runHoldfast(['restore', file], embedded)
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^holdfast: The database is not empty \(.*\n$/),
  })
  const cut = await runHoldfast(['restore', '-'], { DATA_DIR: join(folder, 'other') }, dumped.subarray(0, -20))
  expect(cut).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^holdfast: This is not a dump of Holdfast.*\n$/),
  })
})
