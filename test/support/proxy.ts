// A TCP proxy in front of PostgreSQL that can cut all connections, at a moment told by the bytes that passed; swallow
// what they carry; and lead to another server.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface DatabaseProxy {
  /** The database's url through the proxy. */
  readonly url: string
  readonly cuts: number
  /** Resolves once this many more bytes have passed, or the proxy has stopped. */
  afterBytes(bytes: number): Promise<void>
  /** Cuts every connection, both ways, in the middle of whatever it carries. */
  cut(): void
  /** Swallows everything on the connections of now; new ones work. Nobody is told. */
  swallow(): void
  /** Leads new connections to the server of this url. */
  leadTo(databaseUrl: string): void
  stop(): void
}

export async function startProxy(databaseUrl: string): Promise<DatabaseProxy> {
  let target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const swallowed = new WeakSet<Socket>()
  let passed = 0
  let cuts = 0
  let waiting: { at: number; resolve: () => void } | null = null
  const count = (chunk: Buffer) => {
    passed += chunk.length
    if (waiting && passed >= waiting.at) {
      waiting.resolve()
      waiting = null
    }
  }
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => {
        if (swallowed.has(from)) return
        to.write(chunk)
        count(chunk)
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        if (!swallowed.has(from)) to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.toString(),
    get cuts() {
      return cuts
    },
    afterBytes: (bytes) =>
      new Promise((resolve) => {
        waiting = { at: passed + bytes, resolve }
      }),
    cut() {
      cuts++
      for (const socket of sockets) socket.destroy()
    },
    swallow() {
      for (const socket of sockets) swallowed.add(socket)
    },
    leadTo(databaseUrl) {
      target = new URL(databaseUrl)
    },
    stop() {
      server.close()
      waiting?.resolve()
      for (const socket of sockets) socket.destroy()
    },
  }
}
