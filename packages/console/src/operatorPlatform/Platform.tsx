// The platform itself: the health of its processes, its keys, webhooks, providers and façades, maintenance, and audit log.

import { Route, Routes } from 'react-router'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { NoSuchPage } from '../operator/NoSuchPage.tsx'
import { Page } from '../parts/Page.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { EndpointPage } from '../webhooks/EndpointPage.tsx'
import { Health } from './Health.tsx'
import { Maintenance } from './Maintenance.tsx'
import { PlatformAudit } from './PlatformAudit.tsx'
import { PlatformKeys } from './PlatformKeys.tsx'
import { PlatformWebhooks } from './PlatformWebhooks.tsx'
import { Providers } from './Providers.tsx'

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
          { to: 'maintenance', text: t.maintenance },
          { to: 'audit', text: texts.settings.audit },
        ]}
      />
      <Routes>
        <Route
          index
          element={
            <NeedsScope scopes={['READ']}>
              <Health />
            </NeedsScope>
          }
        />
        <Route
          path="keys"
          element={
            <NeedsScope scopes={['KEYS']}>
              <PlatformKeys />
            </NeedsScope>
          }
        />
        <Route
          path="webhooks"
          element={
            <NeedsScope scopes={['ORGANIZATIONS']}>
              <PlatformWebhooks />
            </NeedsScope>
          }
        />
        <Route
          path="webhooks/:endpointId"
          element={
            <NeedsScope scopes={['ORGANIZATIONS']}>
              <EndpointPage />
            </NeedsScope>
          }
        />
        <Route
          path="providers"
          element={
            <NeedsScope scopes={['READ']}>
              <Providers />
            </NeedsScope>
          }
        />
        <Route
          path="maintenance"
          element={
            <NeedsScope scopes={['CATALOGUE']}>
              <Maintenance />
            </NeedsScope>
          }
        />
        <Route
          path="audit"
          element={
            <NeedsScope scopes={['ORGANIZATIONS']}>
              <PlatformAudit />
            </NeedsScope>
          }
        />
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Page>
  )
}
