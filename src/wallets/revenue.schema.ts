// Revenue: its part of the API.

import { builder } from '../graphql/builder.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { requestError } from '../graphql/errors.ts'
import { creditTypeField } from '../organizations/creditTypes.schema.ts'
import { creditTypeFor } from '../organizations/creditTypes.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { findRevenue, type Revenue } from './revenue.ts'

const RevenueType = builder.objectRef<Revenue>('Revenue').implement({
  description:
    'The money that was paid in one currency for the credits of an organization: paid = recognized + deferred + breakage + reversed.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'ISO 4217: USD.' }),
    paid: t.expose('paid', { type: 'Credits', description: 'For all credits whose price was told when they came in.' }),
    recognized: t.expose('recognized', { type: 'Credits', description: 'For credits that were spent: earned.' }),
    deferred: t.expose('deferred', { type: 'Credits', description: 'For credits that may still be spent.' }),
    breakage: t.expose('breakage', { type: 'Credits', description: 'For credits that expired unspent.' }),
    reversed: t.expose('reversed', {
      type: 'Credits',
      description: 'For credits that were taken out again, by a correction or a lost dispute.',
    }),
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
