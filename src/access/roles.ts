// Who may do what. This page is the whole of it: one table for members and keys, and the platform's operator beside it.
// docs/authorization.md is written from it: src/server/writeAuthorization.ts.

import type { Role, Scope } from '../database/generated/client/client.ts'

/** Who calls. */
export type Caller =
  /** The platform itself, with a key of its own. It may do everything, in every organization. */
  | { readonly kind: 'operator'; readonly keyId: string; readonly name: string }
  /** A member of an organization, or the organization itself with a key of its own. */
  | Tenant
  /** Somebody who has signed in and has not chosen one of their organizations, or has none. */
  | Person

export interface Tenant {
  readonly kind: 'tenant'
  readonly organizationId: string
  /** Null: it is the organization's own key. */
  readonly memberId: string | null
  readonly name: string
  /** An organization's own key counts as an ADMIN, as far as its scopes go. */
  readonly role: Role
  readonly scopes: readonly Scope[]
  /** Null: it is a person who has signed in. */
  readonly keyId: string | null
  /** The same of a key and of all that have replaced it, so that limits bound to it outlive rotation; null as keyId is. */
  readonly lineageId: string | null
  /** The networks that the key may be used from; empty: any. */
  readonly allowedAddresses: readonly string[]
  /** Null: nobody has signed in, it is a key. */
  readonly person: Person | null
  /** When the credential ends; null: not by itself. */
  readonly expiresAt: Date | null
}

export interface Person {
  readonly kind: 'person'
  /** As in `member.subject`. */
  readonly subject: string
  readonly name: string
  /** Null unless it is proved: src/access/address.ts. */
  readonly email: string | null
  readonly expiresAt: Date | null
}

export const ROLES = ['OWNER', 'ADMIN', 'BILLING', 'MEMBER', 'VIEWER'] as const satisfies readonly Role[]

/** What people who sign in may do with their role: everything that it may. */
export const SCOPES_OF_MEMBERS = ['READ', 'SUBMIT', 'ADMIN'] as const satisfies readonly Scope[]

interface Rule {
  /** In the words of the table that is made of it. */
  readonly what: string
  readonly scope: Scope
  readonly roles: readonly Role[]
}

const EVERYBODY = ROLES
const OWNERS: readonly Role[] = ['OWNER']
const ADMINS: readonly Role[] = ['OWNER', 'ADMIN']

/** Each action, the scope that a key needs for it, and the roles that may. What isn't here is the operator's alone. */
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
    what: 'See what was paid for credits, and how much of it is earned, deferred or kept as breakage',
    scope: 'READ',
    roles: ['OWNER', 'ADMIN', 'BILLING'],
  },
  seeAudit: { what: 'Read the audit log', scope: 'ADMIN', roles: ['OWNER', 'ADMIN', 'BILLING'] },
  submitTasks: {
    what: 'Ask for binding quotes, submit tasks, and cancel one’s own',
    scope: 'SUBMIT',
    roles: ['OWNER', 'ADMIN', 'MEMBER'],
  },
  cancelAllTasks: { what: 'Cancel tasks of every member', scope: 'SUBMIT', roles: ADMINS },
  approveTasks: { what: 'Approve and decline tasks that wait for it', scope: 'ADMIN', roles: ADMINS },
  transferCredits: {
    what: 'Give members credits from the pool, take them back, and set rules for it',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  manageBudgets: { what: 'Set budgets, approvals, and what they go by', scope: 'ADMIN', roles: ADMINS },
  manageAlerts: {
    what: 'Set which balances are told of, and how long before an expiry',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  manageWebhooks: { what: 'Set webhooks, and see what was delivered', scope: 'ADMIN', roles: ADMINS },
  manageMembers: { what: 'Invite and remove members, change roles below OWNER', scope: 'ADMIN', roles: ADMINS },
  manageOwners: { what: 'Make members OWNER, and owners something else', scope: 'ADMIN', roles: OWNERS },
  manageOwnKeys: { what: 'Make, rotate and revoke one’s own API keys', scope: 'ADMIN', roles: EVERYBODY },
  manageAllKeys: {
    what: 'Make, rotate and revoke the organization’s own API keys, and revoke those of members',
    scope: 'ADMIN',
    roles: ADMINS,
  },
  updateOrganization: { what: 'Rename the organization', scope: 'ADMIN', roles: ADMINS },
  closeOrganization: { what: 'Close the organization', scope: 'ADMIN', roles: OWNERS },
  settleTasks: {
    what: 'Claim, start, report, complete and fail tasks, and keep what they make (keys that the operator has made for workers)',
    scope: 'SETTLE',
    roles: EVERYBODY,
  },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof ACTIONS

export const RULES: Readonly<Record<Action, Rule>> = ACTIONS

/** Whether a role may do nothing that another may not. */
export function isRoleWithin(role: Role, other: Role): boolean {
  return Object.values(RULES).every(({ roles }) => !roles.includes(role) || roles.includes(other))
}

/** The operator may do all that any member may, in every organization. */
export function may(caller: Caller, action: Action): boolean {
  if (caller.kind === 'operator') return true
  if (caller.kind === 'person') return false
  const { scope, roles } = RULES[action]
  return caller.scopes.includes(scope) && roles.includes(caller.role)
}

/** Who is counted together where a caller's rate, streams and connections are limited; rotating a key changes nothing. */
export function limitedAs(caller: Caller): string {
  if (caller.kind === 'person') return caller.subject
  if (caller.kind === 'operator') return caller.keyId
  return caller.lineageId ?? `${caller.organizationId} ${caller.memberId}`
}

/** An organization can be seen by its members and by the operator, by nobody else. */
export function canSee(caller: Caller | null, organizationId: string): boolean {
  return caller?.kind === 'operator' || (caller?.kind === 'tenant' && caller.organizationId === organizationId)
}
