// A tenant's URL may lead to public addresses only, in whatever form they are written.

import dns from 'node:dns'
import { createServer, type RequestListener } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { guarded } from '../../src/network/guardedFetch.ts'
import { isPublicAddress, mayBePublic, NotPublic, publicOnly } from '../../src/network/publicAddress.ts'
import { listen } from '../support/listen.ts'

test.each(['8.8.8.8', '1.1.1.1', '::ffff:8.8.8.8', '2606:4700::1111', '2a00:1450:4001::200e'])(
  '%s is public',
  (text) => {
    expect(isPublicAddress(text)).toBe(true)
  },
)

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.0.0.1', '192.0.2.1'],
  ...['192.88.99.1', '192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '::', '::1', '::127.0.0.1', '::8.8.8.8', '::ffff:10.0.0.1', '::ffff:0:8.8.8.8'],
  ...['64:ff9b::8.8.8.8', '64:ff9b:1::a00:1', '100::1', '2001:0:808:808::1', '2001:db8::1', '2002:808:808::1'],
  ...['3fff::1', '4000::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '', 'hooks.example'],
])('%s is not public', (text) => {
  expect(isPublicAddress(text)).toBe(false)
})

test('a URL’s host is parsed in the same way as by the connection', () => {
  const isPublic = (url: string) => mayBePublic(new URL(url))
  for (const host of ['hooks.example', 'hooks.example.', '8.8.8.8', '[2606:4700::1111]', 'münchen.example']) {
    expect(isPublic(`https://${host}/`), host).toBe(true)
  }
  const inside = [
    '2130706433',
    '0x7f.1',
    '017700000001',
    '127.1',
    '127.0.0.1.',
    '１２７.0.0.1',
    '[::127.0.0.1]',
    '[::1]',
  ]
  for (const host of [...inside, 'localhost', 'a.localhost', 'LOCALHOST.', 'x.local', 'x.internal.', 'intranet']) {
    expect(isPublic(`https://${host}/`), host).toBe(false)
  }
})

test('a connection is refused if its name resolves to a private address at that moment', async () => {
  const { lookup } = publicOnly(new URL('https://hooks.example/'))
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => lookup('localhost', { all }, resolve))
    expect(error).toBeInstanceOf(NotPublic)
  }
  expect(() => publicOnly(new URL('https://[::127.0.0.1]/'))).toThrow(NotPublic)
})

/** Has the system say that a name leads to this machine, as after a DNS rebinding. */
const { lookup } = dns
function rebind(name: string): void {
  dns.lookup = ((host: string, ...others: [never]) => lookup(host === name ? 'localhost' : host, ...others)) as never
  syncBuiltinESMExports()
}
afterAll(() => {
  dns.lookup = lookup
  syncBuiltinESMExports()
})

const BOUNDS = { allowPrivate: false, timeoutMs: 10_000, bytesMax: 1_000 }

/** A guarded request that fails, and why. */
async function failing(href: string, init?: RequestInit, bounds = BOUNDS) {
  let error: unknown = null
  const failed = (thrown: unknown) => {
    error = thrown
  }
  const { status } = await guarded({ ...bounds, failed }, () => fetch(href, init))
  return { status, error }
}

async function serve(answer: RequestListener) {
  let connections = 0
  const server = createServer(answer).on('connection', () => connections++)
  const url = new URL(await listen(server))
  return { url, connections: () => connections, stop: () => server.close() }
}

test('a library’s fetch is refused if the name leads to a private address by then, and reaches nobody', async () => {
  rebind('issuer.example')
  const { url, connections, stop } = await serve((_request, response) => response.end('{}'))
  for (const host of ['issuer.example', '127.0.0.1', '[::1]', 'localhost']) {
    const { status, error } = await failing(`https://${host}:${url.port}/token`)
    expect([status, error], host).toEqual([502, expect.any(NotPublic)])
  }
  const { error } = await failing(`http://issuer.example:${url.port}/token`)
  expect(String(error)).toContain('does not begin with https://')
  expect(connections()).toBe(0)
  // Outside of it, and where private addresses are allowed, the same name is reached.
  const inside = `http://issuer.example:${url.port}/`
  expect(await (await fetch(inside)).json()).toEqual({})
  expect(await (await guarded({ ...BOUNDS, allowPrivate: true, failed() {} }, () => fetch(inside))).json()).toEqual({})
  expect(connections()).toBe(2)
  stop()
})

test('a library’s fetch has what it sends and gets, up to the bounds, and follows no redirect', async () => {
  const { url, stop } = await serve(async (request, response) => {
    if (request.url === '/long') return void response.end('x'.repeat(1_001))
    if (request.url === '/silent') return
    if (request.url === '/away') return void response.writeHead(302, { location: 'https://elsewhere.example/' }).end()
    if (request.url === '/packed')
      return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}'))
    const body = (await request.toArray()).join('')
    const { method, headers } = request
    const told = { method, body, type: headers['content-type'], encoding: headers['accept-encoding'] }
    response.writeHead(400, { 'content-type': 'application/json', 'x-own': 'yes' }).end(JSON.stringify(told))
  })
  const inside = { ...BOUNDS, allowPrivate: true }
  const ask = (path: string, init?: RequestInit) =>
    guarded({ ...inside, failed() {} }, () => fetch(new URL(path, url), init))
  const problem = async (path: string, init?: RequestInit, more: object = {}) =>
    String((await failing(new URL(path, url).href, init, { ...inside, ...more })).error)
  const answer = await ask('/token', { method: 'POST', body: new URLSearchParams({ code: 'a b' }) })
  expect([answer.status, answer.headers.get('x-own')]).toEqual([400, 'yes'])
  expect(await answer.json()).toEqual({
    ...{ method: 'POST', body: 'code=a+b', encoding: 'identity' },
    type: 'application/x-www-form-urlencoded;charset=UTF-8',
  })
  expect(await problem('/long')).toContain('more than 1000 bytes')
  expect(await problem('/silent', {}, { timeoutMs: 50 })).toContain('aborted')
  expect(await problem('/silent', { signal: AbortSignal.timeout(50) })).toContain('aborted')
  expect(await problem('/away')).toContain('answers with a redirect')
  expect((await ask('/away', { redirect: 'manual' })).status).toBe(302)
  // Nothing is unpacked.
  await expect((await ask('/packed')).json()).rejects.toThrow()
  stop()
})
