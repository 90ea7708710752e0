// Traces and metrics for OpenTelemetry: a platform follows one submission from its own request to the provider and on to the
// webhook; the metrics are those of the page; and a Holdfast without the setting loads nothing of it.

import { glob, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DEFINITIONS } from '../../src/providers/definition.ts'
import { CallbackReceiver } from '../support/callbackReceiver.ts'
import { type Collector, type SpanReceived, startCollector, valuesOf } from '../support/collector.ts'
import { createTestDatabase } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { CreateWebhookEndpoint, SetHttpProvider, SetPrice, Submit } from '../support/operations.ts'
import { spawnHoldfast } from '../support/process.ts'
import { SUNOR_KEY, startSunor } from '../support/upstreams/sunor.ts'

const SETTINGS = { protocol: 'http/json', sampler: 'parentbased_always_on', samplerShare: 1, metricsMs: 200 } as const
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`

let collector: Collector
let holdfast: TestHoldfast
let mine: TestOrganization
let receiver: CallbackReceiver
let sunor: Awaited<ReturnType<typeof startSunor>>

beforeAll(async () => {
  ;[collector, receiver, sunor] = await Promise.all([startCollector(), CallbackReceiver.start(), startSunor()])
  holdfast = await startTestHoldfast({
    openTelemetry: { ...SETTINGS, endpoint: collector.url },
    privateWebhooks: true,
    providerSecrets: { SUNOR_KEY },
  })
  mine = await holdfast.organization({ credits: 1_000n })
  const { operations } = DEFINITIONS.sunor as { operations: { '*': { poll: object } } }
  const all = operations['*']
  const quick = { ...all, poll: { ...all.poll, firstAfterSeconds: 0.2, everySeconds: 0.2 } }
  const document = { ...(DEFINITIONS.sunor as object), name: 'traced', operations: { '*': quick } }
  const set = await holdfast.operator.run(SetHttpProvider, { input: { document }, baseUrl: sunor.url })
  expect(set.setHttpProvider?.__typename).toBe('SetHttpProviderSuccess')
  const price = { provider: 'suno', model: 'traced', operation: 'music', creditType: 'music', credits: 10 }
  await holdfast.operator.run(SetPrice, { input: { ...price, httpProvider: 'traced' } })
  const endpoint = { url: receiver.urlOf('/hook'), events: ['TASK_ENDED' as const] }
  const created = await mine.admin.run(CreateWebhookEndpoint, { input: endpoint })
  expect(created.createWebhookEndpoint?.__typename).toBe('CreateWebhookEndpointSuccess')
})
afterAll(async () => {
  await holdfast.stop()
  await sunor.stop()
  receiver.stop()
  collector.stop()
})

const SONG = { input: { model: 'traced', operation: 'music', input: { gpt_description_prompt: 'rain' } } }
const WAIT = { timeout: 60_000 }

function spansOf(traceId: string): SpanReceived[] {
  return collector.spans.filter((span) => span.traceId === traceId)
}

function named(spans: readonly SpanReceived[], name: string): SpanReceived {
  const span = spans.find((each) => each.name === name)
  if (!span) throw new Error(`no span ${name} among ${spans.map((each) => each.name).join(', ')}`)
  return span
}

test('one trace leads from the client’s request to the provider and the webhook, and goes on at both', async () => {
  sunor.fate = 'SUCCEEDED'
  const client = holdfast.client(mine.member.key, { traceparent: TRACEPARENT })
  const { submitTask } = await client.run(Submit, SONG)
  expect(submitTask?.__typename).toBe('SubmitTaskSuccess')
  const [hook] = await receiver.at('/hook')
  await vi.waitFor(() => named(spansOf(TRACE_ID), 'POST task.ended'), WAIT)
  const spans = spansOf(TRACE_ID)

  const operation = named(spans, 'mutation submitTask')
  expect(operation).toMatchObject({ kind: 2, parentSpanId: '00f067aa0ba902b7' })
  expect(valuesOf(operation.attributes)).toMatchObject({
    'graphql.operation.type': 'mutation',
    'graphql.operation.name': 'Submit',
    'holdfast.transport': 'HTTP',
    'holdfast.outcome': 'OK',
    'holdfast.caller.kind': 'MEMBER',
    'holdfast.organization.id': mine.id,
    'holdfast.request.id': expect.any(String),
  })
  const job = named(spans, 'upstream_step')
  expect(job).toMatchObject({ kind: 5, parentSpanId: operation.spanId })
  const request = named(spans, 'POST traced')
  expect(request).toMatchObject({ kind: 3, parentSpanId: job.spanId })
  expect(sunor.jobs[0]?.request.headers.traceparent).toBe(`00-${TRACE_ID}-${request.spanId}-01`)
  const delivery = named(spans, 'POST task.ended')
  expect(valuesOf(delivery.attributes)).toMatchObject({
    'holdfast.message.id': hook?.headers['webhook-id'],
    'http.response.status_code': 200,
  })
  expect(hook?.headers.traceparent).toBe(`00-${TRACE_ID}-${delivery.spanId}-01`)

  const decided = collector.spans.filter(
    ({ name, links = [] }) => name === 'batch' && links.some((l) => l.traceId === TRACE_ID),
  )
  expect(decided.flatMap(({ links = [] }) => links.map(({ spanId }) => spanId))).toContain(operation.spanId)
  for (const span of decided) expect(BigInt(span.endTimeUnixNano)).toBeGreaterThan(BigInt(span.startTimeUnixNano))
  expect(collector.resource).toMatchObject({ 'service.name': 'holdfast', 'service.instance.id': expect.any(String) })
})

test('a caller without a trace begins one, and one who does not want theirs to be sent has none', async () => {
  const unsampled = `00-${TRACE_ID.replaceAll('4', '5')}-00f067aa0ba902b7-00`
  await holdfast.client(mine.viewer.key, { traceparent: unsampled }).send('query Unsampled { viewer { isOperator } }')
  await holdfast.client(mine.viewer.key, { traceparent: 'not one' }).send('query Own { viewer { isOperator } }')
  const names = () => collector.spans.map(({ attributes }) => valuesOf(attributes)['graphql.operation.name'])
  await vi.waitFor(() => expect(names()).toContain('Own'), WAIT)
  expect(names()).not.toContain('Unsampled')
})

test('an operation over a WebSocket names its trace in its extensions', async () => {
  const trace = TRACE_ID.replaceAll('4', '6')
  const { createClient } = await import('graphql-ws')
  const { default: WebSocket } = await import('ws')
  const url = `${holdfast.holdfast.url.replace('http', 'ws')}/graphql`
  const socket = createClient({ url, webSocketImpl: WebSocket, connectionParams: { apiKey: mine.viewer.key } })
  const extensions = { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
  for await (const { data } of socket.iterate({ query: '{ viewer { isOperator } }', extensions }))
    expect(data).toBeTruthy()
  await socket.dispose()
  await vi.waitFor(() => expect(named(spansOf(trace), 'query viewer').kind).toBe(2), WAIT)
})

test('a repeated job has a span of its own', async () => {
  await vi.waitFor(() => named(collector.spans, 'refresh the price book'), WAIT)
  expect(named(collector.spans, 'refresh the price book')).toMatchObject({ kind: 1 })
})

test('the metrics are those of the page for Prometheus', async () => {
  await vi.waitFor(() => {
    const sent = collector.metrics.get('holdfast_operation_seconds')?.histogram?.dataPoints ?? []
    const submit = sent.find(({ attributes }) => valuesOf(attributes).field === 'submitTask')
    expect(Number(submit?.count)).toBe(1)
    expect(valuesOf(submit?.attributes ?? [])).toEqual({
      type: 'mutation',
      field: 'submitTask',
      transport: 'HTTP',
      outcome: 'OK',
    })
    // One more bucket than bounds, and every value in one of them.
    expect(submit?.bucketCounts.length).toBe((submit?.explicitBounds.length ?? 0) + 1)
    expect(submit?.bucketCounts.reduce((sum, each) => sum + Number(each), 0)).toBe(1)
    expect(submit?.sum).toBeGreaterThan(0)
  }, WAIT)
  expect(collector.metrics.get('holdfast_operation_seconds')?.unit).toBe('s')
  expect(collector.metrics.get('holdfast_lane_commits_total')?.sum?.isMonotonic).toBe(true)
  expect(collector.metrics.get('holdfast_database_up')?.gauge?.dataPoints[0]?.asDouble).toBe(1)
  expect(holdfast.holdfast.metricsUrl).toBeNull()
})

test('the standard settings alone turn it on, and what was not sent yet is sent before the end', async () => {
  const own = await startCollector()
  const database = await createTestDatabase()
  const started = spawnHoldfast({
    DATABASE_URL: database.url,
    DEMO: 'off',
    OTEL_EXPORTER_OTLP_ENDPOINT: `${own.url}/`,
    OTEL_SERVICE_NAME: 'credits',
  })
  await started.ready()
  expect(await started.end('SIGTERM')).toBe(0)
  const sent = own.requests.map(({ path, type, bytes }) => ({ path, type, isEmpty: bytes === 0 }))
  for (const path of ['/v1/traces', '/v1/metrics']) {
    expect(sent).toContainEqual({ path, type: 'application/x-protobuf', isEmpty: false })
  }
  own.stop()
  await database.drop()
})

test('a collector that is away is a line in the log, and stops nothing', async () => {
  const database = await createTestDatabase()
  const started = spawnHoldfast({
    DATABASE_URL: database.url,
    DEMO: 'off',
    LOG_LEVEL: 'warn',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    OTEL_EXPORTER_OTLP_TIMEOUT: '500',
  })
  await started.ready()
  await started.prints('traces or metrics could not be sent')
  expect(await started.end('SIGTERM')).toBe(0)
  await database.drop()
})

test('only src/opentelemetry imports its packages, and only a Holdfast with the setting imports that', async () => {
  const importers: string[] = []
  for await (const file of glob('src/**/*.ts')) {
    const imports = (await readFile(file, 'utf8')).match(
      /^(import|export) (?!type ).*from '.*(@opentelemetry|opentelemetry\/).*'/gm,
    )
    if (imports && !file.startsWith('src/opentelemetry/')) importers.push(file)
  }
  expect(importers).toEqual([])
})
