// API keys: how they are made and recognised. Only the hash of a key is kept.
//
// A key reads `hf_member_…`, `hf_org_…` or `hf_operator_…`: its kind, 160 random bits, and a checksum, so that a leaked
// key can be recognised as ours and a mistyped one refused without asking the database. Its SHA-256 is kept: with
// 160 random bits there is nothing to guess, so a slow hash would add cost and no safety, and a look-up by the hash
// tells nothing by the time that it takes.

import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { v7 as uuidv7 } from 'uuid'
import type { Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { SCOPES_OF_MEMBERS } from './roles.ts'

export type KeyKind = 'member' | 'org' | 'operator'

const PATTERN = /^(hf_(member|org|operator)_[0-9a-f]{40})([0-9a-f]{8})$/
/** What is shown of the random part. */
const SHOWN_LENGTH = 6

export interface NewKey {
  /** Shown once, kept nowhere. */
  readonly secret: string
  /** What may be shown later, to tell keys apart. */
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

/** Null for what is no key, or was mistyped. */
export function kindOf(secret: string): KeyKind | null {
  const [, body, kind, sum] = PATTERN.exec(secret) ?? []
  return body !== undefined && checksum(body) === sum ? (kind as KeyKind) : null
}

/** Makes a key of the platform itself; answers its secret, which is kept nowhere. */
export async function issueOperatorKey(prisma: PrismaClient, createdAt: Date): Promise<string> {
  const { secret, prefix, hash } = newKey('operator')
  await prisma.operatorKey.create({ data: { id: uuidv7(), prefix, hash, createdAt } })
  return secret
}

/** The row of a member's first key, which may do whatever the member may. */
export function firstKey(
  { organizationId, id: memberId }: { organizationId: string; id: string },
  { prefix, hash }: NewKey,
  createdAt: Date,
): Prisma.ApiKeyCreateManyInput {
  const [id, scopes] = [uuidv7(), [...SCOPES_OF_MEMBERS]]
  return { organizationId, id, lineageId: id, memberId, name: 'First key', prefix, hash, scopes, createdAt }
}

/** Makes one more such key of a member; answers its secret, which is kept nowhere. */
export async function issueMemberKey(
  prisma: PrismaClient,
  member: { organizationId: string; id: string },
  createdAt: Date,
): Promise<string> {
  const key = newKey('member')
  await prisma.apiKey.create({ data: firstKey(member, key, createdAt) })
  return key.secret
}
