/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The dimensions of a usage report: at most one period of time, and subjects. */
export type UsageDimension =
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
  /** The tag. A task with several tags counts once for each, so the groups can be more than the total. */
  | 'TAG'
  /** Weeks, from Monday on. */
  | 'WEEK';

export type UsageOfQueryVariables = Exact<{
  from: string;
  to: string;
  dayBy: Array<UsageDimension> | UsageDimension;
  by: Array<UsageDimension> | UsageDimension;
  creditType?: string | null | undefined;
}>;


export type UsageOfQuery = { organization: { id: string, byDay: { from: string, to: string, timeZone: string, isComplete: boolean, previousFrom: string | null, total: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null, groups: Array<{ from: string | null, model: string | null, operation: string | null, tag: string | null, creditType: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null, sums: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previous: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null }> }, byGroup: { from: string, to: string, timeZone: string, isComplete: boolean, previousFrom: string | null, total: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null, groups: Array<{ from: string | null, model: string | null, operation: string | null, tag: string | null, creditType: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null, sums: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previous: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null }> } } | null };

export type UsageDaysQueryVariables = Exact<{
  from: string;
  to: string;
  creditType?: string | null | undefined;
}>;


export type UsageDaysQuery = { organization: { id: string, byDay: { from: string, to: string, timeZone: string, isComplete: boolean, previousFrom: string | null, total: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null, groups: Array<{ from: string | null, model: string | null, operation: string | null, tag: string | null, creditType: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null, sums: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previous: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null }> } } | null };

export type ReportFragment = { from: string, to: string, timeZone: string, isComplete: boolean, previousFrom: string | null, total: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null, groups: Array<{ from: string | null, model: string | null, operation: string | null, tag: string | null, creditType: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null, sums: { used: number, refunded: number, tasks: number, succeeded: number, failed: number }, previous: { used: number, refunded: number, tasks: number, succeeded: number, failed: number } | null }> };

export type SumsFragment = { used: number, refunded: number, tasks: number, succeeded: number, failed: number };
