/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ProcessesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProcessesQuery = { processes: Array<{ name: string, version: string, startedAt: string, heardAt: string, hasLane: boolean, waitingCommands: number, commandsPerSecond: number, commitsPerSecond: number, batchCommands: number | null, batchMs: number | null, refusals: number, retries: number, streamLagMs: number | null, eventLoopDelayMs: number, heapBytes: number }> };

export type PlatformMaintenanceQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformMaintenanceQuery = { platformMaintenance: string | null };

export type InMaintenanceQueryVariables = Exact<{ [key: string]: never; }>;


export type InMaintenanceQuery = { organizations: { edges: Array<{ node: { id: string, name: string, ownMaintenance: string | null } | null }> } | null };
