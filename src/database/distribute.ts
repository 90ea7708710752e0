// Distributes the tables of a database over the machines of a Citus cluster, one shard a cell: src/database/shards.ts.
//
// One transaction does it, while no process serves, so a command that is killed has changed nothing. Afterwards the number of cells
// stays; Citus moves shards between machines.

import { setTimeout as delay } from 'node:timers/promises'
import { EXIT, Failure } from '../failure.ts'
import { Cells } from './cells.ts'
import { type Client, createClient, UNHURRIED } from './connect.ts'
import { beginLines, queryWith } from './feedSequence.ts'
import { ANCHORED, readShards, readWith } from './shards.ts'

/** The connections of a command that has ended, such as `migrate`, are still seen for a moment. */
const OTHERS_CHECKS = 20
const OTHERS_CHECK_DELAY_MS = 100

/** Tables that have no rows of organizations, and that a lane reads, or that are joined with rows of organizations. */
const COMMON = [
  ...['auth_user', 'catalogue', 'cell', 'credit_pack', 'facade', 'lot_policy', 'plan', 'price_book', 'simulation'],
] as const

/** Tables that have rows of organizations, of which those of the platform are read with those of any organization. */
const READ_BY_ALL = ['billing_details']

/** Tables that have rows of organizations, and stay on the coordinator alone: nothing joins them with rows of other machines. */
const STAY = ['auth_session', 'feed_outbox']

/**
 * The tables that have rows of organizations. `isWithin`: each key has the organization in it, so the rows can be where their organization
 * is. Of the other ones each machine has a copy.
 */
const TABLES = `
  SELECT c.relname AS name, a.attnotnull AND c.relname <> ALL ($2::text[]) AND NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND NOT a.attnum = ANY (i.indkey)
    ) AS "isWithin"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> ALL ($1::text[])
  ORDER BY c.relname`

/** A shard moves while it is written to, by logical replication: https://www.postgresql.org/docs/current/logical-replication-publication.html */
const WITHOUT_KEY = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)`

// The tables of what batches leave to be done have no rows then.
const ANCHOR = `
  ALTER TABLE usage_batch ADD COLUMN anchor uuid NOT NULL DEFAULT gen_random_uuid(),
    DROP CONSTRAINT usage_batch_pkey, ADD PRIMARY KEY (batch, anchor);
  ALTER TABLE feed_pending ADD COLUMN anchor uuid NOT NULL DEFAULT gen_random_uuid(),
    DROP CONSTRAINT feed_pending_pkey, ADD PRIMARY KEY (cell, last, anchor);
  CREATE TABLE queued_job (
    anchor uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    task text NOT NULL,
    payload text NOT NULL,
    PRIMARY KEY (anchor, id)
  )`

const CELL_OF = `
  CREATE OR REPLACE FUNCTION cell_of(organization uuid) RETURNS smallint LANGUAGE sql STABLE AS $$
    SELECT ((worker_hash(organization)::bigint + 2147483648) * (SELECT count(*) FROM public.cell) >> 32)::smallint
  $$`

/** Returns whether the database is the coordinator of a cluster that has other machines. */
export async function isCluster(client: Client): Promise<boolean> {
  const { rows } = await client.query(`SELECT to_regclass('pg_catalog.pg_dist_node') IS NOT NULL AS "hasCitus"`)
  if (!rows[0].hasCitus) return false
  const { rows: nodes } = await client.query('SELECT FROM pg_dist_node WHERE shouldhaveshards')
  return nodes.length > 0
}

/** Distributes all tables that lanes write, as a number of cells. */
export async function distribute(url: string, count: number, onProgress: (table: string) => void): Promise<void> {
  const client = createClient(url, { name: 'holdfast cells', timeouts: UNHURRIED })
  await client.connect()
  try {
    await expectNobody(client)
    await client.query('BEGIN')
    await client.query(`SET LOCAL citus.multi_shard_modify_mode = 'sequential'`)
    await client.query(`SET LOCAL citus.shard_count = ${count}`)
    await client.query(`SET LOCAL client_min_messages = warning`)
    await expectNothingPending(client)
    await client.query(ANCHOR)
    await beginLines(queryWith(client), count)
    for (const { name } of (await client.query<{ name: string }>(WITHOUT_KEY)).rows) {
      await client.query(`ALTER TABLE ${name} REPLICA IDENTITY FULL`)
    }
    const place = async (table: string, call: string) => {
      await client.query(`SELECT ${call}`)
      onProgress(table)
    }
    const beside = (table: string, column: string) =>
      place(table, `create_distributed_table('${table}', '${column}', colocate_with => 'organization')`)
    const copied = (table: string) => place(table, `create_reference_table('${table}')`)
    await place('organization', `create_distributed_table('organization', 'id', colocate_with => 'none')`)
    await beside('lane', 'id')
    for (const table of ANCHORED) await beside(table, 'anchor')
    const { rows: tables } = await client.query<{ name: string; isWithin: boolean }>(TABLES, [STAY, READ_BY_ALL])
    for (const { name, isWithin } of tables) await (isWithin ? beside(name, 'organization_id') : copied(name))
    for (const table of COMMON) await copied(table)
    await client.query(`INSERT INTO cell (id) SELECT generate_series(1, ${count - 1})`)
    await client.query(CELL_OF)
    await beginLanes(client, count)
    await client.query('COMMIT')
    // The rows that were copied are kept until then.
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

const OTHERS = `
  SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'holdfast%' AND pid <> pg_backend_pid() LIMIT 1`

/** Throws if a process is connected that decides. */
async function expectNobody(client: Client): Promise<void> {
  for (let check = 0; check < OTHERS_CHECKS; check++) {
    if ((await client.query(OTHERS)).rows.length === 0) return
    await delay(OTHERS_CHECK_DELAY_MS)
  }
  throw new Failure(
    EXIT.USAGE,
    'Processes of Holdfast are connected to this database. Stop all of them, and start them again when its tables are distributed.',
  )
}

/** Throws if the usage of a batch is still to be added up: the batch may be about organizations of several cells. */
async function expectNothingPending(client: Client): Promise<void> {
  const { rows } = await client.query('SELECT FROM usage_batch LIMIT 1')
  if (rows.length > 0) throw new Error('Usage of batches is still to be added up.')
}

/** The lanes of all cells go on from the last number of the one before. */
async function beginLanes(client: Client, count: number): Promise<void> {
  const cells = new Cells(count, await readShards(readWith(client)))
  for (const cell of cells.ids) {
    await client.query(
      `INSERT INTO lane (id, batch, updated_at, feed, cell)
       SELECT '${cells.newIdIn(cell)}', coalesce(max(batch), 0) + 1, coalesce(max(updated_at), 'epoch'), coalesce(max(feed), 0), ${cell} FROM lane`,
    )
  }
}
