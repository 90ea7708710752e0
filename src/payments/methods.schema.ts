// Saved means of payment: their part of the API.

import type { PaymentMethod } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { OrganizationNode, organizationField } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { listMethods, type RemovedMethod, removePaymentMethod } from './methods.ts'
import { ProviderFailedError } from './operations.schema.ts'
import { ProviderEnum } from './schema.ts'

const MethodType = builder.objectRef<PaymentMethod>('SavedPaymentMethod').implement({
  description:
    'A means of payment that an organization has saved at a payment provider (`saveMethod`). Holdfast knows what is here, and no number of a card.',
  fields: (t) => ({
    provider: t.field({
      type: ProviderEnum,
      description: 'The provider that has it. An organization has at most one at each: the newest.',
      resolve: ({ provider }) => provider,
    }),
    label: t.exposeString('label', {
      nullable: true,
      description: 'Its name for people: `visa 4242`, or `sepa_debit`; null: unknown.',
    }),
    brand: t.exposeString('brand', {
      nullable: true,
      description: 'The brand of a card: `visa`; null: it is not a card.',
    }),
    last4: t.exposeString('last4', {
      nullable: true,
      description: 'The last four digits of a card; null: it is not a card.',
    }),
    expiresMonth: t.exposeInt('expiresMonth', {
      nullable: true,
      description: 'The month at whose end a card expires, 1 to 12; null: it is not a card.',
    }),
    expiresYear: t.exposeInt('expiresYear', {
      nullable: true,
      description: 'The year of that month, such as 2029; null: it is not a card.',
    }),
    renewsPlan: t.exposeBoolean('renewsPlan', {
      description: 'True if it is charged for each period of the plan that becomes due: a period was paid with it.',
    }),
    savedAt: t.expose('updatedAt', { type: 'DateTime', description: 'The time of its last change, in UTC.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'savedPaymentMethods', (t) =>
  t.field({
    type: [MethodType],
    nullable: true,
    description:
      'The means of payment that can be charged again, at most one at each provider. For an OWNER, ADMIN or BILLING; null, with an error, for others.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    resolve: ({ id }, _args, { app }) => listMethods(app, id),
  }),
)

const RemovePaymentMethodInput = builder.inputType('RemovePaymentMethodInput', {
  description: 'A means of payment that is not charged any more.',
  fields: (t) => ({
    provider: t.field({ type: ProviderEnum, required: true, description: 'The provider that has it.' }),
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
  }),
})

const RemovePaymentMethodSuccess = builder.objectRef<RemovedMethod>('RemovePaymentMethodSuccess').implement({
  description: 'It was removed, here and at the provider.',
  fields: (t) => ({
    provider: t.field({
      type: ProviderEnum,
      description: 'The provider that had it.',
      resolve: ({ provider }) => provider,
    }),
  }),
})

builder.mutationField('removePaymentMethod', (t) =>
  t.field({
    type: resultType('RemovePaymentMethodResult', RemovePaymentMethodSuccess, [
      InvalidInputError,
      NotFoundError,
      ProviderFailedError,
    ]),
    description:
      'Removes a saved means of payment, here and at the provider. Periods of the plan that become due are not charged any more; one that is being charged gets a page to pay it. For an OWNER or BILLING, and the operator.',
    authScopes: { may: 'chargeAutomatically' },
    args: { input: t.arg({ type: RemovePaymentMethodInput, required: true }) },
    resolve: (_root, { input: { organizationId: asked, provider } }, context) => {
      const organizationId = organizationIdFor(context, asked)
      if (organizationId === null) return notFound('organization')
      return removePaymentMethod(context.app, { organizationId, provider })
    },
  }),
)
