// The drill of docs/production.md: PostgreSQL archives its log, a base backup is made under load, the machine dies, and the database
// is restored to an instant. Everything from before the instant is there, nothing from after it, and Holdfast goes on.

import { execFile } from 'node:child_process'
import { appendFile, chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { verify } from '../../src/engine/verify.ts'
import { run } from '../support/database.ts'
import { live, TASKS_PER_LIFE } from '../support/living.ts'
import { spawnHoldfast } from '../support/process.ts'

let folder: string
let archive: string
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-instant-'))
  // PostgreSQL runs as another user if the tests run as root.
  await chmod(folder, 0o755)
  archive = join(folder, 'archive')
  await mkdir(archive)
  await chmod(archive, 0o777)
})
afterEach(async () => {
  // One of them was killed.
  for (const postgres of started.splice(0)) await postgres.stop().catch(() => {})
  await rm(folder, { recursive: true, force: true })
})

async function startPostgres(name: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(join(folder, name))
  started.push(postgres)
  return postgres
}

const ask = async <Row extends object>(url: string, sql: string): Promise<Row[]> =>
  (await run(url, (client) => client.query<Row>(sql))).rows

async function archivingPostgres(): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres(join(folder, 'postgres'))
  await ask(first.url, `ALTER SYSTEM SET archive_mode = on`)
  await ask(first.url, `ALTER SYSTEM SET archive_command = 'cp "%p" "${archive}/%f"'`)
  await first.stop()
  return startPostgres('postgres')
}

/** What pg_basebackup does, which is not among the programs of the embedded PostgreSQL. */
async function baseBackup(url: string): Promise<void> {
  const cluster = join(folder, 'restored/cluster')
  await mkdir(join(folder, 'restored'))
  const label = await run(url, async (client) => {
    await client.query(`SELECT pg_backup_start('drill', fast => true)`)
    // Files may disappear while it copies: the log has what they held.
    await promisify(execFile)('cp', ['-a', join(folder, 'postgres/cluster'), cluster]).catch(() => {})
    const { rows } = await client.query(`SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)`)
    return rows[0].labelfile
  })
  await write(join(cluster, 'backup_label'), label)
  for (const name of ['postmaster.pid', 'postmaster.opts']) await rm(join(cluster, name), { force: true })
  for (const name of await readdir(join(cluster, 'pg_wal')))
    if (/^[\dA-F]{24}/.test(name)) await rm(join(cluster, 'pg_wal', name))
}

/** Writes a file that belongs to the user of PostgreSQL. */
async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text)
  const { uid, gid } = await stat(join(folder, 'restored/cluster'))
  await chown(path, uid, gid)
}

/** Ends the segment of the log that is being written, and waits until it and all before it are in the archive. */
async function archiveAll(url: string): Promise<void> {
  const [segment] = await ask<{ name: string }>(url, 'SELECT pg_walfile_name(pg_switch_wal()) AS name')
  await expect.poll(() => readdir(archive)).toContain(segment?.name)
}

async function restoreTo(instant: string): Promise<EmbeddedPostgres> {
  const cluster = join(folder, 'restored/cluster')
  await appendFile(
    join(cluster, 'postgresql.auto.conf'),
    `restore_command = 'cp "${archive}/%f" "%p"'
recovery_target_time = '${instant}'
recovery_target_action = 'promote'
archive_mode = off
`,
  )
  await write(join(cluster, 'recovery.signal'), '')
  const postgres = await startPostgres('restored')
  const isOver = () => ask<{ recovers: boolean }>(postgres.url, 'SELECT pg_is_in_recovery() AS recovers')
  await expect.poll(isOver).toEqual([{ recovers: false }])
  return postgres
}

const LIVES = `
  SELECT o.name, count(t.id)::int AS tasks FROM organization o LEFT JOIN task t ON t.organization_id = o.id AND t.status = 'SUCCEEDED'
  WHERE o.name ~ '^(before|after)' GROUP BY o.name ORDER BY o.name`

test('a database is restored to an instant: whole before it, and nothing after it', async () => {
  const postgres = await archivingPostgres()
  const holdfast = spawnHoldfast({ DATA_DIR: folder, DATABASE_URL: postgres.url, FEED_DAYS: '30' })
  await holdfast.ready()
  await live(folder, 'before the backup')
  await Promise.all([baseBackup(postgres.url), live(folder, 'before, during the backup')])
  await live(folder, 'before the instant')
  const [now] = await ask<{ instant: string }>(postgres.url, 'SELECT clock_timestamp()::text AS instant')
  await live(folder, 'after the instant')
  await archiveAll(postgres.url)
  await live(folder, 'after what was archived')

  const [pid] = (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
  await rm(join(folder, 'postgres'), { recursive: true, force: true, maxRetries: 5 })

  const restored = await restoreTo(now?.instant ?? '')
  const tasks = TASKS_PER_LIFE
  expect(await ask(restored.url, LIVES)).toEqual([
    { name: 'before the backup', tasks },
    { name: 'before the instant', tasks },
    { name: 'before, during the backup', tasks },
  ])
  expect((await verify(restored.url)).violations).toEqual([])

  const again = spawnHoldfast({ DATA_DIR: folder, DATABASE_URL: restored.url, FEED_DAYS: '30' })
  await again.ready()
  await live(folder, 'after the restore')
  expect(await again.end('SIGTERM')).toBe(0)
  expect((await verify(restored.url)).violations).toEqual([])
})
