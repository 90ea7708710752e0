/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The formats of exports. */
export type ExportFormat =
  /** RFC 4180, in UTF-8, with a line of names. Times are ISO 8601 in UTC, and an empty cell is null. */
  | 'CSV'
  /** A JSON object in each line. */
  | 'NDJSON'
  /** Apache Parquet with Snappy: whole numbers are INT64, times are timestamps in milliseconds, adjusted to UTC. */
  | 'PARQUET';

/** The kinds of exports: docs/exports.md lists the columns of each. */
export type ExportKind =
  /** Every journal entry of every wallet, by wallet and sequence. */
  | 'JOURNAL'
  /** Every payment, in the smallest unit of its currency. */
  | 'PAYMENTS'
  /** The revenue of each organization by month and currency, with its cost upstream and its margin. Only for the operator, and only of all organizations. The range is of the months’ beginnings. */
  | 'REVENUE'
  /** Every task with what it cost, without its input and its result. */
  | 'TASKS'
  /** The usage by hour, credit type, model, operation, member, API key and tags. The range is of the hours’ beginnings. */
  | 'USAGE';

/** The states of an export. */
export type ExportStatus =
  /** It was ended by `cancelExport`, and has no file. */
  | 'CANCELED'
  /** It has no file: `failure` says why. */
  | 'FAILED'
  /** It waits until those before it have ended. */
  | 'QUEUED'
  /** It is being written. If its process ends, another begins it again from the start. */
  | 'RUNNING'
  /** Its file is whole. */
  | 'SUCCEEDED';

export type LatestExportsQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestExportsQuery = { exports: { edges: Array<{ node: { id: string, sequence: number, kind: ExportKind, format: ExportFormat, status: ExportStatus, from: string | null, until: string | null, rows: number, rowsTotal: number | null, bytes: number | null, failure: string | null, createdAt: string, expiresAt: string | null, link: { url: string, expiresAt: string } | null } | null }> } | null };

export type ExportTicksSubscriptionVariables = Exact<{
  exportId: string;
  after?: number | null | undefined;
}>;


export type ExportTicksSubscription = { exportUpdated: { id: string, sequence: number, kind: ExportKind, format: ExportFormat, status: ExportStatus, from: string | null, until: string | null, rows: number, rowsTotal: number | null, bytes: number | null, failure: string | null, createdAt: string, expiresAt: string | null, link: { url: string, expiresAt: string } | null } };

export type ExportRowFragment = { id: string, sequence: number, kind: ExportKind, format: ExportFormat, status: ExportStatus, from: string | null, until: string | null, rows: number, rowsTotal: number | null, bytes: number | null, failure: string | null, createdAt: string, expiresAt: string | null, link: { url: string, expiresAt: string } | null };
