// Counts the cost of an operation while it runs: the fields that it answers, its reads from the database, and the
// commands that it sends to the lane. The API runs each operation with a meter of its own, which is available wherever
// something is done for that operation, without passing it down through every call.

import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** The time that an operation may keep the event loop before others get their turn. */
const SLICE_MS = 4
/** The cost of a millisecond of the database, in fields: low, because on a busy machine the same statement takes longer. */
const COST_PER_DATABASE_MS = 10
/** The number of bytes from the database that count as one field. */
const BYTES_PER_COST = 100

export class Meter {
  /** The owner of the share of connections that it uses: an organization's id, or one name for each kind of other caller. */
  readonly sharer: string
  #fields = 0
  #rows = 0
  #bytes = 0
  #databaseMs = 0
  #commands = 0
  #sliceBegan = performance.now()
  /** The last of those who wait for a turn. */
  #giving: Promise<void> | null = null

  constructor(sharer: string) {
    this.sharer = sharer
  }

  /** In fields. */
  get cost(): number {
    return Math.round(
      this.#fields + this.#rows + this.#bytes / BYTES_PER_COST + this.#databaseMs * COST_PER_DATABASE_MS,
    )
  }

  /** The number of commands that were sent to the lane, including refused and failed ones. */
  get commands(): number {
    return this.#commands
  }

  countFields(fields: number): void {
    this.#fields += fields
  }

  countCommand(): void {
    this.#commands++
  }

  /** Counts what another process has done for this operation: its cost, in fields, and its commands. */
  countElsewhere(cost: number, commands: number): void {
    this.#fields += cost
    this.#commands += commands
  }

  countStatement(rows: number, bytes: number, ms: number): void {
    this.#rows += rows
    this.#bytes += bytes
    this.#databaseMs += ms
  }

  /** Counts one of equal parts of the statements that another meter has counted. */
  countPart(of: Meter, parts: number): void {
    this.countStatement(of.#rows / parts, of.#bytes / parts, of.#databaseMs / parts)
  }

  /**
   * Resolves once others have had their turn on the event loop; null if this operation hasn't kept it for long. Those who
   * wait for it go on one after the other, as many in a turn as there is time for.
   */
  giveWay(): Promise<void> | null {
    if (!this.#giving && this.#hasTime()) return null
    const giving: Promise<void> = (this.#giving ?? Promise.resolve())
      .then(() => (this.#hasTime() ? undefined : this.#waitForTurn()))
      .then(() => {
        if (this.#giving === giving) this.#giving = null
      })
    this.#giving = giving
    return giving
  }

  #hasTime(): boolean {
    return performance.now() - this.#sliceBegan < SLICE_MS
  }

  async #waitForTurn(): Promise<void> {
    await nextTurn()
    this.#sliceBegan = performance.now()
  }
}

const storage = new AsyncLocalStorage<Meter>()

/** Of the operation that is being done; null for what Holdfast does by itself. */
export function meterNow(): Meter | null {
  return storage.getStore() ?? null
}

/** Does what many wait for, such as a batch that their reads were put into, for none of them. */
export function unmetered<Result>(work: () => Result): Result {
  return storage.exit(work)
}

export function metered<Result>(meter: Meter, work: () => Result): Result {
  return storage.run(meter, work)
}
