// Members: people, their budgets, their requests, and the rules for all.

import { Route, Routes } from 'react-router'
import { CreditTypeChoice } from '../app/creditType.tsx'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { OpenRequests } from '../generated/members.ts'
import { Missing } from '../parts/Missing.tsx'
import { NoPermission } from '../parts/NoPermission.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { texts } from '../texts/index.ts'
import { BudgetList } from './BudgetList.tsx'
import { People } from './People.tsx'
import { RequestList } from './RequestList.tsx'
import { RulesPage } from './RulesPage.tsx'

export default function MembersPage() {
  const may = useMay()
  const { data: session } = useSession()
  const decides = may('transferCredits')
  const open = useData(OpenRequests, decides ? {} : null, { on: ['requests'] })
  const isAllowed = may('seeAllTasks')
  if (!session) return <PageSkeleton />
  if (!isAllowed) return <NoPermission roles={texts.members.pageFor} />
  const pages = [
    { to: '', text: texts.members.people },
    { to: 'budgets', text: texts.members.budgets },
    { to: 'requests', text: texts.members.requests, count: open.data?.creditRequests.edges.length ?? 0 },
    { to: 'rules', text: texts.members.rules },
  ]
  return (
    <Page title={texts.members.title} actions={<CreditTypeChoice />}>
      <SubNav label={texts.members.sections} page="members" entries={pages} />
      <Routes>
        <Route index element={<People />} />
        <Route path="budgets" element={<BudgetList />} />
        <Route path="requests" element={<RequestList />} />
        <Route path="rules" element={<RulesPage />} />
        <Route path="*" element={<Missing />} />
      </Routes>
    </Page>
  )
}
