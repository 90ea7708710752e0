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
  onEnd: () => void = () => {},
): AsyncIterableIterator<Message, void> {
  const done = { done: true, value: undefined } as const
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    onEnd()
  }
  const wrapped: AsyncIterableIterator<Message, void> = {
    async next() {
      if (isOver) return done
      try {
        const next = await source.next()
        if (next.done) end()
        return next
      } catch (error) {
        end()
        // The source may still listen to events. That it fails again says nothing new.
        await Promise.resolve(source.return?.()).catch(() => {})
        throw error
      }
    },
    async return() {
      end()
      await source.return?.()
      return done
    },
    [Symbol.asyncIterator]: () => wrapped,
  }
  return wrapped
}
