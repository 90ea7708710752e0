// The steps of a task: start, report, complete, fail, cancel, time out, approve, decline. A task's hold ends with the task; if it
// costs several credit types, it has a hold of each, and they end together.

import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf } from '../audit/record.ts'
import type { PriceRule, Prisma, Task } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { type Command, type Idempotency, type Skipped, skip } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { Act } from '../engine/records.ts'
import { storedCost } from '../engine/upstreamCost.ts'
import { atHome } from '../home/atHome.ts'
import { newId, uuidOf } from '../ids.ts'
import { type Cost, costsOfTask, type FurtherCost, furtherCosts } from '../ledger/cost.ts'
import type { ExactMoney } from '../ledger/exactMoney.ts'
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
import { costList } from '../pricing/costs.ts'
import { runBy } from '../pricing/runner.ts'
import { settle, settles } from '../pricing/settlement.ts'
import { costByRule, statedCost } from '../pricing/upstreamCost.ts'
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
export const startTask = atHome(
  'startTask',
  (app: App, input: ReferenceInput, lease: 'HELD' | 'NONE'): Promise<TaskAnswer | StepRefusal> => {
    return takeStep<typeof Reference, never>(app, 'start', Reference, input, () => ({
      change: { isLeased: lease === 'HELD' },
    }))
  },
)

const ReportInput = Reference.extend({
  progress: z.int().min(0).max(100),
  /** The part of the result that exists already. Absent: the one that was reported before. */
  result: jsonObject(RESULT_CHARACTERS_MAX).nullish(),
})

/** Reports the progress of a running task, in percent, and what it has made so far. */
export const reportTaskProgress = atHome(
  'reportTaskProgress',
  (app: App, input: z.input<typeof ReportInput>, lease: LeaseShown): Promise<TaskAnswer | StepRefusal | LeaseLost> => {
    return takeStep(app, 'report', ReportInput, input, ({ progress, result }) => ({
      mayWork: mayWorkWith(lease),
      change: { progress, ...(result ? { result: result as Prisma.JsonObject } : {}) },
    }))
  },
)

const Completion = Reference.extend({
  result: jsonObject(RESULT_CHARACTERS_MAX).nullish(),
  credits: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
  /** The same by credit type. */
  costs: costList.nullish(),
  /** Its upstream cost. Absent: as the price says, if it does. */
  upstreamCost: statedCost.nullish(),
})

type CompletionRefusal = InvalidInput | SpendExceedsHold | InsufficientCredits | MoreRefusal | LeaseLost

/**
 * Completes a task that succeeded: its credits are spent, all or a part, or as its price says of its result; more only if the
 * wallet's policy allows it. If it had timed out, it is settled late: paid again if the credits are available, else owed or written
 * off, as that policy says.
 */
export const completeTask = atHome(
  'completeTask',
  (
    app: App,
    /** `late` false: a task that has timed out is not completed. */
    input: z.input<typeof Completion> & { readonly late?: boolean },
    lease: LeaseShown,
  ): Promise<TaskAnswer | StepRefusal | CompletionRefusal> => {
    const { late = true } = input
    return takeStep<typeof Completion, CompletionRefusal>(
      app,
      'complete',
      Completion,
      input,
      // `stated`: what else the worker has said, of which the costs count.
      (stated) => ({
        mayWork: mayWorkWith(lease),
        upstreamCost: stated.upstreamCost,
        isTheirs: ({ status }) => late || status !== 'TIMED_OUT',
        change: { result: (stated.result ?? null) as Prisma.JsonObject | null, failureReason: null },
        refuseCosts: (batch, task) => refuseStated(batch, task, stated),
        charge: (batch, task, hold, cost, now) => {
          const credits = chargeOf(
            batch,
            task,
            hold,
            cost,
            statedFor(stated, cost, ruleOf(batch, task).creditType),
            now,
          )
          const isTooMuch = typeof credits === 'bigint' && hold.status === 'TIMED_OUT' && credits > hold.released
          return isTooMuch ? spendExceedsHold(credits, hold.released) : credits
        },
        hold: (state, hold, now, purpose, batch, credits) =>
          hold.status === 'TIMED_OUT'
            ? settleLateWithin(batch, state, hold, { credits, purpose, holdId: newId() })
            : (refuseMore(batch, hold, credits - hold.credits) ??
              spend(state, hold, { credits, keepOpen: false, purpose }, now)),
        noHold: (batch, task, cost) => {
          const credits = statedFor(stated, cost, ruleOf(batch, task).creditType)
          return credits ? spendExceedsHold(credits, 0n) : null
        },
      }),
    )
  },
)

/** The costs of a task as a worker has stated them: of the main credit type, or of any. */
interface Stated {
  readonly credits?: Credits | null | undefined
  readonly costs?: readonly Cost[] | null | undefined
}

/** Refuses costs of a credit type that a task does not cost; null if it costs all of them. */
function refuseStated(batch: Batch, task: Task, { credits, costs }: Stated): InvalidInput | null {
  if (!costs) return null
  const types = costsOfTask(task, ruleOf(batch, task).creditType).map(({ creditType }) => creditType)
  const [main] = types
  const unknown = costs.find(({ creditType }) => !types.includes(creditType))
  if (unknown)
    return invalidInput({
      path: 'costs',
      message: `must not have ${unknown.creditType}: the task costs ${types.join(', ')}`,
    })
  if (typeof credits === 'bigint' && costs.some(({ creditType }) => creditType === main))
    return invalidInput({ path: 'costs', message: `must not have ${main}, which credits states` })
  return null
}

/** The stated credits of one cost of a task; null: none are stated. `cost` null: that of the main credit type. */
function statedFor({ credits, costs }: Stated, cost: FurtherCost | null, creditType: string): Credits | null {
  const named = costs?.find((each) => each.creditType === (cost?.creditType ?? creditType))?.credits ?? null
  return cost === null ? (credits ?? named) : named
}

function ruleOf(batch: Batch, { priceRuleId }: Task): PriceRule {
  return must(batch.priceBook.rule(priceRuleId), 'a price rule stays in the price book')
}

/** The charge of one cost of a task that has succeeded: what was metered, or by its result, or as the worker says, or all of it. */
function chargeOf(
  batch: Batch,
  task: Task,
  { meter, status, credits: frozen, released }: Hold,
  cost: FurtherCost | null,
  stated: Credits | null,
  now: Date,
): Credits | InvalidInput {
  if (meter) return stated ?? BigInt(meter.due)
  const rule = ruleOf(batch, task)
  const creditType = cost?.creditType ?? rule.creditType
  if (!settles(rule, creditType)) return stated ?? (status === 'TIMED_OUT' ? released : frozen)
  if (stated !== null)
    return invalidInput({ path: cost ? 'costs' : 'credits', message: 'must be left out: the price follows the result' })
  const asked = { creditType, credits: cost ? BigInt(cost.credits) : task.credits }
  return settle(rule, task, asked, (task.result ?? {}) as Prisma.JsonObject, now)
}

const Failure = Reference.extend({
  reason: field.text(2_000).min(1),
  /** Its upstream cost although it failed. Absent: it is not known. */
  upstreamCost: statedCost.nullish(),
})

/** Fails a task: its credits are released to the lots that they came from. */
export const failTask = atHome(
  'failTask',
  (app: App, input: z.input<typeof Failure>, lease: LeaseShown): Promise<TaskAnswer | StepRefusal | LeaseLost> => {
    return takeStep(app, 'fail', Failure, input, ({ reason, upstreamCost }) => ({
      mayWork: mayWorkWith(lease),
      upstreamCost,
      change: { failureReason: reason },
      hold: releaseHold,
    }))
  },
)

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
export const cancelTask = atHome(
  'cancelTask',
  (
    app: App,
    input: z.input<typeof Cancellation>,
    by: Canceler | 'SUBMITTER' | null,
  ): Promise<TaskAnswer | StepRefusal> => {
    return takeStep<typeof Cancellation, never>(app, 'cancel', Cancellation, input, ({ memberId }) => ({
      isTheirs: (task) => memberId === null || task.memberId === memberId,
      isAct: (task, hold) => by !== 'SUBMITTER' && (by === null || !isSubmitter(by, task, hold)),
      change: {},
      hold: releaseHold,
    }))
  },
)

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
  const settled = holdsAfter(batch, 'approve', task, APPROVAL)
  if (isRefusal(settled)) return settled
  for (const { held } of settled) batch.apply(held)
  const after = settled.length > 0 ? withHolds(task, settled) : task
  batch.putTask(after)
  return after
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
  /** The upstream cost of the task, as its worker or its provider says; absent or null: they don't say it. */
  readonly upstreamCost?: ExactMoney | null | undefined
  /** Refuses costs that are not the task's; null if they are. */
  readonly refuseCosts?: (batch: Batch, task: Task) => Refused | null
  /**
   * The credits that the task, as it is after the step, costs of one type. Absent: none. `cost` null: of the main credit type. It is
   * asked for all types before anything is settled.
   */
  readonly charge?: (batch: Batch, task: Task, hold: Hold, cost: FurtherCost | null, now: Date) => Credits | Refused
  /** Settles or releases a hold of the task. */
  readonly hold?: (
    state: WalletState,
    hold: Hold,
    now: Date,
    purpose: Purpose,
    batch: Batch,
    charge: Credits,
  ) => Held | HoldNotOpen | Refused
  /** The reason why a cost without a hold can't end in this way; null if it can. */
  readonly noHold?: (batch: Batch, task: Task, cost: FurtherCost | null) => Refused | null
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
      const settled = holdsAfter(batch, name, task, rule)
      if (isRefusal(settled)) return settled
      for (const { held } of settled) batch.apply(held)
      const after = withUpstreamCost(batch, name, settled.length > 0 ? withHolds(task, settled) : task, rule)
      if (after !== before) batch.putTask(after)
      const decided = { value: { task: after }, resultId: taskId }
      const hold = settled[0]?.held.hold ?? null
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

/** A hold of a task after the step. `cost` null: the one of the main credit type. */
interface Settled {
  readonly held: Held
  readonly cost: FurtherCost | null
}

const NONE_SETTLED: readonly never[] = []

/** The changes of the task's holds by the step, which the caller applies; empty if no hold changes. */
function holdsAfter<Refused extends Refusal>(
  batch: Batch,
  name: Step,
  task: Task,
  rule: StepRule<Refused>,
): readonly Settled[] | Refused {
  const now = batch.timeOf(task.organizationId)
  if (name !== 'approve' && !isEnd(task.status)) return NONE_SETTLED
  const costs: (FurtherCost | null)[] = [null]
  if (task.furtherCosts !== null) costs.push(...furtherCosts(task.furtherCosts))
  if (name === 'approve')
    return costs.flatMap((cost) => (idFor(task, cost) ? [{ held: extendHold(batch, task, cost, now), cost }] : []))
  return settleAll(batch, task, costs, rule, now)
}

/** Settles the holds of a task that has ended. All charges are known before any hold is settled. */
function settleAll<Refused extends Refusal>(
  batch: Batch,
  task: Task,
  costs: readonly (FurtherCost | null)[],
  { refuseCosts, charge: chargeFor, hold: settleHold, noHold }: StepRule<Refused>,
  now: Date,
): readonly Settled[] | Refused {
  const refused = refuseCosts?.(batch, task)
  if (refused) return refused
  const charges: { readonly hold: Hold; readonly charge: Credits; readonly cost: FurtherCost | null }[] = []
  for (const cost of costs) {
    const id = idFor(task, cost)
    if (id === null) {
      const refusal = noHold?.(batch, task, cost)
      if (refusal) return refusal
      continue
    }
    const hold = must(batch.hold(task.organizationId, id), 'a task is read with its holds')
    const charge = chargeFor ? chargeFor(batch, task, hold, cost, now) : 0n
    if (typeof charge !== 'bigint') return charge
    charges.push({ hold, charge, cost })
  }
  const { id, model, operation } = task
  const settled: Settled[] = []
  for (const { hold, charge, cost } of charges) {
    const state = batch.walletOfHold(hold)
    if (!state || !settleHold) throw new RangeError(`task ${id} has lost the wallet of its hold`)
    const held = settleHold(state, hold, now, { model, operation }, batch, charge)
    if (isNotOpen(held)) throw new RangeError(`the hold of task ${id} ended before it`)
    if (isRefusal(held)) return held
    settled.push({ held, cost })
  }
  return settled
}

/** The hold of one cost of a task; null: it costs nothing. */
function idFor({ holdId }: Task, cost: FurtherCost | null): string | null {
  return cost === null ? holdId : cost.holdId
}

/** The task with the holds that it has after the step: one that is paid late has another than before. */
function withHolds(task: Task, settled: readonly Settled[]): Task {
  const main = settled.find(({ cost }) => cost === null)
  const holdId = main?.held.hold.id ?? task.holdId
  const paid = holdId === task.holdId ? task : { ...task, holdId }
  if (task.furtherCosts === null) return paid
  const further = furtherCosts(task.furtherCosts).map((cost) => {
    const held = settled.find((each) => each.cost?.creditType === cost.creditType)?.held
    return held ? { ...cost, holdId: held.hold.id } : cost
  })
  return { ...paid, furtherCosts: further }
}

/** The task with what it has cost upstream: as was told, or else as its price says, unless the sandbox did it. */
function withUpstreamCost(batch: Batch, name: Step, task: Task, { upstreamCost: stated }: StepRule<Refusal>): Task {
  if (stated) return { ...task, upstreamCost: storedCost(stated) }
  if (name !== 'complete' || task.upstreamCost !== null) return task
  const rule = ruleOf(batch, task)
  const mode = rule.upstreamCost === null ? undefined : batch.organization(task.organizationId)?.mode
  if (!mode || runBy(rule, mode) === 'SANDBOX') return task
  const cost = costByRule(rule, task, batch.timeOf(task.organizationId))
  return cost ? { ...task, upstreamCost: storedCost(cost) } : task
}

function isNotOpen(outcome: Held | Refusal): outcome is HoldNotOpen {
  return isRefusal(outcome) && outcome.code === 'HOLD_NOT_OPEN'
}

function actOf(name: Step, before: Task, after: Task): Act {
  const shown = ({ status, approval, failureReason }: Task) => factsOf({ status, approval, failureReason })
  const facts = { before: shown(before), after: shown(after) }
  return { action: `${name}Task`, subjectType: 'Task', subjectId: before.id, ...facts }
}

/** Gives a hold of a task the task's new deadline. */
function extendHold(batch: Batch, task: Task, cost: FurtherCost | null, now: Date): Held {
  const { organizationId, deadlineAt, id } = task
  const holdId = idFor(task, cost)
  const hold = holdId === null ? undefined : batch.hold(organizationId, holdId)
  const state = hold && batch.wallet(organizationId, hold.walletId)
  const extended = hold && state && extend(state, hold, deadlineAt, now)
  if (!extended || isRefusal(extended)) throw new RangeError(`the hold of task ${id} ended before it`)
  return extended
}
