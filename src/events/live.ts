// A live stream: first the present state, then every change, with nothing lost in between and nothing twice.
//
// It listens before it reads: what is published while the present state is being read waits, and `follow` drops what
// that state already told. Ending the stream wakes it wherever it waits (an async generator alone would stay
// suspended until the next event), so a client that leaves leaves nothing behind.

/** Events of other processes may have been lost: whoever follows something looks at it again. */
export const LOOK_AGAIN = Symbol('look again')

/** What comes first, and how an event goes on from there: with nothing, with one message, or with all that was missed. */
export interface Beginning<Event, Message> {
  readonly present: Iterable<Message> | AsyncIterable<Message>
  readonly follow: (event: Event | typeof LOOK_AGAIN) => Iterable<Message> | AsyncIterable<Message>
}

export async function live<Event, Message>(
  listen: (signal: AbortSignal) => AsyncIterable<Event | typeof LOOK_AGAIN>,
  /** Reads the present state, and says how to go on from it; null if there is nothing to watch. */
  begin: () => Promise<Beginning<Event, Message> | null>,
): Promise<AsyncIterableIterator<Message> | null> {
  const ending = new AbortController()
  const events = listen(ending.signal)
  let begun: Beginning<Event, Message> | null = null
  try {
    begun = await begin()
  } finally {
    if (!begun) ending.abort()
  }
  if (!begun) return null

  const beginning = begun
  const messages = (async function* () {
    yield* beginning.present
    for await (const event of events) yield* beginning.follow(event)
  })()
  const stream: AsyncIterableIterator<Message> = {
    next: () => messages.next(),
    return: () => {
      ending.abort()
      return messages.return(undefined)
    },
    [Symbol.asyncIterator]: () => stream,
  }
  return stream
}
