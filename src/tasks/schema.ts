// The type of tasks, and the fields of other types that lead to them: their part of the API. The operations on tasks are in
// submit.schema.ts, steps.schema.ts and live.schema.ts.

import { canSee, mayAsPlatform } from '../access/roles.ts'
import {
  Approval,
  type Hold,
  type JournalEntry,
  type PriceRule,
  type Prisma,
  type Task,
  TaskStatus,
} from '../database/generated/client/client.ts'
import { costIn } from '../engine/upstreamCost.ts'
import { builder, type Types } from '../graphql/builder.ts'
import { askerOf, type Context, callerOf } from '../graphql/context.ts'
import { ExactMoneyType } from '../graphql/exactMoney.ts'
import { splitTenantId, tenantId } from '../graphql/ids.ts'
import { addLabelFields } from '../labels/schema.ts'
import { type Cost, costsOfTask, furtherCosts } from '../ledger/cost.ts'
import { whereOwnTasks, whereVisible } from '../organizations/schema.ts'
import { shownParts, TaskPricePartType } from '../pricing/parts.schema.ts'
import { partsAsked } from '../pricing/settlement.ts'
import { filesIn, keyOf, type TaskFile } from '../storage/files.ts'
import type { Link } from '../storage/storage.ts'
import { HoldNode } from '../wallets/holds.schema.ts'
import { JournalEntryNode } from '../wallets/journal.schema.ts'
import type { TaskAnswer } from './submit.ts'

export const TaskStatusEnum = builder.enumType('TaskStatus', {
  description: 'The states of a task. The last four are terminal; only a TIMED_OUT task may still be completed.',
  values: {
    QUEUED: { value: TaskStatus.QUEUED, description: 'The task is waiting. Its price is frozen.' },
    RUNNING: { value: TaskStatus.RUNNING, description: 'A worker or a provider is doing the task.' },
    SUCCEEDED: {
      value: TaskStatus.SUCCEEDED,
      description: 'The task has ended with a result, and its credits were spent.',
    },
    FAILED: { value: TaskStatus.FAILED, description: 'The task has ended, and its credits were given back.' },
    CANCELED: { value: TaskStatus.CANCELED, description: 'The task has ended, and its credits were given back.' },
    TIMED_OUT: {
      value: TaskStatus.TIMED_OUT,
      description: 'The deadline of the task passed; its credits were given back. It can still be completed, late.',
    },
  },
})

const ApprovalEnum = builder.enumType('TaskApproval', {
  description: 'The states of the approval of a task that costs more than the policy allows without one.',
  values: {
    PENDING: { value: Approval.PENDING, description: 'The task waits for approval. Its price is frozen.' },
    APPROVED: { value: Approval.APPROVED, description: 'An OWNER or ADMIN has approved the task.' },
    DECLINED: { value: Approval.DECLINED, description: 'An OWNER or ADMIN has declined the task, and it is CANCELED.' },
    LAPSED: {
      value: Approval.LAPSED,
      description: 'Nobody approved or declined the task in time, and it has TIMED_OUT.',
    },
  },
})

const TaskFileType = builder.objectRef<TaskFile & Link>('TaskFile').implement({
  description: 'A file that a task made.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the file: `music.wav`.' }),
    contentType: t.exposeString('contentType', { description: 'The media type of the file: `audio/wav`.' }),
    bytes: t.expose('bytes', { type: 'SafeInt', description: 'The size of the file, in bytes.' }),
    url: t.exposeString('url', {
      description:
        'A link to the file, for anyone who has it. It works for one hour, and ends earlier with the key, the membership or the organization that it was requested with. A link into a bucket always works for its hour.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The time at which the link stops working, in UTC. Query the file again for a new link.',
    }),
  }),
})

/** The cost of a task in one credit type, and its hold. */
interface TaskCost extends Cost {
  readonly organizationId: string
  /** Null: it costs nothing. */
  readonly holdId: string | null
}

function shownCosts({
  organizationId,
  holdId,
  priceRule,
  ...task
}: Pick<Task, 'organizationId' | 'credits' | 'holdId' | 'furtherCosts'> & {
  readonly priceRule: Pick<PriceRule, 'creditType'>
}): TaskCost[] {
  const further = furtherCosts(task.furtherCosts)
  return costsOfTask(task, priceRule.creditType).map((cost, i) => {
    return { ...cost, organizationId, holdId: i === 0 ? holdId : (further[i - 1]?.holdId ?? null) }
  })
}

const TaskCostType = builder.objectRef<TaskCost>('TaskCost').implement({
  description: 'The cost of a task in one credit type.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits.' }),
    credits: t.expose('credits', {
      type: 'Credits',
      description:
        'The price, frozen on submit; the most that it can cost if its price settles by the result. `hold` has what was charged.',
    }),
    hold: t.loadable({
      type: HoldNode,
      nullable: true,
      description: 'The hold that pays; null if `credits` are 0.',
      load: (ids: string[], context: Context) => holdsById(ids, context),
      resolve: ({ organizationId, holdId }) => (holdId === null ? null : tenantId({ organizationId, id: holdId })),
    }),
  }),
})

/** The holds of tasks that the caller sees. */
async function holdsById(ids: string[], { app }: Context): Promise<(Hold | null)[]> {
  const holds = await app.prisma.hold.findMany({
    where: { OR: ids.map(splitTenantId).map(({ organizationId, id }) => ({ organizationId, id })) },
  })
  const byId = new Map(holds.map((hold) => [tenantId(hold), hold]))
  return ids.map((id) => byId.get(id) ?? null)
}

export const TaskNode = builder.prismaNode('Task', {
  nullable: true,
  description: 'One generation: its price is frozen on submit, spent on success, and given back otherwise.',
  id: { resolve: tenantId },
  findUnique: (id, context) => ({ ...whereVisible(id, context), ...whereOwnTasks(callerOf(context)) }),
  // Once for each task, not for each of its fields: an answer may have a thousand tasks.
  runScopesOnType: true,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    status: t.field({ type: TaskStatusEnum, description: 'The state of the task.', resolve: (task) => task.status }),
    progress: t.exposeInt('progress', {
      description: 'The progress of the task, 0 to 100 percent. It never decreases.',
    }),
    sequence: t.exposeInt('sequence', {
      description: 'The number of its states so far: 1 after submit, one more with each change.',
    }),
    provider: t.exposeString('provider', { description: 'The maker of the model.' }),
    model: t.exposeString('model', { description: 'The name of the model.' }),
    operation: t.exposeString('operation', { description: 'The operation.' }),
    input: t.expose('input', { type: 'JSONObject', description: 'The input of the task.' }),
    credits: t.expose('credits', {
      type: 'Credits',
      description:
        'The price of the task, frozen on submit; the most that it can cost if its price settles by the result. `hold` has what was charged.',
    }),
    result: t.expose('result', {
      type: 'JSONObject',
      nullable: true,
      description:
        'The result of the task, or while it is RUNNING the part that was reported so far. Null if there is no result yet, or the task has ended without success.',
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
    tags: t.exposeStringList('tags', {
      description: 'Its tags, such as a project or a cost centre, in the order they were given.',
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
        'The time at which its input and result were removed, in UTC: KEEP_FAILED_TASKS_DAYS days (30 by default) after it ended without costing anything. Null: they are stored.',
    }),
    organization: t.relation('organization', { description: 'The organization of the task.' }),
    member: t.relation('member', {
      nullable: true,
      description: 'The member that submitted the task; null if the platform did.',
    }),
    priceRule: t.relation('priceRule', { description: 'The price rule that it was submitted with.' }),
    hold: t.relation('hold', {
      nullable: true,
      description:
        'The hold that pays the `credits` of the task; null if these are 0. `costs` has the holds of other credit types.',
    }),
  }),
})

builder.prismaObjectField(TaskNode, 'upstreamCost', (t) =>
  t.field({
    type: ExactMoneyType,
    nullable: true,
    description:
      'The upstream cost of the task, which the platform paid; null: it is not known. Only the operator sees it.',
    resolve: ({ upstreamCost }, _args, { caller }) => (mayAsPlatform(caller, 'READ') ? costIn(upstreamCost) : null),
  }),
)

builder.prismaObjectField(TaskNode, 'costs', (t) =>
  t.field({
    type: [TaskCostType],
    description:
      'The price of the task in each credit type that it costs: `credits` of the price rule’s own, then the others. The credits of all of them are frozen together, or none.',
    select: { organizationId: true, credits: true, holdId: true, furtherCosts: true, priceRule: true },
    resolve: shownCosts,
  }),
)

builder.prismaObjectField(TaskNode, 'priceParts', (t) =>
  t.field({
    type: [TaskPricePartType],
    description:
      'The parts of its price. Those with `settleBy` are charged by the result, and say how many units the frozen credits pay for. Empty if its input was removed.',
    select: { input: true, credits: true, furtherCosts: true, forgottenAt: true, priceRule: true },
    resolve: ({ input, forgottenAt, priceRule, ...task }) => {
      if (forgottenAt !== null) return []
      const costs = costsOfTask(task, priceRule.creditType)
      return shownParts(priceRule, costs, partsAsked(priceRule, input as Prisma.JsonObject))
    },
  }),
)

addLabelFields(TaskNode, 'TASK', (task) => task)

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
    description: 'The task that the hold pays for; null if it is for no task, or if the caller may not see the task.',
    load: visibleTasks,
    resolve: ({ organizationId, taskId }: JournalEntry) =>
      taskId === null ? null : tenantId({ organizationId, id: taskId }),
  }),
)

builder.prismaObjectField(HoldNode, 'task', (t) =>
  t.loadable({
    type: TaskNode,
    nullable: true,
    description: 'The task that the hold pays for; null if it is for no task, or if the caller may not see the task.',
    load: visibleTasks,
    resolve: ({ organizationId, taskId }: Hold) => (taskId === null ? null : tenantId({ organizationId, id: taskId })),
  }),
)

/** The success of a mutation that changes a task. */
export function taskSuccess(name: string) {
  return builder.objectRef<TaskAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: taskSuccessFields,
  })
}

export function taskSuccessFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, TaskAnswer>) {
  return {
    task: t.field({ type: TaskNode, description: 'The task after the change.', resolve: ({ task }) => task }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
  }
}
