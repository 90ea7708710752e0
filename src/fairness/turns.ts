// Turns: a fair semaphore for scarce resources such as connections. While there is room, a turn begins at once; otherwise
// organizations are served round robin.

import { FairQueue } from './fairQueue.ts'

export interface TurnBounds {
  /** The most turns at the same time, in total. */
  readonly inAll: number
  /** The most turns of one organization at the same time. */
  readonly perOrganization: number
  /** The most waiting turns of one organization. */
  readonly waitingMax: number
}

/** Too many turns wait already. No work was begun. */
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

  /** Takes a turn, at once if there is room. Call the returned function at the end of the turn. Throws NoTurn if too many wait. */
  take(organizationId: string): Release | Promise<Release> {
    if (this.#mayGo(organizationId)) return this.#begin(organizationId)
    const { promise, resolve } = Promise.withResolvers<Release>()
    if (!this.#waiting.push(organizationId, { organizationId, begin: resolve })) {
      throw new NoTurn('Too many requests of this organization wait already. Try again in a moment.')
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
