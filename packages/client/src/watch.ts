// A live stream that goes on by itself: after a cut it connects again, from where it was.

import { beginningOf } from './beginning.ts'
import { errorOf, HoldfastError, noAnswer } from './errors.ts'
import type { Operation } from './operation.ts'
import type { HoldfastOptions } from './options.ts'
import { pause, pauseMs } from './pause.ts'
import { memoryOf } from './resume.ts'
import { eventsOf } from './serverSentEvents.ts'
import { type Connecting, Socket, type StreamMessage } from './socket.ts'

/** Errors of a stream that pass. */
const PASSING: ReadonlySet<string> = new Set([
  'NO_ANSWER',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
  'OVERLOADED',
  'RATE_LIMITED',
  'TOO_MANY_STREAMS',
])

/** Whether messages come, or the connection is being made again. */
export type LiveState = 'live' | 'connecting'

export interface WatchOptions {
  /** Ends the stream. */
  readonly signal?: AbortSignal
  /** Called when the connection is made, and when it was lost. */
  readonly onState?: (state: LiveState, error?: HoldfastError) => void
}

/** How a client's live streams come. */
export class Live {
  readonly #options: HoldfastOptions
  #socket: Socket | undefined
  #isByEvents: boolean

  constructor(options: HoldfastOptions) {
    this.#options = options
    const hasSocket = options.webSocket !== undefined || typeof WebSocket !== 'undefined'
    this.#isByEvents = options.live === 'events' || (options.live === undefined && !hasSocket)
  }

  close(): void {
    this.#socket?.close()
  }

  async *watch<Answer, Variables>(
    { text, field }: Operation<Answer, Variables>,
    variables: Variables,
    { signal = new AbortController().signal, onState = () => {} }: WatchOptions,
  ): AsyncGenerator<Answer, void> {
    const given = variables as Record<string, unknown> | undefined
    const after = given?.after ?? (await beginningOf(this.#options, field, given ?? {}, signal))
    const memory = memoryOf(field, after)
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const messages = this.#connect(
          text,
          { ...given, after: memory.after() ?? after },
          { signal, onOpen: () => onState('live') },
        )
        for await (const message of messages) {
          const value = answerOf(message, field)
          attempt = 0
          onState('live')
          if (memory.take(value)) yield value as Answer
        }
        if (signal.aborted) return
        throw noAnswer('The live stream was ended.')
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof HoldfastError) || !PASSING.has(error.code)) throw error
        onState('connecting', error)
        await pause(pauseMs(attempt, error.retryAfterMs), signal).catch(() => {})
      }
    }
  }

  async *#connect(
    text: string,
    variables: Record<string, unknown>,
    connecting: Connecting,
  ): AsyncGenerator<StreamMessage> {
    if (this.#isByEvents) return yield* this.#byEvents(text, variables, connecting)
    this.#socket ??= new Socket(this.#options)
    const socket = this.#socket
    try {
      yield* socket.stream(text, variables, connecting)
    } catch (error) {
      const isClosedOnTheWay = error instanceof HoldfastError && error.code === 'NO_ANSWER' && !socket.wasOpen
      if (!isClosedOnTheWay || this.#options.live === 'socket') throw error
      // No socket has ever opened. If events come, sockets are closed on the way, and all streams come by events from now on.
      yield* this.#byEvents(text, variables, connecting)
    }
  }

  async *#byEvents(
    text: string,
    variables: Record<string, unknown>,
    connecting: Connecting,
  ): AsyncGenerator<StreamMessage> {
    try {
      for await (const message of eventsOf(this.#options, text, variables, connecting)) {
        this.#isByEvents = true
        yield message
      }
    } catch (error) {
      throw error instanceof HoldfastError ? error : noAnswer('The live stream was cut.', error)
    }
  }
}

function answerOf({ data, errors }: StreamMessage, field: string): Readonly<Record<string, unknown>> {
  const value = data?.[field]
  if (value) return value as Readonly<Record<string, unknown>>
  throw errors?.[0] ? errorOf(errors[0]) : noAnswer('A message was empty.')
}
