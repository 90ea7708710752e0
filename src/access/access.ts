// Who calls, and what becomes of those who are connected when it changes.
//
// Callers show an API key, a token of the platform's own issuer, or the cookie of a session. Whatever changes who may do
// what (a key, a role, a membership) counts `access_version` up in its transaction. Every process looks at that one row
// a few times a second: what it remembers of callers is forgotten then, and each live connection is asked again. It ends
// unless it is still the same caller's, and takes over an end that was set after it began. Ends that have come are looked
// at each time, too, and by each operation and message of a connection.

import DataLoader from 'dataloader'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import type { Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { unmetered } from '../database/meter.ts'
import { hashKey, kindOf } from './keys.ts'
import { type Caller, type Person, SCOPES_OF_MEMBERS, type Tenant } from './roles.ts'

/** Callers are remembered for so long while the version of access is looked at and stands. */
const REMEMBERED_MS = 60_000
/** And for so long where it could not be looked at lately. */
const UNCHECKED_MS = 5_000
/** It is looked at four times a second. */
const LATELY_MS = 1_000
const REMEMBERED_MAX = 20_000
const REMEMBERING = { max: REMEMBERED_MAX, ttl: REMEMBERED_MS } as const
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
  personOfToken(token: string): Promise<Person | 'EXPIRED' | null>
  personOfCookies(cookies: Headers): Promise<Person | null>
}

/** Who calls with a key that can be used; it may have an end. */
type KeyCaller = Tenant | Extract<Caller, { kind: 'operator' }>
type KnownKey = KeyCaller | Rejection

interface Membership {
  readonly organizationId: string
  readonly memberId: string
  readonly role: Tenant['role']
  readonly name: string
}

interface Connection {
  readonly credentials: Credentials
  /** As of the last check. */
  caller: Caller
  readonly end: (why: Rejection) => void
}

/** A connection whose caller is watched. */
export interface Watch {
  /** Whether the credentials have ended. Needs no database; a connection that finds so is ended. */
  isOver(): boolean
  stop(): void
}

interface OfTenant {
  readonly organizationId: string | null
  readonly memberId: string | null
  readonly keyId: string | null
}

/** Why credentials are refused. */
export type RejectionReason =
  | 'MISSING'
  | 'MALFORMED'
  | 'UNKNOWN_KEY'
  | 'KEY_REVOKED'
  | 'KEY_EXPIRED'
  | 'KEY_ADDRESS'
  | 'KEY_ORGANIZATION'
  | 'INVALID_TOKEN'
  | 'TOKEN_EXPIRED'
  | 'ORGANIZATION_CLOSED'
  | 'ACCESS_CHANGED'

export interface Rejection {
  readonly kind: 'rejected'
  readonly reason: RejectionReason
}

export class Access {
  readonly #prisma: PrismaClient
  readonly #identity: Identity
  readonly #clock: () => Date
  readonly #keys = new LRUCache<string, Promise<KnownKey>>(REMEMBERING)
  readonly #memberships = new LRUCache<string, Promise<Membership[]>>(REMEMBERING)
  readonly #rows: DataLoader<Uint8Array<ArrayBuffer>, KnownKey, string>
  readonly #connections = new Set<Connection>()
  /** Those of them whose credentials have an end. */
  readonly #ending = new Set<Connection>()
  /** Those that could not be checked since the last change: the database or an issuer didn't answer. */
  readonly #unchecked = new Set<Connection>()
  /** How often what is remembered was forgotten, now and when credentials were last looked at. */
  #epoch = 0
  readonly #epochs = new WeakMap<Credentials, number>()
  readonly #uses = new Map<string, { organizationId: string; at: Date }>()
  #version: bigint | null = null
  /** When the version was last looked at, by performance.now(). */
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(prisma: PrismaClient, identity: Identity, clock: () => Date) {
    this.#prisma = prisma
    this.#identity = identity
    this.#clock = clock
    this.#rows = new DataLoader((hashes) => unmetered(() => this.#readKeys(hashes)), {
      cache: false,
      maxBatchSize: KEYS_PER_READ,
      cacheKeyFn: (hash) => Buffer.from(hash).toString('base64'),
    })
  }

  /** Who calls, or why the credentials are refused. */
  async identify(credentials: Credentials): Promise<Caller | Rejection> {
    this.#epochs.set(credentials, this.#epoch)
    const { secret, cookies } = credentials
    if (kindOf(secret)) return this.#callerOfKey(credentials)
    if (secret !== '') {
      const person = await this.#identity.personOfToken(secret)
      if (person === 'EXPIRED') return rejected('TOKEN_EXPIRED')
      if (person) return this.#callerOfPerson(person, credentials.organizationId)
      return rejected(secret.split('.').length === 3 ? 'INVALID_TOKEN' : 'MALFORMED')
    }
    const person = cookies && (await this.#identity.personOfCookies(cookies))
    return person ? this.#callerOfPerson(person, credentials.organizationId) : rejected('MISSING')
  }

  /** Who calls; null if the credentials are refused. */
  async authenticate(credentials: Credentials): Promise<Caller | null> {
    const caller = await this.identify(credentials)
    return caller.kind === 'rejected' ? null : caller
  }

  /** Ends a connection, once, when its caller is no longer who they were; with ACCESS_CHANGED if they may still call, as others. */
  watch(credentials: Credentials, caller: Caller, end: (why: Rejection) => void): Watch {
    const connection = { credentials, caller, end }
    this.#connections.add(connection)
    this.#arm(connection)
    // Something has changed since the credentials were looked at, when this connection was not yet known.
    if (this.#epochs.get(credentials) !== this.#epoch) this.#checkAgain(connection)
    return {
      isOver: () => {
        if (!this.#connections.has(connection)) return true
        if (!this.#ending.has(connection) || !isOver(connection.caller, this.#clock())) return false
        this.#end(connection, expired(connection.caller))
        return true
      },
      stop: () => this.#forget(connection),
    }
  }

  /** Ends what is over, looks whether anything has changed since the last time, and ends what is over by that. */
  async look(): Promise<void> {
    this.#endOver()
    const beganAt = performance.now()
    const { version } = await this.#prisma.accessVersion.findUniqueOrThrow({ where: { id: 1 } })
    this.#lookedAt = beganAt
    if (version !== this.#version) {
      this.#version = version
      this.#epoch++
      this.#keys.clear()
      this.#memberships.clear()
      await Promise.all([...this.#connections].map((connection) => this.#checkAgain(connection)))
    } else {
      await Promise.all([...this.#unchecked].map((connection) => this.#checkAgain(connection)))
    }
    this.#endOver()
  }

  /** Whether a key, a membership and an organization are still in force; null is. */
  async isInForce({ organizationId, memberId, keyId }: OfTenant): Promise<boolean> {
    if (organizationId === null) return true
    const status = { in: ['ACTIVE' as const, 'SUSPENDED' as const] }
    const member = memberId === null ? {} : { members: { some: { id: memberId, removedAt: null } } }
    const inForce = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: this.#clock() } }] }
    const key = keyId === null ? {} : { apiKeys: { some: { id: keyId, ...inForce } } }
    return (await this.#prisma.organization.count({ where: { id: organizationId, status, ...member, ...key } })) > 0
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
    let memberships = this.#remembered(this.#memberships, subject)
    if (!memberships) {
      memberships = this.#readMemberships(subject)
      this.#memberships.set(subject, memberships)
      memberships.catch(() => this.#memberships.delete(subject))
    }
    return memberships
  }

  /** Somebody who has signed in, as a member of one of their organizations; null if they are none there. */
  async memberOf(person: Person, organizationId: string): Promise<Tenant | null> {
    const caller = await this.#callerOfPerson(person, organizationId)
    return caller.kind === 'tenant' ? caller : null
  }

  /** What is remembered, if it can be relied upon: nothing has changed since, or not for long. */
  #remembered<Value extends object>(cache: LRUCache<string, Value>, name: string): Value | undefined {
    const value = cache.get(name)
    if (!value || performance.now() - this.#lookedAt < LATELY_MS) return value
    return REMEMBERED_MS - cache.getRemainingTTL(name) < UNCHECKED_MS ? value : undefined
  }

  async #callerOfKey({ secret, address, organizationId }: Credentials): Promise<Caller | Rejection> {
    const hash = hashKey(secret)
    // Remembered by its hash: the secret itself is kept nowhere, not even here.
    const at = Buffer.from(hash).toString('base64')
    let known = this.#remembered(this.#keys, at)
    if (!known) {
      known = this.#rows.load(hash)
      this.#keys.set(at, known)
      known.catch(() => this.#keys.delete(at))
    }
    const caller = await known
    if (caller.kind === 'rejected') return caller
    const now = this.#clock()
    if (isOver(caller, now)) return rejected('KEY_EXPIRED')
    if (caller.kind === 'tenant' && !isAllowed(address, caller.allowedAddresses)) return rejected('KEY_ADDRESS')
    if (caller.kind === 'tenant' && organizationId && organizationId !== caller.organizationId) {
      return rejected('KEY_ORGANIZATION')
    }
    if (caller.kind === 'tenant' && caller.keyId) {
      this.#uses.set(caller.keyId, { organizationId: caller.organizationId, at: now })
    }
    return caller
  }

  async #callerOfPerson(person: Person, organizationId: string | null): Promise<Caller | Rejection> {
    if (isOver(person, this.#clock())) return rejected('TOKEN_EXPIRED')
    const memberships = await this.membershipsOf(person.subject)
    const chosen = organizationId
      ? memberships.find((membership) => membership.organizationId === organizationId)
      : memberships.length === 1
        ? memberships[0]
        : undefined
    if (!chosen) return person
    const { expiresAt } = person
    const noKey = { keyId: null, lineageId: null, allowedAddresses: [] }
    return { kind: 'tenant', ...chosen, scopes: SCOPES_OF_MEMBERS, ...noKey, person, expiresAt }
  }

  /** Ends a connection whose caller has changed. One that can't be checked now is checked again by the next look. */
  async #checkAgain(connection: Connection): Promise<void> {
    this.#unchecked.add(connection)
    let now: Caller | Rejection
    try {
      now = await this.identify(connection.credentials)
    } catch {
      return
    }
    if (!this.#connections.has(connection)) return
    this.#unchecked.delete(connection)
    if (now.kind === 'rejected') return this.#end(connection, now)
    if (!isSame(connection.caller, now)) return this.#end(connection, rejected('ACCESS_CHANGED'))
    connection.caller = now
    this.#arm(connection)
  }

  #arm(connection: Connection): void {
    if (connection.caller.kind !== 'operator' && connection.caller.expiresAt) this.#ending.add(connection)
    else this.#ending.delete(connection)
  }

  #endOver(): void {
    const now = this.#clock()
    for (const connection of this.#ending) {
      if (isOver(connection.caller, now)) this.#end(connection, expired(connection.caller))
    }
  }

  #end(connection: Connection, why: Rejection): void {
    if (!this.#connections.has(connection)) return
    this.#forget(connection)
    connection.end(why)
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection)
    this.#ending.delete(connection)
    this.#unchecked.delete(connection)
  }

  async #readKeys(hashes: readonly Uint8Array<ArrayBuffer>[]): Promise<KnownKey[]> {
    const wanted = { hash: { in: [...hashes] } }
    const [keys, operatorKeys] = await Promise.all([
      this.#prisma.apiKey.findMany({ where: wanted, include: KEY_OWNER }),
      this.#prisma.operatorKey.findMany({ where: wanted }),
    ])
    const known = new Map<string, KnownKey>()
    for (const { id, hash } of operatorKeys) {
      known.set(textOf(hash), { kind: 'operator', keyId: id, name: 'operator' })
    }
    for (const key of keys) known.set(textOf(key.hash), tenantOf(key))
    return hashes.map((hash) => known.get(textOf(hash)) ?? rejected('UNKNOWN_KEY'))
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

function tenantOf(key: Prisma.ApiKeyGetPayload<{ include: typeof KEY_OWNER }>): KnownKey {
  const { organizationId, id, lineageId, memberId, member, organization, scopes, name, allowedAddresses } = key
  if (key.revokedAt) return rejected('KEY_REVOKED')
  if (!['ACTIVE', 'SUSPENDED'].includes(organization.status)) return rejected('ORGANIZATION_CLOSED')
  if (member?.removedAt || (memberId !== null && member === null)) return rejected('KEY_REVOKED')
  return {
    kind: 'tenant',
    organizationId,
    memberId,
    name: member?.name ?? name,
    role: member?.role ?? 'ADMIN',
    scopes,
    keyId: id,
    lineageId,
    allowedAddresses,
    person: null,
    expiresAt: key.expiresAt,
  }
}

function rejected(reason: RejectionReason): Rejection {
  return { kind: 'rejected', reason }
}

function expired(caller: Caller): Rejection {
  return rejected(caller.kind === 'tenant' && caller.keyId !== null ? 'KEY_EXPIRED' : 'TOKEN_EXPIRED')
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

/** Whether each of these networks is within one of those; any are, if there are none of those. */
export function isWithin(networks: readonly string[], allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true
  if (networks.length === 0) return false
  return networks.every((each) => {
    const [from, bits] = ipaddr.parseCIDR(each)
    return allowed.some((one) => {
      const [network, prefix] = ipaddr.parseCIDR(one)
      return network.kind() === from.kind() && bits >= prefix && from.match(network, prefix)
    })
  })
}

function textOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64')
}
