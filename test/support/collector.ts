// A collector of OpenTelemetry: receives traces and metrics by OTLP over HTTP, and keeps them for a test.

import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listen } from './listen.ts'

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

export interface SpanReceived {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  /** 1 internal, 2 server, 3 client, 5 consumer. */
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status: { readonly code?: number; readonly message?: string }
}

interface MetricReceived {
  readonly name: string
  readonly unit: string
  readonly sum?: { readonly dataPoints: readonly Point[]; readonly isMonotonic: boolean }
  readonly gauge?: { readonly dataPoints: readonly Point[] }
  readonly histogram?: { readonly dataPoints: readonly HistogramPoint[] }
}

interface Point {
  readonly attributes: readonly Attribute[]
  readonly asDouble?: number
}

interface HistogramPoint {
  readonly attributes: readonly Attribute[]
  readonly count: number
  readonly sum: number
  readonly bucketCounts: readonly number[]
  readonly explicitBounds: readonly number[]
}

interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly SpanReceived[] }[]
  }[]
}

interface Metrics {
  readonly resourceMetrics: readonly {
    readonly scopeMetrics: readonly { readonly metrics: readonly MetricReceived[] }[]
  }[]
}

export interface Collector {
  readonly url: string
  readonly spans: SpanReceived[]
  /** The attributes of the process that sent the last spans. */
  readonly resource: Record<string, unknown>
  /** The newest of each name. */
  readonly metrics: Map<string, MetricReceived>
  /** The path and media type of each request. */
  readonly requests: { readonly path: string; readonly type: string; readonly bytes: number }[]
  stop(): void
}

export async function startCollector(): Promise<Collector> {
  const spans: SpanReceived[] = []
  const resource: Record<string, unknown> = {}
  const metrics = new Map<string, MetricReceived>()
  const requests: Collector['requests'] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const [path, type] = [request.url ?? '', request.headers['content-type'] ?? '']
    requests.push({ path, type, bytes: body.length })
    if (type === 'application/json' && path === '/v1/traces') {
      for (const each of (JSON.parse(String(body)) as Traces).resourceSpans) {
        Object.assign(resource, valuesOf(each.resource.attributes))
        spans.push(...each.scopeSpans.flatMap((scope) => scope.spans))
      }
    }
    if (type === 'application/json' && path === '/v1/metrics') {
      for (const each of (JSON.parse(String(body)) as Metrics).resourceMetrics) {
        for (const metric of each.scopeMetrics.flatMap((scope) => scope.metrics)) metrics.set(metric.name, metric)
      }
    }
    response.writeHead(200, { 'content-type': type }).end(type === 'application/json' ? '{}' : '')
  })
  const url = await listen(server)
  return {
    url,
    spans,
    resource,
    metrics,
    requests,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Attributes as an object. Numbers come as texts or numbers. */
export function valuesOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
