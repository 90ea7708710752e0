// Reads that operations of any callers make at the same time are sent as one statement: a thousand clients that ask for their balances
// cost PostgreSQL a few dozen statements. A statement is sent after all of its reads were asked for, so each sees
// everything that was committed before it was asked for, as a statement of its own would.
//
// A read is sent in the turn of the event loop in which it is asked for, unless enough statements are under way: then it goes with
// the next one. Each operation is charged an equal part of a statement's cost.

import DataLoader from 'dataloader'
import { Meter, metered, meterNow } from './meter.ts'

/** The most reads of one statement. */
const KEYS_PER_STATEMENT = 200
/** The most statements of one kind that are under way at a time. More would only be smaller. */
const STATEMENTS_MAX = 2
/** Those who read together have a share of the connections like an organization's. */
const SHARER = 'together'

interface Asked<Key> {
  readonly key: Key
  /** Of the operation that asks. */
  readonly meter: Meter | null
}

/**
 * Returns a reader that collects the reads of `source`. `read` answers in the order of the keys. No key may make its statement
 * fail, because that would fail the reads of others.
 */
export function readTogether<Source extends object, Key, Row>(
  read: (source: Source, keys: readonly Key[]) => Promise<readonly (Row | Error)[]>,
): (source: Source, key: Key) => Promise<Row> {
  const loaders = new WeakMap<Source, DataLoader<Asked<Key>, Row>>()
  const open = (source: Source) => {
    const statements = new Statements()
    const readBatch = async (asked: readonly Asked<Key>[]) => {
      const meter = new Meter(SHARER)
      try {
        const keys = asked.map(({ key }) => key)
        return await metered(meter, () => read(source, keys))
      } finally {
        for (const each of asked) each.meter?.countPart(meter, asked.length)
        statements.end()
      }
    }
    const batchScheduleFn = (send: () => void) => statements.begin(send)
    // Not cached: what is asked for later may have changed.
    return new DataLoader(readBatch, { cache: false, maxBatchSize: KEYS_PER_STATEMENT, batchScheduleFn })
  }
  return (source, key) => {
    const known = loaders.get(source) ?? open(source)
    loaders.set(source, known)
    return known.load({ key, meter: meterNow() })
  }
}

/** Sends statements as soon as there is room for them. */
class Statements {
  #underWay = 0
  readonly #waiting: (() => void)[] = []

  begin(send: () => void): void {
    if (this.#underWay >= STATEMENTS_MAX) {
      this.#waiting.push(send)
      return
    }
    this.#underWay++
    setImmediate(send)
  }

  end(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#underWay--
  }
}
