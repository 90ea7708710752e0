// Billing details: their part of the API.

import type { BillingDetails } from '../database/generated/client/client.ts'
import { builder, type Types } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { OrganizationNode, organizationField } from '../organizations/schema.ts'
import {
  type ChangedDetails,
  findBillingDetails,
  findSellerDetails,
  setBillingDetails,
  setSellerDetails,
} from '../payments/billingDetails.ts'
import { notFound } from '../refusals.ts'

export const BillingDetailsType = builder.objectRef<BillingDetails>('BillingDetails').implement({
  description: 'A name and an address, as receipts have them.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the person or company.' }),
    address: t.exposeString('address', { description: 'The address, of one or several lines.' }),
    taxId: t.exposeString('taxId', { nullable: true, description: 'The tax id; null: none.' }),
    email: t.exposeString('email', { nullable: true, description: 'The mail address; null: none.' }),
    bankAccount: t.exposeString('bankAccount', {
      nullable: true,
      description:
        'The bank account to pay to by hand, of one or several lines. Null: none was set, or they are those of an organization.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which they were set, in UTC.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'billingDetails', (t) =>
  t.field({
    type: BillingDetailsType,
    nullable: true,
    description:
      'The billing details that the next receipts have. Null: none were set, or the caller isn’t an OWNER, ADMIN or BILLING.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    resolve: ({ id }, _args, { app }) => findBillingDetails(app, id),
  }),
)

builder.prismaObjectField(OrganizationNode, 'seller', (t) =>
  t.field({
    type: BillingDetailsType,
    nullable: true,
    description:
      'The name, address and mail address of the platform, as the next receipts have them, and its bank account: whom to pay by hand, and whom to write to. Null: none were set, or the caller isn’t an OWNER, ADMIN or BILLING.',
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    resolve: (_organization, _args, { app }) => findSellerDetails(app),
  }),
)

builder.queryField('sellerDetails', (t) =>
  t.field({
    type: BillingDetailsType,
    nullable: true,
    description:
      'The name and address of the platform, which the next receipts have as the seller. Null: none were set. For the operator.',
    authScopes: { platform: 'READ' },
    resolve: (_root, _args, { app }) => findSellerDetails(app),
  }),
)

/** The fields of details, of an organization and of the platform alike. */
function detailFields(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
  return {
    name: t.string({ required: true, description: 'The name; 1 to 200 characters.' }),
    address: t.string({
      required: true,
      description: 'The address, of one or several lines; 1 to 500 characters.',
    }),
    taxId: t.string({ description: 'The tax id, 1 to 50 characters. Null: none.' }),
    email: t.string({ description: 'The mail address, at most 255 characters. Null: none.' }),
  }
}

const SetBillingDetailsInput = builder.inputType('SetBillingDetailsInput', {
  description: 'The billing details of an organization. They replace the present ones.',
  fields: (t) => ({
    ...detailFields(t),
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
  }),
})

const SetSellerDetailsInput = builder.inputType('SetSellerDetailsInput', {
  description: 'The platform’s own name, address and bank account. They replace the present ones.',
  fields: (t) => ({
    ...detailFields(t),
    bankAccount: t.string({
      description:
        'The bank account for payments by hand, of one or several lines; 1 to 500 characters. An IBAN has a line of its own, and right check digits. Null: none.',
    }),
  }),
})

function success(name: string) {
  return builder.objectRef<ChangedDetails>(name).implement({
    description: 'The billing details are set.',
    fields: (t) => ({
      billingDetails: t.field({
        type: BillingDetailsType,
        description: 'The billing details that the next receipts have.',
        resolve: ({ billingDetails }) => billingDetails,
      }),
    }),
  })
}

builder.mutationFields((t) => ({
  setBillingDetails: t.field({
    type: resultType('SetBillingDetailsResult', success('SetBillingDetailsSuccess'), [
      InvalidInputError,
      NotFoundError,
    ]),
    description:
      'Sets the billing details that the next receipts of an organization have. Receipts that exist stay as they are. For an OWNER, ADMIN or BILLING.',
    authScopes: { may: 'purchase' },
    args: { input: t.arg({ type: SetBillingDetailsInput, required: true }) },
    resolve: (_root, { input: { organizationId: asked, ...input } }, context) => {
      const organizationId = organizationIdFor(context, asked)
      if (organizationId === null) return notFound('organization')
      return setBillingDetails(context.app, { ...input, organizationId })
    },
  }),
  setSellerDetails: t.field({
    type: resultType('SetSellerDetailsResult', success('SetSellerDetailsSuccess'), [InvalidInputError]),
    description:
      'Sets the name and address of the platform, which the next receipts have as the seller. Receipts that exist stay as they are. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: SetSellerDetailsInput, required: true }) },
    resolve: (_root, { input }, { app }) => setSellerDetails(app, input),
  }),
}))
