/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The scopes of a platform key, which works in every organization. */
export type PlatformScope =
  /** Set prices, plans, credit packs, the seller on receipts, providers and maintenance, simulate catalogues, and publish checkpoints. */
  | 'CATALOGUE'
  /** Grant, adjust, refund and lock credits, confirm, settle and refund payments, settle disputes and debts, set wallets’ policies, and manage subscriptions. */
  | 'GRANT'
  /** Create, rotate and revoke platform keys. */
  | 'KEYS'
  /** Create, change, suspend and close organizations, do what an OWNER may do in each, and set webhooks of the platform. */
  | 'ORGANIZATIONS'
  /** Read everything of every organization, and follow it live. */
  | 'READ'
  /** Claim, start, report, meter, complete and fail tasks, store their files; freeze, meter, spend and release holds. */
  | 'SETTLE'
  /** Ask for binding quotes, submit tasks for members, and cancel tasks. */
  | 'SUBMIT';

export type OperatorSessionQueryVariables = Exact<{ [key: string]: never; }>;


export type OperatorSessionQuery = { viewer: { isOperator: boolean, platformScopes: Array<PlatformScope>, platformKeyName: string | null, expiresAt: string | null } | null };

export type FindQueryVariables = Exact<{
  search: string;
  first: number;
}>;


export type FindQuery = { organizations: { edges: Array<{ node: { id: string, name: string, externalId: string | null } | null }> } | null };

export type WaitingPaymentsQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingPaymentsQuery = { payments: { pageInfo: { hasNextPage: boolean }, edges: Array<{ node: { id: string } | null }> } | null };
