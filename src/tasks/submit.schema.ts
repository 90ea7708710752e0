// Submitting tasks, one or up to a thousand at once: their part of the API.

import { BudgetExceededError } from '../budgets/schema.ts'
import { builder } from '../graphql/builder.ts'
import { bulkMutation, type Ready } from '../graphql/bulk.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { idIn } from '../graphql/ids.ts'
import type { MemberId } from '../ids.ts'
import { ExternalIdTakenError, externalIdField, metadataField } from '../labels/schema.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { OrganizationSuspendedError } from '../organizations/operations.schema.ts'
import { QuotaExceededError } from '../organizations/quotas.schema.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { NotEntitledError, PlanLimitError } from '../plans/plan.schema.ts'
import type { QuoteExpired, QuoteMismatch, QuoteTaken } from '../pricing/bindingQuotes.ts'
import { CreditAmountInput } from '../pricing/parts.schema.ts'
import { BindingQuoteNode, WarningType } from '../pricing/quotes.schema.ts'
import { InputLimitError, MaxCreditsExceededError, NoPriceError, OperationUnavailableError } from '../pricing/schema.ts'
import { warningsOf } from '../pricing/warnings.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { RunCreditTypeError, RunExceededError, RunNode, runIdField } from '../runs/schema.ts'
import { ExpiryPassedError, InsufficientCreditsError } from '../wallets/refusals.schema.ts'
import type { Maintenance } from './maintenance.ts'
import { taskSuccessFields } from './schema.ts'
import {
  type SubmitRefusal,
  type Submitter,
  submitTask,
  submitterFor,
  TASK_TIMEOUT_SECONDS,
  type TaskAnswer,
} from './submit.ts'

const SubmitTaskInput = builder.inputType('SubmitTaskInput', {
  description: 'A task to submit.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'The name of the model: `suno`.' }),
    operation: t.string({ required: true, description: 'The operation: `music`.' }),
    input: t.field({
      type: 'JSONObject',
      description: 'The input of the task: {"prompt": "rain"}. Null: an empty object.',
    }),
    timeoutSeconds: t.int({
      defaultValue: TASK_TIMEOUT_SECONDS,
      required: true,
      description: 'The time that the task may take from submit to end, 1 to 604800 seconds; then it times out.',
    }),
    maxCredits: t.field({
      type: 'Credits',
      description:
        'The most that the task may cost, of the price rule’s own credit type. An input that asks for more is refused. If the price settles by the result, at most this is frozen and charged; it is required if the price follows the result and the input does not limit it. Null: whatever the price is.',
    }),
    maxCosts: t.field({
      type: [CreditAmountInput],
      description:
        'The same by credit type, for a price of several: each type at most once. A type that it does not name is not limited. Null: none is, apart from `maxCredits`.',
    }),
    bindingQuoteId: t.globalID({
      for: BindingQuoteNode,
      description: 'The binding quote whose prices the task uses. Null: the current prices.',
    }),
    webhookUrl: t.string({
      description:
        'The URL that gets a `task.ended` message when the task ends: https://, of a public address, up to 2,000 characters. It is signed with the secret of rotateTaskWebhookSecret, which must exist. Null: none.',
    }),
    tags: t.stringList({
      description:
        'Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag, and tasks are found by it. Null: none.',
    }),
    runId: t.globalID({ for: RunNode, ...runIdField }),
    externalId: t.string(externalIdField),
    metadata: t.field(metadataField),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key submit one task. Null: each request submits one.',
    }),
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member on whose behalf the operator submits. Null: the caller itself.',
    }),
  }),
})

export const MaintenanceError = refusalType<Maintenance>('MAINTENANCE')

const QuoteExpiredError = refusalType<QuoteExpired>('QUOTE_EXPIRED', (t) => ({
  expiredAt: t.expose('expiredAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
}))

const QuoteMismatchError = refusalType<QuoteMismatch>('QUOTE_MISMATCH')

const QuoteTakenError = refusalType<QuoteTaken>('QUOTE_TAKEN', (t) => ({
  count: t.exposeInt('count', { description: 'The number of tasks like this one that the quote is for.' }),
}))

const SubmitTaskSuccess = builder.objectRef<TaskAnswer>('SubmitTaskSuccess').implement({
  description: 'The request was carried out, now or earlier under the same idempotency key.',
  fields: (t) => ({
    ...taskSuccessFields(t),
    warnings: t.field({
      type: [WarningType],
      description: 'The warnings for the next time, for example that the operation is DEPRECATED.',
      resolve: ({ task }, _args, { app }) => {
        const rule = app.priceBook.version.rule(task.priceRuleId)
        return rule ? warningsOf(rule) : []
      },
    }),
  }),
})

const SubmitTaskResult = resultType('SubmitTaskResult', SubmitTaskSuccess, [
  QuotaExceededError,
  LimitReachedError,
  InvalidInputError,
  NotFoundError,
  IdempotencyConflictError,
  MaintenanceError,
  OrganizationSuspendedError,
  NoPriceError,
  OperationUnavailableError,
  InputLimitError,
  MaxCreditsExceededError,
  NotEntitledError,
  PlanLimitError,
  QuoteExpiredError,
  QuoteMismatchError,
  QuoteTakenError,
  InsufficientCreditsError,
  BudgetExceededError,
  RunExceededError,
  RunCreditTypeError,
  ExpiryPassedError,
  ExternalIdTakenError,
])

/** Finds out as whom a task is submitted. */
function prepareSubmit(
  context: Context,
  given: typeof SubmitTaskInput.$inferInput,
): Ready<TaskAnswer | SubmitRefusal> | Promise<Ready<TaskAnswer | SubmitRefusal>> {
  const { app } = context
  const { memberId: behalf, bindingQuoteId, input } = given
  const organizationId = organizationIdFor(context, given.organizationId)
  if (organizationId === null) return () => notFound('organization')
  const memberId = behalf ? idIn<MemberId>(organizationId, behalf) : null
  const quoteId = bindingQuoteId && idIn(organizationId, bindingQuoteId)
  const runId = given.runId && idIn(organizationId, given.runId)
  const ready = (submitter: Submitter | NotFound) => () =>
    isRefusal(submitter) ? submitter : submitTask(app, { ...given, ...submitter, input: input ?? {}, quoteId, runId })
  const submitter = submitterFor(app, callerOf(context), organizationId, memberId)
  return submitter instanceof Promise ? submitter.then(ready) : ready(submitter)
}

builder.mutationField('submitTask', (t) =>
  t.field({
    type: SubmitTaskResult,
    description:
      'Freezes the price of an operation and queues its task, in one decision. For an OWNER, ADMIN or MEMBER, keys with SUBMIT, and the operator.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: SubmitTaskInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareSubmit(context, input))(),
  }),
)

bulkMutation({
  name: 'submitTasks',
  list: 'tasks',
  entry: SubmitTaskInput,
  result: SubmitTaskResult,
  verb: 'submit',
  description:
    'Submits up to 1,000 tasks at once, each with its own outcome, in the order of the list. For an OWNER, ADMIN or MEMBER, keys with SUBMIT, and the operator.',
  authScopes: { may: 'submitTasks' },
  organizationOf: (context, { organizationId }) => organizationIdFor(context, organizationId),
  prepare: (context) => (input) => prepareSubmit(context, input),
})
