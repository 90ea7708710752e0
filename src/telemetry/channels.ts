// Reports of Holdfast’s own work while it runs, for metrics and for the log. Each channel is one of node:diagnostics_channel:
// https://nodejs.org/api/diagnostics_channel.html. A report that nobody follows is not made.

import { channel as nodeChannel } from 'node:diagnostics_channel'
import type { Traceparent } from './trace.ts'

export interface Channel<Report> {
  /** False: nobody follows, so a report need not be made. */
  readonly isFollowed: boolean
  /** Delivers a report to all who follow, at once. */
  tell(report: Report): void
  /** Calls `take`, which must not throw, with each later report. Returns a function that ends that. */
  follow(take: (report: Report) => void): () => void
}

function channel<Report extends object>(name: string): Channel<Report> {
  const all = nodeChannel(`holdfast:${name}`)
  return {
    get isFollowed() {
      return all.hasSubscribers
    },
    tell(report) {
      if (all.hasSubscribers) all.publish(report)
    },
    follow(take) {
      const hear = (report: unknown) => take(report as Report)
      all.subscribe(hear)
      return () => void all.unsubscribe(hear)
    },
  }
}

/** A batch of the lane that was committed, or decided without a change. */
export interface BatchReport {
  readonly commands: number
  /** False: every command was refused, so nothing was written. */
  readonly isWritten: boolean
  /** From the start to the rows in memory: the turn, the transaction's begin, and reads. In milliseconds, as the next two. */
  readonly loadMs: number
  readonly decideMs: number
  /** From the last decision to the answer of COMMIT. */
  readonly commitMs: number
  /** The codes of its refused commands, once for each. */
  readonly refusals: readonly string[]
  /** The spans of the operations and jobs whose commands it decided. */
  readonly traces: readonly Traceparent[]
}

/** The reason for which a batch runs again. */
export type RetryCause = 'LOCK_TIMEOUT' | 'CONNECTION_LOST' | 'USED_KEY' | 'OVERTAKEN' | 'SERIALIZATION' | 'OTHER'

/** A GraphQL operation that was answered; for a live stream, that it has begun. */
export interface OperationReport {
  readonly type: 'query' | 'mutation' | 'subscription'
  /** The first field of the operation, which is one of the schema's. */
  readonly field: string
  /** The name that the client gave the operation; null: none. */
  readonly name: string | null
  readonly transport: 'HTTP' | 'WEBSOCKET'
  /** OK; or the code of the refusal or error. Of several, the first. */
  readonly outcome: string
  /** True for an error that is Holdfast's own fault, or that of what it depends on. */
  readonly isFault: boolean
  readonly ms: number
  /** As the audit log names it. */
  readonly caller: {
    readonly kind: 'OPERATOR' | 'MEMBER' | 'API_KEY' | 'PERSON' | 'SYSTEM'
    readonly id: string | null
  }
  readonly organizationId: string | null
  readonly requestId: string | null
}

/** A document that was refused before it was run: it can't be parsed, or does not fit the schema. */
export interface DocumentReport {
  readonly stage: 'PARSE' | 'VALIDATE'
}

/** A request to another path than /graphql that was answered, or broken off by its client. */
export interface RequestReport {
  readonly method: string
  /** As the table of routes has it; null: no route. */
  readonly route: string | null
  readonly status: number
  readonly ms: number
}

/** An attempt to deliver a webhook. */
export interface DeliveryReport {
  readonly outcome: 'DELIVERED' | 'REFUSED' | 'UNANSWERED'
  readonly ms: number
}

/** A request to a provider. */
export interface UpstreamReport {
  readonly provider: string
  /** OK, or how it failed: src/upstream/request.ts. */
  readonly outcome: string
  readonly ms: number
}

/** A run of a repeated job. */
export interface JobReport {
  readonly name: string
  /** UNREACHED: the database was away. */
  readonly outcome: 'DONE' | 'UNREACHED' | 'FAILED'
  readonly ms: number
}

/** A mutation that this process has sent to the home. */
export interface ForwardReport {
  /** ANSWERED; LOST: the home was lost before it answered; or why it did not run it: src/home/link.ts. */
  readonly outcome: 'ANSWERED' | 'LOST' | 'OVERLOADED' | 'UNKNOWN' | 'NOT_SENT'
  readonly ms: number
}

export const batches = channel<BatchReport>('batch')
export const batchRetries = channel<{ readonly cause: RetryCause }>('batch-retry')
export const forwards = channel<ForwardReport>('forward')
export const operations = channel<OperationReport>('operation')
export const invalidDocuments = channel<DocumentReport>('invalid-document')
export const requests = channel<RequestReport>('request')
/** Live streams of GraphQL: 1 when one begins, -1 when it ends. */
export const streams = channel<{ readonly change: 1 | -1 }>('stream')
/** A message of a live stream that was built for a change; the time since the change was committed, by whichever process. */
export const messages = channel<{ readonly ms: number }>('message')
export const deliveries = channel<DeliveryReport>('delivery')
export const upstreamRequests = channel<UpstreamReport>('upstream')
export const jobRuns = channel<JobReport>('job')
