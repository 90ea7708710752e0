// Receives callbacks as a customer's server does, and lets a test wait for them.

import { EventEmitter, on } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from './listen.ts'

export interface Callback {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Exactly as it was received. */
  readonly raw: string
  readonly body: Record<string, unknown>
}

export class CallbackReceiver {
  readonly received: Callback[] = []
  /** The statuses of the next answers; then 200. */
  readonly answers: number[] = []
  readonly #events = new EventEmitter()
  readonly #server: Server
  #url = ''

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const raw = await text(request)
      this.received.push({ path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw) })
      response.writeHead(this.answers.shift() ?? 200).end()
      this.#events.emit('received')
    })
  }

  static async start(): Promise<CallbackReceiver> {
    const receiver = new CallbackReceiver()
    receiver.#url = await listen(receiver.#server)
    return receiver
  }

  urlOf(path: string): string {
    return `${this.#url}${path}`
  }

  /** Waits for a number of callbacks at a path. */
  async at(path: string, count = 1): Promise<Callback[]> {
    const found = () => this.received.filter((each) => each.path === path)
    const events = on(this.#events, 'received')
    while (found().length < count) await events.next()
    await events.return?.()
    return found()
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
