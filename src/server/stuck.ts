// Clients that take nothing of what waits for them are dropped: what they don't read is kept here, and their streams listen.

import type { Socket } from 'node:net'

/** So long a client may take nothing, and half as long again at most. */
export const STUCK_MS = 5_000
const LOOK_MS = 2_500

interface Watched {
  readonly drop: () => void
  readonly ms: number
  /** Bytes that it had taken at the last look; null: nothing waited. */
  taken: number | null
  since: number
}

export class StuckClients {
  readonly #watched = new Map<Socket, Watched>()
  readonly #looking = setInterval(() => this.#look(), LOOK_MS).unref()

  /** Drops it, once, if something waits and it takes nothing for so long. Whoever watches a socket again changes how. */
  watch(socket: Socket, drop: () => void = () => socket.resetAndDestroy(), ms = STUCK_MS): void {
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
