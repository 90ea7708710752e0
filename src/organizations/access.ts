// Who calls, and what becomes of those who are connected when it changes.
//
// Callers show an API key, a token of the platform's own issuer, or the cookie of a session. Whatever changes who may do
// what (a key, a role, a membership) counts `access_version` up in its transaction. Every process looks at that one row
// a few times a second: what it remembers of callers is forgotten then, and each live connection is asked again; it ends
// unless it is still the same caller's.

import DataLoader from 'dataloader'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import type { Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { hashKey, kindOf } from './apiKeys.ts'
import { type Caller, type Person, SCOPES_OF_MEMBERS, type Tenant } from './roles.ts'

/** Should the look at the version fail, nobody is remembered for longer. */
const REMEMBERED_MS = 5_000
const REMEMBERED_MAX = 20_000
const KEYS_PER_READ = 1_000
/** The last use of a key is written to the minute. */
const USE_MS = 60_000

/** What a request shows. */
export interface Credentials {
  /** An API key or a token; empty if there is none. */
  readonly secret: string
  /** Its headers, for a session's cookie; null where cookies don't count. */
  readonly cookies: Headers | null
  /** The one that is meant, for people with several. */
  readonly organizationId: string | null
  /** Where it comes from; null if that isn't known. */
  readonly address: string | null
}

/** Finds out who has signed in. */
export interface Identity {
  /** Null if the token isn't one of ours. */
  personOfToken(token: string): Promise<Person | null>
  personOfCookies(cookies: Headers): Promise<Person | null>
}

/** A key that is in force. */
interface KnownKey {
  readonly caller: Tenant | Extract<Caller, { kind: 'operator' }>
  readonly allowedAddresses: readonly string[]
}

interface Membership {
  readonly organizationId: string
  readonly memberId: string
  readonly role: Tenant['role']
  readonly name: string
}

interface Connection {
  readonly credentials: Credentials
  readonly caller: Caller
  readonly end: () => void
}

export class Access {
  readonly #prisma: PrismaClient
  readonly #identity: Identity
  readonly #clock: () => Date
  readonly #keys = new LRUCache<string, Promise<KnownKey | null>>({ max: REMEMBERED_MAX, ttl: REMEMBERED_MS })
  readonly #memberships = new LRUCache<string, Promise<Membership[]>>({ max: REMEMBERED_MAX, ttl: REMEMBERED_MS })
  readonly #rows: DataLoader<Uint8Array<ArrayBuffer>, KnownKey | null, string>
  readonly #connections = new Set<Connection>()
  /** Those of them that are over at some time. */
  readonly #ending = new Set<Connection>()
  readonly #uses = new Map<string, { organizationId: string; at: Date }>()
  #version: bigint | null = null

  constructor(prisma: PrismaClient, identity: Identity, clock: () => Date) {
    this.#prisma = prisma
    this.#identity = identity
    this.#clock = clock
    this.#rows = new DataLoader((hashes) => this.#readKeys(hashes), {
      cache: false,
      maxBatchSize: KEYS_PER_READ,
      cacheKeyFn: (hash) => Buffer.from(hash).toString('base64'),
    })
  }

  /** Null for credentials that are none, unknown, over, or not to be used from there: all alike. */
  async authenticate(credentials: Credentials): Promise<Caller | null> {
    const { secret, cookies } = credentials
    if (kindOf(secret)) return this.#callerOfKey(credentials)
    const person =
      secret !== ''
        ? await this.#identity.personOfToken(secret)
        : cookies && (await this.#identity.personOfCookies(cookies))
    return person ? this.#callerOfPerson(person, credentials.organizationId) : null
  }

  /** Tells when a connection's caller is no longer who they were. Answers how to stop that. */
  watch(credentials: Credentials, caller: Caller, end: () => void): () => void {
    const connection = { credentials, caller, end }
    this.#connections.add(connection)
    if ('expiresAt' in caller && caller.expiresAt) this.#ending.add(connection)
    return () => this.#forget(connection)
  }

  /** Looks whether anything has changed since the last time, and ends what is over. */
  async look(): Promise<void> {
    const { version } = await this.#prisma.accessVersion.findUniqueOrThrow({ where: { id: 1 } })
    const now = this.#clock()
    if (version !== this.#version) {
      this.#version = version
      this.#keys.clear()
      this.#memberships.clear()
      await Promise.all([...this.#connections].map((connection) => this.#checkAgain(connection)))
    }
    for (const connection of this.#ending) if (isOver(connection.caller, now)) this.#end(connection)
  }

  /** Writes down when keys were used. */
  async noteUses(): Promise<void> {
    const uses = [...this.#uses]
    this.#uses.clear()
    if (uses.length === 0) return
    const [organizationIds, ids] = [uses.map(([, { organizationId }]) => organizationId), uses.map(([id]) => id)]
    const times = uses.map(([, { at }]) => at)
    // Served by the primary key. One statement, for thousands of clients may come back in the same moment.
    await this.#prisma.$executeRaw`
      UPDATE api_key k SET last_used_at = used.at
      FROM unnest(${organizationIds}::uuid[], ${ids}::uuid[], ${times}::timestamptz[]) AS used (organization_id, id, at)
      WHERE k.organization_id = used.organization_id AND k.id = used.id
        AND (k.last_used_at IS NULL OR k.last_used_at < used.at - ${`${USE_MS} milliseconds`}::interval)`
  }

  /** The organizations of somebody who has signed in. */
  membershipsOf(subject: string): Promise<Membership[]> {
    let memberships = this.#memberships.get(subject)
    if (!memberships) {
      memberships = this.#readMemberships(subject)
      this.#memberships.set(subject, memberships)
      memberships.catch(() => this.#memberships.delete(subject))
    }
    return memberships
  }

  async #callerOfKey({ secret, address }: Credentials): Promise<Caller | null> {
    const hash = hashKey(secret)
    // Remembered by its hash: the secret itself is kept nowhere, not even here.
    const at = Buffer.from(hash).toString('base64')
    let known = this.#keys.get(at)
    if (!known) {
      known = this.#rows.load(hash)
      this.#keys.set(at, known)
      known.catch(() => this.#keys.delete(at))
    }
    const key = await known
    if (!key) return null
    const { caller, allowedAddresses } = key
    const now = this.#clock()
    if (isOver(caller, now) || !isAllowed(address, allowedAddresses)) return null
    if (caller.kind === 'tenant' && caller.keyId) {
      this.#uses.set(caller.keyId, { organizationId: caller.organizationId, at: now })
    }
    return caller
  }

  async #callerOfPerson(person: Person, organizationId: string | null): Promise<Caller | null> {
    if (isOver(person, this.#clock())) return null
    const memberships = await this.membershipsOf(person.subject)
    const chosen = organizationId
      ? memberships.find((membership) => membership.organizationId === organizationId)
      : memberships.length === 1
        ? memberships[0]
        : undefined
    if (!chosen) return person
    const { expiresAt } = person
    return { kind: 'tenant', ...chosen, scopes: SCOPES_OF_MEMBERS, keyId: null, person, expiresAt }
  }

  async #checkAgain(connection: Connection): Promise<void> {
    const now = await this.authenticate(connection.credentials)
    if (!now || !isSame(connection.caller, now)) this.#end(connection)
  }

  #end(connection: Connection): void {
    this.#forget(connection)
    connection.end()
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection)
    this.#ending.delete(connection)
  }

  async #readKeys(hashes: readonly Uint8Array<ArrayBuffer>[]): Promise<(KnownKey | null)[]> {
    const wanted = { hash: { in: [...hashes] } }
    const [keys, operatorKeys] = await Promise.all([
      this.#prisma.apiKey.findMany({ where: { ...wanted, revokedAt: null }, include: KEY_OWNER }),
      this.#prisma.operatorKey.findMany({ where: wanted }),
    ])
    const known = new Map<string, KnownKey>()
    for (const { id, hash } of operatorKeys) {
      known.set(textOf(hash), { caller: { kind: 'operator', keyId: id, name: 'operator' }, allowedAddresses: [] })
    }
    for (const key of keys) {
      const caller = tenantOf(key)
      if (caller) known.set(textOf(key.hash), { caller, allowedAddresses: key.allowedAddresses })
    }
    return hashes.map((hash) => known.get(textOf(hash)) ?? null)
  }

  async #readMemberships(subject: string): Promise<Membership[]> {
    const members = await this.#prisma.member.findMany({
      where: { subject, removedAt: null, organization: { status: { in: ['ACTIVE', 'SUSPENDED'] } } },
      orderBy: { createdAt: 'asc' },
    })
    return members.map(({ organizationId, id, role, name }) => ({ organizationId, memberId: id, role, name }))
  }
}

/** Counts a change of who may do what, in its transaction. After the commit, `look` tells this process at once. */
export async function countAccess(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.accessVersion.update({ where: { id: 1 }, data: { version: { increment: 1 } } })
}

const KEY_OWNER = { member: true, organization: { select: { status: true } } } as const

/** Null if the key's owner is gone. */
function tenantOf(key: Prisma.ApiKeyGetPayload<{ include: typeof KEY_OWNER }>): Tenant | null {
  const { organizationId, id, memberId, member, organization, scopes, name, expiresAt } = key
  if (!['ACTIVE', 'SUSPENDED'].includes(organization.status) || member?.removedAt) return null
  if (memberId !== null && member === null) return null
  return {
    kind: 'tenant',
    organizationId,
    memberId,
    name: member?.name ?? name,
    role: member?.role ?? 'ADMIN',
    scopes,
    keyId: id,
    person: null,
    expiresAt,
  }
}

function isOver(caller: Caller, now: Date): boolean {
  return caller.kind !== 'operator' && caller.expiresAt !== null && caller.expiresAt <= now
}

/** Whether somebody may still do all that they might when they connected, and nothing else. */
function isSame(before: Caller, now: Caller): boolean {
  if (before.kind !== now.kind) return false
  if (before.kind !== 'tenant' || now.kind !== 'tenant') return true
  return (
    before.organizationId === now.organizationId &&
    before.memberId === now.memberId &&
    before.role === now.role &&
    before.scopes.join() === now.scopes.join()
  )
}

/** Whether an address is one of these, or in one of these networks; any is, if there are none. */
function isAllowed(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true
  if (address === null || !ipaddr.isValid(address)) return false
  const from = ipaddr.process(address)
  return allowed.some((each) => {
    const [network, bits] = ipaddr.parseCIDR(each)
    return network.kind() === from.kind() && from.match(network, bits)
  })
}

function textOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64')
}
