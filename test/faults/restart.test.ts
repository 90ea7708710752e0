// PostgreSQL restarts while a process sends webhooks, counts rates, signs people in and serves streams. No library in the
// background ends the process, and the log reports each outage once.

import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { verify } from '../../src/engine/verify.ts'
import { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { CreateWebhookEndpoint, FollowBalance, Submit } from '../support/operations.ts'
import { readDemo, spawnHoldfast } from '../support/process.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

const RESTARTS = 3
const WAIT = { timeout: 60_000 }

let folder: string
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let proxy: DatabaseProxy

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-restart-'))
  postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  proxy = await startProxy(postgres.url)
})
afterAll(async () => {
  proxy.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

async function restartPostgres(): Promise<void> {
  const [pid] = (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  proxy.cut()
  postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  proxy.leadTo(postgres.url)
}

/** An endpoint that holds each delivery until it is let go. */
async function slowEndpoint() {
  const held: ServerResponse[] = []
  const server = createServer((request, response) => {
    request.resume()
    held.push(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    held,
    letGo: () => {
      for (const response of held.splice(0)) response.end()
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('PostgreSQL restarts while webhooks are being sent: the process continues, and its log reports each outage once', async () => {
  const endpoint = await slowEndpoint()
  const holdfast = spawnHoldfast({
    DATABASE_URL: proxy.url,
    DATA_DIR: folder,
    PRIVATE_WEBHOOKS: 'on',
    LOG_LEVEL: 'warn',
    DEMO: 'on',
  })
  await holdfast.ready()
  const demo = await readDemo(folder)
  const [admin, member] = [new Client(demo.url, demo.adminKey), new Client(demo.url, demo.memberKey)]
  await admin.run(CreateWebhookEndpoint, { input: { url: endpoint.url, events: ['TASK_ENDED'] } })
  const watching = member.watch(FollowBalance)
  await watching.next()
  const submit = (key: string) =>
    member
      .run(Submit, {
        input: {
          model: 'suno',
          operation: 'music',
          idempotencyKey: key,
          input: { prompt: 'rain', seconds: 1, sandbox: { durationMs: 0 } },
        },
      })
      .then(
        () => true,
        () => false,
      )
  for (let restart = 0; restart < RESTARTS; restart++) {
    await expect.poll(() => submit(`song ${restart}`), WAIT).toBe(true)
    await expect.poll(() => endpoint.held.length, WAIT).toBeGreaterThan(0)
    const restarting = restartPostgres()
    // The deliveries end while PostgreSQL is away.
    endpoint.letGo()
    const signingIn = fetch(`${demo.url}/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: demo.url },
      body: JSON.stringify({ email: 'ada@demo.example', password: demo.password }),
    }).catch(() => {})
    await restarting
    await signingIn
    await expect.poll(async () => (await fetch(`${demo.url}/health/ready`)).status, WAIT).toBe(200)
  }
  // Everything is delivered in the end.
  const waiting = () =>
    run(postgres.url, async (client) => {
      endpoint.letGo()
      const { rows } = await client.query(
        `SELECT count(*)::int AS all, count(*) FILTER (WHERE ended_at IS NULL)::int AS open FROM webhook_delivery`,
      )
      return rows[0]
    })
  await expect.poll(waiting, WAIT).toEqual({ all: RESTARTS, open: 0 })
  await watching.end()
  await Promise.all([admin.close(), member.close()])
  expect(await holdfast.end('SIGTERM')).toBe(0)
  endpoint.close()

  const lines = holdfast
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { msg: string; level: number; outageMs?: number })
  const told = lines.filter(({ msg }) => msg.startsWith('the database is'))
  expect(told.length).toBeLessThanOrEqual(2 * RESTARTS)
  for (const [i, { msg, outageMs }] of told.entries()) {
    expect(msg).toBe(i % 2 === 0 ? 'the database is unavailable' : 'the database is available again')
    if (i % 2 === 1) expect(outageMs).toBeGreaterThan(0)
  }
  expect(told.length).toBeGreaterThanOrEqual(2)
  expect(lines.map(({ msg }) => msg).filter((msg) => /uncaught|a job failed|unexpected/.test(msg))).toEqual([])
  expect((await verify(postgres.url)).violations).toEqual([])
})
