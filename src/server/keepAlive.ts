// Asks each client now and then whether it is still there, and ends the connection of who hasn't answered by the next time: a
// network may lose a client without a word. They are asked in turns, so that thousands who came together aren't asked together.

import type { WebSocket } from 'ws'

/** So often each is asked: twice within the minute after which proxies give up a silent connection by default. */
const KEEP_ALIVE_MS = 25_000
const TURNS = 25

export class KeepAlive {
  /** By turns: the sockets, and whether each has answered since it was last asked. */
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
