// Questions: what the lane would decide now. A question reads what its command would read, is answered on a batch that is thrown
// away, and changes nothing. It takes no lock, so questions never hold up the lane, nor the lane them.
//
// The state is read in one snapshot, on a connection of its own. While it is read, further questions gather, and are the next
// reading: however many ask at a time, the database answers one reading after the other. One reading serves all
// questions of an organization. On a cluster, each machine answers those about its cells. If a cycle has ended and what follows was not decided yet, that is decided first, as the lane does.

import type { Cells } from '../database/cells.ts'
import { type Meter, meterNow } from '../database/meter.ts'
import { isDisconnected } from '../database/retry.ts'
import type { Batch } from './batch.ts'
import { Cache } from './cache.ts'
import { type Command, ORGANIZATION_CLOSED } from './command.ts'
import { isClosed } from './decide.ts'
import { load } from './load.ts'
import type { PriceBook } from './priceBook.ts'
import { Session, type ShardOfCell } from './session.ts'
import { isDue } from './subscriptionTerms.ts'

/** The most questions of one reading. */
const QUESTIONS_MAX = 1_000
/** The cycles of one organization that end before a question is answered: as many as a command waits for. */
const CYCLES_MAX = 5

export interface Question<Answer> {
  readonly organizationId: string
  readonly reads: Command<unknown>['reads']
  /** Answers by the batch, and puts nothing into it. */
  answer(batch: Batch): Answer
}

export interface QuestionsOptions {
  readonly url: string
  readonly priceBook: PriceBook
  readonly clock: () => Date
  readonly whenDue: (organizationId: string) => Command<unknown>
  readonly cells: () => Promise<Cells>
  /** Reads the machine that has a cell of a cluster now. */
  readonly shardOf: (cell: number) => Promise<ShardOfCell | null>
}

interface Asked {
  readonly question: Question<unknown>
  /** Of the operation that asks; null: Holdfast itself does. */
  readonly meter: Meter | null
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

export class Questions {
  readonly #options: QuestionsOptions
  readonly #waiting: Asked[] = []
  /** By cell; null: the one for all. */
  readonly #sessions = new Map<number | null, Session>()
  #working: Promise<void> | null = null

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  /** Answers a question; with ORGANIZATION_CLOSED if its organization is closed, as every command is refused there. */
  ask<Answer>(question: Question<Answer>): Promise<Answer | typeof ORGANIZATION_CLOSED> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const meter = meterNow()
    meter?.countCommand()
    this.#waiting.push({ question, meter, resolve, reject })
    this.#working ??= this.#work()
    return promise as Promise<Answer | typeof ORGANIZATION_CLOSED>
  }

  /** Answers what was asked, and closes the connection. */
  async close(): Promise<void> {
    await this.#working
    await Promise.all([...this.#sessions.values()].map((session) => session.close()))
    this.#sessions.clear()
  }

  async #work(): Promise<void> {
    // Let everything that is asked in this turn of the event loop be in the first reading.
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) {
      const asked = this.#waiting.splice(0, QUESTIONS_MAX)
      try {
        await this.#answerAll(asked)
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    this.#working = null
  }

  async #answerAll(asked: readonly Asked[]): Promise<void> {
    const cells = await this.#options.cells()
    if (!cells.shards) return this.#answer(null, asked)
    const byCell = Map.groupBy(asked, ({ question }) => cells.of(question.organizationId))
    for (const [cell, each] of byCell) await this.#answer(cell, each)
  }

  async #answer(cell: number | null, asked: readonly Asked[]): Promise<void> {
    try {
      const began = performance.now()
      const batch = await this.#readAgain(
        cell,
        asked.map(({ question }) => question),
      )
      const ms = (performance.now() - began) / asked.length
      for (const each of asked) {
        each.meter?.countStatement(0, 0, ms)
        answerBy(batch, each)
      }
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }

  /** Reads once more if the connection was lost, which may have been idle for long, or the cell is on another machine now. */
  async #readAgain(cell: number | null, questions: readonly Question<unknown>[]): Promise<Batch> {
    try {
      return await this.#read(cell, questions)
    } catch (error) {
      const session = this.#sessions.get(cell)
      if (!isDisconnected(error) && session?.isLost !== true && cell === null) throw error
      await session?.close()
      this.#sessions.delete(cell)
      return this.#read(cell, questions)
    }
  }

  async #connect(cell: number | null): Promise<Session> {
    const open = this.#sessions.get(cell)
    if (open && !open.isLost) return open
    const { url, shardOf } = this.#options
    const shard = cell === null ? null : await shardOf(cell)
    const session = await Session.openReader(url, { number: cell ?? 0, schema: 'public', shard })
    this.#sessions.set(cell, session)
    return session
  }

  async #read(cell: number | null, questions: readonly Question<unknown>[]): Promise<Batch> {
    const { priceBook, clock, whenDue } = this.#options
    const session = await this.#connect(cell)
    await session.beginReading()
    try {
      await priceBook.refresh((name, sql, values) => session.query(name, sql, values))
      const commands = questions.map(commandOf)
      const read = async (more: readonly Command<unknown>[]) => {
        const batch = await load(session, new Cache(), priceBook.version, [...commands, ...more], false)
        batch.now = clock()
        return batch
      }
      const batch = await read([])
      const ends = dueIn(batch).map(whenDue)
      if (ends.length === 0) return batch
      const later = await read(ends)
      for (const end of ends) endCycles(later, end)
      return later
    } finally {
      await session.endReading()
    }
  }
}

/** The command with the reads of a question. It is never decided. */
function commandOf({ organizationId, reads }: Question<unknown>): Command<unknown> {
  return { organizationId, reads, idempotency: null, decide: () => ORGANIZATION_CLOSED }
}

function answerBy(batch: Batch, { question, resolve, reject }: Asked): void {
  try {
    const snapshot = batch.organization(question.organizationId)
    resolve(snapshot && isClosed(snapshot) ? ORGANIZATION_CLOSED : question.answer(batch))
  } catch (error) {
    reject(error)
  }
}

/** The organizations whose cycle has ended. */
function dueIn(batch: Batch): string[] {
  return [...batch.organizations()].flatMap(({ organizationId, subscription }) =>
    subscription && isDue(subscription, batch.timeOf(organizationId)) ? [organizationId] : [],
  )
}

function endCycles(batch: Batch, end: Command<unknown>): void {
  for (let ended = 0; ended < CYCLES_MAX; ended++) {
    const subscription = batch.organization(end.organizationId)?.subscription
    if (!subscription || !isDue(subscription, batch.timeOf(end.organizationId))) return
    end.decide(batch)
  }
}
