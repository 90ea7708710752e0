// The thread of an export (src/exports/work.ts). It reads one snapshot through a cursor, and writes a file of its own: nobody sees it before
// it is whole.

import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { readCells } from '../database/cells.ts'
import { type Client, createClient, UNHURRIED } from '../database/connect.ts'
import type { Export } from '../database/generated/client/client.ts'
import { isUnavailable } from '../database/retry.ts'
import { readWith, urlOf } from '../database/shards.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { parserOf, viewsOf } from '../engine/session.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import type { Message } from '../queue/background.ts'
import { measure, openWriter, type Row, type Value } from './formats.ts'
import { columnsOf, type ExportColumn, KINDS, type Kind } from './kinds.ts'

export interface Order {
  readonly url: string
  readonly wanted: Pick<Export, 'organizationId' | 'kind' | 'format' | 'fromAt' | 'untilAt'>
  /** The present instant, by the clock of the application. */
  readonly now: Date
  /** The file to write. */
  readonly path: string
  /** The name of its session, as pg_stat_activity shows it. */
  readonly session: string
}

export interface Written {
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** Its niceness: other threads go first. */
const NICE = 10
/** The rows in memory at a time, and of a row group of Parquet. */
const ROWS_PER_PAGE = 10_000

const tell = (message: Message<Written>) => parentPort?.postMessage(message)

async function run({ url, wanted, now, path, session }: Order): Promise<void> {
  const kind = KINDS[wanted.kind]
  const isOfAll = wanted.organizationId === PLATFORM_ID
  const clients = await connect(url, session, kind)
  try {
    const rows = `FROM ${kind.from(conditionOf(kind, wanted), isOfAll, at(now))}`
    let total = 0
    for (const client of clients) {
      const { rows: counted } = await client.query<{ total: bigint }>(`SELECT count(*) AS total ${rows}`)
      total += Number(counted[0]?.total ?? 0)
    }
    tell({ total })
    const columns = columnsOf(kind, isOfAll)
    const selected = columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ')
    const writer = await openWriter(wanted.format, path, columns)
    let done = 0
    for (const client of clients) {
      await client.query(`DECLARE exported NO SCROLL CURSOR FOR SELECT ${selected} ${rows} ORDER BY ${kind.order}`)
      while (true) {
        const page = await client.query<Record<string, Value>>(`FETCH ${ROWS_PER_PAGE} FROM exported`)
        if (page.rows.length === 0) break
        await writer.write(page.rows.map((row) => shown(columns, row)))
        done += page.rows.length
        tell({ done })
      }
    }
    await writer.end()
    tell({ result: { rows: done, ...(await measure(path)) } })
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

/** Begins to read: on the database, or on the machine of each cell of a cluster. */
async function connect(url: string, session: string, { isReadByCell }: Kind): Promise<Client[]> {
  const open = async (at: string) => {
    const client = createClient(at, { name: session, timeouts: UNHURRIED, parserOf })
    await client.connect()
    return client
  }
  const begin = async (client: Client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`SET LOCAL jit = off`)
    return client
  }
  const client = await open(url)
  const cells = isReadByCell ? await readCells(readWith(client)) : null
  if (!cells?.shards) return [await begin(client)]
  await client.end()
  return Promise.all(
    cells.shards.map(async (shard, cell) => {
      const there = await open(urlOf(shard, url))
      await there.query(viewsOf(cell, { ...shard, anchor: cells.newIdIn(cell) }))
      return begin(there)
    }),
  )
}

const at = (instant: Date) => `${pg.escapeLiteral(instant.toISOString())}::timestamptz`

function conditionOf({ organization, time }: Kind, wanted: Order['wanted']): string {
  const { organizationId, fromAt, untilAt } = wanted
  const conditions = [
    ...(organizationId === PLATFORM_ID ? [] : [`${organization} = ${pg.escapeLiteral(organizationId)}::uuid`]),
    ...(fromAt ? [`${time} >= ${at(fromAt)}`] : []),
    ...(untilAt ? [`${time} < ${at(untilAt)}`] : []),
  ]
  return conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`
}

/** A row with ids as the API has them. */
function shown(columns: readonly ExportColumn[], row: Readonly<Record<string, Value>>): Row {
  const organizationId = String(row.organizationId)
  return columns.map(({ name, idOf }) => {
    const value = row[name] ?? null
    if (!idOf || typeof value !== 'string') return value
    return encodeGlobalId(idOf, idOf === 'Organization' ? value : tenantId({ organizationId, id: value }))
  })
}

// Linux has a priority for each thread. Elsewhere this would be that of the process.
if (process.platform === 'linux') setPriority(0, NICE)

run(workerData as Order).catch((error) => tell({ error, isUnavailable: isUnavailable(error) }))
