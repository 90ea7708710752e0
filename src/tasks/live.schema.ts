// Live tasks: their part of the API.

import { canSee } from '../access/roles.ts'
import type { Task } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationOrAllFor } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { idInOrAll, splitTenantId } from '../graphql/ids.ts'
import { SEEN_MAX, seenBefore } from '../graphql/seen.ts'
import { OrganizationNode, whereOwnTasks } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { watchTask, watchTasks } from './live.ts'
import { TaskNode } from './schema.ts'

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
      taskId: t.arg.globalID({ for: TaskNode, required: true, description: 'The id of the task.' }),
      after: t.arg.int({
        description:
          'The last `sequence` that the client has seen: the current state is sent only if it is newer. Null: the current state is always sent.',
      }),
    },
    subscribe: async (_root, { taskId, after }, context) => {
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
      'All tasks that the caller may see: first the open ones, then each task after each of its changes, in order. The operator gets those of all organizations if `organizationId` is null.',
    authScopes: { may: 'read' },
    args: {
      organizationId: t.arg.globalID({
        for: OrganizationNode,
        description: 'The organization. Null: for the operator all organizations, for others their own.',
      }),
      after: t.arg({
        type: [TaskSequence],
        description: `The state that the client has seen, when it reconnects: the tasks that had not ended, and the newest one. It gets those that have changed since, and all tasks submitted after the newest. Up to ${SEEN_MAX} items. Null: the current state of all open tasks comes first.`,
      }),
    },
    subscribe: async (_root, { organizationId: named, after }, context) => {
      const organizationId = organizationOrAllFor(context, named)
      if (organizationId === null) throw requestError(notFound('organization'))
      const own = whereOwnTasks(callerOf(context))
      const seen = seenBefore(after).map(({ taskId, sequence }) => ({
        organizationId: organizationId || splitTenantId(taskId.id).organizationId,
        id: idInOrAll(organizationId, taskId),
        sequence,
      }))
      const changes = await watchTasks(context.app, { organizationId, ...own }, seen)
      if (!changes) throw requestError(notFound('organization'))
      return changes
    },
    resolve: (task: Task) => task,
  }),
}))
