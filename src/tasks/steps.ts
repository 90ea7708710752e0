// The steps of a task: start, report, complete, fail, cancel, time out, approve, decline. A task's hold ends with the task.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf } from '../audit/record.ts'
import type { Prisma, Task } from '../database/generated/client/client.ts'
import { answer } from '../engine/answer.ts'
import type { Batch, Standing } from '../engine/batch.ts'
import { type IdempotencyConflict, type Skipped, skip } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { extend, type Held } from '../ledger/freeze.ts'
import {
  type BudgetExceeded,
  type HoldNotOpen,
  type InsufficientCredits,
  isRefusal,
  type Refusal,
  type SpendExceedsHold,
  spendExceedsHold,
} from '../ledger/refusals.ts'
import { release, spend } from '../ledger/settle.ts'
import { CREDITS_MAX, type Hold, type Purpose, type WalletState } from '../ledger/wallet.ts'
import { refuseSuspended, type Suspended } from '../organizations/operations.ts'
import { field, type InvalidInput, jsonObject, type NotFound, notFound, parseInput } from '../refusals.ts'
import { refuseMore, settleLateWithin } from '../wallets/funding.ts'
import type { LeaseLost } from './leases.ts'
import { isEnd, type Step, type TaskStateRefusal, take } from './rules.ts'
import type { TaskAnswer } from './submit.ts'

const RESULT_CHARACTERS_MAX = 100_000

const Reference = z.object({
  organizationId: z.uuid(),
  taskId: z.uuid(),
  idempotencyKey: field.idempotencyKey,
})

type ReferenceInput = z.input<typeof Reference>

export type StepRefusal = InvalidInput | NotFound | IdempotencyConflict | TaskStateRefusal

/**
 * The right to a task that the taker of a step shows. HELD: it holds the lease (a worker that has named it, or the code that ends
 * leases). NONE: it names no lease, as for tasks that nobody has claimed. LeaseLost: it has lost its lease.
 */
export type LeaseShown = 'HELD' | 'NONE' | LeaseLost

/** Starts a task. If the worker holds a lease, every later step of a worker requires the lease. */
export function startTask(app: App, input: ReferenceInput, lease: 'HELD' | 'NONE'): Promise<TaskAnswer | StepRefusal> {
  const parsed = parseInput(Reference, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  return step<never>(app, 'start', parsed.value, { isLeased: lease === 'HELD' })
}

const Report = Reference.extend({ progress: z.int().min(0).max(100) })

/** Reports the progress of a running task, in percent. */
export function reportTaskProgress(
  app: App,
  input: z.input<typeof Report>,
  lease: LeaseShown,
): Promise<TaskAnswer | StepRefusal | LeaseLost> {
  const parsed = parseInput(Report, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  return step<LeaseLost>(app, 'report', parsed.value, { progress: parsed.value.progress }, { lease })
}

const Completion = Reference.extend({
  result: jsonObject(RESULT_CHARACTERS_MAX).nullish(),
  credits: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
  /** True if a task that has timed out is completed, too. */
  late: z.boolean().default(true),
})

type CompletionRefusal = SpendExceedsHold | InsufficientCredits | BudgetExceeded | LeaseLost

/**
 * Completes a task that succeeded: its credits are spent, all or a part; more only if the wallet's policy allows it. If it had
 * timed out, it is settled late: paid again if the credits are available, else owed or written off, as that policy says.
 */
export async function completeTask(
  app: App,
  input: z.input<typeof Completion>,
  lease: LeaseShown,
): Promise<TaskAnswer | StepRefusal | CompletionRefusal> {
  const parsed = parseInput(Completion, input)
  if (!parsed.ok) return parsed.refusal
  const { late, ...completion } = parsed.value
  const { credits, result } = completion
  const change = { result: (result ?? null) as Prisma.JsonObject | null, failureReason: null }
  const lateId = uuidv7()
  return step<CompletionRefusal>(app, 'complete', completion, change, {
    lease,
    isTheirs: ({ status }) => late || status !== 'TIMED_OUT',
    hold: (state, hold, now, purpose, batch) =>
      hold.status === 'TIMED_OUT'
        ? settleLateWithin(batch, state, hold, { credits: credits ?? hold.released, purpose, holdId: lateId })
        : (refuseMore(batch, hold, (credits ?? 0n) - hold.credits) ??
          spend(state, hold, { credits: credits ?? hold.credits, keepOpen: false, purpose }, now)),
    noHold: () => (credits ? spendExceedsHold(credits, 0n) : null),
  })
}

const Failure = Reference.extend({ reason: field.text(2_000).min(1) })

/** Fails a task: its credits are released to the lots that they came from. */
export function failTask(
  app: App,
  input: z.input<typeof Failure>,
  lease: LeaseShown,
): Promise<TaskAnswer | StepRefusal | LeaseLost> {
  const parsed = parseInput(Failure, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  return step<LeaseLost>(app, 'fail', parsed.value, { failureReason: parsed.value.reason }, { ...GIVE_BACK, lease })
}

const Cancellation = Reference.extend({
  /** The member whose task it must be; null: of any member. */
  memberId: z.uuid().nullable(),
})

/** Cancels a task: its credits are released to the lots that they came from. */
export function cancelTask(app: App, input: z.input<typeof Cancellation>): Promise<TaskAnswer | StepRefusal> {
  const parsed = parseInput(Cancellation, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  const { memberId } = parsed.value
  const isTheirs = (task: Task) => memberId === null || task.memberId === memberId
  return step<never>(app, 'cancel', parsed.value, {}, { ...GIVE_BACK, isTheirs })
}

/** Times a task out after its deadline: its credits are released to the lots that they came from. */
export function timeOutTask(app: App, input: ReferenceInput): Promise<TaskAnswer | StepRefusal | Skipped> {
  const parsed = parseInput(Reference, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  const change = ({ approval }: Task) =>
    approval === 'PENDING'
      ? { failureReason: 'Nobody approved it in time.', approval: 'LAPSED' as const }
      : { failureReason: 'The deadline passed.' }
  return step<Skipped>(app, 'timeOut', parsed.value, change, {
    hold: (state, hold, now) => release(state, hold, 'TIMED_OUT', now),
    notDue: (task, now) => (task.deadlineAt <= now ? null : skip()),
  })
}

/**
 * Approves a task that waits for an admin. Its time limit counts from now. A suspended organization starts no tasks, so it
 * approves none.
 */
export function approveTask(app: App, input: ReferenceInput): Promise<TaskAnswer | StepRefusal | Suspended> {
  const parsed = parseInput(Reference, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  const change = ({ timeoutSeconds }: Task, now: Date) => ({
    approval: 'APPROVED' as const,
    deadlineAt: new Date(now.getTime() + timeoutSeconds * 1_000),
  })
  return step<Suspended>(app, 'approve', parsed.value, change, {
    isAct: true,
    refuse: refuseSuspended,
  })
}

const Decline = Reference.extend({ reason: field.text(2_000).min(1) })

/** Declines a task that waits for an admin: its credits are released to the lots that they came from. */
export function declineTask(app: App, input: z.input<typeof Decline>): Promise<TaskAnswer | StepRefusal> {
  const parsed = parseInput(Decline, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  const change = { failureReason: parsed.value.reason, approval: 'DECLINED' as const }
  return step<never>(app, 'decline', parsed.value, change, { ...GIVE_BACK, isAct: true })
}

interface Ending<Refused extends Refusal> {
  /** For the steps of workers: on a leased task they require its lease, unless they repeat an idempotency key. */
  readonly lease?: LeaseShown
  /** Settles or releases the task's hold. */
  readonly hold?: (
    state: WalletState,
    hold: Hold,
    now: Date,
    purpose: Purpose,
    batch: Batch,
  ) => Held | Extract<HoldNotOpen | Refused, Refusal>
  /** The reason why a task without a hold can't end in this way; null if it can. */
  readonly noHold?: () => Refused | null
  /** False if the caller may not see the task. */
  readonly isTheirs?: (task: Task) => boolean
  /** The reason why the organization can't take the step; null if it can. */
  readonly refuse?: (standing: Standing) => Extract<Refused, Refusal> | null
  /** True if the step is an administrative act, which the audit log records. */
  readonly isAct?: boolean
  /** The refusal if it is too early for the step. */
  readonly notDue?: (task: Task, now: Date) => Refused | null
}

const GIVE_BACK: Ending<never> = { hold: (state, hold, now) => release(state, hold, 'RELEASED', now) }

type Change = Parameters<typeof take>[2]

async function step<Refused extends Refusal>(
  app: App,
  name: Step,
  { organizationId, taskId, idempotencyKey, ...parameters }: z.output<typeof Reference>,
  change: Change | ((task: Task, now: Date) => Change),
  ending: Ending<Refused> = {},
): Promise<TaskAnswer | StepRefusal | Refused> {
  const outcome = await app.lane.run<{ task: Task }>({
    organizationId,
    idempotency: idempotency(idempotencyKey, `${name} task`, { organizationId, taskId, ...parameters }),
    reads: { taskId },
    evenClosed: true,
    decide(batch) {
      if (typeof ending.lease === 'object') return ending.lease as Extract<Refused, LeaseLost>
      const now = batch.timeOf(organizationId)
      const before = batch.task(organizationId, taskId)
      if (!before || ending.isTheirs?.(before) === false) return notFound('task')
      // The leases of an ended task are deleted, so a late completion requires none.
      if (ending.lease === 'NONE' && before.isLeased && before.endedAt === null)
        return leaseNeeded() as Extract<Refused, LeaseLost>
      const task = take(before, name, typeof change === 'function' ? change(before, now) : change, now)
      if (isRefusal(task)) return task
      const standing = batch.standing(organizationId)
      const refusal = standing && ending.refuse?.(standing)
      if (refusal) return refusal
      const early = ending.notDue?.(before, now)
      if (early) return early

      let settled: Held | null = null
      if (isEnd(task.status)) {
        if (task.holdId === null) {
          const refusal = ending.noHold?.() ?? null
          if (refusal) return refusal
        } else {
          const hold = batch.hold(organizationId, task.holdId)
          const state = hold && batch.walletOfHold(hold)
          if (!hold || !state || !ending.hold) throw new RangeError(`task ${taskId} has lost its hold or its wallet`)
          const decision = ending.hold(state, hold, now, { model: before.model, operation: before.operation }, batch)
          if (isRefusal(decision)) {
            if (decision.code === 'HOLD_NOT_OPEN') throw new RangeError(`the hold of task ${taskId} ended before it`)
            return decision
          }
          settled = decision
        }
      }
      if (name === 'approve' && task.holdId !== null) settled = extendHold(batch, task, now)
      if (settled) batch.apply(settled)
      const after = settled ? { ...task, holdId: settled.hold.id } : task
      if (after !== before) batch.putTask(after)
      if (!ending.isAct) return { value: { task: after }, resultId: taskId }
      const shown = ({ status, approval, failureReason }: Task) => factsOf({ status, approval, failureReason })
      const facts = { before: shown(before), after: shown(after) }
      const act = { action: `${name}Task`, subjectType: 'Task', subjectId: taskId, ...facts }
      return { value: { task: after }, resultId: taskId, act }
    },
  })
  return answer(outcome, async (id) => {
    const where = { organizationId_id: { organizationId, id } }
    return { task: await app.prisma.task.findUniqueOrThrow({ where }) }
  })
}

function leaseNeeded(): LeaseLost {
  const message = 'A worker has claimed this task: leaseId must be the id of its lease.'
  return { code: 'LEASE_LOST', message }
}

/** Gives a task's hold the task's new deadline. */
function extendHold(batch: Batch, { organizationId, holdId, deadlineAt, id }: Task, now: Date): Held {
  const hold = batch.hold(organizationId, holdId as string)
  const state = hold && batch.wallet(organizationId, hold.walletId)
  const extended = hold && state && extend(state, hold, deadlineAt, now)
  if (!extended || isRefusal(extended)) throw new RangeError(`the hold of task ${id} ended before it`)
  return extended
}
