// Grants: their part of the API.

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
import { MoneyInput } from '../graphql/money.ts'
import { ExternalIdTakenError, externalIdField, metadataField } from '../labels/schema.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { grantCredits, type PurchaseNotAllowed } from './grants.ts'
import { HeldPastExpiryEnum, LotKindEnum, LotNode } from './lots.schema.ts'
import type { LotAnswer } from './lots.ts'
import { ExpiryPassedError } from './refusals.schema.ts'
import { WalletNode } from './wallet.schema.ts'

export const PurchaseNotAllowedError = refusalType<PurchaseNotAllowed>('PURCHASE_NOT_ALLOWED')

const GrantCreditsInput = builder.inputType('GrantCreditsInput', {
  description: 'Credits to grant.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The organization that gets the credits.',
    }),
    credits: t.field({ type: 'Credits', required: true, description: 'The number of credits, 1 or more.' }),
    creditType: t.string(creditTypeField),
    kind: t.field({
      type: LotKindEnum,
      defaultValue: LotKind.TOP_UP,
      required: true,
      description: 'The way in which the credits come in.',
    }),
    priority: t.int({
      description:
        'The priority in the burn-down order: lower is used first. Null: as the catalogue says for the kind, or else 0.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description:
        'The time from which the credits can’t be used any more. Null: as the catalogue says for the kind, or else never.',
    }),
    requiresSubscription: t.boolean({
      description:
        'True: the credits are locked while no subscription is active. Null: as the catalogue says for the kind.',
    }),
    heldPastExpiry: t.field({
      type: HeldPastExpiryEnum,
      description:
        'The rule for credits that a hold gives back after `expiresAt`. Null: that of the catalogue for the kind.',
    }),
    graceSeconds: t.int({
      description:
        'The time in seconds for which those credits can still be used, 1 second to ten years. Required for GRACE; null for every other rule.',
    }),
    paid: t.field({
      type: MoneyInput,
      description: 'The money that was paid for all of them: their cost basis. Null: unknown.',
    }),
    usableFrom: t.field({
      type: 'DateTime',
      description: 'The time from which the credits can be used. Null: at once.',
    }),
    models: t.stringList({ description: 'The only models that they pay for. Empty or absent: all.' }),
    operations: t.stringList({ description: 'The only operations that they pay for. Empty or absent: all.' }),
    source: t.string({
      description: 'The origin of the credits, in the caller’s words, such as an invoice number. Null: none.',
    }),
    externalId: t.string(externalIdField),
    metadata: t.field(metadataField),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key grant once. Null: each request grants.',
    }),
  }),
})

const GrantCreditsSuccess = builder.objectRef<LotAnswer>('GrantCreditsSuccess').implement({
  description: 'The request was carried out, now or earlier under the same idempotency key.',
  fields: (t) => ({
    lot: t.field({ type: LotNode, description: 'The lot that was created.', resolve: ({ lot }) => lot as never }),
    wallet: t.field({
      type: WalletNode,
      description: 'The wallet that the lot is in.',
      resolve: ({ wallet }) => wallet,
    }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key granted it earlier.' }),
  }),
})

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
      CreditTypeRequiredError,
      ExternalIdTakenError,
    ]),
    description: 'Grants credits as a new lot. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: GrantCreditsInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, models, operations, ...input } }, { app }) => {
      const limits = { models: models ?? [], operations: operations ?? [] }
      const organizationId = named.id
      return inCreditType(app, organizationId, input, (typed) =>
        grantCredits(app, { ...typed, ...limits, organizationId }),
      )
    },
  }),
}))
