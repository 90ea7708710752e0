// Wallets, lots, holds and the journal: their part of the API.

import { HoldStatus, JournalEntryType, LotKind, type Wallet } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  refusalType,
  requestError,
  resultType,
} from '../graphql/errors.ts'
import { splitTenantId, tenantId } from '../graphql/ids.ts'
import type {
  CreditsOutOfBounds,
  ExpiryPassed,
  HoldNotOpen,
  InsufficientCredits,
  SpendExceedsHold,
} from '../ledger/refusals.ts'
import { OrganizationNode, whereVisible } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import type { HoldOfTask } from './commands.ts'
import { type BalanceChange, watchBalance } from './live.ts'
import {
  DEFAULT_CREDIT_TYPE,
  freezeCredits,
  type Granted,
  grantCredits,
  type HeldCredits,
  releaseCredits,
  spendCredits,
} from './operations.ts'

const LotKindEnum = builder.enumType('LotKind', {
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

const JournalEntryTypeEnum = builder.enumType('JournalEntryType', {
  description: 'Between which buckets an entry’s credits went.',
  values: {
    GRANT: { value: JournalEntryType.GRANT, description: 'New credits to available.' },
    FREEZE: { value: JournalEntryType.FREEZE, description: 'Available to frozen.' },
    SPEND: { value: JournalEntryType.SPEND, description: 'Frozen to spent.' },
    RELEASE: { value: JournalEntryType.RELEASE, description: 'Frozen back to available.' },
    EXPIRE: { value: JournalEntryType.EXPIRE, description: 'Available to expired.' },
  },
})

export const WalletNode = builder.prismaNode('Wallet', {
  nullable: true,
  description:
    'The credits of one type of one organization. granted = available + frozen + spent + expired, at every moment.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'Credits of one type can’t pay for another.' }),
    available: t.expose('available', { type: 'Credits', description: 'Credits that can be frozen now.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Credits held for tasks and holds that are open.' }),
    total: t.field({
      type: 'Credits',
      description: 'available + frozen.',
      resolve: ({ available, frozen }) => available + frozen,
    }),
    spent: t.expose('spent', { type: 'Credits', description: 'Credits spent, ever.' }),
    expired: t.expose('expired', { type: 'Credits', description: 'Credits that expired unspent, ever.' }),
    granted: t.expose('granted', { type: 'Credits', description: 'Credits granted, ever.' }),
    sequence: t.field({
      type: 'Credits',
      description: 'How many journal entries there are: the number of the newest.',
      resolve: (wallet) => wallet.sequence,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened, UTC.' }),
    organization: t.relation('organization', { description: 'Whose credits these are.' }),
    lots: t.relatedConnection('lots', {
      cursor: 'organizationId_id',
      description: 'The lots of credits that came in, newest first.',
      args: { open: t.arg.boolean({ description: 'Only lots with credits left (true), or without (false).' }) },
      query: ({ open }) => ({ where: typeof open === 'boolean' ? { open } : {}, orderBy: { id: 'desc' } }),
    }),
    openHolds: t.relatedConnection('holds', {
      cursor: 'organizationId_id',
      description: 'The holds whose credits are frozen now, oldest first. They add up to `frozen`.',
      query: { where: { status: 'OPEN' }, orderBy: { id: 'asc' } },
    }),
    journal: t.relatedConnection('journal', {
      cursor: 'organizationId_walletId_sequence',
      description: 'Every change of this wallet, newest first. The entries add up to its buckets.',
      query: { orderBy: { sequence: 'desc' } },
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'wallet', (t) =>
  t.field({
    type: WalletNode,
    nullable: true,
    description: 'The wallet of one credit type; null while nothing of that type was ever granted.',
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    },
    select: ({ creditType }, _context, nestedSelection) => ({
      wallets: nestedSelection({ where: { creditType } }),
    }),
    resolve: ({ wallets }) => wallets[0] ?? null,
  }),
)

export const LotNode = builder.prismaNode('CreditLot', {
  nullable: true,
  description: 'Credits that came in together. granted = available + frozen + spent + expired.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  fields: (t) => ({
    kind: t.field({ type: LotKindEnum, description: 'How they came in.', resolve: (lot) => lot.kind }),
    granted: t.expose('granted', { type: 'Credits', description: 'Credits that came in.' }),
    available: t.expose('available', { type: 'Credits', description: 'Of those, credits that can be frozen now.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Of those, credits in open holds.' }),
    spent: t.expose('spent', { type: 'Credits', description: 'Of those, credits spent.' }),
    expired: t.expose('expired', { type: 'Credits', description: 'Of those, credits that expired unspent.' }),
    priority: t.exposeInt('priority', { description: 'Lower burns first.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From this instant on its credits can’t be frozen, UTC. Null: never.',
    }),
    source: t.exposeString('source', { nullable: true, description: 'Where they came from, in the platform’s words.' }),
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
  fields: (t) => ({
    status: t.field({ type: HoldStatusEnum, description: 'OPEN, or how it ended.', resolve: (hold) => hold.status }),
    credits: t.expose('credits', { type: 'Credits', description: 'Credits that were frozen.' }),
    spent: t.expose('spent', { type: 'Credits', description: 'Of those, credits spent.' }),
    released: t.expose('released', { type: 'Credits', description: 'Of those, credits given back.' }),
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
  fields: (t) => ({
    sequence: t.field({
      type: 'Credits',
      description: 'Its number in the wallet’s journal: 1, 2, 3 … without gaps.',
      resolve: (entry) => entry.sequence,
    }),
    type: t.field({ type: JournalEntryTypeEnum, description: 'What happened.', resolve: (entry) => entry.type }),
    credits: t.expose('credits', {
      type: 'Credits',
      description: 'How many credits went from one bucket to the other.',
    }),
    available: t.expose('available', { type: 'Credits', description: 'The wallet’s available credits after it.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'The wallet’s frozen credits after it.' }),
    hash: t.string({
      description: 'SHA-256 over this entry and the hash of the one before, in hexadecimal.',
      resolve: (entry) => Buffer.from(entry.hash).toString('hex'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was decided, UTC.' }),
    lot: t.relation('lot', { nullable: true, description: 'The lot that was granted or that expired.' }),
    hold: t.relation('hold', { nullable: true, description: 'The hold that was opened or ended.' }),
    task: t.relation('task', { nullable: true, description: 'The task whose hold that is.' }),
    wallet: t.relation('wallet', { description: 'Whose line this is.' }),
  }),
})

// Refusals.

export const InsufficientCreditsError = refusalType<InsufficientCredits>(
  'INSUFFICIENT_CREDITS',
  'There are fewer credits available than the request needs. Nothing was frozen.',
  (t) => ({
    required: t.expose('required', { type: 'Credits', description: 'Credits that the request needs.' }),
    available: t.expose('available', { type: 'Credits', description: 'Credits that can be frozen now.' }),
    shortfall: t.expose('shortfall', { type: 'Credits', description: 'required - available.' }),
  }),
)

const HoldNotOpenError = refusalType<HoldNotOpen>('HOLD_NOT_OPEN', 'The hold has ended already.', (t) => ({
  status: t.expose('status', { type: HoldStatusEnum, description: 'How it ended.' }),
}))

export const SpendExceedsHoldError = refusalType<SpendExceedsHold>(
  'SPEND_EXCEEDS_HOLD',
  'More credits were to be spent than are frozen.',
  (t) => ({
    requested: t.expose('requested', { type: 'Credits', description: 'Credits that were to be spent.' }),
    frozen: t.expose('frozen', {
      type: 'Credits',
      description: 'Credits that are frozen: the most that can be spent.',
    }),
  }),
)

const HoldOfTaskError = refusalType<HoldOfTask>(
  'HOLD_OF_TASK',
  'The hold pays for a task and ends with it: complete, fail or cancel the task.',
)

const CreditsOutOfBoundsError = refusalType<CreditsOutOfBounds>(
  'CREDITS_OUT_OF_BOUNDS',
  'The wallet would have been granted more than 2^53-1 credits in all.',
)

const ExpiryPassedError = refusalType<ExpiryPassed>('EXPIRY_PASSED', 'The given expiry is not in the future.')

// Mutations.

const GrantCreditsInput = builder.inputType('GrantCreditsInput', {
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, required: true, description: 'Who gets them.' }),
    credits: t.field({ type: 'Credits', required: true, description: 'How many, 1 or more.' }),
    creditType: t.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    kind: t.field({
      type: LotKindEnum,
      defaultValue: LotKind.TOP_UP,
      required: true,
      description: 'How they come in.',
    }),
    priority: t.int({ defaultValue: 0, required: true, description: 'Lower burns first.' }),
    expiresAt: t.field({ type: 'DateTime', description: 'From when on they can’t be used. Null: never.' }),
    source: t.string({ description: 'Where they come from, in your words, such as an invoice number.' }),
    idempotencyKey: t.string({ description: 'Grants once however often this is sent; 1 to 255 characters.' }),
  }),
})

const GrantCreditsSuccess = builder.objectRef<Granted>('GrantCreditsSuccess').implement({
  fields: (t) => ({
    lot: t.field({ type: LotNode, description: 'What came in.', resolve: ({ lot }) => lot as never }),
    wallet: t.field({ type: WalletNode, description: 'Where it went.', resolve: ({ wallet }) => wallet }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key granted it earlier.' }),
  }),
})

const held = {
  hold: { type: HoldNode, description: 'The hold.', resolve: ({ hold }: HeldCredits) => hold },
  wallet: { type: WalletNode, description: 'Whose credits these are.', resolve: ({ wallet }: HeldCredits) => wallet },
}

function heldSuccess(name: string) {
  return builder.objectRef<HeldCredits>(name).implement({
    fields: (t) => ({
      hold: t.field(held.hold),
      wallet: t.field(held.wallet),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const FreezeCreditsInput = builder.inputType('FreezeCreditsInput', {
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, required: true, description: 'Whose credits to freeze.' }),
    credits: t.field({ type: 'Credits', required: true, description: 'How many, 1 or more.' }),
    creditType: t.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    description: t.string({ description: 'What for, in your words.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When to release it if it is still open; in an hour if absent.',
    }),
    idempotencyKey: t.string({ description: 'Freezes once however often this is sent; 1 to 255 characters.' }),
  }),
})

const SpendCreditsInput = builder.inputType('SpendCreditsInput', {
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    credits: t.field({ type: 'Credits', description: 'How many to spend; the rest is given back. All if absent.' }),
    idempotencyKey: t.string({ description: 'Spends once however often this is sent; 1 to 255 characters.' }),
  }),
})

const ReleaseCreditsInput = builder.inputType('ReleaseCreditsInput', {
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    idempotencyKey: t.string({ description: 'Releases once however often this is sent; 1 to 255 characters.' }),
  }),
})

const SETTLE_ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError, HoldNotOpenError, HoldOfTaskError]

builder.mutationFields((t) => ({
  grantCredits: t.field({
    type: resultType('GrantCreditsResult', GrantCreditsSuccess, [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
      CreditsOutOfBoundsError,
      ExpiryPassedError,
    ]),
    nullable: true,
    description: 'Brings credits in as a new lot. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: GrantCreditsInput, required: true }) },
    resolve: (_root, { input }, { app }) => grantCredits(app, { ...input, organizationId: input.organizationId.id }),
  }),
  freezeCredits: t.field({
    type: resultType('FreezeCreditsResult', heldSuccess('FreezeCreditsSuccess'), [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
      InsufficientCreditsError,
      ExpiryPassedError,
    ]),
    nullable: true,
    description: 'Opens a hold on available credits, taken from the lots in burn-down order. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: FreezeCreditsInput, required: true }) },
    resolve: (_root, { input }, { app }) => freezeCredits(app, { ...input, organizationId: input.organizationId.id }),
  }),
  spendCredits: t.field({
    type: resultType('SpendCreditsResult', heldSuccess('SpendCreditsSuccess'), [
      ...SETTLE_ERRORS,
      SpendExceedsHoldError,
    ]),
    nullable: true,
    description: 'Ends a hold: spends its credits, all or a part, and gives the rest back. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: SpendCreditsInput, required: true }) },
    resolve: (_root, { input: { holdId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(holdId.id)
      return spendCredits(app, { ...input, organizationId, holdId: id })
    },
  }),
  releaseCredits: t.field({
    type: resultType('ReleaseCreditsResult', heldSuccess('ReleaseCreditsSuccess'), SETTLE_ERRORS),
    nullable: true,
    description: 'Ends a hold: gives all its credits back to the lots they came from. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: ReleaseCreditsInput, required: true }) },
    resolve: (_root, { input: { holdId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(holdId.id)
      return releaseCredits(app, { ...input, organizationId, holdId: id })
    },
  }),
}))

// Live.

const BalanceChangeType = builder.objectRef<BalanceChange>('BalanceChange').implement({
  description: 'A wallet’s balance: as it is when a subscription begins, then after each journal entry.',
  fields: (t) => ({
    sequence: t.field({
      type: 'Credits',
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

builder.subscriptionField('balanceChanged', (t) =>
  t.field({
    type: BalanceChangeType,
    description: 'A wallet’s balance: first as it is now, then after each journal entry, in order.',
    authScopes: { signedIn: true },
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
    },
    subscribe: async (_root, { creditType, organizationId: named }, context) => {
      callerOf(context)
      const organizationId = organizationIdFor(context, named)
      const changes = organizationId && (await watchBalance(context.app, organizationId, creditType))
      if (!changes) throw requestError(notFound('wallet'))
      return changes
    },
    resolve: (change) => change,
  }),
)
