// Dumps: all that a database of Holdfast holds, as one compressed file, and back. No program of PostgreSQL is needed: the
// package of the embedded server has no pg_dump, and other versions' refuse it.
//
// The file is gzip of UTF-8 text: a line of JSON that says what it is; then, as a plain dump of pg_dump has it, for each table
//
//   COPY public.wallet (organization_id, id, …) FROM stdin;
//   rows in COPY's text format
//   \.
//
// and for the jobs that wait in the queue; then a line of JSON that counts the rows. The tables' definitions are not in it: a
// dump is restored by the version of Holdfast that made it, whose migrations make them. All is read in one snapshot, and
// written in one transaction.

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { EXIT, Failure } from '../failure.ts'
import type { Client } from './connect.ts'
import { endLines, queryWith } from './feedSequence.ts'
import { appliedMigrations, applyWithin, type Migration, readMigrations } from './migrate.ts'
import { makePartitionsWithin, partitionedQuarters } from './partitions.ts'
import { beginWholeSnapshot } from './snapshot.ts'

const FORMAT = 1
const LINE_BYTES_MAX = 1_000_000
const END_OF_ROWS = '\\.\n'

/** Values are written and read alike, whatever the database's own settings say. */
const SESSION = `
  SET client_encoding = 'UTF8';
  SET timezone = 'UTC';
  SET datestyle = 'ISO, YMD';
  SET intervalstyle = 'postgres';
  SET bytea_output = 'hex';
  SET extra_float_digits = 3;
  SET row_security = off`

/**
 * Every table of ours with its columns, in a fixed order. Partitions are read and written through their parents, so a dump
 * of several cells is restored as one. The rows of the processes that decide are left out (src/home), and so is what only a cluster
 * has: src/database/shards.ts.
 */
const TABLES = `
  SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname NOT IN ('_prisma_migrations', 'home', 'cell', 'queued_job') AND a.attname <> 'anchor'
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  GROUP BY c.relname ORDER BY c.relname`

/** The jobs that wait. One that is being done waits, too: it is done at least once. Those that were given up stay behind. */
const JOBS = `
  SELECT t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority,
    (SELECT array_agg(flag) FROM jsonb_object_keys(j.flags) AS flag) AS flags
  FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
  WHERE j.attempts < j.max_attempts`

/** Those of a cluster that are not in the queue yet: src/queue/outbox.ts. */
const JOBS_OF_CELLS = `
  SELECT task, payload, NULL, NULL, NULL, id::text, NULL, NULL FROM queued_job`

const JOB_TABLE = 'holdfast_job'
const JOB_COLUMNS = 'identifier, payload, queue_name, run_at, max_attempts, key, priority, flags'

const MAKE_JOB_TABLE = `
  CREATE TEMPORARY TABLE ${JOB_TABLE} (
    identifier TEXT, payload JSON, queue_name TEXT, run_at TIMESTAMPTZ, max_attempts INT, key TEXT, priority INT, flags TEXT[]
  ) ON COMMIT DROP`

const ADD_JOBS = `
  SELECT graphile_worker.add_job(identifier, payload, queue_name, run_at, max_attempts, key, priority, flags)
  FROM ${JOB_TABLE}`

const About = z.object({
  holdfast: z.literal('dump'),
  format: z.literal(FORMAT),
  version: z.string(),
  madeAt: z.string(),
  migrations: z.array(z.string()).min(1),
  quarters: z.array(z.string().regex(/^\d{4}q[1-4]$/)),
})
type About = z.output<typeof About>

const End = z.object({ rows: z.record(z.string(), z.int()) })

export interface Dumped {
  /** The number of rows of each table; the jobs in the queue count as holdfast_job. */
  readonly rows: Readonly<Record<string, number>>
}

/** Writes a dump of the database at `url` that says it is of this version. The client is connected to it, and used for nothing else meanwhile. */
export async function dump(
  client: Client,
  url: string,
  version: string,
  destination: NodeJS.WritableStream,
): Promise<Dumped> {
  const rows: Record<string, number> = {}
  await client.query(SESSION)
  await beginWholeSnapshot(client, url)
  await pipeline(Readable.from(textOf(client, version, rows)), createGzip(), destination)
  await client.query('COMMIT')
  return { rows }
}

async function* textOf(client: Client, version: string, rows: Record<string, number>): AsyncGenerator<string | Buffer> {
  const migrations = (await appliedMigrations(client)).map(({ name }) => name)
  const quarters = await partitionedQuarters(client)
  const head: About = {
    ...{ holdfast: 'dump', format: FORMAT, version },
    ...{ madeAt: new Date().toISOString(), migrations, quarters },
  }
  yield `${JSON.stringify(head)}\n`
  const { rows: tables } = await client.query<{ name: string; columns: string }>(TABLES)
  const sections = tables.map(({ name, columns }) => ({
    name,
    opening: openingOf(name, columns),
    select: `SELECT ${columns} FROM public.${name}`,
  }))
  const { rows: queues } = await client.query(`
    SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS made, to_regclass('public.queued_job') IS NOT NULL AS "ofCells"`)
  if (queues[0].made) sections.push({ name: JOB_TABLE, opening: openingOfJobs, select: JOBS })
  if (queues[0].ofCells) sections.push({ name: JOB_TABLE, opening: openingOfJobs, select: JOBS_OF_CELLS })
  for (const { name, opening, select } of sections) {
    yield `${opening}\n`
    const copying = client.query(copyTo(`COPY (${select}) TO STDOUT`))
    yield* copying
    yield END_OF_ROWS
    rows[name] = (rows[name] ?? 0) + copying.rowCount
  }
  yield `${JSON.stringify({ rows })}\n`
}

function openingOf(name: string, columns: string): string {
  return `COPY public.${name} (${columns}) FROM stdin;`
}

const openingOfJobs = `COPY ${JOB_TABLE} (${JOB_COLUMNS}) FROM stdin;`

/**
 * Reads a dump into a database that has no tables yet. Throws a Failure, and leaves the database as it was, if the dump is of
 * another version or damaged, or the database is not empty. The queue's own schema is there already.
 */
export async function restore(
  client: Client,
  source: AsyncIterable<Uint8Array>,
  migrations?: readonly Migration[],
): Promise<Dumped> {
  const reader = new Reader(gunzipped(source))
  const wanted = migrations ?? (await readMigrations())
  const head = await headOf(reader, wanted)
  await client.query(SESSION)
  await client.query('BEGIN')
  try {
    await requireEmpty(client)
    for (const migration of wanted) await applyWithin(client, migration)
    await makePartitionsWithin(client, head.quarters)
    const rows = await fill(client, reader)
    await client.query('COMMIT')
    return { rows }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function headOf(reader: Reader, present: readonly Migration[]): Promise<About> {
  const parsed = About.safeParse(json(await reader.line()))
  if (!parsed.success) throw damaged('it does not begin as one')
  const wanted = present.map(({ name }) => name)
  const { version, migrations } = parsed.data
  const isSame = wanted.length === migrations.length && wanted.every((name, i) => name === migrations[i])
  if (isSame) return parsed.data
  const last = migrations.at(-1)
  const way = wanted.includes(last ?? '') ? 'an older' : 'another'
  throw new Failure(
    EXIT.VERSION,
    `The dump is of ${way} Holdfast (${version}, migrated up to ${last}; this one goes up to ${wanted.at(-1)}). Restore it with that version, then migrate.`,
  )
}

async function requireEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    UNION ALL SELECT 'jobs in the queue' WHERE EXISTS (SELECT FROM graphile_worker._private_jobs)
    ORDER BY 1 LIMIT 3`)
  if (rows.length === 0) return
  const found = rows.map(({ name }) => name).join(', ')
  throw new Failure(
    EXIT.USAGE,
    `The database is not empty (it has ${found}, for example). Restore into a new database, or into a new DATA_DIR.`,
  )
}

/** Fills every table, and puts the jobs into the queue. Answers how many rows of each there are. */
async function fill(client: Client, reader: Reader): Promise<Record<string, number>> {
  const { rows: tables } = await client.query<{ name: string; columns: string }>(TABLES)
  // The dump has the rows that migrations insert, in their last state.
  for (const { name } of tables) await client.query(`DELETE FROM public.${name}`)
  await client.query(MAKE_JOB_TABLE)
  const openings = new Map(tables.map(({ name, columns }) => [openingOf(name, columns), name]))
  openings.set(openingOfJobs, JOB_TABLE)
  const rows: Record<string, number> = {}
  for (let line = await reader.line(); ; line = await reader.line()) {
    const name = openings.get(line ?? '')
    if (name === undefined) {
      const end = End.safeParse(json(line))
      if (!end.success) throw damaged(line === null ? 'its end is missing' : 'it has a line that no dump has')
      const wrong = Object.keys(end.data.rows).find((table) => end.data.rows[table] !== rows[table])
      if (wrong) throw damaged(`it says ${end.data.rows[wrong]} rows of ${wrong}, and has ${rows[wrong] ?? 'none'}`)
      break
    }
    const copying = client.query(copyFrom((line as string).replace(/;$/, '')))
    await pipeline(Readable.from(reader.rows()), copying)
    rows[name] = (rows[name] ?? 0) + copying.rowCount
  }
  await client.query(ADD_JOBS)
  await client.query('UPDATE public.lane SET cell = 0')
  await endLines(queryWith(client))
  return rows
}

async function* gunzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  const unpacking = pipeline(Readable.from(source), gunzip)
  unpacking.catch(() => {})
  try {
    yield* gunzip as AsyncIterable<Buffer>
  } catch (error) {
    const { code } = error as { code?: string }
    if (!code?.startsWith('Z_')) throw error
    throw damaged(`it can't be unpacked (${code})`)
  }
}

function damaged(how: string): Failure {
  return new Failure(EXIT.WRONG, `This is not a dump of Holdfast, or it is damaged: ${how}.`)
}

/** Lines, and the rows between them, of a stream of bytes. */
class Reader {
  readonly #chunks: AsyncIterator<Buffer>
  #pending: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next()
    if (!done) this.#pending = Buffer.concat([this.#pending, value])
    return !done
  }

  /** The next line; null at the end. */
  async line(): Promise<string | null> {
    let end = this.#pending.indexOf('\n')
    while (end < 0) {
      if (this.#pending.length > LINE_BYTES_MAX) throw damaged('it has a line that no dump has')
      if (!(await this.#more())) return null
      end = this.#pending.indexOf('\n')
    }
    const line = this.#pending.toString('utf8', 0, end)
    this.#pending = this.#pending.subarray(end + 1)
    return line
  }

  /** The rows up to the line that ends them. A row can't be that line: COPY doubles a backslash. */
  async *rows(): AsyncGenerator<Buffer> {
    while (true) {
      if (this.#pending.subarray(0, END_OF_ROWS.length).equals(Buffer.from(END_OF_ROWS))) {
        this.#pending = this.#pending.subarray(END_OF_ROWS.length)
        return
      }
      // Up to the end, or else the whole lines that are there: what is left begins a line again.
      const end = this.#pending.indexOf(`\n${END_OF_ROWS}`)
      const length = (end < 0 ? this.#pending.lastIndexOf('\n') : end) + 1
      if (length > 0) yield this.#pending.subarray(0, length)
      this.#pending = this.#pending.subarray(length)
      if (end < 0 && !(await this.#more())) throw damaged('its end is missing')
    }
  }
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
