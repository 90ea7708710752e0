// Refund allowances: their part of the API.

import { builder } from '../graphql/builder.ts'
import { refusalType, resultType } from '../graphql/errors.ts'
import type { RefundAllowanceRefusal } from '../ledger/refundAllowance.ts'
import { CreditTypeRequiredError, creditTypeField } from '../organizations/creditTypes.schema.ts'
import { inCreditType } from '../organizations/creditTypes.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { COMMON_ERRORS } from '../wallets/refusals.schema.ts'
import { allowancesAt, type RefundAllowanceNow, setRefundAllowance } from './refundAllowances.ts'

export const RefundAllowanceError = refusalType<RefundAllowanceRefusal>('REFUND_ALLOWANCE', (t) => ({
  creditType: t.exposeString('creditType', { description: 'The type of the credits.' }),
  left: t.expose('left', {
    type: 'Credits',
    description: 'The most that the admins can give back in the rest of the month; 0 if there is no allowance.',
  }),
}))

const RefundAllowanceType = builder.objectRef<RefundAllowanceNow>('RefundAllowance').implement({
  description: 'The credits of one type that an OWNER or ADMIN may give back by themselves, with refundTask.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits, for example `music`.' }),
    monthlyMax: t.expose('monthlyMax', {
      type: 'Credits',
      description: 'The most credits of a calendar month in the organization’s time zone.',
    }),
    refunded: t.expose('refunded', {
      type: 'Credits',
      description: 'The credits that were given back so in the present month.',
    }),
    left: t.expose('left', {
      type: 'Credits',
      description: 'The credits that can still be given back so in the present month.',
    }),
    renewsAt: t.expose('renewsAt', {
      type: 'DateTime',
      description: 'The time at which the next month begins, in UTC.',
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'refundAllowances', (t) =>
  t.field({
    type: [RefundAllowanceType],
    description:
      'The credits that its OWNERs and ADMINs may give back by themselves, by credit type. Empty: the platform alone gives credits back.',
    select: { refundAllowances: true, timeZone: true, clockAt: true },
    resolve: ({ refundAllowances: stored, timeZone, clockAt }, _args, { app }) =>
      allowancesAt({ stored, timeZone }, clockAt ?? app.clock()),
  }),
)

const SetRefundAllowanceInput = builder.inputType('SetRefundAllowanceInput', {
  description: 'The organization, and the most credits of a type that its admins may give back by themselves.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, required: true, description: 'The organization.' }),
    creditType: t.string(creditTypeField),
    monthlyMax: t.field({
      type: 'Credits',
      description:
        'The most credits of a calendar month in the organization’s time zone, 1 or more. Null: none, the platform alone gives credits back.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
    }),
  }),
})

const SetRefundAllowanceSuccess = builder
  .objectRef<{ organization: { id: string }; replayed: boolean }>('SetRefundAllowanceSuccess')
  .implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      organization: t.prismaField({
        type: OrganizationNode,
        description: 'The organization after the change.',
        resolve: (query, { organization: { id } }, _args, { app }) =>
          app.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })

builder.mutationField('setRefundAllowance', (t) =>
  t.field({
    type: resultType('SetRefundAllowanceResult', SetRefundAllowanceSuccess, [
      ...COMMON_ERRORS,
      CreditTypeRequiredError,
    ]),
    description:
      'Sets how many credits of tasks the OWNERs and ADMINs of an organization may give back in a month with refundTask. Without it they can give back none. The credits that were given back this month count against a new maximum, too. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: SetRefundAllowanceInput, required: true }) },
    resolve: (_root, { input: { organizationId, monthlyMax, ...input } }, { app }) =>
      inCreditType(app, organizationId.id, input, (typed) =>
        setRefundAllowance(app, { ...typed, organizationId: organizationId.id, monthlyMax: monthlyMax ?? null }),
      ),
  }),
)
