// API keys of members and organizations: created, rotated, revoked.

import ipaddr from 'ipaddr.js'
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
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { ended, field, type InvalidInput, invalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { type LimitedKey, refuseBeyond, refuseBudgeted, type ScopeNotAllowed } from './limitedKeys.ts'
import { lockOrganization } from './lock.ts'
import { type OwnersOnly, ownersOnly, refuseRemoved } from './members.ts'

export const ADDRESSES_MAX = 50
export const OVERLAP_SECONDS_MAX = 7 * 24 * 60 * 60

/** An IP address or network, as a network. */
export const address = z
  .string()
  .max(50)
  .transform((text, context) => {
    try {
      const [network, bits] = text.includes('/')
        ? ipaddr.parseCIDR(text)
        : [ipaddr.process(text), ipaddr.process(text).kind() === 'ipv4' ? 32 : 128]
      return `${network}/${bits}`
    } catch {
      context.addIssue('must be an IP address or network, such as 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32')
      return z.NEVER
    }
  })

const NewApiKey = z.object({
  organizationId: uuidOf.organization,
  /** The member whose key it is; null: the organization's own. */
  memberId: uuidOf.member.nullable(),
  name: field.name,
  scopes: z
    .array(z.enum(Scope))
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: z.date().nullish(),
  allowedAddresses: z.array(address).max(ADDRESSES_MAX).default([]),
})

export interface NewlyMadeKey {
  readonly apiKey: ApiKey
  /** The key itself, which is shown only once. */
  readonly secret: string
}

/** The key was rotated before: rotate its successor instead. */
export interface KeyReplaced extends Refusal {
  readonly code: 'KEY_REPLACED'
}

export type CreateKeyRefusal = InvalidInput | NotFound | ScopeNotAllowed | LimitedKey | LimitReached
export type RotateKeyRefusal = CreateKeyRefusal | OwnersOnly | KeyReplaced

/** Creates a key. Only the operator creates keys for workers (SETTLE), which report the outcome of tasks. */
export async function createApiKey(
  app: App,
  input: z.input<typeof NewApiKey>,
  by: Caller,
): Promise<NewlyMadeKey | CreateKeyRefusal> {
  const parsed = parseInput(NewApiKey, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, name, scopes, expiresAt = null, allowedAddresses } = parsed.value
  const createdAt = app.clock()
  if (expiresAt && expiresAt <= createdAt) return invalidInput({ path: 'expiresAt', message: 'must be in the future' })
  const terms = { organizationId, memberId, name, scopes, expiresAt, allowedAddresses }
  const beyond = refuseBeyond(by, terms)
  if (beyond) return beyond
  return transact<NewlyMadeKey | CreateKeyRefusal>(app.prisma, async (transaction) => {
    const gone = await lockOwner(transaction, terms)
    if (gone) return gone
    const keys = await transaction.apiKey.count({ where: { organizationId, memberId, ...inForceAt(createdAt) } })
    const refused = refuseOneMore('apiKeys', keys) ?? (await refuseBudgeted(transaction, by, null))
    return refused ?? putKey(app, transaction, 'createApiKey', terms, createdAt, null)
  })
}

const Rotation = z.object({
  organizationId: uuidOf.organization,
  keyId: z.uuid(),
  overlapSeconds: z.int().min(0).max(OVERLAP_SECONDS_MAX),
})

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
    const until = new Date(now.getTime() + overlapSeconds * 1_000)
    const ends = before.expiresAt && before.expiresAt < until ? before.expiresAt : until
    await transaction.apiKey.update({
      where: { organizationId_id: { organizationId, id: keyId } },
      data: overlapSeconds === 0 ? { revokedAt: now } : { expiresAt: ends },
    })
    await countAccess(transaction)
    const { name, scopes, expiresAt, allowedAddresses } = before
    const terms = { organizationId, memberId, name, scopes, expiresAt, allowedAddresses }
    return putKey(app, transaction, 'rotateApiKey', terms, now, before)
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
    const apiKey = await transaction.apiKey.update({
      where: { organizationId_id: { organizationId, id: keyId } },
      data: { revokedAt: app.clock() },
    })
    await countAccess(transaction)
    const act = { action: 'revokeApiKey', subjectType: 'ApiKey', subjectId: keyId }
    await record(app, transaction, organizationId, act, app.clock())
    return { apiKey }
  })
  await app.access.look()
  return revoked
}

/** The filter of keys that are valid at a time. */
export function inForceAt(now: Date) {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }
}

/** Refuses a key that does not exist, was revoked or has expired; null for one in force. */
export function refuseOver(key: Pick<ApiKey, 'revokedAt' | 'expiresAt'> | null, now: Date): NotFound | null {
  if (!key) return notFound('API key')
  if (key.revokedAt) return ended('API key', key.revokedAt, 'was revoked')
  return key.expiresAt && key.expiresAt <= now ? ended('API key', key.expiresAt, 'expired') : null
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
  return key.revokedAt ? ended('API key', key.revokedAt, 'was revoked') : key
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
  terms: Pick<ApiKey, 'organizationId' | 'memberId' | 'name' | 'scopes' | 'expiresAt' | 'allowedAddresses'>,
  createdAt: Date,
  replaced: ApiKey | null,
): Promise<NewlyMadeKey> {
  const { secret, prefix, hash } = newKey(terms.memberId ? 'member' : 'org')
  const id = uuidv7()
  const data = { ...terms, id, lineageId: replaced?.lineageId ?? id, prefix, hash, createdAt }
  const apiKey = await transaction.apiKey.create({ data })
  const after = factsOf({ ...terms, prefix, replacedKeyId: replaced?.id ?? null })
  await record(
    app,
    transaction,
    terms.organizationId,
    { action, subjectType: 'ApiKey', subjectId: id, after },
    createdAt,
  )
  return { apiKey, secret }
}

export function keyReplaced(successor: { readonly prefix: string } | undefined): KeyReplaced {
  const message = `This key was rotated before. Rotate its successor, which begins with ${successor?.prefix}, or revoke this one.`
  return { code: 'KEY_REPLACED', message }
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
