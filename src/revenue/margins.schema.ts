// Margins: their part of the API.

import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { ExactMoneyType } from '../graphql/exactMoney.ts'
import { MoneyType } from '../graphql/money.ts'
import { findOrganization } from '../organizations/find.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { type Margin, readMargins } from './margins.ts'
import { MONTHS_MAX, refuseMonths } from './months.ts'

const MARGINS_MAX = 1_000

const MarginDimensionEnum = builder.enumType('MarginDimension', {
  description: 'The dimensions of margins.',
  values: {
    MONTH: { description: 'The calendar month of UTC.' },
    ORGANIZATION: { description: 'The organization.' },
    MODEL: { description: 'The model of the tasks and holds.' },
  } as const,
})

const MarginType = builder.objectRef<Margin>('MarginOfSubject').implement({
  description:
    'The money that was earned and its upstream cost, in one currency. A field that the margins are not by is null, as are all of them if `isOthers` is true.',
  fields: (t) => ({
    month: t.exposeString('month', { nullable: true, description: 'The month: 2026-11.' }),
    organization: t.field({
      type: OrganizationNode,
      nullable: true,
      description: 'The organization.',
      resolve: ({ organizationId }, _args, { app }) =>
        organizationId === null ? null : findOrganization(app, organizationId),
    }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'The model; null also for holds without a model, and for debts that were paid.',
    }),
    currency: t.exposeString('currency', { description: 'The currency as an ISO 4217 code: `USD`.' }),
    recognized: t.field({
      type: MoneyType,
      description: 'The money that was earned, as in `revenueByMonth`.',
      resolve: ({ recognized: amount, currency }) => ({ amount, currency }),
    }),
    upstreamCost: t.field({
      type: ExactMoneyType,
      description: 'The upstream cost of the tasks that ended, in this currency, as far as it is known.',
      resolve: ({ upstreamCost: millionths, currency }) => ({ millionths, currency }),
    }),
    margin: t.field({
      type: ExactMoneyType,
      description: 'recognized − upstreamCost. It is negative if the cost is higher.',
      resolve: ({ margin: millionths, currency }) => ({ millionths, currency }),
    }),
    isOthers: t.exposeBoolean('isOthers', {
      description: 'True: all others together, which are beyond `first`, of all months, in this currency.',
    }),
  }),
})

builder.queryField('margins', (t) =>
  t.field({
    type: [MarginType],
    description:
      'The money that was earned less its upstream cost, in a range of months: one row for each subject and currency: the earliest month first, and in each those that earned most. If there are more than `first`, a last row for each currency has all others together (`isOthers`), so the rows always add up. Nothing is converted: earnings in another currency than the cost are a row of their own. For the operator.',
    authScopes: { platform: 'READ' },
    complexity: DEAR,
    args: {
      from: t.arg.string({ required: true, description: 'The first month: 2026-01.' }),
      to: t.arg.string({
        required: true,
        description: `The last month: 2026-12, at most ${MONTHS_MAX} months after \`from\`.`,
      }),
      by: t.arg({
        type: [MarginDimensionEnum],
        required: true,
        defaultValue: [],
        description: 'The dimensions. Empty: all together.',
      }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'The organization. Null: all.' }),
      first: t.arg.int({
        required: true,
        defaultValue: MARGINS_MAX,
        description: `The largest number of rows that are not of all others together: 1 to ${MARGINS_MAX}.`,
      }),
    },
    resolve: async (_root, { from, to, by, organizationId: named, first }, context) => {
      const refused = refuseMonths(from, to)
      if (refused) throw badInput(refused.field, refused.message)
      if (first < 1 || first > MARGINS_MAX) throw badInput('first', `must be 1 to ${MARGINS_MAX}`)
      const organizationId = named ? organizationIdFor(context, named) : null
      const wanted = { from, to, by: [...new Set(by)], organizationId, max: first }
      return inDearTurn(() => readMargins(context.app, wanted))
    },
  }),
)
