// Work that comes all at once is done in slices: operations that arrive together, and the messages of thousands of live streams
// after one change. A little work runs at once. With more, the event loop is free every few milliseconds, and organizations are
// served in turns, each with a limited number of works in progress.

import { FairQueue } from './fairQueue.ts'

/** The time that work may take on the event loop before others have a turn. */
const SLICE_MS = 1
/** A stream has at most one work waiting, and the number of streams is limited. */
const WAITING = { max: 1_000_000, lineMax: 200_000 }

type Start = () => void

export class Slices {
  readonly #underWayMax: number
  readonly #waiting = new FairQueue<Start>(WAITING)
  readonly #underWay = new Map<string, number>()
  #sliceBegan: number | null = null
  #isDrainPlanned = false

  /** `underWayMax`: the most asynchronous works of one organization at a time. */
  constructor(underWayMax: number) {
    this.#underWayMax = underWayMax
  }

  /**
   * Runs the work at once if there is time, otherwise in the organization's turn: within the asynchronous context of another work, so
   * it sets what it needs of its own (src/engine/acting.ts). To bind each work to its context costs as much as all else here.
   */
  run<Result>(organizationId: string, work: () => Result | Promise<Result>): Result | Promise<Result> {
    if (this.#waiting.size === 0 && this.#hasTime() && this.#mayGo(organizationId)) {
      return this.#start(organizationId, work)
    }
    return new Promise<Result>((resolve, reject) => {
      const start = () => {
        try {
          resolve(this.#start(organizationId, work))
        } catch (error) {
          reject(error)
        }
      }
      if (!this.#waiting.push(organizationId, start)) reject(new RangeError('too much work of streams is waiting'))
      this.#planDrain()
    })
  }

  #start<Result>(organizationId: string, work: () => Result | Promise<Result>): Result | Promise<Result> {
    const result = work()
    if (!(result instanceof Promise)) return result
    this.#count(organizationId, 1)
    return result.finally(() => {
      this.#count(organizationId, -1)
      if (this.#waiting.size > 0) this.#planDrain()
    })
  }

  #hasTime(): boolean {
    const now = performance.now()
    if (this.#sliceBegan === null) {
      this.#sliceBegan = now
      setImmediate(() => {
        this.#sliceBegan = null
      })
    }
    return now - this.#sliceBegan < SLICE_MS
  }

  #mayGo(organizationId: string): boolean {
    return (this.#underWay.get(organizationId) ?? 0) < this.#underWayMax
  }

  #count(organizationId: string, by: 1 | -1): void {
    const count = (this.#underWay.get(organizationId) ?? 0) + by
    if (count > 0) this.#underWay.set(organizationId, count)
    else this.#underWay.delete(organizationId)
  }

  #planDrain(): void {
    if (this.#isDrainPlanned) return
    this.#isDrainPlanned = true
    setImmediate(() => {
      this.#isDrainPlanned = false
      this.#drain()
    })
  }

  #drain(): void {
    while (this.#hasTime()) {
      const start = this.#waiting.takeNext((id) => this.#mayGo(id))
      // Items of organizations at their limit are looked at again when a work of theirs has ended.
      if (!start) return
      start()
    }
    this.#planDrain()
  }
}
