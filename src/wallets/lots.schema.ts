// Lots: their part of the API.

import { canSee } from '../access/roles.ts'
import { LotDispute, LotKind, LotLock } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { refusalType, resultType } from '../graphql/errors.ts'
import { splitTenantId, tenantId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { LAST_CREATED_FIRST, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { whereExternalId } from '../labels/find.ts'
import { addLabelFields, labeledAs } from '../labels/schema.ts'
import { costOf } from '../ledger/money.ts'
import type { LotLocked, LotNotLocked, LotState } from '../ledger/refusals.ts'
import { lotAt } from '../ledger/wallet.ts'
import { timeOf } from '../organizations/clock.ts'
import { OrganizationNode, organizationField, whereVisible } from '../organizations/schema.ts'
import { type LotAnswer, lockLot, unlockLot } from './lots.ts'
import { COMMON_ERRORS } from './refusals.schema.ts'
import { WalletNode } from './wallet.schema.ts'

export const LotKindEnum = builder.enumType('LotKind', {
  description: 'The ways in which credits come in.',
  values: {
    SUBSCRIPTION: { value: LotKind.SUBSCRIPTION, description: 'Credits that came with a cycle of a plan.' },
    EXTRA: { value: LotKind.EXTRA, description: 'Credits that were bought in addition to a plan.' },
    TOP_UP: { value: LotKind.TOP_UP, description: 'Credits that were bought without a plan.' },
    PROMO: { value: LotKind.PROMO, description: 'Credits that were given as a present.' },
    ADJUSTMENT: { value: LotKind.ADJUSTMENT, description: 'Credits that the platform added as a correction.' },
    ALLOCATION: { value: LotKind.ALLOCATION, description: 'Credits that a member got from the organization’s pool.' },
  },
})

const LotLockEnum = builder.enumType('LotLockReason', {
  description: 'The reasons why a lot may not be used.',
  values: {
    SCHEDULED: { value: LotLock.SCHEDULED, description: 'The `usableFrom` of the lot is in the future.' },
    MANUAL: { value: LotLock.MANUAL, description: 'The platform has locked the lot.' },
    SUBSCRIPTION: {
      value: LotLock.SUBSCRIPTION,
      description: 'The lot requires a subscription, and no subscription is active.',
    },
  },
})

export const LotDisputeEnum = builder.enumType('LotDisputeState', {
  description: 'The states of the dispute over the payment for a lot.',
  values: {
    OPEN: { value: LotDispute.OPEN, description: 'The dispute is open: no credits of the lot can be used.' },
    WON: { value: LotDispute.WON, description: 'The dispute was won: the lot is as it was before.' },
    LOST: {
      value: LotDispute.LOST,
      description: 'The dispute was lost: the unspent credits are revoked, and the spent ones are owed.',
    },
  },
})

export const HeldPastExpiryEnum = builder.enumType('LotExpiryPolicy', {
  description: 'The rules for credits that a hold gives back after their lot has expired.',
  values: {
    FORFEIT: { description: 'The credits expire at once.' },
    GRACE: { description: 'The credits can be used for `graceSeconds` after the expiry; then they expire.' },
    HONOUR: { description: 'The credits can be used, and don’t expire any more.' },
  } as const,
})

export const LotNode = builder.prismaNode('CreditLot', {
  nullable: true,
  description:
    'Credits that came in together. granted = available + locked + frozen + spent + expired + moved + revoked.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    kind: t.field({
      type: LotKindEnum,
      description: 'The way in which the credits came in.',
      resolve: (lot) => lot.kind,
    }),
    granted: t.expose('granted', { type: 'Credits', description: 'The credits that came in with the lot.' }),
    available: t.field({
      type: 'Credits',
      description: 'The credits of the lot that can be frozen now.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).available,
    }),
    locked: t.field({
      type: 'Credits',
      description: 'The credits of the lot that may not be used now.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).locked,
    }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'The credits of the lot in open holds.' }),
    spent: t.expose('spent', { type: 'Credits', description: 'The credits of the lot that were spent.' }),
    expired: t.field({
      type: 'Credits',
      description: 'The credits of the lot that expired unspent.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).expired,
    }),
    revoked: t.expose('revoked', { type: 'Credits', description: 'The credits that were taken out again.' }),
    priority: t.exposeInt('priority', { description: 'The priority in the burn-down order: lower is used first.' }),
    lock: t.field({
      type: LotLockEnum,
      nullable: true,
      description: 'The reason why the lot may not be used now; null if it may be used.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).lock,
    }),
    requiresSubscription: t.exposeBoolean('requiresSubscription', {
      description:
        'True if the lot is locked while no subscription is active. A SUBSCRIPTION lot expires when the subscription ends.',
    }),
    dispute: t.field({
      type: LotDisputeEnum,
      nullable: true,
      description:
        'The state of the dispute over the payment, or the outcome of the last one; null if there was no dispute.',
      resolve: (lot) => lot.dispute,
    }),
    usableFrom: t.expose('usableFrom', {
      type: 'DateTime',
      nullable: true,
      description: 'The time from which the lot may be used, in UTC; null: since the grant.',
    }),
    models: t.exposeStringList('models', { description: 'The only models that it pays for; empty: all.' }),
    operations: t.exposeStringList('operations', { description: 'The only operations that it pays for; empty: all.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The time from which its credits can’t be frozen any more, in UTC; during a grace period, the end of that. Null: never.',
    }),
    heldPastExpiry: t.field({
      type: HeldPastExpiryEnum,
      description: 'The rule for credits that a hold gives back after the expiry.',
      resolve: ({ graceSeconds }) => (graceSeconds === 0 ? 'FORFEIT' : graceSeconds === null ? 'HONOUR' : 'GRACE'),
    }),
    graceSeconds: t.int({
      nullable: true,
      description:
        'The time after the expiry for which credits that a hold gives back can still be used, in seconds; null unless `heldPastExpiry` is GRACE.',
      resolve: ({ graceSeconds }) => graceSeconds || null,
    }),
    source: t.exposeString('source', {
      nullable: true,
      description:
        'The origin of the credits, in the platform’s words, such as an invoice number; null: none was given.',
    }),
    origin: t.prismaField({
      type: 'CreditLot',
      nullable: true,
      description:
        'The lot of the other wallet that the credits were moved here from; null if they were granted to this wallet.',
      resolve: (query, { organizationId, originLotId: id }, _args, { app }) =>
        id === null
          ? null
          : app.prisma.creditLot.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
    }),
  }),
})

builder.prismaObjectFields(LotNode, (t) => ({
  moved: t.field({
    type: 'Credits',
    description: 'The credits that moved to other wallets.',
    resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).moved,
  }),
  fallsBackAt: t.expose('fallsBackAt', {
    type: 'DateTime',
    nullable: true,
    description:
      'The time at which what is left of the lot falls back to the pool, in UTC: a request for credits gave it for a time. The wallet uses it before lots that stay. Null: it stays.',
  }),
  paid: t.field({
    type: MoneyType,
    nullable: true,
    description:
      'The price of the whole lot; null if it is unknown, or if the caller isn’t an OWNER, ADMIN or BILLING.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    resolve: (lot) => costOf(lot, lot.granted),
  }),
  recognized: t.field({
    type: MoneyType,
    nullable: true,
    description:
      'The part of `paid` that is for spent credits: recognized revenue, rounded down; null if `paid` is null.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    resolve: (lot) => costOf(lot, lot.spent),
  }),
  createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of the grant, in UTC.' }),
  wallet: t.relation('wallet', { description: 'The wallet that the lot is in.' }),
}))

addLabelFields(LotNode, 'LOT', (lot) => lot)

const LotFilter = builder.inputType('LotFilter', {
  description: 'The conditions that a lot must meet; absent ones do not restrict it.',
  fields: (t) => ({
    kind: t.field({ type: LotKindEnum, description: 'Lists only lots of this kind.' }),
    source: t.string({ description: 'Lists only lots with exactly this source, such as an invoice number.' }),
    from: t.field({ type: 'DateTime', description: 'Lists only lots that came in at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only lots that came in before this time, which is later than `from`.',
    }),
    externalId: t.string({ description: 'Lists only the lot with this external id.' }),
  }),
})

builder.prismaObjectFields(WalletNode, (t) => ({
  lots: t.connection(
    {
      type: LotNode,
      description: 'The lots of credits that came in, newest first.',
      args: {
        open: t.arg.boolean({
          description: 'True: lists lots with credits left. False: lists used-up lots. Null: lists both.',
        }),
        filter: t.arg({ type: LotFilter, description: 'The conditions that the lots must meet. Null: all lots.' }),
      },
      resolve: async ({ organizationId, id: walletId }, { open, filter, ...args }, context, info) => {
        const wanted = {
          organizationId,
          walletId,
          open: open ?? undefined,
          kind: filter?.kind ?? undefined,
          source: filter?.source ?? undefined,
          createdAt: timeRange(filter?.from, filter?.until),
          ...(await whereExternalId(context.app, organizationId, 'LOT', filter?.externalId)),
        }
        return pageOf({
          order: LAST_CREATED_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.creditLot.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(LotNode),
  ),
}))

builder.queryField('lot', (t) =>
  t.prismaField({
    type: LotNode,
    nullable: true,
    description: 'The lot with this external id; null if it does not exist or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      externalId: t.arg.string({ required: true, description: 'The platform’s own id of the lot.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }),
    },
    resolve: async (query, _root, { externalId, organizationId: named }, context) => {
      const found = await labeledAs(context, 'LOT', externalId, named)
      return found && context.app.prisma.creditLot.findUnique({ ...query, where: { organizationId_id: found } })
    },
  }),
)

const lotChangeInput = (name: string) =>
  builder.inputType(name, {
    description: 'A lot, and the reason for the journal.',
    fields: (t) => ({
      lotId: t.globalID({ for: LotNode, required: true, description: 'The credit lot.' }),
      reason: t.string({ required: true, description: 'The reason, for the journal; 1 to 500 characters.' }),
      idempotencyKey: t.string({
        description:
          'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
      }),
    }),
  })

function lotSuccess(name: string) {
  return builder.objectRef<LotAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      lot: t.field({ type: LotNode, description: 'The credit lot.', resolve: ({ lot }) => lot as never }),
      wallet: t.field({ type: WalletNode, description: 'The wallet of the lot.', resolve: ({ wallet }) => wallet }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const LotLockedError = refusalType<LotLocked>('LOT_LOCKED', (t) => ({
  lock: t.expose('lock', { type: LotLockEnum, description: 'The reason why the lot is locked.' }),
}))

const LotNotLockedError = refusalType<LotNotLocked>('LOT_NOT_LOCKED')

const LotStateError = refusalType<LotState>('LOT_STATE')

builder.mutationFields((t) => ({
  lockLot: t.field({
    type: resultType('LockLotResult', lotSuccess('LockLotSuccess'), [...COMMON_ERRORS, LotStateError, LotLockedError]),
    description:
      'Keeps a lot from being used until it is unlocked. Its frozen credits stay frozen, and are locked when they are given back. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: lotChangeInput('LockLotInput'), required: true }) },
    resolve: (_root, { input: { lotId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(lotId.id)
      return lockLot(app, { ...input, organizationId, lotId: id })
    },
  }),
  unlockLot: t.field({
    type: resultType('UnlockLotResult', lotSuccess('UnlockLotSuccess'), [
      ...COMMON_ERRORS,
      LotStateError,
      LotNotLockedError,
      LotLockedError,
    ]),
    description: 'Lets a lot be used again, or before its time. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: lotChangeInput('UnlockLotInput'), required: true }) },
    resolve: (_root, { input: { lotId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(lotId.id)
      return unlockLot(app, { ...input, organizationId, lotId: id })
    },
  }),
}))
