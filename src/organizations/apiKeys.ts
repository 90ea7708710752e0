// API keys: how they are made, recognised and looked up.
//
// A key reads `hf_member_…` or `hf_operator_…`: its kind, 160 random bits, and a checksum, so that a leaked key can be
// recognised as ours and a mistyped one refused without asking the database. Only its SHA-256 is kept: with
// 160 random bits there is nothing to guess, so a slow hash would add cost and no safety.

import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { v7 as uuidv7 } from 'uuid'
import type { PrismaClient } from '../database/generated/client/client.ts'
import type { Caller } from './roles.ts'

export type KeyKind = 'member' | 'operator'

const PATTERN = /^(hf_(member|operator)_[0-9a-f]{40})([0-9a-f]{8})$/
/** A revoked key or a changed role is noticed by every process within this time. */
const CALLER_CACHE_MS = 1_000
const CALLER_CACHE_KEYS_MAX = 10_000
const PREFIX_LENGTH = 'hf_member_'.length + 6

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
  return { secret, prefix: secret.slice(0, PREFIX_LENGTH), hash: hashKey(secret) }
}

export function hashKey(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'))
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0')
}

function kindOf(secret: string): KeyKind | null {
  const [, body, kind, sum] = PATTERN.exec(secret) ?? []
  return body !== undefined && checksum(body) === sum ? (kind as KeyKind) : null
}

/** Makes a key of the platform itself; answers its secret, which is kept nowhere. */
export async function issueOperatorKey(prisma: PrismaClient, createdAt: Date): Promise<string> {
  const { secret, prefix, hash } = newKey('operator')
  await prisma.operatorKey.create({ data: { id: uuidv7(), prefix, hash, createdAt } })
  return secret
}

/** Makes one more key of a member; answers its secret, which is kept nowhere. */
export async function issueMemberKey(
  prisma: PrismaClient,
  { organizationId, memberId }: { organizationId: string; memberId: string },
  createdAt: Date,
): Promise<string> {
  const { secret, prefix, hash } = newKey('member')
  await prisma.apiKey.create({ data: { organizationId, id: uuidv7(), memberId, prefix, hash, createdAt } })
  return secret
}

/** Finds out who calls by their key. Remembers callers for a second, so that a busy client costs one look-up. */
export class Authenticator {
  readonly #prisma: PrismaClient
  readonly #callers = new LRUCache<string, Promise<Caller | null>>({ max: CALLER_CACHE_KEYS_MAX, ttl: CALLER_CACHE_MS })

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma
  }

  /** Null for a key that is not one, or is unknown. */
  authenticate(secret: string): Promise<Caller | null> {
    const kind = kindOf(secret)
    if (!kind) return Promise.resolve(null)
    // Remembered by its hash: the secret itself is kept nowhere, not even here.
    const cacheKey = hash('sha256', secret, 'base64')
    let caller = this.#callers.get(cacheKey)
    if (!caller) {
      caller = this.#lookUp(kind, hashKey(secret))
      this.#callers.set(cacheKey, caller)
      caller.catch(() => this.#callers.delete(cacheKey))
    }
    return caller
  }

  async #lookUp(kind: KeyKind, hash: Uint8Array<ArrayBuffer>): Promise<Caller | null> {
    if (kind === 'operator') {
      const key = await this.#prisma.operatorKey.findUnique({ where: { hash }, select: { id: true } })
      return key && { kind: 'operator' }
    }
    const key = await this.#prisma.apiKey.findUnique({ where: { hash }, include: { member: true } })
    return key && { kind: 'member', organizationId: key.organizationId, memberId: key.memberId, role: key.member.role }
  }
}
