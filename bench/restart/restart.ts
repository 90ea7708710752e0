// Two processes behind a proxy, of which one is restarted in turn while users submit tasks and follow their wallets: for two minutes, or the
// minutes of the argument. Callers send again what was not answered, under the same key. It fails if a task was refused, made twice or lost,
// or a stream missed a message, and reports the time from each stop to the first answer of the process that follows.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import pg from 'pg'
import WebSocket from 'ws'
import { verify } from '../../src/engine/verify.ts'
import { say, withDatabase } from '../support/database.ts'
import { makeTenants, type Tenants } from '../support/tenants.ts'
import { type Caller, call, FOLLOW, Latencies, paced, SUBMIT, song } from '../support/traffic.ts'

const MINUTES = Number(process.argv[3] ?? process.env.MINUTES ?? 2)
const TENANTS = 20
const TASKS_PER_SECOND = 20
const PAUSE_MS = 5_000
const RETRY_MS = 50
const DRAIN_MS = 30_000

interface Process {
  readonly child: ChildProcess
  readonly port: number
}

async function start(databaseUrl: string): Promise<Process> {
  const child = fork(join(import.meta.dirname, '../support/server.ts'), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return { child, port: Number(new URL(url).port) }
}

async function stop({ child }: Process): Promise<void> {
  child.send('stop')
  await once(child, 'exit')
}

/** Leads each connection to the next process; to another one if that refuses it. */
async function openProxy(processes: () => readonly Process[]) {
  let turn = 0
  const lead = (socket: Socket, attempts: number): void => {
    const all = processes()
    const target = connect((all[turn++ % all.length] as Process).port, '127.0.0.1')
    target.once('connect', () => {
      socket.pipe(target).pipe(socket)
    })
    target.on('error', () => {
      if (attempts > 1 && target.connecting) lead(socket, attempts - 1)
      else socket.destroy()
    })
    target.on('close', () => socket.destroy())
    socket.on('close', () => target.destroy())
  }
  const server = createServer((socket) => {
    socket.on('error', () => {})
    lead(socket, 2)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

/** Submits under one key until it is answered. Returns how often it was sent again. */
async function submit(caller: Caller, key: string): Promise<number> {
  const input = song()
  for (let retries = 0; ; retries++) {
    try {
      await call(caller, key, 'submitTask', SUBMIT, { input })
      return retries
    } catch (error) {
      // The process is gone, or about to go.
      if (!/fetch failed|terminated|other side closed|UNAVAILABLE|shutting down/.test(`${error}`)) throw error
      await delay(RETRY_MS)
    }
  }
}

/** Follows every wallet, from where it was after each cut. Returns the number of the last message of each, and the gaps. */
function follow(url: string, { live }: Tenants) {
  const heads = live.map(() => 0)
  let gaps = 0
  let isOver = false
  const followings = live.map(async ({ key }, i) => {
    while (!isOver) {
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { apiKey: key },
        retryAttempts: 0,
      })
      try {
        const after = heads[i] === 0 ? {} : { after: heads[i] }
        for await (const { data } of client.iterate<{ balanceChanged: { sequence: number } }>({
          query: FOLLOW,
          variables: after,
        })) {
          const sequence = data?.balanceChanged.sequence ?? 0
          if (heads[i] !== 0 && sequence !== (heads[i] as number) + 1 && sequence !== heads[i]) gaps++
          heads[i] = sequence
          if (isOver) break
        }
      } catch {
        await delay(RETRY_MS)
      } finally {
        await client.dispose()
      }
    }
  })
  return {
    heads,
    gaps: () => gaps,
    end: () => {
      isOver = true
      return Promise.race([Promise.all(followings), delay(RETRY_MS)])
    },
  }
}

const result = await withDatabase(async (databaseUrl) => {
  const tenants = await makeTenants(databaseUrl, TENANTS)
  const processes = [await start(databaseUrl), await start(databaseUrl)]
  const proxy = await openProxy(() => processes)
  const caller: Caller = { url: () => proxy.url, latencies: new Latencies() }
  const streams = follow(proxy.url, tenants)
  const until = performance.now() + MINUTES * 60_000
  const any = () => tenants.live[Math.floor(Math.random() * tenants.live.length)] as (typeof tenants.live)[number]
  let retries = 0
  const firstAnswers: number[] = []
  const restarting = async () => {
    for (let turn = 0; performance.now() + PAUSE_MS < until; turn++) {
      await delay(PAUSE_MS)
      const place = turn % processes.length
      const began = performance.now()
      await stop(processes[place] as Process)
      const next = await start(databaseUrl)
      processes[place] = next
      const direct = { url: () => `http://127.0.0.1:${next.port}`, latencies: new Latencies() }
      await submit(direct, any().key)
      firstAnswers.push(performance.now() - began)
      say(`restart ${turn + 1}: the first task after ${firstAnswers.at(-1)?.toFixed(0)} ms`)
    }
  }
  const [tasks] = await Promise.all([
    paced(TASKS_PER_SECOND, until, async () => {
      retries += await submit(caller, any().key)
    }),
    restarting(),
  ])
  const submitted = tasks + firstAnswers.length
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query(`SELECT (SELECT count(*)::int FROM task) AS tasks,
    (SELECT coalesce(sum(w.sequence), 0)::int FROM wallet w JOIN organization o ON o.id = w.organization_id WHERE o.mode = 'LIVE') AS entries`)
  await client.end()
  const heard = () => streams.heads.reduce((sum, each) => sum + each, 0)
  for (let waited = 0; heard() < rows[0].entries && waited < DRAIN_MS; waited += RETRY_MS) await delay(RETRY_MS)
  const missed = rows[0].entries - heard()
  await streams.end()
  for (const each of processes) await stop(each)
  proxy.close()
  const { violations } = await verify(databaseUrl)
  return {
    submitted,
    made: rows[0].tasks,
    retries,
    missed,
    gaps: streams.gaps(),
    violations,
    firstAnswers,
    latencies: caller.latencies.report(),
  }
})

const { submitted, made, retries, missed, gaps, violations, firstAnswers, latencies } = result
const sorted = firstAnswers.toSorted((a, b) => a - b)
process.stdout.write(
  `${JSON.stringify({
    bench: 'restart',
    minutes: MINUTES,
    restarts: firstAnswers.length,
    tasks: { submitted, made, sentAgain: retries },
    streams: { missed, gaps },
    violations: violations.length,
    firstTaskMs: { median: Math.round(sorted[sorted.length >> 1] ?? 0), slowest: Math.round(sorted.at(-1) ?? 0) },
    operations: latencies,
  })}\n`,
)
if (made !== submitted || missed !== 0 || gaps > 0 || violations.length > 0) process.exitCode = 1
process.exit()
