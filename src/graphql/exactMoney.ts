// Exact money as the API shows it: finer than the smallest unit of a currency.

import { decimalOfMillionths, type ExactMoney } from '../ledger/exactMoney.ts'
import { builder } from './builder.ts'

const AMOUNT =
  'The amount in the major unit of the currency, as a decimal with at most six decimals: `0.0125` is 1.25 cents.'
const CURRENCY = 'The currency as an ISO 4217 code: `USD`.'

export const ExactMoneyType = builder.objectRef<ExactMoney>('ExactMoney').implement({
  description: 'An amount of money, exact to the millionth of the currency’s major unit.',
  fields: (t) => ({
    amount: t.string({
      description: `${AMOUNT} A margin can be negative: \`-3.5\`.`,
      resolve: ({ millionths }) => decimalOfMillionths(millionths),
    }),
    currency: t.exposeString('currency', { description: CURRENCY }),
  }),
})

export const ExactMoneyInput = builder.inputType('ExactMoneyInput', {
  description: 'An amount of money, exact to the millionth of the currency’s major unit.',
  fields: (t) => ({
    amount: t.string({ required: true, description: `${AMOUNT} Zero or more.` }),
    currency: t.string({ required: true, description: CURRENCY }),
  }),
})
