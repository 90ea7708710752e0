// Credits: by origin, their journal, buying more, payments, the plan and statements. Each part has an address of its own.

import { Navigate, Route, Routes, useParams } from 'react-router'
import { CreditTypeChoice } from '../app/creditType.tsx'
import { useMay } from '../app/may.ts'
import { Missing } from '../parts/Missing.tsx'
import { NoPermission } from '../parts/NoPermission.tsx'
import { Page } from '../parts/Page.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { texts } from '../texts/index.ts'
import { Journal } from './Journal.tsx'
import { Lots } from './Lots.tsx'
import { Payments } from './Payments.tsx'
import { PlanPage } from './PlanPage.tsx'
import { Statements } from './Statements.tsx'
import { TopUp } from './TopUp.tsx'

export default function Credits() {
  const may = useMay()
  const { organizationId } = useParams()
  const { parts } = texts.credits
  const entries = [
    { to: 'lots', text: parts.lots },
    { to: 'journal', text: parts.journal },
    ...(may('purchase') ? [{ to: 'top-up', text: parts.topUp }] : []),
    ...(may('seeRevenue') ? [{ to: 'payments', text: parts.payments }] : []),
    { to: 'plan', text: parts.plan },
    ...(may('seeRevenue') ? [{ to: 'statements', text: parts.statements }] : []),
  ]
  const forPayers = <NoPermission roles={texts.credits.payers} />
  return (
    <Page title={texts.credits.title} text={texts.credits.text} actions={<CreditTypeChoice />}>
      <SubNav label={texts.credits.title} page="credits" entries={entries} />
      <Routes>
        <Route index element={<Navigate to={`/${organizationId}/credits/lots`} replace />} />
        <Route path="lots" element={<Lots />} />
        <Route path="journal" element={<Journal />} />
        <Route path="top-up" element={may('purchase') ? <TopUp /> : forPayers} />
        <Route path="payments" element={may('seeRevenue') ? <Payments /> : forPayers} />
        <Route path="plan" element={<PlanPage />} />
        <Route path="statements" element={may('seeRevenue') ? <Statements /> : forPayers} />
        <Route path="*" element={<Missing />} />
      </Routes>
    </Page>
  )
}
