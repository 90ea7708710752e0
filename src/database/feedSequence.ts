// The sequence of the feed of a database of several cells: it gives the events of all cells one line of numbers.
//
// Each lane numbers its events in a line of its own, and writes them with its batch (`feed_pending`). They are taken over into the feed in
// a transaction that holds the row of `feed_sequence`: the row has the last number that was given and, by cell, the number in the
// cell's line that was taken over last. So each event gets one number, whatever is killed: rows that were taken over and are still
// there are passed over. A lane commits its batches one after the other, so the events of a cell are taken over in the order of their commits.
//
// With one cell there is no such row, and the lane's own line is that of the feed: src/engine/feed.ts.

import type { Client } from './connect.ts'

/** Runs a statement and answers its rows. */
export type Query = <Row>(sql: string, ...values: unknown[]) => Promise<Row[]>

export function queryWith(client: Client): Query {
  return async (sql, ...values) => (await client.query(sql, values)).rows
}

/** The numbers as texts, so that they are alike for every client. */
export interface Sequence {
  /** The last number that was given. */
  readonly last: string
  /** The time of that event. */
  readonly at: string
  /** By cell, the number in its line that was taken over last. */
  readonly taken: readonly string[]
}

/** The most batches that are taken over in one transaction. */
export const BATCHES_TAKEN_MAX = 200

const COLUMNS = 'last::text, at::text, taken::text[]'

const LOCK = `SELECT ${COLUMNS} FROM public.feed_sequence FOR UPDATE`

const PUT = `UPDATE public.feed_sequence SET last = $1::bigint, at = $2::timestamptz, taken = $3::bigint[]`

/** SQL of the rows of each cell whose numbers compare so with a parameter, from `$first` on. Ranges of the primary key, because rows come and go. */
function rowsOfCells(taken: readonly string[], compare: '>' | '<=', first: number): string {
  return taken.map((_, cell) => `cell = ${cell} AND last ${compare} $${first + cell}::bigint`).join(' OR ')
}

/** SQL of the rows that wait. Their parameters are those of `taken`, from `$first` on. */
export function waitingRows(taken: readonly string[], first: number): string {
  return `FROM public.feed_pending WHERE ${rowsOfCells(taken, '>', first)}`
}

// The times of a lane's batches never decrease, so the oldest rows are the first ones of each cell.
function takeOverOf(taken: readonly string[]): string {
  return `
    INSERT INTO public.feed_batch (last, first, batch, at, organizations, events, cell, local)
    SELECT $1::bigint + sum(p.last - p.first + 1) OVER line, $1::bigint + sum(p.last - p.first + 1) OVER line - (p.last - p.first),
      p.batch, greatest(max(p.at) OVER line, $2::timestamptz), p.organizations, p.events, p.cell, p.last
    FROM (SELECT * ${waitingRows(taken, 3)} ORDER BY at, cell, last LIMIT ${BATCHES_TAKEN_MAX}) AS p
    WINDOW line AS (ORDER BY p.at, p.cell, p.last)
    RETURNING last::text, at::text, cell, local::text`
}

/** Waits for the row, and holds it until the end of the transaction. Null: the database has one cell. */
export async function lockSequence(query: Query): Promise<Sequence | null> {
  const [sequence] = await query<Sequence>(LOCK)
  return sequence ?? null
}

export async function putSequence(query: Query, { last, at, taken }: Sequence): Promise<void> {
  await query(PUT, last, at, taken)
}

interface Taken {
  readonly last: string
  readonly at: string
  readonly cell: number
  readonly local: string
}

/** Takes over events that wait, under the lock. Returns the sequence after them, which is still to be put, and the number of batches. */
export async function takeOver(query: Query, sequence: Sequence): Promise<{ sequence: Sequence; batches: number }> {
  const { last, at, taken } = sequence
  const rows = await query<Taken>(takeOverOf(taken), last, at, ...taken)
  const newest = rows.toSorted((one, other) => Number(BigInt(one.last) - BigInt(other.last)))
  const after = [...taken]
  for (const { cell, local } of newest) after[cell] = local
  const end = newest.at(-1) ?? { last, at }
  return { sequence: { last: end.last, at: end.at, taken: after }, batches: rows.length }
}

/** Deletes rows that were taken over. */
export async function forgetTaken(query: Query, { taken }: Sequence): Promise<void> {
  await query(`DELETE FROM public.feed_pending WHERE ${rowsOfCells(taken, '<=', 1)}`, ...taken)
}

/** Takes over all events that wait and deletes their rows, in the transaction of the caller. Null: the database has one cell. */
async function takeOverAll(query: Query): Promise<Sequence | null> {
  let sequence = await lockSequence(query)
  if (!sequence) return null
  for (;;) {
    const { sequence: after, batches } = await takeOver(query, sequence)
    sequence = after
    if (batches < BATCHES_TAKEN_MAX) break
  }
  await putSequence(query, sequence)
  await forgetTaken(query, sequence)
  return sequence
}

/** Begins the lines of a number of cells, which go on from the last number of the feed. The database has one cell. */
export async function beginLines(query: Query, count: number): Promise<void> {
  // Of several cells that a dump was made of.
  await query('UPDATE public.feed_batch SET cell = NULL, local = NULL, batch = NULL WHERE cell IS NOT NULL')
  await query(`
    INSERT INTO public.feed_sequence (last, at, taken)
    SELECT coalesce(max(feed), 0), coalesce(max(updated_at), now()), array_fill(coalesce(max(feed), 0), ARRAY[${count}])
    FROM public.lane`)
}

/**
 * Begins the line of the next cell, whose organizations are in the given one until now. Their events are in the feed before any of the new
 * line. The lock of that cell's lane is held.
 */
export async function beginLineFrom(query: Query, cell: number): Promise<void> {
  const sequence = await takeOverAll(query)
  if (!sequence) throw new Error('A database of several cells has a sequence of its feed.')
  const { taken } = sequence
  await putSequence(query, { ...sequence, taken: [...taken, taken[cell] ?? '0'] })
}

/** Makes the lane's line that of the feed, in a database of one cell that a dump of several was restored into. */
export async function endLines(query: Query): Promise<void> {
  const sequence = await takeOverAll(query)
  if (!sequence) return
  await query('UPDATE public.lane SET feed = $1::bigint', sequence.last)
  await query('DELETE FROM public.feed_sequence')
}
