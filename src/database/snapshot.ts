// Reads of several rows that must agree: they are made in one snapshot, that of a REPEATABLE READ transaction. Statements of
// their own would each see what was committed until then: a wallet of before a spend, and its lots of after it.

import { readCells } from './cells.ts'
import { type Client, createClient, TIMEOUTS } from './connect.ts'
import { Prisma, type PrismaClient } from './generated/client/client.ts'
import { laneLock } from './locks.ts'
import { readWith, type Shard, urlOf } from './shards.ts'

/** Runs reads that see the database as it is at one moment. They are given the reader's parts with that snapshot in place of `prisma`. */
export function inSnapshot<Parts extends { readonly prisma: PrismaClient }, Result>(
  parts: Parts,
  read: (parts: Parts) => Promise<Result>,
): Promise<Result> {
  const { RepeatableRead } = Prisma.TransactionIsolationLevel
  return parts.prisma.$transaction(
    // Reads use only those methods of a client that a transaction has too.
    (transaction) => read({ ...parts, prisma: transaction as PrismaClient }),
    { isolationLevel: RepeatableRead },
  )
}

/** Streams what is read in one snapshot, through a connection of its own, because that can take minutes. It ends the connection. */
export async function* inSnapshotOf<Value>(client: Client, read: () => AsyncGenerator<Value>): AsyncGenerator<Value> {
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    yield* read()
  } finally {
    await client.end()
  }
}

/**
 * Begins a transaction that only reads, and sees all rows as they are at one moment. On a cluster each machine has a snapshot of its
 * own: all are taken while no lane commits.
 */
export async function beginWholeSnapshot(client: Client, url: string): Promise<void> {
  const { shards } = await readCells(readWith(client))
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  if (!shards) return
  // All reads on a machine use one connection, and so its snapshot.
  await client.query('SET LOCAL citus.max_adaptive_executor_pool_size = 1')
  const held: Client[] = []
  try {
    for (const [cell, shard] of shards.entries()) held.push(await holdLane(cell, shard, url))
    await client.query('SELECT count(*) FROM organization')
  } finally {
    await Promise.all(held.map((each) => each.end()))
  }
}

/** Waits until the lane of a cell commits nothing; it goes on when the connection ends. */
async function holdLane(cell: number, shard: Shard, url: string): Promise<Client> {
  const client = createClient(urlOf(shard, url), { name: 'holdfast snapshot', timeouts: TIMEOUTS })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [laneLock(cell)])
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}
