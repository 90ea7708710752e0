// Idempotency keys: the caller's name for one effect, so that a request can be repeated without doing it again.
//
// The key is written in the transaction of its effect, with a fingerprint of the request. The same key with the same request
// returns the first result; the same key with another request is refused. A refusal has no effect, so it uses up no key.

import stringify from 'safe-stable-stringify'
import type { Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { sha256 } from '../ledger/sha256.ts'
import { type Idempotency, type IdempotencyConflict, idempotencyConflict } from './command.ts'

/** The organization id of the platform's own keys. */
export const PLATFORM_ID = '00000000-0000-0000-0000-000000000000'

/** The prefix of Holdfast's own keys, which callers can't use. */
export const OWN_KEYS = 'holdfast: '

/** The key with the fingerprint of the operation and all its parameters, in any order of their fields. */
export function idempotency(
  key: string | null | undefined,
  operation: string,
  parameters: Record<string, unknown>,
): Idempotency | null {
  if (key === null || key === undefined) return null
  return { key, fingerprint: sha256(`${operation}\n${stringify(parameters)}`) }
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
        if (Buffer.compare(known.fingerprint, key.fingerprint) !== 0) return idempotencyConflict(key.key)
        return { kind: 'replayed', resultId: known.resultId }
      }
    }
    return (await write(transaction)) ?? { kind: 'made', made }
  })
}
