// Holdfast behind nginx, HAProxy and Caddy, each with its configuration from docs/live.md: live streams deliver each event as
// it is committed, live on while nothing happens, and end with their client; exports are complete; addresses are the clients'.

import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { must } from '../../src/ledger/must.ts'
import { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Balance, CreateApiKey, Grant, SubmitMany, WatchBalance } from '../support/operations.ts'
import { IDLE_TIMEOUT_MS, type ProxyName, startWebProxy, type WebProxy } from '../support/webProxy.ts'

/** More than a proxy gathers before it hands anything on, and more than one read of the export. */
const TASKS = 2_500
const KEEP_ALIVE_MS = IDLE_TIMEOUT_MS / 4

const PROXIES = [
  { name: 'nginx, proxy_pass and nothing else', webSockets: false },
  { name: 'nginx', webSockets: true },
  { name: 'HAProxy', webSockets: true },
  { name: 'Caddy', webSockets: true },
] as const

let holdfast: TestHoldfast
/** Each with the organization whose clients are behind it. */
const proxies = new Map<ProxyName, { readonly proxy: WebProxy; readonly organization: TestOrganization }>()

beforeAll(async () => {
  holdfast = await startTestHoldfast({ trustedProxies: ['127.0.0.1'], keepAliveMs: KEEP_ALIVE_MS, feedDays: 1 })
  await Promise.all(
    PROXIES.map(async ({ name }) => {
      const proxy = await startWebProxy(name, holdfast.holdfast.url)
      proxies.set(name, { proxy, organization: await holdfast.organization({ credits: 100_000n }) })
    }),
  )
})
afterAll(async () => {
  await Promise.all([...proxies.values()].map(({ proxy }) => proxy.stop()))
  await holdfast.stop()
})

/** A proxy, its organization, and what its tests do with them. */
function behind(name: ProxyName) {
  const { proxy, organization } = must(proxies.get(name), `${name} was started`)
  return {
    proxy,
    organization,
    listening: () => holdfast.holdfast.app.bus.listenerCount('entry', organization.uuid),
    grant: () => holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 1 } }),
  }
}

const followers = () => holdfast.holdfast.app.bus.listenerCount('feed', '')

/** A request over a connection from this address of the machine. */
async function ask(
  url: string,
  {
    key,
    from,
    headers = {},
    body,
  }: { key: string | null; from?: string; headers?: Record<string, string>; body?: string },
): Promise<IncomingMessage> {
  const sent = request(url, {
    ...{ method: body ? 'POST' : 'GET', localAddress: from, agent: false },
    headers: { 'content-type': 'application/json', ...(key ? { 'x-api-key': key } : {}), ...headers },
  })
  sent.end(body)
  const [response] = await once(sent, 'response')
  return response
}

function events(url: string, key: string | null): Promise<IncomingMessage> {
  const body = JSON.stringify({ query: WatchBalance.toString() })
  return ask(`${url}/graphql`, { key, headers: { accept: 'text/event-stream' }, body })
}

describe.each(PROXIES)('$name', ({ name, webSockets }) => {
  test('streams deliver each event when it is committed, and end when their client disconnects', async () => {
    const { proxy, organization, listening, grant } = behind(name)
    const { key } = organization.admin
    const through = new Client(proxy.url, key)
    const streams = [through.watchBySse(WatchBalance), ...(webSockets ? [through.watch(WatchBalance)] : [])]
    await Promise.all(streams.map((stream) => stream.next()))
    for (let i = 0; i < 3; i++) {
      // The next is committed only after this one has come: none may wait for others.
      await grant()
      const told = await Promise.all(streams.map((stream) => stream.next()))
      for (const { balanceChanged } of told) expect(balanceChanged.entry?.type).toBe('GRANT')
    }
    expect(listening()).toBe(streams.length)
    await Promise.all(streams.map((stream) => stream.end()))
    await through.close()
    await expect.poll(listening).toBe(0)
  })

  test.each(['live=1', 'format=sse'])('the feed delivers each event when it is committed: %s', async (query) => {
    const { proxy, organization, grant } = behind(name)
    const { key } = holdfast.operator
    const path = `/events?after=0&kinds=GRANT&organizationId=${organization.id}&${query}`
    const response = await ask(`${proxy.url}${path}`, { key })
    let told = ''
    response.setEncoding('utf8').on('data', (chunk) => {
      told += chunk
    })
    const grants = () => told.split('"kind":"GRANT"').length - 1
    await expect.poll(grants).toBeGreaterThan(0)
    for (let i = 0; i < 3; i++) {
      const before = grants()
      await grant()
      await expect.poll(grants).toBe(before + 1)
    }
    response.destroy()
    await expect.poll(followers).toBe(0)
  })

  test('exports begin at once and are complete; one that fails does not look complete', async () => {
    const { proxy, organization } = behind(name)
    const { admin, member } = organization
    const inputs = Array.from({ length: 100 }, () => ({ model: 'suno', operation: 'music' }))
    for (let i = 0; i < TASKS / 100; i++) await member.run(SubmitMany, { inputs })
    const id = (await admin.run(Balance)).organization?.wallet?.id
    const path = `/wallets/${id}/journal`
    const direct = await text(await ask(`${holdfast.holdfast.url}${path}`, { key: admin.key }))
    expect(direct.length).toBeGreaterThan(500_000)
    for (const format of ['ndjson', 'csv']) {
      const response = await ask(`${proxy.url}${path}?format=${format}`, {
        ...{ key: admin.key, headers: { 'accept-encoding': 'gzip' } },
      })
      expect(response.headers['content-encoding']).toBeUndefined()
      const lines = (await text(response)).trimEnd().split('\n')
      expect(lines).toHaveLength(direct.trimEnd().split('\n').length)
    }
    await run(holdfast.database.url, async (client) => {
      await client.query('BEGIN')
      await client.query('LOCK TABLE journal_entry')
      // The headers and the first line are there before the first read has ended.
      const response = await ask(`${proxy.url}${path}`, { key: admin.key })
      let begun = ''
      const ended = new Promise((resolve) => {
        response.setEncoding('utf8').on('data', (chunk) => {
          begun += chunk
        })
        response.on('end', () => resolve('complete')).on('error', () => resolve('broken off'))
      })
      await expect.poll(() => begun).toContain('"holdfast":"journal"')
      const cancel = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%journal_entry%'`
      await expect.poll(async () => (await client.query(cancel)).rowCount).toBeGreaterThan(0)
      // Caddy 2.6 completes what its upstream broke off.
      expect(await ended).toBe(name === 'Caddy' ? 'complete' : 'broken off')
      await client.query('ROLLBACK')
    })
  })

  test('a request has the address of its client, not of the proxy', async () => {
    const { proxy, organization } = behind(name)
    const input = { name: 'by address', scopes: ['READ' as const], allowedAddresses: ['127.0.0.2'] }
    const { createApiKey } = await organization.owner.run(CreateApiKey, { input })
    if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
    const body = JSON.stringify({ query: '{ organization { name } }' })
    const nameFrom = async (from: string, headers = {}) =>
      JSON.parse(await text(await ask(`${proxy.url}/graphql`, { key: createApiKey.secret, from, headers, body })))
    const forged = { 'x-forwarded-for': '127.0.0.2' }
    const refused = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }
    expect(await nameFrom('127.0.0.3')).toMatchObject(refused)
    if (!webSockets) return
    expect(await nameFrom('127.0.0.3', forged)).toMatchObject(refused)
    expect(await nameFrom('127.0.0.2')).toMatchObject({ data: { organization: { name: 'Test Records' } } })
  })
})

// They wait for the timeout: all at the same time.
describe.concurrent.each(PROXIES)('$name', ({ name, webSockets }) => {
  // Each has ended with its client.
  afterAll(() => vi.waitFor(() => expect(followers()).toBe(0), { timeout: 60_000 }))

  test('idle streams outlive the proxy’s timeout', async ({ expect }) => {
    const { proxy, organization, listening, grant } = behind(name)
    const { key } = organization.admin
    const response = await events(proxy.url, key)
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'private, no-cache, no-transform',
    })
    let sse = ''
    response.setEncoding('utf8').on('data', (chunk) => {
      sse += chunk
    })
    let pings = 0
    const socket = webSockets
      ? new WebSocket(`${proxy.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
      : null
    if (socket) {
      await once(socket, 'open')
      socket.on('ping', () => pings++)
      socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: key } }))
      await once(socket, 'message')
    }
    const begun = performance.now()
    const isOld = () => performance.now() - begun > 2 * IDLE_TIMEOUT_MS
    await expect.poll(() => isOld() && sse.endsWith(':\n\n') && (!socket || pings > 4)).toBe(true)
    const before = sse.length
    if (socket) {
      const payload = { query: WatchBalance.toString() }
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
      expect(String((await once(socket, 'message'))[0])).toContain('balanceChanged')
      socket.close()
    }
    await grant()
    await expect.poll(() => sse.slice(before)).toContain('"type":"GRANT"')
    response.destroy()
    await expect.poll(listening).toBe(0)
  })

  test.for([
    { query: 'live=1', heartbeat: '\n' },
    { query: 'format=sse', heartbeat: ': \n\n' },
  ])('an idle feed outlives the proxy’s timeout: $query', async ({ query, heartbeat }, { expect }) => {
    const { proxy } = behind(name)
    const { key } = holdfast.operator
    const other = await holdfast.organization({ credits: 0n })
    const response = await ask(`${proxy.url}/events?after=0&kinds=GRANT&organizationId=${other.id}&${query}`, { key })
    let told = ''
    response.setEncoding('utf8').on('data', (chunk) => {
      told += chunk
    })
    const begun = performance.now()
    const isOld = () => performance.now() - begun > 2 * IDLE_TIMEOUT_MS
    await expect.poll(() => isOld() && told.length >= 4 * heartbeat.length).toBe(true)
    expect(told.replaceAll(heartbeat, '')).toBe('')
    await holdfast.operator.run(Grant, { input: { organizationId: other.id, credits: 1 } })
    await expect.poll(() => told).toContain('"kind":"GRANT"')
    response.destroy()
  })
})
