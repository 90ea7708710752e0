// The credit type of a request that names none: its part of the API.

import { refusalType } from '../graphql/errors.ts'
import type { CreditTypeRequired } from './creditTypes.ts'

export const CreditTypeRequiredError = refusalType<CreditTypeRequired>('CREDIT_TYPE_REQUIRED', (t) => ({
  creditTypes: t.exposeStringList('creditTypes', {
    description: 'The credit types of the organization; empty if it has no credits yet.',
  }),
}))

/** The credit type of an input or an argument. */
export const creditTypeField = {
  description:
    'The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet.',
} as const
