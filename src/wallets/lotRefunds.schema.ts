// Refunds of purchases, and debts that are settled by hand: their part of the API.

import { builder } from '../graphql/builder.ts'
import { refusalType, resultType } from '../graphql/errors.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { MoneyInput, MoneyType } from '../graphql/money.ts'
import { costOf } from '../ledger/money.ts'
import type { NothingOwed, RefundExceedsLot } from '../ledger/refusals.ts'
import type { Answer } from '../operation.ts'
import { settleDebts } from './debts.ts'
import { DisputeStateError } from './disputes.schema.ts'
import type { DisputedLot } from './disputes.ts'
import { refundLot } from './lotRefunds.ts'
import { LotNode } from './lots.schema.ts'
import { COMMON_ERRORS } from './refusals.schema.ts'
import { WalletNode, walletSuccess } from './wallet.schema.ts'

const RefundExceedsLotError = refusalType<RefundExceedsLot>('REFUND_EXCEEDS_LOT', (t) => ({
  requested: t.expose('requested', {
    type: 'Credits',
    description: 'The number of credits that were to be taken back.',
  }),
  refundable: t.expose('refundable', {
    type: 'Credits',
    description: 'The number of credits of the purchase that are unused or spent: the most that can be taken back.',
  }),
  frozen: t.expose('frozen', {
    type: 'Credits',
    description: 'The number of its credits that are frozen, and can be taken back once their holds have ended.',
  }),
}))

const NothingOwedError = refusalType<NothingOwed>('NOTHING_OWED')

const idempotencyKey = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const RefundLotSuccess = builder.objectRef<Answer<DisputedLot>>('RefundLotSuccess').implement({
  description: 'The request was carried out, now or earlier under the same idempotency key.',
  fields: (t) => ({
    lot: t.field({
      type: LotNode,
      description: 'The lot that the credits came in with.',
      resolve: ({ lot }) => lot as never,
    }),
    wallet: t.field({ type: WalletNode, description: 'The wallet of the lot.', resolve: ({ wallet }) => wallet }),
    revoked: t.expose('revoked', {
      type: 'Credits',
      description: 'The number of unused credits that were taken back, in all wallets.',
    }),
    chargedBack: t.expose('chargedBack', {
      type: 'Credits',
      description:
        'The number of credits that had been spent, in all wallets. `wallet` owes them, or they are written off, as its `latePolicy` says.',
    }),
    money: t.field({
      type: MoneyType,
      nullable: true,
      description:
        'The money that was paid for the credits that were taken back; null if the cost of the lot is unknown.',
      resolve: ({ lot, revoked, chargedBack }) => costOf(lot, revoked + chargedBack),
    }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
  }),
})

const RefundLotInput = builder.inputType('RefundLotInput', {
  description: 'A purchase whose payment was given back, all or a part.',
  fields: (t) => ({
    lotId: t.globalID({
      for: LotNode,
      required: true,
      description: 'The lot that the payment brought, or one that was split off it.',
    }),
    credits: t.field({
      type: 'Credits',
      description: 'The number of credits to take back, 1 or more. Give exactly one of `credits` and `money`.',
    }),
    money: t.field({
      type: MoneyInput,
      description:
        'The money that was given back: it must pay for whole credits of the lot, in the currency of the lot. Give exactly one of `credits` and `money`.',
    }),
    reason: t.string({
      required: true,
      description: 'The reason, for the journal and the audit log; 1 to 500 characters.',
    }),
    idempotencyKey: t.string(idempotencyKey),
  }),
})

const SettleDebtInput = builder.inputType('SettleDebtInput', {
  description: 'A wallet that owes credits.',
  fields: (t) => ({
    walletId: t.globalID({ for: WalletNode, required: true, description: 'The id of the wallet.' }),
    reason: t.string({ required: true, description: 'The reason, for the audit log; 1 to 500 characters.' }),
    idempotencyKey: t.string(idempotencyKey),
  }),
})

builder.mutationFields((t) => ({
  refundLot: t.field({
    type: resultType('RefundLotResult', RefundLotSuccess, [...COMMON_ERRORS, DisputeStateError, RefundExceedsLotError]),
    description:
      'Takes credits of a purchase back, because its payment was given back: unused ones first, in whichever wallet they are, then spent ones, which the wallet owes or which are written off (`latePolicy`). Frozen and expired credits are not taken. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: RefundLotInput, required: true }) },
    resolve: (_root, { input: { lotId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(lotId.id)
      return refundLot(app, { ...input, organizationId, lotId: id })
    },
  }),
  settleDebt: t.field({
    type: resultType('SettleDebtResult', walletSuccess('SettleDebtSuccess'), [...COMMON_ERRORS, NothingOwedError]),
    description:
      'Pays what a wallet owes from all of its credits that can be used now, those of lots that are limited to some models or operations among them, which pay no debts by themselves. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: SettleDebtInput, required: true }) },
    resolve: (_root, { input: { walletId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(walletId.id)
      return settleDebts(app, { ...input, organizationId, walletId: id })
    },
  }),
}))
