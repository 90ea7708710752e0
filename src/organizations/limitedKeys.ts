// A limited credential makes no credential that is limited less. Scopes, an end and networks of a key bound
// what is made with it: keys lie within them. A budget of a key counts what the key and its successors spend, so a key that
// has one makes no other key, and neither changes nor ends that budget. Members, whom none of these limits, are made with a key
// that has all scopes and no other limit.

import { isWithin } from '../access/access.ts'
import { type Caller, SCOPES_OF_MEMBERS, type Tenant } from '../access/roles.ts'
import type { ApiKey, Prisma, Scope } from '../database/generated/client/client.ts'
import type { Refusal } from '../ledger/refusals.ts'

/** A key can't be given more than whoever makes it may do. */
export interface ScopeNotAllowed extends Refusal {
  readonly code: 'SCOPE_NOT_ALLOWED'
  readonly scopes: readonly Scope[]
}

/** A key with an end, with addresses or with a budget can't make a key, or an invitation, that goes beyond them. */
export interface LimitedKey extends Refusal {
  readonly code: 'LIMITED_KEY'
  /** The limits of the key that the request was sent with. */
  readonly expiresAt: Date | null
  readonly allowedAddresses: readonly string[]
}

/** Why a caller can't make a key on these terms: it would go beyond their own credentials. Null if it wouldn't. */
export function refuseBeyond(
  by: Caller,
  terms: Pick<ApiKey, 'scopes' | 'expiresAt' | 'allowedAddresses'>,
): ScopeNotAllowed | LimitedKey | null {
  if (by.kind !== 'tenant') return null
  const beyond = terms.scopes.filter((scope) => !by.scopes.includes(scope))
  if (beyond.length > 0) return scopeNotAllowed(beyond)
  // Whoever has signed in can do so again: the end of a session or token limits them, not what they make.
  if (by.keyId === null) return null
  const outlives = by.expiresAt !== null && (terms.expiresAt === null || terms.expiresAt > by.expiresAt)
  return outlives || !isWithin(terms.allowedAddresses, by.allowedAddresses) ? limitedKey(by) : null
}

/** Why a caller can't make a key of another lineage: a budget of the caller's key would not count what that spends. */
export async function refuseBudgeted(
  transaction: Prisma.TransactionClient,
  by: Caller,
  lineageId: string | null,
): Promise<LimitedKey | null> {
  if (by.kind !== 'tenant' || by.lineageId === null || by.lineageId === lineageId) return null
  const where = { organizationId: by.organizationId, apiKeyId: by.lineageId, endedAt: null }
  return (await transaction.budget.count({ where })) > 0 ? limitedKey(by, 'has a budget') : null
}

/**
 * Why a caller can't make somebody a member: what they do is limited by none of what limits the caller's key. Null if
 * it has no limit.
 */
export async function refuseLimitedKey(transaction: Prisma.TransactionClient, by: Caller): Promise<LimitedKey | null> {
  if (by.kind !== 'tenant' || by.keyId === null) return null
  const hasAll = SCOPES_OF_MEMBERS.every((scope) => by.scopes.includes(scope))
  if (by.expiresAt !== null || by.allowedAddresses.length > 0 || !hasAll) return limitedKey(by)
  return refuseBudgeted(transaction, by, null)
}

/** Why a caller can't change or end a budget: it limits the key of this very request. Null if it doesn't. */
export function refuseOwnBudget(by: Caller, { apiKeyId }: { apiKeyId: string | null }): LimitedKey | null {
  if (by.kind !== 'tenant' || by.lineageId === null || by.lineageId !== apiKeyId) return null
  const { expiresAt, allowedAddresses } = by
  const message = 'A key doesn’t change or end its own budget. Use other credentials of an OWNER or ADMIN.'
  return { code: 'LIMITED_KEY', message, expiresAt, allowedAddresses }
}

function limitedKey({ expiresAt, allowedAddresses, scopes }: Tenant, ...others: string[]): LimitedKey {
  const limits = [
    ...(expiresAt ? [`ends at ${expiresAt.toISOString()}`] : []),
    ...(allowedAddresses.length > 0 ? [`may be used from ${allowedAddresses.join(', ')} only`] : []),
    `has the scopes ${scopes.join(', ')}`,
    ...others,
  ]
  const message = `What this request would make goes beyond the key that it was sent with, which ${limits.join(' and ')}.`
  return { code: 'LIMITED_KEY', message, expiresAt, allowedAddresses }
}

function scopeNotAllowed(scopes: readonly Scope[]): ScopeNotAllowed {
  const message = `You can't give a key ${scopes.join(', ')}: your own credentials don't have that.`
  return { code: 'SCOPE_NOT_ALLOWED', message, scopes }
}
