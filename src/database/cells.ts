// Cells: parts of the organizations, each with a lane, a home and tables of its own, so that several processes decide at the same time.
//
// A database begins with one cell, whose tables are those of the schema `public`. With several, the tables that the lane writes are
// partitioned by the hash of the organization: those of cell 3 are in the schema `cell_3`, under the same names. A lane works on the
// tables of its cell, and everything else reads and writes through the parents in `public`, which have the names as before.
//
// The number of cells doubles, cell by cell: while 2 become 4, cell 0 becomes 0 and 2, and then cell 1 becomes 1 and 3. So the number
// of cells, also one in between, says which organizations each has: src/database/splitCell.ts.
//
// On a Citus cluster, cells are Citus's shards, on several machines: src/database/shards.ts.

import { randomUUID } from 'node:crypto'
import { writeUuid } from '../formats/uuids.ts'
import { type Read, readShards, type Shard } from './shards.ts'

/** Through 32 cells, PostgreSQL reads a page a third slower than through one. */
export const CELLS_MAX = 64

/** The cells of a database: those from 0 on, as many as it has. */
export class Cells {
  readonly count: number
  /** The hash's remainder by this power of two names the cell, if there is one of that number. */
  readonly #modulus: number
  /** By cell; null: they are tables of one database. */
  readonly shards: readonly Shard[] | null

  constructor(count: number, shards: readonly Shard[] | null = null) {
    this.count = count
    this.shards = shards
    this.#modulus = powerAbove(count - 1)
  }

  get ids(): readonly number[] {
    return Array.from({ length: this.count }, (_, id) => id)
  }

  /** The cell that has an organization. */
  of(organizationId: string): number {
    if (this.count === 1) return 0
    // A shard has a range of hashes, which are signed.
    if (this.shards) return Math.floor((((shardHashOf(organizationId) ^ SIGN) >>> 0) * this.count) / 2 ** 32)
    const hash = hashOf(organizationId)
    const cell = hash & (this.#modulus - 1)
    // Until a cell is split, it has the organizations of its other half, too.
    return cell < this.count ? cell : hash & (this.#modulus / 2 - 1)
  }

  /** The cell has the organizations whose hash leaves the cell's number as the remainder by this power of two. */
  modulusOf(cell: number): number {
    let modulus = powerAbove(cell)
    while (cell + modulus < this.count) modulus *= 2
    return modulus
  }

  /** The schema of a cell's tables. */
  schemaOf(cell: number): string {
    return this.count === 1 || this.shards ? 'public' : nameOf(cell)
  }

  /** A new UUID that belongs to the cell, as the id of an organization does. */
  newIdIn(cell: number): string {
    while (true) {
      const id = randomUUID()
      if (this.of(id) === cell) return id
    }
  }
}

/** The smallest power of two that is more than a number. */
function powerAbove(number: number): number {
  return 2 ** Math.ceil(Math.log2(number + 1))
}

/** The name of the schema that a cell has if there are several. */
export function nameOf(cell: number): string {
  return `cell_${cell}`
}

/** The number of cells, for a statement that reads more. */
export const CELL_COUNT = '(SELECT count(*)::int FROM public.cell)'

export async function readCells(read: Read): Promise<Cells> {
  const [row] = await read<{ count: number }>(`SELECT ${CELL_COUNT} AS count`)
  const count = row?.count ?? 1
  return new Cells(count, count === 1 ? null : await readShards(read))
}

// PostgreSQL's hash of a UUID. For partitions it is the lower half of hash_bytes_extended in src/common/hashfn.c, with
// HASH_PARTITION_SEED, and hash_combine64 in src/include/common/hashfn.h; for shards it is hash_bytes.

const SEED_HIGH = 0x7a5b2236
const SEED_LOW = 0x7996dcfd
const INITIAL = (0x9e3779b9 + 16 + 3923095) | 0
const COMBINE = 0x15e5a8e3
const SIGN = 0x80000000

const bytes = new Uint8Array(16)
const words = new DataView(bytes.buffer)
const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by))

/** The lower 32 bits of the hash by which PostgreSQL finds the partition of a UUID. */
export function hashOf(uuid: string): number {
  return (hashFrom(mixed((INITIAL + SEED_HIGH) | 0, (INITIAL + SEED_LOW) | 0, INITIAL), uuid) + COMBINE) >>> 0
}

/** The hash by which Citus finds the shard of a UUID, as `worker_hash` answers it. */
export function shardHashOf(uuid: string): number {
  return hashFrom([INITIAL, INITIAL, INITIAL], uuid) | 0
}

function hashFrom([a, b, c]: [number, number, number], uuid: string): number {
  writeUuid(bytes, uuid, 0)
  const [first, second, third] = [words.getUint32(0, true), words.getUint32(4, true), words.getUint32(8, true)]
  ;[a, b, c] = mixed((a + first) | 0, (b + second) | 0, (c + third) | 0)
  a = (a + words.getUint32(12, true)) | 0
  c = ((c ^ b) - rotate(b, 14)) | 0
  a = ((a ^ c) - rotate(c, 11)) | 0
  b = ((b ^ a) - rotate(a, 25)) | 0
  c = ((c ^ b) - rotate(b, 16)) | 0
  a = ((a ^ c) - rotate(c, 4)) | 0
  b = ((b ^ a) - rotate(a, 14)) | 0
  c = ((c ^ b) - rotate(b, 24)) | 0
  return c
}

function mixed(a: number, b: number, c: number): [number, number, number] {
  a = ((a - c) | 0) ^ rotate(c, 4)
  c = (c + b) | 0
  b = ((b - a) | 0) ^ rotate(a, 6)
  a = (a + c) | 0
  c = ((c - b) | 0) ^ rotate(b, 8)
  b = (b + a) | 0
  a = ((a - c) | 0) ^ rotate(c, 16)
  c = (c + b) | 0
  b = ((b - a) | 0) ^ rotate(a, 19)
  a = (a + c) | 0
  c = ((c - b) | 0) ^ rotate(b, 4)
  b = (b + a) | 0
  return [a, b, c]
}
