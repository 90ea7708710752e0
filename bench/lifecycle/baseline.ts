// Drives the baseline functions: by pgbench where it is installed, else by the pg driver.

import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { isSerializationFailure } from '../../src/database/retry.ts'

const execute = promisify(execFile)

export interface Baseline {
  readonly driver: 'pgbench' | 'pg'
  /** Returns the lifecycles per second on wallets 1 to `wallets`, each chosen at random, over a number of connections. */
  measure(wallets: number, connections: number, seconds: number): Promise<number>
}

/** Installs the functions. `organizationIds` are the organizations whose wallets are used. */
export async function prepareBaseline(url: string, organizationIds: readonly string[]): Promise<Baseline> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await installBaseline(client)
  await client.query(`CREATE TABLE baseline_organization (number int PRIMARY KEY, id uuid NOT NULL)`)
  await client.query(
    `INSERT INTO baseline_organization SELECT number, id FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, number)`,
    [organizationIds],
  )
  await client.end()
  const pgbench = await findPgbench()
  return pgbench
    ? { driver: 'pgbench', measure: (...how) => measureByPgbench(pgbench, url, ...how) }
    : { driver: 'pg', measure: (...how) => measureByDriver(url, organizationIds, ...how) }
}

/** Creates the functions and their tables. */
export async function installBaseline(client: pg.Client): Promise<void> {
  await client.query(await readFile(join(import.meta.dirname, 'baseline.sql'), 'utf8'))
}

/** The options of connections that call the functions. */
export const BASELINE_OPTIONS = '-c default_transaction_isolation=serializable -c search_path=baseline,public'

/** One lifecycle: freeze and spend, each in a serializable transaction of its own, repeated on a serialization failure. */
const SCRIPT = `
\\set wallet random(1, :wallets)
SELECT id AS organization, baseline_freeze(id, 'music', 1, gen_random_uuid()::text) AS hold
  FROM baseline_organization WHERE number = :wallet \\gset
SELECT baseline_spend(:organization, :hold, gen_random_uuid()::text) AS spent \\gset
`

async function measureByPgbench(
  pgbench: string,
  url: string,
  wallets: number,
  connections: number,
  seconds: number,
): Promise<number> {
  const { username, password, hostname, port, pathname } = new URL(url)
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-pgbench-'))
  try {
    const script = join(folder, 'lifecycle.sql')
    await writeFile(script, SCRIPT)
    const args = ['-n', '-f', script, '-T', `${seconds}`, '-c', `${connections}`, '-j', '1', '-D', `wallets=${wallets}`]
    const { stdout } = await execute(pgbench, [...args, '--max-tries=0', '-M', 'prepared', pathname.slice(1)], {
      env: {
        ...process.env,
        PGUSER: username,
        PGPASSWORD: password,
        PGHOST: hostname,
        PGPORT: port,
        PGOPTIONS: BASELINE_OPTIONS,
      },
    })
    const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1]
    if (!tps) throw new Error(`pgbench printed no rate:\n${stdout}`)
    return Number(tps)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureByDriver(
  url: string,
  organizationIds: readonly string[],
  wallets: number,
  connections: number,
  seconds: number,
): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({
        connectionString: url,
        options: BASELINE_OPTIONS,
      })
      await client.connect()
      return client
    }),
  )
  const until = performance.now() + seconds * 1_000
  let lifecycles = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        const organizationId = organizationIds[Math.floor(Math.random() * wallets)]
        const keys = [crypto.randomUUID(), crypto.randomUUID()]
        const { rows } = await again(() =>
          client.query({
            name: 'freeze',
            text: `SELECT baseline_freeze($1, 'music', 1, $2) AS hold`,
            values: [organizationId, keys[0]],
          }),
        )
        await again(() =>
          client.query({
            name: 'spend',
            text: `SELECT baseline_spend($1, $2, $3)`,
            values: [organizationId, rows[0].hold, keys[1]],
          }),
        )
        lifecycles++
      }
    }),
  )
  await Promise.all(clients.map((client) => client.end()))
  return lifecycles / seconds
}

async function again<Result>(run: () => Promise<Result>): Promise<Result> {
  while (true) {
    try {
      return await run()
    } catch (error) {
      if (!isSerializationFailure(error)) throw error
    }
  }
}

/** Debian installs pgbench outside PATH, in a folder per version. */
async function findPgbench(): Promise<string | null> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => [])
  const places = ['pgbench', ...versions.map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`)]
  for (const place of places) {
    const works = await execute(place, ['--version']).then(
      () => true,
      () => false,
    )
    if (works) return place
  }
  return null
}
