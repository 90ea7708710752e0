// Shards: the cells of a Citus cluster (https://docs.citusdata.com). The tables of cells are distributed tables there, so everything
// that reads and writes through their plain names works as on one PostgreSQL, whichever machine a cell is on.
//
// A lane connects to the machine that has its cell, and works on the tables of the shard themselves, under the plain names: views that
// last as long as its session. So a batch is one transaction on one machine, without a commit in two phases. Citus may move a shard to
// another machine at any time: src/engine/session.ts says how a lane finds that out.

import type { Client } from './connect.ts'

/** Reads the rows of a statement without parameters. */
export type Read = <Row>(sql: string) => Promise<readonly Row[]>

export function readWith(client: Client): Read {
  return async (sql) => (await client.query(sql)).rows
}

/** A cell on a cluster. */
export interface Shard {
  /** The machine that has it. */
  readonly host: string
  readonly port: number
  /** The names of its tables, by those that they are a part of: hold_102027 is a part of hold. */
  readonly tables: Readonly<Record<string, string>>
}

// Shards of the same place in the order of their ranges belong together, and Citus keeps them on one machine.
const SHARDS = `
  SELECT max(n.nodename) AS host, max(n.nodeport) AS port, json_object_agg(s.logicalrelid::regclass, shard_name(s.logicalrelid, s.shardid)) AS tables
  FROM (
    SELECT *, row_number() OVER (PARTITION BY logicalrelid ORDER BY shardminvalue::int) AS place FROM pg_dist_shard
  ) AS s
  JOIN pg_dist_partition d ON d.logicalrelid = s.logicalrelid AND d.partmethod = 'h'
  JOIN pg_dist_placement p ON p.shardid = s.shardid
  JOIN pg_dist_node n ON n.groupid = p.groupid
  GROUP BY s.place ORDER BY s.place`

/** Tables of a cell whose rows belong to no organization. The column `anchor` of a row is a UUID that belongs to the cell. */
export const ANCHORED = ['usage_batch', 'feed_pending', 'queued_job'] as const

/** Returns the cells of a cluster; null: the tables are not distributed. */
export async function readShards(read: Read): Promise<readonly Shard[] | null> {
  const [row] = await read<{ isCluster: boolean }>(
    `SELECT to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL AS "isCluster"`,
  )
  if (!row?.isCluster) return null
  const shards = await read<Shard>(SHARDS)
  return shards.length === 0 ? null : shards
}

/** The URL of the machine that has a shard, with the user, password and database of the cluster's own URL. */
export function urlOf({ host, port }: Shard, clusterUrl: string): string {
  const url = new URL(clusterUrl)
  url.host = `${host}:${port}`
  return url.href
}
