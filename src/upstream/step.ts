// The steps of a task at a provider: submit it, poll it or read a callback, and at last complete or fail it, once.
//
//   given ──► submit ──► its id is known ──► poll, or a callback ──► … ──► complete or fail the task
//
// Each step is a job of the queue, with the number of the step. The result of a step is stored in the transaction that adds
// the job of the next step, if the step is still the current one. So if a job runs twice, or is lost with its process and runs
// again, there is still one sequence of steps. The lane decides the outcome of the task, so two steps that end it end it once.
//
// A process may die after the provider has accepted a task and before its id is stored. The next process finds the request in
// doubt, and follows the definition (whenInDoubt): if the provider can't recognize a repeated request, the task is submitted at
// most once more.

import type { JSONValue } from '@jmespath-community/jmespath'
import type { App } from '../app.ts'
import { Prisma, type Task, type UpstreamJob } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type Definition, type Operation, operationOf } from '../providers/definition.ts'
import { findDefinition } from '../providers/provider.ts'
import type { TaskFile } from '../storage/files.ts'
import { completeTask, failTask, reportTaskProgress, startTask } from '../tasks/steps.ts'
import { recordUpstreamCost } from '../tasks/upstreamCost.ts'
import { carrying } from '../telemetry/trace.ts'
import { flagsOf } from './dispatch.ts'
import { keepFile } from './files.ts'
import { CANCEL_TASK, type EndJob, STEP_TASK, type TaskName } from './outbox.ts'
import { type ask, costIn, find, type Report, read, type StatedCost, type Subject, UpstreamError } from './request.ts'

const RETRY_MS_MIN = 1_000
const RETRY_MS_MAX = 60_000
const ERROR_CHARACTERS_MAX = 500

export interface StepJob extends TaskName {
  readonly step: number
}

/** The parts that steps work with. */
export interface Upstream {
  readonly app: App
  /** The address for callbacks about a task. */
  readonly callbackUrl: (task: Task) => Promise<string>
  /** Counts a request against the provider's rate. Returns null if there is room, else the time to wait in milliseconds. */
  readonly takeRequest: (definition: Definition) => Promise<number | null>
  /** Sends a request and returns its answer. Throws UpstreamError. */
  readonly ask: typeof ask
  /** Aborts when the process is about to stop. */
  readonly signal: AbortSignal
}

/** A task at a provider, with the provider's definition. */
interface Work {
  readonly job: UpstreamJob & { readonly task: Task }
  readonly definition: Definition
  readonly operation: Operation
}

/** Runs a step, if it is still the current one. */
export async function step(upstream: Upstream, { organizationId, taskId, step }: StepJob): Promise<void> {
  const { app } = upstream
  const where = { organizationId_taskId: { organizationId, taskId } }
  const job = await app.prisma.upstreamJob.findUnique({ where, include: { task: true } })
  if (!job || job.endedAt || job.step !== step) return
  if (job.task.endedAt) return endJob(app, job)
  const definition = await findDefinition(app.prisma, job.provider)
  const operation = definition && operationOf(definition, job.task.operation)
  if (!definition || !operation) {
    const reason = `The provider ${job.provider} doesn’t do ${job.task.operation}.`
    return recordFailure(app, job, operation, new UpstreamError(reason, 'NEVER', { reason }))
  }
  const work = { job, definition, operation }
  try {
    const reported = await readCallback(app, work)
    if (reported) return await handleReport(upstream, work, reported)
    const waitMs = await upstream.takeRequest(definition)
    if (waitMs !== null) return void (await advance(app, job, {}, waitMs))
    if (job.upstreamId === null) return await submit(upstream, work)
    if (!operation.poll) return
    const answer = await upstream.ask(definition, app.providerSecrets, operation.poll, await subjectOf(upstream, job))
    await handleReport(upstream, work, read(operation.poll.reading, answer))
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    await recordFailure(app, job, operation, error)
  }
}

/** Reads the callback that has arrived; null if none has, or if it can't be read: then the provider is polled. */
async function readCallback(app: App, { job, operation }: Work): Promise<Report | null> {
  if (job.answer === null || !operation.callback?.reading) return null
  try {
    return read(operation.callback.reading, job.answer as JSONValue)
  } catch (error) {
    await noteError(app, job.provider, error as Error)
    return null
  }
}

async function subjectOf({ callbackUrl, signal }: Upstream, { task, upstreamId }: Work['job']): Promise<Subject> {
  return { task, upstreamId, callbackUrl: await callbackUrl(task), signal }
}

async function submit(upstream: Upstream, { job, definition, operation }: Work): Promise<void> {
  const { app } = upstream
  const { submit, poll } = operation
  if (job.submissions >= submissionsMax(definition, submit)) {
    return fail(app, job, 'It is not known whether the provider has taken the task.')
  }
  const { organizationId, taskId } = job
  const where = { organizationId, taskId, step: job.step, endedAt: null }
  const { count } = await app.prisma.upstreamJob.updateMany({
    where: { ...where, submissions: job.submissions },
    data: { submissions: { increment: 1 } },
  })
  if (count === 0) return
  // The key is the same for each attempt, and different for each task.
  const key = submit.idempotencyHeader ? { [submit.idempotencyHeader]: taskId } : {}
  const answer = await upstream
    .ask(definition, app.providerSecrets, submit, await subjectOf(upstream, job), key)
    .catch(async (error) => {
      if (error instanceof UpstreamError && (error.outcome === 'NOT_NOW' || error.outcome === 'NEVER')) {
        await app.prisma.upstreamJob.updateMany({ where, data: { submissions: { decrement: 1 } } })
      }
      throw error
    })
  const upstreamId = find(answer, submit.upstreamId)
  if (typeof upstreamId !== 'string' && typeof upstreamId !== 'number') {
    throw new UpstreamError('Its answer to a submitted task has no id.', 'UNREADABLE')
  }
  // The id must be stored even if the step is no longer the current one; unless a callback has brought it already.
  const known = { organizationId, taskId, upstreamId: null }
  await app.prisma.upstreamJob.updateMany({ where: known, data: { upstreamId: String(upstreamId) } })
  const isCurrent = await advance(app, job, { failures: 0 }, poll ? poll.firstAfterSeconds * 1_000 : null)
  if (!isCurrent) await endJob(app, job)
}

/** Completes or fails the task if the report is terminal; else stores the progress and schedules the next poll. */
async function handleReport(upstream: Upstream, { job, operation }: Work, report: Report): Promise<void> {
  const { app } = upstream
  const { organizationId, taskId, task } = job
  const reference = { organizationId, taskId }
  const { cost: upstreamCost } = report
  if (report.status === 'FAILED') return fail(app, job, report.failure, upstreamCost)
  if (report.status === 'SUCCEEDED') {
    const how = { allowPrivate: app.privateWebhooks, signal: upstream.signal }
    const storage = app.storage
    const files: TaskFile[] = []
    if (storage) for (const file of report.files) files.push(await keepFile(storage, task, file, how))
    const result = files.length > 0 ? { ...report.result, files } : report.result
    const completed = await completeTask(app, { ...reference, result, upstreamCost, late: false }, 'NONE')
    if (isRefusal(completed) && completed.code === 'INVALID_INPUT')
      return fail(app, job, completed.message, upstreamCost)
    if (isRefusal(completed)) await recordLateCost(app, reference, upstreamCost)
    return void (await advance(app, job, { endedAt: app.clock(), answer: null }, null))
  }
  if (report.status === 'RUNNING') {
    if (task.status === 'QUEUED') await startTask(app, reference, 'NONE')
    if (report.progress !== null) await reportTaskProgress(app, { ...reference, progress: report.progress }, 'NONE')
  }
  const { poll } = operation
  await advance(app, job, { answer: null, failures: 0 }, poll ? poll.everySeconds * 1_000 : null)
}

async function fail(app: App, job: Work['job'], reason: string, upstreamCost: StatedCost | null = null): Promise<void> {
  const { organizationId, taskId } = job
  const failed = await failTask(app, { organizationId, taskId, reason, upstreamCost }, 'NONE')
  if (isRefusal(failed)) await recordLateCost(app, { organizationId, taskId }, upstreamCost)
  await advance(app, job, { endedAt: app.clock(), answer: null }, null)
}

/** Records what a task has cost that had ended before its provider answered. */
export async function recordLateCost(
  app: App,
  task: Pick<UpstreamJob, 'organizationId' | 'taskId'>,
  upstreamCost: StatedCost | null,
): Promise<void> {
  if (upstreamCost) await recordUpstreamCost(app, { ...task, upstreamCost })
}

/** The most times that a task may be submitted to a provider: without an idempotency key each one may be a job of its own. */
function submissionsMax({ failuresMax }: Definition, { idempotencyHeader, whenInDoubt }: Operation['submit']): number {
  if (idempotencyHeader) return failuresMax
  return whenInDoubt === 'SUBMIT_AGAIN' ? 2 : 1
}

/**
 * Records an error for the operator, and schedules another attempt after an exponential backoff. A provider finishes, and
 * charges for, every task that it has accepted, so errors don't fail such a task before its deadline; nor a task that the
 * provider has certainly not accepted. The task fails if the provider refuses it, or if its result can't be kept.
 */
async function recordFailure(
  app: App,
  job: Work['job'],
  operation: Operation | null | undefined,
  error: UpstreamError,
): Promise<void> {
  const { outcome } = error
  await noteError(app, job.provider, error)
  const { organizationId, taskId, step, upstreamId } = job
  const isUnreadable = outcome === 'UNREADABLE' && !operation?.submit.idempotencyHeader
  if (outcome === 'UNUSABLE' || (upstreamId === null && (outcome === 'NEVER' || isUnreadable))) {
    // If a callback has moved the job on meanwhile, the provider has the task.
    const isCurrent = (await app.prisma.upstreamJob.count({ where: { organizationId, taskId, step } })) > 0
    return isCurrent ? fail(app, job, error.reason) : undefined
  }
  const failures = job.failures + 1
  const backoffMs = Math.min(RETRY_MS_MIN * 2 ** (failures - 1), RETRY_MS_MAX)
  await advance(app, job, { failures }, Math.max(backoffMs, error.retryAfterMs ?? 0))
}

async function noteError(app: App, provider: string, error: Error): Promise<void> {
  const lastError = error.message.slice(0, ERROR_CHARACTERS_MAX).toWellFormed()
  app.log.warn({ provider, error: lastError }, 'a request to a provider failed')
  await app.prisma.httpProvider.updateMany({
    where: { name: provider },
    data: { lastError, lastErrorAt: app.clock() },
  })
}

/**
 * Stores the result of a step and adds the job of the next one (`nextAfterMs` null: a callback starts it). Returns false if the
 * step is no longer the current one; then nothing is stored.
 */
async function advance(
  app: App,
  { organizationId, taskId, step, provider, traceparent }: UpstreamJob,
  found: Pick<Prisma.UpstreamJobUncheckedUpdateInput, 'failures' | 'endedAt'> & { answer?: null },
  nextAfterMs: number | null,
): Promise<boolean> {
  const { answer, ...rest } = found
  return transact(app.prisma, async (transaction) => {
    const { count } = await transaction.upstreamJob.updateMany({
      where: { organizationId, taskId, step, endedAt: null },
      data: { ...rest, ...(answer === null ? { answer: Prisma.DbNull } : {}), step: step + 1 },
    })
    if (count === 1 && nextAfterMs !== null) {
      const next = { organizationId, taskId, step: step + 1, ...carrying(traceparent) }
      await addStep(transaction, provider, next, nextAfterMs)
    }
    return count === 1
  })
}

/** Adds the job of a step to the queue. */
export function addStep(
  transaction: Prisma.TransactionClient,
  provider: string,
  job: StepJob,
  afterMs: number,
): Promise<void> {
  return addRequest(transaction, provider, { task: STEP_TASK, payload: job, afterMs })
}

/** Adds the job of a request to a provider to the queue. */
async function addRequest(
  transaction: Prisma.TransactionClient,
  provider: string,
  { task, payload, afterMs }: { readonly task: string; readonly payload: TaskName; readonly afterMs: number },
): Promise<void> {
  await transaction.$executeRaw`
    SELECT graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, flags := ${flagsOf(provider)}::text[],
      run_at := now() + ${Math.round(afterMs)}::int * interval '1 millisecond')`
}

/** Ends the job of a task that has ended, by its provider or otherwise. If nobody wants its result, the provider is to cancel it. */
export async function endJob(
  app: App,
  { organizationId, taskId, provider }: Omit<EndJob, 'traceparent'>,
): Promise<void> {
  const where = { organizationId_taskId: { organizationId, taskId } }
  // Also if the job does not exist yet: a process that takes the task in waits for this row, and finds it ended.
  const ended = { organizationId, taskId, provider, step: 1, failures: 0, createdAt: app.clock(), endedAt: app.clock() }
  await app.prisma.upstreamJob.createMany({ data: ended, skipDuplicates: true })
  const answered = await transact(app.prisma, async (transaction) => {
    const job = await transaction.upstreamJob.findUnique({ where, include: { task: true } })
    if (!job?.task.endedAt) return null
    const { count } = await transaction.upstreamJob.updateMany({
      where: { organizationId, taskId, endedAt: null },
      data: { endedAt: app.clock(), answer: Prisma.DbNull, step: { increment: 1 } },
    })
    const isUnwanted = job.task.status === 'CANCELED' || job.task.status === 'TIMED_OUT'
    // If the id becomes known after the end, the step that stores it cancels the task.
    if (!isUnwanted || job.upstreamId === null || (count === 0 && job.endedAt === null)) return job
    const payload = { organizationId, taskId, ...carrying(job.traceparent) }
    await addRequest(transaction, provider, { task: CANCEL_TASK, payload, afterMs: 0 })
    return job
  })
  // A callback that no step has read yet.
  if (answered && answered.answer !== null) await recordAnswered(app, answered)
}

async function recordAnswered(
  app: App,
  { organizationId, taskId, provider, task, answer }: Work['job'],
): Promise<void> {
  const definition = await findDefinition(app.prisma, provider)
  const reading = definition && operationOf(definition, task.operation)?.callback?.reading
  if (!reading) return
  await recordLateCost(app, { organizationId, taskId }, costIn(reading, answer as JSONValue))
}

/** Asks a provider to cancel a task, if its definition has a request for that. */
export async function cancel(upstream: Upstream, { organizationId, taskId }: TaskName): Promise<void> {
  const { app } = upstream
  const where = { organizationId_taskId: { organizationId, taskId } }
  const job = await app.prisma.upstreamJob.findUniqueOrThrow({ where, include: { task: true } })
  const definition = await findDefinition(app.prisma, job.provider)
  const cancel = definition && operationOf(definition, job.task.operation)?.cancel
  if (!cancel) return
  await upstream
    .ask(definition, app.providerSecrets, cancel, await subjectOf(upstream, job))
    .catch((error) => noteError(app, job.provider, error as Error))
}
