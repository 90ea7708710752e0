/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The effects of a budget on a request that would exceed it. */
export type BudgetEnforcement =
  /** The budget refuses the request. */
  | 'HARD'
  /** The budget raises alerts and refuses nothing. */
  | 'SOFT';

/** The periods of budgets. Days, weeks and months begin at midnight in the time zone of the organization. */
export type BudgetPeriod =
  /** A day, which begins at midnight. */
  | 'DAY'
  /** A month, which begins on its first day. */
  | 'MONTH'
  /** No period: the budget counts from its creation on. */
  | 'TOTAL'
  /** A week, which begins on Monday. */
  | 'WEEK';

/** The forms in which a request for credits is granted. */
export type CreditGrantForm =
  /** Credits move from the pool to the member’s wallet. At `until`, the part that the wallet has not used since goes back, as far as it is available. */
  | 'ALLOCATION'
  /** The limit of a budget is higher by these credits until `until`, to the millisecond. */
  | 'BUDGET_RAISE';

/** The conditions that a request must meet; absent ones do not restrict it. */
export type CreditRequestFilter = {
  /** Lists only requests of this member. */
  memberId?: string | null | undefined;
  /** Lists only requests in this state. */
  status?: CreditRequestStatus | null | undefined;
};

/** The states of a request for credits. Only an open one can be decided. */
export type CreditRequestStatus =
  /** An OWNER or ADMIN has granted it. */
  | 'APPROVED'
  /** An OWNER or ADMIN has declined it. */
  | 'DECLINED'
  /** Nobody decided it in time. */
  | 'EXPIRED'
  /** The request waits for an OWNER or ADMIN. */
  | 'OPEN'
  /** The member has withdrawn it. */
  | 'WITHDRAWN';

/** The conditions that a member must meet; absent ones do not restrict it. */
export type MemberFilter = {
  /** Lists only the member with this external id. */
  externalId?: string | null | undefined;
  /** Lists only members who joined at this time or later. */
  from?: string | null | undefined;
  /** Lists only members whose name contains this, in upper or lower case. */
  name?: string | null | undefined;
  /** Lists only members with this role. */
  role?: MemberRole | null | undefined;
  /** Lists only members who joined before this time, which is later than `from`. */
  until?: string | null | undefined;
};

/** The roles of members. */
export type MemberRole =
  /** An ADMIN administers members, credits, budgets and keys, and sees and cancels all tasks. */
  | 'ADMIN'
  /** A BILLING member sees everything and submits no tasks. */
  | 'BILLING'
  /** A MEMBER submits tasks, and sees and cancels their own tasks. */
  | 'MEMBER'
  /** An OWNER may do everything. An organization has at least one OWNER. */
  | 'OWNER'
  /** A VIEWER sees everything and changes nothing. */
  | 'VIEWER';

export type MembersQueryVariables = Exact<{
  creditType?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: MemberFilter | null | undefined;
  monthStart: string;
  to: string;
}>;


export type MembersQuery = { organization: { id: string, membersUsePool: boolean, wallet: { id: string, available: number } | null, members: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, role: MemberRole, createdAt: string, wallet: { id: string, available: number, frozen: number } | null } | null }> }, usage: { isComplete: boolean, groups: Array<{ member: { id: string } | null, sums: { used: number } }> } } | null };

export type InvitationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InvitationsQuery = { organization: { id: string, invitations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, email: string | null, role: MemberRole, createdAt: string, expiresAt: string } | null }> } | null } | null };

export type BudgetsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type BudgetsQuery = { organization: { id: string, budgets: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, creditType: string, limit: number, period: BudgetPeriod, enforcement: BudgetEnforcement, thresholds: Array<number>, model: string | null, operation: string | null, tag: string | null, apiKey: string | null, member: { id: string, name: string } | null, raises: Array<{ credits: number, until: string }>, usage: { spent: number, frozen: number, periodEnd: string | null } } | null }> } } | null };

export type MembersToChooseQueryVariables = Exact<{
  name?: string | null | undefined;
  creditType?: string | null | undefined;
}>;


export type MembersToChooseQuery = { organization: { id: string, wallet: { id: string, available: number } | null, members: { totalCount: number, edges: Array<{ node: { id: string, name: string, role: MemberRole } | null }> } } | null };

export type CreditRequestsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: CreditRequestFilter | null | undefined;
  creditType?: string | null | undefined;
}>;


export type CreditRequestsQuery = { organization: { id: string, wallet: { id: string, available: number } | null, creditRequests: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, creditType: string, credits: number, reason: string, note: string | null, status: CreditRequestStatus, form: CreditGrantForm | null, granted: number | null, until: string | null, createdAt: string, decidedAt: string | null, expiresAt: string, member: { id: string, name: string } | null, task: { id: string, model: string, operation: string } | null } | null }> } } | null };

export type OpenRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenRequestsQuery = { organization: { id: string, creditRequests: { edges: Array<{ node: { id: string } | null }> } } | null };

export type RulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RulesQuery = { organization: { id: string, membersUsePool: boolean, approvalAbove: number | null, allocationRules: Array<{ id: string, creditType: string, credits: number, reclaim: boolean, lastCycleStart: string | null }>, subscription: { id: string, renewsAt: string | null } | null } | null };

export type MineQueryVariables = Exact<{
  creditType?: string | null | undefined;
}>;


export type MineQuery = { viewer: { member: { id: string, name: string, wallet: { id: string, creditType: string, available: number, frozen: number, spent: number } | null } | null, organization: { id: string, membersUsePool: boolean, creditRequests: { edges: Array<{ node: { id: string, creditType: string, credits: number, reason: string, note: string | null, status: CreditRequestStatus, granted: number | null, until: string | null, createdAt: string, expiresAt: string, member: { id: string } | null } | null }> } } | null } | null };
