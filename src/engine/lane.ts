// The lane: every command that moves credits or tasks goes through here, one batch at a time.
//
// Commands queue. While one batch is in flight the next gathers: there is no timer and no added delay, so an idle
// lane decides a lone command at once and a busy one decides hundreds together. A batch is one serializable
// transaction: load what its commands need, decide each in order with the pure rules, write all effects, commit,
// and only then answer.
//
//   run() ──► queue ──► lock, BEGIN, load ──► decide one by one ──► save, COMMIT, unlock ──► answer, publish
//
// Node and PostgreSQL work at the same time: entries are written while the next commands are decided, and the next
// batch is being loaded while the callers of the one before go on.
//
// - A refused command refuses only itself.
// - One lane works on a database at a time. Processes take turns through a session-level advisory lock, taken before
//   BEGIN: inside the transaction it would come too late, for the snapshot would already be old.
// - A serialization failure (40001, 40P01) reruns the batch. With the lock held it can only come from outside.
// - Batches are numbered, and each writes its number beside its lane's id. If the connection is lost before the commit
//   was answered, the lane looks afterwards whether its row has the number: a committed batch is answered, another
//   runs again. So nothing is lost and nothing is doubled.
// - While no other lane has committed a batch, what the last one left is in a cache and is not read again. The price
//   book is read again when it has a new edition.
// - An idempotency key is taken for a new one unless it is in the cache: so it nearly always is, and to look for what isn't
//   there costs as much as to write it. A used key can't be written again, so its batch fails, and runs once more with
//   all keys looked up; and the keys of commands that were refused, which write none, are looked up before the answer.
// - If a batch fails for another reason, or a command throws (a bug: what it had put in may be half of it), nothing of it
//   is committed; its commands run again one by one, and only the culprit fails.

import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { isSerializationFailure, isUnavailable } from '../database/retry.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { type Actor, actingNow } from './acting.ts'
import type { Batch, Changes } from './batch.ts'
import { Cache } from './cache.ts'
import { type Command, idempotencyConflict, ORGANIZATION_CLOSED, type Outcome } from './command.ts'
import { load, loadKeys } from './load.ts'
import { CHANNEL, noticesOf } from './notice.ts'
import { PriceBook } from './priceBook.ts'
import { append, save } from './save.ts'
import { all, LockTimeout, Session } from './session.ts'

/** The most commands in one batch: enough for one bulk request, few enough to answer in a blink. */
export const BATCH_COMMANDS_MAX = 1_000
/** The most commands that may wait; past that they are refused at once. */
export const QUEUE_COMMANDS_MAX = 20_000
/** Few enough that PostgreSQL doesn't wait long for the first, enough that statements don't cost more than rows. */
const DECISIONS_PER_WRITE = 125
const SERIALIZATION_ATTEMPTS_MAX = 10
/** Repetitions come in bursts: after one that the cache didn't know, this many batches look up all keys. */
const BATCHES_OF_DOUBT = 100
/** How long a batch waits for a lost database before its commands fail. */
const RECONNECT_MS_MAX = 30_000
const RECONNECT_DELAY_MS_MIN = 50
const RECONNECT_DELAY_MS_MAX = 1_000

/** Heard by other processes once the batch is committed: src/engine/relay.ts. */
const NOTIFY = `SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice`

/** https://worker.graphile.org/docs/sql-add-job */
const ENQUEUE = `
  SELECT graphile_worker.add_job(task, payload::json) FROM unnest($1::text[], $2::text[]) AS job (task, payload)`

/** The queue is full. Nothing was done; the command may be sent again after a moment. */
export class Overloaded extends Error {
  readonly retryAfterMs = 1_000
}

/** The database can't be reached. Whether the command was carried out is known only to its idempotency key. */
export class Unavailable extends Error {
  readonly retryAfterMs = 1_000
}

export interface LaneOptions {
  readonly url: string
  /** One of its own if absent. */
  readonly priceBook?: PriceBook
  readonly log: Logger
  readonly clock?: () => Date
  /** What is to be done because of a batch, put into PostgreSQL's queue in its transaction: src/queue.ts. */
  readonly outbox?: (batch: Batch) => readonly QueuedJob[]
  /** Told of every batch after its commit, in order, with its number. */
  readonly onCommit?: (changes: Changes, number: bigint) => void
  /** Whether other processes are told by the database; if absent, they are. */
  readonly notify?: boolean
}

/** Something to be done later: which task of the queue, and with what. */
export interface QueuedJob {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
}

interface Job {
  readonly command: Command<unknown>
  /** Who wants it, for the audit log. */
  readonly by: Actor
  readonly resolve: (outcome: Outcome<unknown>) => void
  readonly reject: (error: unknown) => void
}

interface Committed {
  readonly changes: Changes
  readonly number: bigint
}

/** What became of a batch; nothing is committed of one that has changed nothing. */
interface Done<Commit = Committed | null> {
  readonly answers: Outcome<unknown>[]
  readonly committed: Commit
}

export class Lane {
  readonly #id = randomUUID()
  readonly #options: LaneOptions
  readonly #cache = new Cache()
  readonly #priceBook: PriceBook
  #queue: Job[] = []
  #running: Promise<void> | null = null
  #session: Session | null = null
  #now = new Date(0)
  #batchesOfDoubt = 0
  #closed = false

  constructor(options: LaneOptions) {
    this.#options = options
    this.#priceBook = options.priceBook ?? new PriceBook()
  }

  /** By which other processes know its batches. */
  get id(): string {
    return this.#id
  }

  /** Decides a command. Resolves after its commit; throws Overloaded or Unavailable. */
  run<Value>(command: Command<Value>): Promise<Outcome<Value>> {
    if (this.#closed) return Promise.reject(new Unavailable('Holdfast is shutting down.'))
    if (this.#queue.length >= QUEUE_COMMANDS_MAX) {
      return Promise.reject(
        new Overloaded(`${QUEUE_COMMANDS_MAX} commands are waiting already. Try again in a moment.`),
      )
    }
    const { promise, resolve, reject } = Promise.withResolvers<Outcome<unknown>>()
    this.#queue.push({ command, by: actingNow(), resolve, reject })
    this.#running ??= this.#work()
    return promise as Promise<Outcome<Value>>
  }

  /** Finishes what is queued, takes no more, and closes the connection. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    await this.#session?.close()
  }

  async #work(): Promise<void> {
    // Let everything that arrived in this turn of the event loop join the first batch.
    await new Promise(setImmediate)
    let committing = this.#next()
    while (committing) {
      const answer = await committing
      committing = this.#next()
      answer()
    }
    this.#running = null
  }

  #next(): Promise<() => void> | null {
    if (this.#queue.length === 0) return null
    const jobs = this.#queue.slice(0, BATCH_COMMANDS_MAX)
    this.#queue = this.#queue.slice(BATCH_COMMANDS_MAX)
    return this.#commit(jobs)
  }

  /** Runs a batch to its commit. Answers how to answer its callers. */
  async #commit(jobs: readonly Job[]): Promise<() => void> {
    try {
      const { answers, committed } = await this.#runUntilCommitted(jobs)
      return () => {
        for (const [i, job] of jobs.entries()) {
          job.resolve(answers[i] as Outcome<unknown>)
        }
        if (committed) this.#options.onCommit?.(committed.changes, committed.number)
      }
    } catch (error) {
      if (jobs.length === 1 || error instanceof Unavailable) {
        return () => {
          for (const job of jobs) job.reject(error)
        }
      }
      this.#options.log.error({ err: error, commands: jobs.length }, 'a batch failed; running its commands one by one')
      for (const job of jobs) (await this.#commit([job]))()
      return () => {}
    }
  }

  /** Runs a batch as often as it takes: again after a serialization failure, and after a lost connection. */
  async #runUntilCommitted(jobs: readonly Job[]): Promise<Done> {
    const commands = jobs.map((job) => job.command)
    const giveUpAt = performance.now() + RECONNECT_MS_MAX
    let unsettled: Done<Committed> | null = null
    let serializationFailures = 0
    let delayMs = 0
    while (true) {
      let session: Session | undefined
      try {
        const connected = await this.#connect()
        session = connected
        let lookUpKeys = this.#cache.asOf === null || this.#batchesOfDoubt > 0
        const { edition } = this.#priceBook
        const [{ last, lastAt, own, newestEdition }, loaded] = await all([
          session.begin(this.#id),
          load(session, this.#cache, edition, commands, lookUpKeys),
        ])
        if (unsettled) {
          // The lock was free to take, so the lost transaction has ended by now.
          await session.rollback()
          if (own === unsettled.committed.number) return unsettled
          unsettled = null
          continue
        }
        let batch = loaded
        const isBehind = this.#cache.asOf !== null && this.#cache.asOf !== last
        if (isBehind || edition.number < newestEdition) {
          if (isBehind) this.#cache.clear()
          lookUpKeys ||= isBehind
          await this.#priceBook.refresh((name, sql, values) => connected.query(name, sql, values))
          batch = await load(session, this.#cache, this.#priceBook.edition, commands, lookUpKeys)
        }
        batch.now = this.#tick(lastAt)
        const number = (last ?? 0n) + 1n
        const answers: Outcome<unknown>[] = []
        const writes: Promise<unknown>[] = []
        for (const { command, by } of jobs) {
          answers.push(decide(command, by, batch))
          if (answers.length % DECISIONS_PER_WRITE === 0) writes.push(...append(session, batch))
        }
        if (!lookUpKeys) await replayRefused(session, batch, commands, answers)
        if (batch.isEmpty) {
          await session.rollback()
          return { answers, committed: null }
        }
        writes.push(...append(session, batch), ...save(session, batch, this.#id, number))
        const changes = batch.changes()
        if (this.#options.notify ?? true) {
          writes.push(session.query('notify', NOTIFY, [CHANNEL, noticesOf(changes, this.#id, number)]))
        }
        const queued = this.#options.outbox?.(batch) ?? []
        if (queued.length > 0) {
          const columns = [queued.map(({ task }) => task), queued.map(({ payload }) => JSON.stringify(payload))]
          writes.push(session.query('enqueue', ENQUEUE, columns))
        }
        const done = { answers, committed: { changes, number } }
        unsettled = done
        await all([...writes, session.commit()])
        this.#cache.keep(batch, number)
        if (this.#batchesOfDoubt > 0) this.#batchesOfDoubt--
        return done
      } catch (error) {
        if (error instanceof Unavailable) throw error
        if (session?.isLost || isUnavailable(error)) {
          await this.#disconnect()
          if (performance.now() > giveUpAt) {
            throw new Unavailable('The database has been out of reach for too long.', { cause: error })
          }
          // At once the first time: a connection that was cut is usually just that.
          if (delayMs > 0) await delay(delayMs)
          delayMs = Math.min(Math.max(delayMs * 2, RECONNECT_DELAY_MS_MIN), RECONNECT_DELAY_MS_MAX)
          continue
        }
        await session?.rollback().catch(() => this.#disconnect())
        if (error instanceof LockTimeout) {
          if (performance.now() < giveUpAt) continue
          throw new Unavailable('Other processes have been holding up the ledger for too long.', { cause: error })
        }
        unsettled = null
        if (isUsedKey(error) && this.#batchesOfDoubt === 0) {
          this.#batchesOfDoubt = BATCHES_OF_DOUBT
          continue
        }
        if (this.#cache.asOf !== null) {
          // Whatever failed, it may be that somebody has changed a table past the lane: look again before giving up.
          this.#options.log.warn({ err: error }, 'a batch failed and runs again, with everything read anew')
          this.#cache.clear()
          continue
        }
        if (!isSerializationFailure(error) || ++serializationFailures >= SERIALIZATION_ATTEMPTS_MAX) throw error
        this.#options.log.warn({ serializationFailures }, 'a batch met a serialization failure and runs again')
      }
    }
  }

  async #connect(): Promise<Session> {
    if (this.#session?.isLost) await this.#disconnect()
    this.#session ??= await Session.open(this.#options.url)
    return this.#session
  }

  async #disconnect(): Promise<void> {
    const session = this.#session
    this.#session = null
    // The next connection may lead to another server, which may know less.
    this.#cache.clear()
    await session?.close()
  }

  /** The time of a batch: the clock's, but never before the last batch of any lane, whatever clocks say. */
  #tick(last: Date | null): Date {
    const times = [this.#options.clock?.() ?? new Date(), this.#now, last ?? this.#now]
    this.#now = new Date(Math.max(...times.map(Number)))
    return this.#now
  }
}

/** Decides one command against the batch as the commands before it left it. */
function decide(command: Command<unknown>, by: Actor, batch: Batch): Outcome<unknown> {
  const { organizationId, idempotency } = command
  const before = answerOfKey(command, batch)
  if (before) return before
  if (!command.evenClosed && ['CLOSING', 'CLOSED'].includes(batch.standing(organizationId)?.status ?? '')) {
    return { kind: 'refused', refusal: ORGANIZATION_CLOSED }
  }
  const decision = command.decide(batch)
  if (isRefused(decision)) return { kind: 'refused', refusal: decision }
  if (idempotency) batch.putKey({ organizationId, ...idempotency, resultId: decision.resultId })
  const { value, resultId, act } = decision
  if (act) batch.putAudit({ organizationId, id: uuidv7(), act, by })
  return { kind: 'decided', value, resultId }
}

/** What a command whose key was used before is answered; null if its key is new. */
function answerOfKey({ organizationId, idempotency }: Command<unknown>, batch: Batch): Outcome<unknown> | null {
  const known = idempotency && batch.key(organizationId, idempotency.key)
  if (!idempotency || !known) return null
  if (Buffer.compare(known.fingerprint, idempotency.fingerprint) === 0) {
    return { kind: 'replayed', resultId: known.resultId }
  }
  return { kind: 'refused', refusal: idempotencyConflict(idempotency.key) }
}

/** Looks up the keys of commands that did nothing, which may have done it before; and then answers that. */
async function replayRefused(
  session: Session,
  batch: Batch,
  commands: readonly Command<unknown>[],
  answers: Outcome<unknown>[],
): Promise<void> {
  const doubtful = commands
    .map((command, i) => ({ command, i }))
    .filter(({ command, i }) => command.idempotency && answers[i]?.kind === 'refused')
  if (doubtful.length === 0) return
  await loadKeys(
    session,
    batch,
    doubtful.map(({ command }) => command),
  )
  for (const { command, i } of doubtful) answers[i] = answerOfKey(command, batch) ?? (answers[i] as Outcome<unknown>)
}

function isUsedKey(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'idempotency_key_pkey'
}

function isRefused(decision: { resultId: string } | Refusal): decision is Refusal {
  return 'code' in decision
}
