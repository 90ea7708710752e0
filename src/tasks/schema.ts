// Tasks: their part of the API.

import { canSee, may } from '../access/roles.ts'
import type { App } from '../app.ts'
import { BudgetExceededError } from '../budgets/schema.ts'
import { Approval, type Hold, type JournalEntry, type Task, TaskStatus } from '../database/generated/client/client.ts'
import { builder, type Types } from '../graphql/builder.ts'
import { bulkMutation, type Ready } from '../graphql/bulk.ts'
import { askerOf, type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  requestError,
  resultType,
} from '../graphql/errors.ts'
import { type GlobalId, idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { SEEN_MAX, seenBefore } from '../graphql/seen.ts'
import type { MemberId, TaskId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { QuotaExceededError } from '../organizations/quotas.schema.ts'
import {
  MemberNode,
  OrganizationNode,
  OrganizationSuspendedError,
  whereOwnTasks,
  whereVisible,
} from '../organizations/schema.ts'
import { NotEntitledError } from '../plans/schema.ts'
import type { QuoteExpired, QuoteMismatch, QuoteTaken } from '../pricing/bindingQuotes.ts'
import { BindingQuoteNode, WarningType } from '../pricing/quotes.schema.ts'
import { InputLimitError, NoPriceError, OperationUnavailableError } from '../pricing/schema.ts'
import { warningsOf } from '../pricing/warnings.ts'
import { type InvalidInput, type NotFound, notFound } from '../refusals.ts'
import { filesIn, keyOf, type TaskFile } from '../storage/files.ts'
import type { Link } from '../storage/storage.ts'
import { HoldNode, SpendExceedsHoldError } from '../wallets/holds.schema.ts'
import { JournalEntryNode } from '../wallets/journal.schema.ts'
import { ExpiryPassedError, InsufficientCreditsError } from '../wallets/refusals.schema.ts'
import { type LeaseLost, leaseShown } from './leases.ts'
import { watchTask, watchTasks } from './live.ts'
import type { Maintenance } from './maintenance.ts'
import type { TaskStateRefusal } from './rules.ts'
import {
  approveTask,
  cancelTask,
  completeTask,
  declineTask,
  failTask,
  type LeaseShown,
  reportTaskProgress,
  startTask,
} from './steps.ts'
import { type SubmitRefusal, submitTask, submitterFor, TASK_TIMEOUT_SECONDS, type TaskAnswer } from './submit.ts'

export const TaskStatusEnum = builder.enumType('TaskStatus', {
  description: 'The states of a task. The last four are terminal; only a TIMED_OUT task may still be completed.',
  values: {
    QUEUED: { value: TaskStatus.QUEUED, description: 'Paid for and waiting.' },
    RUNNING: { value: TaskStatus.RUNNING, description: 'A worker or a provider is doing the task.' },
    SUCCEEDED: { value: TaskStatus.SUCCEEDED, description: 'Done; its credits were spent.' },
    FAILED: { value: TaskStatus.FAILED, description: 'Its credits were given back.' },
    CANCELED: { value: TaskStatus.CANCELED, description: 'Its credits were given back.' },
    TIMED_OUT: {
      value: TaskStatus.TIMED_OUT,
      description: 'Its deadline passed; its credits were given back. It can still be completed, late.',
    },
  },
})

const ApprovalEnum = builder.enumType('TaskApproval', {
  description: 'The states of the approval of a task that costs more than the policy allows without one.',
  values: {
    PENDING: { value: Approval.PENDING, description: 'It waits, its price frozen.' },
    APPROVED: { value: Approval.APPROVED, description: 'An OWNER or ADMIN has approved the task.' },
    DECLINED: { value: Approval.DECLINED, description: 'It may not, and is CANCELED.' },
    LAPSED: { value: Approval.LAPSED, description: 'Nobody said in time, and it has TIMED_OUT.' },
  },
})

const TaskFileType = builder.objectRef<TaskFile & Link>('TaskFile').implement({
  description: 'A file that a task made.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the file: `music.wav`.' }),
    contentType: t.exposeString('contentType', { description: 'The media type of the file: `audio/wav`.' }),
    bytes: t.expose('bytes', { type: 'SafeInt', description: 'Its size in bytes.' }),
    url: t.exposeString('url', {
      description:
        'A link to the file, for anyone who has it. It works for one hour, and ends earlier with the key, the membership or the organization that it was requested with. A link into a bucket always works for its hour.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Until when the link works, UTC. Ask again then.',
    }),
  }),
})

export const TaskNode = builder.prismaNode('Task', {
  nullable: true,
  description: 'One generation: its price is frozen on submit, spent on success, and given back otherwise.',
  id: { resolve: tenantId },
  findUnique: (id, context) => ({ ...whereVisible(id, context), ...whereOwnTasks(callerOf(context)) }),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    status: t.field({ type: TaskStatusEnum, description: 'The wallet of the lot.', resolve: (task) => task.status }),
    progress: t.exposeInt('progress', {
      description: 'The progress of the task, 0 to 100 percent. It never decreases.',
    }),
    sequence: t.exposeInt('sequence', { description: 'Counts its changes: 1 when it was submitted.' }),
    provider: t.exposeString('provider', { description: 'The maker of the model.' }),
    model: t.exposeString('model', { description: 'The name of the model.' }),
    operation: t.exposeString('operation', { description: 'The operation.' }),
    input: t.expose('input', { type: 'JSONObject', description: 'The input of the task.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'Its price, frozen on submit.' }),
    result: t.expose('result', {
      type: 'JSONObject',
      nullable: true,
      description: 'The result of the task; null until it SUCCEEDED.',
    }),
    files: t.field({
      type: [TaskFileType],
      description: 'The files that it made, with links to them.',
      select: { organizationId: true, id: true, result: true },
      resolve: async (task, _args, context) => {
        const storage = context.app.storage
        const links = filesIn(task.result).map(async (file) => ({
          ...file,
          link: storage && (await storage.linkTo(keyOf(task, file), askerOf(context))),
        }))
        return (await Promise.all(links)).flatMap(({ link, ...file }) => (link ? [{ ...file, ...link }] : []))
      },
    }),
    failureReason: t.exposeString('failureReason', {
      nullable: true,
      description: 'The reason why the task FAILED or TIMED_OUT; null otherwise.',
    }),
    approval: t.field({
      type: ApprovalEnum,
      nullable: true,
      description: 'The state of the approval by an OWNER or ADMIN; null: the task never needed one.',
      resolve: ({ approval }) => approval,
    }),
    deadlineAt: t.expose('deadlineAt', {
      type: 'DateTime',
      description: 'The time at which the task times out if it has not ended, in UTC.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the task was submitted, in UTC.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the task began to run, in UTC; null: it has not run.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it ended, in UTC; null: it has not ended.',
    }),
    forgottenAt: t.expose('forgottenAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When its input and result were removed, UTC: 30 days after it ended without costing anything. Null: they are kept.',
    }),
    organization: t.relation('organization', { description: 'The organization of the task.' }),
    member: t.relation('member', {
      nullable: true,
      description: 'The member that submitted the task; null if the platform did.',
    }),
    priceRule: t.relation('priceRule', { description: 'The price it was submitted at.' }),
    hold: t.relation('hold', { nullable: true, description: 'The credits that pay for it; null when it is free.' }),
  }),
})

/** Those of these tasks that the caller may see. */
async function visibleTasks(ids: string[], context: Context): Promise<(Task | null)[]> {
  const keys = ids.map(splitTenantId)
  const tasks = await context.app.prisma.task.findMany({
    where: { OR: keys.map(({ organizationId, id }) => ({ organizationId, id })), ...whereOwnTasks(callerOf(context)) },
  })
  const byId = new Map(tasks.map((task) => [tenantId(task), task]))
  return ids.map((id) => byId.get(id) ?? null)
}

builder.prismaObjectField(JournalEntryNode, 'task', (t) =>
  t.loadable({
    type: TaskNode,
    nullable: true,
    description: 'The task whose hold that is; null where the caller can’t see that.',
    load: visibleTasks,
    resolve: ({ organizationId, taskId }: JournalEntry) =>
      taskId === null ? null : tenantId({ organizationId, id: taskId }),
  }),
)

builder.prismaObjectField(HoldNode, 'task', (t) =>
  t.loadable({
    type: TaskNode,
    nullable: true,
    description: 'The task that it pays for; null for a hold of its own, and where the caller can’t see that.',
    load: visibleTasks,
    resolve: ({ organizationId, taskId }: Hold) => (taskId === null ? null : tenantId({ organizationId, id: taskId })),
  }),
)

const TaskStateError = refusalType<TaskStateRefusal>('TASK_STATE', (t) => ({
  status: t.expose('status', { type: TaskStatusEnum, description: 'The state that it is in.' }),
  allowed: t.expose('allowed', { type: [TaskStatusEnum], description: 'The states in which it can be done.' }),
}))

function taskSuccess(name: string) {
  return builder.objectRef<TaskAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: taskSuccessFields,
  })
}

function taskSuccessFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, TaskAnswer>) {
  return {
    task: t.field({ type: TaskNode, description: 'The task after it.', resolve: ({ task }) => task }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
  }
}

// Submitting.

const SubmitTaskInput = builder.inputType('SubmitTaskInput', {
  description: 'A task to submit.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'The model: suno.' }),
    operation: t.string({ required: true, description: 'The operation: `music`.' }),
    input: t.field({
      type: 'JSONObject',
      description: 'The input of the task: {"prompt": "rain"}. Null: an empty object.',
    }),
    timeoutSeconds: t.int({
      defaultValue: TASK_TIMEOUT_SECONDS,
      required: true,
      description: 'The time that the task may take from submit to end, 1 to 604800 seconds; then it times out.',
    }),
    bindingQuoteId: t.globalID({
      for: BindingQuoteNode,
      description: 'The binding quote whose prices the task uses. Null: the current prices.',
    }),
    webhookUrl: t.string({
      description:
        'The URL that gets a `task.ended` message when the task ends: https://, of a public address, up to 2,000 characters. It is signed with the secret of rotateTaskWebhookSecret, which must exist. Null: none.',
    }),
    idempotencyKey: t.string({ description: 'Makes one task however often this is sent; 1 to 255 characters.' }),
    organizationId: t.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
    memberId: t.globalID({ for: MemberNode, description: 'For the operator: on behalf of this member.' }),
  }),
})

const MaintenanceError = refusalType<Maintenance>('MAINTENANCE')

const QuoteExpiredError = refusalType<QuoteExpired>('QUOTE_EXPIRED', (t) => ({
  expiredAt: t.expose('expiredAt', { type: 'DateTime', description: 'Since when, UTC.' }),
}))

const QuoteMismatchError = refusalType<QuoteMismatch>('QUOTE_MISMATCH')

const QuoteTakenError = refusalType<QuoteTaken>('QUOTE_TAKEN', (t) => ({
  count: t.exposeInt('count', { description: 'The number of tasks like this one that the quote is for.' }),
}))

const SubmitTaskSuccess = builder.objectRef<TaskAnswer>('SubmitTaskSuccess').implement({
  description: 'The request was carried out, now or earlier under the same idempotency key.',
  fields: (t) => ({
    ...taskSuccessFields(t),
    warnings: t.field({
      type: [WarningType],
      description: 'The warnings for the next time, for example that the operation is DEPRECATED.',
      resolve: ({ task }, _args, { app }) => {
        const rule = app.priceBook.version.rule(task.priceRuleId)
        return rule ? warningsOf(rule) : []
      },
    }),
  }),
})

const SubmitTaskResult = resultType('SubmitTaskResult', SubmitTaskSuccess, [
  QuotaExceededError,
  LimitReachedError,
  InvalidInputError,
  NotFoundError,
  IdempotencyConflictError,
  MaintenanceError,
  OrganizationSuspendedError,
  NoPriceError,
  OperationUnavailableError,
  InputLimitError,
  NotEntitledError,
  QuoteExpiredError,
  QuoteMismatchError,
  QuoteTakenError,
  InsufficientCreditsError,
  BudgetExceededError,
  ExpiryPassedError,
])

/** Finds out as whom a task is submitted. */
async function prepareSubmit(
  context: Context,
  { organizationId: named, memberId: behalf, bindingQuoteId, input, ...rest }: typeof SubmitTaskInput.$inferInput,
): Promise<Ready<TaskAnswer | SubmitRefusal>> {
  const { app } = context
  const organizationId = organizationIdFor(context, named)
  if (organizationId === null) return () => notFound('organization')
  const memberId = behalf ? idIn<MemberId>(organizationId, behalf) : null
  const submitter = await submitterFor(app, callerOf(context), organizationId, memberId)
  if (isRefusal(submitter)) return () => submitter
  const quoteId = bindingQuoteId && idIn(organizationId, bindingQuoteId)
  return () => submitTask(app, { ...rest, ...submitter, input: input ?? {}, quoteId })
}

builder.mutationField('submitTask', (t) =>
  t.field({
    type: SubmitTaskResult,
    description: 'Freezes the price of an operation and queues its task, in one decision.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: SubmitTaskInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareSubmit(context, input))(),
  }),
)

bulkMutation({
  name: 'submitTasks',
  list: 'tasks',
  entry: SubmitTaskInput,
  result: SubmitTaskResult,
  verb: 'submit',
  description: 'Up to 1,000 submissions at once, each with its own outcome, in the order they were given.',
  authScopes: { may: 'submitTasks' },
  organizationOf: (context, { organizationId }) => organizationIdFor(context, organizationId),
  prepare: (context) => (input) => prepareSubmit(context, input),
})

// Steps.

const STEP_ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError, TaskStateError] as const

export const LeaseLostError = refusalType<LeaseLost>('LEASE_LOST')

/** The refusals of workers, who may also have lost their lease. */
const WORKER_ERRORS = [...STEP_ERRORS, LeaseLostError] as const

const leaseIdField = {
  description:
    'The worker’s lease. Needed for a task that a worker has claimed; LEASE_LOST without it, and after it was lost.',
} as const

const taskIdField = { required: true, description: 'The id of the task.' } as const
const stepKey = { description: 'Does it once however often this is sent; 1 to 255 characters.' } as const

/** Prepares a worker's step, unless the worker has lost its lease. With a key it may have been taken earlier: the lane looks. */
async function prepareStep<
  Input extends { taskId: GlobalId; leaseId?: string | null; idempotencyKey?: string | null },
  Answer,
>(
  context: Context,
  { taskId, leaseId, ...input }: Input,
  step: (
    app: App,
    input: Omit<Input, 'taskId' | 'leaseId'> & { organizationId: string; taskId: string },
    lease: LeaseShown,
  ) => Promise<Answer>,
): Promise<Ready<Answer | LeaseLost | InvalidInput | NotFound>> {
  const task = taskFor(context, taskId)
  if (isRefusal(task)) return () => task
  const lease = await leaseShown(context.app, task, leaseId)
  if (typeof lease === 'object' && (lease.code === 'INVALID_INPUT' || !input.idempotencyKey)) return () => lease
  return () => step(context.app, { ...input, ...task }, lease)
}

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
      description: '0 to 100 percent. Reports may overtake each other: the highest counts.',
    }),
    leaseId: t.string(leaseIdField),
    idempotencyKey: t.string(stepKey),
  }),
})

const CompleteTaskInput = builder.inputType('CompleteTaskInput', {
  description: 'A task that succeeded, and what it made and cost.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, ...taskIdField }),
    result: t.field({ type: 'JSONObject', description: 'The result of the task, as its readers see it. Null: none.' }),
    credits: t.field({
      type: 'Credits',
      description:
        'The number of credits that the task cost, if it differs from the frozen price; the rest is given back. Null: the whole price.',
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
    leaseId: t.string(leaseIdField),
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
])

const FailTaskResult = resultType('FailTaskResult', taskSuccess('FailTaskSuccess'), WORKER_ERRORS)

builder.mutationFields((t) => ({
  startTask: t.field({
    type: resultType('StartTaskResult', taskSuccess('StartTaskSuccess'), STEP_ERRORS),
    description:
      'A worker takes a QUEUED task on: it is RUNNING. Of two that try, one succeeds. For the operator, and keys with SETTLE.',
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
      'The task SUCCEEDED: its credits are spent, all or the part that it cost; more only where the wallet’s policy allows it. A task that has TIMED_OUT is settled late: paid again if the credits are there, else owed or written off (`hold.late`). For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: CompleteTaskInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareStep(context, input, completeTask))(),
  }),
  failTask: t.field({
    type: FailTaskResult,
    description:
      'The task FAILED: its credits go back to the lots they came from. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: FailTaskInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareStep(context, input, failTask))(),
  }),
  cancelTask: t.field({
    type: resultType('CancelTaskResult', taskSuccess('CancelTaskSuccess'), STEP_ERRORS),
    description:
      'Nobody wants the task any more: it is CANCELED, and its credits go back to the lots they came from. ' +
      'A MEMBER may cancel their own; an OWNER or ADMIN, and the operator, any.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: CancelTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const caller = callerOf(context)
      const task = taskFor(context, taskId)
      if (isRefusal(task)) return task
      const memberId = may(caller, 'cancelAllTasks') || caller.kind === 'operator' ? null : caller.memberId
      return cancelTask(context.app, { ...input, ...task, memberId })
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
    'Up to 1,000 completions at once, each with its own outcome, in the order they were given. For the operator, and keys with SETTLE.',
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
    'Up to 1,000 failures at once, each with its own outcome, in the order they were given. For the operator, and keys with SETTLE.',
  authScopes: { may: 'settleTasks' },
  organizationOf: organizationOfTask,
  prepare: (context) => (input) => prepareStep(context, input, failTask),
})

const ApproveTaskInput = builder.inputType('ApproveTaskInput', {
  description: 'A task that may be done.',
  fields: (t) => ({ taskId: t.globalID({ for: TaskNode, ...taskIdField }), idempotencyKey: t.string(stepKey) }),
})

const DeclineTaskInput = builder.inputType('DeclineTaskInput', {
  description: 'A task that may not be done, and why.',
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
      'A task that waits for it may be done: it has as long from now on as it was submitted with. For an OWNER or ADMIN; not while the organization is suspended.',
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
      'A task that waits to be approved is CANCELED, and its credits go back to the lots they came from. For an OWNER or ADMIN.',
    authScopes: { may: 'approveTasks' },
    args: { input: t.arg({ type: DeclineTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      return isRefusal(task) ? task : declineTask(context.app, { ...input, ...task })
    },
  }),
}))

// Live.

const TaskSequence = builder.inputType('TaskSequence', {
  description: 'The last sequence number of a task that a client has seen.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, required: true, description: 'The id of the task.' }),
    sequence: t.int({ required: true, description: 'The last `sequence` that it has seen.' }),
  }),
})

builder.subscriptionFields((t) => ({
  taskUpdated: t.field({
    type: TaskNode,
    description:
      'The task: first its current state, then each change, in order. Changes by another process may come together in one message: `sequence` counts them.',
    authScopes: { may: 'read' },
    args: {
      id: t.arg.globalID({ for: TaskNode, required: true, description: 'The id of the task.' }),
      after: t.arg.int({
        description: 'The last `sequence` that the client has seen: the present state comes only if it is newer.',
      }),
    },
    subscribe: async (_root, { id: taskId, after }, context) => {
      const caller = callerOf(context)
      const { organizationId, id } = splitTenantId(taskId.id)
      const visible = canSee(caller, organizationId)
      const changes =
        visible && (await watchTask(context.app, { organizationId, id, ...whereOwnTasks(caller) }, after ?? null))
      if (!changes) throw requestError(notFound('task'))
      return changes
    },
    resolve: (task: Task) => task,
  }),
  tasksUpdated: t.field({
    type: TaskNode,
    description:
      'All tasks that the caller may see: first those that are under way, then each one after each change, in order.',
    authScopes: { may: 'read' },
    args: {
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
      after: t.arg({
        type: [TaskSequence],
        description: `The state that the client has seen, when it reconnects: the tasks that had not ended, and the newest one. It gets those that have changed since, and all tasks submitted after the newest. Up to ${SEEN_MAX} items. Null: the current state of all open tasks comes first.`,
      }),
    },
    subscribe: async (_root, { organizationId: named, after }, context) => {
      const organizationId = organizationIdFor(context, named)
      const own = whereOwnTasks(callerOf(context))
      const seen = seenBefore(after).map(({ taskId, sequence }) => ({
        id: idIn(organizationId ?? '', taskId),
        sequence,
      }))
      const changes = organizationId && (await watchTasks(context.app, { organizationId, ...own }, seen))
      if (!changes) throw requestError(notFound('organization'))
      return changes
    },
    resolve: (task: Task) => task,
  }),
}))
