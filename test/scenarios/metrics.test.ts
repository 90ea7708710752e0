// What an engineer sees of a running Holdfast: metrics that Prometheus reads, a dashboard and alerts over them, one line of the
// log for each operation, and the id that a proxy gave a request.

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Transport } from '../../src/engine/notification.ts'
import { startHoldfast } from '../../src/holdfast.ts'
import { Busiest } from '../../src/metrics/busiest.ts'
import { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Cancel, Complete, Submit } from '../support/operations.ts'

const OPS = new URL('../../ops/', import.meta.url).pathname
const lines: Record<string, unknown>[] = []

let holdfast: TestHoldfast
let mine: TestOrganization

beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  holdfast = await startTestHoldfast({ metrics: { host: '127.0.0.1', port: 0 }, log, trustedProxies: ['loopback'] })
  mine = await holdfast.organization({ credits: 20n })
})
afterAll(() => holdfast.stop())

async function page(): Promise<string> {
  const response = await fetch(holdfast.holdfast.metricsUrl ?? '')
  expect(response.headers.get('content-type')).toContain('text/plain')
  return response.text()
}

/** The value of a series; null: there is none. Labels in the order of the page. */
function seriesOf(metrics: string, series: string): number | null {
  const line = metrics.split('\n').find((each) => each.startsWith(`${series} `))
  return line === undefined ? null : Number(line.slice(series.length))
}

const SONG = { input: { model: 'suno', operation: 'music', input: { prompt: 'rain' } } }

test('operations are counted by their first field and outcome, and refusals by their code', async () => {
  const { submitTask } = await mine.member.run(Submit, SONG)
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id, result: {} } })
  await mine.member.run(Submit, SONG)
  const refused = await mine.member.run(Submit, SONG)
  expect(refused.submitTask?.__typename).toBe('InsufficientCreditsError')
  const metrics = await page()
  const count = (labels: string) => seriesOf(metrics, `holdfast_operation_seconds_count{${labels}}`)
  expect(count('type="mutation",field="submitTask",transport="HTTP",outcome="OK"')).toBe(2)
  expect(count('type="mutation",field="submitTask",transport="HTTP",outcome="INSUFFICIENT_CREDITS"')).toBe(1)
  expect(count('type="mutation",field="completeTask",transport="HTTP",outcome="OK"')).toBe(1)
  expect(seriesOf(metrics, 'holdfast_lane_refusals_total{code="INSUFFICIENT_CREDITS"}')).toBe(1)
  expect(seriesOf(metrics, 'holdfast_lane_commits_total')).toBeGreaterThanOrEqual(3)
  expect(seriesOf(metrics, 'holdfast_database_up')).toBe(1)
  expect(seriesOf(metrics, 'holdfast_tasks_open')).toBe(1)
})

test('live streams are counted while they are open, with the lag of their messages', async () => {
  const stream = mine.member.watch<{ tasksUpdated: { id: string } }, object>(
    'subscription { tasksUpdated { id status } }' as never,
    {} as never,
  )
  const { tasksUpdated } = await stream.next()
  expect(seriesOf(await page(), 'holdfast_streams')).toBe(1)
  await holdfast.operator.run(Complete, { input: { taskId: tasksUpdated.id, result: {} } })
  await stream.next()
  expect(seriesOf(await page(), 'holdfast_stream_lag_seconds_count')).toBeGreaterThanOrEqual(1)
  await stream.end()
  await expect.poll(async () => seriesOf(await page(), 'holdfast_streams')).toBe(0)
})

test('the lag of a message counts from the commit, also if another process has decided', async () => {
  const held = heldTransport()
  const { member } = await holdfast.organization({ credits: 1_000n })
  // A stream begins with the tasks that are open.
  await submitted(member)
  const { url: databaseUrl } = holdfast.database
  const options = { databaseUrl, log: pino({ level: 'silent' }), host: '127.0.0.1', port: 0, transport: held }
  const [deciding, following] = [await startHoldfast(options), await startHoldfast(options)]
  const decider = new Client(deciding.url, member.key)
  const follower = new Client(following.url, member.key)
  const stream = follower.watch<{ tasksUpdated: { id: string } }, object>(
    'subscription { tasksUpdated { id status } }' as never,
    {} as never,
  )
  await stream.next()
  const series = 'holdfast_stream_lag_seconds'
  const late = async () => {
    const metrics = await page()
    return (seriesOf(metrics, `${series}_count`) ?? 0) - (seriesOf(metrics, `${series}_bucket{le="1"}`) ?? 0)
  }
  const before = await late()
  // A process that misses a notification for 2 s looks by itself, and such a message has no lag: another round follows then.
  const round = async () => {
    const { cancelTask } = await decider.run(Cancel, { input: { taskId: await submitted(decider) } })
    expect(cancelTask?.__typename).toBe('CancelTaskSuccess')
    const decidedAt = performance.now()
    await expect.poll(() => performance.now() - decidedAt).toBeGreaterThan(1_050)
    held.release()
    await stream.next()
    return late()
  }
  await expect.poll(round).toBeGreaterThan(before)
  await Promise.all([decider.close(), follower.close()])
  await Promise.all([deciding.stop(), following.stop()])
})

const PROCESSES = `{ processes {
  name version startedAt heardAt hasLane waitingCommands measuredSeconds commitsPerSecond commandsPerSecond batchCommands batchMs
  retries refusals streamLagMs eventLoopDelayMs heapBytes
} }`

test('an operator sees every process live, and none of them writes anything while nobody looks', async () => {
  const { app } = holdfast.holdfast
  const { member } = await holdfast.organization({ credits: 1_000n })
  const { url: databaseUrl } = holdfast.database
  const other = await startHoldfast({ databaseUrl, log: pino({ level: 'silent' }), host: '127.0.0.1', port: 0 })
  const elsewhere = new Client(other.url, member.key)
  expect(await app.prisma.process.count()).toBe(0)
  expect(await app.prisma.accessVersion.findFirst()).toMatchObject({ processesLookedAt: null })

  const look = async () => {
    const { data } = await holdfast.operator.send<{ processes: Record<string, unknown>[] }, unknown>(PROCESSES)
    return data?.processes ?? []
  }
  const seen = await look()
  const name = expect.stringMatching(new RegExp(`^.+:${process.pid}$`))
  expect(seen).toHaveLength(2)
  for (const each of seen) {
    expect(each).toMatchObject({ name, version: '0.1.0', waitingCommands: 0, heapBytes: expect.any(Number) })
    expect(Date.now() - Date.parse(String(each.heardAt))).toBeLessThan(60_000)
  }
  // Both were started by the same program, so they are in the order of their ids.
  const ids = [app.lanes.id, other.app.lanes.id].sort()
  const whoHasLane = async () => (await look()).map(({ hasLane }, i) => (hasLane ? ids[i] : null)).filter(Boolean)
  // With several cells, each process decides for some of them, so both have lanes.
  const isOneCell = app.lanes.cells.count === 1
  await submitted(elsewhere)
  if (isOneCell) expect(await whoHasLane()).toEqual([other.app.lanes.id])
  await submitted(member)
  if (isOneCell) expect(await whoHasLane()).toEqual([app.lanes.id])
  const isBusy = async () => {
    await submitted(member)
    return (await look()).some(({ commitsPerSecond, batchMs }) => Number(commitsPerSecond) > 0 && Number(batchMs) > 0)
  }
  await expect.poll(isBusy).toBe(true)
  // A process that was stopped is gone; one that was killed is shown as it was when it reported last.
  await elsewhere.close()
  await other.stop()
  expect(await look()).toHaveLength(1)
  await app.prisma.$executeRaw`
    INSERT INTO process SELECT ${other.app.lanes.id}::uuid, report, now() - interval '1 minute' FROM process`
  const shown = await look()
  expect(shown.map(({ heardAt }) => Date.now() - Date.parse(String(heardAt)) > 30_000).sort()).toEqual([false, true])
  await app.prisma
    .$executeRaw`UPDATE process SET heard_at = now() - interval '11 minutes' WHERE id = ${other.app.lanes.id}::uuid`
  expect(await look()).toHaveLength(1)
})

async function submitted(client: Client): Promise<string> {
  const { submitTask } = await client.run(Submit, SONG)
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

/** Carries notifications between the processes of a test, when it is told to. */
function heldTransport(): Transport & { release(): void } {
  const hearers: ((notification: string) => void)[] = []
  let held: string[] = []
  return {
    send: (notification) => void held.push(notification),
    listen: (hear) => void hearers.push(hear),
    close() {},
    release() {
      const all = held
      held = []
      for (const notification of all) for (const hear of hearers) hear(notification)
    },
  }
}

test('other paths are counted by their route, so that no client makes a series of its own', async () => {
  const { url } = holdfast.holdfast
  await Promise.all([
    fetch(`${url}/checkpoints/98`),
    fetch(`${url}/checkpoints/99`),
    fetch(`${url}/nowhere`, { method: 'PATCH' }),
  ])
  const series = 'holdfast_http_request_seconds_count{route="/checkpoints/:number",method="GET",status="404"}'
  // A request is counted once its answer is sent, which its client may see first.
  await expect.poll(async () => seriesOf(await page(), series)).toBe(2)
  const metrics = await page()
  expect(metrics).not.toContain('/nowhere')
  expect(metrics).not.toContain('PATCH')
})

test('documents that can’t be run are counted by the stage that refused them', async () => {
  const send = (query: string) =>
    fetch(`${holdfast.holdfast.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': mine.admin.key ?? '' },
      body: JSON.stringify({ query }),
    })
  await Promise.all([send('{ viewer'), send('{ vewer }')])
  const metrics = await page()
  expect(seriesOf(metrics, 'holdfast_invalid_documents_total{stage="PARSE"}')).toBe(1)
  expect(seriesOf(metrics, 'holdfast_invalid_documents_total{stage="VALIDATE"}')).toBe(1)
})

test('the log has a line for each operation, and carries the id that a trusted proxy gave the request', async () => {
  const response = await fetch(`${holdfast.holdfast.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': mine.admin.key ?? '', 'x-request-id': 'proxy-7' },
    body: JSON.stringify({ query: 'query Mine { viewer { isOperator } }' }),
  })
  expect(response.headers.get('x-request-id')).toBe('proxy-7')
  const line = lines.find(({ requestId }) => requestId === 'proxy-7')
  expect(line).toMatchObject({
    type: 'query',
    field: 'viewer',
    name: 'Mine',
    transport: 'HTTP',
    outcome: 'OK',
    caller: { kind: 'MEMBER', id: expect.stringMatching(/^member_/) },
    organizationId: mine.id,
  })
  const forged = await fetch(`${holdfast.holdfast.url}/graphql`, { headers: { 'x-request-id': 'two words' } })
  expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

const run = promisify(execFile)

test('promtool accepts the page, the alerts and the settings', async () => {
  const checking = spawn('promtool', ['check', 'metrics'])
  checking.stdin.end(await page())
  const [complaints, [code]] = await Promise.all([text(checking.stderr), once(checking, 'close')])
  // Its lint has opinions on the names of prom-client's own metrics.
  expect(complaints.split('\n').filter((each) => each.includes('holdfast_'))).toEqual([])
  expect(code === 0 || code === 3).toBe(true)
  await run('promtool', ['check', 'config', `${OPS}prometheus/prometheus.yml`])
  await run('promtool', ['test', 'rules', `${OPS}prometheus/alerts.test.yml`])
})

test('the dashboard and the alerts use only metrics that Holdfast has, and all of them are described in the docs', async () => {
  const metrics = await page()
  const known = new Set([...metrics.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? ''))
  const files = ['grafana/holdfast.json', 'prometheus/alerts.yml']
  const used = (await Promise.all(files.map((file) => readFile(`${OPS}${file}`, 'utf8')))).join('\n')
  const names = [...used.matchAll(/\b(holdfast_\w+|nodejs_\w+|process_\w+)\{?/g)].map(([, name]) => name ?? '')
  // The last test shows that they are there if the setting asks for them.
  known.add('holdfast_organization_operations').add('holdfast_organization_operation_seconds')
  const unknown = names.filter((name) => !known.has(name) && !known.has(name.replace(/_(bucket|sum|count)$/, '')))
  expect(unknown).toEqual([])
  const docs = await readFile(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
  expect([...known].filter((name) => name.startsWith('holdfast_') && !docs.includes(`\`${name}\``))).toEqual([])
})

test('the busiest organizations of the last full minute are named, as many as the setting says, and all others count together', async () => {
  let now = 0
  const busiest = new Busiest(2, () => now)
  const count = (id: string, times: number) => {
    for (let i = 0; i < times; i++) busiest.count(id, 10)
  }
  for (const [id, times] of [
    ['a', 1],
    ['b', 5],
    ['c', 3],
    ['d', 2],
  ] as const)
    count(id, times)
  expect(busiest.read()).toEqual([])
  now = 60_000
  const first = [
    ['b', { operations: 5, ms: 50 }],
    ['c', { operations: 3, ms: 30 }],
    ['other', { operations: 3, ms: 30 }],
  ]
  expect(busiest.read()).toEqual(first)
  count('a', 1)
  expect(busiest.read()).toEqual(first)
  now = 125_000
  expect(busiest.read()).toEqual([['a', { operations: 1, ms: 10 }]])
  // More than are told apart are others, and a minute without operations has none.
  for (let i = 0; i < 10_050; i++) busiest.count(`organization ${i}`, 1)
  now = 180_000
  expect(busiest.read().at(-1)).toEqual(['other', { operations: 10_048, ms: 10_048 }])
  now = 600_000
  expect(busiest.read()).toEqual([])
})

test('organizations are named on the page only if the setting asks for it', async () => {
  await mine.member.run(Submit, SONG)
  expect(await page()).not.toContain('holdfast_organization_')
  const asked = await startTestHoldfast({ metrics: { host: '127.0.0.1', port: 0 }, metricsOrganizations: 1 })
  try {
    const { id, member } = await asked.organization({ credits: 20n })
    const other = await asked.organization({ credits: 20n })
    for (let i = 0; i < 3; i++) await member.run(Submit, SONG)
    await other.member.run(Submit, SONG)
    const real = performance.now.bind(performance)
    // The next minute begins.
    const later = vi.spyOn(performance, 'now').mockImplementation(() => real() + 60_000)
    const metrics = await (await fetch(asked.holdfast.metricsUrl ?? '')).text().finally(() => later.mockRestore())
    expect(seriesOf(metrics, `holdfast_organization_operations{organization="${id}"}`)).toBe(3)
    expect(metrics.match(/^holdfast_lane_held\S* 1$/gm)).not.toBeNull()
    expect(seriesOf(metrics, 'holdfast_organization_operations{organization="other"}')).toBe(1)
    expect(seriesOf(metrics, `holdfast_organization_operation_seconds{organization="${id}"}`)).toBeGreaterThan(0)
    const docs = await readFile(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
    for (const name of new Set(metrics.match(/holdfast_organization_\w+/g))) expect(docs).toContain(`\`${name}\``)
  } finally {
    await asked.stop()
  }
})
