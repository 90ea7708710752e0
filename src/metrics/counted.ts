// The metrics that count what the channels tell: src/telemetry/channels.ts. Seconds are the unit of all times, as Prometheus wants
// it: https://prometheus.io/docs/practices/naming/.

import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import {
  batches,
  batchRetries,
  deliveries,
  forwards,
  invalidDocuments,
  jobRuns,
  messages,
  operations,
  requests,
  streams,
  upstreamRequests,
} from '../telemetry/channels.ts'

/** From half a millisecond, which an idle lane takes, to the time after which callers give up. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const COMMANDS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000]

/** Counts until the returned functions are called. */
export function countAll(registry: Registry): (() => void)[] {
  const registers = [registry]
  return [...countLane(registers), ...countApi(registers), ...countWork(registers)]
}

type Registers = Registry[]

function countLane(registers: Registers): (() => void)[] {
  const size = new Histogram({
    name: 'holdfast_lane_batch_commands',
    help: 'Commands of a batch of the lane.',
    buckets: COMMANDS,
    registers,
  })
  const phases = new Histogram({
    name: 'holdfast_lane_batch_seconds',
    help: 'Time of a batch by phase: load (turn, begin, reads), decide, commit (writes and COMMIT).',
    labelNames: ['phase'],
    buckets: SECONDS,
    registers,
  })
  const written = new Counter({
    name: 'holdfast_lane_commits_total',
    help: 'Batches that have changed something and were committed.',
    registers,
  })
  const refused = new Counter({
    name: 'holdfast_lane_refusals_total',
    help: 'Commands that the lane has refused, by the code of the refusal.',
    labelNames: ['code'],
    registers,
  })
  const retried = new Counter({
    name: 'holdfast_lane_retries_total',
    help: 'Batches that ran again, by cause.',
    labelNames: ['cause'],
    registers,
  })
  const forwarded = new Histogram({
    name: 'holdfast_forwarded_seconds',
    help: 'Time of a mutation that this process sent to the home, by outcome: ANSWERED; LOST with its connection; OVERLOADED; or UNKNOWN and NOT_SENT, which were decided here.',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  })
  return [
    forwards.follow(({ outcome, ms }) => forwarded.observe({ outcome }, ms / 1_000)),
    batches.follow(({ commands, isWritten, loadMs, decideMs, commitMs, refusals }) => {
      size.observe(commands)
      phases.observe({ phase: 'load' }, loadMs / 1_000)
      phases.observe({ phase: 'decide' }, decideMs / 1_000)
      phases.observe({ phase: 'commit' }, commitMs / 1_000)
      if (isWritten) written.inc()
      for (const code of refusals) refused.inc({ code })
    }),
    batchRetries.follow(({ cause }) => retried.inc({ cause })),
  ]
}

function countApi(registers: Registers): (() => void)[] {
  const answered = new Histogram({
    name: 'holdfast_operation_seconds',
    help: 'Time of a GraphQL operation until its answer, by its first field, transport and outcome: OK, or the code of the refusal or error.',
    labelNames: ['type', 'field', 'transport', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const faults = new Counter({
    name: 'holdfast_operation_faults_total',
    help: 'GraphQL operations that failed by no fault of their caller, by code.',
    labelNames: ['code'],
    registers,
  })
  const invalid = new Counter({
    name: 'holdfast_invalid_documents_total',
    help: 'Documents that were refused before they were run, by stage: PARSE, VALIDATE.',
    labelNames: ['stage'],
    registers,
  })
  const served = new Histogram({
    name: 'holdfast_http_request_seconds',
    help: 'Time of a request to another path than /graphql, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers,
  })
  const open = new Gauge({ name: 'holdfast_streams', help: 'Live streams of GraphQL that are open.', registers })
  const lag = new Histogram({
    name: 'holdfast_stream_lag_seconds',
    help: 'Time from a commit, of whichever process, to the message of a live stream.',
    buckets: SECONDS,
    registers,
  })
  return [
    operations.follow(({ type, field, transport, outcome, isFault, ms }) => {
      answered.observe({ type, field, transport, outcome }, ms / 1_000)
      if (isFault) faults.inc({ code: outcome })
    }),
    invalidDocuments.follow(({ stage }) => invalid.inc({ stage })),
    requests.follow(({ route, method, status, ms }) => {
      served.observe({ route: route ?? 'none', method: knownMethod(method), status: String(status) }, ms / 1_000)
    }),
    streams.follow(({ change }) => open.inc(change)),
    messages.follow(({ ms }) => lag.observe(ms / 1_000)),
  ]
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])

/** A client chooses the method, and each value of a label is a series of its own. */
function knownMethod(method: string): string {
  return METHODS.has(method) ? method : 'other'
}

function countWork(registers: Registers): (() => void)[] {
  const delivered = new Histogram({
    name: 'holdfast_webhook_delivery_seconds',
    help: 'Time of an attempt to deliver a webhook, by outcome: DELIVERED, REFUSED, UNANSWERED.',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  })
  const asked = new Histogram({
    name: 'holdfast_provider_request_seconds',
    help: 'Time of a request to a provider, by provider and outcome: OK, NOT_NOW, NEVER, UNKNOWN, UNREADABLE, UNUSABLE, ABORTED.',
    labelNames: ['provider', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const ran = new Histogram({
    name: 'holdfast_job_seconds',
    help: 'Time of a run of a repeated job, by outcome: DONE, UNREACHED (the database was away), FAILED.',
    labelNames: ['job_name', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const last = new Gauge({
    name: 'holdfast_job_last_done_timestamp_seconds',
    help: 'The time at which a repeated job was last done, in seconds since 1970. Its work is late by the time since then.',
    labelNames: ['job_name'],
    registers,
  })
  return [
    deliveries.follow(({ outcome, ms }) => delivered.observe({ outcome }, ms / 1_000)),
    upstreamRequests.follow(({ provider, outcome, ms }) => asked.observe({ provider, outcome }, ms / 1_000)),
    jobRuns.follow(({ name, outcome, ms }) => {
      ran.observe({ job_name: name, outcome }, ms / 1_000)
      if (outcome === 'DONE') last.setToCurrentTime({ job_name: name })
    }),
  ]
}
