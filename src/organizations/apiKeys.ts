// API keys of members and organizations: created, rotated, revoked.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { countAccess } from '../access/access.ts'
import { newKey } from '../access/keys.ts'
import { type Caller, may } from '../access/roles.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { type ApiKey, type Prisma, type Role, Scope } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import { labelNew } from '../labels/insertLabel.ts'
import { type ExternalIdTaken, type LabelInput, labelInput } from '../labels/label.ts'
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
  refuseRevoked,
  rotation,
} from './keyTerms.ts'
import { type LimitedKey, refuseBeyond, refuseBudgeted, type ScopeNotAllowed } from './limitedKeys.ts'
import { lockOrganization } from './lock.ts'
import { type OwnersOnly, ownersOnly, refuseRemoved } from './members.ts'

const NewApiKey = z.object({
  organizationId: uuidOf.organization,
  /** The member whose key it is; null: the organization's own. */
  memberId: uuidOf.member.nullable(),
  ...keyTerms(z.enum(Scope)),
  ...labelInput,
})

export interface NewlyMadeKey {
  readonly apiKey: ApiKey
  /** The key itself, which is shown only once. */
  readonly secret: string
}

type NewKeyRefusal = InvalidInput | NotFound | ScopeNotAllowed | LimitedKey | LimitReached
export type CreateKeyRefusal = NewKeyRefusal | ExternalIdTaken
export type RotateKeyRefusal = NewKeyRefusal | OwnersOnly | KeyReplaced

/** Creates a key. Only the operator creates keys for workers (SETTLE), which report the outcome of tasks. */
export async function createApiKey(
  app: App,
  input: z.input<typeof NewApiKey>,
  by: Caller,
): Promise<NewlyMadeKey | CreateKeyRefusal> {
  const parsed = parseInput(NewApiKey, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, name, scopes, expiresAt = null, allowedAddresses, ...label } = parsed.value
  const createdAt = app.clock()
  const terms = { organizationId, memberId, name, scopes, expiresAt, allowedAddresses }
  const beyond = refusePast(expiresAt, createdAt) ?? refuseBeyond(by, terms)
  if (beyond) return beyond
  return transact<NewlyMadeKey | CreateKeyRefusal>(app.prisma, async (transaction) => {
    const gone = await lockOwner(transaction, terms)
    if (gone) return gone
    const keys = await transaction.apiKey.count({ where: { organizationId, memberId, ...inForceAt(createdAt) } })
    const refused = refuseOneMore('apiKeys', keys) ?? (await refuseBudgeted(transaction, by, null))
    if (refused) return refused
    const made = await putKey(app, transaction, 'createApiKey', { ...terms, label }, createdAt, null)
    const subject = { organizationId, kind: 'API_KEY' as const, subjectId: made.apiKey.id }
    return (await labelNew(transaction, subject, label)) ?? made
  })
}

const Rotation = z.object({ organizationId: uuidOf.organization, ...rotation })

/** Replaces a key by a new one with the same terms. The old key stays valid for the overlap, so that clients can switch. */
export async function rotateApiKey(
  app: App,
  input: z.input<typeof Rotation>,
  by: Caller,
): Promise<NewlyMadeKey | RotateKeyRefusal> {
  const parsed = parseInput(Rotation, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, keyId, overlapSeconds } = parsed.value
  const now = app.clock()
  const rotated = await transact<NewlyMadeKey | RotateKeyRefusal>(app.prisma, async (transaction) => {
    const key = await findKey(transaction, organizationId, keyId, by)
    if (isRefusal(key)) return key
    const { lineageId, memberId } = key
    const gone = await lockOwner(transaction, { organizationId, memberId })
    if (gone) return gone
    const lineage = await transaction.apiKey.findMany({
      where: { organizationId, lineageId, ...inForceAt(now) },
      orderBy: { id: 'desc' },
    })
    const before = lineage.find(({ id }) => id === keyId)
    if (!before) return refuseOver(key, now) ?? notFound('API key')
    if (before !== lineage[0]) return keyReplaced(lineage[0])
    const beyond = refuseBeyond(by, before) ?? (await refuseBudgeted(transaction, by, lineageId))
    if (beyond) return beyond
    if (overlapSeconds > 0) {
      const keys = await transaction.apiKey.count({ where: { organizationId, memberId, ...inForceAt(now) } })
      const refused = refuseInOverlap(lineage) ?? refuseOneMore('apiKeys', keys)
      if (refused) return refused
    }
    await transaction.apiKey.updateMany({
      where: { organizationId, id: keyId },
      data: endReplaced(before, overlapSeconds, now),
    })
    await countAccess(transaction)
    const { name, scopes, expiresAt, allowedAddresses } = before
    const terms = { organizationId, memberId, name, scopes, expiresAt, allowedAddresses }
    return putKey(app, transaction, 'rotateApiKey', { ...terms, label: {} }, now, before)
  })
  await app.access.look()
  return rotated
}

/** Revokes a key: at once on this process, within a second on all. Its live streams end. */
export async function revokeApiKey(
  app: App,
  { organizationId, keyId }: { organizationId: OrganizationId; keyId: string },
  by: Caller,
): Promise<{ apiKey: ApiKey } | NotFound | OwnersOnly> {
  const revoked = await transact<{ apiKey: ApiKey } | NotFound | OwnersOnly>(app.prisma, async (transaction) => {
    const key = await findKey(transaction, organizationId, keyId, by)
    if (isRefusal(key)) return key
    const revokedAt = app.clock()
    await transaction.apiKey.updateMany({ where: { organizationId, id: keyId }, data: { revokedAt } })
    await countAccess(transaction)
    const act = { action: 'revokeApiKey', subjectType: 'ApiKey', subjectId: keyId }
    await record(app, transaction, organizationId, act, app.clock())
    return { apiKey: { ...key, revokedAt } }
  })
  await app.access.look()
  return revoked
}

/** Returns whether the key belongs to an OWNER, and the caller is not one. */
export function touchesOwner(by: Caller, owner: { id: string; role: Role } | null): boolean {
  const isOwn = by.kind === 'tenant' && by.memberId === owner?.id
  return owner?.role === 'OWNER' && !isOwn && !may(by, 'manageOwners')
}

/** Finds a key that was not revoked, and that the caller may end. */
async function findKey(
  transaction: Prisma.TransactionClient,
  organizationId: OrganizationId,
  id: string,
  by: Caller,
): Promise<ApiKey | NotFound | OwnersOnly> {
  const where = { organizationId_id: { organizationId, id } }
  const key = await transaction.apiKey.findUnique({ where, include: { member: true } })
  if (!key) return notFound('API key')
  if (touchesOwner(by, key.member)) return ownersOnly()
  return refuseRevoked(key, 'API key') ?? key
}

/** Makes requests for keys of one owner take turns, so that their number has a bound. Refuses an owner who does not exist or was removed. */
async function lockOwner(
  transaction: Prisma.TransactionClient,
  { organizationId, memberId }: Pick<ApiKey, 'organizationId' | 'memberId'>,
): Promise<NotFound | null> {
  const closed = await lockOrganization(transaction, organizationId)
  if (closed || memberId === null) return closed
  const where = { organizationId_id: { organizationId, id: memberId } }
  return refuseRemoved(await transaction.member.findUnique({ where }))
}

async function putKey(
  app: App,
  transaction: Prisma.TransactionClient,
  action: string,
  {
    label,
    ...terms
  }: Pick<ApiKey, 'organizationId' | 'memberId' | 'name' | 'scopes' | 'expiresAt' | 'allowedAddresses'> & {
    readonly label: LabelInput
  },
  createdAt: Date,
  replaced: ApiKey | null,
): Promise<NewlyMadeKey> {
  const { secret, prefix, hash } = newKey(terms.memberId ? 'member' : 'org')
  const id = uuidv7()
  const data = { ...terms, id, lineageId: replaced?.lineageId ?? id, prefix, hash, createdAt }
  await transaction.apiKey.createMany({ data })
  const where = { organizationId_id: { organizationId: terms.organizationId, id } }
  const apiKey = await transaction.apiKey.findUniqueOrThrow({ where })
  const after = factsOf({ ...terms, ...label, prefix, replacedKeyId: replaced?.id ?? null })
  await record(
    app,
    transaction,
    terms.organizationId,
    { action, subjectType: 'ApiKey', subjectId: id, after },
    createdAt,
  )
  return { apiKey, secret }
}

/** The reason why a key can't be rotated with an overlap; null if it can. */
function refuseInOverlap(lineage: readonly ApiKey[]): LimitReached | null {
  const refused = refuseOneMore('apiKeysOfLineage', lineage.length)
  const older = lineage.at(-1)
  if (!refused || !older) return refused
  const until = older.expiresAt ? ` until ${older.expiresAt.toISOString()}` : ''
  const message =
    `The key that this one replaced, which begins with ${older.prefix}, still works${until}. ` +
    'Revoke it, or rotate with overlapSeconds: 0.'
  return { ...refused, message }
}
