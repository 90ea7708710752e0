// Budgets: their part of the API.

import { canSee } from '../access/roles.ts'
import { BudgetPeriod, type BudgetUsage } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
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
import { usageAt } from '../ledger/budget.ts'
import type { BudgetExceeded } from '../ledger/refusals.ts'
import { DEFAULT_CREDIT_TYPE } from '../ledger/wallet.ts'
import { ApiKeyNode, LimitedKeyError, OwnersOnlyError } from '../organizations/apiKeys.schema.ts'
import { MemberNode, OrganizationNode, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import {
  type BudgetAnswer,
  createBudget,
  endBudget,
  type PolicyAnswer,
  setSpendingPolicy,
  updateBudget,
} from './operations.ts'

const BudgetPeriodEnum = builder.enumType('BudgetPeriod', {
  description: 'How often a budget begins anew, in the organization’s time zone.',
  values: {
    DAY: { value: BudgetPeriod.DAY, description: 'At midnight.' },
    WEEK: { value: BudgetPeriod.WEEK, description: 'On Monday.' },
    MONTH: { value: BudgetPeriod.MONTH, description: 'On the first.' },
    TOTAL: { value: BudgetPeriod.TOTAL, description: 'Never: it counts from its creation on.' },
  },
})

const BudgetUsageType = builder
  .objectRef<Omit<BudgetUsage, 'id' | 'organizationId' | 'budgetId' | 'alerted' | 'takenOver'>>('BudgetUsage')
  .implement({
    description:
      'What counts against a budget in one of its periods: what was frozen since the period began, also before the budget was made. A hold counts in the period in which it was frozen, whenever it is spent.',
    fields: (t) => ({
      frozen: t.expose('frozen', { type: 'Credits', description: 'Credits that are frozen.' }),
      spent: t.expose('spent', { type: 'Credits', description: 'Credits that were spent.' }),
      periodStart: t.expose('periodStart', { type: 'DateTime', description: 'When the period began, UTC.' }),
      periodEnd: t.expose('periodEnd', {
        type: 'DateTime',
        nullable: true,
        description: 'When it ends, UTC; null: never.',
      }),
    }),
  })

const EnforcementEnum = builder.enumType('Enforcement', {
  description: 'What a budget does about what would pass it.',
  values: {
    HARD: { value: 'HARD', description: 'It refuses that.' },
    SOFT: { value: 'SOFT', description: 'It raises alerts, and refuses nothing.' },
  },
})

const BudgetNode = builder.prismaNode('Budget', {
  nullable: true,
  description:
    'A limit on what may be frozen and spent in a period. What is frozen counts, and no longer once it is given back.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    member: t.relation('member', {
      nullable: true,
      description: 'Whose spending it limits; null: that of all together.',
    }),
    apiKey: t.field({
      type: 'ID',
      nullable: true,
      description:
        'Only of what is submitted with this API key, or with one that it replaced or that replaced it by rotation; of those, the newest. Null: with whichever key.',
      resolve: async ({ organizationId, apiKeyId: lineageId }, _args, { app }) => {
        if (lineageId === null) return null
        const newest = { where: { organizationId, lineageId }, orderBy: { id: 'desc' }, select: { id: true } } as const
        const key = await app.prisma.apiKey.findFirst(newest)
        return key && encodeGlobalId('ApiKey', tenantId({ organizationId, id: key.id }))
      },
    }),
    enforcement: t.field({
      type: EnforcementEnum,
      description: 'What it does about what would pass it.',
      resolve: ({ hard }) => (hard ? ('HARD' as const) : ('SOFT' as const)),
    }),
    thresholds: t.exposeIntList('thresholds', {
      description: 'In percent: when so much counts against it an alert is raised, once in each period.',
    }),
    creditType: t.exposeString('creditType', { description: 'Of which credits.' }),
    model: t.exposeString('model', { nullable: true, description: 'For which model only; null: for all.' }),
    operation: t.exposeString('operation', { nullable: true, description: 'For which operation only; null: for all.' }),
    period: t.field({ type: BudgetPeriodEnum, description: 'How often it begins anew.', resolve: (b) => b.period }),
    limit: t.field({
      type: 'Credits',
      description: 'The most that may be frozen and spent in one period.',
      resolve: ({ credits }) => credits,
    }),
    usage: t.field({
      type: BudgetUsageType,
      description: 'What counts against it in the present period, since the start of that.',
      select: {
        usages: { orderBy: { periodStart: 'desc' }, take: 1 },
        organization: { select: { timeZone: true, clockAt: true } },
      },
      resolve: ({ usages: [newest], organization: { timeZone, clockAt }, ...budget }, _args, { app }) =>
        usageAt(budget, newest, timeZone, clockAt ?? app.clock()),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made, UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it limits nothing any more, UTC; null while it does.',
    }),
  }),
})

builder.prismaObjectFields(OrganizationNode, (t) => ({
  timeZone: t.exposeString('timeZone', { description: 'Where its days, weeks and months begin: Europe/Berlin.' }),
  membersUsePool: t.exposeBoolean('membersUsePool', {
    description: 'Whether the pool pays for what a member’s own wallet can’t.',
  }),
  approvalAbove: t.expose('approvalAbove', {
    type: 'Credits',
    nullable: true,
    description: 'A task of more credits than these waits for an OWNER or ADMIN; null: none does.',
  }),
  approvalSeconds: t.exposeInt('approvalSeconds', { description: 'How long it waits at most; then it lapses.' }),
  budgets: t.connection({
    type: BudgetNode,
    description: 'The budgets in force, oldest first.',
    resolve: ({ id: organizationId }, args, context, info) =>
      pageOf({
        order: OLDEST_FIRST,
        args,
        context,
        info,
        find: ({ where, query }) =>
          context.app.prisma.budget.findMany({ ...query, where: { AND: [{ organizationId, endedAt: null }, where] } }),
      }),
  }),
}))

export const BudgetExceededError = refusalType<BudgetExceeded>('BUDGET_EXCEEDED', (t) => ({
  budget: t.field({
    type: BudgetNode,
    description: 'The one with the least room.',
    resolve: ({ budget }) => budget as never,
  }),
  usage: t.field({ type: BudgetUsageType, description: 'What counts against it.', resolve: ({ usage }) => usage }),
  required: t.expose('required', { type: 'Credits', description: 'Credits that the request needs.' }),
  remaining: t.expose('remaining', { type: 'Credits', description: 'Credits for which there is room.' }),
}))

const key = { description: 'Does it once however often this is sent; 1 to 255 characters.' } as const

const CreateBudgetInput = builder.inputType('CreateBudgetInput', {
  description: 'A budget to set.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
    memberId: t.globalID({ for: MemberNode, description: 'Whose spending to limit; absent: that of all together.' }),
    apiKeyId: t.globalID({
      for: ApiKeyNode,
      description:
        'Only of what is submitted with this key, and with those that replace it by rotation. That of an OWNER is for an OWNER to limit.',
    }),
    enforcement: t.field({
      type: EnforcementEnum,
      required: true,
      defaultValue: 'HARD' as const,
      description: 'Whether it refuses what would pass it.',
    }),
    thresholds: t.intList({
      required: true,
      defaultValue: [80, 100],
      description: 'In percent, 1 to 100, up to 10 of them: when so much counts against it an alert is raised.',
    }),
    creditType: t.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which credits.' }),
    model: t.string({ description: 'For this model only.' }),
    operation: t.string({ description: 'For this operation only.' }),
    period: t.field({ type: BudgetPeriodEnum, required: true, description: 'How often it begins anew.' }),
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
    'What to change of a budget: one or more of its limit, enforcement and thresholds. What is absent or null stays.',
  fields: (t) => ({
    budgetId: t.globalID({ for: BudgetNode, required: true, description: 'The budget.' }),
    limit: t.field({ type: 'Credits', description: 'The most that may be frozen and spent in one period.' }),
    enforcement: t.field({ type: EnforcementEnum, description: 'Whether it refuses what would pass it.' }),
    thresholds: t.intList({
      description: 'In percent, 1 to 100, up to 10 of them; empty: no alerts. What counts already raises none.',
    }),
    idempotencyKey: t.string(key),
  }),
})

const EndBudgetInput = builder.inputType('EndBudgetInput', {
  description: 'A budget to end.',
  fields: (t) => ({
    budgetId: t.globalID({ for: BudgetNode, required: true, description: 'The budget.' }),
    idempotencyKey: t.string(key),
  }),
})

const SetSpendingPolicyInput = builder.inputType('SetSpendingPolicyInput', {
  description: 'What to change of an organization’s rules; what is absent stays as it is.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
    timeZone: t.string({ description: 'Where its days, weeks and months begin, by IANA’s name: Europe/Berlin.' }),
    membersUsePool: t.boolean({ description: 'Whether the pool pays for what a member’s own wallet can’t.' }),
    approvalAbove: t.field({
      type: 'Credits',
      description:
        'A task of more credits than these waits for an OWNER or ADMIN, unless one submits it; null: none does.',
    }),
    approvalSeconds: t.int({ description: 'How long it waits at most, 60 seconds to 30 days.' }),
    idempotencyKey: t.string(key),
  }),
})

function budgetSuccess(name: string) {
  return builder.objectRef<BudgetAnswer>(name).implement({
    description: 'It is done, or was done earlier under the same idempotency key.',
    fields: (t) => ({
      budget: t.field({
        type: BudgetNode,
        description: 'The budget after it.',
        resolve: ({ budget }) => budget as never,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const SetSpendingPolicySuccess = builder.objectRef<PolicyAnswer>('SetSpendingPolicySuccess').implement({
  description: 'It is done, or was done earlier under the same idempotency key.',
  fields: (t) => ({
    organization: t.prismaField({
      type: OrganizationNode,
      description: 'The organization after it.',
      resolve: (query, { organization: { id } }, _args, { app }) =>
        app.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
  }),
})

const ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError]
/** A budget may be one of an OWNER's key. */
const BUDGET_ERRORS = [...ERRORS, OwnersOnlyError]
/** Or of the key that is used. */
const BUDGET_CHANGE_ERRORS = [...BUDGET_ERRORS, LimitedKeyError]

builder.mutationFields((t) => ({
  createBudget: t.field({
    type: resultType('CreateBudgetResult', budgetSuccess('CreateBudgetSuccess'), [...BUDGET_ERRORS, LimitReachedError]),
    description:
      'Limits what may be frozen and spent. A budget by DAY, WEEK or MONTH counts what its present period has frozen and spent before it was made; a TOTAL budget counts from its creation on. If the limit is passed already, the next freeze is refused. Thresholds that are reached already raise no alert in this period. For an OWNER or ADMIN.',
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
      const what = { memberId: member, apiKeyId: key, credits: limit, hard: enforcement === 'HARD' }
      return createBudget(context.app, { ...input, ...what, organizationId }, caller)
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
      return updateBudget(app, { ...input, organizationId, budgetId: id, credits: limit, hard }, caller)
    },
  }),
  endBudget: t.field({
    type: resultType('EndBudgetResult', budgetSuccess('EndBudgetSuccess'), BUDGET_CHANGE_ERRORS),
    description: 'A budget limits nothing any more. For an OWNER or ADMIN; a key doesn’t end its own.',
    authScopes: { may: 'manageBudgets' },
    args: { input: t.arg({ type: EndBudgetInput, required: true }) },
    resolve: (_root, { input: { budgetId, ...input } }, { app, caller }) => {
      const { organizationId, id } = splitTenantId(budgetId.id)
      if (!caller || !canSee(caller, organizationId)) return notFound('budget')
      return endBudget(app, { ...input, organizationId, budgetId: id }, caller)
    },
  }),
  setSpendingPolicy: t.field({
    type: resultType('SetSpendingPolicyResult', SetSpendingPolicySuccess, ERRORS),
    description:
      'Changes where an organization’s days begin, whether the pool pays for members, and which tasks wait to be approved. Budgets whose period has begun finish it. For an OWNER or ADMIN.',
    authScopes: { may: 'manageBudgets' },
    args: { input: t.arg({ type: SetSpendingPolicyInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return setSpendingPolicy(context.app, { ...input, organizationId })
    },
  }),
}))
