// API keys, as members and organizations deal with them: made, rotated, revoked.

import ipaddr from 'ipaddr.js'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type ApiKey, type Prisma, Scope } from '../database/generated/client/client.ts'
import type { Refusal } from '../ledger/refusals.ts'
import {
  field,
  type InvalidInput,
  invalidInput,
  type NotFound,
  notFound,
  orRefusal,
  parseInput,
  Undone,
} from '../refusals.ts'
import { countAccess } from './access.ts'
import { newKey } from './apiKeys.ts'
import type { Caller } from './roles.ts'

const ADDRESSES_MAX = 50
const OVERLAP_SECONDS_MAX = 7 * 24 * 60 * 60
/** Of one member, or of the organization itself. */
const KEYS_MAX = 100

const address = z
  .string()
  .max(50)
  .transform((text, context) => {
    try {
      const [network, bits] = text.includes('/')
        ? ipaddr.parseCIDR(text)
        : [ipaddr.process(text), ipaddr.process(text).kind() === 'ipv4' ? 32 : 128]
      return `${network}/${bits}`
    } catch {
      context.addIssue('is no IP address or network: 203.0.113.7, 10.0.0.0/8, 2001:db8::/32')
      return z.NEVER
    }
  })

const NewApiKey = z.object({
  organizationId: z.uuid(),
  /** Whose; null: the organization's own. */
  memberId: z.uuid().nullable(),
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
  /** Shown this once. */
  readonly secret: string
}

/** A key can't be given more than whoever makes it may do. */
export interface ScopeNotAllowed extends Refusal {
  readonly code: 'SCOPE_NOT_ALLOWED'
  readonly scopes: readonly Scope[]
}

export interface TooManyKeys extends Refusal {
  readonly code: 'TOO_MANY_KEYS'
}

export type KeyRefusal = InvalidInput | NotFound | ScopeNotAllowed | TooManyKeys

/** Makes a key. Only the operator makes keys for workers (SETTLE): they say what a task's outcome is. */
export async function createApiKey(
  app: App,
  input: z.input<typeof NewApiKey>,
  by: Caller,
): Promise<NewlyMadeKey | KeyRefusal> {
  const parsed = parseInput(NewApiKey, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, name, scopes, expiresAt = null, allowedAddresses } = parsed.value
  const createdAt = app.clock()
  if (expiresAt && expiresAt <= createdAt) return invalidInput({ path: 'expiresAt', message: 'is in the past' })
  const beyond = by.kind === 'tenant' ? scopes.filter((scope) => !by.scopes.includes(scope)) : []
  if (beyond.length > 0) return scopeNotAllowed(beyond)
  return orRefusal<NewlyMadeKey, KeyRefusal>(
    app.prisma.$transaction(async (transaction) => {
      const owner = memberId
        ? await transaction.member.findFirst({ where: { organizationId, id: memberId, removedAt: null } })
        : await transaction.organization.findUnique({ where: { id: organizationId } })
      if (!owner) throw new Undone(notFound(memberId ? 'member' : 'organization'))
      const keys = await transaction.apiKey.count({ where: { organizationId, memberId, revokedAt: null } })
      if (keys >= KEYS_MAX) throw new Undone(tooManyKeys())
      const terms = { organizationId, memberId, name, scopes, expiresAt, allowedAddresses }
      return putKey(transaction, 'createApiKey', terms, createdAt)
    }),
  )
}

const Rotation = z.object({
  organizationId: z.uuid(),
  keyId: z.uuid(),
  overlapSeconds: z.int().min(0).max(OVERLAP_SECONDS_MAX),
})

/** Makes another key of the same kind; the old one can be used a little longer, until everybody has the new one. */
export async function rotateApiKey(
  app: App,
  input: z.input<typeof Rotation>,
): Promise<NewlyMadeKey | InvalidInput | NotFound> {
  const parsed = parseInput(Rotation, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, keyId, overlapSeconds } = parsed.value
  const now = app.clock()
  const rotated = await orRefusal<NewlyMadeKey, NotFound>(
    app.prisma.$transaction(async (transaction) => {
      const before = await findKey(transaction, organizationId, keyId)
      const until = new Date(now.getTime() + overlapSeconds * 1_000)
      const ends = before.expiresAt && before.expiresAt < until ? before.expiresAt : until
      await transaction.apiKey.update({
        where: { organizationId_id: { organizationId, id: keyId } },
        data: overlapSeconds === 0 ? { revokedAt: now } : { expiresAt: ends },
      })
      await countAccess(transaction)
      const { memberId, name, scopes, expiresAt, allowedAddresses } = before
      const terms = { organizationId, memberId, name, scopes, expiresAt, allowedAddresses }
      return putKey(transaction, 'rotateApiKey', terms, now, keyId)
    }),
  )
  await app.access.look()
  return rotated
}

/** A key can't be used any more, from now on on this process, within a second on all; live streams end. */
export async function revokeApiKey(
  app: App,
  { organizationId, keyId }: { organizationId: string; keyId: string },
): Promise<{ apiKey: ApiKey } | NotFound> {
  const revoked = await orRefusal<{ apiKey: ApiKey }, NotFound>(
    app.prisma.$transaction(async (transaction) => {
      await findKey(transaction, organizationId, keyId)
      const apiKey = await transaction.apiKey.update({
        where: { organizationId_id: { organizationId, id: keyId } },
        data: { revokedAt: app.clock() },
      })
      await countAccess(transaction)
      const act = { action: 'revokeApiKey', subjectType: 'ApiKey', subjectId: keyId }
      await record(transaction, organizationId, act, app.clock())
      return { apiKey }
    }),
  )
  await app.access.look()
  return revoked
}

async function findKey(transaction: Prisma.TransactionClient, organizationId: string, id: string): Promise<ApiKey> {
  const key = await transaction.apiKey.findFirst({ where: { organizationId, id, revokedAt: null } })
  if (!key) throw new Undone(notFound('API key'))
  return key
}

async function putKey(
  transaction: Prisma.TransactionClient,
  action: string,
  terms: Pick<ApiKey, 'organizationId' | 'memberId' | 'name' | 'scopes' | 'expiresAt' | 'allowedAddresses'>,
  createdAt: Date,
  replacedKeyId: string | null = null,
): Promise<NewlyMadeKey> {
  const { secret, prefix, hash } = newKey(terms.memberId ? 'member' : 'org')
  const apiKey = await transaction.apiKey.create({ data: { ...terms, id: uuidv7(), prefix, hash, createdAt } })
  const act = {
    action,
    subjectType: 'ApiKey',
    subjectId: apiKey.id,
    after: factsOf({ ...terms, prefix, replacedKeyId }),
  }
  await record(transaction, terms.organizationId, act, createdAt)
  return { apiKey, secret }
}

function scopeNotAllowed(scopes: readonly Scope[]): ScopeNotAllowed {
  const message = `You can't give a key ${scopes.join(', ')}: your own credentials don't have that.`
  return { code: 'SCOPE_NOT_ALLOWED', message, scopes }
}

function tooManyKeys(): TooManyKeys {
  return { code: 'TOO_MANY_KEYS', message: `There are ${KEYS_MAX} keys already. Revoke one that isn’t used any more.` }
}
