// Revenue by month: its part of the API.

import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { ExactMoneyType } from '../graphql/exactMoney.ts'
import { encodeGlobalId } from '../graphql/ids.ts'
import { MoneyType } from '../graphql/money.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { MONTHS_MAX, refuseMonths } from './months.ts'
import { type RevenueMonth, readRevenue } from './report.ts'

type Sum = 'opening' | 'closing' | 'paid' | 'recognized' | 'breakage' | 'reversed' | 'owed'

function moneyFor(name: Sum, description: string) {
  const resolve = ({ currency, [name]: amount }: RevenueMonth) => ({ amount, currency })
  return { type: MoneyType, description, resolve }
}

const UPSTREAM = {
  upstreamCost: 'The upstream cost of the tasks that ended, in this currency, as far as it is known.',
  margin:
    'The money that was earned less its upstream cost: recognized − upstreamCost. It is negative if the cost is higher.',
} as const

function exactFor(name: keyof typeof UPSTREAM) {
  const resolve = ({ currency, [name]: millionths }: Pick<RevenueMonth, keyof typeof UPSTREAM | 'currency'>) => ({
    ...{ millionths, currency },
  })
  return { type: ExactMoneyType, description: UPSTREAM[name], resolve }
}

type OfModel = RevenueMonth['models'][number] & { readonly currency: string }

const RevenueOfModelType = builder.objectRef<OfModel>('RevenueOfModel').implement({
  description: 'The part of a month’s revenue that tasks and holds of one model have earned.',
  fields: (t) => ({
    model: t.exposeString('model', {
      nullable: true,
      description: 'The model; null for holds without a model, and for debts that were paid.',
    }),
    recognized: t.field({
      type: MoneyType,
      description: 'The money that was earned. It is negative if more was refunded than spent.',
      resolve: ({ recognized: amount, currency }) => ({ amount, currency }),
    }),
    upstreamCost: t.field(exactFor('upstreamCost')),
    margin: t.field(exactFor('margin')),
  }),
})

const RevenueMonthType = builder.objectRef<RevenueMonth>('RevenueMonth').implement({
  description:
    'The money of a calendar month of UTC in one currency: opening + paid − recognized − breakage − reversed = closing.',
  fields: (t) => ({
    month: t.exposeString('month', { description: 'The month: 2026-11.' }),
    currency: t.exposeString('currency', { description: 'The currency as an ISO 4217 code: `USD`.' }),
    organizationId: t.id({
      nullable: true,
      description: 'The id of the organization; null: the month of all organizations.',
      resolve: ({ organizationId }) =>
        organizationId === null ? null : encodeGlobalId('Organization', organizationId),
    }),
    opening: t.field(moneyFor('opening', 'The money that was deferred at the start of the month.')),
    paid: t.field(
      moneyFor(
        'paid',
        'The money that was paid in the month for credits with a known cost, without tax: those of packs, plans and grants.',
      ),
    ),
    recognized: t.field(
      moneyFor(
        'recognized',
        'The part for credits that were spent in the month, which is earned. A refund counts against its own month.',
      ),
    ),
    breakage: t.field(moneyFor('breakage', 'The part for credits that expired unspent.')),
    reversed: t.field(
      moneyFor(
        'reversed',
        'The part for credits that were removed: by a refund of the payment, a correction or a lost dispute.',
      ),
    ),
    closing: t.field(
      moneyFor(
        'closing',
        'The money that is deferred at the end of the month: that for credits which may still be spent.',
      ),
    ),
    owed: t.field(
      moneyFor(
        'owed',
        'The price of cycles of plans that began in the month, whose credits came before the payment, and which are not paid. It is not part of the other sums until it is paid.',
      ),
    ),
    upstreamCost: t.field(exactFor('upstreamCost')),
    margin: t.field(exactFor('margin')),
    models: t.field({
      type: [RevenueOfModelType],
      description: 'The parts of `recognized` and of `upstreamCost` by model. They add up to them.',
      resolve: ({ models, currency }) => models.map((model) => ({ ...model, currency })),
    }),
  }),
})

builder.queryField('revenueByMonth', (t) =>
  t.field({
    type: [RevenueMonthType],
    description:
      'The revenue by month, of one organization or of all together: a list for each currency, from the month of its first payment or cost on. For the operator.',
    authScopes: { platform: 'READ' },
    complexity: DEAR,
    args: {
      from: t.arg.string({ required: true, description: 'The first month: 2026-01.' }),
      to: t.arg.string({
        required: true,
        description: `The last month: 2026-12, at most ${MONTHS_MAX} months after \`from\`.`,
      }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'The organization. Null: all together.' }),
    },
    resolve: async (_root, { from, to, organizationId: named }, context) => {
      const refused = refuseMonths(from, to)
      if (refused) throw badInput(refused.field, refused.message)
      const organizationId = named ? organizationIdFor(context, named) : null
      return inDearTurn(() => readRevenue(context.app, { from, to, organizationId, isByOrganization: named != null }))
    },
  }),
)
