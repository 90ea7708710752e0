// The payments of all organizations: those that wait for a person, or all.

import { SegmentedControl } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { usePages } from '../data/usePages.ts'
import { AllPayments } from '../generated/payments.ts'
import type { AllPaymentsQuery } from '../generated/types.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { Page } from '../parts/Page.tsx'
import { operator } from '../texts/operator.ts'
import { PaymentRows } from './PaymentRows.tsx'

const paymentsOf = (payments: AllPaymentsQuery['payments']) => payments

export function Payments() {
  const t = operator.payments
  const [search, setSearch] = useSearchParams()
  const isAll = search.get('show') === 'all'
  return (
    <Page
      title={t.title}
      text={isAll ? t.allText : t.waitingText}
      actions={
        <SegmentedControl
          aria-label={t.which}
          value={isAll ? 'all' : 'waiting'}
          onChange={(value) => setSearch(value === 'all' ? { show: 'all' } : {}, { replace: true })}
          data={[
            { value: 'waiting', label: t.waiting },
            { value: 'all', label: t.all },
          ]}
        />
      }
    >
      <NeedsScope scopes={['READ']}>
        <List isAll={isAll} />
      </NeedsScope>
    </Page>
  )
}

function List({ isAll }: { isAll: boolean }) {
  const t = operator.payments
  const pages = usePages(AllPayments, { filter: isAll ? null : { unsettled: true } }, paymentsOf, ['payments'])
  return (
    <section className="card" aria-label={t.title}>
      <PaymentRows pages={pages} empty={isAll ? t.noneText : t.nothingWaits} withOrganization />
    </section>
  )
}
