// Publishing checkpoints: from time to time, one hash over the heads of all journals that changed. It proves what the journals
// contained.

import { hash } from 'node:crypto'
import type { App } from '../app.ts'
import type { Checkpoint } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { leafHash, rootOf, treeOf } from '../ledger/merkle.ts'
import { GENESIS } from '../ledger/wallet.ts'

/** A leaf of a checkpoint's tree: the head of one wallet's journal. */
export interface PublishedLeaf {
  readonly organizationId: string
  readonly walletId: string
  readonly sequence: bigint
  readonly head: Uint8Array
}

/** The text of a leaf: ids in lower case, the sequence in decimal, the head in hexadecimal, a line feed after each. */
export function leafText({ organizationId, walletId, sequence, head }: PublishedLeaf): string {
  return `${organizationId}\n${walletId}\n${sequence}\n${Buffer.from(head).toString('hex')}\n`
}

/** SHA-256 of a checkpoint's values, each followed by a line feed. This hash is worth keeping elsewhere. */
export function hashCheckpoint({
  number,
  publishedAt,
  heads,
  root,
  previous,
}: Omit<Checkpoint, 'hash'>): Uint8Array<ArrayBuffer> {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const text = `${number}\n${publishedAt.toISOString()}\n${heads}\n${hex(root)}\n${hex(previous)}\n`
  return new Uint8Array(hash('sha256', text, 'buffer'))
}

// The head that was published last is the newest of a wallet's rows: checkpoint_head's primary key, read backwards.
const CHANGED = `
  SELECT w.organization_id AS "organizationId", w.id AS "walletId", w.sequence, w.head
  FROM wallet w LEFT JOIN LATERAL (
    SELECT p.sequence FROM checkpoint_head p WHERE p.organization_id = w.organization_id AND p.wallet_id = w.id
    ORDER BY p.sequence DESC LIMIT 1
  ) AS last ON true
  WHERE w.sequence > coalesce(last.sequence, 0)
  ORDER BY w.organization_id, w.id`

const INSERT_HEADS = `
  INSERT INTO checkpoint_head (organization_id, wallet_id, sequence, head, number, position)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bytea[], $5::bigint[], $6::int[])`

const TIMEOUT_MS = 60_000
/** Hashing many heads takes longer than the usual limit for idle transactions. */
const IDLE_TIMEOUT = '30s'
/** Bounds the time of one statement. */
const HEADS_PER_INSERT = 50_000

/** Publishes the heads of all wallets that have changed since the last time; null if none has, or another process does it. */
export function publishCheckpoint(app: App): Promise<Checkpoint | null> {
  return transact(
    app.prisma,
    async (transaction) => {
      await transaction.$executeRawUnsafe(`SET LOCAL idle_in_transaction_session_timeout = '${IDLE_TIMEOUT}'`)
      const [lock] = await transaction.$queryRawUnsafe<{ taken: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(${LOCKS.checkpoint}) AS taken`,
      )
      if (!lock?.taken) return null
      const leaves = await transaction.$queryRawUnsafe<PublishedLeaf[]>(CHANGED)
      if (leaves.length === 0) return null
      const last = await transaction.checkpoint.findFirst({ orderBy: { number: 'desc' } })
      const unsigned = {
        number: (last?.number ?? 0n) + 1n,
        publishedAt: app.clock(),
        heads: leaves.length,
        root: rootOf(treeOf(leaves.map((leaf) => leafHash(leafText(leaf))))),
        previous: last?.hash ?? GENESIS,
      }
      const checkpoint = { ...unsigned, hash: hashCheckpoint(unsigned) }
      await transaction.checkpoint.create({ data: checkpoint })
      for (let first = 0; first < leaves.length; first += HEADS_PER_INSERT) {
        const part = leaves.slice(first, first + HEADS_PER_INSERT)
        await transaction.$executeRawUnsafe(
          INSERT_HEADS,
          part.map((leaf) => leaf.organizationId),
          part.map((leaf) => leaf.walletId),
          part.map((leaf) => leaf.sequence),
          part.map((leaf) => leaf.head),
          part.map(() => checkpoint.number),
          part.map((_, i) => first + i),
        )
      }
      return checkpoint
    },
    { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  )
}

/** The JSON form of a checkpoint, which anyone can read and which proofs contain. */
export function checkpointJson({ number, publishedAt, heads, root, previous, hash: own }: Checkpoint) {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  return {
    number: Number(number),
    publishedAt: publishedAt.toISOString(),
    heads,
    root: hex(root),
    previous: hex(previous),
    hash: hex(own),
  }
}
