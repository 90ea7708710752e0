// Sessions of the operator in a browser. Somebody of the platform begins one with their platform key, in place of keeping the key in a
// page. The cookie has a random secret, of which the hash is stored. A session has the name, the scopes and the addresses of its key,
// and ends with it.

import { randomBytes } from 'node:crypto'
import type { OperatorKey, OperatorSession, Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { hashKey } from './keys.ts'
import type { Operator } from './roles.ts'

const SESSION_HOURS_MAX = 12
const HOUR_MS = 60 * 60 * 1_000
const COOKIE = 'holdfast_operator'
/** 32 random bytes as base64url. */
const COOKIE_VALUE = /(?:^|;\s*)holdfast_operator=([\w-]{43})(?:;|$)/

/** An organization that the operator opens. */
export interface Opening {
  readonly operator: Operator
  readonly organizationId: string
  /** The address that the operator calls from; null if it is not known. */
  readonly address: string | null
}

/** Writes the entry of an opening into the organization's audit log, in the transaction that notes it. */
export type RecordOpening = (transaction: Prisma.TransactionClient, opening: Opening) => Promise<void>

/**
 * Begins a session of a platform key that is in force. `record` writes the entry of the audit log, in the same transaction. Returns
 * the secret for its cookie, and its end.
 */
export async function beginOperatorSession(
  prisma: PrismaClient,
  { keyId, expiresAt: keyExpiresAt }: Operator,
  now: Date,
  record: (transaction: Prisma.TransactionClient) => Promise<void>,
): Promise<{ readonly secret: string; readonly expiresAt: Date }> {
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = earlier(new Date(now.getTime() + SESSION_HOURS_MAX * HOUR_MS), keyExpiresAt)
  const data = { hash: hashKey(secret), operatorKeyId: keyId, createdAt: now, expiresAt, opened: [] }
  await transact(prisma, async (transaction) => {
    await transaction.operatorSession.create({ data })
    await record(transaction)
  })
  return { secret, expiresAt }
}

/** The session with this hash, and its key; null if it was ended or never began. */
export async function findOperatorSession(
  prisma: PrismaClient,
  hash: Uint8Array<ArrayBuffer>,
): Promise<{ readonly session: OperatorSession; readonly key: OperatorKey } | null> {
  const session = await prisma.operatorSession.findUnique({ where: { hash } })
  const key = session && (await prisma.operatorKey.findUnique({ where: { id: session.operatorKeyId } }))
  return key ? { session, key } : null
}

/**
 * Notes that a session has opened an organization, the first time. Returns why not, if the organization does not exist or the
 * session has ended meanwhile; else null.
 */
export function noteOpening(
  prisma: PrismaClient,
  hash: Uint8Array<ArrayBuffer>,
  opening: Opening,
  record: RecordOpening,
): Promise<'UNKNOWN_ORGANIZATION' | 'NO_OPERATOR_SESSION' | null> {
  const { organizationId } = opening
  return transact(prisma, async (transaction) => {
    if ((await transaction.organization.count({ where: { id: organizationId } })) === 0) return 'UNKNOWN_ORGANIZATION'
    // Of several requests at once, the first one updates the row. The others wait for it, and find it updated.
    // As one statement, which looks again at the row that it has waited for.
    const count = await transaction.$executeRaw`
      UPDATE operator_session SET opened = array_append(opened, ${organizationId}::uuid)
      WHERE hash = ${hash} AND NOT ${organizationId}::uuid = ANY (opened)`
    if (count > 0) await record(transaction, opening)
    else if ((await transaction.operatorSession.count({ where: { hash } })) === 0) return 'NO_OPERATOR_SESSION'
    return null
  })
}

/** Removes sessions that have expired. Returns their number. */
export async function sweepOperatorSessions(prisma: PrismaClient, now: Date): Promise<number> {
  return (await prisma.operatorSession.deleteMany({ where: { expiresAt: { lte: now } } })).count
}

/** The secret of the session in these cookies; null: they have no session. */
export function operatorSecretIn(cookies: Pick<Headers, 'get'> | null): string | null {
  return COOKIE_VALUE.exec(cookies?.get('cookie') ?? '')?.[1] ?? null
}

/** The header that sets the cookie. `isSecure`: browsers reach Holdfast by https. */
export function operatorCookie(secret: string, expiresAt: Date, isSecure: boolean): string {
  return `${COOKIE}=${secret}; Path=/; Expires=${expiresAt.toUTCString()}; ${attributes(isSecure)}`
}

/** The header that clears the cookie. */
export function clearedOperatorCookie(isSecure: boolean): string {
  return `${COOKIE}=; Path=/; Max-Age=0; ${attributes(isSecure)}`
}

function attributes(isSecure: boolean): string {
  return `HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
}

/** The earlier of two times, of which the second may be missing. */
export function earlier(one: Date, other: Date | null): Date {
  return other !== null && other < one ? other : one
}
