// A limited credential can't create one with fewer limits. Keys that are created with a key stay within its scopes, expiry and
// networks. A budget of a key counts the spending of its lineage only, so a key with a budget can't create a key of another
// lineage, nor change or end that budget. Members have none of these limits, so only a key with all scopes and no other limit
// can add them.

import { isWithin } from '../access/access.ts'
import { type Caller, hasScope, type Operator, SCOPES_OF_MEMBERS, type Tenant } from '../access/roles.ts'
import type { ApiKey, Prisma, Scope } from '../database/generated/client/client.ts'
import type { Refusal } from '../ledger/refusals.ts'

/** A new key can't have scopes that its creator does not have. */
export interface ScopeNotAllowed extends Refusal {
  readonly code: 'SCOPE_NOT_ALLOWED'
  readonly scopes: readonly Scope[]
}

/** A key with an expiry, addresses or a budget can't create a key or an invitation that goes beyond these limits. */
export interface LimitedKey extends Refusal {
  readonly code: 'LIMITED_KEY'
  /** The expiry of the request's key; null: it does not expire. */
  readonly expiresAt: Date | null
  readonly allowedAddresses: readonly string[]
}

/** Refuses a key that goes beyond the caller's own credentials; null if it does not. */
export function refuseBeyond(
  by: Caller,
  terms: Pick<ApiKey, 'scopes' | 'expiresAt' | 'allowedAddresses'>,
): ScopeNotAllowed | LimitedKey | null {
  if (by.kind === 'person') return null
  const beyond = terms.scopes.filter((scope) =>
    by.kind === 'operator' ? !hasScope(by, scope) : !by.scopes.includes(scope),
  )
  if (beyond.length > 0) return scopeNotAllowed(beyond)
  return refuseOutliving(by, terms)
}

/** Refuses a key that ends later than the caller's own, or that may be used from more networks; null if it does not. */
export function refuseOutliving(
  by: Tenant | Operator,
  terms: Pick<ApiKey, 'expiresAt' | 'allowedAddresses'>,
): LimitedKey | null {
  // A person, or an operator, can sign in again: the expiry of a session or token does not limit the keys that they create.
  if (by.keyId === null) return null
  const endsAt = endOfKey(by)
  const outlives = endsAt !== null && (terms.expiresAt === null || terms.expiresAt > endsAt)
  return outlives || !isWithin(terms.allowedAddresses, by.allowedAddresses) ? limitedKey(by) : null
}

/** Refuses a key of another lineage, if the caller's key has a budget: the budget would not count its spending. */
export async function refuseBudgeted(
  transaction: Prisma.TransactionClient,
  by: Caller,
  lineageId: string | null,
): Promise<LimitedKey | null> {
  if (by.kind !== 'tenant' || by.lineageId === null || by.lineageId === lineageId) return null
  const where = { organizationId: by.organizationId, apiKeyId: by.lineageId, endedAt: null }
  return (await transaction.budget.count({ where })) > 0 ? limitedKey(by, 'has a budget') : null
}

/** Refuses to add a member with a limited key, whose limits would not bind the member; null if the key has no limit. */
export async function refuseLimitedKey(transaction: Prisma.TransactionClient, by: Caller): Promise<LimitedKey | null> {
  if (by.kind !== 'tenant' || by.keyId === null) return null
  const hasAll = SCOPES_OF_MEMBERS.every((scope) => by.scopes.includes(scope))
  if (by.expiresAt !== null || by.allowedAddresses.length > 0 || !hasAll) return limitedKey(by)
  return refuseBudgeted(transaction, by, null)
}

/** Refuses to change or end the budget of the request's own key; null if it is another's. */
export function refuseOwnBudget(by: Caller, { apiKeyId }: { apiKeyId: string | null }): LimitedKey | null {
  if (by.kind !== 'tenant' || by.lineageId === null || by.lineageId !== apiKeyId) return null
  const { expiresAt, allowedAddresses } = by
  const message = 'A key can’t change or end its own budget. Use other credentials of an OWNER or ADMIN.'
  return { code: 'LIMITED_KEY', message, expiresAt, allowedAddresses }
}

/** The expiry of the caller's key; null: it does not expire. That of a session in a browser is another. */
const endOfKey = (by: Tenant | Operator): Date | null => (by.kind === 'operator' ? by.keyExpiresAt : by.expiresAt)

export function limitedKey(by: Tenant | Operator, ...others: string[]): LimitedKey {
  const { allowedAddresses } = by
  const expiresAt = endOfKey(by)
  const scopes = by.kind === 'operator' ? by.platformScopes : by.scopes
  const limits = [
    ...(expiresAt ? [`ends at ${expiresAt.toISOString()}`] : []),
    ...(allowedAddresses.length > 0 ? [`may be used from ${allowedAddresses.join(', ')} only`] : []),
    `has the scopes ${scopes.join(', ')}`,
    ...others,
  ]
  const message = `This request would go beyond the limits of its key, which ${limits.join(' and ')}.`
  return { code: 'LIMITED_KEY', message, expiresAt, allowedAddresses }
}

function scopeNotAllowed(scopes: readonly Scope[]): ScopeNotAllowed {
  const message = `You can’t give a key the scopes ${scopes.join(', ')}, which your own credentials don’t have. Leave them out.`
  return { code: 'SCOPE_NOT_ALLOWED', message, scopes }
}
