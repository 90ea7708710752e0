// A worker: claims tasks from a Holdfast, does them with the given function, and tells how they went. It needs nothing but
// fetch, and is here to be used, or read and written again in another language.
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
/** A lease is extended three times before it would end. */
const HEARTBEATS_PER_LEASE = 3
const IDLE_PAUSE_MS = 1_000
/** After an error, and after each that follows it twice as long. */
const ERROR_PAUSE_MS = 1_000
const ERROR_PAUSE_MS_MAX = 30_000
const REASON_CHARACTERS_MAX = 1_000

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
  /**
   * Does a task. `report` tells how far it is, in percent; `signal` aborts when the task isn't this worker's any more.
   * Throws TaskFailed where it has failed for good, anything else where another worker may try; what the last of three throws
   * is found by whoever reads the task.
   */
  readonly work: (
    task: WorkerTask,
    how: { readonly report: (percent: number) => Promise<void>; readonly signal: AbortSignal },
  ) => Promise<Done>
  /** Told of what went wrong and will be tried again. */
  readonly onError?: (error: unknown) => void
}

export interface Worker {
  /** Claims no more, and resolves once what it has is done. */
  stop(): Promise<void>
}

interface Claimed {
  readonly lease: { readonly id: string }
  readonly task: WorkerTask
}

export function startWorker(options: WorkerOptions): Worker {
  const { url, key, models, concurrency = 1, name, work, onError = () => {} } = options
  const stopping = new AbortController()

  /** Sends a mutation; what it answers, or null where it was refused. */
  async function mutate<Answer>(mutation: string, type: string, input: object, selection: string) {
    const query = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename ... on ${type}Success { ${selection} } ... on Error { code message } } }`
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query, variables: { input } }),
    })
    const { data, errors } = (await response.json()) as {
      data?: Record<string, (Answer & { code?: string }) | null>
      errors?: { message: string }[]
    }
    const answer = data?.[mutation]
    if (!answer) throw new Error(errors?.[0]?.message ?? `${mutation} was not answered`)
    return answer.code === undefined ? answer : null
  }

  async function claim(): Promise<readonly Claimed[]> {
    const input = { models, limit: 1, leaseSeconds: LEASE_SECONDS, worker: name }
    const selection = 'claimed { lease { id } task { id model operation input credits deadlineAt } }'
    return (await mutate<{ claimed: Claimed[] }>('claimTasks', 'ClaimTasks', input, selection))?.claimed ?? []
  }

  /** Does a task; false if it could not, and another worker may. */
  async function carry({ lease, task }: Claimed): Promise<boolean> {
    const mine = { taskId: task.id, leaseId: lease.id }
    const lost = new AbortController()
    const over = new AbortController()
    const beating = heartbeat(mine, lost, over.signal)
    try {
      const report = async (percent: number) => {
        const progress = Math.floor(percent)
        await mutate('reportTaskProgress', 'ReportTaskProgress', { ...mine, progress }, 'replayed')
      }
      const done = await work(task, { report, signal: lost.signal })
      // The key makes it safe to send again, whatever became of the answer.
      await insist(() =>
        mutate('completeTask', 'CompleteTask', { ...mine, ...done, idempotencyKey: lease.id }, 'replayed'),
      )
      return true
    } catch (error) {
      if (lost.signal.aborted) return true
      if (error instanceof TaskFailed) {
        const reason = error.message || 'The worker gave no reason.'
        await insist(() => mutate('failTask', 'FailTask', { ...mine, reason, idempotencyKey: lease.id }, 'replayed'))
        return true
      }
      onError(error)
      const reason = String(error instanceof Error ? error.message : error).slice(0, REASON_CHARACTERS_MAX) || null
      await mutate('returnTask', 'ReturnTask', { ...mine, reason }, 'willBeRetried')
      return false
    } finally {
      over.abort()
      await beating
    }
  }

  /** Keeps the lease until it is over; says so if it is lost. */
  async function heartbeat(mine: object, lost: AbortController, over: AbortSignal): Promise<void> {
    const pauseMs = (LEASE_SECONDS * 1_000) / HEARTBEATS_PER_LEASE
    while (await slept(pauseMs, over)) {
      const input = { ...mine, leaseSeconds: LEASE_SECONDS }
      const kept = await mutate('extendLease', 'ExtendLease', input, 'lease { id }').catch((error) => {
        onError(error)
        return {}
      })
      if (!kept) return lost.abort()
    }
  }

  /** Sends until it is answered, for as long as the lease lasts. */
  async function insist(send: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await send()
        return
      } catch (error) {
        if (attempt === LEASE_SECONDS) throw error
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
        const [claimed] = await claim()
        isDone = claimed ? await carry(claimed) : await slept(IDLE_PAUSE_MS, stopping.signal)
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

/** Waits; false if it was woken before. */
function slept(ms: number, signal: AbortSignal): Promise<boolean> {
  return delay(ms, true, { signal }).catch(() => false)
}
