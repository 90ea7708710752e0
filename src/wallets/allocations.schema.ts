// Allocations and standing rules: their part of the API.

import { canSee } from '../access/roles.ts'
import type { AllocationRule } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  CreditsOutOfBoundsError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  resultType,
} from '../graphql/errors.ts'
import { idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { MemberNode, OrganizationNode, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { endAllocationRule, setAllocationRule } from './allocationRules.ts'
import {
  type Allocated,
  type AllocationAnswer,
  allocateCredits,
  allocateEqually,
  reclaimCredits,
} from './allocations.ts'
import { COMMON_ERRORS, InsufficientCreditsError } from './refusals.schema.ts'

const AllocatedType = builder.objectRef<Allocated>('CreditAllocation').implement({
  description: 'The credits that one member got or gave back.',
  fields: (t) => ({
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The member that got the credits or gave them back; null if the caller may not see the member.',
      resolve: (query, { organizationId, memberId }, _args, { app }) =>
        app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id: memberId } } }),
    }),
    credits: t.expose('credits', { type: 'Credits', description: 'The number of credits.' }),
  }),
})

const AllocationRuleNode = builder.prismaNode('AllocationRule', {
  nullable: true,
  description:
    'The credits that every member who may submit tasks gets from the pool with each cycle of the subscription. If the pool has too few for all, the available ones are shared equally.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits, for example `music`.' }),
    credits: t.expose('credits', {
      type: 'Credits',
      description: 'The number of credits that each member gets per cycle.',
    }),
    reclaim: t.exposeBoolean('reclaim', {
      description: 'True if the credits that members have left from the previous cycle go back to the pool first.',
    }),
    lastCycleStart: t.expose('lastCycleStart', {
      type: 'DateTime',
      nullable: true,
      description:
        'The start of the last cycle for which it was carried out, in UTC; null: it was not carried out yet.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it ended, in UTC; null: it is in force.',
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'allocationRules', (t) =>
  t.relation('allocationRules', {
    description: 'The standing rules in force, at most one for each credit type.',
    query: { where: { endedAt: null }, orderBy: { creditType: 'asc' } },
  }),
)

const organizationId = {
  for: OrganizationNode,
  description: 'The organization. Required for the operator; others may leave it out.',
} as const
const reason = { description: 'The reason, for the journals; 1 to 500 characters. Null: none.' } as const
const idempotencyKey = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const AllocationInput = builder.inputType('AllocationInput', {
  description: 'A member and the credits that the member gets.',
  fields: (t) => ({
    memberId: t.globalID({ for: MemberNode, required: true, description: 'The id of the member.' }),
    credits: t.field({ type: 'Credits', required: true, description: 'The number of credits, 1 or more.' }),
  }),
})

const AllocateCreditsInput = builder.inputType('AllocateCreditsInput', {
  description: 'Credits to move from the pool to members, with an amount for each.',
  fields: (t) => ({
    organizationId: t.globalID(organizationId),
    creditType: t.string(creditTypeField),
    allocations: t.field({
      type: [AllocationInput],
      required: true,
      description: 'The members and the credits that each gets; 1 to 1,000 items.',
    }),
    reason: t.string(reason),
    idempotencyKey: t.string(idempotencyKey),
  }),
})

const AllocateEquallyInput = builder.inputType('AllocateEquallyInput', {
  description: 'Credits to move from the pool to members in equal shares.',
  fields: (t) => ({
    organizationId: t.globalID(organizationId),
    creditType: t.string(creditTypeField),
    credits: t.field({
      type: 'Credits',
      required: true,
      description:
        'The total number of credits to share. The remainder that can’t be shared equally stays in the pool.',
    }),
    memberIds: t.globalIDList({
      for: MemberNode,
      description: 'The members who get a share. Null: all who may submit tasks.',
    }),
    reason: t.string(reason),
    idempotencyKey: t.string(idempotencyKey),
  }),
})

const ReclaimCreditsInput = builder.inputType('ReclaimCreditsInput', {
  description: 'The members whose credits to move back to the pool.',
  fields: (t) => ({
    organizationId: t.globalID(organizationId),
    creditType: t.string(creditTypeField),
    memberIds: t.globalIDList({
      for: MemberNode,
      description: 'The members whose credits to move back. Null: all members.',
    }),
    reason: t.string(reason),
    idempotencyKey: t.string(idempotencyKey),
  }),
})

const SetAllocationRuleInput = builder.inputType('SetAllocationRuleInput', {
  description: 'The credits that every member who may submit tasks gets with each cycle.',
  fields: (t) => ({
    organizationId: t.globalID(organizationId),
    creditType: t.string(creditTypeField),
    credits: t.field({
      type: 'Credits',
      required: true,
      description: 'The number of credits that each member gets, 1 or more.',
    }),
    reclaim: t.boolean({
      required: true,
      defaultValue: true,
      description: 'True: the credits that members have left from the previous cycle go back to the pool first.',
    }),
  }),
})

function allocationSuccess(name: string) {
  return builder.objectRef<AllocationAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      allocated: t.field({
        type: [AllocatedType],
        description: 'The credits that were moved, one item for each member; empty when the request was a repetition.',
        resolve: ({ allocated }) => [...allocated],
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const EndAllocationRuleInput = builder.inputType('EndAllocationRuleInput', {
  description: 'An allocation rule to end.',
  fields: (t) => ({
    allocationRuleId: t.globalID({ for: AllocationRuleNode, required: true, description: 'The rule to end.' }),
  }),
})

function ruleSuccess(name: string) {
  return builder.objectRef<{ rule: AllocationRule }>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({
      allocationRule: t.field({
        type: AllocationRuleNode,
        description: 'The allocation rule after the change.',
        resolve: ({ rule }) => rule,
      }),
    }),
  })
}

const ERRORS = [
  ...COMMON_ERRORS,
  InsufficientCreditsError,
  CreditsOutOfBoundsError,
  LimitReachedError,
  CreditTypeRequiredError,
]

builder.mutationFields((t) => ({
  allocateCredits: t.field({
    type: resultType('AllocateCreditsResult', allocationSuccess('AllocateCreditsSuccess'), ERRORS),
    description:
      'Gives members credits from the pool, all of it or nothing. They keep their kind, expiry, priority and origin. For an OWNER or ADMIN.',
    authScopes: { may: 'transferCredits' },
    args: { input: t.arg({ type: AllocateCreditsInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, allocations, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const each = allocations.map(({ memberId, credits }) => ({ memberId: idIn(organizationId, memberId), credits }))
      return inCreditType(context.app, organizationId, input, (typed) =>
        allocateCredits(context.app, { ...typed, organizationId, allocations: each }),
      )
    },
  }),
  allocateEqually: t.field({
    type: resultType('AllocateEquallyResult', allocationSuccess('AllocateEquallySuccess'), ERRORS),
    description: 'Gives members equal shares from the pool. For an OWNER or ADMIN.',
    authScopes: { may: 'transferCredits' },
    args: { input: t.arg({ type: AllocateEquallyInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, memberIds, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const members = memberIds?.map((id) => idIn(organizationId, id))
      return inCreditType(context.app, organizationId, input, (typed) =>
        allocateEqually(context.app, { ...typed, organizationId, memberIds: members }),
      )
    },
  }),
  reclaimCredits: t.field({
    type: resultType('ReclaimCreditsResult', allocationSuccess('ReclaimCreditsSuccess'), ERRORS),
    description:
      'Moves the unused credits of members back to the lots that they came from. Frozen and locked credits stay. For an OWNER or ADMIN.',
    authScopes: { may: 'transferCredits' },
    args: { input: t.arg({ type: ReclaimCreditsInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, memberIds, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const members = memberIds?.map((id) => idIn(organizationId, id))
      return inCreditType(context.app, organizationId, input, (typed) =>
        reclaimCredits(context.app, { ...typed, organizationId, memberIds: members }),
      )
    },
  }),
  setAllocationRule: t.field({
    type: resultType('SetAllocationRuleResult', ruleSuccess('SetAllocationRuleSuccess'), [
      InvalidInputError,
      NotFoundError,
      LimitReachedError,
      CreditTypeRequiredError,
    ]),
    description:
      'Sets the credits that every member gets with each cycle of the subscription, from the current one on, and replaces the previous rule. If this rule gives more than the previous ones have given in the current cycle, each member gets the difference. For an OWNER or ADMIN.',
    authScopes: { may: 'transferCredits' },
    args: { input: t.arg({ type: SetAllocationRuleInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return inCreditType(context.app, organizationId, input, (typed) =>
        setAllocationRule(context.app, { ...typed, organizationId }),
      )
    },
  }),
  endAllocationRule: t.field({
    type: resultType('EndAllocationRuleResult', ruleSuccess('EndAllocationRuleSuccess'), [NotFoundError]),
    description: 'Ends a standing rule: members keep what they have. For an OWNER or ADMIN.',
    authScopes: { may: 'transferCredits' },
    args: { input: t.arg({ type: EndAllocationRuleInput, required: true }) },
    resolve: (_root, { input: { allocationRuleId } }, context) => {
      const { organizationId, id } = splitTenantId(allocationRuleId.id)
      if (!canSee(callerOf(context), organizationId)) return notFound('allocation rule')
      return endAllocationRule(context.app, { organizationId, ruleId: id })
    },
  }),
}))
