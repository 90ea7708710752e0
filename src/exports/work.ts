// Writes exports in the background (src/queue/background.ts). The thread writes a file that nobody sees; the whole file goes to the storage,
// and only then the export has succeeded.

import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { Export } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { type Background, type Outcome, openBackground, type Progress, runInThread } from '../queue/background.ts'
import type { Storage } from '../storage/storage.ts'
import { fileOf, removeFile, removeFilesBefore, temporaryFolder } from './files.ts'
import { expiryAt } from './keeping.ts'
import { EXPORT_TASK, startNext } from './operations.ts'
import type { Order, Written } from './thread.ts'

/** A thread that needs more memory ends, and its export fails. Without a limit of its own the young generation could have 192 MB. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 }

const Job = z.object({ organizationId: z.uuid(), id: z.uuid() })

export function openExports(app: App, databaseUrl: string): Background {
  return openBackground(EXPORT_TASK, (payload, stopping) => work(app, databaseUrl, Job.parse(payload), stopping))
}

async function work(app: App, url: string, job: z.output<typeof Job>, stopping: AbortSignal): Promise<void> {
  const run = await begin(app, job)
  if (run) await end(app, run, await write(app, url, run, stopping))
  await transact(app.prisma, startNext)
}

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

const rowsOf = ({ done: rows, total: rowsTotal }: Progress) => ({ rows, rowsTotal })

/** Ends an export, unless it was canceled meanwhile, or begun again: then nobody is offered the file of this attempt. */
async function end(app: App, run: Export, outcome: Outcome<Written> | null): Promise<void> {
  const isOffered = outcome?.status === 'SUCCEEDED' && (await note(app, run, outcome))
  if (outcome?.status === 'FAILED') await note(app, run, outcome)
  if (!isOffered) await removeFile(app.storage, run).catch((error) => warn(app, run, error))
}

/** Notes how an attempt has ended. Returns false if it does not count any more. */
async function note(app: App, run: Export, { progress, ...ended }: Outcome<Written>): Promise<boolean> {
  const said = ended.status === 'FAILED' ? ended : { status: ended.status, ...ended.result }
  const endedAt = app.clock()
  const data = { ...rowsOf(progress), ...said, endedAt, expiresAt: expiryAt(endedAt), sequence: { increment: 1 } }
  return (await app.prisma.export.updateMany({ where: whereRuns(run), data })).count > 0
}

/** The export takes the file with it, seven days after its end. */
function warn({ log }: App, { id }: Export, err: unknown): void {
  log.warn({ err, exportId: id }, 'the file of an attempt at an export could not be removed')
}

/** Writes an export. Returns its outcome; null if it was canceled or begun again elsewhere. Throws if it has to begin again. */
async function write(app: App, url: string, run: Export, stopping: AbortSignal): Promise<Outcome<Written> | null> {
  const { storage } = app
  if (!storage)
    return { status: 'FAILED', failure: 'This Holdfast stores no files.', progress: { done: 0, total: null } }
  // Of processes that were killed.
  await removeFilesBefore(storage, run).catch((error) => warn(app, run, error))
  const folder = await temporaryFolder()
  try {
    return await writeInto(app, storage, url, run, join(folder, 'file'), stopping)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function writeInto(app: App, storage: Storage, url: string, run: Export, path: string, stopping: AbortSignal) {
  const { organizationId, id, attempts: attempt, stops, kind, format, fromAt, untilAt } = run
  const wanted = { organizationId, kind, format, fromAt, untilAt }
  const order: Omit<Order, 'session'> = { url, wanted, now: app.clock(), path }
  const where = whereRuns(run)
  return runInThread<Written>(
    app,
    {
      ...{ kind: 'export', id, attempt, stops, worked: 'wrote', order, memory: MEMORY },
      thread: new URL('./thread.ts', import.meta.url),
      async tell(progress) {
        const data = progress && { ...rowsOf(progress), sequence: { increment: 1 } }
        return data
          ? (await app.prisma.export.updateMany({ where, data })).count > 0
          : (await app.prisma.export.count({ where })) > 0
      },
      tellStop: () => app.prisma.export.updateMany({ where, data: { stops: { increment: 1 } } }),
      finish: {
        work: (_written, signal) => store(storage, run, path, signal),
        failure: 'Its file could not be stored, for a reason that Holdfast’s log names.',
      },
    },
    stopping,
  )
}

async function store(storage: Storage, run: Export, path: string, signal: AbortSignal): Promise<void> {
  const stream = createReadStream(path)
  try {
    await storage.putStream(fileOf(run), stream, signal)
  } finally {
    // An upload that is given up leaves it open.
    stream.destroy()
  }
}
