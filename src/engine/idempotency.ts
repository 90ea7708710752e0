// Idempotency keys: the caller's name for one effect, so that a request can be repeated without doing it again.
//
// The key is written in the transaction of its effect, with a fingerprint of the request. The same key with the same request
// returns the first result; the same key with another request is refused. A refusal has no effect, so it uses up no key.
//
// Each caller and each mutation has keys of its own: two members, or two mutations, may use the same text. The API keys of an
// organization share theirs, and so do those of the platform, so that a repetition may come with another key.

import { LRUCache } from 'lru-cache'
import stringify from 'safe-stable-stringify'
import type { Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { sha256 } from '../ledger/sha256.ts'
import { type Actor, actingNow } from './acting.ts'
import { type Idempotency, type IdempotencyConflict, idempotencyConflict } from './command.ts'

/** The organization id of the platform's own keys. */
export const PLATFORM_ID = '00000000-0000-0000-0000-000000000000'

/** The prefix of Holdfast's own keys, which callers can't use. */
export const OWN_KEYS = 'holdfast: '

const SCOPES_MAX = 20_000
const scopes = new LRUCache<string, string>({ max: SCOPES_MAX })
/** The last one: a bulk mutation has a thousand keys of one caller. */
let last: { readonly operation: string; readonly actor: Actor; readonly hash: string } | null = null

/**
 * The key as it is stored: after a hash of 64 bits of the mutation and the caller, which keeps rows small. Holdfast's own keys say
 * themselves what they are for.
 */
export function storedKey(key: string, operation: string): string {
  const actor = actingNow()
  if (actor.kind === 'SYSTEM' || key.startsWith(OWN_KEYS)) return key
  if (last?.actor !== actor || last.operation !== operation) last = { operation, actor, hash: hashOf(operation, actor) }
  return `${last.hash} ${key}`
}

function hashOf(operation: string, { kind, id }: Actor): string {
  const scope = `${operation} ${kind} ${kind === 'MEMBER' || kind === 'PERSON' ? id : ''}`
  let hash = scopes.get(scope)
  if (hash === undefined) {
    hash = Buffer.from(sha256(scope).subarray(0, 8)).toString('base64url')
    scopes.set(scope, hash)
  }
  return hash
}

/** The key with the fingerprint of the operation and all its parameters, in any order of their fields. */
export function idempotency(
  key: string | null | undefined,
  operation: string,
  parameters: Record<string, unknown>,
): Idempotency | null {
  if (key === null || key === undefined) return null
  const fingerprint = sha256(`${operation}\n${stringify(parameters)}`)
  return { key: storedKey(key, operation), given: key, fingerprint }
}

type Done<Made> = { kind: 'made'; made: Made } | { kind: 'replayed'; resultId: string }

/**
 * Creates something that belongs to the platform, once for each key. It moves no credits, so it needs no lane. The key's row is
 * written first: a concurrent request with the same key waits for it, and then finds the result. If `write` returns a refusal,
 * nothing is written.
 */
export async function once<Made extends { id: string }, Refused extends Refusal = never>(
  prisma: PrismaClient,
  key: Idempotency | null,
  now: Date,
  made: Made,
  write: (transaction: Prisma.TransactionClient) => Promise<Refused | null>,
): Promise<Done<Made> | IdempotencyConflict | Refused> {
  return transact<Done<Made> | IdempotencyConflict | Refused>(prisma, async (transaction) => {
    if (key) {
      const { count } = await transaction.idempotencyKey.createMany({
        data: {
          organizationId: PLATFORM_ID,
          key: key.key,
          fingerprint: new Uint8Array(key.fingerprint),
          resultId: made.id,
          createdAt: now,
        },
        skipDuplicates: true,
      })
      if (count === 0) {
        const known = await transaction.idempotencyKey.findUniqueOrThrow({
          where: { organizationId_key: { organizationId: PLATFORM_ID, key: key.key } },
        })
        if (Buffer.compare(known.fingerprint, key.fingerprint) !== 0) return idempotencyConflict(key.given)
        return { kind: 'replayed', resultId: known.resultId }
      }
    }
    return (await write(transaction)) ?? { kind: 'made', made }
  })
}
