// The tasks of an organization, and which of them to show.
//
// They are sorted by their ids, newest first. A member's have an index, and those that wait for an admin, and those under way. By
// how they ended, model or time alone, an organization's tasks are looked through, the newest first: another index would cost
// every task more than such a look costs now and then.

import type { Prisma } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf } from '../graphql/context.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { MemberNode, OrganizationNode, whereOwnTasks } from '../organizations/schema.ts'
import { isEnd } from './rules.ts'
import { TaskNode, TaskStatusEnum } from './schema.ts'

const TaskFilter = builder.inputType('TaskFilter', {
  description: 'The conditions that a task must meet; absent ones do not restrict it.',
  fields: (t) => ({
    statuses: t.field({ type: [TaskStatusEnum], description: 'Lists only tasks in one of these states.' }),
    waitingForApproval: t.boolean({
      description: 'True: only tasks that wait for approval. False or null: all tasks.',
    }),
    memberId: t.globalID({ for: MemberNode, description: 'Lists only tasks that this member has submitted.' }),
    model: t.string({ description: 'Lists only tasks of this model: `suno`.' }),
    submittedFrom: t.field({
      type: 'DateTime',
      description: 'Lists only tasks that were submitted at this time or later.',
    }),
    submittedUntil: t.field({
      type: 'DateTime',
      description: 'Lists only tasks that were submitted before this time.',
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'tasks', (t) =>
  t.connection(
    {
      type: TaskNode,
      description: 'The tasks that the caller may see, newest first: a MEMBER sees their own.',
      args: {
        filter: t.arg({ type: TaskFilter, description: 'The conditions that the tasks must meet. Null: all tasks.' }),
      },
      resolve: ({ id: organizationId }, { filter, ...args }, context, info) => {
        const visible = [{ organizationId }, whereOwnTasks(callerOf(context)), filter ? whereFilter(filter) : {}]
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.task.findMany({ ...query, where: { AND: [...visible, where] } }),
        })
      },
    },
    connectionOf(TaskNode),
  ),
)

function whereFilter({ statuses, ...filter }: typeof TaskFilter.$inferInput): Prisma.TaskWhereInput {
  const { waitingForApproval, memberId, model, submittedFrom, submittedUntil } = filter
  const isOpen = waitingForApproval || statuses?.every((status) => !isEnd(status))
  return {
    ...(statuses ? { status: { in: [...new Set(statuses)] } } : {}),
    // Their status says it, too, but indexes are of those that have not ended.
    ...(isOpen ? { endedAt: null } : {}),
    ...(waitingForApproval ? { approval: 'PENDING' } : {}),
    ...(memberId ? { memberId: splitTenantId(memberId.id).id } : {}),
    ...(model ? { model } : {}),
    createdAt: { gte: submittedFrom ?? undefined, lt: submittedUntil ?? undefined },
  }
}
