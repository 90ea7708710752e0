// The steps of a task: start, report, complete, fail, cancel, time out, approve, decline. A task's hold ends with the task.

import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf } from '../audit/record.ts'
import type { Prisma, Task } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { type Command, type Idempotency, type Skipped, skip } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { Act } from '../engine/records.ts'
import { newId, uuidOf } from '../ids.ts'
import { extend, type Held } from '../ledger/freeze.ts'
import { must } from '../ledger/must.ts'
import {
  type HoldNotOpen,
  type InsufficientCredits,
  isRefusal,
  type Refusal,
  type SpendExceedsHold,
  spendExceedsHold,
} from '../ledger/refusals.ts'
import { release, spend } from '../ledger/settle.ts'
import { CREDITS_MAX, type Credits, type Hold, type Purpose, type WalletState } from '../ledger/wallet.ts'
import { type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { refuseSuspended, type Suspended } from '../organizations/operations.ts'
import { settle, settles } from '../pricing/settlement.ts'
import { field, type InvalidInput, invalidInput, jsonObject, type NotFound, notFound } from '../refusals.ts'
import { type MoreRefusal, refuseMore, settleLateWithin } from '../wallets/funding.ts'
import { type LeaseLost, type LeaseShown, mayWorkWith } from './fencing.ts'
import { isEnd, type Step, type TaskChange, type TaskStateRefusal, take } from './rules.ts'
import { findTask, type TaskAnswer } from './submit.ts'

const RESULT_CHARACTERS_MAX = 100_000

const Reference = z.object({
  organizationId: uuidOf.organization,
  taskId: uuidOf.task,
  idempotencyKey: field.idempotencyKey,
})

type ReferenceInput = z.input<typeof Reference>

export type StepRefusal = CommonRefusal | TaskStateRefusal

/** Starts a task. If the worker holds a lease, every later step of a worker requires the lease. */
export function startTask(app: App, input: ReferenceInput, lease: 'HELD' | 'NONE'): Promise<TaskAnswer | StepRefusal> {
  return takeStep<typeof Reference, never>(app, 'start', Reference, input, () => ({
    change: { isLeased: lease === 'HELD' },
  }))
}

const ReportInput = Reference.extend({
  progress: z.int().min(0).max(100),
  /** The part of the result that exists already. Absent: the one that was reported before. */
  result: jsonObject(RESULT_CHARACTERS_MAX).nullish(),
})

/** Reports the progress of a running task, in percent, and what it has made so far. */
export function reportTaskProgress(
  app: App,
  input: z.input<typeof ReportInput>,
  lease: LeaseShown,
): Promise<TaskAnswer | StepRefusal | LeaseLost> {
  return takeStep(app, 'report', ReportInput, input, ({ progress, result }) => ({
    mayWork: mayWorkWith(lease),
    change: { progress, ...(result ? { result: result as Prisma.JsonObject } : {}) },
  }))
}

const Completion = Reference.extend({
  result: jsonObject(RESULT_CHARACTERS_MAX).nullish(),
  credits: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
})

type CompletionRefusal = InvalidInput | SpendExceedsHold | InsufficientCredits | MoreRefusal | LeaseLost

/**
 * Completes a task that succeeded: its credits are spent, all or a part, or as its price says of its result; more only if the wallet's policy allows it. If it had
 * timed out, it is settled late: paid again if the credits are available, else owed or written off, as that policy says.
 */
export function completeTask(
  app: App,
  /** `late` false: a task that has timed out is not completed. */
  { late = true, ...input }: z.input<typeof Completion> & { readonly late?: boolean },
  lease: LeaseShown,
): Promise<TaskAnswer | StepRefusal | CompletionRefusal> {
  const lateId = newId()
  return takeStep<typeof Completion, CompletionRefusal>(app, 'complete', Completion, input, ({ credits, result }) => ({
    mayWork: mayWorkWith(lease),
    isTheirs: ({ status }) => late || status !== 'TIMED_OUT',
    change: { result: (result ?? null) as Prisma.JsonObject | null, failureReason: null },
    hold: (state, hold, now, purpose, batch, task) => {
      const charge = chargeOf(batch, task, hold, credits ?? null, now)
      if (typeof charge === 'object' && charge !== null) return charge
      return hold.status === 'TIMED_OUT'
        ? settleLateWithin(batch, state, hold, { credits: charge ?? hold.released, purpose, holdId: lateId })
        : (refuseMore(batch, hold, (charge ?? 0n) - hold.credits) ??
            spend(state, hold, { credits: charge ?? hold.credits, keepOpen: false, purpose }, now))
    },
    noHold: () => (credits ? spendExceedsHold(credits, 0n) : null),
  }))
}

/** The charge of a task that has succeeded: what was metered, or by its result, or as the worker says; null: all that was frozen. */
function chargeOf(
  batch: Batch,
  task: Task,
  { meter }: Hold,
  credits: Credits | null,
  now: Date,
): Credits | null | InvalidInput {
  if (meter) return credits ?? BigInt(meter.due)
  const rule = must(batch.priceBook.rule(task.priceRuleId), 'a price rule stays in the price book')
  if (!settles(rule)) return credits
  if (credits !== null)
    return invalidInput({ path: 'credits', message: 'must be left out: the price follows the result' })
  return settle(rule, task, (task.result ?? {}) as Prisma.JsonObject, now)
}

const Failure = Reference.extend({ reason: field.text(2_000).min(1) })

/** Fails a task: its credits are released to the lots that they came from. */
export function failTask(
  app: App,
  input: z.input<typeof Failure>,
  lease: LeaseShown,
): Promise<TaskAnswer | StepRefusal | LeaseLost> {
  return takeStep(app, 'fail', Failure, input, ({ reason }) => ({
    mayWork: mayWorkWith(lease),
    change: { failureReason: reason },
    hold: releaseHold,
  }))
}

const Cancellation = Reference.extend({
  /** The member whose task it must be; null: of any member. */
  memberId: uuidOf.member.nullable(),
})

/** The one who cancels a task: a member, or a key of the organization or of the platform. */
export interface Canceler {
  readonly memberId: string | null
  readonly lineageId: string | null
}

/**
 * Cancels a task: its credits are released to the lots that they came from. It is an administrative act, unless the one who submitted
 * the task cancels it. `by` SUBMITTER: that one; null: Holdfast itself, or an act on
 * more than this task.
 */
export function cancelTask(
  app: App,
  input: z.input<typeof Cancellation>,
  by: Canceler | 'SUBMITTER' | null,
): Promise<TaskAnswer | StepRefusal> {
  return takeStep<typeof Cancellation, never>(app, 'cancel', Cancellation, input, ({ memberId }) => ({
    isTheirs: (task) => memberId === null || task.memberId === memberId,
    isAct: (task, hold) => by !== 'SUBMITTER' && (by === null || !isSubmitter(by, task, hold)),
    change: {},
    hold: releaseHold,
  }))
}

/** Returns whether a task was submitted by this member, or else with this key. */
function isSubmitter({ memberId, lineageId }: Canceler, task: Task, hold: Hold | null): boolean {
  if (memberId !== null || task.memberId !== null) return task.memberId === memberId
  return (hold ? hold.apiKeyId : task.apiKeyId) === lineageId
}

/** Times a task out after its deadline: its credits are released to the lots that they came from. */
export function timeOutTask(app: App, input: ReferenceInput): Promise<TaskAnswer | StepRefusal | Skipped> {
  return takeStep<typeof Reference, Skipped>(app, 'timeOut', Reference, input, () => ({
    early: (task, now) => (task.deadlineAt <= now ? null : skip()),
    change: ({ approval }) =>
      approval === 'PENDING'
        ? { failureReason: 'Nobody approved it in time.', approval: 'LAPSED' }
        : { failureReason: 'The deadline passed.' },
    hold: (state, hold, now) => release(state, hold, 'TIMED_OUT', now),
  }))
}

/**
 * Approves a task that waits for an admin. Its time limit counts from now. A suspended organization starts no tasks, so it
 * approves none.
 */
export function approveTask(app: App, input: ReferenceInput): Promise<TaskAnswer | StepRefusal | Suspended> {
  return takeStep(app, 'approve', Reference, input, () => APPROVAL)
}

/** Approves a task that waits for an admin, as a part of another decision. */
export function approveIn(batch: Batch, before: Task): Task | NotFound | TaskStateRefusal | Suspended {
  const task = taskAfter(batch, 'approve', before, APPROVAL)
  if (isRefusal(task)) return task
  const settled = holdAfter(batch, 'approve', task, APPROVAL)
  if (settled && isRefusal(settled)) return settled
  if (settled) batch.apply(settled)
  batch.putTask(task)
  return task
}

const Decline = Reference.extend({ reason: field.text(2_000).min(1) })

/** Declines a task that waits for an admin: its credits are released to the lots that they came from. */
export function declineTask(app: App, input: z.input<typeof Decline>): Promise<TaskAnswer | StepRefusal> {
  return takeStep<typeof Decline, never>(app, 'decline', Decline, input, ({ reason }) => ({
    isAct: () => true,
    change: { failureReason: reason, approval: 'DECLINED' },
    hold: releaseHold,
  }))
}

/** A step: who may take it, and its effects on the task and its hold. */
interface StepRule<Refused extends Refusal> {
  /** For the steps of workers: refuses a worker without the task's lease. */
  readonly mayWork?: (task: Task | undefined) => Refused | null
  /** False if the caller may not see the task. */
  readonly isTheirs?: (task: Task) => boolean
  /** The reason why the organization can't take the step; null if it can. */
  readonly refuse?: (snapshot: OrganizationSnapshot) => Refused | null
  /** The refusal if it is too early for the step. */
  readonly early?: (task: Task, now: Date) => Refused | null
  readonly change: TaskChange | ((task: Task, now: Date) => TaskChange)
  /** Settles or releases the task's hold. */
  readonly hold?: (
    state: WalletState,
    hold: Hold,
    now: Date,
    purpose: Purpose,
    batch: Batch,
    /** The task after the step. */
    task: Task,
  ) => Held | HoldNotOpen | Refused
  /** The reason why a task without a hold can't end in this way; null if it can. */
  readonly noHold?: () => Refused | null
  /** Returns whether the step is an administrative act, which the audit log records. Absent: it is not. */
  readonly isAct?: (task: Task, hold: Hold | null) => boolean
}

const APPROVAL: StepRule<Suspended> = {
  isAct: () => true,
  refuse: refuseSuspended,
  change: ({ timeoutSeconds }, now) => ({
    approval: 'APPROVED',
    deadlineAt: new Date(now.getTime() + timeoutSeconds * 1_000),
  }),
}

const releaseHold = (state: WalletState, hold: Hold, now: Date) => release(state, hold, 'RELEASED', now)

function takeStep<Schema extends typeof Reference, Refused extends Refusal>(
  app: App,
  name: Step,
  schema: Schema,
  input: z.input<Schema>,
  ruleOf: (parameters: Parameters<Schema>) => StepRule<Refused>,
): Promise<TaskAnswer | StepRefusal | Refused> {
  return operate<Schema, { task: Task }, StepRefusal | Refused>({
    name: `${name} task`,
    schema,
    input,
    run: (parameters, key) => app.lane.run(stepCommand(name, parameters, key, ruleOf(parameters))),
    find: async (id, { organizationId }) => ({ task: await findTask(app, organizationId, id) }),
  })
}

function stepCommand<Refused extends Refusal>(
  name: Step,
  { organizationId, taskId }: Omit<ReferenceInput, 'idempotencyKey'>,
  key: Idempotency | null,
  rule: StepRule<Refused>,
): Command<{ task: Task }, NotFound | TaskStateRefusal | Refused> {
  return {
    organizationId,
    idempotency: key,
    reads: { taskId },
    evenClosed: true,
    decide(batch) {
      const before = batch.task(organizationId, taskId)
      const lost = rule.mayWork?.(before)
      if (lost) return lost
      if (!before || rule.isTheirs?.(before) === false) return notFound('task')
      const task = taskAfter(batch, name, before, rule)
      if (isRefusal(task)) return task
      const settled = holdAfter(batch, name, task, rule)
      if (settled && isRefusal(settled)) return settled
      if (settled) batch.apply(settled)
      const after = settled ? { ...task, holdId: settled.hold.id } : task
      if (after !== before) batch.putTask(after)
      const decided = { value: { task: after }, resultId: taskId }
      const hold = settled?.hold ?? null
      return rule.isAct?.(before, hold) ? { ...decided, act: actOf(name, before, after) } : decided
    },
  }
}

/** The task after the step, before its hold is settled; or the refusal of the step. */
function taskAfter<Refused extends Refusal>(
  batch: Batch,
  name: Step,
  before: Task,
  { change, refuse, early }: StepRule<Refused>,
): Task | NotFound | TaskStateRefusal | Refused {
  const { organizationId } = before
  const now = batch.timeOf(organizationId)
  const task = take(before, name, typeof change === 'function' ? change(before, now) : change, now)
  if (isRefusal(task)) return task
  const snapshot = batch.organization(organizationId)
  const refusal = snapshot && refuse?.(snapshot)
  if (refusal) return refusal
  return early?.(before, now) ?? task
}

/** The change of the task's hold by the step, which the caller applies; null if the hold does not change. */
function holdAfter<Refused extends Refusal>(
  batch: Batch,
  name: Step,
  task: Task,
  { hold: settleHold, noHold }: StepRule<Refused>,
): Held | Refused | null {
  const { organizationId, id, holdId, model, operation } = task
  const now = batch.timeOf(organizationId)
  if (name === 'approve' && holdId !== null) return extendHold(batch, task, now)
  if (!isEnd(task.status)) return null
  if (holdId === null) return noHold?.() ?? null
  const hold = batch.hold(organizationId, holdId)
  const state = hold && batch.walletOfHold(hold)
  if (!hold || !state || !settleHold) throw new RangeError(`task ${id} has lost its hold or its wallet`)
  const decision = settleHold(state, hold, now, { model, operation }, batch, task)
  if (isNotOpen(decision)) throw new RangeError(`the hold of task ${id} ended before it`)
  return decision
}

function isNotOpen(outcome: Held | Refusal): outcome is HoldNotOpen {
  return isRefusal(outcome) && outcome.code === 'HOLD_NOT_OPEN'
}

function actOf(name: Step, before: Task, after: Task): Act {
  const shown = ({ status, approval, failureReason }: Task) => factsOf({ status, approval, failureReason })
  const facts = { before: shown(before), after: shown(after) }
  return { action: `${name}Task`, subjectType: 'Task', subjectId: before.id, ...facts }
}

/** Gives a task's hold the task's new deadline. */
function extendHold(batch: Batch, { organizationId, holdId, deadlineAt, id }: Task, now: Date): Held {
  const hold = holdId === null ? undefined : batch.hold(organizationId, holdId)
  const state = hold && batch.wallet(organizationId, hold.walletId)
  const extended = hold && state && extend(state, hold, deadlineAt, now)
  if (!extended || isRefusal(extended)) throw new RangeError(`the hold of task ${id} ended before it`)
  return extended
}
