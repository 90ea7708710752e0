// What many read because of the same thing (an event, or that events were lost) is read once for all of them, and together.

import DataLoader from 'dataloader'

/** The most that one statement asks for. */
const KEYS_PER_READ = 1_000

/** Which of the keys a row answers, counted from 1. */
export interface Numbered {
  readonly key: number
}

/** A reader for each occasion, which is forgotten with it. A key that was asked there is not asked again. */
export function readerPerOccasion<Source, Key, Row extends Numbered>(
  read: (source: Source, keys: readonly Key[]) => Promise<Row[]>,
  /** The same for keys that ask the same. */
  nameOf: (key: Key) => string,
): (occasion: object, source: Source, key: Key) => Promise<readonly Row[]> {
  const loaders = new WeakMap<object, DataLoader<Key, readonly Row[], string>>()
  const open = (source: Source) =>
    new DataLoader<Key, readonly Row[], string>(
      async (keys) => {
        const rowsOf: Row[][] = keys.map(() => [])
        for (const row of await read(source, keys)) rowsOf[row.key - 1]?.push(row)
        return rowsOf
      },
      { cacheKeyFn: nameOf, maxBatchSize: KEYS_PER_READ },
    )
  return (occasion, source, key) => {
    const known = loaders.get(occasion) ?? open(source)
    loaders.set(occasion, known)
    return known.load(key)
  }
}
