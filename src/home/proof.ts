// The proofs by which two processes show each other that both know the token of the lease, which only the database has. The token itself does not
// travel: neither a stranger at an old address nor the log of a proxy sees it.
//
// The process that connects sends a random text with its proof, without which it is not let in. The home answers with its own proof
// for that text and with a random text of its own; and takes nothing before the proof for that one. So what a stranger at an old address has
// received, or a log has recorded, is worthless if it is sent again.

import { createHmac, timingSafeEqual } from 'node:crypto'

/** The header in which each of both sends a random text. */
export const NONCE_HEADER = 'x-holdfast-nonce'
/** The header in which the home answers with its own proof. */
export const PROOF_HEADER = 'x-holdfast-proof'

/** Of the process that connects, of the home, and of the first one again, for the text of the home. */
type Role = 'peer' | 'home' | 'answer'

/** The proof of one of both, for a random text. */
export function proofOf(token: Buffer, role: Role, nonce: string): string {
  return createHmac('sha256', token).update(`${role} ${nonce}`).digest('base64url')
}

/** Compares in a time that tells nothing about where a wrong proof differs. */
export function isProof(given: string, token: Buffer, role: Role, nonce: string): boolean {
  const right = Buffer.from(proofOf(token, role, nonce))
  const sent = Buffer.from(given)
  return sent.length === right.length && timingSafeEqual(sent, right)
}
