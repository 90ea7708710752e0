// Adjustments: their part of the API.

import { builder } from '../graphql/builder.ts'
import { CreditsOutOfBoundsError, LimitReachedError, resultType } from '../graphql/errors.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { adjustCredits } from './adjustments.ts'
import { COMMON_ERRORS, InsufficientCreditsError } from './refusals.schema.ts'
import { holderOf, walletSuccess } from './wallet.schema.ts'

const AdjustCreditsInput = builder.inputType('AdjustCreditsInput', {
  description: 'A correction of a wallet.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The organization whose credits to correct.',
    }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member whose own wallet to correct, with `remove` only. Null: the pool.',
    }),
    creditType: t.string(creditTypeField),
    add: t.field({
      type: 'Credits',
      description: 'The number of credits to add, as a new lot. Give exactly one of `add` and `remove`.',
    }),
    remove: t.field({
      type: 'Credits',
      description:
        'The number of available credits to remove, in burn-down order. Give exactly one of `add` and `remove`.',
    }),
    reason: t.string({ required: true, description: 'The reason, for the journal; 1 to 500 characters.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
    }),
  }),
})

builder.mutationFields((t) => ({
  adjustCredits: t.field({
    type: resultType('AdjustCreditsResult', walletSuccess('AdjustCreditsSuccess'), [
      ...COMMON_ERRORS,
      CreditsOutOfBoundsError,
      InsufficientCreditsError,
      LimitReachedError,
      CreditTypeRequiredError,
    ]),
    description: 'Corrects a wallet, up or down, never below zero, with a reason. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: AdjustCreditsInput, required: true }) },
    resolve: (_root, { input }, { app }) =>
      inCreditType(app, input.organizationId.id, input, (typed) =>
        adjustCredits(app, { ...typed, ...holderOf(input) }),
      ),
  }),
}))
