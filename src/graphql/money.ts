// Money as the API shows it.

import type { Money } from '../ledger/money.ts'
import { builder } from './builder.ts'

export const MoneyType = builder.objectRef<Money>('Money').implement({
  description: 'An amount of money.',
  fields: (t) => ({
    amount: t.expose('amount', {
      type: 'SafeInt',
      description: 'The amount in the smallest unit of the currency: 1999 is 19.99 USD.',
    }),
    currency: t.exposeString('currency', { description: 'The currency as an ISO 4217 code: `USD`.' }),
  }),
})

export const MoneyInput = builder.inputType('MoneyInput', {
  description: 'An amount of money.',
  fields: (t) => ({
    amount: t.field({
      type: 'SafeInt',
      required: true,
      description: 'The amount in the smallest unit of the currency: 1999 is 19.99 USD.',
    }),
    currency: t.string({ required: true, description: 'The currency as an ISO 4217 code: `USD`.' }),
  }),
})
