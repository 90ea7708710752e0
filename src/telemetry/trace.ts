// The seam between Holdfast and a tracer: spans begin here, and the code that begins them knows no library of traces. Without a
// tracer (src/opentelemetry makes one) nothing begins, and nothing is carried.
//
// A trace is carried as a W3C traceparent: within an operation or a job by AsyncLocalStorage, between processes in the payload of a
// job, in a row of what is sent later, and in the header of a request: https://www.w3.org/TR/trace-context/

import { AsyncLocalStorage } from 'node:async_hooks'

/** `00-` with the id of the trace, the id of the span, and flags. */
export type Traceparent = string

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

export interface Span {
  readonly traceparent: Traceparent
  /** `fault`: the code or message of an error that is not the caller's; null: it succeeded. */
  end(fault: string | null, attributes?: Attributes): void
}

export interface SpanGiven {
  /** SERVER answers a request, CLIENT sends one, CONSUMER runs a job, and INTERNAL is work of the process itself. */
  readonly kind: 'SERVER' | 'CLIENT' | 'CONSUMER' | 'INTERNAL'
  /** The span that caused it; null or malformed: it begins a trace of its own. */
  readonly parent: Traceparent | null
  readonly attributes?: Attributes
}

export interface Tracer {
  begin(name: string, given: SpanGiven): Span
}

const carried = new AsyncLocalStorage<Traceparent>()
let current: Tracer | null = null

/** Null: nothing is traced. */
export function tracer(): Tracer | null {
  return current
}

/** Traces with `next`. Returns a function that ends that. */
export function traceWith(next: Tracer): () => void {
  current = next
  return () => {
    if (current === next) current = null
  }
}

/** The span that this code runs in; null: none, or nothing is traced. */
export function traceNow(): Traceparent | null {
  return current === null ? null : (carried.getStore() ?? null)
}

/** Runs work in a span. */
export function within<Result>(span: Span, work: () => Result): Result {
  return carried.run(span.traceparent, work)
}

/** Runs work in a span of its own, which ends with it. Without a tracer it only runs the work. */
export async function traced<Result>(name: string, given: SpanGiven, work: () => Promise<Result>): Promise<Result> {
  const span = current?.begin(name, given)
  if (!span) return work()
  try {
    const result = await within(span, work)
    span.end(null)
    return result
  } catch (error) {
    span.end(error instanceof Error ? error.message : String(error))
    throw error
  }
}

/** The part of a job's payload, or of a request's headers, that carries a span; empty if nothing is traced. */
export function carrying(traceparent: Traceparent | null | undefined): { readonly traceparent?: Traceparent } {
  return traceparent ? { traceparent } : {}
}
