// Proofs that a journal contained an entry when a checkpoint was published. They are made here, and checked here without a
// database.
//
// The entry's hash leads over the entries after it to the wallet's published head, the head's path leads to the root of the
// checkpoint's tree, and the checkpoint's hash, of which anyone may have a copy, covers the root.

import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { App } from '../app.ts'
import { flawOf, type HashedEntry, hashEntry } from '../ledger/journal.ts'
import { climb, leafHash, pathOf, treeOf } from '../ledger/merkle.ts'
import { parseInput } from '../refusals.ts'
import { covered, Entry, entryJson, idOfType, walletIds } from '../wallets/journalExport.ts'
import { checkpointJson, hashCheckpoint, leafText, type PublishedLeaf } from './publish.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The most entries from the proved one to the published head. The proof contains all of them. */
export const PROOF_ENTRIES_MAX = 10_000
/** The memory for trees of checkpoints, so that a tree is computed once and not for each entry. */
const TREES_BYTES_MAX = 64 * 1024 * 1024
const TREE_BYTES_PER_HEAD = 300
const trees = new LRUCache<string, Uint8Array<ArrayBuffer>[][]>({
  maxSize: TREES_BYTES_MAX,
  sizeCalculation: (levels) => 1_000 + (levels[0]?.length ?? 0) * TREE_BYTES_PER_HEAD,
})

/** Returns the proof of an entry as JSON; null until a checkpoint covers it; TOO_LONG if it has more entries than allowed. */
export async function proveEntry(
  app: App,
  { organizationId, walletId, sequence }: { organizationId: string; walletId: string; sequence: bigint },
): Promise<Record<string, unknown> | 'TOO_LONG' | null> {
  const published = await app.prisma.checkpointHead.findFirst({
    where: { organizationId, walletId, sequence: { gte: sequence } },
    orderBy: { sequence: 'asc' },
    include: { checkpoint: true },
  })
  if (!published) return null
  if (published.sequence - sequence >= PROOF_ENTRIES_MAX) return 'TOO_LONG'
  const [entries, levels] = await Promise.all([
    app.prisma.journalEntry.findMany({
      where: { organizationId, walletId, sequence: { gte: sequence - 1n, lte: published.sequence } },
      orderBy: { sequence: 'asc' },
    }),
    treeOfCheckpoint(app, published.checkpoint),
  ])
  const before = entries[0]?.sequence === sequence ? null : entries.shift()
  return {
    holdfast: 'proof',
    ...walletIds({ organizationId, id: walletId }),
    before: before ? entryJson(before) : null,
    entries: entries.map(entryJson),
    position: published.position,
    path: pathOf(levels, published.position).map(hex),
    checkpoint: checkpointJson(published.checkpoint),
  }
}

/** A checkpoint never changes, so its tree is cached by its hash. */
async function treeOfCheckpoint(
  app: App,
  { number, hash }: { number: bigint; hash: Uint8Array },
): Promise<Uint8Array<ArrayBuffer>[][]> {
  const known = trees.get(hex(hash))
  if (known) return known
  const leaves = await app.prisma.checkpointHead.findMany({ where: { number }, orderBy: { position: 'asc' } })
  const levels = treeOf(leaves.map((leaf: PublishedLeaf) => leafHash(leafText(leaf))))
  trees.set(hex(hash), levels)
  return levels
}

const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
  .transform((text) => new Uint8Array(Buffer.from(text, 'hex')))

const Line = Entry.omit({ organizationId: true, walletId: true })

const Proof = z.object({
  holdfast: z.literal('proof', 'must be "proof"'),
  organizationId: idOfType('Organization'),
  walletId: idOfType('Wallet'),
  before: Line.nullable(),
  entries: z.array(Line).min(1),
  position: z.int().nonnegative(),
  path: z.array(Hash),
  checkpoint: z.object({
    number: z.coerce.bigint(),
    publishedAt: z.iso.datetime().transform((text) => new Date(text)),
    heads: z.int().min(1),
    root: Hash,
    previous: Hash,
    hash: Hash,
  }),
})

export type CheckedProof =
  | { readonly wrong: string }
  | {
      readonly wrong: null
      readonly walletId: string
      readonly sequence: bigint
      readonly checkpoint: { readonly number: bigint; readonly publishedAt: Date; readonly hash: string }
    }

/** Recomputes every hash of a proof. Its holder compares the checkpoint's hash with the published one. */
export function checkProof(proof: unknown): CheckedProof {
  const parsed = parseInput(Proof, proof)
  if (!parsed.ok) {
    const [issue] = parsed.refusal.issues
    const flaw = issue?.path ? `its field "${issue.path}" ${issue.message}` : 'it must be a JSON object'
    return { wrong: `This is not a proof of a journal entry: ${flaw}.` }
  }
  const { organizationId, walletId, before, entries, position, path, checkpoint } = parsed.value
  const owned: HashedEntry[] = []
  for (const entry of entries) {
    const whole = covered({ ...entry, organizationId, walletId })
    if (!whole) return { wrong: `entry ${entry.sequence}: it names something of another organization` }
    owned.push(whole)
  }
  const [first, ...later] = owned as [HashedEntry, ...HashedEntry[]]
  // The entry before is not proved: the hash only shows that the first entry is chained to it.
  const previous = before?.hash ?? new Uint8Array(32)
  if (Buffer.compare(hashEntry(first, previous), first.hash) !== 0) {
    return { wrong: `entry ${first.sequence}: the hash is not that of the entry’s values` }
  }
  let last = first
  for (const entry of later) {
    const flaw = flawOf(entry, last)
    if (flaw) return { wrong: `entry ${entry.sequence}: its ${flaw} does not follow from the entry before` }
    last = entry
  }
  const leaf = leafHash(leafText({ ...last, head: last.hash }))
  const root = climb(leaf, position, checkpoint.heads, path)
  if (root === null || Buffer.compare(root, checkpoint.root) !== 0) {
    return { wrong: 'the path doesn’t lead from the wallet’s head to the root of the checkpoint' }
  }
  if (Buffer.compare(hashCheckpoint(checkpoint), checkpoint.hash) !== 0) {
    return { wrong: 'the checkpoint’s hash is not that of its values' }
  }
  const { number, publishedAt } = checkpoint
  const said = { number, publishedAt, hash: hex(checkpoint.hash) }
  return { wrong: null, walletId, sequence: first.sequence, checkpoint: said }
}
