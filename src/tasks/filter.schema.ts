// The tasks of an organization, and which of them to show.
//
// They are sorted by their ids, newest first. Those with a tag have a table, those of a member an index, and those that wait for an
// admin, and those under way. Times are found by the ids, which begin with the time of the submit. By how they ended or by model
// alone, an organization's tasks are looked through, the newest first: another index would cost every task more than such a look
// costs now and then. Words are looked for in src/tasks/search.ts.

import type { Prisma } from '../database/generated/client/client.ts'
import { idsMadeIn, isRealTime } from '../database/madeIn.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf } from '../graphql/context.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { whereExternalId } from '../labels/find.ts'
import { labeledAs } from '../labels/schema.ts'
import { MemberNode, OrganizationNode, organizationField, whereOwnTasks } from '../organizations/schema.ts'
import { isEnd } from './rules.ts'
import { TaskNode, TaskStatusEnum } from './schema.ts'
import { problemOf, SEARCHED, TEXT_LENGTH_MAX, whereText } from './search.ts'

export const TaskFilter = builder.inputType('TaskFilter', {
  description: 'The conditions that a task must meet; absent ones do not restrict it.',
  fields: (t) => ({
    statuses: t.field({ type: [TaskStatusEnum], description: 'Lists only tasks in one of these states.' }),
    waitingForApproval: t.boolean({
      description: 'True: only tasks that wait for approval. False or null: all tasks.',
    }),
    memberId: t.globalID({ for: MemberNode, description: 'Lists only tasks that this member has submitted.' }),
    model: t.string({ description: 'Lists only tasks of this model: `suno`.' }),
    operation: t.string({ description: 'Lists only tasks of this operation: `music`.' }),
    provider: t.string({ description: 'Lists only tasks of this maker of models: `suno`.' }),
    tag: t.string({ description: 'Lists only tasks with this tag.' }),
    submittedFrom: t.field({
      type: 'DateTime',
      description: 'Lists only tasks that were submitted at this time or later.',
    }),
    submittedUntil: t.field({
      type: 'DateTime',
      description: 'Lists only tasks that were submitted before this time, which is later than `submittedFrom`.',
    }),
    externalId: t.string({ description: 'Lists only the task with this external id.' }),
    text: t.string({
      description: `Lists only tasks with all of these words, at most 8, or parts of words, in the \`title\`, \`prompt\`, \`text\`, \`lyrics\` or \`name\` of their input, whatever their case; or the task with this id or external id. 1 to ${TEXT_LENGTH_MAX} characters. Words are looked for in the newest ${SEARCHED.max.toLocaleString('en')} tasks of the time from \`submittedFrom\` to \`submittedUntil\`.`,
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
      resolve: async ({ id: organizationId, clockAt }, { filter, ...args }, context, info) => {
        const wanted: Prisma.TaskWhereInput = filter
          ? whereFilter(filter, clockAt === null && isRealTime(context.app))
          : {}
        const named = await whereExternalId(context.app, organizationId, 'TASK', filter?.externalId)
        const problem = problemOf(filter?.text)
        if (problem !== null) throw badInput('filter.text', problem)
        const own = [{ organizationId }, whereOwnTasks(callerOf(context))]
        const { createdAt, id } = wanted
        const among = { AND: [...own, { createdAt, id }] }
        const visible = [...own, wanted, named, await whereText(context.app, organizationId, filter?.text, among)]
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) => {
            const tagged = filter?.tag
              ? whereTagged(filter.tag, { AND: [{ organizationId }, where, { id: wanted.id }] })
              : {}
            return context.app.prisma.task.findMany({ ...query, where: { AND: [...visible, where, tagged] } })
          },
        })
      },
    },
    connectionOf(TaskNode),
  ),
)

function whereFilter({ statuses, ...filter }: typeof TaskFilter.$inferInput, isInIds: boolean): Prisma.TaskWhereInput {
  const { waitingForApproval, memberId, model, operation, provider, submittedFrom, submittedUntil } = filter
  const names = { fromName: 'submittedFrom', untilName: 'submittedUntil' }
  const createdAt = timeRange(submittedFrom, submittedUntil, names)
  const isOpen = waitingForApproval || statuses?.every((status) => !isEnd(status))
  return {
    ...(statuses ? { status: { in: [...new Set(statuses)] } } : {}),
    // Their status says it, too, but indexes are of those that have not ended.
    ...(isOpen ? { endedAt: null } : {}),
    ...(waitingForApproval ? { approval: 'PENDING' } : {}),
    ...(memberId ? { memberId: splitTenantId(memberId.id).id } : {}),
    ...(model ? { model } : {}),
    ...(operation ? { operation } : {}),
    ...(provider ? { provider } : {}),
    createdAt,
    ...(isInIds ? { id: idsMadeIn(createdAt) } : {}),
  }
}

builder.queryField('task', (t) =>
  t.prismaField({
    type: TaskNode,
    nullable: true,
    description: 'The task with this external id; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      externalId: t.arg.string({ required: true, description: 'The platform’s own id of the task.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }),
    },
    resolve: async (query, _root, { externalId, organizationId: named }, context) => {
      const found = await labeledAs(context, 'TASK', externalId, named)
      if (!found) return null
      return context.app.prisma.task.findFirst({ ...query, where: { ...found, ...whereOwnTasks(callerOf(context)) } })
    },
  }),
)

/** Tasks with a tag. `keys`: the conditions on their ids, which are repeated for the rows of the tag: PostgreSQL doesn't derive them. */
function whereTagged(tag: string, keys: object): Prisma.TaskWhereInput {
  return { tagRows: { some: { tag, ...ofTagRow(keys) } } }
}

function ofTagRow(where: object): object {
  return Object.fromEntries(
    Object.entries(where).map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.map(ofTagRow)]
      return name === 'id' ? ['taskId', value] : [name, value]
    }),
  )
}
