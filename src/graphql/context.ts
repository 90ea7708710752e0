// The context of every resolver: the parts of the app, and the caller.

import { RequestCache } from '@pothos/plugin-scope-auth'
import { GraphQLError, type GraphQLResolveInfo, Kind } from 'graphql'
import type { Rejection, RejectionReason } from '../access/access.ts'
import { type Caller, canSee, operatorIn, type Person } from '../access/roles.ts'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { Actor } from '../engine/acting.ts'
import type { OrganizationId } from '../ids.ts'
import { badInput } from './badInput.ts'
import type { GlobalId } from './ids.ts'

export interface Context {
  readonly app: App
  /** Null: no credentials, or none that are valid. `goOnAs` alone changes it. */
  readonly caller: Caller | null
  /** The reason why there is no caller; absent if there is one. */
  readonly rejection?: Rejection | null
  /** The address that the request comes from; null if it is unknown. */
  readonly address: string | null
  /** As in the answer's `x-request-id`. */
  readonly requestId: string | null
}

/** The caller, in fields that only those reach who act for an organization, or the operator. */
export function callerOf({ caller, rejection }: Context): Exclude<Caller, Person> {
  if (!caller) throw unauthenticated(rejection)
  if (caller.kind === 'person') throw organizationNeeded(caller)
  return caller
}

/** The person who has signed in, in fields that only those reach. */
export function personOf({ caller }: Context): Person {
  const person = caller?.kind === 'tenant' ? caller.person : caller?.kind === 'person' ? caller : null
  if (person) return person
  throw new GraphQLError('This needs a person who has signed in: no API key can do it.', {
    extensions: { code: 'UNAUTHENTICATED' },
  })
}

/**
 * Runs the rest of the operation as this caller. Only for a field that is alone in its operation: another field would run as
 * a caller who did not send it.
 */
export function goOnAs(context: Context, caller: Caller): void {
  ;(context as { caller: Caller }).caller = caller
  // It remembers the permissions of the earlier caller.
  RequestCache.clearForContext(context)
}

/** Throws unless a field of a mutation is the only one of its operation. */
export function assertAlone({ operation: { selectionSet }, fieldName }: GraphQLResolveInfo): void {
  const [only, ...others] = selectionSet.selections
  if (others.length === 0 && only?.kind === Kind.FIELD) return
  throw new GraphQLError(
    `${fieldName} must be the only field of its operation: send the others in operations of their own.`,
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  )
}

/**
 * The messages for each reason to reject credentials. They stand in a header (ASCII only), and over a WebSocket in the reason of the
 * close (up to 123 bytes).
 */
const REJECTIONS: Readonly<Record<RejectionReason, string>> = {
  MISSING: 'An API key is needed: send it as "Authorization: Bearer KEY" or "x-api-key: KEY"; or sign in.',
  SCHEME: 'Authorization must be "Bearer KEY": send the API key so, or as "x-api-key: KEY"; or sign in.',
  MALFORMED:
    'This is neither a key (hf_member_..., hf_org_..., hf_operator_...) nor a token: it may be cut off or mistyped.',
  UNKNOWN_KEY: 'There is no such API key: send one that this server has created.',
  KEY_REVOKED: 'This API key was revoked: use another one.',
  KEY_EXPIRED: 'This API key has expired: use another one.',
  KEY_ADDRESS: 'This API key may not be used from this address, which its allowedAddresses do not have.',
  KEY_ORGANIZATION: 'This API key belongs to another organization than x-organization names: leave that header out.',
  INVALID_TOKEN: 'This token is not valid here: check its signature, issuer, audience and claims.',
  TOKEN_EXPIRED: 'This token or session has expired: sign in again.',
  ACCESS_CHANGED: 'Your role, scopes or membership have changed: connect again.',
  ORGANIZATION_CLOSED: 'The organization of this API key is closed.',
  NO_OPERATOR_SESSION: 'x-operator needs a session of the operator: sign in by POST /auth/operator.',
  NOT_PLATFORM_KEY: 'This is not a platform key: send one, hf_operator_...',
  SCOPE_MISSING: 'To open an organization, the platform key of the session needs the scope READ.',
  UNKNOWN_ORGANIZATION: 'x-organization must be the id of an organization: this one does not exist.',
}

export function messageOf({ reason }: Pick<Rejection, 'reason'>): string {
  return REJECTIONS[reason]
}

/** Credentials are needed, and they are missing or were refused. */
export function unauthenticated(rejection?: Rejection | null): GraphQLError {
  const { reason } = rejection ?? { reason: 'MISSING' }
  return new GraphQLError(messageOf({ reason }), { extensions: { code: 'UNAUTHENTICATED', reason } })
}

/** Returns whether there were no credentials that Holdfast reads, such as for a proxy before it. */
export function isNone({ reason }: Pick<Rejection, 'reason'>): boolean {
  return reason === 'MISSING' || reason === 'SCHEME'
}

/** The header that an HTTP answer with 401 needs (RFC 9110; RFC 6750 for its parameters). */
export function challengeOf(rejection: Rejection): { 'www-authenticate': string } {
  const why = `, error="invalid_token", error_description="${messageOf(rejection)}"`
  return { 'www-authenticate': `Bearer realm="holdfast"${isNone(rejection) ? '' : why}` }
}

/** A person acts for no organization: they have chosen none, or it requires more of their session. */
export function organizationNeeded({ lacks }: Person): GraphQLError {
  if (lacks)
    return new GraphQLError(lacks === 'ISSUER' ? ISSUER_LACKS : SIGN_IN_LACKS, {
      extensions: { code: 'SIGN_IN_REQUIREMENT' },
    })
  return new GraphQLError(
    'Choose an organization: the header x-organization must be the id of one of viewer.person.memberships.',
    { extensions: { code: 'ORGANIZATION_NEEDED' } },
  )
}

const ISSUER_LACKS = 'This organization requires its own issuer: sign in by it, on the page /auth/organization.'
const SIGN_IN_LACKS =
  'This organization requires a second factor, and your session began with a password alone: set one up on the page /auth, or sign in again with it.'

/**
 * The organization that a request is about: the one it names, or else the caller's own. Null when the caller can't
 * see it, which is answered like an organization that does not exist. `names` are the arguments that can name it.
 */
export function organizationIdFor(
  context: Context,
  named: GlobalId | null | undefined,
  names: readonly [field: string, ...others: string[]] = ['organizationId'],
): OrganizationId | null {
  const caller = callerOf(context)
  if (named) return canSee(caller, named.id) ? named.id : null
  if (caller.kind === 'tenant') return caller.organizationId
  const problem = 'must be given: a platform key belongs to no organization'
  throw badInput(names[0], [...names.slice(1).map((name) => `or ${name}`), problem].join(' '))
}

/** As organizationIdFor, for a live stream: the operator who names no organization follows all (ALL_ORGANIZATIONS). */
export function organizationOrAllFor(context: Context, named: GlobalId | null | undefined): OrganizationId | null {
  const isAll = !named && callerOf(context).kind === 'operator'
  return isAll ? ALL_ORGANIZATIONS : organizationIdFor(context, named)
}

/** The caller, as links to files name them: the links end with their key, their membership and their organization. */
export function askerOf({ caller }: Context) {
  const { organizationId, memberId, keyId } =
    caller?.kind === 'tenant' ? caller : { organizationId: null, memberId: null, keyId: null }
  return { organizationId, memberId, keyId, platformKeyId: operatorIn(caller)?.keyId ?? null }
}

/** The caller, as the audit log names them. */
export function actorOf({ caller, address, requestId }: Pick<Context, 'caller' | 'address' | 'requestId'>): Actor {
  const from = { address, requestId }
  if (!caller) return { kind: 'SYSTEM', id: null, name: 'nobody', ...from }
  if (caller.kind === 'person') return { kind: 'PERSON', id: caller.subject, name: caller.name, ...from }
  if (caller.kind === 'operator') return { kind: 'OPERATOR', id: caller.keyId, name: caller.name, ...from }
  if (caller.openedBy) return actorOf({ caller: caller.openedBy, ...from })
  const { memberId, keyId, name } = caller
  return memberId ? { kind: 'MEMBER', id: memberId, name, ...from } : { kind: 'API_KEY', id: keyId, name, ...from }
}
