// Reads that many streams make for the same event, or after the same loss of events, are collected into one statement. The event is
// their batch key.

import DataLoader from 'dataloader'

/** The most keys of one statement. */
const KEYS_PER_READ = 1_000

/** A row, with the number of the key that it belongs to, from 1. */
interface Numbered {
  readonly key: number
}

interface Source {
  readonly prisma: { $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): PromiseLike<Rows> }
}

/** Returns a reader that makes each read once for a batch key, and forgets the rows with the batch key. */
export function readerPerBatchKey<Key, Row>(
  /** Takes an array for each value of a key. Returns the rows of these keys, each with the number of its `key`. */
  sql: string,
  valuesOf: (key: Key) => readonly unknown[],
): (batchKey: object, source: Source, key: Key) => Promise<readonly Row[]> {
  const loaders = new WeakMap<object, DataLoader<Key, readonly Row[], string>>()
  const open = ({ prisma }: Source) =>
    new DataLoader<Key, readonly Row[], string>(
      async (keys) => {
        const asked = keys.map(valuesOf)
        const columns = asked[0]?.map((_value, i) => asked.map((values) => values[i])) ?? []
        const rowsOf: Row[][] = keys.map(() => [])
        for (const row of await prisma.$queryRawUnsafe<(Row & Numbered)[]>(sql, ...columns)) {
          rowsOf[row.key - 1]?.push(row)
        }
        return rowsOf
      },
      { cacheKeyFn: (key) => valuesOf(key).join(' '), maxBatchSize: KEYS_PER_READ },
    )
  return (batchKey, source, key) => {
    const known = loaders.get(batchKey) ?? open(source)
    loaders.set(batchKey, known)
    return known.load(key)
  }
}
