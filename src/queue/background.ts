// Runs in the background: each is a job of the queue and works in a thread of its own, which takes no time from the lane's. It tells how far
// it is, can be canceled, and begins again from the start if its process ends: in another process, or in its own next start.

import { setTimeout as delay } from 'node:timers/promises'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client/client.ts'

/** The time between two writes of its progress, and the longest until a run that was canceled ends. */
const TELL_MS = 500
/** Each has ended with its process, which did not stop on purpose. */
export const ATTEMPTS_MAX = 5

/** A message of the thread to its parent. */
export type Message<Result> =
  | { readonly total: number }
  | { readonly done: number }
  | { readonly result: Result }
  /** It can't be done, for a reason that its reader can mend. */
  | { readonly failure: string }
  | { readonly error: Error; readonly isUnavailable: boolean }

/** The number of things that are done, and of all; null: they are not counted yet. */
export interface Progress {
  readonly done: number
  readonly total: number | null
}

interface Failed {
  readonly status: 'FAILED'
  readonly failure: string
}

export type Outcome<Result> = ({ readonly status: 'SUCCEEDED'; readonly result: Result } | Failed) & {
  readonly progress: Progress
}

interface Tools {
  readonly prisma: PrismaClient
  readonly log: Logger
}

/** The parts in which runs differ. */
interface Run<Result> {
  /** The kind of runs, as the log and its session name it: export. */
  readonly kind: string
  readonly id: string
  /** The number of this attempt. */
  readonly attempt: number
  /** The number of earlier attempts whose process stopped on purpose. */
  readonly stops: number
  /** The work of the process that ended before its run: wrote. */
  readonly worked: string
  /** The file of the thread, and its order, which gets the name of the session that it reads by. */
  readonly thread: URL
  readonly order: object
  /** A thread that needs more memory ends, and its run fails. */
  readonly memory: ResourceLimits
  /** Stores how far it is; null: nothing is new. Returns false if it was canceled, or begun again elsewhere. */
  readonly tell: (progress: Progress | null) => Promise<boolean>
  /** Stores that this attempt has ended because the process stops on purpose. */
  readonly tellStop: () => Promise<unknown>
  /** The work that makes the result last, before the run has succeeded; absent: none is needed. */
  readonly finish?: {
    /** `signal` aborts when the run ends. */
    readonly work: (result: Result, signal: AbortSignal) => Promise<unknown>
    /** The failure of a run of which the work has failed in the last attempt. */
    readonly failure: string
  }
}

export interface Background {
  /** The queue's job, by name. */
  readonly tasks: TaskList
  /** Leaves the one that runs, which begins again in another process. */
  stop(): Promise<void>
}

/** The jobs of a kind of runs. `work` rejects when `stopping` aborts. */
export function openBackground(
  task: string,
  work: (payload: unknown, stopping: AbortSignal) => Promise<void>,
): Background {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  return {
    tasks: {
      [task]: async (payload) => {
        stopping.signal.throwIfAborted()
        const running = work(payload, stopping.signal)
        underWay.add(running)
        await running.finally(() => underWay.delete(running))
      },
    },
    async stop() {
      stopping.abort(new Error('Holdfast is stopping.'))
      await Promise.allSettled(underWay)
    },
  }
}

/** Runs a thread. Returns the outcome; null if it was canceled or begun again elsewhere. Throws if it has to begin again. */
export async function runInThread<Result>(
  tools: Tools,
  run: Run<Result>,
  stopping: AbortSignal,
): Promise<Outcome<Result> | null> {
  const progress: Seen = { done: 0, total: null }
  if (failures(run) >= ATTEMPTS_MAX) return { ...tooOften(run), progress }
  const sessionOf = (attempt: number) => `holdfast ${run.kind} ${run.id} ${attempt}`
  const session = sessionOf(run.attempt)
  // Those of earlier attempts may go on reading.
  await endSessions(
    tools,
    Array.from({ length: run.attempt - 1 }, (_, i) => sessionOf(i + 1)),
  )
  const thread = new Worker(run.thread, { workerData: { ...run.order, session }, resourceLimits: run.memory })
  const over = new AbortController()
  const signal = AbortSignal.any([stopping, over.signal])
  const lasting = outcomeOf(tools, run, thread, progress).then(async (outcome) => {
    const failed = outcome.status === 'SUCCEEDED' ? await finish(tools, run, outcome.result, signal) : null
    return { ...(failed ?? outcome), progress: { ...progress } }
  })
  // If it was canceled first, nobody waits for it any more.
  lasting.catch(() => {})
  const telling = tellProgress(run, progress, signal)
  try {
    return await Promise.race([lasting, telling])
  } finally {
    over.abort()
    // Its last progress must not be written after the end.
    await Promise.allSettled([telling])
    thread.removeAllListeners('exit')
    await thread.terminate()
    await endSessions(tools, [session]).catch(() => {})
    if (stopping.aborted) await run.tellStop().catch(() => {})
  }
}

/** The number of earlier attempts that count: graceful stops, as of each deploy, do not. */
const failures = ({ attempt, stops }: Pick<Run<never>, 'attempt' | 'stops'>): number => attempt - 1 - stops

/** Makes the result last. Throws if the run has to begin again; returns its failure if it has been begun often enough. */
async function finish<Result>(
  { log }: Tools,
  run: Run<Result>,
  result: Result,
  signal: AbortSignal,
): Promise<Failed | null> {
  const { kind, id, finish } = run
  try {
    await finish?.work(result, signal)
    return null
  } catch (error) {
    if (!finish || signal.aborted || failures(run) + 1 < ATTEMPTS_MAX) throw error
    log.error({ err: error, [`${kind}Id`]: id }, `the result of the ${kind} could not be stored`)
    return { status: 'FAILED', failure: finish.failure }
  }
}

function tooOften({ worked }: Pick<Run<never>, 'worked'>): Failed {
  return {
    status: 'FAILED',
    failure: `It was begun ${ATTEMPTS_MAX} times, and each time the process that ${worked} it ended, or lost the database.`,
  }
}

/** The progress of a thread. */
interface Seen {
  done: number
  total: number | null
}

type Ended<Result> = { readonly status: 'SUCCEEDED'; readonly result: Result } | Failed

function outcomeOf<Result>(
  { log }: Tools,
  { kind, id }: Run<Result>,
  thread: Worker,
  seen: Seen,
): Promise<Ended<Result>> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended<Result>>()
  const fail = (error: unknown) => {
    log.error({ err: error, [`${kind}Id`]: id }, `the ${kind} has failed`)
    resolve({ status: 'FAILED', failure: 'It failed by an error of Holdfast, which its log names.' })
  }
  thread.on('message', (message: Message<Result>) => {
    if ('total' in message) seen.total = message.total
    if ('done' in message) seen.done = message.done
    if ('total' in message || 'done' in message) return
    thread.removeAllListeners('exit')
    if ('result' in message) resolve({ status: 'SUCCEEDED', result: message.result })
    else if ('failure' in message) resolve({ status: 'FAILED', failure: message.failure })
    else if (message.isUnavailable) reject(message.error)
    else fail(message.error)
  })
  thread.on('error', fail)
  thread.on('exit', (code) => fail(new Error(`The thread of the ${kind} has ended with ${code}.`)))
  return promise
}

/** Stores how far a run is, from time to time. Resolves once it was canceled or begun again; rejects when the process stops. */
async function tellProgress(run: Pick<Run<never>, 'tell'>, seen: Seen, signal: AbortSignal): Promise<null> {
  let told = { ...seen }
  while (true) {
    await delay(TELL_MS, undefined, { signal })
    const now = { ...seen }
    const isNew = now.done !== told.done || now.total !== told.total
    if (!(await run.tell(isNew ? now : null))) return null
    told = now
  }
}

/** Ends sessions that read, which PostgreSQL would do only when it has something to send. */
async function endSessions({ prisma }: Tools, sessions: readonly string[]): Promise<void> {
  await prisma.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = ANY (${sessions}::text[]) AND datname = current_database()`
}
