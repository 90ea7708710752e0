// The payments of all organizations: those that wait for a person, invoices that are not paid yet, or all.

import { SegmentedControl } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { usePages } from '../data/usePages.ts'
import { AllPayments } from '../generated/payments.ts'
import type { AllPaymentsQuery, PaymentFilter } from '../generated/types.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { Page } from '../parts/Page.tsx'
import { operator } from '../texts/operator.ts'
import { PaymentRows } from './PaymentRows.tsx'

const paymentsOf = (payments: AllPaymentsQuery['payments']) => payments

const FILTERS = {
  waiting: { unsettled: true },
  invoices: { provider: 'MANUAL', status: 'OPEN' },
  all: null,
} satisfies Record<string, PaymentFilter | null>
type Which = keyof typeof FILTERS

export function Payments() {
  const t = operator.payments
  const [search, setSearch] = useSearchParams()
  const show = search.get('show') ?? ''
  const which: Which = show in FILTERS ? (show as Which) : 'waiting'
  return (
    <Page
      title={t.title}
      text={t.texts[which]}
      actions={
        <SegmentedControl
          aria-label={t.which}
          value={which}
          onChange={(value) => setSearch(value === 'waiting' ? {} : { show: value }, { replace: true })}
          data={[
            { value: 'waiting', label: t.waiting },
            { value: 'invoices', label: t.invoices },
            { value: 'all', label: t.all },
          ]}
        />
      }
    >
      <NeedsScope scopes={['READ']}>
        <List key={which} which={which} />
      </NeedsScope>
    </Page>
  )
}

function List({ which }: { which: Which }) {
  const t = operator.payments
  const pages = usePages(AllPayments, { filter: FILTERS[which] }, paymentsOf, ['payments'])
  return (
    <section className="card" aria-label={t.title}>
      <PaymentRows pages={pages} empty={t.empty[which]} withOrganization />
    </section>
  )
}
