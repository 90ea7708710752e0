// The tracer of OpenTelemetry behind the seam of src/telemetry/trace.ts. Spans of batches and of repeated jobs are made from their
// reports, once they are over.

import {
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { type BatchReport, batches, jobRuns } from '../telemetry/channels.ts'
import { type Traceparent, traceWith } from '../telemetry/trace.ts'

/** A batch has up to 1,000 commands; a collector need not keep a link for each of them. */
const LINKS_MAX = 128

/** Traces until the returned function is called. */
export function startTracing(tracer: Tracer): () => void {
  const ends = [
    traceWith({
      begin(name, { kind, parent, attributes }) {
        const span = tracer.startSpan(name, { kind: SpanKind[kind], attributes }, contextOf(parent))
        return {
          traceparent: traceparentOf(span.spanContext()),
          end(fault, more) {
            if (more) span.setAttributes(more)
            if (fault !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: fault })
            span.end()
          },
        }
      },
    }),
    batches.follow((report) => traceBatch(tracer, report)),
    jobRuns.follow(({ name, outcome, ms }) => {
      const endTime = Date.now()
      const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, startTime: endTime - ms }, ROOT_CONTEXT)
      if (outcome !== 'DONE') span.setStatus({ code: SpanStatusCode.ERROR, message: outcome })
      span.end(endTime)
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** A batch decides commands of many traces, so it has one of its own, with links to them. */
function traceBatch(
  tracer: Tracer,
  { commands, isWritten, loadMs, decideMs, commitMs, refusals, traces }: BatchReport,
): void {
  const links: Link[] = []
  for (const traceparent of new Set(traces)) {
    const context = parseTraceParent(traceparent)
    if (context && links.push({ context }) === LINKS_MAX) break
  }
  const endTime = Date.now()
  const attributes = {
    'holdfast.batch.commands': commands,
    'holdfast.batch.refused': refusals.length,
    'holdfast.batch.is_written': isWritten,
    'holdfast.batch.load_ms': loadMs,
    'holdfast.batch.decide_ms': decideMs,
    'holdfast.batch.commit_ms': commitMs,
  }
  const startTime = endTime - (loadMs + decideMs + commitMs)
  tracer.startSpan('batch', { kind: SpanKind.INTERNAL, links, attributes, startTime }, ROOT_CONTEXT).end(endTime)
}

function contextOf(parent: Traceparent | null) {
  const context = parent === null ? null : parseTraceParent(parent)
  return context ? trace.setSpanContext(ROOT_CONTEXT, { ...context, isRemote: true }) : ROOT_CONTEXT
}

function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): Traceparent {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}
