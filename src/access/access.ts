// Authentication: identifies callers, and ends live connections when their access changes.
//
// A caller sends an API key, a token of the platform's own issuer, or the cookie of a session: a person's, or the operator's if the
// request asks for it. Every change of access (a key, a
// role, a membership) increments `access_version` in its transaction. Every process checks that row a few times a second: if it
// has changed, the process clears its cache of callers, and checks each live connection again. A connection ends if its
// credentials are refused or belong to another caller now, and adopts a new expiry. Expiries are checked each time, too, and by
// each operation and message of a connection.

import DataLoader from 'dataloader'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import type { OperatorKey, Prisma, PrismaClient, SignInRequirement } from '../database/generated/client/client.ts'
import { unmetered } from '../database/meter.ts'
import { transact } from '../database/transact.ts'
import { hashKey, kindOf } from './keys.ts'
import { earlier, findOperatorSession, noteOpening, operatorSecretIn, type RecordOpening } from './operatorSessions.ts'
import { type Caller, hasScope, type Operator, type Person, SCOPES_OF_MEMBERS, type Tenant } from './roles.ts'

/** The time that a caller is cached, while the version of access is checked and does not change. */
const REMEMBERED_MS = 60_000
/** The time that a caller is cached if the version could not be checked recently. */
const UNCHECKED_MS = 5_000
/** The longest time since a recent check. The version is checked four times a second. */
const LATELY_MS = 1_000
const REMEMBERED_MAX = 20_000
const REMEMBERING = { max: REMEMBERED_MAX, ttl: REMEMBERED_MS } as const
const KEYS_PER_READ = 1_000
/** The last use of a key is stored at most once a minute. */
const USE_MS = 60_000

/** The credentials of a request. */
export interface Credentials {
  /** An API key or a token; empty if the request has neither. */
  readonly secret: string
  /** True: there is an `Authorization` of another scheme than Bearer in place of it, such as one for a proxy. */
  readonly isOtherScheme?: boolean
  /** The headers, for a session's cookie; null if cookies are not accepted. */
  readonly cookies: Headers | null
  /** True: the request asks for the operator's session, in place of a person's. */
  readonly isOperator?: boolean
  /** The organization that the request chooses, for people with several, and that the operator opens; null: none. */
  readonly organizationId: string | null
  /** The client's address; null if it is not known. */
  readonly address: string | null
}

/** Identifies people who have signed in. */
export interface Identity {
  /** The person of a token; null if the token is not valid. */
  personOfToken(token: string): Promise<Person | 'EXPIRED' | null>
  /** The person of a session's cookies; null if they belong to no session. */
  personOfCookies(cookies: Headers): Promise<Person | null>
}

/** A caller with a valid key, which may expire. */
type KeyCaller = Tenant | Operator
type KnownKey = KeyCaller | Rejection

/** A session of the operator. */
interface OperatorSession {
  readonly hash: Uint8Array<ArrayBuffer>
  readonly operator: Operator
  /** The organizations whose audit log says that it has opened them. */
  readonly opened: Set<string>
}

interface Membership {
  readonly organizationId: string
  readonly memberId: string
  readonly role: Tenant['role']
  readonly name: string
  /** The requirement of the organization for the session. */
  readonly signIn: SignInRequirement
}

interface Connection {
  readonly credentials: Credentials
  /** The caller at the last check. */
  caller: Caller
  readonly end: (why: Rejection) => void
}

/** A live connection whose access is watched. */
export interface Watch {
  /** Returns whether the credentials have expired, without the database. If so, the connection is ended. */
  isOver(): boolean
  stop(): void
}

interface AskedBy {
  readonly organizationId: string | null
  readonly memberId: string | null
  readonly keyId: string | null
  /** Absent: no platform key. */
  readonly platformKeyId?: string | null
}

/** The reason why credentials are refused. */
export type RejectionReason =
  | 'MISSING'
  | 'SCHEME'
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
  | 'NO_OPERATOR_SESSION'
  | 'NOT_PLATFORM_KEY'
  | 'SCOPE_MISSING'
  | 'UNKNOWN_ORGANIZATION'

export interface Rejection {
  readonly kind: 'rejected'
  readonly reason: RejectionReason
}

export interface AccessOptions {
  readonly identity: Identity
  readonly clock: () => Date
  readonly recordOpening: RecordOpening
  /** Called when access has changed. */
  readonly onChange: () => void
}

export class Access {
  readonly #prisma: PrismaClient
  readonly #identity: Identity
  readonly #clock: () => Date
  readonly #recordOpening: RecordOpening
  readonly #onChange: () => void
  readonly #keys = new LRUCache<string, Promise<KnownKey>>(REMEMBERING)
  readonly #operatorSessions = new LRUCache<string, Promise<OperatorSession | Rejection>>(REMEMBERING)
  readonly #memberships = new LRUCache<string, Promise<Membership[]>>(REMEMBERING)
  readonly #rows: DataLoader<Uint8Array<ArrayBuffer>, KnownKey, string>
  readonly #connections = new Set<Connection>()
  /** The connections whose credentials have an expiry. */
  readonly #ending = new Set<Connection>()
  /** The connections that could not be checked since the last change, because the database or an issuer did not answer. */
  readonly #unchecked = new Set<Connection>()
  /** The number of times that the caches were cleared: now, and when credentials were last identified. */
  #epoch = 0
  readonly #epochs = new WeakMap<Credentials, number>()
  readonly #uses = new Map<string, { organizationId: string; at: Date }>()
  readonly #operatorUses = new Map<string, Date>()
  #version: bigint | null = null
  #processesLookedAt: Date | null = null
  /** When the version was last looked at, by performance.now(). */
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(prisma: PrismaClient, { identity, clock, recordOpening, onChange }: AccessOptions) {
    this.#prisma = prisma
    this.#identity = identity
    this.#clock = clock
    this.#recordOpening = recordOpening
    this.#onChange = onChange
    this.#rows = new DataLoader((hashes) => unmetered(() => this.#readKeys(hashes)), {
      cache: false,
      maxBatchSize: KEYS_PER_READ,
      cacheKeyFn: (hash) => Buffer.from(hash).toString('base64'),
    })
  }

  /** Identifies a caller, or returns why the credentials are refused. */
  async identify(credentials: Credentials): Promise<Caller | Rejection> {
    this.#epochs.set(credentials, this.#epoch)
    const { secret, cookies, isOtherScheme } = credentials
    if (kindOf(secret)) return this.#callerOfKey(credentials)
    if (secret !== '') {
      const person = await this.#identity.personOfToken(secret)
      if (person === 'EXPIRED') return rejected('TOKEN_EXPIRED')
      if (person) return this.#callerOfPerson(person, credentials.organizationId)
      return rejected(secret.split('.').length === 3 ? 'INVALID_TOKEN' : 'MALFORMED')
    }
    if (credentials.isOperator) return this.#callerOfOperatorSession(credentials)
    const person = cookies && (await this.#identity.personOfCookies(cookies))
    return person
      ? this.#callerOfPerson(person, credentials.organizationId)
      : rejected(isOtherScheme ? 'SCHEME' : 'MISSING')
  }

  /** Identifies a caller; null if the credentials are refused. */
  async authenticate(credentials: Credentials): Promise<Caller | null> {
    const caller = await this.identify(credentials)
    return caller.kind === 'rejected' ? null : caller
  }

  /** Calls `end` once when the access of a connection ends; with ACCESS_CHANGED if its credentials belong to another caller now. */
  watch(credentials: Credentials, caller: Caller, end: (why: Rejection) => void): Watch {
    const connection = { credentials, caller, end }
    this.#connections.add(connection)
    this.#arm(connection)
    // The access may have changed between the identification and this call.
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

  /** Checks whether access has changed, and ends connections whose access has ended. */
  async look(): Promise<void> {
    this.#endOver()
    const beganAt = performance.now()
    const { version, processesLookedAt } = await this.#prisma.accessVersion.findUniqueOrThrow({ where: { id: 1 } })
    this.#lookedAt = beganAt
    this.#processesLookedAt = processesLookedAt
    if (version !== this.#version) {
      this.#version = version
      this.#epoch++
      this.#keys.clear()
      this.#operatorSessions.clear()
      this.#memberships.clear()
      this.#onChange()
      await Promise.all([...this.#connections].map((connection) => this.#checkAgain(connection)))
    } else {
      await Promise.all([...this.#unchecked].map((connection) => this.#checkAgain(connection)))
    }
    this.#endOver()
  }

  /** The number of changes of access that this process knows; null before the first check. */
  get version(): bigint | null {
    return this.#version
  }

  /** When an operator last looked at the processes, as the last check has read it: src/processes/reporting.ts. Null: never. */
  get processesLookedAt(): Date | null {
    return this.#processesLookedAt
  }

  /** Returns whether an organization, a membership and keys are in force. An id that is null counts as in force. */
  async isInForce({ organizationId, memberId, keyId, platformKeyId = null }: AskedBy): Promise<boolean> {
    const inForce = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: this.#clock() } }] }
    if (platformKeyId !== null) {
      const found = await this.#prisma.operatorKey.count({ where: { id: platformKeyId, ...inForce } })
      if (found === 0) return false
    }
    if (organizationId === null) return true
    const status = { in: ['ACTIVE' as const, 'SUSPENDED' as const] }
    const member = memberId === null ? {} : { members: { some: { id: memberId, removedAt: null } } }
    const key = keyId === null ? {} : { apiKeys: { some: { id: keyId, ...inForce } } }
    return (await this.#prisma.organization.count({ where: { id: organizationId, status, ...member, ...key } })) > 0
  }

  /** Stores when keys were last used. */
  async noteUses(): Promise<void> {
    await this.#noteOperatorUses()
    const uses = [...this.#uses]
    this.#uses.clear()
    if (uses.length === 0) return
    const [organizationIds, ids] = [uses.map(([, { organizationId }]) => organizationId), uses.map(([id]) => id)]
    const times = uses.map(([, { at }]) => at)
    const before = times.map((at) => new Date(at.getTime() - USE_MS))
    // Served by the primary key. One statement, because thousands of clients may reconnect at the same moment.
    await this.#prisma.$executeRaw`
      UPDATE api_key k SET last_used_at = used.at
      FROM unnest(${organizationIds}::uuid[], ${ids}::uuid[], ${times}::timestamptz[], ${before}::timestamptz[])
        AS used (organization_id, id, at, before)
      WHERE k.organization_id = used.organization_id AND k.id = used.id
        AND (k.last_used_at IS NULL OR k.last_used_at < used.before)`
  }

  async #noteOperatorUses(): Promise<void> {
    const uses = [...this.#operatorUses]
    this.#operatorUses.clear()
    if (uses.length === 0) return
    const [ids, times] = [uses.map(([id]) => id), uses.map(([, at]) => at)]
    await this.#prisma.$executeRaw`
      UPDATE operator_key k SET last_used_at = used.at
      FROM unnest(${ids}::uuid[], ${times}::timestamptz[]) AS used (id, at)
      WHERE k.id = used.id AND (k.last_used_at IS NULL OR k.last_used_at < used.at - ${`${USE_MS} milliseconds`}::interval)`
  }

  /** Ends the operator's session of these cookies, if there is one: at once on this process, within a second on all. */
  async endOperatorSession(cookies: Pick<Headers, 'get'>): Promise<void> {
    const secret = operatorSecretIn(cookies)
    if (secret === null) return
    const isEnded = await transact(this.#prisma, async (transaction) => {
      const { count } = await transaction.operatorSession.deleteMany({ where: { hash: hashKey(secret) } })
      if (count > 0) await countAccess(transaction)
      return count > 0
    })
    if (isEnded) await this.look()
  }

  /** The memberships in which a session of a person acts. */
  async membershipsOf({ subject, onlyIn }: Person): Promise<Membership[]> {
    const memberships = await this.#allMembershipsOf(subject)
    return onlyIn === null ? memberships : memberships.filter(({ organizationId }) => organizationId === onlyIn)
  }

  #allMembershipsOf(subject: string): Promise<Membership[]> {
    let memberships = this.#remembered(this.#memberships, subject)
    if (!memberships) {
      memberships = this.#readMemberships(subject)
      this.#memberships.set(subject, memberships)
      memberships.catch(() => this.#memberships.delete(subject))
    }
    return memberships
  }

  /** A person as a member of one of their organizations; null if they are not a member there. */
  async memberOf(person: Person, organizationId: string): Promise<Tenant | null> {
    const caller = await this.#callerOfPerson(person, organizationId)
    return caller.kind === 'tenant' ? caller : null
  }

  /** The cached value, unless the version could not be checked recently and the value is too old. */
  #remembered<Value extends object>(cache: LRUCache<string, Value>, name: string): Value | undefined {
    const value = cache.get(name)
    if (!value || performance.now() - this.#lookedAt < LATELY_MS) return value
    return REMEMBERED_MS - cache.getRemainingTTL(name) < UNCHECKED_MS ? value : undefined
  }

  async #callerOfKey({ secret, address, organizationId }: Credentials): Promise<Caller | Rejection> {
    const hash = hashKey(secret)
    // Cached by its hash: the secret itself is not stored, not even here.
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
    if (!isAllowed(address, caller.allowedAddresses)) return rejected('KEY_ADDRESS')
    if (caller.kind === 'tenant' && organizationId && organizationId !== caller.organizationId) {
      return rejected('KEY_ORGANIZATION')
    }
    if (caller.kind === 'operator') this.#operatorUses.set(caller.keyId, now)
    else if (caller.keyId) this.#uses.set(caller.keyId, { organizationId: caller.organizationId, at: now })
    return caller
  }

  async #callerOfOperatorSession({ cookies, address, organizationId }: Credentials): Promise<Caller | Rejection> {
    const secret = operatorSecretIn(cookies)
    if (secret === null) return rejected('NO_OPERATOR_SESSION')
    const hash = hashKey(secret)
    const at = textOf(hash)
    let known = this.#remembered(this.#operatorSessions, at)
    if (!known) {
      known = this.#readOperatorSession(hash)
      this.#operatorSessions.set(at, known)
      known.catch(() => this.#operatorSessions.delete(at))
    }
    const session = await known
    if ('kind' in session) return session
    const { operator } = session
    const now = this.#clock()
    if (isOver(operator, now)) return rejected('TOKEN_EXPIRED')
    if (!isAllowed(address, operator.allowedAddresses)) return rejected('KEY_ADDRESS')
    this.#operatorUses.set(operator.keyId, now)
    return organizationId === null ? operator : this.#open(session, organizationId, address)
  }

  /** The operator in an organization. The first time of a session is written to the organization's audit log, before anything is read. */
  async #open(session: OperatorSession, organizationId: string, address: string | null): Promise<Caller | Rejection> {
    const { hash, operator, opened } = session
    if (!hasScope(operator, 'READ')) return rejected('SCOPE_MISSING')
    if (!opened.has(organizationId)) {
      const opening = { operator, organizationId, address }
      const refused = await noteOpening(this.#prisma, hash, opening, this.#recordOpening)
      if (refused) return rejected(refused)
      opened.add(organizationId)
    }
    const { name, allowedAddresses, expiresAt } = operator
    return {
      kind: 'tenant',
      ...{ organizationId, memberId: null, name, role: 'ADMIN' },
      scopes: SCOPES_OF_MEMBERS.filter((scope) => hasScope(operator, scope)),
      ...{ keyId: null, lineageId: null, allowedAddresses, person: null, openedBy: operator, expiresAt },
    }
  }

  async #callerOfPerson(person: Person, organizationId: string | null): Promise<Caller | Rejection> {
    if (isOver(person, this.#clock())) return rejected('TOKEN_EXPIRED')
    const memberships = await this.membershipsOf(person)
    const chosen = organizationId
      ? memberships.find((membership) => membership.organizationId === organizationId)
      : memberships.length === 1
        ? memberships[0]
        : undefined
    if (!chosen) return person
    const { signIn, ...membership } = chosen
    const lacks = lackedBy(person, chosen.organizationId, signIn)
    if (lacks) return { ...person, lacks }
    const { expiresAt } = person
    const noKey = { keyId: null, lineageId: null, allowedAddresses: [], openedBy: null }
    return { kind: 'tenant', ...membership, scopes: SCOPES_OF_MEMBERS, ...noKey, person, expiresAt }
  }

  /** Ends a connection whose caller has changed. If it can't be checked now, the next check tries again. */
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
    if (connection.caller.expiresAt) this.#ending.add(connection)
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
    for (const key of operatorKeys) known.set(textOf(key.hash), operatorOf(key))
    for (const key of keys) known.set(textOf(key.hash), tenantOf(key))
    return hashes.map((hash) => known.get(textOf(hash)) ?? rejected('UNKNOWN_KEY'))
  }

  async #readOperatorSession(hash: Uint8Array<ArrayBuffer>): Promise<OperatorSession | Rejection> {
    const found = await unmetered(() => findOperatorSession(this.#prisma, hash))
    if (!found) return rejected('NO_OPERATOR_SESSION')
    const { session, key } = found
    const operator = operatorOf(key)
    if (operator.kind === 'rejected') return operator
    const expiresAt = earlier(session.expiresAt, operator.expiresAt)
    return { hash, operator: { ...operator, isSession: true, expiresAt }, opened: new Set(session.opened) }
  }

  async #readMemberships(subject: string): Promise<Membership[]> {
    const members = await this.#prisma.member.findMany({
      where: { subject, removedAt: null, organization: { status: { in: ['ACTIVE', 'SUSPENDED'] } } },
      orderBy: { createdAt: 'asc' },
      include: { organization: { select: { signIn: true } } },
    })
    return members.map(({ organizationId, id, role, name, organization: { signIn } }) => ({
      ...{ organizationId, memberId: id, role, name, signIn },
    }))
  }
}

/** The requirement of an organization, if the session of a person does not meet it; null: it does. */
export function lackedBy(
  { isPasswordAlone, onlyIn }: Person,
  organizationId: string,
  required: SignInRequirement,
): SignInRequirement | null {
  const lacks = required === 'TWO_FACTOR' ? isPasswordAlone : required === 'ISSUER' && onlyIn !== organizationId
  return lacks ? required : null
}

/** Increments the version of access, in the transaction of a change. After the commit, `look` applies it on this process. */
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
    openedBy: null,
    expiresAt: key.expiresAt,
  }
}

function operatorOf(key: OperatorKey): Operator | Rejection {
  const { id, lineageId, name, scopes, allowedAddresses, expiresAt, revokedAt } = key
  if (revokedAt) return rejected('KEY_REVOKED')
  const about = { keyId: id, lineageId, name, platformScopes: scopes, allowedAddresses, expiresAt }
  return { kind: 'operator', ...about, isSession: false, keyExpiresAt: expiresAt }
}

function rejected(reason: RejectionReason): Rejection {
  return { kind: 'rejected', reason }
}

function expired(caller: Caller): Rejection {
  const isByKey = caller.kind === 'operator' ? !caller.isSession : caller.kind === 'tenant' && caller.keyId !== null
  return rejected(isByKey ? 'KEY_EXPIRED' : 'TOKEN_EXPIRED')
}

function isOver(caller: Caller, now: Date): boolean {
  return caller.expiresAt !== null && caller.expiresAt <= now
}

/** Returns whether two callers are the same, with the same rights. */
function isSame(before: Caller, now: Caller): boolean {
  if (before.kind !== now.kind) return false
  if (before.kind === 'operator' && now.kind === 'operator') {
    return before.keyId === now.keyId && before.platformScopes.join() === now.platformScopes.join()
  }
  if (before.kind !== 'tenant' || now.kind !== 'tenant') return true
  return (
    before.organizationId === now.organizationId &&
    before.openedBy?.keyId === now.openedBy?.keyId &&
    before.memberId === now.memberId &&
    before.role === now.role &&
    before.scopes.join() === now.scopes.join()
  )
}

/** Returns whether an address is in one of these networks. An empty list allows any address. */
function isAllowed(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true
  if (address === null || !ipaddr.isValid(address)) return false
  const from = ipaddr.process(address)
  return allowed.some((each) => {
    const [network, bits] = ipaddr.parseCIDR(each)
    return network.kind() === from.kind() && from.match(network, bits)
  })
}

/** Returns whether each network is within one of the allowed ones. An empty list allows any network. */
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
