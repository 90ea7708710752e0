// Places for endpoints that are not known to answer: new ones, slow ones, dead ones.
//
// One that never answers keeps its place for ten seconds at a time. So these endpoints have places of their own, few for each
// organization, and those that answer within a second never wait for one.

/** Of one process. */
const PLACES = 32
const PLACES_PER_ORGANIZATION = 2

interface Suspect {
  readonly endpoint: string
  readonly organizationId: string
  /** Sends what is due. Never rejects. */
  readonly work: () => Promise<void>
}

export class Suspects {
  /** By endpoint; each has one place at most. */
  readonly #atWork = new Map<string, { readonly organizationId: string; readonly going: Promise<void> }>()
  /** By endpoint, in the order of their coming. */
  readonly #waiting = new Map<string, Suspect>()
  #isStopping = false

  /** Works for an endpoint as soon as there is a place: once more, if it has one already. */
  add(suspect: Suspect): void {
    if (this.#isStopping) return
    if (!this.#waiting.has(suspect.endpoint)) this.#waiting.set(suspect.endpoint, suspect)
    this.#begin()
  }

  /** Gives a place to what has begun elsewhere, past every number: it was there before anybody knew that it is slow. */
  adopt(endpoint: string, organizationId: string, going: Promise<void>): void {
    const before = this.#atWork.get(endpoint)?.going
    this.#place(
      endpoint,
      organizationId,
      Promise.all([before, going]).then(() => {}),
    )
  }

  /** Begins nothing any more, and waits for what is at work. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#waiting.clear()
    await Promise.all([...this.#atWork.values()].map(({ going }) => going))
  }

  #begin(): void {
    const placesOf = new Map<string, number>()
    const take = (organizationId: string) => placesOf.set(organizationId, (placesOf.get(organizationId) ?? 0) + 1)
    for (const { organizationId } of this.#atWork.values()) take(organizationId)
    for (const { endpoint, organizationId, work } of this.#waiting.values()) {
      if (this.#atWork.size >= PLACES) return
      if (this.#atWork.has(endpoint) || (placesOf.get(organizationId) ?? 0) >= PLACES_PER_ORGANIZATION) continue
      this.#waiting.delete(endpoint)
      take(organizationId)
      this.#place(endpoint, organizationId, work())
    }
  }

  #place(endpoint: string, organizationId: string, going: Promise<void>): void {
    const place = { organizationId, going }
    this.#atWork.set(endpoint, place)
    going.then(() => {
      if (this.#atWork.get(endpoint) !== place) return
      this.#atWork.delete(endpoint)
      this.#begin()
    })
  }
}
