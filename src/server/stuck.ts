// Clients that take nothing of what waits for them are dropped: what they don't read is kept here, and their streams listen.

/** So long a client may take nothing, and half as long again at most. */
export const STUCK_MS = 5_000
const LOOK_MS = 2_500

interface Watched {
  /** Bytes that the client has not taken. */
  readonly waiting: () => number
  readonly drop: () => void
  bytes: number
  since: number
}

export class StuckClients {
  readonly #watched = new Set<Watched>()
  readonly #looking = setInterval(() => this.#look(), LOOK_MS).unref()

  /** Drops it, once, if no fewer bytes wait for so long. Answers how to stop that. */
  watch(waiting: () => number, drop: () => void): () => void {
    const watched = { waiting, drop, bytes: 0, since: 0 }
    this.#watched.add(watched)
    return () => {
      this.#watched.delete(watched)
    }
  }

  stop(): void {
    clearInterval(this.#looking)
  }

  #look(): void {
    const now = performance.now()
    for (const watched of this.#watched) {
      const bytes = watched.waiting()
      if (bytes === 0 || bytes !== watched.bytes) {
        watched.bytes = bytes
        watched.since = now
      } else if (now - watched.since >= STUCK_MS) {
        this.#watched.delete(watched)
        watched.drop()
      }
    }
  }
}
