// The customer that the address names, as all parts of their page read it.

import type { AnswerOf } from '@holdfast/client'
import { useParams } from 'react-router'
import { useData } from '../data/useData.ts'
import { Customer, type CustomerPlan, type CustomerSettings } from '../generated/customer.ts'

export type CustomerData = NonNullable<AnswerOf<typeof Customer>>
export type CustomerWallet = CustomerData['wallets'][number]
export type Plans = NonNullable<AnswerOf<typeof CustomerPlan>>
export type Subscription = NonNullable<Plans['subscription']>
export type Settings = NonNullable<AnswerOf<typeof CustomerSettings>>

export function useCustomer() {
  const { organizationId = '' } = useParams()
  return useData(Customer, { id: organizationId }, { on: ['credits', 'tasks', 'payments'] })
}
