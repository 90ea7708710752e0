// A tree of hashes over a list, as in RFC 6962 section 2.1: its root stands for the whole list, and a path of a few
// hashes shows that a leaf is in it.

import { hash } from 'node:crypto'

export type Hash = Uint8Array<ArrayBuffer>

/** The hash of a leaf; the first byte keeps leaves and nodes apart. */
export function leafHash(leaf: string): Hash {
  return sha256(Buffer.concat([Buffer.of(0), Buffer.from(leaf)]))
}

/** The hashes of a tree, level by level, from its leaves to its root. A lone last node goes up as it is. */
export function treeOf(leaves: readonly Hash[]): Hash[][] {
  if (leaves.length === 0) throw new RangeError('a tree has at least one leaf')
  const levels = [[...leaves]]
  for (let level = levels[0] as Hash[]; level.length > 1; levels.push(level)) {
    level = pairs(level).map(([left, right]) => (right ? nodeHash(left, right) : left))
  }
  return levels
}

export function rootOf(levels: readonly Hash[][]): Hash {
  return levels.at(-1)?.[0] as Hash
}

/** The hashes that lead from a leaf to the root, from the bottom on. */
export function pathOf(levels: readonly Hash[][], position: number): Hash[] {
  const path: Hash[] = []
  let at = position
  for (const level of levels.slice(0, -1)) {
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1]
    if (sibling) path.push(sibling)
    at = Math.floor(at / 2)
  }
  return path
}

/** The root that a leaf and its path lead to; null if the path does not fit a tree of `count` leaves. */
export function climb(leaf: Hash, position: number, leaves: number, path: readonly Hash[]): Hash | null {
  let hashed = leaf
  let at = position
  let used = 0
  for (let width = leaves; width > 1; width = Math.ceil(width / 2), at = Math.floor(at / 2)) {
    const isLone = at === width - 1 && width % 2 === 1
    if (isLone) continue
    const sibling = path[used++]
    if (!sibling) return null
    hashed = at % 2 === 0 ? nodeHash(hashed, sibling) : nodeHash(sibling, hashed)
  }
  return used === path.length && position >= 0 && position < leaves ? hashed : null
}

function pairs(level: readonly Hash[]): [Hash, Hash | undefined][] {
  return level.flatMap((hashed, i) => (i % 2 === 0 ? [[hashed, level[i + 1]] as [Hash, Hash | undefined]] : []))
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(Buffer.concat([Buffer.of(1), left, right]))
}

function sha256(bytes: Uint8Array): Hash {
  return new Uint8Array(hash('sha256', bytes, 'buffer'))
}
