// Requests for credits: their part of the API.

import { canSee, may } from '../access/roles.ts'
import { AlertNode } from '../alerts/schema.ts'
import { BudgetNode } from '../budgets/schema.ts'
import { CreditGrantForm, CreditRequestStatus } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  CreditsOutOfBoundsError,
  ErrorInterface,
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import type { MemberId } from '../ids.ts'
import { raisesOf } from '../ledger/budget.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { OrganizationSuspendedError } from '../organizations/operations.schema.ts'
import {
  MemberNode,
  OrganizationNode,
  organizationField,
  whereOwnTasks,
  whereVisible,
} from '../organizations/schema.ts'
import { CreditAmountInput } from '../pricing/parts.schema.ts'
import { InputLimitError, MaxCreditsExceededError, NoPriceError, OperationUnavailableError } from '../pricing/schema.ts'
import { notFound } from '../refusals.ts'
import { RunCreditTypeError, RunNode, runIdField } from '../runs/schema.ts'
import { TaskNode } from '../tasks/schema.ts'
import { submitterFor, TASK_TIMEOUT_SECONDS } from '../tasks/submit.ts'
import { LotNode } from '../wallets/lots.schema.ts'
import { InsufficientCreditsError } from '../wallets/refusals.schema.ts'
import type { RequestOpen } from './commands.ts'
import {
  type DecisionAnswer,
  decideRequest,
  memberOf,
  REQUEST_SECONDS,
  type RequestAnswer,
  requestCredits,
  withdrawRequest,
} from './operations.ts'

const StatusEnum = builder.enumType('CreditRequestStatus', {
  description: 'The states of a request for credits. Only an open one can be decided.',
  values: {
    OPEN: { value: CreditRequestStatus.OPEN, description: 'The request waits for an OWNER or ADMIN.' },
    APPROVED: { value: CreditRequestStatus.APPROVED, description: 'An OWNER or ADMIN has granted it.' },
    DECLINED: { value: CreditRequestStatus.DECLINED, description: 'An OWNER or ADMIN has declined it.' },
    WITHDRAWN: { value: CreditRequestStatus.WITHDRAWN, description: 'The member has withdrawn it.' },
    EXPIRED: { value: CreditRequestStatus.EXPIRED, description: 'Nobody decided it in time.' },
  },
})

const FormEnum = builder.enumType('CreditGrantForm', {
  description: 'The forms in which a request for credits is granted.',
  values: {
    ALLOCATION: {
      value: CreditGrantForm.ALLOCATION,
      description:
        'Credits move from the pool to the member’s wallet. At `until`, the part that the wallet has not used since goes back, as far as it is available.',
    },
    BUDGET_RAISE: {
      value: CreditGrantForm.BUDGET_RAISE,
      description: 'The limit of a budget is higher by these credits until `until`, to the millisecond.',
    },
  },
})

export const RequestNode = builder.prismaNode('CreditRequest', {
  nullable: true,
  description: 'A member’s request for more credits, and what an OWNER or ADMIN has decided.',
  id: { resolve: tenantId },
  findUnique: (id, context) => ({ ...whereVisible(id, context), ...whereOwnTasks(callerOf(context)) }),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    member: t.relation('member', { nullable: true, description: 'The member who asks. Null only with an error.' }),
    creditType: t.exposeString('creditType', { description: 'The type of the credits, for example `music`.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The credits that are asked for.' }),
    reason: t.exposeString('reason', { description: 'The reason, for the admin to read.' }),
    status: t.field({ type: StatusEnum, description: 'The state of the request.', resolve: ({ status }) => status }),
    task: t.field({
      type: TaskNode,
      nullable: true,
      description:
        'The task that the request is about: the one that waits for an approval, or the one that was submitted with the approval. Null: the request has no task.',
      resolve: ({ organizationId, taskId, submittedId }, _args, { app }) => {
        const id = submittedId ?? taskId
        return id === null ? null : app.prisma.task.findUnique({ where: { organizationId_id: { organizationId, id } } })
      },
    }),
    submission: t.field({
      type: 'JSONObject',
      nullable: true,
      description: 'The task that is submitted with the approval, as it was asked for; null: none.',
      resolve: ({ submission }) => submission,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The time at which it expires unless it is decided before, in UTC.',
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was decided, withdrawn or expired, in UTC; null while it is open.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'The note of the admin; null: none.' }),
    form: t.field({
      type: FormEnum,
      nullable: true,
      description: 'The form in which it was granted; null: it was not.',
      resolve: ({ form }) => form,
    }),
    granted: t.expose('granted', {
      type: 'Credits',
      nullable: true,
      description: 'The credits that were granted; null: none were.',
    }),
    budget: t.relation('budget', { nullable: true, description: 'The budget that was raised; null: none was.' }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the grant falls back, in UTC; null: it stays, or nothing was granted.',
    }),
    fellBackAt: t.expose('fellBackAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the grant was taken back, in UTC; null: it was not.',
    }),
    tookBack: t.expose('tookBack', {
      type: 'Credits',
      nullable: true,
      description:
        'The credits that have gone back to the pool: what was left then, and what holds and locks have given back since. Null: it was not an allocation, or did not fall back.',
    }),
  }),
})

const RequestFilter = builder.inputType('CreditRequestFilter', {
  description: 'The conditions that a request must meet; absent ones do not restrict it.',
  fields: (t) => ({
    status: t.field({ type: StatusEnum, description: 'Lists only requests in this state.' }),
    memberId: t.globalID({ for: MemberNode, description: 'Lists only requests of this member.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'creditRequests', (t) =>
  t.connection(
    {
      type: RequestNode,
      description: 'The requests for credits that the caller may see, newest first: a MEMBER sees their own.',
      args: { filter: t.arg({ type: RequestFilter, description: 'The conditions. Null: all requests.' }) },
      resolve: ({ id: organizationId }, { filter, ...args }, context, info) => {
        const wanted = {
          status: filter?.status ?? undefined,
          memberId: filter?.memberId ? idIn(organizationId, filter.memberId) : undefined,
        }
        const visible = [{ organizationId }, whereOwnTasks(callerOf(context)), wanted]
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.creditRequest.findMany({ ...query, where: { AND: [...visible, where] } }),
        })
      },
    },
    connectionOf(RequestNode),
  ),
)

/** The request that a row names; null if it names none, or the caller may not see it. */
function requestOf(
  { organizationId, requestId: id }: { readonly organizationId: string; readonly requestId: string | null },
  context: Context,
) {
  if (id === null) return null
  return context.app.prisma.creditRequest.findFirst({
    where: { organizationId, id, ...whereOwnTasks(callerOf(context)) },
  })
}

builder.prismaObjectField(AlertNode, 'creditRequest', (t) =>
  t.field({
    type: RequestNode,
    nullable: true,
    description: 'The request that the alert is about; null for other kinds, and for members who may not see it.',
    select: { organizationId: true, requestId: true },
    resolve: (row, _args, context) => requestOf(row, context),
  }),
)

builder.prismaObjectField(LotNode, 'creditRequest', (t) =>
  t.field({
    type: RequestNode,
    nullable: true,
    description:
      'The request that gave the credits for a time; null: none did, they stay, or the caller may not see the request.',
    select: { organizationId: true, requestId: true },
    resolve: (row, _args, context) => requestOf(row, context),
  }),
)

const RaiseType = builder.objectRef<{ readonly credits: bigint; readonly until: Date }>('BudgetRaise').implement({
  description: 'More room in a budget for a time.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'The credits by which the limit is higher.' }),
    until: t.expose('until', { type: 'DateTime', description: 'The time at which it falls back, in UTC.' }),
  }),
})

builder.prismaObjectField(BudgetNode, 'raises', (t) =>
  t.field({
    type: [RaiseType],
    description: 'The raises of the limit for a time, in addition to `limit`; empty: none.',
    resolve: (budget) => raisesOf(budget),
  }),
)

const key = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const RequestedTaskInput = builder.inputType('RequestedTaskInput', {
  description: 'A task to submit for the member with the approval.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'The name of the model: `suno`.' }),
    operation: t.string({ required: true, description: 'The operation: `music`.' }),
    input: t.field({ type: 'JSONObject', description: 'The input of the task. Null: an empty object.' }),
    maxCredits: t.field({
      type: 'Credits',
      description: 'The most that the task may cost, as for submitTask. Null: whatever its price is.',
    }),
    maxCosts: t.field({
      type: [CreditAmountInput],
      description: 'The same by credit type, as for submitTask. Null: none is limited, apart from `maxCredits`.',
    }),
    runId: t.globalID({ for: RunNode, ...runIdField }),
    tags: t.stringList({ description: 'Labels for the spending, as for submitTask. Null: none.' }),
    timeoutSeconds: t.int({
      required: true,
      defaultValue: TASK_TIMEOUT_SECONDS,
      description: 'The time that the task may take from submit to end, 1 to 604800 seconds.',
    }),
  }),
})

const RequestCreditsInput = builder.inputType('RequestCreditsInput', {
  description: 'Credits that a member asks for.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member who asks. For the operator and the organization’s own key. Null: the caller.',
    }),
    creditType: t.string(creditTypeField),
    credits: t.field({ type: 'Credits', required: true, description: 'The credits, 1 or more.' }),
    reason: t.string({ required: true, description: 'The reason, for the admin to read, 1 to 500 characters.' }),
    taskId: t.globalID({
      for: TaskNode,
      description:
        'The member’s task that waits for an approval: granting the request approves it. Null: no task waits.',
    }),
    task: t.field({
      type: RequestedTaskInput,
      description: 'The task to submit with the approval, if `taskId` is null. Null: none.',
    }),
    expiresInSeconds: t.int({
      required: true,
      defaultValue: REQUEST_SECONDS,
      description: 'The time for which the request is open, 60 to 7776000 seconds (90 days).',
    }),
    idempotencyKey: t.string(key),
  }),
})

const requestIdField = { required: true, description: 'The id of the request.' } as const

const WithdrawCreditRequestInput = builder.inputType('WithdrawCreditRequestInput', {
  description: 'A request to withdraw.',
  fields: (t) => ({
    creditRequestId: t.globalID({ for: RequestNode, ...requestIdField }),
    idempotencyKey: t.string(key),
  }),
})

const DecisionEnum = builder.enumType('CreditRequestDecision', {
  description: 'The decisions on a request for credits.',
  values: {
    APPROVE: { description: 'The credits are granted, and the task goes.' },
    DECLINE: { description: 'Nothing is granted. A task that waits for an approval goes on waiting.' },
  } as const,
})

const DecideCreditRequestInput = builder.inputType('DecideCreditRequestInput', {
  description: 'A decision on a request.',
  fields: (t) => ({
    creditRequestId: t.globalID({ for: RequestNode, ...requestIdField }),
    decision: t.field({ type: DecisionEnum, required: true, description: 'The decision.' }),
    as: t.field({ type: FormEnum, description: 'The form of the grant. Required with APPROVE; null with DECLINE.' }),
    credits: t.field({ type: 'Credits', description: 'The credits to grant. Null: as many as were asked for.' }),
    until: t.field({
      type: 'DateTime',
      description:
        'The time at which the grant falls back, in UTC. Null: for BUDGET_RAISE the end of the budget’s present period; for ALLOCATION never.',
    }),
    budgetId: t.globalID({
      for: BudgetNode,
      description:
        'The budget to raise: one of the member or of all. Null: the only hard budget of the member that limits everything they spend.',
    }),
    note: t.string({ description: 'A note for the member, 1 to 500 characters. Null: none.' }),
    idempotencyKey: t.string(key),
  }),
})

function requestSuccess(name: string) {
  return builder.objectRef<RequestAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      creditRequest: t.field({
        type: RequestNode,
        description: 'The request for credits after the change.',
        resolve: ({ request }) => request,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const DecideSuccess = builder.objectRef<DecisionAnswer>('DecideCreditRequestSuccess').implement({
  description: 'The request was decided, now or earlier under the same idempotency key.',
  fields: (t) => ({
    creditRequest: t.field({
      type: RequestNode,
      description: 'The request for credits after the decision.',
      resolve: ({ request }) => request,
    }),
    task: t.field({
      type: TaskNode,
      nullable: true,
      description: 'The task that was let go; null: the request has no task, or `refusal` says why it could not go.',
      resolve: ({ task }) => task,
    }),
    refusal: t.field({
      type: ErrorInterface,
      nullable: true,
      description:
        'The reason why the task could not go, although the credits were granted; null: it could, or the request has no task.',
      resolve: ({ refusal }) => refusal,
    }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
  }),
})

const RequestOpenError = refusalType<RequestOpen>('CREDIT_REQUEST_OPEN', (t) => ({
  creditRequest: t.field({ type: RequestNode, description: 'The open request.', resolve: ({ request }) => request }),
}))

const ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError] as const

builder.mutationFields((t) => ({
  requestCredits: t.field({
    type: resultType('RequestCreditsResult', requestSuccess('RequestCreditsSuccess'), [
      ...ERRORS,
      LimitReachedError,
      RequestOpenError,
      CreditTypeRequiredError,
      NoPriceError,
      OperationUnavailableError,
      InputLimitError,
      MaxCreditsExceededError,
      RunCreditTypeError,
    ]),
    description:
      'Asks for more credits, for a member: an OWNER or ADMIN decides. It raises an alert CREDITS_REQUESTED. A member has at most 10 open requests, and one for each task. `task` is checked now as submitTask would, apart from what credits, limits and approvals refuse.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: RequestCreditsInput, required: true }) },
    resolve: async (_root, { input: { organizationId: named, memberId: behalf, taskId, task, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const behalfOf = behalf ? idIn<MemberId>(organizationId, behalf) : null
      const asker = await submitterFor(context.app, callerOf(context), organizationId, behalfOf)
      if (isRefusal(asker)) return asker
      const memberId = memberOf(asker.memberId)
      if (typeof memberId !== 'string') return memberId
      const about = {
        taskId: taskId && idIn(organizationId, taskId),
        task: task && { ...task, input: task.input ?? {}, runId: task.runId && idIn(organizationId, task.runId) },
      }
      return inCreditType(context.app, organizationId, input, (typed) =>
        requestCredits(context.app, { ...typed, ...about, memberId, organizationId }, asker),
      )
    },
  }),
  withdrawCreditRequest: t.field({
    type: resultType('WithdrawCreditRequestResult', requestSuccess('WithdrawCreditRequestSuccess'), ERRORS),
    description: 'Withdraws an open request. A MEMBER withdraws their own.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: WithdrawCreditRequestInput, required: true }) },
    resolve: (_root, { input: { creditRequestId, idempotencyKey } }, context) => {
      const caller = callerOf(context)
      const { organizationId, id: requestId } = splitTenantId(creditRequestId.id)
      if (!canSee(caller, organizationId)) return notFound('credit request')
      const own = may(caller, 'transferCredits') || caller.kind === 'operator' ? null : caller.memberId
      return withdrawRequest(context.app, { organizationId, requestId, memberId: own, idempotencyKey })
    },
  }),
  decideCreditRequest: t.field({
    type: resultType('DecideCreditRequestResult', DecideSuccess, [
      ...ERRORS,
      InsufficientCreditsError,
      CreditsOutOfBoundsError,
      LimitReachedError,
      OrganizationSuspendedError,
    ]),
    description:
      'Approves or declines a request for credits. An approval gives the credits and lets the task go that the request is about, in one decision; what it gives for a time falls back by itself. For an OWNER or ADMIN.',
    authScopes: { may: 'transferCredits' },
    args: { input: t.arg({ type: DecideCreditRequestInput, required: true }) },
    resolve: (_root, { input: { creditRequestId, budgetId, ...input } }, context) => {
      const { organizationId, id: requestId } = splitTenantId(creditRequestId.id)
      if (!canSee(callerOf(context), organizationId)) return notFound('credit request')
      const budget = budgetId && idIn(organizationId, budgetId)
      return decideRequest(context.app, { ...input, organizationId, requestId, budgetId: budget })
    },
  }),
}))
