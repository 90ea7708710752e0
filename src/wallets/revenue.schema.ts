// Revenue: its part of the API.

import { builder } from '../graphql/builder.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { requestError } from '../graphql/errors.ts'
import { MoneyType } from '../graphql/money.ts'
import { creditTypeField } from '../organizations/creditTypes.schema.ts'
import { creditTypeFor } from '../organizations/creditTypes.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { findRevenue, type Revenue } from './revenue.ts'

/** One amount of the revenue in a currency. */
function moneyFor(name: Exclude<keyof Revenue, 'currency'>, description: string) {
  const resolve = ({ currency, [name]: amount }: Revenue) => ({ amount, currency })
  return { type: MoneyType, description, resolve }
}

const RevenueType = builder.objectRef<Revenue>('Revenue').implement({
  description:
    'The money that was paid in one currency for the credits of an organization: paid = recognized + deferred + breakage + reversed.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'The currency as an ISO 4217 code: `USD`.' }),
    paid: t.field(moneyFor('paid', 'The money that was paid for all credits with a known cost.')),
    recognized: t.field(moneyFor('recognized', 'The part for credits that were spent, which is earned.')),
    deferred: t.field(moneyFor('deferred', 'The part for credits that may still be spent.')),
    breakage: t.field(moneyFor('breakage', 'The part for credits that expired unspent.')),
    reversed: t.field(
      moneyFor('reversed', 'The part for credits that were removed, by a correction or a lost dispute.'),
    ),
  }),
})

builder.prismaObjectField(OrganizationNode, 'revenue', (t) =>
  t.field({
    type: [RevenueType],
    nullable: true,
    description:
      'The money that was paid for credits of one type, and the earned part of it: one item for each currency. For an OWNER, ADMIN or BILLING; null for others.',
    complexity: DEAR,
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    args: {
      creditType: t.arg.string(creditTypeField),
    },
    select: { id: true },
    resolve: async ({ id }, { creditType: named }, { app }) => {
      const creditType = await creditTypeFor(app, id, named)
      if (typeof creditType !== 'string') throw requestError(creditType)
      return inDearTurn(() => findRevenue(app, id, creditType))
    },
  }),
)
