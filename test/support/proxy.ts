// A TCP proxy in front of PostgreSQL. It can cut all connections after a number of bytes, swallow their traffic, do either
// to one connection after a chosen message of its client, and lead to another server.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface DatabaseProxy {
  /** The URL of the database through the proxy. */
  readonly url: string
  readonly cuts: number
  /** Resolves when this many more bytes have passed, or when the proxy stops. */
  afterBytes(bytes: number): Promise<void>
  /** Cuts every connection, in both directions, possibly in the middle of a message. */
  cut(): void
  /** Silently swallows everything on the present connections. New connections work. */
  swallow(): void
  /**
   * Disturbs the connection with this application name whose client sends the nth message, counted from the call, directly
   * after that message. With `text`, the count begins at the first message that contains it. `freeze` stops both directions, as
   * if the client's process were suspended. Resolves when the connection was disturbed.
   */
  afterMessage(trouble: MessageTrouble): Promise<void>
  /** Leads new connections to the server of this URL. */
  leadTo(databaseUrl: string): void
  stop(): void
}

export interface MessageTrouble {
  readonly application: string
  readonly text?: string
  readonly nth: number
  readonly kind: 'cut' | 'swallow' | 'freeze'
}

/** Splits what a client sends into PostgreSQL's messages: https://www.postgresql.org/docs/current/protocol-message-formats.html */
class Messages {
  #rest = Buffer.alloc(0)
  #isStarted = false
  application = ''

  /** Returns the messages that a chunk completes. */
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
  // The traffic of other protocols isn't split into messages.
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
  /** Returns whether the connection must be disturbed directly after this message. */
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
        // The far side receives everything that was sent before it sees the end.
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
