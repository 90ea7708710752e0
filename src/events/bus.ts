// The bus: delivers domain events to listeners in the same process.
//
// A publisher names a topic and a key, such as an organization. A listener gets the events of its key, synchronously and in order.
// A listener that first listens and then reads the current state misses nothing.

import { EventEmitter } from 'node:events'
import { messages } from '../telemetry/channels.ts'

const PUBLISHED_AT = Symbol('published at')

/** The milliseconds since the commit of an event, as far as its publisher knew it; null: nobody follows the messages of streams, or it was copied. */
export function publishedMsAgo(event: object & { readonly [PUBLISHED_AT]?: number }): number | null {
  const at = event[PUBLISHED_AT]
  return at === undefined ? null : performance.now() - at
}

export class Bus<Topics extends Record<string, unknown>> {
  readonly #emitter = new EventEmitter().setMaxListeners(0)

  publish<Topic extends keyof Topics & string>(topic: Topic, key: string, event: Topics[Topic]): void {
    if (messages.isFollowed) stamp(event)
    this.#emitter.emit(`${topic} ${key}`, event)
  }

  /** Delivers an event to all listeners of a topic, with any key. */
  publishToAll<Topic extends keyof Topics & string>(topic: Topic, event: Topics[Topic]): void {
    const prefix = `${topic} `
    for (const name of this.#emitter.eventNames() as string[])
      if (name.startsWith(prefix)) this.#emitter.emit(name, event)
  }

  /** The number of listeners of a key. */
  listenerCount<Topic extends keyof Topics & string>(topic: Topic, key: string): number {
    return this.#emitter.listenerCount(`${topic} ${key}`)
  }

  /** Calls `hear`, which must not throw, with each later event. Returns a function that ends that. */
  listen<Topic extends keyof Topics & string>(
    topic: Topic,
    key: string,
    hear: (event: Topics[Topic]) => void,
  ): () => void {
    const name = `${topic} ${key}`
    this.#emitter.on(name, hear)
    return () => {
      this.#emitter.off(name, hear)
    }
  }
}

/** Notes that an event was committed some time before it is published here, if someone follows the messages of streams. */
export function committedBefore(events: readonly object[], ms: number): void {
  if (messages.isFollowed) for (const event of events) stamp(event, performance.now() - ms)
}

function stamp(event: unknown, at = performance.now()): void {
  if (typeof event !== 'object' || event === null || PUBLISHED_AT in event) return
  Object.defineProperty(event, PUBLISHED_AT, { value: at })
}
