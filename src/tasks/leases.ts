// Leases: how the platform's own workers share the tasks of LIVE organizations. A worker claims tasks, which are RUNNING from
// then on and belong to it until the lease ends. It extends the lease while it works, and completes or fails the task. If a
// worker disappears, its lease ends, and another worker gets the task.
//
// A lease is only the right to work on a task. The lane decides the outcome of the task and its credits, so a task has one
// outcome and one charge, regardless of how many leases it had. Leases use the real time, not an organization's own clock.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import type { Task, TaskLease } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { type OrganizationId, type TaskId, uuidOf } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { refuseClosed } from '../organizations/lock.ts'
import { RUN_BY } from '../pricing/runner.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { type LeaseLost, type LeaseShown, leaseLost } from './fencing.ts'
import { failTask, startTask } from './steps.ts'

/** The most tasks of one claim. */
const CLAIM_MAX = 100
const MODELS_MAX = 100
/** The length of a lease, if its request does not set one. */
export const LEASE_SECONDS = 60
const LEASE_SECONDS_MAX = 60 * 60
/** The number of workers that get a task before it fails. */
export const ATTEMPTS_MAX = 3
/** The backoff after a task was returned by its first worker, and by its second, before it can be claimed again. */
const RETURN_PAUSES_SECONDS = [10, 60]
const RETURN_REASON_CHARACTERS_MAX = 1_000
const SWEEP_ROWS_MAX = 500

const leaseSeconds = z.int().min(1).max(LEASE_SECONDS_MAX)

const Claim = z.object({
  /** The organization whose tasks are claimed; any if absent. */
  organizationId: uuidOf.organization.nullish(),
  models: z.array(field.token).max(MODELS_MAX).nullish(),
  limit: z.int().min(1).max(CLAIM_MAX),
  leaseSeconds,
  worker: field.text(200).min(1).nullish(),
})

export interface ClaimedTask {
  readonly lease: TaskLease
  readonly task: Task
}

// Fair: the next task is from the organization with the fewest tasks in progress, regardless of how many it has waiting; and no
// organization has more tasks in progress than it may have.
const CLAIM = `
  INSERT INTO task_lease (organization_id, task_id, id, worker, until, attempt)
  SELECT organization_id, id, gen_random_uuid(), $4, $5::timestamptz, 1
  FROM (
    SELECT t.organization_id, t.id, t.status, o.tasks_at_once - coalesce(elsewhere.tasks, 0) AS at_once,
      row_number() OVER (PARTITION BY t.organization_id ORDER BY t.id) + coalesce(working.tasks, 0) AS turn
    FROM task t
    JOIN organization o ON o.id = t.organization_id
    JOIN price_rule r ON r.id = t.price_rule_id AND ${RUN_BY} = 'WORKERS'
    LEFT JOIN (
      SELECT w.organization_id, count(*) AS tasks
      FROM task_lease w
      JOIN task at_work ON at_work.organization_id = w.organization_id AND at_work.id = w.task_id
      WHERE w.until > $1::timestamptz AND at_work.ended_at IS NULL
      GROUP BY w.organization_id
    ) AS working ON working.organization_id = t.organization_id
    LEFT JOIN (
      SELECT u.organization_id, count(*) AS tasks
      FROM upstream_job u
      JOIN task at_work ON at_work.organization_id = u.organization_id AND at_work.id = u.task_id
      WHERE u.given_at IS NOT NULL AND u.ended_at IS NULL AND at_work.ended_at IS NULL
      GROUP BY u.organization_id
    ) AS elsewhere ON elsewhere.organization_id = t.organization_id
    LEFT JOIN task_lease l ON l.organization_id = t.organization_id AND l.task_id = t.id
    WHERE t.ended_at IS NULL AND ($7::uuid IS NULL OR t.organization_id = $7) AND ($2::text[] IS NULL OR t.model = ANY ($2))
      AND (t.status = 'QUEUED' AND t.approval IS DISTINCT FROM 'PENDING' AND l.id IS NULL
        OR l.until <= $1::timestamptz AND l.attempt < $6 AND (l.claimable_at IS NULL OR l.claimable_at <= $1::timestamptz))
  ) AS waiting
  WHERE at_once IS NULL OR turn <= at_once
  ORDER BY turn, id
  LIMIT $3
  ON CONFLICT (organization_id, task_id) DO UPDATE
    SET id = excluded.id, worker = excluded.worker, until = excluded.until,
      attempt = task_lease.attempt + 1, claimable_at = NULL
  RETURNING organization_id AS "organizationId", task_id AS "taskId", id, worker, until, attempt,
    claimable_at AS "claimableAt", reason`

/** Gives a worker waiting tasks, and tasks whose lease has ended. */
export async function claimTasks(
  app: App,
  input: z.input<typeof Claim>,
): Promise<{ claimed: ClaimedTask[] } | InvalidInput> {
  const parsed = parseInput(Claim, input)
  if (!parsed.ok) return parsed.refusal
  const { models, limit, worker, organizationId } = parsed.value
  const now = app.clock()
  const until = new Date(now.getTime() + parsed.value.leaseSeconds * 1_000)
  const leases = await transact(app.prisma, async (transaction) => {
    // Claims take turns, including those for providers (src/upstream/dispatch.ts): so two claims never get the same task.
    await transaction.$executeRawUnsafe(`SELECT pg_advisory_xact_lock($1::bigint)`, LOCKS.claim)
    const values = [now, models ?? null, limit, worker ?? null, until, ATTEMPTS_MAX, organizationId ?? null]
    return transaction.$queryRawUnsafe<TaskLease[]>(CLAIM, ...values)
  })
  const begun = await Promise.allSettled(leases.map((lease) => begin(app, lease).catch(takeBack(app, lease))))
  const claimed = begun.flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []))
  const failure = begun.find((each) => each.status === 'rejected')
  if (failure && claimed.length === 0) throw failure.reason
  return { claimed }
}

/** Ends the lease of a task that could not be started, as when the lane is full. It does not count as an attempt. */
function takeBack(app: App, { organizationId, taskId, id }: TaskLease): (error: unknown) => Promise<never> {
  return async (error) => {
    const data = { until: app.clock(), attempt: { decrement: 1 } }
    await app.prisma.taskLease.updateMany({ where: { organizationId, taskId, id }, data })
    throw error
  }
}

/** Starts a claimed task, or finds it RUNNING; null if it has ended meanwhile. */
async function begin(app: App, lease: TaskLease): Promise<ClaimedTask | null> {
  const { organizationId, taskId } = lease
  const started = await startTask(app, { organizationId, taskId }, 'HELD')
  if (!isRefusal(started)) return { lease, task: started.task }
  const where = { organizationId_id: { organizationId, id: taskId } }
  const task = await app.prisma.task.findUnique({ where })
  return task?.status === 'RUNNING' ? { lease, task } : null
}

const Extension = z.object({
  organizationId: uuidOf.organization,
  taskId: uuidOf.task,
  leaseId: z.uuid(),
  leaseSeconds,
})

/** Extends a lease (a heartbeat): it ends after the given time from now. */
export async function extendLease(
  app: App,
  input: z.input<typeof Extension>,
): Promise<{ lease: TaskLease } | InvalidInput | LeaseLost> {
  const parsed = parseInput(Extension, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, taskId, leaseId } = parsed.value
  const until = new Date(app.clock().getTime() + parsed.value.leaseSeconds * 1_000)
  const where = { organizationId, taskId, id: leaseId, task: { endedAt: null } }
  const [lease] = await app.prisma.taskLease.updateManyAndReturn({ where, data: { until } })
  return lease ? { lease } : leaseLost()
}

/** Looks up the lease that a worker names. If it names none (`NONE`), the lane checks whether the task has one. */
export async function leaseShown(
  app: App,
  { organizationId, taskId }: { organizationId: OrganizationId; taskId: TaskId },
  leaseId: string,
): Promise<LeaseShown | InvalidInput> {
  const parsed = parseInput(z.object({ leaseId: z.uuid() }), { leaseId })
  if (!parsed.ok) return parsed.refusal
  // Look-ups of the same moment share one statement.
  const where = { organizationId_taskId: { organizationId, taskId } }
  const lease = await app.prisma.taskLease.findUnique({ where, select: { id: true } })
  return lease?.id === leaseId ? 'HELD' : leaseLost()
}

const Return = Extension.omit({ leaseSeconds: true }).extend({
  reason: field.text(RETURN_REASON_CHARACTERS_MAX).min(1).nullish(),
})

/** Returns a task that another worker may be able to do: it can be claimed again after a backoff, unless this was the last attempt. */
export async function returnTask(
  app: App,
  input: z.input<typeof Return>,
): Promise<{ willBeRetried: boolean; task: Task } | InvalidInput | NotFound | LeaseLost> {
  const parsed = parseInput(Return, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, taskId, leaseId, reason } = parsed.value
  const where = { organizationId, taskId, id: leaseId, task: { endedAt: null } }
  const held = await app.prisma.taskLease.findFirst({ where })
  if (!held) return leaseLost()
  const now = app.clock()
  const claimableAt = new Date(now.getTime() + (RETURN_PAUSES_SECONDS[held.attempt - 1] ?? 0) * 1_000)
  // A new id: the worker that had the lease has lost it.
  const data = { until: now, id: uuidv7(), claimableAt, ...(reason ? { reason } : {}) }
  const [lease] = await app.prisma.taskLease.updateManyAndReturn({ where, data })
  if (!lease) return leaseLost()
  const willBeRetried = lease.attempt < ATTEMPTS_MAX
  if (!willBeRetried) await exhaust(app, lease)
  const task = await app.prisma.task.findUnique({ where: { organizationId_id: { organizationId, id: taskId } } })
  return task ? { willBeRetried, task } : notFound('task')
}

// Receipts say how many workers a task has had.
const DELETE_ENDED = `
  WITH ended AS (
    DELETE FROM task_lease l USING task t
    WHERE t.organization_id = l.organization_id AND t.id = l.task_id AND t.ended_at IS NOT NULL
    RETURNING l.organization_id, l.task_id, l.attempt, l.reason
  ), retried AS (
    INSERT INTO task_retry (organization_id, task_id, attempts, reason)
    SELECT organization_id, task_id, attempt, reason FROM ended WHERE attempt > 1
    ON CONFLICT DO NOTHING
  )
  SELECT FROM ended`

/** Fails tasks that have lost their last worker, and deletes leases of ended tasks. Returns the number of both. */
export async function sweepLeases(app: App): Promise<number> {
  const lost = await app.prisma.taskLease.findMany({
    where: { until: { lte: app.clock() }, attempt: { gte: ATTEMPTS_MAX }, task: { endedAt: null } },
    take: SWEEP_ROWS_MAX,
  })
  const failed = await Promise.all(lost.map((lease) => exhaust(app, lease)))
  const ended = await app.prisma.$executeRawUnsafe(DELETE_ENDED)
  return failed.filter(Boolean).length + ended
}

async function exhaust(app: App, { organizationId, taskId, attempt, reason: last }: TaskLease): Promise<boolean> {
  const reason = `${attempt} workers could not do it.${last === null ? '' : ` The last that said why: ${last}`}`
  const failed = await failTask(app, { organizationId, taskId, reason }, 'HELD')
  return !isRefusal(failed)
}

const Concurrency = z.object({
  organizationId: uuidOf.organization,
  /** The most tasks in progress at a time; null: any number. */
  tasksAtOnce: z.int().min(1).max(1_000_000).nullable(),
})

/** Sets the number of tasks of an organization that may be in progress at a time. Tasks in progress are not affected. */
export async function setConcurrencyLimit(
  app: App,
  input: z.input<typeof Concurrency>,
): Promise<{ organization: { id: string } } | InvalidInput | NotFound> {
  const parsed = parseInput(Concurrency, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId: id, tasksAtOnce } = parsed.value
  return transact(app.prisma, async (transaction) => {
    const before = await transaction.organization.findUnique({ where: { id } })
    const closed = refuseClosed(before)
    if (closed || !before) return closed ?? notFound('organization')
    await transaction.organization.update({ where: { id }, data: { tasksAtOnce } })
    const facts = { before: { tasksAtOnce: before.tasksAtOnce }, after: { tasksAtOnce } }
    const act = { action: 'setConcurrencyLimit', subjectType: 'Organization', subjectId: id, ...facts }
    await record(app, transaction, id, act, app.clock())
    return { organization: { id } }
  })
}
