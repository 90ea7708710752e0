// The metrics of docs/metrics.md for OpenTelemetry, under the same names: each is counted once, by prom-client, and read from its
// registry. A producer of metrics is OpenTelemetry's own bridge for other libraries:
// https://opentelemetry.io/docs/specs/otel/metrics/sdk/#metricproducer

import { type HrTime, ValueType } from '@opentelemetry/api'
import { millisToHrTime } from '@opentelemetry/core'
import { emptyResource } from '@opentelemetry/resources'
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics'
import type { MetricObjectWithValues, MetricValue, Registry } from 'prom-client'

type Metric = MetricObjectWithValues<MetricValue<string>>
type Times = Pick<DataPoint<number>, 'startTime' | 'endTime'>
type Histogram = Extract<MetricData, { dataPointType: DataPointType.HISTOGRAM }>['dataPoints'][number]['value']

export function produceFrom(registry: Registry): MetricProducer {
  const startTime: HrTime = millisToHrTime(Date.now())
  return {
    async collect() {
      const all = await registry.getMetricsAsJSON()
      const times = { startTime, endTime: millisToHrTime(Date.now()) }
      const metrics = all.flatMap((metric) => metricOf(metric as Metric, times) ?? [])
      const scopeMetrics = [{ scope: { name: 'holdfast' }, metrics }]
      return { resourceMetrics: { resource: emptyResource(), scopeMetrics }, errors: [] }
    },
  }
}

function metricOf(metric: Metric, times: Times): MetricData | null {
  const { name, help, values } = metric
  if (values.length === 0) return null
  const common = {
    descriptor: {
      name,
      description: help,
      unit: /_seconds(_total)?$/.test(name) ? 's' : '',
      valueType: ValueType.DOUBLE,
    },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  }
  // prom-client's types say a number, its values say a name.
  const type = String(metric.type)
  if (type === 'histogram') {
    return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: histogramsOf(values, times) }
  }
  const dataPoints = values.map(({ value, labels }) => ({ ...times, value, attributes: { ...labels } }))
  return type === 'counter'
    ? { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
    : { ...common, dataPointType: DataPointType.GAUGE, dataPoints }
}

/** Prometheus counts the values up to each bound, OpenTelemetry those between two bounds. */
function histogramsOf(values: Metric['values'], times: Times): DataPoint<Histogram>[] {
  const found = new Map<string, DataPoint<Histogram> & { below: number }>()
  for (const each of values) {
    const { le, ...attributes } = each.labels as Record<string, string | number>
    const key = JSON.stringify(attributes)
    const point = found.get(key) ?? {
      ...times,
      attributes,
      value: { buckets: { boundaries: [], counts: [] }, count: 0 },
      below: 0,
    }
    found.set(key, point)
    const { value } = point
    const { metricName = '' } = each as { readonly metricName?: string }
    if (metricName.endsWith('_sum')) value.sum = each.value
    else if (metricName.endsWith('_count')) value.count = each.value
    else {
      if (le !== '+Inf') value.buckets.boundaries.push(Number(le))
      value.buckets.counts.push(each.value - point.below)
      point.below = each.value
    }
  }
  return [...found.values()].map(({ below: _, ...point }) => point)
}
