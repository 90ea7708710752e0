// Places for endpoints that are not known to answer: new, slow and dead ones.
//
// An endpoint that never answers occupies its place for ten seconds at a time. So these endpoints have places of their own, few
// for each organization, and endpoints that answer within a second never wait for them.

/** The places of one process. */
const PLACES = 32
const PLACES_PER_ORGANIZATION = 2

interface Suspect {
  readonly endpoint: string
  readonly organizationId: string
  /** Sends what is due. Never rejects. */
  readonly work: () => Promise<void>
}

export class Suspects {
  /** The occupied places by endpoint. An endpoint has one place at most. */
  readonly #running = new Map<string, { readonly organizationId: string; readonly going: Promise<void> }>()
  /** The waiting endpoints, in the order of their arrival. */
  readonly #waiting = new Map<string, Suspect>()
  #isStopping = false

  /** Starts the work for an endpoint as soon as a place is free; if the endpoint has a place, once more after that. */
  add(suspect: Suspect): void {
    if (this.#isStopping) return
    if (!this.#waiting.has(suspect.endpoint)) this.#waiting.set(suspect.endpoint, suspect)
    this.#begin()
  }

  /** Gives a place to work that has begun elsewhere and turned out slow, even if no place is free. */
  adopt(endpoint: string, organizationId: string, going: Promise<void>): void {
    const before = this.#running.get(endpoint)?.going
    this.#place(
      endpoint,
      organizationId,
      Promise.all([before, going]).then(() => {}),
    )
  }

  /** Starts nothing more, and waits for the running work. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#waiting.clear()
    await Promise.all([...this.#running.values()].map(({ going }) => going))
  }

  #begin(): void {
    const placesOf = new Map<string, number>()
    const take = (organizationId: string) => placesOf.set(organizationId, (placesOf.get(organizationId) ?? 0) + 1)
    for (const { organizationId } of this.#running.values()) take(organizationId)
    for (const { endpoint, organizationId, work } of this.#waiting.values()) {
      if (this.#running.size >= PLACES) return
      if (this.#running.has(endpoint) || (placesOf.get(organizationId) ?? 0) >= PLACES_PER_ORGANIZATION) continue
      this.#waiting.delete(endpoint)
      take(organizationId)
      this.#place(endpoint, organizationId, work())
    }
  }

  #place(endpoint: string, organizationId: string, going: Promise<void>): void {
    const place = { organizationId, going }
    this.#running.set(endpoint, place)
    going.then(() => {
      if (this.#running.get(endpoint) !== place) return
      this.#running.delete(endpoint)
      this.#begin()
    })
  }
}
