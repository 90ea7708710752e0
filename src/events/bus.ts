// What happened, told to whoever listens in this process.
//
// Publishers name a topic and a key (an organization, a task); listeners hear only their key, at once and in the order of what
// happened. Whoever first listens and then reads the present state misses nothing.

import { EventEmitter } from 'node:events'

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

  /** Calls `hear`, which must not throw, with each event from now on. Answers how to stop that. */
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
