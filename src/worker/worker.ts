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
   * Does a task. `report` tells how far it is, in percent; `upload` keeps a file that it has made, and answers what
   * `result.files` says of that; `signal` aborts when the task isn't this worker's any more.
   * Throws TaskFailed where it has failed for good, anything else where another worker may try.
   */
  readonly work: (
    task: WorkerTask,
    how: {
      readonly report: (percent: number) => Promise<void>
      readonly upload: (name: string, contentType: string, file: Blob | Uint8Array<ArrayBuffer>) => Promise<KeptFile>
      readonly signal: AbortSignal
    },
  ) => Promise<Done>
  /** Told of what went wrong and will be tried again. */
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

  async function carry({ lease, task }: Claimed): Promise<void> {
    const mine = { taskId: task.id, leaseId: lease.id }
    const lost = new AbortController()
    const over = new AbortController()
    const beating = heartbeat(mine, lost, over.signal)
    try {
      const report = async (percent: number) => {
        const progress = Math.floor(percent)
        await mutate('reportTaskProgress', 'ReportTaskProgress', { ...mine, progress }, 'replayed')
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
        mutate('completeTask', 'CompleteTask', { ...mine, ...done, idempotencyKey: lease.id }, 'replayed'),
      )
    } catch (error) {
      if (lost.signal.aborted) return
      if (error instanceof TaskFailed) {
        const reason = error.message || 'The worker gave no reason.'
        await insist(() => mutate('failTask', 'FailTask', { ...mine, reason, idempotencyKey: lease.id }, 'replayed'))
        return
      }
      onError(error)
      await mutate('returnTask', 'ReturnTask', mine, 'willBeRetried')
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
    while (!stopping.signal.aborted) {
      try {
        const [claimed] = await claim()
        if (claimed) await carry(claimed)
        else await slept(IDLE_PAUSE_MS, stopping.signal)
      } catch (error) {
        onError(error)
        await slept(IDLE_PAUSE_MS, stopping.signal)
      }
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
