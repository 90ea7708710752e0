// A worker: claims tasks from Holdfast, does them with a given function, and reports their outcomes. It needs only fetch, so it
// can be rewritten in another language.
//
//   import { startWorker } from '@holdfast/client/worker'
//
//   const worker = startWorker({
//     url: 'http://localhost:4000',
//     apiKey: process.env.HOLDFAST_WORKER_KEY,
//     models: ['tune-2'],
//     async work(task, { report, signal }) {
//       const song = await makeSong(task.input.prompt, { signal, onProgress: report })
//       return { result: { url: song.url } }
//     },
//   })
//   process.once('SIGTERM', () => worker.stop())

import { bodyOf, errorOf, errorOfAnswer, type GraphQLFault, Refused } from './errors.ts'
import { addressOf } from './options.ts'
import { pause } from './pause.ts'

export { Refused }

const LEASE_SECONDS = 60
/** The heartbeats in the length of a lease. A request times out after the time between two of them. */
const HEARTBEATS_PER_LEASE = 3
const IDLE_PAUSE_MS = 1_000
/** Exponential backoff: the pause after the first error, and the longest pause. */
const ERROR_PAUSE_MS_MIN = 1_000
const ERROR_PAUSE_MS_MAX = 30_000
const REASON_CHARACTERS_MAX = 1_000
/** Refusals of a task that belongs to another worker or has ended: there is nothing left to do, and it is not an error. */
const NOT_OURS: readonly unknown[] = ['LEASE_LOST', 'TASK_STATE']
/** Errors after which the same request may succeed in a moment. */
const RETRYABLE: readonly unknown[] = [
  'NO_ANSWER',
  'UNAVAILABLE',
  'OVERLOADED',
  'RATE_LIMITED',
  'INTERNAL_SERVER_ERROR',
]

/** A task, as a worker gets it. */
export interface WorkerTask {
  readonly id: string
  readonly model: string
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  /** The credits that are frozen for it. */
  readonly credits: number
  /** The time at which it times out, in UTC. */
  readonly deadlineAt: string
}

/** What a task has cost the platform upstream: a decimal with at most six decimals, and the currency: { amount: '0.0125', currency: 'USD' }. */
export interface UpstreamCost {
  readonly amount: string
  readonly currency: string
}

/** The outcome of a task: its result, its cost in credits if that is less than was frozen, and what it has cost upstream if that is known. */
export interface Done {
  readonly result?: Readonly<Record<string, unknown>>
  readonly credits?: number
  readonly upstreamCost?: UpstreamCost
}

/** Throw it if another attempt would fail as well: the task is FAILED, and its credits are given back. */
export class TaskFailed extends Error {
  /** What the task has cost upstream although it failed; null: it is not known. */
  readonly upstreamCost: UpstreamCost | null

  constructor(reason?: string, { upstreamCost = null }: { readonly upstreamCost?: UpstreamCost | null } = {}) {
    super(reason)
    this.upstreamCost = upstreamCost
  }
}

export interface WorkerOptions {
  /** The address of Holdfast: http://localhost:4000; with or without /graphql at its end. */
  readonly url: string
  /** A platform key with the scope SETTLE. */
  readonly apiKey: string
  /** The models whose tasks it claims; all if absent. */
  readonly models?: readonly string[]
  /** The number of tasks that it does at once; 1 if absent. */
  readonly concurrency?: number
  /** The worker's name, which the lease shows. */
  readonly name?: string
  /** The length of a lease, 1 to 3600 seconds; 60 if absent. Heartbeats extend it. */
  readonly leaseSeconds?: number
  /**
   * Does a task. `report` reports its progress, in percent, and what it has made so far, if its readers shall see that.
   * `upload` stores a file, and returns the entry for `result.files`. `signal` aborts when the worker has lost the task, or the lease has ended without an answer from Holdfast.
   * If it throws TaskFailed, the task is FAILED. After any other error another worker may try; the task is FAILED after
   * three, and its failureReason is the message of the last error.
   */
  readonly work: (
    task: WorkerTask,
    how: {
      readonly report: (percent: number, result?: object) => Promise<void>
      readonly upload: (name: string, contentType: string, file: Blob | Uint8Array<ArrayBuffer>) => Promise<KeptFile>
      readonly signal: AbortSignal
    },
  ) => Promise<Done>
  /** Called with each error, including those that are retried, and with each refusal (Refused). */
  readonly onError?: (error: unknown) => void
}

/** A stored file of a task, as `result.files` lists it. */
export interface KeptFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: number
}

export interface Worker {
  /** Stops claiming tasks, and resolves once the tasks in progress are done. */
  stop(): Promise<void>
}

interface Claimed {
  readonly lease: { readonly leaseId: string }
  readonly task: WorkerTask
}

/** Starts a worker, which claims and does tasks until it is stopped. */
export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController()
  const api = new Api(options)
  const run = () => new Runner(api, options, stopping.signal).run()
  const running = Promise.all(Array.from({ length: options.concurrency ?? 1 }, run))
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Names a task and the lease that gives this worker the right to it. */
interface Mine {
  readonly taskId: string
  readonly leaseId: string
}

interface Body<Answer> {
  readonly data?: Readonly<Record<string, (Answer & { code?: string; message?: string }) | null>> | null
  readonly errors?: readonly GraphQLFault[]
}

/** The API of Holdfast, as a worker uses it. */
class Api {
  readonly leaseSeconds: number
  readonly leaseMs: number
  readonly heartbeatMs: number
  readonly onError: (error: unknown) => void
  readonly #url: string
  readonly #key: string

  constructor({ url, apiKey, leaseSeconds = LEASE_SECONDS, onError = () => {} }: WorkerOptions) {
    this.#url = addressOf({ url })
    this.#key = apiKey
    this.onError = onError
    this.leaseSeconds = leaseSeconds
    this.leaseMs = leaseSeconds * 1_000
    this.heartbeatMs = this.leaseMs / HEARTBEATS_PER_LEASE
  }

  /** Sends a mutation. Returns its answer, or null if the task belongs to another worker or has ended. Throws other refusals. */
  async mutate<Answer>(mutation: string, input: object, selection: string, timeoutMs = this.heartbeatMs) {
    const type = (mutation[0] ?? '').toUpperCase() + mutation.slice(1)
    const query = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename ... on ${type}Success { ${selection} } ... on Error { code message } } }`
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': this.#key },
      body: JSON.stringify({ query, variables: { input } }),
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs))),
    })
    const body = bodyOf<Body<Answer>>(await response.text())
    const answer = body?.data?.[mutation]
    if (!answer) {
      const [fault] = body?.errors ?? []
      const { code, message } = fault ? errorOf(fault) : errorOfAnswer(this.#url, response.status, body)
      throw RETRYABLE.includes(code) ? new Error(`${mutation}: ${message}`) : new Refused(mutation, code, message)
    }
    if (answer.code === undefined) return answer
    if (NOT_OURS.includes(answer.code)) return null
    throw new Refused(mutation, answer.code, answer.message ?? '')
  }

  /** Sends a mutation until it is answered, at most for the length of a lease. An idempotency key makes that safe. */
  async mutateUntilAnswered(mutation: string, input: object): Promise<void> {
    const untilMs = performance.now() + this.leaseMs
    while (true) {
      try {
        await this.mutate(mutation, input, 'replayed')
        return
      } catch (error) {
        if (error instanceof Refused || performance.now() >= untilMs) throw error
        this.onError(error)
        await pause(IDLE_PAUSE_MS)
      }
    }
  }

  /** Stores a file of a task, and returns its entry for `result.files`. */
  async upload(
    mine: Mine,
    name: string,
    contentType: string,
    file: Blob | Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ) {
    const input = { ...mine, name }
    const made = await this.mutate<{ upload: { url: string } }>('createTaskUpload', input, 'upload { url }')
    const headers = { 'content-type': contentType }
    const kept = made && (await fetch(made.upload.url, { method: 'PUT', headers, body: file, signal }))
    if (!kept?.ok) throw new Error(`${name} could not be kept: ${kept ? await kept.text() : 'it was refused'}`)
    return (await kept.json()) as KeptFile
  }

  /** Extends the lease until `done` aborts. Aborts `lost` if the lease is lost, or ends without an answer. */
  async keepLease(mine: Mine, leaseEndsAtMs: number, lost: AbortController, done: AbortSignal): Promise<void> {
    let endsAtMs = leaseEndsAtMs
    let pauseMs = this.heartbeatMs
    while (await slept(Math.max(0, Math.min(pauseMs, endsAtMs - performance.now())), done)) {
      const sentAtMs = performance.now()
      if (sentAtMs >= endsAtMs) return lost.abort(new Error('The lease has ended without an answer from Holdfast.'))
      try {
        const input = { ...mine, leaseSeconds: this.leaseSeconds }
        const timeoutMs = Math.min(this.heartbeatMs, endsAtMs - sentAtMs)
        if (!(await this.mutate('extendLease', input, 'lease { leaseId }', timeoutMs))) {
          return lost.abort(new Error('The task belongs to another worker or has ended.'))
        }
        endsAtMs = sentAtMs + this.leaseMs
        pauseMs = this.heartbeatMs
      } catch (error) {
        this.onError(error)
        pauseMs = IDLE_PAUSE_MS
      }
    }
  }
}

/** Claims and does one task after the other. */
class Runner {
  readonly #api: Api
  readonly #options: WorkerOptions
  readonly #stopping: AbortSignal

  constructor(api: Api, options: WorkerOptions, stopping: AbortSignal) {
    this.#api = api
    this.#options = options
    this.#stopping = stopping
  }

  async run(): Promise<void> {
    let errors = 0
    while (!this.#stopping.aborted) {
      let isDone = false
      try {
        // The lease that Holdfast gives from now on ends at this time or later.
        const leaseEndsAtMs = performance.now() + this.#api.leaseMs
        const claimed = await this.#claim()
        isDone = claimed ? await this.#do(claimed, leaseEndsAtMs) : await slept(IDLE_PAUSE_MS, this.#stopping)
      } catch (error) {
        this.#api.onError(error)
      }
      // The cause of an error may affect the next task as well.
      errors = isDone ? 0 : errors + 1
      if (!isDone) await slept(Math.min(ERROR_PAUSE_MS_MIN * 2 ** (errors - 1), ERROR_PAUSE_MS_MAX), this.#stopping)
    }
  }

  async #claim(): Promise<Claimed | undefined> {
    const { models, name: worker } = this.#options
    const input = { models, limit: 1, leaseSeconds: this.#api.leaseSeconds, worker }
    const selection = 'claimed { lease { leaseId } task { id model operation input credits deadlineAt } }'
    const answer = await this.#api.mutate<{ claimed: Claimed[] }>('claimTasks', input, selection)
    return answer?.claimed[0]
  }

  /** Does a task and reports its outcome. Returns false if it was returned for another worker. */
  async #do({ lease, task }: Claimed, leaseEndsAtMs: number): Promise<boolean> {
    const api = this.#api
    const mine = { taskId: task.id, leaseId: lease.leaseId }
    const lost = new AbortController()
    const done = new AbortController()
    const heartbeats = api.keepLease(mine, leaseEndsAtMs, lost, done.signal)
    try {
      const outcome = await this.#options.work(task, {
        report: async (percent, result) => {
          // An error here is not a reason to stop the work.
          const input = { ...mine, progress: Math.floor(percent), result }
          await api.mutate('reportTaskProgress', input, 'replayed').catch(api.onError)
        },
        upload: (name, contentType, file) => api.upload(mine, name, contentType, file, lost.signal),
        signal: lost.signal,
      })
      await api.mutateUntilAnswered('completeTask', { ...mine, ...outcome, idempotencyKey: lease.leaseId })
      return true
    } catch (error) {
      if (lost.signal.aborted && !(error instanceof Refused)) return true
      return await this.#reportError(mine, error)
    } finally {
      done.abort()
      await heartbeats
    }
  }

  /** Fails the task if the error is final (TaskFailed), else returns it for another worker. Returns whether it has ended. */
  async #reportError(mine: Mine, error: unknown): Promise<boolean> {
    const reason = reasonOf(error)
    if (error instanceof TaskFailed) {
      const { upstreamCost } = error
      await this.#api.mutateUntilAnswered('failTask', { ...mine, reason, upstreamCost, idempotencyKey: mine.leaseId })
      return true
    }
    this.#api.onError(error)
    await this.#api.mutate('returnTask', { ...mine, reason }, 'willBeRetried')
    return false
  }
}

/** The message of an error as a reason that Holdfast accepts: well-formed text, not empty, not too long. */
function reasonOf(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error).replaceAll('\0', '')
  return text.slice(0, REASON_CHARACTERS_MAX).toWellFormed() || 'The worker gave no reason.'
}

/** Waits. Returns false if the signal aborted before the time was up. */
function slept(ms: number, signal: AbortSignal): Promise<boolean> {
  return pause(ms, signal).then(
    () => true,
    () => false,
  )
}
