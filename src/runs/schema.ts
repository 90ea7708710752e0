// Runs: their part of the API. The field of a run that lists its holds is in src/wallets/holds.schema.ts.

import { canSee, may } from '../access/roles.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  requestError,
  resultType,
} from '../graphql/errors.ts'
import { type GlobalId, idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, OLDEST_FIRST, pageOf } from '../graphql/pages.ts'
import type { MemberId } from '../ids.ts'
import { endOfRun, type Run, type RunExceeded, remainingOf } from '../ledger/run.ts'
import { timeOf } from '../organizations/clock.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { creditTypeFor } from '../organizations/creditTypes.ts'
import { refuseMember } from '../organizations/members.ts'
import { MemberNode, OrganizationNode, organizationField, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { watchRun } from './live.ts'
import type { RunCreditType } from './rules.ts'
import { closeRun, openRun, type RunAnswer, updateRun } from './runs.ts'

const RunStatusEnum = builder.enumType('RunStatus', {
  description: 'The states of a run.',
  values: {
    OPEN: { description: 'The run takes tasks, holds and runs, as long as they are within its cap.' },
    CLOSED: { description: 'The run was closed: it takes no further tasks, holds and runs. Those under way go on.' },
    EXPIRED: {
      description: 'The time of the run has passed: it takes no further tasks, holds and runs. Those under way go on.',
    },
  },
})

export const RunNode = builder.prismaNode('Run', {
  nullable: true,
  description:
    'A cap on all that belongs together, such as every call of one agent. It freezes no credits itself: it counts what the tasks and holds in it, and in the runs that are its parts, have frozen and used.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, which refusals state.' }),
    status: t.field({
      type: RunStatusEnum,
      description:
        'The state of the run. One that is a part of a run that has ended takes no tasks, holds and runs either.',
      resolve: async (run, _args, { app }) => {
        if (!endOfRun(run, await timeOf(app, run.organizationId))) return 'OPEN'
        return run.closedAt ? 'CLOSED' : 'EXPIRED'
      },
    }),
    creditType: t.exposeString('creditType', { description: 'The type of the credits that it limits.' }),
    limit: t.expose('credits', { type: 'Credits', description: 'The cap: the most that may be frozen and used.' }),
    frozen: t.expose('frozen', {
      type: 'Credits',
      description: 'Credits that the tasks, holds and runs in it have frozen now.',
    }),
    used: t.expose('used', {
      type: 'Credits',
      description: 'Credits that the tasks, holds and runs in it have spent, or owe, without those that were refunded.',
    }),
    remaining: t.field({
      type: 'Credits',
      description: 'The cap without what is frozen and used. A run that it is a part of may have less left.',
      resolve: remainingOf,
    }),
    sequence: t.expose('sequence', {
      type: 'SafeInt',
      description: 'The number of its states so far: 1 after it was opened.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was opened, in UTC.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time from which on it takes no tasks, holds and runs, in UTC. Null: it does not expire.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was closed, in UTC; null: it was not.',
    }),
    parent: t.prismaField({
      type: 'Run',
      nullable: true,
      description: 'The run that it is a part of; null: of none.',
      resolve: (query, { organizationId, parentId }, _args, { app }) =>
        parentId === null
          ? null
          : app.prisma.run.findUnique({ ...query, where: { organizationId_id: { organizationId, id: parentId } } }),
    }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The member who opened it, or for whom it was opened; null: the organization or the platform.',
      resolve: (query, { organizationId, memberId }, _args, { app }) =>
        memberId === null
          ? null
          : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id: memberId } } }),
    }),
  }),
})

builder.prismaObjectField(RunNode, 'parts', (t) =>
  t.connection(
    {
      type: RunNode,
      description: 'The runs that are a part of it directly, oldest first.',
      resolve: ({ organizationId, id: parentId }, args, context, info) =>
        pageOf({
          order: OLDEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.run.findMany({ ...query, where: { AND: [{ organizationId, parentId }, where] } }),
        }),
    },
    connectionOf(RunNode),
  ),
)

builder.prismaObjectField(OrganizationNode, 'runs', (t) =>
  t.connection(
    {
      type: RunNode,
      description: 'The runs of the organization, the parts of others too, newest first.',
      resolve: ({ id: organizationId }, args, context, info) =>
        pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.run.findMany({ ...query, where: { AND: [{ organizationId }, where] } }),
        }),
    },
    connectionOf(RunNode),
  ),
)

export const RunExceededError = refusalType<RunExceeded>('RUN_EXCEEDED', (t) => ({
  run: t.field({
    type: RunNode,
    description: 'The run with the least room, before the request.',
    resolve: ({ run }) => run as never,
  }),
  required: t.expose('required', { type: 'Credits', description: 'Credits that the request needs.' }),
  remaining: t.expose('remaining', { type: 'Credits', description: 'Credits that the run still allows.' }),
}))

export const RunCreditTypeError = refusalType<RunCreditType>('RUN_CREDIT_TYPE', (t) => ({
  creditType: t.exposeString('creditType', { description: 'The type of the credits that the request needs.' }),
}))

/** The run of something new. */
export const runIdField = {
  description: 'The run that it counts in. It is refused if that would pass the cap of the run. Null: none.',
} as const

function runSuccess(name: string) {
  return builder.objectRef<RunAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      run: t.field({ type: RunNode, description: 'The run after the change.', resolve: ({ run }) => run as never }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const key = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const OpenRunInput = builder.inputType('OpenRunInput', {
  description: 'A run to open.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name, which refusals state: 1 to 200 characters.' }),
    limit: t.field({
      type: 'Credits',
      required: true,
      description: 'The cap: the most credits that may be frozen and used, 1 or more.',
    }),
    creditType: t.string({
      description: `${creditTypeField.description} For a part of a run: that of the run.`,
    }),
    parentId: t.globalID({ for: RunNode, description: 'The run that it is a part of. Null: of none.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'The time from which on it takes no tasks, holds and runs. Null: it does not expire.',
    }),
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member for whom the organization’s key or the operator opens it. Null: the caller.',
    }),
    idempotencyKey: t.string(key),
  }),
})

const UpdateRunInput = builder.inputType('UpdateRunInput', {
  description: 'A run, and its new cap.',
  fields: (t) => ({
    runId: t.globalID({ for: RunNode, required: true, description: 'The id of the run.' }),
    limit: t.field({
      type: 'Credits',
      required: true,
      description: 'The new cap: at least what the run has frozen and used.',
    }),
    idempotencyKey: t.string(key),
  }),
})

const CloseRunInput = builder.inputType('CloseRunInput', {
  description: 'A run to close.',
  fields: (t) => ({
    runId: t.globalID({ for: RunNode, required: true, description: 'The id of the run.' }),
    idempotencyKey: t.string(key),
  }),
})

/** The member whose runs alone the caller may use; null: all of the organization. */
function ownRunsOf(context: Context): MemberId | null {
  const caller = callerOf(context)
  return caller.kind === 'operator' || may(caller, 'cancelAllTasks') ? null : caller.memberId
}

/** The ids of a run that the caller can see; null if it can't see its organization. */
function runFor(context: Context, runId: GlobalId) {
  const { organizationId, id } = splitTenantId(runId.id)
  return canSee(callerOf(context), organizationId) ? { organizationId, runId: id } : null
}

async function open(context: Context, { organizationId: named, ...input }: typeof OpenRunInput.$inferInput) {
  const { app } = context
  const caller = callerOf(context)
  const organizationId = organizationIdFor(context, named)
  if (organizationId === null) return notFound('organization')
  const own = caller.kind === 'tenant' ? caller.memberId : null
  const behalf = input.memberId ? idIn<MemberId>(organizationId, input.memberId) : null
  if (behalf !== null && behalf !== own) {
    const gone = own === null ? await refuseMember(app, organizationId, behalf) : notFound('member')
    if (gone) return gone
  }
  const parentId = input.parentId ? idIn(organizationId, input.parentId) : null
  const creditType =
    parentId === null ? await creditTypeFor(app, organizationId, input.creditType) : (input.creditType ?? null)
  if (typeof creditType === 'object' && creditType !== null) return creditType
  const { name, limit, expiresAt, idempotencyKey } = input
  const wanted = {
    organizationId,
    memberId: behalf ?? own,
    parentId,
    name,
    creditType,
    limit,
    expiresAt,
    idempotencyKey,
  }
  return openRun(app, wanted, ownRunsOf(context))
}

const RUN_ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError]

builder.mutationFields((t) => ({
  openRun: t.field({
    type: resultType('OpenRunResult', runSuccess('OpenRunSuccess'), [
      ...RUN_ERRORS,
      LimitReachedError,
      CreditTypeRequiredError,
      RunCreditTypeError,
    ]),
    description:
      'Opens a run: a cap on all tasks and holds that name it, and on those of its parts. It freezes nothing. Runs can be a part of runs, up to ten deep. For an OWNER, ADMIN or MEMBER, keys with SUBMIT, and the operator.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: OpenRunInput, required: true }) },
    resolve: (_root, { input }, context) => open(context, input),
  }),
  updateRun: t.field({
    type: resultType('UpdateRunResult', runSuccess('UpdateRunSuccess'), RUN_ERRORS),
    description:
      'Gives an open run another cap. A MEMBER may change their own; an OWNER or ADMIN, and the operator, any.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: UpdateRunInput, required: true }) },
    resolve: (_root, { input: { runId, ...input } }, context) => {
      const run = runFor(context, runId)
      return run ? updateRun(context.app, { ...input, ...run }, ownRunsOf(context)) : notFound('run')
    },
  }),
  closeRun: t.field({
    type: resultType('CloseRunResult', runSuccess('CloseRunSuccess'), RUN_ERRORS),
    description:
      'Closes a run and all its parts: they take no further tasks, holds and runs, and their holds don’t grow. Tasks and holds under way end as they would. A MEMBER may close their own; an OWNER or ADMIN, and the operator, any.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: CloseRunInput, required: true }) },
    resolve: (_root, { input: { runId, ...input } }, context) => {
      const run = runFor(context, runId)
      return run ? closeRun(context.app, { ...input, ...run }, ownRunsOf(context)) : notFound('run')
    },
  }),
}))

builder.subscriptionField('runUpdated', (t) =>
  t.field({
    type: RunNode,
    description:
      'The run: first its current state, then each change of what it has frozen and used, of its cap and its end. Changes may come together in one message: `sequence` counts them. An expiry sends no message: `expiresAt` says when.',
    authScopes: { may: 'read' },
    args: {
      runId: t.arg.globalID({ for: RunNode, required: true, description: 'The id of the run.' }),
      after: t.arg({
        type: 'SafeInt',
        description:
          'The last `sequence` that the client has seen: the current state is sent only if it is newer. Null: the current state is always sent.',
      }),
    },
    subscribe: async (_root, { runId, after }, context) => {
      const { organizationId, id } = splitTenantId(runId.id)
      const visible = canSee(callerOf(context), organizationId)
      const changes = visible && (await watchRun(context.app, { organizationId, id }, after ?? null))
      if (!changes) throw requestError(notFound('run'))
      return changes
    },
    resolve: (run: Run) => run as never,
  }),
)
