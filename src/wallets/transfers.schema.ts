// Moving credits between wallets: its part of the API.

import { builder } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { CreditsOutOfBoundsError, LimitReachedError, resultType } from '../graphql/errors.ts'
import { idIn } from '../graphql/ids.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { COMMON_ERRORS, InsufficientCreditsError } from './refusals.schema.ts'
import { type TransferAnswer, transferCredits } from './transfers.ts'
import { WalletNode } from './wallet.schema.ts'

const TransferCreditsInput = builder.inputType('TransferCreditsInput', {
  description: 'Credits to move from one wallet to another of the same organization.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    creditType: t.string(creditTypeField),
    fromMemberId: t.globalID({
      for: MemberNode,
      description: 'The member from whose own wallet the credits come. Null: the pool.',
    }),
    toMemberId: t.globalID({
      for: MemberNode,
      description: 'The member to whose own wallet the credits go. Null: the pool.',
    }),
    credits: t.field({ type: 'Credits', required: true, description: 'The number of credits, 1 or more.' }),
    reason: t.string({ description: 'The reason, for both journals; 1 to 500 characters. Null: none.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key move the credits once. Null: each request moves them.',
    }),
  }),
})

const TransferCreditsSuccess = builder.objectRef<TransferAnswer>('TransferCreditsSuccess').implement({
  description: 'The request was carried out, now or earlier under the same idempotency key.',
  fields: (t) => ({
    from: t.field({
      type: WalletNode,
      description: 'The wallet that the credits came from.',
      resolve: ({ from }) => from,
    }),
    to: t.field({ type: WalletNode, description: 'The wallet that the credits are in.', resolve: ({ to }) => to }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
  }),
})

builder.mutationField('transferCredits', (t) =>
  t.field({
    type: resultType('TransferCreditsResult', TransferCreditsSuccess, [
      ...COMMON_ERRORS,
      InsufficientCreditsError,
      CreditsOutOfBoundsError,
      LimitReachedError,
      CreditTypeRequiredError,
    ]),
    description:
      'Moves available credits between the pool and members’ own wallets, in burn-down order. They keep their kind, ' +
      'priority, expiry, limits and cost; in the wallet that they came in with, they return to their original lot. ' +
      'For an OWNER or ADMIN, and the operator.',
    authScopes: { may: 'transferCredits' },
    args: { input: t.arg({ type: TransferCreditsInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, fromMemberId, toMemberId, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const members = {
        fromMemberId: fromMemberId ? idIn(organizationId, fromMemberId) : null,
        toMemberId: toMemberId ? idIn(organizationId, toMemberId) : null,
      }
      return inCreditType(context.app, organizationId, input, (typed) =>
        transferCredits(context.app, { ...typed, ...members, organizationId }),
      )
    },
  }),
)
