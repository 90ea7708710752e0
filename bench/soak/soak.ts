// Runs everything that users do at once for half an hour, or the minutes of the argument: tasks, holds, live streams, webhooks, renewals,
// usage reports, lists and exports, over the public API of a server in a process of its own. Reports how the server's memory and the delay
// of its event loop go on (their slopes), and the times of each operation. It fails if a stream or an endpoint missed something.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { verify } from '../../src/engine/verify.ts'
import { say, withDatabase } from '../support/database.ts'
import { makeTenants, type Tenants } from '../support/tenants.ts'
import {
  type Caller,
  COMPLETE,
  call,
  FOLLOW,
  FREEZE,
  Latencies,
  paced,
  SPEND,
  SUBMIT,
  song,
} from '../support/traffic.ts'
import type { Sample } from './server.ts'

const MINUTES = Number(process.argv[3] ?? process.env.MINUTES ?? 30)
const TENANTS = 20
const STREAMS_PER_TENANT = 5
const PARTS = 30
/** What is warming up is no part of the slopes. */
const WARM_UP_PARTS = 3
/** Operations a second. */
const RATES = { tasks: 20, holds: 20, usage: 1, lists: 2, exports: 0.2 }
const DAY_MS = 86_400_000
const MONTH_MS = 31 * DAY_MS
const RENEWAL_PAUSE_MS = 2_000
const DRAIN_MS = 60_000

const USAGE = `query ($id: ID!, $from: DateTime!, $to: DateTime!) { organization(id: $id) {
  usage(from: $from, to: $to, creditType: "music", by: [DAY, MODEL]) { total { used tasks } groups { sums { used } } } } }`
const LIST = `query ($id: ID!) { organization(id: $id) { tasks(first: 50) { edges { node { id status credits } } } } }`
const START = `mutation ($input: StartSubscriptionInput!) {
  startSubscription(input: $input) { ... on StartSubscriptionSuccess { subscription { id } } ... on Error { code message } } }`
const ADVANCE = `mutation ($input: AdvanceClockInput!) {
  advanceClock(input: $input) { ... on AdvanceClockSuccess { instants } ... on Error { code message } } }`
const ENDPOINT = `mutation ($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) { ... on CreateWebhookEndpointSuccess { secret } ... on Error { code message } } }`

/** Receives webhooks, and counts those that it has not seen yet. */
async function openReceiver() {
  const seen = new Set<string>()
  const server = createServer((request, response) => {
    seen.add(String(request.headers['webhook-id']))
    request.resume()
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen, close: () => server.close() }
}

/** Follows every wallet. A message must follow the one before. */
function follow(url: string, { live }: Tenants) {
  let messages = 0
  let gaps = 0
  const clients = live.flatMap(({ key }) =>
    Array.from({ length: STREAMS_PER_TENANT }, () => {
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { apiKey: key },
        retryAttempts: 0,
      })
      let last = 0
      client.subscribe<{ balanceChanged: { sequence: number } }>(
        { query: FOLLOW },
        {
          next: ({ data, errors }) => {
            const sequence = data?.balanceChanged.sequence
            if (sequence === undefined) throw new Error(JSON.stringify(errors))
            if (last > 0 && sequence !== last + 1) gaps++
            last = sequence
            messages++
          },
          error: () => gaps++,
          complete: () => {},
        },
      )
      return client
    }),
  )
  return { told: () => ({ messages, gaps }), close: () => Promise.all(clients.map((each) => each.dispose())) }
}

async function askServer<Answer>(server: ChildProcess, name: string): Promise<Answer> {
  server.send({ [name]: {} })
  const [answer] = await once(server, 'message')
  return answer as Answer
}

/** All kinds of operations until `until`. Returns how many tasks were ended. */
async function traffic(caller: Caller, { live, sandbox, operatorKey }: Tenants, until: number): Promise<number> {
  const any = () => live[Math.floor(Math.random() * live.length)] as (typeof live)[number]
  const ends = { from: new Date(Date.now() - DAY_MS).toISOString(), to: new Date(Date.now() + DAY_MS).toISOString() }
  // One after the other, because a clock only goes forward.
  const renewals = async () => {
    for (let at = Date.now() + MONTH_MS; performance.now() < until; at += MONTH_MS) {
      const input = { organizationId: sandbox.id, to: new Date(at).toISOString() }
      await call(caller, operatorKey, 'advanceClock (a renewal)', ADVANCE, { input })
      await delay(RENEWAL_PAUSE_MS)
    }
  }
  const exports = async () => {
    const began = performance.now()
    const headers = { 'x-api-key': operatorKey }
    const response = await fetch(`${caller.url()}/organizations/${any().id}/export`, { headers })
    if (response.status !== 200) throw new Error(`export: ${response.status} ${await response.text()}`)
    await response.arrayBuffer()
    caller.latencies.record('export', performance.now() - began)
  }
  const [tasks] = await Promise.all([
    paced(RATES.tasks, until, async () => {
      const { task } = await call<{ task: { id: string } }>(caller, any().key, 'submitTask', SUBMIT, { input: song() })
      await call(caller, operatorKey, 'completeTask', COMPLETE, { input: { taskId: task.id } })
    }),
    paced(RATES.holds, until, async () => {
      const input = { organizationId: any().id, creditType: 'music', credits: 1, idempotencyKey: crypto.randomUUID() }
      const { hold } = await call<{ hold: { id: string } }>(caller, operatorKey, 'freezeCredits', FREEZE, { input })
      await call(caller, operatorKey, 'spendCredits', SPEND, { input: { holdId: hold.id } })
    }),
    renewals(),
    paced(RATES.usage, until, () => call(caller, operatorKey, 'usage', USAGE, { id: any().id, ...ends })),
    paced(RATES.lists, until, () => call(caller, operatorKey, 'tasks', LIST, { id: any().id })),
    paced(RATES.exports, until, exports),
  ])
  return tasks
}

/** How much a value grows in an hour, by the line that fits best. */
function slopePerHour(samples: readonly Sample[], read: (sample: Sample) => number, digits: number): number {
  const hours = samples.map((_, i) => (i * MINUTES) / PARTS / 60)
  const values = samples.map(read)
  const mean = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / all.length
  const [x, y] = [mean(hours), mean(values)]
  const covariance = mean(hours.map((hour, i) => (hour - x) * ((values[i] as number) - y)))
  return Number((covariance / mean(hours.map((hour) => (hour - x) ** 2))).toFixed(digits))
}

async function watched(server: ChildProcess, isOver: () => boolean): Promise<Sample[]> {
  const samples: Sample[] = []
  for (let part = 1; part <= PARTS && !isOver(); part++) {
    await delay((MINUTES * 60_000) / PARTS)
    const sample = await askServer<Sample>(server, 'sample')
    samples.push(sample)
    const [heap, resident] = [sample.heap, sample.rss].map((bytes) => (bytes / 2 ** 20).toFixed(0))
    say(
      `${part} of ${PARTS}: heap ${heap} MB, resident ${resident} MB, event loop ${sample.delayMs.toFixed(1)} ms late`,
    )
  }
  return samples
}

const result = await withDatabase(async (databaseUrl) => {
  const tenants = await makeTenants(databaseUrl, TENANTS)
  const server = fork(join(import.meta.dirname, 'server.ts'), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    execArgv: [...process.execArgv, '--expose-gc'],
  })
  const { url } = await askServer<{ url: string }>(server, 'listen')
  const receiver = await openReceiver()
  const caller: Caller = { url: () => url, latencies: new Latencies() }
  const { operatorKey, sandbox, live } = tenants
  const unmeasured = { ...caller, latencies: new Latencies() }
  for (const { key } of live)
    await call(unmeasured, key, 'endpoint', ENDPOINT, { input: { url: receiver.url, events: ['TASK_ENDED'] } })
  await call(unmeasured, operatorKey, 'plan', START, { input: { organizationId: sandbox.id, plan: 'monthly' } })
  const streams = follow(url, tenants)
  const began = performance.now()
  let isOver = false
  const [tasks, samples] = await Promise.all([
    traffic(caller, tenants, began + MINUTES * 60_000).finally(() => {
      isOver = true
    }),
    watched(server, () => isOver),
  ])
  for (let waited = 0; receiver.seen.size < tasks && waited < DRAIN_MS; waited += 100) await delay(100)
  await streams.close()
  receiver.close()
  server.send({ end: {} })
  await once(server, 'exit')
  const { violations } = await verify(databaseUrl)
  return {
    tasks,
    samples,
    streams: streams.told(),
    delivered: receiver.seen.size,
    violations,
    operations: caller.latencies.report(),
  }
})

const { tasks, samples, streams, delivered, violations, operations } = result
const flat = samples.slice(WARM_UP_PARTS)
const last = samples.at(-1)
process.stdout.write(
  `${JSON.stringify({
    bench: 'soak',
    minutes: MINUTES,
    perHour: {
      heapMegabytes: slopePerHour(flat, ({ heap }) => heap / 2 ** 20, 1),
      residentMegabytes: slopePerHour(flat, ({ rss }) => rss / 2 ** 20, 1),
      eventLoopMs: slopePerHour(flat, ({ delayMs }) => delayMs, 2),
    },
    atTheEnd: {
      heapMegabytes: Math.round((last?.heap ?? 0) / 2 ** 20),
      residentMegabytes: Math.round((last?.rss ?? 0) / 2 ** 20),
      eventLoopMs: Number((last?.delayMs ?? 0).toFixed(1)),
    },
    streams,
    webhooks: { tasks, delivered },
    violations: violations.length,
    operations,
  })}\n`,
)
if (streams.gaps > 0 || delivered < tasks || violations.length > 0) process.exitCode = 1
