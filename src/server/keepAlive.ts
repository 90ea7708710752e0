// Sends heartbeats (pings) to WebSockets, and ends connections that did not answer the last one: a network may drop a client without
// closing the connection. Sockets are pinged in groups, so that thousands are not pinged at the same time.

import type { WebSocket } from 'ws'

/** The pause between two pings: proxies end a silent connection after a minute by default. */
const KEEP_ALIVE_MS = 25_000
const TURNS = 25

export class KeepAlive {
  /** The sockets by groups. The value is true if the socket has answered the last ping. */
  readonly #sockets: Map<WebSocket, boolean>[] = Array.from({ length: TURNS }, () => new Map())
  #next = 0
  readonly #asking: NodeJS.Timeout
  #turn = 0

  constructor(everyMs = KEEP_ALIVE_MS) {
    this.#asking = setInterval(() => this.#ask(), everyMs / TURNS).unref()
  }

  watch(socket: WebSocket): void {
    const mine = this.#sockets[this.#next] as Map<WebSocket, boolean>
    this.#next = (this.#next + 1) % TURNS
    mine.set(socket, true)
    socket.on('pong', () => mine.set(socket, true))
    socket.once('close', () => mine.delete(socket))
  }

  stop(): void {
    clearInterval(this.#asking)
  }

  #ask(): void {
    const sockets = this.#sockets[this.#turn] as Map<WebSocket, boolean>
    this.#turn = (this.#turn + 1) % TURNS
    for (const [socket, hasAnswered] of sockets) {
      if (!hasAnswered) socket.terminate()
      else if (socket.readyState === socket.OPEN) {
        sockets.set(socket, false)
        socket.ping()
      }
    }
  }
}
