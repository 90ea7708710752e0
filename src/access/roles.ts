// Authorization: one table of actions for members and keys. The platform's operator may do everything.
// src/server/writeAuthorization.ts generates docs/authorization.md from it.

import type { PlatformScope, Role, Scope, SignInRequirement } from '../database/generated/client/client.ts'

/** A caller of the API. */
export type Caller =
  /** The platform, with a platform key, in every organization. */
  | Operator
  /** A member of an organization, or the organization with a key of its own. */
  | Tenant
  /** A person who has signed in and has not chosen one of their organizations, or has none. */
  | Person

export interface Operator {
  readonly kind: 'operator'
  readonly keyId: string
  /** The same for a key and all that replaced it, so that limits outlive rotation. */
  readonly lineageId: string
  /** The name of the key. */
  readonly name: string
  readonly platformScopes: readonly PlatformScope[]
  /** The networks from which the key may be used; empty: any. */
  readonly allowedAddresses: readonly string[]
  /** True: by a session in a browser that was begun with the key (src/access/operatorSessions.ts). False: by the key itself. */
  readonly isSession: boolean
  /** The expiry of the key, beyond which it creates no keys; null: it does not expire. */
  readonly keyExpiresAt: Date | null
  /** The expiry of the key or session; null: it does not expire. */
  readonly expiresAt: Date | null
}

export interface Tenant {
  readonly kind: 'tenant'
  readonly organizationId: string
  /** Null: the organization's own key. */
  readonly memberId: string | null
  readonly name: string
  /** The role. An organization's own key counts as ADMIN, within its scopes. */
  readonly role: Role
  readonly scopes: readonly Scope[]
  /** Null: a person who has signed in. */
  readonly keyId: string | null
  /** The lineage: the same for a key and all that replaced it, so that limits outlive rotation. Null if keyId is null. */
  readonly lineageId: string | null
  /** The networks from which the key may be used; empty: any. */
  readonly allowedAddresses: readonly string[]
  /** Null: the caller uses a key. */
  readonly person: Person | null
  /**
   * The operator whose session has opened the organization: they see what an ADMIN without a wallet sees, as far as the scopes of
   * the platform key go, and change nothing. Null: anybody else.
   */
  readonly openedBy: Operator | null
  /** The expiry of the credentials; null: they do not expire. */
  readonly expiresAt: Date | null
}

export interface Person {
  readonly kind: 'person'
  /** The subject, as `member.subject` has it. */
  readonly subject: string
  readonly name: string
  /** The email address; null unless it is verified (src/access/address.ts). */
  readonly email: string | null
  /** True: a password alone began the session. A token of the platform's issuer is not of Holdfast's passwords. */
  readonly isPasswordAlone: boolean
  /** The organization whose issuer began the session, and in which alone it acts; null: it acts in all of theirs. */
  readonly onlyIn: string | null
  /** The requirement of the organization that the request is about, which the session does not meet; null: it meets all. */
  readonly lacks: SignInRequirement | null
  readonly expiresAt: Date | null
}

export const ROLES = ['OWNER', 'ADMIN', 'BILLING', 'MEMBER', 'VIEWER'] as const satisfies readonly Role[]

/** The scopes of people who sign in: they may do everything that their role may. */
export const SCOPES_OF_MEMBERS = ['READ', 'SUBMIT', 'HOLD', 'ADMIN'] as const satisfies readonly Scope[]

interface Rule {
  /** The action in words, for the generated table. */
  readonly what: string
  readonly scope: Scope
  readonly roles: readonly Role[]
}

const EVERYBODY = ROLES
const OWNERS: readonly Role[] = ['OWNER']
const ADMINS: readonly Role[] = ['OWNER', 'ADMIN']

/** Each action, with the scope that a key needs and the roles that may do it. Only the operator may do anything else. */
const ACTIONS = {
  read: {
    what: 'See the organization, its members, wallets, journals, budgets and prices, and its own tasks',
    scope: 'READ',
    roles: EVERYBODY,
  },
  seeAllTasks: {
    what: 'See the tasks of every member, not only one’s own',
    scope: 'READ',
    roles: ['OWNER', 'ADMIN', 'BILLING', 'VIEWER'],
  },
  verifyLedger: {
    what: 'Have the organization’s ledger verified',
    scope: 'READ',
    roles: ['OWNER', 'ADMIN', 'BILLING'],
  },
  seeRevenue: {
    what: 'See payments, receipts, statements, billing details, what was paid for credits, and how much of it is earned, deferred or kept as breakage',
    scope: 'READ',
    roles: ['OWNER', 'ADMIN', 'BILLING'],
  },
  seeAudit: { what: 'Read the audit log', scope: 'ADMIN', roles: ['OWNER', 'ADMIN', 'BILLING'] },
  followFeed: {
    what: 'Read and follow the feed of all changes (the values of administrative acts by those who may read the audit log)',
    scope: 'READ',
    roles: ADMINS,
  },
  exportData: {
    what: 'Export journals, usage, tasks and payments as files',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  submitTasks: {
    what: 'Ask for binding quotes, submit tasks, and cancel one’s own; open and close runs; ask for credits',
    scope: 'SUBMIT',
    roles: ['OWNER', 'ADMIN', 'MEMBER'],
  },
  cancelAllTasks: { what: 'Cancel tasks of every member', scope: 'SUBMIT', roles: ADMINS },
  useHolds: {
    what: 'Hold, meter, spend and release the organization’s credits for work that its own servers do',
    scope: 'HOLD',
    roles: ADMINS,
  },
  refundTasks: {
    what: 'Give back the credits of tasks, as many in a month as the platform allows (`setRefundAllowance`)',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  approveTasks: { what: 'Approve and decline tasks that wait for an approval', scope: 'ADMIN', roles: ADMINS },
  transferCredits: {
    what: 'Give members credits from the pool, take them back, set rules for it, and decide on requests for credits',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  manageBudgets: {
    what: 'Set budgets, approvals and the spending policy',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  manageAlerts: {
    what: 'Set thresholds of balances, and alerts before an expiry',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  chooseMails: { what: 'Choose which mails one gets', scope: 'ADMIN', roles: EVERYBODY },
  manageWebhooks: { what: 'Set webhooks, and see what was delivered', scope: 'ADMIN', roles: ADMINS },
  manageMembers: { what: 'Invite and remove members, change roles below OWNER', scope: 'ADMIN', roles: ADMINS },
  manageOwners: { what: 'Make members OWNER, and change the role of an OWNER', scope: 'ADMIN', roles: OWNERS },
  manageSignIn: {
    what: 'Say how members have to sign in, and set the organization’s own issuer',
    scope: 'ADMIN',
    roles: OWNERS,
  },
  manageOwnKeys: { what: 'Create, rotate and revoke one’s own API keys', scope: 'ADMIN', roles: EVERYBODY },
  manageAllKeys: {
    what: 'Create, rotate and revoke the organization’s own API keys, and revoke those of members',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  changePlan: {
    what: 'Change the plan, or cancel it at the end of its period, where the plans are for self-service',
    scope: 'ADMIN',
    roles: ['OWNER', 'BILLING'],
  },
  purchase: {
    what: 'Buy credits and periods of plans, end payments that were not made, and set billing details',
    scope: 'ADMIN',
    roles: ['OWNER', 'ADMIN', 'BILLING'],
  },
  chargeAutomatically: {
    what: 'Set auto top-ups, and remove saved means of payment',
    scope: 'ADMIN',
    roles: ['OWNER', 'BILLING'],
  },
  updateOrganization: { what: 'Rename the organization', scope: 'ADMIN', roles: ADMINS },
  closeOrganization: { what: 'Close the organization', scope: 'ADMIN', roles: OWNERS },
  settleTasks: {
    what: 'Claim, start, report, meter, complete and fail tasks, and store their files (keys that the operator has created for workers)',
    scope: 'SETTLE',
    roles: EVERYBODY,
  },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof ACTIONS

export const RULES: Readonly<Record<Action, Rule>> = ACTIONS

/** Returns whether a role has no rights that another does not have. */
export function isRoleWithin(role: Role, other: Role): boolean {
  return Object.values(RULES).every(({ roles }) => !roles.includes(role) || roles.includes(other))
}

/** All scopes of platform keys, each with what it allows. docs/authorization.md shows them. */
export const PLATFORM_SCOPES: Readonly<Record<PlatformScope, string>> = {
  READ: 'Read everything of every organization, and follow it live',
  SUBMIT: 'Ask for binding quotes, submit tasks for members, and cancel tasks',
  SETTLE:
    'Claim, start, report, meter, complete and fail tasks, store their files; freeze, meter, spend and release holds',
  GRANT:
    'Grant, adjust, refund and lock credits, confirm, settle and refund payments, settle disputes and debts, set wallets’ policies, and manage subscriptions',
  CATALOGUE:
    'Set prices, plans, credit packs, the seller on receipts, providers and maintenance, simulate catalogues, and publish checkpoints',
  ORGANIZATIONS:
    'Create, change, suspend and close organizations, do what an OWNER may do in each, and set webhooks of the platform',
  KEYS: 'Create, rotate and revoke platform keys',
}

export const ALL_PLATFORM_SCOPES = Object.keys(PLATFORM_SCOPES) as PlatformScope[]

/** The scopes of which a platform key needs one for an action of members. */
const PLATFORM_SCOPES_OF: Readonly<Record<Scope, readonly PlatformScope[]>> = {
  READ: ['READ', 'ORGANIZATIONS'],
  SUBMIT: ['SUBMIT', 'ORGANIZATIONS'],
  SETTLE: ['SETTLE'],
  HOLD: ['SETTLE'],
  ADMIN: ['ORGANIZATIONS'],
}

/** Returns whether a caller is the platform, with a key that has a scope. */
export function mayAsPlatform(caller: Caller | null, scope: PlatformScope): boolean {
  return caller?.kind === 'operator' && caller.platformScopes.includes(scope)
}

export function platformScopesOf(scope: Scope): readonly PlatformScope[] {
  return PLATFORM_SCOPES_OF[scope]
}

/** Returns whether a platform key may do what a key of an organization may do with a scope. */
export function hasScope({ platformScopes }: Operator, scope: Scope): boolean {
  return PLATFORM_SCOPES_OF[scope].some((each) => platformScopes.includes(each))
}

/** Returns whether a caller may do an action. A platform key may do those of its scopes in every organization. */
export function may(caller: Caller, action: Action): boolean {
  if (caller.kind === 'operator') return hasScope(caller, RULES[action].scope)
  if (caller.kind === 'person') return false
  const { scope, roles } = RULES[action]
  return caller.scopes.includes(scope) && roles.includes(caller.role)
}

/** The operator who calls, also in an organization that they have opened; null: the caller is not the platform. */
export function operatorIn(caller: Caller | null): Operator | null {
  if (caller?.kind === 'operator') return caller
  return caller?.kind === 'tenant' ? caller.openedBy : null
}

/** The name under which a caller's rate, streams and connections are counted. Rotating a key does not change it. */
export function limitedAs(caller: Caller): string {
  if (caller.kind === 'person') return caller.subject
  if (caller.kind === 'operator') return caller.lineageId
  return caller.openedBy?.lineageId ?? caller.lineageId ?? `${caller.organizationId} ${caller.memberId}`
}

/** Returns whether a caller may see an organization: only its members, its keys and the operator may. */
export function canSee(caller: Caller | null, organizationId: string): boolean {
  return caller?.kind === 'operator' || (caller?.kind === 'tenant' && caller.organizationId === organizationId)
}
