// Turns: how much of something scarce (connections, places on the event loop) may be used at once, shared out by
// organization. A fair semaphore: while there is room a turn is had at once; else organizations are served round robin.

import { FairQueue } from './fairQueue.ts'

export interface TurnBounds {
  /** Turns that may be had at the same time, in all. */
  readonly inAll: number
  /** By one organization. */
  readonly perOrganization: number
  /** How many of one organization may wait. */
  readonly waitingMax: number
}

/** There is no room to wait in. Nothing was begun. */
export class NoTurn extends Error {
  readonly retryAfterMs = 1_000
}

type Release = () => void

export class Turns {
  readonly #bounds: TurnBounds
  readonly #waiting: FairQueue<{ readonly organizationId: string; readonly begin: (release: Release) => void }>
  readonly #active = new Map<string, number>()
  #inAll = 0

  constructor(bounds: TurnBounds) {
    this.#bounds = bounds
    this.#waiting = new FairQueue({ max: bounds.waitingMax * 4, lineMax: bounds.waitingMax })
  }

  /** A turn; call what it answers, once, when it is over. At once if there is room. Throws NoTurn if too many wait. */
  take(organizationId: string): Release | Promise<Release> {
    if (this.#mayGo(organizationId)) return this.#begin(organizationId)
    const { promise, resolve } = Promise.withResolvers<Release>()
    if (!this.#waiting.push(organizationId, { organizationId, begin: resolve })) {
      throw new NoTurn('Too much of this organization waits already. Try again in a moment.')
    }
    return promise
  }

  #mayGo(organizationId: string): boolean {
    const { inAll, perOrganization } = this.#bounds
    return this.#inAll < inAll && (this.#active.get(organizationId) ?? 0) < perOrganization
  }

  #begin(organizationId: string): Release {
    this.#inAll++
    this.#active.set(organizationId, (this.#active.get(organizationId) ?? 0) + 1)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#inAll--
      const left = (this.#active.get(organizationId) ?? 1) - 1
      if (left > 0) this.#active.set(organizationId, left)
      else this.#active.delete(organizationId)
      const next = this.#waiting.takeNext((id) => this.#mayGo(id))
      if (next) next.begin(this.#begin(next.organizationId))
    }
  }
}
