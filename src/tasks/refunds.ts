// Refunds of tasks: credits of a task that has ended come back, and the task's followers get its new state.

import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { Task } from '../database/generated/client/client.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { uuidOf } from '../ids.ts'
import type { Refund } from '../ledger/refund.ts'
import { holdOpen, isRefusal, refundExceedsSpent } from '../ledger/refusals.ts'
import { type CommonRefusal, operate } from '../operation.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { factsFor, RefundInput, type RefundRefusal, refundWithin, reopenLeaving } from '../wallets/refunds.ts'
import { findTask, type TaskAnswer } from './submit.ts'

const TaskRefund = RefundInput.extend({ organizationId: uuidOf.organization, taskId: uuidOf.task })

/** Gives back credits that a task has used, to the lots that they came from. The task stays as it ended. */
export function refundTask(
  app: App,
  input: z.input<typeof TaskRefund>,
): Promise<TaskAnswer | CommonRefusal | RefundRefusal> {
  return operate({
    name: 'refundTask',
    schema: TaskRefund,
    input,
    run: async ({ organizationId, taskId, credits = null, reason }, key) => {
      await reopenLeaving(app, organizationId, { tasks: { some: { id: taskId } } })
      const command = refundCommand(organizationId, taskId, { credits, reason, lotId: uuidv7() }, key)
      return app.lane.run(audited(command, 'refundTask', 'Task', factsFor(credits, reason)))
    },
    find: async (id, { organizationId }) => ({ task: await findTask(app, organizationId, id) }),
  })
}

function refundCommand(
  organizationId: string,
  taskId: string,
  command: Refund,
  idempotency: Idempotency | null,
): Command<{ task: Task }, NotFound | RefundRefusal> {
  return {
    organizationId,
    idempotency,
    reads: { taskId, lotsOfHold: true },
    evenClosed: true,
    decide(batch) {
      const task = batch.task(organizationId, taskId)
      if (!task) return notFound('task')
      if (task.endedAt === null) return holdOpen()
      const hold = task.holdId === null ? undefined : batch.hold(organizationId, task.holdId)
      if (!hold) return refundExceedsSpent(command.credits, 0n)
      const refunded = refundWithin(batch, hold, command)
      if (isRefusal(refunded)) return refunded
      const after = { ...task, sequence: task.sequence + 1 }
      batch.putRefunded(after)
      return { value: { task: after }, resultId: taskId }
    },
  }
}
