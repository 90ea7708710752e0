// Refunds of tasks: their part of the API.

import { mayAsPlatform } from '../access/roles.ts'
import { builder } from '../graphql/builder.ts'
import { resultType } from '../graphql/errors.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { REFUND_ERRORS, refundFields } from '../wallets/refunds.schema.ts'
import { RefundAllowanceError } from './refundAllowances.schema.ts'
import { refundTask } from './refunds.ts'
import { TaskNode, taskSuccess } from './schema.ts'
import { taskFor } from './steps.schema.ts'

builder.prismaObjectField(TaskNode, 'refundedCredits', (t) =>
  t.field({
    type: 'Credits',
    description:
      'The credits of the price rule’s own type that were given back after the task had ended. 0: none. The holds of `costs` have those of other types.',
    select: { hold: { select: { refunded: true } } },
    resolve: ({ hold }) => hold?.refunded ?? 0n,
  }),
)

const RefundTaskInput = builder.inputType('RefundTaskInput', {
  description: 'A task that has ended, and the credits to give back of it.',
  fields: (t) => ({
    taskId: t.globalID({ for: TaskNode, required: true, description: 'The task that has ended.' }),
    credits: t.field(refundFields.credits),
    creditType: t.string({
      description:
        'The type of the credits, if the task costs several. Null: with `credits` that of the price rule; without, all that the task costs.',
    }),
    reason: t.string(refundFields.reason),
    idempotencyKey: t.string(refundFields.idempotencyKey),
  }),
})

builder.mutationField('refundTask', (t) =>
  t.field({
    type: resultType('RefundTaskResult', taskSuccess('RefundTaskSuccess'), [...REFUND_ERRORS, RefundAllowanceError]),
    description:
      'Gives back credits that a task has used, all or a part, as refundHold does. The task keeps its status and result; `refundedCredits` and `sequence` grow, and live streams get it again. For the operator; and for an OWNER or ADMIN as far as `Organization.refundAllowances` go.',
    authScopes: { $any: { platform: 'GRANT', may: 'refundTasks' } },
    args: { input: t.arg({ type: RefundTaskInput, required: true }) },
    resolve: (_root, { input: { taskId, ...input } }, context) => {
      const task = taskFor(context, taskId)
      const by = mayAsPlatform(context.caller, 'GRANT') ? 'PLATFORM' : 'ORGANIZATION'
      return isRefusal(task) ? task : refundTask(context.app, { ...input, ...task }, by)
    },
  }),
)
