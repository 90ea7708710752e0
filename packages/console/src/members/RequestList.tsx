// The requests for credits: the open ones are answered with a click.

import { SegmentedControl, Skeleton } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCreditType } from '../app/creditType.tsx'
import { useData } from '../data/useData.ts'
import { CreditRequests } from '../generated/members.ts'
import { CursorPages, useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { texts } from '../texts/index.ts'
import { useBudgets } from './budgetFacts.ts'
import { DenyDialog } from './DenyDialog.tsx'
import { GrantDialog } from './GrantDialog.tsx'
import { RequestRow } from './RequestRow.tsx'
import type { Answering } from './types.ts'

const PAGE = 25

export function RequestList() {
  const { creditType } = useCreditType()
  const [search, setSearch] = useSearchParams()
  const cursor = useCursor(PAGE)
  const isAll = search.get('show') === 'all'
  const filter = isAll ? {} : { status: 'OPEN' as const }
  const read = useData(CreditRequests, { ...cursor, filter, creditType }, { on: ['requests', 'credits'] })
  const budgets = useBudgets()
  const [answering, setAnswering] = useState<Answering | null>(null)
  if (read.error && !read.data) return <Fault error={read.error} again={read.again} />
  const requests = read.data?.creditRequests.edges.flatMap(({ node }) => (node ? [node] : []))
  const show = (value: string) => setSearch(value === 'all' ? { show: 'all' } : {})
  const empty = isAll
    ? { title: texts.members.noRequests, text: texts.members.noOpenRequestsText }
    : { title: texts.members.noOpenRequests, text: texts.members.noOpenRequestsText }
  return (
    <>
      <SegmentedControl
        aria-label={texts.members.requests}
        data={[
          { value: 'open', label: texts.members.openRequests },
          { value: 'all', label: texts.members.allRequests },
        ]}
        value={isAll ? 'all' : 'open'}
        onChange={show}
        style={{ alignSelf: 'flex-start' }}
      />
      <section className="card" aria-label={texts.members.requests}>
        {!requests ? (
          <Skeleton h={220} radius="lg" />
        ) : requests.length === 0 ? (
          <Notice icon={IconInbox} {...empty} />
        ) : (
          <ul className="rows">
            {requests.map((request) => (
              <RequestRow key={request.id} request={request} budgets={budgets.items ?? []} answer={setAnswering} />
            ))}
          </ul>
        )}
        {read.data ? <CursorPages pageInfo={read.data.creditRequests.pageInfo} /> : null}
      </section>
      {answering?.how === 'grant' ? (
        <GrantDialog request={answering.request} budgets={budgets.items ?? []} onClose={() => setAnswering(null)} />
      ) : null}
      {answering?.how === 'deny' ? <DenyDialog request={answering.request} onClose={() => setAnswering(null)} /> : null}
    </>
  )
}
