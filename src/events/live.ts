// A live stream: first the present state, then every change, with nothing lost in between and nothing twice.
//
// It listens before it reads: what is published while the present state is being read waits, and `follow` drops what
// that state already told. When nothing waits, an event becomes a message and is taken in the very call that published it:
// thousands who follow the same cost little more than what they are sent.
//
// What waits for a reader who is slow has a bound. Past it only the newest event of each wallet or task is kept, and the
// stream is behind: it tells how things are now, and reads from the database what must not be left out.

import { StreamMemory } from './streamMemory.ts'

/** Events may have been lost, or left out: whoever follows something looks at it again. The same for all who lost them together. */
export class LookAgain {}

const LOOK_AGAIN = Symbol('look again')

/** The same for all who were behind when this event came: what they read because of it is read once, after it. */
function lookAgainAt(event: object & { [LOOK_AGAIN]?: LookAgain }): LookAgain {
  if (event instanceof LookAgain) return event
  const known = event[LOOK_AGAIN]
  if (known) return known
  const made = new LookAgain()
  Object.defineProperty(event, LOOK_AGAIN, { value: made })
  return made
}

/** The most events that wait for one reader. */
const WAITING_MAX = 100
/** About what a stream keeps, with its part of the connection, beside what it remembers of what it has told. */
const STREAM_BYTES = 10_000

/** What comes first, and how an event goes on from there. */
export interface Beginning<Event, Message> {
  readonly present: Iterable<Message> | AsyncIterable<Message>
  /**
   * With a message; with none, if it was told already; or with all that was missed. `isBehind`: the reader is slow, and
   * earlier events of the same were left out.
   */
  readonly follow: (event: Event | LookAgain, isBehind: boolean) => Message | null | AsyncIterable<Message>
}

/** Takes a message; answers a promise where the next should wait. */
export type Sink<Message> = (message: Message) => void | Promise<void>

type Hear<Event> = (event: Event | LookAgain) => void

/** Null if there is nothing to watch. Throws TOO_MANY_STREAMS if the organization's streams keep too much already. */
export async function live<Event extends object, Message>(
  organizationId: string,
  listen: (hear: Hear<Event>) => () => void,
  /** What an event is about: of two of the same, the later says all. */
  subjectOf: (event: Event) => string,
  /** Reads the present state, and says how to go on from it. What it keeps as long as the stream, it counts. */
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

/** Taken by one reader, who either has it flow or iterates over it. */
export abstract class LiveStream<Message> implements AsyncIterable<Message> {
  /** Sends every message to the sink, each after the one before was taken. Resolves at the end; throws what went wrong. */
  abstract flow(sink: Sink<Message>): Promise<void>
  /** Ends it at once, wherever it is. */
  abstract end(): void
  /** Calls back once, when it has ended. */
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
    // An error is thrown once. After that the iterator is done.
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
  /** Not kept once it is told: there may be thousands of streams. */
  #present: Beginning<Event, Message>['present'] = []
  #follow: Beginning<Event, Message>['follow'] = () => null
  readonly #subjectOf: (event: Event) => string
  readonly #leave: () => void
  readonly #memory: StreamMemory
  #ended: (() => void) | null = null
  readonly #over = Promise.withResolvers<void>()
  #sink: Sink<Message> | null = null
  #waiting: (Event | LookAgain)[] = []
  /** Whether events must wait: for the present state, for something read, or for the reader. */
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

  /** Of what waits, keeps the newest of each subject; or, where that is still much, that it is all to be looked at. */
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

  /** Waits for what is under way, then tells what has gathered meanwhile. */
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
