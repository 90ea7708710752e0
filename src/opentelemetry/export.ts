// Sends traces and metrics to a collector by OTLP over HTTP: https://opentelemetry.io/docs/specs/otlp/. Imported only if
// OTEL_EXPORTER_OTLP_ENDPOINT is set, so that a Holdfast without it loads nothing of OpenTelemetry.

import { DiagLogLevel, diag } from '@opentelemetry/api'
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  processDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Config } from '../config.ts'
import { produceFrom } from './metrics.ts'
import { startTracing } from './tracing.ts'

export type OpenTelemetrySettings = NonNullable<Config['openTelemetry']>

export interface OpenTelemetry {
  /** Sends what is not sent yet, and ends. A collector that does not answer holds it up for STOP_MS_MAX at most. */
  stop(): Promise<void>
}

const STOP_MS_MAX = 2_000

/** Starts to trace, and to send the metrics of `registry`. Open it before the parts that are traced: those look whether they are. */
export async function openOpenTelemetry(
  settings: OpenTelemetrySettings,
  registry: Registry,
  log: Logger,
): Promise<OpenTelemetry> {
  const warn = (message: string) => log.warn({ opentelemetry: message }, 'traces or metrics could not be sent')
  const quiet = () => {}
  const logger = { error: warn, warn, info: quiet, debug: quiet, verbose: quiet }
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  const { traces, metrics } = await exportersOf(settings)
  const resource = await resourceOf()
  const provider = new TracerProvider({
    resource,
    sampler: samplerOf(settings),
    spanProcessors: [new BatchSpanProcessor({ exporter: traces })],
  })
  const endTracing = startTracing(provider.getTracer('holdfast'))
  const reader = new PeriodicExportingMetricReader({
    exporter: metrics,
    exportIntervalMillis: settings.metricsMs,
    exportTimeoutMillis: Math.min(settings.metricsMs, 30_000),
    metricProducers: [produceFrom(registry)],
  })
  const meters = new MeterProvider({ resource, readers: [reader] })
  return {
    async stop() {
      endTracing()
      const sent = Promise.allSettled([provider.shutdown(), meters.shutdown()])
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, STOP_MS_MAX)
      await Promise.race([sent, late])
      clearTimeout(timer)
    },
  }
}

/** Each pair is loaded only if it is used. Headers, certificates, compression and timeouts are read from OTEL_EXPORTER_OTLP_…. */
async function exportersOf({
  endpoint,
  protocol,
}: OpenTelemetrySettings): Promise<{ traces: SpanExporter; metrics: PushMetricExporter }> {
  const urlOf = (signal: string) => `${endpoint.replace(/\/$/, '')}/v1/${signal}`
  const [traces, metrics] = await (protocol === 'http/json'
    ? Promise.all([
        import('@opentelemetry/exporter-trace-otlp-http'),
        import('@opentelemetry/exporter-metrics-otlp-http'),
      ])
    : Promise.all([
        import('@opentelemetry/exporter-trace-otlp-proto'),
        import('@opentelemetry/exporter-metrics-otlp-proto'),
      ]))
  return {
    traces: new traces.OTLPTraceExporter({ url: urlOf('traces') }),
    metrics: new metrics.OTLPMetricExporter({ url: urlOf('metrics') }),
  }
}

/** The name of the service is `holdfast` unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES says otherwise. */
async function resourceOf(): Promise<Resource> {
  const detectors = [hostDetector, processDetector, serviceInstanceIdDetector, envDetector]
  const detected = detectResources({ detectors })
  await detected.waitForAsyncAttributes?.()
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'holdfast' }))
    .merge(detected)
}

function samplerOf({ sampler, samplerShare }: OpenTelemetrySettings): Sampler {
  const [kind = '', root = ''] = sampler.startsWith('parentbased_')
    ? ['parent', sampler.slice('parentbased_'.length)]
    : ['', sampler]
  const own =
    root === 'always_off'
      ? new AlwaysOffSampler()
      : root === 'traceidratio'
        ? new TraceIdRatioBasedSampler(samplerShare)
        : new AlwaysOnSampler()
  return kind === 'parent' ? new ParentBasedSampler({ root: own }) : own
}
