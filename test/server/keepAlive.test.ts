// Clients that disappear without closing their connection: a connection that does not answer pings is ended.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { KeepAlive } from '../../src/server/keepAlive.ts'

const ROUND_MS = 25_000

afterEach(() => {
  vi.useRealTimers()
})

test('a connection that does not answer for a round is ended; one that answers stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const keepAlive = new KeepAlive()
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connect = async (autoPong: boolean) => {
    const client = new WebSocket(url, { autoPong })
    const [[socket]] = await Promise.all([once(server, 'connection') as Promise<[WebSocket]>, once(client, 'open')])
    keepAlive.watch(socket)
    return { client, socket }
  }
  const [alive, lost] = [await connect(true), await connect(false)]
  for (let i = 0; i < 3; i++) {
    const asked = [once(alive.client, 'ping'), once(alive.socket, 'pong')]
    const ended = i === 1 ? once(lost.client, 'close') : i === 0 ? once(lost.client, 'ping') : []
    vi.advanceTimersByTime(ROUND_MS)
    await Promise.all([...asked, ended])
  }
  expect(alive.client.readyState).toBe(WebSocket.OPEN)
  alive.client.terminate()
  keepAlive.stop()
  server.close()
})
