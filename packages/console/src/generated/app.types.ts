/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The kinds of alerts. */
export type AlertKind =
  /** The available credits of a wallet have fallen to a balance threshold. It is raised again only after they have been above it. */
  | 'BALANCE_LOW'
  /** The usage of a budget has reached one of its thresholds. */
  | 'BUDGET_THRESHOLD'
  /** A member asks for credits. An OWNER or ADMIN decides, by decideCreditRequest. */
  | 'CREDITS_REQUESTED'
  /** Credits will be lost: at the present pace they are not used before they expire. It is raised `expiryAlertDays` before, once for each lot. */
  | 'LOT_EXPIRING'
  /** The saved means of payment could not be charged for a payment. `message` says whether it is tried again, and what can be done. */
  | 'PAYMENT_FAILED'
  /** An auto top-up buys nothing for now, or has ended. `message` says why, and until when. */
  | 'TOP_UP_STOPPED'
  /** A webhook endpoint did not accept any message for a day, or answered 410, and gets no messages any more. `message` says how to enable it again. */
  | 'WEBHOOK_DISABLED';

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

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { isOperator: boolean, scopes: Array<KeyScope>, person: { name: string, email: string | null, subject: string, memberships: Array<{ organizationId: string, organizationName: string, role: MemberRole }> } | null, member: { id: string, name: string, role: MemberRole } | null, organization: { id: string, name: string, mode: OrganizationMode, status: OrganizationStatus, statusReason: string | null, maintenance: string | null, timeZone: string, now: string, wallets: Array<{ id: string, creditType: string }> } | null } | null };

export type WalletTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: Array<WalletSequence> | WalletSequence | null | undefined;
}>;


export type WalletTicksSubscription = { walletsChanged: { sequence: number, available: number, frozen: number, total: number, wallet: { id: string, available: number, frozen: number, total: number } } };

export type TaskTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type TaskTicksSubscription = { tasksUpdated: { id: string, sequence: number, status: TaskStatus, progress: number, createdAt: string, endedAt: string | null } };

export type RequestTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type RequestTicksSubscription = { creditRequestUpdated: { id: string, status: CreditRequestStatus, note: string | null, granted: number | null, until: string | null } };

export type AlertTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertTicksSubscription = { alertRaised: { id: string, kind: AlertKind, message: string, createdAt: string } };
