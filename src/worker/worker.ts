// A worker: claims tasks from a Holdfast, does them with the given function, and tells how they went. It needs nothing but
// fetch, and is here to be used, or read and written again in another language. `npm pack ./client` makes a package of it.
//
//   import { startWorker } from 'holdfast/worker'
//
//   const worker = startWorker({
//     url: 'http://localhost:4000/graphql',
//     key: process.env.HOLDFAST_OPERATOR_KEY,
//     models: ['tune-2'],
//     async work(task, { report, signal }) {
//       const song = await makeSong(task.input.prompt, { signal, onProgress: report })
//       return { result: { url: song.url } }
//     },
//   })
//   process.once('SIGTERM', () => worker.stop())

import { setTimeout as delay } from 'node:timers/promises'

const LEASE_SECONDS = 60
/** A lease is extended three times before it would end. An answer is waited for no longer than until the next time. */
const HEARTBEATS_PER_LEASE = 3
const IDLE_PAUSE_MS = 1_000
/** After an error, and after each that follows it twice as long. */
const ERROR_PAUSE_MS = 1_000
const ERROR_PAUSE_MS_MAX = 30_000
const REASON_CHARACTERS_MAX = 1_000
/** The task is another worker's, or has ended. There is nothing left to do then, and nothing went wrong. */
const OVER: readonly unknown[] = ['LEASE_LOST', 'TASK_STATE']
/** The request may be answered otherwise in a moment. */
const AGAIN: readonly unknown[] = ['UNAVAILABLE', 'OVERLOADED', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR']

/** What a worker is given. */
export interface WorkerTask {
  readonly id: string
  readonly model: string
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  /** The credits that are frozen for it. */
  readonly credits: number
  /** When it times out, UTC. */
  readonly deadlineAt: string
}

/** What came of it: what it made, and what it cost if that was less than was frozen. */
export interface Done {
  readonly result?: Readonly<Record<string, unknown>>
  readonly credits?: number
}

/** Throw it where trying again is no use: the task has failed, and its credits are given back. */
export class TaskFailed extends Error {}

/** Holdfast has refused what the worker sent: sending it again is no use. */
export class Refused extends Error {
  readonly code: string

  constructor(mutation: string, code: string, message: string) {
    super(`${mutation} was refused as ${code}: ${message}`)
    this.code = code
  }
}

export interface WorkerOptions {
  /** Of the API: http://localhost:4000/graphql */
  readonly url: string
  /** An operator key. */
  readonly key: string
  /** The models that it works for; all if absent. */
  readonly models?: readonly string[]
  /** How many tasks it does at once. */
  readonly concurrency?: number
  /** What it calls itself. */
  readonly name?: string
  /** How long a task stays its own when Holdfast hears nothing more of it, 1 to 3600; 60 if absent. */
  readonly leaseSeconds?: number
  /**
   * Does a task. `report` tells how far it is, in percent; `upload` keeps a file that it has made, and answers what
   * `result.files` says of that; `signal` aborts when the task isn't this worker's any more, and when the lease has ended
   * without an answer of Holdfast's.
   * Throws TaskFailed where it has failed for good, anything else where another worker may try; what the last of three throws
   * is found by whoever reads the task.
   */
  readonly work: (
    task: WorkerTask,
    how: {
      readonly report: (percent: number) => Promise<void>
      readonly upload: (name: string, contentType: string, file: Blob | Uint8Array<ArrayBuffer>) => Promise<KeptFile>
      readonly signal: AbortSignal
    },
  ) => Promise<Done>
  /** Told of what went wrong: of what will be tried again, and of what was refused (Refused). */
  readonly onError?: (error: unknown) => void
}

/** A file that a task has made, as its result names it. */
export interface KeptFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: number
}

export interface Worker {
  /** Claims no more, and resolves once what it has is done. */
  stop(): Promise<void>
}

interface Claimed {
  readonly lease: { readonly leaseId: string }
  readonly task: WorkerTask
}

export function startWorker(options: WorkerOptions): Worker {
  const { url, key, models, concurrency = 1, name, leaseSeconds = LEASE_SECONDS, work, onError = () => {} } = options
  const leaseMs = leaseSeconds * 1_000
  const heartbeatMs = leaseMs / HEARTBEATS_PER_LEASE
  const stopping = new AbortController()

  /** Sends a mutation; what it answers, or null where there is nothing left to do. Throws what else is refused. */
  async function mutate<Answer>(
    mutation: string,
    type: string,
    input: object,
    selection: string,
    withinMs = heartbeatMs,
  ) {
    const query = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename ... on ${type}Success { ${selection} } ... on Error { code message } } }`
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query, variables: { input } }),
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(withinMs))),
    })
    const { data, errors } = (await response.json()) as {
      data?: Record<string, (Answer & { code?: string; message?: string }) | null>
      errors?: { message: string; extensions?: { code?: string } }[]
    }
    const answer = data?.[mutation]
    if (!answer) {
      const { message = 'There was no answer.', extensions: { code } = {} } = errors?.[0] ?? {}
      throw code && !AGAIN.includes(code) ? new Refused(mutation, code, message) : new Error(`${mutation}: ${message}`)
    }
    if (answer.code === undefined) return answer
    if (OVER.includes(answer.code)) return null
    throw new Refused(mutation, answer.code, answer.message ?? '')
  }

  async function claim(): Promise<readonly Claimed[]> {
    const input = { models, limit: 1, leaseSeconds, worker: name }
    const selection = 'claimed { lease { leaseId } task { id model operation input credits deadlineAt } }'
    return (await mutate<{ claimed: Claimed[] }>('claimTasks', 'ClaimTasks', input, selection))?.claimed ?? []
  }

  /** Does a task; false if it could not, and another worker may. */
  async function carry({ lease, task }: Claimed, endsAtMs: number): Promise<boolean> {
    const mine = { taskId: task.id, leaseId: lease.leaseId }
    const lost = new AbortController()
    const over = new AbortController()
    const beating = heartbeat(mine, endsAtMs, lost, over.signal)
    try {
      const report = async (percent: number) => {
        const progress = Math.floor(percent)
        // Nothing to stop the work for.
        await mutate('reportTaskProgress', 'ReportTaskProgress', { ...mine, progress }, 'replayed').catch(onError)
      }
      const upload = async (file: string, contentType: string, body: Blob | Uint8Array<ArrayBuffer>) => {
        const input = { ...mine, name: file }
        const made = await mutate<{ upload: { url: string } }>(
          'createTaskUpload',
          'CreateTaskUpload',
          input,
          'upload { url }',
        )
        const headers = { 'content-type': contentType }
        const kept = made && (await fetch(made.upload.url, { method: 'PUT', headers, body, signal: lost.signal }))
        if (!kept?.ok) throw new Error(`${file} could not be kept: ${kept ? await kept.text() : 'it was refused'}`)
        return (await kept.json()) as KeptFile
      }
      const done = await work(task, { report, upload, signal: lost.signal })
      // The key makes it safe to send again, whatever became of the answer.
      await insist(() =>
        mutate('completeTask', 'CompleteTask', { ...mine, ...done, idempotencyKey: lease.leaseId }, 'replayed'),
      )
      return true
    } catch (error) {
      if (lost.signal.aborted && !(error instanceof Refused)) return true
      if (error instanceof TaskFailed) {
        const failure = { ...mine, reason: reasonOf(error), idempotencyKey: lease.leaseId }
        await insist(() => mutate('failTask', 'FailTask', failure, 'replayed'))
        return true
      }
      onError(error)
      await mutate('returnTask', 'ReturnTask', { ...mine, reason: reasonOf(error) }, 'willBeRetried')
      return false
    } finally {
      over.abort()
      await beating
    }
  }

  /** Keeps the lease until the work is over; says so if it is lost, or has ended without an answer. */
  async function heartbeat(mine: object, endsAtMs: number, lost: AbortController, over: AbortSignal): Promise<void> {
    let pauseMs = heartbeatMs
    while (await slept(Math.max(0, Math.min(pauseMs, endsAtMs - performance.now())), over)) {
      const sentAtMs = performance.now()
      if (sentAtMs >= endsAtMs) return lost.abort(new Error('The lease has ended, and Holdfast has not answered.'))
      try {
        const input = { ...mine, leaseSeconds }
        const withinMs = Math.min(heartbeatMs, endsAtMs - sentAtMs)
        if (!(await mutate('extendLease', 'ExtendLease', input, 'lease { leaseId }', withinMs))) {
          return lost.abort(new Error('The task isn’t this worker’s any more.'))
        }
        endsAtMs = sentAtMs + leaseMs
        pauseMs = heartbeatMs
      } catch (error) {
        onError(error)
        pauseMs = IDLE_PAUSE_MS
      }
    }
  }

  /** Sends until it is answered, for as long as a lease lasts. */
  async function insist(send: () => Promise<unknown>): Promise<void> {
    const untilMs = performance.now() + leaseMs
    while (true) {
      try {
        await send()
        return
      } catch (error) {
        if (error instanceof Refused || performance.now() >= untilMs) throw error
        onError(error)
        await delay(IDLE_PAUSE_MS)
      }
    }
  }

  async function run(): Promise<void> {
    let errors = 0
    while (!stopping.signal.aborted) {
      let isDone = false
      try {
        // At the latest then the lease ends that Holdfast gives now.
        const endsAtMs = performance.now() + leaseMs
        const [claimed] = await claim()
        isDone = claimed ? await carry(claimed, endsAtMs) : await slept(IDLE_PAUSE_MS, stopping.signal)
      } catch (error) {
        onError(error)
      }
      // What stopped it may stop the next one, too.
      errors = isDone ? 0 : errors + 1
      if (!isDone) await slept(Math.min(ERROR_PAUSE_MS * 2 ** (errors - 1), ERROR_PAUSE_MS_MAX), stopping.signal)
    }
  }

  const running = Promise.all(Array.from({ length: concurrency }, run))
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** What Holdfast takes as a reason: well-formed text, not empty, not too long. */
function reasonOf(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error).replaceAll('\0', '')
  return text.slice(0, REASON_CHARACTERS_MAX).toWellFormed() || 'The worker gave no reason.'
}

/** Waits; false if it was woken before. */
function slept(ms: number, signal: AbortSignal): Promise<boolean> {
  return delay(ms, true, { signal }).catch(() => false)
}
