// Chargebacks: their part of the API.

import { builder } from '../graphql/builder.ts'
import { refusalType, resultType } from '../graphql/errors.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { costOf } from '../ledger/money.ts'
import type { DisputeState } from '../ledger/refusals.ts'
import { closeDispute, type DisputeAnswer, openDispute } from './disputes.ts'
import { LotDisputeEnum, LotNode } from './lots.schema.ts'
import { COMMON_ERRORS } from './refusals.schema.ts'
import { WalletNode } from './wallet.schema.ts'

export const DisputeStateError = refusalType<DisputeState>('DISPUTE_STATE', (t) => ({
  dispute: t.expose('dispute', {
    type: LotDisputeEnum,
    nullable: true,
    description: 'The state of the dispute of the lot; null if there was no dispute.',
  }),
}))

function disputeSuccess(name: string) {
  return builder.objectRef<DisputeAnswer>(name).implement({
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
        description:
          'The credits that had not been spent, in all wallets, if the dispute was LOST: they are revoked. 0 if it was WON.',
      }),
      chargedBack: t.expose('chargedBack', {
        type: 'Credits',
        description:
          'The credits that had been spent, in all wallets, if the dispute was LOST: `wallet` owes them. 0 if it was WON.',
      }),
      loss: t.field({
        type: MoneyType,
        nullable: true,
        description:
          'The money that was paid for the credits that are charged back; null if the cost of the lot is unknown.',
        resolve: ({ lot, chargedBack }) => costOf(lot, chargedBack),
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const OpenDisputeInput = builder.inputType('OpenDisputeInput', {
  description: 'A lot whose payment is disputed, and the reason.',
  fields: (t) => ({
    lotId: t.globalID({ for: LotNode, required: true, description: 'The lot, or one that was split off it.' }),
    reason: t.string({ required: true, description: 'The reason, for the journal; 1 to 500 characters.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
    }),
  }),
})

const DisputeOutcomeEnum = builder.enumType('DisputeOutcome', {
  description: 'The outcomes of a dispute for the platform.',
  values: {
    WON: { description: 'The dispute was won: the payment stands.' },
    LOST: { description: 'The dispute was lost: the payment was taken back.' },
  } as const,
})

const CloseDisputeInput = builder.inputType('CloseDisputeInput', {
  description: 'A lot whose dispute has ended, and how.',
  fields: (t) => ({
    lotId: t.globalID({ for: LotNode, required: true, description: 'The lot, or one that was split off it.' }),
    outcome: t.field({ type: DisputeOutcomeEnum, required: true, description: 'The outcome: how it ended.' }),
    reason: t.string({ required: true, description: 'The reason, for the journal; 1 to 500 characters.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
    }),
  }),
})

const ERRORS = [...COMMON_ERRORS, DisputeStateError]

builder.mutationFields((t) => ({
  openDispute: t.field({
    type: resultType('OpenDisputeResult', disputeSuccess('OpenDisputeSuccess'), ERRORS),
    description:
      'Opens a dispute over the payment for a lot: its credits can’t be used, in any wallet. Frozen credits stay frozen. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: OpenDisputeInput, required: true }) },
    resolve: (_root, { input: { lotId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(lotId.id)
      return openDispute(app, { ...input, organizationId, lotId: id })
    },
  }),
  closeDispute: t.field({
    type: resultType('CloseDisputeResult', disputeSuccess('CloseDisputeSuccess'), ERRORS),
    description:
      'Closes a dispute. WON: the lot is as it was before. LOST: its unspent credits are revoked, and the wallet that they were granted to owes the spent ones. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: CloseDisputeInput, required: true }) },
    resolve: (_root, { input: { lotId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(lotId.id)
      return closeDispute(app, { ...input, organizationId, lotId: id })
    },
  }),
}))
