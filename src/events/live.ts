// A live stream: first the current state, then every change, without gaps and without duplicates.
//
// It listens before it reads: events that are published while the current state is being read wait, and `follow` drops those that
// the state already contains. When no event waits, an event becomes a message in the same call that published it, so thousands of
// streams of the same organization cost little more than their messages.
//
// The number of events that wait for a slow consumer is limited. Past it only the newest event of each wallet or task is kept, and
// the stream is behind: it sends the newest state, and reads from the database what must not be left out.

import { StreamMemory } from './streamMemory.ts'

/** Says that events may have been lost or left out, so streams read the state again. Streams that lost them together get the same object. */
export class LookAgain {}

const LOOK_AGAIN = Symbol('look again')

/** The same object for all streams that were behind when this event came, so that their reads are made once. */
function lookAgainAt(event: object & { [LOOK_AGAIN]?: LookAgain }): LookAgain {
  if (event instanceof LookAgain) return event
  const known = event[LOOK_AGAIN]
  if (known) return known
  const made = new LookAgain()
  Object.defineProperty(event, LOOK_AGAIN, { value: made })
  return made
}

/** The most events that wait for one stream. */
const WAITING_MAX = 100
/** About the memory of a stream and its share of the connection, without the state that it remembers of wallets and tasks. */
const STREAM_BYTES = 10_000

/** The current state of a stream, and how it continues from there. */
export interface Beginning<Event, Message> {
  readonly present: Iterable<Message> | AsyncIterable<Message>
  /**
   * Returns the message for an event; null if the state already contained it; or all messages that were missed. `isBehind`: the
   * consumer is slow, and earlier events of the same subject were left out.
   */
  readonly follow: (event: Event | LookAgain, isBehind: boolean) => Message | null | AsyncIterable<Message>
}

/** Takes a message. A promise means that the next message waits for it. */
export type Sink<Message> = (message: Message) => void | Promise<void>

type Hear<Event> = (event: Event | LookAgain) => void

/** Opens a stream; null if `begin` finds nothing to watch. Throws TOO_MANY_STREAMS if the organization's streams use too much memory. */
export async function live<Event extends object, Message>(
  organizationId: string,
  listen: (hear: Hear<Event>) => () => void,
  /** The subject of an event. Of two events with the same subject, the later one contains everything. */
  subjectOf: (event: Event) => string,
  /** Reads the current state. Counts the memory that it keeps as long as the stream. */
  begin: (memory: StreamMemory) => Promise<Beginning<Event, Message> | null>,
): Promise<LiveStream<Message> | null> {
  const memory = new StreamMemory(organizationId)
  memory.keep(STREAM_BYTES)
  const stream = new Stream<Event, Message>(listen, subjectOf, memory)
  let beginning: Beginning<Event, Message> | null = null
  try {
    beginning = await begin(memory)
  } finally {
    if (!beginning) stream.end()
  }
  return beginning && stream.beginWith(beginning)
}

/** A stream has one reader, which calls `flow` or iterates over it. */
export abstract class LiveStream<Message> implements AsyncIterable<Message> {
  /** Sends every message to the sink, each after the one before was taken. Resolves at the end; rejects with the first error. */
  abstract flow(sink: Sink<Message>): Promise<void>
  /** Ends the stream at once. */
  abstract end(): void
  /** Calls `ended` once, when the stream has ended. */
  abstract whenEnded(ended: () => void): void

  [Symbol.asyncIterator](): AsyncIterableIterator<Message> {
    const done = { done: true, value: undefined } as const
    let isBegun = false
    let end: (() => IteratorResult<Message> | Promise<never>) | null = null
    let asking: PromiseWithResolvers<IteratorResult<Message>> | null = null
    let held: { readonly message: Message; readonly release: () => void } | null = null
    const take: Sink<Message> = (message) => {
      if (!asking) {
        return new Promise((release) => {
          held = { message, release }
        })
      }
      asking.resolve({ done: false, value: message })
      asking = null
    }
    // An error is thrown once; then the iterator is done.
    const endWith = (how: () => IteratorResult<Message> | Promise<never>) => {
      end = asking ? () => done : how
      asking?.resolve(how())
    }
    const iterator: AsyncIterableIterator<Message> = {
      next: async () => {
        if (!isBegun) {
          isBegun = true
          this.flow(take).then(
            () => endWith(() => done),
            (error) => endWith(() => Promise.reject(error)),
          )
        }
        const taken = held
        held = null
        taken?.release()
        if (taken) return { done: false, value: taken.message }
        if (end) {
          const how = end
          end = () => done
          return how()
        }
        asking = Promise.withResolvers()
        return asking.promise
      },
      return: async () => {
        this.end()
        return done
      },
      [Symbol.asyncIterator]: () => iterator,
    }
    return iterator
  }
}

class Stream<Event extends object, Message> extends LiveStream<Message> {
  /** Dropped once it is sent, because there may be thousands of streams. */
  #present: Beginning<Event, Message>['present'] = []
  #follow: Beginning<Event, Message>['follow'] = () => null
  readonly #subjectOf: (event: Event) => string
  readonly #leave: () => void
  readonly #memory: StreamMemory
  #ended: (() => void) | null = null
  readonly #over = Promise.withResolvers<void>()
  #sink: Sink<Message> | null = null
  #waiting: (Event | LookAgain)[] = []
  /** True while events must wait: for the current state, for another read, or for the consumer. */
  #isBusy = true
  #isBehind = false
  #isOver = false

  constructor(listen: (hear: Hear<Event>) => () => void, subjectOf: (event: Event) => string, memory: StreamMemory) {
    super()
    this.#subjectOf = subjectOf
    this.#memory = memory
    this.#leave = listen((event) => this.#hear(event))
  }

  beginWith({ present, follow }: Beginning<Event, Message>): this {
    this.#present = present
    this.#follow = follow
    return this
  }

  flow(sink: Sink<Message>): Promise<void> {
    this.#sink = sink
    this.#goOn(this.#takeAll(this.#present))
    this.#present = []
    return this.#over.promise
  }

  end(): void {
    this.#close()
    this.#over.resolve()
  }

  whenEnded(ended: () => void): void {
    if (this.#isOver) ended()
    else this.#ended = ended
  }

  #close(): void {
    this.#isOver = true
    this.#waiting = []
    this.#leave()
    this.#memory.free()
    this.#ended?.()
    this.#ended = null
  }

  #fail(error: unknown): void {
    this.#close()
    this.#over.reject(error)
  }

  #hear(event: Event | LookAgain): void {
    if (this.#isBusy) {
      if (this.#waiting.length >= WAITING_MAX) this.#leaveOut()
      this.#waiting.push(event)
      return
    }
    try {
      const going = this.#tell(event, false)
      if (going) this.#goOn(going)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Keeps the newest waiting event of each subject. If that is still many, keeps one LookAgain instead. */
  #leaveOut(): void {
    const newest = new Map<unknown, Event | LookAgain>()
    for (const event of this.#waiting) {
      const subject = event instanceof LookAgain ? LookAgain : this.#subjectOf(event)
      newest.delete(subject)
      newest.set(subject, event)
    }
    const last = this.#waiting.at(-1)
    this.#waiting = last && newest.size > WAITING_MAX / 2 ? [lookAgainAt(last)] : [...newest.values()]
    this.#isBehind = true
  }

  /** Waits for the work in progress, then sends the events that have gathered. */
  async #goOn(underWay: Promise<void>): Promise<void> {
    this.#isBusy = true
    try {
      await underWay
      for (let event = this.#waiting.shift(); event !== undefined; event = this.#waiting.shift()) {
        await this.#tell(event, this.#isBehind)
      }
      this.#isBehind = false
      this.#isBusy = false
    } catch (error) {
      this.#fail(error)
    }
  }

  #tell(event: Event | LookAgain, isBehind: boolean): void | Promise<void> {
    const told = this.#follow(event, isBehind)
    if (told === null || this.#isOver) return
    return isAsyncIterable(told) ? this.#takeAll(told) : this.#sink?.(told)
  }

  async #takeAll(messages: Iterable<Message> | AsyncIterable<Message>): Promise<void> {
    for await (const message of messages) {
      if (this.#isOver) return
      await this.#sink?.(message)
    }
  }
}

function isAsyncIterable<Message>(told: Message | AsyncIterable<Message>): told is AsyncIterable<Message> {
  return typeof told === 'object' && told !== null && Symbol.asyncIterator in told
}
