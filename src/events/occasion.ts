// What many read because of the same thing (an event, or that events were lost) is read once for all of them, and together.

import DataLoader from 'dataloader'

/** The most that one statement asks for. */
const KEYS_PER_READ = 1_000

/** Which of the keys a row answers, counted from 1. */
interface Numbered {
  readonly key: number
}

interface Source {
  readonly prisma: { $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): PromiseLike<Rows> }
}

/** A reader for each occasion, which is forgotten with it. What was asked there is not asked again. */
export function readerPerOccasion<Key, Row>(
  /** Takes an array for each value of a key; answers rows of these keys, each with the `key` that it is of. */
  sql: string,
  valuesOf: (key: Key) => readonly unknown[],
): (occasion: object, source: Source, key: Key) => Promise<readonly Row[]> {
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
  return (occasion, source, key) => {
    const known = loaders.get(occasion) ?? open(source)
    loaders.set(occasion, known)
    return known.load(key)
  }
}
