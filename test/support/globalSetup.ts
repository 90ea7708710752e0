// Starts one PostgreSQL for the whole run, with a migrated template from which each test copies its own database.

import { chmod, mkdtemp, readdir, readFile, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { distribute } from '../../src/database/distribute.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { migrateQueue } from '../../src/queue/queue.ts'
import { createOnCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a database of the test run's PostgreSQL. */
    databaseUrl: string
    /** The name of the migrated database to copy. */
    templateName: string
    /** The folder in which Node keeps the compiled modules of the processes that tests start. */
    compileCache: string
  }
}

/** The data lasts for one run, so PostgreSQL does not have to write it to the disk. A killed PostgreSQL loses nothing by it. */
const NOT_DURABLE = ['fsync = off', 'full_page_writes = off', `max_wal_size = '512MB'`]
/** For all workers, each with several Holdfasts. It takes a restart. */
const CONNECTIONS = 'max_connections = 500'
/** The tests make thousands of connections, and to prove the password takes a fifth of the work for one. */
const SCRAM_ITERATIONS = 1
/** If the tests run on a cluster. */
const CLUSTER_CELLS = 4
/** A folder in memory, on Linux. To copy the template takes a second on a disk, and a twentieth of that here. */
const MEMORY = '/dev/shm'
const MEMORY_BYTES_MIN = 4 * 2 ** 30

/** Makes the folder in which everything that the tests write lies, as the temporary folder of all their processes. */
async function makeFolder(): Promise<string> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }))
  const parent = bavail * bsize < MEMORY_BYTES_MIN ? tmpdir() : MEMORY
  await removeLeftOvers(parent)
  const folder = await mkdtemp(join(parent, `holdfast-tests-${process.pid}-`))
  // PostgreSQL runs as another user if the tests run as root.
  await chmod(folder, 0o755)
  process.env.TMPDIR = folder
  return folder
}

/** Removes the folders of runs that were killed, and ends their PostgreSQL. */
async function removeLeftOvers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid] = /^holdfast-tests-(\d+)-/.exec(name) ?? []
    if (!pid || !isGone(Number(pid))) continue
    const postgres = Number.parseInt(await textOf(join(parent, name, 'postgres/cluster/postmaster.pid')), 10)
    // The number may be another program's by now.
    if ((await textOf(`/proc/${postgres}/cmdline`)).includes(name)) process.kill(postgres, 'SIGINT')
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Empty if the file can't be read. */
const textOf = (path: string) => readFile(path, 'utf8').catch(() => '')

/** False also for a process of another user. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Starts PostgreSQL with the settings of tests. */
async function startPostgres(directory: string): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres(directory)
  const { username, password } = new URL(first.url)
  await execute(first.url, [
    ...[...NOT_DURABLE, CONNECTIONS].map((setting) => `ALTER SYSTEM SET ${setting}`),
    `SET scram_iterations = ${SCRAM_ITERATIONS}`,
    `ALTER ROLE ${username} PASSWORD '${password}'`,
  ])
  await first.stop()
  return startEmbeddedPostgres(directory)
}

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeFolder()
  const directory = join(folder, 'postgres')
  const compileCache = join(folder, 'compiled')
  // Vitest's workers use it, too.
  process.env.NODE_COMPILE_CACHE = compileCache
  const cluster = process.env.CITUS_URL
  const templateName = cluster ? `template_${process.pid}` : 'template_holdfast'
  const postgres = cluster ? { url: cluster, stop: async () => {} } : await startPostgres(directory)
  if (cluster) await createOnCluster(cluster, templateName)
  else await execute(postgres.url, [`CREATE DATABASE ${templateName}`])
  const templateUrl = postgres.url.replace(/\/holdfast$/, `/${templateName}`)
  await migrate(templateUrl)
  await migrateQueue(templateUrl)
  if (cluster) await distribute(templateUrl, CLUSTER_CELLS, () => {})
  project.provide('databaseUrl', postgres.url)
  project.provide('templateName', templateName)
  project.provide('compileCache', compileCache)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
