// The bus: delivers domain events to listeners in the same process.
//
// A publisher names a topic and a key, such as an organization. A listener gets the events of its key, synchronously and in order.
// A listener that first listens and then reads the current state misses nothing.

import { messages } from '../telemetry/channels.ts'

const PUBLISHED_AT = Symbol('published at')

/** The milliseconds since the commit of an event, as far as its publisher knew it; null: nobody follows the messages of streams, or it was copied. */
export function publishedMsAgo(event: object & { readonly [PUBLISHED_AT]?: number }): number | null {
  const at = event[PUBLISHED_AT]
  return at === undefined ? null : performance.now() - at
}

type Hear = (event: never) => void

export class Bus<Topics extends Record<string, unknown>> {
  /** By topic and key. A name made of both would be put together, and hashed, for each event. */
  readonly #listeners = new Map<string, Map<string, Set<Hear>>>()

  publish<Topic extends keyof Topics & string>(topic: Topic, key: string, event: Topics[Topic]): void {
    if (messages.isFollowed) stamp(event)
    const listeners = this.#listeners.get(topic)?.get(key)
    // A copy: those that begin to listen while it is delivered don't get this event.
    if (listeners) for (const hear of [...listeners]) hear(event as never)
  }

  /** Delivers an event to all listeners of a topic, with any key. */
  publishToAll<Topic extends keyof Topics & string>(topic: Topic, event: Topics[Topic]): void {
    const listeners = [...(this.#listeners.get(topic)?.values() ?? [])].flatMap((ofKey) => [...ofKey])
    for (const hear of listeners) hear(event as never)
  }

  /** The number of listeners of a key. */
  listenerCount<Topic extends keyof Topics & string>(topic: Topic, key: string): number {
    return this.#listeners.get(topic)?.get(key)?.size ?? 0
  }

  /** Calls `hear`, which must not throw, with each later event. Returns a function that ends that. */
  listen<Topic extends keyof Topics & string>(
    topic: Topic,
    key: string,
    hear: (event: Topics[Topic]) => void,
  ): () => void {
    const ofTopic = this.#listeners.get(topic) ?? new Map<string, Set<Hear>>()
    this.#listeners.set(topic, ofTopic)
    const ofKey = ofTopic.get(key) ?? new Set<Hear>()
    ofTopic.set(key, ofKey)
    // A function of its own: the same `hear` may listen twice.
    const heard: Hear = (event) => hear(event)
    ofKey.add(heard)
    return () => {
      ofKey.delete(heard)
      if (ofKey.size === 0 && ofTopic.get(key) === ofKey) ofTopic.delete(key)
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
