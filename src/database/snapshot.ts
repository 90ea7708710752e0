// Reads of several rows that must agree: they are made in one snapshot, that of a REPEATABLE READ transaction. Statements of
// their own would each see what was committed until then: a wallet of before a spend, and its lots of after it.

import type { Client } from './connect.ts'
import { Prisma, type PrismaClient } from './generated/client/client.ts'

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
