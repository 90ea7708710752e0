// Refusals that several operations on wallets share: their part of the API.

import { builder } from '../graphql/builder.ts'
import { IdempotencyConflictError, InvalidInputError, NotFoundError, refusalType } from '../graphql/errors.ts'
import type { ExpiryPassed, InsufficientCredits, Source } from '../ledger/refusals.ts'

export const SourceType = builder.objectRef<Source>('CreditSource').implement({
  description: 'A wallet that was asked to pay.',
  fields: (t) => ({
    isPool: t.exposeBoolean('isPool', { description: 'True for the pool, false for the member’s own wallet.' }),
    available: t.expose('available', { type: 'Credits', description: 'Credits that could be frozen there.' }),
  }),
})

export const InsufficientCreditsError = refusalType<InsufficientCredits>('INSUFFICIENT_CREDITS', (t) => ({
  required: t.expose('required', { type: 'Credits', description: 'Credits that the request needs.' }),
  available: t.expose('available', {
    type: 'Credits',
    description: 'Credits that can be frozen now, in the wallet that has most.',
  }),
  shortfall: t.expose('shortfall', { type: 'Credits', description: 'The missing credits: required minus available.' }),
  sources: t.expose('sources', {
    type: [SourceType],
    description: 'The wallets that could have paid, in the order in which they were asked. One must pay the whole.',
  }),
}))

export const ExpiryPassedError = refusalType<ExpiryPassed>('EXPIRY_PASSED')

export const COMMON_ERRORS = [InvalidInputError, NotFoundError, IdempotencyConflictError]
