// The messages of live streams, together once a frame: of each thing the newest. A hundred changes a second are drawn as often as a screen shows them.

export class Frame {
  readonly #waiting = new Map<string, () => void>()
  #asked = 0

  /** Calls `tell` in the next frame, in place of an earlier one with this key. */
  put(key: string, tell: () => void): void {
    this.#waiting.delete(key)
    this.#waiting.set(key, tell)
    if (this.#asked === 0) this.#asked = requestAnimationFrame(this.flush)
  }

  /** Tells all that waits now. */
  readonly flush = () => {
    cancelAnimationFrame(this.#asked)
    this.#asked = 0
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const tell of waiting) tell()
  }
}
