// A TCP proxy in front of PostgreSQL that can cut all connections, at a moment told by the bytes that passed; swallow
// what they carry; do so to one connection, after any message of its client; and lead to another server.

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
  /**
   * Does something to the connection with this application name whose client sends the nth message from now on, right
   * behind that message; with a text, from the first message on that contains it. `freeze`: nothing more comes from the client,
   * and what PostgreSQL sends isn't taken, as if the client's process were suspended. Resolves when it is done.
   */
  afterMessage(trouble: MessageTrouble): Promise<void>
  /** Leads new connections to the server of this url. */
  leadTo(databaseUrl: string): void
  stop(): void
}

export interface MessageTrouble {
  readonly application: string
  readonly text?: string
  readonly nth: number
  readonly kind: 'cut' | 'swallow' | 'freeze'
}

/** Cuts what a client sends into PostgreSQL's messages: https://www.postgresql.org/docs/current/protocol-message-formats.html */
class Messages {
  #rest = Buffer.alloc(0)
  #isStarted = false
  application = ''

  /** The whole messages that a chunk completes. */
  take(chunk: Buffer): Buffer[] {
    const whole: Buffer[] = []
    this.#rest = Buffer.concat([this.#rest, chunk])
    while (true) {
      const typeBytes = this.#isStarted ? 1 : 0
      if (this.#rest.length < typeBytes + 4) return whole
      const length = typeBytes + this.#rest.readInt32BE(typeBytes)
      if (this.#rest.length < length) return whole
      const message = this.#rest.subarray(0, length)
      this.#rest = this.#rest.subarray(length)
      if (!this.#isStarted) {
        this.#isStarted = true
        const words = message.subarray(8).toString().split('\0')
        this.application = words[words.indexOf('application_name') + 1] ?? ''
      }
      whole.push(message)
    }
  }
}

export async function startProxy(databaseUrl: string): Promise<DatabaseProxy> {
  let target = new URL(databaseUrl)
  // What a client of something else sends is no message of PostgreSQL's.
  const isPostgres = target.protocol.startsWith('postgres')
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
  let armed: { trouble: MessageTrouble; on: Messages | null; seen: number; resolve: () => void } | null = null
  /** Whether trouble is due right behind this message. */
  const isDue = (messages: Messages, message: Buffer): boolean => {
    if (!armed || messages.application !== armed.trouble.application) return false
    const { text, nth } = armed.trouble
    if (text !== undefined && !armed.on) {
      if (!message.includes(text)) return false
      armed.on = messages
    }
    return (text === undefined || armed.on === messages) && ++armed.seen === nth
  }
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    const messages = new Messages()
    const trouble = () => {
      const { kind } = armed?.trouble ?? {}
      if (kind === 'freeze') far.pause()
      if (kind === 'cut') {
        // What was sent before is taken before the end is.
        far.end()
        near.destroy()
      } else for (const socket of [near, far]) swallowed.add(socket)
      armed?.resolve()
      armed = null
    }
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => {
        if (from === far || !isPostgres) {
          if (swallowed.has(from)) return
          to.write(chunk)
          count(chunk)
          return
        }
        for (const message of messages.take(chunk)) {
          if (swallowed.has(from) || near.destroyed) return
          to.write(message)
          count(message)
          if (isDue(messages, message)) trouble()
        }
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
    afterMessage: (trouble) =>
      new Promise((resolve) => {
        armed = { trouble, on: null, seen: 0, resolve }
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
      armed?.resolve()
      for (const socket of sockets) socket.destroy()
    },
  }
}
