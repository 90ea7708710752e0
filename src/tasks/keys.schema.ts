// The API key that a task was submitted with: its part of the API.

import type { ApiKey, Task } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, callerOf } from '../graphql/context.ts'
import { splitTenantId, tenantId } from '../graphql/ids.ts'
import { ApiKeyNode, whereOwnKeys } from '../organizations/apiKeys.schema.ts'
import { keyOfTask } from './keys.ts'
import { TaskNode } from './schema.ts'

async function visibleKeys(ids: string[], context: Context): Promise<(ApiKey | null)[]> {
  const keys = await context.app.prisma.apiKey.findMany({
    where: { OR: ids.map(splitTenantId), ...whereOwnKeys(callerOf(context)) },
  })
  const byId = new Map(keys.map((key) => [tenantId(key), key]))
  return ids.map((id) => byId.get(id) ?? null)
}

builder.prismaObjectField(TaskNode, 'apiKey', (t) =>
  t.loadable({
    type: ApiKeyNode,
    nullable: true,
    description:
      'The API key that the task was submitted with, or the newest that replaced it by rotation. Null if none was (a session, a token, or the platform), and for callers that may not see the key.',
    load: visibleKeys,
    resolve: async (task: Task, _args, { app }) => {
      const { organizationId } = task
      const { id } = await keyOfTask(app, task)
      return id === null ? null : tenantId({ organizationId, id })
    },
  }),
)
