// An async iterator that is done for good after its end or its first error.
//
// An iterator of our own or of a library may reject on every call of `next()`. Whoever writes such a stream to a client and
// goes on after an error (graphql-yoga does so over SSE) would write errors for as long as the client stays connected.

/**
 * Wraps a stream: after its end, its first error or `return()` it is done, whatever the source says. `onEnd` is called once,
 * whichever of them comes first.
 */
export function endOnce<Message>(
  source: AsyncIterator<Message, void>,
  onEnd: () => unknown = () => {},
): AsyncIterableIterator<Message, void> {
  return new EndingOnce(source, onEnd)
}

const DONE = { done: true, value: undefined } as const

/** A class, since thousands of streams have one each: closures of each would take more memory. */
class EndingOnce<Message> implements AsyncIterableIterator<Message, void> {
  readonly #source: AsyncIterator<Message, void>
  /** Null once it is over. */
  #onEnd: (() => unknown) | null

  constructor(source: AsyncIterator<Message, void>, onEnd: () => unknown) {
    this.#source = source
    this.#onEnd = onEnd
  }

  next(): Promise<IteratorResult<Message, void>> {
    if (!this.#onEnd) return Promise.resolve(DONE)
    return this.#source.next().then(
      (next) => {
        if (next.done) this.#end()
        return next
      },
      async (error) => {
        this.#end()
        // The source may still listen to events. That it fails again says nothing new.
        await Promise.resolve(this.#source.return?.()).catch(() => {})
        throw error
      },
    )
  }

  async return(): Promise<IteratorResult<Message, void>> {
    this.#end()
    await this.#source.return?.()
    return DONE
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #end(): void {
    this.#onEnd?.()
    this.#onEnd = null
  }
}
