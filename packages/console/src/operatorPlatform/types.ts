// What the pages of the platform read and edit.

import type { AnswerOf } from '@holdfast/client'
import type { FacadeDefinition, ProviderDefinitions } from '../generated/definitions.ts'

export type Provider = NonNullable<AnswerOf<typeof ProviderDefinitions>>[number]
export type Facade = NonNullable<AnswerOf<typeof FacadeDefinition>>

/** Who issues the receipts, as it is typed. */
export interface SellerDraft {
  readonly name: string
  readonly address: string
  readonly taxId: string
  readonly email: string
  readonly bankAccount: string
}
