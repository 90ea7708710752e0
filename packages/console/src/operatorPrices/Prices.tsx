// Prices, plans and packs; loading a catalogue; and what a catalogue would have changed.

import { Route, Routes } from 'react-router'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { NoSuchPage } from '../operator/NoSuchPage.tsx'
import { Page } from '../parts/Page.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { operator } from '../texts/operator.ts'
import { LoadPage } from './LoadPage.tsx'
import { Packs } from './Packs.tsx'
import { Plans } from './Plans.tsx'
import { RuleList } from './RuleList.tsx'
import { SimulationPage } from './SimulationPage.tsx'
import { Simulations } from './Simulations.tsx'

export function Prices() {
  const t = operator.prices
  return (
    <Page title={t.title} text={t.text}>
      <SubNav
        label={t.title}
        page="/prices"
        entries={[
          { to: '', text: t.rules },
          { to: 'plans', text: t.plans },
          { to: 'packs', text: t.packs },
          { to: 'load', text: t.load },
          { to: 'simulations', text: t.simulations },
        ]}
      />
      <NeedsScope scopes={['READ', 'CATALOGUE', 'ORGANIZATIONS']}>
        <Routes>
          <Route index element={<RuleList />} />
          <Route path="plans" element={<Plans />} />
          <Route path="packs" element={<Packs />} />
          <Route path="load" element={<LoadPage />} />
          <Route path="simulations" element={<Simulations />} />
          <Route path="simulations/:simulationId" element={<SimulationPage />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </NeedsScope>
    </Page>
  )
}
