// Disconnects slow consumers: clients that read nothing although data waits for them. Until then their data stays in memory, and
// their streams keep listening.

import type { Socket } from 'node:net'

/** The time in which a client must read something. It is disconnected at the next look after that. */
export const SLOW_MS = 5_000
const LOOK_MS = 2_500

interface Watched {
  readonly drop: () => void
  readonly ms: number
  /** The bytes that it had read at the last look; null: nothing waited. */
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
