// What can be done with a wallet: the mutations and their refusals.

import { BudgetExceededError } from '../budgets/schema.ts'
import { LotKind } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import {
  CreditsOutOfBoundsError,
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { type GlobalId, idIn, splitTenantId } from '../graphql/ids.ts'
import type {
  ExpiryPassed,
  HoldNotOpen,
  InsufficientCredits,
  LotLocked,
  LotNotLocked,
  Source,
  SpendExceedsHold,
} from '../ledger/refusals.ts'
import { DEFAULT_CREDIT_TYPE } from '../ledger/wallet.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import type { HoldOfTask } from './commands.ts'
import {
  type Adjusted,
  adjustCredits,
  extendHold,
  freezeCredits,
  type Granted,
  grantCredits,
  growHold,
  type HeldCredits,
  lockLot,
  type PurchaseNotAllowed,
  releaseCredits,
  setWalletPolicy,
  spendCredits,
  unlockLot,
} from './operations.ts'
import {
  BurnDownCriterionEnum,
  HeldPastExpiryEnum,
  HoldNode,
  HoldStatusEnum,
  LatePolicyEnum,
  LotKindEnum,
  LotLockEnum,
  LotNode,
  WalletNode,
} from './schema.ts'

// Refusals.

export const SourceType = builder.objectRef<Source>('CreditSource').implement({
  description: 'A wallet that was asked to pay.',
  fields: (t) => ({
    isPool: t.exposeBoolean('isPool', { description: 'True for the pool, false for the member’s own wallet.' }),
    available: t.expose('available', { type: 'Credits', description: 'Credits that could be frozen there.' }),
  }),
})

export const InsufficientCreditsError = refusalType<InsufficientCredits>(
  'INSUFFICIENT_CREDITS',
  'There are fewer credits available than the request needs. Nothing was frozen.',
  (t) => ({
    required: t.expose('required', { type: 'Credits', description: 'Credits that the request needs.' }),
    available: t.expose('available', {
      type: 'Credits',
      description: 'Credits that can be frozen now, in the wallet that has most.',
    }),
    shortfall: t.expose('shortfall', { type: 'Credits', description: 'required - available.' }),
    sources: t.expose('sources', {
      type: [SourceType],
      description: 'The wallets that could have paid, in the order in which they were asked. One must pay the whole.',
    }),
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

const PurchaseNotAllowedError = refusalType<PurchaseNotAllowed>(
  'PURCHASE_NOT_ALLOWED',
  'The organization’s plan has no credits to buy beside it.',
)

export const ExpiryPassedError = refusalType<ExpiryPassed>('EXPIRY_PASSED', 'The given expiry is not in the future.')

// Mutations.

const MoneyInput = builder.inputType('MoneyInput', {
  description: 'An amount of money.',
  fields: (t) => ({
    amount: t.field({
      type: 'Credits',
      required: true,
      description: 'In the currency’s smallest unit: 1999 is 19.99 USD. A whole number, as Credits are.',
    }),
    currency: t.string({ required: true, description: 'ISO 4217: USD.' }),
  }),
})

const GrantCreditsInput = builder.inputType('GrantCreditsInput', {
  description: 'Credits to bring in.',
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
    priority: t.int({ description: 'Lower burns first. As the catalogue says for the kind if absent, else 0.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'From when on they can’t be used. As the catalogue says for the kind if absent, else never.',
    }),
    requiresSubscription: t.boolean({
      description:
        'Whether they are locked while no subscription is active. As the catalogue says for the kind if absent.',
    }),
    heldPastExpiry: t.field({
      type: HeldPastExpiryEnum,
      description: 'What becomes of those that come back from a hold after `expiresAt`.',
    }),
    graceSeconds: t.int({ description: 'With GRACE: how long those can still be used, 1 second to ten years.' }),
    paid: t.field({ type: MoneyInput, description: 'What was paid for all of them: their cost basis.' }),
    usableFrom: t.field({ type: 'DateTime', description: 'From when on they can be used. Null: at once.' }),
    models: t.stringList({ description: 'The only models that they pay for. Empty or absent: all.' }),
    operations: t.stringList({ description: 'The only operations that they pay for. Empty or absent: all.' }),
    source: t.string({ description: 'Where they come from, in your words, such as an invoice number.' }),
    idempotencyKey: t.string({ description: 'Grants once however often this is sent; 1 to 255 characters.' }),
  }),
})

const GrantCreditsSuccess = builder.objectRef<Granted>('GrantCreditsSuccess').implement({
  description: 'It is done, or was done earlier under the same idempotency key.',
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
    description: 'It is done, or was done earlier under the same idempotency key.',
    fields: (t) => ({
      hold: t.field(held.hold),
      wallet: t.field(held.wallet),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const PurposeInput = builder.inputType('PurposeInput', {
  description: 'What credits are frozen for. Lots that are limited to something else are left alone.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'The model that will be used.' }),
    operation: t.string({ required: true, description: 'The operation that will be done.' }),
  }),
})

const purposeField = 'What for; absent: for anything, so that only unlimited lots pay.'

const FreezeCreditsInput = builder.inputType('FreezeCreditsInput', {
  description: 'Credits to freeze.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, required: true, description: 'Whose credits to freeze.' }),
    memberId: t.globalID({ for: MemberNode, description: 'From this member’s own wallet; from the pool if absent.' }),
    credits: t.field({ type: 'Credits', required: true, description: 'How many, 1 or more.' }),
    creditType: t.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    purpose: t.field({ type: PurposeInput, description: purposeField }),
    description: t.string({ description: 'What for, in your words.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When to release it if it is still open; in an hour if absent.',
    }),
    idempotencyKey: t.string({ description: 'Freezes once however often this is sent; 1 to 255 characters.' }),
  }),
})

const SpendCreditsInput = builder.inputType('SpendCreditsInput', {
  description: 'Credits of a hold to spend.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    credits: t.field({ type: 'Credits', description: 'How many to spend. All that are frozen if absent.' }),
    keepOpen: t.boolean({
      defaultValue: false,
      required: true,
      description: 'True: what remains stays frozen, for a later part. False: it is given back.',
    }),
    purpose: t.field({
      type: PurposeInput,
      description:
        'What for, where more is spent than was frozen. Absent: for anything, so that only unlimited lots pay.',
    }),
    idempotencyKey: t.string({ description: 'Spends once however often this is sent; 1 to 255 characters.' }),
  }),
})

const ReleaseCreditsInput = builder.inputType('ReleaseCreditsInput', {
  description: 'A hold to release.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    idempotencyKey: t.string({ description: 'Releases once however often this is sent; 1 to 255 characters.' }),
  }),
})

const GrowHoldInput = builder.inputType('GrowHoldInput', {
  description: 'What to add to a hold.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    credits: t.field({ type: 'Credits', required: true, description: 'How many more to freeze, 1 or more.' }),
    purpose: t.field({ type: PurposeInput, description: purposeField }),
    idempotencyKey: t.string({ description: 'Grows once however often this is sent; 1 to 255 characters.' }),
  }),
})

const ExtendHoldInput = builder.inputType('ExtendHoldInput', {
  description: 'Another deadline for a hold.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The open hold.' }),
    expiresAt: t.field({ type: 'DateTime', required: true, description: 'When to release it if it is still open.' }),
    idempotencyKey: t.string({ description: 'Does it once however often this is sent; 1 to 255 characters.' }),
  }),
})

const lotChangeInput = (name: string) =>
  builder.inputType(name, {
    description: 'Which lot, and why.',
    fields: (t) => ({
      lotId: t.globalID({ for: LotNode, required: true, description: 'The lot.' }),
      reason: t.string({ required: true, description: 'Why, for the journal; 1 to 500 characters.' }),
      idempotencyKey: t.string({ description: 'Does it once however often this is sent; 1 to 255 characters.' }),
    }),
  })

const AdjustCreditsInput = builder.inputType('AdjustCreditsInput', {
  description: 'A correction of a wallet.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, required: true, description: 'Whose credits to correct.' }),
    memberId: t.globalID({ for: MemberNode, description: 'To take from this member’s own wallet; absent: the pool.' }),
    creditType: t.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    add: t.field({ type: 'Credits', description: 'How many to bring in, as a new lot. Give this or `remove`.' }),
    remove: t.field({
      type: 'Credits',
      description: 'How many available ones to take out, in burn-down order. Give this or `add`.',
    }),
    reason: t.string({ required: true, description: 'Why, for the journal; 1 to 500 characters.' }),
    idempotencyKey: t.string({ description: 'Does it once however often this is sent; 1 to 255 characters.' }),
  }),
})

const SetWalletPolicyInput = builder.inputType('SetWalletPolicyInput', {
  description: 'What to change of a wallet’s policy.',
  fields: (t) => ({
    walletId: t.globalID({ for: WalletNode, required: true, description: 'The wallet.' }),
    burnDown: t.field({
      type: [BurnDownCriterionEnum],
      description: 'What decides which lot burns first, then second, and so on. Absent: as it is.',
    }),
    overspend: t.boolean({
      description: 'Whether more may be spent from a hold than it froze, if the wallet has it. Absent: as it is.',
    }),
    latePolicy: t.field({
      type: LatePolicyEnum,
      description: 'Who bears what a late success costs that the wallet can’t pay. Absent: as it is.',
    }),
    idempotencyKey: t.string({ description: 'Does it once however often this is sent; 1 to 255 characters.' }),
  }),
})

function lotSuccess(name: string) {
  return builder.objectRef<Granted>(name).implement({
    description: 'It is done, or was done earlier under the same idempotency key.',
    fields: (t) => ({
      lot: t.field({ type: LotNode, description: 'The lot.', resolve: ({ lot }) => lot as never }),
      wallet: t.field({ type: WalletNode, description: 'Where it is.', resolve: ({ wallet }) => wallet }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

function walletSuccess(name: string) {
  return builder.objectRef<Adjusted>(name).implement({
    description: 'It is done, or was done earlier under the same idempotency key.',
    fields: (t) => ({
      wallet: t.field({ type: WalletNode, description: 'The wallet after it.', resolve: ({ wallet }) => wallet }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const LotLockedError = refusalType<LotLocked>('LOT_LOCKED', 'The lot is locked already.', (t) => ({
  lock: t.expose('lock', { type: LotLockEnum, description: 'Why.' }),
}))

const LotNotLockedError = refusalType<LotNotLocked>('LOT_NOT_LOCKED', 'The lot is not locked.')

/** Whose wallet an input names. */
function holderOf({ organizationId, memberId }: { organizationId: GlobalId; memberId?: GlobalId | null }) {
  return { organizationId: organizationId.id, memberId: memberId ? idIn(organizationId.id, memberId) : null }
}

export const COMMON_ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError]
const SETTLE_ERRORS = [...COMMON_ERRORS, HoldNotOpenError, HoldOfTaskError]

builder.mutationFields((t) => ({
  grantCredits: t.field({
    type: resultType('GrantCreditsResult', GrantCreditsSuccess, [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
      CreditsOutOfBoundsError,
      ExpiryPassedError,
      PurchaseNotAllowedError,
      LimitReachedError,
    ]),
    nullable: true,
    description: 'Brings credits in as a new lot. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: GrantCreditsInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, { app }) =>
      grantCredits(app, {
        ...input,
        organizationId: input.organizationId.id,
        models: input.models ?? [],
        operations: input.operations ?? [],
      }),
  }),
  freezeCredits: t.field({
    type: resultType('FreezeCreditsResult', heldSuccess('FreezeCreditsSuccess'), [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
      InsufficientCreditsError,
      BudgetExceededError,
      ExpiryPassedError,
    ]),
    nullable: true,
    description: 'Opens a hold on available credits, taken from the lots in burn-down order. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: FreezeCreditsInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, { app }) => freezeCredits(app, { ...input, ...holderOf(input) }),
  }),
  spendCredits: t.field({
    type: resultType('SpendCreditsResult', heldSuccess('SpendCreditsSuccess'), [
      ...SETTLE_ERRORS,
      SpendExceedsHoldError,
      InsufficientCreditsError,
      BudgetExceededError,
      LimitReachedError,
    ]),
    nullable: true,
    description:
      'Spends credits of a hold, all or a part. The rest is given back, or stays frozen for later parts. A hold that has timed out is settled late, once: paid again if the credits are there, else owed or written off (`hold.late`). For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: SpendCreditsInput, required: true, description: 'What to do.' }) },
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
    args: { input: t.arg({ type: ReleaseCreditsInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input: { holdId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(holdId.id)
      return releaseCredits(app, { ...input, organizationId, holdId: id })
    },
  }),
  growHold: t.field({
    type: resultType('GrowHoldResult', heldSuccess('GrowHoldSuccess'), [
      ...SETTLE_ERRORS,
      InsufficientCreditsError,
      BudgetExceededError,
      LimitReachedError,
    ]),
    nullable: true,
    description: 'Freezes more for an open hold. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: GrowHoldInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input: { holdId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(holdId.id)
      return growHold(app, { ...input, organizationId, holdId: id })
    },
  }),
  extendHold: t.field({
    type: resultType('ExtendHoldResult', heldSuccess('ExtendHoldSuccess'), [...SETTLE_ERRORS, ExpiryPassedError]),
    nullable: true,
    description: 'Gives an open hold another deadline. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: ExtendHoldInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input: { holdId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(holdId.id)
      return extendHold(app, { ...input, organizationId, holdId: id })
    },
  }),
  lockLot: t.field({
    type: resultType('LockLotResult', lotSuccess('LockLotSuccess'), [...COMMON_ERRORS, LotLockedError]),
    nullable: true,
    description:
      'Keeps a lot from being used until it is unlocked. What it has frozen stays frozen, and is locked when it comes back. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: lotChangeInput('LockLotInput'), required: true, description: 'What to do.' }) },
    resolve: (_root, { input: { lotId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(lotId.id)
      return lockLot(app, { ...input, organizationId, lotId: id })
    },
  }),
  unlockLot: t.field({
    type: resultType('UnlockLotResult', lotSuccess('UnlockLotSuccess'), [
      ...COMMON_ERRORS,
      LotNotLockedError,
      LotLockedError,
    ]),
    nullable: true,
    description: 'Lets a lot be used again, or before its time. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: lotChangeInput('UnlockLotInput'), required: true, description: 'What to do.' }) },
    resolve: (_root, { input: { lotId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(lotId.id)
      return unlockLot(app, { ...input, organizationId, lotId: id })
    },
  }),
  adjustCredits: t.field({
    type: resultType('AdjustCreditsResult', walletSuccess('AdjustCreditsSuccess'), [
      ...COMMON_ERRORS,
      CreditsOutOfBoundsError,
      InsufficientCreditsError,
      LimitReachedError,
    ]),
    nullable: true,
    description: 'Corrects a wallet, up or down, never below zero, with a reason. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: AdjustCreditsInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, { app }) => adjustCredits(app, { ...input, ...holderOf(input) }),
  }),
  setWalletPolicy: t.field({
    type: resultType('SetWalletPolicyResult', walletSuccess('SetWalletPolicySuccess'), COMMON_ERRORS),
    nullable: true,
    description: 'Sets the order in which a wallet’s lots burn, and whether holds may be overspent. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: SetWalletPolicyInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input: { walletId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(walletId.id)
      return setWalletPolicy(app, { ...input, organizationId, walletId: id })
    },
  }),
}))
