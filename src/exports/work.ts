// Writes exports, each by a job of the queue and in a thread of its own, which takes no time from the lane's. The thread writes a file that
// nobody sees; the whole file goes to the storage, and only then the export has succeeded. A process that is killed leaves its job to
// another process, or to its own next start: it begins from the start.

import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { Export } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { Storage, StoredFile } from '../storage/storage.ts'
import { CONTENT_TYPES } from './formats.ts'
import { expiryAt } from './keeping.ts'
import { EXPORT_TASK, startNext } from './operations.ts'
import type { Message, Order, Written } from './thread.ts'

/** The time between two writes of its progress, and the longest until an export that was canceled ends. */
const TELL_MS = 500
/** Each has ended with its process. */
export const ATTEMPTS_MAX = 5
/** A thread that needs more memory ends, and its export fails. */
const MEMORY_MB_MAX = 256

const Job = z.object({ organizationId: z.uuid(), id: z.uuid() })

type Outcome = ({ readonly status: 'SUCCEEDED' } & Written) | { readonly status: 'FAILED'; readonly failure: string }

export interface ExportWork {
  /** The queue's job for exports, by name. */
  readonly tasks: TaskList
  /** Leaves the one that runs, which begins again in another process. */
  stop(): Promise<void>
}

export function openExports(app: App, databaseUrl: string): ExportWork {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  return {
    tasks: {
      [EXPORT_TASK]: async (payload) => {
        const running = work(app, databaseUrl, Job.parse(payload), stopping.signal)
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

async function work(app: App, url: string, job: z.output<typeof Job>, stopping: AbortSignal): Promise<void> {
  stopping.throwIfAborted()
  const run = await begin(app, job)
  if (run) await end(app, run, await outcomeFor(app, url, run, stopping))
  await transact(app.prisma, startNext)
}

async function outcomeFor(app: App, url: string, run: Export, stopping: AbortSignal): Promise<Outcome | null> {
  if (run.attempts > ATTEMPTS_MAX) return TOO_OFTEN
  return app.storage ? write(app, app.storage, url, run, stopping) : NO_STORAGE
}

const TOO_OFTEN: Outcome = {
  status: 'FAILED',
  failure: `It was begun ${ATTEMPTS_MAX} times, and the process that wrote it ended each time.`,
}
const NO_STORAGE: Outcome = { status: 'FAILED', failure: 'This Holdfast stores no files.' }

/** Notes that an export runs, and returns it; null if it has ended. */
async function begin({ prisma, clock }: App, { organizationId, id }: z.output<typeof Job>): Promise<Export | null> {
  const where = { organizationId, id, endedAt: null }
  const [begun] = await prisma.export.updateManyAndReturn({
    where,
    data: { status: 'RUNNING', attempts: { increment: 1 }, sequence: { increment: 1 }, rows: 0, rowsTotal: null },
  })
  if (!begun || begun.startedAt) return begun ?? null
  const [started] = await prisma.export.updateManyAndReturn({ where, data: { startedAt: clock() } })
  return started ?? null
}

/** The condition that an attempt is still the one that counts. */
function whereRuns({ organizationId, id, attempts }: Export) {
  return { organizationId, id, attempts, endedAt: null }
}

/** Ends an export. Nobody is offered the file of one that was canceled meanwhile, or begun again. */
async function end(app: App, run: Export, outcome: Outcome | null): Promise<void> {
  if (!outcome) return
  const endedAt = app.clock()
  const data = { ...outcome, endedAt, expiresAt: expiryAt(endedAt), sequence: { increment: 1 } }
  await app.prisma.export.updateMany({ where: whereRuns(run), data })
}

/** The file of an export, as the storage knows it. */
export function fileOf({ organizationId, id, kind, format, createdAt }: Export): StoredFile {
  const name = `${kind}-${createdAt.toISOString().slice(0, 10)}.${format}`.toLowerCase()
  return { key: `${organizationId}/${id}/${name}`, contentType: CONTENT_TYPES[format] }
}

/** Writes an export. Returns its outcome; null if it was canceled or begun again elsewhere. Throws if it has to begin again. */
async function write(
  app: App,
  storage: Storage,
  url: string,
  run: Export,
  stopping: AbortSignal,
): Promise<Outcome | null> {
  const session = `holdfast export ${run.id}`
  // That of an earlier attempt may go on reading.
  await endSession(app, session)
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-export-'))
  const path = join(folder, 'file')
  const { organizationId, kind, format, fromAt, untilAt } = run
  const workerData: Order = { url, wanted: { organizationId, kind, format, fromAt, untilAt }, path, session }
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX },
  })
  const over = new AbortController()
  const signal = AbortSignal.any([stopping, over.signal])
  const seen: Seen = { rows: 0, rowsTotal: null }
  const stored = outcomeOf(app, run, thread, seen).then(async (outcome) => {
    if (outcome.status === 'SUCCEEDED') await storage.putStream(fileOf(run), createReadStream(path), signal)
    return { ...outcome, ...seen }
  })
  // If it was canceled first, nobody waits for it any more.
  stored.catch(() => {})
  const telling = tellProgress(app, run, seen, signal)
  try {
    const outcome = await Promise.race([stored, telling])
    if (!outcome) await storage.removeAll(run)
    return outcome
  } finally {
    over.abort()
    // Its last progress must not be written after the end.
    await Promise.allSettled([telling])
    thread.removeAllListeners('exit')
    await thread.terminate()
    await endSession(app, session).catch(() => {})
    await rm(folder, { recursive: true, force: true })
  }
}

/** The progress of a thread. */
interface Seen {
  rows: number
  rowsTotal: number | null
}

function outcomeOf({ log }: App, { id }: Export, thread: Worker, seen: Seen): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const fail = (error: unknown) => {
    log.error({ err: error, exportId: id }, 'an export has failed')
    resolve({ status: 'FAILED', failure: 'It failed by an error of Holdfast, which its log names.' })
  }
  thread.on('message', (message: Message) => {
    if ('total' in message) seen.rowsTotal = message.total
    if ('done' in message) seen.rows = message.done
    if ('total' in message || 'done' in message) return
    thread.removeAllListeners('exit')
    if ('written' in message) resolve({ status: 'SUCCEEDED', ...message.written })
    else if (message.isUnavailable) reject(message.error)
    else fail(message.error)
  })
  thread.on('error', fail)
  thread.on('exit', (code) => fail(new Error(`The thread of an export has ended with ${code}.`)))
  return promise
}

/** Writes how far an export is, from time to time. Resolves once it was canceled or begun again; rejects when the process stops. */
async function tellProgress({ prisma }: App, run: Export, seen: Seen, signal: AbortSignal): Promise<null> {
  let told = { ...seen }
  while (true) {
    await delay(TELL_MS, undefined, { signal })
    const { rows, rowsTotal } = seen
    const isNew = rows !== told.rows || rowsTotal !== told.rowsTotal
    const where = whereRuns(run)
    const count = isNew
      ? (await prisma.export.updateMany({ where, data: { rows, rowsTotal, sequence: { increment: 1 } } })).count
      : await prisma.export.count({ where })
    if (count === 0) return null
    told = { rows, rowsTotal }
  }
}

/** Ends a session that reads, which PostgreSQL would do only when it has something to send. */
async function endSession({ prisma }: App, session: string): Promise<void> {
  await prisma.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = ${session} AND datname = current_database()`
}
