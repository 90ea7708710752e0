// The payments of all organizations: those that wait for a person, invoices that are not paid yet, all, or those with a reference.

import { SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
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
const PAUSE_MS = 250

export function Payments() {
  const t = operator.payments
  const [search, setSearch] = useSearchParams()
  const show = search.get('show') ?? ''
  const find = search.get('find') ?? ''
  const which: Which = show in FILTERS ? (show as Which) : 'waiting'
  return (
    <Page
      title={t.title}
      text={find ? t.texts.found : t.texts[which]}
      actions={
        <SegmentedControl
          aria-label={t.which}
          value={find ? '' : which}
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
        <Find />
        {find ? (
          <List key={find} filter={{ reference: find }} empty={t.empty.found} />
        ) : (
          <List key={which} filter={FILTERS[which]} empty={t.empty[which]} />
        )}
      </NeedsScope>
    </Page>
  )
}

function Find() {
  const [search, setSearch] = useSearchParams()
  const find = useDebouncedCallback((text: string) => {
    setSearch(text ? { find: text } : { show: 'all' }, { replace: true })
  }, PAUSE_MS)
  const known = search.get('find') ?? ''
  const [seen, setSeen] = useState(known)
  const [text, setText] = useState(known)
  // A link or a choice has changed what is looked for.
  if (known !== seen) {
    setSeen(known)
    if (known !== text.trim()) setText(known)
  }
  return (
    <TextInput
      label={operator.payments.find}
      leftSection={<IconSearch size={16} aria-hidden />}
      placeholder="RF86 K7M3 9QXT"
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value)
        find(value.trim())
      }}
      type="search"
      maw={420}
    />
  )
}

interface ListProps {
  readonly filter: PaymentFilter | null
  /** The text of the empty list. */
  readonly empty: string
}

function List({ filter, empty }: ListProps) {
  const pages = usePages(AllPayments, { filter }, paymentsOf, ['payments'])
  return (
    <section className="card" aria-label={operator.payments.title}>
      <PaymentRows pages={pages} empty={empty} withOrganization />
    </section>
  )
}
