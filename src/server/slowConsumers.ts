// Slow consumers: a client that reads nothing of what waits for it is disconnected. Until then what it doesn't read is kept in
// memory, and its streams keep listening.

import type { Socket } from 'node:net'

/** How long a client may read nothing. It is disconnected at the next look, half as long again later at most. */
export const SLOW_MS = 5_000
const LOOK_MS = 2_500

interface Watched {
  readonly drop: () => void
  readonly ms: number
  /** Bytes that it had read at the last look; null: nothing waited. */
  taken: number | null
  since: number
}

export class SlowConsumers {
  readonly #watched = new Map<Socket, Watched>()
  readonly #looking = setInterval(() => this.#look(), LOOK_MS).unref()

  /**
   * Calls `drop`, once, if something waits and the client reads nothing for `ms`. A later call for the same socket replaces an
   * earlier one.
   */
  watch(socket: Socket, drop: () => void = () => socket.resetAndDestroy(), ms = SLOW_MS): void {
    if (!this.#watched.has(socket)) socket.once('close', () => this.#watched.delete(socket))
    this.#watched.set(socket, { drop, ms, taken: null, since: 0 })
  }

  stop(): void {
    clearInterval(this.#looking)
  }

  #look(): void {
    const now = performance.now()
    for (const [socket, watched] of this.#watched) {
      const taken = socket.writableLength === 0 ? null : socket.bytesWritten - socket.writableLength
      if (taken === null || taken !== watched.taken) {
        watched.taken = taken
        watched.since = now
      } else if (now - watched.since >= watched.ms) {
        this.#watched.delete(socket)
        watched.drop()
      }
    }
  }
}
