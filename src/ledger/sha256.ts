// SHA-256 of text. Digests lie together in pieces of memory: one that has its own costs more than the hash.

import { hash } from 'node:crypto'

const DIGEST_BYTES = 32
const DIGESTS_PER_PIECE = 64

let piece = Buffer.alloc(0)
let used = 0

export function sha256(text: string): Buffer<ArrayBuffer> {
  if (used === piece.length) {
    piece = Buffer.alloc(DIGESTS_PER_PIECE * DIGEST_BYTES)
    used = 0
  }
  const digest = piece.subarray(used, used + DIGEST_BYTES)
  used += DIGEST_BYTES
  digest.write(hash('sha256', text, 'binary'), 'latin1')
  return digest
}
