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

export interface WithCells extends Source {
  readonly cells: { inEach<Row>(sql: string, ...values: unknown[]): Promise<Row[]> }
}

/** Runs the statement of a reader. */
type Run<From, Row> = (source: From, sql: string, ...values: unknown[]) => PromiseLike<(Row & Numbered)[]>

const onDatabase = <Row>({ prisma }: Source, sql: string, ...values: unknown[]) =>
  prisma.$queryRawUnsafe<Row[]>(sql, ...values)

/** Runs a statement that a cluster can't run as one. */
export const inEachCell = <Row>({ cells }: WithCells, sql: string, ...values: unknown[]) =>
  cells.inEach<Row>(sql, ...values)

/**
 * The same for a statement that answers at most `max` rows of each key, the first ones by `idOf`: answers the first of all cells.
 * `isLimited`: the rows that this is about.
 */
export function firstOfCells<Row>(
  max: number,
  idOf: (row: Row) => string,
  isLimited: (row: Row) => boolean = () => true,
): Run<WithCells, Row> {
  const compare = (one: Row, other: Row) => (idOf(one) < idOf(other) ? -1 : 1)
  return async (source, sql, ...values) => {
    const rows = (await inEachCell<Row & Numbered>(source, sql, ...values)).toSorted(compare)
    const counts = new Map<number, number>()
    return rows.filter((row) => {
      if (!isLimited(row)) return true
      const count = (counts.get(row.key) ?? 0) + 1
      counts.set(row.key, count)
      return count <= max
    })
  }
}

/** Returns a reader that makes each read once for a batch key, and forgets the rows with the batch key. */
export function readerPerBatchKey<Key, Row, From extends Source = Source>(
  /** Takes an array for each value of a key. Returns the rows of these keys, each with the number of its `key`. */
  sql: string,
  valuesOf: (key: Key) => readonly unknown[],
  run: Run<From, Row> = onDatabase,
): (batchKey: object, source: From, key: Key) => Promise<readonly Row[]> {
  const loaders = new WeakMap<object, DataLoader<Key, readonly Row[], string>>()
  const open = (source: From) =>
    new DataLoader<Key, readonly Row[], string>(
      async (keys) => {
        const asked = keys.map(valuesOf)
        const columns = asked[0]?.map((_value, i) => asked.map((values) => values[i])) ?? []
        const rowsOf: Row[][] = keys.map(() => [])
        for (const row of await run(source, sql, ...columns)) {
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
