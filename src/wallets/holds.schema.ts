// Holds: their part of the API.

import { canSee } from '../access/roles.ts'
import type { App } from '../app.ts'
import { BudgetExceededError } from '../budgets/schema.ts'
import { type CreditLot, HoldStatus, LateOutcome } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { bulkMutation, type Ready } from '../graphql/bulk.ts'
import { type Context, callerOf } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { type GlobalId, idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { addLabelFields, ExternalIdTakenError, externalIdField, labeledAs, metadataField } from '../labels/schema.ts'
import { type HoldNotOpen, isRefusal, type SpendExceedsHold } from '../ledger/refusals.ts'
import type { Credits } from '../ledger/wallet.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { type CreditTypeRequired, creditTypeFor } from '../organizations/creditTypes.ts'
import { OrganizationSuspendedError } from '../organizations/operations.schema.ts'
import { MemberNode, OrganizationNode, organizationField, whereVisible } from '../organizations/schema.ts'
import { PlanLimitError } from '../plans/plan.schema.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { RunCreditTypeError, RunExceededError, RunNode, runIdField } from '../runs/schema.ts'
import {
  closeHold,
  extendHold,
  freezeCredits,
  growHold,
  type HoldAnswer,
  type HoldMetered,
  type HoldOfTask,
  type HoldUser,
  releaseCredits,
  spendCredits,
} from './holds.ts'
import { LotNode } from './lots.schema.ts'
import { COMMON_ERRORS, ExpiryPassedError, InsufficientCreditsError } from './refusals.schema.ts'
import { holderOf, WalletNode } from './wallet.schema.ts'
import { findHolder } from './wallet.ts'

export const HoldStatusEnum = builder.enumType('HoldStatus', {
  description: 'The states of a hold.',
  values: {
    OPEN: { value: HoldStatus.OPEN, description: 'The credits of the hold are frozen.' },
    SPENT: {
      value: HoldStatus.SPENT,
      description: 'The credits of the hold were spent, all or a part; the rest was given back.',
    },
    RELEASED: { value: HoldStatus.RELEASED, description: 'All credits of the hold were given back.' },
    TIMED_OUT: {
      value: HoldStatus.TIMED_OUT,
      description: 'The deadline of the hold passed; all its credits were given back.',
    },
  },
})

export const LateOutcomeEnum = builder.enumType('HoldLateOutcome', {
  description: 'The ways in which a success was settled that was reported after its hold had timed out.',
  values: {
    PAID: {
      value: LateOutcome.PAID,
      description: 'The wallet had the credits: they were frozen again by another hold, and spent.',
    },
    OWED: {
      value: LateOutcome.OWED,
      description: 'The wallet had too few credits: it paid what it could, and owes the rest.',
    },
    WRITTEN_OFF: {
      value: LateOutcome.WRITTEN_OFF,
      description: 'The credits were written off, as a loss of the platform.',
    },
  },
})

const HoldLineType = builder.objectRef<{ credits: Credits; lot: CreditLot }>('HoldLine').implement({
  description: 'One lot’s part of a hold.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'Credits frozen from this lot.' }),
    lot: t.field({
      type: LotNode,
      description: 'The lot that the credits come from, and return to when they are released.',
      resolve: ({ lot }) => lot,
    }),
  }),
})

/** The selection of a relation. Pothos selects nothing of one that is not asked for, which Prisma refuses: it is left out. */
function unlessEmpty(selection: true): true {
  const { select }: { select?: object } = Object(selection)
  return (select && Object.keys(select).length === 0 ? false : selection) as true
}

export const HoldNode = builder.prismaNode('Hold', {
  nullable: true,
  description: 'Credits frozen for one purpose. Once it has ended, credits = spent + released.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  // Once for each hold, not for each of its fields: an answer may have a thousand holds.
  runScopesOnType: true,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    status: t.field({
      type: HoldStatusEnum,
      description: 'The state of the hold: OPEN, or how it ended.',
      resolve: (hold) => hold.status,
    }),
    credits: t.expose('credits', { type: 'Credits', description: 'The credits that the hold froze.' }),
    spent: t.expose('spent', { type: 'Credits', description: 'The credits of the hold that were spent.' }),
    released: t.expose('released', { type: 'Credits', description: 'The credits of the hold that were given back.' }),
    refunded: t.expose('refunded', {
      type: 'Credits',
      description: 'The credits, spent or owed, that were given back after the hold had ended.',
    }),
    late: t.field({
      type: LateOutcomeEnum,
      nullable: true,
      description:
        'The settlement of a task that succeeded after its hold had timed out, on that hold and on the hold that paid; null otherwise.',
      resolve: (hold) => hold.late,
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'The purpose, in the words of the caller that opened it; null: none was given.',
    }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'The model that the credits are for; null: any.',
    }),
    operation: t.exposeString('operation', {
      nullable: true,
      description: 'The operation that the credits are for; null: any.',
    }),
    tags: t.exposeStringList('tags', {
      description: 'Its tags, such as a project or a cost centre, in the order they were given.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The time at which the hold is released if it is still open, in UTC.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the credits were frozen, in UTC.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it ended, in UTC; null: it has not ended.',
    }),
    run: t.relation('run', { nullable: true, description: 'The run that it counts in; null: none.' }),
    lines: t.field({
      type: [HoldLineType],
      description: 'The lots that pay, in burn-down order. The lines add up to `credits`.',
      select: (_args, _context, nested) => {
        const lot = unlessEmpty(nested(true, ['lot']))
        return {
          firstCredits: true,
          firstLot: lot,
          furtherLines: { orderBy: { position: 'asc' }, select: { credits: true, lot } },
        }
      },
      resolve: ({ firstCredits, firstLot, furtherLines }) => [
        { credits: firstCredits, lot: firstLot },
        ...furtherLines,
      ],
    }),
    wallet: t.relation('wallet', { description: 'The wallet whose credits are concerned.' }),
  }),
})

addLabelFields(HoldNode, 'HOLD', (hold) => hold)

builder.queryField('hold', (t) =>
  t.prismaField({
    type: HoldNode,
    nullable: true,
    description:
      'The hold with this external id, also an ended one; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      externalId: t.arg.string({ required: true, description: 'The platform’s own id of the hold.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }),
    },
    resolve: async (query, _root, { externalId, organizationId: named }, context) => {
      const found = await labeledAs(context, 'HOLD', externalId, named)
      return found && context.app.prisma.hold.findUnique({ ...query, where: { organizationId_id: found } })
    },
  }),
)

export const HoldNotOpenError = refusalType<HoldNotOpen>('HOLD_NOT_OPEN', (t) => ({
  status: t.expose('status', { type: HoldStatusEnum, description: 'The outcome: how it ended.' }),
}))

export const SpendExceedsHoldError = refusalType<SpendExceedsHold>('SPEND_EXCEEDS_HOLD', (t) => ({
  requested: t.expose('requested', { type: 'Credits', description: 'Credits that were to be spent.' }),
  frozen: t.expose('frozen', {
    type: 'Credits',
    description: 'Credits that are frozen: the most that can be spent.',
  }),
}))

export const HoldOfTaskError = refusalType<HoldOfTask>('HOLD_OF_TASK')

const HoldMeteredError = refusalType<HoldMetered>('HOLD_METERED')

const held = {
  hold: {
    type: HoldNode,
    description: 'The hold after the change.',
    // As it was decided: its lines are read if they are asked for.
    resolve: ({ hold }: HoldAnswer) => hold as never,
  },
  wallet: {
    type: WalletNode,
    description: 'The wallet whose credits are concerned.',
    resolve: ({ wallet }: HoldAnswer) => wallet,
  },
}

export function heldSuccess(name: string) {
  return builder.objectRef<HoldAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      hold: t.field(held.hold),
      wallet: t.field(held.wallet),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const PurposeInput = builder.inputType('PurposeInput', {
  description:
    'The model and operation that credits are frozen for. Lots that are limited to something else do not pay.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'The model that will be used.' }),
    operation: t.string({ required: true, description: 'The operation that will be done.' }),
  }),
})

const purposeField =
  'The model and operation that the credits are for. Null: any, so that only lots without limits pay.'

const FreezeCreditsInput = builder.inputType('FreezeCreditsInput', {
  description: 'Credits to freeze.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The organization whose credits to freeze.',
    }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member from whose own wallet to freeze. Null: the pool.',
    }),
    credits: t.field({ type: 'Credits', required: true, description: 'The number of credits, 1 or more.' }),
    creditType: t.string(creditTypeField),
    purpose: t.field({ type: PurposeInput, description: purposeField }),
    description: t.string({ description: 'The purpose in the caller’s words. Null: none.' }),
    tags: t.stringList({
      description:
        'Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag. Null: none.',
    }),
    runId: t.globalID({ for: RunNode, ...runIdField }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'The time at which to release the hold if it is still open. Null: in one hour.',
    }),
    externalId: t.string(externalIdField),
    metadata: t.field(metadataField),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key freeze once. Null: each request freezes.',
    }),
  }),
})

const SpendCreditsInput = builder.inputType('SpendCreditsInput', {
  description: 'Credits of a hold to spend.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    credits: t.field({ type: 'Credits', description: 'The number of credits to spend. Null: all that are frozen.' }),
    keepOpen: t.boolean({
      defaultValue: false,
      required: true,
      description: 'True: what remains stays frozen, for a later part. False: it is given back.',
    }),
    purpose: t.field({
      type: PurposeInput,
      description:
        'The model and operation that the credits are for, if more is spent than was frozen. Null: any, so that only lots without limits pay.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key spend once. Null: each request spends.',
    }),
  }),
})

const ReleaseCreditsInput = builder.inputType('ReleaseCreditsInput', {
  description: 'A hold to release.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key release once. Null: each request is a new one.',
    }),
  }),
})

const CloseHoldInput = builder.inputType('CloseHoldInput', {
  description: 'A hold to end.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key end it once. Null: each request is a new one.',
    }),
  }),
})

const GrowHoldInput = builder.inputType('GrowHoldInput', {
  description: 'Credits to add to an open hold.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    credits: t.field({
      type: 'Credits',
      required: true,
      description: 'The number of credits to freeze in addition, 1 or more.',
    }),
    purpose: t.field({ type: PurposeInput, description: purposeField }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key grow the hold once. Null: each request grows it.',
    }),
  }),
})

const ExtendHoldInput = builder.inputType('ExtendHoldInput', {
  description: 'A hold, and its new deadline.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    expiresAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'The time at which to release the hold if it is still open.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
    }),
  }),
})

const SETTLE_ERRORS = [...COMMON_ERRORS, HoldNotOpenError, HoldOfTaskError, HoldMeteredError]

const FreezeCreditsResult = resultType('FreezeCreditsResult', heldSuccess('FreezeCreditsSuccess'), [
  InvalidInputError,
  NotFoundError,
  IdempotencyConflictError,
  InsufficientCreditsError,
  BudgetExceededError,
  RunExceededError,
  RunCreditTypeError,
  OrganizationSuspendedError,
  PlanLimitError,
  ExpiryPassedError,
  CreditTypeRequiredError,
  ExternalIdTakenError,
])

const SpendCreditsResult = resultType('SpendCreditsResult', heldSuccess('SpendCreditsSuccess'), [
  ...SETTLE_ERRORS,
  SpendExceedsHoldError,
  InsufficientCreditsError,
  BudgetExceededError,
  RunExceededError,
  LimitReachedError,
])

const ReleaseCreditsResult = resultType('ReleaseCreditsResult', heldSuccess('ReleaseCreditsSuccess'), SETTLE_ERRORS)

/** Finds the wallets that pay. Looks the only credit type of an organization up once for all inputs that name none. */
function prepareFreezes(context: Context) {
  const { app } = context
  const user = holdUserOf(context)
  const onlyTypes = new Map<string, ReturnType<typeof creditTypeFor>>()
  const typeFor = (organizationId: string, named: string | null | undefined) => {
    if (typeof named === 'string') return named
    const known = onlyTypes.get(organizationId) ?? creditTypeFor(app, organizationId, null)
    onlyTypes.set(organizationId, known)
    return known
  }
  return (input: typeof FreezeCreditsInput.$inferInput): Ready<FreezeAnswer> | Promise<Ready<FreezeAnswer>> => {
    const whose = holderOf(input)
    if (!canSee(context.caller, whose.organizationId)) return () => notFound('organization')
    const runId = input.runId && idIn(whose.organizationId, input.runId)
    const creditType = typeFor(whose.organizationId, input.creditType)
    const holder = findHolder(app, whose.organizationId, whose.memberId)
    const ready = (type: Awaited<typeof creditType>, found: Awaited<typeof holder>) => () =>
      typeof type === 'object' ? type : freezeCredits(app, { ...input, creditType: type, runId, ...whose }, found, user)
    if (typeof creditType === 'string' && typeof holder === 'string') return ready(creditType, holder)
    return Promise.all([creditType, holder]).then(([type, found]) => ready(type, found))
  }
}

type FreezeAnswer = Awaited<ReturnType<typeof freezeCredits>> | CreditTypeRequired

/** The caller as a user of holds. */
export function holdUserOf(context: Context): HoldUser {
  const caller = callerOf(context)
  return { isPlatform: caller.kind === 'operator', lineageId: caller.lineageId }
}

/** The hold that is named, if the caller can see its organization; not found otherwise. */
export function holdFor(
  context: Context,
  { id: globalId }: GlobalId,
): { organizationId: string; holdId: string } | NotFound {
  const { organizationId, id: holdId } = splitTenantId(globalId)
  return canSee(callerOf(context), organizationId) ? { organizationId, holdId } : notFound('hold')
}

/** Runs an operation on the hold that is named, if the caller can see it. */
function onHold<Input extends { readonly holdId: GlobalId }, Answer>(
  context: Context,
  { holdId, ...input }: Input,
  run: (app: App, input: Omit<Input, 'holdId'> & { organizationId: string; holdId: string }, user: HoldUser) => Answer,
): Answer | NotFound {
  const hold = holdFor(context, holdId)
  return isRefusal(hold) ? hold : run(context.app, { ...input, ...hold }, holdUserOf(context))
}

builder.mutationFields((t) => ({
  freezeCredits: t.field({
    type: FreezeCreditsResult,
    description:
      'Opens a hold on available credits, taken from the lots in burn-down order. It counts as a task in the plan’s limits. For the operator, and keys with HOLD.',
    authScopes: { may: 'useHolds' },
    args: { input: t.arg({ type: FreezeCreditsInput, required: true }) },
    resolve: async (_root, { input }, context) => (await prepareFreezes(context)(input))(),
  }),
  spendCredits: t.field({
    type: SpendCreditsResult,
    description:
      'Spends credits of a hold, all or a part. The rest is given back, or stays frozen for later parts. A hold that has timed out is settled late, once: paid again if the credits are there, else owed or written off (`hold.late`). For the operator, and keys with HOLD.',
    authScopes: { may: 'useHolds' },
    args: { input: t.arg({ type: SpendCreditsInput, required: true }) },
    resolve: (_root, { input }, context) => onHold(context, input, spendCredits),
  }),
  releaseCredits: t.field({
    type: ReleaseCreditsResult,
    description:
      'Ends a hold: gives all its credits back to the lots they came from. For the operator, and keys with HOLD.',
    authScopes: { may: 'useHolds' },
    args: { input: t.arg({ type: ReleaseCreditsInput, required: true }) },
    resolve: (_root, { input }, context) => onHold(context, input, releaseCredits),
  }),
  growHold: t.field({
    type: resultType('GrowHoldResult', heldSuccess('GrowHoldSuccess'), [
      ...SETTLE_ERRORS,
      InsufficientCreditsError,
      BudgetExceededError,
      RunExceededError,
      LimitReachedError,
    ]),
    description: 'Freezes more for an open hold. For the operator, and keys with HOLD.',
    authScopes: { may: 'useHolds' },
    args: { input: t.arg({ type: GrowHoldInput, required: true }) },
    resolve: (_root, { input }, context) => onHold(context, input, growHold),
  }),
  closeHold: t.field({
    type: resultType('CloseHoldResult', heldSuccess('CloseHoldSuccess'), [
      ...COMMON_ERRORS,
      HoldNotOpenError,
      HoldOfTaskError,
    ]),
    description:
      'Ends a hold: what was metered of it is spent, rounded up once, and the rest is given back. For the operator, and keys with HOLD.',
    authScopes: { may: 'useHolds' },
    args: { input: t.arg({ type: CloseHoldInput, required: true }) },
    resolve: (_root, { input }, context) => onHold(context, input, closeHold),
  }),
  extendHold: t.field({
    type: resultType('ExtendHoldResult', heldSuccess('ExtendHoldSuccess'), [...SETTLE_ERRORS, ExpiryPassedError]),
    description: 'Gives an open hold another deadline. For the operator, and keys with HOLD.',
    authScopes: { may: 'useHolds' },
    args: { input: t.arg({ type: ExtendHoldInput, required: true }) },
    resolve: (_root, { input }, context) => onHold(context, input, extendHold),
  }),
}))

/** The organization of a hold. */
export function organizationOfHold(context: Context, { holdId }: { readonly holdId: GlobalId }): string | null {
  const hold = holdFor(context, holdId)
  return isRefusal(hold) ? null : hold.organizationId
}

bulkMutation({
  name: 'freezeHolds',
  list: 'holds',
  entry: FreezeCreditsInput,
  result: FreezeCreditsResult,
  verb: 'open',
  description:
    'Opens up to 1,000 holds at once, each with its own outcome, in the order of the list. Each is as by `freezeCredits`. For the operator, and keys with HOLD.',
  authScopes: { may: 'useHolds' },
  organizationOf: ({ caller }, { organizationId }) => (canSee(caller, organizationId.id) ? organizationId.id : null),
  prepare: prepareFreezes,
})

bulkMutation({
  name: 'spendHolds',
  list: 'holds',
  entry: SpendCreditsInput,
  result: SpendCreditsResult,
  verb: 'spend',
  description:
    'Spends up to 1,000 holds at once, each with its own outcome, in the order of the list. Each is as by `spendCredits`. For the operator, and keys with HOLD.',
  authScopes: { may: 'useHolds' },
  organizationOf: organizationOfHold,
  prepare: (context) => (input) => () => onHold(context, input, spendCredits),
})

bulkMutation({
  name: 'releaseHolds',
  list: 'holds',
  entry: ReleaseCreditsInput,
  result: ReleaseCreditsResult,
  verb: 'release',
  description:
    'Releases up to 1,000 holds at once, each with its own outcome, in the order of the list. Each is as by `releaseCredits`. For the operator, and keys with HOLD.',
  authScopes: { may: 'useHolds' },
  organizationOf: organizationOfHold,
  prepare: (context) => (input) => () => onHold(context, input, releaseCredits),
})
