/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The conditions that an API key must meet; absent ones do not restrict it. */
export type ApiKeyFilter = {
  /** Lists only the key with this external id. */
  externalId?: string | null | undefined;
  /** Lists only keys that were created at this time or later. */
  from?: string | null | undefined;
  /** Lists only keys of this member. */
  memberId?: string | null | undefined;
  /** Lists only keys that were created before this time, which is later than `from`. */
  until?: string | null | undefined;
};

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

export type KeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: ApiKeyFilter | null | undefined;
}>;


export type KeysQuery = { organization: { id: string, apiKeys: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, prefix: string, scopes: Array<KeyScope>, allowedAddresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, member: { id: string, name: string } | null } | null }> } } | null };

export type AuditQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type AuditQuery = { organization: { id: string, audit: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, action: string, actorKind: AuditActorKind, actorName: string, address: string | null, subjectType: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null, createdAt: string } | null }> } | null } | null };
