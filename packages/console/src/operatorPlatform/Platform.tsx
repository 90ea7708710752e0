// The platform itself: the health of its processes, its keys, webhooks, providers and façades, receipts, maintenance, and audit log.

import type { ReactNode } from 'react'
import { Route, Routes } from 'react-router'
import type { PlatformScope } from '../generated/types.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { NoSuchPage } from '../operator/NoSuchPage.tsx'
import { Page } from '../parts/Page.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { EndpointPage } from '../webhooks/EndpointPage.tsx'
import { FacadePage } from './FacadePage.tsx'
import { Health } from './Health.tsx'
import { Maintenance } from './Maintenance.tsx'
import { PlatformAudit } from './PlatformAudit.tsx'
import { PlatformKeys } from './PlatformKeys.tsx'
import { PlatformWebhooks } from './PlatformWebhooks.tsx'
import { ProviderPage } from './ProviderPage.tsx'
import { Providers } from './Providers.tsx'
import { Seller } from './Seller.tsx'

/** Each part of the page: its path, the scope that a key needs to read it, and what is shown. */
const PARTS: readonly (readonly [path: string, scope: PlatformScope, element: ReactNode])[] = [
  ['', 'READ', <Health key="health" />],
  ['keys', 'KEYS', <PlatformKeys key="keys" />],
  ['webhooks', 'ORGANIZATIONS', <PlatformWebhooks key="webhooks" />],
  ['webhooks/:endpointId', 'ORGANIZATIONS', <EndpointPage key="endpoint" />],
  ['providers', 'READ', <Providers key="providers" />],
  ['providers/:name', 'READ', <ProviderPage key="provider" />],
  ['providers/facades/:name', 'READ', <FacadePage key="facade" />],
  ['seller', 'READ', <Seller key="seller" />],
  ['maintenance', 'CATALOGUE', <Maintenance key="maintenance" />],
  ['audit', 'ORGANIZATIONS', <PlatformAudit key="audit" />],
]

export function Platform() {
  const t = operator.platform
  return (
    <Page title={t.title} text={t.text}>
      <SubNav
        label={t.title}
        page="/platform"
        entries={[
          { to: '', text: t.health },
          { to: 'keys', text: t.keys },
          { to: 'webhooks', text: texts.webhooks.title },
          { to: 'providers', text: t.providers },
          { to: 'seller', text: t.seller },
          { to: 'maintenance', text: t.maintenance },
          { to: 'audit', text: texts.settings.audit },
        ]}
      />
      <Routes>
        {PARTS.map(([path, scope, element]) => (
          <Route key={path} path={path} element={<NeedsScope scopes={[scope]}>{element}</NeedsScope>} />
        ))}
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Page>
  )
}
