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
  /** Cuts all connections, and refuses those of the client with this application name until it is called with null. */
  refuse(application: string | null): void
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
  const proxy = new TcpProxy(databaseUrl)
  await proxy.start()
  return proxy
}

class TcpProxy implements DatabaseProxy {
  readonly #databaseUrl: string
  /** The traffic of other protocols isn't split into messages. */
  readonly #isPostgres: boolean
  readonly #server = createServer((near) => this.#carry(near))
  readonly #sockets = new Set<Socket>()
  readonly #swallowed = new WeakSet<Socket>()
  #target: URL
  #refused: string | null = null
  #passed = 0
  #waiting: { at: number; resolve: () => void } | null = null
  #armed: { trouble: MessageTrouble; on: Messages | null; seen: number; resolve: () => void } | null = null
  cuts = 0

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
    this.#target = new URL(databaseUrl)
    this.#isPostgres = this.#target.protocol.startsWith('postgres')
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo
    return Object.assign(new URL(this.#databaseUrl), { port: String(port) }).href
  }

  afterBytes(bytes: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { at: this.#passed + bytes, resolve }
    })
  }

  afterMessage(trouble: MessageTrouble): Promise<void> {
    return new Promise((resolve) => {
      this.#armed = { trouble, on: null, seen: 0, resolve }
    })
  }

  cut(): void {
    this.cuts++
    for (const socket of this.#sockets) socket.destroy()
  }

  refuse(application: string | null): void {
    this.#refused = application
    this.cut()
  }

  swallow(): void {
    for (const socket of this.#sockets) this.#swallowed.add(socket)
  }

  leadTo(databaseUrl: string): void {
    this.#target = new URL(databaseUrl)
  }

  stop(): void {
    this.#server.close()
    this.#waiting?.resolve()
    this.#armed?.resolve()
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Connects a client to the server, and carries what they send. */
  #carry(near: Socket): void {
    const far = connect(Number(this.#target.port), this.#target.hostname)
    const messages = new Messages()
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from)
      from.on('data', (chunk) => {
        if (from === far || !this.#isPostgres) this.#pass(chunk, from, to)
        else for (const message of messages.take(chunk)) this.#passMessage(message, messages, near, far)
      })
      from.on('error', () => {})
      from.on('close', () => {
        this.#sockets.delete(from)
        if (!this.#swallowed.has(from)) to.destroy()
      })
    }
  }

  #pass(chunk: Buffer, from: Socket, to: Socket): void {
    if (this.#swallowed.has(from)) return
    to.write(chunk)
    this.#passed += chunk.length
    if (!this.#waiting || this.#passed < this.#waiting.at) return
    this.#waiting.resolve()
    this.#waiting = null
  }

  #passMessage(message: Buffer, messages: Messages, near: Socket, far: Socket): void {
    if (this.#swallowed.has(near) || near.destroyed) return
    if (messages.application === this.#refused) return void near.destroy()
    this.#pass(message, near, far)
    if (this.#isDue(messages, message)) this.#disturb(near, far)
  }

  /** Returns whether the connection must be disturbed directly after this message. */
  #isDue(messages: Messages, message: Buffer): boolean {
    const armed = this.#armed
    if (!armed || messages.application !== armed.trouble.application) return false
    const { text, nth } = armed.trouble
    if (text !== undefined && !armed.on) {
      if (!message.includes(text)) return false
      armed.on = messages
    }
    return (text === undefined || armed.on === messages) && ++armed.seen === nth
  }

  #disturb(near: Socket, far: Socket): void {
    const kind = this.#armed?.trouble.kind
    if (kind === 'freeze') far.pause()
    if (kind === 'cut') {
      // The far side receives everything that was sent before it sees the end.
      far.end()
      near.destroy()
    } else for (const socket of [near, far]) this.#swallowed.add(socket)
    this.#armed?.resolve()
    this.#armed = null
  }
}
