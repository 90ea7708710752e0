// A live stream: first the present state, then every change, with nothing lost in between and nothing twice.
//
// It listens before it reads: what is published while the present state is being read waits, and `follow` drops what
// that state already told. Ending the stream wakes it wherever it waits (an async generator alone would stay
// suspended until the next event), so a client that leaves leaves nothing behind.

export async function live<Event, Message>(
  listen: (signal: AbortSignal) => AsyncIterable<Event>,
  /** Reads the present state, and says how to go on from it; null if there is nothing to watch. */
  begin: () => Promise<{ present: Message[]; follow: (event: Event) => Message | null } | null>,
): Promise<AsyncIterableIterator<Message> | null> {
  const ending = new AbortController()
  const events = listen(ending.signal)
  let begun: Awaited<ReturnType<typeof begin>> = null
  try {
    begun = await begin()
  } finally {
    if (!begun) ending.abort()
  }
  if (!begun) return null

  const { present, follow } = begun
  const messages = (async function* () {
    yield* present
    for await (const event of events) {
      const message = follow(event)
      if (message !== null) yield message
    }
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
