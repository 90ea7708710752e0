// Money as the API shows it.

import type { Money } from '../ledger/money.ts'
import { builder } from './builder.ts'

export const MoneyType = builder.objectRef<Money>('Money').implement({
  description: 'An amount of money.',
  fields: (t) => ({
    amount: t.expose('amount', {
      type: 'Credits',
      description: 'In the currency’s smallest unit: 1999 is 19.99 USD. A whole number, as Credits are.',
    }),
    currency: t.exposeString('currency', { description: 'ISO 4217: USD.' }),
  }),
})
