// The settings of the organization, each part with an address of its own.

import { Route, Routes } from 'react-router'
import { AlertSettings } from '../alerts/AlertSettings.tsx'
import { useMay } from '../app/may.ts'
import { Missing } from '../parts/Missing.tsx'
import { Page } from '../parts/Page.tsx'
import { SubNav } from '../parts/SubNav.tsx'
import { texts } from '../texts/index.ts'
import { Webhooks } from '../webhooks/Webhooks.tsx'
import { Audit } from './Audit.tsx'
import { Danger } from './Danger.tsx'
import { General } from './General.tsx'
import { Keys } from './Keys.tsx'
import { SignIn } from './SignIn.tsx'

export default function Settings() {
  const may = useMay()
  const pages = [
    { to: '', text: texts.settings.general },
    { to: 'keys', text: texts.settings.keys },
    { to: 'alerts', text: texts.alerts.title },
    ...(may('manageWebhooks') ? [{ to: 'webhooks', text: texts.webhooks.title }] : []),
    ...(may('seeAudit') ? [{ to: 'audit', text: texts.settings.audit }] : []),
    ...(may('closeOrganization') ? [{ to: 'danger', text: texts.settings.danger }] : []),
  ]
  return (
    <Page title={texts.settings.title}>
      <SubNav label={texts.settings.sections} page="settings" entries={pages} />
      <Routes>
        <Route
          index
          element={
            <>
              <General />
              <SignIn />
            </>
          }
        />
        <Route path="keys" element={<Keys />} />
        <Route path="alerts" element={<AlertSettings />} />
        <Route path="webhooks/*" element={<Webhooks />} />
        <Route path="audit" element={<Audit />} />
        <Route path="danger" element={<Danger />} />
        <Route path="*" element={<Missing />} />
      </Routes>
    </Page>
  )
}
