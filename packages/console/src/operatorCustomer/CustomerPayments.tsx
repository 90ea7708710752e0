// The payments of a customer.

import { usePages } from '../data/usePages.ts'
import { CustomerPayments as Read } from '../generated/payments.ts'
import type { CustomerPaymentsQuery } from '../generated/types.ts'
import { PaymentRows } from '../operatorPayments/PaymentRows.tsx'
import { Card } from '../parts/Card.tsx'
import { operator } from '../texts/operator.ts'

const paymentsOf = (organization: CustomerPaymentsQuery['organization']) => organization?.payments

export function CustomerPayments({ id }: { id: string }) {
  const pages = usePages(Read, { id }, paymentsOf, ['payments'])
  return (
    <Card title={operator.payments.title} padded={false}>
      <PaymentRows pages={pages} empty={operator.payments.noneOfCustomer} />
    </Card>
  )
}
