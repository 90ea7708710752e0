// Leases of tasks: their part of the API, for the platform's workers.

import type { TaskLease } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { leaseLost } from './fencing.ts'
import {
  ATTEMPTS_MAX,
  type ClaimedTask,
  claimTasks,
  extendLease,
  LEASE_SECONDS,
  returnTask,
  setConcurrencyLimit,
} from './leases.ts'
import { TaskNode } from './schema.ts'
import { LeaseLostError, taskFor } from './steps.schema.ts'

const LeaseType = builder.objectRef<TaskLease>('TaskLease').implement({
  description: 'A worker’s right to a task, for a while.',
  fields: (t) => ({
    leaseId: t.exposeString('id', {
      description: 'The id of the lease, which is required with every step of the worker. Each attempt has another.',
    }),
    worker: t.exposeString('worker', { nullable: true, description: 'The name of the worker; null: none was given.' }),
    until: t.expose('until', {
      type: 'DateTime',
      description: 'The time at which the lease ends, in UTC: then another worker may get the task.',
    }),
    attempt: t.exposeInt('attempt', {
      description: 'The number of workers that have had the task, including this one.',
    }),
  }),
})

const ClaimedTaskType = builder.objectRef<ClaimedTask>('ClaimedTask').implement({
  description: 'A task to work on.',
  fields: (t) => ({
    lease: t.field({ type: LeaseType, description: 'The worker’s lease of the task.', resolve: ({ lease }) => lease }),
    task: t.field({ type: TaskNode, description: 'The task, which is now RUNNING.', resolve: ({ task }) => task }),
  }),
})

const leaseSeconds = {
  required: true,
  defaultValue: LEASE_SECONDS,
  description: 'The duration of the lease from now on, 1 to 3600 seconds.',
} as const

const ClaimTasksInput = builder.inputType('ClaimTasksInput', {
  description: 'The conditions under which a worker takes tasks.',
  fields: (t) => ({
    models: t.stringList({ description: 'Claims only tasks of these models. Null: tasks of all models.' }),
    limit: t.int({ required: true, defaultValue: 1, description: 'The largest number of tasks to claim, 1 to 100.' }),
    leaseSeconds: t.int(leaseSeconds),
    worker: t.string({ description: 'The name of the worker, for people to read; up to 200 characters. Null: none.' }),
  }),
})

const ClaimTasksSuccess = builder.objectRef<{ claimed: ClaimedTask[] }>('ClaimTasksSuccess').implement({
  description: 'The tasks were claimed.',
  fields: (t) => ({
    claimed: t.expose('claimed', {
      type: [ClaimedTaskType],
      description: 'The tasks that the worker has claimed; empty if none is waiting.',
    }),
  }),
})

const taskIdField = { for: TaskNode, required: true, description: 'The id of the task.' } as const
const leaseIdField = { required: true, description: 'The worker’s lease.' } as const

const ExtendLeaseInput = builder.inputType('ExtendLeaseInput', {
  description: 'The lease to extend.',
  fields: (t) => ({
    taskId: t.globalID(taskIdField),
    leaseId: t.string(leaseIdField),
    leaseSeconds: t.int(leaseSeconds),
  }),
})

const ExtendLeaseSuccess = builder.objectRef<{ lease: TaskLease }>('ExtendLeaseSuccess').implement({
  description: 'The lease was extended.',
  fields: (t) => ({
    lease: t.field({ type: LeaseType, description: 'The lease after the change.', resolve: ({ lease }) => lease }),
  }),
})

const ReturnTaskInput = builder.inputType('ReturnTaskInput', {
  description: 'The task that the worker can’t do, and the reason.',
  fields: (t) => ({
    taskId: t.globalID(taskIdField),
    leaseId: t.string(leaseIdField),
    reason: t.string({
      description:
        'The reason, up to 1,000 characters. If no other worker can do the task, its readers see the last reason. Null: none.',
    }),
  }),
})

const ReturnTaskSuccess = builder
  .objectRef<{ willBeRetried: boolean; task: ClaimedTask['task'] }>('ReturnTaskSuccess')
  .implement({
    description: 'The task was returned.',
    fields: (t) => ({
      willBeRetried: t.exposeBoolean('willBeRetried', {
        description: `True if another worker gets the task, after ten seconds or, the second time, one minute. After ${ATTEMPTS_MAX} attempts it has FAILED.`,
      }),
      task: t.field({ type: TaskNode, description: 'The task after the change.', resolve: ({ task }) => task }),
    }),
  })

builder.mutationFields((t) => ({
  claimTasks: t.field({
    type: resultType('ClaimTasksResult', ClaimTasksSuccess, [InvalidInputError]),
    description:
      'Gives a worker tasks of LIVE organizations that are waiting or whose lease has ended. They are RUNNING, and belong to the worker until its lease ends. Organizations take turns, and the waiting tasks of one do not delay those of another. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: ClaimTasksInput, required: true }) },
    resolve: (_root, { input }, context) => {
      const caller = callerOf(context)
      const organizationId = caller.kind === 'tenant' ? caller.organizationId : null
      return claimTasks(context.app, { ...input, organizationId })
    },
  }),
  extendLease: t.field({
    type: resultType('ExtendLeaseResult', ExtendLeaseSuccess, [InvalidInputError, LeaseLostError]),
    description: 'Extends the lease of a worker, as a heartbeat. For the operator, and keys with SETTLE.',
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: ExtendLeaseInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      return isRefusal(task) ? leaseLost() : extendLease(context.app, { ...input, ...task })
    },
  }),
  returnTask: t.field({
    type: resultType('ReturnTaskResult', ReturnTaskSuccess, [InvalidInputError, NotFoundError, LeaseLostError]),
    description: `Returns a task that another worker may be able to do. After ${ATTEMPTS_MAX} workers the task has FAILED, and its credits are given back. For the operator, and keys with SETTLE.`,
    authScopes: { may: 'settleTasks' },
    args: { input: t.arg({ type: ReturnTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      return isRefusal(task) ? task : returnTask(context.app, { ...input, ...task })
    },
  }),
}))

builder.prismaObjectField(OrganizationNode, 'tasksAtOnce', (t) =>
  t.exposeInt('tasksAtOnce', {
    nullable: true,
    description:
      'The largest number of its tasks that workers and providers may have at the same time; null: no limit.',
  }),
)

const SetConcurrencyLimitInput = builder.inputType('SetConcurrencyLimitInput', {
  description: 'The organization, and its largest number of tasks.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The organization whose tasks to limit.',
    }),
    tasksAtOnce: t.int({
      description:
        'The largest number of tasks that workers and providers may have at the same time, 1 or more. Null: no limit.',
    }),
  }),
})

const SetConcurrencyLimitSuccess = builder
  .objectRef<{ organization: { id: string } }>('SetConcurrencyLimitSuccess')
  .implement({
    description: 'The change was made.',
    fields: (t) => ({
      organization: t.prismaField({
        type: OrganizationNode,
        description: 'The organization after the change.',
        resolve: (query, { organization: { id } }, _args, { app }) =>
          app.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
      }),
    }),
  })

builder.mutationField('setConcurrencyLimit', (t) =>
  t.field({
    type: resultType('SetConcurrencyLimitResult', SetConcurrencyLimitSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Sets the number of tasks of an organization that workers and providers over HTTP may have at a time. Further tasks wait until some have ended. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: SetConcurrencyLimitInput, required: true }) },
    resolve: (_root, { input: { organizationId, tasksAtOnce } }, { app }) =>
      setConcurrencyLimit(app, { organizationId: organizationId.id, tasksAtOnce: tasksAtOnce ?? null }),
  }),
)
