// The lane: a single-writer command queue with group commit. Every command that moves credits or tasks goes through it, one batch
// at a time.
//
// Commands are queued by organization: src/fairness/fairQueue.ts. While one batch is in flight, the next one gathers. No timer
// delays a batch, so an idle lane decides a single command at once and a busy one decides hundreds together. A batch is one
// serializable transaction: load what its commands need, decide each in order with the pure rules, write all effects, commit,
// and only then answer.
//
//   run() ──► queue ──► lock, BEGIN, load ──► decide one by one ──► save, COMMIT, unlock ──► answer, publish
//
// A batch is decided on the rows that the lane's last batch has left, without asking first whether another lane has changed them:
// its transaction begins with a guard, which fails unless the last batch in the database is that one. So a command whose rows are
// known waits for the database once. Node and PostgreSQL work at the same time: entries are written while the next commands are
// decided. Under load, batches are pipelined: a batch is sent on the same connection while the one before is still being
// committed. By its guard it is committed after that one or not at all, and it is answered after that one.
//
// - A refused command affects no other command.
// - One lane at a time works on a database. Processes take turns with a session-level advisory lock, taken before BEGIN: inside
//   the transaction it would be too late, because the snapshot would already be old.
// - A serialization failure (40001, 40P01) reruns the batch. While the lock is held it can only have a cause outside the lanes.
// - Batches are numbered, and each writes its number into its lane's row. If the connection is lost before the commit was
//   answered, the lane reads the number in its row and increments it, so that a batch that is still in flight on the lost
//   connection fails at its guard. A committed batch is answered, another one runs again. So nothing is lost or doubled.
// - While no other lane has committed a batch, the rows of the last one are in a cache and are not read again. The price book is
//   read again when it has a new version.
// - After another lane came in between, batches run one after the other for a while, and first read which batch was the last.
// - An idempotency key that is not in the cache is assumed to be new, because nearly all are, and a look-up costs as much as the
//   insertion. A used key can't be inserted again: its batch fails and runs once more with all keys looked up. The keys of refused
//   commands, which insert none, are looked up before the answer.
// - A command of an organization whose cycle has ended is decided after what follows the cycle: a renewal takes effect at its exact
//   instant, whichever command comes first and whether or not a sweep was there.
// - Several lanes work on a database that has several cells, each with tables, a lock and numbers of its own: src/engine/lanes.ts.
//   "Database" then means the cell.
// - If a batch fails for another reason, or a command throws (a bug, which may have left half of its changes in the batch),
//   nothing is committed. Its commands run again one by one, and only the faulty one fails.

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { NIL } from 'uuid'
import { meterNow } from '../database/meter.ts'
import { isDisconnected, isSerializationFailure } from '../database/retry.ts'
import { FairQueue } from '../fairness/fairQueue.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { type BatchReport, batches, batchRetries, type RetryCause } from '../telemetry/channels.ts'
import { type Traceparent, traceNow, tracer } from '../telemetry/trace.ts'
import { type Actor, actingNow } from './acting.ts'
import type { Batch } from './batch.ts'
import { Cache } from './cache.ts'
import { type Command, CYCLE_DUE, type LaneRefusal, type Outcome } from './command.ts'
import { decide, replayRefused } from './decide.ts'
import { FeedDraft } from './feed.ts'
import { load } from './load.ts'
import { notificationsOf } from './notification.ts'
import { PriceBook } from './priceBook.ts'
import type { Changes } from './records.ts'
import { append, LANE_ROW, save } from './save.ts'
import {
  all,
  type BatchNotifications,
  LockTimeout,
  Moved,
  type Numbers,
  Overtaken,
  Session,
  type ShardOfCell,
} from './session.ts'

/** The number of waiting commands from which on an organization with more than an equal share is refused. */
export const QUEUE_COMMANDS_MAX = 20_000
/** The most waiting commands of one organization. Further ones are refused at once. */
export const ORGANIZATION_COMMANDS_MAX = 10_000
/** The most commands in one batch: enough for one bulk request, few enough for a short batch. */
const BATCH_COMMANDS_MAX = 1_000
/** The waiting commands from which on a batch is pipelined. With a smaller number, batches would only be smaller. */
const PIPELINED_COMMANDS_MIN = 125
/**
 * The batches that read the number of the last one before they are decided, after another process took its turn in between: few if
 * that is rare, and more each time that it happens again soon.
 */
const BATCHES_OF_CAUTION_MIN = 4
const BATCHES_OF_CAUTION_MAX = 100
/** The decisions after which entries are sent: few enough that PostgreSQL starts early, and enough that rows cost more than statements. */
const DECISIONS_PER_WRITE = 500
const SERIALIZATION_ATTEMPTS_MAX = 10
/** The attempts of a command that finds the cycle ended. More than two are needed only if another cycle ends meanwhile. */
const ATTEMPTS_IN_CYCLE_MAX = 5
/** The batches that look up all keys after a repetition that was not in the cache. Repetitions come in bursts. */
const BATCHES_OF_DOUBT = 100
/** The time that a batch waits for an unreachable database before its commands fail. */
const RECONNECT_MS_MAX = 30_000
const RECONNECT_DELAY_MS_MIN = 50
const RECONNECT_DELAY_MS_MAX = 1_000

/** https://worker.graphile.org/docs/sql-add-job */
const ENQUEUE = `
  SELECT graphile_worker.add_job(task, payload::json) FROM unnest($1::text[], $2::text[]) AS job (task, payload)`

/** On a cluster, whose queue is not where the shards are: src/queue/outbox.ts puts them into it. */
const ENQUEUE_LATER = 'INSERT INTO queued_job (task, payload) SELECT * FROM unnest($1::text[], $2::text[])'

/** The queue is full. The command was not executed and may be sent again after a moment. */
export class Overloaded extends Error {
  readonly retryAfterMs = 1_000
}

function overloaded(): Overloaded {
  return new Overloaded('Too many commands of this organization are waiting already. Try again in a moment.')
}

/** The database is unreachable. A repetition under the same idempotency key shows whether the command was executed. */
export class Unavailable extends Error {
  readonly retryAfterMs = 1_000
}

/** A command without an organization, which is always refused. */
const PROBE: Command<never> = {
  organizationId: NIL,
  idempotency: null,
  reads: {},
  decide: () => ({ code: 'PROBE', message: 'This command decides nothing.' }),
}

/** The cell of a lane, and what it shares with the lanes of others. */
export interface LaneCell {
  readonly number: number
  /** The schema of its tables. */
  readonly schema: string
  /** True: the database has no other. */
  readonly isOnly: boolean
  /** The number of cells that this process knows of. */
  readonly count: () => number
  /** Reads the machine that has the cell now; null: it is not on a cluster. */
  readonly shard: () => Promise<ShardOfCell | null>
  /** A new id for a lane of the cell. */
  readonly newId: () => string
  /** Takes commands back, because the database has another number of cells. */
  readonly handBack: (jobs: readonly Job[]) => void
}

/** Of a lane that is alone. */
const ONLY_CELL: LaneCell = {
  ...{ number: 0, schema: 'public', isOnly: true, count: () => 1, shard: async () => null, newId: randomUUID },
  handBack: (jobs) => {
    for (const job of jobs) job.reject(new Unavailable('The database has several cells.'))
  },
}

export interface LaneOptions {
  readonly url: string
  /** Absent: the only one. */
  readonly cell?: LaneCell
  /** The price book; if absent, the lane makes its own. */
  readonly priceBook?: PriceBook
  readonly log: Logger
  readonly clock?: () => Date
  /** The waiting commands from which on a batch is pipelined; for tests. */
  readonly pipelinedCommandsMin?: number
  /** The jobs that follow from a batch. They are put into PostgreSQL's queue in its transaction: src/queue/queue.ts. */
  readonly outbox?: (batch: Batch) => readonly QueuedJob[]
  /** The command that decides what follows the cycle of an organization that has ended. It runs before any other command of the organization. */
  readonly whenDue?: (organizationId: string) => Command<unknown>
  /** Called after the commit of every batch, in order, with its number and its lane. */
  readonly onCommit?: (changes: Changes, number: bigint, lane: Lane) => void
  /** Called after the commit of a batch on a cluster that has written jobs: they are still to be put into the queue. */
  readonly onQueued?: () => void
  /** True: each batch writes its events into the feed. */
  readonly feed?: boolean
  /** False if PostgreSQL does not notify other processes. */
  readonly notify?: boolean
}

/** A job for later: a task of the queue, and its payload. */
export interface QueuedJob {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** A batch that was sent, including its COMMIT. */
interface Sent {
  readonly jobs: readonly Job[]
  readonly answers: readonly Outcome<unknown>[]
  /** Null if it has changed nothing. */
  readonly changes: Changes | null
  /** Null if it has changed nothing. */
  readonly number: bigint | null
  /** Resolves once it is committed and may be answered. */
  readonly committed: Promise<void>
  /** The times by performance.now() at which it began, had its rows, and was decided. */
  readonly times: { readonly beganAt: number; readonly loadedAt: number; readonly decidedAt: number }
}

/** A command that waits for its answer. */
export interface Job {
  readonly command: Command<unknown>
  /** The actor, for the audit log. */
  readonly by: Actor
  /** The span of the operation or job that it belongs to; null if nothing is traced. */
  readonly trace: Traceparent | null
  /** 1, and one more each time that it waited for the end of a cycle. */
  readonly attempts: number
  readonly resolve: (outcome: Outcome<unknown>) => void
  readonly reject: (error: unknown) => void
}

/** The database has another number of cells than this process knows of. */
class CellsChanged extends Error {}

export class Lane {
  readonly #id: string
  readonly #cell: LaneCell
  /** The owner of the numbers that are taken without a batch (`#settle`): a number of `#id` is always that of a batch. */
  readonly #fenceId: string
  readonly #options: LaneOptions
  readonly #cache = new Cache()
  readonly #priceBook: PriceBook
  readonly #pipelinedCommandsMin: number
  readonly #queue = new FairQueue<Job>({ max: QUEUE_COMMANDS_MAX, lineMax: ORGANIZATION_COMMANDS_MAX })
  #running: Promise<void> | null = null
  /** Runs work outside the operation that happened to start it: its actor, meter and trace are not those of what follows a batch. */
  readonly #forNobody = AsyncLocalStorage.snapshot()
  #session: Session | null = null
  #now = new Date(0)
  #batchesOfDoubt = 0
  #batchesOfCaution = 0
  /** The batches of caution after the last turn of another process, and those that were answered since. */
  #caution = BATCHES_OF_CAUTION_MIN
  #batchesSinceOthers = Number.POSITIVE_INFINITY
  #answeredAt = performance.now()
  /** The time at which the first command of the present work came. */
  #startedAt = performance.now()
  /** Called when enough commands wait for a pipelined batch. */
  #onGathered = () => {}
  #closed = false
  #isRetired = false

  constructor(options: LaneOptions) {
    this.#options = options
    this.#cell = options.cell ?? ONLY_CELL
    this.#id = this.#cell.newId()
    this.#fenceId = this.#cell.newId()
    this.#priceBook = options.priceBook ?? new PriceBook()
    this.#pipelinedCommandsMin = options.pipelinedCommandsMin ?? PIPELINED_COMMANDS_MIN
  }

  /** Identifies its batches in notifications. */
  get id(): string {
    return this.#id
  }

  /** The number of its cell. */
  get cell(): number {
    return this.#cell.number
  }

  /** The time since a batch was answered. */
  get answeredMsAgo(): number {
    return performance.now() - this.#answeredAt
  }

  /** The time for which commands have waited without an answer to any; 0: none waits. In milliseconds. */
  get stoppedMs(): number {
    return this.#running ? performance.now() - Math.max(this.#startedAt, this.#answeredAt) : 0
  }

  /** The number of commands that wait. */
  get waiting(): number {
    return this.#queue.size
  }

  /** Checks that the lane can decide: takes its turn, the lock and a snapshot, and changes nothing. Throws as `run` does. */
  async probe(): Promise<void> {
    await this.run(PROBE)
  }

  /** The number of commands of an organization that may be added now. */
  roomFor(organizationId: string): number {
    return this.#queue.roomFor(organizationId)
  }

  /** Throws Overloaded if there is no room for a number of commands: those that belong together are refused before any runs. */
  expectRoom(organizationId: string, commands: number): void {
    if (this.roomFor(organizationId) < commands) throw overloaded()
  }

  /** Decides a command. Resolves after its commit; throws Overloaded or Unavailable. */
  run<Value, Refused extends Refusal = Refusal>(
    command: Command<Value, Refused>,
  ): Promise<Outcome<Value, Refused | LaneRefusal>> {
    if (this.#closed) return Promise.reject(new Unavailable('Holdfast is shutting down. Try again in a moment.'))
    const { promise, resolve, reject } = Promise.withResolvers<Outcome<unknown>>()
    if (!this.#push({ command, by: actingNow(), trace: traceNow(), attempts: 1, resolve, reject })) {
      return Promise.reject(overloaded())
    }
    meterNow()?.countCommand()
    return promise as Promise<Outcome<Value, Refused | LaneRefusal>>
  }

  /** Takes over a command that another lane has handed back. */
  take(job: Job): void {
    if (!this.#push(job)) job.reject(overloaded())
  }

  #push(job: Job): boolean {
    if (!this.#queue.push(job.command.organizationId, job)) return false
    if (this.#queue.size === this.#pipelinedCommandsMin) this.#onGathered()
    if (!this.#running) {
      this.#startedAt = performance.now()
      this.#running = this.#forNobody(() => this.#work())
    }
    return true
  }

  /** Finishes the queued commands, takes no further ones, and closes the connection. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    await this.#session?.close()
  }

  /** Hands all commands back, because its cell was split, and closes the connection. */
  async retire(): Promise<void> {
    this.#isRetired = true
    await this.close()
  }

  /** Returns whether the database has other cells than those for which this lane was opened. */
  #isOutdated({ cells }: Numbers): boolean {
    return this.#isRetired || cells !== this.#cell.count()
  }

  async #work(): Promise<void> {
    // Let everything that arrived in this turn of the event loop join the first batch.
    await new Promise(setImmediate)
    /** The batch that was sent and is not known to be committed. */
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

  /** Returns whether enough commands gather for a pipelined batch while another one is being committed. */
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
   * Decides a batch and sends it, including its COMMIT. `pipelined`: on the state that the one before will leave, which was sent
   * and is not known to be committed.
   */
  async #send(jobs: readonly Job[], pipelined: boolean): Promise<Sent> {
    if (this.#isRetired) throw new CellsChanged()
    const beganAt = performance.now()
    const session = await this.#connect()
    const commands = jobs.map((job) => job.command)
    const { asOf, feed } = this.#cache
    if (pipelined && asOf === null) throw new Overtaken('The connection was lost.')
    let lookUpKeys = asOf === null || this.#batchesOfDoubt > 0
    let { version } = this.#priceBook
    const isGuarded = pipelined || this.#batchesOfCaution === 0
    const [guarded, loading] = session.together(() => {
      const guard = isGuarded && asOf !== null ? session.beginAfter(this.#id, asOf, version.number) : null
      guard?.catch(() => {})
      const numbers = guard ? null : session.begin(this.#id)
      const loaded = load(session, this.#cache, version, commands, lookUpKeys)
      return [guard, all<[Promise<Numbers> | null, Promise<Batch>]>([numbers, loaded])] as const
    })
    try {
      const [begun, loaded] = await loading
      if (begun && this.#isOutdated(begun)) throw new CellsChanged()
      let batch = loaded
      const last = begun ? begun.last : asOf
      if (begun) {
        const isBehind = asOf !== null && asOf !== begun.last
        if (isBehind || version.number < begun.newestVersion) {
          if (isBehind) {
            this.#cache.clear()
            this.#beCautious()
          }
          lookUpKeys ||= isBehind
          await this.#priceBook.refresh((name, sql, values) => session.query(name, sql, values))
          version = this.#priceBook.version
          batch = await load(session, this.#cache, version, commands, lookUpKeys)
        }
      }
      const number = (last ?? 0n) + 1n
      batch.number = number
      batch.now = this.#tick(begun?.lastAt ?? null)
      batch.feedBefore = begun ? begun.feed : feed
      if (this.#options.feed) batch.feed = new FeedDraft(batch.feedBefore, this.#cell.isOnly ? null : this.#cell.number)
      const loadedAt = performance.now()
      const answers: Outcome<unknown>[] = []
      const writes: Promise<unknown>[] = []
      const isTraced = tracer() !== null
      for (const { command, by, trace } of jobs) {
        answers.push(decide(command, by, batch))
        if (isTraced) batch.noteTrace(trace)
        if (answers.length % DECISIONS_PER_WRITE === 0) {
          writes.push(...session.together(() => append(session, batch)))
        }
      }
      const times = { beganAt, loadedAt, decidedAt: performance.now() }
      if (!lookUpKeys) await replayRefused(session, batch, commands, answers)
      if (batch.isEmpty) {
        const committed = all([guarded, session.rollback()]).then(() => {})
        return sent({ jobs, answers, changes: null, number: null, committed, times })
      }
      const changes = batch.changes()
      const committing = session.together(() => {
        writes.push(...append(session, batch), ...this.#save(session, batch, number), session.fence(this.#id, number))
        return session.commit(this.#notificationsOf(changes, number))
      })
      const committed = committing.catch(async (error) => {
        // A statement that failed before is the cause.
        await all([guarded, ...writes])
        throw error
      })
      for (const write of writes) write.catch(() => {})
      this.#cache.keep(batch, number)
      return sent({ jobs, answers, changes, number, committed, times })
    } catch (error) {
      await session.rollback().catch(() => this.#disconnect())
      // If the guard failed, it is the cause.
      await guarded
      throw error
    }
  }

  /** Sends the rows of a batch and its jobs. */
  #save(session: Session, batch: Batch, number: bigint): Promise<unknown>[] {
    const writes = save(session, batch, this.#id, number, this.#cell.number)
    const queued = this.#options.outbox?.(batch) ?? []
    if (queued.length > 0) {
      const columns = [queued.map(({ task }) => task), queued.map(({ payload }) => JSON.stringify(payload))]
      writes.push(session.query('enqueue', session.isOnShard ? ENQUEUE_LATER : ENQUEUE, columns))
    }
    return writes
  }

  #notificationsOf(changes: Changes, number: bigint): BatchNotifications | null {
    if (this.#options.notify === false) return null
    const batch = { laneId: this.#id, number, cell: this.#cell.number }
    return { ...batch, notifications: notificationsOf(changes, batch) }
  }

  #answer(batch: Sent): void {
    const { jobs, answers, changes, number } = batch
    this.#answeredAt = performance.now()
    if (batches.isFollowed) batches.tell(reportOf(batch, this.#answeredAt))
    if (this.#batchesOfDoubt > 0) this.#batchesOfDoubt--
    if (this.#batchesOfCaution > 0) this.#batchesOfCaution--
    this.#batchesSinceOthers++
    const due: Job[] = []
    for (const [i, job] of jobs.entries()) {
      const answer = answers[i] as Outcome<unknown>
      if (answer.kind === 'refused' && answer.refusal === CYCLE_DUE) due.push(job)
      else job.resolve(answer)
    }
    if (changes && number) this.#options.onCommit?.(changes, number, this)
    if (this.#session?.isOnShard && number) this.#options.onQueued?.()
    for (const [organizationId, waiting] of Map.groupBy(due, ({ command }) => command.organizationId)) {
      this.#endCycle(organizationId, waiting)
    }
  }

  /** Decides what follows an organization's cycle that has ended, and then the commands that wait for it. */
  #endCycle(organizationId: string, waiting: readonly Job[]): void {
    const reject = (error: unknown) => {
      for (const job of waiting) job.reject(error)
    }
    const command = this.#options.whenDue?.(organizationId)
    const [first] = waiting
    if (!command || !first) {
      reject(new RangeError('the lane was not told what follows a cycle'))
      return
    }
    const resolve = () => {
      for (const job of waiting) {
        if (
          job.attempts === ATTEMPTS_IN_CYCLE_MAX ||
          !this.#queue.push(organizationId, { ...job, attempts: job.attempts + 1 })
        )
          job.reject(overloaded())
      }
    }
    if (!this.#queue.push(organizationId, { ...first, command, attempts: 1, resolve, reject })) reject(overloaded())
  }

  /**
   * Answers those of the batches that were committed, and runs the others again, one after the other: `unsent`, if there are
   * any, as the last, which could not be sent because of `failure`.
   */
  async #recover(batches: readonly Sent[], unsent: readonly Job[], failure: unknown): Promise<void> {
    const outcomes = await Promise.allSettled(batches.map(({ committed }) => committed))
    // The first failure is the cause of the others.
    const cause = outcomes.find((outcome) => outcome.status === 'rejected')?.reason ?? failure
    if (cause instanceof Overtaken) this.#beCautious()
    // The cache has the rows of the failed batch.
    this.#cache.clear()
    const lost = batches.filter(({ number }, i) => {
      const outcome = outcomes[i]
      return number !== null && outcome?.status === 'rejected' && this.#isLost(outcome.reason)
    })
    // Read before anything runs again, because that may take the number of a lost batch.
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
        // Only the database knows its outcome.
        for (const job of batch.jobs) job.reject(unknown)
      } else await this.#runAlone(batch.jobs, isLost ? null : outcome.reason)
    }
    if (unsent.length > 0) await this.#runAlone(unsent, failure)
  }

  /** Another process has committed a batch. If it did so not long ago, too, it will again, and a guard would fail again. */
  #beCautious(): void {
    const isOften = this.#batchesSinceOthers < 2 * this.#caution
    this.#caution = isOften ? Math.min(2 * this.#caution, BATCHES_OF_CAUTION_MAX) : BATCHES_OF_CAUTION_MIN
    this.#batchesOfCaution = this.#caution
    this.#batchesSinceOthers = 0
  }

  /** Runs a batch until its commit and answers it. If that fails, runs its commands one by one. */
  async #runAlone(jobs: readonly Job[], failure: unknown): Promise<void> {
    try {
      this.#answer(await this.#runUntilCommitted(jobs, failure))
    } catch (error) {
      if (error instanceof CellsChanged) {
        this.#cell.handBack(jobs)
        return
      }
      if (jobs.length === 1 || error instanceof Unavailable) {
        for (const job of jobs) job.reject(error)
        return
      }
      this.#options.log.error({ err: error, commands: jobs.length }, 'a batch failed; running its commands one by one')
      for (const job of jobs) await this.#runAlone([job], null)
    }
  }

  /** Runs a batch, and again after a serialization failure or a lost connection. */
  async #runUntilCommitted(jobs: readonly Job[], firstFailure: unknown): Promise<Sent> {
    const backoff = new Backoff()
    let serializationFailures = 0
    let failure = firstFailure
    let wasCached = true
    while (true) {
      if (failure instanceof CellsChanged) throw failure
      if (failure !== null) batchRetries.tell({ cause: retryCauseOf(failure, this.#isLost(failure)) })
      if (failure instanceof Moved || (this.#session?.isOnShard && isGone(failure))) {
        await this.#disconnect()
        await backoff.wait(failure)
      } else if (failure instanceof LockTimeout) {
        if (backoff.isOver) {
          throw new Unavailable('Other processes have held up the ledger for too long. Try again in a moment.', {
            cause: failure,
          })
        }
      } else if (failure !== null && this.#isLost(failure)) {
        await this.#disconnect()
        await backoff.wait(failure)
      } else if (isUsedKey(failure) && this.#batchesOfDoubt === 0) {
        this.#batchesOfDoubt = BATCHES_OF_DOUBT
      } else if (failure !== null && !(failure instanceof Overtaken)) {
        // Someone may have changed a table without the lane: the batch is read and decided once more before it fails.
        if (wasCached) {
          this.#options.log.warn(
            { err: failure },
            'a batch failed and runs again, with all rows read from the database',
          )
        } else {
          if (!isConflict(failure) || ++serializationFailures >= SERIALIZATION_ATTEMPTS_MAX) throw failure
          this.#options.log.warn({ serializationFailures }, 'a batch had a serialization failure and runs again')
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
   * After a lost connection: the number of the last batch that this lane has committed. It takes a number itself, so that a
   * pipelined batch that is still in flight fails at its guard.
   */
  async #settle(backoff: Backoff): Promise<bigint> {
    while (true) {
      try {
        await this.#disconnect()
        const session = await this.#connect()
        // The lock was free to take, so the lost transaction has ended by now.
        const begun = await session.begin(this.#id)
        const { last, lastAt, own, feed } = begun
        if (this.#isOutdated(begun)) {
          // The split has taken a number, so no batch that is still in flight passes its guard.
          await session.rollback()
          return own ?? 0n
        }
        const fence = session.query('lane_row', LANE_ROW, [this.#fenceId, (last ?? 0n) + 1n, this.#tick(lastAt), feed])
        await all([fence, session.fence(this.#fenceId, (last ?? 0n) + 1n), session.commit()])
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
    if (this.#session) return this.#session
    const { number, schema } = this.#cell
    this.#session = await Session.open(this.#options.url, { number, schema, shard: await this.#cell.shard() })
    return this.#session
  }

  async #disconnect(): Promise<void> {
    const session = this.#session
    this.#session = null
    // The next connection may lead to another server, which may know less.
    this.#cache.clear()
    await session?.close()
  }

  /** The time of a batch: that of the clock, but never before the last batch of any lane. */
  #tick(last: Date | null): Date {
    const times = [this.#options.clock?.() ?? new Date(), this.#now, last ?? this.#now]
    this.#now = new Date(Math.max(...times.map(Number)))
    return this.#now
  }
}

/** Exponential backoff while the database is unreachable. Gives up after RECONNECT_MS_MAX. */
class Backoff {
  readonly #endsAt = performance.now() + RECONNECT_MS_MAX
  // The first attempt follows at once: usually only the connection was cut.
  #delayMs = 0

  get isOver(): boolean {
    return performance.now() > this.#endsAt
  }

  async wait(cause: unknown): Promise<void> {
    if (this.isOver)
      throw new Unavailable('The database could not be reached for too long. Try again in a moment.', { cause })
    if (this.#delayMs > 0) await delay(this.#delayMs)
    this.#delayMs = Math.min(Math.max(this.#delayMs * 2, RECONNECT_DELAY_MS_MIN), RECONNECT_DELAY_MS_MAX)
  }
}

/** A batch in flight. A failed commit is handled by the code that awaits it, so it must not count as an unhandled rejection before. */
function sent(batch: Sent): Sent {
  batch.committed.catch(() => {})
  return batch
}

function reportOf({ jobs, answers, number, times }: Sent, now: number): BatchReport {
  const { beganAt, loadedAt, decidedAt } = times
  return {
    commands: jobs.length,
    isWritten: number !== null,
    loadMs: loadedAt - beganAt,
    decideMs: decidedAt - loadedAt,
    commitMs: now - decidedAt,
    refusals: answers.flatMap((answer) => (answer.kind === 'refused' ? [answer.refusal.code] : [])),
    traces: jobs.flatMap(({ trace }) => trace ?? []),
  }
}

function retryCauseOf(failure: unknown, isLost: boolean): RetryCause {
  if (failure instanceof LockTimeout) return 'LOCK_TIMEOUT'
  if (failure instanceof Overtaken) return 'OVERTAKEN'
  if (isLost) return 'CONNECTION_LOST'
  if (isUsedKey(failure)) return 'USED_KEY'
  return isConflict(failure) ? 'SERIALIZATION' : 'OTHER'
}

/** Returns whether a table was not found: that of a shard that is on another machine now. */
function isGone(error: unknown): boolean {
  return ((error ?? {}) as { code?: string }).code === '42P01'
}

function isUsedKey(error: unknown): boolean {
  return isTaken(error, 'idempotency_key_pkey')
}

/** Returns whether a batch of another cell came in between: it has changed the same row, or has taken the next number of a receipt. */
function isConflict(error: unknown): boolean {
  return isSerializationFailure(error) || isTaken(error, 'receipt_number')
}

/**
 * Returns whether a row has the key of another one. The indexes of a shard have its number at the end of their names, and of an error
 * of another machine only the message has the name.
 */
function isTaken(error: unknown, index: string): boolean {
  const { code, constraint, message = '' } = (error ?? {}) as { code?: string; constraint?: string; message?: string }
  const name = constraint ?? /"(\w+)"/.exec(message)?.[1] ?? ''
  return code === '23505' && name.replace(/_\d+$/, '') === index
}
