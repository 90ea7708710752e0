// The format of API keys. Only the hash of a key is stored.
//
// A key is `hf_member_…`, `hf_org_…` or `hf_operator_…`: its kind, 160 random bits, and a checksum, so that a leaked key can be
// recognized, and a mistyped one is refused without a query. Its SHA-256 is stored: 160 random bits can't be guessed, so a slow
// hash would add cost and no safety, and the time of a look-up by hash reveals nothing.

import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { v7 as uuidv7 } from 'uuid'
import type { PlatformScope, Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { ALL_PLATFORM_SCOPES, SCOPES_OF_MEMBERS } from './roles.ts'

export type KeyKind = 'member' | 'org' | 'operator'

const PATTERN = /^(hf_(member|org|operator)_[0-9a-f]{40})([0-9a-f]{8})$/
/** The number of random characters that the prefix shows. */
const SHOWN_LENGTH = 6

export interface NewKey {
  /** The key itself: shown once, and not stored. */
  readonly secret: string
  /** The beginning of the key, which may be shown to tell keys apart. */
  readonly prefix: string
  readonly hash: Uint8Array<ArrayBuffer>
}

export function newKey(kind: KeyKind): NewKey {
  const body = `hf_${kind}_${randomBytes(20).toString('hex')}`
  const secret = body + checksum(body)
  return { secret, prefix: secret.slice(0, `hf_${kind}_`.length + SHOWN_LENGTH), hash: hashKey(secret) }
}

export function hashKey(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'))
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0')
}

/** The kind of a key; null if the text is not a key or is mistyped. */
export function kindOf(secret: string): KeyKind | null {
  const [, body, kind, sum] = PATTERN.exec(secret) ?? []
  return body !== undefined && checksum(body) === sum ? (kind as KeyKind) : null
}

/** The limits of a platform key. */
export interface PlatformKeyTerms {
  readonly name: string
  readonly scopes: PlatformScope[]
  /** Empty: any. */
  readonly allowedAddresses: string[]
}

const EVERYTHING: PlatformKeyTerms = { name: 'operator', scopes: ALL_PLATFORM_SCOPES, allowedAddresses: [] }

/** Creates a platform key, with all scopes unless the terms say otherwise. Returns its secret, which is not stored. */
export async function issueOperatorKey(
  prisma: PrismaClient,
  createdAt: Date,
  terms: Partial<PlatformKeyTerms> = {},
): Promise<string> {
  const { secret, data } = newOperatorKey(createdAt, terms)
  await prisma.operatorKey.create({ data })
  return secret
}

/** A new platform key as its row, and its secret. */
export function newOperatorKey(createdAt: Date, terms: Partial<PlatformKeyTerms>) {
  const { secret, prefix, hash } = newKey('operator')
  const id = uuidv7()
  return { secret, data: { ...EVERYTHING, ...terms, id, lineageId: id, prefix, hash, createdAt } }
}

/** The row of a member's first key, which has all rights of the member. */
export function firstKey(
  { organizationId, id: memberId }: { organizationId: string; id: string },
  { prefix, hash }: NewKey,
  createdAt: Date,
): Prisma.ApiKeyCreateManyInput {
  const [id, scopes] = [uuidv7(), [...SCOPES_OF_MEMBERS]]
  return { organizationId, id, lineageId: id, memberId, name: 'First key', prefix, hash, scopes, createdAt }
}

/** Creates another such key of a member. Returns its secret, which is not stored. */
export async function issueMemberKey(
  prisma: PrismaClient,
  member: { organizationId: string; id: string },
  createdAt: Date,
): Promise<string> {
  const key = newKey('member')
  await prisma.apiKey.createMany({ data: firstKey(member, key, createdAt) })
  return key.secret
}
