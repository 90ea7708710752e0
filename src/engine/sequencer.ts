// Gives the events of a database of several cells their numbers in the feed: src/database/feedSequence.ts.
//
// Every process does it a few times a second, and before it reads the feed or tells an event's number: so what was committed before is in
// what is read. All calls during one pass share the next one. With one cell nothing is asked, because the lane's numbers are those of the feed.
//
// The acts of the outbox are numbered here, too: with several cells no lane does.

import type { Cells } from '../database/cells.ts'
import {
  BATCHES_TAKEN_MAX,
  forgetTaken,
  lockSequence,
  putSequence,
  type Query,
  type Sequence,
  takeOver,
  waitingRows,
} from '../database/feedSequence.ts'
import type { PrismaClient } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { FeedDraft, INSERT_FEED, OUTBOX_ROWS_MAX, type OutboxRow, TAKE_OUTBOX } from './feed.ts'

/** The place of an event in its cell, from which its number in the feed follows. */
export interface PlaceInCell {
  readonly cell: number
  /** Its number in the line of the cell's lane. */
  readonly number: number
}

export interface SequencerOptions {
  readonly prisma: PrismaClient
  readonly cells: () => Promise<Cells>
  readonly clock: () => Date
  /** Called when the feed has further numbers, whichever process has given them. */
  readonly onNumbered: () => void
}

interface Look extends Sequence {
  readonly isWaiting: boolean
}

/** `taken` may be of an earlier look: then it finds rows that were taken over since, and the pass passes over them. */
const lookOf = (taken: readonly string[]) => `
  SELECT last::text, at::text, taken::text[],
    (SELECT id FROM feed_outbox LIMIT 1) IS NOT NULL OR (SELECT cell ${waitingRows(taken, 1)} LIMIT 1) IS NOT NULL AS "isWaiting"
  FROM feed_sequence`

const FIND_NUMBER = `
  SELECT last - local + $2::bigint AS number FROM feed_batch
  WHERE cell = $1::int AND local >= $2::bigint AND first <= last - local + $2::bigint
  ORDER BY local LIMIT 1`

export class Sequencer {
  readonly #options: SequencerOptions
  readonly #query: Query
  /** The sequence as it was seen last; null: it was not. */
  #seen: Sequence | null = null
  #running: Promise<unknown> = Promise.resolve()
  #next: Promise<void> | null = null

  constructor(options: SequencerOptions) {
    this.#options = options
    this.#query = (sql, ...values) => options.prisma.$queryRawUnsafe(sql, ...values)
  }

  /** Gives all events that were committed before the call their numbers. */
  run(): Promise<void> {
    if (this.#next) return this.#next
    const next = this.#running.then(() => {
      this.#next = null
      return this.#pass()
    })
    this.#next = next
    this.#running = next.catch(() => {})
    return next
  }

  /** The number in the feed of an event of a cell; null: it is not kept any more. */
  async numberOf({ cell, number }: PlaceInCell): Promise<bigint | null> {
    const find = async () => (await this.#query<{ number: bigint }>(FIND_NUMBER, cell, number))[0]?.number ?? null
    const found = await find()
    if (found !== null) return found
    await this.run()
    return find()
  }

  async #pass(): Promise<void> {
    const { count } = await this.#options.cells()
    if (count === 1 || !(await this.#isWaiting(count))) return
    while (await this.#number());
  }

  async #isWaiting(count: number): Promise<boolean> {
    const known = this.#seen?.taken ?? []
    const taken = Array.from({ length: count }, (_, cell) => known[cell] ?? '0')
    const [look] = await this.#query<Look>(lookOf(taken), ...taken)
    if (look) this.#see(look)
    return look?.isWaiting ?? false
  }

  #see(sequence: Sequence): void {
    const isFurther = sequence.last !== this.#seen?.last
    this.#seen = sequence
    if (isFurther) this.#options.onNumbered()
  }

  /** Numbers some of what waits. Returns whether there may be more. */
  async #number(): Promise<boolean> {
    const { prisma, clock } = this.#options
    const numbered = await transact(prisma, async (transaction) => {
      const query: Query = (sql, ...values) => transaction.$queryRawUnsafe(sql, ...values)
      const before = await lockSequence(query)
      if (!before) return null
      const { sequence, batches } = await takeOver(query, before)
      // After the events that were committed before them.
      const acts = batches === BATCHES_TAKEN_MAX ? [] : await query<OutboxRow>(TAKE_OUTBOX)
      const after = acts.length === 0 ? sequence : await numberActs(query, sequence, acts, clock())
      await putSequence(query, after)
      return { after, isMore: batches === BATCHES_TAKEN_MAX || acts.length === OUTBOX_ROWS_MAX }
    })
    if (!numbered) return false
    this.#see(numbered.after)
    await forgetTaken(this.#query, numbered.after)
    return numbered.isMore
  }
}

/** Writes acts as one row of the feed. */
async function numberActs(
  query: Query,
  { last, at, taken }: Sequence,
  acts: readonly OutboxRow[],
  now: Date,
): Promise<Sequence> {
  const draft = new FeedDraft(BigInt(last), null)
  for (const act of acts) draft.noteAct(act)
  const time = new Date(Math.max(now.getTime(), new Date(at).getTime()))
  await query(INSERT_FEED, ...(draft.values(null, time) ?? []))
  return { last: String(draft.last), at: time.toISOString(), taken }
}
