// Refunds of tasks: credits of a task that has ended come back, and the task's followers get its new state.

import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { Task } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { mustBeName } from '../formats/nearest.ts'
import { uuidOf } from '../ids.ts'
import { furtherCosts, holdIdsOf } from '../ledger/cost.ts'
import type { Held } from '../ledger/freeze.ts'
import { must } from '../ledger/must.ts'
import { type Refund, refundable } from '../ledger/refund.ts'
import type { RefundAllowanceRefusal } from '../ledger/refundAllowance.ts'
import { holdOpen, isRefusal, type RefundExceedsSpent, refundExceedsSpent } from '../ledger/refusals.ts'
import type { Hold } from '../ledger/wallet.ts'
import { type CommonRefusal, operate } from '../operation.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import {
  decideRefund,
  factsFor,
  putRefund,
  RefundInput,
  type RefundRefusal,
  reopenLeaving,
} from '../wallets/refunds.ts'
import { takeFromAllowances } from './refundAllowances.ts'
import { findTask, type TaskAnswer } from './submit.ts'

const TaskRefund = RefundInput.extend({
  organizationId: uuidOf.organization,
  taskId: uuidOf.task,
  /** The type of the credits. Absent: with `credits` the task's main type, and without them all its types. */
  creditType: field.creditType.nullish(),
})

type TaskRefundRefusal = RefundRefusal | RefundAllowanceRefusal

/** The platform gives back what was used; an organization, what its allowance has left. */
type RefundedBy = 'PLATFORM' | 'ORGANIZATION'

/** Gives back credits that a task has used, to the lots that they came from. The task stays as it ended. */
export function refundTask(
  app: App,
  input: z.input<typeof TaskRefund>,
  by: RefundedBy,
): Promise<TaskAnswer | CommonRefusal | TaskRefundRefusal | InvalidInput> {
  return operate({
    name: 'refundTask',
    schema: TaskRefund,
    input,
    run: async ({ organizationId, taskId, credits = null, creditType = null, reason }, key) => {
      const where = { organizationId, id: taskId }
      const task = await app.prisma.task.findFirst({ where, select: { holdId: true, furtherCosts: true } })
      await reopenLeaving(app, organizationId, task ? holdIdsOf(task) : [])
      const command = refundCommand(organizationId, taskId, { credits, creditType, reason, by }, key)
      const facts = { ...factsFor(credits, reason), ...(creditType === null ? {} : { creditType }) }
      return app.lane.run(audited(command, 'refundTask', 'Task', facts))
    },
    find: async (id, { organizationId }) => ({ task: await findTask(app, organizationId, id) }),
  })
}

function refundCommand(
  organizationId: string,
  taskId: string,
  { by, ...command }: Omit<Refund, 'lotId'> & { readonly creditType: string | null; readonly by: RefundedBy },
  idempotency: Idempotency | null,
): Command<{ task: Task }, NotFound | TaskRefundRefusal | InvalidInput> {
  return {
    organizationId,
    idempotency,
    reads: { taskId, lotsOfHold: true },
    evenClosed: by === 'PLATFORM',
    decide(batch) {
      const task = batch.task(organizationId, taskId)
      if (!task) return notFound('task')
      if (task.endedAt === null) return holdOpen()
      const holds = holdsToRefund(batch, task, command)
      if (isRefusal(holds)) return holds
      const refunds: { readonly hold: Hold; readonly refunded: Held; readonly refund: Refund }[] = []
      for (const hold of holds) {
        const refund = { ...command, lotId: uuidv7() }
        const refunded = decideRefund(batch, hold, refund)
        if (isRefusal(refunded)) return refunded
        refunds.push({ hold, refunded, refund })
      }
      if (by === 'ORGANIZATION') {
        const refused = takeFromAllowances(batch, organizationId, refunds)
        if (refused) return refused
      }
      for (const { hold, refunded, refund } of refunds) putRefund(batch, hold, refunded, refund)
      const after = { ...task, sequence: task.sequence + 1 }
      batch.putRefunded(after)
      return { value: { task: after }, resultId: taskId }
    },
  }
}

/** The holds of a task that a refund is of; or the refusal, if none of its credits can be refunded. */
function holdsToRefund(
  batch: Batch,
  task: Task,
  { credits, creditType }: Pick<Refund, 'credits'> & { readonly creditType: string | null },
): Hold[] | RefundExceedsSpent | InvalidInput {
  const main = must(batch.priceBook.rule(task.priceRuleId), 'a price rule stays in the price book').creditType
  const further = furtherCosts(task.furtherCosts)
  const types = [main, ...further.map((cost) => cost.creditType)]
  if (creditType !== null && !types.includes(creditType))
    return invalidInput({
      path: 'creditType',
      message: mustBeName('one that the task costs', creditType, new Set(types)),
    })
  const ids = new Map([[main, task.holdId], ...further.map((cost) => [cost.creditType, cost.holdId] as const)])
  const isAll = credits === null && creditType === null
  const wanted = isAll ? types : [creditType ?? main]
  const holds = wanted.flatMap((type) => {
    const id = ids.get(type)
    return id ? [must(batch.hold(task.organizationId, id), 'a task is read with its holds')] : []
  })
  // Of several types, those of which all was given back before are left out.
  const left = isAll ? holds.filter((hold) => hold.status === 'OPEN' || refundable(hold) > 0n) : holds
  return left.length > 0 ? left : refundExceedsSpent(credits, 0n)
}
