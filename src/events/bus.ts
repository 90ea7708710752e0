// What happened, told to whoever listens in this process.
//
// Publishers name a topic and a key (an organization, a task); listeners hear only their key. A listener hears
// everything from the moment `listen` returns, so who first listens and then reads the present state misses nothing.
// What a listener has not taken yet waits for it, up to a bound; one that falls behind further is told so, and hears no more.

import { EventEmitter } from 'node:events'

/** The most events that wait for one listener. */
const WAITING_MAX = 10_000

/** A listener has not taken what it was told for too long. */
export class TooSlow extends Error {}

export class Bus<Topics extends Record<string, unknown>> {
  readonly #emitter = new EventEmitter().setMaxListeners(0)

  publish<Topic extends keyof Topics & string>(topic: Topic, key: string, event: Topics[Topic]): void {
    this.#emitter.emit(`${topic} ${key}`, event)
  }

  /** Tells everybody who listens to a topic, whatever the key. */
  publishToAll<Topic extends keyof Topics & string>(topic: Topic, event: Topics[Topic]): void {
    const prefix = `${topic} `
    for (const name of this.#emitter.eventNames() as string[])
      if (name.startsWith(prefix)) this.#emitter.emit(name, event)
  }

  /** How many listen to it now. */
  listenerCount<Topic extends keyof Topics & string>(topic: Topic, key: string): number {
    return this.#emitter.listenerCount(`${topic} ${key}`)
  }

  /** Events in the order they were published, until the signal aborts. Throws TooSlow. */
  listen<Topic extends keyof Topics & string>(
    topic: Topic,
    key: string,
    signal: AbortSignal,
  ): AsyncIterable<Topics[Topic]> {
    const name = `${topic} ${key}`
    let waiting: Topics[Topic][] = []
    let isTooSlow = false
    let wake = () => {}
    const hear = (event: Topics[Topic]) => {
      if (waiting.length >= WAITING_MAX) {
        isTooSlow = true
        waiting = []
        leave()
      } else waiting.push(event)
      wake()
    }
    const leave = () => {
      this.#emitter.off(name, hear)
    }
    this.#emitter.on(name, hear)
    signal.addEventListener(
      'abort',
      () => {
        leave()
        wake()
      },
      { once: true },
    )
    return {
      async *[Symbol.asyncIterator]() {
        while (!signal.aborted) {
          const taken = waiting
          waiting = []
          yield* taken
          if (isTooSlow) throw new TooSlow('The reader of a live stream fell too far behind.')
          if (waiting.length === 0 && !signal.aborted) {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
        }
      },
    }
  }
}
