// Contract prices: their part of the API.

import { builder } from '../graphql/builder.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { type EndedContract, endContractPrice } from './contracts.ts'
import { PriceRuleNode } from './schema.ts'

const EndContractPriceInput = builder.inputType('EndContractPriceInput', {
  description: 'A contract price to end.',
  fields: (t) => ({
    priceRuleId: t.globalID({
      for: PriceRuleNode,
      required: true,
      description:
        'The contract. It ends from now on, or as it begins if that is later. A contract of its variant that begins later still begins.',
    }),
  }),
})

const EndContractPriceSuccess = builder.objectRef<EndedContract>('EndContractPriceSuccess').implement({
  description: 'The contract has ended, now or earlier.',
  fields: (t) => ({
    priceRule: t.field({
      type: PriceRuleNode,
      nullable: true,
      description: 'The price for all of this variant, which applies then; null: no price for all exists.',
      resolve: ({ priceRule }) => priceRule,
    }),
  }),
})

builder.mutationField('endContractPrice', (t) =>
  t.field({
    type: resultType('EndContractPriceResult', EndContractPriceSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Ends a contract price of an organization: from then on the price for all of its variant applies. Tasks keep the price they were submitted at. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: EndContractPriceInput, required: true }) },
    resolve: (_root, { input: { priceRuleId } }, { app }) => endContractPrice(app, priceRuleId.id),
  }),
)
