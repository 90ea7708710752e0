// Recording what a task has cost upstream apart from its end: a provider's bill comes later, or a provider tells the cost of a task that
// was canceled. The cost counts in the hour in which the task ended. The last one that is told counts.

import { z } from 'zod'
import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { costIn, storedCost } from '../engine/upstreamCost.ts'
import { atHome } from '../home/atHome.ts'
import { uuidOf } from '../ids.ts'
import { type CommonRefusal, operate } from '../operation.ts'
import { statedCost } from '../pricing/upstreamCost.ts'
import { field, notFound } from '../refusals.ts'
import { findTask, type TaskAnswer } from './submit.ts'

const Recorded = z.object({
  organizationId: uuidOf.organization,
  taskId: uuidOf.task,
  upstreamCost: statedCost,
  idempotencyKey: field.idempotencyKey,
})

/** Records what a task has cost upstream, whatever its state. It replaces what was recorded before. */
export const recordUpstreamCost = atHome(
  'recordUpstreamCost',
  (app: App, input: z.input<typeof Recorded>): Promise<TaskAnswer | CommonRefusal> => {
    return operate<typeof Recorded, { task: Task }, CommonRefusal>({
      name: 'record upstream cost',
      schema: Recorded,
      input,
      run: ({ organizationId, taskId, upstreamCost }, key) =>
        app.lane.run({
          organizationId,
          idempotency: key,
          reads: { taskId },
          evenClosed: true,
          decide(batch) {
            const before = batch.task(organizationId, taskId)
            if (!before) return notFound('task')
            const known = costIn(before.upstreamCost)
            const { millionths, currency } = upstreamCost
            if (known?.millionths === millionths && known.currency === currency) {
              return { value: { task: before }, resultId: taskId }
            }
            const task = { ...before, upstreamCost: storedCost(upstreamCost) }
            batch.putUpstreamCost(task)
            return { value: { task }, resultId: taskId }
          },
        }),
      find: async (id, { organizationId }) => ({ task: await findTask(app, organizationId, id) }),
    })
  },
)
