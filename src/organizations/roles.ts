// Who may do what: one table for the roles of members, and the platform's operator beside them.

import type { Role } from '../database/generated/client/client.ts'

/** Who calls: a member of one organization, or the platform itself. */
export type Caller =
  | { readonly kind: 'operator' }
  | { readonly kind: 'member'; readonly organizationId: string; readonly memberId: string; readonly role: Role }

const ACTIONS = {
  /** Submit tasks, and cancel one's own. */
  submitTasks: ['OWNER', 'ADMIN', 'MEMBER'],
  /** Move credits between the pool and members' wallets. */
  transferCredits: ['OWNER', 'ADMIN'],
  /** Set budgets, and what they go by. */
  manageBudgets: ['OWNER', 'ADMIN'],
  /** Have the organization's ledger verified. */
  verifyLedger: ['OWNER', 'ADMIN', 'BILLING'],
  /** See the tasks of every member, not only one's own. */
  seeAllTasks: ['OWNER', 'ADMIN', 'BILLING', 'VIEWER'],
  /** Cancel tasks of every member. */
  cancelAllTasks: ['OWNER', 'ADMIN'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof ACTIONS

/** The operator may do all that any member may, in every organization. */
export function may(caller: Caller, action: Action): boolean {
  return caller.kind === 'operator' || (ACTIONS[action] as readonly Role[]).includes(caller.role)
}

/** An organization can be seen by its members and by the operator, by nobody else. */
export function canSee(caller: Caller, organizationId: string): boolean {
  return caller.kind === 'operator' || caller.organizationId === organizationId
}
