// Budgets: their part of the API.

import { canSee } from '../access/roles.ts'
import { BudgetPeriod, type BudgetUsage } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { encodeGlobalId, idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { OLDEST_FIRST, pageOf } from '../graphql/pages.ts'
import type { BudgetExceeded } from '../ledger/budget.ts'
import { usageAt } from '../ledger/budget.ts'
import { ApiKeyNode, LimitedKeyError, OwnersOnlyError } from '../organizations/apiKeys.schema.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { settingSuccess } from '../organizations/operations.schema.ts'
import { MemberNode, OrganizationNode, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { type BudgetAnswer, createBudget, endBudget, updateBudget } from './operations.ts'
import { setSpendingPolicy } from './spendingPolicy.ts'

const BudgetPeriodEnum = builder.enumType('BudgetPeriod', {
  description: 'The periods of budgets. Days, weeks and months begin at midnight in the time zone of the organization.',
  values: {
    DAY: { value: BudgetPeriod.DAY, description: 'A day, which begins at midnight.' },
    WEEK: { value: BudgetPeriod.WEEK, description: 'A week, which begins on Monday.' },
    MONTH: { value: BudgetPeriod.MONTH, description: 'A month, which begins on its first day.' },
    TOTAL: { value: BudgetPeriod.TOTAL, description: 'No period: the budget counts from its creation on.' },
  },
})

const BudgetUsageType = builder
  .objectRef<Omit<BudgetUsage, 'id' | 'organizationId' | 'budgetId' | 'alerted' | 'takenOver'>>('BudgetUsage')
  .implement({
    description:
      'The credits that count against a budget in one of its periods: those frozen since the period began, also before the budget was created. A hold counts in the period in which it was frozen, whenever it is spent.',
    fields: (t) => ({
      frozen: t.expose('frozen', { type: 'Credits', description: 'Credits that are frozen.' }),
      spent: t.expose('spent', { type: 'Credits', description: 'Credits that were spent.' }),
      periodStart: t.expose('periodStart', {
        type: 'DateTime',
        description: 'The time at which the period began, in UTC.',
      }),
      periodEnd: t.expose('periodEnd', {
        type: 'DateTime',
        nullable: true,
        description: 'The time at which the period ends, in UTC; null: never.',
      }),
    }),
  })

const EnforcementEnum = builder.enumType('BudgetEnforcement', {
  description: 'The effects of a budget on a request that would exceed it.',
  values: {
    HARD: { value: 'HARD', description: 'The budget refuses the request.' },
    SOFT: { value: 'SOFT', description: 'The budget raises alerts and refuses nothing.' },
  },
})

export const BudgetNode = builder.prismaNode('Budget', {
  nullable: true,
  description:
    'A limit on the credits that may be frozen and spent in a period. Frozen credits count until they are given back.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    member: t.relation('member', {
      nullable: true,
      description: 'The member whose spending is limited; null: the spending of all members together.',
    }),
    apiKey: t.field({
      type: 'ID',
      nullable: true,
      description:
        'The API key whose tasks and holds count, with those of the keys that it replaced by rotation: the newest of these keys. Null: all keys count.',
      resolve: async ({ organizationId, apiKeyId: lineageId }, _args, { app }) => {
        if (lineageId === null) return null
        const newest = { where: { organizationId, lineageId }, orderBy: { id: 'desc' }, select: { id: true } } as const
        const key = await app.prisma.apiKey.findFirst(newest)
        return key && encodeGlobalId('ApiKey', tenantId({ organizationId, id: key.id }))
      },
    }),
    enforcement: t.field({
      type: EnforcementEnum,
      description: 'The effect of the budget on a request that would exceed it.',
      resolve: ({ hard }) => (hard ? ('HARD' as const) : ('SOFT' as const)),
    }),
    thresholds: t.exposeIntList('thresholds', {
      description:
        'The thresholds in percent of the limit. When usage reaches one, an alert is raised, once in each period.',
    }),
    creditType: t.exposeString('creditType', { description: 'The type of the credits, for example `music`.' }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'The only model that the budget applies to; null: all models.',
    }),
    operation: t.exposeString('operation', {
      nullable: true,
      description: 'The only operation that the budget applies to; null: all operations.',
    }),
    tag: t.exposeString('tag', {
      nullable: true,
      description: 'The tag whose tasks and holds count. Null: all count, with and without tags.',
    }),
    period: t.field({
      type: BudgetPeriodEnum,
      description: 'The period after which the budget starts again at zero.',
      resolve: (b) => b.period,
    }),
    limit: t.field({
      type: 'Credits',
      description: 'The most that may be frozen and spent in one period.',
      resolve: ({ credits }) => credits,
    }),
    usage: t.field({
      type: BudgetUsageType,
      description: 'The credits that count against the budget in the current period.',
      select: {
        usages: { orderBy: { periodStart: 'desc' }, take: 1 },
        organization: { select: { timeZone: true, clockAt: true } },
      },
      resolve: ({ usages: [newest], organization: { timeZone, clockAt }, ...budget }, _args, { app }) =>
        usageAt(budget, newest, timeZone, clockAt ?? app.clock()),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was created, in UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the budget ended, in UTC; null: it is in force.',
    }),
  }),
})

builder.prismaObjectFields(OrganizationNode, (t) => ({
  timeZone: t.exposeString('timeZone', {
    description: 'The IANA time zone in which its days, weeks and months begin: `Europe/Berlin`.',
  }),
  membersUsePool: t.exposeBoolean('membersUsePool', {
    description: 'True if the pool pays when the member’s own wallet can’t.',
  }),
  approvalAbove: t.expose('approvalAbove', {
    type: 'Credits',
    nullable: true,
    description:
      'A task that costs more credits than this waits for the approval of an OWNER or ADMIN; null: no task waits.',
  }),
  approvalSeconds: t.exposeInt('approvalSeconds', {
    description: 'The longest time that a task waits for approval, in seconds; then its approval lapses.',
  }),
  budgets: t.connection(
    {
      type: BudgetNode,
      description: 'The budgets in force, oldest first.',
      resolve: ({ id: organizationId }, args, context, info) =>
        pageOf({
          order: OLDEST_FIRST,
          args,
          context,
          info,
          count: () => context.app.prisma.budget.count({ where: { organizationId, endedAt: null } }),
          find: ({ where, query }) =>
            context.app.prisma.budget.findMany({
              ...query,
              where: { AND: [{ organizationId, endedAt: null }, where] },
            }),
        }),
    },
    connectionOf(BudgetNode, { isCounted: true }),
  ),
}))

export const BudgetExceededError = refusalType<BudgetExceeded>('BUDGET_EXCEEDED', (t) => ({
  budget: t.field({
    type: BudgetNode,
    description: 'The budget with the least room.',
    resolve: ({ budget }) => budget as never,
  }),
  usage: t.field({
    type: BudgetUsageType,
    description: 'The credits that count against the budget in the current period, before the request.',
    resolve: ({ usage }) => usage,
  }),
  required: t.expose('required', { type: 'Credits', description: 'Credits that the request needs.' }),
  remaining: t.expose('remaining', { type: 'Credits', description: 'Credits that the budget still allows.' }),
}))

const key = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const CreateBudgetInput = builder.inputType('CreateBudgetInput', {
  description: 'A budget to set.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member whose spending to limit. Null: the spending of all members together.',
    }),
    apiKeyId: t.globalID({
      for: ApiKeyNode,
      description:
        'The API key whose tasks and holds count, with those of the keys that replace it by rotation. Only an OWNER may limit the key of an OWNER. Null: all keys count.',
    }),
    enforcement: t.field({
      type: EnforcementEnum,
      required: true,
      defaultValue: 'HARD' as const,
      description: 'The effect of the budget on a request that would exceed it: HARD refuses it.',
    }),
    thresholds: t.intList({
      required: true,
      defaultValue: [80, 100],
      description:
        'The thresholds in percent of the limit, 1 to 100, at most 10. When usage reaches one, an alert is raised, once in each period.',
    }),
    creditType: t.string(creditTypeField),
    model: t.string({ description: 'The only model that the budget applies to. Null: all models.' }),
    operation: t.string({ description: 'The only operation that the budget applies to. Null: all operations.' }),
    tag: t.string({
      description: 'The tag whose tasks and holds count, 1 to 64 characters. Null: all count, with and without tags.',
    }),
    period: t.field({
      type: BudgetPeriodEnum,
      required: true,
      description: 'The period after which the budget starts again at zero.',
    }),
    limit: t.field({
      type: 'Credits',
      required: true,
      description: 'The most that may be frozen and spent in one period.',
    }),
    idempotencyKey: t.string(key),
  }),
})

const UpdateBudgetInput = builder.inputType('UpdateBudgetInput', {
  description:
    'Changes to a budget: at least one of its limit, enforcement and thresholds. An absent or null field stays unchanged.',
  fields: (t) => ({
    budgetId: t.globalID({ for: BudgetNode, required: true, description: 'The id of the budget.' }),
    limit: t.field({ type: 'Credits', description: 'The most that may be frozen and spent in one period.' }),
    enforcement: t.field({
      type: EnforcementEnum,
      description: 'The effect of the budget on a request that would exceed it: HARD refuses it.',
    }),
    thresholds: t.intList({
      description:
        'The thresholds in percent, 1 to 100, at most 10; empty: no alerts. A threshold that is already reached raises no alert in this period.',
    }),
    idempotencyKey: t.string(key),
  }),
})

const EndBudgetInput = builder.inputType('EndBudgetInput', {
  description: 'A budget to end.',
  fields: (t) => ({
    budgetId: t.globalID({ for: BudgetNode, required: true, description: 'The id of the budget.' }),
    idempotencyKey: t.string(key),
  }),
})

const SetSpendingPolicyInput = builder.inputType('SetSpendingPolicyInput', {
  description: 'Changes to the rules of an organization. An absent field stays unchanged.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    timeZone: t.string({
      description:
        'The IANA time zone in which its days, weeks and months begin: `Europe/Berlin`. Null or absent: unchanged.',
    }),
    membersUsePool: t.boolean({ description: 'True if the pool pays when the member’s own wallet can’t.' }),
    approvalAbove: t.field({
      type: 'Credits',
      description:
        'A task that costs more credits than this waits for the approval of an OWNER or ADMIN, unless one of them submits it. Null: no task waits. Absent: unchanged.',
    }),
    approvalSeconds: t.int({
      description:
        'The longest time that a task waits for approval, 60 to 2592000 seconds (30 days). Null or absent: unchanged.',
    }),
    idempotencyKey: t.string(key),
  }),
})

function budgetSuccess(name: string) {
  return builder.objectRef<BudgetAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      budget: t.field({
        type: BudgetNode,
        description: 'The budget after the change.',
        resolve: ({ budget }) => budget as never,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError]
/** A budget may be one of an OWNER's key. */
const BUDGET_ERRORS = [...ERRORS, OwnersOnlyError]
/** Or of the key that is used. */
const BUDGET_CHANGE_ERRORS = [...BUDGET_ERRORS, LimitedKeyError]

builder.mutationFields((t) => ({
  createBudget: t.field({
    type: resultType('CreateBudgetResult', budgetSuccess('CreateBudgetSuccess'), [
      ...BUDGET_ERRORS,
      LimitReachedError,
      CreditTypeRequiredError,
    ]),
    description:
      'Limits what may be frozen and spent. A budget by DAY, WEEK or MONTH counts what its present period has frozen and spent before it was made; a TOTAL budget counts from its creation on. If the limit is passed already, the next freeze is refused. Thresholds that are reached already raise no alert in this period. An equal budget in force is the answer, and nothing is added; of type TOTAL, as long as nothing counts against it. For an OWNER or ADMIN.',
    authScopes: { may: 'manageBudgets' },
    args: { input: t.arg({ type: CreateBudgetInput, required: true }) },
    resolve: (
      _root,
      { input: { organizationId: named, memberId, apiKeyId, limit, enforcement, ...input } },
      context,
    ) => {
      const caller = callerOf(context)
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const member = memberId ? idIn(organizationId, memberId) : null
      const key = apiKeyId ? idIn(organizationId, apiKeyId) : null
      const what = { memberId: member, apiKeyId: key, limit, hard: enforcement === 'HARD' }
      return inCreditType(context.app, organizationId, input, (typed) =>
        createBudget(context.app, { ...typed, ...what, organizationId }, caller),
      )
    },
  }),
  updateBudget: t.field({
    type: resultType('UpdateBudgetResult', budgetSuccess('UpdateBudgetSuccess'), BUDGET_CHANGE_ERRORS),
    description:
      'Changes a budget’s limit, enforcement and thresholds. If more than the limit counts against it already, nothing more can be frozen. For an OWNER or ADMIN; a key doesn’t change its own.',
    authScopes: { may: 'manageBudgets' },
    args: { input: t.arg({ type: UpdateBudgetInput, required: true }) },
    resolve: (_root, { input: { budgetId, limit, enforcement, ...input } }, { app, caller }) => {
      const { organizationId, id } = splitTenantId(budgetId.id)
      if (!caller || !canSee(caller, organizationId)) return notFound('budget')
      const hard = enforcement && enforcement === 'HARD'
      return updateBudget(app, { ...input, organizationId, budgetId: id, limit, hard }, caller)
    },
  }),
  endBudget: t.field({
    type: resultType('EndBudgetResult', budgetSuccess('EndBudgetSuccess'), BUDGET_CHANGE_ERRORS),
    description:
      'Ends a budget: it no longer limits anything. For an OWNER or ADMIN; a key may not end its own budget.',
    authScopes: { may: 'manageBudgets' },
    args: { input: t.arg({ type: EndBudgetInput, required: true }) },
    resolve: (_root, { input: { budgetId, ...input } }, { app, caller }) => {
      const { organizationId, id } = splitTenantId(budgetId.id)
      if (!caller || !canSee(caller, organizationId)) return notFound('budget')
      return endBudget(app, { ...input, organizationId, budgetId: id }, caller)
    },
  }),
  setSpendingPolicy: t.field({
    type: resultType('SetSpendingPolicyResult', settingSuccess('SetSpendingPolicySuccess'), ERRORS),
    description:
      'Changes an organization’s time zone, whether the pool pays for members, and which tasks wait for approval. Periods of budgets that have begun are not changed. For an OWNER or ADMIN.',
    authScopes: { may: 'manageBudgets' },
    args: { input: t.arg({ type: SetSpendingPolicyInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return setSpendingPolicy(context.app, { ...input, organizationId })
    },
  }),
}))
