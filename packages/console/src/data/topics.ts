// What pages may show that changes by itself: a page's reads say which of it they depend on, and are read again after a change.

/** A kind of change. `acts` is everything that people set: members, keys, budgets, webhooks. */
export type Topic = 'acts' | 'alerts' | 'credits' | 'tasks' | 'payments' | 'requests'

type Listener = () => void

/** Tells those who depend on a kind of change that it has happened. */
export class Topics {
  readonly #listeners = new Map<Topic, Set<Listener>>()

  listen(topics: readonly Topic[], listener: Listener): () => void {
    for (const topic of topics) this.#of(topic).add(listener)
    return () => {
      for (const topic of topics) this.#of(topic).delete(listener)
    }
  }

  tell(...topics: readonly Topic[]): void {
    const told = new Set(topics.flatMap((topic) => [...this.#of(topic)]))
    for (const listener of told) listener()
  }

  #of(topic: Topic): Set<Listener> {
    const known = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, known)
    return known
  }
}

export const ALL_TOPICS: readonly Topic[] = ['acts', 'alerts', 'credits', 'tasks', 'payments', 'requests']
