// An async iterator that stays done after its end or its first error.
//
// An iterator may reject on every call of `next()`. A writer that continues after an error, as graphql-yoga does over SSE, would
// then send errors for as long as the client is connected.

/** Wraps a stream, which is done after its end, its first error or `return()`. `onEnd` is called once, at the first of them. */
export function endOnce<Message>(
  source: AsyncIterator<Message, void>,
  onEnd: () => unknown = () => {},
): AsyncIterableIterator<Message, void> {
  return new EndingOnce(source, onEnd)
}

const DONE = { done: true, value: undefined } as const

/** A class, because each of thousands of streams has one, and closures would take more memory. */
class EndingOnce<Message> implements AsyncIterableIterator<Message, void> {
  readonly #source: AsyncIterator<Message, void>
  /** Null after the end. */
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
        // The source may still listen to events. A second error is ignored.
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
