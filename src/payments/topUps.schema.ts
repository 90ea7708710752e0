// Auto top-ups: their part of the API.

import { builder } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { IdempotencyConflictError, InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { MoneyInput, MoneyType } from '../graphql/money.ts'
import type { TopUp } from '../ledger/topUp.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { OrganizationNode, organizationField } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { PackNode } from './packs.schema.ts'
import { ProviderEnum } from './schema.ts'
import { endAutoTopUp, listTopUps, setAutoTopUp, type TopUpAnswer } from './topUps.ts'

const TopUpType = builder.objectRef<TopUp>('AutoTopUp').implement({
  description:
    'A rule by which a credit pack is bought with the saved means of payment when the balance of the pool is low: one payment at a time.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The credit type of the pool, for example `music`.' }),
    below: t.field({
      type: 'Credits',
      description: 'A top-up is bought when fewer credits than this are available in the pool.',
      resolve: ({ below }) => BigInt(below),
    }),
    pack: t.exposeString('pack', {
      description: 'The name of the credit pack. The version that is sold at the time is bought.',
    }),
    quantity: t.exposeInt('quantity', { description: 'The number of packs of one top-up, 1 to 10,000.' }),
    monthlyMax: t.field({
      type: MoneyType,
      description:
        'The most money of the top-ups of a calendar month in the organization’s time zone, without tax that the provider adds.',
      resolve: ({ monthlyMax, currency }) => ({ amount: BigInt(monthlyMax), currency }),
    }),
    bought: t.field({
      type: MoneyType,
      description:
        'The money of its payments in the last month in which it has bought, without those that have failed.',
      resolve: ({ bought, currency }) => ({ amount: BigInt(bought), currency }),
    }),
    provider: t.field({
      type: ProviderEnum,
      description: 'The provider whose saved means of payment is charged.',
      resolve: ({ provider }) => provider,
    }),
    isPaying: t.boolean({
      description: 'True while a payment of it is under way. No other one is bought then.',
      resolve: ({ paymentId }) => paymentId !== null,
    }),
    failures: t.exposeInt('failures', {
      description: 'The payments that have failed since the last one that was paid.',
    }),
    nextAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The time from which on it buys, if the balance is low then, in UTC: the end of the pause after a failure, or of the month whose most money is reached; null: the balance was not low, or a payment is under way.',
      resolve: ({ dueAt }) => (dueAt === null ? null : new Date(dueAt)),
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'autoTopUps', (t) =>
  t.field({
    type: [TopUpType],
    nullable: true,
    description:
      'The auto top-ups in force, by credit type. For an OWNER, ADMIN or BILLING; null, with an error, for others.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    resolve: ({ id }, _args, { app }) => listTopUps(app, id),
  }),
)

const keyField = {
  description:
    'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
} as const

const SetAutoTopUpInput = builder.inputType('SetAutoTopUpInput', {
  description: 'The auto top-up of a credit type. It takes the place of the one before.',
  fields: (t) => ({
    creditType: t.string(creditTypeField),
    below: t.field({
      type: 'Credits',
      required: true,
      description: 'A top-up is bought when fewer credits than this are available in the pool; 1 or more.',
    }),
    packId: t.globalID({
      for: PackNode,
      required: true,
      description: 'A credit pack that is sold and brings credits of the type. Later versions of it are bought, too.',
    }),
    quantity: t.int({
      required: true,
      defaultValue: 1,
      description: 'The number of packs of one top-up, 1 to 10,000.',
    }),
    monthlyMax: t.field({
      type: MoneyInput,
      required: true,
      description:
        'The most money of a calendar month in the organization’s time zone, in the pack’s currency: at least the price of one top-up.',
    }),
    provider: t.field({
      type: ProviderEnum,
      required: true,
      description: 'The provider whose saved means of payment is charged.',
    }),
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    idempotencyKey: t.string(keyField),
  }),
})

const EndAutoTopUpInput = builder.inputType('EndAutoTopUpInput', {
  description: 'The auto top-up that buys nothing any more.',
  fields: (t) => ({
    creditType: t.string(creditTypeField),
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    idempotencyKey: t.string(keyField),
  }),
})

function success(name: string) {
  return builder.objectRef<TopUpAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      autoTopUp: t.field({
        type: TopUpType,
        nullable: true,
        description: 'The auto top-up as it is now; null: it has ended.',
        resolve: ({ topUp }) => topUp,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

const ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError, CreditTypeRequiredError] as const

builder.mutationFields((t) => ({
  setAutoTopUp: t.field({
    type: resultType('SetAutoTopUpResult', success('SetAutoTopUpSuccess'), ERRORS),
    description:
      'Sets the auto top-up of a credit type: when fewer credits than `below` are available in the pool, packs are bought with the saved means of payment, one payment at a time, and never for more than `monthlyMax` in a month. For an OWNER or BILLING, and the operator.',
    authScopes: { may: 'chargeAutomatically' },
    args: { input: t.arg({ type: SetAutoTopUpInput, required: true }) },
    resolve: (_root, { input: { organizationId: asked, packId, ...input } }, context) => {
      const organizationId = organizationIdFor(context, asked)
      if (organizationId === null) return notFound('organization')
      return inCreditType(context.app, organizationId, input, (typed) =>
        setAutoTopUp(context.app, { ...typed, organizationId, packId: packId.id }),
      )
    },
  }),
  endAutoTopUp: t.field({
    type: resultType('EndAutoTopUpResult', success('EndAutoTopUpSuccess'), ERRORS),
    description:
      'Ends the auto top-up of a credit type. A payment that is under way and was not charged yet is canceled. For an OWNER or BILLING, and the operator.',
    authScopes: { may: 'chargeAutomatically' },
    args: { input: t.arg({ type: EndAutoTopUpInput, required: true }) },
    resolve: (_root, { input: { organizationId: asked, ...input } }, context) => {
      const organizationId = organizationIdFor(context, asked)
      if (organizationId === null) return notFound('organization')
      return inCreditType(context.app, organizationId, input, (typed) =>
        endAutoTopUp(context.app, { ...typed, organizationId }),
      )
    },
  }),
}))
