// What happened, told to whoever listens in this process.
//
// Publishers name a topic and a key (an organization, a task); listeners hear only their key. A listener hears
// everything from the moment `listen` returns, so who first listens and then reads the present state misses nothing.

import { EventEmitter, on } from 'node:events'

export class Bus<Topics extends Record<string, unknown>> {
  readonly #emitter = new EventEmitter().setMaxListeners(0)

  publish<Topic extends keyof Topics & string>(topic: Topic, key: string, event: Topics[Topic]): void {
    this.#emitter.emit(`${topic} ${key}`, event)
  }

  /** How many listen to it now. */
  listenerCount<Topic extends keyof Topics & string>(topic: Topic, key: string): number {
    return this.#emitter.listenerCount(`${topic} ${key}`)
  }

  /** Events in the order they were published, until the signal aborts. */
  listen<Topic extends keyof Topics & string>(
    topic: Topic,
    key: string,
    signal: AbortSignal,
  ): AsyncIterable<Topics[Topic]> {
    const events = on(this.#emitter, `${topic} ${key}`, { signal })
    return {
      async *[Symbol.asyncIterator]() {
        try {
          for await (const [event] of events) yield event
        } catch (error) {
          if (!signal.aborted) throw error
        }
      },
    }
  }
}
