// Wallets, lots, holds and the journal: their part of the API.

import { type ASTNode, BREAK, type GraphQLResolveInfo, visit } from 'graphql'
import { canSee } from '../access/roles.ts'
import {
  BurnDownCriterion,
  HoldStatus,
  type JournalEntry,
  JournalEntryType,
  LateOutcome,
  LatePolicy,
  LotDispute,
  LotKind,
  LotLock,
  type Wallet,
} from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, organizationIdFor } from '../graphql/context.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { requestError } from '../graphql/errors.ts'
import { idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { NEWEST_FIRST, OLDEST_FIRST, type Order, pageOf } from '../graphql/pages.ts'
import { SEEN_MAX, seenBefore } from '../graphql/seen.ts'
import { costOf } from '../ledger/money.ts'
import { type Balance, DEFAULT_CREDIT_TYPE, lotAt } from '../ledger/wallet.ts'
import { timeOf } from '../organizations/clock.ts'
import { MemberNode, OrganizationNode, whereIsPool, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { balanceAt, balanceNow } from './balance.ts'
import { type BalanceChange, type BalanceOptions, watchBalance, watchWallets } from './live.ts'
import { findRevenue, type Revenue } from './revenue.ts'

export const LotKindEnum = builder.enumType('LotKind', {
  description: 'How credits came in.',
  values: {
    SUBSCRIPTION: { value: LotKind.SUBSCRIPTION, description: 'With a plan’s cycle.' },
    EXTRA: { value: LotKind.EXTRA, description: 'Bought beside a plan.' },
    TOP_UP: { value: LotKind.TOP_UP, description: 'Bought, pay as you go.' },
    PROMO: { value: LotKind.PROMO, description: 'A present.' },
    ADJUSTMENT: { value: LotKind.ADJUSTMENT, description: 'A correction by the platform.' },
    ALLOCATION: { value: LotKind.ALLOCATION, description: 'Given to a member from the organization’s pool.' },
  },
})

export const HoldStatusEnum = builder.enumType('HoldStatus', {
  description: 'Whether a hold is open, and how it ended.',
  values: {
    OPEN: { value: HoldStatus.OPEN, description: 'Its credits are frozen.' },
    SPENT: { value: HoldStatus.SPENT, description: 'Its credits were spent, all or a part; the rest was given back.' },
    RELEASED: { value: HoldStatus.RELEASED, description: 'All of its credits were given back.' },
    TIMED_OUT: { value: HoldStatus.TIMED_OUT, description: 'Its deadline passed; all its credits were given back.' },
  },
})

export const LotLockEnum = builder.enumType('LotLock', {
  description: 'Why a lot may not be used.',
  values: {
    SCHEDULED: { value: LotLock.SCHEDULED, description: 'Its time has not come yet.' },
    MANUAL: { value: LotLock.MANUAL, description: 'Somebody locked it.' },
    SUBSCRIPTION: { value: LotLock.SUBSCRIPTION, description: 'No subscription is active.' },
  },
})

export const BurnDownCriterionEnum = builder.enumType('BurnDownCriterion', {
  description: 'What decides which of two lots burns first.',
  values: {
    PRIORITY: { value: BurnDownCriterion.PRIORITY, description: 'The lower priority number.' },
    KIND: {
      value: BurnDownCriterion.KIND,
      description: 'What was given before what was bought: PROMO, SUBSCRIPTION, ALLOCATION, ADJUSTMENT, TOP_UP, EXTRA.',
    },
    EXPIRY: { value: BurnDownCriterion.EXPIRY, description: 'What expires first; what never does comes last.' },
    AGE: { value: BurnDownCriterion.AGE, description: 'The older.' },
    COST: {
      value: BurnDownCriterion.COST,
      description: 'What less was paid for, per credit; what nothing is told of counts as free.',
    },
  },
})

const JournalEntryTypeEnum = builder.enumType('JournalEntryType', {
  description: 'Between which buckets an entry’s credits went.',
  values: {
    GRANT: { value: JournalEntryType.GRANT, description: 'New credits to available.' },
    LOCK: { value: JournalEntryType.LOCK, description: 'Available to locked.' },
    UNLOCK: { value: JournalEntryType.UNLOCK, description: 'Locked back to available.' },
    FREEZE: { value: JournalEntryType.FREEZE, description: 'Available to frozen.' },
    SPEND: { value: JournalEntryType.SPEND, description: 'Frozen to spent.' },
    RELEASE: { value: JournalEntryType.RELEASE, description: 'Frozen back to available.' },
    EXPIRE: { value: JournalEntryType.EXPIRE, description: 'Available to expired.' },
    REVOKE: { value: JournalEntryType.REVOKE, description: 'Available to revoked.' },
    MOVE_OUT: { value: JournalEntryType.MOVE_OUT, description: 'Available to moved: to another wallet.' },
    MOVE_IN: { value: JournalEntryType.MOVE_IN, description: 'From another wallet to available, as a new lot.' },
    MOVE_BACK: {
      value: JournalEntryType.MOVE_BACK,
      description: 'Moved back to available: from another wallet to the lot that they came in with.',
    },
    OWE: { value: JournalEntryType.OWE, description: 'Credits that were used without being there: owed from now on.' },
    REPAY: { value: JournalEntryType.REPAY, description: 'Available to spent: pays what was owed.' },
    WRITE_OFF: {
      value: JournalEntryType.WRITE_OFF,
      description: 'Credits that were used without being there: the platform’s loss.',
    },
    DEBT_OUT: {
      value: JournalEntryType.DEBT_OUT,
      description: 'No longer owed by this wallet: the pool has taken the debt over.',
    },
    DEBT_IN: { value: JournalEntryType.DEBT_IN, description: 'Owed from now on: the debt of a member’s wallet.' },
    CHARGE_BACK: {
      value: JournalEntryType.CHARGE_BACK,
      description: 'Spent to revoked: the payment for them was taken back.',
    },
  },
})

export const LatePolicyEnum = builder.enumType('LatePolicy', {
  description:
    'Who bears what a success costs that was reported after its hold had timed out, if the wallet can’t pay any more.',
  values: {
    OWE: { value: LatePolicy.OWE, description: 'The wallet owes it. What comes in next pays it first.' },
    WRITE_OFF: { value: LatePolicy.WRITE_OFF, description: 'It is the platform’s loss.' },
  },
})

const LateOutcomeEnum = builder.enumType('LateOutcome', {
  description: 'How a success was settled that was reported after its hold had timed out.',
  values: {
    PAID: { value: LateOutcome.PAID, description: 'The credits were there: frozen again by another hold, and spent.' },
    OWED: {
      value: LateOutcome.OWED,
      description: 'Not all were there: the wallet paid what it could, and owes the rest.',
    },
    WRITTEN_OFF: { value: LateOutcome.WRITTEN_OFF, description: 'They are the platform’s loss.' },
  },
})

export const LotDisputeEnum = builder.enumType('LotDispute', {
  description: 'Where the dispute over what was paid for a lot is.',
  values: {
    OPEN: { value: LotDispute.OPEN, description: 'Nothing of the lot can be used.' },
    WON: { value: LotDispute.WON, description: 'All is as it was before.' },
    LOST: { value: LotDispute.LOST, description: 'What was left is revoked, and what was spent is owed.' },
  },
})

export const HeldPastExpiryEnum = builder.enumType('HeldPastExpiry', {
  description: 'What becomes of credits that come back from a hold after their lot has expired.',
  values: {
    FORFEIT: { description: 'They expire at once.' },
    GRACE: { description: 'They can be used until so long after the expiry; then they expire.' },
    HONOUR: { description: 'They can be used, and don’t expire any more.' },
  } as const,
})

const BalanceType = builder.objectRef<JournalEntry>('Balance').implement({
  description: 'What a wallet held after one of its journal entries.',
  fields: (t) => ({
    available: t.expose('available', { type: 'Credits', description: 'Credits that could be frozen.' }),
    locked: t.expose('locked', { type: 'Credits', description: 'Credits that could not be used then.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Credits that were held.' }),
    total: t.field({
      type: 'Credits',
      description: 'available + frozen.',
      resolve: ({ available, frozen }) => available + frozen,
    }),
    entry: t.field({ type: JournalEntryNode, description: 'The entry.', resolve: (entry) => entry }),
  }),
})

/** One number of a wallet's balance. All that are read together are of one moment. */
function amount(name: keyof Balance | 'sequence', description: string) {
  return {
    type: 'Credits' as const,
    description,
    resolve: async (wallet: Wallet, _args: object, context: Context) =>
      (await balanceNow(context, context.app, wallet))[name],
  }
}

export const WalletNode = builder.prismaNode('Wallet', {
  nullable: true,
  description:
    'The credits of one type of one holder: an organization’s pool, or a member’s own. granted = available + locked + frozen + spent + expired + moved + revoked, at every moment.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'Credits of one type can’t pay for another.' }),
    available: t.field(amount('available', 'Credits that can be frozen now.')),
    locked: t.field(amount('locked', 'Credits that are there and may not be used now.')),
    frozen: t.field(amount('frozen', 'Credits held for tasks and holds that are open.')),
    total: t.field({
      type: 'Credits',
      description: 'available + frozen.',
      resolve: async (wallet, _args, context) => {
        const { available, frozen } = await balanceNow(context, context.app, wallet)
        return available + frozen
      },
    }),
    spent: t.field(amount('spent', 'Credits spent, ever.')),
    expired: t.field(amount('expired', 'Credits that expired unspent, ever.')),
    moved: t.field(amount('moved', 'Credits that are in other wallets of the organization, or were used there.')),
    revoked: t.field(amount('revoked', 'Credits that the platform took out again, ever.')),
    granted: t.field(amount('granted', 'Credits that came in, ever.')),
    owed: t.expose('owed', {
      type: 'Credits',
      description:
        'Credits that were used without being there. Whatever becomes available pays them first, unless it is limited to some models or operations.',
    }),
    writtenOff: t.expose('writtenOff', {
      type: 'Credits',
      description: 'Credits that were used without being there, at the platform’s loss, ever.',
    }),
    latePolicy: t.field({
      type: LatePolicyEnum,
      description: 'Who bears what a late success costs that the wallet can’t pay.',
      resolve: (wallet) => wallet.latePolicy,
    }),
    burnDown: t.expose('burnDown', {
      type: [BurnDownCriterionEnum],
      description: 'What decides which lot burns first: the first criterion, then the next where lots are alike.',
    }),
    overspend: t.exposeBoolean('overspend', {
      description: 'Whether more may be spent from a hold than it froze, if the wallet has it.',
    }),
    sequence: t.field({
      ...amount('sequence', 'How many journal entries there are: the number of the newest.'),
      type: 'SafeInt',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened, UTC.' }),
    organization: t.relation('organization', { description: 'Where they may be used.' }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'Whose own wallet it is; null for the organization’s pool.',
      resolve: (query, { organizationId, holderId }, _args, { app }) =>
        holderId === organizationId
          ? null
          : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id: holderId } } }),
    }),
    balanceAt: t.field({
      type: BalanceType,
      nullable: true,
      description: 'What it held at a past moment, from its journal. Null before its first entry.',
      args: { at: t.arg({ type: 'DateTime', required: true, description: 'Which moment: that instant included.' }) },
      resolve: (wallet, { at }, { app }) => balanceAt(app, wallet, at),
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'wallet', (t) =>
  t.field({
    type: WalletNode,
    nullable: true,
    description: 'The pool of one credit type; null while nothing of that type was ever granted.',
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    },
    select: ({ creditType }, { app }, nestedSelection) => ({
      wallets: nestedSelection({ where: { creditType, ...whereIsPool(app) } }),
    }),
    resolve: ({ wallets }) => wallets[0] ?? null,
  }),
)

const RevenueType = builder.objectRef<Revenue>('Revenue').implement({
  description:
    'What was paid in one currency for an organization’s credits: paid = recognized + deferred + breakage + reversed. In the currency’s smallest unit.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'ISO 4217: USD.' }),
    paid: t.expose('paid', { type: 'Credits', description: 'For all credits whose price was told when they came in.' }),
    recognized: t.expose('recognized', { type: 'Credits', description: 'For credits that were spent: earned.' }),
    deferred: t.expose('deferred', { type: 'Credits', description: 'For credits that may still be spent.' }),
    breakage: t.expose('breakage', { type: 'Credits', description: 'For credits that expired unspent.' }),
    reversed: t.expose('reversed', {
      type: 'Credits',
      description: 'For credits that were taken out again, by a correction or a lost dispute.',
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'revenue', (t) =>
  t.field({
    type: [RevenueType],
    nullable: true,
    description:
      'What was paid for credits of one type, and how much of it is earned: one for each currency. For an OWNER, ADMIN or BILLING; null to others.',
    complexity: DEAR,
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    },
    select: { id: true },
    resolve: ({ id }, { creditType }, { app }) => inDearTurn(() => findRevenue(app, id, creditType)),
  }),
)

builder.prismaObjectField(MemberNode, 'wallet', (t) =>
  t.prismaField({
    type: WalletNode,
    nullable: true,
    description: 'The member’s own wallet of one credit type; null while none was ever moved there.',
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    },
    resolve: (query, { organizationId, id: holderId }, { creditType }, { app }) =>
      app.prisma.wallet.findUnique({
        ...query,
        where: { organizationId_holderId_creditType: { organizationId, holderId, creditType } },
      }),
  }),
)

export const LotNode = builder.prismaNode('CreditLot', {
  nullable: true,
  description:
    'Credits that came in together. granted = available + locked + frozen + spent + expired + moved + revoked.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    kind: t.field({ type: LotKindEnum, description: 'How they came in.', resolve: (lot) => lot.kind }),
    granted: t.expose('granted', { type: 'Credits', description: 'Credits that came in.' }),
    available: t.field({
      type: 'Credits',
      description: 'Of those, credits that can be frozen now.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).available,
    }),
    locked: t.field({
      type: 'Credits',
      description: 'Of those, credits that may not be used now.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).locked,
    }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Of those, credits in open holds.' }),
    spent: t.expose('spent', { type: 'Credits', description: 'Of those, credits spent.' }),
    expired: t.field({
      type: 'Credits',
      description: 'Of those, credits that expired unspent.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).expired,
    }),
    moved: t.expose('moved', { type: 'Credits', description: 'Of those, credits that went to other wallets.' }),
    revoked: t.expose('revoked', { type: 'Credits', description: 'Of those, credits that were taken out again.' }),
    priority: t.exposeInt('priority', { description: 'Lower burns first.' }),
    lock: t.field({
      type: LotLockEnum,
      nullable: true,
      description: 'Why it may not be used now; null when it may.',
      resolve: async (lot, _args, { app }) => lotAt(lot, await timeOf(app, lot.organizationId)).lock,
    }),
    requiresSubscription: t.exposeBoolean('requiresSubscription', {
      description: 'Whether it is locked while no subscription is active; a SUBSCRIPTION lot ends with that.',
    }),
    dispute: t.field({
      type: LotDisputeEnum,
      nullable: true,
      description: 'Where the dispute over its payment is, or how the last one ended; null if there was none.',
      resolve: (lot) => lot.dispute,
    }),
    usableFrom: t.expose('usableFrom', {
      type: 'DateTime',
      nullable: true,
      description: 'From this instant on it may be used, UTC. Null: from the beginning.',
    }),
    models: t.exposeStringList('models', { description: 'The only models that it pays for; empty: all.' }),
    operations: t.exposeStringList('operations', { description: 'The only operations that it pays for; empty: all.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From this instant on its credits can’t be frozen, UTC. In a grace, the end of that. Null: never.',
    }),
    heldPastExpiry: t.field({
      type: HeldPastExpiryEnum,
      description: 'What becomes of credits that come back from a hold after the expiry.',
      resolve: ({ graceSeconds }) => (graceSeconds === 0 ? 'FORFEIT' : graceSeconds === null ? 'HONOUR' : 'GRACE'),
    }),
    graceSeconds: t.int({
      nullable: true,
      description: 'How long those can still be used, in seconds; null unless `heldPastExpiry` is GRACE.',
      resolve: ({ graceSeconds }) => graceSeconds || null,
    }),
    source: t.exposeString('source', { nullable: true, description: 'Where they came from, in the platform’s words.' }),
    origin: t.prismaField({
      type: 'CreditLot',
      nullable: true,
      description: 'The lot that they came in with, if they were moved here from another wallet.',
      resolve: (query, { organizationId, originLotId: id }, _args, { app }) =>
        id === null
          ? null
          : app.prisma.creditLot.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
    }),
    paid: t.field({
      type: MoneyType,
      nullable: true,
      description:
        'What was paid for all of it; null if that wasn’t told, and to who isn’t an OWNER, ADMIN or BILLING.',
      authScopes: { may: 'seeRevenue' },
      unauthorizedResolver: () => null,
      resolve: (lot) => costOf(lot, lot.granted),
    }),
    recognized: t.field({
      type: MoneyType,
      nullable: true,
      description:
        'Of that, what was paid for the credits that were spent: recognized revenue. Rounded down. Null as `paid` is.',
      authScopes: { may: 'seeRevenue' },
      unauthorizedResolver: () => null,
      resolve: (lot) => costOf(lot, lot.spent),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they came in, UTC.' }),
    wallet: t.relation('wallet', { description: 'Where they are.' }),
  }),
})

export const HoldLineType = builder.prismaObject('HoldLine', {
  description: 'One lot’s part of a hold.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'Credits frozen from this lot.' }),
    lot: t.relation('lot', { description: 'The lot they came from, and go back to.' }),
  }),
})

export const HoldNode = builder.prismaNode('Hold', {
  nullable: true,
  description: 'Credits frozen for one purpose. Once it has ended, credits = spent + released.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    status: t.field({ type: HoldStatusEnum, description: 'OPEN, or how it ended.', resolve: (hold) => hold.status }),
    credits: t.expose('credits', { type: 'Credits', description: 'Credits that were frozen.' }),
    spent: t.expose('spent', { type: 'Credits', description: 'Of those, credits spent so far.' }),
    released: t.expose('released', { type: 'Credits', description: 'Of those, credits given back.' }),
    late: t.field({
      type: LateOutcomeEnum,
      nullable: true,
      description:
        'How it was settled if what it was for was reported done after it had timed out, on it and on the hold that paid; null otherwise.',
      resolve: (hold) => hold.late,
    }),
    description: t.exposeString('description', { nullable: true, description: 'What it is for.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When it is released if it is still open, UTC.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the credits were frozen, UTC.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended, UTC.' }),
    lines: t.relation('lines', {
      description: 'Which lots pay, in burn-down order. They add up to `credits`.',
      query: { orderBy: { position: 'asc' } },
    }),
    wallet: t.relation('wallet', { description: 'Whose credits these are.' }),
  }),
})

export const JournalEntryNode = builder.prismaNode('JournalEntry', {
  nullable: true,
  description: 'One immutable line of a wallet’s history, chained to the line before it by its hash.',
  id: { resolve: (entry) => `${entry.organizationId}/${entry.walletId}/${entry.sequence}` },
  findUnique: (globalId, context) => {
    const { organizationId, id } = splitTenantId(globalId)
    const { organizationId_id: visible } = whereVisible(`${organizationId}/${id}`, context)
    const sequence = BigInt(globalId.split('/')[2] ?? 0)
    const where = { organizationId: visible.organizationId, walletId: visible.id, sequence }
    return { organizationId_walletId_sequence: where }
  },
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    sequence: t.field({
      type: 'SafeInt',
      description: 'Its number in the wallet’s journal: 1, 2, 3 … without gaps.',
      resolve: (entry) => entry.sequence,
    }),
    type: t.field({ type: JournalEntryTypeEnum, description: 'What happened.', resolve: (entry) => entry.type }),
    credits: t.expose('credits', {
      type: 'Credits',
      description: 'How many credits went from one bucket to the other.',
    }),
    available: t.expose('available', { type: 'Credits', description: 'The wallet’s available credits after it.' }),
    locked: t.expose('locked', { type: 'Credits', description: 'The wallet’s locked credits after it.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'The wallet’s frozen credits after it.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why, in the words of who did it.' }),
    hash: t.string({
      description: 'SHA-256 over this entry and the hash of the one before, in hexadecimal.',
      resolve: (entry) => Buffer.from(entry.hash).toString('hex'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was decided, UTC.' }),
    lot: t.relation('lot', { nullable: true, description: 'The lot that it is about; null where several may be.' }),
    hold: t.relation('hold', { nullable: true, description: 'The hold that was opened or ended.' }),
    wallet: t.relation('wallet', { description: 'Whose line this is.' }),
  }),
})

const LAST_ENTRY_FIRST: Order = { columns: ['sequence'], direction: 'desc' }

builder.prismaObjectFields(WalletNode, (t) => ({
  lots: t.connection({
    type: LotNode,
    description: 'The lots of credits that came in, newest first.',
    args: { open: t.arg.boolean({ description: 'Only lots with credits left (true), or without (false).' }) },
    resolve: ({ organizationId, id: walletId }, { open, ...args }, context, info) =>
      pageOf({
        order: NEWEST_FIRST,
        args,
        context,
        info,
        find: ({ where, query }) =>
          context.app.prisma.creditLot.findMany({
            ...query,
            where: { AND: [{ organizationId, walletId, open: open ?? undefined }, where] },
          }),
      }),
  }),
  openHolds: t.connection({
    type: HoldNode,
    description: 'The holds whose credits are frozen now, oldest first. They add up to `frozen`.',
    resolve: ({ organizationId, id: walletId }, args, context, info) =>
      pageOf({
        order: OLDEST_FIRST,
        args,
        context,
        info,
        find: ({ where, query }) =>
          context.app.prisma.hold.findMany({
            ...query,
            where: { AND: [{ organizationId, walletId, endedAt: null }, where] },
          }),
      }),
  }),
  journal: t.connection({
    type: JournalEntryNode,
    description: 'Every change of this wallet, newest first. The entries add up to its buckets.',
    resolve: ({ organizationId, id: walletId }, args, context, info) =>
      pageOf({
        order: LAST_ENTRY_FIRST,
        args,
        context,
        info,
        find: ({ where, query }) =>
          context.app.prisma.journalEntry.findMany({
            ...query,
            where: { AND: [{ organizationId, walletId }, where] },
          }),
      }),
  }),
}))

// Live.

const BalanceChangeType = builder.objectRef<BalanceChange>('BalanceChange').implement({
  description: 'A wallet’s balance: as it is when a subscription begins, then after each journal entry.',
  fields: (t) => ({
    sequence: t.field({
      type: 'SafeInt',
      description: 'The number of the journal entry that led here. Each message’s is one more than the last one’s.',
      resolve: ({ sequence }) => sequence,
    }),
    available: t.expose('available', { type: 'Credits', description: 'Credits that can be frozen.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Credits held for what is under way.' }),
    total: t.field({
      type: 'Credits',
      description: 'available + frozen.',
      resolve: ({ available, frozen }) => available + frozen,
    }),
    entry: t.field({
      type: JournalEntryNode,
      nullable: true,
      description: 'What changed it; null in the first message, which is the present state.',
      resolve: ({ entry }) => entry,
    }),
    wallet: t.field({
      type: WalletNode,
      description: 'The wallet as it is when this is read, which may be further on already.',
      resolve: async ({ organizationId, walletId }, _args, { app }): Promise<Wallet> =>
        app.prisma.wallet.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id: walletId } } }),
    }),
  }),
})

/** Whoever asks for the entries gets every one. */
function optionsOf({ operation, fragments }: GraphQLResolveInfo): BalanceOptions {
  let everyEntry = false
  const look = (node: ASTNode) =>
    visit(node, {
      Field({ name }) {
        if (name.value !== 'entry') return undefined
        everyEntry = true
        return BREAK
      },
    })
  for (const node of [operation, ...Object.values(fragments)]) look(node)
  return { everyEntry }
}

builder.subscriptionField('balanceChanged', (t) =>
  t.field({
    type: BalanceChangeType,
    description:
      'A wallet’s balance: first as it is now, then after each journal entry, in order, none left out and none twice, whichever process made it.',
    authScopes: { may: 'read' },
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
      memberId: t.arg.globalID({ for: MemberNode, description: 'This member’s own wallet; the pool if absent.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
      after: t.arg({
        type: 'SafeInt',
        description:
          'The last `sequence` that the client has seen, when it comes back: it gets each journal entry since, in place of the present state.',
      }),
    },
    subscribe: async (_root, { creditType, memberId, organizationId: named, after }, context, info) => {
      const organizationId = organizationIdFor(context, named)
      const holderId = organizationId && memberId ? idIn(organizationId, memberId) : organizationId
      const changes =
        organizationId &&
        holderId &&
        (await watchBalance(context.app, { organizationId, holderId, creditType }, after ?? null, optionsOf(info)))
      if (!changes) throw requestError(notFound('wallet'))
      return changes
    },
    resolve: (change) => change,
  }),
)

const WalletSequence = builder.inputType('WalletSequence', {
  description: 'How far a client has followed a wallet.',
  fields: (t) => ({
    walletId: t.globalID({ for: WalletNode, required: true, description: 'The wallet.' }),
    sequence: t.field({ type: 'SafeInt', required: true, description: 'The last `sequence` that it has seen.' }),
  }),
})

builder.subscriptionField('walletsChanged', (t) =>
  t.field({
    type: BalanceChangeType,
    description:
      'All balances of an organization, its pools’ and its members’: first each as it is now, then after each journal entry of any, in order for each wallet. Wallets that are new join in.',
    authScopes: { may: 'read' },
    args: {
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
      after: t.arg({
        type: [WalletSequence],
        description: `How far the client has followed which wallets, when it comes back: of those it gets each journal entry since, in place of the present state. Up to ${SEEN_MAX}.`,
      }),
    },
    subscribe: async (_root, { organizationId: named, after }, context, info) => {
      const organizationId = organizationIdFor(context, named)
      const seen = new Map(
        seenBefore(after).map(({ walletId, sequence }) => [idIn(organizationId ?? '', walletId), sequence]),
      )
      const changes = organizationId && (await watchWallets(context.app, organizationId, seen, optionsOf(info)))
      if (!changes) throw requestError(notFound('organization'))
      return changes
    },
    resolve: (change) => change,
  }),
)
