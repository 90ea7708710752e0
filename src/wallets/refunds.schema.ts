// Refunds of holds: their part of the API.

import { builder } from '../graphql/builder.ts'
import { CreditsOutOfBoundsError, refusalType, resultType } from '../graphql/errors.ts'
import { splitTenantId } from '../graphql/ids.ts'
import type { HoldOpen, RefundExceedsSpent } from '../ledger/refusals.ts'
import { HoldNode, HoldOfTaskError, heldSuccess } from './holds.schema.ts'
import { refundHold } from './refunds.ts'
import { COMMON_ERRORS } from './refusals.schema.ts'

const HoldOpenError = refusalType<HoldOpen>('HOLD_OPEN')

const RefundExceedsSpentError = refusalType<RefundExceedsSpent>('REFUND_EXCEEDS_SPENT', (t) => ({
  requested: t.expose('requested', {
    type: 'Credits',
    nullable: true,
    description: 'Credits that were to be refunded; null: all that were used.',
  }),
  refundable: t.expose('refundable', {
    type: 'Credits',
    description: 'Credits that were used and not refunded yet: the most that can be refunded.',
  }),
}))

/** The refusals of refunds. */
export const REFUND_ERRORS = [
  ...COMMON_ERRORS,
  HoldOpenError,
  RefundExceedsSpentError,
  CreditsOutOfBoundsError,
] as const

/** The fields of every refund input: the credits, the reason and the idempotency key. */
export const refundFields = {
  credits: {
    type: 'Credits',
    description: 'The number of credits to refund, 1 or more. Null: all that were used and not refunded yet.',
  },
  reason: { required: true, description: 'The reason, for the journal and the audit log; 1 to 500 characters.' },
  idempotencyKey: {
    description: 'Refunds once however often this is sent; 1 to 255 characters. Null: each request refunds.',
  },
} as const

const RefundHoldInput = builder.inputType('RefundHoldInput', {
  description: 'A hold without a task that has ended, and the credits to give back of it.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, required: true, description: 'The hold that has ended.' }),
    credits: t.field(refundFields.credits),
    reason: t.string(refundFields.reason),
    idempotencyKey: t.string(refundFields.idempotencyKey),
  }),
})

builder.mutationField('refundHold', (t) =>
  t.field({
    type: resultType('RefundHoldResult', heldSuccess('RefundHoldSuccess'), [...REFUND_ERRORS, HoldOfTaskError]),
    description:
      'Gives back credits that a hold has used, all or a part, to the lots that they came from: the last ones first. They expire at once where the lot and its grace have ended. Credits whose payment was taken back, or that the wallet owed, come as a new lot and pay what the wallet still owes. The budgets of the hold, and the revenue, go back with them. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: RefundHoldInput, required: true }) },
    resolve: (_root, { input: { holdId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(holdId.id)
      return refundHold(app, { ...input, organizationId, holdId: id })
    },
  }),
)
