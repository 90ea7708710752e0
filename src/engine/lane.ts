// The lane: every command that moves credits or tasks goes through here, one batch at a time.
//
// Commands queue, each organization in a line of its own: src/fairness/fairQueue.ts. While one batch is in flight the next gathers: there is no timer and no added delay, so an idle
// lane decides a lone command at once and a busy one decides hundreds together. A batch is one serializable
// transaction: load what its commands need, decide each in order with the pure rules, write all effects, commit,
// and only then answer.
//
//   run() ──► queue ──► lock, BEGIN, load ──► decide one by one ──► save, COMMIT, unlock ──► answer, publish
//
// Node and PostgreSQL work at the same time: entries are written while the next commands are decided. Under load a batch
// goes ahead: it is decided, upon what the one before will have left, and sent down the same connection while that is
// still being committed. Its transaction begins with a guard, which fails unless the last batch in the database is that
// very one. So it is committed after that one or not at all, and answered after that one.
//
// - A refused command refuses only itself.
// - One lane works on a database at a time. Processes take turns through a session-level advisory lock, taken before
//   BEGIN: inside the transaction it would come too late, for the snapshot would already be old.
// - A serialization failure (40001, 40P01) reruns the batch. With the lock held it can only come from outside.
// - Batches are numbered, and each writes its number beside its lane's id. If the connection is lost before the commit
//   was answered, the lane looks afterwards which number its row has, and counts it up, so that whatever is still on its way
//   down the lost connection fails at its guard. A committed batch is answered, another runs again. So nothing is lost
//   and nothing is doubled.
// - While no other lane has committed a batch, what the last one left is in a cache and is not read again. The price
//   book is read again when it has a new version.
// - When something goes wrong, batches run one after the other for a while, each after the commit of the one before.
// - An idempotency key is taken for a new one unless it is in the cache: so it nearly always is, and to look for what isn't
//   there costs as much as to write it. A used key can't be written again, so its batch fails, and runs once more with
//   all keys looked up; and the keys of commands that were refused, which write none, are looked up before the answer.
// - If a batch fails for another reason, or a command throws (a bug: what it had put in may be half of it), nothing of it
//   is committed; its commands run again one by one, and only the culprit fails.

import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { NIL } from 'uuid'
import { meterNow } from '../database/meter.ts'
import { isDisconnected, isSerializationFailure } from '../database/retry.ts'
import { FairQueue } from '../fairness/fairQueue.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { type Actor, actingNow } from './acting.ts'
import type { Batch, Changes } from './batch.ts'
import { Cache } from './cache.ts'
import type { Command, LaneRefusal, Outcome } from './command.ts'
import { decide, replayRefused } from './decide.ts'
import { load } from './load.ts'
import { CHANNEL, notificationsOf } from './notification.ts'
import { PriceBook } from './priceBook.ts'
import { append, LANE_ROW, save } from './save.ts'
import { all, LockTimeout, Overtaken, Session } from './session.ts'

/** How many commands may wait in all before an organization past its equal share is refused. */
export const QUEUE_COMMANDS_MAX = 20_000
/** How many commands of one organization may wait; past that they are refused at once. */
export const ORGANIZATION_COMMANDS_MAX = 10_000
/** The most commands in one batch: enough for one bulk request, few enough to answer in a blink. */
const BATCH_COMMANDS_MAX = 1_000
/** So many must wait before a batch goes ahead of another's commit: fewer, and batches would only be smaller. */
const PIPELINED_COMMANDS_MIN = 125
/** Another process that is at work takes its turn between two batches. Once that was seen, so many don't go ahead. */
const BATCHES_OF_CAUTION = 100
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
const NOTIFY = `SELECT pg_notify($1, notification) FROM unnest($2::text[]) AS notification`

/** https://worker.graphile.org/docs/sql-add-job */
const ENQUEUE = `
  SELECT graphile_worker.add_job(task, payload::json) FROM unnest($1::text[], $2::text[]) AS job (task, payload)`

/** The queue is full. Nothing was done; the command may be sent again after a moment. */
export class Overloaded extends Error {
  readonly retryAfterMs = 1_000
}

function overloaded(): Overloaded {
  return new Overloaded('Too many commands of this organization are waiting already. Try again in a moment.')
}

/** The database can't be reached. Whether the command was carried out is known only to its idempotency key. */
export class Unavailable extends Error {
  readonly retryAfterMs = 1_000
}

/** A command of no organization, which is always refused. */
const PROBE: Command<never> = {
  organizationId: NIL,
  idempotency: null,
  reads: {},
  decide: () => ({ code: 'PROBE', message: 'This command decides nothing.' }),
}

export interface LaneOptions {
  readonly url: string
  /** One of its own if absent. */
  readonly priceBook?: PriceBook
  readonly log: Logger
  readonly clock?: () => Date
  /** How many commands must wait before a batch goes ahead of another's commit; for tests. */
  readonly pipelinedCommandsMin?: number
  /** What is to be done because of a batch, put into PostgreSQL's queue in its transaction: src/queue/queue.ts. */
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

/** A batch that was sent down to its COMMIT. */
interface Sent {
  readonly jobs: readonly Job[]
  readonly answers: readonly Outcome<unknown>[]
  /** Null: it has changed nothing. */
  readonly changes: Changes | null
  /** Null: it has none, for it has changed nothing. */
  readonly number: bigint | null
  /** Once it is committed, and may be answered. */
  readonly committed: Promise<void>
}

interface Job {
  readonly command: Command<unknown>
  /** Who wants it, for the audit log. */
  readonly by: Actor
  readonly resolve: (outcome: Outcome<unknown>) => void
  readonly reject: (error: unknown) => void
}

export class Lane {
  readonly #id = randomUUID()
  readonly #options: LaneOptions
  readonly #cache = new Cache()
  readonly #priceBook: PriceBook
  readonly #pipelinedCommandsMin: number
  readonly #queue = new FairQueue<Job>({ max: QUEUE_COMMANDS_MAX, lineMax: ORGANIZATION_COMMANDS_MAX })
  #running: Promise<void> | null = null
  #session: Session | null = null
  #now = new Date(0)
  #batchesOfDoubt = 0
  #batchesOfCaution = 0
  #answeredAt = performance.now()
  /** Told when enough commands wait for a batch to go ahead. */
  #onGathered = () => {}
  #closed = false

  constructor(options: LaneOptions) {
    this.#options = options
    this.#priceBook = options.priceBook ?? new PriceBook()
    this.#pipelinedCommandsMin = options.pipelinedCommandsMin ?? PIPELINED_COMMANDS_MIN
  }

  /** By which other processes know its batches. */
  get id(): string {
    return this.#id
  }

  /** How long ago a batch was answered. */
  get answeredMsAgo(): number {
    return performance.now() - this.#answeredAt
  }

  /** Whether it can decide: takes its turn, the lock and a snapshot, and changes nothing. Throws as `run` does. */
  async probe(): Promise<void> {
    await this.run(PROBE)
  }

  /** How many commands of an organization may be added now. */
  roomFor(organizationId: string): number {
    return this.#queue.roomFor(organizationId)
  }

  /** Throws Overloaded if there is no room for so many: commands that belong together are refused before any is run. */
  expectRoom(organizationId: string, commands: number): void {
    if (this.roomFor(organizationId) < commands) throw overloaded()
  }

  /** Decides a command. Resolves after its commit; throws Overloaded or Unavailable. */
  run<Value, Refused extends Refusal = Refusal>(
    command: Command<Value, Refused>,
  ): Promise<Outcome<Value, Refused | LaneRefusal>> {
    if (this.#closed) return Promise.reject(new Unavailable('Holdfast is shutting down.'))
    const { promise, resolve, reject } = Promise.withResolvers<Outcome<unknown>>()
    if (!this.#queue.push(command.organizationId, { command, by: actingNow(), resolve, reject })) {
      return Promise.reject(overloaded())
    }
    meterNow()?.countCommand()
    if (this.#queue.size === this.#pipelinedCommandsMin) this.#onGathered()
    this.#running ??= this.#work()
    return promise as Promise<Outcome<Value, Refused | LaneRefusal>>
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
    /** Sent, and not known to be committed. */
    let before: Sent | null = null
    while (before || this.#queue.size > 0) {
      const jobs = before === null || (await this.#gathers(before)) ? this.#queue.take(BATCH_COMMANDS_MAX) : []
      let next: Sent | null = null
      let failure: unknown = null
      try {
        if (jobs.length > 0) next = await this.#send(jobs, before !== null)
        await before?.committed
      } catch (error) {
        failure = error
      }
      if (failure) {
        const sent = [before, next].filter((each) => each !== null)
        await this.#recover(sent, next ? [] : jobs, failure)
        before = null
        continue
      }
      if (before) this.#answer(before)
      before = next
    }
    this.#running = null
  }

  /** Whether enough commands gather for a batch of their own, to go ahead while another is being committed. */
  async #gathers({ committed }: Sent): Promise<boolean> {
    if (this.#batchesOfCaution > 0) return false
    if (this.#queue.size < this.#pipelinedCommandsMin) {
      const { promise: gathered, resolve } = Promise.withResolvers<void>()
      this.#onGathered = resolve
      await Promise.race([gathered, committed.catch(() => {})])
      this.#onGathered = () => {}
      if (this.#queue.size < this.#pipelinedCommandsMin) return false
      // As for the first batch: the others of this turn.
      await new Promise(setImmediate)
    }
    return true
  }

  /**
   * Decides a batch and sends it, down to its COMMIT. `ahead`: upon what the one before will have left, which was sent and is
   * not known to be committed.
   */
  async #send(jobs: readonly Job[], ahead: boolean): Promise<Sent> {
    const session = await this.#connect()
    const commands = jobs.map((job) => job.command)
    const { asOf } = this.#cache
    if (ahead && asOf === null) throw new Overtaken('The connection was lost.')
    let lookUpKeys = asOf === null || this.#batchesOfDoubt > 0
    let { version } = this.#priceBook
    const guarded = ahead ? session.beginAfter(this.#id, asOf as bigint, version.number) : null
    guarded?.catch(() => {})
    try {
      const [begun, loaded] = await all([
        guarded ? null : session.begin(this.#id),
        load(session, this.#cache, version, commands, lookUpKeys),
      ])
      let batch = loaded
      const last = begun ? begun.last : asOf
      if (begun) {
        const isBehind = asOf !== null && asOf !== begun.last
        if (isBehind || version.number < begun.newestVersion) {
          if (isBehind) this.#cache.clear()
          lookUpKeys ||= isBehind
          await this.#priceBook.refresh((name, sql, values) => session.query(name, sql, values))
          version = this.#priceBook.version
          batch = await load(session, this.#cache, version, commands, lookUpKeys)
        }
      }
      const number = (last ?? 0n) + 1n
      batch.number = number
      batch.now = this.#tick(begun?.lastAt ?? null)
      const answers: Outcome<unknown>[] = []
      const writes: Promise<unknown>[] = []
      for (const { command, by } of jobs) {
        answers.push(decide(command, by, batch))
        if (answers.length % DECISIONS_PER_WRITE === 0) writes.push(...append(session, batch))
      }
      if (!lookUpKeys) await replayRefused(session, batch, commands, answers)
      if (batch.isEmpty) {
        const committed = all([guarded, session.rollback()]).then(() => {})
        return sent({ jobs, answers, changes: null, number: null, committed })
      }
      writes.push(...append(session, batch), ...save(session, batch, this.#id, number))
      const changes = batch.changes()
      if (this.#options.notify ?? true) {
        writes.push(session.query('notify', NOTIFY, [CHANNEL, notificationsOf(changes, this.#id, number)]))
      }
      const queued = this.#options.outbox?.(batch) ?? []
      if (queued.length > 0) {
        const columns = [queued.map(({ task }) => task), queued.map(({ payload }) => JSON.stringify(payload))]
        writes.push(session.query('enqueue', ENQUEUE, columns))
      }
      const committed = session.commit().catch(async (error) => {
        // What failed before is why.
        await all([guarded, ...writes])
        throw error
      })
      for (const write of writes) write.catch(() => {})
      this.#cache.keep(batch, number)
      return sent({ jobs, answers, changes, number, committed })
    } catch (error) {
      await session.rollback().catch(() => this.#disconnect())
      // If the guard failed, that is why.
      await guarded
      throw error
    }
  }

  #answer({ jobs, answers, changes, number }: Sent): void {
    this.#answeredAt = performance.now()
    if (this.#batchesOfDoubt > 0) this.#batchesOfDoubt--
    if (this.#batchesOfCaution > 0) this.#batchesOfCaution--
    for (const [i, job] of jobs.entries()) job.resolve(answers[i] as Outcome<unknown>)
    if (changes && number) this.#options.onCommit?.(changes, number)
  }

  /**
   * Answers those of the batches that were committed, and runs the others again, one after the other: `unsent`, if there are
   * any, as the last, which could not be sent because of `failure`.
   */
  async #recover(batches: readonly Sent[], unsent: readonly Job[], failure: unknown): Promise<void> {
    const outcomes = await Promise.allSettled(batches.map(({ committed }) => committed))
    const [first, second] = outcomes
    const last = second?.status === 'rejected' ? second.reason : failure
    if (first?.status === 'fulfilled' && last instanceof Overtaken) this.#batchesOfCaution = BATCHES_OF_CAUTION
    // It holds what the failed batch would have left.
    this.#cache.clear()
    const lost = batches.filter(({ number }, i) => {
      const outcome = outcomes[i]
      return number !== null && outcome?.status === 'rejected' && this.#isLost(outcome.reason)
    })
    // Asked before anything runs again, for that may take the number of a batch that was lost.
    let own: bigint | null = null
    let unknown: unknown = null
    if (lost.length > 0) {
      try {
        own = await this.#settle(new Backoff())
      } catch (error) {
        unknown = error
      }
    }
    for (const [i, batch] of batches.entries()) {
      const outcome = outcomes[i] as PromiseSettledResult<void>
      const isLost = lost.includes(batch)
      if (outcome.status === 'fulfilled' || (isLost && own !== null && (batch.number as bigint) <= own)) {
        this.#answer(batch)
      } else if (isLost && unknown) {
        // What became of it is known only to the database.
        for (const job of batch.jobs) job.reject(unknown)
      } else await this.#runAlone(batch.jobs, isLost ? null : outcome.reason)
    }
    if (unsent.length > 0) await this.#runAlone(unsent, failure)
  }

  /** Runs a batch to its commit, whatever has failed before, and answers it; if it can't be done, its commands one by one. */
  async #runAlone(jobs: readonly Job[], failure: unknown): Promise<void> {
    try {
      this.#answer(await this.#runUntilCommitted(jobs, failure))
    } catch (error) {
      if (jobs.length === 1 || error instanceof Unavailable) {
        for (const job of jobs) job.reject(error)
        return
      }
      this.#options.log.error({ err: error, commands: jobs.length }, 'a batch failed; running its commands one by one')
      for (const job of jobs) await this.#runAlone([job], null)
    }
  }

  /** Runs a batch as often as it takes: again after a serialization failure, and after a lost connection. */
  async #runUntilCommitted(jobs: readonly Job[], firstFailure: unknown): Promise<Sent> {
    const backoff = new Backoff()
    let serializationFailures = 0
    let failure = firstFailure
    let wasCached = true
    while (true) {
      if (failure instanceof LockTimeout) {
        if (backoff.isOver) {
          throw new Unavailable('Other processes have been holding up the ledger for too long.', { cause: failure })
        }
      } else if (failure !== null && this.#isLost(failure)) {
        await this.#disconnect()
        await backoff.wait(failure)
      } else if (isUsedKey(failure) && this.#batchesOfDoubt === 0) {
        this.#batchesOfDoubt = BATCHES_OF_DOUBT
      } else if (failure !== null && !(failure instanceof Overtaken)) {
        // Whatever failed, it may be that somebody has changed a table past the lane: look again before giving up.
        if (wasCached) {
          this.#options.log.warn({ err: failure }, 'a batch failed and runs again, with everything read anew')
        } else {
          if (!isSerializationFailure(failure) || ++serializationFailures >= SERIALIZATION_ATTEMPTS_MAX) throw failure
          this.#options.log.warn({ serializationFailures }, 'a batch met a serialization failure and runs again')
        }
      }
      let batch: Sent | null = null
      wasCached = this.#cache.asOf !== null
      try {
        batch = await this.#send(jobs, false)
        await batch.committed
        return batch
      } catch (error) {
        this.#cache.clear()
        failure = error
        if (!batch?.number || !this.#isLost(error)) continue
        if (batch.number <= (await this.#settle(backoff))) return batch
        failure = null
      }
    }
  }

  /**
   * After a lost connection: the number of the last batch that this lane has committed. It takes a number itself, so that
   * whatever was sent ahead and is still on its way fails at its guard.
   */
  async #settle(backoff: Backoff): Promise<bigint> {
    while (true) {
      try {
        await this.#disconnect()
        const session = await this.#connect()
        // The lock was free to take, so the lost transaction has ended by now.
        const { last, lastAt, own } = await session.begin(this.#id)
        const fence = session.query('lane_row', LANE_ROW, [this.#id, (last ?? 0n) + 1n, this.#tick(lastAt)])
        await all([fence, session.commit()])
        return own ?? 0n
      } catch (error) {
        await backoff.wait(error)
      }
    }
  }

  #isLost(error: unknown): boolean {
    return isDisconnected(error) || this.#session?.isLost === true
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

/** Waits for a lost database, longer from time to time, and then no more. */
class Backoff {
  readonly #endsAt = performance.now() + RECONNECT_MS_MAX
  // At once the first time: a connection that was cut is usually just that.
  #delayMs = 0

  get isOver(): boolean {
    return performance.now() > this.#endsAt
  }

  async wait(cause: unknown): Promise<void> {
    if (this.isOver) throw new Unavailable('The database has been out of reach for too long.', { cause })
    if (this.#delayMs > 0) await delay(this.#delayMs)
    this.#delayMs = Math.min(Math.max(this.#delayMs * 2, RECONNECT_DELAY_MS_MIN), RECONNECT_DELAY_MS_MAX)
  }
}

/** A batch on its way. Who waits for its commit hears of a failure; if nobody has come to that yet, it is no loose end. */
function sent(batch: Sent): Sent {
  batch.committed.catch(() => {})
  return batch
}

function isUsedKey(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'idempotency_key_pkey'
}
