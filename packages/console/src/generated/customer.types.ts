/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The kinds of callers that the audit log tells apart. */
export type AuditActorKind =
  /** An API key of the organization itself. */
  | 'API_KEY'
  /** A member, signed in or by one of the member’s API keys. */
  | 'MEMBER'
  /** The platform. */
  | 'OPERATOR'
  /** A person who has signed in and is not a member of the organization. */
  | 'PERSON'
  /** Holdfast itself, for example at a deadline. */
  | 'SYSTEM';

/** The conditions that an audit entry must meet; absent ones do not restrict it. */
export type AuditFilter = {
  /** Only acts of this name: `createBudget`. */
  action?: string | null | undefined;
  /** Only acts of the member, API key, person or platform key with this id. */
  actorId?: string | null | undefined;
  /** Only acts at this time or later. */
  from?: string | null | undefined;
  /** Only acts on the subject with this id. */
  subjectId?: string | null | undefined;
  /** Only acts before this time. */
  until?: string | null | undefined;
};

/** The states of a hold. */
export type HoldStatus =
  /** The credits of the hold are frozen. */
  | 'OPEN'
  /** All credits of the hold were given back. */
  | 'RELEASED'
  /** The credits of the hold were spent, all or a part; the rest was given back. */
  | 'SPENT'
  /** The deadline of the hold passed; all its credits were given back. */
  | 'TIMED_OUT';

/** The buckets between which the credits of an entry moved. */
export type JournalEntryType =
  /** Spent credits were revoked, because the payment for them was taken back. */
  | 'CHARGE_BACK'
  /** This wallet has taken over the debt of a member’s wallet. */
  | 'DEBT_IN'
  /** The pool has taken over a debt of this wallet. */
  | 'DEBT_OUT'
  /** Available credits expired. */
  | 'EXPIRE'
  /** Available credits were frozen for a hold. */
  | 'FREEZE'
  /** New credits came in as available credits. */
  | 'GRANT'
  /** Available credits were locked. */
  | 'LOCK'
  /** Moved credits came back from another wallet, and are available in the lot that they came in with. */
  | 'MOVE_BACK'
  /** Credits of another wallet came in as available credits of a new lot. */
  | 'MOVE_IN'
  /** Available credits moved to another wallet. */
  | 'MOVE_OUT'
  /** Credits were used that were not available: the wallet owes them from now on. */
  | 'OWE'
  /** Spent credits of an ended hold or task were refunded and became available. */
  | 'REFUND'
  /** Frozen credits of a hold were given back and became available. */
  | 'RELEASE'
  /** Available credits were spent to pay a debt of the wallet. */
  | 'REPAY'
  /** Available credits were revoked. */
  | 'REVOKE'
  /** Frozen credits of a hold were spent. */
  | 'SPEND'
  /** Locked credits became available. */
  | 'UNLOCK'
  /** Credits were used that were not available, and were written off: a loss of the platform. */
  | 'WRITE_OFF';

/** The scopes of an API key. A request needs both the role and the scope. */
export type KeyScope =
  /** The key may administer members, keys, budgets and allocations, and read the audit log. */
  | 'ADMIN'
  /** The key may hold, meter, spend and release the organization’s credits: it is for servers of the organization that do work themselves. It can’t refund, settle late, or touch the hold of a task. */
  | 'HOLD'
  /** The key may read everything that the role may read. */
  | 'READ'
  /** The key may claim, start, report on, complete and fail tasks: it is for workers. Only the operator creates such keys. */
  | 'SETTLE'
  /** The key may ask for quotes, and submit and cancel tasks. */
  | 'SUBMIT';

/** The states of the dispute over the payment for a lot. */
export type LotDisputeState =
  /** The dispute was lost: the unspent credits are revoked, and the spent ones are owed. */
  | 'LOST'
  /** The dispute is open: no credits of the lot can be used. */
  | 'OPEN'
  /** The dispute was won: the lot is as it was before. */
  | 'WON';

/** The ways in which credits come in. */
export type LotKind =
  /** Credits that the platform added as a correction. */
  | 'ADJUSTMENT'
  /** Credits that a member got from the organization’s pool. */
  | 'ALLOCATION'
  /** Credits that were bought in addition to a plan. */
  | 'EXTRA'
  /** Credits that were given as a present. */
  | 'PROMO'
  /** Credits that came with a cycle of a plan. */
  | 'SUBSCRIPTION'
  /** Credits that were bought without a plan. */
  | 'TOP_UP';

/** The reasons why a lot may not be used. */
export type LotLockReason =
  /** The platform has locked the lot. */
  | 'MANUAL'
  /** The `usableFrom` of the lot is in the future. */
  | 'SCHEDULED'
  /** The lot requires a subscription, and no subscription is active. */
  | 'SUBSCRIPTION';

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

/** The modes of an organization. */
export type OrganizationMode =
  /** Tasks are done by the platform’s workers or by providers over HTTP. */
  | 'LIVE'
  /** Tasks are done by the built-in sandbox provider, for demos and tests. */
  | 'SANDBOX';

/** The states of an organization. */
export type OrganizationStatus =
  /** The organization works normally. */
  | 'ACTIVE'
  /** The organization has ended. Only the platform sees it. */
  | 'CLOSED'
  /** The organization is being closed. Only the platform sees it. */
  | 'CLOSING'
  /** The organization can’t submit or approve tasks. It can read, and submitted tasks continue. */
  | 'SUSPENDED';

/** The states of a subscription. */
export type SubscriptionStatus =
  /** The subscription is paid, or is to be paid by `paymentDueAt`. It renews by itself. */
  | 'ACTIVE'
  /** The subscription has ended. Another one can be started. */
  | 'CANCELED'
  /** It waits for its first payment: no credits have come. It begins with the payment, and ends if that is not made until `paymentDueAt`. */
  | 'INCOMPLETE'
  /** It was not paid in time, or its trial has ended. The subscription can be reactivated. */
  | 'LAPSED'
  /** A payment has failed, or the credits of the period wait for it. The credits that are there can be used: to `paymentDueAt`, or without that to the end of the cycle. */
  | 'PAST_DUE'
  /** Its time stands still: its credits are locked, and neither expire nor renew. */
  | 'PAUSED'
  /** The trial of its plan: it is not paid. `Plan.trial.end` says what follows. */
  | 'TRIALING';

/** The conditions that a task must meet; absent ones do not restrict it. */
export type TaskFilter = {
  /** Lists only the task with this external id. */
  externalId?: string | null | undefined;
  /** Lists only tasks that this member has submitted. */
  memberId?: string | null | undefined;
  /** Lists only tasks of this model: `suno`. */
  model?: string | null | undefined;
  /** Lists only tasks of this operation: `music`. */
  operation?: string | null | undefined;
  /** Lists only tasks in one of these states. */
  statuses?: Array<TaskStatus> | null | undefined;
  /** Lists only tasks that were submitted at this time or later. */
  submittedFrom?: string | null | undefined;
  /** Lists only tasks that were submitted before this time, which is later than `submittedFrom`. */
  submittedUntil?: string | null | undefined;
  /** Lists only tasks with this tag. */
  tag?: string | null | undefined;
  /** Lists only tasks with all of these words, at most 8, or parts of words, in the `title`, `prompt`, `text`, `lyrics` or `name` of their input, whatever their case; or the task with this id or external id. 1 to 200 characters. Words are looked for in the newest 50,000 tasks of the time from `submittedFrom` to `submittedUntil`. */
  text?: string | null | undefined;
  /** True: only tasks that wait for approval. False or null: all tasks. */
  waitingForApproval?: boolean | null | undefined;
};

/** The last sequence number of a task that a client has seen. */
export type TaskSequence = {
  /** The last `sequence` that it has seen. */
  sequence: number;
  /** The id of the task. */
  taskId: string;
};

/** The states of a task. The last four are terminal; only a TIMED_OUT task may still be completed. */
export type TaskStatus =
  /** The task has ended, and its credits were given back. */
  | 'CANCELED'
  /** The task has ended, and its credits were given back. */
  | 'FAILED'
  /** The task is waiting. Its price is frozen. */
  | 'QUEUED'
  /** A worker or a provider is doing the task. */
  | 'RUNNING'
  /** The task has ended with a result, and its credits were spent. */
  | 'SUCCEEDED'
  /** The deadline of the task passed; its credits were given back. It can still be completed, late. */
  | 'TIMED_OUT';

/** The last sequence number of a wallet that a client has seen. */
export type WalletSequence = {
  /** The last `sequence` that it has seen. */
  sequence: number;
  /** The id of the wallet. */
  walletId: string;
};

export type CustomerQueryVariables = Exact<{
  id: string;
}>;


export type CustomerQuery = { organization: { id: string, name: string, externalId: string | null, metadata: Record<string, string>, mode: OrganizationMode, status: OrganizationStatus, statusReason: string | null, maintenance: string | null, timeZone: string, now: string, createdAt: string, tasksAtOnce: number | null, wallets: Array<{ id: string, creditType: string, available: number, frozen: number, locked: number, granted: number, spent: number, expired: number, owed: number }>, subscription: { id: string, status: SubscriptionStatus, renewsAt: string | null, periodEnd: string, cancelAtPeriodEnd: boolean, plan: { name: string, title: string }, nextPlan: { name: string, title: string } | null } | null } | null };

export type CustomerTasksQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
  filter?: TaskFilter | null | undefined;
}>;


export type CustomerTasksQuery = { organization: { id: string, tasks: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, externalId: string | null, model: string, operation: string, status: TaskStatus, credits: number, refundedCredits: number, failureReason: string | null, createdAt: string, endedAt: string | null, sequence: number, member: { id: string, name: string } | null, hold: { id: string, spent: number, released: number, refunded: number } | null } | null }> } } | null };

export type CustomerHoldsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerHoldsQuery = { organization: { id: string, holds: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, externalId: string | null, description: string | null, model: string | null, operation: string | null, status: HoldStatus, credits: number, spent: number, refunded: number, createdAt: string, wallet: { id: string, creditType: string } } | null }> } } | null };

export type CustomerLotsQueryVariables = Exact<{
  id: string;
  creditType?: string | null | undefined;
  open?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomerLotsQuery = { organization: { id: string, wallet: { id: string, lots: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, kind: LotKind, source: string | null, granted: number, available: number, frozen: number, locked: number, spent: number, lock: LotLockReason | null, dispute: LotDisputeState | null, createdAt: string, expiresAt: string | null, paid: { amount: number, currency: string } | null, payment: { id: string, title: string } | null } | null }> } } | null } | null };

export type CustomerJournalQueryVariables = Exact<{
  id: string;
  creditType?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomerJournalQuery = { organization: { id: string, wallet: { id: string, journal: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, type: JournalEntryType, credits: number, available: number, reason: string | null, createdAt: string, task: { id: string, model: string, operation: string } | null } | null }> } } | null } | null };

export type CustomerMembersQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerMembersQuery = { organization: { id: string, members: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, role: MemberRole, externalId: string | null, subject: string | null, hasSecondFactor: boolean | null, createdAt: string } | null }> } } | null };

export type CustomerKeysQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerKeysQuery = { organization: { id: string, apiKeys: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, prefix: string, scopes: Array<KeyScope>, lastUsedAt: string | null, expiresAt: string | null, member: { id: string, name: string } | null } | null }> } } | null };

export type CustomerAuditQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type CustomerAuditQuery = { organization: { id: string, audit: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, action: string, actorKind: AuditActorKind, actorName: string, address: string | null, before: Record<string, unknown> | null, after: Record<string, unknown> | null, createdAt: string } | null }> } | null } | null };

export type CustomerMonthsQueryVariables = Exact<{
  id: string;
  from: string;
  to: string;
}>;


export type CustomerMonthsQuery = { organization: { id: string, usage: { isComplete: boolean, groups: Array<{ from: string | null, creditType: string | null, sums: { used: number, refunded: number, tasks: number, failed: number } }> } } | null };

export type CustomerSettingsQueryVariables = Exact<{
  id: string;
}>;


export type CustomerSettingsQuery = { organization: { id: string, externalId: string | null, metadata: Record<string, string>, tasksAtOnce: number | null, ownMaintenance: string | null, quotas: { tasks: { used: number, max: number }, taskBytes: { used: number, max: number }, fileBytes: { used: number, max: number }, quotes: { used: number, max: number } }, billingDetails: { name: string, address: string, email: string | null, taxId: string | null } | null } | null };

export type CustomerPlanQueryVariables = Exact<{
  id: string;
}>;


export type CustomerPlanQuery = { organization: { id: string, subscription: { id: string, status: SubscriptionStatus, createdAt: string, renewsAt: string | null, periodEnd: string, paidUntil: string | null, paymentDueAt: string | null, cancelAtPeriodEnd: boolean, pausedAt: string | null, resumesAt: string | null, trialEndsAt: string | null, cycle: { number: number, start: string, end: string }, plan: { name: string, title: string, trial: { days: number } | null }, nextPlan: { name: string, title: string } | null } | null, subscriptions: { edges: Array<{ node: { id: string, status: SubscriptionStatus, createdAt: string, endedAt: string | null, plan: { title: string } } | null }> } } | null };

export type CustomerWalletsSubscriptionVariables = Exact<{
  organizationId: string;
  after?: Array<WalletSequence> | WalletSequence | null | undefined;
}>;


export type CustomerWalletsSubscription = { walletsChanged: { sequence: number, wallet: { id: string, available: number, frozen: number } } };

export type CustomerTaskTicksSubscriptionVariables = Exact<{
  organizationId: string;
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type CustomerTaskTicksSubscription = { tasksUpdated: { id: string, sequence: number, status: TaskStatus, createdAt: string, endedAt: string | null } };
