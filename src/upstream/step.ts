// What is next about a task at a provider: submit it, ask how it goes, read what a callback has brought; and in the end say
// what became of it, once.
//
//   given ──► submit ──► its id is known ──► ask, or be told ──► … ──► complete or fail the task
//
// Each step is a job of the queue, which names the step. What a step has found is written together with the job of the next
// one, if the step still counts; so however often a job is done, or lost with its process and done again, one line of steps
// goes on. What becomes of a task and its credits the lane decides, so two steps that end it end it once.
//
// Between the provider's taking a task and our writing down its id, a process may die. The next one sees that the task was
// about to be submitted, and does what the definition says (whenInDoubt): where the provider can't know a task again, it is
// submitted once more at most.

import type { JSONValue } from '@jmespath-community/jmespath'
import type { App } from '../app.ts'
import { Prisma, type Task, type UpstreamJob } from '../database/generated/client/client.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type Definition, type Operation, operationOf } from '../providers/definition.ts'
import { findDefinition } from '../providers/provider.ts'
import type { TaskFile } from '../storage/files.ts'
import { completeTask, failTask, reportTaskProgress, startTask } from '../tasks/steps.ts'
import { flagsOf } from './dispatch.ts'
import { keepFile } from './files.ts'
import { CANCEL_TASK, type OverJob, STEP_TASK, type TaskName } from './outbox.ts'
import { type About, type ask, find, type News, read, UpstreamError } from './request.ts'

const RETRY_MS_MIN = 1_000
const RETRY_MS_MAX = 60_000
const ERROR_CHARACTERS_MAX = 500

export interface StepJob extends TaskName {
  readonly step: number
}

/** What steps need besides. */
export interface Upstream {
  readonly app: App
  /** Where a provider may tell how a task goes. */
  readonly callbackUrl: (task: Task) => Promise<string>
  /** Takes one of a provider's requests; how long to wait if there is none left. */
  readonly takeRequest: (definition: Definition) => Promise<number | null>
  /** Sends a request; what it is answered. Throws UpstreamError. */
  readonly ask: typeof ask
  /** Aborts when the process is about to stop. */
  readonly signal: AbortSignal
}

/** A task at a provider, and how that does it. */
interface Work {
  readonly job: UpstreamJob & { readonly task: Task }
  readonly definition: Definition
  readonly operation: Operation
}

/** Does what is next, if this step still counts. */
export async function step(upstream: Upstream, { organizationId, taskId, step }: StepJob): Promise<void> {
  const { app } = upstream
  const where = { organizationId_taskId: { organizationId, taskId } }
  const job = await app.prisma.upstreamJob.findUnique({ where, include: { task: true } })
  if (!job || job.endedAt || job.step !== step) return
  if (job.task.endedAt) return over(app, job)
  const definition = await findDefinition(app.prisma, job.provider)
  const operation = definition && operationOf(definition, job.task.operation)
  if (!definition || !operation) {
    const reason = `The provider ${job.provider} doesn’t do ${job.task.operation}.`
    return stumble(app, job, operation, new UpstreamError(reason, 'NEVER', { reason }))
  }
  const work = { job, definition, operation }
  try {
    const told = await readCallback(app, work)
    if (told) return await follow(upstream, work, told)
    const waitMs = await upstream.takeRequest(definition)
    if (waitMs !== null) return void (await advance(app, job, {}, waitMs))
    if (job.upstreamId === null) return await submit(upstream, work)
    if (!operation.poll) return
    const answer = await upstream.ask(definition, app.providerSecrets, operation.poll, await aboutOf(upstream, job))
    await follow(upstream, work, read(operation.poll.reading, answer))
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    await stumble(app, job, operation, error)
  }
}

/** What a callback has brought, if it says anything that is known; else the provider is asked. */
async function readCallback(app: App, { job, operation }: Work): Promise<News | null> {
  if (job.answer === null || !operation.callback?.reading) return null
  try {
    return read(operation.callback.reading, job.answer as JSONValue)
  } catch (error) {
    await noteError(app, job.provider, error as Error)
    return null
  }
}

async function aboutOf({ callbackUrl, signal }: Upstream, { task, upstreamId }: Work['job']): Promise<About> {
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
  // The same whenever it is sent again, and another for each task.
  const key = submit.idempotencyHeader ? { [submit.idempotencyHeader]: taskId } : {}
  const answer = await upstream
    .ask(definition, app.providerSecrets, submit, await aboutOf(upstream, job), key)
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
  // Whatever has happened meanwhile, the id must not be lost; unless a callback has told it already.
  const known = { organizationId, taskId, upstreamId: null }
  await app.prisma.upstreamJob.updateMany({ where: known, data: { upstreamId: String(upstreamId) } })
  const goesOn = await advance(app, job, { failures: 0 }, poll ? poll.firstAfterSeconds * 1_000 : null)
  if (!goesOn) await over(app, job)
}

/** Goes by what the provider says. */
async function follow(upstream: Upstream, { job, operation }: Work, news: News): Promise<void> {
  const { app } = upstream
  const { organizationId, taskId, task } = job
  const reference = { organizationId, taskId }
  if (news.status === 'FAILED') return fail(app, job, news.failure)
  if (news.status === 'SUCCEEDED') {
    const how = { allowPrivate: app.privateWebhooks, signal: upstream.signal }
    const storage = app.storage()
    const files: TaskFile[] = []
    if (storage) for (const file of news.files) files.push(await keepFile(storage, task, file, how))
    const result = files.length > 0 ? { ...news.result, files } : news.result
    const completed = await completeTask(app, { ...reference, result, late: false }, 'NONE')
    if (isRefusal(completed) && completed.code === 'INVALID_INPUT') return fail(app, job, completed.message)
    return void (await advance(app, job, { endedAt: app.clock(), answer: null }, null))
  }
  if (news.status === 'RUNNING') {
    if (task.status === 'QUEUED') await startTask(app, reference, 'NONE')
    if (news.progress !== null) await reportTaskProgress(app, { ...reference, progress: news.progress }, 'NONE')
  }
  const { poll } = operation
  await advance(app, job, { answer: null, failures: 0 }, poll ? poll.everySeconds * 1_000 : null)
}

async function fail(app: App, job: Work['job'], reason: string): Promise<void> {
  const { organizationId, taskId } = job
  await failTask(app, { organizationId, taskId, reason }, 'NONE')
  await advance(app, job, { endedAt: app.clock(), answer: null }, null)
}

/** How often a provider may have been given a task: without a key of its own for it, each time may be a job of its own. */
function submissionsMax({ failuresMax }: Definition, { idempotencyHeader, whenInDoubt }: Operation['submit']): number {
  if (idempotencyHeader) return failuresMax
  return whenInDoubt === 'SUBMIT_AGAIN' ? 2 : 1
}

/**
 * Something went wrong: the operator can see it, and the same is tried again if that may help. A provider that has a task
 * finishes it, and charges for it, whatever keeps us from hearing so: such a task ends by its deadline only. So does one
 * that surely nobody has yet.
 */
async function stumble(
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
    // A callback may have told meanwhile that the provider has it.
    const isNews = (await app.prisma.upstreamJob.count({ where: { organizationId, taskId, step } })) === 0
    return isNews ? undefined : fail(app, job, error.reason)
  }
  const failures = job.failures + 1
  const backOffMs = Math.min(RETRY_MS_MIN * 2 ** (failures - 1), RETRY_MS_MAX)
  await advance(app, job, { failures }, Math.max(backOffMs, error.retryAfterMs ?? 0))
}

async function noteError(app: App, provider: string, error: Error): Promise<void> {
  const lastError = error.message.slice(0, ERROR_CHARACTERS_MAX).toWellFormed()
  app.log.warn({ provider, error: lastError }, 'a provider did not do as it should')
  await app.prisma.httpProvider.updateMany({
    where: { name: provider },
    data: { lastError, lastErrorAt: app.clock() },
  })
}

/** Writes what a step has found and queues the next one, if there is to be one by itself; false if the step counts no more. */
async function advance(
  app: App,
  { organizationId, taskId, step, provider }: UpstreamJob,
  found: Pick<Prisma.UpstreamJobUncheckedUpdateInput, 'failures' | 'endedAt'> & { answer?: null },
  nextAfterMs: number | null,
): Promise<boolean> {
  const { answer, ...rest } = found
  return app.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.upstreamJob.updateMany({
      where: { organizationId, taskId, step, endedAt: null },
      data: { ...rest, ...(answer === null ? { answer: Prisma.DbNull } : {}), step: step + 1 },
    })
    if (count === 1 && nextAfterMs !== null) {
      await addStep(transaction, provider, { organizationId, taskId, step: step + 1 }, nextAfterMs)
    }
    return count === 1
  })
}

/** Queues a step. */
export function addStep(
  transaction: Prisma.TransactionClient,
  provider: string,
  job: StepJob,
  afterMs: number,
): Promise<void> {
  return addRequest(transaction, provider, { task: STEP_TASK, payload: job, afterMs })
}

/** Queues something that a provider is asked. */
async function addRequest(
  transaction: Prisma.TransactionClient,
  provider: string,
  { task, payload, afterMs }: { readonly task: string; readonly payload: TaskName; readonly afterMs: number },
): Promise<void> {
  await transaction.$executeRaw`
    SELECT graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, flags := ${flagsOf(provider)}::text[],
      run_at := now() + ${Math.round(afterMs)}::int * interval '1 millisecond')`
}

/** A task has ended, perhaps without its provider: that needn't go on then, and is told so if it can be. */
export async function over(app: App, { organizationId, taskId, provider }: OverJob): Promise<void> {
  const where = { organizationId_taskId: { organizationId, taskId } }
  // Also where it has not been taken in yet: whoever does that waits here, and then finds that it needn't.
  const never = { organizationId, taskId, provider, step: 1, failures: 0, createdAt: app.clock(), endedAt: app.clock() }
  await app.prisma.upstreamJob.createMany({ data: never, skipDuplicates: true })
  await app.prisma.$transaction(async (transaction) => {
    const job = await transaction.upstreamJob.findUnique({ where, include: { task: true } })
    if (!job?.task.endedAt) return
    const { count } = await transaction.upstreamJob.updateMany({
      where: { organizationId, taskId, endedAt: null },
      data: { endedAt: app.clock(), answer: Prisma.DbNull, step: { increment: 1 } },
    })
    const isUnwanted = job.task.status === 'CANCELED' || job.task.status === 'TIMED_OUT'
    // An id that becomes known after the end is canceled by whoever learns it.
    if (!isUnwanted || job.upstreamId === null || (count === 0 && job.endedAt === null)) return
    await addRequest(transaction, provider, { task: CANCEL_TASK, payload: { organizationId, taskId }, afterMs: 0 })
  })
}

/** Tells a provider that it needn't go on with a task, if it can be told. */
export async function cancel(upstream: Upstream, { organizationId, taskId }: TaskName): Promise<void> {
  const { app } = upstream
  const where = { organizationId_taskId: { organizationId, taskId } }
  const job = await app.prisma.upstreamJob.findUniqueOrThrow({ where, include: { task: true } })
  const definition = await findDefinition(app.prisma, job.provider)
  const cancel = definition && operationOf(definition, job.task.operation)?.cancel
  if (!cancel) return
  await upstream
    .ask(definition, app.providerSecrets, cancel, await aboutOf(upstream, job))
    .catch((error) => noteError(app, job.provider, error as Error))
}
