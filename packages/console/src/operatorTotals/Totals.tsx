// What all organizations together use, bring in and cost.

import { Route, Routes } from 'react-router'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { NoSuchPage } from '../operator/NoSuchPage.tsx'
import { Page } from '../parts/Page.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { operator } from '../texts/operator.ts'
import { AllRevenue } from './AllRevenue.tsx'
import { AllUsage } from './AllUsage.tsx'
import { Margins } from './Margins.tsx'

export function Totals() {
  const t = operator.totals
  return (
    <Page title={t.title} text={t.text}>
      <SubNav
        label={t.title}
        page="/totals"
        entries={[
          { to: '', text: t.usage },
          { to: 'revenue', text: t.revenue },
          { to: 'margins', text: t.margin },
        ]}
      />
      <NeedsScope scopes={['READ']}>
        <Routes>
          <Route index element={<AllUsage />} />
          <Route path="revenue" element={<AllRevenue />} />
          <Route path="margins" element={<Margins />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </NeedsScope>
    </Page>
  )
}
