// Platform keys: keys of the platform itself, with scopes, for its own servers, workers and people.
//
// A key creates only keys within its own scopes, networks and expiry. Rotation keeps all of these, and the name under which the
// audit log shows what is done with the key.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { countAccess } from '../access/access.ts'
import { newKey } from '../access/keys.ts'
import type { Operator } from '../access/roles.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { type OperatorKey, PlatformScope, type Prisma } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import {
  endReplaced,
  inForceAt,
  type KeyReplaced,
  keyReplaced,
  keyTerms,
  refuseOver,
  refusePast,
  rotation,
} from './keyTerms.ts'
import { type LimitedKey, limitedKey, refuseOutliving } from './limitedKeys.ts'

const NewPlatformKey = z.object(keyTerms(z.enum(PlatformScope)))

export interface NewlyMadePlatformKey {
  readonly platformKey: OperatorKey
  /** The key itself, which is shown only once. */
  readonly secret: string
}

type Refused = InvalidInput | NotFound | LimitedKey | LimitReached

/** Creates a platform key within the limits of the caller's own. */
export async function createPlatformKey(
  app: App,
  input: z.input<typeof NewPlatformKey>,
  by: Operator,
): Promise<NewlyMadePlatformKey | Refused> {
  const parsed = parseInput(NewPlatformKey, input)
  if (!parsed.ok) return parsed.refusal
  const { expiresAt = null, ...rest } = parsed.value
  const createdAt = app.clock()
  const terms = { ...rest, expiresAt }
  const beyond = refusePast(expiresAt, createdAt) ?? refuseBeyond(by, terms)
  if (beyond) return beyond
  return transact<NewlyMadePlatformKey | Refused>(app.prisma, async (transaction) => {
    const refused = await refuseMore(transaction, createdAt)
    if (refused) return refused
    const made = await putKey(transaction, terms, by, createdAt, null)
    await recordAct(app, transaction, 'createPlatformKey', made.platformKey, terms)
    return made
  })
}

const Rotation = z.object(rotation)

/** Replaces a platform key by a new one with the same terms. The old key stays valid for the overlap. */
export async function rotatePlatformKey(
  app: App,
  input: z.input<typeof Rotation>,
  by: Operator,
): Promise<NewlyMadePlatformKey | Refused | KeyReplaced> {
  const parsed = parseInput(Rotation, input)
  if (!parsed.ok) return parsed.refusal
  const { keyId, overlapSeconds } = parsed.value
  const now = app.clock()
  const rotated = await transact<NewlyMadePlatformKey | Refused | KeyReplaced>(app.prisma, async (transaction) => {
    const refused = await refuseMore(transaction, now)
    if (refused) return refused
    const before = await findKey(transaction, keyId, now)
    if (isRefusal(before)) return before
    const { lineageId } = before
    const where = { lineageId, id: { gt: keyId }, ...inForceAt(now) }
    const successor = await transaction.operatorKey.findFirst({ where, orderBy: { id: 'desc' } })
    if (successor) return keyReplaced(successor)
    const beyond = refuseBeyond(by, before)
    if (beyond) return beyond
    await transaction.operatorKey.update({ where: { id: keyId }, data: endReplaced(before, overlapSeconds, now) })
    await countAccess(transaction)
    const { name, scopes, expiresAt, allowedAddresses } = before
    const made = await putKey(transaction, { name, scopes, expiresAt, allowedAddresses }, by, now, before)
    await recordAct(app, transaction, 'rotatePlatformKey', made.platformKey, {
      ...{ name, scopes, allowedAddresses },
      ...{ replacedPlatformKeyId: keyId, overlapSeconds },
    })
    return made
  })
  await app.access.look()
  return rotated
}

/** Revokes a platform key: at once on this process, within a second on all. Its live streams end. */
export async function revokePlatformKey(
  app: App,
  { keyId }: { readonly keyId: string },
  by: Operator,
): Promise<{ platformKey: OperatorKey } | NotFound> {
  const now = app.clock()
  const revoked = await transact<{ platformKey: OperatorKey } | NotFound>(app.prisma, async (transaction) => {
    const key = await findKey(transaction, keyId, now)
    if (isRefusal(key)) return key
    const data = { revokedAt: now, revokedBy: by.name }
    const platformKey = await transaction.operatorKey.update({ where: { id: keyId }, data })
    await countAccess(transaction)
    await recordAct(app, transaction, 'revokePlatformKey', platformKey, { name: key.name, scopes: key.scopes })
    return { platformKey }
  })
  await app.access.look()
  return revoked
}

/** Refuses a key with scopes, networks or an expiry beyond those of the caller's own; null if it has none. */
function refuseBeyond(
  by: Operator,
  terms: Pick<OperatorKey, 'scopes' | 'expiresAt' | 'allowedAddresses'>,
): LimitedKey | null {
  const beyond = terms.scopes.some((scope) => !by.platformScopes.includes(scope))
  return beyond ? limitedKey(by) : refuseOutliving(by, terms)
}

async function findKey(transaction: Prisma.TransactionClient, id: string, now: Date): Promise<OperatorKey | NotFound> {
  const key = await transaction.operatorKey.findUnique({ where: { id } })
  if (!key) return notFound('platform key')
  return refuseOver(key, now, 'platform key') ?? key
}

/** Refuses one key more than the platform may have. Requests for platform keys take turns. */
async function refuseMore(transaction: Prisma.TransactionClient, now: Date): Promise<LimitReached | null> {
  await transaction.$executeRawUnsafe(`SELECT pg_advisory_xact_lock($1::bigint)`, LOCKS.platformKeys)
  return refuseOneMore('platformKeys', await transaction.operatorKey.count({ where: inForceAt(now) }))
}

/** Records an act on a key in the audit log of the platform, and in the feed. */
function recordAct(
  app: App,
  transaction: Prisma.TransactionClient,
  action: string,
  { id }: OperatorKey,
  after: object,
): Promise<void> {
  const act = { action, subjectType: 'PlatformKey', subjectId: id, after: factsOf(after) }
  return record(app, transaction, PLATFORM_ID, act, app.clock())
}

async function putKey(
  transaction: Prisma.TransactionClient,
  terms: Pick<OperatorKey, 'name' | 'scopes' | 'expiresAt' | 'allowedAddresses'>,
  by: Operator,
  createdAt: Date,
  replaced: OperatorKey | null,
): Promise<NewlyMadePlatformKey> {
  const { secret, prefix, hash } = newKey('operator')
  const id = uuidv7()
  const data = { ...terms, id, lineageId: replaced?.lineageId ?? id, prefix, hash, createdAt, createdBy: by.name }
  return { platformKey: await transaction.operatorKey.create({ data }), secret }
}
