// The steps of a task after its submit, from its start or its approval to its end: their part of the API.

import { canSee, may } from '../access/roles.ts'
import type { App } from '../app.ts'
import { BudgetExceededError } from '../budgets/schema.ts'
import { builder } from '../graphql/builder.ts'
import { bulkMutation, type Ready } from '../graphql/bulk.ts'
import { type Context, callerOf } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { ExactMoneyInput } from '../graphql/exactMoney.ts'
import { type GlobalId, splitTenantId } from '../graphql/ids.ts'
import type { TaskId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { OrganizationSuspendedError } from '../organizations/operations.schema.ts'
import { CreditAmountInput } from '../pricing/parts.schema.ts'
import { type InvalidInput, type NotFound, notFound } from '../refusals.ts'
import { RunExceededError } from '../runs/schema.ts'
import { SpendExceedsHoldError } from '../wallets/holds.schema.ts'
import { InsufficientCreditsError } from '../wallets/refusals.schema.ts'
import type { LeaseLost, LeaseShown } from './fencing.ts'
import { leaseShown } from './leases.ts'
import type { TaskStateRefusal } from './rules.ts'
import { TaskNode, TaskStatusEnum, taskSuccess } from './schema.ts'
import { approveTask, cancelTask, completeTask, declineTask, failTask, reportTaskProgress, startTask } from './steps.ts'
import { recordUpstreamCost } from './upstreamCost.ts'

const TaskStateError = refusalType<TaskStateRefusal>('TASK_STATE', (t) => ({
  status: t.expose('status', { type: TaskStatusEnum, description: 'The current state.' }),
  allowed: t.expose('allowed', { type: [TaskStatusEnum], description: 'The states that allow the request.' }),
}))

const STEP_ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError, TaskStateError] as const

export const LeaseLostError = refusalType<LeaseLost>('LEASE_LOST')

/** The refusals of workers, who may also have lost their lease. */
const WORKER_ERRORS = [...STEP_ERRORS, LeaseLostError] as const

const leaseIdField = {
  description:
    'The worker’s lease. Needed for a task that a worker has claimed; LEASE_LOST if it is absent, and after it was lost.',
} as const

const taskIdField = { required: true, description: 'The id of the task.' } as const
const stepKey = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

/** Prepares a worker's step, unless the worker has lost its lease. With a key it may have been taken earlier: the lane looks. */
function prepareStep<
  Input extends { taskId: GlobalId; leaseId?: string | null; idempotencyKey?: string | null },
  Answer,
>(
  context: Context,
  input: Input,
  step: (
    app: App,
    input: Omit<Input, 'taskId' | 'leaseId'> & { organizationId: string; taskId: string },
    lease: LeaseShown,
  ) => Promise<Answer>,
): StepReady<Answer> | Promise<StepReady<Answer>> {
  const { taskId, leaseId, idempotencyKey } = input
  const task = taskFor(context, taskId)
  if (isRefusal(task)) return () => task
  const ready = (lease: LeaseShown | InvalidInput) => () =>
    typeof lease === 'object' && (lease.code === 'INVALID_INPUT' || !idempotencyKey)
      ? lease
      : step(context.app, { ...input, ...task }, lease as LeaseShown)
  return leaseId === null || leaseId === undefined ? ready('NONE') : leaseShown(context.app, task, leaseId).then(ready)
}

type StepReady<Answer> = Ready<Answer | LeaseLost | InvalidInput | NotFound>

/** The organization of a task, if the caller can see it. */
function organizationOfTask(context: Context, { taskId }: { readonly taskId: GlobalId }): string | null {
  const task = taskFor(context, taskId)
  return isRefusal(task) ? null : task.organizationId
}

/** Returns the task that is named, if the caller can see its organization; not found otherwise. */
export function taskFor(context: Context, { id }: GlobalId): { organizationId: string; taskId: string } | NotFound {
  const { organizationId, id: taskId } = splitTenantId<TaskId>(id)
  return canSee(callerOf(context), organizationId) ? { organizationId, taskId } : notFound('task')
}

const StartTaskInput = builder.inputType('StartTaskInput', {
  description: 'A task to start.',
  fields: (t) => ({ taskId: t.globalID({ for: TaskNode, ...taskIdField }), idempotencyKey: t.string(stepKey) }),
})

const ReportTaskProgressInput = builder.inputType('ReportTaskProgressInput', {
  description: 'The progress of a task.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, ...taskIdField }),
    progress: t.int({
      required: true,
      description: 'The progress, 0 to 100 percent. Reports may overtake each other: the highest counts.',
    }),
    result: t.field({
      type: 'JSONObject',
      description:
        'The part of the result that exists already, for example the lyrics or the first song; `completeTask` replaces it. Null: the part that was reported before stays.',
    }),
    leaseId: t.string(leaseIdField),
    idempotencyKey: t.string(stepKey),
  }),
})

const CompleteTaskInput = builder.inputType('CompleteTaskInput', {
  description: 'A task that succeeded, and what it made and cost.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, ...taskIdField }),
    result: t.field({
      type: 'JSONObject',
      description:
        'The result of the task, as its readers see it. A price that settles by the result needs its field there. Null: none.',
    }),
    credits: t.field({
      type: 'Credits',
      description:
        'The number of credits of the price rule’s own type that the task cost, if it differs from the frozen price; the rest is given back. Null: what was metered of it; else what the result says if the price settles by it (then it must be null), or the whole price.',
    }),
    costs: t.field({
      type: [CreditAmountInput],
      description:
        'The same by credit type, for a task that costs several: each type at most once, and none that the task does not cost. A type that it does not name costs its whole price. Null: as `credits` says.',
    }),
    upstreamCost: t.field({
      type: ExactMoneyInput,
      description:
        'The upstream cost of the task, which the platform pays. Only the operator can read it. Null: what its price rule says.',
    }),
    leaseId: t.string(leaseIdField),
    idempotencyKey: t.string(stepKey),
  }),
})

const FailTaskInput = builder.inputType('FailTaskInput', {
  description: 'A task that failed, and why.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, ...taskIdField }),
    reason: t.string({
      required: true,
      description: 'The reason, for the readers of the task; 1 to 2,000 characters.',
    }),
    upstreamCost: t.field({
      type: ExactMoneyInput,
      description:
        'The upstream cost of the task, which the platform pays although it failed. Only the operator can read it. Null: nothing that is known.',
    }),
    leaseId: t.string(leaseIdField),
    idempotencyKey: t.string(stepKey),
  }),
})

const RecordUpstreamCostInput = builder.inputType('RecordUpstreamCostInput', {
  description: 'A task, and what it has cost the platform upstream.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, ...taskIdField }),
    upstreamCost: t.field({
      type: ExactMoneyInput,
      required: true,
      description: 'The whole cost of the task. It replaces what was recorded before.',
    }),
    idempotencyKey: t.string(stepKey),
  }),
})

const CancelTaskInput = builder.inputType('CancelTaskInput', {
  description: 'A task to cancel.',
  fields: (t) => ({ taskId: t.globalID({ for: TaskNode, ...taskIdField }), idempotencyKey: t.string(stepKey) }),
})

const CompleteTaskResult = resultType('CompleteTaskResult', taskSuccess('CompleteTaskSuccess'), [
  ...WORKER_ERRORS,
  SpendExceedsHoldError,
  InsufficientCreditsError,
  BudgetExceededError,
  RunExceededError,
])

const FailTaskResult = resultType('FailTaskResult', taskSuccess('FailTaskSuccess'), WORKER_ERRORS)

builder.mutationFields((t) => ({
  startTask: t.field({
    type: resultType('StartTaskResult', taskSuccess('StartTaskSuccess'), STEP_ERRORS),
    description:
      'Starts a QUEUED task for a worker: it is RUNNING. If two workers try, one succeeds. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: StartTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      return isRefusal(task) ? task : startTask(context.app, { ...input, ...task }, 'NONE')
    },
  }),
  reportTaskProgress: t.field({
    type: resultType('ReportTaskProgressResult', taskSuccess('ReportTaskProgressSuccess'), WORKER_ERRORS),
    description: 'Reports the progress of a RUNNING task. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: ReportTaskProgressInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareStep(context, input, reportTaskProgress))(),
  }),
  completeTask: t.field({
    type: CompleteTaskResult,
    description:
      'Completes a task: it has SUCCEEDED, and its credits are spent, all or the part that it cost; more only if the policy of the wallet allows it. A task that has TIMED_OUT is settled late: paid if the wallet has the credits, otherwise owed or written off (`hold.late`). For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: CompleteTaskInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareStep(context, input, completeTask))(),
  }),
  failTask: t.field({
    type: FailTaskResult,
    description:
      'Fails a task: it has FAILED, and its credits go back to the lots they came from. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: FailTaskInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareStep(context, input, failTask))(),
  }),
  recordUpstreamCost: t.field({
    type: resultType('RecordUpstreamCostResult', taskSuccess('RecordUpstreamCostSuccess'), [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
    ]),
    description:
      'Records what a task has cost the platform upstream, in any state of the task: after its provider’s bill, or for a task that was canceled. It counts in the hour in which the task ended. Only the operator can read it. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: RecordUpstreamCostInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      return isRefusal(task) ? task : recordUpstreamCost(context.app, { ...input, ...task })
    },
  }),
  cancelTask: t.field({
    type: resultType('CancelTaskResult', taskSuccess('CancelTaskSuccess'), STEP_ERRORS),
    description:
      'Cancels a task: it is CANCELED, and its credits go back to the lots they came from. ' +
      'A MEMBER may cancel their own; an OWNER or ADMIN, and the operator, any, which the audit log records.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: CancelTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const caller = callerOf(context)
      const task = taskFor(context, taskId)
      if (isRefusal(task)) return task
      const memberId = may(caller, 'cancelAllTasks') || caller.kind === 'operator' ? null : caller.memberId
      const by = caller.kind === 'operator' ? { memberId: null, lineageId: caller.lineageId } : caller
      return cancelTask(context.app, { ...input, ...task, memberId }, by)
    },
  }),
}))

bulkMutation({
  name: 'completeTasks',
  list: 'tasks',
  entry: CompleteTaskInput,
  result: CompleteTaskResult,
  verb: 'complete',
  description:
    'Completes up to 1,000 tasks at once, each with its own outcome, in the order of the list. For the operator, and keys with SETTLE.',
  authScopes: { may: 'settleTasks' },
  organizationOf: organizationOfTask,
  prepare: (context) => (input) => prepareStep(context, input, completeTask),
})

bulkMutation({
  name: 'failTasks',
  list: 'tasks',
  entry: FailTaskInput,
  result: FailTaskResult,
  verb: 'fail',
  description:
    'Fails up to 1,000 tasks at once, each with its own outcome, in the order of the list. For the operator, and keys with SETTLE.',
  authScopes: { may: 'settleTasks' },
  organizationOf: organizationOfTask,
  prepare: (context) => (input) => prepareStep(context, input, failTask),
})

const ApproveTaskInput = builder.inputType('ApproveTaskInput', {
  description: 'A task to approve.',
  fields: (t) => ({ taskId: t.globalID({ for: TaskNode, ...taskIdField }), idempotencyKey: t.string(stepKey) }),
})

const DeclineTaskInput = builder.inputType('DeclineTaskInput', {
  description: 'A task to decline, and the reason.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, ...taskIdField }),
    reason: t.string({
      required: true,
      description: 'The reason, for the member who submitted the task; 1 to 2,000 characters.',
    }),
    idempotencyKey: t.string(stepKey),
  }),
})

builder.mutationFields((t) => ({
  approveTask: t.field({
    type: resultType('ApproveTaskResult', taskSuccess('ApproveTaskSuccess'), [
      ...STEP_ERRORS,
      OrganizationSuspendedError,
    ]),
    description:
      'Approves a task that waits for approval. Its timeout starts again now. For an OWNER or ADMIN; not while the organization is suspended.',
    authScopes: { may: 'approveTasks' },
    args: { input: t.arg({ type: ApproveTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      return isRefusal(task) ? task : approveTask(context.app, { ...input, ...task })
    },
  }),
  declineTask: t.field({
    type: resultType('DeclineTaskResult', taskSuccess('DeclineTaskSuccess'), STEP_ERRORS),
    description:
      'Declines a task that waits for approval: it is CANCELED, and its credits go back to the lots they came from. For an OWNER or ADMIN.',
    authScopes: { may: 'approveTasks' },
    args: { input: t.arg({ type: DeclineTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      return isRefusal(task) ? task : declineTask(context.app, { ...input, ...task })
    },
  }),
}))
