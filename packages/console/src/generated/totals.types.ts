/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The dimensions of margins. */
export type MarginDimension =
  /** The model of the tasks and holds. */
  | 'MODEL'
  /** The calendar month of UTC. */
  | 'MONTH'
  /** The organization. */
  | 'ORGANIZATION';

/** The dimensions of a usage report over all organizations: at most one period of time, and subjects. */
export type PlatformUsageDimension =
  /** The API key with which the tasks were submitted. Keys that replaced each other by rotation are one. */
  | 'API_KEY'
  /** The credit type. */
  | 'CREDIT_TYPE'
  /** Days, from midnight to midnight by the clocks of the time zone. */
  | 'DAY'
  /** Hours by the clocks of the time zone. */
  | 'HOUR'
  /** The member that submitted the tasks. */
  | 'MEMBER'
  /** The model of the tasks and holds. */
  | 'MODEL'
  /** Calendar months. */
  | 'MONTH'
  /** The operation of the tasks and holds. */
  | 'OPERATION'
  /** The organization. */
  | 'ORGANIZATION'
  /** The tag. A task with several tags counts once for each, so the groups can be more than the total. */
  | 'TAG'
  /** Weeks, from Monday on. */
  | 'WEEK';

export type PlatformUsageQueryVariables = Exact<{
  from: string;
  to: string;
  by: Array<PlatformUsageDimension> | PlatformUsageDimension;
  creditType?: string | null | undefined;
  compareToPrevious: boolean;
}>;


export type PlatformUsageQuery = { usage: { from: string, to: string, timeZone: string, isComplete: boolean, total: { used: number, refunded: number, tasks: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, failed: number } | null, groups: Array<{ from: string | null, model: string | null, operation: string | null, creditType: string | null, organization: { id: string, name: string } | null, sums: { used: number, refunded: number, tasks: number, failed: number }, previous: { used: number } | null }> } };

export type TotalsFragment = { used: number, refunded: number, tasks: number, failed: number };

export type RevenueMonthsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  from: string;
  to: string;
}>;


export type RevenueMonthsQuery = { revenueByMonth: Array<{ month: string, currency: string, paid: { amount: number, currency: string }, recognized: { amount: number, currency: string }, breakage: { amount: number, currency: string }, reversed: { amount: number, currency: string }, closing: { amount: number, currency: string }, owed: { amount: number, currency: string }, upstreamCost: { amount: string, currency: string }, margin: { amount: string, currency: string } }> };

export type MarginsQueryVariables = Exact<{
  by: Array<MarginDimension> | MarginDimension;
  from: string;
  to: string;
}>;


export type MarginsQuery = { margins: Array<{ month: string | null, model: string | null, currency: string, organization: { id: string, name: string } | null, recognized: { amount: number, currency: string }, upstreamCost: { amount: string, currency: string }, margin: { amount: string, currency: string } }> };

export type AmountFragment = { amount: number, currency: string };

export type ExactFragment = { amount: string, currency: string };
